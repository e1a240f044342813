"""RPJM Desa: begin it, fill it from gagasan, tick years, spread money, check, ratify, change.

A village has one for each first year; the one that holds in a year is found by that year. What was ratified
stays in the archive, whatever is changed afterwards. Source: perencanaan.md 3, 4.1, 4.4, 6 B, 10.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.desa import DesaId
from desa_desktop.domain.dokumen import StatusDokumen, dokumen_id
from desa_desktop.domain.matriks import KelompokBidang
from desa_desktop.domain.matriks_rpjm import (
    BELOW,
    YEARS,
    BarisArah,
    PeringkatMasalah,
    biaya_per_bidang,
    biaya_per_sumber,
    biaya_per_tahun,
    order_for_rpjm,
    outline,
    plan_for,
    rank_masalah,
    skema_tindakan,
)
from desa_desktop.domain.musyawarah import Musyawarah
from desa_desktop.domain.pemeriksaan import Pemeriksaan, stop_on_galat
from desa_desktop.domain.pemeriksaan_rpjm import MOST_YEARS, LatarRpjm, check_rpjm, latar_of, span
from desa_desktop.domain.rpjm import (
    ArahRpjm,
    KalenderMusim,
    KegiatanRpjm,
    Masalah,
    RpjmDesa,
    RpjmDesaId,
    TingkatArah,
)
from desa_desktop.domain.usulan import DaftarUsulan, StatusUsulan, Usulan
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import _
from desa_desktop.services import dokumen
from desa_desktop.services import kantor as office
from desa_desktop.services.editing import insert_rows, number, stop_if_locked
from desa_desktop.services.rkp_susun import Revisi
from desa_desktop.store import archive, draft
from desa_desktop.store.mapping import KINDS
from desa_desktop.store.unit import Database, Unit

JENIS = "rpjm-desa"
DASAR_8_TAHUN = (
    "Undang-Undang Nomor 3 Tahun 2024 Pasal 79 ayat (2) huruf a dan Surat Edaran Menteri Dalam Negeri "
    "Nomor 100.3.5.5/2625/SJ tanggal 5 Juni 2024: jangka waktu RPJM Desa menjadi 8 (delapan) tahun"
)
"""Why a plan of six years becomes one of eight (perencanaan.md 10)."""
_FIRST, _LAST = 2000, 2100


@dataclass(frozen=True, slots=True)
class RpjmTampil:
    """The plan as the screen shows it. `rpjm` is a whole aggregate, read and not attached.

    `usulan` are the gagasan behind the activities by id; money in rupiah.
    """

    rpjm: RpjmDesa
    kelompok: tuple[KelompokBidang, ...]
    per_tahun: Mapping[int, int]
    per_bidang: Mapping[str, int]
    per_sumber: Mapping[str, int]
    total: int
    arah: tuple[BarisArah, ...]
    peringkat: tuple[PeringkatMasalah, ...]
    usulan: Mapping[UUID, Usulan]
    pemeriksaan: tuple[Pemeriksaan, ...]


@dataclass(frozen=True, slots=True)
class Gagasan:
    """A proposal that no activity of the plan came from yet, and the year of its list."""

    usulan: Usulan
    tahun: int


# ------------------------------------------------------------------ which plan


def key_for(database: Database, tahun: int) -> UUID | None:
    """The id of the plan that holds in `tahun`; None where the village has none for it."""
    with database.read() as unit:
        found = _find(unit, tahun)
    return found.id if found is not None else None


def find_plan(unit: Unit, tahun: int) -> RpjmDesa:
    """The plan that holds in `tahun`. Raises NotFound."""
    found = _find(unit, tahun)
    if found is None:
        raise NotFound(apa=_("RPJM Desa untuk tahun {tahun}").format(tahun=tahun))
    return found


def _find(unit: Unit, tahun: int) -> RpjmDesa | None:
    return plan_for(unit.select(RpjmDesa, desa_id=office.require(unit).id), tahun)


# ------------------------------------------------------------------ begin


def create(
    database: Database,
    tahun: int,
    tahun_akhir: int | None = None,
    pelantikan: date | None = None,
    *,
    by: str,
    at: datetime,
) -> UUID:
    """Begin an RPJM Desa from `tahun` to `tahun_akhir`, both included (default: eight years).

    Villages count start and end differently, so both years are stored as they are given (perencanaan.md 10).
    Raises InvalidInput for years that cannot be, or a plan of that first year that is there already.
    """
    last = tahun_akhir if tahun_akhir is not None else tahun + YEARS - 1
    if not _FIRST <= tahun <= _LAST:
        raise InvalidInput({"tahun": _("Tahun {tahun} tidak wajar. Contoh: 2027.").format(tahun=tahun)})
    if not tahun <= last < tahun + MOST_YEARS:
        sentence = _(
            "Tahun akhir {akhir} tidak cocok dengan tahun awal {awal}. Rentangnya 1 sampai {n} tahun."
        )
        raise InvalidInput({"tahun_akhir": sentence.format(akhir=last, awal=tahun, n=MOST_YEARS)})
    with database.unit() as unit:
        desa = DesaId(office.require(unit).id)
        key = RpjmDesaId(dokumen_id(desa, JENIS, str(tahun)))
        if unit.find(RpjmDesa, key) is not None:
            sentence = _("RPJM Desa yang mulai {tahun} sudah ada. Buka dan ubah yang itu.")
            raise InvalidInput({"tahun": sentence.format(tahun=tahun)})
        plan = RpjmDesa(id=key, desa_id=desa, tahun=tahun, tahun_akhir=last, tanggal_pelantikan=pelantikan)
        unit.add(plan)
        unit.commit(_("siapkan RPJM Desa {rentang}").format(rentang=span(plan)), by, at)
    return key


# ------------------------------------------------------------------ look


def show_plan(database: Database, aturan: Aturan, tahun: int, *, final: bool = False) -> RpjmTampil:
    """The plan that holds in `tahun` with totals and findings; `final` judges as `Sahkan` would.

    Raises NotFound.
    """
    with database.read() as unit:
        rpjm = find_plan(unit, tahun)
        usulan = _usulan_of(unit, rpjm)
        return RpjmTampil(
            rpjm,
            tuple(order_for_rpjm(rpjm.kegiatan, aturan)),
            biaya_per_tahun(rpjm),
            biaya_per_bidang(rpjm, aturan),
            biaya_per_sumber(rpjm, aturan),
            sum(one.biaya for one in rpjm.kegiatan),
            tuple(outline(rpjm.arah)),
            tuple(rank_masalah(rpjm.masalah, skema_tindakan(aturan))),
            usulan,
            tuple(check_rpjm(rpjm, aturan, _background(unit, rpjm), final=final)),
        )


def _usulan_of(unit: Unit, rpjm: RpjmDesa) -> dict[UUID, Usulan]:
    """The gagasan that activities came from; nothing is read while none did."""
    wanted = _used(rpjm)
    if not wanted:
        return {}
    lists = unit.select(DaftarUsulan, desa_id=rpjm.desa_id)
    return {one.id: one for daftar in lists for one in daftar.usulan if one.id in wanted}


def _used(rpjm: RpjmDesa) -> set[UUID]:
    direct = {one.usulan_id for one in rpjm.kegiatan if one.usulan_id is not None}
    return direct | {UUID(key) for one in rpjm.kegiatan for key in one.gabungan_dari}


def _background(unit: Unit, rpjm: RpjmDesa) -> LatarRpjm:
    kantor = office.require(unit)
    dasar = kantor.setelan.get("dasar_tim", "") or kantor.urutan_tahap
    return latar_of(rpjm, unit.select(Musyawarah, desa_id=rpjm.desa_id), dasar)


def revisions(database: Database, tahun: int) -> list[Revisi]:
    """The ratified states of the plan that this laptop holds, newest first; none without a plan."""
    with database.read() as unit:
        plan = _find(unit, tahun)
        rows = archive.snapshots_of(unit, plan.id) if plan is not None else []
    found = [
        Revisi(
            row.digest,
            JENIS,
            row.revisi,
            StatusDokumen(row.status),
            datetime.fromisoformat(row.pada),
            row.oleh,
        )
        for row in rows
        if StatusDokumen(row.status) is not StatusDokumen.KONSEP
    ]
    return sorted(found, key=lambda one: (one.pada, one.revisi), reverse=True)


# ------------------------------------------------------------------ from gagasan to activities


def gagasan_of(database: Database, tahun: int, tahun_usulan: int | None = None) -> list[Gagasan]:
    """Proposals that no activity of the plan for `tahun` came from yet, the newest list first.

    `tahun_usulan` limits it to one year's list. Those that a meeting refused are left out.
    """
    with database.read() as unit:
        rpjm = find_plan(unit, tahun)
        used = _used(rpjm)
        lists = unit.select(DaftarUsulan, desa_id=rpjm.desa_id)
    merged = {key for daftar in lists for one in daftar.usulan for key in one.gabungan_dari}
    return [
        Gagasan(one, daftar.tahun)
        for daftar in sorted(lists, key=lambda one: -one.tahun)
        if tahun_usulan is None or daftar.tahun == tahun_usulan
        for one in sorted(daftar.usulan, key=lambda one: one.nomor)
        if one.id not in used
        and str(one.id) not in merged
        and one.status is not StatusUsulan.TIDAK_DISEPAKATI
        and one.uraian.strip()
    ]


def take_gagasan(
    database: Database,
    tahun: int,
    keys: Sequence[UUID] | None = None,
    *,
    tahun_usulan: int | None = None,
    gabung: bool = False,
    by: str,
    at: datetime,
) -> list[UUID]:
    """`Ambil dari gagasan`: proposals become activities of the plan, as one step; returns their ids.

    `keys` limits it to some; without it all that are not used yet. `gabung` makes one activity of all of
    them: the first gives its name, the others stand in `gabungan_dari`, people and cost are added up.
    The year of the list is ticked when the plan has it. Raises NotFound, Locked.
    """
    waiting = gagasan_of(database, tahun, tahun_usulan)
    order = {key: place for place, key in enumerate(keys)} if keys is not None else {}
    chosen = [one for one in waiting if keys is None or one.usulan.id in order]
    if order:
        chosen.sort(key=lambda one: order[one.usulan.id])
    if keys is not None and len(chosen) < len(order):
        raise NotFound(apa=_("Usulan yang belum dipakai di RPJM Desa"))
    with database.unit() as unit:
        rpjm = find_plan(unit, tahun)
        stop_if_locked(unit, RpjmDesa, rpjm)
        rows = [_activity_of(one, rpjm) for one in chosen]
        if gabung and len(rows) > 1:
            rows = [_joined(rows)]
        made = insert_rows(rpjm, KINDS[KegiatanRpjm], rows)
        unit.commit(_("ambil {n} gagasan").format(n=len(chosen)), by, at)
    return made


def _activity_of(one: Gagasan, rpjm: RpjmDesa) -> dict[str, Any]:
    """The fields of an activity that a proposal already answers; source and manner stay open."""
    usulan = one.usulan
    is_inside = one.tahun in rpjm.daftar_tahun
    money = {str(one.tahun): usulan.perkiraan_biaya} if is_inside and usulan.perkiraan_biaya else {}
    return {
        "kode": usulan.kode_kegiatan,
        "nama": usulan.uraian,
        "sdgs": usulan.sdgs,
        "lokasi": _place(usulan),
        "volume": usulan.volume,
        "satuan": usulan.satuan,
        "sasaran": usulan.masalah,
        "penerima_l": usulan.penerima_l,
        "penerima_p": usulan.penerima_p,
        "penerima_rtm": usulan.penerima_rtm,
        "tahun": (one.tahun,) if is_inside else (),
        "biaya_tahun": money,
        "tanda": usulan.tanda,
        "usulan_id": usulan.id,
        "teks_asli": {
            key: text for key, text in usulan.teks_asli.items() if key in ("volume", "satuan", "lokasi")
        },
    }


def _joined(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    first = dict(rows[0])
    places = [row["lokasi"] for row in rows if row["lokasi"]]
    first["lokasi"] = "; ".join(dict.fromkeys(places))
    for name in ("penerima_l", "penerima_p", "penerima_rtm"):
        counts = [row[name] for row in rows if row[name] is not None]
        first[name] = sum(counts) if counts else None
    money: dict[str, int] = {}
    for row in rows:
        for year, rupiah in row["biaya_tahun"].items():
            money[year] = money.get(year, 0) + rupiah
    first["biaya_tahun"] = money
    first["tahun"] = tuple(sorted({year for row in rows for year in row["tahun"]}))
    first["gabungan_dari"] = tuple(str(row["usulan_id"]) for row in rows[1:])
    if len({row["satuan"] for row in rows}) == 1 and all(row["volume"] is not None for row in rows):
        first["volume"] = sum(row["volume"] for row in rows)
    return first


def _place(usulan: Usulan) -> str:
    if usulan.dusun and usulan.dusun.casefold() not in usulan.lokasi.casefold():
        return f"{usulan.lokasi}, {usulan.dusun}" if usulan.lokasi else usulan.dusun
    return usulan.lokasi


# ------------------------------------------------------------------ years and money


def set_years(database: Database, ticks: Mapping[UUID, Mapping[int, bool]], *, by: str, at: datetime) -> None:
    """Tick (True) or clear (False) years of activities, as one step.

    A cleared year loses its amount too, so that no money stands in a year without work; undo brings both
    back. Raises InvalidInput for a year outside the plan, NotFound, Locked.
    """
    with database.unit() as unit:
        for key, years in ticks.items():
            one = _editable(unit, key)
            _stop_outside(unit, one, years)
            kept = set(one.tahun) | {year for year, is_on in years.items() if is_on}
            kept -= {year for year, is_on in years.items() if not is_on}
            _put_years(one, kept)
        unit.commit(_("centang tahun {n} kegiatan").format(n=len(ticks)), by, at)


def _put_years(one: KegiatanRpjm, years: set[int]) -> None:
    one.tahun = tuple(sorted(years))
    money = {year: rupiah for year, rupiah in one.biaya_tahun.items() if int(year) in years}
    if money != one.biaya_tahun:
        one.biaya_tahun = money


def set_amounts(
    database: Database, amounts: Mapping[UUID, Mapping[int, int | None]], *, by: str, at: datetime
) -> None:
    """Set rupiah of activities by year, as one step; a year with an amount is ticked. None takes it away.

    Raises InvalidInput for a negative amount or a year outside the plan, NotFound, Locked.
    """
    if any(rupiah is not None and rupiah < 0 for years in amounts.values() for rupiah in years.values()):
        raise InvalidInput({"biaya": _("Nilai tidak boleh kurang dari nol.")})
    with database.unit() as unit:
        for key, years in amounts.items():
            one = _editable(unit, key)
            _stop_outside(unit, one, years)
            money = {**one.biaya_tahun, **{str(year): rupiah for year, rupiah in years.items()}}
            one.biaya_tahun = {year: rupiah for year, rupiah in sorted(money.items()) if rupiah is not None}
            with_money = {year for year, rupiah in years.items() if rupiah}
            if not with_money <= set(one.tahun):
                one.tahun = tuple(sorted(set(one.tahun) | with_money))
            draft.forget(unit, str(key), [f"biaya_{year}" for year in years])
        unit.commit(_("ubah biaya {n} kegiatan RPJM Desa").format(n=len(amounts)), by, at)


def set_targets(
    database: Database, targets: Mapping[UUID, Mapping[int, str]], *, by: str, at: datetime
) -> None:
    """Say what is to be reached in a year (form B3), as one step; an empty text takes it away.

    Raises InvalidInput for a year outside the plan, NotFound, Locked.
    """
    with database.unit() as unit:
        for key, years in targets.items():
            one = _editable(unit, key)
            _stop_outside(unit, one, years)
            texts = {**one.target, **{str(year): text.strip() for year, text in years.items()}}
            one.target = {year: text for year, text in sorted(texts.items()) if text}
            draft.forget(unit, str(key), [f"target_{year}" for year in years])
        unit.commit(_("ubah target {n} kegiatan").format(n=len(targets)), by, at)


def copy_amounts(
    database: Database,
    keys: Sequence[UUID],
    tahun: int,
    *,
    persen: int = 0,
    by: str,
    at: datetime,
) -> int:
    """Copy each activity's amount of `tahun` into its later ticked years that have none yet.

    `persen` raises it by that much from year to year (0: the same; rounded to thousands of rupiah).
    Returns how many amounts were written. Raises InvalidInput, NotFound, Locked.
    """
    if not -50 <= persen <= 100:
        raise InvalidInput({"persen": _("Kenaikan per tahun antara -50 dan 100 persen.")})
    written = 0
    with database.unit() as unit:
        for key in keys:
            one = _editable(unit, key)
            amount = one.biaya_tahun.get(str(tahun))
            later = [year for year in one.tahun if year > tahun and not one.biaya_tahun.get(str(year))]
            if not amount or not later:
                continue
            money = dict(one.biaya_tahun)
            for year in later:
                money[str(year)] = _grown(amount, persen, year - tahun)
            one.biaya_tahun = dict(sorted(money.items()))
            written += len(later)
        if written:
            unit.commit(_("salin biaya {tahun} ke tahun berikutnya").format(tahun=tahun), by, at)
    return written


def _grown(amount: int, persen: int, years: int) -> int:
    if not persen:
        return amount
    whole: int = amount * (100 + persen) ** years // 100**years
    return (whole + 500) // 1000 * 1000


def _editable(unit: Unit, key: UUID) -> KegiatanRpjm:
    one = unit.get(KegiatanRpjm, key)
    stop_if_locked(unit, KegiatanRpjm, one)
    return one


def _stop_outside(unit: Unit, one: KegiatanRpjm, years: Mapping[int, object]) -> None:
    assert one.rpjm_desa_id is not None
    first = unit.value_of(RpjmDesa, one.rpjm_desa_id, "tahun")
    last = unit.value_of(RpjmDesa, one.rpjm_desa_id, "tahun_akhir") or first + YEARS - 1
    outside = [year for year, value in years.items() if value and not first <= year <= last]
    if outside:
        sentence = _("Tahun {tahun} di luar RPJM Desa {awal}–{akhir}.")
        raise InvalidInput({"tahun": sentence.format(tahun=outside[0], awal=first, akhir=last)})


# ------------------------------------------------------------------ misi, tujuan, sasaran


def add_arah(
    database: Database,
    tahun: int,
    uraian: str = "",
    *,
    di_bawah: UUID | None = None,
    setelah: UUID | None = None,
    by: str,
    at: datetime,
) -> UUID:
    """Add a misi, or (`di_bawah`) a tujuan under a misi or a sasaran under a tujuan; returns its id.

    `setelah`: directly below that record, else at the end. Raises InvalidInput below a sasaran, NotFound,
    Locked.
    """
    with database.unit() as unit:
        rpjm = find_plan(unit, tahun)
        stop_if_locked(unit, RpjmDesa, rpjm)
        above = next((one for one in rpjm.arah if one.id == di_bawah), None)
        if di_bawah is not None and above is None:
            raise NotFound(apa=_("Misi atau tujuan {id}").format(id=di_bawah))
        if above is not None and above.tingkat is TingkatArah.SASARAN:
            raise InvalidInput({"di_bawah": _("Di bawah sasaran tidak ada tingkat lagi.")})
        level = BELOW[above.tingkat if above is not None else None]
        values = {"tingkat": level, "induk_id": di_bawah, "uraian": uraian.strip()}
        key = insert_rows(rpjm, KINDS[ArahRpjm], [values], setelah)[0]
        unit.commit(_("tambah {tingkat}").format(tingkat=level.value), by, at)
    return key


def remove_arah(database: Database, key: UUID, *, by: str, at: datetime) -> int:
    """Remove a misi, tujuan or sasaran with everything below it; returns how many rows went.

    Activities that were linked to one of them lose the link. Undo brings all back. Raises NotFound, Locked.
    """
    with database.unit() as unit:
        one = unit.get(ArahRpjm, key)
        stop_if_locked(unit, ArahRpjm, one)
        assert one.rpjm_desa_id is not None
        rpjm = unit.get(RpjmDesa, one.rpjm_desa_id)
        gone = {key}
        for line in outline(rpjm.arah):  # a record comes before everything below it
            if line.arah.induk_id in gone:
                gone.add(line.arah.id)
        for activity in rpjm.kegiatan:
            if activity.arah_id in gone:
                activity.arah_id = None
        for row in [row for row in rpjm.arah if row.id in gone]:
            unit.remove(row)
        unit.commit(_("hapus {tingkat}").format(tingkat=one.tingkat.value), by, at)
    return len(gone)


def shift_arah(database: Database, key: UUID, step: int, *, by: str, at: datetime) -> bool:
    """Move a line deeper (+1: below the line before it) or up a level (-1), with what is below it.

    False where there is no such level: the first line cannot go deeper, a misi not higher, and nothing may
    end up below a sasaran. Raises NotFound, Locked.
    """
    with database.unit() as unit:
        one = unit.get(ArahRpjm, key)
        stop_if_locked(unit, ArahRpjm, one)
        assert one.rpjm_desa_id is not None
        rpjm = unit.get(RpjmDesa, one.rpjm_desa_id)
        by_id: dict[UUID, ArahRpjm] = {row.id: row for row in rpjm.arah}
        twins = sorted((row for row in rpjm.arah if row.induk_id == one.induk_id), key=lambda row: row.urut)
        place = twins.index(one)
        if step > 0:
            above = twins[place - 1] if place else None
            depth = max(_depth_below(rpjm, one.id), 0)
            if above is None or _LEVELS.index(above.tingkat) + 1 + depth >= len(_LEVELS):
                return False
            one.induk_id = above.id
        else:
            parent = by_id.get(one.induk_id) if one.induk_id is not None else None
            if parent is None:
                return False
            one.induk_id = parent.induk_id
            rows = sorted(rpjm.arah, key=lambda row: row.urut)
            rows.remove(one)
            rows.insert(rows.index(parent) + 1, one)
            number(rows)
        _level_all(rpjm)
        unit.commit(_("geser {tingkat}").format(tingkat=one.tingkat.value), by, at)
    return True


def move_arah(database: Database, key: UUID, step: int, *, by: str, at: datetime) -> bool:
    """Move a line up (-1) or down (+1) among those beside it; False at the edge. Raises NotFound, Locked."""
    with database.unit() as unit:
        one = unit.get(ArahRpjm, key)
        stop_if_locked(unit, ArahRpjm, one)
        assert one.rpjm_desa_id is not None
        rpjm = unit.get(RpjmDesa, one.rpjm_desa_id)
        twins = sorted((row for row in rpjm.arah if row.induk_id == one.induk_id), key=lambda row: row.urut)
        place = twins.index(one) + step
        if not 0 <= place < len(twins):
            return False
        other = twins[place]
        one.urut, other.urut = other.urut, one.urut
        unit.commit(_("pindahkan {tingkat}").format(tingkat=one.tingkat.value), by, at)
    return True


_LEVELS = (TingkatArah.MISI, TingkatArah.TUJUAN, TingkatArah.SASARAN)


def _depth_below(rpjm: RpjmDesa, key: UUID) -> int:
    below = [row.id for row in rpjm.arah if row.induk_id == key]
    return 1 + max(_depth_below(rpjm, one) for one in below) if below else 0


def _level_all(rpjm: RpjmDesa) -> None:
    for line in outline(rpjm.arah):
        level = _LEVELS[min(line.depth, len(_LEVELS) - 1)]
        if line.arah.tingkat is not level:
            line.arah.tingkat = level


# ------------------------------------------------------------------ H1


def set_values(
    database: Database,
    aturan: Aturan,
    values: Mapping[UUID, Mapping[str, int | None]],
    *,
    by: str,
    at: datetime,
) -> None:
    """Value problems by the criteria of form H1 as the rules say them, as one step; None takes one away.

    Raises InvalidInput for another number or an unknown criterion, NotFound, Locked.
    """
    skema = skema_tindakan(aturan)
    known, least, most = skema.kunci_kriteria, skema.nilai_terendah, skema.nilai_tertinggi
    for row in values.values():
        for key, points in row.items():
            if key not in known:
                raise InvalidInput({"kriteria": _("Kriteria {kunci} tidak dikenal.").format(kunci=key)})
            if points is not None and not least <= points <= most:
                sentence = _("Nilai {nilai} tidak berlaku. Isi {awal} sampai {akhir}.")
                raise InvalidInput({key: sentence.format(nilai=points, awal=least, akhir=most)})
    with database.unit() as unit:
        for record, row in values.items():
            one = unit.get(Masalah, record)
            stop_if_locked(unit, Masalah, one)
            merged = {**one.nilai, **row}
            one.nilai = {key: points for key, points in merged.items() if points is not None}
            draft.forget(unit, str(record), list(row))
        unit.commit(_("nilai {n} masalah").format(n=len(values)), by, at)


def set_months(
    database: Database, ticks: Mapping[UUID, Mapping[int, bool]], *, by: str, at: datetime
) -> None:
    """Tick (True) or clear months of the season calendar, as one step.

    Raises InvalidInput for a month that is none, NotFound, Locked.
    """
    if any(not 1 <= month <= 12 for months in ticks.values() for month in months):
        raise InvalidInput({"bulan": _("Bulan antara 1 dan 12.")})
    with database.unit() as unit:
        for key, months in ticks.items():
            one = unit.get(KalenderMusim, key)
            stop_if_locked(unit, KalenderMusim, one)
            kept = set(one.bulan) | {month for month, is_on in months.items() if is_on}
            one.bulan = tuple(sorted(kept - {month for month, is_on in months.items() if not is_on}))
        unit.commit(_("centang bulan {n} baris").format(n=len(ticks)), by, at)


# ------------------------------------------------------------------ milestones


def ratify(
    database: Database,
    aturan: Aturan,
    tahun: int,
    *,
    kid: str,
    by: str,
    at: datetime,
    nomor: str = "",
    tanggal: date | None = None,
    alasan: str = "",
) -> tuple[int, str]:
    """`Sahkan RPJM Desa`: locks it as r01, r02, ...; returns revision and digest of the snapshot.

    `nomor` and `tanggal` of the Perdes are stored when given; `alasan` answers the Peringatan.
    Raises RuleBroken, Locked, NotFound; then nothing changed.
    """
    with database.unit() as unit:
        rpjm = find_plan(unit, tahun)
        stop_if_locked(unit, RpjmDesa, rpjm)
        rpjm.nomor_perdes = nomor.strip() or rpjm.nomor_perdes
        rpjm.tanggal_perdes = tanggal or rpjm.tanggal_perdes
        stop_on_galat(check_rpjm(rpjm, aturan, _background(unit, rpjm), final=True), alasan)
        result = dokumen.ratify(unit, rpjm, rpjm.desa_id, alasan=alasan, kid=kid, at=at)
        unit.commit(_("sahkan RPJM Desa {rentang}").format(rentang=span(rpjm)), by, at, kind="sahkan")
    return result


def revise(database: Database, tahun: int, dasar: str, *, by: str, at: datetime) -> None:
    """`Buat perubahan`: the ratified plan is konsep again, with the reason that allows it (section 4.4).

    Reasons are a special event, or a policy of a higher government that changed fundamentally. What was
    ratified keeps counting. Raises InvalidInput without a reason or for a draft, NotFound.
    """
    if not dasar.strip():
        raise InvalidInput(
            {
                "dasar": _(
                    "Sebut dasar perubahannya: peristiwa khusus (bencana, krisis, kerusuhan) atau kebijakan "
                    "pemerintah yang berubah mendasar."
                )
            }
        )
    with database.unit() as unit:
        rpjm = find_plan(unit, tahun)
        dokumen.reopen(rpjm)
        _open_again(rpjm, dasar)
        unit.commit(_("buat perubahan RPJM Desa {rentang}").format(rentang=span(rpjm)), by, at)


def _open_again(rpjm: RpjmDesa, dasar: str) -> None:
    """A change has a Perdes of its own: number and day of the one before would be wrong on it."""
    rpjm.dasar_perubahan = dasar.strip()
    rpjm.nomor_perdes, rpjm.tanggal_perdes, rpjm.alasan = "", None, ""


def extend(database: Database, tahun: int, *, by: str, at: datetime) -> tuple[int, int]:
    """`Perpanjang ke 8 tahun`: a plan of fewer years gets those that are missing; returns first and last.

    A ratified one is opened as a change that rests on UU 3/2024 and its circular (perencanaan.md 10); the
    signed version stays as it is. Raises InvalidInput for a plan of eight years or more, NotFound.
    """
    with database.unit() as unit:
        rpjm = find_plan(unit, tahun)
        years = rpjm.daftar_tahun
        if len(years) >= YEARS:
            sentence = _("RPJM Desa {rentang} sudah mencakup {n} tahun. Tidak ada yang diubah.")
            raise InvalidInput({"tahun_akhir": sentence.format(rentang=span(rpjm), n=len(years))})
        if rpjm.status is StatusDokumen.DISAHKAN:
            dokumen.reopen(rpjm)
            _open_again(rpjm, DASAR_8_TAHUN)
        rpjm.tahun_akhir = rpjm.tahun + YEARS - 1
        unit.commit(_("perpanjang RPJM Desa menjadi {rentang}").format(rentang=span(rpjm)), by, at)
        return rpjm.tahun, rpjm.tahun_akhir

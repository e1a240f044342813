"""RKP Desa and DU-RKP: take what was agreed, split the money, check, ratify."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.dokumen import dokumen_id
from desa_desktop.domain.matriks import (
    PemakaianEarmark,
    PemakaianPagu,
    biaya_per_bidang,
    jumlah_biaya,
    pemakaian_earmark,
    pemakaian_pagu,
)
from desa_desktop.domain.pemeriksaan import Pemeriksaan, stop_on_galat
from desa_desktop.domain.pemeriksaan_latar import LatarDesa
from desa_desktop.domain.pemeriksaan_rkp import check_durkp, check_rkp
from desa_desktop.domain.pemeriksaan_tahun import with_place
from desa_desktop.domain.rkp import BarisDurkp, Durkp, Kegiatan, RkpDesa, SumberBiaya
from desa_desktop.domain.tempel.bagi import money_of, read_bagian
from desa_desktop.domain.usulan import PARTS, DaftarUsulan, Kewenangan, StatusUsulan, Usulan
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _
from desa_desktop.services import dokumen
from desa_desktop.services import kantor as office
from desa_desktop.services.editing import insert_rows, number, stop_if_locked
from desa_desktop.services.latar_rencana import rkp_background, village_around
from desa_desktop.services.rkp_rpjm import link_of_usulan, rpjm_of
from desa_desktop.services.rkp_rumus import stop_at_rumus
from desa_desktop.store import draft
from desa_desktop.store.mapping import KINDS
from desa_desktop.store.unit import Database, Unit


@dataclass(frozen=True, slots=True)
class RencanaTampil:
    """The plan of a year as the screen shows it. `rkp` is a whole aggregate, read and not attached."""

    rkp: RkpDesa
    gauges: tuple[PemakaianPagu, ...]
    earmark: tuple[PemakaianEarmark, ...]
    per_bidang: Mapping[str, int]
    total: int
    usulan: Mapping[UUID, Usulan]
    belum_dipakai: tuple[Usulan, ...]
    pemeriksaan: tuple[Pemeriksaan, ...]


@dataclass(frozen=True, slots=True)
class DurkpTampil:
    """The DU-RKP of a year as the screen shows it."""

    durkp: Durkp
    total: int
    belum_dipakai: tuple[Usulan, ...]
    pemeriksaan: tuple[Pemeriksaan, ...]


def rkp_key(database: Database, tahun: int) -> UUID:
    """The id of the village's RKP Desa of `tahun`."""
    with database.read() as unit:
        return dokumen_id(office.require(unit).id, "rkp-desa", str(tahun))


def durkp_key(database: Database, tahun: int) -> UUID:
    """The id of the village's DU-RKP of `tahun`."""
    with database.read() as unit:
        return dokumen_id(office.require(unit).id, "durkp", str(tahun))


def show_plan(
    database: Database, aturan: Aturan, tahun: int, *, final: bool = False, today: date | None = None
) -> RencanaTampil:
    """The plan with gauges, totals and findings; `final` judges as `Sahkan` would. Raises NotFound.

    Without `today` nothing is said of deadlines that are past.
    """
    with database.read() as unit:
        return _plan_of(unit, aturan, tahun, final=final, today=today)


def show_year(
    database: Database, aturan: Aturan, tahun: int, today: date
) -> tuple[RencanaTampil, tuple[Pemeriksaan, ...], DurkpTampil, tuple[Pemeriksaan, ...]]:
    """The plan and the DU-RKP, each with its findings as a draft and as `Sahkan` would judge it.

    Everything is read once: with a thousand activities reading takes longer than checking. Raises NotFound.
    """
    with database.read() as unit:
        village = village_around(unit, tahun, today)
        plan = _plan_of(unit, aturan, tahun, village=village)
        upwards = _durkp_of(unit, aturan, tahun, village=village)
        background, usulan = rkp_background(unit, plan.rkp, village=village)
        final = with_place(check_rkp(plan.rkp, aturan, background, final=True), village)
        final_durkp = check_durkp(upwards.durkp, aturan, final=True, usulan=usulan, desa=village)
    return plan, tuple(final), upwards, tuple(final_durkp)


def _plan_of(
    unit: Unit,
    aturan: Aturan,
    tahun: int,
    *,
    final: bool = False,
    today: date | None = None,
    village: LatarDesa | None = None,
) -> RencanaTampil:
    uid = office.require(unit).id
    rkp = unit.get(RkpDesa, dokumen_id(uid, "rkp-desa", str(tahun)))
    background, usulan = rkp_background(unit, rkp, today, village=village)
    used = {one.usulan_id for one in rkp.kegiatan} | {*background.usulan_durkp, *background.usulan_rpjm}
    open_ones = tuple(
        one
        for one in usulan.values()
        if one.status is StatusUsulan.DISEPAKATI and one.kewenangan is Kewenangan.DESA and one.id not in used
    )
    return RencanaTampil(
        rkp,
        tuple(pemakaian_pagu(rkp, aturan)),
        tuple(pemakaian_earmark(rkp, aturan)),
        biaya_per_bidang(rkp, aturan),
        jumlah_biaya(rkp.kegiatan),
        usulan,
        open_ones,
        tuple(with_place(check_rkp(rkp, aturan, background, final=final), background.desa)),
    )


def show_durkp(database: Database, aturan: Aturan, tahun: int, *, final: bool = False) -> DurkpTampil:
    """The DU-RKP with its total and findings. Raises NotFound."""
    with database.read() as unit:
        return _durkp_of(unit, aturan, tahun, final=final)


def _durkp_of(
    unit: Unit, aturan: Aturan, tahun: int, *, final: bool = False, village: LatarDesa | None = None
) -> DurkpTampil:
    uid = office.require(unit).id
    durkp = unit.get(Durkp, dokumen_id(uid, "durkp", str(tahun)))
    found = unit.select(DaftarUsulan, desa_id=uid, tahun=tahun)
    usulan: dict[UUID, Usulan] = {one.id: one for daftar in found for one in daftar.usulan}
    inside = {one.usulan_id for one in durkp.baris}
    waiting = tuple(one for one in usulan.values() if one.id not in inside and _goes_up(one))
    around = village or village_around(unit, tahun, None)
    return DurkpTampil(
        durkp,
        sum(one.perkiraan_biaya or 0 for one in durkp.baris),
        waiting,
        tuple(check_durkp(durkp, aturan, final=final, usulan=usulan, desa=around)),
    )


def _goes_up(usulan: Usulan) -> bool:
    """Passed on by the meeting, or agreed but beyond the village's authority."""
    beyond = usulan.status is StatusUsulan.DISEPAKATI and usulan.kewenangan is Kewenangan.DI_LUAR
    return usulan.status is StatusUsulan.DITERUSKAN or beyond


# ------------------------------------------------------------------ taking over what was agreed


def take_usulan(
    database: Database,
    aturan: Aturan,
    tahun: int,
    keys: Sequence[UUID] | None = None,
    *,
    by: str,
    at: datetime,
) -> tuple[list[UUID], list[UUID]]:
    """Make activities of agreed proposals and DU-RKP rows of those passed on, as one step.

    `keys` limits it to some proposals; without it all that are not used yet. Returns the ids of the new
    activities and of the new DU-RKP rows. Raises Locked when the dokumen concerned is ratified.
    """
    chosen = set(keys) if keys is not None else None
    with database.unit() as unit:  # what is unused is asked here: two people may press at once
        plan, upwards = _plan_of(unit, aturan, tahun), _durkp_of(unit, aturan, tahun)
        for_plan = [one for one in plan.belum_dipakai if chosen is None or one.id in chosen]
        for_durkp = [one for one in upwards.belum_dipakai if chosen is None or one.id in chosen]
        order = {one.id: place for place, one in enumerate(_by_number(plan.usulan.values()))}
        made: list[UUID] = []
        if for_plan:
            rkp = plan.rkp
            stop_if_locked(unit, RkpDesa, rkp)
            carried = link_of_usulan(rpjm_of(unit, rkp.desa_id, tahun))
            used = {one.rpjm_id for one in rkp.kegiatan}
            rows = [
                {
                    **kegiatan_of(one, aturan),
                    "rpjm_id": None if carried.get(one.id) in used else carried.get(one.id),
                }
                for one in sorted(for_plan, key=lambda one: order[one.id])
            ]
            made = insert_rows(rkp, KINDS[Kegiatan], rows)
        passed: list[UUID] = []
        if for_durkp:
            durkp = upwards.durkp
            stop_if_locked(unit, Durkp, durkp)
            first = max((one.prioritas or 0 for one in durkp.baris), default=0) + 1
            rows = [
                {**durkp_row_of(one), "prioritas": first + place}
                for place, one in enumerate(sorted(for_durkp, key=lambda one: order[one.id]))
            ]
            passed = insert_rows(durkp, KINDS[BarisDurkp], rows)
        unit.commit(_("ambil {n} usulan").format(n=len(made) + len(passed)), by, at)
    return made, passed


def _by_number(usulan: Any) -> list[Usulan]:
    return sorted(usulan, key=lambda one: one.nomor)


def kegiatan_of(usulan: Usulan, aturan: Aturan) -> dict[str, Any]:
    """The fields of an activity that a proposal already answers.

    The source of money stays open, unless the parts of the cost came with the proposal's file.
    """
    parts = usulan.teks_asli.get(PARTS, "")
    money, problem = money_of(read_bagian(parts, aturan), usulan.perkiraan_biaya)
    is_whole = bool(money) and not problem
    unread = _unread(usulan) if is_whole or not parts else {**_unread(usulan), "sumber": parts}
    return {
        "kode": usulan.kode_kegiatan,
        "nama": usulan.uraian,
        "lokasi": _place(usulan),
        "volume": usulan.volume,
        "satuan": usulan.satuan,
        "sasaran": usulan.masalah,
        "penerima_l": usulan.penerima_l,
        "penerima_p": usulan.penerima_p,
        "penerima_rtm": usulan.penerima_rtm,
        "sdgs": usulan.sdgs,
        "biaya": usulan.perkiraan_biaya,
        "tanda": usulan.tanda,
        "usulan_id": usulan.id,
        "teks_asli": unread,
        "sumber_biaya": [
            SumberBiaya(urut=urut, sumber=sumber, jumlah=jumlah, is_silpa=is_silpa)
            for urut, (sumber, jumlah, is_silpa) in enumerate(money if is_whole else (), start=1)
        ],
    }


def _unread(usulan: Usulan) -> dict[str, str]:
    return {key: text for key, text in usulan.teks_asli.items() if key in ("volume", "satuan", "lokasi")}


def durkp_row_of(usulan: Usulan) -> dict[str, Any]:
    """The fields of a DU-RKP row that a proposal already answers."""
    return {
        "bidang": usulan.bidang or usulan.kode_kegiatan[:2],
        "kode": usulan.kode_kegiatan,
        "nama": usulan.uraian,
        "alasan": usulan.alasan or usulan.masalah,
        "lokasi": _place(usulan),
        "volume": usulan.volume,
        "satuan": usulan.satuan,
        "perkiraan_biaya": usulan.perkiraan_biaya,
        "penerima_l": usulan.penerima_l,
        "penerima_p": usulan.penerima_p,
        "penerima_rtm": usulan.penerima_rtm,
        "sdgs": usulan.sdgs,
        "sasaran": usulan.masalah,
        "tanda": usulan.tanda,
        "usulan_id": usulan.id,
        "teks_asli": _unread(usulan),
    }


def _place(usulan: Usulan) -> str:
    if usulan.dusun and usulan.dusun.casefold() not in usulan.lokasi.casefold():
        return f"{usulan.lokasi}, {usulan.dusun}" if usulan.lokasi else usulan.dusun
    return usulan.lokasi


# ------------------------------------------------------------------ money


def set_cost(
    database: Database,
    kegiatan: UUID,
    biaya: int | None,
    sumber: str | None = None,
    *,
    by: str,
    at: datetime,
    lepas_rumus: bool = False,
) -> None:
    """Set an activity's cost (rupiah), and with `sumber` its one source; the money row follows.

    With one source (or none yet) the row takes the whole cost; with several the rows stay as they were
    split, and V-10 shows the difference. Raises IkutRumus for a formula row unless `lepas_rumus` ends that.
    """
    if biaya is not None and biaya < 0:
        raise InvalidInput({"biaya": _("Nilai tidak boleh kurang dari nol.")})
    with database.unit() as unit:
        activity = unit.get(Kegiatan, kegiatan)
        stop_if_locked(unit, Kegiatan, activity)
        stop_at_rumus(activity, lepas=lepas_rumus)
        if sumber is not None:
            _set_only_source(activity, sumber)
            _answered(unit, activity, "sumber")
        put_cost(unit, activity, biaya)
        unit.commit(_("ubah biaya kegiatan"), by, at)


def put_cost(unit: Unit, activity: Kegiatan, biaya: int | None) -> None:
    """Give an activity its cost inside a unit; its one money row takes all of it."""
    activity.biaya = biaya
    _answered(unit, activity, "biaya")
    if len(activity.sumber_biaya) == 1:
        activity.sumber_biaya[0].jumlah = biaya


def set_source(
    database: Database,
    keys: Sequence[UUID],
    sumber: str,
    *,
    by: str,
    at: datetime,
    lepas_rumus: bool = False,
) -> None:
    """Give activities one source for their whole cost; `""` takes the source away.

    Raises IkutRumus when one is a formula row, unless `lepas_rumus` ends that.
    """
    with database.unit() as unit:
        for key in keys:
            activity = unit.get(Kegiatan, key)
            stop_if_locked(unit, Kegiatan, activity)
            stop_at_rumus(activity, lepas=lepas_rumus)
            _set_only_source(activity, sumber)
            _answered(unit, activity, "sumber")
        unit.commit(_("ubah sumber dana {n} kegiatan").format(n=len(keys)), by, at)


def _answered(unit: Unit, activity: Kegiatan, *fields: str) -> None:
    """The question about pasted text is answered, and no open editor is left (ux.md 3.1, 3.9)."""
    if any(one in activity.teks_asli for one in fields):
        activity.teks_asli = {key: text for key, text in activity.teks_asli.items() if key not in fields}
    draft.forget(unit, str(activity.id), fields)


def _set_only_source(activity: Kegiatan, sumber: str) -> None:
    if not sumber:
        activity.sumber_biaya[:] = []
    elif len(activity.sumber_biaya) == 1:
        activity.sumber_biaya[0].sumber = sumber
        activity.sumber_biaya[0].jumlah = activity.biaya
    else:
        activity.sumber_biaya[:] = [SumberBiaya(urut=1, sumber=sumber, jumlah=activity.biaya)]


def split_sources(
    database: Database,
    kegiatan: UUID,
    rows: Sequence[tuple[str, int, bool]],
    *,
    by: str,
    at: datetime,
    lepas_rumus: bool = False,
) -> None:
    """`Bagi sumber dana`: (source, rupiah, is SiLPA) per row replaces the rows; the cost becomes their sum.

    Raises InvalidInput for a negative amount or a source named twice, IkutRumus for a formula row unless
    `lepas_rumus` ends that.
    """
    seen = [(sumber, silpa) for sumber, _jumlah, silpa in rows]
    if any(jumlah < 0 for _sumber, jumlah, _silpa in rows):
        raise InvalidInput({"jumlah": _("Nilai tidak boleh kurang dari nol.")})
    if len(set(seen)) != len(seen):
        raise InvalidInput({"sumber": _("Satu sumber dana cukup ditulis sekali. Jumlahkan dulu.")})
    with database.unit() as unit:
        activity = unit.get(Kegiatan, kegiatan)
        stop_if_locked(unit, Kegiatan, activity)
        stop_at_rumus(activity, lepas=lepas_rumus)
        activity.sumber_biaya[:] = [
            SumberBiaya(urut=place, sumber=sumber, jumlah=jumlah, is_silpa=silpa)
            for place, (sumber, jumlah, silpa) in enumerate(rows, start=1)
        ]
        activity.biaya = sum(jumlah for _sumber, jumlah, _silpa in rows)
        _answered(unit, activity, "biaya", "sumber")
        unit.commit(_("bagi sumber dana"), by, at)


def renumber_priorities(database: Database, tahun: int, *, by: str, at: datetime) -> None:
    """Number the DU-RKP 1 to n in the order of the rows (ux.md 5.5: no gaps)."""
    with database.unit() as unit:
        durkp = unit.get(Durkp, dokumen_id(office.require(unit).id, "durkp", str(tahun)))
        stop_if_locked(unit, Durkp, durkp)
        ordered = sorted(durkp.baris, key=lambda one: (one.urut, str(one.id)))
        number(ordered)
        for place, one in enumerate(ordered, start=1):
            one.prioritas = place
        unit.commit(_("urutkan prioritas DURKP"), by, at)


# ------------------------------------------------------------------ milestones


def ratify_rkp(
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
    """`Sahkan RKPDes`: locks the plan as r01, r02, ...; returns revision and digest of the snapshot.

    `nomor` and `tanggal` of the Perdes are stored when given; `alasan` answers the Peringatan.
    Raises RuleBroken, Locked, NotFound; then nothing changed.
    """
    with database.unit() as unit:
        uid = office.require(unit).id
        rkp = unit.get(RkpDesa, dokumen_id(uid, "rkp-desa", str(tahun)))
        stop_if_locked(unit, RkpDesa, rkp)
        rkp.nomor_perdes = nomor.strip() or rkp.nomor_perdes
        rkp.tanggal_perdes = tanggal or rkp.tanggal_perdes
        background, _usulan = rkp_background(unit, rkp, at.astimezone().date())
        stop_on_galat(check_rkp(rkp, aturan, background, final=True), alasan)
        result = dokumen.ratify(unit, rkp, uid, alasan=alasan, kid=kid, at=at)
        unit.commit(_("sahkan RKPDes {tahun}").format(tahun=tahun), by, at, kind="sahkan")
    return result


def ratify_durkp(
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
    """`Sahkan DURKP`; returns revision and digest. Raises like `ratify_rkp`."""
    with database.unit() as unit:
        uid = office.require(unit).id
        durkp = unit.get(Durkp, dokumen_id(uid, "durkp", str(tahun)))
        stop_if_locked(unit, Durkp, durkp)
        durkp.nomor = nomor.strip() or durkp.nomor
        durkp.tanggal = tanggal or durkp.tanggal
        around = village_around(unit, tahun, at.astimezone().date())
        stop_on_galat(check_durkp(durkp, aturan, final=True, desa=around), alasan)
        result = dokumen.ratify(unit, durkp, uid, alasan=alasan, kid=kid, at=at)
        unit.commit(_("sahkan DURKP {tahun}").format(tahun=tahun), by, at, kind="sahkan")
    return result


def revise(database: Database, jenis: str, tahun: int, *, by: str, at: datetime) -> None:
    """`Buat perubahan`: the ratified dokumen (`rkp`, `durkp`) is konsep again; r01 keeps counting meanwhile.

    Raises InvalidInput when it is not ratified, NotFound.
    """
    cls: type[Any] = RkpDesa if jenis == "rkp" else Durkp
    name = "rkp-desa" if jenis == "rkp" else "durkp"
    with database.unit() as unit:
        root = unit.get(cls, dokumen_id(office.require(unit).id, name, str(tahun)))
        dokumen.reopen(root)
        unit.commit(_("buat perubahan {jenis} {tahun}").format(jenis=jenis.upper(), tahun=tahun), by, at)

"""Paste and import: rows from the clipboard or a file, looked at before they go in, stored as one step.

What a cell means is `domain.tempel`; here rows meet what is already stored (ux.md 3.9, cli.md).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from desa_desktop.domain import desa, harga, kantor, penduduk, rkp, rpjm, usulan
from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.dokumen import dokumen_id
from desa_desktop.domain.identity import id_by_key, office_uid
from desa_desktop.domain.sebutan import kind_name
from desa_desktop.domain.tempel import (
    BarisLama,
    BarisTempel,
    JenisTempel,
    KeadaanImpor,
    Konteks,
    Peta,
    Temuan,
    Tersembunyi,
    accept_suggestion,
    compare_rows,
    count_records,
    find_hidden,
    guess_mapping,
    hitung_impor,
    look_over,
    mark_mirip,
    masa_of,
    most_rows,
    position_mapping,
    read_rows,
)
from desa_desktop.domain.tempel.putusan import gabungan_of, putusan_of
from desa_desktop.domain.tempel.siskeudes import PohonRpjm
from desa_desktop.errors import InvalidInput, NotFound, YearNotBegun
from desa_desktop.i18n import _
from desa_desktop.services import kantor as office
from desa_desktop.services.editing import Locked, insert_rows, load_rows, stop_if_locked
from desa_desktop.services.ikut import follow
from desa_desktop.store.mapping import KINDS
from desa_desktop.store.unit import Database, Unit

LARGE = 200  # rows from which a block goes in without a record for each
GOES_IN = (KeadaanImpor.BARU, KeadaanImpor.BERUBAH, KeadaanImpor.PERIKSA)
KIND_OF: Mapping[JenisTempel, type[Any]] = {
    JenisTempel.USULAN: usulan.Usulan,
    JenisTempel.WILAYAH: desa.Dusun,
    JenisTempel.PERANGKAT: desa.Perangkat,
    JenisTempel.TOKOH: desa.Tokoh,
    JenisTempel.ANGKA_POKOK: desa.BarisAngka,
    JenisTempel.PAGU: rkp.Pagu,
    JenisTempel.RKP: rkp.Kegiatan,
    JenisTempel.DURKP: rkp.BarisDurkp,
    JenisTempel.RAB: rkp.BarisRab,
    JenisTempel.DESA: kantor.DesaBinaan,
    JenisTempel.PENDUDUK_SEMENTARA: penduduk.PendudukSementara,
    JenisTempel.RPJM: rpjm.KegiatanRpjm,
    JenisTempel.HARGA: harga.HargaSatuan,
}
_JENIS_DOKUMEN = {
    JenisTempel.USULAN: "daftar-usulan",
    JenisTempel.ANGKA_POKOK: "angka-pokok",
    JenisTempel.PAGU: "rkp-desa",
    JenisTempel.RKP: "rkp-desa",
    JenisTempel.DURKP: "durkp",
    JenisTempel.RPJM: "rpjm-desa",
}
_NOTHING_HIDDEN = Tersembunyi()
_HARGA = "daftar-harga"  # no dokumen: it stays in the office
_BEGUN_HERE = (JenisTempel.RPJM, JenisTempel.HARGA)  # lists that an import begins when they are not there


@dataclass(frozen=True, slots=True)
class Pratinjau:
    """What would go in: the mapping of columns, each row with its state against what is stored, counts.

    `induk` is the activity whose estimate is meant (RAB only). `temuan` is what is odd about the file as a
    whole, `tersembunyi` what Excel does not show, `terkunci` why none of it can be stored.
    """

    jenis: JenisTempel
    tahun: int
    peta: Peta
    sumber: tuple[tuple[Any, ...], ...]
    baris: tuple[tuple[BarisTempel, KeadaanImpor], ...]
    hitung: Mapping[str, int]
    induk: UUID | None = None
    temuan: tuple[Temuan, ...] = ()
    konteks: Konteks | None = None
    tersembunyi: Tersembunyi = field(default_factory=Tersembunyi)
    terkunci: str = ""


@dataclass(frozen=True, slots=True)
class Masuk:
    """What went in: ids of new and changed records, the name of the step ('' when nothing did)."""

    baru: tuple[UUID, ...]
    berubah: tuple[UUID, ...]
    langkah: str


def context_of(database: Database, aturan: Aturan, today: date, dusun: str = "") -> Konteks:
    """The rules, the hamlets of the own village and the day that cells are held against.

    `dusun` is the group that rows without a hamlet of their own are pasted into.
    """
    with database.read() as unit:
        found = unit.find(desa.Desa, office.require(unit).id)
    names = tuple(one.nama for one in found.dusun if one.nama) if found is not None else ()
    return Konteks(aturan=aturan, today=today, dusun=names, dusun_bawaan=dusun)


def rows_above(
    jenis: JenisTempel, rows: Sequence[Sequence[Any]], konteks: Konteks, peta: Peta | None = None
) -> int:
    """How many rows of data there are when they are more than one preview holds, else 0.

    Titles, headings, totals, blank lines and signatures do not count.
    """
    if sum(1 for row in rows if any(cell not in (None, "") for cell in row)) <= most_rows(jenis):
        return 0
    count = count_records(rows, peta or guess_mapping(jenis, rows), konteks)
    return count if count > most_rows(jenis) else 0


def preview(
    database: Database,
    jenis: JenisTempel,
    rows: Sequence[Sequence[Any]],
    konteks: Konteks,
    *,
    tahun: int | None = None,
    peta: Peta | None = None,
    kolom: Sequence[str] = (),
    induk: UUID | None = None,
    tersembunyi: Tersembunyi = _NOTHING_HIDDEN,
) -> Pratinjau:
    """Read a block of cells against what is stored; nothing is written.

    `peta` is a mapping the person chose; else headings are looked for, and without them `kolom` (the
    columns on the screen) or the usual order counts. `induk` is the activity whose estimate (RAB) is meant.
    Raises NotFound when it is gone, InvalidInput for an estimate without an activity.
    """
    chosen = peta or guess_mapping(jenis, rows)
    if peta is None and not chosen.has_judul and kolom:
        chosen = position_mapping(jenis, rows, kolom)
    with database.read() as unit:
        year = tahun if tahun is not None else office.require(unit).tahun_rencana
        if jenis is JenisTempel.RAB:
            stop_without_activity(induk)
        konteks = _with_years(konteks, _years(unit, jenis, year, masa_of(rows, chosen)))
        read = read_rows(jenis, rows, chosen, konteks)
        stored = stored_rows(unit, jenis, year, induk)
        old = _with_decisions(unit, stored)
        locked = _locked(unit, jenis, year, induk)
        if jenis is JenisTempel.USULAN:
            ambang = konteks.aturan.ambang_mirip
            decided = {one.id: one.putusan for one in old if one.putusan is not None}
            same_year = [one for one in stored if isinstance(one, usulan.Usulan)]
            read = mark_mirip(read, same_year, ambang, putusan=decided)
            for before, asked in _earlier_lists(unit, year):
                read = mark_mirip(read, asked, ambang, tahun=before)
        if jenis is JenisTempel.DURKP:
            for before, asked in _earlier_durkp(unit, year):
                read = mark_mirip(read, asked, konteks.aturan.ambang_mirip, tahun=before, field="nama")
    shown = judge(jenis, year, chosen, rows, read, old, induk)
    return _looked_over(replace(shown, konteks=konteks, tersembunyi=tersembunyi, terkunci=locked))


def _locked(unit: Unit, jenis: JenisTempel, tahun: int, induk: UUID | None) -> str:
    """Why nothing can go in at all: the plan is ratified. Empty for a list that may be changed."""
    if jenis not in _JENIS_DOKUMEN and jenis is not JenisTempel.RAB:
        return ""
    if jenis in _BEGUN_HERE and _root(unit, jenis, tahun) is None:
        return ""
    parent = _parent(unit, jenis, tahun, induk, bare=True)
    try:
        stop_if_locked(unit, type(parent), parent)
    except Locked as refusal:
        return refusal.sentence
    return ""


def _earlier_lists(unit: Unit, tahun: int) -> list[tuple[int, list[usulan.Usulan]]]:
    """The proposals of earlier years, the newest year first: many return every year (fault 9)."""
    own = office.require(unit).id
    lists = [one for one in unit.select(usulan.DaftarUsulan, desa_id=own) if one.tahun < tahun]
    return [(one.tahun, one.usulan) for one in sorted(lists, key=lambda one: -one.tahun)]


def _earlier_durkp(unit: Unit, tahun: int) -> list[tuple[int, list[usulan.Usulan]]]:
    """What earlier DU-RKP asked for, as proposals numbered by their place there (V-23)."""
    own = office.require(unit).id
    lists = [one for one in unit.select(rkp.Durkp, desa_id=own) if one.tahun < tahun]
    return [
        (
            one.tahun,
            [
                usulan.Usulan(nomor=row.prioritas or row.urut, uraian=row.nama, lokasi=row.lokasi)
                for row in one.baris
            ],
        )
        for one in sorted(lists, key=lambda one: -one.tahun)
    ]


def _with_years(konteks: Konteks, years: tuple[int, int]) -> Konteks:
    return replace(konteks, tahun=years[0], tahun_akhir=years[1])


def _years(unit: Unit, jenis: JenisTempel, tahun: int, masa: tuple[int, int] | None) -> tuple[int, int]:
    """First and last year of the plan that is filled; for an RPJM those of the plan that holds in `tahun`.

    Where the village has none yet, the years the file gives (`masa`) count, if `tahun` lies within them.
    """
    if jenis is not JenisTempel.RPJM:
        return tahun, tahun
    plan = _rpjm_for(unit, tahun)
    if plan is None and masa is not None and masa[0] <= tahun <= masa[1]:
        return masa
    years = plan.daftar_tahun if plan is not None else (tahun, tahun + 7)
    return years[0], years[-1]


def _rpjm_for(unit: Unit, tahun: int) -> rpjm.RpjmDesa | None:
    """The RPJM Desa that holds in this year, the newest of several; None when the village has none."""
    plans = [
        one
        for one in unit.select(rpjm.RpjmDesa, desa_id=office.require(unit).id)
        if tahun in one.daftar_tahun
    ]
    return max(plans, key=lambda one: one.tahun, default=None)


def _looked_over(shown: Pratinjau) -> Pratinjau:
    """The preview with what is odd about the file as a whole."""
    if shown.konteks is None:
        return shown
    rows = [row for row, _state in shown.baris]
    found = look_over(shown.jenis, shown.sumber, shown.peta, rows, shown.konteks)
    found = (*found, *find_hidden(shown.tersembunyi, shown.peta, rows))
    if shown.terkunci:
        found = (Temuan(0, "K-321", shown.terkunci), *found)
    return replace(shown, temuan=tuple(sorted(found, key=lambda one: one.baris)))


def judge(
    jenis: JenisTempel,
    tahun: int,
    peta: Peta,
    rows: Sequence[Sequence[Any]],
    read: Sequence[BarisTempel],
    stored: Sequence[BarisLama],
    induk: UUID | None = None,
) -> Pratinjau:
    """The preview of rows that were read or corrected by a person."""
    compared = compare_rows(jenis, read, stored)
    return Pratinjau(
        jenis, tahun, peta, tuple(tuple(row) for row in rows), tuple(compared), hitung_impor(compared), induk
    )


def again(database: Database, shown: Pratinjau, corrected: Mapping[int, BarisTempel]) -> Pratinjau:
    """The preview after the person corrected rows (row number -> row)."""
    read = [corrected.get(row.nomor, row) for row, _state in shown.baris]
    with database.read() as unit:
        old = _with_decisions(unit, stored_rows(unit, shown.jenis, shown.tahun, shown.induk))
        locked = _locked(unit, shown.jenis, shown.tahun, shown.induk)
    fresh = judge(shown.jenis, shown.tahun, shown.peta, shown.sumber, read, old, shown.induk)
    kept = replace(fresh, konteks=shown.konteks, tersembunyi=shown.tersembunyi, terkunci=locked)
    return _looked_over(kept)


def answer_rows(
    database: Database, shown: Pratinjau, *, sama: Collection[int] = (), timpa: Collection[int] = ()
) -> Pratinjau:
    """The preview after the person said which rows are the proposal they look like, and which may change one
    that was decided. Raises InvalidInput for a row about which nothing was asked.
    """
    if sama:
        known = {row.nomor: row for row, _state in shown.baris if row.mirip is not None}
        _stop_if_unasked(sama, known, _("Baris {n} tidak mirip usulan tahun ini."))
        shown = again(database, shown, {one: replace(known[one], sama=True) for one in sama})
    if timpa:
        held = {row.nomor: row for row, _state in shown.baris if row.ditahan}
        _stop_if_unasked(timpa, held, _("Baris {n} tidak menimpa yang sudah diputuskan."))
        shown = again(database, shown, {one: replace(held[one], timpa=True) for one in timpa})
    return shown


def _stop_if_unasked(named: Collection[int], asked: Mapping[int, BarisTempel], sentence: str) -> None:
    for one in sorted(named):
        if one not in asked:
            raise InvalidInput({"baris": sentence.format(n=one)})


def take_suggestions(database: Database, shown: Pratinjau, aturan: frozenset[str]) -> Pratinjau:
    """The preview once every suggestion of these rules is accepted; of all rules when none is named."""
    taken: dict[int, BarisTempel] = {}
    for row, state in shown.baris:
        if state is not KeadaanImpor.PERIKSA:
            continue
        for problem in row.masalah:
            if problem.nilai_usul and (not aturan or problem.aturan in aturan):
                taken[row.nomor] = accept_suggestion(shown.jenis, taken.get(row.nomor, row), problem)
    return again(database, shown, taken) if taken else shown


# ------------------------------------------------------------------ what is stored


def stored_rows(unit: Unit, jenis: JenisTempel, tahun: int, induk: UUID | None = None) -> list[Any]:
    """The records that a paste of this kind meets; the lines of all estimates when no activity is named."""
    if jenis is JenisTempel.DESA:
        return unit.select(kantor.DesaBinaan)
    if jenis is JenisTempel.PENDUDUK_SEMENTARA:  # in the order in which they were written down
        own = office.require(unit).id
        return sorted(unit.select(penduduk.PendudukSementara, desa_id=own), key=lambda one: one.id)
    if jenis is JenisTempel.RAB and induk is None:
        plan = _parent(unit, JenisTempel.RKP, tahun)
        return [line for one in sorted(plan.kegiatan, key=lambda one: one.urut) for line in one.rab]
    if jenis in _BEGUN_HERE and _root(unit, jenis, tahun) is None:
        return []
    parent = _parent(unit, jenis, tahun, induk)
    return list(getattr(parent, KINDS[KIND_OF[jenis]].attribute))


def stop_without_activity(induk: UUID | None) -> None:
    """Refuse an estimate of nobody knows which activity. Raises InvalidInput."""
    if induk is None:
        raise InvalidInput({"kegiatan": _("Sebut kegiatannya: nomor di matriks RKPDes atau ID-nya.")})


def _parent(
    unit: Unit, jenis: JenisTempel, tahun: int, induk: UUID | None = None, *, bare: bool = False
) -> Any:
    if induk is not None:
        return unit.get(rkp.Kegiatan, induk)
    key: UUID = office.require(unit).id
    how = KINDS[KIND_OF[jenis]]
    assert how.parent is not None
    if jenis in _BEGUN_HERE and (root := _root(unit, jenis, tahun)) is not None:
        key = root.id
    elif jenis in _JENIS_DOKUMEN:
        year = tahun - 1 if jenis is JenisTempel.ANGKA_POKOK else tahun
        key = dokumen_id(key, _JENIS_DOKUMEN[jenis], str(year))
    try:
        return unit.bare(how.parent, key) if bare else unit.get(how.parent, key)
    except NotFound as missing:
        if jenis not in _JENIS_DOKUMEN:
            raise
        raise YearNotBegun(tahun=tahun) from missing


def _root(unit: Unit, jenis: JenisTempel, tahun: int) -> Any:
    """The RPJM Desa that holds in the year, or its price list without its rows; None while there is none."""
    if jenis is JenisTempel.RPJM:
        return _rpjm_for(unit, tahun)
    key = id_by_key(office.require(unit).id, _HARGA, str(tahun))
    try:
        return unit.bare(harga.DaftarHarga, key)
    except NotFound:
        return None


def _begin(unit: Unit, shown: Pratinjau) -> None:
    """Begin the RPJM Desa or the price list that the rows go into, inside the step of the import."""
    jenis, tahun = shown.jenis, shown.tahun
    if jenis not in _BEGUN_HERE or _root(unit, jenis, tahun) is not None:
        return
    own = office.require(unit).id
    if jenis is JenisTempel.RPJM:
        first, last = (
            (shown.konteks.tahun, shown.konteks.akhir) if shown.konteks is not None else (tahun, tahun + 7)
        )
        key = dokumen_id(own, _JENIS_DOKUMEN[jenis], str(first))
        plan = rpjm.RpjmDesa(id=rpjm.RpjmDesaId(key), desa_id=desa.DesaId(own), tahun=first, tahun_akhir=last)
        unit.add(plan)
    else:
        key = id_by_key(own, _HARGA, str(tahun))
        title = _("Daftar harga satuan {tahun}").format(tahun=tahun)
        unit.add(
            harga.DaftarHarga(id=harga.DaftarHargaId(key), desa_id=desa.DesaId(own), tahun=tahun, judul=title)
        )
    unit.flush()


def _with_decisions(unit: Unit, stored: Sequence[Any]) -> list[BarisLama]:
    """What is stored, each with what was decided about it."""
    proposals = [one for one in stored if isinstance(one, usulan.Usulan)]
    merged = gabungan_of(proposals)
    if proposals:  # gagasan may have been joined in the RPJM Desa
        for [keys] in unit.values(rpjm.KegiatanRpjm, "gabungan_dari"):
            merged |= dict.fromkeys(keys or (), _("kegiatan RPJM Desa"))
    return [replace(_old(one), putusan=putusan_of(one, merged)) for one in stored]


def _old(record: Any) -> BarisLama:
    values = {name: getattr(record, name) for name in record.__dataclass_fields__}
    if isinstance(record, rkp.Kegiatan):
        money = sorted(record.sumber_biaya, key=lambda one: one.urut)
        values["sumber"] = " ".join(one.sumber for one in money)  # several: `ADD, DDS` has been answered
        values["is_silpa"] = len(money) == 1 and money[0].is_silpa
        values["sumber_biaya"] = tuple((one.sumber, one.jumlah, one.is_silpa) for one in money)
    return BarisLama(record.id, values, getattr(record, "teks_asli", {}))


# ------------------------------------------------------------------ going in


def accept(
    database: Database,
    shown: Pratinjau,
    *,
    by: str,
    at: datetime,
    after: UUID | None = None,
    name: str = "",
    pohon: PohonRpjm | None = None,
) -> Masuk:
    """Store what the preview showed as one step. Rows that are `ditolak` or `dilewati` stay out.

    A row marked `periksa` goes in as a draft: what could not be read stays as text in its note. `pohon` is
    what stands above the activities of an RPJM (vision, misi, ...); it fills only a plan that has none.
    Raises Locked, InvalidInput, StorageFailed; then nothing went in.
    """
    if shown.peta.lacks_kunci:
        missing = ", ".join(shown.peta.lacks_kunci)
        raise InvalidInput(
            {"kolom": _("Kolom {nama} belum ditunjuk. Pilih kolomnya dulu.").format(nama=missing)}
        )
    fresh = [row for row, state in shown.baris if state in GOES_IN and row.cocok is None]
    changed = [row for row, state in shown.baris if state in GOES_IN and row.cocok is not None]
    if not fresh and not changed:
        return Masuk((), (), "")
    step = name or _step_name(shown.jenis, len(fresh) + len(changed))
    with database.unit() as unit:
        if shown.jenis is JenisTempel.DESA:
            made = _add_villages(unit, fresh)
        elif shown.jenis is JenisTempel.PENDUDUK_SEMENTARA:
            made = _add_guests(unit, fresh)
        else:
            made = _add_rows(unit, shown, fresh, after, pohon)
        _change_rows(unit, shown.jenis, changed)
        if shown.jenis in _JENIS_DOKUMEN:
            follow(unit, KIND_OF[shown.jenis], [_parent(unit, shown.jenis, shown.tahun, bare=True).id])
        unit.commit(step, by, at)
    return Masuk(tuple(made), tuple(row.cocok for row in changed if row.cocok is not None), step)


def _add_rows(
    unit: Unit,
    shown: Pratinjau,
    fresh: Sequence[BarisTempel],
    after: UUID | None,
    pohon: PohonRpjm | None = None,
) -> list[UUID]:
    """New parts of the list; a large block goes in as plain rows, without a record for each."""
    how = KINDS[KIND_OF[shown.jenis]]
    # an activity comes with its money, a line of an estimate lies inside an activity
    _begin(unit, shown)
    is_large = len(fresh) >= LARGE and shown.jenis not in (JenisTempel.RKP, JenisTempel.RAB)
    parent = _parent(unit, shown.jenis, shown.tahun, shown.induk, bare=is_large)
    stop_if_locked(unit, type(parent), parent)
    arah = _add_tree(parent, pohon) if pohon is not None and isinstance(parent, rpjm.RpjmDesa) else {}
    rows = (_record_values(shown.jenis, row, arah) for row in fresh)
    if is_large:
        return load_rows(unit, parent, how, rows, len(fresh), after)
    return insert_rows(parent, how, list(rows), after)


def _add_tree(plan: rpjm.RpjmDesa, pohon: PohonRpjm) -> dict[str, UUID]:
    """Vision and tree of a plan that has none yet; returns the id of each sasaran by its key in the file."""
    plan.visi = plan.visi or pohon.visi
    if plan.arah:
        return {}
    made: dict[tuple[str, str], rpjm.ArahRpjm] = {}
    above = {"misi": "", "tujuan": "misi", "sasaran": "tujuan"}
    for urut, one in enumerate(pohon.arah, start=1):
        parent = made.get((above[one.tingkat], one.induk))
        made[one.tingkat, one.kunci] = rpjm.ArahRpjm(
            urut=urut,
            tingkat=rpjm.TingkatArah(one.tingkat),
            induk_id=parent.id if parent is not None else None,
            uraian=one.uraian,
        )
    plan.arah.extend(made.values())
    return {kunci: one.id for (tingkat, kunci), one in made.items() if tingkat == "sasaran"}


def _step_name(jenis: JenisTempel, count: int) -> str:
    return _("tempel {n} baris {jenis}").format(n=count, jenis=kind_name(KIND_OF[jenis]))


def _record_values(
    jenis: JenisTempel, row: BarisTempel, arah: Mapping[str, UUID] | None = None
) -> dict[str, Any]:
    """The fields of the new record, with a money row for an activity whose source is known."""
    cls = KIND_OF[jenis]
    names = {one.name for one in fields(cls)}
    values: dict[str, Any] = {name: value for name, value in row.nilai.items() if name in names}
    values["teks_asli"] = dict(row.teks_asli)
    if jenis is JenisTempel.RKP:
        values["sumber_biaya"] = _money(row)
    if arah and (found := arah.get(str(row.nilai.get("_arah", "")))) is not None:
        values["arah_id"] = found
    return values


def _money(row: BarisTempel) -> list[rkp.SumberBiaya]:
    parted = row.nilai.get("sumber_biaya")
    if isinstance(parted, tuple):
        return [
            rkp.SumberBiaya(urut=urut, sumber=sumber, jumlah=jumlah, is_silpa=silpa)
            for urut, (sumber, jumlah, silpa) in enumerate(parted, start=1)
        ]
    sumber = str(row.nilai.get("sumber", "") or "")
    biaya = row.nilai.get("biaya")
    if not sumber:
        return []
    silpa = bool(row.nilai.get("is_silpa", False))
    amount = biaya if isinstance(biaya, int) else None
    return [rkp.SumberBiaya(urut=1, sumber=sumber, jumlah=amount, is_silpa=silpa)]


def _change_rows(unit: Unit, jenis: JenisTempel, rows: Sequence[BarisTempel]) -> None:
    """Change the records that the rows are the same as. Raises NotFound when one is gone meanwhile."""
    keys = [row.cocok for row in rows if row.cocok is not None]
    records = {one.id: one for one in unit.many(KIND_OF[jenis], keys)}
    for row in rows:
        if row.cocok not in records:
            raise NotFound(apa=_("Catatan"))
        _change(records[row.cocok], jenis, row)


def _change(record: Any, jenis: JenisTempel, row: BarisTempel) -> None:
    """Write only what differs; what a person filled in meanwhile and the file leaves empty stays."""
    for name in row.berubah:
        if name in row.nilai and hasattr(record, name) and name != "sumber_biaya":
            setattr(record, name, row.nilai[name])
    if hasattr(record, "teks_asli"):
        kept = {name: text for name, text in record.teks_asli.items() if name not in row.nilai}
        unread = {name: text for name, text in row.teks_asli.items() if name in row.berubah}
        if kept | unread != record.teks_asli:
            record.teks_asli = kept | unread
    if jenis is JenisTempel.RKP:
        if record.rumus and not {"biaya", "sumber"}.isdisjoint(row.berubah):
            record.rumus = {}  # the preview showed the own amount, and a person took it
        _change_money(record, row)


def _change_money(record: rkp.Kegiatan, row: BarisTempel) -> None:
    money = _money(row)
    if "sumber_biaya" in row.nilai:
        if "sumber_biaya" in row.berubah:
            record.sumber_biaya[:] = money
        return
    if money and len(record.sumber_biaya) <= 1:
        if record.sumber_biaya:
            record.sumber_biaya[0].sumber = money[0].sumber
        else:
            record.sumber_biaya.append(money[0])
    if len(record.sumber_biaya) == 1:
        record.sumber_biaya[0].jumlah = record.biaya


def _add_villages(unit: Unit, rows: Sequence[BarisTempel]) -> list[UUID]:
    own = office.require(unit)
    known = {one.kode for one in unit.select(kantor.DesaBinaan)}
    made: list[UUID] = []
    for row in rows:
        kode = str(row.nilai.get("kode", ""))
        if kode[:6] != own.kode:
            sentence = _("Baris {nomor}: kode {kode} bukan desa di kecamatan ini.")
            raise InvalidInput({"kode": sentence.format(nomor=row.nomor, kode=kode)})
        if kode in known:
            continue
        known.add(kode)
        village = kantor.DesaBinaan(
            id=office_uid(kode), kode=kode, nama=str(row.nilai.get("nama", "")), urut=len(known)
        )
        unit.add(village)
        made.append(village.id)
    return made


def _add_guests(unit: Unit, rows: Sequence[BarisTempel]) -> list[UUID]:
    """Guests stand in no list of another record; the order of the rows is that of their ids."""
    own = desa.DesaId(office.require(unit).id)
    made: list[UUID] = []
    for row in rows:
        values = _record_values(JenisTempel.PENDUDUK_SEMENTARA, row)
        guest = penduduk.PendudukSementara(desa_id=own, **values)
        unit.add(guest)
        made.append(guest.id)
    return made

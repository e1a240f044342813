"""Paste and import: rows from the clipboard or a file, looked at before they go in, stored as one step.

What a cell means is `domain.tempel`; here rows meet what is already stored (ux.md 3.9, cli.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from desa_desktop.domain import desa, kantor, penduduk, rkp, usulan
from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.dokumen import dokumen_id
from desa_desktop.domain.identity import office_uid
from desa_desktop.domain.sebutan import kind_name
from desa_desktop.domain.tempel import (
    BarisLama,
    BarisTempel,
    JenisTempel,
    KeadaanImpor,
    Konteks,
    Peta,
    compare_rows,
    guess_mapping,
    hitung_impor,
    mark_mirip,
    position_mapping,
    read_rows,
)
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.files import FS, Fs
from desa_desktop.i18n import _
from desa_desktop.services import kantor as office
from desa_desktop.services.editing import insert_rows, load_rows, stop_if_locked
from desa_desktop.services.ikut import follow
from desa_desktop.sheets import Sheet, read_sheets
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
}
_JENIS_DOKUMEN = {
    JenisTempel.USULAN: "daftar-usulan",
    JenisTempel.ANGKA_POKOK: "angka-pokok",
    JenisTempel.PAGU: "rkp-desa",
    JenisTempel.RKP: "rkp-desa",
    JenisTempel.DURKP: "durkp",
}


@dataclass(frozen=True, slots=True)
class Pratinjau:
    """What would go in: the mapping of columns, each row with its state against what is stored, counts.

    `induk` is the activity whose estimate is meant (RAB only).
    """

    jenis: JenisTempel
    tahun: int
    peta: Peta
    sumber: tuple[tuple[Any, ...], ...]
    baris: tuple[tuple[BarisTempel, KeadaanImpor], ...]
    hitung: Mapping[str, int]
    induk: UUID | None = None


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
) -> Pratinjau:
    """Read a block of cells against what is stored; nothing is written.

    `peta` is a mapping the person chose; else headings are looked for, and without them `kolom` (the
    columns on the screen) or the usual order counts. `induk` is the activity whose estimate (RAB) is meant.
    Raises NotFound when it is gone, InvalidInput for an estimate without an activity.
    """
    chosen = peta or guess_mapping(jenis, rows)
    if peta is None and not chosen.has_judul and kolom:
        chosen = position_mapping(jenis, rows, kolom)
    read = read_rows(jenis, rows, chosen, konteks)
    with database.read() as unit:
        year = tahun if tahun is not None else office.require(unit).tahun_rencana
        if jenis is JenisTempel.RAB:
            stop_without_activity(induk)
        stored = stored_rows(unit, jenis, year, induk)
        if jenis is JenisTempel.USULAN:
            read = mark_mirip(
                read, [one for one in stored if isinstance(one, usulan.Usulan)], konteks.aturan.ambang_mirip
            )
    return judge(jenis, year, chosen, rows, read, [_old(one) for one in stored], induk)


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
        stored = stored_rows(unit, shown.jenis, shown.tahun, shown.induk)
    old = [_old(one) for one in stored]
    return judge(shown.jenis, shown.tahun, shown.peta, shown.sumber, read, old, shown.induk)


@dataclass(frozen=True, slots=True)
class LembarTerbaca:
    """One sheet of a file. `lain` are the other sheets with content, `cocok` whether its heading fits."""

    nama: str
    lain: tuple[str, ...]
    cocok: bool
    baris: list[tuple[Any, ...]]

    @property
    def keterangan(self) -> str:
        """Which sheet was read, where a file has several; the others too when none fits."""
        if not self.lain:
            return ""
        if self.cocok:
            return _("lembar {nama}").format(nama=self.nama)
        others = ", ".join(self.lain)
        return _("lembar {nama}; lembar lain: {lain}").format(nama=self.nama, lain=others)


def read_list(path: Path, jenis: JenisTempel, lembar: str = "", fs: Fs = FS) -> LembarTerbaca:
    """The sheet of a file that holds this list: a cover sheet before it is passed over.

    Of several whose headings fit the first counts; where none fits, the first with content is read, and says
    which the others are. Raises SheetUnreadable, NotFound for a sheet that is not there.
    """
    sheets = _sheets_of(path, lembar, fs)
    blocks = {one.name: _filled(one) for one in sheets}
    fitting = (name for name, block in blocks.items() if _fits(jenis, block))
    chosen = next(fitting, None)
    name = chosen if chosen is not None else sheets[0].name
    others = tuple(one for one in blocks if one != name)
    return LembarTerbaca(name, others, chosen is not None, blocks[name])


def _fits(jenis: JenisTempel, block: Sequence[Sequence[Any]]) -> bool:
    peta = guess_mapping(jenis, block)
    return peta.has_judul and not peta.lacks_kunci


def _sheets_of(path: Path, lembar: str, fs: Fs) -> list[Sheet]:
    sheets = [one for one in read_sheets(path, fs=fs) if one.rows]
    if lembar:
        sheets = [one for one in sheets if one.name.casefold() == lembar.casefold()]
    if not sheets:
        raise NotFound(apa=_("Lembar {nama}").format(nama=lembar) if lembar else _("Lembar yang berisi data"))
    return sheets


def _filled(sheet: Sheet) -> list[tuple[Any, ...]]:
    """Rows by their number in the sheet, so that messages name the row the person sees."""
    found: list[tuple[Any, ...]] = []
    for row in sheet.rows:
        found.extend(() for _missing in range(row.number - 1 - len(found)))
        found.append(row.cells)
    return found


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
    if jenis in _JENIS_DOKUMEN:
        year = tahun - 1 if jenis is JenisTempel.ANGKA_POKOK else tahun
        key = dokumen_id(key, _JENIS_DOKUMEN[jenis], str(year))
    return unit.bare(how.parent, key) if bare else unit.get(how.parent, key)


def _old(record: Any) -> BarisLama:
    values = {one.name: getattr(record, one.name) for one in fields(record)}
    if isinstance(record, rkp.Kegiatan):
        values["sumber"] = record.sumber_biaya[0].sumber if len(record.sumber_biaya) == 1 else ""
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
) -> Masuk:
    """Store what the preview showed as one step. Rows that are `ditolak` or `dilewati` stay out.

    A row marked `periksa` goes in as a draft: what could not be read stays as text in its note.
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
            made = _add_rows(unit, shown, fresh, after)
        _change_rows(unit, shown.jenis, changed)
        if shown.jenis in _JENIS_DOKUMEN:
            follow(unit, KIND_OF[shown.jenis], [_parent(unit, shown.jenis, shown.tahun, bare=True).id])
        unit.commit(step, by, at)
    return Masuk(tuple(made), tuple(row.cocok for row in changed if row.cocok is not None), step)


def _add_rows(unit: Unit, shown: Pratinjau, fresh: Sequence[BarisTempel], after: UUID | None) -> list[UUID]:
    """New parts of the list; a large block goes in as plain rows, without a record for each."""
    how = KINDS[KIND_OF[shown.jenis]]
    # an activity comes with its money, a line of an estimate lies inside an activity
    is_large = len(fresh) >= LARGE and shown.jenis not in (JenisTempel.RKP, JenisTempel.RAB)
    parent = _parent(unit, shown.jenis, shown.tahun, shown.induk, bare=is_large)
    stop_if_locked(unit, type(parent), parent)
    rows = (_record_values(shown.jenis, row) for row in fresh)
    if is_large:
        return load_rows(unit, parent, how, rows, len(fresh), after)
    return insert_rows(parent, how, list(rows), after)


def _step_name(jenis: JenisTempel, count: int) -> str:
    return _("tempel {n} baris {jenis}").format(n=count, jenis=kind_name(KIND_OF[jenis]))


def _record_values(jenis: JenisTempel, row: BarisTempel) -> dict[str, Any]:
    """The fields of the new record, with a money row for an activity whose source is known."""
    cls = KIND_OF[jenis]
    names = {one.name for one in fields(cls)}
    values: dict[str, Any] = {name: value for name, value in row.nilai.items() if name in names}
    values["teks_asli"] = dict(row.teks_asli)
    if jenis is JenisTempel.RKP:
        values["sumber_biaya"] = _money(row)
    return values


def _money(row: BarisTempel) -> list[rkp.SumberBiaya]:
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
        if name in row.nilai and hasattr(record, name):
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

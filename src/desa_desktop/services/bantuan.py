"""Assistance programmes and who is in them: entered one by one, from a column of numbers, from a file.

What overlaps is counted by family: a person's programme counts for the family of that person.
Participants are taken out, and their own cells changed, through `services.editing`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from desa_desktop.documents import excel
from desa_desktop.documents.blocks import Column, Kind, Page, Row, Table
from desa_desktop.domain.desa import DesaId
from desa_desktop.domain.penduduk import (
    KeluargaId,
    PendudukId,
    PesertaBantuan,
    ProgramBantuan,
    ProgramBantuanId,
    SasaranBantuan,
    StatusDasar,
    show_nomor_sementara,
)
from desa_desktop.domain.penduduk.berkas.bantuan import (
    PesertaBerkas,
    ProgramBerkas,
    read_peserta,
    read_program,
)
from desa_desktop.domain.penduduk.nik import mask_nik
from desa_desktop.domain.teks import plain_words
from desa_desktop.domain.tempel import KeadaanImpor
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.files import FS, Fs
from desa_desktop.i18n import N_, _, ngettext
from desa_desktop.services import kantor as office
from desa_desktop.services.milik import stop_unless_village
from desa_desktop.sheets import read_sheets
from desa_desktop.store.queries import bantuan as queries
from desa_desktop.store.queries import penduduk as residents
from desa_desktop.store.queries import statistik as places
from desa_desktop.store.queries.bantuan import IkutRow, ProgramRow
from desa_desktop.store.queries.penduduk import KeluargaRow, PendudukRow, SaringPenduduk
from desa_desktop.store.unit import Database, Unit

__all__ = ["ProgramRow"]

MOST_FOUND = 30  # persons or families that a search offers
GOES_IN = (KeadaanImpor.BARU, KeadaanImpor.BERUBAH, KeadaanImpor.PERIKSA)
KEADAAN: Mapping[StatusDasar, str] = {
    StatusDasar.MATI: N_("sudah meninggal"),
    StatusDasar.PINDAH: N_("sudah pindah"),
    StatusDasar.HILANG: N_("hilang"),
    StatusDasar.PERGI: N_("sedang pergi"),
    StatusDasar.TIDAK_VALID: N_("datanya tidak dipakai lagi"),
}
"""What became of somebody who is entered but no longer lives here."""


@dataclass(frozen=True, slots=True)
class PesertaTampil:
    """One participant for a list: NIK and KK are masked. `lain` are the family's other programmes.

    `keadaan` says why somebody entered may get nothing (`sudah meninggal`), "" for a living resident.
    """

    id: UUID
    nama: str
    nik: str
    no_kk: str
    kepala: str
    dusun: str
    rt_rw: str
    nomor_kartu: str
    nama_kartu: str
    keterangan: str
    lain: str
    keadaan: str


@dataclass(frozen=True, slots=True)
class Calon:
    """A person or family that a search found; numbers masked. `sudah`: is in the programme already."""

    id: UUID
    nama: str
    nik: str
    lahir: date | None
    no_kk: str
    dusun: str
    sudah: bool


@dataclass(frozen=True, slots=True)
class BarisPeserta:
    """A row of a file or of pasted numbers and whom it names. `key`: person or family, None if nobody."""

    asal: PesertaBerkas
    keadaan: KeadaanImpor
    key: UUID | None = None
    nama: str = ""
    aturan: str = ""
    masalah: str = ""
    cocok: UUID | None = None


@dataclass(frozen=True, slots=True)
class PratinjauPeserta:
    """What would go in. `program` is the existing programme, else `baru` is made first."""

    program: UUID | None
    nama: str
    sasaran: SasaranBantuan
    baru: ProgramBerkas | None
    baris: tuple[BarisPeserta, ...]
    hitung: Mapping[str, int]

    @property
    def masuk(self) -> int:
        """How many rows would go in."""
        return sum(one.keadaan in GOES_IN for one in self.baris)


@dataclass(frozen=True, slots=True)
class MasukPeserta:
    """What went in; `langkah` is "" when nothing did."""

    program: UUID | None
    baru: int
    berubah: int
    langkah: str


# ------------------------------------------------------------------ looking


def list_program(database: Database) -> tuple[ProgramRow, ...]:
    """All programmes in the order in which they were made. Raises NotFound without an office."""
    with database.read() as unit:
        return tuple(queries.program_rows(unit, office.require(unit).id))


def list_peserta(database: Database, program: UUID, today: date) -> tuple[PesertaTampil, ...]:
    """The participants of a programme, by hamlet and name."""
    with database.read() as unit:
        uid = office.require(unit).id
        every = queries.ikut_rows(unit, uid)
        names = dict(places.dusun_names(unit, uid))
        programs = {one.id: one for one in queries.program_rows(unit, uid) if _runs(one, today)}
        own = [one for one in every if one.program_id == program]
        persons = _persons(unit, (one.penduduk_id for one in own))
        families = _families(unit, (one.rumah_id for one in own))
    held: dict[UUID, dict[UUID, str]] = {}
    for one in every:
        if one.rumah_id is not None and one.program_id in programs and _runs(one, today):
            held.setdefault(one.rumah_id, {})[one.program_id] = programs[one.program_id].nama
    rows = [_shown(one, persons, families, names, held) for one in own]
    return tuple(sorted(rows, key=lambda one: (one.dusun, one.nama, one.id)))


def _runs(one: ProgramRow | IkutRow, today: date) -> bool:
    return (one.mulai is None or one.mulai <= today) and (one.selesai is None or one.selesai >= today)


def _persons(unit: Unit, keys: Iterable[UUID | None]) -> dict[UUID, PendudukRow]:
    wanted = list(dict.fromkeys(key for key in keys if key is not None))
    return {one.id: one for one in residents.rows_of_penduduk(unit, wanted)}


def _families(unit: Unit, keys: Iterable[UUID | None]) -> dict[UUID, KeluargaRow]:
    wanted = list(dict.fromkeys(key for key in keys if key is not None))
    return {one.id: one for one in residents.rows_of_keluarga(unit, wanted)}


def _shown(
    one: IkutRow,
    persons: Mapping[UUID, PendudukRow],
    families: Mapping[UUID, KeluargaRow],
    names: Mapping[str, str],
    held: Mapping[UUID, Mapping[UUID, str]],
) -> PesertaTampil:
    person = persons.get(one.penduduk_id) if one.penduduk_id is not None else None
    family = families.get(one.rumah_id) if one.rumah_id is not None else None
    place = person or family
    kepala = family.kepala if family is not None else ""
    if person is not None:
        keadaan = _(KEADAAN[person.status_dasar]) if person.status_dasar in KEADAAN else ""
    else:
        is_left = family is None or not family.jumlah
        keadaan = _("tidak ada anggota lagi di desa") if is_left else ""
    others = held.get(one.rumah_id, {}) if one.rumah_id is not None else {}
    return PesertaTampil(
        id=one.id,
        nama=person.nama if person is not None else kepala,
        nik=_number(person) if person is not None else "",
        no_kk=mask_nik(family.no_kk) if family is not None else "",
        kepala=kepala,
        dusun=names.get(place.dusun_id.hex, "") if place is not None and place.dusun_id is not None else "",
        rt_rw=f"{place.rt or '–'}/{place.rw or '–'}" if place is not None and (place.rt or place.rw) else "",
        nomor_kartu=one.nomor_kartu,
        nama_kartu=one.nama_kartu,
        keterangan=one.keterangan,
        lain=", ".join(nama for key, nama in others.items() if key != one.program_id),
        keadaan=keadaan,
    )


def _number(person: PendudukRow) -> str:
    if person.nik:
        return mask_nik(person.nik)
    return show_nomor_sementara(person.nomor_sementara) if person.nomor_sementara else ""


def find_calon(database: Database, program: UUID, kata: str, today: date) -> tuple[Calon, ...]:
    """Whom the typed words mean: persons or families, as the programme asks; at most MOST_FOUND.

    Raises NotFound when the programme is gone.
    """
    if not kata.strip():
        return ()
    with database.read() as unit:
        uid = office.require(unit).id
        names = dict(places.dusun_names(unit, uid))
        wanted = unit.get(ProgramBantuan, program)
        inside = {_who(one) for one in _entries(unit, program)}
        found: Sequence[PendudukRow | KeluargaRow]
        if wanted.sasaran is SasaranBantuan.PENDUDUK:
            found = residents.page_of_penduduk(
                unit, SaringPenduduk(kata=kata), today, banyak=MOST_FOUND
            ).baris
        else:
            found = residents.page_of_keluarga(unit, kata=kata, banyak=MOST_FOUND)[0]
    return tuple(
        Calon(
            one.id,
            one.nama if isinstance(one, PendudukRow) else one.kepala or _("(tanpa kepala keluarga)"),
            _number(one) if isinstance(one, PendudukRow) else "",
            one.tanggal_lahir if isinstance(one, PendudukRow) else None,
            mask_nik(one.no_kk),
            names.get(one.dusun_id.hex, "") if one.dusun_id is not None else "",
            one.id in inside,
        )
        for one in found
    )


# ------------------------------------------------------------------ programmes


def add_program(database: Database, values: Mapping[str, object], *, by: str, at: datetime) -> UUID:
    """Write down a programme as one step; returns its id."""
    with database.unit() as unit:
        stop_unless_village(unit)
        made = ProgramBantuan(desa_id=DesaId(office.require(unit).id))
        _fill(made, values)
        unit.add(made)
        unit.commit(_("tambah program bantuan"), by, at)
        return made.id


def change_program(
    database: Database, changes: Mapping[UUID, Mapping[str, object]], *, by: str, at: datetime
) -> None:
    """Store cells of programmes as one step.

    Raises InvalidInput when persons would have to become families, NotFound, StorageFailed; then nothing
    changed.
    """
    with database.unit() as unit:
        counts = {one.id: one.peserta for one in queries.program_rows(unit, office.require(unit).id)}
        for key, values in changes.items():
            one = unit.get(ProgramBantuan, key)
            wanted = values.get("sasaran", one.sasaran)
            if wanted is None:
                raise InvalidInput({"sasaran": _("Pilih penduduk atau keluarga.")})
            if wanted is not one.sasaran and counts.get(key):
                sentence = _("Program ini sudah punya {n} peserta, jadi sasarannya tetap. Buat program baru.")
                raise InvalidInput({"sasaran": sentence.format(n=counts[key])})
            _fill(one, values)
        unit.commit(_("ubah program bantuan"), by, at)


def _fill(record: object, values: Mapping[str, object]) -> None:
    for name, value in values.items():
        if not hasattr(record, name):
            raise AttributeError(f"{type(record).__name__} has no field {name}")
        setattr(record, name, value)


def remove_program(database: Database, keys: Sequence[UUID], *, by: str, at: datetime) -> int:
    """Take programmes away with their participants as one step that undo takes back; how many those were."""
    with database.unit() as unit:
        gone = 0
        for key in keys:
            one = unit.get(ProgramBantuan, key)
            entries = unit.select(PesertaBantuan, program_id=key)
            for entry in entries:
                unit.remove(entry)
            unit.flush()  # the entries point at the programme
            unit.remove(one)
            gone += len(entries)
        unit.commit(_("hapus program bantuan"), by, at)
    return gone


# ------------------------------------------------------------------ participants


def add_peserta(database: Database, program: UUID, keys: Sequence[UUID], *, by: str, at: datetime) -> int:
    """Enter persons or families, as the programme asks, as one step; who is in it already is passed over.

    Returns how many are new. Raises NotFound when the programme is gone.
    """
    with database.unit() as unit:
        one = unit.get(ProgramBantuan, program)
        inside = {_who(entry) for entry in _entries(unit, program)}
        fresh = [key for key in dict.fromkeys(keys) if key not in inside]
        for key in fresh:
            unit.add(_entry(one, key))
        if fresh:
            name = ngettext("tambah {n} peserta {program}", "tambah {n} peserta {program}", len(fresh))
            unit.commit(name.format(n=len(fresh), program=one.nama), by, at)
    return len(fresh)


def _entries(unit: Unit, program: UUID) -> list[PesertaBantuan]:
    return unit.select(PesertaBantuan, program_id=program)


def _who(entry: PesertaBantuan) -> UUID | None:
    """The person or the family that is entered."""
    return entry.penduduk_id or entry.keluarga_id


def _entry(program: ProgramBantuan, key: UUID) -> PesertaBantuan:
    is_person = program.sasaran is SasaranBantuan.PENDUDUK
    return PesertaBantuan(
        desa_id=program.desa_id,
        program_id=ProgramBantuanId(program.id),
        penduduk_id=PendudukId(key) if is_person else None,
        keluarga_id=None if is_person else KeluargaId(key),
    )


# ------------------------------------------------------------------ numbers and files


def find_program(database: Database, nama: str) -> ProgramRow:
    """The programme of this name. Raises NotFound naming those there are."""
    every = list_program(database)
    found = [one for one in every if plain_words(one.nama) == plain_words(nama)]
    if len(found) != 1:
        known = ", ".join(one.nama for one in every)
        raise NotFound(apa=_("Program bantuan {nama} (yang ada: {ada})").format(nama=nama, ada=known or "–"))
    return found[0]


def preview_numbers(database: Database, program: UUID, rows: Sequence[Sequence[object]]) -> PratinjauPeserta:
    """Pasted cells as participants of a programme; nothing is written. Raises NotFound."""
    with database.read() as unit:
        one = unit.get(ProgramBantuan, program)
        read = read_peserta(list(enumerate(rows, start=1)), one.sasaran)
        return _judge(unit, read, program, one.nama, one.sasaran, None)


def preview_file(
    database: Database, path: Path, today: date, *, program: UUID | None = None, fs: Fs = FS
) -> PratinjauPeserta:
    """OpenSID's workbook with its sheets Program and Peserta, or a list of numbers for `program`.

    A programme of the same name and target is the same one; its own facts stay as they are. Raises
    SheetUnreadable, InvalidInput when nobody can know which programme is meant, NotFound.
    """
    sheets = {plain_words(one.name): one for one in read_sheets(path, fs=fs) if one.rows}
    if not sheets:
        raise NotFound(apa=_("Lembar yang berisi data"))
    facts = sheets.get("program")
    with database.read() as unit:
        if facts is None:
            if program is None:
                raise InvalidInput(
                    {"program": _("Berkas ini tidak punya lembar Program. Sebut dulu program bantuannya.")}
                )
            one = unit.get(ProgramBantuan, program)
            rows = [(row.number, row.cells) for row in next(iter(sheets.values())).rows]
            return _judge(unit, read_peserta(rows, one.sasaran), program, one.nama, one.sasaran, None)
        found = read_program([(row.number, row.cells) for row in facts.rows], today)
        known = next(
            (
                one
                for one in queries.program_rows(unit, office.require(unit).id)
                if plain_words(one.nama) == plain_words(found.nama) and one.sasaran is found.sasaran
            ),
            None,
        )
        list_ = sheets.get("peserta")
        rows = [(row.number, row.cells) for row in list_.rows] if list_ is not None else []
        read = read_peserta(rows, found.sasaran)
        key = known.id if known is not None else None
        return _judge(unit, read, key, found.nama, found.sasaran, None if known is not None else found)


def _judge(
    unit: Unit,
    read: Sequence[PesertaBerkas],
    program: UUID | None,
    nama: str,
    sasaran: SasaranBantuan,
    baru: ProgramBerkas | None,
) -> PratinjauPeserta:
    numbers = list(dict.fromkeys(one.angka for one in read if one.angka))
    by_nik = residents.keys_with_nik(unit, numbers)
    by_kk = queries.keys_with_no_kk(unit, numbers)
    persons = _persons(unit, (key for keys in by_nik.values() for key in keys))
    homes = [one.keluarga_id for one in persons.values()]
    families = _families(unit, [*homes, *(key for keys in by_kk.values() for key in keys)])
    register = _Register(sasaran, by_nik, by_kk, persons, families)
    entries: dict[UUID | None, PesertaBantuan] = {}
    if program is not None:
        entries = {_who(one): one for one in _entries(unit, program)}
    rows: list[BarisPeserta] = []
    seen: dict[UUID, int] = {}
    for one in read:
        row = register.judged(one)
        entry = entries.get(row.key) if row.key is not None else None
        if row.key is not None and row.key in seen:
            sentence = _("Sama dengan baris {n}.").format(n=seen[row.key])
            row = replace(row, keadaan=KeadaanImpor.SAMA, masalah=sentence)
        elif entry is not None:
            row = _against(row, entry)
        if row.key is not None:
            seen.setdefault(row.key, one.nomor)
        rows.append(row)
    counts = {"dibaca": len(rows), **{state.value: 0 for state in KeadaanImpor}}
    for row in rows:
        counts[row.keadaan.value] += 1
    return PratinjauPeserta(program, nama, sasaran, baru, tuple(rows), counts)


def _against(row: BarisPeserta, entry: PesertaBantuan) -> BarisPeserta:
    """Somebody who is entered already: only a card that says something new changes anything."""
    values = _card(row)
    is_new = any(getattr(entry, name) != value for name, value in values.items())
    return replace(
        row,
        cocok=entry.id,
        keadaan=KeadaanImpor.BERUBAH if is_new else KeadaanImpor.SAMA,
        masalah=_("Sudah peserta; nomor atau nama di kartu diperbarui.") if is_new else _("Sudah peserta."),
    )


def _card(row: BarisPeserta) -> dict[str, str]:
    """What stands on the programme's own card, where it says more than the register."""
    values = {"nomor_kartu": row.asal.nomor_kartu}
    if row.asal.nama and plain_words(row.asal.nama) != plain_words(row.nama):
        values["nama_kartu"] = row.asal.nama
    return {name: value for name, value in values.items() if value}


@dataclass(frozen=True, slots=True)
class _Register:
    """Whose numbers these are."""

    sasaran: SasaranBantuan
    by_nik: Mapping[str, Sequence[UUID]]
    by_kk: Mapping[str, Sequence[UUID]]
    persons: Mapping[UUID, PendudukRow]
    families: Mapping[UUID, KeluargaRow]

    def judged(self, one: PesertaBerkas) -> BarisPeserta:
        """The row with whom it names, or why nobody."""
        if not one.angka:
            text = (
                f"{one.masalah} {_('Maksud Anda {nomor}?').format(nomor=one.usul)}"
                if one.usul
                else one.masalah
            )
            return BarisPeserta(one, KeadaanImpor.DITOLAK, aturan=one.aturan, masalah=text)
        found, aturan, masalah = self._named(one.angka)
        if found is None:
            return BarisPeserta(one, KeadaanImpor.DITOLAK, aturan=aturan, masalah=masalah)
        is_person = self.sasaran is SasaranBantuan.PENDUDUK
        nama = self.persons[found].nama if is_person else self.families[found].kepala
        row = BarisPeserta(one, KeadaanImpor.BARU, found, nama)
        if is_person and self.persons[found].status_dasar in KEADAAN:
            word = _(KEADAAN[self.persons[found].status_dasar])
            sentence = _("{nama} {keadaan} menurut register. Periksa sebelum bantuan dibagikan.")
            return replace(
                row,
                keadaan=KeadaanImpor.PERIKSA,
                aturan="P-716",
                masalah=sentence.format(nama=nama, keadaan=word),
            )
        if is_person and one.nama and plain_words(one.nama) != plain_words(nama):
            sentence = _("Nama di berkas {berkas}, di register {register}.")
            return replace(
                row,
                keadaan=KeadaanImpor.PERIKSA,
                aturan="P-717",
                masalah=sentence.format(berkas=one.nama, register=nama),
            )
        return row

    def _named(self, number: str) -> tuple[UUID | None, str, str]:
        people, homes = self.by_nik.get(number, ()), self.by_kk.get(number, ())
        if self.sasaran is SasaranBantuan.PENDUDUK:
            if not people and homes:
                return None, "P-714", _("Ini nomor KK. Program ini untuk penduduk: tulis NIK-nya.")
            return self._only(people)
        if not homes and len(people) == 1:
            home = self.persons[people[0]].keluarga_id
            if home is None:
                return None, "P-715", _("Pemilik NIK ini belum masuk keluarga mana pun di register.")
            return home, "", ""
        return self._only(homes or people)

    def _only(self, keys: Sequence[UUID]) -> tuple[UUID | None, str, str]:
        if not keys:
            return None, "P-712", _("Nomor ini tidak ada di register penduduk desa.")
        if len(keys) > 1:
            sentence = _("Nomor ini dipakai {n} data di register. Bereskan dulu di Mutu Data.")
            return None, "P-713", sentence.format(n=len(keys))
        return keys[0], "", ""


def accept(
    database: Database, shown: PratinjauPeserta, *, by: str, at: datetime, name: str = ""
) -> MasukPeserta:
    """Store what the preview showed as one step, with a new programme where none was known.

    Rows marked `periksa` go in too: the list says what is odd. Raises NotFound when the programme or a
    participant is gone meanwhile, StorageFailed; then nothing went in.
    """
    fresh = [one for one in shown.baris if one.keadaan in GOES_IN and one.cocok is None]
    changed = [one for one in shown.baris if one.keadaan in GOES_IN and one.cocok is not None]
    if not fresh and not changed and shown.baru is None:
        return MasukPeserta(shown.program, 0, 0, "")
    step = name or _("impor {n} peserta {program}").format(n=len(fresh) + len(changed), program=shown.nama)
    with database.unit() as unit:
        stop_unless_village(unit)
        if shown.program is not None:
            program = unit.get(ProgramBantuan, shown.program)
        else:
            assert shown.baru is not None
            program = ProgramBantuan(desa_id=DesaId(office.require(unit).id))
            facts = ("nama", "sasaran", "asal_dana", "mulai", "selesai", "keterangan")
            _fill(program, {one: getattr(shown.baru, one) for one in facts})
            unit.add(program)
            unit.flush()
        for row in fresh:
            assert row.key is not None
            entry = _entry(program, row.key)
            _fill(entry, _card(row))
            unit.add(entry)
        for row in changed:
            assert row.cocok is not None
            _fill(unit.get(PesertaBantuan, row.cocok), _card(row))
        unit.commit(step, by, at)
        return MasukPeserta(program.id, len(fresh), len(changed), step)


def rejected_rows(shown: PratinjauPeserta) -> bytes:
    """A workbook with the rows that did not go in, to be mended and read again, with the reason."""
    columns = (
        Column(_("Baris"), 8.0, Kind.NUMBER),
        Column("Peserta", 22.0),
        Column("No. Peserta", 16.0),
        Column("Nama", 30.0),
        Column(_("Masalah"), 60.0),
    )
    rows = tuple(
        Row((one.asal.nomor, one.asal.teks, one.asal.nomor_kartu, one.asal.nama, one.masalah))
        for one in shown.baris
        if one.keadaan is KeadaanImpor.DITOLAK
    )
    name = _("Peserta yang perlu diperbaiki")
    return excel.write(Page(name, (Table(columns, rows, name),)))

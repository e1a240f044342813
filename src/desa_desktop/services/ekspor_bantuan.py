"""Assistance programmes as a workbook: one in OpenSID's two sheets, or all of them as lists.

What is written for one programme is what `data impor bantuan` reads (interop.md 3), so it comes back as the
same participants. NIK and KK stand in full: the file is for the office that pays, not for a wall.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from desa_desktop.documents.lembar_polos import LembarPolos, Polos, write_sheets
from desa_desktop.documents.office import file_name
from desa_desktop.domain.penduduk import SasaranBantuan, StatusDasar
from desa_desktop.domain.penduduk.berkas.bantuan import ASAL_DANA, HEADS_OPENSID, LABELS_OPENSID
from desa_desktop.errors import NotFound
from desa_desktop.i18n import _
from desa_desktop.services import kantor as office
from desa_desktop.services.bantuan import KEADAAN
from desa_desktop.store.queries import bantuan as queries
from desa_desktop.store.queries import penduduk as residents
from desa_desktop.store.queries import statistik as places
from desa_desktop.store.queries.bantuan import IkutRow, ProgramRow
from desa_desktop.store.queries.penduduk import KeluargaRow, PendudukRow
from desa_desktop.store.unit import Database, Unit

_END = "###"
_NUMBER_OF_TARGET: Mapping[SasaranBantuan, str] = {SasaranBantuan.PENDUDUK: "1", SasaranBantuan.KELUARGA: "2"}


@dataclass(frozen=True, slots=True)
class _Penerima:
    """One participant with everything a file says of it; `orang` is the person or the head of the family."""

    ikut: IkutRow
    orang: PendudukRow | None
    keluarga: KeluargaRow | None
    dusun: str

    @property
    def nama(self) -> str:
        return self.orang.nama if self.orang is not None else ""

    @property
    def nik(self) -> str:
        return self.orang.nik if self.orang is not None else ""

    @property
    def no_kk(self) -> str:
        return self.keluarga.no_kk if self.keluarga is not None else ""

    @property
    def lahir(self) -> date | None:
        return self.orang.tanggal_lahir if self.orang is not None else None

    @property
    def alamat(self) -> str:
        """`JL. MELATI RT 004 RW 001 Dusun Krajan`, as OpenSID's own file has it."""
        place = self.keluarga or self.orang
        if place is None:
            return ""
        parts = (
            place.alamat,
            f"RT {place.rt}" if place.rt else "",
            f"RW {place.rw}" if place.rw else "",
            f"Dusun {self.dusun}" if self.dusun else "",
        )
        return " ".join(part for part in parts if part)

    @property
    def keadaan(self) -> str:
        """Why somebody entered may get nothing, "" for who lives here."""
        if self.ikut.penduduk_id is None:
            is_left = self.keluarga is None or not self.keluarga.jumlah
            return _("tidak ada anggota lagi di desa") if is_left else ""
        state = self.orang.status_dasar if self.orang is not None else StatusDasar.TIDAK_VALID
        return _(KEADAAN[state]) if state in KEADAAN else ""


@dataclass(frozen=True, slots=True)
class BerkasBantuan:
    """A workbook, how many participants are in it, and how many of them no number names."""

    isi: bytes
    baris: int
    tanpa_nomor: int


def export_bantuan(database: Database, program: UUID | None = None) -> BerkasBantuan:
    """One programme with its participants in OpenSID's layout, or all programmes as two lists.

    Raises NotFound when there is no (such) programme.
    """
    with database.read() as unit:
        desa = office.require(unit).id
        programs = queries.program_rows(unit, desa)
        if program is not None:
            programs = [one for one in programs if one.id == program]
        if not programs:
            raise NotFound(apa=_("Program bantuan"))
        keys = {one.id for one in programs}
        entries = [one for one in queries.ikut_rows(unit, desa) if one.program_id in keys]
        people = list(_gathered(unit, desa, entries))
    sheets = _opensid(programs[0], people) if program is not None else _lists(programs, people)
    nameless = sum(not (one.nik or (one.no_kk and one.ikut.penduduk_id is None)) for one in people)
    return BerkasBantuan(write_sheets(sheets), len(people), nameless)


def name_of_file(program: str) -> str:
    """What the workbook of a programme is called: `Bantuan_BLT_Dana_Desa.xlsx`."""
    return f"Bantuan_{file_name(program)}.xlsx"


def _gathered(unit: Unit, desa: UUID, entries: Sequence[IkutRow]) -> Iterator[_Penerima]:
    names = dict(places.dusun_names(unit, desa))
    homes = residents.rows_of_keluarga(unit, _wanted(one.rumah_id for one in entries))
    families = {one.id: one for one in homes}
    wanted = _wanted([*(one.kepala_id for one in homes), *(one.penduduk_id for one in entries)])
    persons = {one.id: one for one in residents.rows_of_penduduk(unit, wanted)}
    for one in entries:
        family = families.get(one.rumah_id) if one.rumah_id is not None else None
        key = one.penduduk_id or (family.kepala_id if family is not None else None)
        person = persons.get(key) if key is not None else None
        place = family or person
        hamlet = place.dusun_id if place is not None else None
        yield _Penerima(one, person, family, names.get(hamlet.hex, "") if hamlet is not None else "")


def _wanted(keys: Iterable[UUID | None]) -> list[UUID]:
    return list(dict.fromkeys(key for key in keys if key is not None))


# ------------------------------------------------------------------ one programme, as OpenSID has it


def _opensid(program: ProgramRow, people: Sequence[_Penerima]) -> tuple[LembarPolos, LembarPolos]:
    origins = {_(word): number for number, word in ASAL_DANA.items()}
    values = (
        "",  # the number of the programme is OpenSID's own
        program.nama,
        _NUMBER_OF_TARGET[program.sasaran],
        program.keterangan,
        origins.get(program.asal_dana, program.asal_dana),
        _day(program.mulai),
        _day(program.selesai),
    )
    facts = [[label, value] for label, value in zip(LABELS_OPENSID, values, strict=True)]
    is_family = program.sasaran is SasaranBantuan.KELUARGA
    rows: list[Sequence[Polos]] = [
        [
            (one.no_kk or one.nik) if is_family else one.nik,
            one.ikut.nomor_kartu,
            one.nik,
            one.ikut.nama_kartu or one.nama,
            one.orang.tempat_lahir if one.orang is not None else "",
            _day(one.lahir),
            one.alamat,
        ]
        for one in people
    ]
    widths = (20.0, 16.0, 20.0, 30.0, 18.0, 13.0, 44.0)
    return (
        LembarPolos("Program", facts[0], [*facts[1:], [_END]], (26.0, 60.0), is_berjudul=False),
        LembarPolos("Peserta", HEADS_OPENSID, [*rows, [_END]], widths),
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


# ------------------------------------------------------------------ all programmes


def _lists(programs: Sequence[ProgramRow], people: Sequence[_Penerima]) -> tuple[LembarPolos, LembarPolos]:
    names = {one.id: one for one in programs}
    order = {one.id: place for place, one in enumerate(programs)}
    heads = (_("Program"), _("Sasaran"), _("Asal dana"), _("Mulai"), _("Selesai"), _("Peserta"), _("Ket."))
    rows: list[Sequence[Polos]] = [
        [
            one.nama, one.sasaran.value, one.asal_dana, one.mulai, one.selesai, one.peserta, one.keterangan,
        ]
        for one in programs
    ]  # fmt: skip
    titles = (
        *(_("Program"), _("Sasaran"), _("Nama"), "NIK", _("Nomor KK"), _("Tanggal lahir"), _("Alamat")),
        *(_("Nomor kartu"), _("Nama di kartu"), _("Mulai"), _("Selesai"), _("Keadaan"), _("Ket.")),
    )
    listed: list[Sequence[Polos]] = [
        [
            names[one.ikut.program_id].nama, names[one.ikut.program_id].sasaran.value, one.nama, one.nik,
            one.no_kk, one.lahir, one.alamat, one.ikut.nomor_kartu, one.ikut.nama_kartu, one.ikut.mulai,
            one.ikut.selesai, one.keadaan, one.ikut.keterangan,
        ]
        for one in sorted(people, key=lambda one: (order[one.ikut.program_id], one.dusun, one.nama))
    ]  # fmt: skip
    widths = (28.0, 11.0, 30.0, 20.0, 20.0, 13.0, 44.0, 16.0, 28.0, 12.0, 12.0, 20.0, 30.0)
    return (
        LembarPolos(_("Daftar program"), heads, rows, (30.0, 12.0, 18.0, 12.0, 12.0, 10.0, 40.0)),
        LembarPolos(_("Daftar peserta"), titles, listed, widths),
    )

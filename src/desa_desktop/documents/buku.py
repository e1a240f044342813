"""A register of the village (Permendagri 47/2016) as F4 landscape: A.4 and B.1 to B.5.

Title, columns and their numbers come from the rules (`register.csv`); here stands only how wide a column
is and how it is aligned.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from desa_desktop.documents.blocks import (
    Band,
    Cell,
    Column,
    Heading,
    Kind,
    Level,
    Margins,
    Page,
    Paragraph,
    Row,
    Signatures,
    Table,
)
from desa_desktop.documents.office import Cetakan, Identitas, Penanda, file_name, page, place_and_date
from desa_desktop.domain.register import KolomRegister, Register

_ENDS = (6.6, 6.6, 6.6, 6.6, 9.5, 11.0, 9.5)  # of B.3: WNA and WNI, families, members, souls
_WIDTHS: Mapping[str, tuple[float, ...]] = {  # shares, one a column
    "A.4": (12, 34, 20, 28, 13, 34, 18, 20, 28, 24, 34, 34, 22),
    "B.1": (11, 31, 13, 18, 19, 17, 17, 21, 24, 17, 16, 30, 18, 28, 28, 16),
    "B.2": (12, 34, 24, 18, 12, 16, 34, 18, 34, 18, 30, 18, 36),
    "B.3": (9, 30, *_ENDS, *([6.6] * 16), *_ENDS, 48),
    "B.4": (12, 30, 7, 8, 28, 28, 20, 22, 20, 24, 24, 30, 18, 18, 20),
    "B.5": (10, 25, 25, 25, 11, 22, 14, 14, 21, 19, 24, 16, 21, 17, 14, 16, 16, 17, 14),
}
_SIZES: Mapping[str, float] = {"B.1": 6.5, "B.3": 5.8, "B.5": 5.8}
_HYPHENS: Mapping[str, str] = {"Kewarganegaraan": "Kewarga-\nnegaraan"}  # wider than its column
_SIZE = 7.0
_KINDS: Mapping[str, Kind] = {
    "integer": Kind.CENTRED,
    "decimal": Kind.NUMBER,
    "date": Kind.DATE,
    "yes_no": Kind.TICK,
}
_CENTRED = frozenset({"Jenis kelamin", "Kewarganegaraan", "Golongan darah"})
_NARROW = Margins(top=15.0, right=10.0, bottom=15.0, left=15.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Buku:
    """A register ready to be printed. `baris` has one cell for every column of `register`.

    `masa` stands under the title (`BULAN MARET TAHUN 2026`), `jumlah` are (column number, value) of a row
    of sums, `catatan` a sentence below the table, `nama_berkas` how the file is called.
    """

    identitas: Identitas
    cetakan: Cetakan
    register: Register
    baris: tuple[tuple[Cell, ...], ...]
    kepala_desa: Penanda
    sekretaris: Penanda
    nama_berkas: str
    masa: str = ""
    jumlah: tuple[tuple[int, Cell], ...] = ()
    catatan: str = ""
    tanggal: date | None = None


def compose(data: Buku) -> Page:
    """The register with numbers under its headings, signed by Kepala Desa and Sekretaris Desa."""
    register, desa = data.register, data.identitas.desa
    columns = tuple(
        _column(one, width) for one, width in zip(register.kolom, _WIDTHS[register.kode], strict=True)
    )
    rows: list[Row | Band] = [Row(cells) for cells in data.baris]
    if data.jumlah:
        values = tuple((number - 1, value) for number, value in data.jumlah)
        rows.append(Band(Level.TOTAL, "JUMLAH", values=values))
    size = _SIZES.get(register.kode, _SIZE)
    lines = (register.judul, *((data.masa,) if data.masa else ()), data.identitas.heading)
    notes = (Paragraph(data.catatan, size=8.0, before=2.0, keep_next=True),) if data.catatan else ()
    signing = Signatures(
        (
            _in_capitals(data.kepala_desa).signer("MENGETAHUI"),
            _in_capitals(data.sekretaris).signer(place_and_date(desa, data.tanggal)),
        )
    )
    described = page(
        f"{file_name(data.nama_berkas)}_{file_name(desa)}",
        f"{register.kode} {register.judul}, Desa {desa}",
        data.identitas,
        data.cetakan,
        (
            Heading(lines, size=11.0),
            Table(columns, tuple(rows), sheet=register.kode, size=size),
            *notes,
            signing,
        ),
        is_landscape=True,
        size=9.0,
    )
    return _with_narrow_edges(described, data.cetakan)


def _with_narrow_edges(described: Page, cetakan: Cetakan) -> Page:
    """Registers are wide: they take narrower edges unless others were asked for."""
    if cetakan.margins != Margins():
        return described
    return replace(described, margins=_NARROW)


def _in_capitals(penanda: Penanda) -> Penanda:
    """The office as registers print it: MENGETAHUI KEPALA DESA, SEKRETARIS DESA."""
    return replace(penanda, jabatan=penanda.jabatan.upper())


def _column(kolom: KolomRegister, width: float) -> Column:
    kind = Kind.CENTRED if kolom.nama in _CENTRED else _KINDS.get(kolom.tipe, Kind.TEXT)
    return Column(_HYPHENS.get(kolom.nama, kolom.nama), width, kind, kolom.induk, str(kolom.nomor))

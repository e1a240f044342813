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

_WIDTHS: Mapping[str, tuple[float, ...]] = {  # shares, one a column
    "A.4": (8, 36, 20, 28, 13, 34, 18, 20, 28, 24, 34, 34, 22),
    "B.1": (9, 32, 12, 17, 20, 17, 15, 21, 22, 15, 14, 34, 18, 29, 29, 16),
    "B.2": (9, 36, 24, 18, 12, 16, 34, 18, 34, 18, 30, 18, 36),
    "B.3": (8, 27, *([8] * 30), 34),
    "B.4": (8, 30, 7, 7, 28, 30, 20, 20, 18, 26, 26, 32, 18, 18, 20),
    "B.5": (8, 27, 26, 27, 9, 25, 11, 13, 18, 19, 25, 14, 22, 16, 10, 17, 17, 16, 12),
}
_SIZES: Mapping[str, float] = {"B.1": 6.5, "B.3": 5.6, "B.5": 5.8}
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
            data.kepala_desa.signer("MENGETAHUI"),
            data.sekretaris.signer(place_and_date(desa, data.tanggal)),
        )
    )
    described = page(
        f"{file_name(data.nama_berkas)}_{file_name(desa)}",
        f"{register.kode} {register.judul.title()} Desa {desa}",
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


def _column(kolom: KolomRegister, width: float) -> Column:
    kind = Kind.CENTRED if kolom.nama in _CENTRED else _KINDS.get(kolom.tipe, Kind.TEXT)
    return Column(kolom.nama, width, kind, kolom.induk, str(kolom.nomor))

"""One table of residents as it stands on paper: in the statistics of the village and in its profile."""

from __future__ import annotations

from desa_desktop.documents.blocks import Band, Cell, Column, Kind, Level, Row, Table
from desa_desktop.domain.statistik import Baris, Tabel
from desa_desktop.domain.statistik.bentuk import shown_lines

_SIZE = 8.5  # points


def statistics_table(tabel: Tabel, title: str, *, jumlah: float = 24.0) -> Table:
    """No, line, L, P, Jumlah, percent; a column for an unknown sex only where there is one.

    `title` names it for the sheet of a workbook; `jumlah` is the width of that column in mm.
    """
    columns = [
        Column("No", 9, Kind.CENTRED),
        Column(tabel.kepala, 80),
        Column("L", 20, Kind.NUMBER),
        Column("P", 20, Kind.NUMBER),
    ]
    if tabel.has_tanpa_jk:
        columns.append(Column("Tanpa jenis kelamin", 22, Kind.NUMBER))
    columns += [
        Column(f"Jumlah ({tabel.satuan})", jumlah, Kind.NUMBER),
        Column("Persen", 18, Kind.NUMBER, decimals=1),
    ]
    rows: list[Row | Band] = [
        Row((number, one.nama, *_numbers(tabel, one))) for number, one in enumerate(shown_lines(tabel), 1)
    ]
    label = "DARI SEMUA" if tabel.is_berimpit else "JUMLAH"
    sums = tuple((place, value) for place, value in enumerate(_numbers(tabel, tabel.total), 2))
    rows.append(Band(Level.TOTAL, label, values=sums))
    return Table(tuple(columns), tuple(rows), title, _SIZE)


def _numbers(tabel: Tabel, one: Baris) -> tuple[Cell, ...]:
    without = (one.tanpa_jk,) if tabel.has_tanpa_jk else ()
    return (one.l, one.p, *without, one.jumlah, tabel.persen(one))

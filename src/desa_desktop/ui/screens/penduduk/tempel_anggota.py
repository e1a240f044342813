"""Rows from Excel pasted into the table of a family's members: by their headings, or from a column on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from desa_desktop.domain.sebutan import field_name
from desa_desktop.ui.kit.clipboard import Block
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.kinds import fold
from desa_desktop.ui.screens.penduduk import isian
from desa_desktop.ui.screens.penduduk.kata import Kata

MOST = 40  # members of one family; more is a list for the import


def read_block(
    grid: Grid, kata: Kata, block: Block, anchor: str, today: Callable[[], date]
) -> Iterator[tuple[dict[str, object], dict[str, str]]]:
    """For each filled row its values by field, and by field the text of what could not be read."""
    names, rows = _columns_of(grid, block, anchor)
    columns = {one.name: one for one in grid.model.columns if one.editable}
    for cells in rows:
        values: dict[str, object] = {}
        asli: dict[str, str] = {}
        for name, cell in zip(names, cells, strict=False):
            if name not in columns or not cell.strip():
                continue
            found = isian.read_cell(kata, columns[name], cell, today)
            if found.problem:
                asli[name] = cell.strip()
            elif found.value not in (None, ""):
                values[name] = found.value
        if values or asli:
            yield values, asli


def _columns_of(grid: Grid, block: Block, anchor: str) -> tuple[list[str], Sequence[Sequence[str]]]:
    shown = grid.model.columns
    known = {fold(one.label): one.name for one in shown} | {
        fold(field_name(one.name)): one.name for one in shown
    }
    known |= {fold(word): name for word, name in _HEADINGS.items()}
    named = [known.get(fold(cell), "") for cell in block[0]]
    if sum(bool(one) for one in named) * 2 > len(named):
        return named, block[1:]
    names = [one.name for n, one in enumerate(shown) if not grid.view.isColumnHidden(n)]
    first = names.index(anchor) if anchor in names else 0
    return names[first:], block


_HEADINGS: Mapping[str, str] = {
    "nama lengkap": "nama",
    "jenis kelamin": "jk",
    "l/p": "jk",
    "jk": "jk",
    "tgl lahir": "tanggal_lahir",
    "status hubungan": "shdk",
    "hubungan keluarga": "shdk",
    "status perkawinan": "status_kawin",
    "jenis pekerjaan": "pekerjaan",
    "ayah": "nama_ayah",
    "ibu": "nama_ibu",
}
"""Headings of a KK beside our own labels."""

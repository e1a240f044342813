"""A block from Excel, laid over a table of a form: by headings and row names, else from the cell on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desa_desktop.ui.kit.clipboard import Block
from desa_desktop.ui.kit.kinds import fold

HALF = 2


@dataclass(frozen=True, slots=True)
class Letak:
    """Where each cell of a block goes: (row from 0, column name, text); how many found no place."""

    sel: tuple[tuple[int, str, str], ...]
    lewat: int = 0


def lay(
    block: Block,
    at: tuple[int, str],
    columns: Sequence[tuple[str, str]],
    rows: Sequence[str],
    most: int | None,
) -> Letak:
    """Lay a block over a table.

    `columns` are name and heading from left to right, those that can be typed. `at` is the row and column
    with the cursor; `rows` are the words of rows that are known by them (else empty), `most` how many rows
    there can be (None: as many as come). A first line of headings, and a first column of row names, lead
    the rest to its place.
    """
    headed = _by_heading(block[0], columns)
    lines = block[1:] if headed else block
    names = [name for name, _label in columns]
    known = {fold(label): number for number, label in enumerate(rows) if label}
    keys = next((place for place in range(len(block[0])) if _are_rows(lines, place, known)), None)
    if headed is None:
        first = names.index(at[1]) if at[1] in names else 0
        free = [place for place in range(len(block[0])) if keys is None or place > keys]
        headed = dict(zip(free, names[first:], strict=False))
    found, left = [], 0
    width = len([place for place in range(len(block[0])) if keys is None or place > keys])
    for step, line in enumerate(lines):
        number = at[0] + step if keys is None else known.get(fold(line[keys]), -1)
        if number < 0 or (most is not None and number >= most):
            left += sum(bool(cell) for place, cell in enumerate(line) if place != keys)
            continue
        found += [
            (number, headed[place], cell) for place, cell in enumerate(line) if place in headed and cell
        ]
        left += sum(bool(cell) for cell in line[len(line) - width :][len(headed) :]) if keys is None else 0
    return Letak(tuple(found), left)


def _by_heading(line: Sequence[str], columns: Sequence[tuple[str, str]]) -> dict[int, str] | None:
    """The columns a line of headings names; None when it is no such line."""
    known = {fold(label): name for name, label in columns}
    found = {place: known[fold(cell)] for place, cell in enumerate(line) if cell and fold(cell) in known}
    written = sum(bool(cell) for cell in line)
    return found if found and len(found) * HALF >= written else None


def _are_rows(lines: Block, place: int, known: Mapping[str, int]) -> bool:
    """Whether this column of the block holds the names of rows."""
    cells = [fold(line[place]) for line in lines if line[place]]
    return bool(cells) and sum(cell in known for cell in cells) * HALF >= len(cells)

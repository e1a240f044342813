"""How wide the columns of a table must be so that no amount, day or number is cut in two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from desa_desktop.documents.blocks import Cell, Column, Row, Table
from desa_desktop.domain.wording import show_date_short, show_number

_SPARE = 0.4  # how much of its width a column may give to one that needs it
_FIGURES = re.compile(r"[0-9][0-9.,:/-]*")


def figures(table: Table) -> list[str]:
    """For each column the longest text of figures in it, as it is written; "" for a column without any."""
    found = [""] * len(table.columns)
    for place, cell in _cells(table):
        text = _written(cell, table.columns[place])
        if len(text) > len(found[place]):
            found[place] = text
    return found


def fitted(widths: Sequence[float], needs: Sequence[float]) -> list[float]:
    """Widths of the same sum that give each column what it needs, as far as the others can spare it."""
    lacks = [max(0.0, need - width) for width, need in zip(widths, needs, strict=True)]
    spare = [
        max(0.0, width - max(need, width * (1 - _SPARE))) for width, need in zip(widths, needs, strict=True)
    ]
    missing, room = sum(lacks), sum(spare)
    if not missing or not room:
        return list(widths)
    given = min(missing, room)
    return [
        width + lack * given / missing - free * given / room
        for width, lack, free in zip(widths, lacks, spare, strict=True)
    ]


def _cells(table: Table) -> Iterator[tuple[int, Cell]]:
    for row in table.rows:
        if isinstance(row, Row):
            for cells in (row.cells, *row.further):
                yield from enumerate(cells)
        else:
            yield from row.values


def _written(cell: Cell, column: Column) -> str:
    match cell:
        case bool():
            return ""
        case int() | Decimal():
            return show_number(cell, decimals=column.decimals)
        case date():
            return show_date_short(cell)
        case str() if _FIGURES.fullmatch(cell):
            return cell
        case _:
            return ""

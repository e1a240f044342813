"""The heading of a table as merged cells, the same for every writer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from desa_desktop.documents.blocks import Column


@dataclass(frozen=True, slots=True)
class HeadCell:
    """One cell of a heading: columns `first` up to `last`, rows `top` up to `bottom`, the ends left out."""

    text: str
    first: int
    last: int
    top: int
    bottom: int


def heading(columns: Sequence[Column]) -> tuple[tuple[HeadCell, ...], int]:
    """The cells from left to right, each group before what stands under it, and how many rows they need."""
    titled = [column for column in columns if column.group and column.title]
    depth = 3 if any(column.subgroup for column in titled) else 2 if titled else 1
    return tuple(_cells(columns, depth)), depth


def _cells(columns: Sequence[Column], depth: int) -> Iterator[HeadCell]:
    first = 0
    while first < len(columns):
        group = columns[first].group
        last = _end(columns, first, lambda column: column.group) if group else first + 1
        if not group or not any(column.title for column in columns[first:last]):
            yield HeadCell(group or columns[first].title, first, last, 0, depth)
        else:
            yield HeadCell(group, first, last, 0, 1)
            yield from _below(columns, first, last, depth)
        first = last


def _below(columns: Sequence[Column], first: int, last: int, depth: int) -> Iterator[HeadCell]:
    """The titles under one group, those of a subgroup under its own cell."""
    while first < last:
        subgroup = columns[first].subgroup
        if not subgroup:
            yield HeadCell(columns[first].title, first, first + 1, 1, depth)
            first += 1
            continue
        end = min(last, _end(columns, first, lambda column: column.subgroup))
        yield HeadCell(subgroup, first, end, 1, 2)
        yield from (HeadCell(columns[place].title, place, place + 1, 2, depth) for place in range(first, end))
        first = end


def _end(columns: Sequence[Column], first: int, word: Callable[[Column], str]) -> int:
    """One past the last neighbour with the same word."""
    end = first + 1
    while end < len(columns) and word(columns[end]) == word(columns[first]):
        end += 1
    return end

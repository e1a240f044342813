"""What a kiriman carries, as the slips that go along with it say it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from desa_desktop.documents.blocks import Column, Kind, Row, Table

_MOST_LINES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisIsi:
    """How many dokumen of one jenis and state travel."""

    dokumen: str
    keadaan: str
    jumlah: int


def contents(rows: Sequence[BarisIsi]) -> Table:
    """How many dokumen of which jenis and state; past a dozen lines one line a jenis, to stay short."""
    columns = (
        Column("No", 10, Kind.CENTRED),
        Column("Dokumen", 72),
        Column("Keadaan", 63),
        Column("Jumlah", 20, Kind.NUMBER),
    )
    told = [(one.dokumen, one.keadaan, one.jumlah) for one in rows]
    if len(told) > _MOST_LINES:
        told = [_together(dokumen, rows) for dokumen in dict.fromkeys(one.dokumen for one in rows)]
    lines = [Row((place, *one)) for place, one in enumerate(told, 1)]
    return Table(columns, tuple(lines), sheet="Isi", size=8.0)


def _together(dokumen: str, rows: Sequence[BarisIsi]) -> tuple[str, str, int]:
    states: Counter[str] = Counter()
    for one in rows:
        if one.dokumen == dokumen:
            states[one.keadaan] += one.jumlah
    if len(states) == 1:
        return dokumen, next(iter(states)), states.total()
    return dokumen, ", ".join(f"{number} {state}" for state, number in states.items()), states.total()

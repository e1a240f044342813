"""One cell of a pasted table: what it says as text, and what could not be understood about it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import TypeAlias

from desa_desktop.domain.teks import squeeze
from desa_desktop.domain.wording import show_date_short, show_number, show_time

Cell: TypeAlias = str | int | float | bool | Decimal | date | time | None
Nilai: TypeAlias = object
NOT_COUNTED = "#RUMUS?"  # a formula whose result no program has stored, as `sheets` marks it
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")  # come along from a web page
_SIGN = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|RUMUS\?|GETTING_DATA|SPILL!|CALC!)")


@dataclass(frozen=True, slots=True)
class Masalah:
    """What is odd about a cell: `kolom` is the field, `nilai` the text of the cell, `aturan` a code.

    `usul` is what was probably meant, as people would write it; `nilai_usul` are the values to set if
    the person agrees (field -> value). Both are empty when nobody can know.
    """

    kolom: str
    nilai: str
    aturan: str
    teks: str
    usul: str = ""
    nilai_usul: Mapping[str, Nilai] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bacaan:
    """What came out of one cell: values by field, or the text kept by field, and the problems."""

    nilai: Mapping[str, Nilai] = field(default_factory=dict)
    teks_asli: Mapping[str, str] = field(default_factory=dict)
    masalah: tuple[Masalah, ...] = ()


def cell_text(cell: Cell) -> str:
    """The cell as people would write it: numbers with a comma, dates day first, blanks squeezed.

    A lone dash stands for nothing.
    """
    if cell is None:
        return ""
    if type(cell) is int and 0 <= cell < 1000:  # most numbers of a list of thousands
        return str(cell)
    if isinstance(cell, bool):
        return "ya" if cell else "tidak"
    if isinstance(cell, str):
        text = squeeze(cell if cell.isascii() else _UNSEEN.sub("", cell))
        return "" if text in {"-", "–", "—"} else text
    if isinstance(cell, datetime):
        return show_date_short(cell.date())
    if isinstance(cell, date):
        return show_date_short(cell)
    if isinstance(cell, time):
        return show_time(cell)
    exact = cell_number(cell)
    return show_number(exact) if exact is not None else str(cell)


def cell_number(cell: Cell) -> Decimal | None:
    """The exact number of a cell that Excel stored as a number; None for text and dates."""
    if isinstance(cell, bool) or not isinstance(cell, int | float | Decimal):
        return None
    exact = Decimal(str(cell))
    if not exact.is_finite():
        return None
    return exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact.normalize()


def is_sign(text: str) -> bool:
    """Whether the text stands for a formula without a result: an error, or one that was never counted."""
    return text.startswith("#") and _SIGN.fullmatch(text.strip()) is not None

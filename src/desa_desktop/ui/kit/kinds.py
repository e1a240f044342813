"""The kinds of values a person types: how each is shown, read, and offered for choice.

Numbers, money and dates are understood by `domain.wording`; nothing here asks Qt or Windows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import Enum

from desa_desktop.domain.wording import (
    Reading,
    read_date,
    read_integer,
    read_money,
    read_percent,
    read_quantity,
    read_time,
    show_date,
    show_date_short,
    show_money,
    show_number,
    show_percent,
    show_time,
)
from desa_desktop.i18n import _


class Kind(Enum):
    """What a field or column holds. The Python type of its value stands behind each."""

    TEXT = "teks"  # str
    MULTILINE = "paragraf"  # str with line breaks
    MONEY = "uang"  # int rupiah
    INTEGER = "bilangan"  # int
    QUANTITY = "volume"  # Decimal, at most three decimals
    PERCENT = "persen"  # Decimal
    DATE = "tanggal"  # datetime.date
    TIME = "jam"  # datetime.time
    CHOICE = "pilihan"  # the value of a Choice
    MANY = "beberapa"  # tuple of values of Choices
    TICK = "centang"  # bool


NUMBERS = frozenset({Kind.MONEY, Kind.INTEGER, Kind.QUANTITY, Kind.PERCENT})


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a choice: what is stored, what is read, and a short note beside it."""

    value: object
    label: str
    note: str = ""


Choices = Sequence[Choice] | Callable[[], Sequence[Choice]]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What is typed in one place: a field of a form or a column of a grid.

    `label` is what people read, `hint` one grey line below it; `free` allows a choice outside the list;
    `earlier` gives values typed here before, for completion.
    """

    name: str
    label: str
    kind: Kind = Kind.TEXT
    wajib: bool = False
    choices: Choices = ()
    free: bool = False
    earlier: Callable[[], Sequence[str]] | None = None
    hint: str = ""

    def read(self, text: str, today: Callable[[], date] | None) -> Reading[object]:
        """The value meant by a typed text. A required entry may be empty: drafts are always allowed."""
        return read_value(self.kind, text, today=today, choices=self.choices, free=self.free)

    def show(self, value: object, *, long: bool = False) -> str:
        """The value as text, see `show_value`."""
        return show_value(self.kind, value, self.choices, long=long)


def choices_of(choices: Choices) -> Sequence[Choice]:
    """The lines of a choice now (a callable is asked each time)."""
    return choices() if callable(choices) else choices


def fold(text: str) -> str:
    """A text as it is compared when searching: no case, no points, single blanks (ux.md 3.7)."""
    whole = re.sub(r"(?<=\d)\.(?=\d{3}(?!\d))", "", text)  # 2.000.000 is one word
    return re.sub(r"\s+", " ", re.sub(r"[.,;:()/\-]", " ", whole)).strip().casefold()


def matches(needle: str, haystack: str) -> bool:
    """Whether each word of `needle` occurs in `haystack`, in any order; both already folded.

    Digits must begin a word: `02` finds `RT 02` and not every date of 2027.
    """
    padded = f" {haystack}"
    return all((f" {word}" if word.isdigit() else word) in padded for word in needle.split(" "))


def show_value(kind: Kind, value: object, choices: Choices = (), *, long: bool = False) -> str:
    """A value as it stands in a table, or `long` as it stands in a form; None is an empty text."""
    if value is None:
        return ""
    match kind:
        case Kind.MONEY if isinstance(value, int):
            return show_money(value)
        case Kind.INTEGER | Kind.QUANTITY if isinstance(value, int | Decimal):
            return show_number(value)
        case Kind.PERCENT if isinstance(value, int | Decimal):
            return show_percent(value)
        case Kind.DATE if isinstance(value, date):
            return show_date(value) if long else show_date_short(value)
        case Kind.TIME if isinstance(value, time):
            return show_time(value)
        case Kind.CHOICE:
            return _label(value, choices)
        case Kind.MANY if isinstance(value, tuple | list | frozenset):
            return ", ".join(_label(one, choices) for one in value)
        case Kind.TICK:
            return _("ya") if value else ""
        case _:
            return str(value)


def read_value(
    kind: Kind,
    text: str,
    *,
    today: Callable[[], date] | None = None,
    choices: Choices = (),
    free: bool = False,
    wajib: bool = False,
) -> Reading[object]:
    """The value meant by a typed or pasted text; `free` lets a choice hold what no list knows.

    The value of an empty text is "" for texts, () for MANY, False for TICK, else None. Raises
    ValueError for a date without `today`.
    """
    match kind:
        case Kind.MONEY:
            return _any(read_money(text, required=wajib))
        case Kind.INTEGER:
            return _any(read_integer(text, required=wajib))
        case Kind.QUANTITY:
            return _any(read_quantity(text, required=wajib))
        case Kind.PERCENT:
            return _any(read_percent(text, required=wajib))
        case Kind.DATE:
            if today is None:
                raise ValueError("a date needs today")
            return _any(read_date(text, today(), required=wajib))
        case Kind.TIME:
            return _any(read_time(text, required=wajib))
        case Kind.CHOICE:
            return _read_choice(text, choices, free=free, wajib=wajib)
        case Kind.MANY:
            return _read_many(text, choices, free=free)
        case Kind.TICK:
            return Reading(fold(text) in ("ya", "y", "x", "v", "1", "true", "benar"))
        case Kind.MULTILINE:
            clean = "\n".join(line.rstrip() for line in text.strip().splitlines())
            return _required(clean, wajib)
        case _:
            return _required(re.sub(r"\s+", " ", text).strip(), wajib)


def empty_of(kind: Kind) -> object:
    """The value of a cleared field."""
    match kind:
        case Kind.TEXT | Kind.MULTILINE:
            return ""
        case Kind.MANY:
            return ()
        case Kind.TICK:
            return False
        case _:
            return None


def _required(text: str, wajib: bool) -> Reading[object]:
    if wajib and not text:
        return Reading("", _("Isian ini wajib sebelum ditandai selesai."), "K-120")
    return Reading(text)


def _any(reading: Reading[int] | Reading[Decimal] | Reading[date] | Reading[time]) -> Reading[object]:
    return Reading(reading.value, reading.problem, reading.code, reading.suggestion)


def _label(value: object, choices: Choices) -> str:
    return next((one.label for one in choices_of(choices) if one.value == value), str(value or ""))


def _read_choice(text: str, choices: Choices, *, free: bool, wajib: bool) -> Reading[object]:
    clean = text.strip()
    if not clean:
        return Reading(None, _("Pilih satu dari daftar."), "K-120") if wajib else Reading(None)
    wanted, known = fold(clean), choices_of(choices)
    for one in known:
        if wanted in (fold(one.label), fold(str(one.value))):
            return Reading(one.value)
    near = [one for one in known if fold(one.label).startswith(wanted)] or [
        one for one in known if matches(wanted, fold(f"{one.label} {one.note}"))
    ]
    if free:
        return Reading(clean)
    if len(near) == 1:
        return Reading(near[0].value)
    if near:
        some = ", ".join(one.label for one in near[:3])
        return Reading(
            None, _("Ada beberapa yang cocok: {pilihan}. Pilih satu.").format(pilihan=some), "K-121"
        )
    return Reading(
        None, _("“{teks}” tidak ada di daftar. Pilih satu dari daftar.").format(teks=clean), "K-122"
    )


def _read_many(text: str, choices: Choices, *, free: bool) -> Reading[object]:
    values: list[object] = []
    for part in re.split(r"[,;]", text):
        if not part.strip():
            continue
        one = _read_choice(part, choices, free=free, wajib=False)
        if one.problem:
            return Reading(None, one.problem, one.code)
        if one.value not in values:
            values.append(one.value)
    return Reading(tuple(values))

"""What an answer is worth in a calculation: exact numbers, dates, words, and nothing at all.

Meaning where engines differ is ux.md 7.3: an empty answer in arithmetic gives empty; a comparison
by size with an empty answer is undecided (neither true nor false), so a constraint that looks at
an answer not yet given accuses nobody.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from typing import TypeAlias

Scalar: TypeAlias = Decimal | str | bool | dt.date | dt.datetime | dt.time | None
Value: TypeAlias = Scalar | tuple[Scalar, ...]  # a tuple is one column of a table, row by row

ARITHMETIC = Context(
    prec=34, rounding=ROUND_HALF_EVEN, Emax=400, Emin=-400, traps=[Overflow, InvalidOperation, DivisionByZero]
)
EPOCH = dt.date(1970, 1, 1)
_NUMBER = re.compile(r"[+-]?(?:\d{1,30}(?:\.\d{0,30})?|\.\d{1,30})\Z", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:\Z|[T ]\d)", re.ASCII)
_SECONDS = Decimal(86_400)


def scalar(value: Value) -> Scalar:
    """One value; of a column the first row, as XPath has it."""
    if isinstance(value, tuple):
        return value[0] if value else None
    return value


def is_empty(value: Value) -> bool:
    """Whether there is no answer. Zero and false are answers."""
    return value is None or value == "" or value == ()


def parse_number(text: str) -> Decimal | None:
    """A number written with a point, without exponent; None for anything else."""
    text = text.strip()
    return Decimal(text) if _NUMBER.match(text) else None


def parse_date(text: str) -> dt.date | None:
    """The date of an ISO date or moment; None for anything else."""
    if not _DAY.match(text):  # the calendar of weeks (2026-W01-1) is ISO too, and nobody means it
        return None
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        return None


def number(value: Value) -> Decimal | None:
    """The value as a number: dates count days since 1970, words only if they are written digits."""
    value = scalar(value)
    match value:
        case None:
            return None
        case bool():
            return Decimal(int(value))
        case Decimal():
            return value
        case str():
            return parse_number(value)
        case dt.datetime():
            return days(value)
        case dt.date():
            return Decimal((value - EPOCH).days)
    return None


def days(moment: dt.datetime) -> Decimal:
    """Days since 1970 with the part of the day, by the clock the moment shows."""
    seconds = Decimal(moment.hour * 3600 + moment.minute * 60 + moment.second)
    return Decimal((moment.date() - EPOCH).days) + ARITHMETIC.divide(seconds, _SECONDS)


def text(value: Value) -> str:
    """The value as the template's author would write it: no exponent, dates ISO, empty as ''."""
    value = scalar(value)
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            shown = format(ARITHMETIC.normalize(value), "f")
            return "0" if shown == "-0" else shown
        case str():
            return value
        case dt.time():
            return value.isoformat("minutes")
    return value.isoformat()


def truth(value: Value) -> bool:
    """Whether a relevance or condition holds; undecided counts as no."""
    value = scalar(value)
    match value:
        case None:
            return False
        case Decimal():
            return value != 0
        case str():
            return value != ""
        case bool():
            return value
    return True


def as_date(value: Value) -> dt.date | None:
    """The value as a date: a date, a moment's date, an ISO text, or days since 1970."""
    value = scalar(value)
    match value:
        case dt.datetime():
            return value.date()
        case dt.date():
            return value
        case str():
            return parse_date(value)
        case Decimal():
            return shift(EPOCH, value)
    return None


def shift(start: dt.date, by: Decimal) -> dt.date | None:
    """The date so many whole days later; None outside the calendar."""
    try:
        return start + dt.timedelta(days=int(by))
    except OverflowError:
        return None


def equal(left: Value, right: Value) -> bool:
    """`=`: as dates if one is a date, as numbers if one is a number, otherwise as words."""
    left, right = scalar(left), scalar(right)
    if is_empty(left) or is_empty(right):
        return is_empty(left) and is_empty(right)
    if isinstance(left, bool) or isinstance(right, bool):
        return _as_truth(left) == _as_truth(right)
    if isinstance(left, dt.date) or isinstance(right, dt.date):
        return order(left, right) == 0
    if isinstance(left, Decimal) or isinstance(right, Decimal):
        return number(left) == number(right)  # one of them is a number, so two Nones cannot meet
    return text(left) == text(right)


def _as_truth(value: Scalar) -> bool:
    if isinstance(value, str) and value in {"true", "false"}:
        return value == "true"
    return truth(value)


def order(left: Value, right: Value) -> int | None:
    """-1, 0 or 1 as left is smaller, equal or larger; None when that cannot be said."""
    left, right = scalar(left), scalar(right)
    if is_empty(left) or is_empty(right):
        return None
    if isinstance(left, dt.datetime) and isinstance(right, dt.datetime):
        return _sign(days(left), days(right))
    if isinstance(left, dt.time) or isinstance(right, dt.time):
        return _sign_of_text(text(left)[:5].replace(".", ":"), text(right)[:5].replace(".", ":"))
    if _is_calendar(left) and _is_calendar(right):
        one_day, other_day = as_date(left), as_date(right)
        return None if one_day is None or other_day is None else _sign_of_day(one_day, other_day)
    one, other = number(left), number(right)
    return None if one is None or other is None else _sign(one, other)


def _is_calendar(value: Scalar) -> bool:
    return isinstance(value, dt.date) or (isinstance(value, str) and parse_date(value) is not None)


def _sign(one: Decimal, other: Decimal) -> int:
    return (one > other) - (one < other)


def _sign_of_day(one: dt.date, other: dt.date) -> int:
    return (one > other) - (one < other)


def _sign_of_text(one: str, other: str) -> int:
    return (one > other) - (one < other)

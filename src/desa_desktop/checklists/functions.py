"""The words of a template's calculations: one row for each function of ux.md 7.3, nothing else."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal, Overflow

from desa_desktop.checklists import values
from desa_desktop.checklists.pattern import LONGEST_TEXT, compile_pattern
from desa_desktop.checklists.values import ARITHMETIC, Scalar, Value

TABLES: Mapping[str, tuple[str, ...]] = {  # the lists made from Data Desa, with what they say of each row
    "dusun": ("name", "label", "kepala"),
    "rt": ("name", "label", "dusun", "rw", "rt"),
    "perangkat": ("name", "label", "jabatan"),
    "tokoh": ("name", "label"),
}
LOOKUPS = ("pertumbuhan",)  # worked out from shipped standards, not looked up in a list; for pulldata alone
LONGEST_RESULT = 10_000
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
_WEEKDAYS = ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min")
_NAMESPACE = uuid.UUID("5b0f4a52-6c39-4c0e-9e0c-2f4b7d5c9a11")


@dataclass(frozen=True, slots=True)
class Context:
    """What a form knows besides its answers. All of it comes from outside, so the same form gives
    the same result.

    `tables` are the lists made from Data Desa, by the names in TABLES, each row a mapping of
    column to text; `record` is the id of the filled form, from which uuid() is derived. `lookups` answer
    pulldata for the names in LOOKUPS: (column, key) to a text.
    """

    today: dt.date | None = None
    now: dt.datetime | None = None
    username: str = ""
    record: str = ""
    tables: Mapping[str, Sequence[Mapping[str, str]]] = field(default_factory=dict)
    lookups: Mapping[str, Callable[[str, str], str | None]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Function:
    """How many arguments a function takes (`most` None: any number) and what it does with them.

    `takes_column`: which arguments may be a whole column of a table ("all", "first", "after first").
    `run` is None for functions that decide themselves which argument to look at; evaluation.py
    has those.
    """

    least: int
    most: int | None
    run: Callable[[Context, Sequence[Value]], Value] | None
    takes_column: str = ""


def _selected(_context: Context, arguments: Sequence[Value]) -> Value:
    return values.text(arguments[1]) in values.text(arguments[0]).split()


def _selected_at(_context: Context, arguments: Sequence[Value]) -> Value:
    chosen, place = values.text(arguments[0]).split(), values.number(arguments[1])
    if place is None or not 0 <= place < len(chosen):
        return None
    return chosen[int(place)]


def _count_selected(_context: Context, arguments: Sequence[Value]) -> Value:
    return Decimal(len(values.text(arguments[0]).split()))


def flat(arguments: Sequence[Value]) -> list[Scalar]:
    """All values in order, columns opened."""
    found: list[Scalar] = []
    for argument in arguments:
        if isinstance(argument, tuple):
            found.extend(argument)
        else:
            found.append(argument)
    return found


def _numbers(arguments: Sequence[Value]) -> list[Decimal]:
    return [value for one in flat(arguments) if (value := values.number(one)) is not None]


def _concat(_context: Context, arguments: Sequence[Value]) -> Value:
    return "".join(values.text(one) for one in flat(arguments))


def _join(_context: Context, arguments: Sequence[Value]) -> Value:
    return values.text(arguments[0]).join(values.text(one) for one in flat(arguments[1:]))


def _string_length(_context: Context, arguments: Sequence[Value]) -> Value:
    return Decimal(len(values.text(arguments[0])))


def _substr(_context: Context, arguments: Sequence[Value]) -> Value:
    whole = values.text(arguments[0])
    places = [values.number(one) for one in arguments[1:]]
    if any(place is None or abs(place) > LONGEST_RESULT for place in places):
        return None
    ends = [int(place) for place in places if place is not None]
    return whole[ends[0] : ends[1]] if len(ends) == 2 else whole[ends[0] :]


def _contains(_context: Context, arguments: Sequence[Value]) -> Value:
    return values.text(arguments[1]) in values.text(arguments[0])


def _starts_with(_context: Context, arguments: Sequence[Value]) -> Value:
    return values.text(arguments[0]).startswith(values.text(arguments[1]))


def _ends_with(_context: Context, arguments: Sequence[Value]) -> Value:
    return values.text(arguments[0]).endswith(values.text(arguments[1]))


def _regex(_context: Context, arguments: Sequence[Value]) -> Value:
    """Whether the whole text fits; undecided for an empty text or one beyond 200 letters."""
    whole = values.text(arguments[0])
    if not whole or len(whole) > LONGEST_TEXT:
        return None
    return compile_pattern(values.text(arguments[1])).matches(whole)


def _normalize_space(_context: Context, arguments: Sequence[Value]) -> Value:
    return " ".join(values.text(arguments[0]).split())


def _translate(_context: Context, arguments: Sequence[Value]) -> Value:
    whole, old, new = (values.text(one) for one in arguments)
    table: dict[int, str | None] = {}
    for place, letter in enumerate(old):
        table.setdefault(ord(letter), new[place] if place < len(new) else None)
    return whole.translate(table)


def _number(_context: Context, arguments: Sequence[Value]) -> Value:
    return values.number(arguments[0])


def _int(_context: Context, arguments: Sequence[Value]) -> Value:
    value = values.number(arguments[0])
    return None if value is None else value.to_integral_value(ROUND_DOWN)


def _round(_context: Context, arguments: Sequence[Value]) -> Value:
    """Half away from zero, as on paper; a negative number of digits rounds to tens, hundreds …"""
    value = values.number(arguments[0])
    digits = values.number(arguments[1]) if len(arguments) == 2 else Decimal(0)
    if value is None or digits is None or abs(digits) > 30:
        return None
    step = Decimal(1).scaleb(-int(digits))
    try:
        whole = ARITHMETIC.divide(value, step).to_integral_value(ROUND_HALF_UP)
        return ARITHMETIC.multiply(whole, step)
    except Overflow:
        return None


def _abs(_context: Context, arguments: Sequence[Value]) -> Value:
    value = values.number(arguments[0])
    return None if value is None else value.copy_abs()


def _min(_context: Context, arguments: Sequence[Value]) -> Value:
    return min(_numbers(arguments), default=None)


def _max(_context: Context, arguments: Sequence[Value]) -> Value:
    return max(_numbers(arguments), default=None)


def _sum(_context: Context, arguments: Sequence[Value]) -> Value:
    """Empties are skipped; a sum of nothing but empties is empty, because zero is an answer."""
    found = _numbers(arguments)
    total = Decimal(0)
    for one in found:
        total = ARITHMETIC.add(total, one)
    return total if found else None


def _count(_context: Context, arguments: Sequence[Value]) -> Value:
    return Decimal(sum(not values.is_empty(one) for one in flat(arguments)))


def _today(context: Context, _arguments: Sequence[Value]) -> Value:
    return context.today


def _now(context: Context, _arguments: Sequence[Value]) -> Value:
    return context.now


def _date(_context: Context, arguments: Sequence[Value]) -> Value:
    return values.as_date(arguments[0])


def _decimal_date_time(_context: Context, arguments: Sequence[Value]) -> Value:
    value = values.scalar(arguments[0])
    if isinstance(value, str):
        try:
            value = dt.datetime.fromisoformat(value)
        except ValueError:
            return None
    return values.number(value) if isinstance(value, dt.date) else None


def _format_date(_context: Context, arguments: Sequence[Value]) -> Value:
    """The XLSForm codes of a date or moment; month and weekday names in Indonesian."""
    given = values.scalar(arguments[0])
    day = values.as_date(given)
    if day is None:
        return None
    clock = given.time() if isinstance(given, dt.datetime) else dt.time()
    codes = {
        "Y": f"{day.year:04d}",
        "y": f"{day.year % 100:02d}",
        "m": f"{day.month:02d}",
        "n": str(day.month),
        "b": _MONTHS[day.month - 1],
        "d": f"{day.day:02d}",
        "e": str(day.day),
        "a": _WEEKDAYS[day.weekday()],
        "H": f"{clock.hour:02d}",
        "h": str(clock.hour),
        "M": f"{clock.minute:02d}",
        "S": f"{clock.second:02d}",
        "3": "000",
        "%": "%",
    }
    pieces = values.text(arguments[1]).split("%")
    shown, place = [pieces[0]], 1
    while place < len(pieces):
        piece = pieces[place]
        if piece:
            shown.append(codes.get(piece[0], "%" + piece[0]) + piece[1:])
        elif place + 1 < len(pieces):  # "%%"
            place += 1
            shown.append("%" + pieces[place])
        place += 1
    return "".join(shown)


def _true(_context: Context, _arguments: Sequence[Value]) -> Value:
    return True


def _false(_context: Context, _arguments: Sequence[Value]) -> Value:
    return False


def _not(_context: Context, arguments: Sequence[Value]) -> Value:
    return not values.truth(arguments[0])


def _boolean_from_string(_context: Context, arguments: Sequence[Value]) -> Value:
    return values.text(arguments[0]).strip() in {"1", "true"}


def table_name(file: str) -> str:
    """`dusun` of `dusun.csv` or `dusun`."""
    return file.strip().lower().removesuffix(".csv")


def _pulldata(context: Context, arguments: Sequence[Value]) -> Value:
    file, wanted, key_column, key = (values.text(one) for one in arguments)
    lookup = context.lookups.get(table_name(file))
    if lookup is not None:
        return lookup(wanted, key) or None
    for row in context.tables.get(table_name(file), ()):
        if key and row.get(key_column, "") == key:
            return row.get(wanted) or None
    return None


def _uuid(context: Context, arguments: Sequence[Value]) -> Value:
    """Always the same for one filled form, so that computing twice changes nothing."""
    if not context.record:
        return None
    return str(uuid.uuid5(_NAMESPACE, context.record + "".join(values.text(one) for one in arguments)))


FUNCTIONS: Mapping[str, Function] = {
    "if": Function(3, 3, None),
    "coalesce": Function(2, None, None),
    "once": Function(1, 1, None),
    "position": Function(1, 1, None),
    "indexed-repeat": Function(3, 3, None, "all"),
    "jr:choice-name": Function(2, 2, None),
    "selected": Function(2, 2, _selected),
    "selected-at": Function(2, 2, _selected_at),
    "count-selected": Function(1, 1, _count_selected),
    "concat": Function(1, None, _concat, "all"),
    "join": Function(2, None, _join, "after first"),
    "string-length": Function(1, 1, _string_length),
    "substr": Function(2, 3, _substr),
    "contains": Function(2, 2, _contains),
    "starts-with": Function(2, 2, _starts_with),
    "ends-with": Function(2, 2, _ends_with),
    "regex": Function(2, 2, _regex),
    "normalize-space": Function(1, 1, _normalize_space),
    "translate": Function(3, 3, _translate),
    "number": Function(1, 1, _number),
    "int": Function(1, 1, _int),
    "round": Function(1, 2, _round),
    "abs": Function(1, 1, _abs),
    "min": Function(1, None, _min, "all"),
    "max": Function(1, None, _max, "all"),
    "sum": Function(1, None, _sum, "all"),
    "count": Function(1, 1, _count, "all"),
    "count-non-empty": Function(1, 1, _count, "all"),
    "today": Function(0, 0, _today),
    "now": Function(0, 0, _now),
    "date": Function(1, 1, _date),
    "format-date": Function(2, 2, _format_date),
    "decimal-date-time": Function(1, 1, _decimal_date_time),
    "true": Function(0, 0, _true),
    "false": Function(0, 0, _false),
    "not": Function(1, 1, _not),
    "boolean-from-string": Function(1, 1, _boolean_from_string),
    "pulldata": Function(4, 4, _pulldata),
    "uuid": Function(0, 1, _uuid),
}

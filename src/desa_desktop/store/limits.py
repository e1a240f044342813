"""Holds every value that is about to be stored against what its column, and later a snapshot, can carry.

SQLite keeps a word in a column of numbers, and an amount of 2**60 rupiah lies there well until the day
the plan is sealed and the strict JSON of kiriman-format.md 12.2 has no room for it. So the person hears
of it in the cell that was typed, not months later at `Sahkan` or `Kirim`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from desa_desktop.domain.plain import KEY, NUMBER_LIMIT, TEXT_LIMIT, is_quantity
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _
from desa_desktop.store.mapping import KINDS, Kind
from desa_desktop.store.types import Exact, Json, JsonTuple

Check = Callable[[Any], bool]


def is_text(value: Any) -> bool:
    """Text that is not too long and can be written as UTF-8."""
    if not isinstance(value, str) or len(value) > TEXT_LIMIT:
        return False
    return value.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in value)


def _is_key(value: Any) -> bool:
    return isinstance(value, str) and KEY.fullmatch(value) is not None


def is_number(value: Any) -> bool:
    """A whole number that every reader of JSON keeps exactly."""
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= NUMBER_LIMIT


def is_exact(value: Any) -> bool:
    """A quantity with not too many digits."""
    return isinstance(value, Decimal) and is_quantity(value)


def is_tuple(value: Any) -> bool:
    """A list of values that can be carried."""
    return isinstance(value, tuple | list) and is_plain(value)


def is_plain(value: Any) -> bool:
    """Any value of JSON all of whose parts can be carried."""
    match value:
        case None | bool():
            return True
        case str():
            return is_text(value)
        case int():
            return is_number(value)
        case list() | tuple():
            return all(is_plain(one) for one in value)
        case Mapping():
            return all(_is_key(key) and is_plain(one) for key, one in value.items())
        case _:
            return False


def _check_of(column: sa.Column[Any]) -> Check | None:
    match column.type:
        case Exact():
            return is_exact
        case JsonTuple():
            return is_tuple
        case Json():
            return is_plain
        case sa.Integer():
            return is_number
        case sa.Text():
            return is_text
        case _:
            return None  # ids, enums, dates and moments refuse what they are not by themselves


def _checks(kind: Kind) -> list[tuple[str, Check]]:
    found = ((column.name, _check_of(column)) for column in kind.table.columns)
    return [(name, check) for name, check in found if check is not None]


_CHECKS: Mapping[type[Any], list[tuple[str, Check]]] = {cls: _checks(kind) for cls, kind in KINDS.items()}


def refuse_what_cannot_travel(record: object) -> None:
    """Raises InvalidInput naming every field of the record whose value is of another kind or too large."""
    wrong = [
        name
        for name, check in _CHECKS[type(record)]
        if (value := getattr(record, name)) is not None and not check(value)
    ]
    if wrong:
        raise cannot_travel(wrong)


def cannot_travel(names: Iterable[str]) -> InvalidInput:
    """The refusal of these fields."""
    sentence = _("Isian ini terlalu panjang, terlalu besar, atau berisi tanda yang tidak bisa disimpan.")
    return InvalidInput(dict.fromkeys(names, sentence))

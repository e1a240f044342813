"""Holds every value that is about to be stored against what its column, and later a snapshot, can carry.

SQLite keeps a word in a column of numbers, and an amount of 2**60 rupiah lies there well until the day
the plan is sealed and the strict JSON of kiriman-format.md 12.2 has no room for it. So the person hears
of it in the cell that was typed, not months later at `Sahkan` or `Kirim`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from desa_desktop.domain.plain import KEY, NUMBER_LIMIT, TEXT_LIMIT, is_quantity
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _
from desa_desktop.store.mapping import KINDS, Kind
from desa_desktop.store.types import Exact, Json, JsonTuple

Check = Callable[[Any], bool]


def _is_text(value: Any) -> bool:
    if not isinstance(value, str) or len(value) > TEXT_LIMIT:
        return False
    return value.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in value)


def _is_key(value: Any) -> bool:
    return isinstance(value, str) and KEY.fullmatch(value) is not None


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= NUMBER_LIMIT


def _is_exact(value: Any) -> bool:
    return isinstance(value, Decimal) and is_quantity(value)


def _is_tuple(value: Any) -> bool:
    return isinstance(value, tuple | list) and _is_plain(value)


def _is_plain(value: Any) -> bool:
    match value:
        case None | bool():
            return True
        case str():
            return _is_text(value)
        case int():
            return _is_number(value)
        case list() | tuple():
            return all(_is_plain(one) for one in value)
        case Mapping():
            return all(_is_key(key) and _is_plain(one) for key, one in value.items())
        case _:
            return False


def _check_of(column: sa.Column[Any]) -> Check | None:
    match column.type:
        case Exact():
            return _is_exact
        case JsonTuple():
            return _is_tuple
        case Json():
            return _is_plain
        case sa.Integer():
            return _is_number
        case sa.Text():
            return _is_text
        case _:
            return None  # ids, enums, dates and moments refuse what they are not by themselves


def _checks(kind: Kind) -> list[tuple[str, Check]]:
    found = ((column.name, _check_of(column)) for column in kind.table.columns)
    return [(name, check) for name, check in found if check is not None]


_CHECKS: Mapping[type[Any], list[tuple[str, Check]]] = {cls: _checks(kind) for cls, kind in KINDS.items()}


def refuse_what_cannot_travel(record: object) -> None:
    """Raises InvalidInput naming every field of the record whose value is of another kind or too large."""
    wrong = {
        name: _("Isian ini terlalu panjang, terlalu besar, atau berisi tanda yang tidak bisa disimpan.")
        for name, check in _CHECKS[type(record)]
        if (value := getattr(record, name)) is not None and not check(value)
    }
    if wrong:
        raise InvalidInput(wrong)

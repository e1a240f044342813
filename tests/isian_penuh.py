"""Every form filled the same way: each number three (or what its limit allows), the first choice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from desa_desktop.checklists import ROW_KEY, Group, Kind, Question, Scope, Template, evaluate
from desa_desktop.checklists import values as engine

NUMBERS = (Decimal(3), Decimal(2026), Decimal(100), Decimal(50), Decimal(27), Decimal(0))
WORDS = ("Tursino", "3306990101900001", "33069901")


def full_answers(template: Template, picked: int = 2, free: int = 2) -> dict[str, Any]:
    """Answers for every question a person answers; `picked` rows of each catalogue, `free` free rows."""
    return dict(_items(template.items, picked, free))


def _items(items: Sequence[Question | Group], picked: int, free: int) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for item in items:
        if isinstance(item, Question):
            if item.is_answerable:
                found.append((item.name, _answer(item)))
        elif not item.is_repeat:
            found += _items(item.items, picked, free)
        else:
            found.append((item.name, _rows(item, picked, free)))
    return found


def _rows(table: Group, picked: int, free: int) -> list[Mapping[str, Any]]:
    cells = dict(_items(table.items, picked, free))
    if table.row_kind == "tetap":
        return [{ROW_KEY: choice.name, **cells} for choice in table.catalogue]
    if table.row_kind == "pilih":
        return [{ROW_KEY: choice.name, **cells} for choice in table.catalogue[:picked]]
    return [dict(cells) for _row in range(free)]


def _answer(question: Question) -> Any:
    match question.kind:
        case Kind.INTEGER | Kind.DECIMAL:
            fitting = next(one for one in NUMBERS if _is_within(question, one))
            return int(fitting)
        case Kind.SELECT_ONE:
            return question.choices[0].name
        case Kind.SELECT_MULTIPLE:
            return [question.choices[0].name]
        case Kind.DATE:
            return "2026-01-15"
        case Kind.IMAGE:
            return "foto.jpg"
    return next(one for one in WORDS if _is_within(question, one))


def _is_within(question: Question, value: Any) -> bool:
    """Whether the limit of the question allows it; what it says of other answers is left open."""
    if question.constraint is None:
        return True
    verdict = evaluate(question.constraint, Scope(here=value)).value
    return verdict is None or engine.truth(verdict)

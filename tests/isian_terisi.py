"""Made-up answers to any checklist: every question has one, tables have rows of each kind."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from desa_desktop.checklists import ROW_KEY, Group, Kind, Question, Template
from desa_desktop.checklists.template import NUMERIC

_WORDS = ("Krajan", "Siti Aminah", "Baik dan terawat", "Jalan Desa 1, sebelah utara balai desa")


def fill(template: Template, seed: int = 1) -> dict[str, Any]:
    """Answers to nine of ten questions; the same seed gives the same answers."""
    return _level(template.items, Random(seed))


def _level(items: Sequence[Question | Group], random: Random) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for item in items:
        if isinstance(item, Question):
            answer = _answer(item, random) if item.is_answerable and not item.is_read_only else None
            if answer is not None and random.random() < 0.9:
                found[item.name] = answer
        elif not item.is_repeat:
            found.update(_level(item.items, random))
        elif item.catalogue:
            is_fixed = item.row_kind == "tetap"
            rows = [(one, _level(item.items, random)) for one in item.catalogue[: None if is_fixed else 5]]
            found[item.name] = [{ROW_KEY: one.name, **row} for one, row in rows if row or is_fixed]
        else:
            found[item.name] = [row for _n in range(3) if (row := _level(item.items, random))]
    return found


def _answer(question: Question, random: Random) -> Any:
    if question.kind is Kind.INTEGER:
        is_year = question.name.split("_")[0] == "tahun"
        return 2026 if is_year else random.choice((0, 1, 3, 12, 150, 1250))
    if question.kind in NUMERIC:
        return random.choice(("2.5", "12", "0.75", "1250.5"))
    if question.kind is Kind.SELECT_ONE and question.choices:
        return random.choice(question.choices).name
    if question.kind is Kind.SELECT_MULTIPLE and question.choices:
        return [one.name for one in question.choices[:2]]
    if question.kind is Kind.DATE:
        return f"2026-03-{random.randint(1, 28):02d}"
    return random.choice(_WORDS) if question.kind is Kind.TEXT else None

"""Changing a set of answers: a new form's first answers, one cell, Nihil, dropping what is not asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from desa_desktop.checklists import values
from desa_desktop.checklists.evaluation import Scope, evaluate
from desa_desktop.checklists.functions import Context
from desa_desktop.checklists.rows import TableRow, by_catalogue, is_absent, table_rows
from desa_desktop.checklists.state import ROW_KEY, Answers, Place, Plain, State, to_plain
from desa_desktop.checklists.template import NUMERIC, Group, Question, Template
from desa_desktop.checklists.typing_in import typed

_NOTHING = Context()


def initial_answers(template: Template, context: Context = _NOTHING) -> dict[str, Plain]:
    """The answers a new form begins with: its defaults, in form order, tables left out."""
    found: dict[str, Plain] = {}
    known: dict[str, values.Value] = {}
    for question in template.questions:
        if question.default is None or question.repeats or question.is_computed:
            continue
        value = evaluate(question.default, Scope(answers=known, context=context)).value
        if not values.is_empty(value):
            found[question.name] = to_plain(value)
            known[question.name] = typed(question, found[question.name])[0]
    return found


def put_answer(template: Template, answers: Answers, place: Place, answer: Plain) -> dict[str, Plain]:
    """The answers with one cell changed; an absent answer (None, blank text) removes the cell.

    Missing table rows before it are added empty. A table with a fixed catalogue is written whole,
    each row with its key. Nothing given is changed in place.
    """
    item = template.by_name[place.name]
    tables = [template.group(name) for name in item.repeats[: len(place.rows)]]
    return _put(answers, list(zip(tables, place.rows, strict=True)), place.name, answer)


def _put(answers: Answers, path: Sequence[tuple[Group, int]], name: str, answer: Plain) -> dict[str, Plain]:
    changed = dict(answers)
    if not path:
        if is_absent(answer):
            changed.pop(name, None)
        else:
            changed[name] = answer
        return changed
    (table, number), *rest = path
    rows = list(table_rows(changed.get(table.name)) or ())
    if table.row_kind == "tetap" and table.catalogue:
        rows = _keyed(table, rows)
    rows.extend({} for _missing in range(number + 1 - len(rows)))
    rows[number] = _put(rows[number], rest, name, answer)
    changed[table.name] = rows
    return changed


def _keyed(table: Group, rows: Sequence[TableRow]) -> list[TableRow]:
    known, aside = by_catalogue(rows, table.catalogue)
    return [
        *({ROW_KEY: choice.name, **row} for choice, row in zip(table.catalogue, known, strict=True)),
        *aside,
    ]


def fill_nihil(
    template: Template, answers: Answers, section: Group, state: State
) -> tuple[dict[str, Plain], list[Place]]:
    """`Nihil`: zero in every empty number of a section that is asked at present.

    Returns the new answers and the places that were filled, so that the caller can record who said
    so. Zero and empty are different answers. A number that cannot be read is left for a person.
    """
    places = nihil_places(state, section)
    filled = dict(answers)
    for place in places:
        filled = put_answer(template, filled, place, 0)
    return filled, places


# numbers that say when or where, not how many: nought would be a false answer
_NO_COUNT = re.compile(r"(?:\A|_)(?:tahun|koordinat)(?:_|\Z)|(?:\A|_)(?:bulan|ke)\Z")


def nihil_places(state: State, section: Group) -> list[Place]:
    """The empty numbers of a section or table that are asked at present, if they count something."""
    names = {
        question.name
        for question in section.questions()
        if question.is_answerable
        and question.kind in NUMERIC
        and not question.is_read_only
        and not _NO_COUNT.search(question.name)
    }
    unreadable = {finding.place for finding in state.findings}
    return sorted(
        place
        for place in state.relevant
        if place.name in names and place not in state.values and place not in unreadable
    )


def without_hidden(template: Template, answers: Answers, state: State) -> dict[str, Plain]:
    """The answers after Tandai Selesai: those kept aside, once listed to the person, are dropped.

    Names the template no longer has stay: they belong to another version.
    """
    cells = {one.place for one in state.hidden if isinstance(template.by_name[one.place.name], Question)}
    return _kept(template, answers, (), cells, state)


def _kept(
    template: Template, answers: Answers, rows: tuple[int, ...], cells: set[Place], state: State
) -> dict[str, Plain]:
    kept: dict[str, Plain] = {}
    for name, answer in answers.items():
        item = template.by_name.get(name)
        if isinstance(item, Group) and item.is_repeat:
            given = table_rows(answer) or []
            if item.row_kind == "tetap" and item.catalogue and given:
                given = _keyed(item, given)
            count = state.rows.get(Place(name, rows), 0)
            table: list[Mapping[str, Plain]] = [
                _kept(template, row, (*rows, number), cells, state)
                for number, row in enumerate(given[:count])
            ]
            if table:
                kept[name] = table
        elif Place(name, rows) not in cells:
            kept[name] = answer
    return kept

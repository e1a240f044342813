"""The answers of an earlier period beside those of this one: what may be copied, and what jumped."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from desa_desktop.checklists.problem import Level
from desa_desktop.checklists.rows import TableRow, by_catalogue, is_absent, table_rows
from desa_desktop.checklists.state import ROW_KEY, Answers, Finding, Place, Plain, Sort, State
from desa_desktop.checklists.template import NUMERIC, WITH_CHOICES, Group, Kind, Question, Template
from desa_desktop.checklists.typing_in import typed

JUMP = Decimal("0.3")  # of the earlier value (ux.md 9.5)
MUCH, LITTLE = 10, 3  # in units: from 2 to 3 children is half as many again and says nothing
_WHEN = frozenset({"tahun", "bulan", "triwulan", "semester", "periode"})
_OF_THE_DATA = frozenset({"tahun_data"})


def copyable(template: Template, before: Answers, state: State) -> dict[Place, Plain]:
    """The earlier answers of questions that are asked now, by place; a table without rows now as a whole.

    What says when this form was filled is left out, so are pictures and what this version of the
    template cannot take any more.
    """
    found: dict[Place, Plain] = {}
    dated = {one.name for one in template.sections[0].questions()} if template.sections else set()
    for item in template.by_name.values():
        if isinstance(item, Group):
            if item.is_repeat and len(item.repeats) == 1 and Place(item.name) in state.relevant:
                found.update(_table(item, before, state))
        elif not item.repeats and Place(item.name) in state.relevant:
            is_when = item.kind is Kind.DATE and item.name in dated
            value = before.get(item.name)
            if not is_when and not _says_when(item) and _fits(item, value):
                found[Place(item.name)] = value
    return found


def _says_when(question: Question) -> bool:
    return question.name in _OF_THE_DATA or question.name.rpartition("_")[2] in _WHEN


def _fits(question: Question, value: Plain) -> bool:
    """Whether the question could be answered so today."""
    if not question.is_answerable or question.is_read_only or question.kind in (Kind.IMAGE, Kind.FILE):
        return False
    if is_absent(value) or typed(question, value)[1]:
        return False
    if question.kind not in WITH_CHOICES or question.table:
        return True
    names = value.split() if isinstance(value, str) else value
    return isinstance(names, Sequence) and all(question.choice(str(one)) is not None for one in names)


def _table(group: Group, before: Answers, state: State) -> Iterator[tuple[Place, Plain]]:
    rows = table_rows(before.get(group.name)) or []
    columns = [one for one in group.items if isinstance(one, Question)]
    if group.row_kind == "tetap" and group.catalogue:
        numbered = enumerate(by_catalogue(rows, group.catalogue)[0])
    elif group.row_kind == "pilih" and state.rows.get(Place(group.name), 0):
        by_entry = {str(row.get(ROW_KEY) or ""): row for row in rows}
        count = state.rows[Place(group.name)]
        entries = [state.entries.get(Place(group.name, (number,)), "") for number in range(count)]
        numbered = enumerate([by_entry.get(entry, {}) if entry else {} for entry in entries])
    else:
        whole = [_clean(row, columns) for row in rows]
        if any(whole) and not state.rows.get(Place(group.name), 0) and group.repeat_count is None:
            yield Place(group.name), [row for row in whole if row]
        return
    for number, row in numbered:
        for question in columns:
            place = Place(question.name, (number,))
            if place in state.relevant and _fits(question, row.get(question.name)):
                yield place, row[question.name]


def _clean(row: TableRow, columns: Sequence[Question]) -> dict[str, Plain]:
    kept = {one.name: row[one.name] for one in columns if _fits(one, row.get(one.name))}
    return {ROW_KEY: row[ROW_KEY], **kept} if kept and row.get(ROW_KEY) else kept


def jumps(
    state: State, before: Mapping[Place, Plain], say: Callable[[Decimal, Decimal], str]
) -> list[Finding]:
    """Numbers that differ from the earlier period by a third or more, with both values, in form order.

    From ten units on a PERINGATAN, from three a SARAN; a number that was zero is a SARAN. `say` puts
    the earlier number and the present one into a sentence.
    """
    found = []
    for place, raw in before.items():
        item = state.template.by_name[place.name]
        now = state.values.get(place)
        if not isinstance(item, Question) or item.kind not in NUMERIC or not isinstance(now, Decimal):
            continue
        old = typed(item, raw)[0]
        if not isinstance(old, Decimal) or item.name.split("_")[0] == "tahun":
            continue
        level = _level(old, now)
        if level is not None:
            found.append(Finding(place, level, Sort.PERIKSA, say(old, now)))
    order = {name: number for number, name in enumerate(state.template.by_name)}
    return sorted(found, key=lambda one: (order[one.place.name], one.place.rows))


def _level(old: Decimal, now: Decimal) -> Level | None:
    far = abs(now - old)
    if far < LITTLE or (old and far < JUMP * abs(old)):
        return None
    return Level.PERINGATAN if old and far >= MUCH else Level.SARAN

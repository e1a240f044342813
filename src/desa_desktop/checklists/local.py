"""Which part of an answer may leave the office and which stays there (x_privasi, kiriman-format.md 12.6).

An answer is kept in two parts, so that nothing has to be filtered on its way out: what a snapshot carries
never had the names in it.
"""

from __future__ import annotations

from collections.abc import Mapping

from desa_desktop.checklists.rows import is_absent, table_rows
from desa_desktop.checklists.state import Plain
from desa_desktop.checklists.template import Group, Privacy, Template


def split_answer(template: Template, name: str, answer: Plain) -> tuple[Plain, Plain]:
    """(what may travel, what stays) of the answer to `name`; None where nothing is left.

    Of a table with columns that stay, both parts have all its rows in the same order. A name that the
    template does not know is a question of an older version: it stays.
    """
    item = template.by_name.get(name)
    if is_absent(answer):
        return answer, None
    if item is None or item.privacy is Privacy.LOKAL:
        return None, answer
    if not isinstance(item, Group):
        return answer, None
    rows = table_rows(answer)
    if rows is None or not _holds_local(item):
        return answer, None
    halves = [_split_row(template, row) for row in rows]
    stays: list[Mapping[str, Plain]] = [half[1] for half in halves]
    return [half[0] for half in halves], stays if any(stays) else None


def _holds_local(table: Group) -> bool:
    return any(question.privacy is Privacy.LOKAL for question in table.questions())


def _split_row(template: Template, row: Mapping[str, Plain]) -> tuple[dict[str, Plain], dict[str, Plain]]:
    goes: dict[str, Plain] = {}
    stays: dict[str, Plain] = {}
    for name, answer in row.items():
        if name not in template.by_name:  # the row's place in its catalogue
            goes[name] = answer
            continue
        out, here = split_answer(template, name, answer)
        if out is not None:
            goes[name] = out
        if here is not None:
            stays[name] = here
    return goes, stays


def join_answer(goes: Plain, stays: Plain) -> Plain:
    """The whole answer out of its two parts."""
    if is_absent(stays):
        return goes
    if is_absent(goes):
        return stays
    first, second = table_rows(goes), table_rows(stays)
    if first is None or second is None:
        return goes
    rows: list[Mapping[str, Plain]] = []
    for number in range(max(len(first), len(second))):
        row: dict[str, Plain] = dict(first[number]) if number < len(first) else {}
        for name, answer in (second[number] if number < len(second) else {}).items():
            row[name] = join_answer(row.get(name), answer)
        rows.append(row)
    return rows

"""The rows of a table in a filled form, as they are stored and as its catalogue orders them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desa_desktop.checklists.state import ROW_KEY, Plain
from desa_desktop.checklists.template import Choice

TableRow = Mapping[str, Plain]


def is_absent(raw: Plain) -> bool:
    """Whether nothing was typed: zero and false are answers."""
    if isinstance(raw, str):
        return not raw.strip()
    return raw is None or (isinstance(raw, Sequence) and not raw)


def table_rows(raw: Plain) -> list[TableRow] | None:
    """The stored rows of a table; None when what is stored is no table."""
    if is_absent(raw):
        return []
    if not isinstance(raw, Sequence) or isinstance(raw, str):
        return None
    rows = [row for row in raw if isinstance(row, Mapping)]
    return rows if len(rows) == len(raw) else None


def picked(given: Sequence[TableRow], catalogue: Sequence[Choice]) -> tuple[list[str], list[int], list[int]]:
    """Of a table whose rows are picked (`pilih`): the entry each row belongs to, as code or in a person's
    own words; the numbers of rows that repeat an entry; of rows with answers but without an entry.
    """
    known = {choice.name for choice in catalogue}
    entries = [str(row.get(ROW_KEY) or "").strip() for row in given]
    seen: set[str] = set()
    again, nameless = [], []
    for number, (entry, row) in enumerate(zip(entries, given, strict=True)):
        if not entry and any(not is_absent(answer) for answer in row.values()):
            nameless.append(number)
        if entry in known and entry in seen:
            again.append(number)
        seen.add(entry)
    return entries, again, nameless


def by_catalogue(
    given: Sequence[TableRow], catalogue: Sequence[Choice]
) -> tuple[list[TableRow], list[TableRow]]:
    """The rows in the order of the catalogue (empty where none was typed), and rows it does not know.

    Rows are matched by their key, so a new version of the template may move them; rows without any
    key are taken in order.
    """
    empty: TableRow = {}
    if not any(ROW_KEY in row for row in given):
        filled = [*given, *([empty] * max(0, len(catalogue) - len(given)))]
        return filled[: len(catalogue)], filled[len(catalogue) :]
    by_key: dict[str, TableRow] = {}
    aside = []
    known = {choice.name for choice in catalogue}
    for row in given:
        key = str(row.get(ROW_KEY, ""))
        if key in known and key not in by_key:
            by_key[key] = row
        else:
            aside.append(row)
    return [by_key.get(choice.name, empty) for choice in catalogue], aside

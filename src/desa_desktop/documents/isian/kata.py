"""Answers as words: what a person reads on paper, in a workbook and in the list to copy from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from desa_desktop.checklists import ROW_KEY, Choice, Group, Kind, Plain, Question
from desa_desktop.checklists.rows import TableRow, by_catalogue, table_rows
from desa_desktop.checklists.template import NUMERIC, WITH_CHOICES
from desa_desktop.checklists.values import Value, parse_number, scalar, text
from desa_desktop.documents.blocks import Cell, Measure
from desa_desktop.domain.wording import show_date_short, show_number, show_time

_HUNDREDTH = Decimal("0.01")


def is_year(question: Question) -> bool:
    """Whether the number is a year, which is written without a thousand point."""
    return question.kind is Kind.INTEGER and question.name.split("_")[0] == "tahun"


def unit_of(question: Question) -> str:
    """The unit to print; nothing where the words of each row already say it."""
    return "" if question.unit.startswith("lihat ") else question.unit


def with_unit(question: Question) -> str:
    """The question with its unit behind it, said once."""
    unit = unit_of(question)
    plain = question.label.casefold().replace(" ", "")
    has_it = f"({unit})".casefold().replace(" ", "") in plain
    return question.label if not unit or has_it else f"{question.label} ({unit})"


def cell_of(question: Question, value: Value, offered: Sequence[Choice]) -> Cell:
    """An answer as the cell of a table: numbers stay numbers, choices become their words.

    `offered` are the choices the form offers there. An empty answer is None.
    """
    value = scalar(value)
    if value is None or value == "":
        return None
    if question.kind in (Kind.IMAGE, Kind.FILE):
        return "ada"
    if question.kind in WITH_CHOICES:
        return choice_words(question, text(value), offered)
    if question.kind is Kind.ACKNOWLEDGE:
        return "Ya"
    if question.kind in (Kind.IMAGE, Kind.FILE):
        return "terlampir"
    if question.kind in NUMERIC or question.kind is Kind.CALCULATE or isinstance(value, Decimal):
        number = value if isinstance(value, Decimal) else parse_number(text(value))
        if number is not None:
            return _number_cell(question, number)
    match value:
        case bool():
            return "Ya" if value else "Tidak"
        case dt.datetime():
            return value.date()
        case dt.date():
            return value
        case dt.time():
            return show_time(value)
    return text(value)


def _number_cell(question: Question, number: Decimal) -> Cell:
    if is_year(question):
        return text(number)
    if question.is_computed:
        number = number.quantize(_HUNDREDTH, ROUND_HALF_UP).normalize()
    whole: int | Decimal = int(number) if number == number.to_integral_value() else number
    unit = unit_of(question)
    return Measure(Decimal(whole), unit) if unit and not question.repeats else whole


def choice_words(question: Question, names: str, offered: Sequence[Choice]) -> str:
    """The labels of chosen names, in order where the order is the answer; an unknown name as it is."""
    labels = {one.name: one.label for one in (*question.choices, *offered)}
    found = [labels.get(one, one) for one in names.split()]
    if question.kind is Kind.RANK:
        found = [f"{place}. {label}" for place, label in enumerate(found, 1)]
    return ", ".join(found)


def words_of(cell: Cell) -> str:
    """A cell as plain words: `1.250 Ha`, `22/11/2026`."""
    match cell:
        case Measure():
            return f"{show_number(cell.number)} {cell.unit}".rstrip()
        case bool():
            return "Ya" if cell else "Tidak"
        case int() | Decimal():
            return show_number(cell)
        case dt.date():
            return show_date_short(cell)
        case str():
            return cell
    return ""


def has_fixed_rows(group: Group) -> bool:
    """Whether each entry of the catalogue has its row, and nothing else has one."""
    return group.row_kind == "tetap" and bool(group.catalogue)


def rows_of(group: Group, raw: Plain) -> list[TableRow]:
    """The stored rows of a table in the order in which the form shows them."""
    given = table_rows(raw) or []
    return by_catalogue(given, group.catalogue)[0] if has_fixed_rows(group) else given


def row_label(group: Group, number: int, row: Mapping[str, Plain]) -> str:
    """What a row is called: its entry of the catalogue, what was written instead, or nothing."""
    if has_fixed_rows(group) and number < len(group.catalogue):
        return group.catalogue[number].label
    key = str(row.get(ROW_KEY) or "")
    return next((one.label for one in group.catalogue if one.name == key), key)

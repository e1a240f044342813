"""Answers as they are stored, and as the editors of the kit show and read them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any

from desa_desktop.checklists import Choice as Offer
from desa_desktop.checklists import Group, Kind, Plain, Question, is_unconfirmed
from desa_desktop.i18n import _
from desa_desktop.ui.kit import kinds
from desa_desktop.ui.kit.fields import Field
from desa_desktop.ui.kit.kinds import Choice

MOST_BUTTONS = 9  # one for each digit key
IN_THE_ROW = "lihat label baris"  # each row of the table names its own unit

_KINDS = {
    Kind.INTEGER: kinds.Kind.INTEGER,
    Kind.DECIMAL: kinds.Kind.QUANTITY,
    Kind.RANGE: kinds.Kind.QUANTITY,
    Kind.DATE: kinds.Kind.DATE,
    Kind.TIME: kinds.Kind.TIME,
    Kind.SELECT_ONE: kinds.Kind.CHOICE,
    Kind.SELECT_MULTIPLE: kinds.Kind.MANY,
    Kind.RANK: kinds.Kind.MANY,
    Kind.ACKNOWLEDGE: kinds.Kind.TICK,
}
ATTACHED = frozenset({Kind.IMAGE, Kind.FILE})


def is_year(question: Question) -> bool:
    """Whether the number is a year: it is written without a thousand point."""
    return question.kind is Kind.INTEGER and not question.unit and "tahun" in question.name.split("_")


def kind_of(question: Question) -> kinds.Kind:
    """How the kit edits the answers of this question."""
    if is_year(question):
        return kinds.Kind.TEXT
    if question.kind is Kind.TEXT and "multiline" in question.appearance:
        return kinds.Kind.MULTILINE
    return _KINDS.get(question.kind, kinds.Kind.TEXT)


def field_of(question: Question, offers: Sequence[Offer]) -> Field:
    """The question as a field of the kit."""
    return Field(
        name=question.name,
        label=question.label,
        kind=kind_of(question),
        choices=[Choice(one.name, one.label) for one in offers],
        hint=hint_of(question),
        unit=question.unit,
        editable=not (question.is_computed or question.is_read_only),
    )


def hint_of(question: Question) -> str:
    """The grey line under a question: its hint, and what to show as evidence."""
    parts = [question.hint]
    if question.evidence:
        parts.append(_("Bukti: {bukti}").format(bukti=question.evidence))
    return " · ".join(part for part in parts if part)


def heading_of(question: Question) -> str:
    """The heading of a question as a column: with its unit, unless the words or the rows have it already."""
    unit = question.unit
    if not unit or unit == IN_THE_ROW or f"({unit.casefold()})" in question.label.casefold():
        return question.label
    return f"{question.label} ({unit})"


def note_of(table: Group) -> str:
    """The grey line under the name of a table: its hint, and which of it is `belum dipastikan`."""
    parts = [table.hint]
    columns = [one for one in table.items if isinstance(one, Question)]
    doubted = [one.label for one in columns if one.is_unconfirmed]
    if is_unconfirmed(table.basis) or (doubted and len(doubted) == len(columns)):
        parts.append(_("Tabel ini belum dipastikan dengan form resmi."))
    elif doubted:
        parts.append(_("Belum dipastikan: {kolom}.").format(kolom=", ".join(doubted)))
    if any(one.kind in ATTACHED for one in columns):
        parts.append(_("Foto belum bisa ditambahkan di dalam tabel; simpan bersama arsip kertas."))
    return " · ".join(part for part in parts if part)


def to_editor(question: Question, plain: Plain) -> Any:
    """A stored answer as the editor's value; one that cannot be read is None, the engine says why."""
    kind = kind_of(question)
    if plain is None or plain == "":
        return kinds.empty_of(kind)
    match kind:
        case kinds.Kind.INTEGER | kinds.Kind.QUANTITY:
            return _number(plain, whole=kind is kinds.Kind.INTEGER)
        case kinds.Kind.DATE:
            return _moment(date, plain)
        case kinds.Kind.TIME:
            return _moment(time, plain)
        case kinds.Kind.MANY:
            return tuple(plain.split()) if isinstance(plain, str) else tuple(_words(plain))
        case kinds.Kind.TICK:
            return plain in (True, "OK", "ya", "true")
        case _:
            return str(plain)


def to_plain(question: Question, value: object) -> Plain:
    """What an editor gave, as it is stored."""
    match value:
        case Decimal():
            return format(value, "f")
        case date() | time():
            return value.isoformat()
        case tuple():
            return [str(one) for one in value]
        case bool():
            return "OK" if value else None
        case str() if is_year(question) and value.isdecimal():
            return int(value)
        case int() | str():
            return value
    return None


def _number(plain: Plain, *, whole: bool) -> int | Decimal | None:
    try:
        found = Decimal(str(plain))
    except InvalidOperation:
        return None
    if whole and found == found.to_integral_value():
        return int(found)
    return found


def _moment(kind: type[date] | type[time], plain: Plain) -> date | time | None:
    try:
        return kind.fromisoformat(str(plain))
    except ValueError:
        return None


def _words(plain: Plain) -> list[str]:
    return [one for one in plain if isinstance(one, str)] if isinstance(plain, Sequence) else []

"""What a filled form says at this moment: answers in force, answers kept aside, what is missing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

from desa_desktop.checklists.problem import Level
from desa_desktop.checklists.template import Choice, Group, Question, Template
from desa_desktop.checklists.values import Value, is_empty, text

Plain: TypeAlias = str | int | bool | Decimal | Sequence[str] | Sequence[Mapping[str, "Plain"]] | None
Answers: TypeAlias = Mapping[str, Plain]
ROW_KEY = "_baris"  # in a table's row: which entry of its catalogue it belongs to


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """One cell of a form: a question, section or table, and the rows (from 0) of the tables around it."""

    name: str
    rows: tuple[int, ...] = ()


class Sort(Enum):
    """What a finding is about."""

    WAJIB = "wajib"
    JENIS = "jenis"
    PILIHAN = "pilihan"
    BATAS = "batas"
    PERIKSA = "periksa"
    HITUNG = "hitung"
    TABEL = "tabel"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at, with the place to jump to; GALAT stands in the way of Tandai Selesai."""

    place: Place
    level: Level
    sort: Sort
    sentence: str


@dataclass(frozen=True, slots=True)
class HiddenAnswer:
    """An answer whose question is not asked at present: kept, shown apart, used nowhere.

    `answer` is what was typed; for a table it is the list of its rows that do not count.
    """

    place: Place
    label: str
    answer: Plain


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts for `12 dari 34 terisi · 1 galat`: questions in force only, table rows cell by cell."""

    filled: int
    total: int
    missing: int
    errors: int


@dataclass(frozen=True)
class State:
    """The result of `recompute`. Equal answers give an equal state.

    `values`: every non-empty answer in force, typed (numbers Decimal, dates date, several choices
    as one text with blanks). `relevant`: questions, sections and tables in force. `rows`: how many
    rows each table has. `entries`: which entry of its catalogue a row is, or what a person called it
    (`entry_label` has its words). `choices`: the offer of a choice question where it is narrower than the
    template's. `retired`: names answered once that the template no longer has. `missing`: required
    and empty, judged only at Tandai Selesai.
    """

    template: Template
    values: Mapping[Place, Value]
    relevant: frozenset[Place]
    rows: Mapping[Place, int]
    entries: Mapping[Place, str]
    hidden: tuple[HiddenAnswer, ...]
    retired: tuple[str, ...]
    findings: tuple[Finding, ...]
    missing: tuple[Finding, ...]
    required: frozenset[Place]
    choices: Mapping[Place, tuple[Choice, ...]]

    def value(self, name: str, *rows: int) -> Value:
        """The answer in force, None when empty or not asked."""
        return self.values.get(Place(name, rows))

    def is_relevant(self, name: str, *rows: int) -> bool:
        """Whether it is asked at present."""
        return Place(name, rows) in self.relevant

    def is_required(self, name: str, *rows: int) -> bool:
        """Whether it must be answered before Tandai Selesai."""
        return Place(name, rows) in self.required

    def offered(self, name: str, *rows: int) -> tuple[Choice, ...]:
        """The choices to show for a question, filtered if it has a choice_filter."""
        return self.choices.get(Place(name, rows), self.template.question(name).choices)

    def entry_label(self, table: Group, *rows: int) -> str:
        """The words of a table's row: of its catalogue, a person's own, or none."""
        entry = self.entries.get(Place(table.name, rows), "")
        return next((choice.label for choice in table.catalogue if choice.name == entry), entry)

    def words(self, question: Question) -> str:
        """The question as it is asked now: answers that its label names stand in it, … where none is."""

        def answer(found: re.Match[str]) -> str:
            value = self.values.get(Place(found[1]))
            if value is None:
                return "…"
            named = self.template.by_name[found[1]]
            choice = named.choice(text(value)) if isinstance(named, Question) else None
            return choice.label if choice is not None else text(value)

        return (
            re.sub(r"\$\{\s*([^}\s]*)\s*\}", answer, question.spoken) if question.spoken else question.label
        )

    def at_finish(self) -> tuple[Finding, ...]:
        """All that Tandai Selesai looks at: findings and missing answers, in form order."""
        order = {name: place for place, name in enumerate(self.template.by_name)}
        return tuple(
            sorted(
                (*self.findings, *self.missing),
                key=lambda one: (order.get(one.place.name, len(order)), one.place.rows),
            )
        )

    def progress(self, section: Group | None = None) -> Progress:
        """The counts of the whole form, or of one section with all it holds."""
        names = None if section is None else {question.name for question in section.questions()}
        cells = [
            place
            for place in self.relevant
            if (names is None or place.name in names) and self._is_answerable(place.name)
        ]

        def within(place: Place) -> bool:
            return names is None or place.name in names

        return Progress(
            filled=sum(place in self.values for place in cells),
            total=len(cells),
            missing=sum(within(one.place) for one in self.missing),
            errors=sum(within(one.place) and one.level is Level.GALAT for one in self.findings),
        )

    def _is_answerable(self, name: str) -> bool:
        item = self.template.by_name[name]
        return isinstance(item, Question) and item.is_answerable

    def plain(self) -> dict[str, Plain]:
        """Answers in force and calculations as plain values, in the shape answers come in.

        What print, export and the score card use; hidden answers are not in it.
        """
        return dict(self._plain_items(self.template.items, ()))

    def _plain_items(
        self, items: Sequence[Question | Group], rows: tuple[int, ...]
    ) -> Iterator[tuple[str, Plain]]:
        for item in items:
            place = Place(item.name, rows)
            if isinstance(item, Question):
                if not is_empty(value := self.values.get(place)):
                    yield item.name, to_plain(value)
            elif not item.is_repeat:
                yield from self._plain_items(item.items, rows)
            elif count := self.rows.get(place, 0):
                table: list[dict[str, Plain]] = []
                for number in range(count):
                    row = dict(self._plain_items(item.items, (*rows, number)))
                    if entry := self.entries.get(Place(item.name, (*rows, number))):
                        row[ROW_KEY] = entry
                    table.append(row)
                yield item.name, table


def to_plain(value: Value) -> Plain:
    """A typed value as it is stored: whole numbers int, others text with a point, dates ISO."""
    match value:
        case tuple():
            return [text(one) for one in value]
        case Decimal():
            return int(value) if value == value.to_integral_value() and abs(value) < 10**18 else text(value)
        case bool():
            return value
        case dt.date() | dt.time():
            return text(value)
    return value

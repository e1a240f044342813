"""A form template as the village meets it: sections, questions, tables, choices, points.

Templates are written in Excel after the XLSForm convention (ux.md 7); `reading.py` makes one out
of the workbook's rows. A published template never changes: a new version is a new file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import TypeAlias

from desa_desktop.checklists.expression import Expression
from desa_desktop.checklists.problem import Problem

Lookup: TypeAlias = Callable[[str, str], str | None]  # what answers a pulldata: (column, key) to a text


class Kind(Enum):
    """What a question asks for; the value is the word in the type column."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    TIME = "time"
    RANGE = "range"
    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    RANK = "rank"
    ACKNOWLEDGE = "acknowledge"
    NOTE = "note"
    CALCULATE = "calculate"
    HIDDEN = "hidden"
    IMAGE = "image"
    FILE = "file"
    START = "start"
    END = "end"
    TODAY = "today"
    USERNAME = "username"


class Period(Enum):
    """How often a form is filled (x_periode of the settings sheet)."""

    BULAN = "bulan"
    TRIWULAN = "triwulan"
    SEMESTER = "semester"
    TAHUN = "tahun"


class Filler(Enum):
    """Of what there is one form in each period (x_per): the office itself, or each of its families."""

    KANTOR = "kantor"
    KELUARGA = "keluarga"


class Office(Enum):
    """Whose form it is (x_kantor)."""

    DESA = "desa"
    KECAMATAN = "kecamatan"


class Privacy(Enum):
    """Where an answer may travel (x_privasi, kiriman-format.md 12.6): to the partner office, or nowhere."""

    KIRIM = "kirim"
    LOKAL = "lokal"


NUMERIC = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.RANGE})
WITH_CHOICES = frozenset({Kind.SELECT_ONE, Kind.SELECT_MULTIPLE, Kind.RANK})
AUTOMATIC = frozenset({Kind.START, Kind.END, Kind.TODAY, Kind.USERNAME})
UNSEEN = AUTOMATIC | {Kind.CALCULATE, Kind.HIDDEN}
UNCONFIRMED = "belum dipastikan"  # in x_dasar: no official form was seen for this item
OTHER = "other"  # the choice that `or_other` adds; what was written stands in NAME_other


def is_unconfirmed(basis: str) -> bool:
    """Whether an x_dasar cell says `belum dipastikan` of the item itself."""
    return UNCONFIRMED in (part.strip() for part in basis.split(";"))


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer. `score` (x_skor) is 0 to 2 points, None: not rated, as if not relevant.

    `columns` are the further columns of the choices sheet, for choice_filter.
    """

    name: str
    label: str
    score: Decimal | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question. Its answer is kept under `name`, in the row of each table of `repeats`.

    `number` counts the visible questions of the form from 1 (0: never seen). `dimension`
    (x_dimensi), `weight` (x_bobot) serve the score card; `basis` (x_dasar) says where the item
    comes from, `unit` (x_unit) is printed after the field, `evidence` (x_bukti) what to show,
    `prefill` (x_isi_awal) which stored figure may be proposed. `check` (x_periksa) compares the
    answer with others of the form and only warns, where a `constraint` forbids. `privacy`
    (x_privasi) is that of the row or of a group around it. A question with a `calculation` is never
    typed. `spoken` is the label with its ${names}, '' when it has none; `label` has … in their place.
    """

    name: str
    kind: Kind
    label: str = ""
    spoken: str = ""
    hint: str = ""
    guidance: str = ""
    required: Expression | None = None
    required_message: str = ""
    relevant: Expression | None = None
    constraint: Expression | None = None
    constraint_message: str = ""
    check: Expression | None = None
    check_message: str = ""
    calculation: Expression | None = None
    choice_filter: Expression | None = None
    default: Expression | None = None
    appearance: tuple[str, ...] = ()
    is_read_only: bool = False
    parameters: Mapping[str, str] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    table: str = ""
    dimension: str = ""
    weight: Decimal = Decimal(1)
    basis: str = ""
    unit: str = ""
    evidence: str = ""
    prefill: str = ""
    privacy: Privacy = Privacy.KIRIM
    number: int = 0
    groups: tuple[str, ...] = ()
    repeats: tuple[str, ...] = ()
    row: int = 0

    @property
    def is_visible(self) -> bool:
        """Whether a person ever sees it."""
        return self.kind not in UNSEEN

    @property
    def is_answerable(self) -> bool:
        """Whether a person answers it: counted in `12 dari 34 terisi`."""
        return self.is_visible and self.kind is not Kind.NOTE and not self.is_computed

    @property
    def is_computed(self) -> bool:
        """Whether the form fills it by itself."""
        return self.calculation is not None or self.kind in AUTOMATIC or self.kind is Kind.CALCULATE

    @property
    def is_unconfirmed(self) -> bool:
        """Whether the item itself, not only its rating, is marked `belum dipastikan`."""
        return is_unconfirmed(self.basis)

    def choice(self, name: str) -> Choice | None:
        """The choice with that stored value."""
        return next((choice for choice in self.choices if choice.name == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A section, a subsection, or (`is_repeat`) a table whose rows are typed one below the other.

    A table's `row_kind` (x_baris) is `tetap` (one row for each choice of `catalogue`, no other),
    `pilih` (rows picked from it), or `bebas`. `repeat_count` fixes the number of rows. `repeats` of
    a table ends with the table itself. `prefill`, `basis`, `privacy` as in Question.
    """

    name: str
    label: str = ""
    hint: str = ""
    is_repeat: bool = False
    relevant: Expression | None = None
    repeat_count: Expression | None = None
    appearance: tuple[str, ...] = ()
    row_kind: str = "bebas"
    catalogue: tuple[Choice, ...] = ()
    prefill: str = ""
    basis: str = ""
    privacy: Privacy = Privacy.KIRIM
    items: tuple[Question | Group, ...] = ()
    groups: tuple[str, ...] = ()
    repeats: tuple[str, ...] = ()
    row: int = 0

    def questions(self) -> Iterator[Question]:
        """Every question inside, tables included, in form order."""
        for item in self.items:
            if isinstance(item, Group):
                yield from item.questions()
            else:
                yield item


@dataclass(frozen=True, kw_only=True)
class Template:
    """A checked form template.

    `digest` is the SHA-256 (hex) of the file it was read from, `row_count` its rows in the survey
    sheet; both are kept with every set of answers.
    `order` names questions and groups so that each stands after what it is calculated from.
    `period`, `filler`, `office` say how often, of what and by whom it is filled; a form with
    `privacy` LOKAL stays in its office. `notes` are the SARAN of the check: the template works, but
    something in it is not used. `lookups` are the shipped standards that its pulldata may ask.
    """

    form_id: str
    version: int
    title: str
    items: tuple[Question | Group, ...]
    order: tuple[str, ...]
    digest: str = ""
    row_count: int = 0
    period: Period = Period.SEMESTER
    filler: Filler = Filler.KANTOR
    office: Office = Office.DESA
    privacy: Privacy = Privacy.KIRIM
    notes: tuple[Problem, ...] = ()
    lookups: Mapping[str, Lookup] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def sections(self) -> tuple[Group, ...]:
        """The pages of the form: its outermost groups; loose questions form a page of their own."""
        pages: list[Group] = []
        loose: list[Question] = []

        def gather() -> None:
            if any(one.is_visible for one in loose):  # what a telephone notes at the start is no page
                pages.append(Group(name=f"_{len(pages)}", label=self.title, items=tuple(loose)))
            loose.clear()

        for item in self.items:
            if isinstance(item, Group):
                gather()
                pages.append(item)
            else:
                loose.append(item)
        gather()
        return tuple(pages)

    @cached_property
    def by_name(self) -> Mapping[str, Question | Group]:
        """Every question and group by its name."""
        found: dict[str, Question | Group] = {}
        waiting = list(reversed(self.items))
        while waiting:
            item = waiting.pop()
            found[item.name] = item
            if isinstance(item, Group):
                waiting.extend(reversed(item.items))
        return found

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question in form order."""
        return tuple(item for item in self.by_name.values() if isinstance(item, Question))

    @cached_property
    def dimensions(self) -> tuple[str, ...]:
        """The dimensions of its score card, in form order."""
        return tuple(dict.fromkeys(question.dimension for question in self.questions if question.dimension))

    def stays(self, name: str) -> bool:
        """Whether the answer stored under this name, a table with all its columns, stays in its office."""
        item = self.by_name[name]
        inside = item.questions() if isinstance(item, Group) else ()
        return item.privacy is Privacy.LOKAL or any(one.privacy is Privacy.LOKAL for one in inside)

    def question(self, name: str) -> Question:
        """The question of that name. Raises KeyError."""
        found = self.by_name[name]
        if isinstance(found, Group):
            raise KeyError(name)
        return found

    def group(self, name: str) -> Group:
        """The section or table of that name. Raises KeyError."""
        found = self.by_name[name]
        if isinstance(found, Question):
            raise KeyError(name)
        return found

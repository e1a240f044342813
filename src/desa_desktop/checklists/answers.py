"""Working out a form after each answer: what is asked, what is calculated, what is wrong.

`recompute` is pure and idempotent: equal template, answers and context give an equal State, in
whatever order the answers were typed. Everything is worked out anew each time; 300 questions take
a few hundredths of a second (ux.md 7.3).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from desa_desktop.checklists import values
from desa_desktop.checklists.evaluation import Caution, Outcome, Scope, evaluate
from desa_desktop.checklists.expression import Expression
from desa_desktop.checklists.functions import Context
from desa_desktop.checklists.problem import Level
from desa_desktop.checklists.rows import by_catalogue, is_absent, picked, table_rows
from desa_desktop.checklists.state import (
    Answers,
    Finding,
    HiddenAnswer,
    Place,
    Plain,
    Sort,
    State,
)
from desa_desktop.checklists.template import NUMERIC, WITH_CHOICES, Choice, Group, Kind, Question, Template
from desa_desktop.checklists.typing_in import typed
from desa_desktop.checklists.values import Value
from desa_desktop.i18n import _

__all__ = ["Context", "Place", "State", "choices_of", "recompute"]

MOST_ROWS = 2_000
MOST_CELLS = 60_000
MOST_STEPS = 1_500_000  # of all formulas together: under a second
_NOTHING: Context = Context()
Rows = tuple[int, ...]


def recompute(template: Template, answers: Answers, context: Context = _NOTHING) -> State:
    """What the form says with these answers.

    `answers` maps names to plain values: text, int, numbers as text with a point, ISO dates, a
    list of texts for several choices, a list of mappings for a table. Nothing is raised for a
    wrong value; it becomes a finding and counts as empty.
    """
    return _Work(template, answers, context).state()


class _Work:
    def __init__(self, template: Template, answers: Answers, context: Context) -> None:
        self.template = template
        self.answers = answers
        self.context = replace(context, lookups=template.lookups) if template.lookups else context
        self.items = template.by_name
        self.cells: dict[str, dict[Rows, Value]] = {}
        self.in_force: dict[str, set[Rows]] = {}
        self.tables: dict[str, list[Rows]] = {}  # every row that exists, by table
        self.places: dict[tuple[str, int], dict[Rows, list[Rows]]] = {}
        self.raw_rows: dict[tuple[str, Rows], list[Mapping[str, Plain]]] = {}
        self.counts: dict[Place, int] = {}
        self.entries: dict[Place, str] = {}
        self.hidden: list[HiddenAnswer] = []
        self.findings: list[Finding] = []
        self.spent = 0
        self.steps = 0

    def state(self) -> State:
        for name in self.template.order:
            item = self.items[name]
            if isinstance(item, Group):
                self.group(item)
            else:
                self.question(item)
        judged = _Judge(self)
        judged.all()
        return State(
            template=self.template,
            values={
                Place(name, rows): value
                for name in self.items
                for rows, value in self.cells.get(name, {}).items()
                if not values.is_empty(value)
            },
            relevant=frozenset(
                Place(name, rows) for name, all_rows in self.in_force.items() for rows in all_rows
            ),
            rows=self.counts,
            entries=self.entries,
            hidden=tuple(sorted(self.hidden, key=lambda one: self.order_of(one.place))),
            retired=tuple(sorted(name for name in self.answers if name not in self.items)),
            findings=tuple(sorted(self.findings, key=lambda one: self.order_of(one.place))),
            missing=tuple(judged.missing),
            required=frozenset(judged.required),
            choices=judged.choices,
        )

    def order_of(self, place: Place) -> tuple[int, Rows]:
        return self.items[place.name].row, place.rows

    def note(self, place: Place, level: Level, sort: Sort, sentence: str) -> None:
        self.findings.append(Finding(place, level, sort, sentence))

    # ── where things are ────────────────────────────────────────────────────────────────────────

    def instances(self, repeats: tuple[str, ...]) -> Sequence[Rows]:
        """Every combination of rows in which something inside these tables exists."""
        return self.tables.get(repeats[-1], ()) if repeats else ((),)

    def within(self, table: str, prefix: Rows) -> Sequence[Rows]:
        """Every row of a table that stands in these rows of the tables around it.

        Looked up and not searched for: each of two thousand families asks for its own members.
        """
        depth = len(prefix)
        if (table, depth) not in self.places:
            found: dict[Rows, list[Rows]] = {}
            for rows in self.tables.get(table, ()):
                found.setdefault(rows[:depth], []).append(rows)
            self.places[table, depth] = found
        return self.places[table, depth].get(prefix, ())

    def raw(self, question: Question, rows: Rows) -> Plain:
        """What was typed there."""
        if not rows:
            return self.answers.get(question.name)
        table = self.raw_rows.get((question.repeats[-1], rows[:-1]), [])
        return table[rows[-1]].get(question.name) if rows[-1] < len(table) else None

    def is_parent_in_force(self, item: Question | Group, rows: Rows) -> bool:
        if not item.groups:
            return True
        parent = self.items[item.groups[-1]]
        if isinstance(parent, Group) and parent.is_repeat:
            return True  # the row exists only because the table is in force
        return rows in self.in_force.get(parent.name, ())

    def is_relevant(self, item: Question | Group, rows: Rows) -> bool:
        if not self.is_parent_in_force(item, rows):
            return False
        if item.relevant is None:
            return True
        return values.truth(self.work_out(item.relevant, item, rows).value)

    def work_out(
        self, formula: Expression, item: Question | Group, rows: Rows, here: Value = None
    ) -> Outcome:
        if self.steps > MOST_STEPS:
            return Outcome(None)  # said once, at the place where the limit was passed
        outcome = evaluate(formula, _Row(self, item, rows, here))
        self.steps += outcome.steps
        if self.steps > MOST_STEPS:
            outcome = Outcome(None, Caution.STOPPED)
        if outcome.caution is not None:
            level, sentence = _caution(outcome.caution)
            self.note(Place(item.name, rows), level, Sort.HITUNG, sentence)
        return outcome

    # ── sections and tables ─────────────────────────────────────────────────────────────────────

    def group(self, group: Group) -> None:
        around = group.repeats[:-1] if group.is_repeat else group.repeats
        in_force = self.in_force[group.name] = set()
        if group.is_repeat:
            self.tables[group.name] = []
        for rows in self.instances(around):
            relevant = self.is_relevant(group, rows)
            if relevant:
                in_force.add(rows)
            if group.is_repeat:
                self.table(group, rows, relevant)

    def table(self, group: Group, rows: Rows, is_relevant: bool) -> None:
        """Settle which rows of a table count; the others are kept aside."""
        place = Place(group.name, rows)
        given = self.given_rows(group, rows)
        if not is_relevant:
            if given:
                self.hidden.append(HiddenAnswer(place, group.label, given))
            return
        count = len(given)
        if group.row_kind == "tetap" and group.catalogue:
            given, aside = by_catalogue(given, group.catalogue)
            count = len(given)
            given = [*given, *aside]
            for number, choice in enumerate(group.catalogue):
                self.entries[Place(group.name, (*rows, number))] = choice.name
        elif group.row_kind == "pilih" and group.catalogue:
            self.pick(group, rows, given)
        elif group.repeat_count is not None:
            wanted = values.number(self.work_out(group.repeat_count, group, rows).value)
            count = 0 if wanted is None else max(0, min(int(wanted), MOST_ROWS + 1))
        room = min(MOST_ROWS, max(0, MOST_CELLS - self.spent) // max(1, len(group.items)))
        if count > room:
            self.note(
                place,
                Level.GALAT,
                Sort.TABEL,
                _("Tabel ini lebih dari {batas} baris. Baris berikutnya tidak dihitung.").format(batas=room),
            )
            count = room
        self.spent += count * len(group.items)
        if len(given) > count:
            self.hidden.append(HiddenAnswer(place, group.label, given[count:]))
        self.raw_rows[group.name, rows] = given[:count]
        self.counts[place] = count
        self.tables[group.name].extend((*rows, number) for number in range(count))

    def pick(self, group: Group, rows: Rows, given: Sequence[Mapping[str, Plain]]) -> None:
        """Which entry of its catalogue each row of a picked table is; each entry at most once."""
        entries, again, nameless = picked(given, group.catalogue)
        for number, entry in enumerate(entries):
            if entry:
                self.entries[Place(group.name, (*rows, number))] = entry
        labels = {choice.name: choice.label for choice in group.catalogue}
        for number in again:
            sentence = _("{butir} sudah ada di baris lain. Gabungkan menjadi satu baris.")
            place = Place(group.name, (*rows, number))
            self.note(place, Level.GALAT, Sort.TABEL, sentence.format(butir=labels[entries[number]]))
        for number in nameless:
            place = Place(group.name, (*rows, number))
            self.note(place, Level.PERINGATAN, Sort.TABEL, _("Baris ini belum diberi nama."))

    def given_rows(self, group: Group, rows: Rows) -> list[Mapping[str, Plain]]:
        found: Plain
        if not rows:
            found = self.answers.get(group.name)
        else:
            table = self.raw_rows.get((group.repeats[-2], rows[:-1]), [])
            found = table[rows[-1]].get(group.name) if rows[-1] < len(table) else None
        lines = table_rows(found)
        if lines is None:
            place = Place(group.name, rows)
            self.note(place, Level.GALAT, Sort.JENIS, _("Isi tabel ini tidak dapat dibaca."))
        return lines or []

    # ── questions ───────────────────────────────────────────────────────────────────────────────

    def question(self, question: Question) -> None:
        cells = self.cells[question.name] = {}
        in_force = self.in_force[question.name] = set()
        for rows in self.instances(question.repeats):
            raw = self.raw(question, rows)
            if not self.is_relevant(question, rows):
                if not is_absent(raw) and not question.is_computed:
                    self.hidden.append(HiddenAnswer(Place(question.name, rows), question.label, raw))
                continue
            in_force.add(rows)
            cells[rows] = self.answer(question, rows, raw)

    def answer(self, question: Question, rows: Rows, raw: Plain) -> Value:
        if question.calculation is not None:
            kept, _sentence = typed(question, raw)
            result = self.work_out(question.calculation, question, rows, kept).value
            return _as_kind(question, result)
        match question.kind:
            case Kind.TODAY:
                return self.context.today
            case Kind.USERNAME:
                return self.context.username or None
            case Kind.START if is_absent(raw):
                return self.context.now
            case Kind.END:
                return self.context.now
        value, sentence = typed(question, raw)
        if sentence:
            self.note(Place(question.name, rows), Level.GALAT, Sort.JENIS, sentence)
        return value


def _as_kind(question: Question, result: Value) -> Value:
    """A calculated value in the kind of its question; what cannot be said so stays empty."""
    result = values.scalar(result)
    if question.kind in NUMERIC:
        return values.number(result)
    if question.kind is Kind.DATE:
        return values.as_date(result)
    return result


def _caution(caution: Caution) -> tuple[Level, str]:
    match caution:
        case Caution.DIVISION_BY_ZERO:
            return Level.PERINGATAN, _("Pembagi perhitungan ini nol, jadi hasilnya dikosongkan.")
        case Caution.TEXT_TOO_LONG:
            return Level.PERINGATAN, _("Isian ini terlalu panjang untuk diperiksa polanya.")
    return Level.GALAT, _("Perhitungan ini terlalu panjang dan dihentikan.")


@dataclass(slots=True)
class _Row(Scope):
    """What a formula sees from one row: its own row's answers singly, other tables as columns."""

    work: _Work = None  # type: ignore[assignment]  # always given; dataclass order wants a default
    inside: tuple[str, ...] = ()
    rows: Rows = ()

    def __init__(self, work: _Work, item: Question | Group, rows: Rows, here: Value) -> None:
        Scope.__init__(self, here=here, row=rows[-1] + 1 if rows else None, context=work.context)
        self.work, self.rows = work, rows
        self.inside = item.repeats[: len(rows)]

    def value(self, name: str) -> Value:
        item = self.work.items[name]
        cells = self.work.cells.get(name, {})
        if isinstance(item, Question) and not item.repeats:
            return cells.get(())
        shared = 0
        for mine, theirs in zip(self.inside, item.repeats, strict=False):
            if mine != theirs:
                break
            shared += 1
        prefix = self.rows[:shared]
        if isinstance(item, Group):
            found = self.work.within(name, prefix)
            return tuple(Decimal(number) for number in range(1, len(found) + 1))
        if shared == len(item.repeats):
            return cells.get(prefix)
        return tuple(values.scalar(cells.get(rows)) for rows in self.work.within(item.repeats[-1], prefix))

    def column(self, name: str) -> tuple[values.Scalar, ...]:
        item = self.work.items[name]
        cells = self.work.cells.get(name, {})
        return tuple(values.scalar(cells.get(rows)) for rows in self.work.instances(item.repeats))

    def choice_label(self, name: str, value: str) -> str:
        item = self.work.items.get(name)
        if not isinstance(item, Question):
            return value
        labels = {choice.name: choice.label for choice in choices_of(item, self.work.context)}
        return ", ".join(labels.get(one, one) for one in value.split()) or value


def choices_of(question: Question, context: Context) -> tuple[Choice, ...]:
    """The choices of a question; those of `dusun.csv` and its like come from Data Desa."""
    if not question.table:
        return question.choices
    return tuple(
        Choice(row.get("name", ""), row.get("label", "") or row.get("name", ""), None, row)
        for row in context.tables.get(question.table, ())
        if row.get("name")
    )


class _Judge:
    """After all values are known: limits, offers, and what is still missing."""

    def __init__(self, work: _Work) -> None:
        self.work = work
        self.missing: list[Finding] = []
        self.required: set[Place] = set()
        self.choices: dict[Place, tuple[Choice, ...]] = {}

    def all(self) -> None:
        for question in self.work.template.questions:
            for rows in sorted(self.work.in_force.get(question.name, ())):
                value = self.work.cells[question.name][rows]
                place = Place(question.name, rows)
                if question.kind in WITH_CHOICES:
                    self.offer(question, place, value)
                if question.constraint is not None and not values.is_empty(value):
                    self.limit(question, question.constraint, place, value)
                if question.check is not None and not values.is_empty(value):
                    self.compare(question, question.check, place, value)
                if question.required is not None and question.is_answerable:
                    self.require(question, question.required, place, value)

    def offer(self, question: Question, place: Place, value: Value) -> None:
        offered = choices_of(question, self.work.context)
        if question.choice_filter is not None:
            offered = tuple(choice for choice in offered if self.passes(question, place, choice))
        if question.choice_filter is not None or question.table:
            self.choices[place] = offered
        names = {choice.name for choice in offered}
        unknown = [one for one in values.text(value).split() if one not in names]
        if unknown:
            self.work.note(
                place, Level.GALAT, Sort.PILIHAN, _("Jawaban ini tidak ada dalam pilihan. Pilih lagi.")
            )

    def passes(self, question: Question, place: Place, choice: Choice) -> bool:
        scope = _Row(self.work, question, place.rows, None)
        scope.words = {"name": choice.name, "label": choice.label, **choice.columns}
        if question.choice_filter is None or self.work.steps > MOST_STEPS:
            return True
        outcome = evaluate(question.choice_filter, scope)
        self.work.steps += outcome.steps
        if self.work.steps > MOST_STEPS:
            level, sentence = _caution(Caution.STOPPED)
            self.work.note(place, level, Sort.HITUNG, sentence)
        return values.truth(outcome.value)

    def limit(self, question: Question, constraint: Expression, place: Place, value: Value) -> None:
        """A limit is broken only by a clear no; undecided (an empty answer beside it) accuses nobody."""
        verdict = self.work.work_out(constraint, question, place.rows, value).value
        if verdict is not None and not values.truth(verdict):
            sentence = question.constraint_message or _("Isian ini di luar batas yang ditentukan.")
            self.work.note(place, Level.GALAT, Sort.BATAS, sentence)

    def compare(self, question: Question, check: Expression, place: Place, value: Value) -> None:
        """A comparison with other answers warns, and like a limit only when it clearly fails."""
        verdict = self.work.work_out(check, question, place.rows, value).value
        if verdict is not None and not values.truth(verdict):
            sentence = question.check_message or _("Isian ini tidak cocok dengan isian lain.")
            self.work.note(place, Level.PERINGATAN, Sort.PERIKSA, sentence)

    def require(self, question: Question, required: Expression, place: Place, value: Value) -> None:
        if not values.truth(self.work.work_out(required, question, place.rows, value).value):
            return
        self.required.add(place)
        if values.is_empty(value):
            sentence = question.required_message or _("Isian ini wajib sebelum ditandai selesai.")
            self.missing.append(Finding(place, Level.GALAT, Sort.WAJIB, sentence))

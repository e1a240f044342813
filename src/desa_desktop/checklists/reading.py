"""Reading a form template out of its workbook, with every mistake named at once.

The rules below know what is wrong with a cell; the reader adds sheet, row and column. A template
with a GALAT is not used at all (ux.md 7.4).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path

from desa_desktop.checklists.checks import Standing, check_expression, sort_by_need
from desa_desktop.checklists.expression import LONGEST, parse
from desa_desktop.checklists.functions import TABLES
from desa_desktop.checklists.problem import Level, Problem, TemplateInvalid
from desa_desktop.checklists.survey import GAP, NAMED, Row, plain_words, read_row, read_word
from desa_desktop.checklists.template import (
    OTHER,
    Choice,
    Filler,
    Group,
    Kind,
    Office,
    Period,
    Privacy,
    Question,
    Template,
)
from desa_desktop.checklists.values import parse_number
from desa_desktop.checklists.workbook import Line, Problems, find_lines, unused_columns
from desa_desktop.files import FS, Fs
from desa_desktop.i18n import _
from desa_desktop.sheets import LIMITS, Cause, Limits, Sheet, SheetUnreadable, read_own_sheets, read_sheets

TEMPLATE_LIMITS = replace(LIMITS, cell=LONGEST)  # a formula may be longer than what people type in a cell
DEEPEST_TABLE = 3
DEEPEST_GROUP = 10
_FORM_ID = re.compile(r"[A-Za-z_][\w.\-]{0,63}\Z", re.ASCII)
_KOBO_VERSION = re.compile(r"(\d+) *\([^)]*\)\Z")  # `3 (2026-05-01 08:11:02)`, as KoboToolbox writes it
_CHOICE_COLUMNS = {"list_name", "name", "label", "x_skor"}


def load_template(
    source: Path | bytes, *, fs: Fs = FS, limits: Limits = TEMPLATE_LIMITS, is_own: bool = False
) -> Template:
    """Read and check a template file; its digest is kept.

    `is_own` says that the file came with the program: it is read without a process of its own.
    Raises SheetUnreadable when the file cannot be opened and TemplateInvalid with all mistakes.
    """
    name = ""
    if isinstance(source, Path):
        name = source.name
        try:
            source = fs.read(source, limits.packed + 1)  # read once: what is checked is what is named
        except OSError as failure:
            raise SheetUnreadable(Cause.MISSING, nama=name) from failure
    digest = hashlib.sha256(source).hexdigest()
    read = read_own_sheets if is_own else read_sheets
    return read_template(read(source, name=name, limits=limits), digest=digest)


def read_template(sheets: Sequence[Sheet], *, digest: str = "") -> Template:
    """The template in these sheets. Raises TemplateInvalid with every problem, in workbook order."""
    problems = Problems()
    settings = _read_settings(sheets, problems)
    choices = _read_choices(sheets, problems, may_repeat=settings.has_repeated_choices)
    lines = find_lines(sheets, "survey", ("type", "name", "label"), problems)
    if lines is None:
        raise TemplateInvalid(_sorted(problems))
    unused_columns(sheets, problems)
    reader = _Survey(choices, problems, is_local=settings.privacy is Privacy.LOKAL)
    items = reader.tree(lines)
    order = reader.check(items)
    if not any(isinstance(item, Question) and item.is_visible for item in reader.by_name.values()):
        problems.add(("survey", None, ""), _("belum ada satu pun pertanyaan."))
    if problems.stops:
        raise TemplateInvalid(_sorted(problems))
    return Template(
        form_id=settings.form_id,
        version=settings.version,
        title=settings.title,
        period=settings.period,
        filler=settings.filler,
        office=settings.office,
        privacy=settings.privacy,
        items=items,
        order=order,
        digest=digest,
        row_count=len(lines),
        notes=tuple(_sorted(problems)),
    )


def _sorted(problems: Problems) -> list[Problem]:
    place = {"settings": 2, "choices": 1, "survey": 0}
    return sorted(problems.found, key=lambda problem: (place.get(problem.sheet, 3), problem.row or 0))


# ── settings and choices ────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Settings:
    title: str = ""
    form_id: str = ""
    version: int = 0
    period: Period = Period.SEMESTER
    filler: Filler = Filler.KANTOR
    office: Office = Office.DESA
    privacy: Privacy = Privacy.KIRIM
    has_repeated_choices: bool = False


def _read_settings(sheets: Sequence[Sheet], problems: Problems) -> _Settings:
    lines = find_lines(sheets, "settings", ("form_title", "form_id", "version"), problems)
    if lines is None:
        return _Settings()
    line = lines[0] if lines else Line("settings", 2, {})
    if not line["form_title"]:
        problems.add(line.at("form_title"), _("judul templat belum diisi."))
    if not _FORM_ID.match(line["form_id"]):
        problems.add(
            line.at("form_id"),
            _("kode templat belum diisi atau berisi tanda yang tidak boleh."),
            _("Pakai huruf, angka, dan tanda hubung, misalnya layanan-dasar."),
            snippet=line["form_id"],
        )
    version = _KOBO_VERSION.sub(r"\1", line["version"])
    if not version.isdecimal() or not 0 < int(version[:18]) < 10**12:
        problems.add(
            line.at("version"),
            _("versi harus bilangan bulat yang naik setiap perubahan."),
            _("Mulai dari 1."),
            snippet=version,
        )
        version = "0"
    return _Settings(
        line["form_title"],
        line["form_id"],
        int(version),
        read_word(line, "x_periode", Period.SEMESTER, problems),
        read_word(line, "x_per", Filler.KANTOR, problems),
        read_word(line, "x_kantor", Office.DESA, problems),
        read_word(line, "x_privasi", Privacy.KIRIM, problems),
        line["allow_choice_duplicates"].lower() in {"yes", "true", "true()"},
    )


def _read_choices(
    sheets: Sequence[Sheet], problems: Problems, *, may_repeat: bool
) -> dict[str, tuple[Choice, ...]]:
    """The lists of choices. With `may_repeat` (allow_choice_duplicates) a name may stand in a list more
    than once, as the hamlet Krajan of two villages that a choice_filter holds apart."""
    if not any(sheet.name.strip().lower() == "choices" and sheet.rows for sheet in sheets):
        return {}  # a form without a choice question needs none, and may leave the sheet empty
    lists: dict[str, list[Choice]] = {}
    rows: dict[tuple[str, str], int] = {}
    for line in find_lines(sheets, "choices", ("list_name", "name", "label"), problems) or ():
        list_name, name = line["list_name"], line["name"]
        if not list_name or not name:
            empty = "list_name" if not list_name else "name"
            problems.add(line.at(empty), _("sel ini belum diisi."))
            continue
        if len(name.split()) > 1:
            problems.add(
                line.at("name"),
                _('nama pilihan "{nama}" tidak boleh berisi spasi.').format(nama=name),
                _("Tulis {usul}.").format(usul="_".join(name.split())),
                snippet=name,
            )
        if (list_name, name) in rows and not may_repeat:
            problems.add(
                line.at("name"),
                _(
                    'Pilihan "{nama}" dalam daftar "{daftar}" dipakai dua kali (baris {satu} dan {dua}).'
                ).format(nama=name, daftar=list_name, satu=rows[list_name, name], dua=line.row),
                snippet=name,
                says_where=True,
            )
            continue
        rows[list_name, name] = line.row
        further = {column: text for column, text in line.cells.items() if column not in _CHOICE_COLUMNS}
        score = _score(line, problems)
        lists.setdefault(list_name, []).append(Choice(name, line["label"] or name, score, further))
    return {list_name: tuple(choices) for list_name, choices in lists.items()}


def _score(line: Line, problems: Problems) -> Decimal | None:
    text = line["x_skor"]
    if not text:
        return None
    score = parse_number(text)
    if score is None or not 0 <= score <= 2:
        problems.add(line.at("x_skor"), _("nilai x_skor harus angka 0 sampai 2."), snippet=text)
        return None
    return score


# ── survey ──────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class _Open:
    """A group whose end has not been met yet."""

    row: Row
    items: list[Question | Group] = field(default_factory=list)


class _Survey:
    """Builds the tree of groups and questions, then checks every formula in it."""

    def __init__(
        self, choices: dict[str, tuple[Choice, ...]], problems: Problems, *, is_local: bool = False
    ) -> None:
        self.choices = choices
        self.problems = problems
        self.is_local = is_local
        self.by_name: dict[str, Question | Group] = {}
        self.rows: dict[str, Row] = {}
        self.numbers = 0

    def tree(self, lines: Sequence[Line]) -> tuple[Question | Group, ...]:
        """All items of the sheet, nested as begin and end say."""
        root: list[Question | Group] = []
        open_groups: list[_Open] = []
        for line in lines:
            row = read_row(line, self.choices, self.problems)
            if row is None:
                continue
            if row.step == "end":
                self.close(row, open_groups, root)
                continue
            self.claim(row)
            if row.step == "begin":
                open_groups.append(_Open(row))
                self.check_depth(row, open_groups)
                continue
            items = open_groups[-1].items if open_groups else root
            items.extend(self.questions(row, open_groups))
        for still_open in open_groups:
            begun = still_open.row
            self.problems.add(
                begun.line.at("type"),
                _('{jenis} "{nama}" (baris {baris}) tidak ditutup.').format(
                    jenis=_("Tabel") if begun.is_repeat else _("Grup"), nama=begun.name, baris=begun.line.row
                ),
                says_where=True,
                snippet=begun.line["type"],
            )
        while open_groups:
            self.finish(open_groups, root)
        return tuple(root)

    def claim(self, row: Row) -> None:
        """A name belongs to one question only."""
        earlier = self.rows.get(row.name)
        if earlier is None:
            self.rows[row.name] = row
            return
        self.problems.add(
            row.line.at("name"),
            _('Nama isian "{nama}" dipakai dua kali (baris {satu} dan {dua}).').format(
                nama=row.name, satu=earlier.line.row, dua=row.line.row
            ),
            _("or_other menambah isian dengan nama itu sendiri. Pilih nama lain.")
            if row.name != row.line["name"] or earlier.name != earlier.line["name"]
            else "",
            snippet=row.name,
            says_where=True,
        )

    def check_depth(self, row: Row, open_groups: Sequence[_Open]) -> None:
        if len(open_groups) > DEEPEST_GROUP:
            self.problems.add(
                row.line.at("type"),
                _("grup bersarang lebih dari {batas} tingkat.").format(batas=DEEPEST_GROUP),
            )
        if row.is_repeat and sum(one.row.is_repeat for one in open_groups) > DEEPEST_TABLE:
            self.problems.add(
                row.line.at("type"),
                _("tabel di dalam tabel lebih dari {batas} tingkat.").format(batas=DEEPEST_TABLE),
            )

    def close(self, row: Row, open_groups: list[_Open], root: list[Question | Group]) -> None:
        if not open_groups:
            self.problems.add(
                row.line.at("type"),
                _("penutup ini tidak punya pembuka."),
                _("Hapus baris ini, atau tambahkan begin group di atasnya."),
                snippet=row.line["type"],
            )
            return
        begun = open_groups[-1].row
        if begun.is_repeat != row.is_repeat:
            self.problems.add(
                row.line.at("type"),
                _('penutup ini tidak cocok dengan pembuka "{nama}" di baris {baris}.').format(
                    nama=begun.name, baris=begun.line.row
                ),
                _("Maksud Anda {usul}?").format(usul="end repeat" if begun.is_repeat else "end group"),
                snippet=row.line["type"],
            )
        self.finish(open_groups, root)

    def finish(self, open_groups: list[_Open], root: list[Question | Group]) -> None:
        done = open_groups.pop()
        repeats = _tables(open_groups)
        around = self.is_local or any(one.row.privacy is Privacy.LOKAL for one in open_groups)
        group = replace(
            _group_of(done.row),
            privacy=Privacy.LOKAL if around else done.row.privacy,
            items=tuple(done.items),
            groups=_names(open_groups),
            repeats=(*repeats, done.row.name) if done.row.is_repeat else repeats,
        )
        self.by_name.setdefault(group.name, group)
        (open_groups[-1].items if open_groups else root).append(group)

    def questions(self, row: Row, open_groups: Sequence[_Open]) -> list[Question]:
        """The question of a row, and the text field that `or_other` adds to it."""
        if row.question is None:
            return []
        found = [row.question]
        if row.has_other:
            found.append(_other_field(row.question))
            self.claim(Row(row.line, "question", found[-1].name))
        placed = []
        for question in found:
            if question.is_visible and question.kind is not Kind.NOTE:
                self.numbers += 1
                question = replace(question, number=self.numbers)
            around = any(one.row.privacy is Privacy.LOKAL for one in open_groups)
            question = replace(
                question,
                groups=_names(open_groups),
                repeats=_tables(open_groups),
                privacy=Privacy.LOKAL if around or self.is_local else question.privacy,
            )
            if question.dimension and question.repeats:
                self.problems.add(row.line.at("x_dimensi"), _("isian di dalam tabel tidak dapat dinilai."))
            self.by_name.setdefault(question.name, question)
            placed.append(question)
        return placed

    def check(self, items: tuple[Question | Group, ...]) -> tuple[str, ...]:
        """Check every formula; returns the order in which they are worked out."""
        in_order = {name: self.by_name[name] for name in self.rows if name in self.by_name}
        self.by_name = in_order | self.by_name
        for name, item in self.by_name.items():
            row = self.rows.get(name)
            if row is None:
                continue
            self.check_words(row, item)
            words = {column for choice in row.choices for column in ("name", "label", *choice.columns)}
            if row.question is not None and row.question.table:
                words.update(TABLES.get(row.question.table, ()))
            for column, expression in row.formulas.items():
                standing = Standing(column, item, words if column == "choice_filter" else ())
                for fault in check_expression(expression, self.by_name, standing):
                    self.problems.add(
                        row.line.at(column),
                        fault.sentence,
                        fault.suggestion,
                        snippet=expression.text[fault.start : fault.end],
                    )
        order, circle = sort_by_need(self.by_name)
        if circle:
            self.problem_of_circle(circle)
        return order

    def check_words(self, row: Row, item: Question | Group) -> None:
        """The answers that a label names: they must exist, and can be shown only outside of tables."""
        for column in ("label", "hint"):
            for found in NAMED.finditer(row.line[column]):
                name = found[1]
                if name not in self.by_name:
                    near = get_close_matches(name, self.by_name, n=1)
                    self.problems.add(
                        row.line.at(column),
                        _("${{{nama}}} tidak ada.").format(nama=name),
                        _("Mirip: ${{{nama}}}.").format(nama=near[0]) if near else _("Periksa ejaannya."),
                        snippet=found[0],
                    )
                elif (
                    column == "hint" or isinstance(item, Group) or item.repeats or self.by_name[name].repeats
                ):
                    self.problems.add(
                        row.line.at(column),
                        _(
                            "isi {nama} tidak ditampilkan di tulisan ini; di tempatnya ada titik-titik."
                        ).format(nama=found[0]),
                        snippet=found[0],
                        level=Level.SARAN,
                    )

    def problem_of_circle(self, circle: tuple[str, ...]) -> None:
        first = next((name for name in circle if name in self.rows and self.rows[name].formulas), circle[0])
        turned = circle[circle.index(first) : -1] + circle[: circle.index(first)] + (first,)
        row = self.rows[first]
        column = next(
            (column for column, formula in row.formulas.items() if turned[1] in formula.names()), "relevant"
        )
        shown = turned if len(turned) <= 8 else (*turned[:6], "…", first)
        self.problems.add(
            row.line.at(column),
            _("perhitungan berputar: {jalan}.").format(jalan=" → ".join(shown)),
            snippet=row.line[column],
        )


def _names(open_groups: Sequence[_Open]) -> tuple[str, ...]:
    return tuple(one.row.name for one in open_groups)


def _tables(open_groups: Sequence[_Open]) -> tuple[str, ...]:
    return tuple(one.row.name for one in open_groups if one.row.is_repeat)


def _group_of(row: Row) -> Group:
    return Group(
        name=row.name,
        label=NAMED.sub(GAP, plain_words(row.line["label"])),
        hint=NAMED.sub(GAP, plain_words(row.line["hint"])),
        is_repeat=row.is_repeat,
        relevant=row.formulas.get("relevant"),
        repeat_count=row.formulas.get("repeat_count"),
        appearance=row.appearance,
        row_kind=row.row_kind,
        catalogue=row.choices,
        prefill=row.line["x_isi_awal"],
        basis=row.line["x_dasar"],
        privacy=row.privacy,
        row=row.line.row,
    )


def _other_field(question: Question) -> Question:
    """`Lainnya, sebutkan`: shown when the added choice is taken."""
    return Question(
        name=f"{question.name}_{OTHER}",
        kind=Kind.TEXT,
        label=_("Lainnya, sebutkan"),
        relevant=parse(f"selected(${{{question.name}}}, '{OTHER}')"),
        row=question.row,
    )

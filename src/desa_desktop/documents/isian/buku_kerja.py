"""The protected Excel form of a checklist: filled in any spreadsheet, read back by its keys (ux.md 12.8).

Column A is hidden and says what each row is; the sheet `_isian` says which form, version and period it is:

    q|KODE                  a question, answered in column D
    c|KODE|CHOICE           one choice of several, marked with an x in column D
    h|TABLE|COLUMN,...      the heading of a table: what columns D, E, ... are
    t|TABLE|=ENTRY          its row of a catalogue
    t|TABLE|#3              its row that stood there when the form was written, counted from 0
    t|TABLE|+3              a row to add

Only answers can be typed in. `services/isian_excel` reads it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from desa_desktop.checklists import ROW_KEY, Choice, Group, Kind, Plain, Question
from desa_desktop.checklists.rows import TableRow
from desa_desktop.checklists.template import NUMERIC
from desa_desktop.checklists.values import parse_number, text
from desa_desktop.documents.excel import EPOCH, as_text, clean, thin_border, without_clock
from desa_desktop.documents.isian.kata import has_fixed_rows, rows_of, unit_of, with_unit
from desa_desktop.documents.isian.lembar import Lembar
from desa_desktop.documents.isian.syarat import condition
from desa_desktop.domain.isian import show_periode

SHEET, META, LISTS = "Isian", "_isian", "_pilihan"
FORMAT = "1"
FIRST_CELL = 4  # column D
_HEAD_ROW = 3
_MORE_ROWS, _OWN_ROWS = 10, 3
_LAST_TEXT_COLUMN = 7  # words and choices take D to G
_MOST_AREAS = 100  # in one check of cells
_MARK = "x"
_DATE_FORMAT = "DD/MM/YYYY"
_EARLIEST, _LATEST = date(1900, 1, 1), date(2100, 12, 31)


@dataclass(frozen=True, kw_only=True)
class FormulirExcel:
    """The form to be written, with the answers it has so far. `kode_desa` says whose it is, `isian` is the id
    of the checklist.
    """

    lembar: Lembar
    periode: str
    kode_desa: str
    nama_desa: str
    isian: str = ""


def digest_of(rows: Sequence[TableRow]) -> str:
    """What a table's rows were when the form was written, so that a change since then is noticed."""
    whole = json.dumps(rows, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(whole.encode()).hexdigest()[:16]


def labels_of(choices: Sequence[Choice]) -> dict[str, str]:
    """Name of each choice to the words in the list, each only once."""
    found: dict[str, str] = {}
    for one in choices:
        label = clean(" ".join((one.label or one.name).split()))[:250]
        found[one.name] = label if label not in found.values() else f"{label} ({one.name})"
    return found


def is_answered_here(question: Question) -> bool:
    """Whether the form has a cell for it: photos and calculations are the program's."""
    is_file = question.kind in (Kind.IMAGE, Kind.FILE, Kind.NOTE)
    return question.is_answerable and not question.is_read_only and not is_file


def columns_of(group: Group) -> list[Question]:
    """The questions of a table that have a column."""
    return [one for one in group.items if isinstance(one, Question) and is_answered_here(one)]


def write_form(form: FormulirExcel) -> bytes:
    """The workbook. Equal forms give equal bytes."""
    from openpyxl import Workbook

    template = form.lembar.template
    book = Workbook()
    for unwanted in book.worksheets:
        book.remove(unwanted)
    book.properties.title = clean(template.title)
    book.properties.creator = "Desa Desktop"
    book.properties.created = book.properties.modified = EPOCH
    guide = book.create_sheet("Petunjuk")
    sheet = book.create_sheet(SHEET)
    writer = _Writer(book, sheet, form)
    writer.write()
    _guide(guide, form, writer.sections)
    _meta(book.create_sheet(META), form, writer.digests)
    for one in (guide, sheet):
        one.protection.sheet = True
        one.protection.formatColumns = one.protection.formatRows = False
    book.security = _locked_structure()
    book.active = 1
    target = BytesIO()
    book.save(target)
    return without_clock(target.getvalue())


def _locked_structure() -> Any:
    from openpyxl.workbook.protection import WorkbookProtection

    return WorkbookProtection(lockStructure=True)


def _meta(sheet: Any, form: FormulirExcel, digests: Mapping[str, str]) -> None:
    template = form.lembar.template
    facts = {
        "format": FORMAT,
        "form_id": template.form_id,
        "judul": template.title,
        "versi": str(template.version),
        "sha256": template.digest,
        "periode": form.periode,
        "kode_desa": form.kode_desa,
        "desa": form.nama_desa,
        "isian": form.isian,
        **{f"tabel:{name}": digest for name, digest in digests.items()},
    }
    for line, (name, value) in enumerate(facts.items(), 1):
        as_text(sheet.cell(line, 1), name)
        as_text(sheet.cell(line, 2), clean(value))
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True


def _guide(sheet: Any, form: FormulirExcel, sections: Sequence[tuple[str, int]]) -> None:
    """How to fill it in, and a list of sections that leads to each."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.worksheet.hyperlink import Hyperlink

    template = form.lembar.template
    sheet.column_dimensions["A"].width = 100
    lines = [
        (f"{template.title}, {show_periode(form.periode)}", True),
        (f"Desa {form.nama_desa}" if form.nama_desa else "", True),
        ("", False),
        ("1. Isi sel putih di lembar Isian. Sel lain terkunci.", False),
        (
            "2. Pilihan: klik sel, lalu panah kecil di kanannya. Tanda x untuk pilihan yang boleh beberapa.",
            False,
        ),
        ("3. Angka nol ditulis 0. Sel yang dibiarkan kosong tidak mengubah isian yang sudah ada.", False),
        ("4. Jangan memindah, menyalin, atau menghapus baris.", False),
        ("5. Simpan, lalu baca kembali di Desa Desktop: Daftar Isian, Baca dari Excel.", False),
        ("", False),
        ("Bagian (klik untuk menuju):", True),
    ]
    for line, (words, is_bold) in enumerate(lines, 1):
        cell = sheet.cell(line, 1)
        as_text(cell, clean(words))
        cell.font = Font(bold=is_bold, size=13 if line == 1 else 11)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for line, (label, row) in enumerate(sections, len(lines) + 1):
        cell = sheet.cell(line, 1)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{SHEET}'!C{row}")
        as_text(cell, clean(label))
        cell.font = Font(underline="single", color="1F4E79")


@dataclass
class _Rules:
    """The cells of each kind of check, gathered so that each check is written once."""

    cells: dict[tuple[str, ...], list[str]] = field(default_factory=dict)

    def add(self, rule: tuple[str, ...], place: str) -> None:
        self.cells.setdefault(rule, []).append(place)


class _Writer:
    def __init__(self, book: Any, sheet: Any, form: FormulirExcel) -> None:
        from openpyxl.styles import Alignment, Font, PatternFill, Protection

        self.book, self.sheet, self.form, self.lembar = book, sheet, form, form.lembar
        self.line = 1
        self.sections: list[tuple[str, int]] = []
        self.digests: dict[str, str] = {}
        self.rules = _Rules()
        self.lists: dict[tuple[str, ...], str] = {}
        self.list_sheet = book.create_sheet(LISTS)
        self.list_sheet.sheet_state = "hidden"
        self.list_sheet.protection.sheet = True
        self.widest = _LAST_TEXT_COLUMN
        self.open = Protection(locked=False)
        self.wrap = Alignment(wrap_text=True, vertical="top")
        self.centre = Alignment(horizontal="center", vertical="top", wrap_text=True)
        self.bold, self.small = Font(bold=True), Font(italic=True, size=9, color="555555")
        self.grey = PatternFill("solid", fgColor="E8E8E8")
        self.dim = PatternFill("solid", fgColor="F4F4F4")

    def write(self) -> None:
        """Title, headings, every section, then checks and widths."""
        template, form = self.lembar.template, self.form
        name = f", Desa {form.nama_desa}" if form.nama_desa else ""
        self._locked(1, 3, f"{template.title}, {show_periode(form.periode)}{name}", font=self.bold)
        self._locked(2, 3, f"{template.form_id} versi {template.version}", font=self.small)
        for column, words in ((2, "No"), (3, "Pertanyaan"), (4, "Jawaban")):
            self._locked(_HEAD_ROW, column, words, font=self.bold, fill=self.grey)
        self.line = _HEAD_ROW + 1
        for section in template.sections:
            self._section(section)
        self._write_rules()
        self._set_up()

    def _locked(self, line: int, column: int, words: str | int, *, font: Any = None, fill: Any = None) -> Any:
        cell = self.sheet.cell(line, column)
        if isinstance(words, int):
            cell.value = words
            cell.alignment = self.centre
        else:
            as_text(cell, clean(words))
            cell.alignment = self.wrap
        if font is not None:
            cell.font = font
        if fill is not None:
            cell.fill = fill
        return cell

    def _key(self, key: str) -> None:
        as_text(self.sheet.cell(self.line, 1), key)

    # -- questions -----------------------------------------------------------------------------------

    def _section(self, section: Group) -> None:
        self.line += 1
        self.sections.append((section.label, self.line))
        self._locked(self.line, 3, section.label, font=self.bold, fill=self.grey)
        self.line += 1
        if section.is_repeat:
            self._table(section)
        else:
            self._items(section.items)

    def _items(self, items: Sequence[Question | Group]) -> None:
        for item in items:
            if isinstance(item, Question):
                if item.is_visible:
                    self._question(item)
            elif item.is_repeat:
                self._table(item)
            else:
                self._locked(self.line, 3, item.label, font=self.bold, fill=self.dim)
                self.line += 1
                self._items(item.items)

    def _question(self, question: Question) -> None:
        if question.number:
            self._locked(self.line, 2, question.number)
        star = " *" if question.required is not None else ""
        words = f"{question.label}{star}"
        hints = (question.hint, condition(question.relevant, self.lembar.template))
        note = " ".join(part for part in hints if part)
        cell = self._locked(self.line, 3, f"{words}\n{note}" if note else words)
        cell.border = thin_border()
        if not is_answered_here(question):
            text_of = {
                Kind.NOTE: "",
                Kind.IMAGE: "ditambahkan di program",
                Kind.FILE: "ditambahkan di program",
            }
            note = text_of.get(question.kind, "dihitung program")
            self._locked(self.line, FIRST_CELL, note, font=self.small, fill=self.dim)
            self.line += 1
            return
        offered = self.lembar.offered(question)
        value = self.lembar.state.value(question.name)
        if question.kind in (Kind.SELECT_MULTIPLE, Kind.RANK):
            self._several(question, offered, text(value).split())
            return
        self._key(f"q|{question.name}")
        self._answer(self.line, FIRST_CELL, question, offered, value)
        if question.kind in NUMERIC:
            self._locked(self.line, FIRST_CELL + 1, unit_of(question), font=self.small)
        elif question.kind is not Kind.DATE:
            self.sheet.merge_cells(
                start_row=self.line, start_column=FIRST_CELL, end_row=self.line, end_column=_LAST_TEXT_COLUMN
            )
            for column in range(FIRST_CELL + 1, _LAST_TEXT_COLUMN + 1):  # joined cells open only together
                self.sheet.cell(self.line, column).protection = self.open
        self.line += 1

    def _several(self, question: Question, offered: Sequence[Choice], chosen: Sequence[str]) -> None:
        """A row for each choice, marked with an x; a ranking with its place."""
        is_rank = question.kind is Kind.RANK
        how = "Beri urutan 1, 2, 3, ..." if is_rank else "Tandai dengan x, boleh beberapa."
        self._locked(self.line, FIRST_CELL, how, font=self.small)
        self.line += 1
        for name, label in labels_of(offered).items():
            self._key(f"c|{question.name}|{name}")
            self._locked(self.line, 3, f"    {label}").border = thin_border()
            cell = self.sheet.cell(self.line, FIRST_CELL)
            cell.protection, cell.border, cell.alignment = self.open, thin_border(), self.centre
            if name in chosen:
                cell.value = chosen.index(name) + 1 if is_rank else _MARK
            self.rules.add(("whole", "1", str(len(offered))) if is_rank else ("mark",), cell.coordinate)
            self.line += 1

    def _answer(
        self, line: int, column: int, question: Question, offered: Sequence[Choice], value: Any
    ) -> None:
        """An open cell with the check of its kind and the answer that is known."""
        cell = self.sheet.cell(line, column)
        cell.protection, cell.border, cell.alignment = self.open, thin_border(), self.wrap
        place = cell.coordinate
        match question.kind:
            case Kind.INTEGER | Kind.DECIMAL | Kind.RANGE:
                is_year = question.name.split("_")[0] == "tahun"
                cell.number_format = "0" if is_year else "#,##0.###"
                if isinstance(value, Decimal):
                    cell.value = int(value) if value == value.to_integral_value() else value
                self.rules.add(_number_rule(question), place)
            case Kind.DATE:
                cell.number_format = _DATE_FORMAT
                if isinstance(value, date):
                    cell.value = value
                self.rules.add(("date",), place)
            case Kind.SELECT_ONE if offered:
                labels = labels_of(offered)
                if value is not None:
                    as_text(cell, labels.get(text(value), text(value)))
                self.rules.add(("list", self._list(tuple(labels.values()))), place)
            case Kind.ACKNOWLEDGE:
                if value is not None:
                    as_text(cell, "Ya")
                self.rules.add(("list", self._list(("Ya",))), place)
            case Kind.SELECT_MULTIPLE | Kind.RANK:
                labels = labels_of(offered)
                cell.number_format = "@"
                if value is not None:
                    as_text(cell, "; ".join(labels.get(one, one) for one in text(value).split()))
            case _:
                cell.number_format = "@"
                if value is not None:
                    as_text(cell, clean(text(value)))

    def _list(self, words: tuple[str, ...]) -> str:
        """The place of a list of choices on its hidden sheet; equal lists stand there once."""
        from openpyxl.utils import get_column_letter

        if words not in self.lists:
            column = len(self.lists) + 1
            for line, word in enumerate(words, 1):
                as_text(self.list_sheet.cell(line, column), word)
            letter = get_column_letter(column)
            self.lists[words] = f"'{LISTS}'!${letter}$1:${letter}${len(words)}"
        return self.lists[words]

    # -- tables --------------------------------------------------------------------------------------

    def _table(self, group: Group) -> None:
        self._locked(self.line, 3, group.label, font=self.bold, fill=self.dim)
        self.line += 1
        shown = columns_of(group)
        if any(isinstance(one, Group) for one in group.items):
            self._locked(self.line, 3, "Tabel ini diisi di program.", font=self.small)
            self.line += 1
            return
        note = " ".join(
            part for part in (group.hint, condition(group.relevant, self.lembar.template)) if part
        )
        if note:
            self._locked(self.line, 3, note, font=self.small)
            self.line += 1
        self._key(f"h|{group.name}|{','.join(one.name for one in shown)}")
        self._locked(self.line, 3, "Uraian", font=self.bold, fill=self.grey)
        for column, question in enumerate(shown, FIRST_CELL):
            words = with_unit(question)
            if question.kind in (Kind.SELECT_MULTIPLE, Kind.RANK):
                labels = labels_of(self.lembar.offered(question)).values()
                words = f"{words}\n(boleh beberapa, pisahkan dengan titik koma: {'; '.join(labels)})"
            cell = self._locked(self.line, column, words, font=self.bold, fill=self.grey)
            cell.border = thin_border()
        self.widest = max(self.widest, FIRST_CELL + len(shown) - 1)
        self.line += 1
        for number, (key, label, place) in enumerate(self._rows(group), 1):
            self._key(f"t|{group.name}|{key}")
            self._locked(self.line, 2, number)
            cell = self._locked(self.line, 3, label)
            cell.border = thin_border()
            if not label and group.catalogue:
                cell.protection = self.open  # an entry of one's own
            for column, question in enumerate(shown, FIRST_CELL):
                value = None if place is None else self.lembar.state.value(question.name, place)
                self._answer(self.line, column, question, self.lembar.offered(question), value)
            self.line += 1
        self.line += 1

    def _rows(self, group: Group) -> Iterator[tuple[str, str, int | None]]:
        """(key, words of the entry, its place among the stored rows)."""
        raw: Plain = self.lembar.answers.get(group.name)
        stored = rows_of(group, raw)
        self.digests[group.name] = digest_of(stored)
        if has_fixed_rows(group):
            for place, entry in enumerate(group.catalogue):
                yield f"={entry.name}", entry.label, place
            return
        by_entry: dict[str, int] = {}
        own = []
        known = {one.name for one in group.catalogue}
        for place, row in enumerate(stored):
            name = str(row.get(ROW_KEY) or "")
            if name in known and name not in by_entry:
                by_entry[name] = place
            else:
                own.append(place)
        for entry in group.catalogue:
            yield f"={entry.name}", entry.label, by_entry.get(entry.name)
        for place in own:
            yield f"#{place}", str(stored[place].get(ROW_KEY) or ""), place
        for number in range(_OWN_ROWS if group.catalogue else _MORE_ROWS):
            yield f"+{number}", "", None

    # -- checks and measures -------------------------------------------------------------------------

    def _write_rules(self) -> None:
        from openpyxl.worksheet.cell_range import MultiCellRange

        for rule, places in self.rules.cells.items():
            for area in _areas(places):
                made = self._rule(rule)
                made.errorTitle = "Jawaban tidak cocok"
                made.allow_blank = True
                made.showErrorMessage = True
                made.sqref = MultiCellRange(area)
                self.sheet.add_data_validation(made)

    @staticmethod
    def _rule(rule: tuple[str, ...]) -> Any:
        """The check of a cell, with the words that a person reads when it refuses."""
        from openpyxl.worksheet.datavalidation import DataValidation

        check: Any = DataValidation
        kind, *facts = rule
        if kind == "list":
            return check(type="list", formula1=facts[0], error="Pilih salah satu dari daftar.")
        if kind == "mark":
            words = "Tandai dengan huruf x, atau kosongkan."
            return check(type="list", formula1=f'"{_MARK}"', error=words)
        if kind == "date":
            first, last = (f"DATE({day.year},{day.month},{day.day})" for day in (_EARLIEST, _LATEST))
            words = "Isi dengan tanggal, misalnya 22/11/2026."
        else:
            first, last = facts
            word = "angka bulat" if kind == "whole" else "angka"
            words = f"Isi dengan {word}. Kosongkan bila belum tahu."
        return check(type=kind, operator="between", formula1=first, formula2=last, error=words)

    def _set_up(self) -> None:
        from openpyxl.utils import get_column_letter

        sheet = self.sheet
        sheet.column_dimensions["A"].hidden = True
        sheet.column_dimensions["B"].width = 6
        sheet.column_dimensions["C"].width = 58
        for column in range(FIRST_CELL, self.widest + 1):
            sheet.column_dimensions[get_column_letter(column)].width = 18
        sheet.freeze_panes = f"D{_HEAD_ROW + 1}"
        sheet.page_setup.paperSize = 14
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _number_rule(question: Question) -> tuple[str, ...]:
    kind = "whole" if question.kind is Kind.INTEGER else "decimal"
    if question.kind is Kind.RANGE:
        low = parse_number(question.parameters.get("start", "0")) or Decimal(0)
        high = parse_number(question.parameters.get("end", "10")) or Decimal(10)
        return kind, format(low, "f"), format(high, "f")
    return kind, "-999999999999", "999999999999"


def _areas(places: Sequence[str]) -> Iterator[str]:
    """The cells as areas (`D5:D20`), so many in one text as every spreadsheet reads."""
    from openpyxl.utils.cell import coordinate_from_string

    areas: list[list[Any]] = []  # column, first line, last line
    cells = sorted(coordinate_from_string(place) for place in places)
    for column, line in cells:
        if areas and areas[-1][0] == column and areas[-1][2] == line - 1:
            areas[-1][2] = line
        else:
            areas.append([column, line, line])
    words = [
        f"{column}{first}:{column}{last}" if last > first else f"{column}{first}"
        for column, first, last in areas
    ]
    for start in range(0, len(words), _MOST_AREAS):
        yield " ".join(words[start : start + _MOST_AREAS])

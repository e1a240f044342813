"""The three sheets of a template workbook as rows of named cells, each knowing its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desa_desktop.checklists.problem import Level, Problem
from desa_desktop.i18n import _
from desa_desktop.sheets import Cell, Row, Sheet

MOST_PROBLEMS = 500
MOST_ROWS = {"survey": 5_000, "choices": 20_000, "settings": 20}
SURVEY = frozenset(
    {"type", "name", "label", "hint", "guidance_hint", "required", "required_message", "relevant"}
    | {"constraint", "constraint_message", "calculation", "choice_filter", "appearance", "default"}
    | {"read_only", "repeat_count", "parameters", "x_dimensi", "x_bobot", "x_dasar", "x_unit", "x_bukti"}
    | {"x_isi_awal", "x_baris", "x_katalog", "x_periksa", "x_pesan_periksa", "x_privasi"}
)
_TRANSLATED = ("label", "hint", "guidance_hint", "required_message", "constraint_message", "x_pesan_periksa")
_OTHER_SPELLINGS = {
    "list name": "list_name",
    "readonly": "read_only",
    "read only": "read_only",
    "relevance": "relevant",
    "calculate": "calculation",
    "constraint message": "constraint_message",
    "required message": "required_message",
    "repeat count": "repeat_count",
    "id_string": "form_id",
}


class Problems:
    """Collects what is wrong, all of it, up to a number nobody would read further than."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def add(
        self,
        place: tuple[str, int | None, str],
        sentence: str,
        suggestion: str = "",
        *,
        snippet: str = "",
        level: Level = Level.GALAT,
        says_where: bool = False,
    ) -> None:
        """Note one problem at (sheet, row, column)."""
        if len(self.found) < MOST_PROBLEMS:
            problem = Problem(*place, snippet, sentence, suggestion, level, says_where)
            if problem not in self.found[-20:]:
                self.found.append(problem)

    @property
    def stops(self) -> bool:
        """Whether a GALAT is among them."""
        return any(problem.level is Level.GALAT for problem in self.found)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a template sheet: cells by heading, all as trimmed text."""

    sheet: str
    row: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def at(self, column: str) -> tuple[str, int | None, str]:
        """The place of one cell, for a problem."""
        return self.sheet, self.row, column


def cell_text(cell: Cell) -> str:
    """A cell as its author sees it: 1 and not 1.0, dates ISO, no blanks around it."""
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case Decimal():
            return format(cell, "f")
        case dt.date() | dt.time():
            return cell.isoformat()
    return str(cell).replace("\u00a0", " ").strip()


def find_lines(
    sheets: Sequence[Sheet], name: str, needed: Sequence[str], problems: Problems
) -> list[Line] | None:
    """The rows below the headings of a sheet. None when they cannot be read; `problems` says why."""
    sheet = next((one for one in sheets if one.name.strip().lower() == name), None)
    if sheet is None or not sheet.rows:
        words = _("Tambahkan lembar itu dengan kolom {kolom}.").format(kolom=", ".join(needed))
        problems.add((name, None, ""), _("lembar ini tidak ada atau kosong."), words)
        return None
    head, *rows = sheet.rows
    if len(rows) > MOST_ROWS[name]:
        problems.add((name, None, ""), _("lebih dari {batas} baris.").format(batas=MOST_ROWS[name]))
        return None
    columns = _columns([cell_text(cell) for cell in head.cells])
    for column in needed:
        if column not in columns:
            problems.add(
                (name, head.number, column),
                _('kolom "{kolom}" tidak ada.').format(kolom=column),
                _("Tulis nama kolom di baris pertama."),
            )
    if any(column not in columns for column in needed):
        return None
    return list(_lines(name, rows, columns))


def _lines(name: str, rows: Sequence[Row], columns: Mapping[str, int]) -> Iterator[Line]:
    for row in rows:
        cells = {
            column: text
            for column, place in columns.items()
            if place < len(row.cells) and (text := cell_text(row.cells[place]))
        }
        if cells:
            yield Line(name, row.number, cells)


def _columns(headings: Sequence[str]) -> dict[str, int]:
    """Heading to its place. Of several languages the Indonesian one wins, then the plain column."""
    columns: dict[str, int] = {}
    strength: dict[str, int] = {}
    for place, heading in enumerate(headings):
        base, _colons, language = heading.partition("::")
        column = base.strip().lower()
        column = _OTHER_SPELLINGS.get(column, column)
        rank = 1
        if language:
            if column not in _TRANSLATED:
                continue
            spoken = language.strip().lower()
            is_ours = spoken.startswith(("indonesia", "bahasa indonesia", "id ")) or spoken == "id"
            rank = 2 if is_ours or spoken.endswith("(id)") else 0
        if column and rank > strength.get(column, -1):
            columns[column], strength[column] = place, rank
    return columns


def unused_columns(sheets: Sequence[Sheet], problems: Problems) -> None:
    """Advise about headings of the survey sheet that nothing reads."""
    sheet = next((one for one in sheets if one.name.strip().lower() == "survey"), None)
    if sheet is None or not sheet.rows:
        return
    headings = [cell_text(cell) for cell in sheet.rows[0].cells]
    for column in (*_columns(headings), *_of_other_tools(headings)):
        if column not in SURVEY:
            problems.add(
                ("survey", sheet.rows[0].number, column),
                _("kolom ini tidak dipakai."),
                level=Level.SARAN,
                snippet=column,
            )


def _of_other_tools(headings: Sequence[str]) -> list[str]:
    """Headings such as `media::image` and `bind::oc:itemgroup`, which are no language of a column of ours."""
    return [
        heading
        for heading in dict.fromkeys(headings)
        if "::" in heading and heading.partition("::")[0].strip().lower() not in _TRANSLATED
    ]

"""Template sheets written as small text tables, so that a test looks like the workbook it is about."""

from __future__ import annotations

from desa_desktop.checklists import Template, read_template
from desa_desktop.sheets import Row, Sheet

CHOICES = """
    | list_name | name    | label   | x_skor |
    | ya_tidak  | ya      | Ya      | 2      |
    | ya_tidak  | tidak   | Tidak   | 0      |
    | ada       | ya      | Ya      | 2      |
    | ada       | sebagian| Sebagian| 1      |
    | ada       | tidak   | Tidak   | 0      |
    | ada       | tb      | Tidak berlaku |  |
    | sumber    | pdam    | PDAM    |        |
    | sumber    | sumur   | Sumur   |        |
"""
SETTINGS = """
    | form_title  | form_id | version |
    | Isian coba  | coba    | 1       |
"""


def sheet(name: str, table: str) -> Sheet:
    """One sheet: `|` between cells, the first row is row 1, an empty cell is None."""
    rows = []
    for number, line in enumerate((one for one in table.splitlines() if one.strip()), start=1):
        cells = [cell.strip() or None for cell in line.strip().strip("|").split("|")]
        rows.append(Row(name, number, tuple(cells)))
    return Sheet(name, tuple(rows))


def sheets(survey: str, choices: str = CHOICES, settings: str = SETTINGS) -> list[Sheet]:
    """The three sheets of a template."""
    return [sheet("survey", survey), sheet("choices", choices), sheet("settings", settings)]


def template(survey: str, choices: str = CHOICES, settings: str = SETTINGS) -> Template:
    """The checked template of these tables."""
    return read_template(sheets(survey, choices, settings), digest="0" * 64)

"""Ceilings in one column for each source (form G9 of perencanaan.md 6) as one row for each source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desa_desktop.domain.tempel.kolom import JenisTempel
from desa_desktop.domain.tempel.masa import calendar_year
from desa_desktop.domain.tempel.peta import Peta, guess_mapping
from desa_desktop.domain.tempel.sel import Cell, cell_number, cell_text
from desa_desktop.domain.wording import read_money, show_money

_LEAST = 2  # columns of sources that make such a table
_TOTAL = re.compile(r"(sub ?-?(?:total|jumlah)|grand total|jumlah|total)\b", re.IGNORECASE)


def pagu_across(rows: Sequence[Sequence[Cell]], tahun: int | None) -> list[tuple[Cell, ...]]:
    """Headings and one row for each source; [] when this is no table with sources as headings.

    Rows below each other add up. In a table with a row for each year only that of `tahun` counts. Where an
    amount cannot be read, or the printed total says something else than its rows, the cell holds both as
    text, so that the person is asked.
    """
    peta = guess_mapping(JenisTempel.RKP, rows)
    places = [place for place, name in enumerate(peta.field) if name.startswith(("_dana_", "_silpa_"))]
    if not peta.has_judul or len(places) < _LEAST:
        return []
    body = _of_year(rows[peta.baris_data :], places, tahun)
    found: list[tuple[Cell, ...]] = [("Sumber dana", "Pagu")]
    for place in places:
        amount = _added(body, place, places)
        if amount is not None:
            found.append((_source(peta, place), amount))
    return found if len(found) > 1 else []


def _source(peta: Peta, place: int) -> str:
    kind, _bar, name = peta.field[place].strip("_").partition("_")
    return f"s.{name}" if kind == "silpa" else name


def _of_year(
    body: Sequence[Sequence[Cell]], places: Sequence[int], tahun: int | None
) -> list[Sequence[Cell]]:
    """The rows of the year that is filled, when each row of the table names a year before its amounts."""
    years = [_year(row, places[0]) for row in body]
    if not tahun or tahun not in years:
        return list(body)
    return [row for row, year in zip(body, years, strict=True) if year == tahun]


def _year(row: Sequence[Cell], before: int) -> int | None:
    words = (_plain(cell) for cell in row[:before])
    return next((year for word in words if (year := calendar_year(word)) is not None), None)


def _plain(cell: Cell) -> str:
    number = cell_number(cell)
    return cell_text(cell) if number is None else f"{number:f}"


def _added(body: Sequence[Sequence[Cell]], place: int, places: Sequence[int]) -> Cell:
    """What the rows of one column add up to; a text when that is not sure, None when they hold nothing."""
    total: int | None = None
    printed: int | None = None
    unread: list[str] = []
    for row in body:
        text = cell_text(row[place]) if place < len(row) else ""
        if not text or _is_signed(row, places):
            continue
        amount = read_money(text).value
        is_total = any(_TOTAL.match(cell_text(cell)) for cell in row[: places[0]])
        if is_total:
            printed = amount
        elif amount is None:
            unread.append(text)
        else:
            total = (total or 0) + amount
    if unread:
        read = [] if total is None else [show_money(total)]
        return "; ".join([*read, *unread])
    if total is None or printed is None or printed == total:
        return printed if total is None else total
    return f"{show_money(total)}; {show_money(printed)}"


def _is_signed(row: Sequence[Cell], places: Sequence[int]) -> bool:
    """Letters or numbers of the columns, or signatures: one word in a column of money and no digit in it."""
    words = [cell_text(cell) for cell in row if cell_text(cell)]
    money = [cell_text(row[one]) for one in places if one < len(row) and cell_text(row[one])]
    counting = [str(number) for number in range(1, len(words) + 1)]
    if len(words) > 1 and (words == counting or all(re.fullmatch(r"\(?[a-z]\)?", word) for word in words)):
        return True
    return not any(re.search("[0-9]", word) for word in money) or any(
        re.search(r"[a-z]{4}.*20[0-9]{2}", word, re.IGNORECASE) for word in money
    )

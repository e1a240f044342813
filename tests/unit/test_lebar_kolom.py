"""Amounts, days and numbers stand on one line of their column, on every paper and in every form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pdfplumber
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

import papers
import papers_rencana
from desa_desktop.documents import excel, pdf, rab
from desa_desktop.documents.blocks import Column, Kind, Page, Paper, Row, Table
from desa_desktop.documents.widths import fitted
from desa_desktop.documents.word.marks import TWIPS
from desa_desktop.documents.word.table import table as word_table
from desa_desktop.domain.wording import show_number

BIG = 987_654_321_000
CUT = re.compile(r"[\d.,/]\n[\d.,/]")


def estimate(form: str, paper: Paper) -> Page:
    """A RAB whose lines cost hundreds of milliards."""
    data = papers_rencana.rab_data(1, form)
    lines = tuple(replace(one, harga=BIG) for one in data.rab[0].baris)
    data = replace(data, rab=(replace(data.rab[0], baris=lines),), cetakan=replace(data.cetakan, paper=paper))
    return replace(rab.compose(data), watermark="")


def cells(data: bytes) -> Iterator[str]:
    with pdfplumber.open(BytesIO(data)) as book:
        for sheet in book.pages:
            for found in sheet.extract_tables():
                yield from (cell for row in found for cell in row if cell)


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("form", rab.BENTUK)
def test_an_estimate_of_milliards_is_neither_cut_nor_made_smaller(form: str, paper: Paper) -> None:
    description = estimate(form, paper)
    data = pdf.write(description, papers.FONTS)
    said = list(cells(data))
    assert show_number(BIG) in said
    assert not [cell for cell in said if CUT.search(cell)]
    (size,) = {block.size for block in description.blocks if isinstance(block, Table)}
    with pdfplumber.open(BytesIO(data)) as book:
        drawn = [char for sheet in book.pages for char in sheet.extract_words(extra_attrs=["size"])]
    assert {round(one["size"], 1) for one in drawn if one["text"] == show_number(BIG)} == {size}


def test_word_and_excel_give_an_amount_the_room_it_needs() -> None:
    columns = (Column("Uraian", 90), Column("Jumlah", 10, Kind.MONEY))
    wide = Table(columns, (Row(("Jembatan", BIG)),), size=11.0)
    slim = Table(columns, (Row(("Jembatan", 5)),), size=11.0)
    room = round(170 * TWIPS)
    narrow, broad = (
        int(re.findall(r'w:gridCol w:w="(\d+)"', word_table(one, room))[1]) for one in (slim, wide)
    )
    assert narrow == round(room / 10)
    assert broad > 15 * 0.5 * 11 * 20, "fifteen signs of eleven points"
    sheet = load_workbook(BytesIO(excel.write(Page(title="x", blocks=(wide,))))).worksheets[0]
    assert sheet.column_dimensions["B"].width >= len(show_number(BIG))


@given(st.lists(st.tuples(st.floats(1, 500), st.floats(0, 500)), min_size=1, max_size=30))
def test_what_one_column_gets_others_give_and_none_gives_what_it_needs(
    pairs: list[tuple[float, float]],
) -> None:
    widths, needs = [one for one, _need in pairs], [need for _one, need in pairs]
    made = fitted(widths, needs)
    assert sum(made) == pytest.approx(sum(widths))
    for before, need, after in zip(widths, needs, made, strict=True):
        assert after >= min(before, max(need, before * 0.6)) - 1e-6
        assert after <= max(before, need) + 1e-6

"""Laws of laying out: no letter is lost, no line is too wide, no page too full."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

import papers
from acak import examples
from desa_desktop.documents import pdf
from desa_desktop.documents.blocks import Paper, Table
from desa_desktop.documents.pdf.flow import Head, Piece, paginate
from desa_desktop.documents.pdf.ink import Ink
from desa_desktop.documents.pdf.letters import load
from desa_desktop.documents.widths import figures

FACE = load(papers.FONTS).regular


@given(st.text(alphabet="abW /-é\n", max_size=300), st.floats(12, 200))
def test_wrapping_loses_no_letter_and_keeps_every_line_inside(text: str, width: float) -> None:
    lines = FACE.wrap(text, 8.0, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(FACE.width(line, 8.0) <= width + 0.01 for line in lines)


def test_wrapping_takes_time_in_proportion_to_the_text() -> None:
    lines = FACE.wrap("W" * 100_000, 8.0, 50.0)
    assert sum(map(len, lines)) == 100_000
    lines = FACE.wrap("/" * 100_000, 8.0, 50.0)
    assert sum(map(len, lines)) == 100_000


def nothing(ink: Ink, x: float, y: float) -> None:
    """A piece without ink."""


HEAD = Head(20.0, nothing, nothing)
PIECES = st.lists(
    st.builds(
        Piece,
        height=st.floats(5, 90),
        draw=st.builds(lambda: lambda ink, x, y: None),
        keep_next=st.booleans(),
        head=st.sampled_from([None, HEAD]),
    ),
    max_size=40,
)


@settings(max_examples=examples(200))
@given(PIECES)
def test_pages_hold_every_piece_once_in_order_and_never_more_than_fits(pieces: list[Piece]) -> None:
    room = 120.0
    pages = paginate(pieces, room)
    drawn = [placed.draw for page in pages for placed in page if placed.draw is not nothing]
    assert drawn == [piece.draw for piece in pieces]
    heights = {id(piece.draw): piece.height for piece in pieces}
    for page in pages:
        for placed in page:
            assert placed.down + heights.get(id(placed.draw), 0.0) <= room + 0.001


@given(PIECES)
def test_a_table_that_runs_on_begins_each_page_with_its_heading(pieces: list[Piece]) -> None:
    by_draw = {id(piece.draw): piece for piece in pieces}
    for page in paginate(pieces, 120.0):
        first = next((placed for placed in page if id(placed.draw) in by_draw), None)
        if first is not None and by_draw[id(first.draw)].head is HEAD:
            assert first.down == HEAD.height


def test_what_belongs_together_turns_the_page_together() -> None:
    tall = Piece(80.0, nothing)
    tied = [Piece(30.0, nothing, keep_next=True), Piece(30.0, nothing)]
    pages = paginate([tall, *tied], 120.0)
    assert [len(page) for page in pages] == [1, 2]


@pytest.mark.parametrize("kind", list(papers.PAGES))
def test_no_word_of_a_heading_and_no_figures_are_broken_on_the_narrowest_paper(kind: str) -> None:
    page = replace(papers.PAGES[kind](2), paper=Paper.A4, watermark="")
    drawn = PdfReader(BytesIO(pdf.write(page, papers.FONTS))).pages  # line by line, as it was drawn
    read = " ".join(sheet.extract_text() for sheet in drawn)
    titles = {
        word
        for block in page.blocks
        if isinstance(block, Table)
        for column in block.columns
        for word in re.split(r"[\s/–-]+", f"{column.title} {column.group}")
        if len(word) > 3
    }
    whole = {text for block in page.blocks if isinstance(block, Table) for text in figures(block)}
    assert not {word for word in titles | whole if word not in read}

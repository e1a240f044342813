"""The papers of an RPJM Desa: a column for each year, sums that are computed, a sketch that is shown."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pdfplumber
import pytest
from openpyxl import load_workbook

import papers
import papers_rpjm
from baca_pdf import page_texts
from desa_desktop.documents import excel, kajian_rpjm, matriks_rpjm, pdf, word
from desa_desktop.documents.blocks import Page, Picture
from desa_desktop.errors import InvalidInput

FORMS = (matriks_rpjm.compose, matriks_rpjm.compose_b2, matriks_rpjm.compose_b3)


def text(description: Page) -> list[str]:
    """The text of every page, one blank between words."""
    data = pdf.write(description, papers.FONTS)
    return page_texts(data)


@pytest.mark.parametrize("years", [6, 8, 9])
def test_the_matrix_has_as_many_year_columns_as_the_plan_has_years(years: int) -> None:
    data = papers_rpjm.matriks(3, years)
    first, siskeudes, village = (text(form(data))[0] for form in FORMS)
    for year in range(2027, 2027 + years):
        assert f" {year} " in first
        assert f" {year} " in village
    assert str(2027 + years) not in first
    assert f"THN {years} " in siskeudes
    assert f"THN {years + 1}" not in siskeudes
    assert f"Tahun ke- {years} " in village.replace("ke-", "ke- ").replace("  ", " ")


def test_the_columns_of_the_siskeudes_print_are_numbered_to_fifteen_for_eight_years() -> None:
    columns = matriks_rpjm._b2_columns(range(2027, 2035))
    assert [one.letter for one in columns if one.letter] == [str(number) for number in range(1, 16)]


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (matriks_rpjm.compose, ["Jumlah Per Bidang 1", "Jumlah Per Bidang 5"]),
        (matriks_rpjm.compose_b2, ["JUMLAH PER BIDANG"]),
        (matriks_rpjm.compose_b3, ["SUB TOTAL BIDANG I", "SUB TOTAL BIDANG V"]),
    ],
)
def test_every_bidang_ends_with_its_sum_and_the_plan_with_the_sum_of_all(form, words: list[str]) -> None:  # type: ignore[no-untyped-def]
    data = papers_rpjm.matriks(40)
    whole = " ".join(text(form(data)))
    for one in words:
        assert one in whole
    assert f"JUMLAH TOTAL {data.total:,}".replace(",", ".") in whole
    for number, _name in papers_rpjm.BIDANG:
        part = sum(one.jumlah or 0 for one in data.kegiatan if one.bidang == number)
        assert f"{part:,}".replace(",", ".") in whole
    assert "Disusun oleh:" in text(form(data))[-1]
    assert "Mengetahui:" in text(form(data))[-1]


@pytest.mark.parametrize("form", FORMS)
def test_no_word_of_a_heading_is_cut_and_no_row_leaves_its_page(form) -> None:  # type: ignore[no-untyped-def]
    data = pdf.write(form(papers_rpjm.matriks(60)), papers.FONTS)
    with pdfplumber.open(BytesIO(data)) as book:
        for sheet in book.pages:
            words = sheet.filter(papers.is_level).extract_words(y_tolerance=1)
            assert all(word["x1"] <= (330 - 10) * papers.MM + 1 for word in words)
        said = {word["text"] for word in book.pages[0].extract_words(y_tolerance=1)}
    if form is not matriks_rpjm.compose_b2:
        assert {"Swakelola", "Kerjasama"} <= said


def test_a_change_of_the_plan_says_so_in_its_title() -> None:
    data = replace(papers_rpjm.matriks(3), perubahan="PERUBAHAN")
    assert "RANCANGAN PERUBAHAN RPJM DESA" in text(matriks_rpjm.compose(data))[0]


@pytest.mark.parametrize("form", FORMS)
def test_a_ratified_plan_is_no_draft_by_its_title(form) -> None:  # type: ignore[no-untyped-def]
    data = replace(papers_rpjm.matriks(1), cetakan=papers.SAH)
    assert text(form(data))[0].startswith("RPJM DESA TAHUN")


def test_the_workbook_keeps_ticks_and_amounts() -> None:
    book = load_workbook(BytesIO(excel.write(matriks_rpjm.compose(papers_rpjm.matriks(3)))))
    values = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    whole = [value for row in values for value in row]
    assert whole.count("✓") >= 3 * 4
    assert 348_000_000 in whole


def test_actions_stand_in_the_order_of_their_rank() -> None:
    data = papers_rpjm.kajian(3)
    turned = replace(data, masalah=tuple(reversed(data.masalah)))
    whole = text(kajian_rpjm.compose_peringkat(turned))[0]
    assert whole.index("Pembangunan jalan") < whole.index("Posyandu balita") < whole.index("Rehabilitasi")


def test_the_sketch_is_shown_in_the_middle_above_the_signatures() -> None:
    data = pdf.write(kajian_rpjm.compose_sketsa(papers_rpjm.kajian(1)), papers.FONTS)
    with pdfplumber.open(BytesIO(data)) as book:
        (sheet,) = book.pages
        (image,) = sheet.images
        assert image["x0"] > 25 * papers.MM
        assert abs((image["x0"] + image["x1"]) / 2 - (25 + 145) * papers.MM) < 2
        assert image["bottom"] < sheet.search("Mengetahui")[0]["top"]


def test_a_sketch_that_is_no_picture_is_said_and_not_printed_around() -> None:
    page = kajian_rpjm.compose_sketsa(replace(papers_rpjm.kajian(1), sketsa=b"<svg onload=alert(1)>"))
    with pytest.raises(InvalidInput, match="Gambar tidak dapat dibaca"):
        pdf.write(page, papers.FONTS)
    with pytest.raises(InvalidInput, match="Gambar tidak dapat dibaca"):
        word.write(page, papers.FONTS)


def test_a_picture_with_its_caption_comes_into_word_too() -> None:
    from docx import Document

    page = Page(title="x", blocks=(Picture(papers_rpjm.sketch(), 60.0, "Balai desa"),))
    document = Document(BytesIO(word.write(page, papers.FONTS)))
    assert len(document.inline_shapes) == 1
    assert "Balai desa" in [one.text for one in document.paragraphs]

"""Checklists on paper: what the blank form asks, what the filled one leaves out, one page for the card."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pdfplumber
import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

import papers
import papers_isian as made
from baca_pdf import page_texts
from desa_desktop.checklists import recompute
from desa_desktop.documents import excel, pdf
from desa_desktop.documents.blocks import (
    Asked,
    Bar,
    Boxes,
    Column,
    Contents,
    Mark,
    Page,
    PageBreak,
    Paper,
    Paragraph,
    Row,
    Table,
)
from desa_desktop.documents.isian import formulir, kartu_skor, profil
from desa_desktop.documents.isian.kata import cell_of, words_of
from desa_desktop.documents.isian.lembar import Lembar
from desa_desktop.documents.isian.syarat import condition
from desa_desktop.documents.office import Cetakan
from lembar import template


def pages(page: Page) -> list[str]:
    """The text of each page, one blank between words."""
    drawn = pdf.draw(page, papers.FONTS)
    return page_texts(drawn.data)


def whole(page: Page) -> str:
    return " ".join(pages(page))


def blank() -> Page:
    return formulir.compose(made.formulir_of(made.lembar(0, is_blank=True)))


# ------------------------------------------------------------------ forms


def test_the_blank_form_asks_every_question_and_says_when_it_is_to_be_answered() -> None:
    text = whole(blank())
    for question in made.FORM.questions:
        if question.is_visible:
            assert question.label in text
    assert "Jumlah balita *" in text
    assert "Diisi bila nomor 4 lebih dari 0." in text
    assert "Diisi bila nomor 6: Tidak ada." in text
    assert "tanggal / bulan / tahun" in text
    assert "Cakupan timbang" not in text  # worked out by the program
    assert "Yang mengisi," in text
    assert "coba versi 3" in text  # so that the answers are typed into the right version


def test_each_choice_of_the_blank_form_has_its_square() -> None:
    boxes = [
        cell
        for block in blank().blocks
        if isinstance(block, Table)
        for row in block.rows
        if isinstance(row, Row)
        for cell in row.cells
        if isinstance(cell, Boxes)
    ]
    assert [len(one.labels) for one in boxes] == [3, 3, 2]
    assert all(not one.ticked for one in boxes)


def test_choices_that_are_long_wrap_inside_their_cell() -> None:
    long = "Jawaban yang panjang sekali sehingga tidak muat di satu baris sel yang sempit"
    row = Row(("x", Boxes((long, "Ya", long, "Tidak"))))
    page = Page("x", (Table((Column("A", 3), Column("B", 1)), (row,)),))
    with pdfplumber.open(BytesIO(pdf.write(page, papers.FONTS))) as book:
        (sheet,) = book.pages
        left, right = sorted({round(one["x0"]) for one in sheet.lines if one["height"] > 20})[-2:]
        words = [one for one in sheet.extract_words() if one["top"] < 200 and one["text"] not in "xAB"]
    assert len(words) == 2 * len(long.split()) + 2
    assert all(left <= one["x0"] and one["x1"] <= right for one in words)
    assert len({round(one["top"]) for one in words if one["text"] in ("Ya", "Tidak")}) == 2


def test_a_free_table_has_rows_to_write_on_and_a_catalogue_its_own_ones_and_two_more() -> None:
    tables = [block for block in blank().blocks if isinstance(block, Table)]
    by_columns = {tuple(column.title for column in one.columns): len(one.rows) for one in tables}
    assert by_columns["No", "Uraian", "Luas (Ha)", "Berpengairan"] == 2
    assert by_columns["No", "Uraian", "Hasil (Ton)"] == 2 + 2
    assert by_columns["No", "Uraian", "Sejak", "Sumber air yang kena"] == 8


def test_the_filled_form_leaves_out_what_is_not_asked_and_shows_what_is_still_empty() -> None:
    text = whole(formulir.compose(made.formulir_of(made.lembar(2))))
    assert "tersembunyi" not in text
    assert "Mengapa tidak ada bidan" not in text
    assert "1.250 orang" in text
    assert "Sumur gali, terlindung, Air hujan" in text
    assert "2 Porang 0,5" in text  # an entry of one's own
    assert "20/11/2026" in text
    answers = {**made.answers(1)}
    del answers["jarak"]
    sheet = Lembar(made.FORM, recompute(made.FORM, answers), answers)
    assert "Jarak ke puskesmas -" in whole(formulir.compose(made.formulir_of(sheet)))
    short = replace(sheet, is_short=True)
    assert "Jarak ke puskesmas" not in whole(formulir.compose(made.formulir_of(short)))


def test_a_draft_says_konsep_and_a_finished_form_carries_its_code() -> None:
    final = Cetakan(tanggal=made.CETAKAN.tanggal, kode="ab12cd34-r01")
    assert "ab12cd34-r01 · coba versi 3" in whole(formulir.compose(made.formulir_of(made.lembar(1), final)))
    draft = formulir.compose(made.formulir_of(made.lembar(1), Cetakan(is_konsep=True)))
    assert draft.watermark == "KONSEP"


WIDE = template(
    """
    | type         | name  | label    | x_baris |
    | begin repeat | warga | Anggota  | bebas   |
"""
    + "".join(f"    | text | k{n} | Kolom ke-{n} | |\n" for n in range(1, 12))
    + """
    | end repeat   |       |          |         |
"""
)


def test_a_table_too_wide_for_the_paper_is_turned_with_its_rows_side_by_side() -> None:
    rows = [{f"k{n}": f"isi {row}.{n}" for n in range(1, 12)} for row in range(1, 6)]
    answers = {"warga": rows}
    sheet = Lembar(WIDE, recompute(WIDE, answers), answers)
    tables = [block for block in sheet.blocks() if isinstance(block, Table)]
    assert [len(one.rows) for one in tables] == [11, 11]
    assert [column.title for column in tables[1].columns] == ["No", "Uraian", "5", "", "", ""]
    text = whole(formulir.compose(made.formulir_of(sheet)))
    assert all(f"isi {row}.{n}" in text for row in range(1, 6) for n in range(1, 12))


INNER = template("""
    | type         | name  | label   |
    | begin repeat | kk    | Keluarga |
    | text         | nama  | Nama    |
    | begin repeat | anak  | Anak    |
    | text         | anak_nama | Nama anak |
    | end repeat   |       |         |
    | end repeat   |       |         |
""")


def test_a_table_inside_a_table_is_printed_for_each_row() -> None:
    answers = {
        "kk": [
            {"nama": "Budi", "anak": [{"anak_nama": "Ayu"}, {"anak_nama": "Tono"}]},
            {"nama": "Wati", "anak": [{"anak_nama": "Rini"}]},
        ]
    }
    sheet = Lembar(INNER, recompute(INNER, answers), answers)
    text = whole(formulir.compose(made.formulir_of(sheet)))
    assert text.index("Anak, baris 1") < text.index("Tono") < text.index("Anak, baris 2") < text.index("Rini")


@pytest.mark.parametrize(
    ("relevant", "sentence"),
    [
        ("${a} = 'ya'", "Diisi bila nomor 1: Ya."),
        ("${a} != 'ya'", "Diisi bila nomor 1 bukan Ya."),
        ("selected(${b}, 'sumur')", "Diisi bila nomor 2: Sumur."),
        ("${c} > 0 and ${a} = 'ya'", "Diisi bila nomor 3 lebih dari 0 dan nomor 1: Ya."),
        ("${c} != ''", "Diisi bila nomor 3 terisi."),
        ("${c} * 2 > ${d}", "Diisi menurut jawaban nomor 3, 4."),
        ("true()", ""),
    ],
)
def test_a_condition_is_said_in_words(relevant: str, sentence: str) -> None:
    form = template(f"""
        | type                   | name | label | relevant   |
        | select_one ya_tidak    | a    | A     |            |
        | select_multiple sumber | b    | B     |            |
        | integer                | c    | C     |            |
        | decimal                | d    | D     |            |
        | text                   | e    | E     | {relevant} |
    """)
    assert condition(form.question("e").relevant, form) == sentence


def test_numbers_are_written_as_people_write_them() -> None:
    form = template("""
        | type    | name  | label | x_unit | calculation |
        | decimal | luas  | Luas  | Ha     |             |
        | integer | tahun | Tahun |        |             |
        | calculate | bagi |      | %      | 1 div 3     |
    """)
    assert words_of(cell_of(form.question("luas"), Decimal("1250.50"), ())) == "1.250,5 Ha"
    assert words_of(cell_of(form.question("tahun"), Decimal(2026), ())) == "2026"
    assert words_of(cell_of(form.question("bagi"), Decimal(1) / 3, ())) == "0,33 %"


# ------------------------------------------------------------------ score card


@pytest.mark.parametrize("paper", [Paper.F4, Paper.A4, Paper.FOLIO])
@pytest.mark.parametrize("long", [False, True])
@pytest.mark.parametrize("count", [0, 1, 5, 13, 40])
def test_the_score_card_is_one_page_whatever_it_has_to_say(count: int, long: bool, paper: Paper) -> None:
    card = made.kartu(count, long=long, cetakan=Cetakan(paper=paper, tanggal=made.CETAKAN.tanggal))
    found = pages(kartu_skor.compose(card))
    assert len(found) == 1
    assert "Sutrisno Wibowo" in found[0]
    if count:
        assert "butir 1" in found[0]
        assert "61,5, Cukup, naik 13,0 sejak Semester I 2026" in found[0]


def test_the_score_card_shows_the_way_since_before() -> None:
    assert kartu_skor.change(Decimal("50.0"), Decimal("56.0")) == "naik 6,0"
    assert kartu_skor.change(Decimal("50.0"), Decimal("48.5")) == "turun 1,5"
    assert kartu_skor.change(Decimal(50), Decimal("50.0")) == "tetap"
    assert kartu_skor.change(None, Decimal(1)) == ""
    table = next(block for block in kartu_skor.compose(made.kartu(3)).blocks if isinstance(block, Table))
    assert [column.title for column in table.columns if column.group] == [
        "Sem. I 2025",
        "Sem. II 2025",
        "Sem. I 2026",
    ]


# ------------------------------------------------------------------ the book


def test_the_contents_name_the_page_on_which_each_part_begins() -> None:
    description = profil.compose(made.book(60))
    found = pages(description)
    entries = re.findall(r"(BAB [IVX]+ [A-Z ]+?)(?: \.)+ (\d+)", found[1])
    assert len(entries) == 3
    for title, number in entries:
        assert title in found[int(number) - 1]
    assert int(entries[1][1]) > int(entries[0][1]) + 1  # the first chapter is longer than a page


def test_a_mark_takes_no_room_and_the_contents_may_be_longer_than_a_page() -> None:
    parts = [
        (PageBreak(), Mark(f"Bagian {n}", 1 + n % 2), Paragraph(f"Isi bagian {n}")) for n in range(1, 121)
    ]
    page = Page("Buku", (Contents(), *(block for part in parts for block in part)))
    found = pages(page)
    first = len(found) - 120
    assert first > 1
    for n in (1, 60, 120):
        assert f"Isi bagian {n}" in found[first + n - 1]
        assert re.search(rf"Bagian {n}(?: \.)+ {first + n}\b", " ".join(found[:first]))
    outline = PdfReader(BytesIO(pdf.write(page, papers.FONTS))).outline
    assert outline


def test_the_book_names_no_official_level_and_lists_what_is_not_filled_in() -> None:
    text = whole(profil.compose(made.book(0)))
    assert "bobot resminya ditetapkan kementerian" in text
    assert re.search(r"bagian yang belum diisi\W+A. Umum\W+B. Tabel", text)


# ------------------------------------------------------------------ workbook


def test_the_form_as_a_workbook_is_one_sheet_with_numbers_as_numbers() -> None:
    book = load_workbook(BytesIO(excel.write(formulir.compose(made.formulir_of(made.lembar(3))))))
    assert book.sheetnames == ["Isian"]
    cells = {cell.value: cell for row in book["Isian"].iter_rows() for cell in row if cell.value is not None}
    assert cells[1250].number_format == '#,##0 "orang"'
    assert "Saluran 3 tersumbat" in cells
    boxes = load_workbook(BytesIO(excel.write(blank())))["Isian"]
    assert any(cell.value == "☐ Ya   ☐ Tidak" for row in boxes.iter_rows() for cell in row)


def test_a_card_as_a_workbook_has_its_bars_as_numbers() -> None:
    book = load_workbook(BytesIO(excel.write(kartu_skor.compose(made.kartu(3)))))
    assert book.sheetnames == ["Skor", "Tertinggal"]
    assert len(book["Skor"].conditional_formatting) == 3


def test_special_cells_are_drawn_and_never_printed_as_text() -> None:
    row = Row(
        (Asked("Pertanyaan", "petunjuk", True), Boxes(("Ya", "Tidak"), frozenset({0})), Bar(Decimal(40)))
    )
    page = Page("x", (Table((Column("A", 1), Column("B", 1), Column("C", 1)), (row,)),))
    assert "Pertanyaan * petunjuk" in whole(page)
    assert "Boxes" not in whole(page)
    without = Page("x", (Table((Column("C", 1),), (Row((Bar(None),)),)),))
    assert pages(without)

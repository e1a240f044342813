"""Word documents: the words of the page, real tables, the paper asked for, nothing that gets through."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

import lembar_word
import papers
from acak import examples
from desa_desktop.documents import DOCUMENTS, berita_acara, daftar_hadir, matriks_rkp, word
from desa_desktop.documents.blocks import (
    Align,
    Asked,
    Band,
    Bar,
    BigDigits,
    Blank,
    Block,
    Boxes,
    Chart,
    Clauses,
    CodeAndStamp,
    Column,
    Contents,
    Fields,
    Heading,
    Items,
    Kind,
    Letterhead,
    Level,
    Margins,
    Mark,
    Measure,
    Page,
    PageBreak,
    Paper,
    Paragraph,
    Row,
    Signatures,
    Signer,
    Space,
    Table,
)
from desa_desktop.documents.office import Cetakan
from desa_desktop.errors import InvalidInput

OFFERED = [document.kind for document in DOCUMENTS if "docx" in document.formats]
ALL = list(papers.PAGES)
GOLDEN = Path(__file__).parent / "pages_word"


def write(page: Page) -> bytes:
    return word.write(page, papers.FONTS)


def made(*blocks: Block, **more: Any) -> Any:
    """A document of these blocks, read back."""
    return lembar_word.read(write(Page("Uji", blocks, **more)))


def logo(size: tuple[int, int]) -> bytes:
    target = BytesIO()
    Image.new("RGB", size, "navy").save(target, "PNG")
    return target.getvalue()


@pytest.mark.parametrize("kind", OFFERED)
def test_the_word_document_says_what_the_data_says(kind: str) -> None:
    # Changed on purpose? `python tests/golden/renew_pages.py`, and read the difference.
    golden = (GOLDEN / f"{kind}.txt").read_text(encoding="utf-8")
    assert lembar_word.outline(write(papers.PAGES[kind](3))) == golden


@pytest.mark.parametrize("kind", ALL)
def test_every_page_that_is_described_becomes_a_document_word_opens(kind: str) -> None:
    content = write(papers.PAGES[kind](40))
    assert lembar_word.faults(content) == []
    assert content == write(papers.PAGES[kind](40))  # equal data, equal bytes


def test_what_word_would_call_damaged_is_noticed() -> None:
    content = write(
        Page("x", (Paragraph("isi", align=Align.CENTRE, after=2.0), Table((Column("a", 1),), ())))
    )
    spoiled = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(spoiled, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "word/document.xml":
                part = part.replace(
                    b'<w:spacing w:before="0" w:after="113"/><w:jc ', b'<w:jc w:val="left"/><w:spacing '
                )
                part = part.replace(b'<w:gridCol w:w="', b'<w:gridCol w:w="1')
            target.writestr(name, part)
    found = lembar_word.faults(spoiled.getvalue())
    assert "pPr: jc spacing" in found
    assert "cell 0 is not as wide as its columns" in found


def test_the_minutes_are_offered_as_word_and_so_is_the_attendance() -> None:
    assert {"berita-acara", "daftar-hadir"} <= set(OFFERED)


@pytest.mark.parametrize(
    ("paper", "is_landscape", "size"),
    [
        (Paper.F4, False, (215.0, 330.0)),
        (Paper.F4, True, (330.0, 215.0)),
        (Paper.A4, False, (210.0, 297.0)),
        (Paper.FOLIO, False, (215.9, 330.2)),
    ],
)
def test_the_document_lies_on_the_paper_that_was_chosen(
    paper: Paper, is_landscape: bool, size: tuple[float, float]
) -> None:
    margins = Margins(top=15.0, right=12.0, bottom=18.0, left=30.0)
    section = made(Paragraph("isi"), paper=paper, is_landscape=is_landscape, margins=margins).sections[0]
    assert (section.page_width.mm, section.page_height.mm) == pytest.approx(size, abs=0.02)
    edges = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    assert [edge.mm for edge in edges] == pytest.approx([15, 12, 18, 30], abs=0.02)
    assert (section.orientation == 1) is is_landscape


def test_the_heading_of_a_table_comes_back_on_each_page_and_rows_stay_whole() -> None:
    table = lembar_word.read(write(papers.PAGES["daftar-hadir"](80))).tables[1]
    heads = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table._tbl.tr_lst]
    assert heads == [True] + [False] * 91
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in table._tbl.tr_lst)


def test_merged_headings_come_back_whole() -> None:
    columns = (Column("No", 10), Column("L", 20, group="Jumlah"), Column("P", 20, group="Jumlah"))
    table = made(Table(columns, (Row(("1", "2", "3")),))).tables[0]
    assert lembar_word.rows(table) == [["No", "Jumlah"], ["L", "P"], ["1", "2", "3"]]
    heads = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table._tbl.tr_lst]
    assert heads == [True, True, False]


def test_columns_are_as_wide_as_on_the_printed_page() -> None:
    table = made(Table((Column("a", 1), Column("b", 2), Column("c", 2)), (Row(("", "", "")),))).tables[0]
    widths = [column.width.mm for column in table.columns]
    assert widths == pytest.approx([35, 70, 70], abs=0.1)  # of 215 - 25 - 15


def test_numbers_are_written_as_on_paper_and_lie_at_the_right() -> None:
    columns = (
        Column("Biaya", 1, Kind.MONEY),
        Column("Skor", 1, Kind.NUMBER, decimals=1),
        Column("Volume", 1),
        Column("Tanggal", 1, Kind.DATE),
        Column("Ada", 1, Kind.TICK),
        Column("Tidak", 1, Kind.TICK),
    )
    cells = (45_001_000, Decimal("4.24"), Measure(Decimal("250.5"), "m"), date(2026, 11, 2), True, False)
    total = Band(Level.TOTAL, "Jumlah", values=((0, 45_001_000),))
    table = made(Table(columns, (Row(cells), total))).tables[0]
    assert lembar_word.rows(table)[1] == ["45.001.000", "4,2", "250,5 m", "02/11/2026", "✓", "☐"]
    sides = [cell.paragraphs[0].alignment for cell in table.rows[1].cells]
    assert sides == [2, 2, None, 1, 1, 1]  # right, right, left, centred


def test_a_total_names_its_sum_over_the_columns_before_it() -> None:
    columns = (Column("No", 1), Column("Usulan", 3), Column("Biaya", 1, Kind.MONEY), Column("Ket", 1))
    rows = (
        Band(Level.GROUP, "Pembangunan", "2"),
        Row((1, "Jalan", 5_000, "")),
        Band(Level.TOTAL, "Jumlah", values=((2, 5_000),)),
    )
    table = made(Table(columns, rows)).tables[0]
    found = lembar_word.rows(table)
    assert found[1] == ["2", "Pembangunan"]
    assert found[3] == ["Jumlah", "5.000", ""]


def test_two_sources_of_money_stand_on_two_lines_of_one_activity() -> None:
    table = next(
        table
        for table in lembar_word.read(write(papers.PAGES["matriks-rkp"](3))).tables
        if len(table.columns) > 10
    )
    rows = lembar_word.rows(table)
    place = next(at for at, row in enumerate(rows) if "12.500.000" in row)
    assert rows[place + 1] == ["7.250.000", "ADD"]  # nothing else: the other cells go on from above


def test_each_table_that_is_signed_stays_on_one_page() -> None:
    rows = tuple(Row((str(number),)) for number in range(3))
    table = made(Table((Column("Nama", 1),), rows, together=True)).tables[0]
    keeps = [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in table.rows]
    assert keeps == [True, True, True, False]


def test_those_who_sign_stand_side_by_side_in_a_table_without_lines() -> None:
    signers = (Signer("Ketua BPD,", "Bambang"), Signer("Kepala Desa,", "", "Tursino, 2 Mei 2026", "NIP 1"))
    table = made(Signatures(signers)).tables[0]
    assert lembar_word.rows(table) == [
        ["", "Tursino, 2 Mei 2026"],
        ["Ketua BPD,", "Kepala Desa,"],
        ["", ""],
        ["Bambang", "(" + "." * 36 + ")"],
        ["", "NIP 1"],
    ]
    assert table.style.name == "Normal Table"
    assert table.rows[2].height.mm == pytest.approx(19, abs=0.1)
    assert [c.paragraphs[0].paragraph_format.keep_with_next for c in table.columns[0].cells][:4] == [True] * 4


def test_one_who_signs_alone_does_so_at_the_right() -> None:
    table = made(Signatures((Signer("Kepala Desa,", "Sutrisno"),))).tables[0]
    assert lembar_word.rows(table)[0] == ["", "Kepala Desa,"]


def test_signatures_are_numbered_in_zig_zag_with_room_to_sign() -> None:
    table = lembar_word.read(write(papers.PAGES["daftar-hadir"](3))).tables[1]
    ends = [row[-2:] for row in lembar_word.rows(table)[1:4]]
    assert ends == [["1.", ""], ["", "2."], ["3.", ""]]
    assert table.rows[1].height.mm == pytest.approx(9, abs=0.1)


def test_every_list_begins_at_one_again() -> None:
    document = made(
        Items(("satu", "dua")), Paragraph("di antara"), Items(("lagi",), "a."), Items(("x",), "-")
    )
    numbers = [int(one.get(qn("w:val"))) for one in document.element.body.iter(qn("w:numId"))]
    assert numbers == [1, 1, 2, 3]
    numbering = document.part.numbering_part.element
    kinds = [one.get(qn("w:val")) for one in numbering.iter(qn("w:numFmt"))]
    assert kinds == ["decimal", "lowerLetter", "bullet"]


def test_a_bold_line_that_leads_a_chapter_is_a_heading_words_navigation_lists() -> None:
    document = made(
        Paragraph("B. Keputusan", is_bold=True, keep_next=True),
        Paragraph("biasa", align=Align.JUSTIFY),
        Paragraph("Terbilang: nol", is_bold=True, size=9.0, keep_next=True),
    )
    assert [p.style.name for p in document.paragraphs] == ["Heading 1", "Normal", "Normal"]


def test_a_new_page_begins_where_the_document_says_so_and_never_an_empty_one() -> None:
    document = made(PageBreak(), Paragraph("satu"), PageBreak(), PageBreak(), Space(4), Paragraph("dua"))
    turns = [bool(p.paragraph_format.page_break_before) for p in document.paragraphs]
    assert turns == [False, True, False, False]


def test_the_title_of_a_chapter_is_one_heading_and_that_of_the_paper_is_none() -> None:
    document = made(Heading(("PROFIL DESA",)), Mark("BAB I UMUM"), Heading(("BAB I", "UMUM")), Space())
    found = [(one.style.name, one.text) for one in document.paragraphs if one.text]
    assert found == [("Title", "PROFIL DESA"), ("Heading 1", "BAB I\nUMUM")]


def test_the_table_of_contents_points_to_its_places() -> None:
    content = write(Page("x", (Contents(), Mark("BAB I"), Paragraph("isi"), Mark("BAB I"), Space())))
    names = [
        e.get(qn("w:name")) for e in lembar_word.elements(content) if lembar_word.short(e) == "bookmarkStart"
    ]
    orders = [
        e.get(qn("w:instr")) for e in lembar_word.elements(content) if lembar_word.short(e) == "fldSimple"
    ]
    assert names == ["_bagian0", "_bagian1"]
    assert [order.split()[1] for order in orders if "PAGEREF" in order] == names


def test_a_chart_is_a_picture_as_wide_as_the_text_with_its_finding_for_those_who_cannot_see_it() -> None:
    content = write(papers.PAGES["statistik-penduduk"](40))
    document = lembar_word.read(content)
    section = document.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    first = document.inline_shapes[0]
    assert first.width == pytest.approx(room, rel=0.01)
    chart = next(b for b in papers.PAGES["statistik-penduduk"](40).blocks if isinstance(b, Chart))
    assert first._inline.docPr.get("descr") == chart.grafik.judul
    with Image.open(BytesIO(lembar_word.parts(content)["word/media/image1.png"])) as picture:
        shades = {shade for _count, shade in picture.getcolors(256)}
        assert {0, 255} <= shades
        assert picture.width / picture.height == pytest.approx(first.width / first.height, rel=0.01)


def test_the_kop_surat_has_the_logo_of_the_office_in_its_proportions() -> None:
    document = made(Letterhead(("PEMERINTAH KABUPATEN", "DESA TURSINO"), "Jalan Desa 1", logo((400, 200))))
    shape = document.inline_shapes[0]
    assert (shape.width.mm, shape.height.mm) == pytest.approx((22, 11), abs=0.1)
    assert lembar_word.rows(document.tables[0]) == [
        ["", "PEMERINTAH KABUPATEN / DESA TURSINO / Jalan Desa 1", ""]
    ]


def test_without_a_logo_the_kop_surat_is_lines_alone() -> None:
    document = made(Letterhead(("KECAMATAN KUTOARJO", "DESA TURSINO"), "Jalan Desa 1"))
    assert [p.text for p in document.paragraphs][:3] == ["KECAMATAN KUTOARJO", "DESA TURSINO", "Jalan Desa 1"]
    assert not document.tables


def test_a_logo_that_is_no_picture_is_refused_in_words() -> None:
    with pytest.raises(InvalidInput) as refused:
        write(Page("x", (Letterhead(("DESA",), logo=b"bukan gambar"),)))
    assert "Logo tidak dapat dibaca" in refused.value.sentence


def test_cells_of_a_form_keep_question_choices_room_and_bar() -> None:
    cells = (
        Asked("Luas desa", "dalam Ha", is_required=True),
        Boxes(("Ya", "Tidak"), frozenset({1})),
        Blank("Ha"),
        Bar(Decimal(62), Decimal(100)),
        Bar(None),
    )
    table = made(Table(tuple(Column("", 1) for _ in cells), (Row(cells),))).tables[0]
    assert lembar_word.rows(table)[1] == ["Luas desa * / dalam Ha", "☐ Ya   ☒ Tidak", "Ha", "■■■■■■□□□□", "–"]


def test_a_key_card_keeps_its_digits_and_its_code() -> None:
    document = made(BigDigits(("05243", "52067")), CodeAndStamp("DD1 uji", "Kode", "Stempel"))
    assert lembar_word.rows(document.tables[0]) == [["05243", "52067"], ["1", "2"]]
    assert document.inline_shapes[0].width.mm == pytest.approx(42, abs=0.1)


def test_the_copy_says_at_its_foot_that_it_is_one_and_counts_its_pages() -> None:
    content = write(papers.PAGES["berita-acara"](3))
    foot = [p.text for p in lembar_word.read(content).sections[0].footer.paragraphs]
    assert foot[1].startswith("Salinan untuk disunting. Data resmi ada di Desa Desktop.")
    orders = [
        e.get(qn("w:instr")) for e in lembar_word.elements(content) if lembar_word.short(e) == "fldSimple"
    ]
    assert [order.strip() for order in orders] == ["PAGE", "NUMPAGES"]


def test_an_edited_copy_carries_no_qr_code_but_names_the_paper_in_its_properties() -> None:
    content = write(daftar_hadir.compose(papers.daftar_hadir_data(2, papers.SAH)))
    assert not [name for name in lembar_word.parts(content) if "media" in name]
    about = lembar_word.read(content).core_properties
    assert (about.identifier, about.language) == ("RKP-2027-r01", "id-ID")


@pytest.mark.parametrize(
    ("cetakan", "shown"), [(papers.KONSEP, "KONSEP"), (Cetakan(is_contoh=True), "CONTOH")]
)
def test_a_draft_says_so_at_the_head_of_each_page(cetakan: Cetakan, shown: str) -> None:
    document = lembar_word.read(write(daftar_hadir.compose(papers.daftar_hadir_data(2, cetakan))))
    assert document.sections[0].header.paragraphs[0].text == shown


def test_the_language_is_indonesian_and_nothing_of_a_sample_document_is_left() -> None:
    content = write(papers.PAGES["berita-acara"](3))
    found = lembar_word.parts(content)
    assert b'w:lang w:val="id-ID"' in found["word/styles.xml"]
    whole = b"".join(found.values()).lower()
    for left in (b"python-docx", b"generated by", b"cambria", b"calibri", b"en-us", b"<w:txbxcontent"):
        assert left not in whole
    assert set(found) == {
        *("[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/document.xml", "word/styles.xml"),
        *("word/_rels/document.xml.rels", "word/settings.xml", "word/numbering.xml"),
        *("word/footer.xml", "word/header.xml"),
    }


HOSTILE = (
    "{ PAGE }",
    '{ DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc" }',
    "=1+1",
    "</w:t></w:r><w:fldSimple w:instr='DDE'/>",
    "<script>&amp;&lt;",
    "&xxe;",
    "]]>",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_type_is_never_a_field_a_link_or_markup(text: str) -> None:
    data = replace(
        papers.berita_acara_data(2),
        tempat=text,
        keputusan=(text,),
        materi=(text,),
        pimpinan=berita_acara.Orang(nama=text, dari=text),
    )
    content = write(berita_acara.compose(data))
    assert lembar_word.faults(content) == []
    document = lembar_word.read(content)
    assert text in [p.text for p in document.paragraphs]
    orders = [
        e
        for e in lembar_word.elements(content)
        if lembar_word.short(e) in ("fldSimple", "instrText", "hyperlink")
    ]
    assert {order.get(qn("w:instr")) for order in orders} == {" PAGE ", " NUMPAGES "}


def test_signs_that_a_document_refuses_or_hides_are_left_out_and_lines_stay() -> None:
    document = made(Paragraph("Kr\x00aj\x0ban\u202e \ud800Lor\ufffe\nbaris\tdua"))
    assert document.paragraphs[0].text == "Krajan Lor\nbaris dua"


@settings(max_examples=examples(40), deadline=None)
@given(st.text(st.characters(), max_size=60))
def test_any_text_makes_a_document_that_can_be_read_back(text: str) -> None:
    page = Page(
        text,
        (Paragraph(text), Fields(((text, text),)), Table((Column(text, 1),), (Row((text,)),))),
        footer=text,
    )
    content = write(page)
    assert lembar_word.faults(content) == []
    lembar_word.read(content)


def test_a_page_of_nothing_is_an_empty_document() -> None:
    assert lembar_word.faults(write(Page("Kosong", ()))) == []


def test_a_plan_of_a_thousand_rows_is_one_table() -> None:
    document = lembar_word.read(write(matriks_rkp.compose(papers.matriks(1_000))))
    assert max(len(table._tbl.tr_lst) for table in document.tables) > 1_000


def test_the_considerations_of_a_regulation_are_hanging_paragraphs_that_can_be_written_on() -> None:
    document = made(
        Clauses("Menimbang", ("bahwa jalan rusak;", "bahwa musyawarah sepakat;")),
        Clauses("Menetapkan", ("PERATURAN DESA TENTANG JALAN.",), marks=""),
    )
    said = [one.text for one in document.paragraphs if one.text]
    assert said == [
        "Menimbang\t:\ta.\tbahwa jalan rusak;",
        "\t\tb.\tbahwa musyawarah sepakat;",
        "Menetapkan\t:\tPERATURAN DESA TENTANG JALAN.",
    ]
    first = document.paragraphs[0].paragraph_format
    assert first.left_indent == -first.first_line_indent
    assert not document.tables


def test_the_paragraphs_of_an_article_are_numbered_in_brackets_by_word() -> None:
    content = write(Page("Uji", (Items(("Satu.", "Dua."), marks="(1)"),)))
    assert b'w:lvlText w:val="(%1)"' in lembar_word.parts(content)["word/numbering.xml"]


def test_a_number_written_out_counts_on_from_there_and_is_no_bullet() -> None:
    # a bullet of three letters is drawn as its first one by some programs: `(` instead of `(2)`
    document = made(Items(("Perubahan dibahas.",), "(2)"), Items(("Perubahan ditetapkan.",), "(3)"))
    levels = list(document.part.numbering_part.element.iter(qn("w:lvl")))
    kinds = [one.find(qn("w:numFmt")).get(qn("w:val")) for one in levels]
    starts = [one.find(qn("w:start")).get(qn("w:val")) for one in levels]
    shown = [one.find(qn("w:lvlText")).get(qn("w:val")) for one in levels]
    assert (kinds, starts, shown) == (["decimal"] * 2, ["2", "3"], ["(%1)"] * 2)


def test_what_belongs_below_the_signature_stays_with_it_in_word() -> None:
    document = made(Signatures((Signer("Kepala Desa,"),), keep_next=True), Paragraph("Salinan."))
    lines = [one for cell in document.tables[0]._cells for one in cell.paragraphs]
    assert lines[-1].paragraph_format.keep_with_next

"""Printed pages: what stands where, what stays together, what never gets through."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from PIL import Image
from pypdf import PdfReader

import papers
import papers_perdes
import papers_rpjm
from acak import examples
from baca_pdf import page_texts as text
from desa_desktop.documents import (
    DOCUMENTS,
    berita_acara,
    daftar_hadir,
    daftar_usulan,
    durkp,
    excel,
    kartu_kunci,
    kompilasi_durkp,
    matriks_rkp,
    pdf,
)
from desa_desktop.documents.blocks import (
    Column,
    Heading,
    Kind,
    Margins,
    Page,
    Paper,
    Paragraph,
    Picture,
    Row,
    Signatures,
    Signer,
    Table,
)
from desa_desktop.documents.office import Cetakan, Identitas, file_name, in_words, page
from desa_desktop.documents.perdes import dokumen_rkp
from desa_desktop.errors import InvalidInput

KINDS = [document.kind for document in DOCUMENTS]
GOLDEN = Path(__file__).parent / "pages"


def write(description: Page) -> bytes:
    return pdf.write(description, papers.FONTS)


@pytest.mark.parametrize("kind", KINDS)
def test_the_printed_page_says_what_the_data_says_where_it_always_stood(kind: str) -> None:
    # Changed on purpose? `python tests/golden/renew_pages.py`, and read the difference.
    golden = (GOLDEN / f"{kind}.txt").read_text(encoding="utf-8")
    assert papers.picture(write(papers.PAGES[kind](3))) == golden


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_data_gives_the_same_bytes(kind: str) -> None:
    assert write(papers.PAGES[kind](40)) == write(papers.PAGES[kind](40))


@pytest.mark.parametrize("kind", KINDS)
def test_only_our_own_fonts_are_in_the_file_and_all_are_embedded(kind: str) -> None:
    reader = PdfReader(BytesIO(write(papers.PAGES[kind](3))))
    fonts = {}
    for sheet in reader.pages:
        for font in sheet["/Resources"]["/Font"].values():
            fonts[font["/BaseFont"]] = font["/FontDescriptor"]
    assert fonts
    for name, descriptor in fonts.items():
        assert "NotoSans" in name
        assert "/FontFile2" in descriptor
    assert reader.trailer["/Root"]["/Lang"] == "id-ID"


@pytest.mark.parametrize(
    ("paper", "size"),
    [(Paper.F4, (330, 215)), (Paper.A4, (297, 210)), (Paper.FOLIO, (330.2, 215.9))],
)
def test_the_paper_has_exactly_the_size_that_was_chosen(paper: Paper, size: tuple[float, float]) -> None:
    data = write(matriks_rkp.compose(papers.matriks(3, Cetakan(paper=paper))))
    box = PdfReader(BytesIO(data)).pages[0].mediabox
    assert float(box.width) == pytest.approx(size[0] * papers.MM, abs=0.01)
    assert float(box.height) == pytest.approx(size[1] * papers.MM, abs=0.01)


SLIPS = {
    "pengantar-kiriman": ("2097 0792 6094", "Cap", "Penerima,", "Lestari Wulandari"),
    "tanda-terima": ("2097 0792 6094", "4437 0798", "38–39", "Cap kecamatan", "Ratna Dewi"),
}


@pytest.mark.parametrize("kind", SLIPS)
def test_the_slips_of_a_kiriman_are_one_a5_page_however_much_travels(kind: str) -> None:
    told = {}
    for count in (4, 12, 14):
        data = write(papers.PAGES[kind](count))
        [sheet] = PdfReader(BytesIO(data)).pages
        size = float(sheet.mediabox.width), float(sheet.mediabox.height)
        assert size == pytest.approx((148 * papers.MM, 210 * papers.MM), abs=0.01)
        with pdfplumber.open(BytesIO(data)) as book:
            words = book.pages[0].extract_words()
            assert min(sign["size"] for sign in book.pages[0].chars) > 6  # still read by tired eyes
        assert all(word["x0"] >= 0 and word["bottom"] <= 210 * papers.MM - 8 for word in words)
        told[count] = " ".join(word["text"] for word in words)
        assert all(one in told[count] for one in SLIPS[kind])
    assert "11 RKP Desa dicabut 3" in told[12]
    assert "1 RKP Desa 1 disahkan, 2 konsep, 3 dicabut 6" in told[14]  # one line a jenis, nothing lost


@pytest.mark.parametrize("kind", ["matriks-rkp", "matriks-rkp-a1", "durkp", "daftar-usulan"])
def test_a_long_plan_has_its_heading_its_number_and_its_end_right(kind: str) -> None:
    drawn = pdf.draw(papers.PAGES[kind](400), papers.FONTS)
    pages = text(drawn.data)
    assert drawn.pages == len(pages) > 10
    for number, sheet in enumerate(pages, 1):
        assert f"Halaman {number} dari {len(pages)}" in sheet
        assert "Lokasi" in sheet
    assert "JUMLAH" in pages[-1]
    assert "Terbilang" in pages[-1]
    assert "Sutrisno Wibowo" in pages[-1]
    assert "Siti Aminah" in pages[-1]
    assert sum("Siti Aminah" in sheet for sheet in pages) == 1


@pytest.mark.parametrize("count", range(14, 34))
def test_signatures_and_total_stay_together_with_the_last_row_whatever_the_length(count: int) -> None:
    pages = text(write(matriks_rkp.compose(papers.matriks(count))))
    last = pages[-1]
    assert "JUMLAH RKPDESA TAHUN ANGGARAN 2027" in last
    assert "Ketua Tim Penyusun RKP Desa" in last
    assert "Siti Aminah" in last
    assert "Penanggulangan Bencana" in last or "05.01" in last


@pytest.mark.parametrize("count", [40, 61, 97])
def test_no_group_heading_is_left_alone_at_the_bottom_and_no_row_leaves_its_page(count: int) -> None:
    data = write(matriks_rkp.compose_a1(papers.matriks(count)))
    with pdfplumber.open(BytesIO(data)) as book:
        for sheet in book.pages:
            words = sheet.filter(papers.is_level).extract_words(y_tolerance=1)
            foot = next(word for word in words if word["text"] == "Halaman")["top"]
            body = [word for word in words if word["top"] < foot - 4]
            assert all(word["x0"] >= 25 * papers.MM - 1 for word in body)
            assert all(word["x1"] <= (330 - 15) * papers.MM + 1 for word in body)
            lowest = max(word["bottom"] for word in body)
            assert lowest < (215 - 20) * papers.MM + 1
            last_line = {word["text"] for word in body if word["bottom"] > lowest - 3}
            assert not last_line & {"Penyelenggaraan", "Pembinaan", "Pemberdayaan", "Pelaksanaan"}


def test_every_bidang_has_its_sum_and_the_grand_total_is_the_sum_of_all_money_rows() -> None:
    data = papers.matriks(40)
    amounts = [biaya.jumlah or 0 for kegiatan in data.kegiatan for biaya in kegiatan.biaya]
    assert data.total == sum(amounts)
    whole = " ".join(text(write(matriks_rkp.compose_a1(data))))
    for number, _name in papers.BIDANG:
        part = sum(kegiatan.jumlah for kegiatan in data.kegiatan if kegiatan.bidang == number)
        assert f"Jumlah Per Bidang {number} {part:,}".replace(",", ".") in whole
    assert f"JUMLAH TOTAL {data.total:,}".replace(",", ".") in whole


def test_an_activity_with_two_sources_prints_both_amounts_beside_their_source() -> None:
    kegiatan = replace(
        papers.activity(1),
        biaya=(
            matriks_rkp.BiayaSumber(jumlah=70_000_000, sumber="DDS"),
            matriks_rkp.BiayaSumber(jumlah=30_000_000, sumber="s.ADD"),
        ),
    )
    data = replace(papers.matriks(0), kegiatan=(kegiatan,))
    with pdfplumber.open(BytesIO(write(matriks_rkp.compose(data)))) as book:
        words = book.pages[0].filter(papers.is_level).extract_words(y_tolerance=1)
    height = {word["text"]: round(word["top"]) for word in words}
    assert height["70.000.000"] == height["DDS"]
    assert height["30.000.000"] == height["s.ADD"]
    assert height["70.000.000"] < height["30.000.000"]
    assert "100.000.000" in height


def test_the_draft_says_so_on_every_page_and_the_signed_paper_does_not() -> None:
    with pdfplumber.open(BytesIO(write(matriks_rkp.compose(papers.matriks(40))))) as book:
        for sheet in book.pages:
            slanted = [sign["text"] for sign in sheet.chars if not papers.is_level(sign)]
            assert "".join(slanted) == "KONSEP"
    with pdfplumber.open(BytesIO(write(matriks_rkp.compose(papers.matriks(3, papers.SAH))))) as book:
        assert all(papers.is_level(sign) for sign in book.pages[0].chars)
        assert len(book.pages[0].rects) > 100  # the QR code at the foot
    assert Cetakan(is_contoh=True, is_konsep=True).watermark == "CONTOH"


HOSTILE = "Siti & Budi <b>tebal</b> <img src='rahasia.png'/> </para><para>x <a href='file:///x'>y</a>"


def test_a_name_with_markup_in_it_is_printed_not_obeyed() -> None:
    kegiatan = replace(papers.activity(1), nama=HOSTILE)
    data = replace(papers.matriks(0), kegiatan=(kegiatan,), ketua_tim=replace(papers.KETUA_TIM, nama=HOSTILE))
    reader = PdfReader(BytesIO(write(matriks_rkp.compose(data))))
    whole = "".join(reader.pages[0].extract_text().split())
    assert whole.count("".join(HOSTILE.split())) == 2
    assert "/Annots" not in reader.pages[0]
    assert "/XObject" not in reader.pages[0]["/Resources"]


def test_hidden_signs_that_turn_text_around_do_not_reach_paper() -> None:
    assert pdf.aman_pdf("a\u202eb\u2066c\u200bd\x00e\x07f\ue000g") == "abcdefg"
    assert pdf.aman_pdf("e\u0301") == "é"
    assert pdf.aman_pdf("5 − 2 ≥ 3 → ya") == "5 - 2 >= 3 -> ya"
    assert pdf.aman_pdf("baris 1\r\nbaris 2\tx") == "baris 1\nbaris 2 x"
    assert len(pdf.aman_pdf("x" * 10_000)) == 500
    assert pdf.aman_pdf("x" * 10_000).endswith("…")


def test_a_word_of_a_hundred_thousand_letters_neither_hangs_nor_leaves_its_cell() -> None:
    long = "W" * 100_000
    kegiatan = replace(papers.activity(1), nama=long, lokasi="http://desa.example/" + "a" * 400)
    data = replace(papers.matriks(0), kegiatan=(kegiatan,))
    content = write(matriks_rkp.compose(data))
    prose = write(Page(title="x", blocks=(Paragraph(long),)))
    assert len(text(prose)) > 3
    with pdfplumber.open(BytesIO(content)) as book:
        edges = sorted({round(line["x0"]) for line in book.pages[0].lines if line["x0"] == line["x1"]})
        for sign in book.pages[0].chars:
            if sign["text"] == "W" and papers.is_level(sign):
                cell = max(edge for edge in edges if edge <= sign["x0"] + 1)
                right = min(edge for edge in edges if edge > cell)
                assert sign["x1"] <= right + 0.5


def test_a_row_taller_than_a_page_runs_on_and_loses_nothing() -> None:
    lines = "\n".join(f"baris{number}" for number in range(60))
    columns = (Column("No", 1, Kind.CENTRED), Column("Isi", 3))
    description = Page(
        title="x",
        is_landscape=True,
        blocks=(Table(columns, (Row((1, lines)), Row((2, "akhir"))), size=11.0),),
    )
    pages = text(write(description))
    assert len(pages) == 2
    assert re.findall(r"baris(\d+)", " ".join(pages)) == [str(number) for number in range(60)]
    assert all("Isi" in sheet for sheet in pages)


def test_an_amount_is_never_cut_in_two_however_long() -> None:
    biaya = (matriks_rkp.BiayaSumber(jumlah=999_999_999_999_999, sumber="DDS"),) * 2
    kegiatan = replace(papers.activity(1), biaya=biaya)
    whole = " ".join(text(write(matriks_rkp.compose(replace(papers.matriks(0), kegiatan=(kegiatan,))))))
    assert whole.count("999.999.999.999.999") == 2
    assert "Terbilang: Rp1.999.999.999.999.998" in whole


@settings(max_examples=examples(25))
@given(st.lists(st.tuples(st.text(max_size=80), st.text(max_size=30)), max_size=12))
def test_any_texts_give_pages_that_can_be_opened(values: list[tuple[str, str]]) -> None:
    usulan = tuple(
        daftar_usulan.BarisUsulan(nomor=number, uraian=one, dusun=two, masalah=two, satuan=one)
        for number, (one, two) in enumerate(values)
    )
    description = daftar_usulan.compose(replace(papers.daftar_usulan_data(0), usulan=usulan))
    drawn = pdf.draw(description, papers.FONTS)
    assert len(PdfReader(BytesIO(drawn.data)).pages) == drawn.pages


def test_the_berita_acara_counts_people_in_figures_and_words() -> None:
    whole = " ".join(text(write(berita_acara.compose(papers.berita_acara_data(3)))))
    assert "pada hari ini Minggu, tanggal dua puluh dua, bulan November" in whole
    assert "24 (dua puluh empat) orang" in whole
    assert "15 (lima belas) laki-laki" in whole
    assert "9 (sembilan) perempuan" in whole
    assert "pukul 09.00 sampai dengan 12.30" in whole
    assert "Jumlah biaya usulan yang disepakati 45.000.000" in whole
    assert "Ditunda: lahan belum siap" in whole
    for name in ("Sutrisno Wibowo", "Wakil Masyarakat", "Bambang Irawan", "Dewi Kartika"):
        assert name in whole


def test_the_table_the_citizens_sign_is_never_split_over_two_pages() -> None:
    for count in range(30):
        sheets = text(write(berita_acara.compose(papers.berita_acara_data(count))))
        (signed,) = [sheet for sheet in sheets if "wakil dan peserta musyawarah:" in sheet]
        assert re.search(r"\b1 Dewi Kartika .*\b2 .*\b3 .*\b4 .*\b5\b", signed), count


def test_a_score_has_one_place_behind_the_comma() -> None:
    data = papers.berita_acara_data(1)
    scored = replace(data, peringkat=(replace(data.peringkat[0], skor=Decimal("78")),))
    assert " 78,0 " in " ".join(text(write(berita_acara.compose(scored))))


def test_who_benefits_is_printed_in_words_when_nobody_was_counted() -> None:
    data = papers.matriks(1)
    plan = replace(data, kegiatan=(replace(data.kegiatan[0], penerima="", sasaran="petani penggarap"),))
    assert "petani penggarap" in " ".join(text(write(matriks_rkp.compose(plan))))


@pytest.mark.parametrize("jenis", sorted(berita_acara.NAMA))
def test_every_kind_of_meeting_has_its_paper_even_when_nothing_is_filled_in(jenis: str) -> None:
    empty = berita_acara.BeritaAcara(identitas=papers.TURSINO, cetakan=papers.KONSEP, jenis=jenis, tahun=2027)
    whole = " ".join(text(write(berita_acara.compose(empty))))
    assert berita_acara.NAMA[jenis].upper() in whole
    assert "dihadiri oleh .................... orang" in whole  # to be written by hand


def test_signature_numbers_of_the_attendance_list_go_in_zigzag() -> None:
    with pdfplumber.open(BytesIO(write(daftar_hadir.compose(papers.daftar_hadir_data(20))))) as book:
        words = [word for sheet in book.pages for word in sheet.extract_words()]
    left = {word["text"]: round(word["x0"]) for word in words if re.fullmatch(r"\d+\.", word["text"])}
    assert len({left[f"{number}."] for number in range(1, 31, 2)}) == 1
    assert len({left[f"{number}."] for number in range(2, 31, 2)}) == 1
    assert left["1."] < left["2."]
    assert "30." in left  # ten rows for late guests


def test_the_durkp_names_sources_and_ceiling() -> None:
    data = replace(papers.durkp_data(8), pagu=500_000_000)
    whole = " ".join(text(write(durkp.compose(data))))
    assert "SUMBER PEMBIAYAAN : APBD KAB, APBD PROV" in whole
    assert "PAGU : Rp500.000.000" in whole
    for number in range(1, 5):
        assert f"Jumlah per Bidang {number}" in whole


def test_where_no_ceiling_is_known_the_durkp_says_how_much_is_asked() -> None:
    data = papers.durkp_data(2)
    amount = f"{data.total:,}".replace(",", ".")
    whole = " ".join(text(write(durkp.compose(data))))
    assert f"PAGU : Rp{amount} (jumlah yang diusulkan)" in whole


@pytest.mark.parametrize("form", [matriks_rkp.compose, matriks_rkp.compose_lpr, matriks_rkp.compose_a1])
def test_a_plan_is_a_draft_by_its_title_until_it_is_ratified(form: Callable[..., Page]) -> None:
    titles = [
        next(block.lines[0] for block in form(papers.matriks(1, how)).blocks if isinstance(block, Heading))
        for how in (papers.KONSEP, papers.SAH)
    ]
    assert titles[0] == f"RANCANGAN {titles[1]}"
    assert titles[1].startswith("RENCANA KERJA PEMERINTAH DESA")


def test_both_aids_of_the_ceilings_stand_under_one_heading_below_their_group() -> None:
    page = papers.PAGES["pagu"](1)
    with pdfplumber.open(BytesIO(write(replace(page, watermark="")))) as book:
        words = {word["text"]: word for word in book.pages[0].extract_words(keep_blank_chars=True)}
    group, aid = words["Sumber Dana Indikatif"], words["Bantuan keuangan"]
    left, right = words["APBD Provinsi"], words["APBD Kabupaten/"]
    assert group["bottom"] < aid["top"] < aid["bottom"] < left["top"]
    assert left["x1"] < (aid["x0"] + aid["x1"]) / 2 < right["x0"]
    sheet = load_workbook(BytesIO(excel.write(page))).worksheets[0]
    merged = {str(sheet.cell(one.min_row, one.min_col).value): one.size for one in sheet.merged_cells.ranges}
    assert merged["Bantuan keuangan"] == {"columns": 2, "rows": 1}
    assert merged["Dana Desa (APBN)"] == {"columns": 1, "rows": 2}
    assert merged["No"] == {"columns": 1, "rows": 3}


def test_the_compilation_says_who_has_not_sent_yet_and_adds_up_every_way() -> None:
    data = papers.kompilasi_data(40)
    pages = text(write(kompilasi_durkp.compose(data)))
    assert "Dari 2 desa; Kaligesing belum mengirim." in pages[0]
    total = f"{data.total:,}".replace(",", ".")
    assert sum(total in sheet for sheet in pages) >= 3  # the list and both summaries
    assert "Kaligesing belum mengirim 0" in pages[-1]


@pytest.mark.parametrize("jenis", list(kartu_kunci.JenisKartu))
def test_the_key_card_shows_six_groups_and_the_same_digits_in_its_code(jenis: kartu_kunci.JenisKartu) -> None:
    data = papers.kartu_data(jenis)
    assert data.qr == "KRM1 3306992001 052435206718834900217716540092"
    whole = " ".join(text(write(kartu_kunci.compose(data))))
    assert "05243 52067 18834 90021 77165 40092" in whole
    asks = (kartu_kunci.JenisKartu.PENDAFTARAN, kartu_kunci.JenisKartu.SEKANTOR)
    assert ("LEMBAR PENDAFTARAN" in whole) == (jenis in asks)
    with pytest.raises(ValueError, match="30 digits"):
        replace(data, nomor_kunci="12345")


def test_the_kop_surat_stands_on_top_with_its_logo() -> None:
    logo = BytesIO()
    Image.new("RGB", (40, 40), "green").save(logo, "PNG")
    office = replace(papers.TURSINO, is_kop=True, logo=logo.getvalue())
    data = write(durkp.compose(replace(papers.durkp_data(3), identitas=office)))
    whole = text(data)[0]
    assert whole.index("PEMERINTAH KABUPATEN PURWOREJO") < whole.index("DAFTAR USULAN RKP DESA")
    with pdfplumber.open(BytesIO(data)) as book:
        assert len(book.pages[0].images) == 1


def test_the_logo_stands_on_the_cover_of_a_book() -> None:
    office = replace(papers.TURSINO, logo=papers_rpjm.sketch())
    blocks = [*dokumen_rkp.compose(papers_perdes.book(1, identitas=office)).blocks]
    assert isinstance(blocks[0], Picture)
    assert not isinstance(dokumen_rkp.compose(papers_perdes.book(1)).blocks[0], Picture)


def test_all_who_sign_a_berita_acara_sign_on_one_page() -> None:
    for count in range(26):
        data = replace(papers.berita_acara_data(count), mengetahui=papers.KEPALA)
        sheets = text(write(berita_acara.compose(data)))
        (signed,) = [sheet for sheet in sheets if "Mengetahui, Kepala Desa" in sheet]
        assert "Bambang Irawan" in signed, count


def test_a_logo_that_is_no_picture_is_said_and_not_printed_around() -> None:
    office = replace(papers.TURSINO, is_kop=True, logo=b"<svg onload=alert(1)>")
    with pytest.raises(InvalidInput, match="Logo tidak dapat dibaca"):
        write(durkp.compose(replace(papers.durkp_data(1), identitas=office)))


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_up_to_four_people_sign_side_by_side_and_empty_names_leave_dots(count: int) -> None:
    signers = tuple(Signer(office=f"Jabatan {n}", name=f"Nama {n}" if n else "") for n in range(count))
    data = write(Page(title="x", blocks=(Signatures(signers),), margins=Margins()))
    with pdfplumber.open(BytesIO(data)) as book:
        words = book.pages[0].extract_words(keep_blank_chars=True)
    offices = [word for word in words if word["text"].startswith("Jabatan")]
    assert len({round(word["top"]) for word in offices}) == 1
    assert len({round(word["x0"]) for word in offices}) == count
    assert any(word["text"].startswith("(....") for word in words)


def test_an_empty_list_still_prints_its_heading_and_a_zero() -> None:
    for kind in KINDS:
        pages = text(write(papers.PAGES[kind](0)))
        assert pages[0]
    empty = kompilasi_durkp.compose(papers.kompilasi_data(0))
    assert "JUMLAH 0 USULAN 0 0 0" in text(write(empty))[0]


def test_file_names_are_taken_by_every_system() -> None:
    assert file_name("Kec. Kutoarjo/Barat: 1") == "Kec-Kutoarjo-Barat-1"
    assert file_name("..\\..\\CON") == "CON"
    assert file_name("") == "-"
    assert durkp.compose(papers.durkp_data(1)).title == "DURKP_2027_Tursino"


def test_a_total_too_large_for_words_is_printed_in_figures() -> None:
    assert in_words(0).text == "Terbilang: Nol rupiah"
    assert in_words(10**15).text == "Terbilang: Rp1.000.000.000.000.000"


def test_a_plain_page_of_an_office_carries_what_the_foot_says() -> None:
    description = page(
        "Judul",
        "Nama dokumen",
        Identitas(desa="Tursino"),
        Cetakan(tanggal=date(2026, 11, 22), kode="ABC-1"),
        (Paragraph("Isi"),),
    )
    whole = text(write(description))[0]
    assert "Nama dokumen Halaman 1 dari 1 ABC-1 · Dicetak 22 November 2026" in whole

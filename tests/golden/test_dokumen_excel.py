"""Workbooks: numbers are numbers, dates are dates, texts are never formulas."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

import papers
from desa_desktop.documents import (
    DOCUMENTS,
    daftar_usulan,
    durkp,
    excel,
    kompilasi_durkp,
    matriks_rkp,
)
from desa_desktop.documents.blocks import Column, Kind, Page, Paragraph, Row, Table

KINDS = [document.kind for document in DOCUMENTS if "xlsx" in document.formats]
FORMS = ("isian-kosong", "isian")  # upright as on paper, with many tables on one sheet


def book(page: Page) -> Workbook:
    return load_workbook(BytesIO(excel.write(page)))


def row_with(sheet: Worksheet, value: object) -> list[object]:
    """The values of the first row in which `value` stands."""
    return next([cell.value for cell in row] for row in sheet.iter_rows() if value in [c.value for c in row])


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_data_gives_the_same_workbook(kind: str) -> None:
    assert excel.write(papers.PAGES[kind](40)) == excel.write(papers.PAGES[kind](40))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in FORMS])
def test_every_sheet_has_a_frozen_and_repeated_heading_on_folio_landscape(kind: str) -> None:
    for sheet in book(papers.PAGES[kind](3)).worksheets:
        assert sheet.freeze_panes is not None
        assert sheet.print_title_rows
        assert sheet.page_setup.paperSize == 14  # Folio, 8.5 by 13 inches
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToWidth == 1
        first_frozen = int(str(sheet.freeze_panes)[1:])
        assert f":${first_frozen - 1}" in sheet.print_title_rows
        assert all((dimension.width or 0) >= 5 for dimension in sheet.column_dimensions.values())


def test_money_volume_and_counts_stay_numbers_in_the_workbook() -> None:
    sheet = book(matriks_rkp.compose(papers.matriks(3))).worksheets[0]
    values = row_with(sheet, "Posyandu balita dan lansia")
    assert values[0] == 1
    assert values[8] == 250.5  # the volume, its unit only in the format
    assert values[11] == 45_001_000
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == 250.5)
    assert cell.number_format == '#,##0.### "m"'
    money = next(cell for row in sheet.iter_rows() for cell in row if cell.value == 45_001_000)
    assert money.number_format == "#,##0"


def test_the_money_column_adds_up_to_the_total_with_two_sources_on_two_lines() -> None:
    data = papers.matriks(40)
    sheet = book(matriks_rkp.compose(data)).worksheets[0]
    lines = [row for row in sheet.iter_rows(min_row=9, values_only=True) if row[12]]  # rows with a source
    assert sum(int(str(row[11])) for row in lines) == data.total
    assert row_with(sheet, f"JUMLAH RKPDESA TAHUN ANGGARAN {data.tahun}")[11] == data.total
    second = next(row for row in lines if row[12] == "ADD")
    assert second[3] is None  # the activity stands on the line above, once


def test_dates_are_dates() -> None:
    sheet = book(kompilasi_durkp.compose(papers.kompilasi_data(3)))["Sumber"]
    moment = row_with(sheet, "r01")[4]
    assert moment == datetime(2026, 11, 20)
    rows = CalamineWorkbook.from_filelike(BytesIO(excel.write(papers.PAGES["kompilasi-durkp"](3))))
    again = rows.get_sheet_by_name("Sumber").to_python()
    assert any(date(2026, 11, 20) in row for row in again)


def test_the_compilation_has_a_sheet_for_the_list_each_summary_and_the_sources() -> None:
    data = papers.kompilasi_data(12)
    workbook = book(kompilasi_durkp.compose(data))
    assert workbook.sheetnames == ["DURKP", "Rekap Urusan", "Rekap Desa", "Sumber"]
    for name in ("Rekap Urusan", "Rekap Desa"):
        assert row_with(workbook[name], "JUMLAH")[5] == data.total
    texts = [cell.value for row in workbook["DURKP"].iter_rows() for cell in row]
    assert "Hari Santoso" in texts  # the signature stays below the list
    assert "Hari Santoso" not in [c.value for row in workbook["Rekap Urusan"].iter_rows() for c in row]


FORMULAS = ("=1+1", '=HYPERLINK("http://x")', "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)")


def test_a_text_that_looks_like_a_formula_stays_a_text() -> None:
    usulan = tuple(
        daftar_usulan.BarisUsulan(nomor=n, uraian=text, dusun=text, satuan=text, volume=Decimal(n))
        for n, text in enumerate(FORMULAS, 1)
    )
    page = daftar_usulan.compose(replace(papers.daftar_usulan_data(0), usulan=usulan))
    content = excel.write(page)
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    found = {cell.value: cell for row in sheet.iter_rows() for cell in row if cell.value in FORMULAS}
    assert set(found) == set(FORMULAS)
    for cell in found.values():
        assert cell.data_type == "s"
        assert cell.quotePrefix
    with zipfile.ZipFile(BytesIO(content)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


def test_signs_a_workbook_refuses_are_left_out() -> None:
    page = durkp.compose(
        replace(papers.durkp_data(0), baris=(durkp.BarisDurkp(bidang=1, nama="a\x00b\x0b\u202ec"),))
    )
    sheet = book(page).worksheets[0]
    assert row_with(sheet, "abc")


def test_units_with_quotes_and_too_many_units_do_not_break_the_workbook() -> None:
    usulan = tuple(
        daftar_usulan.BarisUsulan(nomor=n, uraian="x", satuan=f'"s\\{n};[Red]', volume=Decimal("1.5"))
        for n in range(1, 301)
    )
    page = daftar_usulan.compose(replace(papers.daftar_usulan_data(0), usulan=usulan))
    sheet = book(page).worksheets[0]
    volumes = [row[6] for row in sheet.iter_rows(values_only=True) if row[2] == "x"]
    assert volumes[0] == 1.5
    assert volumes[-1] == "1,5 s 300  Red"


def test_sheet_names_are_made_fit_and_never_twice_the_same() -> None:
    columns = (Column("A", 1), Column("B", 1, Kind.DATE))
    rows = (Row(("x", date(2026, 11, 22))),)
    tables = tuple(Table(columns, rows, sheet="Rekap [2027]: a/b*c?" + "x" * 40) for _ in range(3))
    names = book(Page(title="t", blocks=(Paragraph("awal"), *tables, Paragraph("akhir")))).sheetnames
    assert len(set(names)) == 3
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_a_page_without_a_table_becomes_one_sheet_of_sentences() -> None:
    sheet = book(Page(title="Surat", blocks=(Paragraph("=Isi surat"),))).worksheets[0]
    assert sheet["A1"].value == "=Isi surat"
    assert sheet["A1"].data_type == "s"

"""Workbooks and CSV files as villages bring them, read as rows that know their address."""

from __future__ import annotations

import datetime as dt
import io
import time
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from buku_kerja import changed, ods, ods_text, part, xls, xlsx
from desa_desktop import paths
from desa_desktop.checklists.reading import TEMPLATE_LIMITS
from desa_desktop.sheets import (
    Cause,
    Row,
    SheetUnreadable,
    is_doubtful,
    read_clipboard,
    read_own_sheets,
    read_sheets,
)

SAMPLES = Path(__file__).resolve().parents[1] / "golden" / "samples" / "penduduk"
_DATEMODE = b"\x22\x00\x02\x00"  # record of an .xls that says where its calendar begins

CELLS = {
    "A1": "Nama",
    "C3": 12,
    "D3": 12.5,
    "E3": True,
    "F3": dt.date(2026, 11, 22),
    "G3": dt.datetime(2026, 11, 22, 14, 5),
    "H3": "  ",
    "A5": "=1+1",
}


def test_a_workbook_is_read_with_its_addresses_and_kinds(tmp_path: Path) -> None:
    file = tmp_path / "data.xlsx"
    file.write_bytes(xlsx(CELLS))
    (sheet,) = read_sheets(file)
    assert sheet.name == "Data"
    moment = dt.datetime(2026, 11, 22, 14, 5)
    assert sheet.rows == (
        Row("Data", 1, ("Nama",)),
        Row("Data", 3, (None, None, 12, Decimal("12.5"), True, dt.date(2026, 11, 22), moment)),
    )
    assert [type(cell) for cell in sheet.rows[1].cells[2:5]] == [int, Decimal, bool]


def test_a_workbook_of_the_program_itself_reads_the_same_without_a_process_of_its_own() -> None:
    shipped = sorted((paths.resources() / "templates").glob("*.xlsx"))
    assert shipped
    for data in (xlsx(CELLS), *(file.read_bytes() for file in shipped)):
        limits = TEMPLATE_LIMITS
        assert read_own_sheets(data, limits=limits) == read_sheets(data, limits=limits)


def test_a_damaged_workbook_of_the_program_itself_is_refused_by_name() -> None:
    with pytest.raises(SheetUnreadable) as caught:
        read_own_sheets(xlsx(CELLS)[:-40], name="layanan-dasar.v1.xlsx")
    assert caught.value.facts["nama"] == "layanan-dasar.v1.xlsx"


def test_the_first_filled_cell_may_stand_anywhere() -> None:
    (sheet,) = read_sheets(xlsx({"C5": 1, "D7": "x"}))
    assert sheet.rows == (Row("Data", 5, (None, None, 1)), Row("Data", 7, (None, None, None, "x")))


def test_words_merged_over_several_rows_count_for_each_of_them_and_amounts_do_not() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (
        ("Usulan Desa Tursino", None, None),
        ("Dusun", "Uraian", "Biaya"),
        ("Krajan", "Talud", 3000),
        (None, "Sumur", None),
        (None, None, None),
        (None, "Gapura", 7),
        ("Kidul", "Embung", 8),
    ):
        sheet.append(row)
    for address in ("A1:C1", "A3:A6", "C3:C4"):
        sheet.merge_cells(address)
    target = io.BytesIO()
    book.save(target)
    (found,) = read_sheets(target.getvalue())
    assert [(row.number, row.cells) for row in found.rows] == [
        (1, ("Usulan Desa Tursino",)),
        (2, ("Dusun", "Uraian", "Biaya")),
        (3, ("Krajan", "Talud", 3000)),
        (4, ("Krajan", "Sumur")),
        (6, ("Krajan", "Gapura", 7)),
        (7, ("Kidul", "Embung", 8)),
    ]


def test_an_old_excel_file_is_read_too() -> None:
    (sheet,) = read_sheets(xls({(0, 0): "Nama", (2, 1): 12.0, (2, 2): 2.5}))
    assert sheet.rows == (Row("Data", 1, ("Nama",)), Row("Data", 3, (None, 12, Decimal("2.5"))))


def hiding(data: bytes) -> tuple[tuple[int, ...], tuple[int, ...], bool]:
    (sheet,) = read_sheets(data)
    return sheet.hidden, sheet.hidden_columns, sheet.is_blind


def test_rows_and_columns_that_nobody_sees_are_told_of_every_kind_of_workbook() -> None:
    cells: dict[tuple[int, int], str | float] = {
        (row, column): "isi" for row in range(4) for column in range(4)
    }
    assert hiding(xls(cells, hidden_rows=(1, 3), hidden_columns=(2,))) == ((2, 4), (3,), False)
    book = Workbook()
    for line in (["isi"] * 4,) * 4:
        book.worksheets[0].append(line)
    book.worksheets[0].row_dimensions[2].hidden = True
    book.worksheets[0].column_dimensions["C"].hidden = True
    target = io.BytesIO()
    book.save(target)
    assert hiding(target.getvalue()) == ((2,), (3,), False)
    row = f"<table:table-row>{ods_text('isi', 4)}</table:table-row>"
    column = "<table:table-column/>"
    columns = column * 2 + column.replace("/>", ' table:visibility="collapse"/>')
    filtered = row.replace("<table:table-row>", '<table:table-row table:visibility="filter">')
    assert hiding(ods(columns + row + filtered + row)) == ((2,), (3,), False)


def test_an_xls_whose_hidden_rows_cannot_be_told_says_that_it_cannot() -> None:
    """Before 1997 the book was kept under another name; its cells are read all the same."""
    old = xls({(0, 0): "Nama"}).replace(
        "Workbook".encode("utf-16-le"), "Book".encode("utf-16-le").ljust(16, b"\0")
    )
    assert hiding(old) == ((), (), True)


def test_a_libreoffice_file_with_its_endless_empty_rows_is_read() -> None:
    rows = (
        f"<table:table-row>{ods_text('Nama')}{ods_text('L', 2)}</table:table-row>"
        '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
        '<table:table-row><table:table-cell office:value-type="float" office:value="7"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048571">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    (sheet,) = read_sheets(ods(rows))
    assert sheet.rows == (Row("Data", 1, ("Nama", "L", "L")), Row("Data", 5, (7,)))


def test_a_workbook_with_macros_gives_its_values_and_runs_nothing() -> None:
    plain = xlsx({"A1": "Nilai", "A2": 5})
    types = part(plain, "[Content_Types].xml").replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    macro = changed(
        plain, **{"[Content_Types].xml": types, "xl__vbaProject.bin": b"\xd0\xcf\x11\xe0" + b"x" * 900}
    )
    (sheet,) = read_sheets(macro, name="isian.xlsm")
    assert [row.cells for row in sheet.rows] == [("Nilai",), (5,)]


def test_rows_formatted_to_the_edge_of_the_sheet_are_no_reason_to_refuse() -> None:
    plain = xlsx({"A1": "Nama"})
    page = part(plain, "xl/worksheets/sheet1.xml")
    assert b'<dimension ref="A1:A1"' in page or b'<dimension ref="A1"' in page
    page = page.replace(b"</row>", b'<c r="XFD1" s="0"/></row>')
    page = page.replace(b'<dimension ref="A1:A1"', b'<dimension ref="A1:XFD1048576"')
    (sheet,) = read_sheets(
        changed(plain, xl__worksheets__sheet1__xml=None, **{"xl/worksheets/sheet1.xml": page})
    )
    assert sheet.rows == (Row("Data", 1, ("Nama",)),)


def test_a_number_too_long_for_a_spreadsheet_is_doubtful() -> None:
    (sheet,) = read_sheets(xlsx({"A1": 3306991501900001, "B1": "3306991501900001", "C1": 812_500_000}))
    assert [is_doubtful(cell) for cell in sheet.rows[0].cells] == [True, False, False]


def test_several_sheets_keep_their_order_and_empty_ones_their_name() -> None:
    book = Workbook()
    book.worksheets[0].title = "survey"
    book.create_sheet("choices")["B2"] = "x"
    target = io.BytesIO()
    book.save(target)
    assert [(sheet.name, len(sheet.rows)) for sheet in read_sheets(target.getvalue())] == [
        ("survey", 0),
        ("choices", 1),
    ]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_is_understood_whatever_program_wrote_it(tmp_path: Path, delimiter: str, encoding: str) -> None:
    lines = [["Nama", "Alamat", "Jumlah"], ["Café Bu Siti", 'RT 03 "atas"', "1.250"], [], ["Tono", "", "7"]]
    text = "\r\n".join(
        delimiter.join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in line) for line in lines
    )
    file = tmp_path / "warga.csv"
    file.write_bytes(text.encode(encoding))
    (sheet,) = read_sheets(file)
    assert sheet.name == "warga"
    assert sheet.rows == (
        Row("warga", 1, ("Nama", "Alamat", "Jumlah")),
        Row("warga", 2, ("Café Bu Siti", 'RT 03 "atas"', "1.250")),
        Row("warga", 4, ("Tono", None, "7")),
    )


def test_a_comma_inside_numbers_does_not_part_a_csv() -> None:
    (sheet,) = read_sheets(b"Uraian;Volume\nTalud;12,5\nJalan;7,25\n", name="a.csv")
    assert sheet.rows[1].cells == ("Talud", "12,5")


def test_the_line_that_names_the_separator_is_not_data() -> None:
    (sheet,) = read_sheets(b"sep=,\r\nNama,Umur\r\nA,3\r\n", name="a.csv")
    assert sheet.rows[0] == Row("a", 2, ("Nama", "Umur"))


def test_a_line_break_inside_a_csv_cell_stays_inside() -> None:
    (sheet,) = read_sheets(b'Nama;Catatan\nA;"satu\ndua"\n', name="a.csv")
    assert sheet.rows[1].cells == ("A", "satu\ndua")


def test_what_the_bytes_are_decides_and_not_the_name(tmp_path: Path) -> None:
    file = tmp_path / "sebenarnya-xlsx.csv"
    file.write_bytes(xlsx({"A1": "x"}))
    assert read_sheets(file)[0].name == "Data"


def test_a_small_file_takes_no_noticeable_time() -> None:
    data = xlsx({"A1": "x"})
    took = []
    for _time in range(3):
        start = time.process_time()
        read_sheets(data)
        took.append(time.process_time() - start)
    assert min(took) < 1.0


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(SheetUnreadable) as caught:
        read_sheets(tmp_path / "tidak-ada.xlsx")
    assert caught.value.cause is Cause.MISSING
    assert str(caught.value) == (
        "Berkas tidak-ada.xlsx tidak dapat dibuka. Data Anda tidak berubah."
        " Periksa apakah flashdisk masih terpasang dan berkasnya masih ada, lalu ulangi. (K-510)"
    )


# ── the clipboard ───────────────────────────────────────────────────────────────────────────────

CLIPBOARD = [
    ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
    ("a", [["a"]]),
    ("", []),
    ("a\t\r\n", [["a", ""]]),
    ("a\t\tb", [["a", "", "b"]]),
    ('"satu\r\ndua"\tx\r\n', [["satu\ndua", "x"]]),
    ('"dengan ""kutip""\r\nbaris"\tx', [['dengan "kutip"\nbaris', "x"]]),
    ('"Talud" RT 03\tx', [['"Talud" RT 03', "x"]]),
    ('12" pipa\tx', [['12" pipa', "x"]]),
    ('"tidak ditutup\tx\r\ny\tz', [['"tidak ditutup', "x"], ["y", "z"]]),
    ("a\tb\r\nc\r\n", [["a", "b"], ["c", ""]]),
    ("a\r\n\r\nb\r\n", [["a"], [""], ["b"]]),
    ("a\rb\r", [["a"], ["b"]]),
]


@pytest.mark.parametrize(("text", "expected"), CLIPBOARD)
def test_a_block_copied_in_excel_keeps_its_cells(text: str, expected: list[list[str]]) -> None:
    assert read_clipboard(text) == expected


def test_a_clipboard_full_of_open_quotes_is_read_at_once() -> None:
    assert len(read_clipboard('"a\t' * 20_000)[0]) == 20_001


def test_hidden_sheets_and_a_calendar_from_1904_are_said() -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.worksheets[0].append(["a", dt.date(1990, 8, 17)])
    for state in ("hidden", "veryHidden"):
        sheet = book.create_sheet(state)
        sheet.append(["b"])
        sheet.sheet_state = state
    target = io.BytesIO()
    book.save(target)
    found = read_sheets(target.getvalue())
    assert [one.is_hidden for one in found] == [False, True, True]
    assert all(one.is_1904 for one in found)
    assert found[0].rows[0].cells[1] == dt.date(1990, 8, 17)
    old = (SAMPLES / "format_siak.disamarkan.xls").read_bytes()
    assert not any(one.is_1904 or one.is_hidden for one in read_sheets(old))
    assert read_sheets(old.replace(_DATEMODE + b"\0\0", _DATEMODE + b"\1\0"))[0].is_1904


def test_cells_that_show_an_error_or_an_uncounted_formula_are_said() -> None:
    made = xlsx({"A1": "Nama", "B2": '="33"&"06"', "C2": "#N/A", "D2": "=1/0", "E2": "isi"})
    content = part(made, "xl/worksheets/sheet1.xml")
    content = content.replace(b"<f>1/0</f><v />", b"<f>1/0</f><v>#DIV/0!</v>").replace(
        b'r="D2"', b'r="D2" t="e"'
    )
    (found,) = read_sheets(changed(made, **{"xl/worksheets/sheet1.xml": content}))
    assert found.unread == {(2, 2): "#RUMUS?", (2, 3): "#N/A", (2, 4): "#DIV/0!"}
    assert found.rows[1].cells[1:5] == (None, None, None, "isi")
    empty = content.replace(b'r="B2"', b'r="B2" t="str"')  # a formula that gives an empty text
    (found,) = read_sheets(changed(made, **{"xl/worksheets/sheet1.xml": empty}))
    assert (2, 2) not in found.unread

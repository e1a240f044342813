"""A checklist goes out as an Excel form and comes back: every answer, and every mistake with its place."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

import papers_isian as made
from desa_desktop.checklists import Place, Template, recompute, score_answers
from desa_desktop.documents.isian.buku_kerja import FormulirExcel, write_form
from desa_desktop.documents.isian.lembar import Lembar
from desa_desktop.domain.desa import DesaId
from desa_desktop.domain.isian import Isian, IsianId
from desa_desktop.errors import InvalidInput
from desa_desktop.services import editing, isian, isian_butir, isian_excel
from desa_desktop.services.editing import Locked
from desa_desktop.services.isian import IsianTampil
from desa_desktop.services.isian_excel import BacaanExcel
from desa_desktop.sheets import read_sheets
from desa_desktop.store.unit import Database
from isian_terisi import fill
from office import KID, OLEH, PUKUL, open_store
from rumah import family_for

FORM = "coba"
SHIPPED = isian.Shelf(Path(__file__).resolve().parents[2] / "resources" / "templates")
TEMPLATES: Mapping[str, Template] = {FORM: made.FORM}
PERIODE = "2026-S2"
WHO: Mapping[str, Any] = {"by": OLEH, "at": PUKUL}


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Database]:
    with open_store(tmp_path) as database:
        yield database


@pytest.fixture
def filled(village: Database) -> UUID:
    """A checklist with an answer to almost everything."""
    key = isian.open_isian(village, TEMPLATES, FORM, PERIODE, **WHO)
    isian.answer(village, TEMPLATES, key, made.answers(2), **WHO)
    return key


def answers(database: Database, key: UUID) -> dict[str, Any]:
    return dict(isian.show_isian(database, TEMPLATES, key, **WHO).answers)


def export(database: Database, key: UUID, folder: Path) -> Path:
    file = folder / "formulir.xlsx"
    file.write_bytes(isian_excel.write_workbook(database, TEMPLATES, key, **WHO))
    return file


def edit(file: Path, change: Callable[[Any], object]) -> Path:
    """The form after somebody worked on its sheet Isian."""
    book = load_workbook(file)
    change(book["Isian"])
    book.save(file)
    return file


def row_of(sheet: Any, key: str) -> int:
    """The line with this key in its hidden column."""
    return next(line for line in range(1, sheet.max_row + 1) if sheet.cell(line, 1).value == key)


def put(key: str, value: Any, column: int = 4) -> Callable[[Any], object]:
    return lambda sheet: sheet.cell(row_of(sheet, key), column, value)


def look(database: Database, file: Path, **asked: Any) -> BacaanExcel:
    return isian_excel.preview_file(database, TEMPLATES, file, **asked, **WHO)


def take(database: Database, file: Path) -> BacaanExcel:
    found = look(database, file)
    isian_excel.take_form(database, TEMPLATES, found, **WHO)
    return found


def said(found: BacaanExcel) -> list[str]:
    return [str(one) for one in found.masalah]


# ------------------------------------------------------------------ there and back


def test_a_form_that_nobody_touched_changes_nothing(village: Database, filled: UUID, tmp_path: Path) -> None:
    before = answers(village, filled)
    found = take(village, export(village, filled, tmp_path))
    assert (found.baru, found.berubah, said(found)) == (0, 0, [])
    assert found.sama == 19
    assert answers(village, filled) == before


def test_every_answer_of_a_form_fills_an_empty_checklist(
    village: Database, filled: UUID, tmp_path: Path
) -> None:
    file = export(village, filled, tmp_path)
    shown = isian.show_isian(village, TEMPLATES, filled, **WHO)
    empty = replace(shown, answers={}, state=recompute(made.FORM, {}))
    sheets = isian_excel.open_workbook(file)
    found = isian_excel.read_workbook(sheets, empty, kode_desa="", today=date(2026, 11, 22))
    assert said(found) == []
    back = recompute(made.FORM, found.jawaban)
    assert back.values == shown.state.values
    assert back.entries == shown.state.entries


@pytest.mark.parametrize("form_id", sorted(SHIPPED))
def test_every_shipped_checklist_comes_back_from_its_form_with_each_answer(form_id: str) -> None:
    template = SHIPPED[form_id]
    given = fill(template)
    state = recompute(template, given)
    record = Isian(id=IsianId(UUID(int=7)), desa_id=DesaId(UUID(int=8)), form_id=form_id, periode="2026")
    shown = IsianTampil(record, template, given, state, score_answers(state), ())
    sheet = Lembar(template, state, given)
    data = write_form(FormulirExcel(lembar=sheet, periode="2026", kode_desa="", nama_desa="Tursino"))
    sheets = read_sheets(data)
    empty = replace(shown, answers={}, state=recompute(template, {}))
    found = isian_excel.read_workbook(sheets, empty, kode_desa="", today=date(2026, 11, 22))
    assert said(found) == []
    back = recompute(template, found.jawaban)
    assert back.values == shown.state.values
    listed, _count = isian_butir.export_butir(shown, "xlsx")
    from_list = isian_butir.read_butir(template, read_sheets(listed), {})
    assert recompute(template, from_list).values == shown.state.values


def test_what_is_typed_in_excel_goes_in_and_one_step_takes_it_back(
    village: Database, filled: UUID, tmp_path: Path
) -> None:
    before = answers(village, filled)
    file = export(village, filled, tmp_path)
    edit(file, put("q|pengisi", "Bambang"))
    edit(file, put("q|balita", "1.300"))  # as people write it, in a cell that became text
    edit(file, put("q|bidan", "menetap"))
    edit(file, put("q|jarak", 3.25))
    edit(file, put("q|tanggal", "21/11/2026"))
    edit(file, put("c|air|pdam", "X"))
    edit(file, put("t|lahan_|=tegal", 4.5))
    edit(file, put("t|tanam_|=padi", 7))
    edit(file, put("t|masalah|#1", "Saluran dua buntu"))
    edit(file, put("t|masalah|+0", "Jalan rusak"))
    found = take(village, file)
    assert said(found) == []
    assert (found.baru, found.berubah) == (3, 7)
    now = answers(village, filled)
    assert now["pengisi"] == "Bambang"
    assert now["balita"] == 1300
    assert now["bidan"] == "menetap"
    assert now["jarak"] == "3.25"
    assert now["tanggal"] == "2026-11-21"
    assert now["air"] == ["pdam", "sumur", "hujan"]
    assert now["lahan_"][1] == {"_baris": "tegal", "lahan_luas": "4.5"}
    assert {row["_baris"]: row["tanam_ton"] for row in now["tanam_"]} == {
        "jagung": 3,
        "Porang": "0.5",
        "padi": "7",
    }
    assert [row["masalah_isi"] for row in now["masalah"]] == [
        "Saluran 1 tersumbat",
        "Saluran dua buntu",
        "Jalan rusak",
    ]
    assert now["sebab"] == "tersembunyi"  # hidden answers are none of the form's business
    editing.undo(village, by=OLEH, at=PUKUL)
    assert answers(village, filled) == before


def test_a_form_about_families_comes_back_to_the_one_it_was_written_from(
    village: Database, tmp_path: Path
) -> None:
    home = family_for(village, SHIPPED["ddk-keluarga"])
    key = isian.open_isian(village, SHIPPED, "ddk-keluarga", "2026", keluarga=home, **WHO)
    file = tmp_path / "ddk.xlsx"
    file.write_bytes(isian_excel.write_workbook(village, SHIPPED, key, **WHO))
    edit(file, put("q|nama_kk", "Keluarga Contoh"))
    found = isian_excel.preview_file(village, SHIPPED, file, **WHO)
    assert isian_excel.take_form(village, SHIPPED, found, **WHO) == key
    edit(file, put("q|nama_kk", "Keluarga Lain"))
    assert isian_excel.preview_file(village, SHIPPED, file, **WHO).berubah == 1


def test_an_empty_cell_takes_no_answer_away(village: Database, filled: UUID, tmp_path: Path) -> None:
    def wipe(sheet: Any) -> None:
        for line in range(1, sheet.max_row + 1):
            if sheet.cell(line, 1).value:
                for column in range(4, 8):
                    if not isinstance(sheet.cell(line, column), type(None)) and not _is_merged(
                        sheet, line, column
                    ):
                        sheet.cell(line, column).value = None

    before = answers(village, filled)
    found = take(village, edit(export(village, filled, tmp_path), wipe))
    assert (found.baru, found.berubah, said(found)) == (0, 0, [])
    assert answers(village, filled) == before


def _is_merged(sheet: Any, line: int, column: int) -> bool:
    return type(sheet.cell(line, column)).__name__ == "MergedCell"


def test_the_same_form_read_twice_adds_nothing_the_second_time(
    village: Database, filled: UUID, tmp_path: Path
) -> None:
    file = edit(export(village, filled, tmp_path), put("t|masalah|+0", "Jalan rusak"))
    take(village, file)
    once = answers(village, filled)
    again = take(village, file)
    assert (again.baru, again.berubah, said(again)) == (0, 0, [])
    assert answers(village, filled) == once


def test_two_laptops_that_add_to_the_same_free_table_both_get_their_rows_in(
    village: Database, filled: UUID, tmp_path: Path
) -> None:
    first = export(village, filled, tmp_path)
    second = tmp_path / "kedua.xlsx"
    second.write_bytes(first.read_bytes())
    take(village, edit(first, put("t|masalah|+0", "Jalan rusak")))
    found = take(village, edit(second, put("t|masalah|+0", "Talud longsor")))
    assert said(found) == []
    rows = [row["masalah_isi"] for row in answers(village, filled)["masalah"]]
    assert rows[2:] == ["Jalan rusak", "Talud longsor"]


def test_a_row_that_was_changed_here_meanwhile_is_not_overwritten_from_excel(
    village: Database, filled: UUID, tmp_path: Path
) -> None:
    file = edit(export(village, filled, tmp_path), put("t|masalah|#0", "Dari Excel"))
    isian.answer(village, TEMPLATES, filled, {"masalah": [{"masalah_isi": "Dari program"}]}, **WHO)
    found = take(village, file)
    assert len(found.masalah) == 2
    assert "sudah diubah di program sejak formulir ini dibuat" in said(found)[0]
    assert answers(village, filled)["masalah"] == [{"masalah_isi": "Dari program"}]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("PDAM", ["pdam"]),
        ("Sumur gali, terlindung, PDAM", ["sumur", "pdam"]),  # one label has a comma of its own
        ("air hujan; sumur gali, terlindung", ["hujan", "sumur"]),
        ("hujan,pdam", ["hujan", "pdam"]),  # codes will do as well
    ],
)
def test_several_choices_in_one_cell_are_told_apart(
    village: Database, filled: UUID, tmp_path: Path, words: str, names: list[str]
) -> None:
    file = edit(export(village, filled, tmp_path), put("t|masalah|+0", words, 6))
    take(village, file)
    assert answers(village, filled)["masalah"][-1] == {"masalah_air": names}


# ------------------------------------------------------------------ mistakes have a place


@pytest.mark.parametrize(
    ("key", "column", "value", "kolom", "sentence"),
    [
        ("q|balita", 4, "banyak", "D", "Isi dengan angka; yang tertulis: banyak."),
        ("q|balita", 4, 2.5, "D", "Isi dengan angka bulat; yang tertulis: 2,5."),
        ("q|jarak", 4, date(2026, 1, 2), "D", "Isi dengan angka; yang tertulis: 02/01/2026."),
        ("q|tanggal", 4, "kemarin lusa", "D", "Isi dengan tanggal, misalnya 22/11/2026; yang tertulis:"),
        ("q|bidan", 4, "kadang", "D", '"kadang" tidak ada dalam pilihan. Pilihan: Menetap, Datang terjadwal'),
        ("c|air|pdam", 4, "mungkin", "D", "Tandai dengan x, atau kosongkan."),
        ("t|lahan_|=sawah", 4, "luas", "D", "Isi dengan angka; yang tertulis: luas."),
        ("t|lahan_|=sawah", 5, "entah", "E", '"entah" tidak ada dalam pilihan.'),
        ("t|masalah|+0", 6, "PDAM; laut", "F", '"laut" tidak ada dalam pilihan.'),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_and_the_others_go_in(
    village: Database,
    filled: UUID,
    tmp_path: Path,
    key: str,
    column: int,
    value: Any,
    kolom: str,
    sentence: str,
) -> None:
    file = edit(export(village, filled, tmp_path), put("q|pengisi", "Bambang"))
    edit(file, put(key, value, column))
    line = row_of(load_workbook(file)["Isian"], key)
    found = take(village, file)
    (problem,) = said(found)
    assert problem.startswith(f"Lembar Isian, baris {line}, kolom {kolom}: ")
    assert sentence in problem
    assert answers(village, filled)["pengisi"] == "Bambang"


def test_an_answer_that_was_moved_to_another_row_is_noticed(
    village: Database, filled: UUID, tmp_path: Path
) -> None:
    def swap(sheet: Any) -> None:
        one, other = row_of(sheet, "q|balita"), row_of(sheet, "q|timbang")
        for column in (3, 4):
            a, b = sheet.cell(one, column).value, sheet.cell(other, column).value
            sheet.cell(one, column).value, sheet.cell(other, column).value = b, a

    before = answers(village, filled)
    found = take(village, edit(export(village, filled, tmp_path), swap))
    assert len(found.masalah) == 2
    assert 'kolom C: tulisannya bukan "Jumlah balita" lagi' in said(found)[0]
    assert answers(village, filled) == before


def test_rows_sorted_with_their_keys_are_read_where_they_are(
    village: Database, filled: UUID, tmp_path: Path
) -> None:
    def swap(sheet: Any) -> None:
        one, other = row_of(sheet, "q|balita"), row_of(sheet, "q|timbang")
        for column in (1, 3, 4):
            a, b = sheet.cell(one, column).value, sheet.cell(other, column).value
            sheet.cell(one, column).value, sheet.cell(other, column).value = b, a
        sheet.cell(one, 4).value = 900

    found = take(village, edit(export(village, filled, tmp_path), swap))
    assert said(found) == []
    assert answers(village, filled)["timbang"] == 900


def test_a_row_copied_below_is_said_and_counts_once(village: Database, filled: UUID, tmp_path: Path) -> None:
    def double(sheet: Any) -> None:
        line = row_of(sheet, "q|balita")
        for column in (1, 3, 4):
            sheet.cell(sheet.max_row + (column == 1), column, sheet.cell(line, column).value)

    found = take(village, edit(export(village, filled, tmp_path), double))
    assert "kembar dengan baris" in said(found)[0]
    assert answers(village, filled)["balita"] == 1250


# ------------------------------------------------------------------ the wrong form


def test_a_form_of_another_checklist_period_or_village_is_refused_before_anything_happens(
    village: Database, filled: UUID, tmp_path: Path
) -> None:
    file = edit(export(village, filled, tmp_path), put("q|pengisi", "Bambang"))
    before = answers(village, filled)
    with pytest.raises(InvalidInput, match="untuk Semester II 2026, bukan Semester I 2026"):
        look(village, file, periode="2026-S1")
    other = {FORM: made.FORM, "lain": replace(made.FORM, form_id="lain", title="Isian Lain")}
    with pytest.raises(InvalidInput, match="untuk Kartu Skor Percobaan, bukan untuk Isian Lain"):
        isian_excel.preview_file(village, other, file, form_id="lain", **WHO)
    book = load_workbook(file)
    facts = {row[0].value: row[1] for row in book["_isian"].iter_rows()}
    facts["kode_desa"].value = "33.06.99.2099"
    book.save(file)
    with pytest.raises(InvalidInput, match=r"milik Desa .*33\.06\.99\.2099"):
        look(village, file)
    assert answers(village, filled) == before


def test_a_form_of_an_older_version_is_read_by_kode_and_a_newer_one_is_refused(
    village: Database, filled: UUID, tmp_path: Path
) -> None:
    file = edit(export(village, filled, tmp_path), put("q|pengisi", "Bambang"))
    newer = {FORM: replace(made.FORM, version=4, digest="1" * 64)}
    found = isian_excel.preview_file(village, newer, file, **WHO)
    assert found.berubah == 1
    assert "dari templat versi 3, sekarang versi 4" in found.catatan[0]
    older = {FORM: replace(made.FORM, version=2)}
    with pytest.raises(InvalidInput, match="versi 3; di laptop ini baru ada versi 2"):
        isian_excel.preview_file(village, older, file, **WHO)


def test_a_workbook_of_somebody_else_is_said_to_be_none_of_ours(village: Database, tmp_path: Path) -> None:
    book = Workbook()
    book.active["A1"] = "Isian"
    file = tmp_path / "lain.xlsx"
    book.save(file)
    with pytest.raises(InvalidInput, match="bukan formulir Excel dari Desa Desktop"):
        look(village, file)
    with village.read() as unit:
        assert unit.select(Isian) == []


def test_looking_begins_nothing_and_taking_begins_what_is_missing(
    village: Database, filled: UUID, tmp_path: Path
) -> None:
    file = edit(export(village, filled, tmp_path), put("q|pengisi", "Bambang"))
    book = load_workbook(file)
    facts = {row[0].value: row[1] for row in book["_isian"].iter_rows()}
    facts["periode"].value = "2027-S1"
    book.save(file)
    found = look(village, file)
    with village.read() as unit:
        assert len(unit.select(Isian)) == 1
    key = isian_excel.take_form(village, TEMPLATES, found, **WHO)
    now = answers(village, key)
    assert key != filled
    assert now["pengisi"] == "Bambang"
    assert len(now["masalah"]) == 2


def test_a_finished_checklist_takes_nothing_in(village: Database, tmp_path: Path) -> None:
    key = isian.open_isian(village, TEMPLATES, FORM, PERIODE, **WHO)
    complete = {"pengisi": "Siti", "tanggal": "2026-11-20", "balita": 10, "timbang": 9, "bidan": "menetap"}
    isian.answer(village, TEMPLATES, key, complete, **WHO)
    file = edit(export(village, key, tmp_path), put("q|pengisi", "Bambang"))
    isian.finish_isian(village, TEMPLATES, key, kid=KID, **WHO)
    found = look(village, file)
    with pytest.raises(Locked):
        isian_excel.take_form(village, TEMPLATES, found, **WHO)
    assert answers(village, key)["pengisi"] == "Siti"


# ------------------------------------------------------------------ the workbook itself


def test_only_answers_can_be_typed_in_and_each_has_its_check(
    village: Database, filled: UUID, tmp_path: Path
) -> None:
    book = load_workbook(export(village, filled, tmp_path))
    sheet = book["Isian"]
    assert sheet.protection.sheet
    assert book.security.lockStructure
    assert book["_isian"].sheet_state == "veryHidden"
    assert sheet.column_dimensions["A"].hidden
    open_cells = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    balita = f"D{row_of(sheet, 'q|balita')}"
    assert balita in open_cells
    assert f"C{row_of(sheet, 'q|balita')}" not in open_cells
    assert {f"{column}{row_of(sheet, 'q|pengisi')}" for column in "DEFG"} <= open_cells  # joined cells
    assert f"C{row_of(sheet, 't|tanam_|+0')}" in open_cells  # an entry of one's own
    assert f"C{row_of(sheet, 't|tanam_|=padi')}" not in open_cells
    checks = {
        f"{get_column_letter(column)}{line}": one
        for one in sheet.data_validations.dataValidation
        for area in one.sqref.ranges
        for line, column in area.cells
    }
    assert checks[balita].type == "whole"
    bidan = checks[f"D{row_of(sheet, 'q|bidan')}"]
    assert bidan.type == "list"
    column = bidan.formula1.split("$")[1]
    words = [book["_pilihan"][f"{column}{line}"].value for line in (1, 2, 3)]
    assert words == ["Menetap", "Datang terjadwal", "Tidak ada"]
    assert checks[f"D{row_of(sheet, 'q|tanggal')}"].type == "date"
    assert "Cakupan timbang" not in [cell.value for cell in sheet["C"]]


def test_the_largest_form_stays_within_what_a_spreadsheet_reads() -> None:
    form = SHIPPED["potensi-desa"]
    sheet = Lembar(form, recompute(form, {}), {})
    data = write_form(FormulirExcel(lembar=sheet, periode="2026", kode_desa="", nama_desa="Tursino"))
    book = load_workbook(BytesIO(data))
    checks = book["Isian"].data_validations.dataValidation
    assert len(checks) < 400
    assert max(len(str(one.sqref)) for one in checks) < 2000
    links = [
        cell.hyperlink.location for row in book["Petunjuk"].iter_rows() for cell in row if cell.hyperlink
    ]
    assert len(links) == len(form.sections)
    first = form.sections[0].label
    assert book["Isian"][links[0].split("!")[1]].value == first
    with zipfile.ZipFile(BytesIO(data)) as parts:
        cells = b"".join(parts.read(name) for name in parts.namelist() if "worksheets/" in name)
    assert b't="inlineStr" />' not in cells  # Excel calls a text without letters damaged


def test_the_same_answers_give_the_same_workbook(village: Database, filled: UUID) -> None:
    one = isian_excel.write_workbook(village, TEMPLATES, filled, **WHO)
    assert one == isian_excel.write_workbook(village, TEMPLATES, filled, **WHO)


def test_text_of_people_is_never_a_formula(village: Database, filled: UUID) -> None:
    isian.answer(village, TEMPLATES, filled, {"pengisi": "=HYPERLINK(1)"}, **WHO)
    book = load_workbook(BytesIO(isian_excel.write_workbook(village, TEMPLATES, filled, **WHO)))
    sheet = book["Isian"]
    cell = sheet.cell(row_of(sheet, "q|pengisi"), 4)
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")


# ------------------------------------------------------------------ the list


def test_the_list_names_each_answer_once_in_the_order_of_the_form(village: Database, filled: UUID) -> None:
    rows = isian_butir.list_butir(isian.show_isian(village, TEMPLATES, filled, **WHO))
    filled_in = [one for one in rows if not one.is_kosong]
    assert [one.kode for one in filled_in][:5] == ["pengisi", "tanggal", "tahun", "balita", "timbang"]
    assert "sebab" not in {one.kode for one in rows}
    jarak = next(one for one in rows if one.kode == "jarak")
    assert (jarak.tertulis, jarak.salinan(), jarak.salinan(koma=False)) == ("2,5 km", "2,5", "2.5")
    balita = next(one for one in rows if one.kode == "balita")
    assert (balita.tertulis, balita.salinan()) == ("1.250 orang", "1250")
    luas = next(one for one in rows if one.kode == "lahan_luas")
    assert (luas.label, luas.baris, luas.kunci) == ("Sawah - Luas", "1", "sawah")
    assert next(one for one in rows if one.kode == "bidan").salinan() == "Datang terjadwal"


@pytest.mark.parametrize("bentuk", ["xlsx", "csv"])
def test_the_list_can_be_read_back(village: Database, filled: UUID, tmp_path: Path, bentuk: str) -> None:
    shown = isian.show_isian(village, TEMPLATES, filled, **WHO)
    data, count = isian_butir.export_butir(shown, bentuk)
    file = tmp_path / f"jawaban.{bentuk}"
    file.write_bytes(data)
    back = isian_butir.read_butir(made.FORM, isian_excel.open_workbook(file), {})
    state = recompute(made.FORM, back)
    assert count == 19
    assert state.values == shown.state.values
    assert state.entries == shown.state.entries
    assert state.value("masalah_isi", 1) == "Saluran 2 tersumbat"
    assert Place("persen") in state.values


def test_a_sheet_with_a_cell_of_a_table_but_without_its_row_is_refused(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["kode", "jawaban"])
    book.active.append(["masalah_isi", "Saluran"])
    file = tmp_path / "jawaban.xlsx"
    book.save(file)
    with pytest.raises(InvalidInput, match="masalah_isi ada di dalam tabel: isi kolom baris"):
        isian_butir.read_butir(made.FORM, isian_excel.open_workbook(file), {})

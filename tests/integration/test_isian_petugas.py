"""Families handed out to an enumerator as a workbook, and gathered back without losing anybody's work."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from openpyxl import Workbook, load_workbook

from bengkel import TEMPLATES
from builders import kode_penduduk
from desa_desktop.checklists import Template
from desa_desktop.documents.lembar_petugas import KUNCI
from desa_desktop.domain.isian import Isian
from desa_desktop.errors import InvalidInput
from desa_desktop.services import editing, isian, isian_bagi, isian_keluarga, isian_kumpul
from desa_desktop.services.isian_keluarga import Tempat
from desa_desktop.services.isian_kumpul import Tinjauan
from desa_desktop.store.unit import Database
from formulir_keluarga import FORM, templates
from office import KID, OLEH, PUKUL, open_store, set_up
from warga_layar import Warga, move_in

TODAY = date(2026, 8, 12)


@pytest.fixture
def forms() -> Mapping[str, Template]:
    return templates()


@pytest.fixture
def people(database: Database) -> Warga:
    return move_in(database)


class Buku:
    """The workbook in the enumerator's hands."""

    def __init__(self, data: bytes, folder: Path) -> None:
        self.book = load_workbook(BytesIO(data))
        self.path = folder / "petugas.xlsx"

    def sheet(self, begin: str) -> Any:
        return next(one for one in self.book.worksheets if one.title.startswith(begin))

    def column(self, sheet: Any, kode: str) -> int:
        return next(cell.column for cell in sheet[1] if cell.value == kode)

    def put(self, begin: str, row: int, **cells: Any) -> None:
        sheet = self.sheet(begin)
        for kode, value in cells.items():
            sheet.cell(row + 2, self.column(sheet, kode)).value = value

    def get(self, begin: str, row: int, kode: str) -> Any:
        sheet = self.sheet(begin)
        return sheet.cell(row + 2, self.column(sheet, kode)).value

    def save(self) -> Path:
        self.book.save(self.path)
        return self.path


def hand_out(database: Database, forms: Mapping[str, Template], folder: Path, **more: Any) -> Buku:
    made = isian_bagi.hand_out(database, forms, FORM, today=TODAY, **more)
    return Buku(made.data, folder)


def look(database: Database, forms: Mapping[str, Template], file: Path) -> Tinjauan:
    return isian_kumpul.review(database, forms, isian_kumpul.read_file(file, forms, today=TODAY))


def take(database: Database, forms: Mapping[str, Template], file: Path, *pakai: str) -> Tinjauan:
    read = isian_kumpul.read_file(file, forms, today=TODAY)
    return isian_kumpul.accept(database, forms, read, pakai, by=OLEH, at=PUKUL)


def begin(database: Database, forms: Mapping[str, Template], family: UUID, **given: Any) -> UUID:
    key = isian.open_isian(database, forms, FORM, "2026", by=OLEH, at=PUKUL, keluarga=family)
    isian.answer(database, forms, key, given, by=OLEH, at=PUKUL)
    return key


def answers(database: Database, forms: Mapping[str, Template], family: UUID) -> dict[str, Any]:
    listed = isian_keluarga.list_keluarga(database, forms, FORM, today=TODAY)
    key = next(row.isian_id for row in listed.baris if row.id == family)
    with database.read() as unit:
        return {} if key is None else dict(isian.answers_of(unit.get(Isian, key)))


def test_the_workbook_holds_the_families_of_the_rt_who_are_not_done(
    database: Database, forms: Mapping[str, Template], people: Warga, tmp_path: Path
) -> None:
    done = begin(database, forms, people.keluarga["WAGIMAN"].id, nama_kk="WAGIMAN", status_rumah="1")
    isian.finish_isian(database, forms, done, kid=KID, by=OLEH, at=PUKUL)
    buku = hand_out(database, forms, tmp_path, tempat=Tempat(dusun="Krajan"), petugas="Rina")
    assert [buku.get("Keluarga", row, "_kepala") for row in (1, 2)] == ["SUTRISNO HADI", None]
    assert buku.get("Keluarga", 1, "_no_kk") == people.keluarga["SUTRISNO"].no_kk
    sheet = buku.sheet("Keluarga")
    assert sheet.protection.sheet
    assert sheet.cell(3, buku.column(sheet, "_kepala")).protection.locked
    assert not sheet.cell(3, buku.column(sheet, "penghasilan")).protection.locked
    assert buku.book["_kunci"].sheet_state == "veryHidden"
    whole = hand_out(database, forms, tmp_path, semua=True)
    assert [whole.get("Keluarga", row, "_kepala") for row in (1, 2, 3)] == [
        "SUTRISNO HADI",
        "WAGIMAN",
        "SUPARDI",
    ]
    same = isian_bagi.hand_out(database, forms, FORM, today=TODAY).data
    assert same == isian_bagi.hand_out(database, forms, FORM, today=TODAY).data


def test_what_the_enumerator_wrote_goes_in_as_one_step_and_comes_out_again(
    database: Database, forms: Mapping[str, Template], people: Warga, tmp_path: Path
) -> None:
    buku = hand_out(database, forms, tmp_path, petugas="Rina")
    buku.put(
        "Keluarga", 1,
        nama_kk="SUTRISNO HADI", penghasilan=1_500_000, status_rumah="milik sendiri",
        bantuan="PKH; BLT Desa", tanggal=date(2026, 8, 3),
    )  # fmt: skip
    buku.put("T1", 1, lahan__luas=0.25)
    buku.put("T2", 1, _no=1, _baris="Sapi", ternak__jumlah=2)
    buku.put("T2", 2, _no=3, _baris="Ayam kampung", ternak__jumlah=15)
    buku.put("T3", 1, _no=1, anggota__nama="RIZKI PRATAMA", anggota__sekolah="Ya")
    file = buku.save()
    seen = look(database, forms, file)
    assert (seen.jumlah_keluarga, len(seen.baru), seen.bentrok, seen.berkas.masalah) == (2, 9, (), ())
    assert answers(database, forms, people.keluarga["SUTRISNO"].id) == {}
    take(database, forms, file)
    assert answers(database, forms, people.keluarga["SUTRISNO"].id) == {
        "nama_kk": "SUTRISNO HADI",
        "penghasilan": 1_500_000,
        "status_rumah": "1",
        "bantuan": ["pkh", "blt"],
        "tanggal": "2026-08-03",
        "lahan": [{"_baris": "1", "lahan__luas": "0.25"}],
        "ternak": [{"ternak__jumlah": 2, "_baris": "sapi"}],
        "anggota": [{"anggota__nama": "RIZKI PRATAMA", "anggota__sekolah": "ya"}],
    }
    with database.read() as unit:
        forms_now = unit.select(Isian)
        assert {one.asal for form in forms_now for one in form.jawaban} == {"petugas Rina"}
    again = look(database, forms, file)
    assert (again.perubahan, again.sama) == ((), 9)
    assert editing.undo(database, by=OLEH, at=PUKUL) == "terima 2 keluarga dari petugas.xlsx"
    assert answers(database, forms, people.keluarga["SUTRISNO"].id) == {}


def test_an_empty_cell_never_takes_an_answer_away(
    database: Database, forms: Mapping[str, Template], people: Warga, tmp_path: Path
) -> None:
    family = people.keluarga["SUTRISNO"].id
    before = {
        "penghasilan": 900_000,
        "anggota": [{"anggota__nama": "SITI"}, {"anggota__nama": "RIZKI", "anggota__sekolah": "ya"}],
        "lahan": [{"_baris": "1", "lahan__luas": "0.5"}, {"_baris": "2", "lahan__luas": "1"}],
    }
    begin(database, forms, family, **before)
    buku = hand_out(database, forms, tmp_path)
    assert buku.get("Keluarga", 1, "penghasilan") == 900_000
    assert buku.get("T3", 2, "anggota__nama") == "RIZKI"
    buku.put("Keluarga", 1, penghasilan=None, status_rumah="Sewa")
    buku.put("T1", 1, lahan__luas=None)
    buku.put("T3", 1, anggota__nama=None)
    buku.put("T3", 2, anggota__sekolah="Tidak")
    take(database, forms, buku.save())
    found = answers(database, forms, family)
    assert found["penghasilan"] == 900_000
    assert found["lahan"] == before["lahan"]
    assert found["anggota"] == [
        {"anggota__nama": "SITI"},
        {"anggota__nama": "RIZKI", "anggota__sekolah": "tidak"},
    ]
    assert found["status_rumah"] == "2"


def test_what_was_changed_on_both_sides_waits_for_a_person(
    database: Database, forms: Mapping[str, Template], people: Warga, tmp_path: Path
) -> None:
    family = people.keluarga["SUTRISNO"].id
    key = begin(database, forms, family, penghasilan=900_000, nama_kk="SUTRISNO")
    buku = hand_out(database, forms, tmp_path)
    buku.put("Keluarga", 1, penghasilan=1_200_000, nama_kk="SUTRISNO HADI", status_rumah="Sewa")
    file = buku.save()
    isian.answer(database, forms, key, {"penghasilan": 1_000_000, "status_rumah": "1"}, by=OLEH, at=PUKUL)
    seen = look(database, forms, file)
    assert [(one.kode, one.semula, one.menjadi) for one in seen.bentrok] == [
        ("penghasilan", "1.000.000", "1.200.000"),
        ("status_rumah", "Milik sendiri", "Sewa"),
    ]
    assert [one.kode for one in seen.baru] == ["nama_kk"]
    take(database, forms, file)
    assert answers(database, forms, family)["penghasilan"] == 1_000_000
    take(database, forms, file, seen.bentrok[0].id)
    found = answers(database, forms, family)
    assert (found["penghasilan"], found["status_rumah"]) == (1_200_000, "1")


def test_what_only_the_office_changed_meanwhile_is_no_conflict(
    database: Database, forms: Mapping[str, Template], people: Warga, tmp_path: Path
) -> None:
    family = people.keluarga["SUTRISNO"].id
    key = begin(database, forms, family, penghasilan=900_000)
    file = hand_out(database, forms, tmp_path).save()
    isian.answer(database, forms, key, {"penghasilan": 1_000_000}, by=OLEH, at=PUKUL)
    seen = look(database, forms, file)
    assert (seen.perubahan, seen.sama) == ((), 1)


def test_two_enumerators_of_one_family_do_not_overwrite_each_other(
    database: Database, forms: Mapping[str, Template], people: Warga, tmp_path: Path
) -> None:
    first, second = hand_out(database, forms, tmp_path), hand_out(database, forms, tmp_path)
    first.put("Keluarga", 1, penghasilan=1_000_000)
    second.put("Keluarga", 1, penghasilan=2_000_000, nama_kk="SUTRISNO")
    second.path = tmp_path / "kedua.xlsx"
    take(database, forms, first.save())
    seen = take(database, forms, second.save())
    assert [one.kode for one in seen.bentrok] == ["penghasilan"]
    found = answers(database, forms, people.keluarga["SUTRISNO"].id)
    assert (found["penghasilan"], found["nama_kk"]) == (1_000_000, "SUTRISNO")


def test_a_finished_form_is_not_touched_and_said_so(
    database: Database, forms: Mapping[str, Template], people: Warga, tmp_path: Path
) -> None:
    buku = hand_out(database, forms, tmp_path)
    buku.put("Keluarga", 1, penghasilan=1)
    key = begin(database, forms, people.keluarga["SUTRISNO"].id, nama_kk="S", status_rumah="1")
    isian.finish_isian(database, forms, key, kid=KID, by=OLEH, at=PUKUL)
    seen = take(database, forms, buku.save())
    assert (seen.terkunci, seen.perubahan) == (("SUTRISNO HADI",), ())
    assert "penghasilan" not in answers(database, forms, people.keluarga["SUTRISNO"].id)


def test_each_wrong_cell_is_named_and_the_others_go_in(
    database: Database, forms: Mapping[str, Template], people: Warga, tmp_path: Path
) -> None:
    buku = hand_out(database, forms, tmp_path)
    buku.put("Keluarga", 1, penghasilan="banyak", status_rumah="Kontrak", nama_kk="SUTRISNO")
    buku.put("T2", 1, _no=9, _baris="Sapi", ternak__jumlah=2)
    buku.put("T2", 2, _baris="Sapi", ternak__jumlah=2)
    buku.put("T2", 3, _no=1, ternak__jumlah=2)
    file = buku.save()
    seen = look(database, forms, file)
    said = [str(one) for one in seen.berkas.masalah]
    assert len(said) == 5
    assert "lembar Keluarga, baris 3" in said[0].replace("Lembar", "lembar")
    assert "banyak" in said[0]
    assert "Kontrak" in said[1]
    assert "nomor keluarga 9 tidak ada" in said[2]
    assert "tulis nomor keluarga" in said[3]
    assert "pilih barisnya" in said[4]
    take(database, forms, file)
    assert answers(database, forms, people.keluarga["SUTRISNO"].id) == {"nama_kk": "SUTRISNO"}


def test_a_workbook_of_another_kind_or_village_is_refused(
    database: Database, forms: Mapping[str, Template], people: Warga, tmp_path: Path
) -> None:
    other = tmp_path / "lain.xlsx"
    Workbook().save(other)
    with pytest.raises(InvalidInput, match="bukan berkas yang dibagikan"):
        isian_kumpul.read_file(other, forms, today=TODAY)
    file = hand_out(database, forms, tmp_path).save()
    neighbour = tmp_path / "tetangga"
    neighbour.mkdir()
    with open_store(neighbour, begin=False) as theirs:
        set_up(theirs, kode="3306992002", nama="Wirun")
        with pytest.raises(InvalidInput, match="milik Desa Tursino"):
            look(theirs, forms, file)


@pytest.mark.parametrize(
    ("fact", "value", "sentence"),
    [
        ("versi", "x", "rusak di lembar tersembunyi"),
        ("form_id", None, "rusak di lembar tersembunyi"),
        ("periode", None, "rusak di lembar tersembunyi"),
        ("periode", "kapan", "Periode kapan tidak dikenal"),
        ("periode", "2026-S2", "diisi tiap tahun"),
    ],
)
def test_a_workbook_whose_hidden_sheet_was_touched_is_refused_in_words(
    database: Database,
    forms: Mapping[str, Template],
    people: Warga,
    tmp_path: Path,
    fact: str,
    value: str | None,
    sentence: str,
) -> None:
    buku = hand_out(database, forms, tmp_path)
    row = next(line for line in buku.sheet(KUNCI).iter_rows() if line[0].value == fact)
    row[1].value = value
    with pytest.raises(InvalidInput, match=sentence):
        look(database, forms, buku.save())


def test_another_laptop_of_the_village_knows_the_family_by_its_kk(
    database: Database, forms: Mapping[str, Template], people: Warga, tmp_path: Path
) -> None:
    buku = hand_out(database, forms, tmp_path)
    buku.put("Keluarga", 1, penghasilan=750_000)
    second = tmp_path / "laptop-2"
    second.mkdir()
    with open_store(second) as theirs:
        from builders import keluarga, penduduk
        from desa_desktop.services import penduduk as residents

        same = keluarga(no_kk=people.keluarga["SUTRISNO"].no_kk)
        residents.add_keluarga(theirs, same, [penduduk(nama="SUTRISNO HADI")], by=OLEH, at=PUKUL)
        buku.put("Keluarga", 2, penghasilan=1)
        seen = take(theirs, forms, buku.save())
        assert answers(theirs, forms, same.id) == {"penghasilan": 750_000}
    assert seen.tidak_dikenal == ("WAGIMAN",)


def test_nobody_to_ask_writes_no_workbook(
    database: Database, forms: Mapping[str, Template], people: Warga
) -> None:
    with pytest.raises(InvalidInput, match="Tidak ada keluarga yang belum selesai"):
        isian_bagi.hand_out(database, forms, FORM, tempat=Tempat(rt="099"), today=TODAY)


def test_a_name_that_looks_like_a_formula_stays_a_name(
    database: Database, forms: Mapping[str, Template], people: Warga, tmp_path: Path
) -> None:
    begin(database, forms, people.keluarga["SUTRISNO"].id, nama_kk="=1+1")
    buku = hand_out(database, forms, tmp_path)
    sheet = buku.sheet("Keluarga")
    cell = sheet.cell(3, buku.column(sheet, "nama_kk"))
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_a_family_the_enumerator_did_not_reach_is_not_begun_by_what_the_register_knows(
    database: Database, people: Warga, tmp_path: Path
) -> None:
    """The shipped DDK goes out with names and members filled in; only families with an answer come back."""
    shelf = isian.Shelf(TEMPLATES)
    made = isian_bagi.hand_out(database, shelf, "ddk-keluarga", kode=kode_penduduk(), today=TODAY)
    buku = Buku(made.data, tmp_path)
    assert buku.get("Keluarga", 2, "nama_kk") == "WAGIMAN"
    buku.put("Keluarga", 1, k1_1=1_500_000)
    take(database, shelf, buku.save())
    listed = isian_keluarga.list_keluarga(database, shelf, "ddk-keluarga", today=TODAY)
    assert {row.kepala: row.keadaan.value for row in listed.baris} == {
        "SUTRISNO HADI": "berjalan",
        "WAGIMAN": "belum",
        "SUPARDI": "belum",
    }
    key = next(row.isian_id for row in listed.baris if row.isian_id is not None)
    with database.read() as unit:
        found = isian.answers_of(unit.get(Isian, key))
    assert (found["k1_1"], found["nama_kk"]) == ("1500000", "SUTRISNO HADI")
    assert len(found["k2_1"]) == 4

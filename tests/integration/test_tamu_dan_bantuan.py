"""Guests and assistance by commands and services: what goes in, what is asked, what undo brings back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

import warga_desa
from builders import DESA_ID
from desa_desktop import cli
from desa_desktop.domain.penduduk import Keluarga, Penduduk, SasaranBantuan, StatusDasar
from desa_desktop.domain.penduduk.berkas.bantuan import LABELS_OPENSID
from desa_desktop.errors import InvalidInput
from desa_desktop.services import bantuan, editing
from desa_desktop.sheets import read_sheets
from desa_desktop.store.unit import Database
from office import OLEH, PUKUL, open_office, open_store
from warga_desa import HARI

Ask = Callable[..., dict[str, Any]]


@pytest.fixture
def asked(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ask:
    """A command of a village full of people, asked in this process; its data."""
    folder = tmp_path / "desa"
    with open_office(folder) as opened:
        warga_desa.fill(opened.database, families=12)
    monkeypatch.setenv("DESA_TANGGAL", warga_desa.HARI.isoformat())

    def ask(*words: str, code: int = 0) -> dict[str, Any]:
        capsys.readouterr()
        ended = cli.main([*words, "--data", str(folder), "--json"])
        answer = json.loads(capsys.readouterr().out)
        assert ended == code, answer
        return answer["data"] if code in (0, 3) else answer  # type: ignore[no-any-return]

    return ask


# ------------------------------------------------------------------ guests


def test_guests_come_in_from_a_file_go_out_and_come_in_again_unchanged(asked: Ask, tmp_path: Path) -> None:
    source = tmp_path / "tamu.csv"
    source.write_text(
        "No,Nama lengkap,L/P,Tempat dan tanggal lahir/umur,Datang dari,Datang tanggal,Pergi tanggal,Ket.\n"
        '1,Siti Aminah,P,"Kebumen, 36 tahun",Kab. Kebumen,01/08/2026,,\n'
        '2,Wahyu,L,"Sleman, 12/03/1990",Kab. Sleman,02/08/2026,10/08/2026,mandor\n',
        encoding="utf-8",
    )
    first = asked("data", "impor", "penduduk-sementara", str(source))
    assert (first["dibaca"], first["baru"]) == (2, 2)
    rows = asked("data", "lihat", "penduduk-sementara")["baris"]
    assert [one["nama"] for one in rows] == ["HENDRA WIJAYA", "Siti Aminah", "Wahyu"]
    assert (rows[1]["umur"], rows[2]["tanggal_lahir"]) == (36, "1990-03-12")
    assert "desa_id" not in rows[0]
    target = tmp_path / "tamu.xlsx"
    assert asked("data", "ekspor", "penduduk-sementara", "--ke", str(target))["baris"] == 3
    (sheet,) = read_sheets(target)
    assert "Nama dan alamat yang didatangi" in [cell for row in sheet.rows for cell in row.cells]
    again = asked("data", "impor", "penduduk-sementara", str(target))
    assert (again["dibaca"], again["sama"]) == (3, 3)
    asked("data", "urungkan")
    assert len(asked("data", "lihat", "penduduk-sementara")["baris"]) == 1


def test_a_birthday_with_two_digits_of_a_year_is_asked_and_never_stored_wrong(
    asked: Ask, tmp_path: Path
) -> None:
    source = tmp_path / "tamu.csv"
    source.write_text("Nama,Tanggal lahir,Tanggal datang\nWahyu,12/03/90,02/08/2026\n", encoding="utf-8")
    made = asked("data", "impor", "penduduk-sementara", str(source))
    (row,) = made["baris"]
    (problem,) = row["masalah"]
    assert (problem["aturan"], problem["usul"]) == ("P-704", "12/03/1990")
    stored = asked("data", "lihat", "penduduk-sementara")["baris"][-1]
    assert stored["tanggal_lahir"] is None
    assert stored["teks_asli"] == {"tanggal_lahir": "12/03/90"}


# ------------------------------------------------------------------ assistance


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def program(nama: str, sasaran: object, **more: object) -> list[list[object]]:
    """Sheet Program as OpenSID's template lays it out."""
    return [
        ["ID Program", ""],
        ["Nama Program", nama],
        ["Sasaran Program", sasaran],
        ["Keterangan", more.get("keterangan", "")],
        ["Asal Dana", more.get("asal", "4")],
        ["Rentang Waktu (Awal)", "2026-01-01"],
        ["Rentang Waktu (Akhir)", "2026-12-31"],
        ["###"],
        ["Catatan:"],
    ]


HEADS: list[object] = ["Peserta", "No. Peserta", "NIK", "Nama", "Tempat Lahir", "Tanggal Lahir", "Alamat"]


@pytest.fixture
def desa(tmp_path: Path) -> Iterator[Database]:
    with open_store(tmp_path) as database:
        warga_desa.fill(database, families=12)
        yield database


def people(database: Database) -> list[Penduduk]:
    with database.read() as unit:
        found = unit.select(Penduduk, desa_id=DESA_ID)
    return sorted((one for one in found if one.nik), key=lambda one: one.nik)


def by_name(database: Database) -> dict[str, bantuan.ProgramRow]:
    return {one.nama: one for one in bantuan.list_program(database)}


def test_a_programme_comes_in_with_its_participants_as_one_step(desa: Database, tmp_path: Path) -> None:
    one, two, three, *_rest = people(desa)
    source = workbook(
        tmp_path / "bst.xlsx",
        Program=program("Bantuan Sosial Tunai", 1),
        Peserta=[
            HEADS,
            [one.nik, "KKS-1", one.nik, one.nama],
            [two.nik, "KKS-2", two.nik, "NAMA LAIN"],
            [f"{three.nik[:4]}-{three.nik[4:8]}-{three.nik[8:]}", "", "", ""],
            [one.nik, "", "", ""],
            ["3306991203900", "", "", ""],
            ["3306994503909999", "", "", ""],
            [int(one.nik), "", "", ""],
            ["###"],
            ["Catatan:"],
        ],
    )
    shown = bantuan.preview_file(desa, source, HARI)
    assert [one.keadaan.value for one in shown.baris] == [
        "baru", "periksa", "baru", "sama", "ditolak", "ditolak", "ditolak",
    ]  # fmt: skip
    assert sum(n for word, n in shown.hitung.items() if word != "dibaca") == shown.hitung["dibaca"] == 7
    assert "berisi 13 angka" in shown.baris[4].masalah
    assert "tidak ada di register" in shown.baris[5].masalah
    made = bantuan.accept(desa, shown, by=OLEH, at=PUKUL)
    assert (made.baru, made.berubah) == (3, 0)
    row = by_name(desa)["Bantuan Sosial Tunai"]
    assert (row.peserta, row.asal_dana, row.selesai) == (3, "Dana Desa", date(2026, 12, 31))
    listed = {one.nomor_kartu: one for one in bantuan.list_peserta(desa, row.id, HARI)}
    assert listed["KKS-2"].nama_kartu == "NAMA LAIN"
    assert listed["KKS-1"].nik == f"{one.nik[:6]}******{one.nik[12:]}"
    again = bantuan.preview_file(desa, source, HARI)
    assert again.baru is None
    assert again.masuk == 0
    assert bantuan.accept(desa, again, by=OLEH, at=PUKUL).langkah == ""
    editing.undo(desa, by=OLEH, at=PUKUL)
    assert "Bantuan Sosial Tunai" not in by_name(desa)


def test_families_are_found_by_the_number_of_the_kk_or_the_nik_of_a_member(desa: Database) -> None:
    program_id = bantuan.add_program(desa, {"nama": "BPNT"}, by=OLEH, at=PUKUL)
    with desa.read() as unit:
        homes = {one.id: one for one in unit.select(Keluarga, desa_id=DESA_ID) if one.no_kk}
    member = next(one for one in people(desa) if one.keluarga_id in homes)
    other = next(
        one for one in people(desa) if one.keluarga_id in homes and one.keluarga_id != member.keluarga_id
    )
    assert member.keluarga_id is not None
    kk = homes[member.keluarga_id].no_kk
    shown = bantuan.preview_numbers(desa, program_id, [["NIK / KK"], [kk], [member.nik], [other.nik]])
    assert [one.keadaan.value for one in shown.baris] == ["baru", "sama", "baru"]
    assert {one.key for one in shown.baris} == {member.keluarga_id, other.keluarga_id}
    bantuan.accept(desa, shown, by=OLEH, at=PUKUL)
    assert by_name(desa)["BPNT"].peserta == 2


def test_a_number_of_a_kk_is_no_person_and_the_dead_are_asked_about(desa: Database) -> None:
    program_id = by_name(desa)["PKH"].id
    with desa.read() as unit:
        home = next(one for one in unit.select(Keluarga, desa_id=DESA_ID) if one.no_kk)
    dead = next(one for one in people(desa) if one.status_dasar is StatusDasar.MATI)
    shown = bantuan.preview_numbers(desa, program_id, [[home.no_kk], [dead.nik]])
    assert [one.aturan for one in shown.baris] == ["P-714", "P-716"]
    assert "sudah meninggal" in shown.baris[1].masalah
    bantuan.accept(desa, shown, by=OLEH, at=PUKUL)
    listed = bantuan.list_peserta(desa, program_id, HARI)
    assert [one.keadaan for one in listed if one.nama == dead.nama and one.keadaan] == ["sudah meninggal"]


def test_the_list_names_the_other_programmes_of_the_same_family(desa: Database) -> None:
    programs = by_name(desa)
    listed = bantuan.list_peserta(desa, programs["PKH"].id, HARI)
    assert any(one.lain == "BLT Dana Desa" for one in listed)
    assert any(one.lain == "" for one in listed)
    bantuan.change_program(
        desa, {programs["BLT Dana Desa"].id: {"selesai": date(2026, 1, 31)}}, by=OLEH, at=PUKUL
    )
    assert all(one.lain == "" for one in bantuan.list_peserta(desa, programs["PKH"].id, HARI))


def test_a_search_offers_whom_the_programme_is_for_and_says_who_is_in_it(desa: Database) -> None:
    programs = by_name(desa)
    inside = bantuan.list_peserta(desa, programs["PKH"].id, HARI)[0]
    found = bantuan.find_calon(desa, programs["PKH"].id, inside.nama, HARI)
    assert any(one.sudah for one in found)
    fresh = next(one for one in found if not one.sudah)
    assert bantuan.add_peserta(desa, programs["PKH"].id, [fresh.id, fresh.id], by=OLEH, at=PUKUL) == 1
    assert bantuan.add_peserta(desa, programs["PKH"].id, [fresh.id], by=OLEH, at=PUKUL) == 0
    families = bantuan.find_calon(desa, programs["BLT Dana Desa"].id, "330699", HARI)
    assert all(one.nik == "" and "******" in one.no_kk for one in families if one.no_kk)


def test_a_programme_with_participants_keeps_its_target_and_goes_with_them(desa: Database) -> None:
    row = by_name(desa)["PKH"]
    with pytest.raises(InvalidInput):
        bantuan.change_program(desa, {row.id: {"sasaran": SasaranBantuan.KELUARGA}}, by=OLEH, at=PUKUL)
    assert bantuan.remove_program(desa, [row.id], by=OLEH, at=PUKUL) == row.peserta
    assert "PKH" not in by_name(desa)
    editing.undo(desa, by=OLEH, at=PUKUL)
    assert by_name(desa)["PKH"] == row


def test_a_file_for_groups_or_without_a_programme_says_what_to_do(desa: Database, tmp_path: Path) -> None:
    groups = workbook(tmp_path / "k.xlsx", Program=program("Bibit", 4), Peserta=[HEADS])
    with pytest.raises(InvalidInput) as refused:
        bantuan.preview_file(desa, groups, HARI)
    assert "kelompok" in refused.value.fields["sasaran"]
    bare = workbook(tmp_path / "b.xlsx", Sheet1=[["NIK"], ["3306994503909999"]])
    with pytest.raises(InvalidInput):
        bantuan.preview_file(desa, bare, HARI)
    shown = bantuan.preview_file(desa, bare, HARI, program=by_name(desa)["PKH"].id)
    assert shown.hitung["ditolak"] == 1


def test_assistance_by_commands(asked: Ask, tmp_path: Path) -> None:
    bare = workbook(tmp_path / "b.xlsx", Sheet1=[["NIK"], ["3306994503909999"], ["abc"]])
    back = tmp_path / "tolakan.xlsx"
    refused = asked(
        "data", "impor", "bantuan", str(bare), "--program", "pkh", "--tolakan", str(back), code=1
    )["data"]
    assert (refused["dibaca"], refused["ditolak"], refused["program"]) == (2, 2, "PKH")
    (sheet,) = read_sheets(back)
    assert "3306994503909999" in [cell for row in sheet.rows for cell in row.cells]
    programs = asked("data", "lihat", "bantuan")["baris"]
    assert [(one["nama"], one["sasaran"]) for one in programs] == [
        ("BLT Dana Desa", "keluarga"), ("PKH", "penduduk"),
    ]  # fmt: skip
    inside = asked("data", "lihat", "bantuan", "--id", programs[0]["id"])["baris"]
    assert len(inside) == programs[0]["peserta"]
    new = workbook(tmp_path / "n.xlsx", Program=program("Bibit", 2), Peserta=[HEADS])
    made = asked("data", "impor", "bantuan", str(new))
    assert made["program_baru"]
    assert made["langkah"]
    asked("data", "urungkan")
    assert len(asked("data", "lihat", "bantuan")["baris"]) == 2


def test_a_programme_goes_out_as_opensid_has_it_and_comes_in_again_unchanged(
    asked: Ask, tmp_path: Path
) -> None:
    for one in asked("data", "lihat", "bantuan")["baris"]:
        target = tmp_path / f"{one['id']}.xlsx"
        made = asked("data", "ekspor", "bantuan", "--program", one["nama"].upper(), "--ke", str(target))
        assert made["baris"] == one["peserta"] > 0
        facts, people = read_sheets(target)
        assert [row.cells[0] for row in facts.rows[:7]] == list(LABELS_OPENSID)
        assert list(people.rows[0].cells) == HEADS
        assert facts.rows[-1].cells[0] == people.rows[-1].cells[0] == "###"
        nameless = made["tanpa_nomor"]
        again = asked("data", "impor", "bantuan", str(target), code=3 if nameless else 0)
        assert (again["dibaca"], again["langkah"]) == (made["baris"], "")
        assert (again["sama"], again["ditolak"]) == (made["baris"] - nameless, nameless)
        assert not again["program_baru"]


def test_all_programmes_go_out_as_two_lists_with_whole_numbers(asked: Ask, tmp_path: Path) -> None:
    target = tmp_path / "bantuan.xlsx"
    programs = asked("data", "lihat", "bantuan")["baris"]
    made = asked("data", "ekspor", "bantuan", "--ke", str(target))
    assert made["baris"] == sum(one["peserta"] for one in programs)
    facts, people = read_sheets(target)
    assert {row.cells[0] for row in facts.rows[1:]} == {one["nama"] for one in programs}
    assert len(people.rows) == made["baris"] + 1
    numbers = [row.cells[4] for row in people.rows[1:]]
    assert all(isinstance(one, str) and len(one) == 16 for one in numbers if one)
    assert any(numbers)
    refused = asked("data", "ekspor", "bantuan", "--ke", str(tmp_path / "b.csv"), code=2)
    assert "xlsx" in str(refused)
    asked("data", "ekspor", "bantuan", "--program", "tidak ada", "--ke", str(target), code=1)


def test_the_printed_book_of_guests_comes_in_again_without_its_signatures(asked: Ask, tmp_path: Path) -> None:
    book = tmp_path / "b4.xlsx"
    asked("cetak", "buku-penduduk-sementara", "--tahun", "2026", "--ke", str(book))
    again = asked("data", "impor", "penduduk-sementara", str(book))
    assert (again["dibaca"], again["sama"], again["ditolak"]) == (1, 1, 0)

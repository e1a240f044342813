"""The commands of forks, withdrawals, revocations and telephone receipts against cli.md."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pytest
from openpyxl import load_workbook

import kiriman_offices as walk
from dua_laptop import OPERATOR, SEKDES, Laptops, make_laptops
from kiriman_offices import KUTOARJO, TURSINO, Offices
from laptop import Laptop


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kantor") / "tiga"
    made = walk.make_offices(folder)
    with made.open(TURSINO) as desa:
        walk.add_plan(desa, made.at)
        walk.ratify(desa, made.at)
    return folder


@pytest.fixture
def offices(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Offices:
    monkeypatch.setenv("DESA_TANGGAL", "2026-09-28")
    return walk.copied(template, tmp_path / "kantor")


@pytest.fixture
def desa(offices: Offices) -> Laptop:
    return Laptop(offices.folder / TURSINO)


@pytest.fixture
def kecamatan(offices: Offices) -> Laptop:
    return Laptop(offices.folder / KUTOARJO)


def test_the_code_read_out_on_the_telephone_marks_the_kiriman(
    offices: Offices, desa: Laptop, kecamatan: Laptop
) -> None:
    made = desa.ask("kirim", "buat", "--ke", offices.stick)
    accepted = kecamatan.ask("terima", "setujui", made["berkas"][0])
    digest, kode = made["digest"][:12], accepted["kode_terima"]
    wrong = kode[:-1] + str((int(kode[-1]) + 1) % 10)
    said = desa.answer("kirim", "kode-terima", digest, wrong, code=2)
    assert "tidak cocok" in said["pesan"][0]["teks"]
    assert desa.ask("kirim", "kode-terima", digest, kode) == {"diterima": True, "seq": 1}
    assert "Diterima (lewat telepon)" in desa.run("dokumen", "daftar").out


def test_the_kecamatan_prints_its_receipt_and_its_list_of_kiriman(
    offices: Offices, desa: Laptop, kecamatan: Laptop, tmp_path: Path
) -> None:
    receipt, listed = tmp_path / "tanda-terima.pdf", tmp_path / "daftar.xlsx"
    kecamatan.answer("cetak", "tanda-terima", "--ke", receipt, code=1)
    desa.ask("kirim", "buat", "--ke", offices.stick)
    made = desa.ask("kirim", "buat", "--ke", offices.stick)
    accepted = kecamatan.ask("terima", "setujui", made["berkas"][0])
    kode, digest = accepted["kode_terima"], made["digest"]
    assert [one["kode_terima"] for one in kecamatan.ask("terima", "daftar")["kiriman"]] == [kode]
    for words in (["--desa", "tursino", "--nomor", "2"], ["--digest", digest[:12]], ["--desa", TURSINO]):
        kecamatan.ask("cetak", "tanda-terima", *words, "--ke", receipt)
        with pdfplumber.open(receipt) as paper:
            [page] = paper.pages
            said = page.extract_text()
        for fact in ("Desa Tursino (33.06.99.2001)", "Kiriman nomor : 2", "Nomor belum datang : 1"):
            assert fact in said
        assert kode.replace("-", " ") in said
        assert made["kode_lembar"] in said
    for words in (["--desa", "Wirun"], ["--nomor", "1"]):
        kecamatan.answer("cetak", "tanda-terima", *words, "--ke", receipt, code=1)
    kecamatan.answer("cetak", "tanda-terima", "--desa", "Antah", "--ke", receipt, code=2)
    kecamatan.answer("cetak", "kompilasi-durkp", "--desa", "Wirun", "--ke", listed, code=2)
    desa.answer("cetak", "tanda-terima", "--ke", receipt, code=2)

    kecamatan.ask("kirim", "buat", "--untuk", TURSINO, "--ke", offices.stick)
    kecamatan.ask("cetak", "daftar-kiriman", "--desa", "Tursino", "--tahun", "2026", "--ke", listed)
    rows = [[cell.value for cell in row] for row in load_workbook(listed).active.iter_rows()]
    numbered = [row[2:6] + row[7:9] for row in rows if row[5] and row[2] in ("Masuk", "Dikirim")]
    assert [row[0] for row in numbered] == ["Masuk", "Dikirim"]
    assert numbered[0][1:] == ["Tursino", numbered[0][2], 2, "Diterima", kode]
    assert "Tanda terdaftar" in [row[6] for row in rows]
    kecamatan.answer("cetak", "daftar-kiriman", "--tahun", "2019", "--ke", listed, code=1)


def test_a_withdrawn_plan_no_longer_counts_at_the_kecamatan(
    offices: Offices, desa: Laptop, kecamatan: Laptop
) -> None:
    made = desa.ask("kirim", "buat", "--ke", offices.stick)
    kecamatan.ask("terima", "setujui", made["berkas"][0])
    plan = next(one for one in desa.ask("dokumen", "daftar")["dokumen"] if one["jenis"] == "durkp")
    desa.answer("dokumen", "cabut", plan["id"], "--alasan", " ", code=2)
    gone = desa.ask("dokumen", "cabut", plan["id"], "--alasan", "Salah tahun")
    assert gone["status"] == "dicabut"
    desa.answer("dokumen", "cabut", plan["id"], "--alasan", "Lagi", code=2)
    again = desa.ask("kirim", "buat", "--ke", offices.stick)
    kecamatan.ask("terima", "setujui", again["berkas"][0])
    before = kecamatan.ask("kompilasi", "durkp", "--tahun", "2027")
    assert before["baris"] == 0
    assert "Tursino" in str(before["belum"])


def test_a_withdrawn_list_stays_withdrawn_until_somebody_writes_in_it(
    offices: Offices, desa: Laptop, kecamatan: Laptop
) -> None:
    def sent() -> str:
        made = desa.ask("kirim", "buat", "--ke", offices.stick)
        kecamatan.ask("terima", "setujui", made["berkas"][0])
        rows = kecamatan.ask("dokumen", "daftar")["dokumen"]
        return next(str(one["status"]) for one in rows if one["jenis"] == "daftar-usulan")

    with offices.open(TURSINO) as app:
        walk.add_usulan(app, "Talud RT 03", offices.at)
    assert sent() == "disahkan"
    rows = desa.ask("dokumen", "daftar")["dokumen"]
    [mine] = [one["id"] for one in rows if one["jenis"] == "daftar-usulan"]
    desa.ask("dokumen", "cabut", mine, "--alasan", "Salah tahun")
    assert [sent(), sent()] == ["dicabut", "dicabut"], "its rows are still in the tables of the village"
    with offices.open(TURSINO) as app:
        walk.add_usulan(app, "Jembatan Kali Jali", offices.at)
    assert sent() == "disahkan"


def test_a_profile_is_changed_and_never_withdrawn(offices: Offices, desa: Laptop) -> None:
    desa.ask("kirim", "buat", "--ke", offices.stick)
    profile = next(one for one in desa.ask("dokumen", "daftar")["dokumen"] if one["jenis"] == "profil")
    said = desa.answer("dokumen", "cabut", profile["id"], "--alasan", "x", code=2)
    assert "selalu ada" in said["pesan"][0]["teks"]


def test_a_lost_laptop_is_revoked_and_its_honest_work_still_comes_in(
    offices: Offices, desa: Laptop, kecamatan: Laptop
) -> None:
    made = desa.ask("kirim", "buat", "--ke", offices.stick)
    [key] = [one for one in kecamatan.ask("kunci", "daftar")["kunci"] if one["kode"] == TURSINO]
    kecamatan.answer("kunci", "cabut", key["kid"], "--alasan", "bosan", code=2)
    gone = kecamatan.ask("kunci", "cabut", key["kid"][:10], "--alasan", "hilang")
    assert (gone["kode"], gone["alasan"]) == (TURSINO, "hilang")
    file = made["berkas"][0]
    refused = kecamatan.answer("terima", "setujui", file, code=5)
    assert "E_REVOKED" in str(refused)
    words = ("--kode", made["kode_lembar"], "--alasan", "Kades membenarkan")
    assert kecamatan.ask("terima", "dicabut", file, *words)["seq"] == 1


def test_a_new_root_writes_a_grant_for_every_laptop(
    offices: Offices, desa: Laptop, kecamatan: Laptop
) -> None:
    offices.clear_stick()
    turned = kecamatan.ask("kunci", "putar", "--ke", offices.stick)
    assert len(turned["berkas"]) == 2
    desa.ask("kunci", "percaya", "--nomor", turned["nomor_kunci"])
    mine = next(one for one in turned["berkas"] if TURSINO in one)
    desa.ask("kunci", "pasang", mine)
    made = desa.ask("kirim", "buat", "--ke", offices.stick)
    assert kecamatan.ask("terima", "periksa", made["berkas"][0])["kiriman"][0]["keadaan"] == "sah"


def test_forks_are_listed_decided_and_joined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESA_TANGGAL", "2026-09-28")
    made: Laptops = make_laptops(tmp_path / "kantor")
    sekdes, operator = (Laptop(made.folder / name) for name in (SEKDES, OPERATOR))
    files = {}
    for one, name, words in ((sekdes, SEKDES, "Sumur bor RT 01"), (operator, OPERATOR, "Talud RT 03")):
        with made.at_laptop(name) as app:
            walk.add_usulan(app, words, made.at)
        [files[name]] = one.ask("kirim", "buat", "--untuk", "laptop", "--ke", made.stick)["berkas"]
    sekdes.ask("terima", "setujui", files[OPERATOR])
    operator.ask("terima", "setujui", files[SEKDES])
    kecamatan = Laptop(made.folder / KUTOARJO)
    for one in (sekdes, operator):  # what each began by itself is no deletion of the other's
        kecamatan.ask("terima", "setujui", one.ask("kirim", "buat", "--ke", made.stick)["berkas"][0])
    found = sekdes.ask("selisih", "daftar")["bercabang"]
    proposals = next(one for one in found if one["jenis"] == "daftar-usulan")
    narrowed = sekdes.ask("selisih", "daftar", "--laptop", "laptop ini", "--tanggal", "2020-01-01")
    assert (narrowed["bercabang"], narrowed["di_luar_saringan"]) == ([], len(found))
    sekdes.answer("selisih", "daftar", "--tabel", "Ternak", code=1)
    if proposals["selisih"]:
        table = proposals["selisih"][0]["tabel"]
        [same] = sekdes.ask("selisih", "daftar", "--tabel", table)["bercabang"]
        assert same == proposals
        sekdes.ask("selisih", "putuskan", proposals["id"], "--pilih", "a", "--tabel", table)
    assert sekdes.ask("selisih", "urungkan", proposals["id"])["diurungkan"] is bool(proposals["selisih"])
    if proposals["selisih"]:
        sekdes.ask("selisih", "putuskan", proposals["id"], "--pilih", "b")
    joined = sekdes.ask("selisih", "gabung", proposals["id"])["digabung"][0]
    assert joined["nomor_baru"] == [2]
    sekdes.ask("selisih", "gabung", "semua")
    sekdes.answer("selisih", "gabung", "bukan-id", code=1)
    sekdes.answer("selisih", "putuskan", "bukan-id", "--pilih", "a", code=1)


def test_the_sheet_that_goes_with_a_kiriman_carries_the_code_of_its_file(
    offices: Offices, desa: Laptop, tmp_path: Path
) -> None:
    desa.answer("cetak", "pengantar-kiriman", "--ke", tmp_path / "belum.pdf", code=1)
    made = desa.ask("kirim", "buat", "--ke", offices.stick)
    desa.ask("cetak", "pengantar-kiriman", "--nomor", made["seq"], "--ke", tmp_path / "pengantar.pdf")
    with pdfplumber.open(tmp_path / "pengantar.pdf") as paper:
        [page] = paper.pages
        words = page.extract_text()
    assert made["kode_lembar"].replace(" ", "") in words.replace(" ", "")
    assert "Kecamatan Kutoarjo" in words
    assert "RKP Desa" in words

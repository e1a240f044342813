"""The commands of keys, kiriman and compilation against cli.md: their `data`, exit codes and words."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

import kiriman_offices as walk
from desa_desktop.services.exchange.judging import WORDS
from desa_desktop.sync.rejection import Code, KirimanRejected
from disks import MIB, small_disk
from kiriman_offices import KUTOARJO, TURSINO, WIRUN, Offices
from laptop import Laptop
from office import TAHUN

ROW = {"berkas", "keadaan", "kode", "pengirim", "seq"}
DOKUMEN = {"jenis", "id", "status", "revisi", "digest"}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two villages with ratified plans, enrolled at their kecamatan."""
    folder = tmp_path_factory.mktemp("kantor") / "tiga"
    made = walk.make_offices(folder)
    for kode in (TURSINO, WIRUN):
        with made.open(kode) as desa:
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


def send(desa: Laptop, stick: Path) -> str:
    """Write the next kiriman; returns its file."""
    [file] = desa.ask("kirim", "buat", "--ke", stick)["berkas"]
    return str(file)


def numbers(desa: Laptop) -> list[int]:
    """The kiriman this laptop sealed to its kecamatan."""
    return [one["seq"] for one in desa.ask("kirim", "daftar")["kiriman"] if one["jenis"] == "data"]


# ------------------------------------------------------------------ sending


def test_what_travels_and_what_was_written_have_the_keys_of_the_contract(
    offices: Offices, desa: Laptop, kecamatan: Laptop
) -> None:
    planned = desa.ask("kirim", "daftar")
    made = desa.ask("kirim", "buat", "--ke", offices.stick)
    for found in (planned, made):
        assert {"berkas", "seq", "digest", "dokumen"} <= set(found)
        assert all(set(one) >= DOKUMEN for one in found["dokumen"])
    assert (planned["seq"], made["seq"]) == (1, 1)
    assert len(made["digest"]) == 64
    known = kecamatan.ask("kirim", "daftar")
    assert {"berkas", "seq", "digest", "dokumen"} <= set(known), "also where nobody said for which village"
    one = kecamatan.ask("kirim", "daftar", "--untuk", "33.06.99.2001")
    assert (one["kode"], one["seq"]) == (TURSINO, 1)


def test_a_stick_that_did_not_take_it_costs_no_number(
    offices: Offices, desa: Laptop, kecamatan: Laptop, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "KECIL", MIB // 2) as stick:
        said = desa.answer("kirim", "buat", "--ke", stick.folder, code=1)
        assert [one["kode"] for one in said["pesan"]] == ["E_STICK_FULL"]
    assert numbers(desa) == [1]
    send(desa, offices.stick)
    assert numbers(desa) == [1]
    send(desa, offices.stick)
    assert numbers(desa) == [2, 1], "one that reached a stick is not the answer to another kirim buat"


def test_a_kiriman_that_waits_is_not_written_once_something_new_was_typed(
    offices: Offices, desa: Laptop, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "KECIL", MIB // 2) as stick:
        desa.answer("kirim", "buat", "--ke", stick.folder, code=1)
    with offices.open(TURSINO) as opened:
        walk.add_usulan(opened, "Sesudah flashdisk penuh", offices.at)
    send(desa, offices.stick)
    assert numbers(desa) == [2, 1]


def test_a_stick_that_took_only_some_answers_with_three(
    offices: Offices, kecamatan: Laptop, tmp_path: Path
) -> None:
    long_reason = os.urandom(30_000).hex()  # so that the answer for Wirun, the second, is a large file
    kecamatan.ask("terima", "kembalikan", wirun_sends(offices), "--alasan", long_reason)
    with small_disk(tmp_path / "KECIL", MIB + 16 * 1024) as stick:
        said = kecamatan.answer("kirim", "buat", "--untuk", "semua", "--ke", stick.folder, code=3)
    assert len(said["data"]["berkas"]) == 1
    assert [(one["kode"], one["tingkat"]) for one in said["pesan"]] == [("E_STICK_FULL", "galat")]


def wirun_sends(offices: Offices) -> str:
    """The file of the other village."""
    return send(Laptop(offices.folder / WIRUN), offices.stick)


# ------------------------------------------------------------------ receiving


def test_each_file_is_named_with_its_word_and_nothing_is_stored(
    offices: Offices, desa: Laptop, kecamatan: Laptop, tmp_path: Path
) -> None:
    file = send(desa, offices.stick)
    before = kecamatan.content()
    [found] = kecamatan.ask("terima", "periksa", file)["kiriman"]
    assert set(found) >= ROW
    assert (found["keadaan"], found["kode"], found["pengirim"], found["seq"]) == ("sah", "D_OK", TURSINO, 1)
    broken = tmp_path / "rusak.kirim"
    broken.write_bytes(Path(file).read_bytes()[:-1])
    found = kecamatan.ask("terima", "periksa", file, broken, code=5)["kiriman"]
    assert [one["keadaan"] for one in found] == ["sah", "rusak"]
    assert [one["keadaan"] for one in desa.ask("terima", "periksa", file, code=5)["kiriman"]] == [
        "bukan_untuk_kita"
    ]
    assert kecamatan.content() == before


def test_a_preview_and_an_acceptance_have_the_keys_of_the_contract(
    offices: Offices, desa: Laptop, kecamatan: Laptop
) -> None:
    file = send(desa, offices.stick)
    shown = kecamatan.ask("terima", "tinjau", file)
    assert {"dokumen", "pemeriksaan"} <= set(shown)
    for one in shown["dokumen"]:
        assert {"jenis", "baru", "berubah", "dihapus", "sama", "beda"} <= set(one)
        for cell in one["beda"]:
            assert {"tempat", "kolom", "semula", "menjadi"} <= set(cell)
    taken = kecamatan.ask("terima", "setujui", file)
    assert {"diterima", "kode_terima"} <= set(taken)
    digest = taken["diterima"][0]["digest"]
    for named in (file, digest[:8]):  # a file on a stick, or the first letters, as the help page shows
        assert kecamatan.ask("terima", "foto", named) == {"foto": []}
    undone = kecamatan.ask("terima", "batalkan", digest[:8])
    assert {"diterima", "kode_terima"} <= set(undone)
    assert undone["digest"] == digest
    back = kecamatan.ask("terima", "kembalikan", file, "--alasan", "Volume belum jelas.")
    assert {"diterima", "kode_terima"} <= set(back)
    assert back["diterima"][0]["digest"] == digest


def test_before_something_comes_in_a_backup_is_made(
    offices: Offices, desa: Laptop, kecamatan: Laptop
) -> None:
    backups = kecamatan.folder / "Cadangan"

    def made() -> list[Path]:
        return sorted(backups.glob("*-impor.cadangan"))

    file = send(desa, offices.stick)
    kecamatan.ask("terima", "setujui", file)
    assert len(made()) == 1
    kecamatan.ask("terima", "setujui", file)
    assert len(made()) == 1, "not for one that was accepted before"
    assert kecamatan.ask("cadangan", "periksa", made()[0])["teruji"]


@pytest.mark.parametrize(
    ("words", "status"), [(("terima", "tahan"), "ditahan"), (("terima", "tolak"), "ditolak")]
)
def test_a_kiriman_is_held_or_refused_with_a_reason_and_nothing_of_it_comes_in(
    offices: Offices, desa: Laptop, kecamatan: Laptop, words: tuple[str, str], status: str
) -> None:
    file = send(desa, offices.stick)
    kecamatan.refuse(*words, file, code=2)
    assert "Isi alasannya" in kecamatan.refuse(*words, file, "--alasan", " ", code=2)
    held = kecamatan.ask(*words, file, "--alasan", "Menunggu tanda tangan.")["kiriman"]
    assert (held["status"], held["alasan"], held["seq"]) == (status, "Menunggu tanda tangan.", 1)
    assert kecamatan.ask("terima", "daftar")["kiriman"][0]["status"] == status
    assert kecamatan.ask("dokumen", "daftar", "--jenis", "rkp-desa")["dokumen"] == []


def test_a_double_number_is_settled_with_the_answer_of_the_village_and_the_next_one_comes_in(
    offices: Offices, desa: Laptop, kecamatan: Laptop, tmp_path: Path
) -> None:
    kecamatan.ask("terima", "setujui", send(desa, offices.stick))
    twin = shutil.copytree(desa.folder, tmp_path / "kembaran")
    offices.clear_stick()
    change(offices, "Dari kembaran")
    aside = shutil.move(send(desa, offices.stick), tmp_path / "kembaran.kirim")
    shutil.rmtree(desa.folder)
    shutil.copytree(twin, desa.folder)
    change(offices, "Dua")
    kecamatan.ask("terima", "setujui", send(desa, offices.stick))
    change(offices, "Tiga")
    third = send(desa, offices.stick)
    assert kecamatan.ask("terima", "setujui", aside, code=5)["gagal"][0]["kode"] == "D_FORK"
    assert kecamatan.ask("terima", "periksa", third, code=5)["kiriman"][0]["keadaan"] == "nomor_ganda"
    [double] = [one for one in kecamatan.ask("terima", "daftar")["kiriman"] if one["status"] == "karantina"]
    settled = kecamatan.ask("terima", "lanjutkan", double["digest"], "--alasan", "Laptop lama dijual.")
    assert settled["kiriman"]["alasan"] == "Laptop lama dijual."
    assert kecamatan.ask("terima", "setujui", third)["diterima"][0]["seq"] == 3
    assert "tidak ditemukan" in kecamatan.refuse("terima", "lanjutkan", "7b1c", "--alasan", "x", code=1)


def change(offices: Offices, uraian: str) -> None:
    """One more proposal in the village."""
    with offices.open(TURSINO) as opened:
        walk.add_usulan(opened, uraian, offices.at)


CONTRACT = {  # cli.md, "Words used in the answers and files"
    "sah": "D_OK D_JUMP D_OURS",
    "bercabang": "D_BERCABANG",
    "lebih_lama": "D_LATE",
    "sudah_diterima": "D_DUPLICATE",
    "laptop_dipulihkan": "D_NEW_INCARNATION",
    "nomor_lama": "D_REPLACED",
    "nomor_ganda": "D_FORK",
    "kunci_belum_dikenal": "E_UNKNOWN_SENDER",
    "tidak_bertanda_tangan": "E_SIGNATURE E_CERT E_KIND E_SCOPE E_PLAIN",
    "bukan_untuk_kita": "E_NOT_FOR_US",
    "dicabut": "E_REVOKED",
    "versi_baru": "E_VERSION E_SUITE",
    "latihan": "K-313",
    "isi_ditolak": "E_DOC_SCOPE E_ISI",
}


def test_the_words_for_a_received_file_are_those_of_the_contract() -> None:
    wanted = {code: word for word, codes in CONTRACT.items() for code in codes.split()}
    assert {code.value: word for code, word in WORDS.items()} == wanted


def test_a_refusal_of_a_stick_is_a_failure_and_a_wrong_file_is_a_failed_verification() -> None:
    not_done = {code.value for code in Code if KirimanRejected(code).exit_code == 1}
    assert not_done == {"E_STICK_READ", "E_STICK_WRITE", "E_STICK_FULL", "E_STICK_RO", "E_DISK_FULL"}
    assert {KirimanRejected(code).exit_code for code in Code} == {1, 5}


# ------------------------------------------------------------------ keys and compilation


def test_the_commands_of_keys_have_the_keys_of_the_contract(
    offices: Offices, desa: Laptop, kecamatan: Laptop, tmp_path: Path
) -> None:
    assert set(desa.ask("kunci", "kartu")) == {"kid", "nomor_kunci"}
    other = Laptop(tmp_path / "baru")
    other.ask(
        "kantor", "siapkan", "--peran", "desa", "--kode", WIRUN, "--nama", "Wirun", "--tahun", str(TAHUN)
    )
    own = other.ask("kunci", "kartu")["nomor_kunci"]
    card = kecamatan.ask("kunci", "kartu")["nomor_kunci"]
    wrong = card[:-1] + str((int(card[-1]) + 1) % 10)
    assert other.refuse("kunci", "percaya", "--nomor", wrong, code=5) == (
        "Kelompok ke-6 tidak cocok. Bacakan ulang."
    )
    other.ask("kunci", "percaya", "--nomor", card)
    asked = other.ask("kunci", "minta", "--ke", offices.stick)
    assert set(asked) == {"berkas"}
    bad = own[:-1] + str((int(own[-1]) + 1) % 10)
    assert "Kelompok ke-6 tidak cocok." in kecamatan.refuse(
        "kunci", "kenalkan", asked["berkas"], "--nomor", bad, "--ke", offices.stick, code=5
    )
    granted = kecamatan.ask("kunci", "kenalkan", asked["berkas"], "--nomor", own, "--ke", offices.stick)
    assert set(granted) >= {"berkas", "kode", "kid"}
    assert other.ask("kunci", "pasang", granted["berkas"])["keadaan"] == "terdaftar"
    assert other.refuse("kunci", "pasang", asked["berkas"], code=5)


def test_the_commands_of_the_compilation_have_the_keys_of_the_contract(
    offices: Offices, desa: Laptop, kecamatan: Laptop, tmp_path: Path
) -> None:
    kecamatan.ask("terima", "setujui", send(desa, offices.stick))
    keys = {"baris", "total", "desa", "belum"}

    def judge(found: dict[str, Any]) -> None:
        assert keys <= set(found)
        assert (found["baris"], found["total"]) == (1, 900_000_000)
        assert isinstance(found["desa"], list)
        assert isinstance(found["belum"], list)

    judge(kecamatan.ask("kompilasi", "durkp", "--tahun", TAHUN, "--ke", tmp_path / "a.xlsx"))
    judge(kecamatan.ask("kompilasi", "kunci", "durkp", "--tahun", TAHUN))
    origin = kecamatan.ask("kompilasi", "asal", "--baris", 1)
    judge(origin)
    assert origin["asal"]["kiriman"] == 1
    assert kecamatan.answer("kompilasi", "asal", "--baris", 7, code=1)["pesan"]

"""The command line understands its words, answers in Indonesian, and the manual tells the truth about it."""

from __future__ import annotations

import importlib
import io
import json
import re
import shlex
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from desa_desktop import cli, i18n
from desa_desktop.cli.commands import COMMANDS, LATER
from desa_desktop.cli.parsing import COMMON, PROGRAM, read_given
from laptop import SOURCE, Laptop

MANUAL = (Path(__file__).resolve().parents[2] / "resources" / "help" / "perintah.md").read_text(
    encoding="utf-8"
)
# what the library's own parser would say, and what English looks like
ENGLISH = re.compile(
    r"\b(usage|options?|positional|arguments?|optional|show this|required|invalid|choice|choose|error|"
    r"unrecognized|expected|ambiguous|the following|default|file not|is not|please|command)\b",
    re.IGNORECASE,
)
words_of = pytest.mark.parametrize("command", COMMANDS, ids=lambda one: one.words)


@pytest.fixture
def laptop(tmp_path, monkeypatch):
    monkeypatch.setenv("DESA_TANGGAL", "2026-09-28")
    return Laptop(tmp_path / "data")


@words_of
def test_each_command_explains_itself_with_an_example(laptop, command):
    said = laptop.run(*command.words.split(), "--help")
    assert said.code == 0
    assert said.err == ""
    assert command.summary in said.out
    assert f"Contoh:\n  {command.example}" in said.out
    for option in command.options:
        assert option.shown in said.out
    for place in command.places:
        assert place.shown in said.out


@words_of
def test_each_command_stands_in_the_manual_with_its_options_and_its_example(command):
    section = MANUAL.split(f"\n### {command.words}\n")
    assert len(section) == 2, "one section for each command"
    text = section[1].split("\n## ")[0].split("\n### ")[0]
    assert command.summary in text
    assert f"    {command.example}" in text
    assert f"{PROGRAM} {command.words}" in text
    for option in command.options:
        assert f"- `{option.shown}` {option.about}" in text


def test_the_manual_explains_no_command_that_does_not_exist():
    told = re.findall(r"^### (.+)$", MANUAL, re.MULTILINE)
    assert sorted(told) == sorted(one.words for one in COMMANDS)


@words_of
def test_each_example_is_understood_as_it_stands(command):
    words = shlex.split(command.example)
    assert words[0] == PROGRAM
    rest = words[1 + len(command.words.split()) :]
    assert " ".join(words[1 : 1 + len(command.words.split())]) == command.words
    read_given(command, rest, date(2026, 9, 28))


@words_of
def test_each_command_leads_to_a_function(command):
    module, _colon, name = command.run.partition(":")
    assert callable(getattr(importlib.import_module(f"desa_desktop.cli.{module}"), name))


def test_the_help_of_the_program_names_every_command(laptop):
    said = laptop.run("--help")
    assert said.code == 0
    for command in COMMANDS:
        assert f"  {command.words} " in said.out
    for option in COMMON:
        assert option.shown in said.out


def test_a_group_lists_its_commands(laptop):
    said = laptop.run("musyawarah", "--help")
    assert said.code == 0
    assert "musyawarah catat" in said.out
    assert "data impor" not in said.out


@words_of
def test_help_speaks_no_english(laptop, command):
    assert ENGLISH.findall(laptop.run(*command.words.split(), "--help").out) == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), ""),
        (("data",), "Lengkapi perintahnya: data impor, data ekspor"),
        (("dta", "impor"), "Perintah dta impor tidak dikenal."),
        (("data", "import"), "Maksud Anda data impor?"),
        (("data", "impor"), "Tambahkan JENIS: jenis data."),
        (("data", "impor", "usulan"), "Tambahkan FILE: berkas yang dibaca."),
        (
            ("data", "impor", "rumah", "a.csv"),
            "JENIS: rumah tidak dikenal. Pilihan: usulan, wilayah",
        ),
        (("data", "impor", "usulan", "a.csv", "b.csv"), "Tidak jelas untuk apa b.csv."),
        (("data", "impor", "usulan", "a.csv", "--ujii"), "Maksud Anda --uji?"),
        (("data", "impor", "usulan", "a.csv", "--uji=ya"), "--uji tidak memakai isi."),
        (("data", "impor", "usulan", "a.csv", "--lembar"), "Sesudah --lembar tulis isinya."),
        (("data", "impor", "usulan", "a.csv", "--tahun", "27"), "--tahun: 27 bukan tahun."),
        (("cetak", "matriks-rkp"), "Tambahkan --ke FILE"),
        (("cetak", "matriks-rkp", "--ke", "a.pdf", "--kertas", "a5"), "--kertas: a5 tidak dikenal."),
        (("kompilasi", "asal", "--baris", "dua"), "--baris: dua bukan angka."),
        (("tugas", "--sampai", "31/02/2027"), "Tanggal 31 Februari 2027 tidak ada."),
        (("tugas", "--sampai", "11/22/2026"), "Bulan 22 tidak ada. Urutan: tanggal/bulan/tahun."),
        (("kantor", "siapkan", "--peran", "camat"), "--peran: camat tidak dikenal."),
    ],
)
def test_wrong_use_is_answered_with_a_sentence_that_helps(laptop, words, sentence):
    said = laptop.run(*words)
    if not words:
        assert (said.code, said.err) == (0, "")  # nothing asked: the list of commands
        return
    assert said.code == 2
    assert said.out == ""
    assert sentence in said.err
    assert "--help" in said.err
    assert ENGLISH.findall(said.err.replace("--help", "")) == []
    assert not laptop.folder.exists(), "a slip of the pen makes no data folder"


@pytest.mark.parametrize("words", sorted(LATER))
def test_what_comes_later_says_so_in_one_sentence(laptop, words):
    found = laptop.answer(*words.split(), code=2)
    [one] = found["pesan"]
    assert one["teks"].endswith("belum tersedia di versi ini.")
    assert one["kode"] == "K-107"
    assert not laptop.folder.exists()


@pytest.mark.parametrize(
    "words",
    [
        ("cetak", "rpjm", "--ke", "a.pdf"),
        ("cetak", "buku-peraturan-di-desa", "--ke", "a.pdf"),
        ("data", "impor", "rpjm", "a.xlsx"),
        ("data", "lihat", "harga"),
        ("rencana", "ringkas", "rpjm"),
        ("cuplik", "solid-center", "--ke", "a.png"),
    ],
)
def test_a_kind_that_comes_later_says_so_before_anything_is_opened(laptop, words):
    assert laptop.answer(*words, code=2)["pesan"][0]["kode"] == "K-107"
    assert not laptop.folder.exists()


def test_every_command_of_the_contract_is_there_or_announced():
    known = {one.words for one in COMMANDS} | set(LATER)
    contract = """kantor siapkan|kantor contoh|info|data impor|data ekspor|data lihat|data urungkan
        data ulangi|data riwayat|data mutu|statistik|musyawarah catat|musyawarah daftar|musyawarah sahkan
        rencana ambil-usulan|rencana ringkas|rencana periksa|rencana sahkan|rencana perubahan
        templat periksa|templat pasang|templat daftar|isian daftar|isian isi|isian ekspor|isian nilai
        isian selesai|cetak daftar|cetak|tugas|kunci kartu|kunci percaya|kunci minta|kunci kenalkan
        kunci pasang|kunci daftar|kunci cabut|kunci putar|kirim daftar|kirim buat|dokumen daftar
        dokumen riwayat|dokumen cabut|kirim kode-terima|terima periksa|terima daftar|terima tinjau
        terima setujui|terima kembalikan|terima batalkan|selisih daftar|selisih putuskan|selisih gabung
        kompilasi durkp|kompilasi kunci durkp|kompilasi asal|cadangan buat|cadangan daftar|cadangan periksa
        cadangan pulihkan|periksa|laporan|cuplik|cuplik daftar"""
    wanted = {one.strip() for line in contract.splitlines() for one in line.split("|")}
    assert wanted <= known
    assert not {one.words for one in COMMANDS} & set(LATER), "there or announced, not both"


def test_common_options_are_taken_before_and_after_the_words(laptop, tmp_path):
    other = str(tmp_path / "lain")
    for argv in (["--json", "--data", other, "info"], ["info", "--json", f"--data={other}"]):
        out = io.StringIO()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "stdout", out)
            assert cli.main(argv) == 10
        found = json.loads(out.getvalue())
        assert (found["ok"], found["perintah"]) == (False, "info")
        assert other in found["pesan"][0]["teks"]


@pytest.mark.warns
def test_a_bug_is_one_calm_sentence_and_a_trace_in_the_log(laptop, monkeypatch, caplog):
    from desa_desktop.cli import cetak

    def broken(_desk, _given):
        raise ZeroDivisionError("Suratman")

    monkeypatch.setattr(cetak, "daftar", broken)
    said = laptop.run("cetak", "daftar")
    assert said.code == 1
    assert said.out == ""
    assert said.err.strip().endswith("(K-900)")
    assert "Data Anda aman" in said.err
    assert "Suratman" not in said.err
    assert any(record.exc_info for record in caplog.records)


def test_work_of_the_other_office_is_refused_with_where_it_is_done(tmp_path, monkeypatch):
    monkeypatch.setenv("DESA_TANGGAL", "2026-09-28")
    desa, kecamatan = Laptop(tmp_path / "desa"), Laptop(tmp_path / "kecamatan")
    desa.ask("kantor", "siapkan", "--peran", "desa", "--kode", "33.06.99.2001", "--nama", "Tursino")
    kecamatan.ask("kantor", "siapkan", "--peran", "kecamatan", "--kode", "33.06.99", "--nama", "Kutoarjo")
    meeting = tmp_path / "musrenbang.json"
    meeting.write_text("{}", encoding="utf-8")
    for words in (["rencana", "ringkas", "rkp"], ["musyawarah", "catat", meeting]):
        assert "kantor desa" in kecamatan.refuse(*words, code=2)
    for words in (["kompilasi", "durkp"], ["kompilasi", "asal", "--baris", 1]):
        assert "kantor kecamatan" in desa.refuse(*words, code=2)


def test_no_folder_is_made_where_a_flash_disk_should_be(tmp_path, monkeypatch):
    monkeypatch.setenv("DESA_TANGGAL", "2026-09-28")
    desa = Laptop(tmp_path / "desa")
    desa.ask("kantor", "siapkan", "--peran", "desa", "--kode", "33.06.99.2001", "--nama", "Tursino")
    pulled = tmp_path / "FLASHDISK"
    for words in (["cetak", "kartu-kunci", "--ke", pulled / "kartu.pdf"],
                  ["data", "ekspor", "usulan", "--ke", pulled / "usulan.csv"]):  # fmt: skip
        assert "FLASHDISK tidak ditemukan." in desa.refuse(*words, code=1)
    assert not pulled.exists()


def test_interrupting_is_answered_with_130(laptop, monkeypatch):
    from desa_desktop.cli import cetak

    def interrupted(_desk, _given):
        raise KeyboardInterrupt

    monkeypatch.setattr(cetak, "daftar", interrupted)
    said = laptop.run("cetak", "daftar")
    assert said.code == 130
    assert "Dihentikan." in said.err


def test_help_is_there_without_loading_what_commands_need():
    code = (
        "import sys; from desa_desktop import cli; assert cli.main(['data', 'impor', '--help']) == 0; "
        "heavy = {'sqlalchemy', 'PySide6', 'reportlab', 'openpyxl', 'docx', 'cryptography', 'pyrage'}; "
        "heavy &= set(sys.modules); "
        "assert not heavy, heavy"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": str(SOURCE)}, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()


def test_english_is_there_for_who_asks_and_another_language_is_no_use(laptop, request):
    request.addfinalizer(lambda: i18n.use_language("id"))  # the language is the process's
    said = laptop.run("info", "--bahasa", "en", "--data", str(laptop.folder / "belum-ada"))
    assert (said.code, said.err.split(":")[0]) == (10, "The data folder does not exist yet")
    i18n.use_language("id")
    said = laptop.run("info", "--bahasa", "xx")
    assert (said.code, said.out) == (2, "")
    assert "--bahasa xx tidak dikenal. Pilihan: id, en." in said.err

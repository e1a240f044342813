"""Settings, log and folders of a laptop, on real files."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from desa_desktop import __main__ as door
from desa_desktop import config, logs, paths, sheets
from desa_desktop.files import Fs

NIK = "3306990101900001"


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    """The log of the whole program, in a folder of its own."""
    handler = logs.start(tmp_path / "log")
    yield tmp_path / "log" / logs.FILE_NAME
    logs.stop(handler)


def test_settings_come_back_as_they_were_saved(tmp_path: Path) -> None:
    chosen = config.Pengaturan(
        folder_cadangan="/media/cadangan desa", ukuran_huruf=130, tema="gelap", petunjuk=False,
        folder_terakhir={"pdf": "/home/sekdes/Dokumen"},
    )  # fmt: skip
    config.save(tmp_path / "a" / "pengaturan.json", chosen)
    assert config.load(tmp_path / "a" / "pengaturan.json") == config.Terbaca(chosen)


def test_a_new_laptop_starts_with_settings_that_work(tmp_path: Path) -> None:
    assert config.load(tmp_path / "pengaturan.json") == config.Terbaca(config.Pengaturan())


def test_a_setting_of_a_newer_version_is_kept_and_reported(tmp_path: Path) -> None:
    file = tmp_path / "pengaturan.json"
    file.write_text('{"suara": {"bel": true}, "tema": "kontras"}', encoding="utf-8")
    read = config.load(file)
    assert read.pengaturan.tema == "kontras"
    assert len(read.laporan) == 1
    assert "suara" in read.laporan[0]
    config.save(file, read.pengaturan)
    assert json.loads(file.read_text(encoding="utf-8"))["suara"] == {"bel": True}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ukuran_huruf", 1000),
        ("ukuran_huruf", True),
        ("tema", "ungu"),
        ("gerak", "ya"),
        ("folder_terakhir", [1]),
    ],
)
def test_a_value_that_cannot_be_used_is_reported_and_the_default_taken(
    tmp_path: Path, name: str, value: object
) -> None:
    file = tmp_path / "pengaturan.json"
    file.write_text(json.dumps({name: value}), encoding="utf-8")
    read = config.load(file)
    assert getattr(read.pengaturan, name) == getattr(config.Pengaturan(), name)
    assert [name in sentence for sentence in read.laporan] == [True]


@pytest.mark.parametrize("content", [b"", b"{", b"[1, 2]", b"\xff\xfe\x00", b"[" * 5000])
def test_damaged_settings_are_put_aside_and_do_not_stop_the_day(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "pengaturan.json"
    file.write_bytes(content)
    read = config.load(file)
    assert read.pengaturan == config.Pengaturan()
    assert len(read.laporan) == 1
    assert (tmp_path / config.DAMAGED).read_bytes() == content


class FullDisk(Fs):
    """A disk without room."""

    def write(self, target: object, data: object) -> int:
        raise OSError(28, "No space left on device")


def test_a_full_disk_leaves_the_old_settings(tmp_path: Path) -> None:
    file = tmp_path / "pengaturan.json"
    config.save(file, config.Pengaturan(tema="gelap"))
    with pytest.raises(OSError, match="No space"):
        config.save(file, config.Pengaturan(tema="terang"), FullDisk())
    assert config.load(file).pengaturan.tema == "gelap"
    assert [each.name for each in tmp_path.iterdir()] == ["pengaturan.json"]


def test_a_residents_number_never_reaches_the_log(log_file: Path) -> None:
    log = logging.getLogger("desa_desktop.test")
    log.info("nik %s telepon %s dan %d", NIK, "081200001111", int(NIK))
    log.info("usulan 12 disimpan, 2026-11-22")
    text = log_file.read_text(encoding="utf-8")
    assert NIK not in text
    assert "081200001111" not in text
    assert "#" * 16 in text
    assert "usulan 12 disimpan, 2026-11-22" in text


@pytest.mark.warns
def test_a_crash_leaves_its_place_in_the_log_but_not_its_words(log_file: Path) -> None:
    resident, reporter = "Budi Santoso", "Siti Aminah"
    try:
        try:
            raise KeyError(resident)
        except KeyError as error:
            raise OSError(28, reporter) from error
    except OSError:
        logging.getLogger("desa_desktop.test").exception("job crashed")
    text = log_file.read_text(encoding="utf-8")
    assert "test_house_files.py" in text
    assert "builtins.KeyError" in text
    assert "builtins.OSError 28" in text
    assert "Budi" not in text
    assert "Siti" not in text


def test_the_log_never_takes_more_than_five_megabytes(log_file: Path) -> None:
    log = logging.getLogger("desa_desktop.test")
    line = "x" * 100_000
    for _number in range(75):
        log.info(line)
    files = sorted(log_file.parent.iterdir())
    assert len(files) == logs.FILES
    assert sum(each.stat().st_size for each in files) <= logs.FILES * logs.FILE_SIZE


def test_a_folder_that_cannot_be_written_costs_only_the_log(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("bukan folder", encoding="utf-8")
    handler = logs.start(tmp_path / "berkas" / "log")
    logging.getLogger("desa_desktop.test").info("tetap jalan")
    logs.stop(handler)


def test_a_command_for_machines_gets_its_refusal_in_the_form_it_asked_for(tmp_path: Path) -> None:
    environment = dict(os.environ, HOME=str(tmp_path), DESA_DATA="postgresql://kantor/desa")
    command = [sys.executable, "-m", "desa_desktop", "info", "--json"]
    answer = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert answer.returncode == 2
    assert json.loads(answer.stdout)["ok"] is False
    assert "Traceback" not in answer.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere the window would open")
def test_a_mistyped_data_folder_is_not_made_and_shows_no_inside_of_the_program(tmp_path: Path) -> None:
    environment = dict(os.environ, DESA_DATA=str(tmp_path / "salah ketik"))
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        environment.pop(name, None)
    command = [sys.executable, "-m", "desa_desktop"]
    answer = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert answer.returncode == 2
    assert "Traceback" not in answer.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_second_start_of_the_log_ends_the_first(tmp_path: Path) -> None:
    first = logs.start(tmp_path / "a")
    second = logs.start(tmp_path / "b")
    assert first not in logging.getLogger().handlers
    logs.stop(second)


def test_the_documents_folder_has_the_desktops_own_name(tmp_path: Path) -> None:
    settings = tmp_path / ".config"
    settings.mkdir()
    (settings / "user-dirs.dirs").write_text('# x\nXDG_DOCUMENTS_DIR="$HOME/Dokumen"\n', encoding="utf-8")
    assert (
        paths.places({"HOME": str(tmp_path)}, platform="linux").exports == tmp_path / "Dokumen/Desa Desktop"
    )


def test_from_source_the_programs_own_files_lie_at_the_top_of_the_checkout() -> None:
    assert (paths.resources() / "requirements.lock").is_file()
    assert paths.migrations().is_dir()


def test_frozen_the_programs_own_files_lie_beside_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "resources").mkdir()
    (tmp_path / "migrations").mkdir()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resources() == tmp_path / "resources"
    assert paths.migrations() == tmp_path / "migrations"
    (tmp_path / "migrations").rmdir()
    with pytest.raises(paths.ProgramIncomplete, match="migrations"):
        paths.migrations()


@pytest.mark.warns
def test_a_bug_is_one_calm_sentence_with_a_code(log_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    error = ZeroDivisionError("rahasia")
    door.report_bug(ZeroDivisionError, error, None)
    said = capsys.readouterr().err
    assert said.startswith("Ada yang tidak berjalan semestinya. Data Anda aman.")
    assert said.endswith("(K-900)\n")
    assert "rahasia" not in said + log_file.read_text(encoding="utf-8")


def test_without_a_display_the_window_names_the_commands_that_work(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(config, "has_display", lambda environment, platform: False)
    assert door.open_window(door.Errand([])) == 2
    said = capsys.readouterr().err
    assert "Tidak ada layar" in said
    assert "kantor siapkan" in said


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X is the screen of Linux")
def test_a_display_that_does_not_answer_counts_as_none() -> None:
    assert not door.can_show({"DISPLAY": ":987"}, "linux")
    assert door.can_show({"DISPLAY": ":987", "QT_QPA_PLATFORM": "offscreen"}, "linux")
    assert door.can_show({"DISPLAY": ":987", "WAYLAND_DISPLAY": "wayland-0"}, "linux")


def test_a_frozen_program_can_be_its_own_reader_of_workbooks() -> None:
    book = openpyxl.Workbook()
    book.active.append(["Uraian", "Biaya"])
    content = BytesIO()
    book.save(content)
    order = json.dumps(asdict(sheets.Limits())).encode() + b"\n"
    command = [sys.executable, "-m", "desa_desktop", sheets.CHILD_WORD]
    answer = subprocess.run(command, input=order + content.getvalue(), capture_output=True, check=True)
    assert b"Uraian" in answer.stdout
    assert json.loads(answer.stdout.splitlines()[-1]) == {"end": True}

"""Which door a start takes, and what the house says when it cannot go on."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from desa_desktop import __main__ as door
from desa_desktop import _bootstrap, config, paths
from desa_desktop.errors import InvalidInput

HOME = Path("/home/sekdes")


@pytest.mark.parametrize(
    ("words", "is_command", "needs_qt"),
    [
        ([], False, True),
        (["usulan.kirim"], False, True),
        (["/media/flashdisk/33.06.99.2001.kirim", "b.cadangan"], False, True),
        (["--data", "lain", "RKP.XLSX"], False, True),
        (["--data=lain"], False, True),
        (["info"], True, False),
        (["info", "--data", "lain"], True, False),
        (["--json", "kirim", "daftar"], True, False),
        (["terima", "periksa", "a.kirim"], True, False),
        (["--help"], True, False),
        (["cuplik", "beranda", "--ke", "a.png"], True, True),
    ],
)
def test_words_open_the_command_line_and_files_open_the_window(
    words: list[str], is_command: bool, needs_qt: bool
) -> None:
    errand = door.Errand(words)
    assert (errand.is_command, errand.needs_qt) == (is_command, needs_qt)


def test_the_data_folder_is_understood_wherever_it_stands() -> None:
    assert door.Errand(["info", "--data", "a"]).options == {"--data": "a"}
    assert door.Errand(["--data=a", "--bahasa", "en", "x.kirim"]).options == {"--data": "a", "--bahasa": "en"}
    assert door.Errand(["--data=a", "x.kirim"]).rest == ["x.kirim"]


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13)])
def test_three_pythons_are_welcome(version: tuple[int, int]) -> None:
    _bootstrap.check_python(version)


@pytest.mark.parametrize("version", [(2, 7), (3, 10), (3, 14)])
def test_another_python_is_told_which_ones_work(version: tuple[int, int]) -> None:
    with pytest.raises(_bootstrap.SetupFailed, match=r"3\.11, 3\.12, atau 3\.13"):
        _bootstrap.check_python(version)


@pytest.mark.parametrize("module", ["_bootstrap.py", "__main__.py"])
def test_an_old_python_can_read_as_far_as_that_sentence(module: str) -> None:
    text = (Path(door.__file__).parent / module).read_text(encoding="utf-8")
    ast.parse(text, feature_version=(3, 6))
    assert "from __future__" not in text  # annotations of the future are unknown to 3.6


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("OSError: [Errno 28] No space left on device", "ruang disk habis"),
        ("Failed to establish a new connection: [Errno -3] Temporary failure in name resolution", "internet"),
        ("E: Failed to fetch x  Temporary failure resolving 'y'", "internet"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "berbeda dari daftar"),
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]", "tanggal dan jam"),
        ("[Errno 13] Permission denied: '/opt'", "tidak boleh ditulisi"),
        ("Segmentation fault", "Baca rinciannya"),
    ],
)
def test_what_a_tool_says_becomes_what_a_person_can_do(output: str, words: str) -> None:
    assert words in _bootstrap.reason(output)


def test_a_screen_needs_more_libraries_than_no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_bootstrap.sys, "platform", "linux")
    assert "libxcb-cursor.so.0" not in _bootstrap.wanted_libraries(display=False)
    assert "libxcb-cursor.so.0" in _bootstrap.wanted_libraries(display=True)
    monkeypatch.setattr(_bootstrap.sys, "platform", "win32")
    assert _bootstrap.wanted_libraries(display=True) == {}


def test_the_folders_on_linux_follow_the_desktop() -> None:
    found = paths.places({"HOME": str(HOME), "XDG_DOCUMENTS_DIR": "/home/sekdes/Dokumen"}, platform="linux")
    assert found.data == HOME / ".local/share/desa-desktop"
    assert found.settings == HOME / ".config/desa-desktop/pengaturan.json"
    assert found.log == HOME / ".local/state/desa-desktop/log"
    assert found.backups == HOME / "Dokumen/Desa Desktop/Cadangan"
    assert found.exports == HOME / "Dokumen/Desa Desktop"


def test_a_relative_folder_of_the_desktop_counts_as_not_set() -> None:
    found = paths.places({"HOME": str(HOME), "XDG_DATA_HOME": "data"}, platform="linux")
    assert found.data == HOME / ".local/share/desa-desktop"


def test_the_folders_on_windows_lie_in_the_persons_own_rooms() -> None:
    found = paths.places({"LOCALAPPDATA": "/u/Local", "USERPROFILE": "/u/sekdes"}, platform="win32")
    assert found.data == Path("/u/Local/Desa Desktop/data")
    assert found.settings == Path("/u/Local/Desa Desktop/pengaturan.json")
    assert found.log == Path("/u/Local/Desa Desktop/log")
    assert found.backups == Path("/u/sekdes/Documents/Desa Desktop/Cadangan")


def test_a_chosen_folder_holds_everything_of_the_run() -> None:
    found = paths.places({"HOME": str(HOME), "DESA_DATA": "/data/desa tursino"}, platform="linux")
    assert {found.data, found.settings.parent, found.log.parent, found.backups.parent} == {
        Path("/data/desa tursino")
    }


def test_a_database_server_is_refused_in_words_until_it_is_there() -> None:
    with pytest.raises(InvalidInput, match="belum tersedia"):
        paths.places({"DESA_DATA": "postgresql://kantor/desa"})


def test_the_environment_of_a_test_is_understood() -> None:
    found = config.read_environment(
        {"DESA_TANGGAL": "2026-11-22", "DESA_FLASHDISK": "/a:/b", "DESA_DATA": "/d", "DESA_SANDI": "kopi"},
        separator=":",
    )
    assert found.tanggal is not None
    assert found.tanggal.isoformat() == "2026-11-22"
    assert found.flashdisk == (Path("/a"), Path("/b"))
    assert (found.data, found.bahasa, found.sandi) == ("/d", "id", "kopi")
    assert config.read_environment({}) == config.Lingkungan()


def test_no_drives_at_all_is_not_the_same_as_the_real_drives() -> None:
    assert config.read_environment({"DESA_FLASHDISK": ""}).flashdisk == ()
    assert config.read_environment({}).flashdisk is None


def test_a_wrong_date_is_shown_with_the_right_form() -> None:
    with pytest.raises(InvalidInput, match=r"22/11/2026.*2026-11-22"):
        config.read_environment({"DESA_TANGGAL": "22/11/2026"})


def test_a_window_needs_a_display_on_linux_only() -> None:
    assert not config.has_display({}, "linux")
    assert not config.has_display({"DISPLAY": ""}, "linux")
    assert config.has_display({"DISPLAY": ":0"}, "linux")
    assert config.has_display({"WAYLAND_DISPLAY": "wayland-0"}, "linux")
    assert config.has_display({"QT_QPA_PLATFORM": "offscreen"}, "linux")
    assert config.has_display({}, "win32")

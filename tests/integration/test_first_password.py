"""The kata sandi of the set-up: chosen while the office is open, asked for at the next start."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from desa_desktop import app as office_app
from desa_desktop import config, keys
from desa_desktop.app import App, has_password, open_app, set_password
from desa_desktop.errors import InvalidInput, KeyProblem, StorageFailed
from desa_desktop.files import Fs
from desa_desktop.keys import doors
from desa_desktop.services import kantor, upkeep
from office import PUKUL, clock_at, open_office

SANDI = "sawah di lereng bukit"


def test_an_office_stays_open_when_it_gets_its_kata_sandi_and_asks_for_it_at_the_next_start(
    tmp_path: Path,
) -> None:
    with open_office(tmp_path) as opened:
        assert not has_password(opened)
        opened = set_password(opened, SANDI)
        assert has_password(opened)
        kantor.correct_identity(opened.database, {"alamat": "Jalan Raya 1"}, by="Rini", at=PUKUL)
        places, environment = opened.files.places, opened.environment
    with pytest.raises(office_app.PasswordNeeded), open_app(places, environment, now=clock_at(PUKUL)):
        pass
    with open_app(places, environment, password=SANDI, now=clock_at(PUKUL)) as again:
        assert again.kantor is not None
        assert again.kantor.alamat == "Jalan Raya 1"


def test_a_backup_made_after_the_kata_sandi_is_closed_by_it(tmp_path: Path) -> None:
    with open_office(tmp_path) as opened:
        opened = set_password(opened, SANDI)
        made = upkeep.back_up(opened.database, opened.safe)
        assert "sandi" in str(made.header.doors["slots"])
        assert upkeep.verify_backup(made.path, opened.safe)["kantor"] == 1


def test_a_kata_sandi_that_is_too_short_leaves_the_office_open_without_one(tmp_path: Path) -> None:
    with open_office(tmp_path) as opened:
        with pytest.raises(InvalidInput):
            set_password(opened, "pendek")
        assert not has_password(opened)
        assert kantor.find(opened.database) is not None


def test_a_second_kata_sandi_that_is_too_short_leaves_the_first(tmp_path: Path) -> None:
    with open_office(tmp_path) as opened:
        opened = set_password(opened, SANDI)
        with pytest.raises(InvalidInput):
            set_password(opened, "pendek")
        assert kantor.find(opened.database) is not None
        places, environment = opened.files.places, opened.environment
    with open_app(places, environment, password=SANDI) as again:
        assert again.kantor is not None


def test_a_second_kata_sandi_takes_the_place_of_the_first(tmp_path: Path) -> None:
    with open_office(tmp_path) as opened:
        opened = set_password(opened, SANDI)
        opened = set_password(opened, "kali kecil di timur")
        assert kantor.find(opened.database) is not None
        places, environment = opened.files.places, opened.environment
    with pytest.raises(KeyProblem), open_app(places, environment, password=SANDI):
        pass
    with open_app(places, environment, password="kali kecil di timur") as again:
        assert again.kantor is not None


class Touchy(Fs):
    """A disk that fails at chosen calls once it is `armed`."""

    def __init__(self, *, read: int = 0, swap: bool = False) -> None:
        self.armed, self._left, self._swap = False, read, swap

    def read(self, path: Path, limit: int | None = None) -> bytes:
        if self.armed and path.name == keys.KEY_NAME:
            self._left -= 1
            if self._left == 0:
                raise OSError(errno.EIO, "once")
        return super().read(path, limit)

    def rename(self, source: Path, target: Path) -> None:
        if self.armed and self._swap and target.name == office_app.DATABASE:
            raise OSError(errno.EIO, "always")
        super().rename(source, target)


@pytest.fixture
def quick_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doors, "calibrate", lambda: doors.FLOOR)


def save(opened: App, alamat: str) -> None:
    kantor.correct_identity(opened.database, {"alamat": alamat}, by="Rini", at=PUKUL)


@pytest.mark.usefixtures("quick_hash")
def test_whichever_reading_of_the_key_file_fails_the_kata_sandi_can_be_set_again_at_once(
    tmp_path: Path,
) -> None:
    for number in range(1, 20):
        folder, fs = tmp_path / str(number), Touchy(read=number)
        with open_office(folder, fs=fs) as opened:
            fs.armed, refused = True, False
            try:
                set_password(opened, SANDI)
            except StorageFailed:
                refused = True
            fs.armed = False
            opened = set_password(opened, SANDI)
            assert has_password(opened)
            save(opened, f"Jalan {number}")
            places, environment = opened.files.places, opened.environment
        with open_app(places, environment, password=SANDI, now=clock_at(PUKUL)) as again:
            assert again.kantor is not None
            assert again.kantor.alamat == f"Jalan {number}"
        if not refused:
            break
    assert number > 3


@pytest.mark.usefixtures("quick_hash")
def test_nothing_is_saved_into_a_database_that_is_about_to_be_replaced(tmp_path: Path) -> None:
    """The key file had the new key, the copy under it could not be put in place, and work went on."""
    fs = Touchy(swap=True)
    with open_office(tmp_path, fs=fs) as opened:
        fs.armed = True
        with pytest.raises(StorageFailed):
            set_password(opened, SANDI)
        with pytest.raises(StorageFailed, match="Tutup aplikasi lalu buka lagi"):
            save(opened, "Jalan Raya 1")
        fs.armed = False
        opened = set_password(opened, SANDI)  # once the disk is well again
        save(opened, "Jalan Raya 2")
        places, environment = opened.files.places, opened.environment
    with open_app(places, environment, password=SANDI, now=clock_at(PUKUL)) as again:
        assert again.kantor is not None
        assert again.kantor.alamat == "Jalan Raya 2"


def test_the_backup_folder_chosen_later_is_used_at_once(tmp_path: Path) -> None:
    with open_office(tmp_path / "data") as opened:
        wanted = config.Pengaturan(folder_cadangan=str(tmp_path / "lain"))
        config.save(opened.files.places.settings, wanted)
        opened = opened.reread()
        assert upkeep.back_up(opened.database, opened.safe).path.parent == tmp_path / "lain"

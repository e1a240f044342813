"""The kata sandi of the set-up: chosen while the office is open, asked for at the next start."""

from __future__ import annotations

from pathlib import Path

import pytest

from desa_desktop import app as office_app
from desa_desktop import config
from desa_desktop.app import has_password, open_app, set_password
from desa_desktop.errors import InvalidInput, KeyProblem
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


def test_the_backup_folder_chosen_later_is_used_at_once(tmp_path: Path) -> None:
    with open_office(tmp_path / "data") as opened:
        wanted = config.Pengaturan(folder_cadangan=str(tmp_path / "lain"))
        config.save(opened.files.places.settings, wanted)
        opened = opened.reread()
        assert upkeep.back_up(opened.database, opened.safe).path.parent == tmp_path / "lain"

"""A village's bad days: a thief with a hex editor, a second start, a full disk, a copied folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from desa_desktop import config, paths
from desa_desktop.app import check_everything, open_app
from desa_desktop.domain.usulan import DaftarUsulan, Usulan
from desa_desktop.errors import StorageFailed
from desa_desktop.services import editing, usulan
from desa_desktop.store.guard import Finding
from desa_desktop.store.lock import AlreadyOpen
from office import OLEH, PUKUL, TAHUN, clock_at, open_office

NAMA = "Suparmi Kusumaningtyas"
NIK = "3306994107870003"


def texts_on_disk(folder: Path, *needles: str) -> list[str]:
    """Files below `folder` that hold one of the needles in any plain spelling."""
    found = []
    for file in sorted(folder.rglob("*")):
        if not file.is_file():
            continue
        content = file.read_bytes()
        for needle in needles:
            spellings = (needle.encode(), needle.upper().encode(), needle.encode("utf-16-le"))
            if any(one in content for one in spellings):
                found.append(f"{file.name}: {needle}")
    return found


def propose(opened: object, **values: object) -> None:
    """One proposal with these fields."""
    database = opened.database  # type: ignore[attr-defined]
    with database.read() as unit:
        parent = unit.select(DaftarUsulan, tahun=TAHUN)[0].id
    editing.add_row(database, Usulan, parent, values, by=OLEH, at=PUKUL)


def test_a_name_and_a_nik_that_were_typed_lie_nowhere_readable_in_the_data_folder(tmp_path: Path) -> None:
    with open_office(tmp_path) as opened:
        propose(opened, uraian="Bantuan kursi roda", pengusul=NAMA, masalah=f"NIK {NIK}")
        editing.save_draft(opened.database, "usulan", "x", "pengusul", NAMA, at=PUKUL)
        assert texts_on_disk(tmp_path, NAMA, NIK) == []  # while open: WAL and shared memory lie there too
    assert list((tmp_path / "Cadangan").glob("*.cadangan")), "the backup of the day must be among the files"
    assert texts_on_disk(tmp_path, NAMA, NIK) == []


def test_the_search_of_the_promise_above_does_find_plain_text(tmp_path: Path) -> None:
    (tmp_path / "catatan.txt").write_text(f"{NAMA} {NIK}", encoding="utf-8")
    assert len(texts_on_disk(tmp_path, NAMA, NIK)) == 2


def test_a_second_start_is_refused_and_leaves_the_first_alone(tmp_path: Path) -> None:
    with open_office(tmp_path) as first:
        places = paths.places({"DESA_DATA": str(tmp_path)})
        with pytest.raises(AlreadyOpen) as caught, open_app(places, config.read_environment({})):
            pass
        assert caught.value.exit_code == 11
        propose(first, uraian="Talud")
        assert len(usulan.list_usulan(first.database)) == 1


def test_the_backup_of_the_day_is_made_at_the_first_close_after_a_save_and_only_once(tmp_path: Path) -> None:
    with open_office(tmp_path) as opened:
        propose(opened, uraian="Talud")
    with open_office(tmp_path) as opened:
        propose(opened, uraian="Drainase")
    assert len(list((tmp_path / "Cadangan").glob("*-harian.cadangan"))) == 1
    with open_office(tmp_path, at=PUKUL + timedelta(days=1)) as opened:
        propose(opened, uraian="Sumur")
    assert len(list((tmp_path / "Cadangan").glob("*-harian.cadangan"))) == 2


def test_an_older_database_that_was_copied_back_is_noticed_and_starts_new_numbers(tmp_path: Path) -> None:
    with open_office(tmp_path):
        pass
    older = {name: (tmp_path / name).read_bytes() for name in ("desa.db", "instalasi.json")}
    (tmp_path / "instalasi.json").unlink()
    places, environment = paths.places({"DESA_DATA": str(tmp_path)}), config.read_environment({})
    with open_app(places, environment, now=clock_at(PUKUL)) as opened:
        assert opened.finding is Finding.TANPA_CATATAN
    (tmp_path / "desa.db").write_bytes(older["desa.db"])
    with open_app(places, environment, now=clock_at(PUKUL)) as opened:
        assert opened.finding is Finding.DIPULIHKAN
    with open_app(places, environment, now=clock_at(PUKUL)) as opened:
        assert opened.finding is Finding.NORMAL


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 260 MiB of its own (200 must be free to begin at all); only root may mount one."""
    folder = tmp_path / "kecil"
    folder.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("mounting a small disk needs root")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=260m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this machine does not let us mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)


def propose_until_full(opened: object) -> None:
    """Long proposals, one after the other."""
    for number in range(400):
        propose(opened, uraian=f"Usulan {number} " + "panjang " * 400)


@pytest.mark.warns
def test_a_full_disk_refuses_the_save_in_words_keeps_the_old_data_and_saves_once_there_is_room(
    small_disk: Path,
) -> None:
    with open_office(small_disk) as opened:
        propose(opened, uraian="Talud RT 03")
        filler = small_disk / "film.mp4"
        with filler.open("wb") as target:
            free = shutil.disk_usage(small_disk).free
            target.write(b"\0" * max(free - 4096, 0))
        with pytest.raises(StorageFailed) as caught:
            propose_until_full(opened)
        assert "ruang disk penuh" in str(caught.value)
        assert caught.value.kode == "K-201"
        kept = [row.uraian for row in usulan.list_usulan(opened.database)]
        assert kept[0] == "Talud RT 03"
        opened.keeper.at_close()  # the backup that closing wants finds no room; the save before is safe
        assert not list((small_disk / "Cadangan").glob("*"))
        filler.unlink()
        propose(opened, uraian="Sesudah ada ruang")
        after = [row.uraian for row in usulan.list_usulan(opened.database)]
        assert after == [*kept, "Sesudah ada ruang"]


def test_a_damaged_key_file_is_named_while_the_office_is_still_open(tmp_path: Path) -> None:
    with open_office(tmp_path) as app:
        assert [one.baik for one in check_everything(app)] == [True, True, True]
        (app.files.places.data / "kunci.json").write_text("{}", encoding="utf-8")
        [found] = [one for one in check_everything(app) if not one.baik]
    assert found.nama == "kunci"
    assert found.teks


def test_a_page_torn_while_the_log_was_folded_in_is_no_damage(tmp_path: Path) -> None:
    """The power went in the middle of it: the log still has the page, and Periksa called the file damaged."""
    with open_office(tmp_path / "asal") as opened:
        propose(opened, uraian="Talud RT 01")
        shutil.copytree(tmp_path / "asal", tmp_path / "padam")
    wal = (tmp_path / "padam" / "desa.db-wal").read_bytes()
    page = int.from_bytes(wal[32:36], "big")  # of the first frame
    with (tmp_path / "padam" / "desa.db").open("r+b") as file:
        file.seek((page - 1) * 4096 + 1024)
        file.write(bytes(512))
    with open_office(tmp_path / "padam") as app:
        assert [one.teks for one in check_everything(app) if not one.baik] == []
        with app.database.read() as unit:
            assert [one.uraian for one in unit.select(Usulan)] == ["Talud RT 01"]

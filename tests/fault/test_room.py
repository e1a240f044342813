"""A laptop's disk that runs full: the last save goes through on the room kept aside, and the person is told.

Source: reliability.md 3 (ballast) and 10.3 (real small disks).
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import kiriman_offices as walk
from desa_desktop import cli
from desa_desktop.app import App
from desa_desktop.domain.rkp import RkpDesa
from desa_desktop.domain.usulan import DaftarUsulan, Usulan
from desa_desktop.errors import StorageFailed
from desa_desktop.services import editing, exchange, upkeep, usulan
from desa_desktop.store.place import BALLAST_NAME
from desa_desktop.sync.rejection import KirimanRejected
from disks import MIB, Disk, small_disk
from kiriman_offices import KUTOARJO, OLEH, TURSINO
from office import PUKUL, TAHUN, open_office

KEPT = pytest.mark.usefixtures("whole_ballast")
RELIEVED = (
    "Perubahan belum bisa disimpan karena ruang disk penuh. Data lama tetap utuh."
    " Ruang darurat sudah dilepas: tekan Coba lagi sekarang, lalu kosongkan ruang laptop. (K-201)"
)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """A disk with more room than the ballast asks for."""
    with small_disk(tmp_path / "kecil", 640 * MIB) as mounted:
        yield mounted


def texts(opened: App) -> list[str]:
    """What the list of proposals shows."""
    return [row.uraian for row in usulan.list_usulan(opened.database)]


def propose(opened: App, *given: str) -> None:
    """Proposals with these descriptions, as one save."""
    with opened.database.read() as unit:
        parent = unit.select(DaftarUsulan, tahun=TAHUN)[0].id
    rows = [{"uraian": one} for one in given]
    editing.add_rows(opened.database, Usulan, parent, rows, by=OLEH, at=PUKUL)


def long_texts(count: int) -> list[str]:
    """Texts that take 30 kB each on the disk."""
    return [os.urandom(15_000).hex() for _number in range(count)]


@KEPT
def test_room_is_kept_aside_when_an_office_is_opened(disk: Disk) -> None:
    with open_office(disk.folder):
        assert (disk.folder / BALLAST_NAME).stat().st_size == 16 * MIB


@KEPT
@pytest.mark.warns  # the backup of closing finds no room
def test_a_command_that_saved_on_the_last_room_says_what_to_do(
    disk: Disk, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_office(disk.folder):
        pass
    disk.shrink(MIB)
    words = ["kantor", "ubah", "--sekretaris", "Rini", "--data", str(disk.folder)]
    assert cli.main([*words, "--json"]) == 0
    [said] = json.loads(capsys.readouterr().out)["pesan"]
    assert (said["kode"], said["tingkat"]) == ("K-208", "peringatan")
    assert said["teks"].startswith("Ruang laptop hampir habis, ruang darurat sudah dipakai.")
    assert cli.main(words) == 0
    assert "Ruang laptop hampir habis" in capsys.readouterr().err


@KEPT
def test_the_save_on_a_nearly_full_disk_goes_through_and_the_person_is_told(disk: Disk) -> None:
    with open_office(disk.folder) as opened:
        assert upkeep.room_warning(opened.database) == ""
        disk.shrink(MIB // 2)
        propose(opened, *long_texts(60))  # 2 MB where only half a megabyte was left
        assert len(texts(opened)) == 60
        assert not (disk.folder / BALLAST_NAME).exists()
        assert upkeep.room_warning(opened.database).startswith(
            "Ruang laptop hampir habis, ruang darurat sudah dipakai. Isian terakhir aman. Kosongkan "
        )
        disk.shrink(600 * MIB)
        assert upkeep.room_warning(opened.database) == ""
        assert (disk.folder / BALLAST_NAME).exists(), "with 500 MiB free it is kept again"


@KEPT
@pytest.mark.warns  # the backup of closing finds no room
def test_a_save_larger_than_what_is_left_is_refused_once_and_goes_through_on_coba_lagi(disk: Disk) -> None:
    with open_office(disk.folder) as opened:
        propose(opened, "Talud RT 03")
        disk.shrink(6 * MIB)  # not yet nearly full: nothing is given up beforehand
        many = long_texts(110)
        with pytest.raises(StorageFailed) as caught:
            propose(opened, *many)
        assert str(caught.value) == RELIEVED
        assert texts(opened) == ["Talud RT 03"]
        assert not (disk.folder / BALLAST_NAME).exists()
        propose(opened, *many)
        assert len(texts(opened)) == 111
    with open_office(disk.folder) as again:
        assert len(texts(again)) == 111


@KEPT
@pytest.mark.warns  # the backup of closing finds no room
def test_when_the_ballast_is_gone_too_the_old_data_stay_and_room_helps(disk: Disk) -> None:
    with open_office(disk.folder) as opened:
        propose(opened, "Talud RT 03")
        disk.shrink(MIB)
        sentences = []
        for _time in range(40):
            try:
                propose(opened, *long_texts(40))
            except StorageFailed as failure:
                sentences.append(str(failure))
                break
        assert sentences
        assert "ruang disk penuh" in sentences[0]
        before = texts(opened)
        disk.shrink(64 * MIB)
        propose(opened, "Sesudah ada ruang")
        assert texts(opened) == [*before, "Sesudah ada ruang"]


@pytest.mark.warns  # closing says in the log that not everything could be folded into the file
def test_an_office_closed_on_a_full_disk_has_everything_when_it_is_opened_again(disk: Disk) -> None:
    with open_office(disk.folder) as opened:
        propose(opened, *long_texts(40))
        before = texts(opened)
        (disk.folder / BALLAST_NAME).unlink(missing_ok=True)
        disk.shrink(0)
    disk.shrink(64 * MIB)
    with open_office(disk.folder) as opened:
        assert texts(opened) == before


@pytest.mark.warns
def test_an_import_into_a_full_disk_changes_nothing_and_says_so(
    disk: Disk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_office(disk.folder) as opened:
        propose(opened, "Talud RT 03")
    (disk.folder / BALLAST_NAME).unlink(missing_ok=True)
    rows = "\n".join(f"{text},RT {number}" for number, text in enumerate(short_texts(1_900)))
    (tmp_path / "usulan.csv").write_text(f"Uraian,Lokasi\n{rows}\n", encoding="utf-8")
    disk.shrink(MIB)
    words = ["data", "impor", "usulan", str(tmp_path / "usulan.csv"), "--data", str(disk.folder)]
    assert cli.main(words) == 1
    assert "karena ruang disk penuh. Data lama tetap utuh." in capsys.readouterr().err
    disk.shrink(300 * MIB)
    with open_office(disk.folder) as opened:
        assert texts(opened) == ["Talud RT 03"]
    assert cli.main(words) == 0


def short_texts(count: int) -> list[str]:
    """Texts of a few hundred letters, as proposals have them."""
    return [os.urandom(400).hex() for _number in range(count)]


@pytest.mark.warns
def test_a_kiriman_that_does_not_fit_on_the_laptop_is_given_back_and_taken_in_later(
    disk: Disk, tmp_path: Path
) -> None:
    offices = walk.make_offices(tmp_path / "kantor")
    with offices.open(TURSINO) as desa:
        walk.add_plan(desa, offices.at)
        [sealed] = walk.send(offices, desa)
    [path] = [one for one in offices.stick.rglob("*.kirim") if not one.name.startswith(".")]
    shutil.copytree(offices.folder / KUTOARJO, disk.folder, dirs_exist_ok=True)
    with open_office(disk.folder, kode=KUTOARJO, nama="Kutoarjo", at=offices.at) as kec:
        (disk.folder / BALLAST_NAME).unlink(missing_ok=True)
        disk.shrink(0)
        with pytest.raises(KirimanRejected) as caught:
            exchange.look(kec.database, kec.laptop, kec.files, [path], at=offices.at)
        assert str(caught.value).startswith(
            "Ruang laptop habis. Penerimaan dibatalkan, data lama utuh. Kosongkan "
        )
        with contextlib.suppress(FileNotFoundError):
            assert list(kec.files.intake.iterdir()) == []
        disk.shrink(100 * MIB)  # the file fits, the backup before its acceptance does not
        [found] = exchange.look(kec.database, kec.laptop, kec.files, [path], at=offices.at)
        before = walk.picture(kec)
        with pytest.raises(KirimanRejected) as caught:
            walk.accept(offices, kec, [found.sha256], safe=kec.safe)
        assert str(caught.value).startswith("Ruang laptop habis. Penerimaan dibatalkan, data lama utuh.")
        assert walk.picture(kec) == before
        disk.shrink(400 * MIB)
        done = walk.accept(offices, kec, [path], safe=kec.safe)
        assert [one.digest for one in done.diterima] == [sealed.digest]
        with kec.database.read() as unit:
            assert unit.select(RkpDesa)

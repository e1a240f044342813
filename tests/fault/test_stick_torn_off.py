"""A real stick under a real kiriman of some megabytes: pulled, locked or run full while it is written.

Source: reliability.md 10.3 and kiriman-format.md 16.2, 17 rows 32 to 37. Needs root on Linux for the memory
disk that stands for the stick; elsewhere these are skipped and the walk over a failing `Fs` in
`test_kiriman_stick` and `test_exchange_cut` proves the same rules.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import kiriman_offices as walk
from desa_desktop.app import App
from desa_desktop.domain.dokumen import dokumen_id
from desa_desktop.files import Fs
from desa_desktop.services import exchange
from desa_desktop.services.exchange import KirimanKeluar, Tertulis
from desa_desktop.store import archive
from desa_desktop.store.guard import read_installation
from desa_desktop.sync.rejection import KirimanRejected
from disks import MIB, Disk, Watched, small_disk
from kiriman_offices import KUTOARJO, OLEH, TURSINO, Offices
from office import TAHUN

PULLED = "Kiriman BELUM tersimpan di flashdisk. Salinan aman ada di laptop ini. Pasang flashdisk dan ulangi."


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A village with some megabytes of proposals, and its kecamatan."""
    folder = tmp_path_factory.mktemp("kantor") / "tiga"
    made = walk.make_offices(folder)
    with made.open(TURSINO) as desa:
        walk.add_plan(desa, made.at)
        for number in range(60):
            walk.add_usulan(desa, f"Usulan {number}", made.at, masalah=os.urandom(30_000).hex())
    return folder


@pytest.fixture
def offices(template: Path, tmp_path: Path) -> Offices:
    return walk.copied(template, tmp_path / "kantor")


@pytest.fixture
def desa(offices: Offices) -> Iterator[App]:
    """The village at work."""
    with offices.open(TURSINO) as opened:
        yield opened


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Disk]:
    """A stick with room for one kiriman and little else."""
    with small_disk(tmp_path / "FLASHDISK", 8 * MIB) as mounted:
        yield mounted


def seal(offices: Offices, desa: App) -> KirimanKeluar:
    [sealed] = exchange.seal(desa.database, desa.laptop, desa.files, by=OLEH, at=offices.at)
    assert sealed.ukuran > 1_500_000
    return sealed


def copy(offices: Offices, desa: App, sealed: KirimanKeluar, to: Path, fs: Fs | None = None) -> Tertulis:
    files = replace(desa.files, fs=fs) if fs is not None else desa.files
    return exchange.copy_to(desa.database, desa.laptop, files, sealed.digest, to, by=OLEH, at=offices.at)


def memory(desa: App) -> dict[str, Any]:
    """All that says what was sent: numbers, ledger, states, the guard's file."""
    with desa.database.read() as unit:
        rows = [str(one) for one in archive.outbox(unit)]
        ledger = [str(one) for one in archive.ledger(unit)]
    states = exchange.transport_states(desa.database)
    noted = read_installation(desa.files.places.data, desa.files.fs)
    return {
        "keluar": rows,
        "buku": ledger,
        "keadaan": {str(key): one.keadaan for key, one in states.items()},
        "tercatat": noted.high_water if noted else None,
        "belum_dikirim": exchange.unsent_count(desa.database),
    }


def carried(folder: Path) -> list[str]:
    """What a person would see on the stick."""
    return [one.name for one in folder.rglob("*.kirim") if not one.name.startswith(".")]


def plan_state(desa: App) -> str:
    key = dokumen_id(walk.uid(TURSINO), "rkp-desa", str(TAHUN))
    return exchange.transport_states(desa.database)[key].keadaan


def written_again(offices: Offices, desa: App, sealed: KirimanKeluar, folder: Path) -> None:
    """Another stick takes the same kiriman under the same number, and the kecamatan can read it."""
    folder.mkdir(exist_ok=True)
    written = copy(offices, desa, sealed, folder)
    assert written.teks == (
        "Kiriman nomor 1 sudah tertulis dan sudah dibaca ulang dengan benar."
        " Keluarkan flashdisk dengan aman, lalu cabut."
    )
    assert plan_state(desa) == "dikirim"
    with offices.open(KUTOARJO) as kec:
        [found] = exchange.check(kec.database, kec.laptop, kec.files, [folder])
    assert (found.keadaan, found.seq) == ("sah", 1)


@pytest.mark.parametrize(
    ("call", "at"),
    [
        ("free", 1),
        ("open wb", 1),
        ("write", 1),
        ("write", 2),
        ("sync", 1),
        ("open rb", 1),
        ("rename", 1),
        ("sync folder", 1),
        ("open rb", 2),
    ],
)
def test_a_stick_pulled_while_writing_is_never_said_to_hold_the_kiriman(
    offices: Offices, desa: App, stick: Disk, tmp_path: Path, call: str, at: int
) -> None:
    sealed = seal(offices, desa)
    before = memory(desa)
    watched = Watched(stick.folder, call, at, stick.tear_off)
    with pytest.raises(KirimanRejected) as caught:
        copy(offices, desa, sealed, stick.folder, watched)
    assert watched.has_happened
    assert (caught.value.kode, caught.value.sentence) == ("E_STICK_WRITE", PULLED)
    assert carried(stick.folder) == [], "nothing was left on the laptop where the stick had been"
    assert memory(desa) == before
    assert plan_state(desa) == "belum_dikirim"
    written_again(offices, desa, sealed, tmp_path / "lain")


@pytest.mark.parametrize(("call", "at"), [("free", 1), ("open wb", 1), ("open rb", 1), ("rename", 1)])
def test_a_stick_that_is_locked_while_writing_is_named(
    offices: Offices, desa: App, stick: Disk, tmp_path: Path, call: str, at: int
) -> None:
    sealed = seal(offices, desa)
    before = memory(desa)
    watched = Watched(stick.folder, call, at, stick.lock)
    with pytest.raises(KirimanRejected) as caught:
        copy(offices, desa, sealed, stick.folder, watched)
    assert watched.has_happened
    assert caught.value.kode == "E_STICK_RO"
    assert caught.value.sentence == "Flashdisk terkunci. Gunakan flashdisk lain."
    assert carried(stick.folder) == []
    assert memory(desa) == before
    written_again(offices, desa, sealed, tmp_path / "lain")
    stick.unlock()
    assert copy(offices, desa, sealed, stick.folder).berkas.is_file(), "the hidden rest is in nobody's way"
    assert [one.name for one in stick.folder.rglob("*.sementara")] == []


def test_a_stick_of_three_megabytes_is_called_full_before_anything_is_written(
    offices: Offices, desa: App, tmp_path: Path
) -> None:
    sealed = seal(offices, desa)
    before = memory(desa)
    with small_disk(tmp_path / "KECIL", 3 * MIB) as stick:
        stick.shrink(sealed.ukuran)
        with pytest.raises(KirimanRejected) as caught:
            copy(offices, desa, sealed, stick.folder)
        needed = -(-(sealed.ukuran + MIB) // 1_000_000)
        assert caught.value.kode == "E_STICK_FULL"
        assert caught.value.sentence == f"Flashdisk penuh (perlu {needed} MB). Gunakan flashdisk lain."
        assert list(stick.folder.iterdir()) == []
    assert memory(desa) == before
    written_again(offices, desa, sealed, tmp_path / "lain")


@pytest.mark.parametrize("at", [1, 2])
def test_a_stick_that_runs_full_on_the_way_leaves_no_file_at_all(
    offices: Offices, desa: App, stick: Disk, tmp_path: Path, at: int
) -> None:
    sealed = seal(offices, desa)
    before = memory(desa)

    def somebody_copies_a_film() -> None:
        stick.shrink(300_000)

    watched = Watched(stick.folder, "write", at, somebody_copies_a_film)
    with pytest.raises(KirimanRejected) as caught:
        copy(offices, desa, sealed, stick.folder, watched)
    assert caught.value.kode == "E_STICK_FULL"
    assert [one for one in stick.folder.rglob("*") if one.is_file()] == []
    assert memory(desa) == before
    assert plan_state(desa) == "belum_dikirim"
    written_again(offices, desa, sealed, tmp_path / "lain")


@pytest.mark.parametrize(("call", "at"), [("open rb", 1), ("open rb", 2)])
def test_a_stick_pulled_while_reading_changes_nothing_at_the_kecamatan(
    offices: Offices, desa: App, stick: Disk, call: str, at: int
) -> None:
    sealed = seal(offices, desa)
    copy(offices, desa, sealed, stick.folder)
    with offices.open(KUTOARJO) as kec:
        before = walk.picture(kec)
        watched = Watched(stick.folder, call, at, stick.tear_off)
        with pytest.raises(KirimanRejected) as caught:
            exchange.look(
                kec.database, kec.laptop, replace(kec.files, fs=watched), [stick.folder], at=offices.at
            )
        assert watched.has_happened
        assert caught.value.sentence == (
            "Flashdisk tercabut sebelum selesai dibaca. Pasang lagi. Data tidak berubah."
        )
        assert walk.picture(kec) == before
        assert exchange.inbox(kec.database) == []
        assert [one for one in kec.files.intake.rglob("*") if one.is_file()] == []

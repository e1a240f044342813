"""A flash disk may be full, locked, pulled, torn or a fake: a bad file never gets its final name."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from pathlib import Path

import pytest

from desa_desktop.errors import DesaError, StorageFailed
from desa_desktop.files import Fs
from desa_desktop.progress import Cancelled
from desa_desktop.sync.container import MAGIC
from desa_desktop.sync.drives import Drive, eject, find_drives, linux_drives
from desa_desktop.sync.rejection import Code, KirimanRejected
from desa_desktop.sync.stick import MOST_ENTRIES, list_kiriman, take_in, write_checked
from putus import broke

FOLDER = "KIRIMAN/KE-KECAMATAN"
NAME = "D-3306992001-Tursino-0041-QNBS.kirim"
DATA = MAGIC + bytes(range(256)) * 12_000  # three megabytes, so that it goes in several pieces


class Pulled(OSError):
    """The stick is gone: this call and every later one fails."""


class TornHandle:
    """An open file whose reads are counted calls as well."""

    def __init__(self, fs: TornFs, inner):
        self._fs, self._inner = fs, inner

    def read(self, size=-1):
        self._fs.count("read")
        return self._inner.read(size)

    def __getattr__(self, name):
        return getattr(self._inner, name)

    def __enter__(self):
        return self

    def __exit__(self, *_trace):
        self._inner.close()


class TornFs(Fs):
    """Fails at call number `at`; with `is_gone` at every later call too."""

    def __init__(self, at: int = 0, number: int = errno.EIO, is_gone: bool = False):
        self.at, self.number, self.is_gone = at, number, is_gone
        self.calls: list[str] = []

    def count(self, call: str) -> None:
        self.calls.append(call)
        if len(self.calls) == self.at:
            broke(self.number)
        if len(self.calls) == self.at or (self.is_gone and len(self.calls) > self.at > 0):
            raise Pulled(self.number, os.strerror(self.number))

    def open(self, path, mode):
        self.count("open")
        return TornHandle(self, super().open(path, mode))

    def read(self, path, limit=None):
        self.count("read whole")
        return super().read(path, limit)

    def write(self, target, data):
        self.count("write")
        return target._inner.write(data)

    def sync(self, target):
        self.count("sync")
        super().sync(target._inner)

    def sync_folder(self, folder):
        self.count("sync folder")
        super().sync_folder(folder)

    def rename(self, source, target):
        self.count("rename")
        super().rename(source, target)

    def remove(self, path):
        self.count("remove")
        super().remove(path)

    def free(self, folder):
        self.count("free")
        return super().free(folder)


def written_calls(tmp_path) -> int:
    fs = TornFs()
    write_checked(fs, tmp_path, FOLDER, NAME, DATA)
    shutil.rmtree(tmp_path / "KIRIMAN")
    return len(fs.calls)


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_a_kiriman_is_written_and_read_back_twice(tmp_path):
    fs = TornFs()
    written = write_checked(fs, tmp_path, FOLDER, NAME, DATA)
    assert written.path.read_bytes() == DATA
    assert written.sha256 == hashlib.sha256(DATA).hexdigest()
    assert files_in(tmp_path) == [NAME]
    made, _above, renamed = (at for at, call in enumerate(fs.calls) if call == "sync folder")
    assert made < fs.calls.index("sync") < fs.calls.index("rename") < renamed
    assert fs.calls.count("open") == 3  # to write, to read back, to read back under the final name


def test_it_may_be_written_as_often_as_wanted(tmp_path):
    for _time in range(2):
        assert write_checked(Fs(), tmp_path, FOLDER, NAME, DATA).path.read_bytes() == DATA


def test_a_stick_torn_at_any_call_never_holds_a_bad_file_under_its_final_name(tmp_path):
    total = written_calls(tmp_path)
    assert total > 12
    for is_gone in (False, True):
        for number in (errno.EIO, errno.ENOSPC, errno.ENODEV, errno.EROFS):
            for at in range(1, total + 1):
                fs = TornFs(at, number, is_gone)
                with pytest.raises(KirimanRejected) as caught:
                    write_checked(fs, tmp_path, FOLDER, NAME, DATA)
                assert caught.value.reason in (Code.E_STICK_WRITE, Code.E_STICK_FULL, Code.E_STICK_RO)
                final = tmp_path / FOLDER / NAME
                if is_gone:  # nothing can be removed any more, but what is there is whole
                    assert not final.exists() or final.read_bytes() == DATA
                else:
                    assert files_in(tmp_path) == []
                shutil.rmtree(tmp_path / "KIRIMAN", ignore_errors=True)
    assert write_checked(Fs(), tmp_path, FOLDER, NAME, DATA).size == len(DATA)


class FullFs(Fs):
    """A stick with room for `room` bytes, whatever it says."""

    def __init__(self, room: int, says: int):
        self.room, self.says = room, says

    def free(self, _folder):
        return self.says

    def write(self, target, data):
        if not self.room:
            raise OSError(errno.ENOSPC, "No space left on device")
        fits = data[: min(self.room, 700_000)]  # short writes, as some sticks make them
        self.room -= len(fits)
        return super().write(target, fits)


def test_a_full_stick_is_named_before_anything_is_written(tmp_path):
    with pytest.raises(KirimanRejected) as caught:
        write_checked(FullFs(0, says=len(DATA)), tmp_path, FOLDER, NAME, DATA)
    assert caught.value.sentence == "Flashdisk penuh (perlu 5 MB). Gunakan flashdisk lain."
    assert files_in(tmp_path) == []


def test_a_stick_that_fills_up_on_the_way_leaves_nothing(tmp_path):
    with pytest.raises(KirimanRejected) as caught:
        write_checked(FullFs(2_000_000, says=10**9), tmp_path, FOLDER, NAME, DATA)
    assert caught.value.reason is Code.E_STICK_FULL
    assert files_in(tmp_path) == []


def test_short_writes_are_continued(tmp_path):
    assert write_checked(FullFs(10**9, says=10**9), tmp_path, FOLDER, NAME, DATA).path.read_bytes() == DATA


class FakeFs(Fs):
    """A stick sold as larger than it is: beyond its real size everything it "stores" is zeros."""

    def __init__(self, real: int):
        self.left = real

    def write(self, target, data):
        good = bytes(data[: self.left])
        self.left -= len(good)
        return super().write(target, good + bytes(len(data) - len(good)))


def test_a_fake_stick_is_found_by_reading_back(tmp_path):
    with pytest.raises(KirimanRejected) as caught:
        write_checked(FakeFs(1_500_000), tmp_path, FOLDER, NAME, DATA)
    assert caught.value.reason is Code.E_STICK_VERIFY
    assert caught.value.sentence == "Flashdisk rusak: hasil baca ulang tidak sama. Gunakan flashdisk lain."
    assert files_in(tmp_path) == []


class LateFs(Fs):
    """A stick that loses a block after the file got its final name."""

    def sync_folder(self, folder):
        if (folder / NAME).exists():
            (folder / NAME).write_bytes(DATA[:-4096] + bytes(4096))


def test_the_second_reading_back_sees_what_broke_after_the_rename(tmp_path):
    with pytest.raises(KirimanRejected) as caught:
        write_checked(LateFs(), tmp_path, FOLDER, NAME, DATA)
    assert caught.value.reason is Code.E_STICK_VERIFY
    assert files_in(tmp_path) == []


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES, errno.EPERM])
def test_a_locked_stick_is_named(tmp_path, number):
    with pytest.raises(KirimanRejected) as caught:
        write_checked(TornFs(2, number), tmp_path, FOLDER, NAME, DATA)
    assert caught.value.sentence == "Flashdisk terkunci. Gunakan flashdisk lain."


def test_a_stick_that_is_not_there_gets_nothing(tmp_path):
    with pytest.raises(KirimanRejected) as caught:
        write_checked(Fs(), tmp_path / "E", FOLDER, NAME, DATA)
    assert caught.value.reason is Code.E_STICK_WRITE
    assert not (tmp_path / "E").exists()


# Reading.


@pytest.fixture
def stick(tmp_path):
    root = tmp_path / "flashdisk"
    for folder in ("KIRIMAN/KE-KECAMATAN", "KIRIMAN/KE-DESA", "FOTO"):
        (root / folder).mkdir(parents=True)
    (root / FOLDER / NAME).write_bytes(DATA)
    return root


def names(listing):
    return sorted(one.path.name for one in listing.files)


def test_the_root_and_the_two_folders_are_listed_and_nothing_else(stick):
    (stick / "KIRIMAN" / "KE-DESA" / "U-1.kirim").write_bytes(b"x")
    (stick / "di-akar.KIRIM").write_bytes(b"x")
    (stick / "FOTO" / "tersembunyi.kirim").write_bytes(b"x")
    (stick / "KIRIMAN" / "sesat.kirim").write_bytes(b"x")
    (stick / FOLDER / "catatan.txt").write_bytes(b"x")
    (stick / FOLDER / ".D-1.kirim.sementara").write_bytes(b"x")
    (stick / FOLDER / "folder.kirim").mkdir()
    (stick / FOLDER / "tautan.kirim").symlink_to(stick / FOLDER / NAME)
    listing = list_kiriman(Fs(), stick)
    assert names(listing) == sorted(["U-1.kirim", "di-akar.KIRIM", NAME])
    assert not listing.is_infected
    assert not listing.is_cut
    assert {one.size for one in listing.files} == {1, len(DATA)}


def test_a_crowded_stick_is_listed_up_to_a_limit_and_its_kiriman_first(stick):
    for number in range(MOST_ENTRIES + 5):
        (stick / f"foto-{number}.jpg").touch()
    listing = list_kiriman(Fs(), stick)
    assert listing.is_cut
    assert names(listing) == [NAME]


@pytest.mark.parametrize(
    "shortcut", ["KIRIMAN.lnk", "Removable Disk (8GB).lnk", "KIRIMAN/KE-KECAMATAN/D-1.LNK"]
)
def test_the_shortcut_virus_is_noticed_and_the_kiriman_are_still_found(stick, shortcut):
    (stick / shortcut).write_bytes(b"L\0\0\0")
    listing = list_kiriman(Fs(), stick)
    assert listing.is_infected
    assert names(listing) == [NAME]


def test_a_kiriman_hidden_by_the_virus_is_found(stick):
    listing = list_kiriman(Fs(), stick, lambda entry: 0x26 if entry.name == NAME else 0x20)
    assert listing.is_infected
    assert names(listing) == [NAME]
    assert not list_kiriman(Fs(), stick, lambda entry: 0x2).is_infected  # merely hidden


def test_what_a_virus_left_is_named_and_nothing_of_it_is_opened(stick, monkeypatch):
    for name in ("autorun.inf", "Foto Kegiatan.exe", "Surat.scr", "catatan.txt", "Foto.lnk", "D-9.kirim.exe"):
        (stick / name).write_bytes(b"MZ")
    for folder in ("Foto Kegiatan", "Surat", "System Volume Information"):
        (stick / folder).mkdir()
    opened = []
    monkeypatch.setattr("builtins.open", lambda *given, **_more: opened.append(given))
    seen = list_kiriman(
        Fs(), stick, lambda entry: 0x26 if entry.name in ("Surat", "System Volume Information") else 0x20
    )
    assert opened == []
    assert seen.is_infected
    assert (seen.ulah.pintasan, seen.ulah.autorun) == (1, True)
    assert sorted(seen.ulah.program) == ["Foto Kegiatan.exe", "Surat.scr"]
    assert seen.ulah.tersembunyi == ("Surat",)
    assert seen.lain == 6
    assert names(seen) == [NAME]


def test_a_stick_with_a_program_of_its_own_is_not_called_infected(stick):
    (stick / "Setup.exe").write_bytes(b"MZ")
    (stick / "System Volume Information").mkdir()
    assert not list_kiriman(Fs(), stick, lambda _entry: 0x6 if _entry.is_dir() else 0x20).ulah.program
    assert not list_kiriman(Fs(), stick, lambda _entry: 0x20).is_infected


class Stops:
    """A person who presses `Batal` at the step with this sentence."""

    def __init__(self, words):
        self.words, self.said = words, []

    def step(self, done, total, label):
        self.said.append((done, total))
        if label == self.words:
            raise Cancelled


@pytest.mark.parametrize("words", ["Menulis kiriman ke flashdisk…", "Membaca ulang dan membandingkan…"])
def test_batal_while_writing_leaves_no_file_under_any_name(tmp_path, words):
    with pytest.raises(Cancelled):
        write_checked(Fs(), tmp_path, FOLDER, NAME, DATA, Stops(words))
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == []


def test_the_progress_of_writing_counts_one_writing_and_two_readings(tmp_path):
    watcher = Stops("")
    write_checked(Fs(), tmp_path, FOLDER, NAME, DATA, watcher)
    assert watcher.said[-1] == (3 * len(DATA), 3 * len(DATA))
    assert watcher.said == sorted(watcher.said)


def test_a_stick_without_our_folders_offers_nothing(tmp_path):
    assert list_kiriman(Fs(), tmp_path).files == ()


def test_a_stick_that_is_gone_cannot_be_listed(tmp_path):
    with pytest.raises(KirimanRejected) as caught:
        list_kiriman(Fs(), tmp_path / "E")
    assert caught.value.reason is Code.E_STICK_READ


def test_a_file_is_taken_in_under_the_name_of_its_content(stick, tmp_path):
    steps = []

    class Watch:
        def step(self, done, total, label):
            steps.append((done, total, label))

    taken = take_in(Fs(), stick / FOLDER / NAME, tmp_path / "masuk", Watch())
    assert taken.path.name == f"{hashlib.sha256(DATA).hexdigest()}.kirim"
    assert taken.path.read_bytes() == DATA
    assert files_in(tmp_path / "masuk") == [taken.path.name]
    assert steps[-1] == (len(DATA), len(DATA), f"Menyalin {NAME}")
    assert take_in(Fs(), stick / FOLDER / NAME, tmp_path / "masuk") == taken


def test_a_failure_at_any_call_of_the_intake_leaves_no_part_of_a_file(stick, tmp_path):
    intake = tmp_path / "masuk"
    fs = TornFs()
    take_in(fs, stick / FOLDER / NAME, intake)
    assert len(fs.calls) > 15
    for number in (errno.EIO, errno.ENOSPC):
        for at in range(1, len(fs.calls) + 1):
            shutil.rmtree(intake, ignore_errors=True)
            with pytest.raises(DesaError) as caught:
                take_in(TornFs(at, number), stick / FOLDER / NAME, intake)
            assert isinstance(caught.value, KirimanRejected | StorageFailed)
            whole = list(intake.glob("*.kirim"))
            assert all(path.read_bytes() == DATA for path in whole)
            assert files_in(intake) == [path.name for path in whole]


def test_the_laptops_full_disk_is_not_blamed_on_the_stick(stick, tmp_path):
    with pytest.raises(KirimanRejected) as caught:
        take_in(FullFs(1_000_000, says=10**9), stick / FOLDER / NAME, tmp_path / "masuk")
    assert caught.value.reason is Code.E_DISK_FULL
    assert caught.value.details["n"] == 5
    assert files_in(tmp_path / "masuk") == []


class FickleFs(Fs):
    """A stick that answers differently the second time."""

    def __init__(self, source: Path):
        self.source, self.times = source, 0

    def open(self, path, mode):
        if path == self.source:
            self.times += 1
            if self.times == 2:
                path.write_bytes(DATA[:-1] + b"?")
        return super().open(path, mode)


def test_two_reads_that_differ_are_refused(stick, tmp_path):
    source = stick / FOLDER / NAME
    with pytest.raises(KirimanRejected) as caught:
        take_in(FickleFs(source), source, tmp_path / "masuk")
    assert caught.value.reason is Code.E_STICK_READ
    assert files_in(tmp_path / "masuk") == []


def test_pressing_batal_leaves_nothing(stick, tmp_path):
    class Impatient:
        def step(self, _done, _total, _label):
            raise Cancelled

    with pytest.raises(Cancelled):
        take_in(Fs(), stick / FOLDER / NAME, tmp_path / "masuk", Impatient())
    assert files_in(tmp_path / "masuk") == []


def test_what_has_not_the_first_bytes_of_a_kiriman_is_not_even_copied(tmp_path):
    photo = tmp_path / NAME
    photo.write_bytes(b"\xff\xd8\xff\xe0" + bytes(40_000))
    fs = TornFs()
    with pytest.raises(KirimanRejected) as caught:
        take_in(fs, photo, tmp_path / "masuk")
    assert caught.value.reason is Code.E_MAGIC
    assert not (tmp_path / "masuk").exists()


def test_a_film_called_kiriman_is_not_copied(stick, tmp_path):
    film = stick / FOLDER / "film.kirim"
    with film.open("wb") as target:
        target.truncate(700 * 1024 * 1024)  # takes no room: it is one hole
    with pytest.raises(KirimanRejected) as caught:
        take_in(Fs(), film, tmp_path / "masuk")
    assert caught.value.reason is Code.E_MAGIC
    assert not (tmp_path / "masuk").exists()


def test_a_missing_file_is_a_pulled_stick(tmp_path):
    with pytest.raises(KirimanRejected) as caught:
        take_in(Fs(), tmp_path / "hilang.kirim", tmp_path / "masuk")
    assert caught.value.reason is Code.E_STICK_READ


# Drives.


def test_folders_handed_in_are_drives(tmp_path):
    (tmp_path / "A").mkdir()
    found = find_drives([tmp_path / "A", tmp_path / "tidak-ada"])
    assert Drive(tmp_path / "A", "A") in found
    assert all(drive.path != tmp_path / "tidak-ada" for drive in found)


@pytest.mark.skipif(os.name == "nt", reason="how Linux describes its drives")
def test_removable_and_usb_drives_are_found_with_label_and_serial(tmp_path):
    block, devices = tmp_path / "block", tmp_path / "devices"
    for name, parent, is_removable in (
        ("sda1", "pci0/ata1/sda", "0"),
        ("sdb1", "pci0/mmc/sdb", "1"),
        ("sdc1", "pci0/usb2/sdc", "0"),
    ):
        real = devices / parent / name
        real.mkdir(parents=True)
        (real.parent / "removable").write_text(f"{is_removable}\n")
        block.mkdir(exist_ok=True)
        (block / name).symlink_to(real)
    labels, uuids = tmp_path / "by-label", tmp_path / "by-uuid"
    for folder, link in ((labels, "DESA\\x20KITA"), (uuids, "1A2B-3C4D")):
        folder.mkdir()
        (folder / link).symlink_to("/dev/sdb1")
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/sda1 /media/cakram ext4 rw 0 0\n"
        "/dev/sdb1 /media/sekdes/DESA\\040KITA vfat rw 0 0\n"
        "/dev/sdc1 /run/media/sekdes/USB vfat rw 0 0\n"
        "/dev/sdc1 /home vfat rw 0 0\n"
        "tmpfs /mnt/sementara tmpfs rw 0 0\n"
    )
    found = list(linux_drives(mounts, block, by_label=labels, by_uuid=uuids))
    assert found == [
        Drive(Path("/media/sekdes/DESA KITA"), "DESA KITA", "1A2B-3C4D", "/dev/sdb1"),
        Drive(Path("/run/media/sekdes/USB"), "USB", "", "/dev/sdc1"),
    ]


def test_without_a_list_of_mounts_there_are_no_drives(tmp_path):
    assert list(linux_drives(tmp_path / "tidak-ada")) == []


def test_a_folder_cannot_be_ejected_and_says_so(tmp_path):
    assert eject(Drive(tmp_path)) is False

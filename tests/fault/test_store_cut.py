"""Power cuts and full disks under the store: before or after, never between, never a false success."""

from __future__ import annotations

import contextlib
import errno
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from desa_desktop import keys
from desa_desktop.errors import DesaError, KeyProblem, StorageFailed
from desa_desktop.files import Fs
from desa_desktop.keys import doors
from desa_desktop.store import driver, guard, swap
from desa_desktop.store.backup import make_backup, restore, verify
from desa_desktop.store.backup_file import Backup, BackupRejected, Office, Reason
from desa_desktop.store.place import Ballast
from desa_desktop.store.rotation import list_backups, thin_out
from store_samples import (
    CHILD,
    KEY,
    NAMA,
    NIK,
    OTHER_KEY,
    CutOff,
    FailingFs,
    add_families,
    count,
    make_store,
)

AT = datetime(2026, 11, 22, 10, 15, tzinfo=timezone(timedelta(hours=7)))
OFFICE = Office("0.1.0", "db-1", "3306992001", "Tursino")
DOORS: dict[str, object] = {"key_id": "0123456789abcdef", "slots": [], "box": "YQ"}
SANDI = "gotong royong desa"
FULL_OR_BROKEN = (errno.ENOSPC, errno.EIO)
"""Our code treats both alike here, so every second call gets the one or the other."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "profil").mkdir()
    return make_store(tmp_path / "profil" / "desa.db")


def every_call(most: int = 400) -> Iterator[int]:
    """1, 2, 3, ... ; the test stops when a run got through without reaching its call."""
    return iter(range(1, most))


# kill -9 in a save

SAVER = CHILD + (
    "import pathlib; from desa_desktop.store import driver; from store_samples import KEY, add_families\n"
    "connection = driver.connect(pathlib.Path(sys.argv[1]), KEY)\n"
    "number = 0\n"
    "while True:\n"
    "    number += 1\n"
    "    connection.execute('BEGIN IMMEDIATE')\n"
    "    add_families(connection, 40)\n"
    "    connection.execute('COMMIT')\n"
    "    print(number, flush=True)\n"
    "    if number % 7 == 0: driver.checkpoint(connection)\n"
)


@pytest.mark.parametrize("round_", range(12))
def test_a_killed_program_loses_no_confirmed_save_and_no_half_save_stays(path: Path, round_: int) -> None:
    child = subprocess.Popen([sys.executable, "-c", SAVER, path], stdout=subprocess.PIPE)
    assert child.stdout
    for _line in range(1 + round_ * 3 % 17):
        child.stdout.readline()
    # somewhere in the next save or in its checkpoint
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(timeout=random.Random(round_).random() * 0.004)
    child.send_signal(signal.SIGKILL)
    rest = child.communicate()[0]
    confirmed = 1 + round_ * 3 % 17 + rest.count(b"\n")
    families = count(path, table="keluarga")
    assert (families - 20) % 40 == 0
    assert confirmed <= (families - 20) // 40 <= confirmed + 1
    assert count(path) == families * 3


STEPS = {
    "before COMMIT": "os.kill(os.getpid(), 9); connection.execute('COMMIT')",
    "after COMMIT": "connection.execute('COMMIT'); os.kill(os.getpid(), 9)",
    "after a checkpoint": (
        "connection.execute('COMMIT'); driver.checkpoint(connection); os.kill(os.getpid(), 9)"
    ),
}


@pytest.mark.parametrize(("step", "families"), list(zip(STEPS, (20, 60, 60), strict=True)), ids=list(STEPS))
def test_a_save_counts_from_its_commit_on(path: Path, step: str, families: int) -> None:
    program = CHILD + (
        "import os, pathlib; from desa_desktop.store import driver\n"
        "from store_samples import KEY, add_families\n"
        "connection = driver.connect(pathlib.Path(sys.argv[1]), KEY)\n"
        "connection.execute('BEGIN IMMEDIATE'); add_families(connection, 40)\n"
    )
    done = subprocess.run([sys.executable, "-c", program + STEPS[step], path], check=False)
    assert done.returncode == -signal.SIGKILL
    assert count(path, table="keluarga") == families


# full disk


def test_a_full_disk_stops_the_save_in_words_and_keeps_what_was_there(path: Path) -> None:
    """A limit on the size of files stands for the full disk; SQLite says I/O error there."""
    program = CHILD + (
        "import pathlib, resource, signal\n"
        "from desa_desktop.errors import StorageFailed\n"
        "from desa_desktop.store import driver; from store_samples import KEY, add_families\n"
        "connection = driver.connect(pathlib.Path(sys.argv[1]), KEY)\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))\n"
        "saved = 0\n"
        "try:\n"
        "    while True:\n"
        "        with driver.raw_errors():\n"
        "            connection.execute('BEGIN IMMEDIATE')\n"
        "            add_families(connection, 40)\n"
        "            connection.execute('COMMIT')\n"
        "        saved += 1\n"
        "except StorageFailed as failure:\n"
        "    print(saved, connection.in_transaction, failure)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, path], capture_output=True, text=True, check=False, timeout=60
    )
    saved, _open, sentence = done.stdout.split(" ", 2)
    assert int(saved) > 3
    assert sentence.startswith("Perubahan belum bisa disimpan karena ")
    assert "Data lama tetap utuh. " in sentence
    assert count(path, table="keluarga") == 20 + 40 * int(saved)


def test_a_backup_or_change_of_key_without_room_is_refused_in_words(tmp_path: Path) -> None:
    """The driver gives its errors no name while it copies a database; they were taken for bugs."""
    import resource

    source = make_store(tmp_path / "besar.db", families=1500)
    _soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(StorageFailed, match="belum bisa disimpan karena disk tidak menerima tulisan"):
            swap.copy_checked(source, KEY, tmp_path / "salinan.db", OTHER_KEY)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (_soft, hard))
    assert not list(tmp_path.glob("salinan.db*"))


def test_a_copy_that_the_disk_spoils_is_not_called_damage_of_the_data(path: Path, tmp_path: Path) -> None:
    """People were told to restore an older backup while their data was sound."""
    sound = swap.require_sound

    def spoilt(copy: Path, key: bytes, counts: dict[str, int], **more: object) -> None:
        content = bytearray(copy.read_bytes())
        content[5000] ^= 1
        copy.write_bytes(content)
        sound(copy, key, counts)

    with pytest.MonkeyPatch().context() as here:
        here.setattr(swap, "require_sound", spoilt)
        with pytest.raises(StorageFailed, match="salinan yang baru ditulis tidak utuh") as refused:
            swap.copy_checked(path, KEY, tmp_path / "salinan.db", OTHER_KEY)
        assert not isinstance(refused.value, driver.StoreDamaged)
        content = bytearray(path.read_bytes())
        content[-100] ^= 1
        path.write_bytes(content)
        with pytest.raises(driver.StoreDamaged):
            swap.copy_checked(path, KEY, tmp_path / "salinan.db", OTHER_KEY)
    assert not list(tmp_path.glob("salinan.db*"))


@pytest.mark.usefixtures("whole_ballast")
def test_giving_up_the_ballast_lets_the_last_save_through(tmp_path: Path) -> None:
    """On a real little disk, full to the last page."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("mounting a small disk is not allowed here")
    try:

        class Big(Fs):
            def free(self, folder: Path) -> int:
                return 10**9

        ballast = Ballast(disk, Big())
        assert ballast.keep()
        path = make_store(disk / "desa.db")
        connection = driver.connect(path, KEY)
        filler = disk / "film.mp4"
        with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
            while file.write(b"x" * 4096) == 4096:
                pass
        with pytest.raises(StorageFailed, match="belum bisa disimpan"), driver.raw_errors():
            add_families(connection, 400)
        connection.close()
        assert ballast.give_up()
        connection = driver.connect(path, KEY)
        connection.execute("BEGIN IMMEDIATE")
        add_families(connection, 400)
        connection.execute("COMMIT")
        before = count(path)
        connection.close()
        assert before >= 1260
    finally:
        subprocess.run(["umount", "-l", disk], check=False)


# damage


def test_a_damaged_first_page_is_told_and_not_repaired(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)
    with pytest.raises(KeyProblem, match="kata sandi salah atau berkas rusak"):
        driver.connect(path, KEY)
    assert path.read_bytes() == content


def test_no_flipped_bit_goes_unnoticed(path: Path) -> None:
    """60 random bits of the file (reliability.md R1: 200 of 200)."""
    good = path.read_bytes()
    chance = random.Random(7)
    for _flip in range(60):
        place, bit = chance.randrange(len(good)), chance.randrange(8)
        bad = bytearray(good)
        bad[place] ^= 1 << bit
        path.write_bytes(bad)
        try:
            connection = driver.connect(path, KEY)
        except DesaError:
            continue
        assert driver.full_check(connection) != [], (place, bit)
        connection.close()
    path.write_bytes(good)
    assert count(path) == 60


def test_no_flipped_bit_of_a_backup_goes_unnoticed(path: Path, tmp_path: Path) -> None:
    made = make_backup(path, KEY, tmp_path, OFFICE, DOORS, AT, Reason.HARIAN)
    good = made.path.read_bytes()
    # every byte of the head that we do not check by the digest, and a sample of the rest
    head = 12 + int.from_bytes(good[8:12], "big")
    chance = random.Random(8)
    noticed = 0
    for place in [*range(12), *(chance.randrange(head, len(good)) for _ in range(60))]:
        bad = bytearray(good)
        bad[place] ^= 1 << chance.randrange(8)
        made.path.write_bytes(bad)
        with pytest.raises(BackupRejected):
            verify(made.path, KEY, tmp_path)
        noticed += 1
    assert noticed == 72
    for length in (0, 7, 12, head - 1, head, head + 4096, len(good) - 1):
        made.path.write_bytes(good[:length])
        with pytest.raises(BackupRejected):
            verify(made.path, KEY, tmp_path)
    made.path.write_bytes(good)
    verify(made.path, KEY, tmp_path)


def test_copying_the_main_file_of_an_open_store_copies_nothing_new(path: Path, tmp_path: Path) -> None:
    """Why people get Cadangkan and not the file (reliability.md R4); a backup has every row."""
    connection = driver.connect(path, KEY)
    connection.execute("BEGIN IMMEDIATE")
    add_families(connection, 500)
    connection.execute("COMMIT")
    copy = tmp_path / "salinan.db"
    copy.write_bytes(path.read_bytes())
    made = make_backup(path, KEY, tmp_path / "cadangan", OFFICE, DOORS, AT, Reason.MANUAL)
    connection.close()
    assert count(copy) == 60
    assert made.header.counts["warga"] == 60 + 1500


def test_an_older_copy_put_back_starts_a_new_incarnation(path: Path) -> None:
    folder = path.parent
    (folder / "lama").mkdir()
    for number in range(1, 4):
        connection = driver.connect(path, KEY)
        connection.execute("INSERT INTO keluarga (nomor) VALUES (?)", (f"kiriman {number}",))
        connection.close()
        if number == 2:
            (folder / "lama" / "desa.db").write_bytes(path.read_bytes())
    noted = guard.after_sealing(guard.Installation("a", 1, "db", "m", {}), "rantai", 3)
    guard.write_installation(folder, noted)
    path.write_bytes((folder / "lama" / "desa.db").read_bytes())

    def seen() -> guard.Seen:
        connection = driver.connect(path, KEY)
        (highest,) = connection.execute(
            "SELECT count(*) FROM keluarga WHERE nomor LIKE 'kiriman %'"
        ).fetchone()
        connection.close()
        return guard.Seen("a", 1, "db", "m", {"rantai": highest})

    read = guard.read_installation(folder)
    assert read == noted
    assert guard.judge(seen(), read) is guard.Finding.DIPULIHKAN
    assert guard.next_incarnation(seen(), read) > 1


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"v":1}', b"\xff\xfe", b'{"v":1,"incarnation":"x"}'])
def test_a_damaged_note_counts_as_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / guard.GUARD_NAME).write_bytes(content)
    assert guard.read_installation(tmp_path) is None


NOTE = b'{"db_id":"db","high_water":{"a":2},"incarnation":1,"install_id":"i","machine":"m",%s"v":1}'


@pytest.mark.parametrize("bent", [b"[]", b'{"k":"a"}', b'{"k":["a"]}', b'{"k":["a",-1]}', b'{"k":[1,2]}'])
def test_a_note_with_a_damaged_list_of_chains_counts_as_none(tmp_path: Path, bent: bytes) -> None:
    (tmp_path / guard.GUARD_NAME).write_bytes(NOTE % (b'"newest":' + bent + b","))
    assert guard.read_installation(tmp_path) is None


def test_the_note_of_an_earlier_version_is_read_and_knows_no_newest_chain(tmp_path: Path) -> None:
    (tmp_path / guard.GUARD_NAME).write_bytes(NOTE % b"")
    noted = guard.read_installation(tmp_path)
    assert noted is not None
    assert (noted.high_water, noted.newest) == ({"a": 2}, {})
    guard.write_installation(tmp_path, guard.after_sealing(noted, "b", 1, "kec:data"))
    again = guard.read_installation(tmp_path)
    assert again is not None
    assert again.newest == {"kec:data": ("b", 1)}


def test_a_note_cut_at_any_call_is_the_old_or_the_new_one(tmp_path: Path) -> None:
    old = guard.Installation("a", 1, "db", "m", {"rantai": 1})
    new = guard.after_sealing(old, "rantai", 2)
    for cut in (False, True):
        seen = set()
        for call in every_call():
            guard.write_installation(tmp_path, old)
            fs = FailingFs(call, cut=cut)
            with contextlib.suppress(OSError, CutOff):
                guard.write_installation(tmp_path, new, fs)
            read = guard.read_installation(tmp_path)
            assert read in (old, new)
            seen.add(read == new)
            if fs.calls < call:
                break
        assert seen == {False, True}


# the key file, cut at every call


@pytest.mark.parametrize("cut", [False, True], ids=["disk full or broken", "power cut"])
def test_setting_the_first_password_can_be_cut_anywhere(tmp_path: Path, cut: bool) -> None:
    """Whatever door the file shows after the cut, it opens, and the data opens with what it gives."""
    outcomes = set()
    for call in every_call():
        folder = tmp_path / str(call)
        folder.mkdir()
        made = keys.create(folder)
        path = make_store(folder / "desa.db", made.data.key, families=2)
        fs = FailingFs(call, cut=cut, code=FULL_OR_BROKEN[call % 2])
        with contextlib.suppress(DesaError, CutOff):
            keys.set_password(
                folder,
                made,
                SANDI,
                rekeying=swap.Rekeying(path, made.data.key, fs=fs),
                cost=doors.FLOOR,
                fs=fs,
            )
        file = keys.read_key_file(folder)
        assert not file.from_previous
        opened = (
            keys.open_with_password(folder, SANDI)
            if file.needs_password
            else keys.open_box(file, keys.open_with_file(folder))
        )
        swap.settle(path, opened.data.key, AT)
        assert swap.key_that_opens(path, [opened.data.key, *opened.earlier.values()]) == opened.data.key
        assert count(path, opened.data.key) == 6
        assert not list(folder.glob("desa.db?*"))
        assert opened.install_id == made.install_id
        outcomes.add(file.needs_password)
        if fs.calls < call:
            break
    assert outcomes == {False, True}
    assert call > 20


@pytest.mark.parametrize("cut", [False, True], ids=["disk full or broken", "power cut"])
@pytest.mark.parametrize("change", ["other password", "no password", "kit", "root"])
def test_every_change_of_a_door_can_be_cut_anywhere(tmp_path: Path, change: str, cut: bool) -> None:
    digits = keys.new_digits()
    for call in every_call():
        folder = tmp_path / str(call)
        folder.mkdir()
        made = keys.create(folder, password=SANDI, cost=doors.FLOOR)
        fs = FailingFs(call, cut=cut, code=FULL_OR_BROKEN[call % 2])
        with contextlib.suppress(DesaError, CutOff):
            if change == "other password":
                keys.set_password(folder, made, "kerja bakti", cost=doors.FLOOR, fs=fs)
            elif change == "no password":
                keys.remove_password(folder, made, fs=fs)
            elif change == "kit":
                keys.set_recovery(folder, made, digits, OFFICE.kode, fs=fs)
            else:
                keys.change_root(folder, made, bytes(32), "AGE-SECRET-KEY-1X", fs=fs)
        opened = open_somehow(folder, [SANDI, "kerja bakti"])
        assert (opened.data, opened.seed) == (made.data, made.seed)
        if fs.calls < call:
            break
    assert call > 8


def open_somehow(folder: Path, passwords: list[str]) -> keys.Keys:
    file = keys.read_key_file(folder)
    assert not file.from_previous
    if not file.needs_password:
        return keys.open_box(file, keys.open_with_file(folder))
    for password in passwords:
        with contextlib.suppress(KeyProblem):
            return keys.open_with_password(folder, password)
    raise AssertionError("no door opens")


# backups and restores, cut at every call


@pytest.mark.parametrize("cut", [False, True], ids=["disk full", "power cut"])
def test_a_cut_backup_never_has_its_final_name_and_costs_no_older_one(
    path: Path, tmp_path: Path, cut: bool
) -> None:
    folder = tmp_path / "cadangan"
    old = make_backup(path, KEY, folder, OFFICE, DOORS, AT - timedelta(days=900), Reason.HARIAN)
    finished = False
    for call in every_call():
        fs = FailingFs(call, cut=cut)
        made: Backup | None = None
        with contextlib.suppress(StorageFailed, CutOff):
            made = make_backup(path, KEY, folder, OFFICE, DOORS, AT, Reason.HARIAN, fs=fs)
            thin_out(folder, AT, made, fs=fs)
        for one in list_backups(folder):
            verify(one.path, KEY, tmp_path)
        assert old.path.exists()
        assert count(path) == 60
        # what a cut left lying, the next start and the next backup take away
        swap.settle(path, KEY, AT)
        swap.sweep(folder)
        assert not list(folder.glob(".*"))
        assert [one.name for one in path.parent.iterdir()] == ["desa.db"]
        if fs.calls < call:
            finished = made is not None
            break
        if made is not None:
            made.path.unlink(missing_ok=True)
    assert finished
    assert call > 15


def test_a_stick_that_forgets_what_was_written_gives_no_backup(path: Path, tmp_path: Path) -> None:
    class FakeStick(Fs):
        """Takes every byte and keeps a part."""

        def rename(self, source: Path, target: Path) -> None:
            super().rename(source, target)
            if target.suffix == ".cadangan":
                with target.open("r+b") as file:
                    file.truncate(file.seek(0, 2) - 4096)

    with pytest.raises(BackupRejected, match="hasil baca ulang tidak sama"):
        make_backup(path, KEY, tmp_path / "stik", OFFICE, DOORS, AT, Reason.MANUAL, fs=FakeStick())
    assert list((tmp_path / "stik").iterdir()) == []


@pytest.mark.parametrize("cut", [False, True], ids=["disk full", "power cut"])
def test_a_restore_can_be_cut_anywhere(tmp_path: Path, cut: bool) -> None:
    outcomes = set()
    source = make_store(tmp_path / "sumber.db", families=2)
    made = make_backup(source, KEY, tmp_path, OFFICE, DOORS, AT, Reason.MANUAL)
    for call in every_call():
        folder = tmp_path / str(call)
        folder.mkdir()
        path = make_store(folder / "desa.db", OTHER_KEY, families=5)
        fs = FailingFs(call, cut=cut)
        with contextlib.suppress(StorageFailed, CutOff):
            restore(made.path, KEY, path, OTHER_KEY, AT, fs=fs)
        assert swap.is_there(path)
        swap.settle(path, OTHER_KEY, AT)
        families = count(path, OTHER_KEY, "keluarga")
        assert families in (2, 5)
        kept = list(folder.glob("sebelum-pulih-*/desa.db"))
        if families == 2:  # what was replaced is still there
            assert [count(one, OTHER_KEY, "keluarga") for one in kept] == [5]
        assert not list(folder.glob("desa.db?*"))
        outcomes.add(families)
        if fs.calls < call:
            break
    assert outcomes == {2, 5}
    assert call > 15


# nothing readable on the disk


def test_no_name_and_no_nik_is_readable_anywhere_in_the_profile(path: Path) -> None:
    folder = path.parent
    made = keys.create(folder)
    connection = driver.connect(path, KEY)
    connection.execute("BEGIN IMMEDIATE")
    add_families(connection, 300)
    connection.execute("COMMIT")
    part = keys.key_part(keys.read_key_file(folder))
    backup = make_backup(path, KEY, folder / "cadangan", OFFICE, part, AT, Reason.MANUAL)
    restore_to = folder / "lain"
    restore_to.mkdir()
    restore(backup.path, KEY, restore_to / "desa.db", OTHER_KEY, AT)
    connection.execute("DELETE FROM warga")
    searched = 0
    for file in folder.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert NAMA.encode() not in content, file
            assert NIK.encode() not in content, file
            assert NAMA.encode("utf-16-le") not in content, file
            searched += 1
    connection.close()
    assert searched >= 6  # database, -wal, -shm, key file, backup, restored copy
    assert made.data.key not in backup.path.read_bytes()

"""Backups: made, read back, thinned out, restored, and never believed without proof."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from desa_desktop import keys
from desa_desktop.errors import FileTooNew, KeyProblem, StorageFailed
from desa_desktop.keys import doors
from desa_desktop.progress import Cancelled
from desa_desktop.store import driver, swap
from desa_desktop.store.backup import make_backup, restore, verify
from desa_desktop.store.backup_file import (
    MAGIC,
    Backup,
    BackupRejected,
    Header,
    Office,
    Reason,
    encode,
    read_header,
)
from desa_desktop.store.driver import SQLCIPHER, Driver
from desa_desktop.store.rotation import due_today, list_backups, reason_of, thin_out, to_delete
from store_samples import KEY, NAMA, NIK, OTHER_KEY, PLAIN, Roomy, add_families, count, make_store

WIB = timezone(timedelta(hours=7))
AT = datetime(2026, 11, 22, 10, 15, tzinfo=WIB)
OFFICE = Office("0.1.0", "db-1", "3306992001", "Tursino")
DOORS: dict[str, object] = {"key_id": "0123456789abcdef", "slots": [], "box": "YQ"}
DRIVERS = pytest.mark.parametrize("by", [SQLCIPHER, PLAIN], ids=["sqlcipher", "sqlite"])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "profil").mkdir()
    return make_store(tmp_path / "profil" / "desa.db")


def back_up(path: Path, at: datetime = AT, reason: Reason = Reason.HARIAN, key: bytes = KEY) -> Backup:
    return make_backup(path, key, path.parent / "cadangan", OFFICE, DOORS, at, reason)


def add(path: Path, families: int, key: bytes = KEY) -> None:
    connection = driver.connect(path, key)
    connection.execute("BEGIN")
    add_families(connection, families)
    connection.execute("COMMIT")
    connection.close()


@DRIVERS
def test_a_backup_of_a_store_in_use_holds_what_was_saved(tmp_path: Path, by: Driver) -> None:
    path = make_store(tmp_path / "desa.db", by=by)
    busy = driver.connect(path, KEY, driver=by)
    add_families(busy, 5)  # lies in the WAL only: copying the main file would miss it
    made = make_backup(path, KEY, tmp_path / "cadangan", OFFICE, DOORS, AT, Reason.MANUAL, driver=by)
    busy.close()
    assert made.path.name == "3306992001-20261122-101500-manual.cadangan"
    assert made.header.counts == {"alembic_version": 1, "keluarga": 25, "warga": 75}
    assert (made.header.office, made.header.schema, made.header.dibuat) == (OFFICE, 1, AT)
    assert made.size == made.path.stat().st_size
    assert verify(made.path, KEY, tmp_path, driver=by) == made.header == read_header(made.path)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["cadangan", "desa.db"]


def test_a_backup_has_the_shape_of_the_design(path: Path) -> None:
    content = back_up(path).path.read_bytes()
    assert content[:8] == bytes.fromhex("894344470D0A1A0A")
    length = int.from_bytes(content[8:12], "big")
    head = json.loads(content[12 : 12 + length])
    assert sorted(head) == [
        "app", "box", "counts", "db_id", "dibuat", "key_id", "kode", "nama", "schema", "sha256", "slots", "v",
    ]  # fmt: skip
    assert head["dibuat"] == "2026-11-22T10:15:00+07:00"
    assert NAMA.encode() not in content
    assert NIK.encode() not in content


def test_two_backups_of_one_second_are_two_files(path: Path) -> None:
    first, second = back_up(path), back_up(path)
    assert first.path != second.path
    assert reason_of(second.path) is Reason.HARIAN
    assert [one.path.name for one in list_backups(first.path.parent)] == sorted(
        [first.path.name, second.path.name], reverse=True
    )


def test_the_open_door_never_travels() -> None:
    open_door = DOORS | {"slots": [{"kind": "berkas", "key": "AAAA"}]}
    header = Header(OFFICE, AT, 1, {}, "0" * 64, open_door)
    with pytest.raises(ValueError, match="open door"):
        encode(header)


def test_a_nearly_full_disk_gets_no_backup(path: Path) -> None:
    with pytest.raises(StorageFailed, match="ruang disk penuh"):
        make_backup(
            path, KEY, path.parent / "cadangan", OFFICE, DOORS, AT, Reason.HARIAN, fs=Roomy(100 * 2**20)
        )
    assert list((path.parent / "cadangan").iterdir()) == []


def test_a_cancelled_backup_leaves_no_trace(path: Path) -> None:
    class Impatient:
        def step(self, done: int, total: int, label: str) -> None:
            assert label == "Menyalin data"
            raise Cancelled

    busy = driver.connect(path, KEY)
    with pytest.raises(Cancelled):
        make_backup(
            path, KEY, path.parent / "cadangan", OFFICE, DOORS, AT, Reason.MANUAL, progress=Impatient()
        )
    busy.close()
    assert [one.name for one in path.parent.iterdir() if one.is_file()] == ["desa.db"]
    assert list((path.parent / "cadangan").iterdir()) == []


# reading strictly


def bend(made: Backup, change: Callable[[dict[str, object]], object]) -> Path:
    """The backup with another header, the length put right."""
    content = made.path.read_bytes()
    length = int.from_bytes(content[8:12], "big")
    value = json.loads(content[12 : 12 + length])
    change(value)
    head = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    made.path.write_bytes(MAGIC + len(head).to_bytes(4, "big") + head + content[12 + length :])
    return made.path


@pytest.mark.parametrize(
    "change",
    [
        lambda head: head.update(tambahan=1),
        lambda head: head.pop("nama"),
        lambda head: head.update(v=0),
        lambda head: head.update(v=True),
        lambda head: head.update(schema=-1),
        lambda head: head.update(counts={"warga": "60"}),
        lambda head: head.update(counts=[1]),
        lambda head: head.update(dibuat="2026-11-22T10:15:00"),
        lambda head: head.update(dibuat="kemarin"),
        lambda head: head.update(sha256="../../etc"),
        lambda head: head.update(slots="x"),
        lambda head: head.update(nama=3),
    ],
)
def test_a_header_of_another_shape_is_refused(
    path: Path, change: Callable[[dict[str, object]], object]
) -> None:
    bent = bend(back_up(path), change)
    with pytest.raises(BackupRejected, match="keterangannya rusak"):
        read_header(bent)


@pytest.mark.parametrize(
    "text", ['{"v":1,"v":1}', '{ "v":1}', '{"v":1.0}', '{"v":NaN}', "[" * 100_000, "\\xff"]
)
def test_json_of_another_spelling_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "x.cadangan"
    file.write_bytes(MAGIC + len(text).to_bytes(4, "big") + text.encode())
    with pytest.raises(BackupRejected, match="keterangannya rusak"):
        read_header(file)


def test_a_file_that_is_no_backup_is_named_so(tmp_path: Path) -> None:
    file = tmp_path / "surat.cadangan"
    for content, sentence in [
        (b"", "berkasnya terpotong"),
        (b"PK" * 40, "bukan berkas cadangan"),
        (MAGIC + b"\xff\xff\xff\xff", "keterangannya tidak wajar besarnya"),
        (MAGIC + b"\0\0\1\0{}", "berkasnya terpotong"),
    ]:
        file.write_bytes(content)
        with pytest.raises(BackupRejected) as caught:
            read_header(file)
        assert str(caught.value) == (
            f"Cadangan surat.cadangan tidak dapat dipakai: {sentence}. "
            "Data di laptop tidak berubah. Pilih cadangan lain. (K-702)"
        )
    file.unlink()
    with pytest.raises(BackupRejected, match="berkasnya tidak ada"):
        read_header(file)


def test_a_backup_of_a_newer_program_is_refused_untouched(path: Path) -> None:
    made = back_up(path)
    with pytest.raises(FileTooNew, match="Cadangan ini dibuat aplikasi yang lebih baru"):
        verify(made.path, KEY, path.parent, newest=0)
    bent = bend(made, lambda head: head.update(v=2))
    with pytest.raises(FileTooNew):
        read_header(bent)


def test_counts_that_do_not_fit_the_rows_are_noticed(path: Path) -> None:
    bent = bend(back_up(path), lambda head: head.update(counts={"warga": 61}))
    with pytest.raises(BackupRejected, match="jumlah baris tidak sama"):
        verify(bent, KEY, path.parent)


def test_the_wrong_key_is_a_key_problem_not_a_bad_backup(path: Path) -> None:
    made = back_up(path)
    with pytest.raises(KeyProblem):
        verify(made.path, OTHER_KEY, path.parent)


# restoring


def test_a_restore_brings_the_old_rows_back_and_keeps_the_new_ones_aside(path: Path) -> None:
    made = back_up(path)
    add(path, 7)
    done = restore(made.path, KEY, path, KEY, AT)
    assert done.header.counts["keluarga"] == 20
    assert count(path) == 60
    assert done.kept is not None
    assert done.kept.name == "sebelum-pulih-20261122-101500"
    assert count(done.kept / "desa.db") == 81
    assert sorted(one.name for one in path.parent.iterdir()) == ["cadangan", "desa.db", done.kept.name]
    again = restore(made.path, KEY, path, KEY, AT)
    assert again.kept is not None
    assert again.kept != done.kept


def test_a_damaged_store_is_replaced_and_the_bad_file_kept(path: Path) -> None:
    made = back_up(path)
    with path.open("r+b") as file:
        file.write(b"\0" * 4096)
    done = restore(made.path, KEY, path, KEY, AT)
    assert count(path) == 60
    assert done.kept is not None
    assert (done.kept / "desa.db").read_bytes()[:4096] == b"\0" * 4096


def test_what_lies_only_in_the_wal_is_kept_aside_too(path: Path) -> None:
    made = back_up(path)
    busy = driver.connect(path, KEY)
    add_families(busy, 5)
    files = {one.name: one.read_bytes() for one in path.parent.glob("desa.db*")}
    busy.close()
    for name, content in files.items():  # as a power cut leaves them
        (path.parent / name).write_bytes(content)
    (path.parent / "desa.db-shm").unlink()
    done = restore(made.path, KEY, path, KEY, AT)
    assert count(path) == 60
    assert done.kept is not None
    assert count(done.kept / "desa.db") == 75


def test_a_backup_under_an_earlier_key_comes_back_under_the_present_one(path: Path) -> None:
    made = back_up(path)
    path.unlink()
    make_store(path, OTHER_KEY, families=1)
    restore(made.path, KEY, path, OTHER_KEY, AT)
    assert count(path, OTHER_KEY) == 60


def test_a_rotten_backup_leaves_everything_as_it_was(path: Path) -> None:
    made = back_up(path)
    content = bytearray(made.path.read_bytes())
    content[-1] ^= 1
    made.path.write_bytes(content)
    with pytest.raises(BackupRejected, match="berubah atau terpotong"):
        restore(made.path, KEY, path, KEY, AT)
    assert count(path) == 60
    assert sorted(one.name for one in path.parent.iterdir()) == ["cadangan", "desa.db"]


def test_a_new_laptop_takes_up_the_work_with_backup_and_kit(tmp_path: Path) -> None:
    """The whole promise of the Kit Pemulihan: paper and one file bring back data and keys."""
    old = tmp_path / "lama"
    old.mkdir()
    made = keys.create(old)
    digits = keys.new_digits()
    keys.set_recovery(old, made, digits, OFFICE.kode)
    path = make_store(old / "desa.db", made.data.key)
    part = keys.key_part(keys.read_key_file(old))
    backup = make_backup(path, made.data.key, tmp_path / "stik", OFFICE, part, AT, Reason.MANUAL)
    new = tmp_path / "baru"
    new.mkdir()
    file = keys.key_file_of(read_header(backup.path).doors)
    opened = keys.file_with_recovery(file, digits)
    assert opened == made
    keys.adopt(new, file, opened)
    done = restore(backup.path, opened.data.key, new / "desa.db", opened.data.key, AT)
    assert done.kept is None
    assert count(new / "desa.db", keys.open_with_file(new).key) == 60


def test_a_backup_from_before_the_password_still_opens_on_this_laptop(tmp_path: Path) -> None:
    made = keys.create(tmp_path)
    path = make_store(tmp_path / "desa.db", made.data.key)
    part = keys.key_part(keys.read_key_file(tmp_path))
    backup = make_backup(path, made.data.key, tmp_path / "cadangan", OFFICE, part, AT, Reason.HARIAN)
    changed = keys.set_password(
        tmp_path, made, "gotong royong", rekeying=swap.Rekeying(path, made.data.key), cost=doors.FLOOR
    )
    key = changed.data_key_for(read_header(backup.path).key_id)
    assert key is not None
    restore(backup.path, key, path, changed.data.key, AT)
    assert count(path, changed.data.key) == 60


# thinning out


def some(name: str, at: datetime, reason: Reason = Reason.HARIAN) -> Backup:
    return Backup(Path(name), Header(OFFICE, at, 1, {}, "0" * 64, DOORS), reason, 1)


def test_a_year_of_daily_backups_shrinks_to_days_weeks_and_months() -> None:
    year = [some(str(n), AT - timedelta(days=n)) for n in range(400)]
    gone = {one.path for one in to_delete(year, AT)}
    ages = [n for n in range(400) if Path(str(n)) not in gone]
    assert ages[:9] == list(range(9))  # two days whole, then seven daily
    assert len(ages) == 2 + 7 + 4 + 12
    weeks = {(AT - timedelta(days=n)).isocalendar()[:2] for n in ages[9:13]}
    assert len(weeks) == 4
    months = {((AT - timedelta(days=n)).year, (AT - timedelta(days=n)).month) for n in ages[13:]}
    assert len(months) == 12


def test_thinning_again_the_next_day_keeps_old_months() -> None:
    """Deleting step by step must end where deleting at once ends: with a year of history."""
    kept: list[Backup] = []
    for day in range(500):
        now = AT + timedelta(days=day)
        kept.append(some(str(day), now))
        gone = to_delete(kept, now)
        kept = [one for one in kept if one not in gone]
    ages = sorted((now - one.header.dibuat).days for one in kept)
    assert ages[:9] == list(range(9))
    assert len(ages) <= 25
    assert max(ages) > 300


def test_all_of_two_days_stay_and_a_person_s_own_backup_stays_for_ever() -> None:
    today = [some(f"a{n}", AT - timedelta(hours=n)) for n in range(30)]
    old = some("manual", AT - timedelta(days=4000), Reason.MANUAL)
    assert to_delete([*today, old], AT) == []


def test_never_fewer_than_three_stay_and_never_the_one_that_verified() -> None:
    old = [some(f"{n}", AT - timedelta(days=4000, minutes=n)) for n in range(5)]
    gone = to_delete(old, AT, last_good=Path("4"))
    assert [str(one.path) for one in gone] == ["3"]


def test_backups_before_an_upgrade_keep_their_own_last_three() -> None:
    upgrades = [some(f"{n}", AT - timedelta(days=500 * n), Reason.PEMBARUAN) for n in range(5)]
    assert [str(one.path) for one in to_delete(upgrades, AT)] == ["3", "4"]


def test_a_clock_that_ran_ahead_deletes_nothing_of_today() -> None:
    ahead = some("depan", AT + timedelta(days=900))
    assert to_delete([ahead, some("kini", AT), some("kemarin", AT - timedelta(days=1))], AT) == []


def test_a_backup_is_due_once_a_day_by_the_laptop_s_own_day() -> None:
    made = some("x", datetime(2026, 11, 21, 17, 30, tzinfo=UTC))  # 00.30 of the 22nd in Tursino
    assert not due_today([made], AT)
    assert due_today([made], AT + timedelta(days=1))
    assert due_today([], AT)


def test_thinning_touches_nothing_but_backups(path: Path) -> None:
    folder = path.parent / "cadangan"
    old = [back_up(path, AT - timedelta(days=700, hours=n)) for n in range(5)]
    (folder / "catatan.txt").write_text("milik sekdes")
    (folder / "rusak.cadangan").write_bytes(b"bukan")
    newest = back_up(path)
    gone = thin_out(folder, AT, newest)
    # two of the old ones are among the three newest, one stands for its month: none but these go
    assert sorted(gone) == sorted(one.path for one in old[2:])
    assert (folder / "catatan.txt").exists()
    assert (folder / "rusak.cadangan").exists()
    assert newest.path.exists()

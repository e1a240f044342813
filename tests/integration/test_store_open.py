"""Opening an office's file: settings, refusals, one program at a time, the two engines."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from desa_desktop.errors import KeyProblem, StorageFailed
from desa_desktop.store import driver
from desa_desktop.store.driver import SQLCIPHER, Driver, DriverMissing, StoreDamaged
from desa_desktop.store.engine import open_engines
from desa_desktop.store.lock import AlreadyOpen, take_lock
from desa_desktop.store.place import (
    MIB,
    Ballast,
    Place,
    PlaceRefused,
    cloud_of,
    look_at_place,
    mount_of,
    require_good_place,
    require_space,
    space_is_short,
)
from store_samples import (
    CHILD,
    KEY,
    NAMA,
    NIK,
    OTHER_KEY,
    PLAIN,
    Roomy,
    add_families,
    count,
    make_store,
)

DRIVERS = pytest.mark.parametrize("by", [SQLCIPHER, PLAIN], ids=["sqlcipher", "sqlite"])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_store(tmp_path / "desa.db")


@DRIVERS
def test_every_safety_setting_holds_on_both_kinds_of_connection(tmp_path: Path, by: Driver) -> None:
    path = make_store(tmp_path / "desa.db", by=by)
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "mmap_size": 0,
        "temp_store": 2,
        "secure_delete": 2,
        "busy_timeout": 5000,
        "cache_size": -65536,
        "journal_size_limit": 67108864,
    }
    for readonly in (False, True):
        connection = driver.connect(path, KEY, readonly=readonly, driver=by)
        found = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted}
        assert found == wanted
        connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH 'curian.db' AS lain",
        "DETACH main",
        "PRAGMA writable_schema = ON",
        "PRAGMA rekey = 'curian'",
        "SELECT load_extension('curian')",
        "VACUUM INTO 'curian.db'",
    ],
)
def test_a_statement_cannot_reach_outside_the_file(path: Path, statement: str) -> None:
    connection = driver.connect(path, KEY)
    with pytest.raises(SQLCIPHER.load().DatabaseError, match=r"not authorized|prohibited|denied"):
        connection.execute(statement).fetchall()
    connection.close()


def test_the_room_of_erased_people_can_be_given_back(path: Path) -> None:
    connection = driver.connect(path, KEY)
    connection.execute("DELETE FROM keluarga")
    connection.execute("VACUUM")
    connection.close()
    assert count(path) == 0


def test_a_reading_connection_cannot_change_a_thing(path: Path) -> None:
    connection = driver.connect(path, KEY, readonly=True)
    with pytest.raises(StorageFailed, match="hanya dapat dibaca"), driver.raw_errors():
        connection.execute("DELETE FROM warga")
    connection.close()
    assert count(path) == 60


def test_a_wrong_key_is_said_in_words_and_exits_with_twelve(
    path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(KeyProblem) as caught:
        driver.connect(path, OTHER_KEY)
    assert str(caught.value) == (
        "Data tidak dapat dibuka: kata sandi salah atau berkas rusak. Data tidak berubah. "
        "Periksa kata sandi, atau pulihkan dari cadangan. (K-240)"
    )
    assert caught.value.exit_code == 12
    assert capfd.readouterr() == ("", "")  # the library keeps quiet too
    assert count(path) == 60


def test_no_key_stands_in_an_error_or_its_trace(path: Path) -> None:
    with pytest.raises(KeyProblem) as caught:
        driver.connect(path, OTHER_KEY)
    import traceback

    text = "".join(traceback.format_exception(caught.value))
    assert OTHER_KEY.hex() not in text


def test_a_missing_file_is_not_made_anew_behind_our_back(tmp_path: Path) -> None:
    with pytest.raises(StorageFailed, match="tidak dapat dibuka"):
        driver.connect(tmp_path / "hilang.db", KEY)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_was_emptied_is_called_damaged_and_not_a_full_disk(path: Path) -> None:
    path.write_bytes(b"")
    for readonly in (False, True):
        with pytest.raises(StoreDamaged, match="isi berkas kosong"):
            driver.connect(path, KEY, readonly=readonly)
    assert path.read_bytes() == b""


@pytest.mark.warns
def test_a_damaged_page_is_named_in_words_and_the_rest_goes_to_the_log(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    content = bytearray(path.read_bytes())
    for place in range(4096 + 100, len(content), 4096):
        content[place] ^= 1
    path.write_bytes(content)
    connection = driver.connect(path, KEY)
    with pytest.raises(StoreDamaged) as caught:
        driver.quick_check(connection)
    connection.close()
    sentence = str(caught.value)
    assert "rusak" in sentence
    assert not any(word in sentence for word in ("database", "page", "error", "\n"))
    assert "quick_check" in caplog.text


def test_a_name_with_odd_signs_is_the_name_of_the_file(tmp_path: Path) -> None:
    folder = tmp_path / "Balai Desa #1 100% ?"
    folder.mkdir()
    make_store(folder / "data desa.db")
    assert [one.name for one in folder.iterdir()] == ["data desa.db"]
    assert count(folder / "data desa.db") == 60


def test_without_the_encrypting_driver_nothing_is_opened(path: Path) -> None:
    with pytest.raises(DriverMissing, match="Pasang ulang"):
        driver.connect(path, KEY, driver=Driver("tidak_ada.dbapi2", encrypts=True))


def test_the_version_is_read_and_a_foreign_file_is_refused(path: Path, tmp_path: Path) -> None:
    connection = driver.connect(path, KEY)
    assert driver.schema_version(connection) == 1
    connection.execute("PRAGMA application_id = 7")
    with pytest.raises(StoreDamaged, match="bukan berkas data"):
        driver.schema_version(connection)
    connection.close()
    fresh = driver.connect(tmp_path / "baru.db", KEY, create=True)
    assert driver.schema_version(fresh) == 0
    fresh.close()


def test_a_programming_mistake_stays_a_bug(path: Path) -> None:
    connection = driver.connect(path, KEY)
    with pytest.raises(SQLCIPHER.load().OperationalError, match="no such table"), driver.raw_errors():
        connection.execute("SELECT * FROM tidak_ada")
    connection.close()


def test_opening_needs_neither_sqlalchemy_nor_cryptography(path: Path) -> None:
    program = CHILD + (
        "import sys, pathlib; from desa_desktop.store import driver, lock, place, guard, upgrade, swap;"
        "c = driver.connect(pathlib.Path(sys.argv[1]), bytes(range(32)));"
        "driver.quick_check(c); print(upgrade.needs_upgrade(c, 1)); c.close();"
        "heavy = {'sqlalchemy', 'alembic', 'cryptography', 'PySide6'} & set(sys.modules);"
        "sys.exit(f'too early: {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "False\n", "")


# one program at a time


def test_a_second_start_is_refused_until_the_first_has_ended(tmp_path: Path) -> None:
    program = CHILD + (
        "import sys, pathlib; from desa_desktop.store.lock import take_lock\n"
        "lock = take_lock(pathlib.Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
    )
    first = subprocess.Popen(
        [sys.executable, "-c", program, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert first.stdin
    assert first.stdout
    assert first.stdout.readline() == b"held\n"
    with pytest.raises(AlreadyOpen) as caught:
        take_lock(tmp_path)
    assert caught.value.exit_code == 11
    first.kill()  # as a power cut: nobody tidies up
    first.communicate()
    with take_lock(tmp_path) as lock:
        assert lock.held
    assert not lock.held


def test_two_holds_in_one_program_exclude_each_other_too(tmp_path: Path) -> None:
    with take_lock(tmp_path), pytest.raises(AlreadyOpen):
        take_lock(tmp_path)
    take_lock(tmp_path).release()


# places


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (
            Place(Path("/media/x"), "ext4", removable=True),
            "Folder data ini berada di flashdisk. Pindahkan ke laptop supaya data tidak rusak. (K-210)",
        ),
        (
            Place(Path("/srv/kantor"), "cifs"),
            "Folder data ini berada di jaringan. Pindahkan ke laptop supaya data tidak rusak. (K-210)",
        ),
        (
            Place(Path("/data"), "exfat"),
            "Folder data ini berada di drive berformat EXFAT. "
            "Pindahkan ke laptop supaya data tidak rusak. (K-210)",
        ),
        (
            Place(Path("/home/sekdes/OneDrive - Pemdes/Data"), "ext4"),
            "Folder data ini berada di dalam folder OneDrive. "
            "Pindahkan ke folder lain di laptop supaya data tidak rusak. (K-210)",
        ),
        (
            Place(Path("/data"), "ext4", writable=False),
            "Folder data ini tidak dapat ditulisi. "
            "Pilih folder lain, atau minta izin tulis pada pemilik laptop. (K-210)",
        ),
    ],
    ids=["stick", "network", "exfat", "cloud", "locked"],
)
def test_a_place_that_would_damage_the_data_is_refused_by_name(place: Place, sentence: str) -> None:
    with pytest.raises(PlaceRefused) as caught:
        require_good_place(place)
    assert str(caught.value) == sentence


def test_an_ordinary_folder_is_a_good_place(tmp_path: Path) -> None:
    require_good_place(Place(Path("/home/sekdes/Desa Desktop"), "ext4"))
    seen = look_at_place(tmp_path / "belum" / "ada")
    assert seen.writable
    assert not seen.network


def test_only_whole_folder_names_are_taken_for_a_cloud() -> None:
    assert cloud_of(Path("/home/a/Dropbox/desa")) == "Dropbox"
    assert cloud_of(Path("/home/a/Google Drive/desa")) == "Google Drive"
    assert cloud_of(Path("/home/a/dropboxed/onedrivers")) == ""


def test_the_nearest_mount_decides_about_a_folder() -> None:
    table = (
        "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n"
        "30 22 8:17 / /media/sek\\040des/STICK rw - vfat /dev/sdb1 rw\n"
        "31 22 0:50 / /media/sek\\040des/STICKER rw - cifs //server/x rw\n"
    )
    assert mount_of(Path("/media/sek des/STICK/desa"), table) == ("8:17", "vfat")
    assert mount_of(Path("/media/sek des/STICKER"), table) == ("0:50", "cifs")
    assert mount_of(Path("/home/sekdes"), table) == ("8:1", "ext4")


# room


def test_work_that_writes_much_is_refused_before_the_disk_is_full(path: Path) -> None:
    require_space(Roomy(200 * MIB), path)
    assert space_is_short(Roomy(499 * MIB), path)
    assert not space_is_short(Roomy(500 * MIB), path)
    with pytest.raises(StorageFailed) as caught:
        require_space(Roomy(150 * MIB), path)
    assert str(caught.value) == (
        "Perubahan belum bisa disimpan karena ruang disk penuh. Data lama tetap utuh. "
        "Kosongkan 50 MB lalu ulangi. (K-201)"
    )


@pytest.mark.usefixtures("whole_ballast")
def test_the_ballast_is_kept_while_there_is_room_and_given_up_once(tmp_path: Path) -> None:
    assert not Ballast(tmp_path, Roomy(499 * MIB)).keep()
    assert list(tmp_path.iterdir()) == []
    ballast = Ballast(tmp_path, Roomy(500 * MIB))
    assert ballast.keep()
    (file,) = tmp_path.iterdir()
    assert file.stat().st_size == 16 * MIB
    assert file.stat().st_blocks * 512 >= 16 * MIB  # real room, not a hole
    assert ballast.give_up()
    assert not ballast.give_up()
    assert list(tmp_path.iterdir()) == []


# engines


@DRIVERS
def test_what_the_writer_commits_the_reader_sees_and_one_file_remains(tmp_path: Path, by: Driver) -> None:
    path = make_store(tmp_path / "desa.db", by=by)
    engines = open_engines(path, KEY, driver=by)
    with engines.writer.begin() as connection:
        connection.execute(sa.text("INSERT INTO keluarga (nomor) VALUES ('baru')"))
    with engines.reader.connect() as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM keluarga")) == 21
    assert engines.checkpoint()
    engines.close()
    assert [one.name for one in tmp_path.iterdir()] == ["desa.db"]


def test_an_open_unit_takes_the_write_lock_at_once(path: Path) -> None:
    engines = open_engines(path, KEY)
    with engines.writer.connect() as writer:
        writer.begin()
        other = driver.connect(path, KEY)
        other.execute("PRAGMA busy_timeout = 0")
        with pytest.raises(StorageFailed, match="sedang dipakai"), driver.raw_errors():
            other.execute("BEGIN IMMEDIATE")
        other.close()
    engines.close()


def test_work_left_without_commit_leaves_no_trace(path: Path) -> None:
    engines = open_engines(path, KEY)
    with engines.writer.connect() as connection:
        connection.execute(sa.text("DELETE FROM keluarga"))
        assert connection.scalar(sa.text("SELECT count(*) FROM warga")) == 0
    engines.close()
    assert count(path) == 60


def test_the_reading_engine_refuses_to_write(path: Path) -> None:
    engines = open_engines(path, KEY)
    with engines.reader.connect() as connection, pytest.raises(sa.exc.OperationalError) as caught:
        connection.execute(sa.text("DELETE FROM warga"))
    cause = driver.cause_of(caught.value.orig)
    assert cause is not None
    assert "hanya dapat dibaca" in str(cause)
    engines.close()


def test_a_connection_that_met_a_full_file_is_replaced_and_the_next_save_works(path: Path) -> None:
    engines = open_engines(path, KEY)
    raw = engines.writer.raw_connection()
    before = raw.driver_connection
    pages = raw.driver_connection.execute("PRAGMA page_count").fetchone()[0]
    raw.driver_connection.execute(f"PRAGMA max_page_count = {pages}")
    raw.close()
    with pytest.raises(sa.exc.OperationalError) as caught, engines.writer.begin() as connection:
        connection.execute(
            sa.text("INSERT INTO warga (keluarga_id, nama) VALUES (1, :nama)"),
            [{"nama": NAMA * 500} for _ in range(20)],
        )
    cause = driver.cause_of(caught.value.orig)
    assert str(cause).startswith("Perubahan belum bisa disimpan karena ruang disk penuh.")
    with engines.writer.begin() as connection:
        assert connection.connection.driver_connection is not before
        connection.execute(sa.text("INSERT INTO warga (keluarga_id, nama) VALUES (1, 'x')"))
    engines.close()
    assert count(path) == 61


def test_names_of_people_do_not_stand_in_a_failure(path: Path) -> None:
    engines = open_engines(path, KEY)
    with pytest.raises(sa.exc.IntegrityError) as caught, engines.writer.begin() as connection:
        connection.execute(
            sa.text("INSERT INTO warga (keluarga_id, nama, nik) VALUES (999, :nama, :nik)"),
            {"nama": NAMA, "nik": NIK},
        )
    assert NAMA not in str(caught.value)
    assert NIK not in str(caught.value)
    engines.close()


def test_a_name_and_a_nik_never_lie_readable_on_the_disk(path: Path) -> None:
    """SQLCipher covers the WAL as well; the same search finds them in a plain file (next test)."""
    connection = driver.connect(path, KEY)
    connection.execute("BEGIN IMMEDIATE")
    add_families(connection, 200)
    connection.execute("COMMIT")
    files = [one for one in path.parent.iterdir() if one.is_file()]
    assert {one.name for one in files} == {"desa.db", "desa.db-wal", "desa.db-shm"}
    for file in files:
        content = file.read_bytes()
        assert NAMA.encode() not in content
        assert NIK.encode() not in content
        assert b"SQLite format" not in content
    connection.close()


def test_the_search_for_readable_names_can_find_them(tmp_path: Path) -> None:
    content = make_store(tmp_path / "polos.db", by=PLAIN).read_bytes()
    assert NAMA.encode() in content
    assert NIK.encode() in content


def test_the_files_of_the_store_lie_where_they_were_put(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        assert count(Path("desa.db")) == 60
    finally:
        os.chdir(here)

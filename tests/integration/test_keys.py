"""The key file: doors that open, doors that do not, and what a change of door does to the data."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from pathlib import Path

import pyrage
import pytest

from desa_desktop import keys
from desa_desktop.errors import InvalidInput, KeyProblem, StorageFailed
from desa_desktop.files import Fs
from desa_desktop.keys import doors, kit
from desa_desktop.store import driver, swap
from store_samples import CHILD, count, make_store

SANDI = "gotong royong desa"
KODE = "3306992001"
CHEAP = doors.FLOOR  # tests need not wait as long as a thief


def digits_of_the_vectors() -> dict[str, str]:
    vectors = Path(__file__).parents[1] / "golden" / "kiriman-vectors.json"
    recovery: dict[str, str] = json.loads(vectors.read_text(encoding="utf-8"))["recovery"]
    return recovery


def text_of(folder: Path) -> str:
    return (folder / keys.KEY_NAME).read_text()


def test_a_new_laptop_opens_by_itself_and_only_for_its_user(tmp_path: Path) -> None:
    made = keys.create(tmp_path)
    opened = keys.open_with_file(tmp_path)
    assert opened == made.data
    assert keys.open_box(keys.read_key_file(tmp_path), opened) == made
    assert len(made.seed) == len(made.data.key) == 32
    pyrage.x25519.Identity.from_str(made.age_identity)
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / keys.KEY_NAME).stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == [keys.KEY_NAME]


def test_two_laptops_share_no_secret(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    a, b = keys.create(tmp_path / "a"), keys.create(tmp_path / "b")
    assert a.data.key != b.data.key
    assert a.seed != b.seed
    assert a.age_identity != b.age_identity
    assert a.install_id != b.install_id


def test_secrets_do_not_show_when_printed(tmp_path: Path) -> None:
    made = keys.create(tmp_path)
    shown = repr(made) + repr(made.data) + repr(keys.read_key_file(tmp_path)) + f"{made}"
    for secret in (made.data.key, made.seed):
        assert secret.hex() not in shown
        assert repr(secret) not in shown
        assert doors.b64(secret) not in shown
    assert made.age_identity not in shown


def test_keys_are_never_overwritten(tmp_path: Path) -> None:
    keys.create(tmp_path)
    before = text_of(tmp_path)
    with pytest.raises(KeyProblem, match="sudah ada berkas kunci"):
        keys.create(tmp_path)
    assert text_of(tmp_path) == before


def test_opening_by_the_file_imports_no_cryptography(tmp_path: Path) -> None:
    keys.create(tmp_path)
    program = CHILD + (
        "import sys, pathlib; from desa_desktop import keys;"
        "keys.open_with_file(pathlib.Path(sys.argv[1]));"
        "sys.exit(str({'cryptography', 'pyrage', 'sqlalchemy'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, tmp_path], capture_output=True, text=True, check=False
    )
    assert done.stderr.strip() == "set()"


# kata sandi


def test_a_password_opens_and_a_wrong_one_exits_with_twelve(tmp_path: Path) -> None:
    made = keys.create(tmp_path, password=SANDI, cost=CHEAP)
    assert keys.read_key_file(tmp_path).needs_password
    assert keys.open_with_password(tmp_path, SANDI) == made
    with pytest.raises(KeyProblem) as caught:
        keys.open_with_password(tmp_path, SANDI + ".")
    assert str(caught.value) == (
        "Data tidak dapat dibuka: kata sandi salah. Data tidak berubah. "
        "Ketik lagi; huruf besar dan kecil dibedakan. (K-240)"
    )
    assert caught.value.exit_code == 12
    with pytest.raises(KeyProblem, match="kata sandi diperlukan"):
        keys.open_with_file(tmp_path)


def test_a_short_password_is_refused_by_name_and_changes_nothing(tmp_path: Path) -> None:
    keys.create(tmp_path, password=SANDI, cost=CHEAP)
    before = text_of(tmp_path)
    with pytest.raises(InvalidInput) as caught:
        keys.set_password(tmp_path, keys.open_with_password(tmp_path, SANDI), "tujuh77", cost=CHEAP)
    assert caught.value.fields == {"sandi": "Kata sandi paling sedikit 8 huruf; boleh satu kalimat."}
    assert text_of(tmp_path) == before


def test_the_same_letters_typed_on_another_keyboard_open(tmp_path: Path) -> None:
    keys.create(tmp_path, password="caf\u00e9 desa kami", cost=CHEAP)
    keys.open_with_password(tmp_path, "cafe\u0301 desa kami")


def test_the_first_password_gives_the_data_a_new_key(tmp_path: Path) -> None:
    made = keys.create(tmp_path)
    path = make_store(tmp_path / "desa.db", made.data.key)
    old = text_of(tmp_path)
    changed = keys.set_password(
        tmp_path, made, SANDI, rekeying=swap.Rekeying(path, made.data.key), cost=CHEAP
    )
    assert changed.data.key != made.data.key
    assert count(path, changed.data.key) == 60
    with pytest.raises(KeyProblem):
        driver.connect(path, made.data.key)
    assert keys.open_with_password(tmp_path, SANDI) == changed
    # older backups still open, and the laptop is still the same laptop
    assert changed.data_key_for(made.data.key_id) == made.data.key
    assert changed.data_key_for("0" * 16) is None
    assert (changed.seed, changed.install_id) == (made.seed, made.install_id)
    assert (tmp_path / keys.PREVIOUS_NAME).read_text() == old
    keys.forget_previous(tmp_path)
    # nothing in the folder holds the key that lay open, or the key of now
    assert sorted(one.name for one in tmp_path.iterdir()) == ["desa.db", keys.KEY_NAME]
    for key in (made.data.key, changed.data.key):
        assert doors.b64(key) not in text_of(tmp_path)


def test_the_first_password_is_not_set_without_the_database(tmp_path: Path) -> None:
    made = keys.create(tmp_path)
    with pytest.raises(ValueError, match="the database"):
        keys.set_password(tmp_path, made, SANDI, cost=CHEAP)
    assert keys.open_with_file(tmp_path) == made.data


def test_changing_the_password_touches_only_its_door(tmp_path: Path) -> None:
    made = keys.create(tmp_path, password=SANDI, cost=CHEAP)
    assert keys.set_password(tmp_path, made, "kerja bakti minggu", cost=CHEAP) == made
    assert keys.open_with_password(tmp_path, "kerja bakti minggu") == made
    with pytest.raises(KeyProblem):
        keys.open_with_password(tmp_path, SANDI)


def test_giving_the_password_up_opens_the_file_again(tmp_path: Path) -> None:
    made = keys.create(tmp_path, password=SANDI, cost=CHEAP)
    keys.remove_password(tmp_path, made)
    assert keys.open_with_file(tmp_path) == made.data
    assert keys.read_key_file(tmp_path).kinds == {"berkas"}


def test_the_cost_of_a_try_is_measured_and_never_below_the_floor() -> None:
    assert doors.next_cost(doors.Cost(65536, 3), 0.7) is None
    faster = doors.next_cost(doors.Cost(65536, 3), 0.17)
    assert faster == doors.Cost(65536, 13)
    slower = doors.next_cost(doors.Cost(65536, 3), 3.0)
    assert slower == doors.Cost(65536, 2)
    assert doors.next_cost(doors.Cost(65536, 2), 3.0) == doors.FLOOR
    assert doors.next_cost(doors.FLOOR, 9.0) is None


def test_a_real_calibration_ends_at_a_cost_worth_having() -> None:
    cost = doors.calibrate()
    assert cost.m_kib >= doors.FLOOR.m_kib
    assert cost.t >= doors.FLOOR.t


@pytest.mark.parametrize(
    ("name", "value"),
    [("m_kib", 2**40), ("t", 10**6), ("p", 0), ("m_kib", "65536"), ("kdf", "md5"), ("salt", "?")],
)
def test_a_doctored_door_cannot_eat_the_laptop(tmp_path: Path, name: str, value: object) -> None:
    keys.create(tmp_path, password=SANDI, cost=CHEAP)
    content = json.loads(text_of(tmp_path))
    content["slots"][0][name] = value
    (tmp_path / keys.KEY_NAME).write_text(json.dumps(content))
    with pytest.raises(KeyProblem, match="berkas kunci rusak"):
        keys.open_with_password(tmp_path, SANDI)


@pytest.mark.parametrize(("name", "value"), [("m_kib", 19 * 1024 - 1), ("t", 1), ("salt", "A" * 22)])
def test_the_head_of_a_door_is_bound_to_what_it_guards(tmp_path: Path, name: str, value: object) -> None:
    keys.create(tmp_path, password=SANDI, cost=CHEAP)
    content = json.loads(text_of(tmp_path))
    content["slots"][0][name] = value
    (tmp_path / keys.KEY_NAME).write_text(json.dumps(content))
    with pytest.raises(KeyProblem):
        keys.open_with_password(tmp_path, SANDI)


# Kit Pemulihan


def test_the_kit_of_the_format_gives_its_age_identity() -> None:
    known = digits_of_the_vectors()
    identity = kit.recovery_identity(known["digits"], known["kode"])
    assert identity == known["age_secret"]
    assert str(pyrage.x25519.Identity.from_str(identity).to_public()) == known["age"]


def test_a_mistyped_group_of_the_kit_is_named() -> None:
    typed = digits_of_the_vectors()["digits"]
    assert kit.typed_digits(typed.replace(" ", "-")) == "314159265358979323846264"
    for wrong, sentence in [
        (typed.replace("53582", "53583"), "Kelompok ke-3 tidak cocok. Bacakan ulang."),
        (" ".join(["59266", "31415", *typed.split()[2:]]), "Kelompok ke-1 tidak cocok. Bacakan ulang."),
        (typed[:-1], "Nomor Kit Pemulihan terdiri dari 30 angka."),
        (typed[:-1] + "x", "Nomor Kit Pemulihan terdiri dari 30 angka."),
    ]:
        with pytest.raises(InvalidInput) as caught:
            kit.typed_digits(wrong)
        assert caught.value.fields == {"angka": sentence}


def test_new_kits_are_well_formed_and_differ() -> None:
    some = {keys.new_digits() for _ in range(50)}
    assert len(some) == 50
    assert all(len(keys.typed_digits(one)) == 24 for one in some)


def test_the_kit_opens_after_a_forgotten_password_even_with_a_new_data_key(tmp_path: Path) -> None:
    made = keys.create(tmp_path)
    path = make_store(tmp_path / "desa.db", made.data.key)
    digits = keys.new_digits()
    keys.set_recovery(tmp_path, made, digits, KODE)
    assert keys.open_with_recovery(tmp_path, digits) == made
    changed = keys.set_password(
        tmp_path, made, SANDI, rekeying=swap.Rekeying(path, made.data.key), cost=CHEAP
    )
    assert keys.open_with_recovery(tmp_path, digits) == changed
    with pytest.raises(KeyProblem, match="bukan untuk data ini"):
        keys.open_with_recovery(tmp_path, keys.new_digits())


def test_a_new_kit_replaces_the_old_one(tmp_path: Path) -> None:
    made = keys.create(tmp_path)
    first, second = keys.new_digits(), keys.new_digits()
    keys.set_recovery(tmp_path, made, first, KODE)
    keys.set_recovery(tmp_path, made, second, KODE)
    assert keys.open_with_recovery(tmp_path, second) == made
    with pytest.raises(KeyProblem):
        keys.open_with_recovery(tmp_path, first)


def test_a_root_key_lies_in_the_box_only_until_it_leaves(tmp_path: Path) -> None:
    made = keys.create(tmp_path)
    seed, age = bytes(range(32)), kit.age_identity(bytes(32))
    with_root = keys.change_root(tmp_path, made, seed, age)
    assert keys.open_box(keys.read_key_file(tmp_path), made.data) == with_root
    assert (with_root.root_seed, with_root.root_age) == (seed, age)
    keys.change_root(tmp_path, with_root, None, None)
    assert keys.open_box(keys.read_key_file(tmp_path), made.data).root_seed is None


# what travels, what breaks


def test_no_open_door_travels_in_a_backup(tmp_path: Path) -> None:
    made = keys.create(tmp_path)
    digits = keys.new_digits()
    keys.set_recovery(tmp_path, made, digits, KODE)
    part = keys.key_part(keys.read_key_file(tmp_path))
    assert doors.b64(made.data.key) not in json.dumps(part)
    file = keys.key_file_of(part)
    assert file.kinds == {"pemulihan"}
    new_laptop = tmp_path / "baru"
    new_laptop.mkdir()
    opened = keys.file_with_recovery(file, digits)
    keys.adopt(new_laptop, file, opened)
    assert keys.open_with_file(new_laptop) == made.data
    assert keys.open_with_recovery(new_laptop, digits) == made
    with pytest.raises(KeyProblem, match="sudah ada"):
        keys.adopt(new_laptop, file, opened)


def test_a_damaged_key_file_gives_way_to_the_previous_one(tmp_path: Path) -> None:
    made = keys.create(tmp_path)
    keys.set_recovery(tmp_path, made, keys.new_digits(), KODE)
    (tmp_path / keys.KEY_NAME).write_bytes(b"\0" * 512)
    assert keys.read_key_file(tmp_path).from_previous
    assert keys.open_with_file(tmp_path) == made.data
    (tmp_path / keys.PREVIOUS_NAME).unlink()
    with pytest.raises(KeyProblem, match="berkas kunci rusak"):
        keys.open_with_file(tmp_path)
    (tmp_path / keys.KEY_NAME).unlink()
    with pytest.raises(KeyProblem, match="berkas kunci tidak ada"):
        keys.open_with_file(tmp_path)


@pytest.mark.parametrize("content", [b"[]", b'{"v":2}', b"{", b'{"v":1,"key_id":"a","slots":[{}],"box":""}'])
def test_a_file_of_another_kind_is_no_key_file(tmp_path: Path, content: bytes) -> None:
    (tmp_path / keys.KEY_NAME).write_bytes(content)
    with pytest.raises(KeyProblem, match="berkas kunci rusak"):
        keys.read_key_file(tmp_path)


def test_a_box_of_another_laptop_does_not_open(tmp_path: Path) -> None:
    (tmp_path / "lain").mkdir()
    made, other = keys.create(tmp_path), keys.create(tmp_path / "lain")
    with pytest.raises(KeyProblem, match="berkas kunci rusak"):
        keys.open_box(keys.read_key_file(tmp_path), keys.DataKey(made.data.key_id, other.data.key))


def test_a_disk_that_reads_back_other_bytes_leaves_the_old_key_file(tmp_path: Path) -> None:
    made = keys.create(tmp_path)
    before = text_of(tmp_path)

    class Forgetful(Fs):
        def read(self, path: Path, limit: int | None = None) -> bytes:
            content = super().read(path, limit)
            late = path.name == keys.KEY_NAME and "pemulihan" in content.decode()
            return content[:-1] if late else content

    with pytest.raises(StorageFailed, match="baca ulang"):
        keys.set_recovery(tmp_path, made, keys.new_digits(), KODE, fs=Forgetful())
    assert text_of(tmp_path) == before

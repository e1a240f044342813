"""The laptop's key file: up to three doors to one data key, and behind it the laptop's own keys.

`kunci.json` lies beside the database and is no part of it: restoring the data must not roll keys
back (reliability.md 8). Whatever is opened here is handed on as a parameter; nothing is kept.
Importing this package imports no cryptography: without a kata sandi the first window needs none.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from desa_desktop.errors import KeyProblem, StorageFailed
from desa_desktop.files import FS, TEMPORARY, Fs, write_replace
from desa_desktop.i18n import _
from desa_desktop.keys import doors
from desa_desktop.keys.doors import Cost, Slot
from desa_desktop.keys.kit import age_identity, new_digits, typed_digits

__all__ = [
    "DataKey",
    "KeyFile",
    "Keys",
    "Rekeying",
    "adopt",
    "change_root",
    "create",
    "data_key_with_recovery",
    "file_with_password",
    "file_with_recovery",
    "forget_previous",
    "key_file_of",
    "key_part",
    "new_digits",
    "open_box",
    "open_with_file",
    "open_with_password",
    "open_with_recovery",
    "read_key_file",
    "recovery_recipient",
    "remove_password",
    "renew",
    "set_password",
    "set_recovery",
    "take_over",
    "typed_digits",
]

KEY_NAME = "kunci.json"
PREVIOUS_NAME = "kunci.lama.json"
_LIMIT = 256 * 1024


@dataclass(frozen=True, slots=True, repr=False)
class DataKey:
    """The key of the database and its public name; enough to open the store, and no more."""

    key_id: str
    key: bytes

    def __repr__(self) -> str:
        return f"DataKey({self.key_id}, ...)"

    @staticmethod
    def new() -> DataKey:
        """A random one."""
        return DataKey(secrets.token_hex(8), secrets.token_bytes(doors.KEY_BYTES))


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """All secrets of this laptop: what lies in the box, and the data key that opens it.

    `seed` is the Ed25519 seed (32 bytes), `age_identity` the text `AGE-SECRET-KEY-1...`, `earlier`
    the data keys of older backups by key_id, `root_seed` and `root_age` the root of a kecamatan
    until it has left for its own stick (kiriman-format.md 10.1). `former_root` is the root that is being
    replaced, seed and age identity, until the database trusts the new one.
    """

    data: DataKey
    seed: bytes
    age_identity: str
    install_id: str
    earlier: Mapping[str, bytes]
    root_seed: bytes | None = None
    root_age: str | None = None
    former_root: tuple[bytes, str] | None = None

    def __repr__(self) -> str:
        return f"Keys({self.data.key_id}, install_id={self.install_id}, ...)"

    def data_key_for(self, key_id: str) -> bytes | None:
        """The data key of that name, the present one or an earlier; None when it was never ours."""
        return self.data.key if key_id == self.data.key_id else self.earlier.get(key_id)


@dataclass(frozen=True, slots=True, repr=False)
class KeyFile:
    """`kunci.json` as it lies on the disk: nothing in it has been opened yet, so it has no secrets
    to hide but those of the slot `berkas`.

    `from_previous` is True when the present file was unreadable and `kunci.lama.json` took its place.
    """

    key_id: str
    slots: tuple[Slot, ...]
    box: str
    from_previous: bool = False

    def __repr__(self) -> str:
        return f"KeyFile({self.key_id}, {sorted(self.kinds)})"

    @property
    def kinds(self) -> frozenset[str]:
        """Which doors there are: `berkas`, `sandi`, `pemulihan`."""
        return frozenset(str(slot["kind"]) for slot in self.slots)

    @property
    def needs_password(self) -> bool:
        """True when a kata sandi must be asked at start."""
        return "berkas" not in self.kinds and "sandi" in self.kinds

    def slot(self, kind: str) -> Slot:
        """The door of that kind. Raises KeyProblem when there is none."""
        for slot in self.slots:
            if slot["kind"] == kind:
                return slot
        raise KeyProblem(sebab=_NO_DOOR[kind]())


_NO_DOOR = {
    "berkas": lambda: _("kata sandi diperlukan"),
    "sandi": lambda: _("data ini tidak memakai kata sandi"),
    "pemulihan": lambda: _("Kit Pemulihan belum pernah dibuat"),
}


class Rekeying(Protocol):
    """How the database gets under another data key; `store.swap.Rekeying` does it.

    The database is closed meanwhile. After a failure in either half it is opened again through the
    whole opening order, which finishes or undoes what was begun.
    """

    def prepare(self, new_key: bytes) -> None:
        """Make a checked copy under `new_key`; the database itself stays as it is."""
        ...

    def finish(self) -> None:
        """Put the copy in the database's place."""
        ...


# making and opening


def create(folder: Path, *, password: str | None = None, cost: Cost | None = None, fs: Fs = FS) -> Keys:
    """Make all keys of a new laptop and write `kunci.json`.

    Without `password` the door is `berkas`. `cost` is measured on this laptop where none is given.
    Raises KeyProblem when there is a key file already (keys are never overwritten), InvalidInput
    for a short password, StorageFailed.
    """
    if (folder / KEY_NAME).exists() or (folder / PREVIOUS_NAME).exists():
        raise KeyProblem(sebab=_("sudah ada berkas kunci di folder ini"), tindakan=_("Pilih folder lain."))
    data = DataKey.new()
    keys = Keys(
        data=data,
        seed=secrets.token_bytes(32),
        age_identity=age_identity(secrets.token_bytes(32)),
        install_id=secrets.token_hex(16),
        earlier={},
    )
    if password is None:
        door = doors.file_slot(data.key)
    else:
        door = doors.password_slot(password, data.key, data.key_id, cost or doors.calibrate())
    _write(folder, KeyFile(data.key_id, (door,), _seal_box(keys)), fs)
    return keys


def read_key_file(folder: Path, fs: Fs = FS) -> KeyFile:
    """`kunci.json`, or the previous one when the present one is missing or damaged.

    Raises KeyProblem when neither can be read, StorageFailed when the disk fails.
    """
    problem: KeyProblem | None = None
    for name in (KEY_NAME, PREVIOUS_NAME):
        try:
            with _disk():
                return replace(_parse(fs.read(folder / name, _LIMIT)), from_previous=name == PREVIOUS_NAME)
        except FileNotFoundError:
            missing = _("berkas kunci tidak ada")
            action = _(
                "Kembalikan kunci.json ke folder data, atau pulihkan dari cadangan dengan Kit Pemulihan."
            )
            problem = problem or KeyProblem(sebab=missing, tindakan=action)
        except KeyProblem as failure:
            problem = problem or failure
    raise problem or doors.damaged()


def open_with_file(folder: Path, fs: Fs = FS) -> DataKey:
    """The data key of a laptop without kata sandi; imports no cryptography.

    Raises KeyProblem when a kata sandi is set or the file is bad, StorageFailed.
    """
    file = read_key_file(folder, fs)
    return DataKey(file.key_id, doors.through_file(file.slot("berkas")))


def open_with_password(folder: Path, password: str, fs: Fs = FS) -> Keys:
    """All keys behind the kata sandi (half a second to one second).

    Raises KeyProblem (exit code 12) for a wrong one, StorageFailed.
    """
    return file_with_password(read_key_file(folder, fs), password)


def open_with_recovery(folder: Path, digits: str, fs: Fs = FS) -> Keys:
    """All keys behind the 30 digits of the Kit Pemulihan.

    Raises InvalidInput naming a mistyped group, KeyProblem for another kit, StorageFailed.
    """
    return file_with_recovery(read_key_file(folder, fs), digits)


def file_with_password(file: KeyFile, password: str) -> Keys:
    """As `open_with_password`, for a key file that came in a `.cadangan` (`key_file_of`)."""
    key = doors.through_password(file.slot("sandi"), password, file.key_id)
    return open_box(file, DataKey(file.key_id, key))


def file_with_recovery(file: KeyFile, digits: str) -> Keys:
    """As `open_with_recovery`, for a key file that came in a `.cadangan`."""
    key = doors.through_recovery(file.slot("pemulihan"), digits)
    return open_box(file, DataKey(file.key_id, key))


def data_key_with_recovery(file: KeyFile, digits: str) -> DataKey:
    """Only the data key behind the 30 digits: all that a deposited backup holds (kiriman-format.md 10.4).

    Raises as `open_with_recovery`.
    """
    return DataKey(file.key_id, doors.through_recovery(file.slot("pemulihan"), digits))


def recovery_recipient(file: KeyFile) -> str | None:
    """The public half of the Kit Pemulihan, `age1...`; None when no kit was made."""
    found = [slot for slot in file.slots if slot["kind"] == "pemulihan"]
    return str(found[0]["age"]) if found else None


def open_box(file: KeyFile, data: DataKey) -> Keys:
    """The laptop's own keys behind the data key. Raises KeyProblem when they do not belong together."""
    sealed = doors.unb64(file.box)
    content = doors.unseal(data.key, sealed[:12], sealed[12:], _box_head(file.key_id))
    if content is None:
        raise doors.damaged()
    try:
        value = json.loads(content)
        root, former = value.get("root_seed"), value.get("former_root")
        return Keys(
            data=data,
            seed=doors.unb64(value["seed"]),
            age_identity=str(value["age"]),
            install_id=str(value["install_id"]),
            earlier={str(name): doors.unb64(key) for name, key in value["earlier"].items()},
            root_seed=None if root is None else doors.unb64(root),
            root_age=value.get("root_age"),
            former_root=None if former is None else (doors.unb64(former["seed"]), str(former["age"])),
        )
    except (ValueError, KeyError, AttributeError, TypeError) as failure:
        raise doors.damaged() from failure


# changing doors


def set_password(
    folder: Path,
    keys: Keys,
    password: str,
    *,
    rekeying: Rekeying | None = None,
    fresh: DataKey | None = None,
    cost: Cost | None = None,
    fs: Fs = FS,
) -> Keys:
    """Set or change the kata sandi; returns the keys as they are from now on.

    The first kata sandi makes a new data key, because the old one lay open in the file: a checked
    copy of the database under it is made by `rekeying` (required then, the database closed), the
    key file is written, the copy swapped in. The earlier key is kept for older backups. A change of
    an existing kata sandi rewrites its slot only. `fresh` is the new data key where the caller must know it
    even after a failure. Raises InvalidInput, KeyProblem, StorageFailed.
    """
    file = read_key_file(folder, fs)
    doors.require_password(password)
    cost = cost or doors.calibrate()
    if "berkas" not in file.kinds:
        door = doors.password_slot(password, keys.data.key, keys.data.key_id, cost)
        _write(folder, replace(file, slots=(door, *_others(file, "sandi"))), fs)
        return keys
    if rekeying is None:
        raise ValueError("the first kata sandi needs the database to change its key as well")
    data = fresh or DataKey.new()
    changed = replace(keys, data=data, earlier={**keys.earlier, keys.data.key_id: keys.data.key})
    slots = [doors.password_slot(password, data.key, data.key_id, cost)]
    slots += [doors.renewed_recovery_slot(one, data.key) for one in file.slots if one["kind"] == "pemulihan"]
    rekeying.prepare(data.key)
    _write(folder, KeyFile(data.key_id, tuple(slots), _seal_box(changed)), fs)
    rekeying.finish()
    return changed


def remove_password(folder: Path, keys: Keys, *, fs: Fs = FS) -> None:
    """Give the kata sandi up: the door `berkas` comes back, the data key stays. Raises StorageFailed."""
    file = read_key_file(folder, fs)
    door = doors.file_slot(keys.data.key)
    _write(folder, replace(file, slots=(door, *_others(file, "sandi", "berkas"))), fs)


def set_recovery(folder: Path, keys: Keys, digits: str, kode: str, *, fs: Fs = FS) -> None:
    """Add or replace the door of the Kit Pemulihan; `kode` is the office's code that salts the digits.

    Raises InvalidInput naming a mistyped group, StorageFailed.
    """
    file = read_key_file(folder, fs)
    door = doors.recovery_slot(digits, kode, keys.data.key)
    _write(folder, replace(file, slots=(*_others(file, "pemulihan"), door)), fs)


def keep_recovery(folder: Path, keys: Keys, file: KeyFile, digits: str, *, fs: Fs = FS) -> bool:
    """Let the Kit Pemulihan of a backup open this folder too; False where one does already.

    `digits` must open it: a door nobody has the paper for is not taken over from a file. Raises InvalidInput
    (a group was mistyped), KeyProblem (another kit), StorageFailed.
    """
    here = read_key_file(folder, fs)
    kits = [one for one in file.slots if one["kind"] == "pemulihan"]
    if "pemulihan" in here.kinds or not kits:
        return False
    data_key_with_recovery(file, digits)
    door = doors.renewed_recovery_slot(kits[0], keys.data.key)
    _write(folder, replace(here, slots=(*here.slots, door)), fs)
    return True


def take_over(
    folder: Path,
    own: Keys,
    file: KeyFile,
    data: DataKey,
    theirs: Keys | None,
    *,
    fs: Fs = FS,
) -> Keys:
    """What a new laptop takes from the key file of a backup; returns its keys as they are from now on.

    Always the backup's data key (as an earlier one) and its Kit Pemulihan; with `theirs` the laptop's and
    the root's keys as well. The kata sandi and the data key of this folder stay. Raises StorageFailed.
    """
    here = read_key_file(folder, fs)
    changed = replace(own, earlier={**own.earlier, data.key_id: data.key})
    if theirs is not None:
        changed = replace(
            changed,
            seed=theirs.seed,
            age_identity=theirs.age_identity,
            earlier={**theirs.earlier, **changed.earlier},
            root_seed=theirs.root_seed,
            root_age=theirs.root_age,
            former_root=theirs.former_root,
        )
    kits = [] if "pemulihan" in here.kinds else [one for one in file.slots if one["kind"] == "pemulihan"]
    slots = (*here.slots, *(doors.renewed_recovery_slot(one, own.data.key) for one in kits))
    _write(folder, replace(here, slots=slots, box=_seal_box(changed)), fs)
    return changed


def renew(folder: Path, keys: Keys, *, fs: Fs = FS) -> Keys:
    """Give this laptop new keys of its own, after the old ones were stolen; the data key stays.

    Raises StorageFailed.
    """
    file = read_key_file(folder, fs)
    changed = replace(keys, seed=secrets.token_bytes(32), age_identity=age_identity(secrets.token_bytes(32)))
    _write(folder, replace(file, box=_seal_box(changed)), fs)
    return changed


def change_root(
    folder: Path,
    keys: Keys,
    seed: bytes | None,
    age: str | None,
    *,
    former: tuple[bytes, str] | None = None,
    fs: Fs = FS,
) -> Keys:
    """Put a kecamatan's root key into the box, or take it out (both None).

    `former` is the one it replaces, kept beside it until the new one is trusted. Raises StorageFailed.
    """
    file = read_key_file(folder, fs)
    changed = replace(keys, root_seed=seed, root_age=age, former_root=former)
    _write(folder, replace(file, box=_seal_box(changed)), fs)
    return changed


def forget_previous(folder: Path, fs: Fs = FS) -> None:
    """Delete `kunci.lama.json`: call it once the store has been opened with the present file."""
    with _disk():
        fs.remove(folder / PREVIOUS_NAME)
        fs.sync_folder(folder)


# the part of the key file that travels in a backup


def key_part(file: KeyFile) -> dict[str, object]:
    """`key_id`, `slots` and `box` for a `.cadangan`: every door but the one that stands open."""
    slots = [dict(slot) for slot in file.slots if slot["kind"] != "berkas"]
    return {"box": file.box, "key_id": file.key_id, "slots": slots}


def key_file_of(part: Mapping[str, object]) -> KeyFile:
    """The key file inside a `.cadangan`'s header. Raises KeyProblem when it is none."""
    wanted = {name: part.get(name) for name in ("box", "key_id", "slots")}
    return _parse(doors.canonical({**wanted, "v": 1}))


def adopt(folder: Path, file: KeyFile, keys: Keys, *, fs: Fs = FS) -> None:
    """Write the key file of a backup on a new laptop, once `keys` were opened from it.

    Without a kata sandi the door `berkas` is added. Raises KeyProblem when keys lie there already.
    """
    if (folder / KEY_NAME).exists():
        raise KeyProblem(sebab=_("sudah ada berkas kunci di folder ini"), tindakan=_("Pilih folder lain."))
    slots = file.slots if "sandi" in file.kinds else (doors.file_slot(keys.data.key), *file.slots)
    _write(folder, replace(file, slots=slots), fs)


def _others(file: KeyFile, *kinds: str) -> tuple[Slot, ...]:
    return tuple(slot for slot in file.slots if slot["kind"] not in kinds)


def _seal_box(keys: Keys) -> str:
    content = {
        "age": keys.age_identity,
        "earlier": {name: doors.b64(key) for name, key in keys.earlier.items()},
        "former_root": _former(keys.former_root),
        "install_id": keys.install_id,
        "root_age": keys.root_age,
        "root_seed": None if keys.root_seed is None else doors.b64(keys.root_seed),
        "seed": doors.b64(keys.seed),
    }
    nonce = secrets.token_bytes(12)
    sealed = doors.seal(keys.data.key, nonce, doors.canonical(content), _box_head(keys.data.key_id))
    return doors.b64(nonce + sealed)


def _former(root: tuple[bytes, str] | None) -> dict[str, str] | None:
    return None if root is None else {"seed": doors.b64(root[0]), "age": root[1]}


def _box_head(key_id: str) -> bytes:
    return doors.canonical({"key_id": key_id, "v": 1})


def _parse(content: bytes) -> KeyFile:
    try:
        value = json.loads(content)
    except (ValueError, RecursionError) as failure:
        raise doors.damaged() from failure
    if not isinstance(value, dict) or value.get("v") != 1:
        raise doors.damaged()
    key_id, slots, box = value.get("key_id"), value.get("slots"), value.get("box")
    if not (isinstance(key_id, str) and isinstance(slots, list) and isinstance(box, str)):
        raise doors.damaged()
    if not all(isinstance(slot, dict) and slot.get("kind") in _NO_DOOR for slot in slots):
        raise doors.damaged()
    return KeyFile(key_id, tuple(slots), box)


def _write(folder: Path, file: KeyFile, fs: Fs) -> None:
    """Keep the previous file, write the new one in one step, read it back."""
    content = doors.canonical({"box": file.box, "key_id": file.key_id, "slots": list(file.slots), "v": 1})
    with _disk():
        try:
            previous = fs.read(folder / KEY_NAME, _LIMIT)
        except FileNotFoundError:
            previous = None
        if previous is not None:
            _write_private(fs, folder / PREVIOUS_NAME, previous)
        _write_private(fs, folder / KEY_NAME, content)
        if fs.read(folder / KEY_NAME) != content:
            if previous is not None:
                fs.rename(folder / PREVIOUS_NAME, folder / KEY_NAME)
            raise StorageFailed(sebab=_("hasil baca ulang berkas kunci tidak sama"))


def _write_private(fs: Fs, path: Path, content: bytes) -> None:
    """`files.write_replace` into a file that only the laptop's user may read, from its first byte."""
    temporary = path.with_name(f".{path.name}{TEMPORARY}")
    temporary.unlink(missing_ok=True)  # one with wider rights may lie there after a power cut
    os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    write_replace(fs, path, content)


@contextlib.contextmanager
def _disk() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise
    except OSError as failure:
        raise StorageFailed(sebab=_("berkas kunci tidak dapat ditulis atau dibaca")) from failure

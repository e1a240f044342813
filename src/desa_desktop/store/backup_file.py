"""The `.cadangan` file: what it says of itself, read as strictly as a kiriman (reliability.md 7)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import IO

from desa_desktop.errors import DesaError, FileTooNew
from desa_desktop.files import FS, Fs
from desa_desktop.i18n import N_, _
from desa_desktop.store.place import disk_errors

MAGIC = bytes.fromhex("894344470D0A1A0A")
ENDING = ".cadangan"
FORMAT = 1
_HEADER_LIMIT = 256 * 1024
_KEYS = frozenset(
    {"app", "box", "counts", "db_id", "dibuat", "key_id", "kode", "nama", "schema", "sha256", "slots", "v"}
)
_KEY_NAME = re.compile(r"[A-Za-z0-9_:/.-]{1,64}")


class BackupRejected(DesaError):
    """A `.cadangan` that is damaged, cut or no backup at all; nothing of it was used."""

    message = N_("Cadangan {nama} tidak dapat dipakai: {sebab}. Data di laptop tidak berubah.")
    hint = N_("Pilih cadangan lain.")
    code = "K-702"
    exit_code = 5

    def __init__(self, *, nama: str, sebab: str) -> None:
        super().__init__(nama=nama, sebab=sebab)


class Reason(Enum):
    """Why a backup was made; stands in its file name. Only some are thinned out by themselves."""

    HARIAN = "harian"  # first save of the day
    IMPOR = "impor"
    PEMBARUAN = "pembaruan"  # before a migration: outside the thinning, the last three stay
    HAPUS = "hapus"  # before an erasure on request
    TUTUP = "tutup"  # at close, after more than 50 saves
    PULIH = "pulih"  # the present state, before a restore
    TITIPAN = "titipan"  # came back from the kecamatan, which kept it sealed: never deleted by the program
    MANUAL = "manual"  # made by a person: never deleted by the program


@dataclass(frozen=True, slots=True)
class Office:
    """Whose data it is: program version, the database's id, code (digits) and name of the office."""

    app: str
    db_id: str
    kode: str
    nama: str


@dataclass(frozen=True, slots=True)
class Header:
    """What a `.cadangan` says of itself. `dibuat` is aware; `counts` are rows per table.

    `doors` holds `key_id`, `slots` and `box` as `keys.key_file_of` takes them.
    """

    office: Office
    dibuat: datetime
    schema: int
    counts: Mapping[str, int]
    sha256: str
    doors: Mapping[str, object]

    @property
    def key_id(self) -> str:
        """The name of the data key that opens the database inside."""
        return str(self.doors["key_id"])


@dataclass(frozen=True, slots=True)
class Backup:
    """A `.cadangan` on a disk. `size` in bytes; `sha256` of the whole file where it was computed."""

    path: Path
    header: Header
    reason: Reason
    size: int
    sha256: str = ""


def read_header(path: Path, *, fs: Fs = FS) -> Header:
    """What the file says of itself, without opening the database inside.

    Raises BackupRejected for anything but a well-formed `.cadangan`, FileTooNew for a later format,
    StorageFailed when the disk cannot be read.
    """
    with disk_errors(), open_backup(path, fs) as source:
        return header_of(source, path.name)


def open_backup(path: Path, fs: Fs) -> IO[bytes]:
    """The file for reading. Raises BackupRejected when it is not there, OSError."""
    try:
        return fs.open(path, "rb")
    except FileNotFoundError as missing:
        raise BackupRejected(nama=path.name, sebab=_("berkasnya tidak ada")) from missing


def header_of(source: IO[bytes], name: str) -> Header:
    """The header at the start of an opened backup; `source` stands at the database afterwards."""
    start = _exactly(source, len(MAGIC) + 4, name)
    if not start.startswith(MAGIC):
        raise BackupRejected(nama=name, sebab=_("bukan berkas cadangan"))
    length = int.from_bytes(start[len(MAGIC) :], "big")
    if length > _HEADER_LIMIT:
        raise BackupRejected(nama=name, sebab=_("keterangannya tidak wajar besarnya"))
    try:
        return decode(_exactly(source, length, name))
    except _NewerFormat as newer:
        raise FileTooNew(apa=_("Cadangan ini"), versi=_("format {nomor}").format(nomor=newer)) from None
    except (ValueError, KeyError, TypeError, RecursionError) as failure:
        raise BackupRejected(nama=name, sebab=_("keterangannya rusak")) from failure


class _NewerFormat(Exception):
    """The header's `v` is one we do not know."""


def encode(header: Header) -> bytes:
    """The header's bytes. Raises ValueError when the open door is among the doors."""
    value = {
        "app": header.office.app,
        "counts": dict(header.counts),
        "db_id": header.office.db_id,
        "dibuat": header.dibuat.isoformat(timespec="seconds"),
        "kode": header.office.kode,
        "nama": header.office.nama,
        "schema": header.schema,
        "sha256": header.sha256,
        "v": FORMAT,
        **{name: header.doors[name] for name in ("key_id", "slots", "box")},
    }
    head = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    slots = header.doors["slots"]
    if not isinstance(slots, list) or any(slot.get("kind") == "berkas" for slot in slots):
        raise ValueError("the open door does not travel")
    decode(head)  # what we write, we can read
    return head


def decode(content: bytes) -> Header:
    """Strict JSON (kiriman-format.md 4) with exactly our keys; ValueError and its kin otherwise."""
    text = content.decode("utf-8")
    value = json.loads(text, object_pairs_hook=_unique, parse_float=_no_number, parse_constant=_no_number)
    if not isinstance(value, dict):
        raise TypeError("an object is expected")
    again = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    if again != text:
        raise ValueError("another spelling")
    version = value.get("v")
    if isinstance(version, int) and version > FORMAT:
        raise _NewerFormat(version)
    if value.keys() != _KEYS or version != FORMAT or isinstance(version, bool):
        raise ValueError("other keys")
    words = [value[name] for name in ("app", "db_id", "kode", "nama", "dibuat", "sha256", "key_id", "box")]
    if not all(isinstance(word, str) for word in words) or not isinstance(value["slots"], list):
        raise TypeError("a text or a list is expected")
    if not re.fullmatch(r"[0-9a-f]{64}", value["sha256"]) or not _is_count(value["schema"]):
        raise ValueError("digest or schema")
    if not isinstance(value["counts"], dict) or not all(map(_is_count, value["counts"].values())):
        raise TypeError("counts")
    made = datetime.fromisoformat(value["dibuat"])
    if made.tzinfo is None:
        raise ValueError("a moment has an offset")
    office = Office(value["app"], value["db_id"], value["kode"], value["nama"])
    doors = {name: value[name] for name in ("key_id", "slots", "box")}
    return Header(office, made, value["schema"], value["counts"], value["sha256"], doors)


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    value = dict(pairs)
    if len(value) != len(pairs) or not all(_KEY_NAME.fullmatch(name) for name in value):
        raise ValueError("a key twice, or an odd one")
    return value


def _no_number(_text: str) -> object:
    raise ValueError("whole numbers only")


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53


def _exactly(source: IO[bytes], length: int, name: str) -> bytes:
    content = b""
    while len(content) < length:
        piece = source.read(length - len(content))
        if not piece:
            raise BackupRejected(nama=name, sebab=_("berkasnya terpotong"))
        content += piece
    return content

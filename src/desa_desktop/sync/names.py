"""What kiriman files and folders on a stick are called; for people only, the reader trusts no part of it.

Source: kiriman-format.md 3. `D-3306992001-Tursino-0041-7K2M.kirim`
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from desa_desktop.sync.container import Kind

FOLDER = "KIRIMAN"
TO_KECAMATAN = "KE-KECAMATAN"
TO_DESA = "KE-DESA"
SUFFIX = ".kirim"
LONGEST_NAME = 24
_NAMELESS = "Tanpa-Nama"
_KODE_DIGITS = 10
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_NAME = re.compile(r"[DUPMTR]-[0-9]{10}-[A-Z0-9-]{1,24}-([0-9]{4,9})-[0-9A-Z]{4}\.kirim", re.IGNORECASE)


class Letter(StrEnum):
    """The first letter of a file name."""

    DATA = "D"
    FEEDBACK = "U"  # umpan balik
    PEER = "P"  # antar laptop
    REQUEST = "M"  # pendaftaran
    GRANT = "T"  # tanda terdaftar
    RECOVERY = "R"  # umpan balik lengkap


_LETTERS = {
    Kind.DATA: Letter.DATA,
    Kind.FEEDBACK: Letter.FEEDBACK,
    Kind.PEER: Letter.PEER,
    Kind.REQUEST: Letter.REQUEST,
    Kind.GRANT: Letter.GRANT,
}


def letter_of(kind: Kind, mode: str = "pending") -> Letter:
    """The letter for a kiriman; feedback of mode `full` is a recovery."""
    return Letter.RECOVERY if kind is Kind.FEEDBACK and mode == "full" else _LETTERS[kind]


def folder_of(kind: Kind, *, is_from_kecamatan: bool) -> str:
    """The folder on a stick, `KIRIMAN/KE-KECAMATAN` or `KIRIMAN/KE-DESA`, with a slash between."""
    to_desa = kind in (Kind.FEEDBACK, Kind.GRANT) or (kind is Kind.PEER and not is_from_kecamatan)
    return f"{FOLDER}/{TO_DESA if to_desa else TO_KECAMATAN}"


def file_name(letter: Letter, kode: str, nama: str, seq: int, digest: str) -> str:
    """The name of a kiriman file. `kode` and `nama` are the village's; of a kecamatan 6 digits, filled up.

    `digest` is the kiriman digest, 64 hex digits.
    """
    return f"{letter}-{kode:0<{_KODE_DIGITS}}-{_plain(nama)}-{seq:04}-{short_mark(digest)}{SUFFIX}"


def short_mark(digest: str) -> str:
    """Four characters that tell two files of one number apart: the first 20 bits of the digest."""
    bits = int(digest[:5], 16)
    return "".join(_CROCKFORD[bits >> shift & 31] for shift in (15, 10, 5, 0))


def claimed_number(name: str) -> int | None:
    """The number that a file's name tells, None for any other name. Only a hint for a sentence: a file
    that was cut to nothing has no other.
    """
    found = _NAME.fullmatch(name)
    return int(found[1]) if found else None


def _plain(nama: str) -> str:
    spread = unicodedata.normalize("NFKD", nama)
    letters = "".join(one for one in spread if not unicodedata.combining(one))
    return re.sub(r"[^A-Za-z0-9]+", "-", letters).strip("-")[:LONGEST_NAME].strip("-") or _NAMELESS

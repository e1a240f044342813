"""Numbers that people type or read out: Nomor Kunci, Kit Pemulihan, kode terima, kode lembar.

A key becomes trusted by typing its 30 digits (kiriman-format.md 9.1); the digit at the end of each
group says at once which group was heard wrongly.
"""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Callable

import pyrage
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from desa_desktop.domain.identity import MESSAGE_PREFIX, digest
from desa_desktop.errors import DesaError
from desa_desktop.i18n import N_, _

GROUPS = 6
GROUP_LENGTH = 5
RANDOM_DIGITS = 24
_KECAMATAN_DIGITS = 6
_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_SECRET_PREFIX = "age-secret-key-"


class NomorKunciWrong(DesaError):
    """Typed digits that are not the expected ones; `kelompok` is the wrong group, or 0: not 30 digits."""

    message = N_("Kelompok ke-{i} tidak cocok. Bacakan ulang.")
    code = "K-314"
    exit_code = 5

    def __init__(self, kelompok: int) -> None:
        super().__init__(i=kelompok)
        self.kelompok = kelompok

    @property
    def sentence(self) -> str:
        """The wrong group; or, without a group, that 30 digits are needed."""
        if self.kelompok:
            return super().sentence
        return _("Nomor Kunci terdiri dari 30 angka dalam enam kelompok. Ketik ulang seluruhnya.")


def key_material(pub: bytes, age: str) -> bytes:
    """What names a laptop's pair of keys, in `kid` and in the Nomor Kunci."""
    return b"ed25519\0" + pub + b"\0" + age.encode("ascii")


def nomor_kunci(pub: bytes, age: str, kode: str) -> str:
    """The 30 digits of a key, `07002 44081 13062 90350 74010 82361`.

    `kode` is the area code of the key's office (10 digits of a desa, 6 of a kecamatan or its root); it
    salts the digits, so that one guess cannot be tried on all villages. Takes about 0.1 s and 32 MiB.
    """
    salt = MESSAGE_PREFIX + b"fp\0" + kode.encode("ascii")
    strong = Scrypt(salt=salt, length=32, n=32768, r=8, p=1).derive(key_material(pub, age))
    return with_check_digits(f"{int.from_bytes(strong, 'big') % 10**RANDOM_DIGITS:0{RANDOM_DIGITS}}")


def with_check_digits(digits: str) -> str:
    """24 digits as six groups of five, each ending in its Damm digit over (group number, 4 digits)."""
    groups = [digits[start : start + 4] for start in range(0, RANDOM_DIGITS, 4)]
    return " ".join(group + _damm(f"{place}{group}") for place, group in enumerate(groups, start=1))


def check_typed(text: str) -> str:
    """The 24 digits behind 30 typed ones; spaces and dashes do not matter.

    Raises NomorKunciWrong naming the first group that was mistyped or stands in the wrong place.
    """
    bare = re.sub(r"[\s\-]", "", text)
    if not re.fullmatch(r"[0-9]{30}", bare):
        raise NomorKunciWrong(0)
    groups = [bare[start : start + GROUP_LENGTH] for start in range(0, GROUPS * GROUP_LENGTH, GROUP_LENGTH)]
    for place, group in enumerate(groups, start=1):
        if _damm(f"{place}{group[:4]}") != group[4]:
            raise NomorKunciWrong(place)
    return "".join(group[:4] for group in groups)


def check_nomor_kunci(text: str, pub: bytes, age: str, kode: str) -> None:
    """Whether the typed digits are those of this key.

    Raises NomorKunciWrong: first by the check digits alone, then with the first group that differs.
    """
    typed = check_typed(text)
    expected = check_typed(nomor_kunci(pub, age, kode))
    if hmac.compare_digest(typed, expected):
        return
    place = next(n for n in range(GROUPS) if typed[n * 4 : n * 4 + 4] != expected[n * 4 : n * 4 + 4])
    raise NomorKunciWrong(place + 1)


def new_recovery_digits(random_below: Callable[[int], int] = secrets.randbelow) -> str:
    """30 digits for a new Kit Pemulihan, shown once and kept on paper."""
    return with_check_digits(f"{random_below(10**RANDOM_DIGITS):0{RANDOM_DIGITS}}")


def recovery_identity(text: str, kode: str) -> str:
    """The age identity behind the 30 digits of the Kit Pemulihan (kiriman-format.md 10.4).

    Raises NomorKunciWrong. Takes about 0.2 s and 64 MiB.
    """
    salt = digest("pemulihan", kode.encode("ascii"))[:16]
    strong = Argon2id(salt=salt, length=32, iterations=3, lanes=1, memory_cost=64 * 1024)
    return age_identity(strong.derive(check_typed(text).encode("ascii")))


def recovery_recipient(text: str, kode: str) -> str:
    """The public half of the Kit Pemulihan, which the laptop keeps. Raises NomorKunciWrong."""
    return str(pyrage.x25519.Identity.from_str(recovery_identity(text, kode)).to_public())


def kode_terima(salt: bytes, kiriman_digest: bytes) -> str:
    """8 digits that only a laptop that opened the kiriman can read out, `4437-0798` (14.3)."""
    number = int.from_bytes(digest("terima", salt + kiriman_digest)[:8], "big") % 10**8
    return f"{number // 10**4:04}-{number % 10**4:04}"


def kode_lembar(kiriman_digest: bytes) -> str:
    """12 digits that match a Lembar Pengantar and its file, `2097 0792 6094` (16.3)."""
    number = f"{int.from_bytes(kiriman_digest[:8], 'big') % 10**12:012}"
    return " ".join((number[:4], number[4:8], number[8:]))


def qr_text(kode: str, digits: str) -> str:
    """What the QR code beside a Nomor Kunci on paper holds: `KRM1 <kode> <30 digits>`."""
    return f"KRM1 {kode} {digits.replace(' ', '')}"


def root_salt(kode: str) -> str:
    """The 6-digit code that salts the digits of a kecamatan's root, from any code of its area."""
    return kode[:_KECAMATAN_DIGITS]


def age_identity(secret: bytes) -> str:
    """A 32-byte X25519 secret as the text `AGE-SECRET-KEY-1...` (bech32)."""
    number = int.from_bytes(secret, "big") << 4  # 256 bits are 51 groups of 5 and one bit: filled with zeros
    values = [number >> shift & 31 for shift in range(255, -5, -5)]
    expanded = [ord(letter) >> 5 for letter in _SECRET_PREFIX] + [0]
    expanded += [ord(letter) & 31 for letter in _SECRET_PREFIX]
    check = _polymod([*expanded, *values, 0, 0, 0, 0, 0, 0]) ^ 1
    values += [check >> 5 * (5 - place) & 31 for place in range(6)]
    return (_SECRET_PREFIX + "1" + "".join(_BECH32[value] for value in values)).upper()


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            if top >> place & 1:
                check ^= generator
    return check


def _damm(digits: str) -> str:
    state = "0"
    for digit in digits:
        state = _DAMM[int(state)][int(digit)]
    return state

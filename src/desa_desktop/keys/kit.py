"""The Kit Pemulihan: 30 digits on paper that open the office's data when all else is lost.

Shape of the digits: kiriman-format.md 9.1; derivation: 10.4. No cryptography is imported here before
it is needed: the first window must not wait for it (platform.md 6.3).
"""

from __future__ import annotations

import hashlib
import re
import secrets

from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _

GROUPS = 6
# fmt: off
_DAMM = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)
# fmt: on
_MEMORY_KIB, _TURNS, _LANES = 65536, 3, 1  # fixed for ever: paper cannot be recalibrated
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_CONTEXT = b"desa-kiriman:v1:"


def new_digits() -> str:
    """30 digits in six groups, `31415 59266 ...`: 24 random ones and a check digit a group."""
    parts = [f"{secrets.randbelow(10_000):04d}" for _number in range(GROUPS)]
    return " ".join(part + check_digit(number, part) for number, part in enumerate(parts, start=1))


def check_digit(group: int, four: str) -> str:
    """The Damm digit of the group's number (from 1) and its four digits."""
    state = 0
    for digit in f"{group}{four}":
        state = int(_DAMM[state][int(digit)])
    return str(state)


def typed_digits(text: str) -> str:
    """The 24 random digits of what a person typed; spaces and hyphens do not matter.

    Raises InvalidInput on the field `angka`, naming the group that does not fit.
    """
    plain = re.sub(r"[\s-]", "", text)
    if not re.fullmatch(r"[0-9]{30}", plain):
        raise InvalidInput({"angka": _("Nomor Kit Pemulihan terdiri dari 30 angka.")})
    groups = [plain[start : start + 5] for start in range(0, 30, 5)]
    for number, group in enumerate(groups, start=1):
        if check_digit(number, group[:4]) != group[4]:
            sentence = _("Kelompok ke-{i} tidak cocok. Bacakan ulang.").format(i=number)
            raise InvalidInput({"angka": sentence})
    return "".join(group[:4] for group in groups)


def recovery_identity(digits: str, kode: str) -> str:
    """The age identity (`AGE-SECRET-KEY-1...`) behind the typed digits of the office `kode`.

    Takes about a fifth of a second and 64 MiB. Raises InvalidInput as `typed_digits`.
    """
    # here, not above: the first window must not wait for cryptography
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    body = kode.encode()
    salt = hashlib.sha256(_CONTEXT + b"pemulihan\0" + len(body).to_bytes(8, "big") + body).digest()[:16]
    kdf = Argon2id(salt=salt, length=32, iterations=_TURNS, lanes=_LANES, memory_cost=_MEMORY_KIB)
    return age_identity(kdf.derive(typed_digits(digits).encode()))


def age_identity(secret: bytes) -> str:
    """32 secret bytes in age's own spelling (bech32, upper case)."""
    return _bech32("age-secret-key-", secret).upper()


def _bech32(prefix: str, data: bytes) -> str:
    values = _five_bits(data)
    spread = [ord(one) >> 5 for one in prefix] + [0] + [ord(one) & 31 for one in prefix]
    check = _polymod([*spread, *values, 0, 0, 0, 0, 0, 0]) ^ 1
    values += [check >> 5 * (5 - place) & 31 for place in range(6)]
    return prefix + "1" + "".join(_BECH32[value] for value in values)


def _five_bits(data: bytes) -> list[int]:
    bits = len(data) * 8
    padded = int.from_bytes(data, "big") << (-bits % 5)
    groups = -(-bits // 5)
    return [padded >> 5 * (groups - 1 - place) & 31 for place in range(groups)]


def _polymod(values: list[int]) -> int:
    state = 1
    for value in values:
        top = state >> 25
        state = (state & 0x1FFFFFF) << 5 ^ value
        for place, factor in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            if top >> place & 1:
                state ^= factor
    return state

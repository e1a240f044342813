"""The doors to the office's data key, each a slot of `kunci.json`, and the box behind them.

Three kinds (reliability.md 8): `berkas` opens by itself for the laptop's user, `sandi` by a password,
`pemulihan` by the Kit Pemulihan. Functions here know slots and bytes, no files. cryptography and
pyrage are imported inside the functions that need them: the first window must not wait.
"""

from __future__ import annotations

import base64
import binascii
import json
import secrets
import time
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from desa_desktop.errors import InvalidInput, KeyProblem
from desa_desktop.i18n import _
from desa_desktop.keys import dpapi
from desa_desktop.keys.kit import recovery_identity

KEY_BYTES = 32
PASSWORD_LENGTH = 8
MIB = 1024  # in KiB, the unit of Argon2id
_MOST_MEMORY, _MOST_TURNS = 1024 * MIB, 64  # a file from elsewhere must not eat the machine

Slot = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try of a password costs: memory in KiB, turns, lanes of Argon2id."""

    m_kib: int = 64 * MIB
    t: int = 3
    p: int = 1


FLOOR = Cost(19 * MIB, 2)
_FASTEST, _SLOWEST = 0.5, 1.0  # seconds that one try should take on this laptop


def calibrate() -> Cost:
    """The cost that takes this laptop between half a second and one second; once per password."""
    cost = Cost()
    for _try in range(8):
        begun = time.perf_counter()
        derive("calibration", bytes(16), cost)
        better = next_cost(cost, time.perf_counter() - begun)
        if better is None:
            break
        cost = better
    return cost


def next_cost(cost: Cost, seconds: float) -> Cost | None:
    """The cost to try after one try took `seconds`; None when it fits or cannot be lowered."""
    if seconds < _FASTEST:
        turns = min(_MOST_TURNS, max(cost.t + 1, int(cost.t * 0.75 / max(seconds, 0.01))))
        return Cost(cost.m_kib, turns, cost.p) if turns > cost.t else None
    if seconds <= _SLOWEST:
        return None
    if cost.t > FLOOR.t:
        return Cost(cost.m_kib, max(FLOOR.t, min(cost.t - 1, int(cost.t * 0.75 / seconds))), cost.p)
    if cost.m_kib > FLOOR.m_kib:
        return Cost(max(FLOOR.m_kib, int(cost.m_kib * 0.75 / seconds)), cost.t, cost.p)
    return None


def derive(password: str, salt: bytes, cost: Cost) -> bytes:
    """32 bytes of Argon2id over the password in NFC."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    text = unicodedata.normalize("NFC", password).encode()
    kdf = Argon2id(salt=salt, length=32, iterations=cost.t, lanes=cost.p, memory_cost=cost.m_kib)
    return kdf.derive(text)


def require_password(password: str) -> None:
    """Raises InvalidInput on the field `sandi` for fewer than 8 characters."""
    if len(unicodedata.normalize("NFC", password)) < PASSWORD_LENGTH:
        sentence = _("Kata sandi paling sedikit {n} huruf; boleh satu kalimat.").format(n=PASSWORD_LENGTH)
        raise InvalidInput({"sandi": sentence})


# slots


def file_slot(data_key: bytes) -> Slot:
    """The door without a lock, for the laptop's own user; wrapped for the account on Windows."""
    if dpapi.available():
        return {"dpapi": True, "key": b64(dpapi.protect(data_key)), "kind": "berkas"}
    return {"dpapi": False, "key": b64(data_key), "kind": "berkas"}


def through_file(slot: Slot) -> bytes:
    """The data key of a `berkas` slot. Raises KeyProblem in another account or when damaged."""
    key = unb64(slot.get("key"))
    if slot.get("dpapi") is True:
        try:
            key = dpapi.unprotect(key)
        except OSError as refused:
            raise KeyProblem(
                sebab=_("kuncinya milik akun lain di laptop ini"),
                tindakan=_("Masuk dengan akun yang memasang aplikasi."),
            ) from refused
    return _key(key)


def password_slot(password: str, data_key: bytes, key_id: str, cost: Cost) -> Slot:
    """The door of the kata sandi. Raises InvalidInput for a short one."""
    require_password(password)
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    head: dict[str, object] = {"kdf": "argon2id", "kind": "sandi", "salt": b64(salt), **asdict(cost)}
    box = seal(derive(password, salt, cost), nonce, data_key, _slot_head(head, key_id))
    return head | {"nonce": b64(nonce), "box": b64(box)}


def through_password(slot: Slot, password: str, key_id: str) -> bytes:
    """The data key behind the password. Raises KeyProblem (exit 12) for a wrong one."""
    numbers = [slot.get(name) for name in ("m_kib", "t", "p")]
    if slot.get("kdf") != "argon2id" or not all(isinstance(one, int) and one > 0 for one in numbers):
        raise damaged()
    cost = Cost(*(int(str(one)) for one in numbers))
    if cost.m_kib > _MOST_MEMORY or cost.t > _MOST_TURNS or cost.p > 16 or cost.m_kib < 8 * cost.p:
        raise damaged()
    head = {name: value for name, value in slot.items() if name not in ("nonce", "box")}
    secret = derive(password, unb64(slot.get("salt")), cost)
    opened = unseal(secret, unb64(slot.get("nonce")), unb64(slot.get("box")), _slot_head(head, key_id))
    if opened is None:
        raise KeyProblem(
            sebab=_("kata sandi salah"), tindakan=_("Ketik lagi; huruf besar dan kecil dibedakan.")
        ) from None
    return _key(opened)


def recovery_slot(digits: str, kode: str, data_key: bytes) -> Slot:
    """The door of the Kit Pemulihan. Raises InvalidInput for digits that do not fit."""
    import pyrage

    recipient = pyrage.x25519.Identity.from_str(recovery_identity(digits, kode)).to_public()
    # the code salts the digits and may be corrected later, so the slot remembers the one it was made with
    return _recovery(str(recipient), kode, data_key)


def renewed_recovery_slot(slot: Slot, data_key: bytes) -> Slot:
    """The same door for a new data key: the public half suffices, nobody types the digits again."""
    return _recovery(_text(slot.get("age")), _text(slot.get("kode")), data_key)


def _recovery(recipient: str, kode: str, data_key: bytes) -> Slot:
    import pyrage

    box = pyrage.encrypt(data_key, [pyrage.x25519.Recipient.from_str(recipient)])
    return {"age": recipient, "box": b64(box), "kind": "pemulihan", "kode": kode}


def through_recovery(slot: Slot, digits: str) -> bytes:
    """The data key behind the 30 digits. Raises InvalidInput (a group) or KeyProblem (another kit)."""
    import pyrage

    identity = pyrage.x25519.Identity.from_str(recovery_identity(digits, _text(slot.get("kode"))))
    try:
        return _key(pyrage.decrypt(unb64(slot.get("box")), [identity]))
    except pyrage.DecryptError as wrong:
        raise KeyProblem(
            sebab=_("nomor Kit Pemulihan ini bukan untuk data ini"),
            tindakan=_("Periksa lembar Kit Pemulihan lain di lemari besi desa."),
        ) from wrong


# sealing, and the box with the laptop's own keys


def seal(key: bytes, nonce: bytes, content: bytes, head: bytes) -> bytes:
    """ChaCha20-Poly1305; `head` is bound to the content but not hidden."""
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    return ChaCha20Poly1305(key).encrypt(nonce, content, head)


def unseal(key: bytes, nonce: bytes, box: bytes, head: bytes) -> bytes | None:
    """The content, or None when key, content or head are not those it was sealed with."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    if len(nonce) != 12:
        raise damaged()
    try:
        return ChaCha20Poly1305(key).decrypt(nonce, box, head)
    except InvalidTag:
        return None


def _slot_head(head: Slot, key_id: str) -> bytes:
    return canonical({"key_id": key_id, "slot": dict(head), "v": 1})


def canonical(value: object) -> bytes:
    """JSON in its one spelling (kiriman-format.md 4)."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def b64(content: bytes) -> str:
    """URL-safe base64 without padding."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def unb64(value: object) -> bytes:
    """The bytes behind `b64`. Raises KeyProblem for anything else."""
    text = _text(value)
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as failure:
        raise damaged() from failure


def damaged() -> KeyProblem:
    """The failure for a key file that nobody of ours wrote like this."""
    return KeyProblem(
        sebab=_("berkas kunci rusak"),
        tindakan=_("Pulihkan dari cadangan dengan 30 angka Kit Pemulihan."),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise damaged()
    return value


def _key(key: bytes) -> bytes:
    if len(key) != KEY_BYTES:
        raise damaged()
    return key

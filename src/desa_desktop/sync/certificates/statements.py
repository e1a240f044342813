"""Signed statements of offices about keys: certificates and revocations, as `b64url(body).b64url(signature)`.

A certificate says which office a laptop's keys belong to and in which role; the role decides everything
(kiriman-format.md 9.2). Nothing in it is believed before its signature and its kid were computed again.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from uuid import UUID

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from desa_desktop.domain.identity import message, office_uid
from desa_desktop.sync import strict_json
from desa_desktop.sync.certificates.digits import key_material
from desa_desktop.sync.certificates.points import is_good_point
from desa_desktop.sync.rejection import Code, KirimanRejected

HEX_32 = re.compile(r"[0-9a-f]{32}")
HEX_64 = re.compile(r"[0-9a-f]{64}")
UUID_TEXT = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[78][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_WIDEST_CLOCKS = timedelta(days=2)  # between two offsets of less than a day each
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}")
_AGE = re.compile(r"age1[02-9ac-hj-np-z]{58}")
_LONGEST_LABEL = 200
_DIGITS = re.compile(r"[0-9]+")
_CERTIFICATE_KEYS = frozenset({"age", "issuer", "kid", "kode", "label", "no", "pub", "role", "uid", "v"})
_REVOCATION_KEYS = frozenset({"alasan", "issuer", "kid", "last_no", "no", "pada", "v"})


class Role(StrEnum):
    """What a key may do."""

    AKAR = "akar"
    KECAMATAN = "kecamatan"
    PENDAMPING = "pendamping"
    DESA = "desa"


class Alasan(StrEnum):
    """Why a key was revoked."""

    HILANG = "hilang"
    DICURI = "dicuri"
    DIGANTI = "diganti"
    KELUAR = "keluar"


MAY_ISSUE: dict[Role, frozenset[Role]] = {
    Role.AKAR: frozenset({Role.KECAMATAN, Role.PENDAMPING, Role.DESA}),
    Role.KECAMATAN: frozenset({Role.PENDAMPING, Role.DESA}),
    Role.PENDAMPING: frozenset(),
    Role.DESA: frozenset(),
}


@dataclass(frozen=True)
class Keys:
    """A laptop's (or a root's) own keys: Ed25519 `seed` (32 bytes) and age identity; never in the clear."""

    seed: bytes
    age_secret: str

    def __repr__(self) -> str:
        return f"Keys({self.kid})"  # a secret must not slip into a log

    @cached_property
    def pub(self) -> bytes:
        """The Ed25519 public key, 32 bytes."""
        return self._private.public_key().public_bytes_raw()

    @cached_property
    def age(self) -> str:
        """The age recipient, `age1...`."""
        return str(pyrage.x25519.Identity.from_str(self.age_secret).to_public())

    @cached_property
    def kid(self) -> str:
        """The name of this pair of keys, 32 hex digits."""
        return kid_of(self.pub, self.age)

    @cached_property
    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    def sign(self, context: str, body: bytes) -> bytes:
        """The signature (64 bytes) over `body` in its context."""
        return self._private.sign(message(context, body))


@dataclass(frozen=True, slots=True)
class Certificate:
    """Whose key `kid` is. `text` is the compact signed form as it came; only it is passed on."""

    age: str
    issuer: str
    kid: str
    kode: str
    label: str
    no: int
    pub: bytes
    role: Role
    uid: str
    text: str

    @property
    def is_self_issued(self) -> bool:
        """Whether the key made this certificate for itself: a root, or a request."""
        return self.issuer == self.kid


@dataclass(frozen=True, slots=True)
class Revocation:
    """That a key is not to be trusted any more; what it issued above `last_no` is void too."""

    alasan: Alasan
    issuer: str
    kid: str
    last_no: int
    no: int
    pada: str
    text: str


def new_keys() -> Keys:
    """Fresh random keys for a laptop or a root."""
    seed = Ed25519PrivateKey.generate().private_bytes_raw()
    return Keys(seed, str(pyrage.x25519.Identity.generate()))


def kid_of(pub: bytes, age: str) -> str:
    """The name of a pair of public keys, recomputed wherever one is met (kiriman-format.md 9)."""
    return hashlib.sha256(message("kid", key_material(pub, age))).hexdigest()[:32]


def is_signed(pub: bytes, context: str, body: bytes, signature: bytes) -> bool:
    """Whether `signature` over `body` in its context is by the key `pub`."""
    try:
        Ed25519PublicKey.from_public_bytes(pub).verify(signature, message(context, body))
    except (InvalidSignature, ValueError):
        return False
    return True


def is_moment(text: object) -> bool:
    """Whether `text` is a moment as the format writes it: `2026-11-20T10:15:00+07:00`.

    The first and last days of the calendar hold none: on another clock they would lie outside it.
    """
    if not isinstance(text, str) or not _MOMENT.fullmatch(text):
        return False
    try:
        day = datetime.fromisoformat(text).date()
    except ValueError:
        return False
    return date.min + _WIDEST_CLOCKS < day < date.max - _WIDEST_CLOCKS


def matches(pattern: re.Pattern[str], value: object) -> bool:
    """Whether `value` is a text that `pattern` describes wholly."""
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def make_root(keys: Keys, kode: str, label: str) -> Certificate:
    """The certificate of a kecamatan's root: self-issued, number 0; `kode` has 6 digits."""
    return _make(keys, keys, Role.AKAR, kode, str(office_uid(kode)), label, 0)


def make_request_certificate(keys: Keys, role: Role, kode: str, label: str) -> Certificate:
    """The certificate a laptop issues for itself to ask for enrolment: number 0."""
    return _make(keys, keys, role, kode, str(office_uid(kode)), label, 0)


def issue_certificate(
    issuer: Keys, issuer_certificate: Certificate, request: Certificate, *, uid: str, no: int
) -> Certificate:
    """A certificate for the key of `request`, after its Nomor Kunci was typed.

    `uid` is the office's name from the kecamatan's own list, `no` the issuer's next number (from 1).
    Raises KirimanRejected (E_CERT, E_SCOPE) when the issuer may not issue it or the key is weak.
    """
    if not is_good_point(request.pub):
        raise KirimanRejected(Code.E_CERT)
    made = _make(issuer, request, request.role, request.kode, uid, request.label, no)
    check_link(made, issuer_certificate)
    return made


def revoke(issuer: Keys, kid: str, alasan: Alasan, *, last_no: int, no: int, pada: str) -> Revocation:
    """A signed revocation of the key `kid`; `pada` is a moment, `no` the issuer's next number."""
    body = strict_json.encode(
        {
            "alasan": alasan.value,
            "issuer": issuer.kid,
            "kid": kid,
            "last_no": last_no,
            "no": no,
            "pada": pada,
            "v": 1,
        }
    )
    return read_revocation(_compact(body, issuer.sign("cabut", body)))


def read_certificate(text: str) -> Certificate:
    """The certificate written in `text`: form, kid and code length checked, signature not yet.

    Raises KirimanRejected (E_CERT).
    """
    body, _signature = split(text)
    fields = _object(body, _CERTIFICATE_KEYS)
    role, kode, age, label = fields["role"], fields["kode"], fields["age"], fields["label"]
    pub = _unbase64(fields["pub"])
    good = (
        role in list(Role)
        and matches(_DIGITS, kode)
        and len(str(kode)) == (10 if role == Role.DESA else 6)
        and isinstance(label, str)
        and len(label) <= _LONGEST_LABEL
        and strict_json.is_integer(fields["no"])
        and matches(HEX_32, fields["issuer"])
        and matches(UUID_TEXT, fields["uid"])
        and len(pub) == 32
        and is_recipient(age)
        and fields["kid"] == kid_of(pub, str(age))
    )
    if not good:
        raise KirimanRejected(Code.E_CERT)
    return Certificate(
        age=str(age),
        issuer=str(fields["issuer"]),
        kid=str(fields["kid"]),
        kode=str(kode),
        label=str(label),
        no=int(str(fields["no"])),
        pub=pub,
        role=Role(str(role)),
        uid=str(fields["uid"]),
        text=text,
    )


def read_revocation(text: str) -> Revocation:
    """The revocation written in `text`; signature not yet checked. Raises KirimanRejected (E_CERT)."""
    body, _signature = split(text)
    fields = _object(body, _REVOCATION_KEYS)
    good = (
        fields["alasan"] in list(Alasan)
        and matches(HEX_32, fields["issuer"])
        and matches(HEX_32, fields["kid"])
        and strict_json.is_integer(fields["last_no"])
        and strict_json.is_integer(fields["no"])
        and is_moment(fields["pada"])
    )
    if not good:
        raise KirimanRejected(Code.E_CERT)
    return Revocation(
        alasan=Alasan(str(fields["alasan"])),
        issuer=str(fields["issuer"]),
        kid=str(fields["kid"]),
        last_no=int(str(fields["last_no"])),
        no=int(str(fields["no"])),
        pada=str(fields["pada"]),
        text=text,
    )


def check_link(certificate: Certificate, issuer: Certificate) -> None:
    """Whether `issuer` could issue and did issue `certificate`.

    Order of the format: role, kid, signature (E_CERT), then area and office (E_SCOPE).
    Raises KirimanRejected.
    """
    if certificate.role not in MAY_ISSUE[issuer.role] or certificate.issuer != issuer.kid:
        raise KirimanRejected(Code.E_CERT)
    check_own_signature(certificate, issuer.pub)
    same_area = certificate.kode[:6] == issuer.kode[:6]
    same_office = certificate.role is Role.DESA or certificate.uid == issuer.uid
    if not (same_area and same_office):
        raise KirimanRejected(Code.E_SCOPE)


def check_own_signature(statement: Certificate | Revocation, pub: bytes) -> None:
    """Whether the statement is signed by `pub`. Raises KirimanRejected (E_CERT)."""
    body, signature = split(statement.text)
    context = "cert" if isinstance(statement, Certificate) else "cabut"
    if not is_signed(pub, context, body, signature):
        raise KirimanRejected(Code.E_CERT)


def is_recipient(age: object) -> bool:
    """Whether `age` is an X25519 recipient; nothing else may ever reach the age library."""
    if not matches(_AGE, age):
        return False
    try:
        pyrage.x25519.Recipient.from_str(str(age))
    except pyrage.RecipientError:
        return False
    return True


def split(text: str) -> tuple[bytes, bytes]:
    """Body and signature (64 bytes) of a compact statement. Raises KirimanRejected (E_CERT)."""
    parts = text.split(".")
    if len(parts) != 2:
        raise KirimanRejected(Code.E_CERT)
    body, signature = _unbase64(parts[0]), _unbase64(parts[1])
    if len(signature) != 64:
        raise KirimanRejected(Code.E_CERT)
    return body, signature


def _make(
    issuer: Keys, subject: Keys | Certificate, role: Role, kode: str, uid: str, label: str, no: int
) -> Certificate:
    body = strict_json.encode(
        {
            "age": subject.age,
            "issuer": issuer.kid,
            "kid": subject.kid,
            "kode": kode,
            "label": label,
            "no": no,
            "pub": _base64(subject.pub),
            "role": role.value,
            "uid": str(UUID(uid)),
            "v": 1,
        }
    )
    return read_certificate(_compact(body, issuer.sign("cert", body)))


def _object(body: bytes, keys: frozenset[str]) -> strict_json.Object:
    try:
        fields = strict_json.decode_object(body)
    except strict_json.NotStrict as failure:
        raise KirimanRejected(Code.E_CERT) from failure
    if fields.keys() != keys or not strict_json.is_integer(fields["v"], 1) or fields["v"] != 1:
        raise KirimanRejected(Code.E_CERT)
    return fields


def _compact(body: bytes, signature: bytes) -> str:
    return f"{_base64(body)}.{_base64(signature)}"


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def _unbase64(text: object) -> bytes:
    # Only the one canonical spelling: the library alone would skip foreign letters and loose bits.
    if not isinstance(text, str) or not text.isascii():
        raise KirimanRejected(Code.E_CERT)
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError) as failure:
        raise KirimanRejected(Code.E_CERT) from failure
    if _base64(data) != text:
        raise KirimanRejected(Code.E_CERT)
    return data

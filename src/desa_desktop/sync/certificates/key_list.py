"""Daftar Kunci: the set of signed statements that only grows, and who is trusted because of it.

Every store keeps every statement it ever saw; what it trusts is computed from their union, so neither
order nor repetition nor an old list played again can take anything away (kiriman-format.md 9.3).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from desa_desktop.sync.certificates.points import is_good_point
from desa_desktop.sync.certificates.statements import (
    Alasan,
    Certificate,
    Revocation,
    Role,
    check_link,
    check_own_signature,
    read_certificate,
    read_revocation,
)
from desa_desktop.sync.rejection import Code, KirimanRejected

_REVOCABLE_BY_KECAMATAN = frozenset({Role.DESA, Role.PENDAMPING})


@dataclass(frozen=True, slots=True)
class Revoked:
    """What is known of a revoked key: statements it issued above `last_no` are void, as it is itself."""

    last_no: int
    alasan: Alasan = Alasan.HILANG
    is_by_root: bool = True

    def stops(self, certificate: Certificate) -> bool:
        """Whether this revocation reaches the holder of `certificate`."""
        return self.is_by_root or certificate.role in _REVOCABLE_BY_KECAMATAN


@dataclass(frozen=True, slots=True)
class Trust:
    """Who may be believed: certificates of active keys by kid, and the revoked kids."""

    active: Mapping[str, Certificate] = field(default_factory=dict)
    revoked: Mapping[str, Revoked] = field(default_factory=dict)

    def active_of(self, uid: str) -> tuple[Certificate, ...]:
        """The active laptops of one office, by kid."""
        return tuple(one for kid, one in sorted(self.active.items()) if one.uid == uid)

    def active_in_role(self, role: Role) -> tuple[Certificate, ...]:
        """The active laptops of one role, by kid."""
        return tuple(one for kid, one in sorted(self.active.items()) if one.role is role)


def compute_trust(root: Certificate, certificates: Iterable[str], revocations: Iterable[str]) -> Trust:
    """Who is trusted under `root`, from all compact statements ever seen; bad ones count as absent."""
    known = _read_certificates(certificates)
    cabut = _read_revocations(revocations)
    by_root = [one for one in cabut if one.issuer == root.kid and _is_by(one, root)]
    revoked = _collect(by_root, is_by_root=True)
    assistants = {one.kid: one for one in known if one.role is Role.KECAMATAN and _holds(one, root, revoked)}
    holding = [
        one
        for one in known
        if (issuer := root if one.issuer == root.kid else assistants.get(one.issuer)) is not None
        and _holds(one, issuer, revoked)
    ]
    roles = {one.kid: one.role for one in holding} | {root.kid: Role.AKAR}
    by_assistants = [
        one
        for one in cabut
        if (issuer := assistants.get(one.issuer)) is not None
        and one.no <= _last_no(issuer, revoked)
        and roles.get(one.kid, Role.DESA) in _REVOCABLE_BY_KECAMATAN
        and _is_by(one, issuer)
    ]
    revoked = _collect(by_assistants, is_by_root=False) | revoked
    active: dict[str, Certificate] = {}
    for one in sorted(holding, key=lambda each: (each.no, each.text)):  # the latest certificate of a key
        if one.kid not in revoked:
            active[one.kid] = one
    return Trust(active, revoked)


def statements_of(isi: Mapping[str, object]) -> tuple[list[str], list[str]]:
    """Certificates and revocations in the `isi` of a dokumen `daftar-kunci`; anything else is skipped."""

    def texts(name: str) -> list[str]:
        found = isi.get(name)
        return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []

    return texts("sertifikat"), texts("cabut")


def make_isi(certificates: Iterable[str], revocations: Iterable[str]) -> dict[str, object]:
    """The `isi` of a dokumen `daftar-kunci`: both lists sorted, each statement once."""
    return {"cabut": sorted(set(revocations)), "sertifikat": sorted(set(certificates))}


def check_chain(
    chain: Sequence[Certificate],
    root: Certificate | None,
    revoked: Mapping[str, Revoked],
    latihan_roots: frozenset[str] = frozenset(),
) -> None:
    """Whether the sender's certificates (leaf first) end in the pinned root, and none was revoked.

    Raises KirimanRejected: E_CERT, E_SCOPE, E_REVOKED leaf upwards, then E_UNKNOWN_SENDER, or K-313 when
    they end in a root of Mode Latihan that is not pinned here.
    """
    for certificate, issuer in pairwise(chain):
        check_one_link(certificate, issuer, revoked, is_leaf=certificate is chain[0])
    last = chain[-1]
    if root is None or last.issuer != root.kid:
        raise unknown_sender(last, latihan_roots)
    check_one_link(last, root, revoked, is_leaf=len(chain) == 1)


def unknown_sender(last: Certificate, latihan_roots: frozenset[str]) -> KirimanRejected:
    """The failure for a chain that ends in no root we pinned."""
    is_latihan = last.issuer in latihan_roots
    return KirimanRejected(Code.K_313 if is_latihan else Code.E_UNKNOWN_SENDER)


def check_one_link(
    certificate: Certificate, issuer: Certificate, revoked: Mapping[str, Revoked], *, is_leaf: bool
) -> None:
    """One link of a chain with its revocations. Raises KirimanRejected (E_CERT, E_SCOPE, E_REVOKED)."""
    check_link(certificate, issuer)
    own = revoked.get(certificate.kid) if is_leaf else None
    if own is not None and own.stops(certificate):
        raise KirimanRejected(Code.E_REVOKED, alasan=own.alasan.value)
    of_issuer = revoked.get(issuer.kid)
    if of_issuer is not None and of_issuer.stops(issuer) and certificate.no > of_issuer.last_no:
        raise KirimanRejected(Code.E_REVOKED, alasan=of_issuer.alasan.value)


def check_root(certificate: Certificate) -> None:
    """Whether this is a root's own certificate: role akar, self-issued, a good point, its own signature.

    Raises KirimanRejected (E_CERT). Whether it is the root one means, only the typed digits can say.
    """
    if certificate.role is not Role.AKAR or not certificate.is_self_issued:
        raise KirimanRejected(Code.E_CERT)
    _check_self(certificate)


def check_request(certificate: Certificate) -> None:
    """Whether a laptop asks for itself: self-issued, number 0, not a root, a good point, its own signature.

    Raises KirimanRejected (E_CERT).
    """
    if not certificate.is_self_issued or certificate.no != 0 or certificate.role is Role.AKAR:
        raise KirimanRejected(Code.E_CERT)
    _check_self(certificate)


def _check_self(certificate: Certificate) -> None:
    if not is_good_point(certificate.pub):
        raise KirimanRejected(Code.E_CERT)
    check_own_signature(certificate, certificate.pub)


def _holds(certificate: Certificate, issuer: Certificate, revoked: Mapping[str, Revoked]) -> bool:
    try:
        check_link(certificate, issuer)
    except KirimanRejected:
        return False
    return certificate.no <= _last_no(issuer, revoked)


def _last_no(issuer: Certificate, revoked: Mapping[str, Revoked]) -> float:
    known = revoked.get(issuer.kid)
    return known.last_no if known is not None and known.stops(issuer) else float("inf")


def _is_by(statement: Revocation, issuer: Certificate) -> bool:
    try:
        check_own_signature(statement, issuer.pub)
    except KirimanRejected:
        return False
    return True


def _collect(cabut: Iterable[Revocation], *, is_by_root: bool) -> dict[str, Revoked]:
    # Of several revocations of one key the strictest counts, so that their order cannot matter.
    found: dict[str, Revoked] = {}
    for one in sorted(cabut, key=lambda each: (each.last_no, each.no, each.text)):
        found.setdefault(one.kid, Revoked(one.last_no, one.alasan, is_by_root))
    return found


def _read_certificates(texts: Iterable[str]) -> list[Certificate]:
    found = []
    for text in sorted(set(texts)):
        try:
            found.append(read_certificate(text))
        except KirimanRejected:
            continue  # rubbish in a list counts as absent (9.3)
    return found


def _read_revocations(texts: Iterable[str]) -> list[Revocation]:
    found = []
    for text in sorted(set(texts)):
        try:
            found.append(read_revocation(text))
        except KirimanRejected:
            continue  # as above
    return found

"""What this store holds, as the exchange sees it: dokumen with their tips, what partners said they hold.

The decisions are `sync.travel`'s; here the archive is read for them (kiriman-format.md 12.4, 14.1).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from desa_desktop.domain.dokumen import Pihak, find_jenis
from desa_desktop.services import dokumen
from desa_desktop.services.exchange.trust import Circle
from desa_desktop.store import archive
from desa_desktop.store.unit import Unit
from desa_desktop.sync.certificates import Certificate, Role
from desa_desktop.sync.container import Kind
from desa_desktop.sync.history import Shelf
from desa_desktop.sync.numbers import ChainKey, Ledger, Numbered, Replaced
from desa_desktop.sync.snapshots import read_snapshot
from desa_desktop.sync.travel import Audience, Stored, Tip, addressees_of, counted_statements

MOST_SEEN = 32
BERNOMOR = frozenset({Kind.DATA.value, Kind.FEEDBACK.value, Kind.PEER.value, Kind.GRANT.value})


def stored_dokumen(unit: Unit) -> list[Stored]:
    """Every dokumen of the archive with its tips; those of the kecamatan with their addressees."""
    shelves = dokumen.all_shelves(unit)
    rows = [one for one in archive.all_dokumen(unit) if one.id in shelves and shelves[one.id].tips]
    addressed = _addressees(unit, [(one.jenis, shelves[one.id]) for one in rows])
    found: list[Stored] = []
    for one in rows:
        shelf = shelves[one.id]
        tips = [Tip(tip, shelf.held[tip].status, addressed.get(tip, frozenset())) for tip in shelf.tips]
        found.append(Stored(str(one.id), one.jenis, str(one.pemilik), tuple(tips)))
    return found


def _addressees(unit: Unit, shelves: Iterable[tuple[str, Shelf]]) -> dict[str, frozenset[str]]:
    asked: list[str] = []
    for jenis, shelf in shelves:
        known = find_jenis(jenis)
        if known is None or known.pihak is Pihak.KECAMATAN:
            asked += shelf.tips
    found: dict[str, frozenset[str]] = {}
    for start in range(0, len(asked), 400):
        for row in archive.snapshots_of(unit, digests=asked[start : start + 400]):
            found[row.digest] = addressees_of(read_snapshot(row.isi).isi)
    return found


def audience_of(circle: Circle, addressee_uid: str) -> Audience:
    """From us to that office: between kecamatan and village, or to the other laptops of our own."""
    kind = Kind.DATA if circle.is_desa else Kind.FEEDBACK
    if addressee_uid == str(circle.uid):
        kind = Kind.PEER
    village = str(circle.uid) if circle.is_desa else addressee_uid
    return Audience(kind, circle.role, str(circle.uid), addressee_uid, circle.asks.get(village, frozenset()))


def laptops_of(circle: Circle, addressee_uid: str) -> tuple[Certificate, ...]:
    """The active laptops that open what we send to that office; of our own all but this one."""
    if addressee_uid == str(circle.uid):
        own = circle.own.kid if circle.own is not None else ""
        return tuple(one for one in circle.trust.active_of(addressee_uid) if one.kid != own)
    if circle.is_desa:
        return circle.trust.active_in_role(Role.KECAMATAN)
    return tuple(one for one in circle.trust.active_of(addressee_uid) if one.role is Role.DESA)


def partner_statements(
    unit: Unit, circle: Circle, addressee_uid: str, at: datetime
) -> dict[str, frozenset[str]]:
    """What each laptop of the addressee said it holds, as far as it counts.

    One that never said anything holds nothing since its certificate is known, and is silent since then too.
    """
    kids = [one.kid for one in laptops_of(circle, addressee_uid)]
    newest: dict[str, tuple[datetime, frozenset[str]]] = {}
    for certificate in archive.statements(unit):  # the oldest first
        newest.setdefault(certificate.kid, (certificate.pada, frozenset()))
    newest |= {one.kid: (one.pada, frozenset(one.digest)) for one in archive.held_statements(unit)}
    return counted_statements(kids, newest, kind=audience_of(circle, addressee_uid).kind, at=at)


def numbered_of(row: archive.LedgerRow) -> Numbered:
    """A ledger row as `sync.numbers` judges from."""
    key = ChainKey(row.kid, row.jenis, row.chain)
    return Numbered(key, row.seq, row.prev, row.digest, replaced_of(row.replaces))


def replaced_of(value: Mapping[str, Any] | None) -> Replaced | None:
    """A stored `replaces`, read."""
    return Replaced(value["chain"], value["seq"], value["reason"]) if value else None


def ledger_of(unit: Unit) -> Ledger:
    """All accepted numbers; chains with an undecided double number are blocked."""
    blocked = [
        ChainKey(one.pengirim["kid"], one.pengirim["jenis"], one.pengirim["chain"])
        for one in archive.inbox(unit, kode="D_FORK")
        if one.tempat == "karantina" and not one.alasan
    ]
    return Ledger.of((numbered_of(row) for row in archive.ledger(unit)), blocked)


def seen_of(unit: Unit, kids: Iterable[str]) -> dict[str, int]:
    """Per chain of these laptops the last number accepted, the newest 32 chains."""
    wanted = set(kids)
    seen: dict[str, int] = {}
    for row in archive.ledger(unit):  # oldest first
        if row.kid in wanted and row.jenis in BERNOMOR:
            highest = max(row.seq, seen.pop(row.chain, 0))
            seen[row.chain] = highest
    return dict(list(seen.items())[-MOST_SEEN:])


def last_from(unit: Unit, kids: Iterable[str]) -> archive.LedgerRow | None:
    """The newest accepted kiriman of these laptops, grants aside; None before the first."""
    wanted = set(kids)
    rows = [one for one in archive.ledger(unit) if one.kid in wanted and one.jenis != Kind.GRANT.value]
    return rows[-1] if rows else None

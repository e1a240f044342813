"""Who may bring which dokumen: a village only its own, and nothing that must stay in an office.

Source: kiriman-format.md 12.6. One wrong dokumen refuses the whole kiriman (E_DOC_SCOPE).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desa_desktop.domain.dokumen import Kelas, Pihak, class_of, find_jenis
from desa_desktop.sync.certificates.statements import Certificate, Role
from desa_desktop.sync.container import Kind
from desa_desktop.sync.rejection import Code, KirimanRejected
from desa_desktop.sync.snapshots import Descent

_OFFICE_ROLES = frozenset({Role.KECAMATAN, Role.PENDAMPING})


@dataclass(frozen=True, slots=True)
class Meeting:
    """Who sends what to whom: the facts the rules of 12.6 need.

    `own`: uids whose dokumen the reader may be given back. `asks`: per village uid the `agregat` jenis
    that were asked for and agreed. `owners`: uid and jenis of each known dokumen id.
    """

    kind: Kind
    sender: Certificate
    reader_uid: str
    own: frozenset[str]
    asks: Mapping[str, frozenset[str]] = field(default_factory=dict)
    owners: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def check_owner(snapshot: Descent, meeting: Meeting) -> None:
    """Whether the sender may bring this snapshot to the reader. Raises KirimanRejected (E_DOC_SCOPE)."""
    known = meeting.owners.get(snapshot.id)
    allowed = (
        _may_own(snapshot, meeting)
        and _is_of_its_side(snapshot, meeting)
        and _may_leave(snapshot, meeting)
        and (known is None or known == (snapshot.pemilik, snapshot.jenis))
    )
    if not allowed:
        raise KirimanRejected(Code.E_DOC_SCOPE, a=meeting.sender.kode, jenis=snapshot.jenis)


def _may_own(snapshot: Descent, meeting: Meeting) -> bool:
    sender = meeting.sender
    if meeting.kind in (Kind.FEEDBACK, Kind.GRANT):
        return snapshot.pemilik == sender.uid or snapshot.pemilik in meeting.own
    if meeting.kind is Kind.PEER:
        # Laptops of one office; those of a kecamatan also pass on what villages sent it.
        return sender.uid == meeting.reader_uid and (
            sender.role is Role.KECAMATAN or snapshot.pemilik == sender.uid
        )
    return snapshot.pemilik == sender.uid


def _is_of_its_side(snapshot: Descent, meeting: Meeting) -> bool:
    jenis = find_jenis(snapshot.jenis)
    if meeting.sender.role is Role.PENDAMPING and (jenis is None or not jenis.is_pendamping):
        return False
    if jenis is None:
        return True  # of a newer program: kept and named
    is_office = meeting.sender.role in _OFFICE_ROLES and snapshot.pemilik == meeting.sender.uid
    return jenis.pihak is (Pihak.KECAMATAN if is_office else Pihak.DESA)


def _may_leave(snapshot: Descent, meeting: Meeting) -> bool:
    kelas = class_of(snapshot.jenis)
    if kelas is Kelas.LOKAL:
        return meeting.kind is Kind.PEER and snapshot.pemilik == meeting.reader_uid
    if kelas is Kelas.AGREGAT:
        asked = meeting.asks.get(snapshot.pemilik, frozenset())
        return snapshot.pemilik in meeting.own or snapshot.jenis in asked
    return True

"""What of residents never leaves the village, between its own laptops: photos, contacts, places, notes.

The companion `penduduk-lokal` of the register (kiriman-format.md 12.6): the fields that the register itself
leaves out, per person and family, only those that say something. Photos travel as attachments.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from desa_desktop.domain import lampiran
from desa_desktop.domain.dokumen import LOKAL_SUFFIX, StatusDokumen, dokumen_id
from desa_desktop.domain.izin import PENDUDUK
from desa_desktop.domain.penduduk.dokumen import LISTS, find_wrong_lokal
from desa_desktop.domain.sebutan import field_name, jenis_name
from desa_desktop.services import dokumen
from desa_desktop.services.exchange import register
from desa_desktop.store import archive
from desa_desktop.store import register as rows
from desa_desktop.store.unit import Unit
from desa_desktop.sync.snapshots import Snapshot, tidy_isi

JENIS = f"{PENDUDUK}{LOKAL_SUFFIX}"


def key_of(pemilik: UUID | str) -> UUID:
    """The id of the companion of a village's register."""
    return dokumen_id(pemilik, JENIS, str(register.key_of(pemilik)))


def freeze(unit: Unit, uid: UUID, *, kid: str, at: datetime) -> Snapshot | None:
    """Make the companion a snapshot if it says something else than its head; the new one, else None.

    It goes where the register goes: without one that travels there is none. A forked one makes none.
    """
    key, main = key_of(uid), dokumen.shelf_of(unit, register.key_of(uid))
    shelf = dokumen.shelf_of(unit, key)
    if shelf.is_bercabang or not main.heads:
        return None
    parents = [shelf.held[one] for one in shelf.heads]
    isi: dict[str, Any] = dict(rows.read_lokal(unit, uid))
    if not parents and not any(isi.values()):
        return None
    if parents:
        head = dokumen.content_of(unit, parents[0].digest)
        if main.is_bercabang:  # people of the other laptop are not in our tables yet
            isi = {name: [*isi[name], *_others(head, isi, name)] for name in isi}
    isi = lampiran.mark(JENIS, {**isi, "induk": str(register.key_of(uid))})
    if parents and tidy_isi(isi) == head.isi:
        archive.tables_hold(unit, key, head.digest)
        return None
    made = dokumen.write_snapshot(unit, key, JENIS, uid, StatusDokumen.DISAHKAN, isi, parents, kid=kid, at=at)
    register.forget_content(unit, key, keep=made.parents)
    return made


def _others(head: Snapshot, isi: Mapping[str, Any], name: str) -> Iterable[Any]:
    known = {one["id"] for one in isi[name]}
    listed = head.isi.get(name)
    return [one for one in listed if one["id"] not in known] if isinstance(listed, list) else []


def freeze_touched(unit: Unit, uid: UUID, coming: Iterable[Snapshot], *, kid: str, at: datetime) -> None:
    """The companion before a kiriman brings it or its register (12.5 d)."""
    if any(one.jenis == JENIS for one in coming):
        freeze(unit, uid, kid=kid, at=at)


def settle(unit: Unit, key: UUID, pemilik: UUID, target: str) -> None:
    """Put these fields where our own register holds the people. Raises InvalidInput."""
    snapshot = dokumen.content_of(unit, target)
    if not snapshot.is_readable or snapshot.status is StatusDokumen.DICABUT:
        return
    row = archive.find_dokumen(unit, key)
    rows.put_lokal(unit, pemilik, lampiran.unmark(JENIS, snapshot.isi))
    register.forget_content(unit, key, keep=(row.digest_tabel if row is not None else None,))
    archive.tables_hold(unit, key, target)


def find_faults(snapshot: Snapshot) -> list[str]:
    """Why this content can be no companion (E_ISI), a sentence each and without a person's value."""
    title = jenis_name(JENIS)
    induk = str(register.key_of(snapshot.pemilik))
    if snapshot.isi.get("induk") != induk or str(key_of(snapshot.pemilik)) != snapshot.id:
        return [f"{title} /induk"]
    found = find_wrong_lokal({name: snapshot.isi.get(name) for name in LISTS})
    return [f"{title} /{daftar}: {field_name(name) if name else '–'}" for daftar, name in found]

"""The dokumen `penduduk` on its way: frozen from the tables, judged, compared, put in the tables, taken out.

It has thousands of records and no aggregate, so it goes past the objects that other dokumen are made of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from desa_desktop.domain.dokumen import StatusDokumen, dokumen_id
from desa_desktop.domain.izin import PENDUDUK
from desa_desktop.domain.penduduk.dokumen import find_wrong
from desa_desktop.domain.sebutan import field_name, jenis_name
from desa_desktop.i18n import _
from desa_desktop.services import dokumen
from desa_desktop.store import archive, register
from desa_desktop.store.unit import Unit
from desa_desktop.sync.history import Shelf
from desa_desktop.sync.snapshots import Snapshot, tidy_isi

MOST_FAULTLESS = 1_000
_FAULTLESS: set[str] = set()
"""Digests of registers whose values this process has judged: thousands of people, judged at looking and at
accepting. What the tables say to them is asked each time."""


def key_of(pemilik: UUID | str) -> UUID:
    """The id of the register of a village."""
    return dokumen_id(pemilik, PENDUDUK)


def freeze(unit: Unit, uid: UUID, *, kid: str, at: datetime) -> Snapshot | None:
    """Make our own register a snapshot if it differs from its head; the new one, else None.

    One that was withdrawn begins anew upon its withdrawal. A forked or an empty one makes none.
    """
    key = key_of(uid)
    shelf = dokumen.shelf_of(unit, key)
    if shelf.is_bercabang:
        return None
    isi: dict[str, Any] = dict(register.read_register(unit, uid))
    parents = [shelf.held[one] for one in shelf.heads]
    if not parents and not any(isi.values()):
        return None
    if parents and parents[0].status is not StatusDokumen.DICABUT:
        head = dokumen.content_of(unit, parents[0].digest)
        if tidy_isi(isi) == head.isi:
            archive.tables_hold(unit, key, head.digest)
            return None
    made = dokumen.write_snapshot(
        unit, key, PENDUDUK, uid, StatusDokumen.DISAHKAN, isi, parents, kid=kid, at=at
    )
    forget_content(unit, key, keep=made.parents)
    return made


def freeze_against(unit: Unit, uid: UUID, coming: Iterable[Snapshot], *, kid: str, at: datetime) -> None:
    """Freeze our register before its own states come back to it, unless one of them says the same.

    A laptop that was restored never froze the people it has; its register must not fork from itself.
    """
    isi = tidy_isi(held_isi(unit, uid))
    if all(one.isi != isi for one in coming if one.jenis == PENDUDUK):
        freeze(unit, uid, kid=kid, at=at)


def withdraw(unit: Unit, uid: UUID, alasan: str, *, kid: str, at: datetime) -> None:
    """The register leaves the kecamatan with the next kiriman; our own tables and people stay as they are.

    Nothing to do where it never was a snapshot or is withdrawn already.
    """
    key = key_of(uid)
    shelf = dokumen.shelf_of(unit, key)
    heads = [shelf.held[one] for one in shelf.heads]
    if not heads or all(one.status is StatusDokumen.DICABUT for one in heads):
        return
    dokumen.write_snapshot(
        unit, key, PENDUDUK, uid, StatusDokumen.DICABUT, {"alasan": alasan}, heads, kid=kid, at=at
    )
    forget_content(unit, key)


def find_faults(unit: Unit, snapshot: Snapshot) -> list[str]:
    """Why this content can be no register (E_ISI), a sentence each and without a person's value."""
    title = jenis_name(PENDUDUK)
    if snapshot.digest not in _FAULTLESS:
        found = find_wrong(snapshot.isi)
        if found:
            return [f"{title} /{daftar}: {field_name(name) if name else '–'}" for daftar, name in found]
        if len(_FAULTLESS) >= MOST_FAULTLESS:
            _FAULTLESS.clear()
        _FAULTLESS.add(snapshot.digest)
    if key_of(snapshot.pemilik) != UUID(snapshot.id):
        return [f"{title} /id"]
    if register.are_foreign(unit, UUID(snapshot.pemilik), snapshot.isi):
        return [_("{jenis}: nomor catatan sudah dipakai desa lain.").format(jenis=title)]
    return []


def held_isi(unit: Unit, pemilik: UUID) -> Mapping[str, Any]:
    """What the tables hold of a register, as a snapshot would say it; `{}` when nobody is there."""
    isi: dict[str, Any] = dict(register.read_register(unit, pemilik))
    return isi if any(isi.values()) else {}


def is_changed(unit: Unit, uid: UUID, digest: str, step: int) -> bool:
    """Whether our register says something else than its snapshot `digest`, which the tables held at `step`.

    A telephone number that was written down, or a change that was taken back, is none.
    """
    if not archive.is_touched_since(unit, register.TABLES, step):
        return False
    return tidy_isi(held_isi(unit, uid)) != dokumen.content_of(unit, digest).isi


def settle(
    unit: Unit, key: UUID, pemilik: UUID, shelf: Shelf, target: str | None, *, now: str | None, is_own: bool
) -> None:
    """Bring the tables from `now` to `target`, the state of the register that counts here (None: none).

    Our own people never leave our tables because the dokumen was withdrawn; another village's leave ours.
    """
    is_gone = target is None or shelf.held[target].status is StatusDokumen.DICABUT
    if is_gone and not is_own:
        register.erase_register(unit, pemilik)
        forget_content(unit, key)
    elif not is_gone:
        assert target is not None
        snapshot = dokumen.content_of(unit, target)
        if not snapshot.is_readable:
            return
        register.put_register(unit, pemilik, snapshot.isi, is_own=is_own)
        forget_content(unit, key, keep=(now,))
    archive.tables_hold(unit, key, target)


def put_back(unit: Unit, key: UUID, digest: str | None) -> None:
    """An acceptance is taken back: the tables hold another office's register as it was, or none."""
    row = archive.find_dokumen(unit, key)
    assert row is not None
    if digest is None:
        register.erase_register(unit, row.pemilik)
    else:
        register.put_register(unit, row.pemilik, dokumen.content_of(unit, digest).isi, is_own=False)


def forget_content(unit: Unit, key: UUID, keep: Iterable[str | None] = ()) -> None:
    """Drop the content of all states but heads, tips and `keep`; their digests stay known for ever (13).

    Each is the whole register, two megabytes of names and numbers: a store that kept those of two years
    would hold gigabytes of what nobody looks at again, against the sense of the law (minimisation).
    """
    shelf = dokumen.shelf_of(unit, key)
    needed = {*shelf.heads, *shelf.tips, *keep}
    gone = sorted(shelf.held.keys() - needed)
    archive.add_past(unit, key, gone)
    archive.drop_snapshots(unit, gone)

"""The forms an office installed itself go between its own laptops, as dokumen that never leave it.

One dokumen a form, with every version and its workbook as an attachment. Two laptops that installed
different versions meet without a question: versions only ever accumulate.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from desa_desktop.domain.dokumen import StatusDokumen, dokumen_id
from desa_desktop.domain.isian import Isian
from desa_desktop.domain.kantor import Kantor, Peran
from desa_desktop.services import dokumen
from desa_desktop.services.rak import META, Terpasang, Versi, from_fields, read_own, to_fields, write_own
from desa_desktop.store import archive
from desa_desktop.store.unit import Unit
from desa_desktop.sync.snapshots import Snapshot, tidy_isi

DESA, KECAMATAN = "templat-desa-lokal", "templat-kecamatan-lokal"
JENIS = frozenset({DESA, KECAMATAN})
_NONE = '{"versi": []}'
log = logging.getLogger(__name__)


def freeze(
    unit: Unit, kantor: Kantor, *, kid: str, at: datetime, only: frozenset[UUID] | None = None
) -> list[Snapshot]:
    """A snapshot of every installed form that says something else than its newest one; `only` these ids."""
    made = []
    jenis = DESA if kantor.peran is Peran.DESA else KECAMATAN
    for one in read_own(unit).values():
        key = dokumen_id(kantor.id, jenis, one.form_id)
        if only is None or key in only:
            made.append(_freeze_one(unit, kantor.id, jenis, key, one, kid=kid, at=at))
    return [one for one in made if one is not None]


def freeze_touched(unit: Unit, kantor: Kantor, coming: Iterable[Snapshot], *, kid: str, at: datetime) -> None:
    """The forms that a kiriman brings, before it is taken in (kiriman-format.md 12.5 d)."""
    wanted = frozenset(UUID(one.id) for one in coming if one.jenis in JENIS)
    if wanted:
        freeze(unit, kantor, kid=kid, at=at, only=wanted)


def _freeze_one(
    unit: Unit, pemilik: UUID, jenis: str, key: UUID, one: Terpasang, *, kid: str, at: datetime
) -> Snapshot | None:
    shelf, isi = dokumen.shelf_of(unit, key), _isi(one)
    if shelf.is_bercabang:
        return None
    parents = [shelf.held[head] for head in shelf.heads]
    if parents and dokumen.content_of(unit, parents[0].digest).isi == tidy_isi(isi):
        archive.tables_hold(unit, key, parents[0].digest)
        return None
    return dokumen.write_snapshot(
        unit, key, jenis, pemilik, StatusDokumen.DISAHKAN, isi, parents, kid=kid, at=at
    )


def _isi(one: Terpasang) -> dict[str, Any]:
    versions = [
        {"id": each.sha256, "berkas": {"lampiran": each.sha256, "nama": each.nama}, **_fields(each)}
        for each in one.versi
    ]
    return {
        "form_id": one.form_id,
        "judul": one.newest.sampul.title,
        "dilepas": one.dilepas,
        "versi": sorted(versions, key=lambda row: row["id"]),
    }


def _fields(one: Versi) -> dict[str, Any]:
    """Who installed it when is each laptop's own; two that installed the same file have nothing to decide."""
    return {name: value for name, value in to_fields(one).items() if name not in ("pada", "oleh")}


def settle(unit: Unit, key: UUID, target: str) -> None:
    """Install what the other laptop has; a version that only we have stays. A foreign shape is left aside."""
    snapshot = dokumen.content_of(unit, target)
    if not snapshot.is_readable or snapshot.status is StatusDokumen.DICABUT:
        return
    isi: Mapping[str, Any] = snapshot.isi
    try:
        form_id = str(isi["form_id"])
        theirs = [_version(form_id, row) for row in isi["versi"]]
        dilepas = str(isi["dilepas"])
    except (KeyError, ValueError, TypeError):
        log.warning("an own form of a foreign shape is left aside: %s", snapshot.digest[:12])
        return
    known = read_own(unit).get(form_id)
    have = {one.sha256: one for one in theirs}
    have |= {one.sha256: one for one in known.versi} if known is not None else {}
    if have:
        versions = sorted(have.values(), key=lambda one: (-one.versi, one.sha256))
        write_own(unit, Terpasang(form_id, tuple(versions), dilepas))
    archive.tables_hold(unit, key, target)


def notes(unit: Unit) -> dict[str, str]:
    """What the store notes of the installed forms, as it is written; no step knows of it."""
    return archive.metas(unit, META)


def changed_notes(unit: Unit, before: Mapping[str, str]) -> dict[str, str]:
    """The notes that are others than `before`, as they were then ("" for one that was not there)."""
    now = notes(unit)
    return {key: before.get(key, "") for key in now if now[key] != before.get(key)}


def used_since(unit: Unit, before: Mapping[str, str]) -> bool:
    """Whether a form has been filled in that would not be installed any more with these notes."""
    now = notes(unit)
    gone = {
        version["sha256"]
        for key, text in before.items()
        for version in json.loads(now.get(key) or _NONE)["versi"]
        if version["sha256"] not in text
    }
    return any(unit.select(Isian, templat_sha256=one) for one in gone)


def put_notes_back(unit: Unit, before: Mapping[str, str]) -> None:
    """An acceptance is taken back: the forms are installed as they were."""
    archive.forget_metas(unit, list(before))
    for key, text in before.items():
        if text:
            archive.put_meta(unit, key, text)


def _version(form_id: str, row: Mapping[str, Any]) -> Versi:
    found = from_fields(form_id, row)
    if found.sha256 != row["berkas"]["lampiran"]:
        raise ValueError("a version names another workbook than it brings")
    return found

"""The companion dokumen `<jenis>-lokal`: what never leaves the office goes between its own laptops (12.6).

Contact data of officers and notables, when team members were born, answers of the kabupaten, and forms about
families. They are frozen only when a kiriman for our own laptops is made, and put beside their main dokumen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from desa_desktop.domain.dokumen import JENIS, LOKAL_SUFFIX, StatusDokumen, dokumen_id
from desa_desktop.domain.isian import Isian
from desa_desktop.domain.kantor import Kantor, Peran
from desa_desktop.domain.plain import (
    CLASSES,
    JENIS_OF,
    IsiWrong,
    form_of_lokal,
    has_lokal,
    put_lokal,
    to_isi_lokal,
)
from desa_desktop.domain.sebutan import jenis_name
from desa_desktop.services import dokumen
from desa_desktop.store import archive
from desa_desktop.store.unit import Unit
from desa_desktop.sync.snapshots import Snapshot, tidy_isi

FORM = f"isian{LOKAL_SUFFIX}"


def is_lokal(jenis: str) -> bool:
    """Whether a jenis is the companion of one that this program knows."""
    return jenis.endswith(LOKAL_SUFFIX) and jenis.removesuffix(LOKAL_SUFFIX) in CLASSES


def roots(unit: Unit, kantor: Kantor) -> Iterator[Any]:
    """Every aggregate of this village that has something local, the forms about families too."""
    if kantor.peran is not Peran.DESA:
        return
    for jenis, cls in CLASSES.items():
        if not has_lokal(cls):
            continue
        if jenis == "profil":
            found = unit.find(cls, kantor.id)
            if found is not None:
                yield found
        elif "desa_id" in cls.__dataclass_fields__:
            yield from unit.select(cls, desa_id=kantor.id)


def key_of(root: Any, pemilik: UUID) -> UUID:
    """The id of the companion; a form that stays as a whole is its own dokumen."""
    if isinstance(root, Isian) and root.is_lokal:
        return root.id
    return dokumen_id(pemilik, JENIS_OF[type(root)] + LOKAL_SUFFIX, str(dokumen.key_of(root, pemilik)))


def freeze(unit: Unit, kantor: Kantor, *, kid: str, at: datetime) -> list[Snapshot]:
    """A snapshot of every companion that says something else than its newest one."""
    made = (_freeze_one(unit, one, kantor.id, kid=kid, at=at) for one in roots(unit, kantor))
    return [one for one in made if one is not None]


def freeze_touched(unit: Unit, kantor: Kantor, coming: Iterable[Snapshot], *, kid: str, at: datetime) -> None:
    """The companions that a kiriman brings, before it is taken in (12.5 d)."""
    wanted = {UUID(one.id) for one in coming if is_lokal(one.jenis)}
    if not wanted:
        return
    for one in roots(unit, kantor):
        if key_of(one, kantor.id) in wanted:
            _freeze_one(unit, one, kantor.id, kid=kid, at=at)


def _freeze_one(unit: Unit, root: Any, pemilik: UUID, *, kid: str, at: datetime) -> Snapshot | None:
    key, jenis = key_of(root, pemilik), JENIS_OF[type(root)] + LOKAL_SUFFIX
    isi = to_isi_lokal(root)
    shelf = dokumen.shelf_of(unit, key)
    if shelf.is_bercabang or (not shelf.heads and not any(isi.values())):
        return None
    isi["induk"] = str(dokumen.key_of(root, pemilik))
    parents = [shelf.held[one] for one in shelf.heads]
    status = _status(root, key)
    if parents and _says(unit, parents[0].digest, status, isi):
        archive.tables_hold(unit, key, parents[0].digest)
        return None
    return dokumen.write_snapshot(unit, key, jenis, pemilik, status, isi, parents, kid=kid, at=at)


def _status(root: Any, key: UUID) -> StatusDokumen:
    """A form that is its own dokumen is finished on its own; of another dokumen nobody signs this part."""
    if isinstance(root, Isian) and key == root.id:
        return root.status
    is_living = JENIS[JENIS_OF[type(root)]].is_hidup
    return StatusDokumen.DISAHKAN if is_living else StatusDokumen.KONSEP


def _says(unit: Unit, digest: str, status: StatusDokumen, isi: dict[str, Any]) -> bool:
    head = dokumen.content_of(unit, digest)
    return head.status is status and head.isi == tidy_isi(isi)


def settle(unit: Unit, key: UUID, jenis: str, pemilik: UUID, target: str) -> None:
    """Put the local fields of our own aggregate where the tables hold it. Raises IsiWrong."""
    snapshot = dokumen.content_of(unit, target)
    if not snapshot.is_readable or snapshot.status is StatusDokumen.DICABUT:
        return
    cls = CLASSES[jenis.removesuffix(LOKAL_SUFFIX)]
    induk = UUID(str(snapshot.isi.get("induk")))
    if jenis == FORM and induk == key:
        _put_form(unit, snapshot, pemilik)
    else:
        root = unit.find(cls, dokumen.root_key(jenis.removesuffix(LOKAL_SUFFIX), induk, pemilik))
        if root is None:
            return  # its main dokumen has not come yet; the next kiriman brings both
        put_lokal(root, snapshot.isi)
        unit.flush()
    archive.tables_hold(unit, key, target)


def _put_form(unit: Unit, snapshot: Snapshot, pemilik: UUID) -> None:
    """A form about a family, as the other laptop filled it in."""
    status, revisi = snapshot.status, snapshot.revisi
    form = form_of_lokal(UUID(snapshot.id), pemilik, status.value, revisi, snapshot.isi)
    stored = unit.find(Isian, form.id)
    if stored is None:
        unit.add(form)
    else:
        put_lokal(stored, snapshot.isi)
        stored.status, stored.revisi = status, revisi
        for name in ("judul", "templat_versi", "templat_sha256", "alasan"):
            setattr(stored, name, getattr(form, name))
    unit.flush()


def find_faults(snapshot: Snapshot) -> list[str]:
    """Why this content can be no companion (E_ISI), a sentence each."""
    title = jenis_name(snapshot.jenis.removesuffix(LOKAL_SUFFIX))
    try:
        induk = UUID(str(snapshot.isi.get("induk")))
    except ValueError:
        return [f"{title} /induk"]
    if snapshot.jenis == FORM and str(induk) == snapshot.id:
        try:
            form_of_lokal(induk, UUID(snapshot.pemilik), StatusDokumen.KONSEP.value, 0, snapshot.isi)
        except IsiWrong as failure:
            return [f"{title} {one.tempat}" for one in failure.wrong]
        return []
    expected = dokumen_id(snapshot.pemilik, snapshot.jenis, str(induk))
    return [] if str(expected) == snapshot.id else [f"{title} /id"]

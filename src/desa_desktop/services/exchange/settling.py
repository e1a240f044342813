"""Which state of a dokumen the tables hold after something was taken in, and putting it there.

Of our own office the head (while forked: the working copy as it was); of others what counts, or the
draft if nothing does (kiriman-format.md 12.5).
"""

from __future__ import annotations

from uuid import UUID

from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.izin import PENDUDUK
from desa_desktop.domain.plain import CLASSES
from desa_desktop.domain.telaah import TandaTerima
from desa_desktop.services import dokumen
from desa_desktop.services.exchange import izin, lokal, own_forms, register, register_lokal
from desa_desktop.store import archive
from desa_desktop.store.placing import displace, place
from desa_desktop.store.unit import Unit
from desa_desktop.sync.history import Shelf
from desa_desktop.sync.snapshots import Snapshot


def target_of(shelf: Shelf, now: str | None, *, is_own: bool) -> str | None:
    """The digest that the tables should hold; `now` is what they hold. None: nothing."""
    heads = shelf.heads
    if is_own:
        return heads[0] if len(heads) == 1 else now
    if shelf.berlaku is not None:
        return shelf.berlaku
    if len(heads) == 1:
        return None if shelf.held[heads[0]].status is StatusDokumen.DICABUT else heads[0]
    return now if now in heads or not heads else heads[0]


def settle(unit: Unit, key: UUID, jenis: str, pemilik: UUID, uid: UUID) -> None:
    """Bring the tables of this store to what they should hold of one dokumen; `uid` is our office.

    A jenis without tables, or content of a newer program, stays in the archive alone.
    Raises InvalidInput, IsiWrong when the content does not fit; it was checked before.
    """
    if (
        jenis not in CLASSES
        and jenis not in own_forms.JENIS
        and jenis not in (PENDUDUK, register_lokal.JENIS)
        and not lokal.is_lokal(jenis)
    ):
        return
    row = archive.find_dokumen(unit, key)
    now = row.digest_tabel if row is not None else None
    is_own = pemilik == uid
    shelf = dokumen.shelf_of(unit, key)
    target = target_of(shelf, now, is_own=is_own)
    if target == now:
        return
    if jenis in own_forms.JENIS:
        if is_own and target is not None:
            own_forms.settle(unit, key, target)
        return
    if lokal.is_lokal(jenis):
        if is_own and target is not None:
            lokal.settle(unit, key, jenis, pemilik, target)
        return
    if jenis == register_lokal.JENIS:
        if is_own and target is not None:
            register_lokal.settle(unit, key, pemilik, target)
        return
    if jenis == PENDUDUK:
        register.settle(unit, key, pemilik, shelf, target, now=now, is_own=is_own)
        if is_own and target is not None and shelf.held[target].status is StatusDokumen.DICABUT:
            izin.end_elsewhere(unit, dokumen.content_of(unit, target))
        return
    if target is None:
        displace(unit, CLASSES[jenis], dokumen.root_key(jenis, key, pemilik))
        archive.tables_hold(unit, key, None)
        return
    snapshot = dokumen.content_of(unit, target)
    if not snapshot.is_readable:
        return
    if snapshot.status is StatusDokumen.DICABUT:
        _withdraw(unit, snapshot)
    else:
        put_in_tables(unit, snapshot)
    archive.tables_hold(unit, key, target)


def put_in_tables(unit: Unit, snapshot: Snapshot) -> None:
    """Make the tables hold this content. Raises InvalidInput, IsiWrong."""
    root = dokumen.root_of(snapshot)
    if isinstance(root, TandaTerima):
        # two laptops of the kecamatan may each have judged the same kiriman; the newer word is shown
        for one in unit.select(TandaTerima, chain=root.chain, seq=root.seq):
            if one.id != root.id:
                unit.remove(one)
        unit.flush()
    place(unit, root)


def _withdraw(unit: Unit, snapshot: Snapshot) -> None:
    """Our own dokumen was withdrawn on another laptop: its rows stay to be read, and say so."""
    cls = CLASSES[snapshot.jenis]
    stored = unit.find(cls, dokumen.root_key(snapshot.jenis, UUID(snapshot.id), UUID(snapshot.pemilik)))
    if stored is not None and hasattr(stored, "status"):
        stored.status = StatusDokumen.DICABUT
        stored.alasan = str(snapshot.isi["alasan"])
        unit.flush()

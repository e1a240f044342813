"""A dokumen is withdrawn with a reason: absence never deletes, a `dicabut` does (format D10, 12.2)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from desa_desktop.domain.dokumen import StatusDokumen, find_jenis
from desa_desktop.domain.izin import PENDUDUK
from desa_desktop.domain.plain import CLASSES
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import _
from desa_desktop.services import dokumen
from desa_desktop.services import kantor as office
from desa_desktop.services.exchange.results import Laptop
from desa_desktop.services.exchange.settling import settle
from desa_desktop.store import archive
from desa_desktop.store.unit import Database, Unit
from desa_desktop.sync.snapshots import make_snapshot

# what an office always has: its profile and its keys are changed, never withdrawn
_STAYS = frozenset({"profil", "daftar-kunci", "tanda-terima"})


def withdraw(
    database: Database, laptop: Laptop, key: UUID, alasan: str, *, by: str, at: datetime
) -> dokumen.DokumenRingkas:
    """Withdraw one of our own dokumen; it counts nowhere from the next kiriman on, its history stays.

    Raises NotFound for one we do not own or that never was a snapshot, InvalidInput without a reason, for one
    that is Bercabang, was withdrawn before, or is never withdrawn.
    """
    if not alasan.strip():
        raise InvalidInput({"alasan": _("Tulis alasan mengapa dokumen ini dicabut.")})
    with database.unit() as unit:
        kantor = office.require(unit)
        row = archive.find_dokumen(unit, key)
        if row is None or row.pemilik != kantor.id:
            raise NotFound(apa=_("Dokumen {id} milik kantor ini").format(id=key))
        _stop(unit, row)
        shelf = dokumen.shelf_of(unit, key)
        title = dokumen.title_of(row.jenis, dict(dokumen.content_of(unit, shelf.heads[0]).isi))
        made = make_snapshot(
            id=key,
            jenis=row.jenis,
            pemilik=kantor.id,
            status=StatusDokumen.DICABUT,
            isi={"alasan": alasan.strip()},
            oleh=laptop.keys.kid,
            pada=at,
            parents=[shelf.held[shelf.heads[0]]],
        )
        dokumen.store_snapshot(unit, made)
        settle(unit, key, row.jenis, kantor.id, kantor.id)
        unit.commit(_("cabut {judul}").format(judul=title), by, at, kind="sahkan")
    return dokumen.DokumenRingkas(
        key, row.jenis, title, kantor.id, made.status.value, made.revisi, made.digest, ""
    )


def _stop(unit: Unit, row: archive.DokumenRow) -> None:
    """Refuse what cannot be withdrawn. Raises InvalidInput."""
    known = find_jenis(row.jenis)
    if row.jenis == PENDUDUK:
        raise InvalidInput({"": _("Data penduduk dihentikan di Pengaturan, tab Berbagi data.")})
    if row.jenis in _STAYS or known is None or row.jenis not in CLASSES:
        raise InvalidInput({"": _("Dokumen ini selalu ada dan tidak dicabut.")})
    shelf = dokumen.shelf_of(unit, row.id)
    if shelf.is_bercabang:
        raise InvalidInput({"": _("Dokumen ini bercabang. Gabungkan dulu di Kotak Selisih.")})
    if not shelf.heads or shelf.held[shelf.heads[0]].status is StatusDokumen.DICABUT:
        raise InvalidInput({"": _("Dokumen ini sudah dicabut.")})

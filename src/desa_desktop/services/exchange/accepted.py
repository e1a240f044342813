"""The answer about a kiriman that was accepted before: when, or by whom a moment ago (17 rows 15, 38)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from desa_desktop.i18n import _
from desa_desktop.services.exchange.judging import duplicate_of
from desa_desktop.services.exchange.previewing import NotAcceptable
from desa_desktop.services.exchange.results import Diterima, DokumenTerkirim, KirimanMasuk
from desa_desktop.store import archive
from desa_desktop.store.unit import Database
from desa_desktop.sync.certificates import kode_terima
from desa_desktop.sync.rejection import JUST_ACCEPTED

_JUST_NOW = timedelta(hours=1)


def accepted_before(database: Database, known: KirimanMasuk, *, by: str, at: datetime) -> Diterima:
    """The answer for a kiriman that stands in the ledger; within the hour it names whoever else took it in.

    Raises NotAcceptable when it does not stand there.
    """
    with database.read() as unit:
        row = next((one for one in archive.ledger(unit) if one.digest == known.digest), None)
    if row is None:
        raise NotAcceptable(known)
    if row.oleh != by and at - row.pada < _JUST_NOW:
        text = _(JUST_ACCEPTED).format(nama=row.oleh)
    else:
        text = duplicate_of(row).sentence
    return Diterima(
        berkas=known.berkas,
        sha256=row.berkas,
        digest=row.digest,
        seq=row.seq,
        jenis=row.jenis,
        pengirim=known.pengirim,
        keadaan="sudah_diterima",
        kode_terima=kode_terima(bytes.fromhex(row.baru["salt"]), bytes.fromhex(row.digest)),
        teks=text,
        dokumen=tuple(_sent(one) for one in row.dokumen),
    )


def _sent(one: Mapping[str, Any]) -> DokumenTerkirim:
    return DokumenTerkirim(**one)

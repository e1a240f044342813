"""What is not needed any more goes: drafts that newer states replaced, and attachments that nothing names.

Kept are heads, tips, what was exchanged last, every ratified state, of living dokumen those of 24 months, and
each attachment that one of these names (kiriman-format.md 12.5); further what the tables hold, what a draft
on a screen or a choice in Kotak Selisih says, and what undo and redo would put back.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from desa_desktop.domain.dokumen import StatusDokumen, find_jenis
from desa_desktop.domain.izin import PENDUDUK
from desa_desktop.domain.wording import show_number
from desa_desktop.errors import DesaError
from desa_desktop.i18n import ngettext
from desa_desktop.services import dokumen
from desa_desktop.services.exchange import own_forms
from desa_desktop.store import archive, unused
from desa_desktop.store.unit import Database, Unit
from desa_desktop.sync.history import Shelf
from desa_desktop.sync.snapshots import read_snapshot
from desa_desktop.sync.travel import SILENT_AFTER

EVERY = timedelta(days=7)
LIVING = timedelta(days=731)
"""States of a living dokumen are kept 24 months."""
_LAST = "sapu"
_AS_THEY_ARE = frozenset({PENDUDUK, "titipan"}) | own_forms.JENIS
"""The register and deposits have rules of their own; a form of an office lives in all its versions."""
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sapuan:
    """What went: states of dokumen, attachments, and the bytes of these."""

    keadaan: int = 0
    lampiran: int = 0
    bita: int = 0


def sweep_if_due(database: Database, *, by: str, at: datetime) -> Sapuan:
    """`sweep`, when the last one is a week ago; called after something was sealed or accepted.

    A failure is noted and nothing else: what was asked for has been done, and the next time is soon.
    """
    with database.read() as unit:
        last = archive.meta(unit, _LAST)
    if last and timedelta() <= at - datetime.fromisoformat(last) < EVERY:
        return Sapuan()
    try:
        return sweep(database, by=by, at=at)
    except DesaError as failure:
        log.warning("unused attachments stay for now: %s", failure.kode)
        return Sapuan()


def sweep(database: Database, *, by: str, at: datetime) -> Sapuan:
    """Let go what nothing needs, in one transaction. Raises StorageFailed; then everything is still there."""
    with database.unit() as unit:
        states = _drop_states(unit, at)
        stored = archive.attachment_sizes(unit, archive.attachment_names(unit))
        gone = sorted(stored.keys() - _needed(unit, frozenset(stored)))
        archive.drop_attachments(unit, gone)
        archive.put_meta(unit, _LAST, at.isoformat())
        done = Sapuan(states, len(gone), sum(stored[one] for one in gone))
        unit.commit(_words(done), by, at)
    if done.lampiran or done.keadaan:
        log.info(
            "%s states and %s attachments that nothing needs are gone, %s bytes",
            done.keadaan,
            done.lampiran,
            done.bita,
        )
    return done


def _words(done: Sapuan) -> str:
    return ngettext(
        "hapus {n} lampiran yang tidak dipakai lagi ({mb} MB)",
        "hapus {n} lampiran yang tidak dipakai lagi ({mb} MB)",
        done.lampiran,
    ).format(n=done.lampiran, mb=show_number(Decimal(done.bita) / 1_000_000, decimals=1))


def _drop_states(unit: Unit, at: datetime) -> int:
    """Forget the content of the states of dokumen that are not kept; their digests stay known for ever."""
    rows = {one.id: one for one in archive.all_dokumen(unit)}
    exchanged = _exchanged(unit, at)
    moments = {one.digest: one.pada for one in archive.snapshot_heads(unit)}
    count = 0
    for key, shelf in dokumen.all_shelves(unit).items():
        row = rows.get(key)
        known = find_jenis(row.jenis) if row is not None else None
        # of a dokumen that forked a person may need every state; of one of a newer program we know no rule
        if row is None or known is None or row.jenis in _AS_THEY_ARE or shelf.is_bercabang:
            continue
        needed = {*shelf.heads, *shelf.tips, row.digest_tabel} | exchanged
        gone = [
            digest
            for digest in sorted(shelf.held.keys() - needed)
            if _is_over(shelf, digest, moments[digest], at, is_living=known.is_hidup)
        ]
        archive.add_past(unit, key, gone)
        archive.drop_snapshots(unit, gone)
        count += len(gone)
    return count


def _is_over(shelf: Shelf, digest: str, pada: str, at: datetime, *, is_living: bool) -> bool:
    if shelf.held[digest].status is StatusDokumen.KONSEP:
        return True
    return is_living and at - datetime.fromisoformat(pada) > LIVING


def _exchanged(unit: Unit, at: datetime) -> set[str]:
    """What was exchanged last with each partner, or may still be on its way: from there a fork is joined, and
    an acceptance is taken back to it."""
    kept = {digest for one in archive.held_statements(unit) for digest in one.digest}
    for sent in archive.outbox(unit):
        if at - sent.pada < SILENT_AFTER:
            kept |= {str(one["digest"]) for one in sent.dokumen}
    for taken in archive.ledger(unit):
        if at - taken.pada < SILENT_AFTER:
            kept |= {str(one["digest"]) for one in taken.dokumen}
            kept |= {str(before) for before, _step in taken.baru["tabel"].values() if before is not None}
    return kept


def _needed(unit: Unit, stored: frozenset[str]) -> set[str]:
    """The attachments that anything at all still says."""
    named = {name for one in archive.contents_with_attachments(unit) for name in read_snapshot(one).lampiran}
    left = stored - named
    if not left:
        return named
    return named | {name for text in _texts(unit) for name in _NAME.findall(text) if name in left}


_NAME = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")


def _texts(unit: Unit) -> Iterator[str]:
    yield from unused.long_texts(unit)
    yield from unused.texts_of_undo(unit)

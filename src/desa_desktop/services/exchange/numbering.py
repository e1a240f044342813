"""The numbers of our own kiriman: reserved before a file is built, never used twice, new after a restore.

Source: kiriman-format.md 11 and reliability.md 6.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desa_desktop.services.upkeep import INCARNATION, high_water
from desa_desktop.store import archive
from desa_desktop.store.unit import Unit
from desa_desktop.sync.container import Chain, Kind
from desa_desktop.sync.numbers import NO_PREDECESSOR, Replaced
from desa_desktop.sync.sealing import new_chain_id, next_in_chain

RESERVED, SEALED = "dipesan", "tersegel"
# what the guard at start found (store/guard) in the words of the format
REASONS = {
    "dipulihkan": "pulih",
    "dari_laptop_lain": "pindah",
    "tanpa_catatan": "pasang_ulang",
    "mesin_lain": "salinan",
}


@dataclass(frozen=True, slots=True)
class Number:
    """The number a kiriman will have, and the chain it takes over from (first of a new chain only)."""

    chain: Chain
    replaces: Replaced | None


def next_number(unit: Unit, kepada: str, kind: Kind) -> Number:
    """The next number to this office; a reserved one that was never sealed comes again. Changes nothing
    but the name of a new chain, which is kept at the commit."""
    incarnation = archive.meta(unit, INCARNATION) or "1"
    key = _key(kepada, kind.value)
    known, _colon, old = archive.meta(unit, key).partition(":")
    if known == incarnation:
        last, digest = _last_sealed(unit, old)
        replaces = None if last else _replaces(unit, f"{key}:lama", incarnation)
        return Number(next_in_chain(old, last, digest), replaces)
    chain = new_chain_id()
    archive.put_meta(unit, key, f"{incarnation}:{chain}")
    old = _unknown_here(unit, kepada, kind) or old
    if old:
        archive.put_meta(unit, f"{key}:lama", old)
    return Number(next_in_chain(chain, 0, ""), _replaces(unit, f"{key}:lama", incarnation))


def note_key(unit: Unit, row: archive.OutboxRow) -> str:
    """Under which word the guard notes the chain of `row`: "" for one that another has taken over from."""
    _incarnation, _colon, current = archive.meta(unit, _key(row.kepada, row.jenis)).partition(":")
    return f"{row.kepada}:{row.jenis}" if current == row.chain else ""


def _key(kepada: str, jenis: str) -> str:
    return f"rantai:{kepada}:{jenis}"


def _unknown_here(unit: Unit, kepada: str, kind: Kind) -> str:
    """The chain used last by what this older database replaced, where it was begun after it; else ""."""
    key = f"terakhir:{kepada}:{kind.value}"
    told = archive.meta(unit, key)
    if told:
        archive.put_meta(unit, key, "")  # from now on the database itself knows what was used last
    return "" if any(one.chain == told for one in archive.outbox(unit)) else told


def _last_sealed(unit: Unit, chain: str) -> tuple[int, str]:
    rows = [one for one in archive.outbox(unit) if one.chain == chain and one.digest is not None]
    if not rows:
        return 0, NO_PREDECESSOR
    newest = max(rows, key=lambda one: one.seq)
    return newest.seq, newest.digest or NO_PREDECESSOR


def _replaces(unit: Unit, key: str, incarnation: str) -> Replaced | None:
    """The chain that this one takes over from, with the last number known of it."""
    old = archive.meta(unit, key)
    if not old:
        return None
    known = max((one.seq for one in archive.outbox(unit) if one.chain == old), default=0)
    last = max(known, high_water(unit, old))
    why = REASONS.get(archive.meta(unit, f"sebab:{incarnation}"), "pulih")
    return Replaced(old, last, why)


def reserve(
    unit: Unit, number: Number, kepada: str, kind: Kind, mode: str, at: datetime
) -> archive.OutboxRow:
    """Step 1 of sealing: the row that keeps the number, entered at the commit."""
    row = archive.OutboxRow(
        chain=number.chain.id,
        seq=number.chain.seq,
        kepada=kepada,
        jenis=kind.value,
        mode=mode,
        keadaan=RESERVED,
        digest=None,
        berkas="",
        ukuran=0,
        dokumen=(),
        held=(),
        salt="",
        pada=at,
        salinan=(),
    )
    archive.put_outbox(unit, row)
    return row

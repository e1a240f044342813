"""The attachments of a kiriman: photos of checklists and meetings, sketches, workbooks of forms.

Each travels once, under its own hash, beside a snapshot that names it, and no more when the addressee has
said that it holds it (kiriman-format.md 7, 14.1). What does not fit goes with the next kiriman.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from desa_desktop.domain.izin import PENDUDUK
from desa_desktop.services.exchange.results import Muatan
from desa_desktop.store import archive
from desa_desktop.store.unit import Unit
from desa_desktop.sync.attachments import Body
from desa_desktop.sync.container import Kind
from desa_desktop.sync.opening import LARGEST_LAMPIRAN
from desa_desktop.sync.snapshots import Snapshot, read_snapshot

MOST = 2_000
"""Attachments of one kiriman: 64 of the 2,064 sections are left for what the format may add."""
MOST_BYTES = 64 * 1024 * 1024
"""Of all attachments of one kiriman together, far below the format's limit: they lie in memory once while it
is sealed, and a village laptop has little. About 200 photos; the rest goes with the next one."""
_ELSEWHERE = frozenset({PENDUDUK, "titipan"})
"""The register names no photos, only its part for our own laptops does (register_lokal); a deposit is a file
beside the database (titipan.py)."""


def wanted_by(
    snapshots: Iterable[Snapshot], statements: Mapping[str, frozenset[str]], kind: Kind
) -> frozenset[str]:
    """The attachments named by these snapshots that the addressee has not said it holds."""
    named = frozenset(sha256 for one in snapshots if one.jenis not in _ELSEWHERE for sha256 in one.lampiran)
    return named - _held_there(statements, kind)


def _held_there(statements: Mapping[str, frozenset[str]], kind: Kind) -> frozenset[str]:
    """The kecamatan's laptops hold for each other; of a village or a peer each must hold it itself (14.1)."""
    said = list(statements.values())
    if not said:
        return frozenset()
    return frozenset.union(*said) if kind is Kind.DATA else frozenset.intersection(*said)


def choose(
    unit: Unit,
    snapshots: Sequence[Snapshot],
    statements: Mapping[str, frozenset[str]],
    kind: Kind,
    *,
    semua: bool,
    terpakai: int = 0,
) -> Muatan:
    """What goes along with these snapshots. `semua`: a person asked for a whole kiriman, so that also goes
    what the addressee holds, behind what it lacks. `terpakai` bytes of the room are taken by a deposit."""
    lacking = wanted_by(snapshots, statements, kind)
    named = frozenset(sha256 for one in snapshots if one.jenis not in _ELSEWHERE for sha256 in one.lampiran)
    sizes = archive.attachment_sizes(unit, named if semua else lacking)
    fits = {name: size for name, size in sizes.items() if size <= LARGEST_LAMPIRAN}
    taken: dict[str, int] = {}
    left = 0
    room = MOST_BYTES - terpakai
    for name in sorted(fits, key=lambda one: (one not in lacking, fits[one], one)):
        is_full = len(taken) >= MOST or (taken and sum(taken.values()) + fits[name] > room)
        if not is_full:
            taken[name] = fits[name]
        elif name in lacking:
            left += 1
    return Muatan(taken, left, len(lacking - fits.keys()))


def is_wanted(
    unit: Unit, snapshots: Iterable[Snapshot], statements: Mapping[str, frozenset[str]], kind: Kind
) -> bool:
    """Whether the addressee lacks an attachment of this dokumen that is stored here."""
    return bool(archive.attachment_sizes(unit, wanted_by(snapshots, statements, kind)))


def load(unit: Unit, names: Iterable[str]) -> dict[str, Body]:
    """The bytes of these attachments. One that is not what its name says is left out: no reader would take
    the whole kiriman with it, and the addressee is told that one is missing (W_ATTACHMENT)."""
    found: dict[str, Body] = {}
    for name in sorted(names):
        content = archive.attachment(unit, name)
        if content is not None and hashlib.sha256(content).hexdigest() == name:
            found[name] = content
    return found


def stated(unit: Unit, digests: Sequence[str]) -> list[str]:
    """The attachments that these held snapshots name and that are stored here, for our own statement."""
    named: set[str] = set()
    for start in range(0, len(digests), 400):
        for row in archive.snapshots_of(unit, digests=digests[start : start + 400]):
            if row.jenis not in _ELSEWHERE:
                named |= read_snapshot(row.isi).lampiran
    return sorted(archive.attachment_sizes(unit, named))

"""How the heads of a dokumen that is Bercabang meet, as far as a person's choices reach (format 13).

Two heads are joined at a time, in the order of their digests. Nothing is written here but what was typed into
the working copy meanwhile.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from desa_desktop.domain.dokumen import StatusDokumen, find_jenis
from desa_desktop.domain.penyatuan import align, number_again
from desa_desktop.domain.plain import complete
from desa_desktop.i18n import _
from desa_desktop.services import dokumen
from desa_desktop.services import kantor as office
from desa_desktop.services.exchange.results import Laptop
from desa_desktop.store import archive
from desa_desktop.store.unit import Unit
from desa_desktop.sync.history import Shelf
from desa_desktop.sync.merge import Selisih, Sendiri, Sisi, choose, merge
from desa_desktop.sync.snapshots import MOST_PARENTS, Descent, Snapshot

KEY = "selisih:"
"""Begin of the meta keys under which choices are kept."""
WITHDRAW = "/"
"""The place of the one question whether a dokumen stays withdrawn."""


_PUBLISHED = frozenset({"paket-aturan", "templat", "acuan"})


@dataclass(slots=True)
class Way:
    """How far the joining of one dokumen comes with the choices made so far."""

    isi: dict[str, Any]
    status: StatusDokumen
    parents: tuple[Descent, ...]
    sides: tuple[Snapshot, Snapshot]
    stage: int
    stages: int
    asked: list[tuple[str, Selisih]] = field(default_factory=list)
    is_open: bool = False
    reason: str = ""
    renumbered: tuple[int, ...] = ()


def freeze_typed(unit: Unit, laptop: Laptop, at: datetime) -> None:
    """What was typed into a working copy while its dokumen is forked belongs to the head it stands on."""
    kantor = office.require(unit)
    if not any(shelf.is_bercabang for shelf in dokumen.all_shelves(unit).values()):
        return
    for root in dokumen.office_roots(unit, kantor):
        key = dokumen.key_of(root, kantor.id)
        row = archive.find_dokumen(unit, key)
        if row is None or row.digest_tabel is None:
            continue
        shelf = dokumen.shelf_of(unit, key)
        if shelf.is_bercabang and row.digest_tabel in shelf.heads:
            dokumen.freeze_on(unit, root, kantor.id, row.digest_tabel, kid=laptop.keys.kid, at=at)


def walk(unit: Unit, shelf: Shelf, chosen: Mapping[str, Any]) -> Way:
    """Join head by head as far as the choices reach."""
    digests = shelf.heads[:MOST_PARENTS]
    heads = [dokumen.content_of(unit, one) for one in digests]
    parents = tuple(shelf.held[one] for one in digests)
    living = [one for one in heads if one.status is not StatusDokumen.DICABUT]
    gone = [one for one in heads if one.status is StatusDokumen.DICABUT]
    stages = max(len(living) - 1, 0) + bool(gone and living) or 1
    way = Way({}, StatusDokumen.KONSEP, parents, (heads[0], heads[1]), 1, stages)
    if any(not one.is_readable for one in heads):
        way.reason = _("Dibuat aplikasi yang lebih baru. Perbarui aplikasi di laptop ini dulu.")
        return way
    if not living:
        return _withdrawn(way, gone)
    if gone:
        first, second = sorted((gone[0], living[0]), key=lambda one: one.digest)
        way.sides = (first, second)
        question = Selisih((), None, first.digest, second.digest)
        place = f"0:{WITHDRAW}"
        way.asked.append((place, question))
        if place not in chosen:
            way.is_open = True
            return way
        if chosen[place].get("nilai") == gone[0].digest:
            way.stage = way.stages
            return _withdrawn(way, gone)
        way.stage = 2 if len(living) > 1 else 1
    known = find_jenis(living[0].jenis)
    stays = known is not None and (known.is_hidup or _is_published(living))
    way.status = StatusDokumen.DISAHKAN if stays else StatusDokumen.KONSEP
    return _join(unit, shelf, way, living, chosen)


def _is_published(living: Sequence[Snapshot]) -> bool:
    """Whether these are words of the kecamatan that nobody signs on paper: what was chosen counts at once.

    As a draft it would stay in the kecamatan, and its villages would wait for the choice for ever.
    """
    is_ratified = all(one.status is StatusDokumen.DISAHKAN for one in living)
    return is_ratified and living[0].jenis in _PUBLISHED


def _withdrawn(way: Way, gone: Sequence[Snapshot]) -> Way:
    reasons = dict.fromkeys(str(one.isi["alasan"]) for one in gone)
    way.isi, way.status = {"alasan": "; ".join(reasons)}, StatusDokumen.DICABUT
    return way


def _join(unit: Unit, shelf: Shelf, way: Way, living: list[Snapshot], chosen: Mapping[str, Any]) -> Way:
    jenis = living[0].jenis
    isi, line = complete(jenis, living[0].isi), frozenset(shelf.held[living[0].digest].line)
    before = len(way.asked)
    for place, other in enumerate(living[1:], 1):
        way.sides = (living[place - 1], other)
        way.stage = way.stages - len(living) + 1 + place
        other_line = shelf.held[other.digest].line
        base = _common(unit, shelf, line & other_line, jenis)
        merged = merge(base, isi, align(jenis, isi, complete(jenis, other.isi)))
        decided: list[tuple[Selisih, Sisi | Sendiri]] = []
        for one in merged.selisih:
            name = f"{place}:{one.tempat}"
            way.asked.append((name, one))
            picked = picked_side(one, chosen[name]) if name in chosen else ""
            if picked == "nilai":
                decided.append((one, Sendiri(chosen[name]["nilai"])))
            elif picked:
                decided.append((one, Sisi(picked)))
        isi = choose(merged.isi, decided)
        if len(decided) < len(merged.selisih):
            way.is_open = True
            break
        line |= other_line
    way.isi, way.renumbered = number_again(jenis, isi)
    if not before and not way.is_open:
        way.stage = way.stages
    return way


def _common(unit: Unit, shelf: Shelf, shared: Iterable[str], jenis: str) -> dict[str, Any]:
    digest = shelf.newest_of(shared)
    return complete(jenis, dokumen.content_of(unit, digest).isi) if digest is not None else {}


def choices_of(unit: Unit, key: UUID) -> dict[str, Any]:
    """The choices made for one dokumen: place -> the value chosen (`nilai`, or `absen`)."""
    text = archive.meta(unit, f"{KEY}{key}")
    return dict(json.loads(text)["putusan"]) if text else {}


def picked_side(one: Selisih, choice: Mapping[str, Any]) -> str:
    """Whose value a kept choice is today: a, b, a person's own; "" when that side is gone.

    The value is kept, not the letter: after one more change A and B may have changed places.
    """
    for name, value in (("a", one.a), ("b", one.b)):
        if (name in one.absent) == bool(choice.get("absen")) and (
            name in one.absent or value == choice.get("nilai")
        ):
            return name
    return "nilai" if choice.get("sendiri") else ""

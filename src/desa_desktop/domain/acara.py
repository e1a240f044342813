"""Which item of the agenda is under way and for how long.

That an item began is a note of the meeting like any other: it stands in the minutes with its hour, survives a
crash and can be undone. Such a note has ACARA where others name the group of the speaker.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from desa_desktop.domain.kuorum import show_span
from desa_desktop.domain.musyawarah import Agenda, Catatan, Musyawarah
from desa_desktop.i18n import _

ACARA = "acara"


@dataclass(frozen=True, slots=True)
class AcaraBerjalan:
    """The item under way: its place among all, and when it began (seconds are kept)."""

    agenda: Agenda
    nomor: int
    jumlah: int
    mulai: datetime

    def lama(self, sekarang: datetime) -> timedelta:
        """How long it has been going on; never negative."""
        return max(sekarang - self.mulai, timedelta())

    def is_lewat(self, sekarang: datetime) -> bool:
        """Whether it takes longer than planned."""
        return bool(self.agenda.menit) and self.lama(sekarang) > timedelta(minutes=self.agenda.menit or 0)

    def jam(self, sekarang: datetime) -> str:
        """`12.30 dari 45 menit`; without planned minutes `12.30`."""
        gone = show_span(self.lama(sekarang))
        if not self.agenda.menit:
            return gone
        return _("{lama} dari {menit} menit").format(lama=gone, menit=self.agenda.menit)


def agenda_of(musyawarah: Musyawarah) -> list[Agenda]:
    """The agenda in its order."""
    return sorted(musyawarah.agenda, key=lambda one: one.urut)


def acara_berjalan(musyawarah: Musyawarah, sekarang: datetime) -> AcaraBerjalan | None:
    """The item that was begun last; None before the first one or when the item was deleted.

    Hours are those of the wall clock on the day of `sekarang`; after midnight the day before is meant.
    """
    begun = [one for one in musyawarah.catatan if is_acara(one)]
    if not begun:
        return None
    last = max(begun, key=lambda one: one.urut)
    items = agenda_of(musyawarah)
    place = _place(items, last.agenda_id)
    if place is None or last.pukul is None:
        return None
    local = sekarang.astimezone()
    mulai = local.replace(
        hour=last.pukul.hour, minute=last.pukul.minute, second=last.pukul.second, microsecond=0
    )
    if mulai > local + timedelta(minutes=1):
        mulai -= timedelta(days=1)
    return AcaraBerjalan(items[place], place + 1, len(items), mulai)


def is_acara(catatan: Catatan) -> bool:
    """Whether a note says that an item of the agenda began."""
    return catatan.unsur == ACARA and catatan.agenda_id is not None


def acara_berikut(musyawarah: Musyawarah, sekarang: datetime) -> Agenda | None:
    """The item to begin next; None after the last."""
    items = agenda_of(musyawarah)
    now = acara_berjalan(musyawarah, sekarang)
    place = now.nomor if now is not None else 0
    return items[place] if place < len(items) else None


def _place(items: Sequence[Agenda], key: UUID | None) -> int | None:
    return next((number for number, one in enumerate(items) if one.id == key), None)

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
_LONGEST = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class ButirAcara:
    """An item of the agenda as the wall knows it; two alike are equal."""

    id: UUID
    uraian: str
    menit: int | None


@dataclass(frozen=True, slots=True)
class AcaraBerjalan:
    """The item under way: its place among all, and when it began (seconds are kept)."""

    agenda: Agenda | ButirAcara
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
    """The item that was begun last, with its clock; None before the first, or long after the meeting.

    A note keeps the hour only: the day is that on which the meeting was opened, or the day after midnight if
    that has come. An hour corrected to one before the opening stays on the day of the opening.
    """
    found = _last_begun(musyawarah)
    if found is None or found[1].pukul is None:
        return None
    items = agenda_of(musyawarah)
    place, note = found
    opened = (musyawarah.dibuka_pada or sekarang).astimezone()
    assert note.pukul is not None
    mulai = datetime.combine(opened.date(), note.pukul, opened.tzinfo)
    after_midnight = mulai + timedelta(days=1)
    if mulai < opened - timedelta(minutes=1) and after_midnight <= sekarang:
        mulai = after_midnight
    if sekarang - mulai > _LONGEST:
        return None
    return AcaraBerjalan(items[place], place + 1, len(items), mulai)


def _last_begun(musyawarah: Musyawarah) -> tuple[int, Catatan] | None:
    """The place of the item that was begun last, with its note; None if there is none or it was deleted."""
    begun = [one for one in musyawarah.catatan if is_acara(one)]
    if not begun:
        return None
    last = max(begun, key=lambda one: one.urut)
    place = _place(agenda_of(musyawarah), last.agenda_id)
    return None if place is None else (place, last)


def is_acara(catatan: Catatan) -> bool:
    """Whether a note says that an item of the agenda began."""
    return catatan.unsur == ACARA and catatan.agenda_id is not None


def acara_berikut(musyawarah: Musyawarah) -> Agenda | None:
    """The item to begin next; None after the last."""
    items = agenda_of(musyawarah)
    found = _last_begun(musyawarah)
    place = found[0] + 1 if found is not None else 0
    return items[place] if place < len(items) else None


def _place(items: Sequence[Agenda], key: UUID | None) -> int | None:
    return next((number for number, one in enumerate(items) if one.id == key), None)

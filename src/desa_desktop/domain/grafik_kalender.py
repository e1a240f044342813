"""Kalender Dinding: twelve months on one sheet, with the steps of the planning year and the meetings."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from desa_desktop.domain.grafik import Gambar, Garis, Isi, Lukisan, Measure, Tanda, Tulisan, frame
from desa_desktop.domain.grafik_papan import first_lines, wrap
from desa_desktop.domain.wording import MONTHS

_COLUMNS, _ROWS = 6, 2
_GAP = 7.0
_HEAD = 11.0
_DAY = 8.0
_NOTE = 7.4
_SOURCE = 6.2
_WEEKDAYS = ("Sn", "Sl", "Rb", "Km", "Jm", "Sb", "Mg")
_MOST_WEEKS = 6


class TandaHari(Enum):
    """What a day on the calendar is."""

    BATAS = "batas"
    SELESAI = "selesai"
    RAPAT = "rapat"


_WEIGHT = {TandaHari.SELESAI: 0, TandaHari.RAPAT: 1, TandaHari.BATAS: 2}
"""Of several things on one day the heaviest gives it its mark: what is still open, never what is done."""


@dataclass(frozen=True, slots=True)
class Acara:
    """A day that counts: what is due or held, whether it is done, and the rule behind it (may be empty)."""

    tanggal: date
    judul: str
    tanda: TandaHari
    dasar: str = ""


@dataclass(frozen=True, slots=True)
class KalenderDinding(Lukisan):
    """The months of `tahun`; `tinggi` is the room in points. What does not fit under a month ends in ….

    A thick frame marks a last day, a grey field what is done, a thick line below a meeting.
    """

    judul: str
    tahun: int
    acara: tuple[Acara, ...]
    tinggi: float

    def layout(self, width: float, measure: Measure) -> Gambar:
        """Six months beside each other, two rows of them, the legend below."""
        marks: list[Tanda] = []
        legend = 16.0
        wide = (width - _GAP * (_COLUMNS - 1)) / _COLUMNS
        high = (self.tinggi - legend - _GAP * (_ROWS - 1)) / _ROWS
        for month in range(1, 13):
            left = (month - 1) % _COLUMNS * (wide + _GAP)
            top = (month - 1) // _COLUMNS * (high + _GAP)
            marks += self._month(month, left, top, wide, high, measure)
        marks += _legend(self.tinggi - legend + 4.0, measure)
        return Gambar(width, self.tinggi, tuple(marks))

    def _month(
        self, month: int, left: float, top: float, wide: float, high: float, measure: Measure
    ) -> list[Tanda]:
        marks: list[Tanda] = [*frame(left, top, wide, high, 0.8), Isi(left, top, wide, _HEAD + 5.0, 0.12)]
        marks.append(Tulisan(left + 4.0, top + _HEAD + 1.0, MONTHS[month - 1], _HEAD, True))
        own = [one for one in self.acara if (one.tanggal.year, one.tanggal.month) == (self.tahun, month)]
        step = (wide - 8.0) / 7
        down = top + _HEAD + 15.0
        for place, name in enumerate(_WEEKDAYS):
            marks.append(_centred(left + 4.0 + place * step, step, down, name, 6.8, measure))
        down += 4.0
        marks.append(Garis(left + 4.0, down, left + wide - 4.0, down, 0.4))
        days = {one.tanggal.day: one for one in sorted(own, key=lambda one: _WEIGHT[one.tanda])}
        for week in calendar.Calendar().monthdayscalendar(self.tahun, month):
            for place, day in enumerate(week):
                if day:
                    x = left + 4.0 + place * step
                    marks += _day(x, down, step, day, days.get(day), place == 6, measure)
            down += _DAY * 1.5
        down = top + _HEAD + 19.0 + _MOST_WEEKS * _DAY * 1.5 + 5.0
        marks += _notes(own, left + 4.0, down, wide - 8.0, top + high - 4.0, measure)
        return marks


def _day(
    x: float, down: float, step: float, day: int, acara: Acara | None, is_sunday: bool, measure: Measure
) -> list[Tanda]:
    found: list[Tanda] = []
    box = (x + 0.8, down + 1.2, step - 1.6, _DAY * 1.5 - 1.6)
    if acara is not None:
        found += _mark(*box, acara.tanda)
    found.append(
        _centred(x, step, down + _DAY * 1.22, str(day), _DAY, measure, is_bold=acara is not None or is_sunday)
    )
    return found


def _mark(x: float, y: float, width: float, height: float, tanda: TandaHari) -> list[Tanda]:
    """How a day is marked; told apart without colour."""
    match tanda:
        case TandaHari.BATAS:
            return frame(x, y, width, height, 1.6)
        case TandaHari.SELESAI:
            return [Isi(x, y, width, height, 0.25), *frame(x, y, width, height, 0.4)]
        case TandaHari.RAPAT:
            return [Garis(x, y + height, x + width, y + height, 1.8)]


def _notes(
    own: Sequence[Acara], left: float, down: float, width: float, bottom: float, measure: Measure
) -> list[Tanda]:
    """What the marked days are, as far as there is room."""
    found: list[Tanda] = []
    indent = measure("00 ", _NOTE, True) + 2.0
    ordered = sorted(own, key=lambda one: (one.tanggal, one.judul))
    for place, one in enumerate(ordered):
        words = f"{one.judul} (selesai)" if one.tanda is TandaHari.SELESAI else one.judul
        lines = first_lines(wrap(words, _NOTE, width - indent, measure), 3)
        source = first_lines(wrap(one.dasar, _SOURCE, width - indent, measure), 2)
        need = len(lines) * _NOTE * 1.22 + len(source) * _SOURCE * 1.25
        is_last = place == len(ordered) - 1
        if down + need > bottom - (0.0 if is_last else _NOTE):
            rest = len(ordered) - place
            found.append(Tulisan(left, down + _NOTE, f"dan {rest} lagi", _NOTE))
            break
        found.append(Tulisan(left, down + _NOTE, str(one.tanggal.day), _NOTE, True))
        for line in lines:
            down += _NOTE * 1.22
            found.append(Tulisan(left + indent, down - _NOTE * 0.22, line, _NOTE))
        for line in source:
            down += _SOURCE * 1.25
            found.append(Tulisan(left + indent, down - _SOURCE * 0.2, line, _SOURCE))
        down += 2.5
    return found


def _legend(down: float, measure: Measure) -> list[Tanda]:
    found: list[Tanda] = []
    x = 0.0
    for tanda, words in (
        (TandaHari.BATAS, "batas waktu"),
        (TandaHari.SELESAI, "sudah dikerjakan"),
        (TandaHari.RAPAT, "musyawarah direncanakan"),
    ):
        found += _mark(x, down, 11.0, 9.0, tanda)
        found.append(Tulisan(x + 15.0, down + 7.5, words, _DAY))
        x += 15.0 + measure(words, _DAY, False) + 16.0
    return found


def _centred(
    x: float, step: float, base: float, text: str, size: float, measure: Measure, *, is_bold: bool = False
) -> Tulisan:
    return Tulisan(x + (step - measure(text, size, is_bold)) / 2, base, text, size, is_bold)

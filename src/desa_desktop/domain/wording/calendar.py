"""Dates and hours as they are typed in a meeting and printed in a berita acara (ux.md 3.5)."""

from __future__ import annotations

import calendar as _calendar
import datetime
import re
import unicodedata

from desa_desktop.domain.wording.reading import Reading
from desa_desktop.domain.wording.words import terbilang
from desa_desktop.i18n import _

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_OLD_DAYS = {"jum'at": 4, "jumaat": 4, "ahad": 6}
_OLD_MONTHS = {"nopember": 11, "nop": 11, "pebruari": 2, "peb": 2, "agt": 8, "ags": 8}
_FROM_SHEETS = {"aug": 8, "august": 8, "oct": 10, "october": 10, "dec": 12, "december": 12, "may": 5}
_NEAR = {"hari ini": 0, "kemarin": -1, "besok": 1, "lusa": 2}
FIRST_YEAR, LAST_YEAR = 1900, 2100


def read_date(text: str, today: datetime.date, *, required: bool = False) -> Reading[datetime.date]:
    """The date meant by `22/11/2026`, `221126`, `22 nov`, `22 Nopember 2026`, `besok`, `+7`, ...

    Always day, month, year; two-digit years are 20yy; without a year it is the year of `today`.
    What is no date is a problem: K-110 unknown, K-111 no such month, K-112 no such day,
    K-113 a year outside 1900 to 2100, K-115 a day's name that does not belong to the date.
    """
    clean = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text[:60]).replace("−", "-")).strip().lower()
    if not clean:
        return _unknown() if required else Reading(None)
    if clean in _NEAR:
        return Reading(today + datetime.timedelta(days=_NEAR[clean]))
    if re.fullmatch(r"[+-] ?[0-9]{1,4}", clean):
        return Reading(today + datetime.timedelta(days=int(clean.replace(" ", ""))))
    day_name, rest = _day_name(clean)
    parts = _parts(rest, today)
    if parts is None:
        return _unknown()
    found = _date(*parts)
    if found.value is not None and day_name is not None and found.value.weekday() != day_name:
        sentence = _("{tanggal} adalah hari {hari}, bukan {tertulis}.").format(
            tanggal=show_date(found.value), hari=DAYS[found.value.weekday()], tertulis=DAYS[day_name]
        )
        return Reading(None, sentence, "K-115", found.value)
    return found


def read_time(text: str, *, required: bool = False) -> Reading[datetime.time]:
    """The hour meant by `14.05`, `14:05`, `1405`, `9`, `pukul 9.30 WIB` (K-114 if it is none)."""
    clean = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text[:60])).strip().lower()
    if not clean and not required:
        return Reading(None)
    found = re.fullmatch(
        r"(?:pukul |jam )?([0-9]{1,2})(?: ?[.:,] ?([0-9]{2})|([0-9]{2}))?(?: ?(?:wib|wita|wit))?", clean
    )
    if found is not None:
        hour, minute = int(found[1]), int(found[2] or found[3] or 0)
        if hour < 24 and minute < 60:
            return Reading(datetime.time(hour, minute))
    return Reading(None, _("Jam tidak dikenal. Contoh: 14.05."), "K-114")


def show_date(date: datetime.date) -> str:
    """`22 November 2026`, for forms and documents."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def show_date_short(date: datetime.date) -> str:
    """`22/11/2026`, for tables."""
    return f"{date.day:02d}/{date.month:02d}/{date.year:04d}"


def show_date_day(date: datetime.date) -> str:
    """`Minggu, 22 November 2026`, where the day of the week matters."""
    return f"{DAYS[date.weekday()]}, {show_date(date)}"


def show_time(moment: datetime.time | datetime.datetime) -> str:
    """`14.05`."""
    return f"{moment.hour:02d}.{moment.minute:02d}"


def date_in_words(date: datetime.date) -> str:
    """The opening of a berita acara: `Minggu, tanggal dua puluh dua, bulan November, tahun dua ribu ...`."""
    return (
        f"{DAYS[date.weekday()]}, tanggal {terbilang(date.day)}, "
        f"bulan {MONTHS[date.month - 1]}, tahun {terbilang(date.year)}"
    )


def _day_name(clean: str) -> tuple[int | None, str]:
    """A leading `minggu,` as a number (Monday 0), and what follows it."""
    first, _blank, rest = clean.partition(" ")
    name = first.rstrip(",")
    if name in _OLD_DAYS and rest:
        return _OLD_DAYS[name], rest
    lower = [day.lower() for day in DAYS]
    return (lower.index(name), rest) if name in lower and rest else (None, clean)


def _parts(clean: str, today: datetime.date) -> tuple[int, int, int] | None:
    """Day, month, year as typed; the year made whole. None if it has no known form."""
    iso = re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", clean)
    if iso:
        return int(iso[3]), int(iso[2]), int(iso[1])
    packed = re.fullmatch(r"([0-9]{2})([0-9]{2})([0-9]{2}|[0-9]{4})", clean)
    numbers = packed or re.fullmatch(
        r"([0-9]{1,2}) ?[/.-] ?([0-9]{1,2})(?: ?[/.-] ?([0-9]{2}|[0-9]{4}))?", clean
    )
    if numbers:
        return int(numbers[1]), int(numbers[2]), _year(numbers[3], today)
    named = re.fullmatch(r"([0-9]{1,2})[ -]?([a-z]{3,})\.?,?[ -]?([0-9]{4}|[0-9]{2})?", clean)
    month = _month(named[2]) if named else None
    if named is None or month is None:
        return None
    return int(named[1]), month, _year(named[3], today)


def _year(typed: str | None, today: datetime.date) -> int:
    if not typed:
        return today.year
    return int(typed) + (2000 if len(typed) == 2 else 0)


def _month(word: str) -> int | None:
    """The month of a name, an abbreviation of three letters or more, or an older spelling."""
    if word in _OLD_MONTHS:
        return _OLD_MONTHS[word]
    if word in _FROM_SHEETS:
        return _FROM_SHEETS[word]
    fitting = [number for number, name in enumerate(MONTHS, 1) if name.lower().startswith(word)]
    return fitting[0] if len(fitting) == 1 else None


def _date(day: int, month: int, year: int) -> Reading[datetime.date]:
    if not 1 <= month <= 12:
        sentence = _("Bulan {bulan} tidak ada. Urutan: tanggal/bulan/tahun.").format(bulan=month)
        return Reading(None, sentence, "K-111")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        sentence = _("Tahun {tahun} tidak dapat dipakai. Tulis tahun {awal} sampai {akhir}.")
        return Reading(None, sentence.format(tahun=year, awal=FIRST_YEAR, akhir=LAST_YEAR), "K-113")
    last = _calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        sentence = _(
            "Tanggal {hari} {bulan} {tahun} tidak ada. {bulan} {tahun} berakhir pada tanggal {akhir}."
        )
        named = sentence.format(hari=day, bulan=MONTHS[month - 1], tahun=year, akhir=last)
        return Reading(None, named, "K-112", datetime.date(year, month, last) if day > last else None)
    return Reading(datetime.date(year, month, day))


def _unknown() -> Reading[datetime.date]:
    return Reading(None, _("Tanggal tidak dikenal. Contoh: 22/11/2026."), "K-110")

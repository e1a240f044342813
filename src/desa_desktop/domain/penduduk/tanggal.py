"""Dates of a register as villages write them; a date is never stored wrong, a doubt is asked.

Source: kependudukan.md 2 (century) and 5. Rules: P-201 no date, P-202 no such day, P-203 order of day and
month unclear, P-204 day and month probably swapped, P-205 year outside 1900, P-206 in the future,
P-207 century unclear.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from desa_desktop.domain.penduduk.kode import is_empty_mark
from desa_desktop.domain.penduduk.nik import parse_nik
from desa_desktop.domain.penduduk.terbaca import Terbaca, ragu, salah
from desa_desktop.domain.wording import show_date
from desa_desktop.i18n import _

FIRST_YEAR = 1900
OLDEST = 110
_SERIAL_START = date(1899, 12, 30)
_SERIAL_1904 = 1_462  # days between the two calendars that a workbook can count from
_LAST_SERIAL = 73_050  # the end of 2099
_FIRST_SERIAL = 61  # before it, Excel counts a 29 February 1900 that never was
_MONTHS = {
    "jan": 1,
    "januari": 1,
    "january": 1,
    "feb": 2,
    "februari": 2,
    "february": 2,
    "peb": 2,
    "pebruari": 2,
    "mar": 3,
    "maret": 3,
    "march": 3,
    "mrt": 3,
    "apr": 4,
    "april": 4,
    "mei": 5,
    "may": 5,
    "jun": 6,
    "juni": 6,
    "june": 6,
    "jul": 7,
    "juli": 7,
    "july": 7,
    "agu": 8,
    "ags": 8,
    "agt": 8,
    "agst": 8,
    "agust": 8,
    "agustus": 8,
    "agus": 8,
    "aug": 8,
    "august": 8,
    "sep": 9,
    "sept": 9,
    "september": 9,
    "okt": 10,
    "oktober": 10,
    "oct": 10,
    "october": 10,
    "nov": 11,
    "november": 11,
    "nop": 11,
    "nopember": 11,
    "des": 12,
    "desember": 12,
    "dec": 12,
    "december": 12,
}
_NUMBERS = re.compile(r"([0-9]{1,4})\s*[-/. ]\s*([0-9]{1,2})\s*[-/. ]\s*([0-9]{1,4})")
_NAMED = re.compile(r"([0-9]{1,2})\s*[-/., ]?\s*([a-z]{3,9})\.?,?\s*[-/. ]?\s*([0-9]{4}|[0-9]{2})")
_NAMED_FIRST = re.compile(r"([a-z]{3,9})\.?\s*([0-9]{1,2})(?:st|nd|rd|th)?\s*,?\s*([0-9]{4})")
_MONTH_YEAR = re.compile(r"([a-z]{3,9})\.?\s*[-/. ]?\s*([0-9]{4})")
_ROMAN = re.compile(r"([0-9]{1,2})\s*[-/. ]\s*([ivx]{1,4})\s*[-/. ]\s*([0-9]{4}|[0-9]{2})")
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_DASHES = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2212\\", "-------")
_DAY_NAME = re.compile(r"^(tgl\.?|tanggal|senin|selasa|rabu|kamis|jumat|sabtu|minggu|ahad|[a-z]+day),?\s+")
_HOUR = re.compile(r"[t ]\s*[0-9]{1,2}[:.][0-9]{2}([:.][0-9]{2}(\.[0-9]+)?)?z?$")


class Urutan(Enum):
    """Which of the first two numbers is the day."""

    HARI_BULAN = "hari_bulan"
    BULAN_HARI = "bulan_hari"


@dataclass(frozen=True, slots=True)
class KolomTanggal:
    """What the cells of one column say together. `is_campur`: both orders occur, so each row is asked.

    `contoh` are up to five cells with what they are read as, for the person to judge. `is_rapat`: numbers
    are days typed without signs (`170890`, and `70890` for the 7th). `is_1904`: serial numbers count from
    1904.
    """

    urutan: Urutan = Urutan.HARI_BULAN
    is_campur: bool = False
    is_rapat: bool = False
    is_1904: bool = False
    contoh: tuple[tuple[str, date | None], ...] = ()


BIASA = KolomTanggal()


def detect_urutan(cells: Iterable[object], today: date, *, is_1904: bool = False) -> KolomTanggal:
    """The order of day and month in a column: day first unless the column itself says otherwise.

    Mixed: some cells only make sense one way and some only the other; or Excel made dates of all cells
    whose first number could be a month and left the rest as text (`08/17/1990` beside real dates).
    """
    day_first = month_first = dated = dated_beyond = packed = 0
    samples: list[object] = []
    for cell in cells:
        if isinstance(cell, date):
            dated += 1
            dated_beyond += cell.day > 12
            continue
        if isinstance(cell, int) and cell > _LAST_SERIAL:
            packed += _packed(cell, today, "", False).nilai is not None
            continue
        found = _NUMBERS.fullmatch(_clean(cell)) if isinstance(cell, str) else None
        if found is None or len(found[1]) > 2:
            continue
        first, second = int(found[1]), int(found[2])
        day_first += 12 < first <= 31 and second <= 12
        month_first += first <= 12 < second <= 31
        if len(samples) < 5:
            samples.append(cell)
    is_half_swapped = bool(dated) and not dated_beyond and dated >= 3 and bool(day_first or month_first)
    urutan = Urutan.BULAN_HARI if month_first and not day_first else Urutan.HARI_BULAN
    is_mixed = bool(day_first and month_first) or is_half_swapped
    shown = tuple((str(one), read_tanggal(one, today, KolomTanggal(urutan)).nilai) for one in samples)
    return KolomTanggal(urutan, is_mixed, bool(packed), is_1904, shown)


@dataclass(frozen=True, slots=True)
class _Parts:
    """Day, month and year as written; 0 for what was left out (`00-00-1957`)."""

    day: int
    month: int
    year: int
    is_short_year: bool = False


def read_tanggal(
    cell: object, today: date, kolom: KolomTanggal = BIASA, *, nik: str = "", is_future_ok: bool = False
) -> Terbaca[date]:
    """The date in a cell; `nik` is a witness of the birth date where the order or a swap is in doubt.

    Of a year alone it is 1 July, of month and year the 15th, both `is_perkiraan`. A two-digit year that
    could be a child or somebody of more than a hundred years is asked. `is_future_ok` for dates like the
    end of a passport.
    """
    if cell is None or isinstance(cell, bool):
        return Terbaca()
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return _dated(cell, today, kolom, nik, is_future_ok)
    if isinstance(cell, int | float):
        return _numeric(cell, today, kolom, nik, is_future_ok)
    text = _clean(cell)
    if is_empty_mark(text) or re.fullmatch(r"[0\-/. ]+", text):
        return Terbaca()
    named = _named(text)
    if named is not None:
        return _settle([named], today, nik, is_future_ok)
    if re.fullmatch(r"[0-9]+", text):
        return _digits(text, today, nik, is_future_ok)
    found = _NUMBERS.fullmatch(text)
    if found is None:
        return _unknown()
    return _numbers(found[1], found[2], found[3], today, kolom, nik, is_future_ok)


def _clean(cell: object) -> str:
    text = unicodedata.normalize("NFKC", str(cell)).translate(_DASHES).lower()
    text = re.sub("['`\u2019]", "", text).strip()  # also of `jum'at` and of '90
    text = _DAY_NAME.sub("", re.sub(r"\s+", " ", text))
    return _HOUR.sub("", text).strip().rstrip(".")


def _named(text: str) -> _Parts | None:
    """A date whose month is a name, and so whose order is plain."""
    if (found := _NAMED.fullmatch(text)) and found[2] in _MONTHS:
        return _Parts(int(found[1]), _MONTHS[found[2]], int(found[3]), len(found[3]) == 2)
    if (found := _ROMAN.fullmatch(text)) and found[2] in _ROMANS:
        return _Parts(int(found[1]), _ROMANS.index(found[2]) + 1, int(found[3]), len(found[3]) == 2)
    if (found := _NAMED_FIRST.fullmatch(text)) and found[1] in _MONTHS:
        return _Parts(int(found[2]), _MONTHS[found[1]], int(found[3]))
    if (found := _MONTH_YEAR.fullmatch(text)) and found[1] in _MONTHS:
        return _Parts(0, _MONTHS[found[1]], int(found[2]))
    return None


def _numbers(
    first: str, second: str, third: str, today: date, kolom: KolomTanggal, nik: str, is_future_ok: bool
) -> Terbaca[date]:
    if len(first) == 4:
        one, other = (
            _Parts(int(third), int(second), int(first)),
            _Parts(int(second), int(third), int(first)),
        )
        return _unless_nik_says_otherwise(one, other, today, nik, is_future_ok)
    if len(first) == 3 or len(third) not in (2, 4):
        return _unknown()
    short = len(third) == 2
    day_first = _Parts(int(first), int(second), int(third), short)
    month_first = _Parts(int(second), int(first), int(third), short)
    one, other = (day_first, month_first) if kolom.urutan is Urutan.HARI_BULAN else (month_first, day_first)
    if first == second or not (1 <= day_first.month <= 12 and 1 <= month_first.month <= 12):
        # only one order is possible at all
        if 1 <= one.month <= 12 or not 1 <= other.month <= 12:
            return _settle([one], today, nik, is_future_ok)
        swapped = _settle([other], today, nik, is_future_ok)
        if kolom.is_campur and swapped.nilai is not None:
            return swapped  # in a mixed column this cell can mean nothing else
        return _swapped(other, today, nik, is_future_ok)
    if kolom.is_campur:
        return _witnessed(one, other, today, nik, is_future_ok)
    return _unless_nik_says_otherwise(one, other, today, nik, is_future_ok)


def _unless_nik_says_otherwise(
    one: _Parts, other: _Parts, today: date, nik: str, is_future_ok: bool
) -> Terbaca[date]:
    """The order of the column, but asked where the NIK names the very same numbers the other way round."""
    found = _settle([one], today, nik, is_future_ok)
    turned = _settle([other], today, nik, is_future_ok)
    if found.nilai is None or turned.nilai is None or not _agrees(turned.nilai, nik):
        return found
    return found if found.nilai == turned.nilai else _turned(turned.nilai, found.nilai)


def _turned(by_nik: date, written: date) -> Terbaca[date]:
    sentence = _("Menurut NIK, hari dan bulan tertukar. Maksudnya {tanggal}?")
    return ragu("P-204", sentence.format(tanggal=show_date(by_nik)), by_nik, written)


def _swapped(parts: _Parts, today: date, nik: str, is_future_ok: bool) -> Terbaca[date]:
    """Possible only with day and month the other way round than the column has them."""
    found = _settle([parts], today, nik, is_future_ok)
    if found.nilai is None:
        return found
    if _agrees(found.nilai, nik):
        return found
    sentence = _("Urutan tanggal di kolom ini hari/bulan/tahun. Maksudnya {tanggal}?")
    return ragu("P-204", sentence.format(tanggal=show_date(found.nilai)), found.nilai)


def _witnessed(one: _Parts, other: _Parts, today: date, nik: str, is_future_ok: bool) -> Terbaca[date]:
    """Both orders are possible and the column does not say which: the NIK does, or a person."""
    meant = [
        found.nilai
        for found in (_settle([parts], today, nik, is_future_ok) for parts in (one, other))
        if found.nilai is not None
    ]
    agreed = [day for day in meant if _agrees(day, nik)]
    if len(agreed) == 1:
        return Terbaca(agreed[0])
    if not meant:
        return _settle([one], today, nik, is_future_ok)
    return ragu(
        "P-203",
        _("Di kolom ini hari dan bulan tercampur. Pilih tanggal yang benar."),
        *meant,
    )


def _dated(day: date, today: date, kolom: KolomTanggal, nik: str, is_future_ok: bool) -> Terbaca[date]:
    found = _held(day, today, is_future_ok)
    if found.nilai is None or day.day > 12 or day.day == day.month:
        return found
    other = day.replace(month=day.day, day=day.month)
    if not kolom.is_campur:
        return _turned(other, day) if _agrees(other, nik) else found
    if _agrees(day, nik) != _agrees(other, nik):
        return Terbaca(day if _agrees(day, nik) else other)
    return ragu(
        "P-203",
        _("Excel mungkin menukar hari dan bulan tanggal ini. Pilih tanggal yang benar."),
        day,
        other,
    )


def _numeric(value: float, today: date, kolom: KolomTanggal, nik: str, is_future_ok: bool) -> Terbaca[date]:
    """A number-typed cell: a year, a serial number, or a day typed without signs, whose first 0 is lost."""
    if value != value or value in (float("inf"), float("-inf")):
        return _unknown()
    number = int(value)
    if not number:
        return Terbaca()
    if FIRST_YEAR <= number <= today.year and number == value:
        return _year_only(number, today, is_future_ok)
    found = _serial(number + (_SERIAL_1904 if kolom.is_1904 else 0), today, is_future_ok)
    typed = _packed(number, today, nik, is_future_ok)
    if found.nilai is None:
        return typed if typed.aturan != "P-201" else found
    dated = _dated(found.nilai, today, kolom, nik, is_future_ok)
    if typed.nilai is None or found.nilai == typed.nilai:
        return dated
    is_serial, is_typed = _agrees(found.nilai, nik), _agrees(typed.nilai, nik)
    if (is_serial and not is_typed) or not (is_typed or kolom.is_rapat):
        return dated
    if kolom.is_rapat and is_typed and not is_serial:
        return typed
    sentence = _("Angka {angka} bisa dibaca dua cara. Pilih tanggal yang benar.")
    return ragu("P-203", sentence.format(angka=number), typed.nilai, found.nilai)


def _packed(number: int, today: date, nik: str, is_future_ok: bool) -> Terbaca[date]:
    """`170890`, `17081990` or `7081990` typed into a cell that made a number of it."""
    if not 10_000 <= number <= 99_999_999:
        return _unknown()
    return _digits(f"{number:0{6 if number <= 999_999 else 8}d}", today, nik, is_future_ok)


def _serial(number: int, today: date, is_future_ok: bool) -> Terbaca[date]:
    if not _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return _unknown()
    return _held(_SERIAL_START + timedelta(days=number), today, is_future_ok)


def _digits(text: str, today: date, nik: str, is_future_ok: bool) -> Terbaca[date]:
    """Digits without a sign between: a year, a serial number, or ddmmyy, ddmmyyyy, yyyymmdd."""
    match len(text):
        case 4:
            return _year_only(int(text), today, is_future_ok)
        case 5:
            return _serial(int(text), today, is_future_ok)
        case 6:
            parts = [_Parts(int(text[:2]), int(text[2:4]), int(text[4:]), True)]
        case 8:
            parts = [
                _Parts(int(text[:2]), int(text[2:4]), int(text[4:])),
                _Parts(int(text[6:]), int(text[4:6]), int(text[:4])),
            ]
            parts = [one for one in parts if one.year >= FIRST_YEAR and one.month <= 12]
        case _:
            return _unknown()
    return _settle(parts, today, nik, is_future_ok) if parts else _unknown()


def _year_only(year: int, today: date, is_future_ok: bool) -> Terbaca[date]:
    if not FIRST_YEAR <= year <= (2100 if is_future_ok else today.year):
        return _out_of_years(year, today)
    middle = date(year, 7, 1)
    if middle > today and not is_future_ok:
        middle = date(year, 1, 1)  # of this year before July: 1 July would lie in the future
    return Terbaca(middle, is_perkiraan=True)


def _settle(candidates: list[_Parts], today: date, nik: str, is_future_ok: bool) -> Terbaca[date]:
    """The one date that the parts can mean; two are asked, none is a problem of the first."""
    found = [_one(parts, today, nik, is_future_ok) for parts in candidates]
    meant = [one for one in found if one.nilai is not None]
    if len({one.nilai for one in meant}) > 1:
        agreed = [one for one in meant if one.nilai is not None and _agrees(one.nilai, nik)]
        if len(agreed) == 1:
            return agreed[0]
        days = [one.nilai for one in meant if one.nilai is not None]
        return ragu("P-203", _("Tanggal ini bisa dibaca dua cara. Pilih yang benar."), *days)
    return meant[0] if meant else found[0]


def _one(parts: _Parts, today: date, nik: str, is_future_ok: bool) -> Terbaca[date]:
    if parts.day == 0 or parts.month == 0:
        return _partly(parts, today, is_future_ok)
    if not 1 <= parts.month <= 12:
        return salah(
            "P-202",
            _("Bulan {bulan} tidak ada. Urutan: tanggal/bulan/tahun.").format(bulan=parts.month),
        )
    if not parts.is_short_year:
        return _build(parts.day, parts.month, parts.year, today, is_future_ok)
    return _century(parts, today, is_future_ok)


def _partly(parts: _Parts, today: date, is_future_ok: bool) -> Terbaca[date]:
    year = parts.year
    if parts.is_short_year:
        year += 2000 if 2000 + year <= today.year else 1900
        if _is_unclear_century(parts.year, today):
            return _ask_century(
                [date(2000 + parts.year, 7, 1), date(1900 + parts.year, 7, 1)], today, is_future_ok
            )
    if not 1 <= parts.month <= 12:
        return _year_only(year, today, is_future_ok)
    found = _build(15, parts.month, year, today, is_future_ok)
    return found if found.nilai is None else Terbaca(found.nilai, is_perkiraan=True)


def _is_unclear_century(year: int, today: date) -> bool:
    """A child of this century, or somebody between a hundred and 110: both live in villages."""
    return 2000 + year <= today.year <= 1900 + year + OLDEST


def _century(parts: _Parts, today: date, is_future_ok: bool) -> Terbaca[date]:
    """Two digits of a year: 20YY unless that lies in the future (section 2); what could be both is asked."""
    young = _build(parts.day, parts.month, 2000 + parts.year, today, is_future_ok)
    old = _build(parts.day, parts.month, 1900 + parts.year, today, is_future_ok)
    if is_future_ok:
        return young
    if young.nilai is None:
        return old if old.nilai is not None or young.aturan == "P-206" else young
    if old.nilai is not None and _is_unclear_century(parts.year, today):
        return _ask_century([young.nilai, old.nilai], today, is_future_ok)
    return young


def _ask_century(days: list[date], today: date, is_future_ok: bool) -> Terbaca[date]:
    possible = [day for day in days if is_future_ok or day <= today]
    if len(possible) == 1:
        return Terbaca(possible[0], is_perkiraan=True)
    return ragu(
        "P-207",
        _("Tahun dua angka bisa {satu} atau {dua}. Pilih yang benar.").format(
            satu=days[0].year, dua=days[1].year
        ),
        *possible,
    )


def _build(day: int, month: int, year: int, today: date, is_future_ok: bool) -> Terbaca[date]:
    try:
        built = date(year, month, day)
    except ValueError:
        if not 1 <= year <= 9999:
            return _out_of_years(year, today)
        return salah(
            "P-202",
            _("Tanggal {hari} bulan {bulan} tahun {tahun} tidak ada.").format(
                hari=day, bulan=month, tahun=year
            ),
        )
    return _held(built, today, is_future_ok)


def _held(day: date, today: date, is_future_ok: bool) -> Terbaca[date]:
    if day.year < FIRST_YEAR or day.year > 2100:
        return _out_of_years(day.year, today)
    if day > today and not is_future_ok:
        return salah("P-206", _("{tanggal} belum terjadi.").format(tanggal=show_date(day)))
    return Terbaca(day)


def _out_of_years(year: int, today: date) -> Terbaca[date]:
    return salah(
        "P-205",
        _("Tahun {tahun} tidak dapat dipakai. Tulis tahun {awal} sampai {akhir}.").format(
            tahun=year, awal=FIRST_YEAR, akhir=today.year
        ),
    )


def _unknown() -> Terbaca[date]:
    return salah("P-201", _("Tanggal tidak dikenal. Contoh: 17-08-1990."))


def _agrees(day: date, nik: str) -> bool:
    """Whether the NIK names this day, month and year."""
    isi = parse_nik(nik)
    return isi is not None and (isi.hari, isi.bulan, isi.tahun) == (day.day, day.month, day.year % 100)

"""What a person means who types into the search field of a list of residents."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

_SHORTEST_NUMBER = 3
_PLACE = re.compile(r"\b(rt|rw)[ .:]*([0-9]{1,3})(?![0-9])(?:/([0-9]{1,3})(?![0-9]))?")


@dataclass(frozen=True, slots=True)
class Pencarian:
    """Words of a name or a place, runs of digits of a NIK or a KK, and RT and RW as `003`."""

    kata: tuple[str, ...] = ()
    angka: tuple[str, ...] = ()
    rt: tuple[str, ...] = ()
    rw: tuple[str, ...] = ()


def parse_cari(text: str) -> Pencarian:
    """The words (lower case, no marks; MA'RUF is maruf) and the numbers of at least three digits.

    A number written with blanks or points is one number. `RT 3`, `rt.03` and `RT003/002` are RT and RW.
    """
    plain = unicodedata.normalize("NFKD", text.replace("'", "").replace("\u2019", "")).lower()
    places: dict[str, list[str]] = {"rt": [], "rw": []}

    def take(found: re.Match[str]) -> str:
        which, number, beside = found.groups()
        for name, value in ((which, number), ("rw" if which == "rt" else "rt", beside)):
            if value and int(value):
                places[name].append(value.lstrip("0").zfill(3))
        return " "

    plain = _PLACE.sub(take, plain)
    plain = re.sub(r"(?<=[0-9])[ .\-](?=[0-9])", "", plain)
    parts = re.findall(r"[a-z0-9]+", "".join(one for one in plain if not unicodedata.combining(one)))
    numbers = tuple(one for one in parts if one.isdigit() and len(one) >= _SHORTEST_NUMBER)
    words = tuple(one for one in parts if one not in numbers)
    return Pencarian(words, numbers, tuple(places["rt"]), tuple(places["rw"]))


def years_before(day: date, years: int) -> date:
    """The same day `years` earlier (28 February for a 29th): who was born then or before is that old."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)

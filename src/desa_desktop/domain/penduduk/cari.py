"""What a person means who types into the search field of a list of residents."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

_SHORTEST_NUMBER = 3


@dataclass(frozen=True, slots=True)
class Pencarian:
    """Words of a name or a place, and runs of digits of a NIK or a KK."""

    kata: tuple[str, ...] = ()
    angka: tuple[str, ...] = ()


def parse_cari(text: str) -> Pencarian:
    """The words (lower case, no marks; MA'RUF is maruf) and the numbers of at least three digits.

    A number written with blanks or points is one number.
    """
    plain = unicodedata.normalize("NFKD", text.replace("'", "").replace("\u2019", "")).lower()
    plain = re.sub(r"(?<=[0-9])[ .\-](?=[0-9])", "", plain)
    parts = re.findall(r"[a-z0-9]+", "".join(one for one in plain if not unicodedata.combining(one)))
    numbers = tuple(one for one in parts if one.isdigit() and len(one) >= _SHORTEST_NUMBER)
    return Pencarian(tuple(one for one in parts if one not in numbers), numbers)


def years_before(day: date, years: int) -> date:
    """The same day `years` earlier (28 February for a 29th): who was born then or before is that old."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)

"""Years in a table of an RPJM Desa: ticks, amounts and targets in one column for each year.

Forms head them `THN 1` to `THN 8`, `Tahun ke-1` or with the years themselves (perencanaan.md 6 B1 to B3).
"""

from __future__ import annotations

import re

from desa_desktop.domain.teks import compact

MOST_YEARS = 9  # villages count start and end differently: eight or nine labels (perencanaan.md 10)
_ORDINAL = re.compile(
    r"(?:tahun|thn|th|t)\.?\s*(?:pelaksanaan\s*)?(?:ke)?[\s.-]*([1-9]|i{1,3}|iv|vi{0,3}|ix)\.?", re.IGNORECASE
)
_CALENDAR = re.compile(r"(?:tahun|thn|th)?\.?\s*(20[0-9]{2})", re.IGNORECASE)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}
TICKS = {"v", "x", "ya", "y", "ok", "vv", "√", "✓", "✔", "☑", "*", "●", "•", "■", "1"}
_ALL = re.compile(r"(setiap tahun|tiap tahun|semua tahun|sepanjang masa|[68] ?(?:tahun|thn))", re.IGNORECASE)


def year_place(text: str) -> int | None:
    """The place from 1 that a heading or cell gives (`THN 6`, `Tahun ke-2`, `III`); None if it gives none."""
    found = _ORDINAL.fullmatch(text.strip())
    if found is None:
        return None
    word = found[1].lower()
    return _ROMAN.get(word) or int(word)


def calendar_year(text: str) -> int | None:
    """The year that a heading names, `2027` or `Tahun 2027`; None for another text."""
    found = _CALENDAR.fullmatch(text.strip())
    return int(found[1]) if found else None


def is_tick(text: str) -> bool:
    """Whether the text of a cell is a mark: `v`, `x`, `√`, `1`."""
    return text.strip().lower() in TICKS or compact(text) in TICKS


def read_years(text: str, first: int, last: int) -> tuple[int, ...]:
    """The years a cell of words names: `THN 6`, `2027-2029`, `1, 3 dan 5`, `setiap tahun`; () if none.

    Places from 1 count from `first`, the first year of the plan; `last` is its last year.
    """
    clean = text.strip()
    if _ALL.fullmatch(clean):
        return tuple(range(first, last + 1))
    clean = re.sub(r"\b(?:tahun|thn|th|ke)\b\.?-?", " ", clean, flags=re.IGNORECASE)
    clean = re.sub(r"\s*(?:s\.?/?d\.?|sampai|–|-)\s*", "-", clean.strip(), flags=re.IGNORECASE)
    found: list[int] = []
    for part in re.split(r"[,;&\s]+|\bdan\b", clean):
        if not part:
            continue
        ends = [_year(word, first) for word in part.split("-")]
        if not 1 <= len(ends) <= 2 or any(end is None for end in ends):
            return ()
        begin, end = ends[0] or 0, ends[-1] or 0
        if end < begin or end - begin > MOST_YEARS:
            return ()
        found.extend(range(begin, end + 1))
    return tuple(dict.fromkeys(found))


def _year(word: str, first: int) -> int | None:
    if re.fullmatch(r"20[0-9]{2}", word):
        return int(word)
    place = _ROMAN.get(word.lower()) or (int(word) if re.fullmatch(r"[1-9]", word) else None)
    return None if place is None else first + place - 1

"""What the words inside a cell say: men and women who benefit, months in which work is done."""

from __future__ import annotations

import re
from datetime import date

from desa_desktop.domain.teks import compact, squeeze
from desa_desktop.domain.wording import MONTHS, read_date, read_integer

_SEX_COUNT = re.compile(
    r"\b(lk|laki[- ]?laki|pria|l|pr|perempuan|wanita|p)\b\s*[:=]?\s*([0-9][0-9.]*)", re.IGNORECASE
)
MEN = {"l", "lk", "laki", "lakilaki", "pria", "m", "male"}
WOMEN = {"p", "pr", "perempuan", "wanita", "female"}
_PART = r"(?:triwulan|tw|tri wulan|kwartal|kuartal|q)"
_QUARTER = _PART + r"\.? ?(iv|i{1,3}|[1-4])"
_QUARTERS = {"1": 1, "2": 4, "3": 7, "4": 10, "i": 1, "ii": 4, "iii": 7, "iv": 10}


def read_people(text: str) -> tuple[int | None, int | None] | None:
    """Men and women out of `LK 500; PR 400` or `PR 23`; None if the text says something else as well."""
    counts: dict[str, int] = {}
    for word, number in _SEX_COUNT.findall(text):
        sex = "l" if compact(word) in MEN else "p"
        count = read_integer(number)
        if count.value is None or sex in counts:
            return None
        counts[sex] = count.value
    rest = compact(_SEX_COUNT.sub("", text))
    if not counts or rest not in {"", "orang", "jiwa", "dan"}:
        return None
    return counts.get("l"), counts.get("p")


def read_months(text: str) -> tuple[int, int] | None:
    """First and last month out of `12 bulan`, `Jan–Des`, `Juni`, `TW II`, `Juli dan Agustus`."""
    clean = squeeze(text).lower().replace("–", "-")
    clean = re.sub(r"\bke-(?=[0-9])", "ke ", clean)
    if re.fullmatch(
        r"12 ?(bulan|bln)|(1|satu) ?(tahun|thn)|setahun|36[05] ?(hari|hr)|sepanjang tahun"
        r"|(setiap|tiap) bulan|bulanan",
        clean,
    ):
        return 1, len(MONTHS)
    span = re.fullmatch(
        rf"{_QUARTER} ?(?:-|s/d|sd|dan|&) ?{_PART}?\.? ?(iv|i{{1,3}}|[1-4])",
        clean,
    )
    if span:
        first, last = _QUARTERS[span[1]], _QUARTERS[span[2]] + 2
        return (first, last) if first < last else None
    quarter = re.fullmatch(_QUARTER, clean)
    if quarter:
        first = _QUARTERS[quarter[1]]
        return first, first + 2
    half = re.fullmatch(r"(?:semester|smt|sem)\.? ?(i{1,2}|[12])", clean)
    if half:
        return (1, 6) if half[1] in {"1", "i"} else (7, 12)
    if (named := _listed_months(clean)) is not None:
        return named
    ends = [part.strip() for part in re.split(r"-| s/d | sd | s\.d\.? | sampai ", clean) if part.strip()]
    if len(ends) == 2 and re.match(r"(?:bulan|bln)\b", ends[0]) and ends[1].isdigit():
        ends[1] = f"bulan {ends[1]}"  # `Bln 6 s/d 8`
    months = [month_of(part) for part in ends]
    if not 1 <= len(months) <= 2 or any(month is None for month in months):
        return None
    first, last = months[0] or 0, months[-1] or 0
    return (first, last) if first <= last else None


def _listed_months(clean: str) -> tuple[int, int] | None:
    """`juli dan agustus`, `jan, feb, mar`; None for months with others between them, or for a single one."""
    words = [one.strip() for one in re.split(r",|&|/(?!d)|\bdan\b", clean) if one.strip()]
    months = [month_of(word) for word in words]
    if len(months) < 2 or None in months:
        return None
    known = [month for month in months if month is not None]
    return (known[0], known[-1]) if known == list(range(known[0], known[-1] + 1)) else None


def month_of(word: str) -> int | None:
    """The month of a name, abbreviation or `bulan ke-3`, with or without a year; None if it is none."""
    numbered = re.fullmatch(r"(?:bulan|bln)\.? ?(?:ke)?[- ]?([1-9]|1[0-2])", word.strip())
    if numbered:
        return int(numbered[1])
    clean = re.sub(r"^bulan |[ .]*(20[0-9]{2})?$", "", word)
    found = read_date(f"1 {clean}", date(2024, 1, 1))
    if not re.fullmatch(r"[a-z]+", clean) or found.value is None:
        return None
    return found.value.month

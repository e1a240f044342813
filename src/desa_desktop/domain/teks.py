"""How two pieces of village writing are brought to one form before they are compared (ux.md 3.7, 14.7)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz

_REMEMBER = 16_384  # texts: each is compared with many others
NEAR = 75  # of 100: how alike a slip of the pen must be before a name is offered
_SHORT_FORMS = {
    "jl": "jalan",
    "jln": "jalan",
    "jut": "jalan usaha tani",
    "tpt": "tembok penahan tanah",
    "pmt": "pemberian makanan tambahan",
    "rtlh": "rumah tidak layak huni",
    "ape": "alat permainan edukatif",
    "klp": "kelompok",
    "klpk": "kelompok",
    "pemb": "pembangunan",
    "rehab": "rehabilitasi",
    "dsn": "dusun",
    "muh": "muhammad",
    "moh": "muhammad",
    "hj": "hajah",
}
_WORDS = re.compile("[0-9a-z]+")
_PLACE = re.compile(r"\b(rt|rw)\b((?:[ ,]*(?:dan )?\d+)+)")


def squeeze(text: str) -> str:
    """The text without odd blanks at the edges or inside."""
    if text.isascii() and text.isprintable() and "  " not in text:  # most cells of a list of thousands
        return text.strip()
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


@lru_cache(_REMEMBER)
def compact(text: str) -> str:
    """Letters and digits only, in lower case: how headings and names of lists are compared."""
    return re.sub(r"[^a-z0-9%]", "", unicodedata.normalize("NFKC", text).lower())


@lru_cache(_REMEMBER)
def plain_words(text: str) -> str:
    """The text in the form in which proposals are compared: `Talud  Jln. RT.03` is `talud jalan rt 3`.

    Case, punctuation, leading zeros and usual short forms no longer count.
    """
    clean = (text if text.isascii() else unicodedata.normalize("NFKC", text)).lower()
    if "rt" in clean or "rw" in clean:
        clean = re.sub(r"\b(rt|rw)[ .]*0*(\d+)", r" \1 \2 ", clean)
    return " ".join([_plain_word(word) for word in _WORDS.findall(clean)])


def _plain_word(word: str) -> str:
    if word.isdigit():
        return word.lstrip("0") or "0"
    return _SHORT_FORMS.get(word, word)


@lru_cache(_REMEMBER)
def places(text: str) -> frozenset[tuple[str, str]]:
    """The RT and RW a text names: `RT 003/RW 01` gives ("rt", "3") and ("rw", "1")."""
    found: set[tuple[str, str]] = set()
    for kind, numbers in _PLACE.findall(plain_words(text)):
        found.update((kind, number) for number in re.findall(r"\d+", numbers))
    return frozenset(found)


def nearest(text: str, names: Iterable[str], least: float = NEAR) -> str:
    """The name that was probably meant, or "" when none is near or two are equally near."""
    wanted = plain_words(text)
    if not wanted:
        return ""
    found = sorted(((fuzz.ratio(wanted, plain_words(name)), name) for name in names), reverse=True)
    if not found or found[0][0] < least:
        return ""
    if len(found) > 1 and found[1][0] == found[0][0]:
        return ""
    return found[0][1]


def all_near(text: str, names: Iterable[str], least: float = NEAR, most: int = 5) -> list[str]:
    """The names that could have been meant by a slip of the fingers, the nearest first.

    Part of a name is compared with parts of names: `wagimen` is near `Wagiman Santoso`.
    """
    wanted = plain_words(text)
    if not wanted:
        return []
    count = len(wanted.split())

    def likeness(name: str) -> float:
        words = plain_words(name).split()
        parts = [" ".join(words[n : n + count]) for n in range(max(1, len(words) - count + 1))]
        return max(fuzz.ratio(wanted, one) for one in (*parts, " ".join(words)))

    found = sorted(((likeness(one), one) for one in dict.fromkeys(names)), key=lambda one: (-one[0], one[1]))
    return [name for points, name in found[:most] if points >= least]


def contains_words(text: str, name: str) -> bool:
    """True if the words of `name` stand in `text`, whole and in their order."""
    return bool(name.strip()) and f" {plain_words(name)} " in f" {plain_words(text)} "

"""Rows that ask for the same at the same place, though one of them has a slip of the pen (V-22)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Generic, TypeVar

from rapidfuzz import fuzz

from desa_desktop.domain.teks import plain_words

T = TypeVar("T")
_SLIP = 85  # of 100: `lingkugan` is `lingkungan`, `pemasaran` is not `pemasangan`
_REMEMBER = 16_384  # pairs of texts
_LONG = 5  # letters: `PAUD` and `TPQ` are two things
_INSIDE = re.compile(r"(?<=[a-z]) (?=[a-z])")


class Kembar(Generic[T]):
    """Rows by name and place; `find` gives the one that another row repeats.

    Alike are names that differ in case, punctuation, short forms and blanks (`Kali-Jali`, `Kalijali`), and
    names of which one long word is written a little differently. Numbers always count.
    """

    def __init__(self) -> None:
        self._same: dict[tuple[str, str], T] = {}
        self._but_one: dict[str, list[tuple[str, T]]] = {}

    def add(self, nama: str, lokasi: str, row: T) -> None:
        """One more row; of several alike the first one is kept. A row without a name is left out."""
        same, slips = _keys(nama, lokasi)
        if same is None:
            return
        self._same.setdefault(same, row)
        for word, key in slips:
            self._but_one.setdefault(key, []).append((word, row))

    def find(self, nama: str, lokasi: str) -> T | None:
        """The row that this name and place mean; None for a new one or an empty name."""
        same, slips = _keys(nama, lokasi)
        if same is None:
            return None
        found = self._same.get(same)
        if found is not None:
            return found
        for word, key in slips:
            for other, row in self._but_one.get(key, ()):
                if fuzz.ratio(word, other) >= _SLIP:
                    return row
        return None


@lru_cache(_REMEMBER)
def _keys(nama: str, lokasi: str) -> tuple[tuple[str, str] | None, tuple[tuple[str, str], ...]]:
    """What equal rows share (None without a name), and every long word with what stands around it.

    Two names that differ in one word share what stands around it. Remembered: a plan of a thousand rows is
    checked after every change of one.
    """
    words, where = plain_words(nama), plain_words(lokasi)
    if not words:
        return None, ()
    parts = words.split()
    around = tuple(
        (word, "|".join((where, *parts[:place], "", *parts[place + 1 :])))
        for place, word in enumerate(parts)
        if len(word) >= _LONG and word.isalpha()
    )
    return (_INSIDE.sub("", words), where), around

"""Rows that ask for the same at the same place, though one of them has a slip of the pen (V-22)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Generic, TypeVar

from rapidfuzz import fuzz

from desa_desktop.domain.teks import plain_words

T = TypeVar("T")
_SLIP = 85  # of 100: `lingkugan` is `lingkungan`, `pemasaran` is not `pemasangan`
_LONG = 5  # letters: `PAUD` and `TPQ` are two things
_INSIDE = re.compile(r"(?<=[a-z]) (?=[a-z])")


class Kembar(Generic[T]):
    """Rows by name and place; `find` gives the one that another row repeats.

    Alike are names that differ in case, punctuation, short forms and blanks (`Kali-Jali`, `Kalijali`), and
    names of which one long word is written a little differently. Numbers always count.
    """

    def __init__(self) -> None:
        self._same: dict[tuple[str, str], T] = {}
        self._but_one: dict[tuple[object, ...], list[tuple[str, T]]] = {}

    def add(self, nama: str, lokasi: str, row: T) -> None:
        """One more row; of several alike the first one is kept. A row without a name is left out."""
        words, where = plain_words(nama), plain_words(lokasi)
        if not words:
            return
        self._same.setdefault((_INSIDE.sub("", words), where), row)
        for word, key in _each_left_out(words, where):
            self._but_one.setdefault(key, []).append((word, row))

    def find(self, nama: str, lokasi: str) -> T | None:
        """The row that this name and place mean; None for a new one or an empty name."""
        words, where = plain_words(nama), plain_words(lokasi)
        found = self._same.get((_INSIDE.sub("", words), where)) if words else None
        if found is not None:
            return found
        for word, key in _each_left_out(words, where):
            for other, row in self._but_one.get(key, ()):
                if fuzz.ratio(word, other) >= _SLIP:
                    return row
        return None


def _each_left_out(words: str, where: str) -> Iterable[tuple[str, tuple[object, ...]]]:
    """Every long word of a name with what stands around it: two names that differ in it share that."""
    parts = words.split()
    for place, word in enumerate(parts):
        if len(word) >= _LONG and word.isalpha():
            yield word, (where, *parts[:place], None, *parts[place + 1 :])

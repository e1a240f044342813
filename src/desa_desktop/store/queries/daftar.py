"""The register as a list in memory: narrowed, searched and sorted in a few milliseconds.

Each person is a line with a number that never changes. Every column holds a small number a line, so that "who
is so" is a mask of one byte a line, made by `bytes.translate` and joined with others as one large integer:
150,000 lines are narrowed in a fraction of a millisecond, while the file would have to be read and
deciphered. NIK and number of the KK stand in lines of equal length, so that where digits were found says
whose they are. Nothing here knows the file; `cari_penduduk` fills it and keeps it current.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, insort
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import compress
from sys import intern
from typing import Any
from uuid import UUID

from desa_desktop.store.queries.saring_penduduk import Urutan

Mask = int  # one byte a line, 1 or 0, as a little-endian number: & and | of two masks take microseconds
KODE = (
    *("status_dasar", "jk", "shdk", "agama", "pendidikan_kk", "pekerjaan", "status_kawin", "cacat", "hamil"),
    *("sakit_menahun", "dusun_id", "rw", "rt", "is_tanpa_nik", "is_tanpa_nama", "is_tanpa_lahir"),
    "desa_id",
)
_NUMBER = 16  # digits of a NIK or a KK
_LINE = 2 * _NUMBER + 2
_ID = 16
_FEW_LINES = 1000
_NO_ID = bytes(_ID)
_NO_FAMILY = "00" * _ID
_FEW = 20  # so many ids are looked up one by one, more in one walk through all
_LATIN = re.compile("[a-z0-9]+")


# a person as the file gives it: id, `kunci`, NIK and KK in a line of equal length, family, address, birth,
# then the values of KODE; ids as 32 hex digits, days as ISO text
Baris = Sequence[Any]
_OWN = 6  # values before those of KODE


def words_of(text: str) -> list[str]:
    """The words of a text as they are looked for: lower case, without marks."""
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text.lower())
        text = "".join(one for one in plain if not unicodedata.combining(one))
    return _LATIN.findall(text.lower())


def _place_words(text: str) -> list[str]:
    return [one for one in words_of(text) if len(one) > 2 and not one.isdigit()]


class Kolom:
    """One value a line, as the number of the value: two bytes, kept apart so that each can be translated."""

    def __init__(self) -> None:
        self._numbers: dict[Any, int] = {}
        self.values: list[Any] = []
        self._low, self._high = bytearray(), bytearray()

    def extend(self, values: Sequence[Any]) -> None:
        """The values of many new lines."""
        for one in dict.fromkeys(values):
            self._number(one)
        numbers = list(map(self._numbers.__getitem__, values))
        is_small = len(self.values) <= 256
        self._low += bytes(numbers if is_small else (one & 255 for one in numbers))
        self._high += bytes(len(numbers)) if is_small else bytes(one >> 8 for one in numbers)

    def put(self, line: int, value: Any) -> None:
        """The value of a line, which may be the next new one."""
        high, low = divmod(self._number(value), 256)
        if line == len(self._low):
            self._low.append(low)
            self._high.append(high)
        else:
            self._low[line], self._high[line] = low, high

    def at(self, line: int) -> Any:
        """The value of a line."""
        return self.values[self._high[line] << 8 | self._low[line]]

    def mask(self, wanted: Callable[[Any], bool]) -> Mask:
        """The lines whose value is wanted."""
        tables: dict[int, bytearray] = {}
        for number, value in enumerate(self.values):
            if wanted(value):
                tables.setdefault(number >> 8, bytearray(256))[number & 255] = 1
        found = 0
        for high, table in tables.items():
            part = int.from_bytes(self._low.translate(table), "little")
            if len(self.values) > 256:
                own = bytearray(256)
                own[high] = 1
                part &= int.from_bytes(self._high.translate(own), "little")
            found |= part
        return found

    def mask_of(self, values: Collection[Any]) -> Mask:
        """The lines with one of these values."""
        return self.mask(frozenset(values).__contains__)

    def _number(self, value: Any) -> int:
        number = self._numbers.get(value)
        if number is None:
            number = self._numbers[value] = len(self.values)
            self.values.append(value)
        return number


class Kamus:
    """Every word once, in order, with the lines it stands in."""

    def __init__(self, cut: Callable[[str], list[str]]) -> None:
        self._cut = cut
        self._lines: dict[str, array[int]] = {}
        self.words: list[str] = []

    def extend(self, first: int, texts: Sequence[str]) -> None:
        """The texts of many new lines; `settle` puts the words in order afterwards."""
        lines, before, words = self._lines, "", dict[str, None]()
        for line, text in enumerate(texts, start=first):
            if text != before:  # a family has one address
                before, words = text, dict.fromkeys(self._cut(text))
            for word in words:
                found = lines.get(word)
                if found is None:
                    lines[word] = array("I", (line,))
                else:
                    found.append(line)

    def settle(self) -> None:
        """Put the words in order."""
        self.words = sorted(self._lines)

    def add(self, line: int, text: str) -> None:
        """A line has these words as well."""
        for word in dict.fromkeys(self._cut(text)):
            if word not in self._lines:
                self._lines[word] = array("I")
                insort(self.words, word)
            self._lines[word].append(line)

    def drop(self, line: int, text: str) -> None:
        """A line no longer has these words; a word that nobody has is forgotten."""
        for word in dict.fromkeys(self._cut(text)):
            lines = self._lines[word]
            lines.remove(line)
            if not lines:
                del self._lines[word]
                del self.words[bisect_left(self.words, word)]

    def beginning(self, start: str) -> list[str]:
        """The words that begin so."""
        first = bisect_left(self.words, start)
        # no letter of a word comes after this one
        return self.words[first : bisect_left(self.words, start + "\uffff", first)]

    def lines(self, words: Iterable[str]) -> Iterator[array[int]]:
        """The lines of each of these words."""
        return (self._lines[word] for word in words)


class Daftar:
    """The lines of the register. `langkah` is the newest step that is in it."""

    def __init__(self, blocks: Iterable[Sequence[Baris]], langkah: int) -> None:
        self.langkah = langkah
        self._count = 0
        self._ids, self._keluarga, self._angka, self._ada = (bytearray() for _one in range(4))
        self._kunci: list[str] = []
        self._alamat: list[str] = []
        self._lahir = array("I")
        self.kolom = {name: Kolom() for name in KODE}
        self.nama, self.alamat = Kamus(words_of), Kamus(_place_words)
        for block in blocks:
            self._extend(block)
        self.nama.settle()
        self.alamat.settle()
        self._urut = {Urutan.NAMA: array("I", sorted(range(self._count), key=self._kunci.__getitem__))}
        for urutan in Urutan:
            if urutan is not Urutan.NAMA:
                self._urut[urutan] = array("I", self._sorted(urutan))

    def _extend(self, block: Sequence[Baris]) -> None:
        ids, kunci, angka, keluarga, alamat, lahir, *kode = zip(*block, strict=True)
        places = [intern(one or "") for one in alamat]
        self._ids += bytes.fromhex("".join(ids))
        self._keluarga += bytes.fromhex("".join(one or _NO_FAMILY for one in keluarga))
        self._angka += "".join(angka).encode("ascii", "replace")
        self._ada += b"\1" * len(block)
        self._kunci += kunci
        self._alamat += places
        born = {one: _ordinal(one) for one in set(lahir)}
        self._lahir.extend(map(born.__getitem__, lahir))
        for kolom, values in zip(self.kolom.values(), kode, strict=True):
            kolom.extend(values)
        self.nama.extend(self._count, kunci)
        self.alamat.extend(self._count, places)
        self._count += len(block)

    # -- keeping it current ------------------------------------------------------------------------

    def put(self, row: Baris) -> None:
        """A new person, or what is known of one now."""
        key, kunci, angka, keluarga, alamat, lahir = row[:_OWN]
        line = self.line_of(key)
        if line is None:
            line = self._count
            self._count += 1
            self._ids += bytes.fromhex(key)
            self._keluarga += bytes(_ID)
            self._angka += bytes(_LINE)
            self._ada.append(1)
            self._kunci.append("")
            self._alamat.append("")
            self._lahir.append(0)
        else:
            self._forget(line)
            self._ada[line] = 1
        self._keluarga[line * _ID : (line + 1) * _ID] = bytes.fromhex(keluarga or _NO_FAMILY)
        self._angka[line * _LINE : (line + 1) * _LINE] = angka.encode("ascii", "replace")
        self._kunci[line], self._alamat[line], self._lahir[line] = kunci, alamat or "", _ordinal(lahir)
        for kolom, value in zip(self.kolom.values(), row[_OWN:], strict=True):
            kolom.put(line, value)
        self.nama.add(line, kunci)
        self.alamat.add(line, alamat or "")
        for urutan, lines in self._urut.items():
            insort(lines, line, key=self._key(urutan))

    def drop(self, key: str) -> None:
        """The person of this id is in the register no longer."""
        line = self.line_of(key)
        if line is not None and self._ada[line]:
            self._forget(line)
            self._ada[line] = 0

    def line_of(self, key: str) -> int | None:
        """The line of a person, also of one that is gone."""
        return next(_aligned(self._ids, bytes.fromhex(key), _ID), None)

    def _forget(self, line: int) -> None:
        if not self._ada[line]:
            return
        self.nama.drop(line, self._kunci[line])
        self.alamat.drop(line, self._alamat[line])
        for lines in self._urut.values():
            lines.remove(line)

    # -- masks -------------------------------------------------------------------------------------

    def everybody(self) -> Mask:
        """Every line that is in use."""
        return int.from_bytes(self._ada, "little")

    def marked(self, parts: Iterable[Iterable[int]]) -> Mask:
        """The lines with these numbers."""
        found = bytearray(self._count)
        for part in parts:
            for line in part:
                found[line] = 1
        return int.from_bytes(found, "little")

    def born(self, first: int, last: int) -> Mask:
        """Who was born from one day to another; both are ordinals, both included."""
        order, born = self._urut[Urutan.LAHIR], self._lahir.__getitem__
        lines = order[bisect_left(order, first, key=born) : bisect_left(order, last + 1, key=born)]
        return self.marked((lines,))

    def in_families(self, keys: Iterable[UUID]) -> Mask:
        """The members of these families."""
        return self._with_ids(self._keluarga, {key.bytes for key in keys})

    def people(self, keys: Iterable[UUID]) -> Mask:
        """The people with these ids."""
        return self._with_ids(self._ids, {key.bytes for key in keys})

    def _with_ids(self, block: bytearray, wanted: set[bytes]) -> Mask:
        if len(wanted) <= _FEW:
            return self.marked(_aligned(block, key, _ID) for key in wanted)
        whole = bytes(block)
        each = (whole[at : at + _ID] for at in range(0, len(whole), _ID))
        return int.from_bytes(bytes(map(wanted.__contains__, each)), "little")

    def alone(self) -> Mask:
        """Who is in no family."""
        return self.in_families((UUID(bytes=_NO_ID),))

    def with_digits(self, digits: str) -> Mask:
        """In whose NIK or KK these digits stand."""
        return self.marked((self._lines_with(digits.encode()),))

    def with_digits_near(self, digits: str, most: int, is_near: Callable[[str, str], bool]) -> Mask:
        """In whose NIK or KK nearly these digits stand, as `is_near(digits, number)` judges.

        Only lines that hold one half of the digits whole are judged, and none for a half that more than
        `most` lines have: a slip of the pen is in one of the halves.
        """
        middle = len(digits) // 2
        found: set[int] = set()
        for half in (digits[:middle], digits[middle:]):
            lines = list(self._lines_with(half.encode()))
            if len(lines) <= most:
                found.update(line for line in lines if any(is_near(digits, one) for one in self._both(line)))
        return self.marked((found,))

    def _lines_with(self, digits: bytes) -> Iterator[int]:
        find, size = self._angka.find, _LINE
        at = find(digits)
        while at >= 0:
            line = at // size
            yield line
            at = find(digits, (line + 1) * size)

    def _both(self, line: int) -> tuple[str, str]:
        whole = self._angka[line * _LINE : (line + 1) * _LINE].decode()
        return whole[:_NUMBER].rstrip(), whole[_NUMBER + 1 : -1].rstrip()

    # -- lines of a mask -----------------------------------------------------------------------------

    def lines(self, mask: Mask, urutan: Urutan, *, is_turun: bool = False) -> array[int]:
        """The lines of a mask in the order of the list."""
        order = self._urut[urutan]
        whole = mask.to_bytes(self._count, "little")
        if whole.count(1) <= _FEW_LINES:  # sorting some is quicker than walking through all
            found = array("I", sorted(_aligned(whole, b"\1", 1), key=self._key(urutan)))
        else:
            found = array("I", compress(order, map(whole.__getitem__, order)))
        if is_turun:
            found.reverse()
        return found

    def ids(self, lines: Iterable[int]) -> list[UUID]:
        """The ids of the people in these lines."""
        ids = bytes(self._ids)
        return [UUID(bytes=ids[line * _ID : (line + 1) * _ID]) for line in lines]

    def families(self, mask: Mask) -> list[bytes]:
        """The families of the people of a mask in order: the number of the KK in 16 places, then the id."""
        found = dict.fromkeys(map(self._family, self.lines(mask, Urutan.KELUARGA)))
        return [one for one in found if one[_NUMBER:] != _NO_ID]

    # -- orders --------------------------------------------------------------------------------------

    def _nik(self, line: int) -> bytes:
        return bytes(self._angka[line * _LINE : line * _LINE + _NUMBER])

    def _family(self, line: int) -> bytes:
        """The number of the KK, then the family: members stay together where a KK has no number."""
        start = line * _LINE + _NUMBER + 1
        return bytes(self._angka[start : start + _NUMBER] + self._keluarga[line * _ID : (line + 1) * _ID])

    def _shdk(self, line: int) -> int:
        return self.kolom["shdk"].at(line) or 0

    def _sorted(self, urutan: Urutan) -> Sequence[int]:
        """All lines in another order; sorting is stable, so those that are alike stay by name."""
        by_name = self._urut[Urutan.NAMA]
        match urutan:
            case Urutan.LAHIR:
                return sorted(by_name, key=self._lahir.__getitem__)
            case Urutan.NIK:
                return sorted(by_name, key=self._nik)
            case Urutan.KELUARGA:
                return sorted(sorted(by_name, key=self._shdk), key=self._family)
            case Urutan.NAMA:
                return by_name

    def _key(self, urutan: Urutan) -> Callable[[int], tuple[Any, ...]]:
        """What a line is sorted by, the name and the age of the record at last."""
        match urutan:
            case Urutan.LAHIR:
                return lambda line: (self._lahir[line], self._kunci[line], line)
            case Urutan.NIK:
                return lambda line: (self._nik(line), self._kunci[line], line)
            case Urutan.KELUARGA:
                return lambda line: (self._family(line), self._shdk(line), self._kunci[line], line)
            case Urutan.NAMA:
                return lambda line: (self._kunci[line], line)


def _ordinal(day: str | None) -> int:
    return date.fromisoformat(day).toordinal() if day else 0


def _aligned(block: bytes | bytearray, key: bytes, size: int) -> Iterator[int]:
    """The numbers of the entries of `size` bytes that are `key`."""
    at = block.find(key)
    while at >= 0:
        line, rest = divmod(at, size)
        if not rest:
            yield line
        at = block.find(key, at + (1 if rest else size))

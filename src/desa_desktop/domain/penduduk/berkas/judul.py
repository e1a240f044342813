"""The headings of a sheet: below titles, in one row or two, with merged cells, repeated further down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from desa_desktop.domain.penduduk.berkas.kolom import field_of, plain
from desa_desktop.domain.teks import squeeze
from desa_desktop.sheets import Row

_LOOK = 40  # rows at the top among which the headings stand
_ENOUGH = 3
_DIGITS_OF_A_NUMBER = 10


@dataclass(frozen=True)
class Judul:
    """The headings of a sheet: number of their (first) row, last row of them, texts, place -> field."""

    nomor: int
    akhir: int
    teks: tuple[str, ...]
    peta: Mapping[int, str]

    @cached_property
    def nama(self) -> frozenset[str]:
        """The headings as they are compared."""
        return frozenset(plain(one) for one in self.teks if one)


def read_judul(cells: Sequence[Any], pilihan: Mapping[str, str]) -> dict[int, str]:
    """The known headings of a row: place -> field ("" for one that is known and says nothing of ours)."""
    found: dict[int, str] = {}
    for place, cell in enumerate(cells):
        if isinstance(cell, str) and len(cell) < 80:
            name = plain(cell)
            known = pilihan[name] if name in pilihan else field_of(cell)
            if known is not None:
                found[place] = known
    return found


def find_judul(rows: Sequence[Row], pilihan: Mapping[str, str]) -> Judul:
    """The headings of a flat sheet. Without any known name: the row with most texts, to be mapped by hand."""
    chosen = {plain(name): field for name, field in pilihan.items()}
    top = list(rows[:_LOOK])
    best, most = 0, -1
    for index, row in enumerate(top):
        known = read_judul(row.cells, chosen)
        score = 10 * sum(bool(one) for one in known.values()) + len(known)
        if score > most:
            best, most = index, score
    if most <= 0:
        texts = [sum(isinstance(one, str) for one in row.cells) for row in top]
        best = texts.index(max(texts))
        return Judul(top[best].number, top[best].number, _texts(top[best].cells), {})
    return _with_neighbours(top, best, chosen)


def _with_neighbours(top: Sequence[Row], best: int, chosen: Mapping[str, str]) -> Judul:
    """Headings over two rows: the row above has the merged ones, the row below their parts."""
    row = top[best]
    peta, teks = read_judul(row.cells, chosen), list(_texts(row.cells))
    first = last = row.number
    if best and top[best - 1].number == row.number - 1:
        above = read_judul(top[best - 1].cells, chosen)
        upper = _texts(top[best - 1].cells)
        if sum(bool(one) for one in above.values()) >= 1 and len(above) >= 2:
            first = top[best - 1].number
            for place, text in enumerate(upper):
                _put(teks, place, text, is_over=False)
            peta = {**above, **{place: name for place, name in peta.items() if name or place not in above}}
        parts = _parts(top[best - 1].cells, row.cells, chosen)
        if parts:
            first = top[best - 1].number
            for place, (text, name) in parts.items():
                _put(teks, place, text, is_over=True)
                peta[place] = name
    if best + 1 < len(top) and top[best + 1].number == row.number + 1:
        under = top[best + 1].cells
        parts = _parts(row.cells, under, chosen)
        below = read_judul(under, chosen) | {place: name for place, (_text, name) in parts.items()}
        if any(below.values()) and not _is_data(under, below):
            last = top[best + 1].number
            for place, text in enumerate(_texts(under)):
                if place in below or place >= len(teks) or not teks[place]:
                    _put(teks, place, text, is_over=place in below)
            for place, (text, _name) in parts.items():
                _put(teks, place, text, is_over=True)
            peta.update({place: name for place, name in below.items() if name})
    return Judul(first, last, tuple(teks), _without_doubles(peta))


# what a part says below a merged heading: words of the part, word in the heading above -> field
_PARTS = (
    (("tempat", "tmpt", "tmp", "kota"), "lahir", "tempat_lahir"),
    (("tanggal", "tgl", "tgl/bln/thn", "tgl/bln/th", "tgl/bl/th"), "lahir", "tanggal_lahir"),
    (("tanggal", "tgl"), "kawin", "tanggal_kawin"),
    (("tanggal", "tgl"), "nikah", "tanggal_kawin"),
    (("tanggal", "tgl"), "cerai", "tanggal_cerai"),
    (("ayah", "bapak"), "orangtua", "nama_ayah"),
    (("ibu",), "orangtua", "nama_ibu"),
)


def _parts(
    upper: Sequence[Any], lower: Sequence[Any], chosen: Mapping[str, str]
) -> dict[int, tuple[str, str]]:
    """The cells of the lower row that mean something only below their merged heading: place -> (text, field).

    `Tempat` and `Tanggal` below `Kelahiran`. The text is of both rows, so that a mapping is remembered by it.
    """
    found: dict[int, tuple[str, str]] = {}
    parent = ""
    for place, cell in enumerate(lower):
        over = upper[place] if place < len(upper) else None
        parent = squeeze(str(over)) if over is not None else parent
        if not isinstance(cell, str) or not parent or len(cell) > 40:
            continue
        text, part, above = f"{squeeze(cell)} {parent}", plain(cell), plain(parent)
        if plain(text) in chosen:
            found[place] = text, chosen[plain(text)]
            continue
        name = next((field for words, word, field in _PARTS if part in words and word in above), "")
        if name:
            found[place] = text, name
    return found


def _put(teks: list[str], place: int, text: str, *, is_over: bool) -> None:
    teks += [""] * (place + 1 - len(teks))
    if text and (is_over or not teks[place]):
        teks[place] = text


def _without_doubles(peta: Mapping[int, str]) -> dict[int, str]:
    """The first column of a field counts; another with the same meaning is shown as left out."""
    seen: set[str] = set()
    found: dict[int, str] = {}
    for place in sorted(peta):
        name = peta[place]
        found[place] = "" if name in seen else name
        seen.add(name)
    return found


def _is_data(cells: Sequence[Any], known: Mapping[int, str]) -> bool:
    """Whether a row below the headings is a person already: it has numbers, or mostly other texts."""
    filled = [(place, one) for place, one in enumerate(cells) if one is not None]
    if any(len(_digits(one)) >= _DIGITS_OF_A_NUMBER for _place, one in filled):
        return True
    return sum(place not in known for place, _one in filled) > len(known)


def _digits(cell: Any) -> str:
    return "".join(one for one in str(cell) if one.isdigit())


def _texts(cells: Sequence[Any]) -> tuple[str, ...]:
    return tuple("" if one is None else squeeze(str(one)) for one in cells)


def is_penomoran(cells: Sequence[Any]) -> bool:
    """Whether a row only numbers the columns: `1 2 3`, `-1 -2 -3`, `(1) (2) (3)`."""
    filled = [one for one in cells if one is not None]
    if len(filled) < _ENOUGH:
        return False
    numbers = []
    for one in filled:
        text = str(one).strip().strip("()-")
        if not text.isdigit() or len(text) > 2:
            return False
        numbers.append(int(text))
    return all(later - earlier == 1 for earlier, later in pairwise(numbers))


def is_judul_lagi(cells: Sequence[Any], judul: Judul) -> bool:
    """Whether a row repeats the headings, as on every new page."""
    own = judul.nama
    texts = [one for one in cells if isinstance(one, str)]
    # one of the first two decides for nearly every row: a person's cells are no headings
    if len(texts) < 2 or texts[0][:1].isdigit() or not (plain(texts[0]) in own or plain(texts[1]) in own):
        return False
    same = sum(plain(one) in own for one in texts)
    return same >= 2 and 2 * same > len(texts)

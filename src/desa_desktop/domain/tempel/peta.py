"""Which column of a pasted table fills which field: by its heading, or by its place (ux.md 3.9)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from desa_desktop.domain.teks import compact
from desa_desktop.domain.tempel.kolom import JenisTempel, Kolom, kolom_of
from desa_desktop.domain.tempel.sel import Cell, cell_text

_LOOK_AT = 15  # rows from the top among which headings are looked for
_LONG_ALIAS = 4  # letters from which the beginning of a heading is enough
_REMEMBER = 4096  # cells: every row is asked whether it is a heading
_VAGUE = {"jumlah", "nilai", "total", "nama", "data", "unit", "bulan", "tempat", "alamat", "kode", "unsur"}


@dataclass(frozen=True, slots=True)
class KolomDiabaikan:
    """A column nobody asked for: its place from 0, its heading, and how many of its cells hold something."""

    tempat: int
    judul: str
    terisi: int


@dataclass(frozen=True, slots=True)
class Peta:
    """The mapping of one table. `field` has one entry per column, "" for a column that is not used.

    `baris_data` is the place (from 0) of the first row below the headings; `judul` are the headings.
    """

    jenis: JenisTempel
    field: tuple[str, ...]
    judul: tuple[str, ...]
    baris_data: int
    has_judul: bool
    diabaikan: tuple[KolomDiabaikan, ...]

    @property
    def lacks_kunci(self) -> tuple[str, ...]:
        """Headings of the columns without which no row can be read, and which are missing."""
        return tuple(one.nama for one in kolom_of(self.jenis) if one.is_kunci and one.field not in self.field)


def guess_mapping(jenis: JenisTempel, rows: Sequence[Sequence[Cell]]) -> Peta:
    """The mapping by headings, one or two rows of them; by place if there are none.

    Headings are found in spite of case, blanks and points. Title lines above them are skipped.
    """
    best: tuple[tuple[int, int], int, list[str], list[str]] | None = None
    for place in range(min(_LOOK_AT, len(rows))):
        for height in (1, 2):
            if place + height > len(rows):
                continue
            if height == 2 and not _may_be_second(jenis, rows[place], rows[place + 1]):
                continue
            upper, lower = _headings(rows[place : place + height])
            fields = _match(jenis, upper, lower)
            found = len({one for one in fields if one})
            weight = (found, -height)  # a title above the headings is no first row of theirs
            if found >= _needed(rows[place]) and (best is None or weight > best[0]):
                judul = [f"{above} {below}".strip() for above, below in zip(upper, lower, strict=True)]
                best = (weight, place + height, fields, judul)
    if best is None:
        return position_mapping(jenis, rows)
    _weight, start, fields, judul = best
    width = max((len(row) for row in rows), default=0)
    fields += [""] * (width - len(fields))
    judul += [""] * (width - len(judul))
    return _peta(jenis, fields, judul, start, rows, has_judul=True)


def position_mapping(jenis: JenisTempel, rows: Sequence[Sequence[Cell]], fields: Sequence[str] = ()) -> Peta:
    """The mapping of a table without headings: by `fields` (the columns on screen), else the usual order.

    A first column that only counts 1, 2, 3, ... is taken for the running number.
    """
    usual = list(fields) or [one.field for one in kolom_of(jenis) if one.field != "_nomor"]
    width = max((len(row) for row in rows), default=0)
    if _counts(rows) and width > 1:
        usual = ["_nomor", *usual]
    used = (usual + [""] * width)[:width]
    return _peta(jenis, used, [""] * width, 0, rows, has_judul=False)


def change_mapping(peta: Peta, rows: Sequence[Sequence[Cell]], fields: Mapping[int, str]) -> Peta:
    """The mapping after the person chose other fields for some columns (place from 0 -> field or "").

    A field chosen for one column leaves the column that had it before.
    """
    chosen = {field for field in fields.values() if field}
    used = [fields.get(place, "" if field in chosen else field) for place, field in enumerate(peta.field)]
    changed = _peta(peta.jenis, used, list(peta.judul), peta.baris_data, rows, has_judul=peta.has_judul)
    return replace(changed, has_judul=peta.has_judul)


@lru_cache(_REMEMBER)
def match_heading(jenis: JenisTempel, text: str) -> Kolom | None:
    """The column a heading means, or None."""
    wanted = _plain(text)
    if not wanted:
        return None
    names = _names(jenis)
    for name, one in names:
        if name == wanted:
            return one
    begun = [
        (len(name), one)
        for name, one in names
        if len(name) >= _LONG_ALIAS and name not in _VAGUE and wanted.startswith(name)
    ]
    if begun:
        return max(begun, key=lambda pair: pair[0])[1]
    parts = [part for part in re.split(r"[/\\]", text) if _plain(part)]
    if len(parts) < 2:
        return None
    meant = {match_heading(jenis, part) for part in parts}  # `Alamat/Lokasi`, but not `Volume/Biaya`
    return meant.pop() if len(meant) == 1 else None


@lru_cache
def _names(jenis: JenisTempel) -> tuple[tuple[str, Kolom], ...]:
    """Every heading of this list in plain form, with its column."""
    return tuple(
        (_plain(name), one) for one in kolom_of(jenis) for name in (one.field, one.judul, *one.alias)
    )


def _plain(text: str) -> str:
    """A heading without case, blanks, points and the `(Rp)` or `*` people add."""
    return compact(re.sub(r"\(\s*rp\.?\s*\)|\bwajib\b", "", text.lower()))


def _headings(rows: Sequence[Sequence[Cell]]) -> tuple[list[str], list[str]]:
    """Upper and lower heading of each column; an upper one reaches over the blanks to its right."""
    upper = [cell_text(cell) for cell in rows[0]]
    lower = [cell_text(cell) for cell in rows[1]] if len(rows) > 1 else []
    width = max(len(upper), len(lower))
    upper += [""] * (width - len(upper))
    lower += [""] * (width - len(lower))
    group, reaching = "", []
    for above, below in zip(upper, lower, strict=True):
        group = above or (group if below else "")
        reaching.append(group)
    return reaching, lower


def _may_be_second(jenis: JenisTempel, upper: Sequence[Cell], lower: Sequence[Cell]) -> bool:
    """True if the lower row parts groups of the upper one, and is not already data."""
    words = [cell_text(cell) for cell in lower]
    filled = [word for word in words if word]
    if not filled or any(re.search(r"[0-9]{2}", word) for word in filled):
        return False
    under_blank = sum(
        1 for place, word in enumerate(words) if word and (place >= len(upper) or not cell_text(upper[place]))
    )
    named = sum(1 for word in filled if match_heading(jenis, word) is not None)
    return under_blank >= 1 and named * 2 >= len(filled)


def _match(jenis: JenisTempel, upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """The field of every column; of two columns with one meaning the first wins."""
    fields: list[str] = []
    for above, below in zip(upper, lower, strict=True):
        one = match_heading(jenis, f"{above} {below}".strip())
        if below:  # `Penerima manfaat | L` means L, and not penerima manfaat
            one = match_heading(jenis, below) or one
        field = one.field if one is not None else ""
        fields.append("" if field in fields else field)
    return fields


def _needed(row: Sequence[Cell]) -> int:
    """How many columns must be known before a row is taken for headings."""
    filled = sum(1 for cell in row if cell_text(cell))
    return 1 if filled <= 1 and len(row) <= 1 else 2


def _counts(rows: Sequence[Sequence[Cell]]) -> bool:
    first = [cell_text(row[0]).rstrip(".") for row in rows if row]
    numbers = [int(word) for word in first if word.isdigit()]
    return (
        len(numbers) > 1
        and len(numbers) == len(first)
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    )


def _peta(
    jenis: JenisTempel,
    fields: Sequence[str],
    judul: Sequence[str],
    start: int,
    rows: Sequence[Sequence[Cell]],
    *,
    has_judul: bool,
) -> Peta:
    ignoring = {one.field for one in kolom_of(jenis) if one.baca == "abaikan"}
    unused = []
    for place, field in enumerate(fields):
        if field and field not in ignoring:
            continue
        filled = sum(1 for row in rows[start:] if place < len(row) and cell_text(row[place]))
        if filled or judul[place]:
            unused.append(KolomDiabaikan(place, judul[place] or chr(ord("A") + place % 26), filled))
    return Peta(jenis, tuple(fields), tuple(judul), start, has_judul, tuple(unused))

"""Which column of a pasted table fills which field: by its heading, or by its place (ux.md 3.9)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from desa_desktop.domain.teks import compact
from desa_desktop.domain.tempel.kolom import JenisTempel, Kolom, kolom_of
from desa_desktop.domain.tempel.masa import MOST_YEARS, calendar_year, year_place
from desa_desktop.domain.tempel.sel import Cell, cell_number, cell_text

_LOOK_AT = 40  # rows from the top among which headings are looked for
_TALLEST = 3  # rows of headings: `Sumber dana | Bantuan keuangan | APBD Provinsi`
_LONG_ALIAS = 4  # letters from which the beginning of a heading is enough
_REMEMBER = 4096  # cells: every row is asked whether it is a heading
_VAGUE = {"jumlah", "nilai", "total", "nama", "data", "unit", "bulan", "tempat", "alamat", "kode", "unsur"}
_VAGUE |= {"tahun", "waktu", "jenis", "dana", "desa", "dana desa", "danadesa", "kelompok", "tarif", "barang"}
_YEARLY = (JenisTempel.RPJM,)
_MONEY_WORDS = ("biaya", "anggaran", "pagu", "jumlah")


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
        for height in range(1, _TALLEST + 1):
            if place + height > len(rows):
                continue
            if any(
                not _may_be_second(jenis, rows[above], rows[above + 1])
                for above in range(place, place + height - 1)
            ):
                continue
            heads = _headings(rows[place : place + height])
            fields = _match(jenis, heads)
            found = len({one for one in fields if one})
            weight = (found, -height)  # a title above the headings is no first row of theirs
            if found >= _needed(rows[place]) and (best is None or weight > best[0]):
                best = (weight, place + height, fields, [" ".join(one) for one in heads])
    if best is None:
        return position_mapping(jenis, rows)
    _weight, start, fields, judul = best
    width = max((len(row) for row in rows), default=0)
    fields += [""] * (width - len(fields))
    judul += [""] * (width - len(judul))
    _move_beside_numbers(jenis, fields, rows, start)
    _leave_ranks(jenis, fields, rows, start)
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
    called = _called(jenis, text)
    if called is not None:
        return called
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


@lru_cache
def _by_name(jenis: JenisTempel) -> Mapping[str, Kolom]:
    """The column of every plain heading; of two columns with one heading the first counts."""
    found: dict[str, Kolom] = {}
    for name, one in _names(jenis):
        found.setdefault(name, one)
    return found


def _plain(text: str) -> str:
    """A heading without case, blanks, points and the `(Rp)` or `*` people add."""
    return compact(re.sub(r"\(\s*rp\.?\s*\)|\bwajib\b", "", text.lower()))


def _headings(rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """The headings above each column, top first; one reaches over the blanks to its right.

    A heading merged over two rows stands in both and counts once.
    """
    width = max(len(row) for row in rows)
    lines = [[_head_text(cell) for cell in row] + [""] * (width - len(row)) for row in rows]
    reaching: list[list[str]] = []
    for level, line in enumerate(lines):
        group, reached = "", []
        for place, word in enumerate(line):
            is_new = any(above[place] for above in lines[:level])  # below another heading begins anew
            has_below = any(below[place] for below in lines[level + 1 :])
            group = word or (group if has_below and not is_new else "")
            reached.append(group)
        reaching.append(reached)
    heads = []
    for place in range(width):
        words: list[str] = []
        for reached in reaching:
            if reached[place] and reached[place] not in words[-1:]:
                words.append(reached[place])
        heads.append(words)
    return heads


def _head_text(cell: Cell) -> str:
    """A heading as text; a year that Excel keeps as a number has no point in it."""
    number = cell_number(cell)
    return f"{number:f}" if number is not None and 2000 <= number < 2100 else cell_text(cell)


def _may_be_second(jenis: JenisTempel, upper: Sequence[Cell], lower: Sequence[Cell]) -> bool:
    """True if the lower row parts groups of the upper one, and is not already data."""
    words = [_head_text(cell) for cell in lower]
    filled = [word for word in words if word]
    above = [_head_text(cell) for cell in upper]
    is_yearly = jenis in _YEARLY and any(re.search("tahun|waktu|target", one, re.IGNORECASE) for one in above)
    if not filled or any(
        re.search(r"[0-9]{2}", word) and not (is_yearly and calendar_year(word)) for word in filled
    ):
        return False
    under_blank = sum(
        1 for place, word in enumerate(words) if word and (place >= len(above) or not above[place])
    )
    said = [(place, word) for place, word in enumerate(words) if _plain(word)]  # `(Rp)` names nothing
    named = sum(
        1
        for place, word in said
        if match_heading(jenis, word) is not None
        or (place < len(above) and _called(jenis, f"{above[place]} {word}") is not None)
        or (is_yearly and _is_year(word))
    )
    return (under_blank >= 1 or _parts_twins(above, words)) and named * 2 >= len(said) > 0


def _parts_twins(above: Sequence[str], below: Sequence[str]) -> bool:
    """`Kerjasama | Kerjasama` above `Antar Desa | Pihak Ketiga`: one heading written over two rows."""
    pairs = zip(above, above[1:], below, below[1:], strict=False)
    return any(left and left == right and one != other for left, right, one, other in pairs)


def _is_year(word: str) -> bool:
    return (
        calendar_year(word) is not None or year_place(word) is not None or word.strip(" ().") in "123456789"
    )


def _match(jenis: JenisTempel, heads: Sequence[Sequence[str]]) -> list[str]:
    """The field of every column; of two columns with one meaning the first wins."""
    fields: list[str] = []
    for words in heads:
        field = _field_of(jenis, words, fields)
        if jenis in _YEARLY and field == "tahun" and field in fields:
            # `tahun` beside `waktu`: the first says from when to when the whole plan runs
            fields[fields.index(field)] = "_masa"
        fields.append("" if field in fields else field)
    return fields


def _field_of(jenis: JenisTempel, words: Sequence[str], before: Sequence[str]) -> str:
    if not words:
        return ""
    if jenis in _YEARLY:
        field = _year_field(words, before)
        if field:
            return field
    whole = " ".join(words)
    one = _called(jenis, whole) if len(words) > 1 else None  # `Sasaran | Jumlah` is no amount of money
    if one is None:
        # `Penerima manfaat | L` means L, and not penerima manfaat
        tries = (words[-1], " ".join(words[-2:]), whole)
        one = next((found for found in (match_heading(jenis, text) for text in tries) if found), None)
    return one.field if one is not None else ""


def _year_field(words: Sequence[str], before: Sequence[str]) -> str:
    """The field of a column of one year: `Waktu pelaksanaan | THN 1`, `Biaya | 2027`, `Target | Tahun ke-1`.

    Calendar years count in their order from the left.
    """
    joined = re.fullmatch(
        r"(.*(?:waktu|pelaksanaan|biaya|anggaran|pagu|target).*?)\s+(20[0-9]{2})", words[-1], re.I
    )
    if joined:  # `Biaya 2027` in one cell
        words = [*words[:-1], joined[1], joined[2]]
    last, group = words[-1], " ".join(words[:-1]).lower()
    year, place = calendar_year(last), year_place(last)
    if year is None and place is None:
        clean = last.strip(" ().")
        if not (len(words) > 1 and clean in set("123456789") and re.search("tahun|waktu|thn", group)):
            return ""
        place = int(clean)
    if "target" in group:
        kind = "_target_"
    elif any(word in group for word in _MONEY_WORDS):
        kind = "_biaya_"
    else:
        kind = "_tahun_"
    if place is None:
        place = sum(1 for one in before if one.startswith(kind)) + 1
    if kind == "_tahun_" and (f"{kind}{place}" in before or place > MOST_YEARS):
        kind = "_biaya_"
        if year is not None:
            place = sum(1 for one in before if one.startswith(kind)) + 1
    return f"{kind}{place}" if place <= MOST_YEARS else ""


def year_of(peta: Peta, place: int, first: int) -> int:
    """The calendar year of a column of one year: by its heading, else counted from the plan's first year."""
    judul = peta.judul[place] if place < len(peta.judul) else ""
    named = re.search(r"(20[0-9]{2})\s*$", judul)
    return int(named[1]) if named else first + int(peta.field[place].rpartition("_")[2]) - 1


def _move_beside_numbers(
    jenis: JenisTempel, fields: list[str], rows: Sequence[Sequence[Cell]], start: int
) -> None:
    """`Jenis Kegiatan` over two columns, number and name: the name is the second (forms A1 and C1)."""
    main = next((one.field for one in kolom_of(jenis) if one.is_kunci), "")
    if main not in fields:
        return
    place = fields.index(main)
    if place + 1 >= len(fields) or fields[place + 1]:
        return
    here = [cell_text(row[place]) for row in rows[start:] if place < len(row)]
    beside = [cell_text(row[place + 1]) for row in rows[start:] if place + 1 < len(row)]
    numbers = sum(1 for word in here if re.fullmatch(r"[0-9]{1,3}[.)]?|[a-z][.)]", word))
    names = sum(1 for word in beside if re.search(r"[a-zA-Z]{3}", word))
    if names and numbers * 2 > len([word for word in here if word]):
        fields[place], fields[place + 1] = "" if "_nomor" in fields else "_nomor", main


def column_name(place: int) -> str:
    """A column (from 0) as Excel names it: A, B, … Z, AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _leave_ranks(jenis: JenisTempel, fields: list[str], rows: Sequence[Sequence[Cell]], start: int) -> None:
    """`Prioritas` over 1, 2, 3 is a rank and no mark of an issue; a meeting ranks proposals anew."""
    if jenis is not JenisTempel.USULAN or "tanda" not in fields:
        return
    place = fields.index("tanda")
    words = [cell_text(row[place]) for row in rows[start:] if place < len(row)]
    if any(words) and all(re.fullmatch("[0-9]{0,3}[.)]?", word) for word in words):
        fields[place] = ""


def _called(jenis: JenisTempel, text: str) -> Kolom | None:
    """The column of exactly this heading, or None."""
    wanted = _plain(text)
    return _by_name(jenis).get(wanted)


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
            unused.append(KolomDiabaikan(place, judul[place] or column_name(place), filled))
    return Peta(jenis, tuple(fields), tuple(judul), start, has_judul, tuple(unused))

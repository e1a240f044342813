"""Rows and columns that Excel or LibreOffice do not show, though a reader finds their cells.

The reading library tells hidden sheets only. What hides a row stands in plain sight in the XML of an .xlsx
or .ods; in an .xls it is one bit of the record that begins each row ([MS-XLS] 2.4.221 Row, 2.4.53 ColInfo).
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from desa_desktop.sheets.scan import Kind, repeats, tabs_of

_MOST = 10_000  # rows that are noted; more are the empty rest of a sheet
_MOST_COLUMNS = 200
_HIDDEN_ROW = re.compile(
    rb"<(?:\w+:)?row\b(?=[^<>]*\shidden=[\"'](?:1|true)[\"'])[^<>]*\sr=[\"']([0-9]{1,7})[\"'][^<>]*>"
)
_HIDDEN_COLUMN = re.compile(rb"<(?:\w+:)?col\b(?=[^<>]*\shidden=[\"'](?:1|true)[\"'])[^<>]*>")
_BOUND = re.compile(rb"\s(min|max)=[\"']([0-9]{1,5})[\"']")


@dataclass(slots=True)
class Unseen:
    """The rows and columns of one sheet (both from 1) that are not shown."""

    rows: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)

    def add(self, first: int, last: int, *, is_column: bool) -> None:
        """Note a span; one that goes on for ever is the empty rest of a sheet."""
        noted, most = (self.columns, _MOST_COLUMNS) if is_column else (self.rows, _MOST)
        if last - first < most and len(noted) < most:
            noted.extend(range(first, last + 1))


def unseen_of(data: bytes, kind: Kind) -> Mapping[str, Unseen] | None:
    """By tab (its first 60 letters) what is hidden of a workbook that `scan` let pass.

    None: nobody can tell.
    """
    if kind == "xlsx":
        return _of_xlsx(data)
    if kind == "ods":
        return _OdsHidden().look(data)
    if kind == "xls":
        try:
            return _of_xls(data)
        except (struct.error, IndexError, ValueError):  # an .xls that its own reader understands otherwise
            return None
    return {}


def _of_xlsx(data: bytes) -> Mapping[str, Unseen]:
    with zipfile.ZipFile(io.BytesIO(data)) as parcel:
        parts = {
            name: parcel.read(name) for name in parcel.namelist() if name.lower().endswith((".xml", ".rels"))
        }
    tabs = tabs_of(parts)
    found: dict[str, Unseen] = {}
    for name, content in parts.items():
        tab = tabs.get(name.rsplit("/", 1)[-1])
        if tab is None or "worksheets/" not in name or b"hidden=" not in content:
            continue
        sheet = found.setdefault(tab, Unseen())
        for row in _HIDDEN_ROW.finditer(content):
            sheet.add(int(row[1]), int(row[1]), is_column=False)
        for column in _HIDDEN_COLUMN.finditer(content):
            bounds = {key: int(number) for key, number in _BOUND.findall(column[0])}
            if len(bounds) == 2:
                sheet.add(bounds[b"min"], bounds[b"max"], is_column=True)
    return found


class _OdsHidden:
    """Walks content.xml of an .ods: rows and columns with `table:visibility` collapse or filter."""

    def __init__(self) -> None:
        self.found: dict[str, Unseen] = {}
        self.sheet = Unseen()
        self.row = self.column = 0

    def look(self, data: bytes) -> Mapping[str, Unseen]:
        with zipfile.ZipFile(io.BytesIO(data)) as parcel:
            content = parcel.read("content.xml") if "content.xml" in parcel.namelist() else b""
        if b"visibility=" not in content:
            return {}
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.Parse(content, True)
        return self.found

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        short = name.rsplit(":", 1)[-1]
        if short == "table":
            self.sheet = self.found.setdefault(attributes.get("table:name", "")[:60], Unseen())
            self.row = self.column = 0
        elif short in ("table-row", "table-column"):
            is_column = short == "table-column"
            count = repeats(attributes, "number-columns-repeated" if is_column else "number-rows-repeated")
            first = (self.column if is_column else self.row) + 1
            if attributes.get("table:visibility", "visible") != "visible":
                self.sheet.add(first, first + count - 1, is_column=is_column)
            if is_column:
                self.column += count
            else:
                self.row += count


# ------------------------------------------------------------------ .xls

_END = 0xFFFFFFF0  # sector numbers from here on end a chain
_BOUNDSHEET, _BOF, _EOF, _ROW, _COLINFO = 0x0085, 0x0809, 0x000A, 0x0208, 0x007D


def _of_xls(data: bytes) -> Mapping[str, Unseen] | None:
    stream = _workbook_stream(data)
    if stream is None:
        return None
    sheets = []
    for kind, start, size in _records(stream, 0):
        if kind == _EOF:
            break
        if kind == _BOUNDSHEET:
            sheets.append(
                (struct.unpack_from("<I", stream, start)[0], _name(stream[start + 6 : start + size]))
            )
    found = {}
    for place, name in sheets:
        unseen = found[name[:60]] = Unseen()
        depth = 0
        for kind, start, _size in _records(stream, place):
            if kind == _BOF:
                depth += 1  # a chart inside a sheet has records of its own
            elif kind == _EOF:
                depth -= 1
                if depth <= 0:
                    break
            elif depth == 1 and kind == _ROW and struct.unpack_from("<H", stream, start + 12)[0] & 0x20:
                row = struct.unpack_from("<H", stream, start)[0] + 1
                unseen.add(row, row, is_column=False)
            elif depth == 1 and kind == _COLINFO:
                first, last, _width, _style, flags = struct.unpack_from("<5H", stream, start)
                if flags & 1:
                    unseen.add(first + 1, last + 1, is_column=True)
    return found


def _records(stream: bytes, place: int) -> Iterator[tuple[int, int, int]]:
    """Kind, start of the content and its size of each record from `place` on."""
    while place + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, place)
        yield kind, place + 4, size
        place += 4 + size


def _name(raw: bytes) -> str:
    """A tab's name: its length, a flag for two bytes a letter, the letters."""
    length, is_wide = raw[0], raw[1] & 1
    return raw[2 : 2 + 2 * length].decode("utf-16-le") if is_wide else raw[2 : 2 + length].decode("latin-1")


def _workbook_stream(data: bytes) -> bytes | None:
    """The stream `Workbook` of the compound file ([MS-CFB]); None when it has none of today's kind."""
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    if size not in (512, 4096):
        return None
    first_folder, _sign, cutoff = struct.unpack_from("<III", data, 48)

    def sector(number: int) -> bytes:
        return data[(number + 1) * size : (number + 2) * size]

    places = list(struct.unpack_from("<109I", data, 76))
    more, per_sector = struct.unpack_from("<I", data, 68)[0], size // 4
    while more < _END and len(places) < len(data) // size + 128:
        numbers = struct.unpack(f"<{per_sector}I", sector(more))
        places += numbers[:-1]
        more = numbers[-1]
    table: list[int] = []
    for place in places:
        if place < _END:
            table += struct.unpack(f"<{per_sector}I", sector(place))

    def chain(number: int) -> bytes:
        parts: list[bytes] = []
        while number < _END and len(parts) <= len(table):  # a ring would never end
            parts.append(sector(number))
            number = table[number]
        return b"".join(parts)

    folder = chain(first_folder)
    for start in range(0, len(folder) - 127, 128):
        letters = struct.unpack_from("<H", folder, start + 64)[0]
        if folder[start : start + max(0, letters - 2)].decode("utf-16-le", "replace") == "Workbook":
            first, length = struct.unpack_from("<II", folder, start + 116)
            return chain(first)[:length] if length >= cutoff else None
    return None

"""A look at a workbook's parcel before anyone unpacks it: size, names, encryption, cell addresses.

The limits are those of reliability.md 9. They exist because the reading library holds a sheet as
a full rectangle: two cells far apart would take all memory or end the process.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from xml.parsers import expat

from desa_desktop.sheets.failure import Cause, SheetUnreadable

MIB = 1024 * 1024
ZIP_MAGIC = b"PK\x03\x04"
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
Kind = Literal["xlsx", "ods", "xls", "text"]

_XLSX_CELL = re.compile(
    rb"<(?:[A-Za-z_][\w.\-]*:)?c\b[^<>]*?\sr\s*=\s*[\"']([A-Za-z]{1,8})([0-9]{1,12})[\"'][^<>]*>"
)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a foreign file we are willing to look at."""

    entries: int = 200
    unpacked: int = 64 * MIB
    ratio: int = 100
    columns: int = 200
    rows: int = 100_000
    cell: int = 1_000
    packed: int = 64 * MIB
    xls: int = 20 * MIB
    seconds: int = 30
    memory: int = 1024 * MIB


LIMITS = Limits()
_RATIO_FROM = 256 * 1024  # below this size even a ratio of 1,000 harms nobody


def kind_of(data: bytes) -> Kind:
    """What the first bytes say the file is, whatever its name. Raises SheetUnreadable."""
    if not data:
        raise SheetUnreadable(Cause.EMPTY)
    if data.startswith(OLE_MAGIC):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise SheetUnreadable(Cause.PASSWORD)
        return "xls"
    if data.startswith(b"PK"):
        return _kind_of_zip(data)
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head")):
        raise SheetUnreadable(Cause.WEB_PAGE)
    if start.startswith(b"<?xml") and b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        raise SheetUnreadable(Cause.OTHER_WORKBOOK)
    if start.startswith((b"%pdf", b"\x89png", b"\xff\xd8", b"gif8", b"<?xml", b"{\\rtf", b"mz")):
        raise SheetUnreadable(Cause.NOT_WORKBOOK)
    return "text"


def _kind_of_zip(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parcel:
            names = set(parcel.namelist())
            if "mimetype" in names and parcel.getinfo("mimetype").file_size < 200:
                if parcel.read("mimetype").strip() == ODS_TYPE:
                    return "ods"
                raise SheetUnreadable(Cause.NOT_WORKBOOK)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as damage:
        raise SheetUnreadable(Cause.DAMAGED) from damage
    except (ValueError, LookupError) as damage:  # e.g. a name in an impossible encoding
        raise SheetUnreadable(Cause.DAMAGED) from damage
    if any(name.endswith("workbook.bin") for name in names):
        raise SheetUnreadable(Cause.OTHER_WORKBOOK)
    if not any(name.endswith("workbook.xml") for name in names):
        raise SheetUnreadable(Cause.NOT_WORKBOOK)
    return "xlsx"


def scan(data: bytes, kind: Kind, limits: Limits = LIMITS) -> None:
    """Refuse what would be dangerous or hopeless to open. Raises SheetUnreadable.

    Cells without content do not count: offices format whole rows, and the reader skips them.
    """
    if kind == "xls":
        if len(data) > limits.xls:
            raise SheetUnreadable(Cause.TOO_BIG, batas=limits.xls // MIB)
        return
    if kind == "text":
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parcel:
            scan_directory(parcel, limits)
            parts = _unpacked(parcel, limits)
            tabs = tabs_of(parts) if kind == "xlsx" else {}
            for name, content in parts.items():
                _scan_part(kind, name, content, tabs.get(name.rsplit("/", 1)[-1], name), limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as damage:
        raise SheetUnreadable(Cause.DAMAGED) from damage
    except (ValueError, LookupError, RuntimeError, OSError) as damage:
        raise SheetUnreadable(Cause.DAMAGED) from damage


_CELL_WITH_ERROR = re.compile(
    rb"<c\b([^<>]*\bt=[\"']e[\"'][^<>]*)>\s*(?:<f\b[^<>]*(?:/>|>[^<]*</f>))?\s*<v>([^<]{1,20})</v>"
)
_CELL_NOT_COUNTED = re.compile(
    rb"<c\b([^<>]*)>\s*<f\b[^<>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)
_PLACE = re.compile(rb"\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
_IS_TEXT = re.compile(rb"\bt=[\"'](?:str|inlineStr|s)[\"']")  # a formula whose result is an empty text
NOT_COUNTED = "#RUMUS?"


def unread_cells(data: bytes, kind: Kind) -> dict[str, dict[tuple[int, int], str]]:
    """By tab: cells (row from 1, column from 1) that show something in Excel and are empty for a reader.

    An error of a formula (`#N/A`), or NOT_COUNTED for a formula whose result no program has stored. Only of
    an .xlsx that `scan` let pass; other kinds keep no trace of it that can be read here.
    """
    if kind != "xlsx":
        return {}
    found: dict[str, dict[tuple[int, int], str]] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as parcel:
        parts = {
            name: parcel.read(name) for name in parcel.namelist() if name.lower().endswith((".xml", ".rels"))
        }
    tabs = tabs_of(parts)
    for name, content in parts.items():
        tab = tabs.get(name.rsplit("/", 1)[-1])
        if tab is None or "worksheets/" not in name or not (b"<f" in content or b"#" in content):
            continue
        cells = found.setdefault(tab, {})
        for cell in _CELL_WITH_ERROR.finditer(content):
            _note(cells, cell[1], cell[2].decode("ascii", "replace"))
        for cell in _CELL_NOT_COUNTED.finditer(content):
            if _IS_TEXT.search(cell[1]) is None:
                _note(cells, cell[1], NOT_COUNTED)
    return found


def _note(cells: dict[tuple[int, int], str], attributes: bytes, text: str) -> None:
    place = _PLACE.search(attributes)
    if place is not None:
        cells[int(place[2]), column_number(place[1].decode())] = html.unescape(text)


_DATEMODE = b"\x22\x00\x02\x00"  # of an .xls: the record, its two bytes, then 1 for 1904


def counts_from_1904(data: bytes, kind: Kind) -> bool:
    """Whether a workbook that `scan` let pass counts its days from 1904."""
    if kind == "xls":
        return _DATEMODE + b"\1\0" in data and _DATEMODE + b"\0\0" not in data
    if kind != "xlsx":
        return False
    with zipfile.ZipFile(io.BytesIO(data)) as parcel:
        book = next((name for name in parcel.namelist() if name.endswith("workbook.xml")), None)
        content = parcel.read(book) if book is not None else b""
    found = re.search(rb"<(?:\w+:)?workbookPr\b[^<>]*\sdate1904\s*=\s*[\"'](?:1|true)[\"']", content)
    return found is not None


def scan_directory(parcel: zipfile.ZipFile, limits: Limits) -> None:
    """Refuse a parcel that is locked, too large or names parts outside itself. Raises SheetUnreadable."""
    entries = parcel.infolist()
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise SheetUnreadable(Cause.PASSWORD)
    if len(entries) > limits.entries or sum(entry.file_size for entry in entries) > limits.unpacked:
        raise SheetUnreadable(Cause.BOMB)
    for entry in entries:
        name = entry.filename.replace("\\", "/")
        if name.startswith("/") or ".." in name.split("/") or re.match(r"[A-Za-z]:", name):
            raise SheetUnreadable(Cause.BOMB)
        if entry.file_size > _RATIO_FROM and entry.file_size > limits.ratio * max(entry.compress_size, 1):
            raise SheetUnreadable(Cause.BOMB)
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names):  # two parts of one name: readers disagree which one counts
        raise SheetUnreadable(Cause.BOMB)


def _unpacked(parcel: zipfile.ZipFile, limits: Limits) -> dict[str, bytes]:
    """Every XML part, really unpacked and counted; the directory may lie about sizes."""
    total = 0
    parts = {}
    for entry in parcel.infolist():
        with parcel.open(entry) as source:
            content = source.read(limits.unpacked - total + 1)
        total += len(content)
        if total > limits.unpacked:
            raise SheetUnreadable(Cause.BOMB)
        if entry.filename.lower().endswith((".xml", ".rels", ".vml")):
            parts[entry.filename] = content
    return parts


def tabs_of(parts: Mapping[str, bytes]) -> dict[str, str]:
    """`sheet1.xml` to the name on its tab, as far as a plain look can tell; for messages only."""
    book = parts.get("xl/workbook.xml", b"")
    relations = parts.get("xl/_rels/workbook.xml.rels", b"")
    targets: dict[bytes, bytes] = {}
    for relation in re.findall(rb"<Relationship\b[^<>]*>", relations):
        key, target = re.search(rb'\bId="([^"]*)"', relation), re.search(rb'\bTarget="([^"]*)"', relation)
        if key and target:
            targets[key.group(1)] = target.group(1)
    tabs = {}
    for sheet in re.findall(rb"<sheet\b[^<>]*>", book):
        name, key = re.search(rb'\bname="([^"]*)"', sheet), re.search(rb'\br:id="([^"]*)"', sheet)
        if name and key and key.group(1) in targets:
            file = targets[key.group(1)].decode("utf-8", "replace").rsplit("/", 1)[-1]
            tabs[file] = html.unescape(name.group(1).decode("utf-8", "replace"))[:60]
    return tabs


def _scan_part(kind: Kind, name: str, content: bytes, tab: str, limits: Limits) -> None:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise SheetUnreadable(Cause.BOMB)
    if kind == "ods":
        if name == "META-INF/manifest.xml" and b"encryption-data" in content:
            raise SheetUnreadable(Cause.PASSWORD)
        if name == "content.xml":
            _OdsCells(limits).look(content)
    elif "worksheets/" in name or b"<sheetData" in content:
        _scan_xlsx_cells(tab, content, limits)


def _scan_xlsx_cells(sheet: str, content: bytes, limits: Limits) -> None:
    for cell in _XLSX_CELL.finditer(content):
        if cell.group().endswith(b"/>"):
            continue
        letters, digits = cell.group(1).decode(), cell.group(2).decode()
        refuse_outside(sheet, int(digits), column_number(letters), limits)


def refuse_outside(sheet: str, row: int, column: int, limits: Limits) -> None:
    """Raise SheetUnreadable when a cell (both numbers from 1) lies outside the limits."""
    if column > limits.columns:
        raise SheetUnreadable(
            Cause.TOO_MANY_COLUMNS, lembar=sheet, kolom=column_letters(column), batas=limits.columns
        )
    if row > limits.rows:
        raise SheetUnreadable(Cause.TOO_MANY_ROWS, lembar=sheet, nomor=row, batas=limits.rows)


def column_number(letters: str) -> int:
    """`A` is 1, `XFD` is 16,384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """1 is `A`, 28 is `AB`."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class _OdsCells:
    """Walks content.xml of an .ods and counts where cells with content lie.

    LibreOffice fills every sheet up to its last row with one repeated empty row: that is normal
    and is passed over; a repeated cell with content is counted as often as it repeats.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.sheet = ""
        self.row = self.column = 0
        self.row_repeat = self.cell_repeat = 1
        self.in_cell = self.filled = self.row_filled = False

    def look(self, content: bytes) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._doctype
        try:
            parser.Parse(content, True)
        except expat.ExpatError as damage:
            raise SheetUnreadable(Cause.DAMAGED) from damage

    def _doctype(self, *_about: object) -> None:
        raise SheetUnreadable(Cause.BOMB)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        short = name.rsplit(":", 1)[-1]
        if short == "table":
            self.sheet = attributes.get("table:name", "")
            self.row = 0
        elif short == "table-row":
            self.column = 0
            self.row_repeat = repeats(attributes, "number-rows-repeated")
            self.row_filled = False
        elif short in ("table-cell", "covered-table-cell"):
            self.in_cell = True
            self.cell_repeat = repeats(attributes, "number-columns-repeated")
            self.filled = any(key.endswith(":value-type") for key in attributes)
        elif short == "p" and self.in_cell:
            self.filled = True

    def _end(self, name: str) -> None:
        short = name.rsplit(":", 1)[-1]
        if short in ("table-cell", "covered-table-cell"):
            self.column += self.cell_repeat
            self.in_cell = False
            if self.filled:
                self.row_filled = True
                refuse_outside(self.sheet, self.row + 1, self.column, self.limits)
        elif short == "table-row":
            self.row += self.row_repeat
            if self.row_filled:
                refuse_outside(self.sheet, self.row, 1, self.limits)


def repeats(attributes: dict[str, str], wanted: str) -> int:
    """How often an element of an .ods stands for itself, by this attribute; at least once."""
    for key, value in attributes.items():
        if key.endswith(":" + wanted) and value.isdecimal():
            return max(1, int(value[:12]))
    return 1

"""Workbooks for tests, honest and hostile, made on the spot so that each test shows what is in them."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook

ODS = "application/vnd.oasis.opendocument.spreadsheet"


def xlsx(cells: Mapping[str, Any], name: str = "Data") -> bytes:
    """A workbook with one sheet and these cells."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = name
    for address, value in cells.items():
        sheet[address] = value
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def changed(parcel: bytes, **parts: bytes | None) -> bytes:
    """The same parcel with parts replaced, added or (None) left out; `__` in a name stands for `/`."""
    wanted = {name.replace("__", "/"): content for name, content in parts.items()}
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(parcel)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            if entry.filename not in wanted:
                new.writestr(entry.filename, old.read(entry))
        for name, content in wanted.items():
            if content is not None:
                new.writestr(name, content)
    return target.getvalue()


def part(parcel: bytes, name: str) -> bytes:
    """One part of a parcel."""
    with zipfile.ZipFile(io.BytesIO(parcel)) as source:
        return source.read(name)


def ods(rows: str, manifest: str = "") -> bytes:
    """An .ods whose one table holds this XML."""
    content = (
        '<?xml version="1.0"?><office:document-content'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
        f'<office:body><office:spreadsheet><table:table table:name="Data">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    listing = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS}"/>{manifest}'
        "</manifest:manifest>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as parcel:
        parcel.writestr("mimetype", ODS)
        parcel.writestr("content.xml", content)
        parcel.writestr("META-INF/manifest.xml", listing)
    return target.getvalue()


def ods_text(text: str, repeated: int = 1) -> str:
    """One text cell of an .ods."""
    return (
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{repeated}">'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


def compound(stream: str, content: bytes) -> bytes:
    """An OLE compound file, as old Excel and encrypted workbooks are, with one stream."""
    content = content.ljust(4096, b"\0")  # shorter streams live elsewhere
    content += b"\0" * (-len(content) % 512)
    sectors = len(content) // 512
    chain = [2 + number + 1 for number in range(sectors - 1)] + [0xFFFFFFFE]
    fat = [0xFFFFFFFD, 0xFFFFFFFE, *chain]
    assert len(fat) <= 128, "one FAT sector is enough for a test"
    fat += [0xFFFFFFFF] * (128 - len(fat))
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIIII",
        *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b""),
        *(0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0),
    )
    header += struct.pack("<108I", *([0xFFFFFFFF] * 108))
    directory = _entry("Root Entry", 5, child=1, start=0xFFFFFFFE, size=0)
    directory += _entry(stream, 2, child=0xFFFFFFFF, start=2, size=len(content))
    directory = directory.ljust(512, b"\0")
    return header + struct.pack("<128I", *fat) + directory + content


def _entry(name: str, kind: int, *, child: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le")
    none = 0xFFFFFFFF
    return struct.pack(
        "<64sHBBIII16sIQQIQ", raw, len(raw) + 2, kind, 1, none, none, child, b"", 0, 0, 0, start, size
    )


def xls(
    cells: Mapping[tuple[int, int], str | float],
    hidden_rows: Sequence[int] = (),
    hidden_columns: Sequence[int] = (),
) -> bytes:
    """An Excel 97 workbook with one sheet `Data`; cells by (row, column) from 0, as are what is hidden."""
    beginning = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6))
    bound = struct.pack("<IHBB", 0, 0, 4, 0) + b"Data"
    offset = len(beginning) + 4 + len(bound) + 4
    bound = struct.pack("<I", offset) + bound[4:]
    book = beginning + _record(0x0085, bound) + _record(0x000A, b"")
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6))
    last_row = max((row for row, _column in cells), default=0) + 1
    last_column = max((column for _row, column in cells), default=0) + 1
    sheet += _record(0x0200, struct.pack("<IIHHH", 0, last_row, 0, last_column, 0))
    for column in hidden_columns:
        sheet += _record(0x007D, struct.pack("<6H", column, column, 2048, 15, 1, 0))
    for row in range(last_row):
        flags = 0x0120 if row in hidden_rows else 0x0100
        sheet += _record(0x0208, struct.pack("<8H", row, 0, last_column, 255, 0, 0, flags, 15))
    for (row, column), value in sorted(cells.items()):
        if isinstance(value, str):
            raw = value.encode("latin-1")
            sheet += _record(0x0204, struct.pack("<HHHHB", row, column, 0, len(raw), 0) + raw)
        else:
            sheet += _record(0x0203, struct.pack("<HHHd", row, column, 0, value))
    return compound("Workbook", book + sheet + _record(0x000A, b""))


def _record(number: int, content: bytes) -> bytes:
    return struct.pack("<HH", number, len(content)) + content

"""The tables of another program as one CSV each, in a folder or a ZIP (interop.md 6, Siskeudes).

A ZIP is looked at before anything is unpacked and only the tables that are asked for are read; the limits
are those of a workbook (reliability.md 9).
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from desa_desktop.files import FS, Fs
from desa_desktop.sheets.failure import Cause, SheetUnreadable
from desa_desktop.sheets.scan import LIMITS, MIB, ZIP_MAGIC, Limits, scan_directory
from desa_desktop.sheets.text import csv_rows

Tabel: TypeAlias = tuple[Mapping[str, str], ...]  # the rows of one table, by the names of its columns

_TABLE = re.compile(r"(?:ta|ref)_\w{2,40}\.csv", re.IGNORECASE)
_LIMITS = replace(LIMITS, cell=32_000)  # visions and reasons are long texts
_MOST_FILES = 400


def has_tables(path: Path, fs: Fs = FS) -> bool:
    """Whether this folder or ZIP holds tables such as `Ta_RPJM_Kegiatan.csv`. Raises SheetUnreadable."""
    return any(_TABLE.fullmatch(PurePosixPath(name).name) for name in _names(path, fs))


def read_tables(
    path: Path, wanted: Collection[str], fs: Fs = FS, limits: Limits = _LIMITS
) -> dict[str, Tabel]:
    """The wanted tables that are there, by the name given; case does not count. Raises SheetUnreadable.

    A line with another number of fields than the heading is kept as far as it goes: dropping it in
    silence, as others do, would lose an activity.
    """
    names = {PurePosixPath(name).stem.casefold(): name for name in _names(path, fs)}
    parcel = None if path.is_dir() else _load(path, fs)
    found: dict[str, Tabel] = {}
    total = 0
    for table in wanted:
        name = names.get(table.casefold())
        if name is None:
            continue
        content = _content(path, parcel, name, fs, limits, limits.unpacked - total)
        total += len(content)
        found[table] = _rows(content, table, limits)
    return found


def _names(path: Path, fs: Fs) -> list[str]:
    if path.is_dir():
        try:
            return [one.name for one in fs.listing(path, _MOST_FILES) if one.is_file(follow_symlinks=False)]
        except OSError as failure:
            raise SheetUnreadable(Cause.MISSING, nama=path.name) from failure
    data = _load(path, fs)
    if not data.startswith(ZIP_MAGIC):
        return []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parcel:
            return parcel.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, LookupError, OSError) as damage:
        raise SheetUnreadable(Cause.DAMAGED, nama=path.name) from damage


def _load(path: Path, fs: Fs) -> bytes:
    try:
        data = fs.read(path, LIMITS.packed + 1)
    except OSError as failure:
        raise SheetUnreadable(Cause.MISSING, nama=path.name) from failure
    if len(data) > LIMITS.packed:
        raise SheetUnreadable(Cause.TOO_BIG, nama=path.name, batas=LIMITS.packed // MIB)
    return data


def _content(path: Path, packed: bytes | None, name: str, fs: Fs, limits: Limits, room: int) -> bytes:
    """The bytes of one table, never more than `room`; what the directory says about sizes may be a lie."""
    try:
        if packed is None:
            content = fs.read(path / name, room + 1)
        else:
            with zipfile.ZipFile(io.BytesIO(packed)) as parcel:
                scan_directory(parcel, limits)
                with parcel.open(name) as source:
                    content = source.read(room + 1)
    except SheetUnreadable as refusal:
        raise SheetUnreadable(refusal.cause, nama=path.name, **refusal.facts) from refusal
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, LookupError) as damage:
        raise SheetUnreadable(Cause.DAMAGED, nama=path.name) from damage
    except (OSError, RuntimeError) as failure:
        raise SheetUnreadable(Cause.DAMAGED, nama=path.name) from failure
    if len(content) > room:
        raise SheetUnreadable(Cause.BOMB, nama=path.name)
    return content


def _rows(content: bytes, table: str, limits: Limits) -> Tabel:
    if not content.strip():
        return ()
    lines = csv_rows(content, table, limits)
    if not lines:
        return ()
    heads = [(cell or "").strip() for cell in lines[0][1]]
    found: list[Mapping[str, str]] = []
    for _number, cells in lines[1:]:
        values = [(cell or "").strip() for cell in cells]
        found.append(dict(zip(heads, values + [""] * (len(heads) - len(values)), strict=False)))
    return tuple(found)

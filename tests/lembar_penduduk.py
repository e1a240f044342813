"""Sheets of residents for tests: OpenSID's 43 columns, one made-up person a row, bent as a test wants."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from builders import kode_penduduk
from desa_desktop.domain.penduduk.berkas.kolom import OPENSID_KOLOM
from desa_desktop.services.impor_penduduk import PratinjauPenduduk, preview_sheets
from desa_desktop.sheets import Row, Sheet
from desa_desktop.store.unit import Database

HARI = date(2026, 11, 29)
JUDUL = tuple(one.opensid for one in OPENSID_KOLOM)
Baris = Mapping[str, Any]
_NAMES = ("SUTRISNO", "PAIJO", "SLAMET", "HARJONO", "WAHYU", "EKO", "DWI", "TRI", "BAMBANG", "AGUS")
_LAST = (
    "HADI",
    "SANTOSO",
    "WIBOWO",
    "NUGROHO",
    "PURNOMO",
    "UTOMO",
    "SUSANTO",
    "HARTONO",
    "KUSUMA",
    "PRASETYO",
)


def orang(nomor: int, **bend: Any) -> dict[str, Any]:
    """A man of 1 January 1990 who is head of a KK of his own; `nomor` makes him another person."""
    values: dict[str, Any] = {
        "alamat": "Jl. Melati 5",
        "dusun": "KRAJAN",
        "rw": "002",
        "rt": "001",
        "nama": f"{_NAMES[nomor % 10]} {_LAST[nomor // 10 % 10]}",
        "no_kk": f"330699010120{nomor:04d}",
        "nik": f"330699010190{nomor:04d}",
        "sex": "1",
        "tempatlahir": "PURWOREJO",
        "tanggallahir": "1990-01-01",
        "agama_id": "1",
        "pendidikan_kk_id": "5",
        "pendidikan_sedang_id": "18",
        "pekerjaan_id": "9",
        "status_kawin": "1",
        "kk_level": "1",
        "warganegara_id": "1",
        "status_dasar": "1",
    }
    return {**values, **bend}


def sheet(rows: Sequence[Baris], judul: Sequence[str] = JUDUL, name: str = "Data Penduduk") -> Sheet:
    """The rows below their headings, from row 1 on."""
    cells = [tuple(judul), *(tuple(row.get(one) for one in judul) for row in rows)]
    return Sheet(name, tuple(Row(name, place, line) for place, line in enumerate(cells, 1)))


def cells(*lines: Sequence[Any], name: str = "Lembar1") -> Sheet:
    """A sheet cell by cell; an empty line is a row that is not there."""
    rows = [Row(name, place, tuple(line)) for place, line in enumerate(lines, 1) if line]
    return Sheet(name, tuple(rows))


def workbook(rows: Sequence[Baris], judul: Sequence[str] = JUDUL, name: str = "Data Penduduk") -> bytes:
    """The same as the bytes of a workbook."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = name
    page.append(list(judul))
    for row in rows:
        page.append([row.get(one) for one in judul])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def write(folder: Path, rows: Sequence[Baris], name: str = "penduduk.xlsx") -> Path:
    """A workbook on disk."""
    path = folder / name
    path.write_bytes(workbook(rows))
    return path


def look(database: Database, *sheets: Sheet, **more: Any) -> PratinjauPenduduk:
    """The preview of these sheets."""
    return preview_sheets(database, kode_penduduk(), sheets, "penduduk.xlsx", HARI, **more)

"""The price list of a year: what things and work cost here, for the estimates (RAB)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NewType
from uuid import UUID

from desa_desktop.domain.desa import DesaId
from desa_desktop.domain.identity import new_id
from desa_desktop.domain.rkp import KelompokRab

DaftarHargaId = NewType("DaftarHargaId", UUID)


@dataclass(eq=False, kw_only=True)
class HargaSatuan:
    """One price in whole rupiah for one `satuan`; `kode` is the account or item code of its list."""

    id: UUID = field(default_factory=new_id)
    daftar_harga_id: UUID | None = None
    urut: int = 0
    kode: str = ""
    uraian: str = ""
    kelompok: KelompokRab | None = None
    satuan: str = ""
    harga: int | None = None
    lokasi: str = ""
    teks_asli: Mapping[str, str] = field(default_factory=dict)


@dataclass(eq=False, kw_only=True)
class DaftarHarga:
    """The prices of one year; `sumber` says whose they are (the kabupaten's standard, a survey)."""

    id: DaftarHargaId
    desa_id: DesaId
    tahun: int
    judul: str = ""
    sumber: str = ""
    baris: list[HargaSatuan] = field(default_factory=list)
    versi: int = 1
    diubah_pada: datetime | None = None

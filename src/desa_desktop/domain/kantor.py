"""The office whose laptop this is: its role, its code, and what it decided once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import NewType
from uuid import UUID

from desa_desktop.domain.identity import new_id

KantorId = NewType("KantorId", UUID)


class Peran(Enum):
    """What a laptop is to others (kiriman-format.md 1)."""

    DESA = "desa"
    KECAMATAN = "kecamatan"
    PENDAMPING = "pendamping"


@dataclass(eq=False, kw_only=True)
class Kantor:
    """One row: the office. `id` is its lasting name, computed from the area code (kiriman-format.md 9).

    `setelan` holds what this office chose where rules leave it a choice (`dasar_tim`, `kuorum`,
    `format_nomor`, `label_durkp`); a missing key means the usual.
    """

    id: KantorId
    peran: Peran
    kode: str
    nama: str
    kecamatan: str = ""
    kabupaten: str = ""
    provinsi: str = ""
    kepala: str = ""
    nip_kepala: str = ""
    alamat: str = ""
    label: str = ""
    tahun_rencana: int
    urutan_tahap: str = "permendesa21"
    wisaya: str = ""
    kid: str = ""
    setelan: Mapping[str, str] = field(default_factory=dict)
    versi: int = 1
    diubah_pada: datetime | None = None


@dataclass(eq=False, kw_only=True)
class DesaBinaan:
    """A village of the kecamatan's own list; `id` is the village's uid, known from its code."""

    id: UUID
    kode: str
    nama: str
    urut: int = 0
    teks_asli: Mapping[str, str] = field(default_factory=dict)
    versi: int = 1
    diubah_pada: datetime | None = None


class KeadaanTahap(Enum):
    """What a person said of a step of the calendar on Beranda."""

    DI_LUAR = "di_luar"
    DITUNDA = "ditunda"


@dataclass(eq=False, kw_only=True)
class CatatanTahap:
    """`Sudah dikerjakan di luar aplikasi` or `Tunda sampai` of one task (ux.md 4 step 6, 5.1)."""

    id: UUID = field(default_factory=new_id)
    tahun: int
    kunci: str
    keadaan: KeadaanTahap
    tanggal: date | None = None
    alasan: str = ""
    versi: int = 1
    diubah_pada: datetime | None = None

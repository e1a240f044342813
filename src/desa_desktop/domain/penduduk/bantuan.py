"""Assistance programmes and who is in them, so that a village sees who gets two and who gets none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import NewType
from uuid import UUID

from desa_desktop.domain.desa import DesaId
from desa_desktop.domain.identity import new_id
from desa_desktop.domain.penduduk.orang import KeluargaId, PendudukId

ProgramBantuanId = NewType("ProgramBantuanId", UUID)
PesertaBantuanId = NewType("PesertaBantuanId", UUID)


class SasaranBantuan(Enum):
    """Who is entered: persons or whole families."""

    PENDUDUK = "penduduk"
    KELUARGA = "keluarga"


@dataclass(eq=False, kw_only=True)
class ProgramBantuan:
    """One programme (PKH, BPNT, BLT Dana Desa) with its source of money and its time."""

    id: ProgramBantuanId = field(default_factory=lambda: ProgramBantuanId(new_id()))
    desa_id: DesaId
    nama: str = ""
    sasaran: SasaranBantuan = SasaranBantuan.KELUARGA
    asal_dana: str = ""
    mulai: date | None = None
    selesai: date | None = None
    keterangan: str = ""
    versi: int = 1
    diubah_pada: datetime | None = None


@dataclass(eq=False, kw_only=True)
class PesertaBantuan:
    """One participant: exactly one of `penduduk_id` and `keluarga_id`, as the programme's `sasaran` says.

    `nama_kartu` is what stands on the programme's own card, which often differs from the KK.
    """

    id: PesertaBantuanId = field(default_factory=lambda: PesertaBantuanId(new_id()))
    desa_id: DesaId
    program_id: ProgramBantuanId
    penduduk_id: PendudukId | None = None
    keluarga_id: KeluargaId | None = None
    nomor_kartu: str = ""
    nama_kartu: str = ""
    mulai: date | None = None
    selesai: date | None = None
    keterangan: str = ""
    teks_asli: Mapping[str, str] = field(default_factory=dict)
    versi: int = 1
    diubah_pada: datetime | None = None

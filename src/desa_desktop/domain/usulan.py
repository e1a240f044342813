"""Usulan: what citizens ask for, and in which order it is discussed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import NewType
from uuid import UUID

from desa_desktop.domain.desa import DesaId
from desa_desktop.domain.identity import new_id

UsulanId = NewType("UsulanId", UUID)
DaftarUsulanId = NewType("DaftarUsulanId", UUID)


class StatusUsulan(Enum):
    """What became of a proposal; the stored words are those of cli.md (`putusan`)."""

    DIUSULKAN = "diusulkan"
    DISEPAKATI = "disepakati"
    DITUNDA = "ditunda"
    TIDAK_DISEPAKATI = "tidak_disepakati"
    DITERUSKAN = "diteruskan"


class Kewenangan(Enum):
    """Who may carry the proposal out: the village, or someone above it (then it goes to the DU-RKP)."""

    DESA = "desa"
    DI_LUAR = "di_luar"


@dataclass(eq=False, kw_only=True)
class Usulan:
    """One proposal. Empty is allowed everywhere: a draft is a normal Usulan.

    `perkiraan_biaya` is in rupiah. `teks_asli` keeps, per field, what was pasted and could not be
    understood; the field itself then stays empty (ux.md 3.9).
    """

    id: UsulanId = field(default_factory=lambda: UsulanId(new_id()))
    daftar_usulan_id: UUID | None = None
    nomor: int = 0
    urut: int = 0
    uraian: str = ""
    masalah: str = ""
    dusun: str = ""
    bidang: str = ""
    kode_kegiatan: str = ""
    lokasi: str = ""
    volume: Decimal | None = None
    satuan: str = ""
    perkiraan_biaya: int | None = None
    penerima_l: int | None = None
    penerima_p: int | None = None
    kelompok_rentan: tuple[str, ...] = ()
    pengusul: str = ""
    pengusul_jk: str = ""
    asal: str = ""
    tanda: tuple[str, ...] = ()
    kewenangan: Kewenangan = Kewenangan.DESA
    status: StatusUsulan = StatusUsulan.DIUSULKAN
    alasan: str = ""
    gabungan_dari: tuple[str, ...] = ()
    teks_asli: Mapping[str, str] = field(default_factory=dict)

    @property
    def penerima(self) -> int:
        """How many people benefit, men and women."""
        return (self.penerima_l or 0) + (self.penerima_p or 0)


@dataclass(eq=False, kw_only=True)
class DaftarUsulan:
    """All proposals of a village for one plan year; `nomor_terakhir` is never given twice."""

    id: DaftarUsulanId
    desa_id: DesaId
    tahun: int
    nomor_terakhir: int = 0
    usulan: list[Usulan] = field(default_factory=list)
    versi: int = 1
    diubah_pada: datetime | None = None

"""RPJM Desa: what the village wants in eight years, where that comes from, and who wrote it down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import NewType
from uuid import UUID

from desa_desktop.domain.desa import DesaId
from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.identity import new_id
from desa_desktop.domain.rkp import PolaPelaksanaan

RpjmDesaId = NewType("RpjmDesaId", UUID)
KegiatanRpjmId = NewType("KegiatanRpjmId", UUID)
ArahRpjmId = NewType("ArahRpjmId", UUID)


class TingkatArah(Enum):
    """The levels under the vision (perencanaan.md 12): misi, tujuan, sasaran."""

    MISI = "misi"
    TUJUAN = "tujuan"
    SASARAN = "sasaran"


@dataclass(eq=False, kw_only=True)
class ArahRpjm:
    """One misi, tujuan or sasaran; `induk_id` is the record above it (None for a misi)."""

    id: ArahRpjmId = field(default_factory=lambda: ArahRpjmId(new_id()))
    rpjm_desa_id: UUID | None = None
    urut: int = 0
    tingkat: TingkatArah = TingkatArah.MISI
    induk_id: UUID | None = None
    uraian: str = ""


@dataclass(eq=False, kw_only=True)
class KegiatanRpjm:
    """One activity of the medium-term plan.

    `tahun` holds the calendar years that are ticked; `biaya_tahun` maps such a year (as text) to rupiah and
    `target` to what shall be reached in it (form B3). `kode` is `01.01.01`, `sumber` codes of sumber-dana.
    `usulan_id` is the gagasan it comes from, `gabungan_dari` the ids of others that were joined into it.
    """

    id: KegiatanRpjmId = field(default_factory=lambda: KegiatanRpjmId(new_id()))
    rpjm_desa_id: UUID | None = None
    urut: int = 0
    kode: str = ""
    nama: str = ""
    sdgs: tuple[int, ...] = ()
    lokasi: str = ""
    volume: Decimal | None = None
    satuan: str = ""
    sasaran: str = ""
    penerima_l: int | None = None
    penerima_p: int | None = None
    penerima_rtm: int | None = None
    data_eksisting: str = ""
    indikator: str = ""
    target: Mapping[str, str] = field(default_factory=dict)
    tahun: tuple[int, ...] = ()
    biaya_tahun: Mapping[str, int] = field(default_factory=dict)
    sumber: tuple[str, ...] = ()
    pola: PolaPelaksanaan | None = None
    tanda: tuple[str, ...] = ()
    arah_id: UUID | None = None
    usulan_id: UUID | None = None
    gabungan_dari: tuple[str, ...] = ()
    alasan: str = ""
    teks_asli: Mapping[str, str] = field(default_factory=dict)

    @property
    def biaya(self) -> int:
        """Rupiah of all years together."""
        return sum(self.biaya_tahun.values())


@dataclass(eq=False, kw_only=True)
class KalenderMusim:
    """Form G4: a problem or an activity and the months (1 to 12) in which it comes."""

    id: UUID = field(default_factory=new_id)
    rpjm_desa_id: UUID | None = None
    urut: int = 0
    uraian: str = ""
    bulan: tuple[int, ...] = ()


@dataclass(eq=False, kw_only=True)
class KajianLembaga:
    """Form G5: an institution, its part in the village, its problem and its potential."""

    id: UUID = field(default_factory=new_id)
    rpjm_desa_id: UUID | None = None
    urut: int = 0
    lembaga: str = ""
    peran: str = ""
    masalah: str = ""
    potensi: str = ""


@dataclass(eq=False, kw_only=True)
class Masalah:
    """Forms G6 and H1: a problem, its cause, the potential, the action, and the values given to it."""

    id: UUID = field(default_factory=new_id)
    rpjm_desa_id: UUID | None = None
    urut: int = 0
    kategori: str = ""
    uraian: str = ""
    penyebab: str = ""
    potensi: str = ""
    tindakan: str = ""
    nilai: Mapping[str, int] = field(default_factory=dict)


@dataclass(eq=False, kw_only=True)
class ProgramRpjm:
    """Form G3 for the medium term: a programme of a higher government that enters the village. Rupiah."""

    id: UUID = field(default_factory=new_id)
    rpjm_desa_id: UUID | None = None
    urut: int = 0
    bidang: str = ""
    nama: str = ""
    asal: str = ""
    sdgs: tuple[int, ...] = ()
    tahun: int | None = None
    lokasi: str = ""
    volume: Decimal | None = None
    satuan: str = ""
    pagu: int | None = None
    teks_asli: Mapping[str, str] = field(default_factory=dict)


@dataclass(eq=False, kw_only=True)
class AnggotaTimRpjm:
    """One member of the team that writes the RPJM Desa; place and day of birth stay in the village."""

    id: UUID = field(default_factory=new_id)
    rpjm_desa_id: UUID | None = None
    urut: int = 0
    nama: str = ""
    jk: str = ""
    tempat_lahir: str = ""
    tanggal_lahir: date | None = None
    jabatan: str = ""
    unsur: str = ""


@dataclass(eq=False, kw_only=True)
class RpjmDesa:
    """The medium-term plan from `tahun` to `tahun_akhir`, both included (8 years; older plans 6).

    `sketsa` is the SHA-256 of an attached picture (form G7). `teks` holds the blocks of the regulation and
    of the document that the village wrote itself, by their key. `dasar_perubahan` is why it was changed.
    """

    id: RpjmDesaId
    desa_id: DesaId
    tahun: int
    tahun_akhir: int | None = None
    tanggal_pelantikan: date | None = None
    visi: str = ""
    nomor_perdes: str = ""
    tanggal_perdes: date | None = None
    nomor_sk: str = ""
    tanggal_sk: date | None = None
    ketua_tim: str = ""
    dasar_perubahan: str = ""
    sketsa: str = ""
    teks: Mapping[str, str] = field(default_factory=dict)
    status: StatusDokumen = StatusDokumen.KONSEP
    revisi: int = 0
    alasan: str = ""
    arah: list[ArahRpjm] = field(default_factory=list)
    kegiatan: list[KegiatanRpjm] = field(default_factory=list)
    musim: list[KalenderMusim] = field(default_factory=list)
    kelembagaan: list[KajianLembaga] = field(default_factory=list)
    masalah: list[Masalah] = field(default_factory=list)
    program: list[ProgramRpjm] = field(default_factory=list)
    tim: list[AnggotaTimRpjm] = field(default_factory=list)
    versi: int = 1
    diubah_pada: datetime | None = None

    @property
    def daftar_tahun(self) -> tuple[int, ...]:
        """Every calendar year of the plan, first to last."""
        return tuple(range(self.tahun, (self.tahun_akhir or self.tahun + 7) + 1))

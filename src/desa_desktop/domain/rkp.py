"""RKP Desa and DU-RKP: what the village does next year, with whose money, and what it asks from above."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Context, Decimal
from enum import Enum
from typing import NewType
from uuid import UUID

from desa_desktop.domain.desa import DesaId
from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.identity import new_id

RkpDesaId = NewType("RkpDesaId", UUID)
KegiatanId = NewType("KegiatanId", UUID)
DurkpId = NewType("DurkpId", UUID)


class PolaPelaksanaan(Enum):
    """Who carries an activity out (perencanaan.md 1)."""

    SWAKELOLA = "swakelola"
    KERJA_SAMA_DESA = "kerja_sama_desa"
    PIHAK_KETIGA = "pihak_ketiga"


@dataclass(eq=False, kw_only=True)
class SumberBiaya:
    """One money row of an activity: a source (DDS, ADD, ...) and its rupiah (V-10)."""

    id: UUID = field(default_factory=new_id)
    kegiatan_id: UUID | None = None
    urut: int = 0
    sumber: str = ""
    jumlah: int | None = None
    is_silpa: bool = False


class KelompokRab(Enum):
    """The part of an estimate a line belongs to: form J1 has the first three, J2 the last.

    LAIN is what a non-physical activity pays for: honorarium, transport, meals, paper.
    """

    BAHAN = "bahan"
    ALAT = "alat"
    UPAH = "upah"
    LAIN = "lain"


# more digits than any volume and price that can be stored have together: products are exact
EXACT = Context(prec=100)


@dataclass(eq=False, kw_only=True)
class BarisRab:
    """One line of an activity's cost estimate (RAB). `harga_satuan` is whole rupiah.

    `kode` is the account code of form J2, `sumber` the source of money of that line; both may stay empty.
    `kategori` is the cost category of form J1 (`I-a` to `III-b`), `volume_swadaya` the part of the volume
    that citizens bring themselves (form J3).
    """

    id: UUID = field(default_factory=new_id)
    kegiatan_id: UUID | None = None
    urut: int = 0
    kelompok: KelompokRab | None = None
    kategori: str = ""
    kode: str = ""
    uraian: str = ""
    volume: Decimal | None = None
    volume_swadaya: Decimal | None = None
    satuan: str = ""
    harga_satuan: int | None = None
    sumber: str = ""
    teks_asli: Mapping[str, str] = field(default_factory=dict)

    @property
    def jumlah(self) -> Decimal | None:
        """Rupiah, to the last decimal; None while volume or price is missing."""
        if self.volume is None or self.harga_satuan is None:
            return None
        return EXACT.multiply(self.volume, Decimal(self.harga_satuan))


@dataclass(eq=False, kw_only=True)
class Kegiatan:
    """One activity of the plan. `biaya` in rupiah must equal the sum of its money rows (V-10).

    `kode` is `01.01.01`; bidang and sub bidang are read from it. Months are 1 to 12. `rpjm_id` is what it
    carries out of the RPJM Desa; without one `alasan_rpjm` and `nomor_ba_rpjm` say why (V-20). `rumus`
    (`sumber`, `persen`) makes the cost a share of that pagu. `mitra` pays `biaya_mitra` rupiah besides the
    village (form G11). `verifikasi` maps the items of form H4 to what was found, `hasil_verifikasi` is
    `layak` or `tidak_layak`.
    """

    id: KegiatanId = field(default_factory=lambda: KegiatanId(new_id()))
    rkp_desa_id: UUID | None = None
    urut: int = 0
    kode: str = ""
    nama: str = ""
    sdgs: tuple[int, ...] = ()
    data_eksisting: str = ""
    target: str = ""
    lokasi: str = ""
    volume: Decimal | None = None
    satuan: str = ""
    sasaran: str = ""
    penerima_l: int | None = None
    penerima_p: int | None = None
    penerima_rtm: int | None = None
    bulan_mulai: int | None = None
    bulan_selesai: int | None = None
    biaya: int | None = None
    pola: PolaPelaksanaan | None = None
    pelaksana: str = ""
    rencana: str = ""
    tanda: tuple[str, ...] = ()
    usulan_id: UUID | None = None
    rpjm_id: UUID | None = None
    alasan_rpjm: str = ""
    nomor_ba_rpjm: str = ""
    rumus: Mapping[str, str] = field(default_factory=dict)
    mitra: str = ""
    biaya_mitra: int | None = None
    verifikasi: Mapping[str, str] = field(default_factory=dict)
    hasil_verifikasi: str = ""
    teks_asli: Mapping[str, str] = field(default_factory=dict)
    sumber_biaya: list[SumberBiaya] = field(default_factory=list)
    rab: list[BarisRab] = field(default_factory=list)

    @property
    def jumlah_sumber(self) -> int:
        """Rupiah of all money rows together."""
        return sum(satu.jumlah or 0 for satu in self.sumber_biaya)


@dataclass(eq=False, kw_only=True)
class Pagu:
    """The ceiling of one source for the year; SiLPA of that source is kept apart (V-12)."""

    id: UUID = field(default_factory=new_id)
    rkp_desa_id: UUID | None = None
    urut: int = 0
    sumber: str = ""
    jumlah: int | None = None
    silpa: int | None = None
    is_definitif: bool = False
    teks_asli: Mapping[str, str] = field(default_factory=dict)


class JenisTim(Enum):
    """Which team a person belongs to (perencanaan.md 2)."""

    PENYUSUN = "penyusun"
    VERIFIKASI = "verifikasi"


@dataclass(eq=False, kw_only=True)
class AnggotaTim:
    """One member of a team of the yearly plan; place and day of birth stay in the village."""

    id: UUID = field(default_factory=new_id)
    rkp_desa_id: UUID | None = None
    urut: int = 0
    tim: JenisTim = JenisTim.PENYUSUN
    nama: str = ""
    jk: str = ""
    tempat_lahir: str = ""
    tanggal_lahir: date | None = None
    jabatan: str = ""
    unsur: str = ""


@dataclass(eq=False, kw_only=True)
class RencanaTim:
    """Form G12: one line of the team's work plan (RKTL)."""

    id: UUID = field(default_factory=new_id)
    rkp_desa_id: UUID | None = None
    urut: int = 0
    uraian: str = ""
    tanggal: date | None = None
    tempat: str = ""
    keterangan: str = ""


@dataclass(eq=False, kw_only=True)
class ProgramMasuk:
    """Form G3: a programme of a higher government that enters the village in the plan year. Rupiah."""

    id: UUID = field(default_factory=new_id)
    rkp_desa_id: UUID | None = None
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
class Evaluasi:
    """Form G8: what became of one activity of last year's plan. `kegiatan_id` is that activity. Rupiah."""

    id: UUID = field(default_factory=new_id)
    rkp_desa_id: UUID | None = None
    urut: int = 0
    kegiatan_id: UUID | None = None
    kode: str = ""
    nama: str = ""
    lokasi: str = ""
    anggaran: int | None = None
    realisasi: int | None = None
    is_terlaksana: bool = False
    keterangan: str = ""
    teks_asli: Mapping[str, str] = field(default_factory=dict)


@dataclass(eq=False, kw_only=True)
class RkpDesa:
    """The yearly plan with its activities and ceilings, its team, and the evaluation of the year before.

    `teks` holds the blocks of the regulation and of the document that the village wrote itself, by their key.
    `dasar_perubahan` is why a ratified plan was changed (perencanaan.md 4.4).
    """

    id: RkpDesaId
    desa_id: DesaId
    tahun: int
    nomor_perdes: str = ""
    tanggal_perdes: date | None = None
    ketua_tim: str = ""
    nomor_sk: str = ""
    tanggal_sk: date | None = None
    nomor_ba: str = ""
    dasar_perubahan: str = ""
    teks: Mapping[str, str] = field(default_factory=dict)
    status: StatusDokumen = StatusDokumen.KONSEP
    revisi: int = 0
    alasan: str = ""
    kegiatan: list[Kegiatan] = field(default_factory=list)
    pagu: list[Pagu] = field(default_factory=list)
    tim: list[AnggotaTim] = field(default_factory=list)
    rencana_tim: list[RencanaTim] = field(default_factory=list)
    program: list[ProgramMasuk] = field(default_factory=list)
    evaluasi: list[Evaluasi] = field(default_factory=list)
    versi: int = 1
    diubah_pada: datetime | None = None


@dataclass(eq=False, kw_only=True)
class BarisDurkp:
    """One proposal passed upwards; `sumber` is a code of sumber-dana-durkp, `prioritas` counts from 1.

    `jawaban` is what the kabupaten answered (`diterima`, `ditunda`, `ditolak`; empty: nothing yet), `asal_id`
    the row of an earlier year that this one repeats.
    """

    id: UUID = field(default_factory=new_id)
    durkp_id: UUID | None = None
    urut: int = 0
    prioritas: int | None = None
    bidang: str = ""
    kode: str = ""
    nama: str = ""
    alasan: str = ""
    lokasi: str = ""
    volume: Decimal | None = None
    satuan: str = ""
    bulan_mulai: int | None = None
    bulan_selesai: int | None = None
    perkiraan_biaya: int | None = None
    penerima_l: int | None = None
    penerima_p: int | None = None
    penerima_rtm: int | None = None
    sdgs: tuple[int, ...] = ()
    data_eksisting: str = ""
    sasaran: str = ""
    sumber: str = ""
    opd_tujuan: str = ""
    data_pendukung: str = ""
    koordinat: str = ""
    tanda: tuple[str, ...] = ()
    usulan_id: UUID | None = None
    asal_id: UUID | None = None
    jawaban: str = ""
    jawaban_alasan: str = ""
    jawaban_tanggal: date | None = None
    teks_asli: Mapping[str, str] = field(default_factory=dict)


@dataclass(eq=False, kw_only=True)
class Durkp:
    """The list of proposals the village cannot or may not fund itself."""

    id: DurkpId
    desa_id: DesaId
    tahun: int
    tahun_target: int | None = None
    nomor: str = ""
    tanggal: date | None = None
    status: StatusDokumen = StatusDokumen.KONSEP
    revisi: int = 0
    alasan: str = ""
    baris: list[BarisDurkp] = field(default_factory=list)
    versi: int = 1
    diubah_pada: datetime | None = None

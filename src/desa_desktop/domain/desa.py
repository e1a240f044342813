"""The village and who serves it: hamlets, officers, notables, and the key figures of a year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NewType
from uuid import UUID

from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.identity import new_id

DesaId = NewType("DesaId", UUID)
DusunId = NewType("DusunId", UUID)
PerangkatId = NewType("PerangkatId", UUID)
TokohId = NewType("TokohId", UUID)
AngkaPokokId = NewType("AngkaPokokId", UUID)


@dataclass(eq=False, kw_only=True)
class Dusun:
    """A hamlet and how many RW, RT and families it has."""

    id: DusunId = field(default_factory=lambda: DusunId(new_id()))
    desa_id: UUID | None = None
    urut: int = 0
    nama: str = ""
    kepala: str = ""
    jumlah_rw: int | None = None
    jumlah_rt: int | None = None
    jumlah_kk: int | None = None
    teks_asli: Mapping[str, str] = field(default_factory=dict)


@dataclass(eq=False, kw_only=True)
class Perangkat:
    """An officer. `tanda_tangan` lists the papers this person signs; `kontak` never leaves the village."""

    id: PerangkatId = field(default_factory=lambda: PerangkatId(new_id()))
    desa_id: UUID | None = None
    urut: int = 0
    nama: str = ""
    jabatan: str = ""
    jk: str = ""
    nip: str = ""
    mulai: date | None = None
    selesai: date | None = None
    kontak: str = ""
    tanda_tangan: tuple[str, ...] = ()
    teks_asli: Mapping[str, str] = field(default_factory=dict)


@dataclass(eq=False, kw_only=True)
class Tokoh:
    """A notable or the delegate of an institution, with the group of society that is represented."""

    id: TokohId = field(default_factory=lambda: TokohId(new_id()))
    desa_id: UUID | None = None
    urut: int = 0
    nama: str = ""
    jk: str = ""
    unsur: str = ""
    lembaga: str = ""
    jabatan: str = ""
    dusun: str = ""
    kontak: str = ""
    teks_asli: Mapping[str, str] = field(default_factory=dict)


@dataclass(eq=False, kw_only=True)
class Desa:
    """A village with its parts; the dokumen `profil`. `id` is the office's uid."""

    id: DesaId
    kode: str
    nama: str
    kecamatan: str = ""
    kabupaten: str = ""
    provinsi: str = ""
    alamat: str = ""
    kode_pos: str = ""
    telepon: str = ""
    dusun: list[Dusun] = field(default_factory=list)
    perangkat: list[Perangkat] = field(default_factory=list)
    tokoh: list[Tokoh] = field(default_factory=list)
    versi: int = 1
    diubah_pada: datetime | None = None


@dataclass(eq=False, kw_only=True)
class BarisAngka:
    """One key figure: men, women and both, with where it comes from."""

    id: UUID = field(default_factory=new_id)
    angka_pokok_id: UUID | None = None
    urut: int = 0
    kunci: str = ""
    nama: str = ""
    l: int | None = None  # noqa: E741  the letter the form prints above the column
    p: int | None = None
    jumlah: int | None = None
    satuan: str = ""
    sumber: str = ""
    teks_asli: Mapping[str, str] = field(default_factory=dict)


@dataclass(eq=False, kw_only=True)
class AngkaPokok:
    """The key figures of one year."""

    id: AngkaPokokId
    desa_id: DesaId
    tahun: int
    status: StatusDokumen = StatusDokumen.KONSEP
    revisi: int = 0
    alasan: str = ""
    baris: list[BarisAngka] = field(default_factory=list)
    versi: int = 1
    diubah_pada: datetime | None = None

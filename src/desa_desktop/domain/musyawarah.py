"""Musyawarah: who came, what was discussed, how it was valued, what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import Enum
from typing import NewType
from uuid import UUID

from desa_desktop.domain.desa import DesaId
from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.identity import new_id
from desa_desktop.domain.usulan import StatusUsulan

MusyawarahId = NewType("MusyawarahId", UUID)


class JenisMusyawarah(Enum):
    """The kinds of meetings; the stored words are those of cli.md."""

    MUSDUS = "musdus"
    KELOMPOK = "kelompok"
    MUSDES = "musdes"
    REMBUK_STUNTING = "rembuk_stunting"
    MUSRENBANGDES = "musrenbangdes"
    MUSRENBANGDES_RPJM = "musrenbangdes_rpjm"
    MUSDES_PENGESAHAN = "musdes_pengesahan"
    MUSRENBANGDES_KHUSUS = "musrenbangdes_khusus"
    MUSRENBANG_KECAMATAN = "musrenbang_kecamatan"


@dataclass(eq=False, kw_only=True)
class Agenda:
    """One item of the agenda and the minutes planned for it."""

    id: UUID = field(default_factory=new_id)
    musyawarah_id: UUID | None = None
    urut: int = 0
    uraian: str = ""
    menit: int | None = None


@dataclass(eq=False, kw_only=True)
class Peserta:
    """Someone invited or present; `unsur` is a key of the rules' list, `dusun` also serves as address."""

    id: UUID = field(default_factory=new_id)
    musyawarah_id: UUID | None = None
    urut: int = 0
    nama: str = ""
    jk: str = ""
    unsur: str = ""
    dusun: str = ""
    lembaga: str = ""
    kelompok_rentan: tuple[str, ...] = ()
    is_hadir: bool = False
    is_tamu: bool = False
    hadir_pada: datetime | None = None


@dataclass(eq=False, kw_only=True)
class Bahasan:
    """One proposal in this meeting: the values given to it (criterion -> 1..5) and what was decided."""

    id: UUID = field(default_factory=new_id)
    musyawarah_id: UUID | None = None
    usulan_id: UUID | None = None
    urut: int = 0
    nilai: Mapping[str, int] = field(default_factory=dict)
    putusan: StatusUsulan = StatusUsulan.DIUSULKAN
    alasan: str = ""


@dataclass(eq=False, kw_only=True)
class Keputusan:
    """A decision that is not about one proposal, as a sentence."""

    id: UUID = field(default_factory=new_id)
    musyawarah_id: UUID | None = None
    urut: int = 0
    uraian: str = ""


@dataclass(eq=False, kw_only=True)
class Catatan:
    """A note taken while people speak."""

    id: UUID = field(default_factory=new_id)
    musyawarah_id: UUID | None = None
    urut: int = 0
    pukul: time | None = None
    pembicara: str = ""
    isi: str = ""


@dataclass(eq=False, kw_only=True)
class Penandatangan:
    """Who signs the berita acara."""

    id: UUID = field(default_factory=new_id)
    musyawarah_id: UUID | None = None
    urut: int = 0
    nama: str = ""
    jabatan: str = ""
    jk: str = ""


@dataclass(eq=False, kw_only=True)
class Musyawarah:
    """One meeting with all that happened in it.

    `hitung_cepat` maps `unsur:L` or `unsur:P` to people counted without names (ux.md 5.4).
    """

    id: MusyawarahId = field(default_factory=lambda: MusyawarahId(new_id()))
    desa_id: DesaId
    jenis: JenisMusyawarah = JenisMusyawarah.MUSRENBANGDES
    tahun: int
    nama: str = ""
    tanggal: date | None = None
    mulai: time | None = None
    selesai: time | None = None
    tempat: str = ""
    pimpinan: str = ""
    pimpinan_dari: str = ""
    notulis: str = ""
    notulis_dari: str = ""
    narasumber: str = ""
    jumlah_undangan: int | None = None
    cara_putusan: str = "mufakat"
    unsur_tidak_ada: tuple[str, ...] = ()
    hitung_cepat: Mapping[str, int] = field(default_factory=dict)
    is_penilaian_dikunci: bool = False
    status: StatusDokumen = StatusDokumen.KONSEP
    revisi: int = 0
    alasan: str = ""
    agenda: list[Agenda] = field(default_factory=list)
    peserta: list[Peserta] = field(default_factory=list)
    bahasan: list[Bahasan] = field(default_factory=list)
    keputusan: list[Keputusan] = field(default_factory=list)
    catatan: list[Catatan] = field(default_factory=list)
    penandatangan: list[Penandatangan] = field(default_factory=list)
    versi: int = 1
    diubah_pada: datetime | None = None

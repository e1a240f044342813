"""Telaah and tanda terima: what the kecamatan writes beside a village's dokumen; and the compilation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import NewType
from uuid import UUID

from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.identity import new_id

TelaahId = NewType("TelaahId", UUID)
KompilasiId = NewType("KompilasiId", UUID)


class HasilTelaah(Enum):
    """The result of a review (ux.md 8.1)."""

    SESUAI = "sesuai"
    DIKEMBALIKAN = "dikembalikan"


class JenisCatatan(Enum):
    """How binding a note is (ux.md 6.4)."""

    WAJIB = "wajib_diperbaiki"
    SARAN = "saran"
    PERTANYAAN = "pertanyaan"


class KeadaanPenerimaan(Enum):
    """What became of a kiriman at the kecamatan (kiriman-format.md 14.2)."""

    DITERIMA = "diterima"
    DITAHAN = "ditahan"
    DITOLAK = "ditolak"


@dataclass(eq=False, kw_only=True)
class CatatanTelaah:
    """One note; `record` is the id of the row it hangs on (empty: the whole dokumen)."""

    id: UUID = field(default_factory=new_id)
    telaah_id: UUID | None = None
    urut: int = 0
    record: str = ""
    kolom: str = ""
    jenis: JenisCatatan = JenisCatatan.WAJIB
    teks: str = ""
    saran: str = ""


@dataclass(eq=False, kw_only=True)
class Telaah:
    """The review of one dokumen at one state (`digest`); `desa` is the uid of the village addressed."""

    id: TelaahId = field(default_factory=lambda: TelaahId(new_id()))
    desa: UUID
    dokumen: UUID
    jenis: str
    judul: str = ""
    digest: str = ""
    hasil: HasilTelaah = HasilTelaah.DIKEMBALIKAN
    alasan: str = ""
    status: StatusDokumen = StatusDokumen.KONSEP
    revisi: int = 0
    catatan: list[CatatanTelaah] = field(default_factory=list)
    versi: int = 1
    diubah_pada: datetime | None = None


@dataclass(eq=False, kw_only=True)
class TandaTerima:
    """The receipt for one kiriman of the village `desa` (uid)."""

    id: UUID = field(default_factory=new_id)
    desa: UUID
    chain: str
    seq: int
    digest: str
    keadaan: KeadaanPenerimaan
    alasan: str = ""
    pada: datetime | None = None
    versi: int = 1
    diubah_pada: datetime | None = None


@dataclass(eq=False, kw_only=True)
class Kompilasi:
    """A locked compilation of a year: its rows and the snapshots they came from, as plain values."""

    id: KompilasiId
    jenis: str
    tahun: int
    status: StatusDokumen = StatusDokumen.KONSEP
    revisi: int = 0
    baris: Sequence[Mapping[str, object]] = ()
    sumber: Sequence[Mapping[str, object]] = ()
    belum: Sequence[str] = ()
    versi: int = 1
    diubah_pada: datetime | None = None

"""What the village decided about its register: twins that are no doubles, closed months, learned columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any
from uuid import UUID

from desa_desktop.domain.desa import DesaId
from desa_desktop.domain.identity import new_id
from desa_desktop.domain.penduduk.orang import PendudukId


class Putusan(Enum):
    """What was decided about two likely same persons (kependudukan.md 4)."""

    GABUNG = "gabung"
    BUKAN_GANDA = "bukan_ganda"
    NANTI = "nanti"


@dataclass(eq=False, kw_only=True)
class PutusanGanda:
    """One decision about a pair, with who decided and when. `satu_id` is the smaller id of the two."""

    id: UUID = field(default_factory=new_id)
    desa_id: DesaId
    satu_id: PendudukId
    dua_id: PendudukId
    putusan: Putusan = Putusan.NANTI
    oleh: str = ""
    pada: datetime | None = None
    alasan: str = ""
    versi: int = 1
    diubah_pada: datetime | None = None


def pair_of(satu: PendudukId, dua: PendudukId) -> tuple[PendudukId, PendudukId]:
    """The two ids in the order in which a decision keeps them."""
    return (satu, dua) if satu.int < dua.int else (dua, satu)


@dataclass(eq=False, kw_only=True)
class TutupBulan:
    """A closed month of register B.3: its lines per dusun are frozen, late events go to the open month.

    `baris` are the figures of the lines as the report wrote them.
    """

    id: UUID = field(default_factory=new_id)
    desa_id: DesaId
    tahun: int
    bulan: int
    baris: tuple[Mapping[str, Any], ...] = ()
    oleh: str = ""
    pada: datetime | None = None
    versi: int = 1
    diubah_pada: datetime | None = None


@dataclass(eq=False, kw_only=True)
class ProfilImpor:
    """How one kind of sheet is read: which heading fills which field, and words the village taught.

    `sidik` is the folded row of headings by which the sheet is known again; `kolom` heading -> field;
    `kata` `<field>/<folded word>` -> code.
    """

    id: UUID = field(default_factory=new_id)
    desa_id: DesaId
    nama: str = ""
    sidik: str = ""
    kolom: tuple[Mapping[str, str], ...] = ()
    kata: tuple[Mapping[str, Any], ...] = ()
    versi: int = 1
    diubah_pada: datetime | None = None


@dataclass(eq=False, kw_only=True)
class Saringan:
    """A saved filter of a list screen; `isi` is what the screen understands."""

    id: UUID = field(default_factory=new_id)
    desa_id: DesaId
    layar: str
    nama: str
    isi: Mapping[str, Any] = field(default_factory=dict)
    urut: int = 0
    versi: int = 1
    diubah_pada: datetime | None = None

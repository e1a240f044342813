"""Isian: one checklist of a period with its answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NewType, TypeAlias
from uuid import UUID

from desa_desktop.domain.desa import DesaId
from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.identity import new_id

IsianId = NewType("IsianId", UUID)
NilaiJawaban: TypeAlias = str | int | bool | Sequence[str] | Sequence[Mapping[str, object]] | None


@dataclass(eq=False, kw_only=True)
class Jawaban:
    """The answer to one question; decimals are text with a point, dates are ISO, choices lists of codes.

    A repeat is one answer whose value is a list of mappings.
    """

    id: UUID = field(default_factory=new_id)
    isian_id: UUID | None = None
    kode: str = ""
    nilai: NilaiJawaban = None
    asal: str = ""


@dataclass(eq=False, kw_only=True)
class Isian:
    """A filled form: which template, which version of it, which period."""

    id: IsianId
    desa_id: DesaId
    form_id: str
    periode: str
    templat_versi: str = ""
    templat_sha256: str = ""
    status: StatusDokumen = StatusDokumen.KONSEP
    revisi: int = 0
    alasan: str = ""
    jawaban: list[Jawaban] = field(default_factory=list)
    versi: int = 1
    diubah_pada: datetime | None = None

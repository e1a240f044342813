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
from desa_desktop.domain.penduduk.orang import KeluargaId
from desa_desktop.domain.periode import parse_periode

IsianId = NewType("IsianId", UUID)
NilaiJawaban: TypeAlias = str | int | bool | Sequence[str] | Sequence[Mapping[str, object]] | None


@dataclass(eq=False, kw_only=True)
class Jawaban:
    """The answer to one question; decimals are text with a point, dates are ISO, choices lists of codes.

    A repeat is one answer whose value is a list of mappings. What of it must stay in the office although the
    rest of its form travels (names, NIK) is `nilai_lokal`: the whole answer, or the same rows with those
    columns alone (kiriman-format.md 12.6).
    """

    id: UUID = field(default_factory=new_id)
    isian_id: UUID | None = None
    kode: str = ""
    nilai: NilaiJawaban = None
    nilai_lokal: NilaiJawaban = None
    asal: str = ""


@dataclass(eq=False, kw_only=True)
class Isian:
    """A filled form: which template and what it is called, which version of it, which period.

    `keluarga_id` names the family it is about, None for a form of the office itself. What `is_lokal` (every
    family's form, and a form whose template says so) never leaves the office: it is the dokumen
    `isian-lokal` of kiriman-format.md 12.6.
    """

    id: IsianId
    desa_id: DesaId
    form_id: str
    periode: str
    judul: str = ""
    templat_versi: str = ""
    templat_sha256: str = ""
    keluarga_id: KeluargaId | None = None
    is_lokal: bool = False
    status: StatusDokumen = StatusDokumen.KONSEP
    revisi: int = 0
    alasan: str = ""
    jawaban: list[Jawaban] = field(default_factory=list)
    versi: int = 1
    diubah_pada: datetime | None = None


def show_periode(periode: str) -> str:
    """`Semester I 2026`, `Triwulan III 2026`, `Agustus 2026`, `2026`; what is no period as it is written."""
    found = parse_periode(periode)
    return found.show() if found is not None else periode

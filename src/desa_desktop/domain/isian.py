"""Isian: one checklist of a period with its answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NewType, TypeAlias
from uuid import UUID

from desa_desktop.domain.desa import DesaId
from desa_desktop.domain.dokumen import LOKAL_SUFFIX, StatusDokumen
from desa_desktop.domain.identity import id_by_key, new_id
from desa_desktop.domain.penduduk.orang import KeluargaId
from desa_desktop.domain.periode import parse_periode

IsianId = NewType("IsianId", UUID)
NilaiJawaban: TypeAlias = str | int | bool | Sequence[str] | Sequence[Mapping[str, object]] | None


@dataclass(eq=False, kw_only=True)
class Jawaban:
    """The answer to one question; decimals are text with a point, dates are ISO, choices lists of codes.

    A repeat is one answer whose value is a list of mappings. An answer that stays in the village is
    known by its id, which is made with another word.
    """

    id: UUID = field(default_factory=new_id)
    isian_id: UUID | None = None
    kode: str = ""
    nilai: NilaiJawaban = None
    asal: str = ""

    @property
    def is_lokal(self) -> bool:
        """Whether it stays in its office: it is in no snapshot (x_privasi, kiriman-format.md 12.6)."""
        return self.isian_id is not None and self.id == jawaban_id(self.isian_id, self.kode, lokal=True)


@dataclass(eq=False, kw_only=True)
class Isian:
    """A filled form: which template and what it is called, which version of it, which period.

    `keluarga_id` names the family it is about, None for a form of the office itself. A form that stays in the
    village as a whole (a family's always does) is known by its id, like its answers.
    """

    id: IsianId
    desa_id: DesaId
    form_id: str
    periode: str
    judul: str = ""
    templat_versi: str = ""
    templat_sha256: str = ""
    keluarga_id: KeluargaId | None = None
    status: StatusDokumen = StatusDokumen.KONSEP
    revisi: int = 0
    alasan: str = ""
    jawaban: list[Jawaban] = field(default_factory=list)
    versi: int = 1
    diubah_pada: datetime | None = None

    @property
    def is_lokal(self) -> bool:
        """Whether the whole form stays in its office."""
        return self.id == isian_id(self.desa_id, self.form_id, self.periode, self.keluarga_id, lokal=True)


def isian_id(
    desa: UUID, form_id: str, periode: str, keluarga: UUID | None = None, *, lokal: bool = False
) -> IsianId:
    """The id of a village's form of a period (kiriman-format.md 12.1), or of one of its families."""
    place = f"{form_id}/{periode}" if keluarga is None else f"{form_id}/{periode}/{keluarga}"
    return IsianId(id_by_key(desa, f"isian{LOKAL_SUFFIX}" if lokal else "isian", place))


def jawaban_id(isian: UUID, kode: str, *, lokal: bool = False) -> UUID:
    """The id of the answer to one question of a form."""
    return id_by_key(isian, f"jawaban{LOKAL_SUFFIX}" if lokal else "jawaban", kode)


def show_periode(periode: str) -> str:
    """`Semester I 2026`, `Triwulan III 2026`, `Agustus 2026`, `2026`; what is no period as it is written."""
    found = parse_periode(periode)
    return found.show() if found is not None else periode

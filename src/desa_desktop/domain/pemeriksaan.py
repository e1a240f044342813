"""What a check says: how serious it is, in which words, and where to jump."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from desa_desktop.errors import DesaError
from desa_desktop.i18n import N_


class Level(Enum):
    """How much a finding weighs (ux.md 3.8)."""

    GALAT = "galat"
    PERINGATAN = "peringatan"
    SARAN = "saran"


@dataclass(frozen=True, slots=True)
class Pemeriksaan:
    """One finding. `aturan` is the rule's number (V-12, K-410), `record` and `field` the place.

    `dokumen` is the jenis the place is in (`rkp-desa`, `musyawarah`), where findings of several are listed.
    """

    level: Level
    teks: str
    aturan: str = ""
    record: UUID | None = None
    field: str = ""
    dokumen: str = ""


class RuleBroken(DesaError):
    """A milestone was refused; `pemeriksaan` holds what stands in the way."""

    message = N_("Belum bisa dilanjutkan: {rincian} Tidak ada yang diubah.")
    code = "K-400"
    exit_code = 4

    def __init__(self, pemeriksaan: Sequence[Pemeriksaan]) -> None:
        shown = [one.teks for one in pemeriksaan[:3]]
        if len(pemeriksaan) > 3:
            shown.append(f"(+{len(pemeriksaan) - 3})")
        super().__init__(rincian=" ".join(shown))
        self.pemeriksaan = tuple(pemeriksaan)


def of_level(pemeriksaan: Iterable[Pemeriksaan], level: Level) -> list[Pemeriksaan]:
    """Only the findings of this level, in their order."""
    return [one for one in pemeriksaan if one.level is level]


def stop_on_galat(pemeriksaan: Iterable[Pemeriksaan], alasan: str = "") -> None:
    """Refuse a milestone: any Galat stands in the way, a Peringatan does until a reason is given.

    Raises RuleBroken with the findings in the way (ux.md 3.8).
    """
    findings = list(pemeriksaan)
    in_the_way = of_level(findings, Level.GALAT)
    if not alasan.strip():
        in_the_way += of_level(findings, Level.PERINGATAN)
    if in_the_way:
        raise RuleBroken(in_the_way)

"""A Paket Aturan that was brought in beside the one the program ships."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NewType
from uuid import UUID

from desa_desktop.domain.identity import new_id

PaketTersimpanId = NewType("PaketTersimpanId", UUID)


@dataclass(eq=False, kw_only=True)
class PaketTersimpan:
    """A rules package as it was read (`isi`, JSON text), where it is from, and whether it is in force."""

    id: PaketTersimpanId = field(default_factory=lambda: PaketTersimpanId(new_id()))
    nomor: str
    tanggal: date
    judul: str = ""
    isi: str = ""
    asal: str = ""
    is_berlaku: bool = False
    versi: int = 1
    diubah_pada: datetime | None = None

"""Consent for the register of residents: the kecamatan asks, the village agrees, and either may end it.

The register travels only while both hold (kiriman-format.md 12.6; UU PDP 27/2022: no more than is needed).
Nothing is ever overwritten: every word that was given stays, with who gave it and when.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

PENDUDUK = "penduduk"
"""The one jenis that a grant can ask for."""


class Kata(Enum):
    """What was said. GUGUR: the kecamatan asks no longer, so an agreement has nothing left to agree to.
    HABIS: the day until which the village agreed is over.
    """

    DIMINTA = "diminta"
    SETUJU = "setuju"
    CABUT = "cabut"
    GUGUR = "gugur"
    HABIS = "habis"


@dataclass(frozen=True, slots=True)
class KataIzin:
    """One word with who gave it (`jabatan` may be empty) and when. `sampai`: the last day of an agreement,
    None for one without an end.
    """

    kata: Kata
    oleh: str
    jabatan: str
    pada: datetime
    sampai: date | None = None


@dataclass(frozen=True, slots=True)
class Izin:
    """All that was said about the register of one village, oldest first."""

    riwayat: tuple[KataIzin, ...] = ()

    @property
    def is_diminta(self) -> bool:
        """Whether the kecamatan asks now."""
        return bool(self.riwayat) and self.riwayat[-1].kata is not Kata.GUGUR

    @property
    def is_berlaku(self) -> bool:
        """Whether the register travels: asked for, and the last word was yes."""
        return bool(self.riwayat) and self.riwayat[-1].kata is Kata.SETUJU

    @property
    def terakhir(self) -> KataIzin | None:
        """The village's own last word; None while it has given none since it was asked."""
        last = self.riwayat[-1] if self.riwayat else None
        return last if last is not None and last.kata in (Kata.SETUJU, Kata.CABUT, Kata.HABIS) else None

    def is_lewat(self, today: date) -> bool:
        """Whether an agreement still stands whose last day is over."""
        last = self.riwayat[-1] if self.riwayat else None
        return self.is_berlaku and last is not None and last.sampai is not None and today > last.sampai

    def after(self, said: KataIzin) -> Izin:
        """With one more word."""
        return Izin((*self.riwayat, said))


def asked_ever(asked: Sequence[KataIzin]) -> bool:
    """Whether the kecamatan ever asked: what the village seals before a withdrawn request has reached it
    is no offence, and its withdrawal must still arrive."""
    return any(one.kata is Kata.DIMINTA for one in asked)

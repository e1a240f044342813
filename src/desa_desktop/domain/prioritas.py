"""Priority of a proposal by the four criteria of Permendesa 21/2020 (perencanaan.md 6, form H2).

Each criterion counts 1 to 100; the total puts a proposal into one of four classes. A Paket Aturan that has
this scheme goes first; this is what the form itself says.
"""

from __future__ import annotations

from collections.abc import Mapping

SKEMA = "permendesa21"
KRITERIA: Mapping[str, str] = {
    "kewenangan": "Kewenangan Desa",
    "sdgs": "Kesesuaian Laju Pencapaian SDGs Desa",
    "kabupaten": "Kesesuaian dengan perencanaan kabupaten/kota",
    "sumber_daya": "Ketersediaan sumber daya lokal",
}
TERENDAH, TERTINGGI = 1, 100
_WORDS = ((76, "Sangat Sesuai"), (51, "Sesuai"), (26, "Cukup"), (1, "Kurang"))
_CLASSES = ((301, "I"), (201, "II"), (101, "III"), (1, "IV"))


def sebutan(nilai: int) -> str:
    """The word of the form for a value of one criterion: 76 to 100 is `Sangat Sesuai`; "" below 1."""
    return next((word for least, word in _WORDS if nilai >= least), "")


def golongan(total: int) -> str:
    """The class of a total of at most 400: 301 to 400 is I, 1 to 100 is IV; "" below 1."""
    return next((word for least, word in _CLASSES if total >= least), "")

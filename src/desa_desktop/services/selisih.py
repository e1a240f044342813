"""Kotak Selisih, under the name that commands ask for; the work is in `exchange`."""

from __future__ import annotations

from desa_desktop.services.exchange.forks import (
    Cabang,
    GandaTampil,
    SelisihTampil,
    SisiTampil,
    letter_to_owner,
    list_forks,
)
from desa_desktop.services.exchange.merging import (
    Digabung,
    decide,
    merge_clean,
    merge_fork,
    undo_decision,
)

__all__ = [
    "Cabang",
    "Digabung",
    "GandaTampil",
    "SelisihTampil",
    "SisiTampil",
    "decide",
    "letter_to_owner",
    "list_forks",
    "merge_clean",
    "merge_fork",
    "undo_decision",
]

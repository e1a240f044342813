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
from desa_desktop.services.exchange.sifting import (
    Saringan,
    Tawaran,
    bulk_sample,
    offer,
    sift,
    still_offered,
    table_of,
    values_of,
)

__all__ = [
    "Cabang",
    "Digabung",
    "GandaTampil",
    "Saringan",
    "SelisihTampil",
    "SisiTampil",
    "Tawaran",
    "bulk_sample",
    "decide",
    "letter_to_owner",
    "list_forks",
    "merge_clean",
    "merge_fork",
    "offer",
    "sift",
    "still_offered",
    "table_of",
    "undo_decision",
    "values_of",
]

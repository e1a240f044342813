"""Settings of the office that its letters follow (`Kantor.setelan`); a missing one means the usual."""

from __future__ import annotations

from collections.abc import Mapping

LOGO = "logo"
"""The SHA-256 of the attached picture that stands in the kop surat."""
FORMAT_NOMOR = "format_nomor"
"""The scheme of letter numbers, see `nomor_surat`."""
BARIS_KOSONG = "baris_kosong"
"""How many rows an attendance list leaves for late guests."""
BARIS_BAWAAN, MOST_EMPTY = 10, 100


def empty_rows(setelan: Mapping[str, str]) -> int:
    """How many rows the list leaves for late guests: the setting, 0 to 100, else ten."""
    text = setelan.get(BARIS_KOSONG, "").strip()
    return min(int(text), MOST_EMPTY) if text.isdecimal() else BARIS_BAWAAN

"""Columns of money that are written in thousands or millions of rupiah, as their headings say.

A plan that is wrong by a factor of a thousand is worse than a question, so every amount is asked.
"""

from __future__ import annotations

import re

from desa_desktop.domain.tempel.sel import Bacaan, Masalah
from desa_desktop.domain.wording import MOST_MONEY, show_money
from desa_desktop.i18n import _

IN_THOUSANDS = "K-136"
_MILLIONS = re.compile(r"\bjuta(?:an)?\b|\bx ?(?:rp\.? ?)?1[.,]?000[.,]?000\b", re.IGNORECASE)
_THOUSANDS = re.compile(
    r"\bribu(?:an)?\b|\bx ?(?:rp\.? ?)?1[.,]?000\b|\brp\.? ?[.']?000\b|\( ?['.]?000 ?\)", re.IGNORECASE
)


def factor_of(heading: str) -> int:
    """What an amount below this heading is to be multiplied with: 1, 1,000 (`x Rp 1.000`) or 1,000,000."""
    if _MILLIONS.search(heading):
        return 1_000_000
    return 1_000 if _THOUSANDS.search(heading) else 1


def ask_scaled(read: Bacaan, text: str, factor: int) -> Bacaan:
    """The amounts of one cell as questions; a text with a unit of its own (`5 juta`) means what it says."""
    if factor == 1 or re.search(r"[a-z]{2}", re.sub(r"^rp", "", text, flags=re.IGNORECASE), re.IGNORECASE):
        return read
    nilai, teks, masalah = dict(read.nilai), dict(read.teks_asli), list(read.masalah)
    for name, value in read.nilai.items():
        if not isinstance(value, int) or isinstance(value, bool) or not 0 < value * factor <= MOST_MONEY:
            continue
        del nilai[name]
        teks[name] = text
        meant = show_money(value * factor)
        sentence = (
            _("Judul kolom menyebut ribuan rupiah. Maksud Anda {nilai}?")
            if factor == 1_000
            else _("Judul kolom menyebut jutaan rupiah. Maksud Anda {nilai}?")
        )
        said = sentence.format(nilai=meant)
        masalah.append(Masalah(name, text, IN_THOUSANDS, said, meant, {name: value * factor}))
    return Bacaan(nilai, teks, tuple(masalah))

"""Rows of free text, `RT 12 Drainase 120 m`, taken apart into name, place, volume and unit (fault 7).

What is found is proposed and never set: the text stays as it is until the person agrees.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.teks import contains_words, squeeze
from desa_desktop.domain.wording import read_quantity

_AREA = r"(?:rt|rw)[ .]*[0-9]{1,3}(?:\s*(?:,|/|dan|s\.?/?d\.?|-)\s*(?:(?:rt|rw)[ .]*)?[0-9]{1,3})*"
_PLACE = re.compile(rf"\b(?:di\s+)?({_AREA}(?:\s*[/,]?\s*{_AREA})*)\b", re.IGNORECASE)
_HAMLET = re.compile(r"\b(?:di\s+)?((?:dusun|dsn\.?|kampung|blok|lingkungan)\s+[\w'-]+)", re.IGNORECASE)
_VOLUME = re.compile(
    r"(?<![\w.,/])([0-9][0-9.]*(?:,[0-9]+)?)\s*(m[²³'23]?|[a-z]{1,12}(?:/[a-z]{1,6})?)(?![\w²³])",
    re.IGNORECASE,
)
_NO_VOLUME = ("RT", "RW", "dusun", "kelompok", "lembaga", "rumah", "tahun", "bulan", "OK")  # parts of a name
_LOOSE = " ,.;:-–/()"


def take_apart(text: str, aturan: Aturan, dusun: Sequence[str] = ()) -> Mapping[str, object]:
    """`nama`, and as far as they are found `lokasi`, `volume`, `satuan`; {} if there is nothing to take out.

    Only units of the list count, so that `Jembatan 2` or `Pokja 4` stay what they are.
    """
    found: dict[str, object] = {}
    rest = text
    volumes = [one for one in _VOLUME.finditer(rest) if aturan.find_satuan(one[2])]
    volumes = [one for one in volumes if aturan.find_satuan(one[2]) not in _NO_VOLUME]
    if len(volumes) == 1:
        [one] = volumes
        count = read_quantity(one[1])
        if count.value is not None:
            found["volume"], found["satuan"] = count.value, aturan.find_satuan(one[2])
            rest = f"{rest[: one.start()]} {rest[one.end() :]}"
    places = [one[1] for one in _PLACE.finditer(rest)] + [one[1] for one in _HAMLET.finditer(rest)]
    for place in places:
        rest = re.sub(rf"\b(?:di\s+)?{re.escape(place)}", " ", rest, count=1, flags=re.IGNORECASE)
    if not places:
        places = [name for name in dusun if contains_words(rest, name) and not contains_words(name, rest)][:1]
        for name in places:
            rest = re.sub(rf"\b{re.escape(name)}\b", " ", rest, count=1, flags=re.IGNORECASE)
    if places:
        found["lokasi"] = squeeze(" ".join(places))
    nama = squeeze(rest).strip(_LOOSE)
    nama = squeeze(
        re.sub(
            r"\b(?:di|sepanjang|panjang|vol(?:ume)?\.?|uk(?:uran)?\.?|@)\s*$", "", nama, flags=re.IGNORECASE
        )
    )
    nama = nama.strip(_LOOSE)
    if not found or len(nama) < 3:
        return {}
    return {"nama": nama[0].upper() + nama[1:], **found}

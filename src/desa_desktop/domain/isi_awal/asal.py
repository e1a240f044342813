"""What an answer remembers of the proposal it came from: both values are kept (checklists/README.md).

It is the text in `Jawaban.asal`: JSON, grouped by origin. A cell is named `usia__l/3` (question and row,
from 0), the answer itself "".
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from desa_desktop.domain.wording import show_date
from desa_desktop.i18n import _

_KEY = "usul"


@dataclass(frozen=True, slots=True)
class AsalUsul:
    """The proposed value, where it came from and when, over how many of how many it was counted.

    `salinan` is the period it was copied from, "" for a count of today; such a copy is marked until a
    person said that it is still right (`dipastikan`).
    """

    nilai: Any
    sumber: str
    pada: date
    terjawab: int | None = None
    dari: int | None = None
    salinan: str = ""
    dipastikan: bool = False


def write_asal(usul: Mapping[str, AsalUsul]) -> str:
    """The text that keeps these proposals, by cell; "" for none."""
    groups: dict[tuple[str, str, int | None, int | None, str, bool], dict[str, Any]] = {}
    for cell, one in sorted(usul.items()):
        origin = (one.sumber, one.pada.isoformat(), one.terjawab, one.dari, one.salinan, one.dipastikan)
        groups.setdefault(origin, {})[cell] = one.nilai
    if not groups:
        return ""
    kept = []
    for (sumber, pada, terjawab, dari, salinan, dipastikan), cells in groups.items():
        entry: dict[str, Any] = {"sumber": sumber, "pada": pada, "isi": cells}
        if dari is not None:
            entry |= {"terjawab": terjawab, "dari": dari}
        if salinan:
            entry |= {"salinan": salinan, "dipastikan": dipastikan}
        kept.append(entry)
    return json.dumps({_KEY: kept}, ensure_ascii=False, separators=(",", ":"))


def read_asal(text: str) -> dict[str, AsalUsul]:
    """The proposals by cell; nothing for a text that says another origin or cannot be read."""
    if not text.startswith("{"):
        return {}
    found: dict[str, AsalUsul] = {}
    try:
        for entry in json.loads(text)[_KEY]:
            origin = (str(entry["sumber"]), date.fromisoformat(entry["pada"]))
            counted = (entry.get("terjawab"), entry.get("dari"))
            copied = (str(entry.get("salinan") or ""), entry.get("dipastikan") is True)
            for cell, nilai in entry["isi"].items():
                found[cell] = AsalUsul(nilai, *origin, *counted, *copied)
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}  # written by another program or a later version: the answer itself is not touched
    return found


def asal_words(text: str) -> str:
    """An origin as people read it: `usulan dari data penduduk, 12 Agustus 2026`; other texts as they are."""
    origins = dict.fromkeys((one.sumber, one.pada) for one in read_asal(text).values())
    if not origins:
        return text
    words = _("usulan dari {sumber}, {tanggal}")
    return "; ".join(words.format(sumber=sumber, tanggal=show_date(pada)) for sumber, pada in origins)

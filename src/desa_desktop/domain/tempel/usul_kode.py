"""Which code an activity without one probably has, by the words of its name (perencanaan.md 11, fault 8).

Only ever a suggestion: names of villages and names of the annex differ too much to be sure.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.kode import KodeKegiatan
from desa_desktop.domain.teks import plain_words

_LEAST = 0.5  # of the weight of the words in the typed name that must be found in the name of the code
_NEAR_WORD = 85  # of 100: `rehabilitas` is `rehabilitasi`
_OUTSIDE = re.compile(r"di ?luar [^)]*")  # what a code says it is not
_EMPTY = {
    "dan",
    "di",
    "ke",
    "yang",
    "untuk",
    "bagi",
    "dari",
    "desa",
    "dll",
    "dsb",
    "dst",
    "atau",
    "milik",
    "lain",
    "per",
}
_SAME = {
    "siltap": "penghasilan tetap",
    "guru": "penyelenggaraan",
    "insentif": "penyelenggaraan",
    "honor": "penyelenggaraan",
    "blt": "mendesak",
    "talud": "prasarana jalan",
    "rabat": "pengerasan jalan",
    "paving": "pengerasan jalan",
    "pavingisasi": "pengerasan jalan",
    "drainase": "prasarana jalan drainase",
    "rtlh": "rumah tidak layak huni",
}


@dataclass(frozen=True, slots=True)
class _Daftar:
    """The words of every code, and how telling each word is."""

    kegiatan: tuple[KodeKegiatan, ...]
    words: tuple[frozenset[str], ...]
    weight: dict[str, float]
    known: tuple[str, ...]


def suggest_kode(nama: str, aturan: Aturan, dalam: str = "") -> KodeKegiatan | None:
    """The code whose name shares most of the telling words with `nama`; None when none is near.

    `dalam` is the bidang (`02`) or sub bidang (`02.01`) the row stands under in the file; "" for all.
    """
    daftar = _daftar(aturan)
    wanted = _words(nama)
    if not wanted:
        return None
    return _best(daftar, wanted, dalam)


def _best(daftar: _Daftar, wanted: frozenset[str], dalam: str) -> KodeKegiatan | None:
    known = {one: _nearest_word(one, daftar.known) for one in wanted}
    typed = {meant or one for one, meant in known.items()}
    rare = max(daftar.weight.values(), default=1.0)
    whole = sum(daftar.weight.get(one, rare) for one in typed)
    best: tuple[float, bool, float, KodeKegiatan] | None = None
    for one, words in zip(daftar.kegiatan, daftar.words, strict=True):
        if dalam and not one.kode.startswith(dalam):
            continue
        shared = sum(daftar.weight[word] for word in typed & words)
        if shared < whole * _LEAST or not shared:
            continue
        precise = shared / sum(daftar.weight[word] for word in words)
        found = (shared, one.asal == "lampiran", precise, one)
        if best is None or found[:3] > best[:3]:
            best = found
    return best[3] if best is not None else None


@lru_cache(4096)
def _nearest_word(word: str, known: tuple[str, ...]) -> str:
    if word in known:
        return word
    found = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=_NEAR_WORD)
    return str(found[0]) if found is not None and len(word) > 4 else ""


@lru_cache(4096)
def _words(text: str) -> frozenset[str]:
    words = plain_words(re.sub(r"[*/()]", " ", text)).split()
    meant = " ".join(_SAME.get(word, word) for word in words).split()
    return frozenset(word for word in meant if word not in _EMPTY and not word.isdigit() and len(word) > 2)


_MADE: dict[int, tuple[Aturan, _Daftar]] = {}


def _daftar(aturan: Aturan) -> _Daftar:
    """The words of one Paket Aturan; kept while that Paket is in use."""
    made = _MADE.get(id(aturan))
    if made is not None and made[0] is aturan:
        return made[1]
    kegiatan = tuple(one for one in aturan.daftar_kegiatan if not one.kode.endswith((".90", ".99")))
    words = tuple(_words(_OUTSIDE.sub("", f"{one.nama} {one.nama_pendek}")) for one in kegiatan)
    count = Counter(word for one in words for word in one)
    weight = {word: math.log(1 + len(kegiatan) / n) for word, n in count.items()}
    daftar = _Daftar(kegiatan, words, weight, tuple(sorted(weight)))
    _MADE.clear()
    _MADE[id(aturan)] = (aturan, daftar)
    return daftar

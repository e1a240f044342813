"""Likely the same person under two records: found by blocks, compared, merged or kept apart for ever.

Source: kependudukan.md 4. Rules: P-601 same NIK, P-602 same name and birth date, P-603 same name and
mother with day and month swapped, P-604 nearly the same name, same birth date, same family or mother.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from itertools import combinations
from typing import Any, Protocol
from uuid import UUID

from rapidfuzz.distance import Levenshtein

from desa_desktop.domain.penduduk.mutasi import Akibat, Mutasi, MutasiId, Peristiwa, Rincian, change_of
from desa_desktop.domain.penduduk.orang import Penduduk, PendudukId, StatusDasar
from desa_desktop.i18n import N_, _

MOST_EDITS = 2
_BLOCK = 40  # a name borne by more people of one birth date is no name but a filler


class Kembar(Protocol):
    """What is compared of a person."""

    @property
    def id(self) -> UUID: ...

    @property
    def nik(self) -> str: ...

    @property
    def nama(self) -> str: ...

    @property
    def nama_ibu(self) -> str: ...

    @property
    def tanggal_lahir(self) -> date | None: ...

    @property
    def keluarga_id(self) -> Any: ...

    @property
    def status_dasar(self) -> StatusDasar: ...


@dataclass(frozen=True, slots=True)
class Dugaan:
    """Two records that are likely one person. `satu_id` is the smaller id; `persen` how likely, 0 to 100."""

    satu_id: PendudukId
    dua_id: PendudukId
    aturan: str
    alasan: str
    persen: int


_REASONS: Mapping[str, tuple[str, int]] = {
    "P-601": (N_("NIK sama"), 100),
    "P-602": (N_("nama dan tanggal lahir sama"), 95),
    "P-603": (N_("nama dan nama ibu sama, hari dan bulan lahir tertukar"), 90),
    "P-604": (N_("nama mirip, tanggal lahir sama, keluarga atau ibu sama"), 75),
}


@lru_cache(65_536)
def fold_nama(nama: str) -> str:
    """A name as names are compared: letters only, no accents, no case; MUH., MOH. and M. are MUHAMMAD."""
    plain = unicodedata.normalize("NFKD", nama).upper()
    words = re.sub(r"[^A-Z ]", "", plain.replace("-", " ").replace(".", " ")).split()
    return "".join(_SHORT.get(word, word) if place == 0 else word for place, word in enumerate(words))


_SHORT = {"MUH": "MUHAMMAD", "MOH": "MUHAMMAD", "MOCH": "MUHAMMAD", "MOHAMAD": "MUHAMMAD", "M": "MUHAMMAD"}
_SHORT |= {"MUHAMAD": "MUHAMMAD", "MOHAMMAD": "MUHAMMAD", "MUCH": "MUHAMMAD", "MOCHAMAD": "MUHAMMAD"}


def find_ganda(orang: Iterable[Kembar], diputus: Collection[tuple[UUID, UUID]] = frozenset()) -> list[Dugaan]:
    """Pairs that are likely one person, the likeliest first; each pair once, by its strongest rule.

    `diputus` are the pairs that were said to be no doubles (smaller id first). Only people inside one
    block (same NIK, same name, same birth date) are compared, so 150,000 take seconds.
    """
    people = [one for one in orang if one.status_dasar is not StatusDasar.TIDAK_VALID]
    known = set(diputus)
    found: dict[tuple[UUID, UUID], Dugaan] = {}
    for aturan, one, other in _pairs(people):
        first, second = (one, other) if one.id.int < other.id.int else (other, one)
        pair = (first.id, second.id)
        if pair in found or pair in known:
            continue
        reason, percent = _REASONS[aturan]
        found[pair] = Dugaan(PendudukId(first.id), PendudukId(second.id), aturan, _(reason), percent)
    return sorted(found.values(), key=lambda dugaan: (-dugaan.persen, dugaan.satu_id.int))


def _pairs(people: Sequence[Kembar]) -> Iterator[tuple[str, Kembar, Kembar]]:
    """(rule, one, other), stronger rules first."""
    for block in _blocks((one.nik, one) for one in people if one.nik):
        for one, other in combinations(block, 2):
            yield "P-601", one, other
    dated = [one for one in people if one.tanggal_lahir is not None and one.nama]
    for block in _blocks(((fold_nama(one.nama), one.tanggal_lahir), one) for one in dated):
        for one, other in combinations(block, 2):
            yield "P-602", one, other
    with_mother = [one for one in dated if one.nama_ibu]
    for block in _blocks(((fold_nama(one.nama), fold_nama(one.nama_ibu)), one) for one in with_mother):
        for one, other in combinations(block, 2):
            if _are_swapped(one.tanggal_lahir, other.tanggal_lahir):
                yield "P-603", one, other
    near: list[Iterable[tuple[Hashable, Kembar]]] = [
        (((one.tanggal_lahir, one.keluarga_id), one) for one in dated if one.keluarga_id is not None),
        (((one.tanggal_lahir, fold_nama(one.nama_ibu)), one) for one in with_mother),
    ]
    for keyed in near:
        for block in _blocks(keyed):
            for one, other in combinations(block, 2):
                if are_near(one.nama, other.nama):
                    yield "P-604", one, other


def _blocks(keyed: Iterable[tuple[Hashable, Kembar]]) -> Iterator[list[Kembar]]:
    groups: defaultdict[Hashable, list[Kembar]] = defaultdict(list)
    for key, one in keyed:
        groups[key].append(one)
    return (group for group in groups.values() if 1 < len(group) <= _BLOCK)


def are_near(satu: str, dua: str) -> bool:
    """Whether two names differ by at most two slips of the pen (none in a name of four letters or less)."""
    one, other = fold_nama(satu), fold_nama(dua)
    allowed = min(MOST_EDITS, min(len(one), len(other)) // 5)
    return Levenshtein.distance(one, other, score_cutoff=allowed) <= allowed


def _are_swapped(satu: date | None, dua: date | None) -> bool:
    if satu is None or dua is None or satu == dua:
        return False
    return (satu.year, satu.month, satu.day) == (dua.year, dua.day, dua.month)


# ------------------------------------------------------------------ comparing and merging

_NOT_COMPARED = frozenset(
    {"id", "desa_id", "versi", "diubah_pada", "status_dasar", "digabung_ke_id", "konfirmasi", "teks_asli"}
    | {"urut", "nomor_sementara"}
)
KOLOM_BANDING = tuple(one.name for one in fields(Penduduk) if one.name not in _NOT_COMPARED)


@dataclass(frozen=True, slots=True)
class Banding:
    """One field of two records side by side. `usul` is the side whose value would be kept: 1 or 2."""

    field: str
    satu: Any
    dua: Any
    usul: int


def compare_orang(satu: Penduduk, dua: Penduduk) -> list[Banding]:
    """The fields in which two records differ; proposed is what is filled, else what the first says."""
    found = []
    for name in KOLOM_BANDING:
        one, other = getattr(satu, name), getattr(dua, name)
        if one != other:
            found.append(Banding(name, one, other, 2 if one in (None, "") else 1))
    return found


def gabung_data(
    simpan: Penduduk,
    lepas: Penduduk,
    nilai: Mapping[str, Any],
    tanggal: date,
    riwayat: Sequence[Mutasi] = (),
) -> Akibat:
    """Make one person of two records: `simpan` takes over the chosen values, `lepas` becomes invalid.

    `nilai` are the values of `lepas` that are to be kept, by field; `riwayat` the events of both, which
    from now on are those of `simpan` (the same event twice counts once). Nothing is deleted, and the
    whole step can be undone. Raises ValueError for one record given twice.
    """
    if simpan.id == lepas.id:
        raise ValueError("one record cannot be merged with itself")
    wanted = {name: value for name, value in nilai.items() if name in KOLOM_BANDING}
    gone: dict[str, Any] = {"status_dasar": StatusDasar.TIDAK_VALID, "digabung_ke_id": simpan.id}
    rincian = Rincian(tanggal, tanggal)
    done = change_of(Peristiwa.GABUNG_DATA, [simpan, lepas], rincian, {simpan.id: wanted, lepas.id: gone})
    return Akibat(
        done.mutasi,
        ubah_penduduk=done.ubah_penduduk,
        ubah_mutasi=_history(simpan.id, riwayat),
    )


def not_mergeable(satu: Penduduk, dua: Penduduk) -> str:
    """Why two records cannot become one yet, in one sentence; empty when they can.

    Of somebody who lives here by one record and is gone by the other, only the village knows which is true;
    whichever was chosen, the other record's events would say the opposite.
    """
    if satu.status_dasar is dua.status_dasar:
        return ""
    return _(
        "Keadaan kedua data berbeda, misalnya yang satu sudah pindah atau meninggal. Catat dulu peristiwanya "
        "(Datang kembali, Kembali, Meninggal, atau Pindah) sampai keduanya sama, lalu gabungkan."
    )


def _history(keep: PendudukId, riwayat: Sequence[Mutasi]) -> dict[MutasiId, dict[str, Any]]:
    """Whose events become the kept person's.

    One that it has already, perhaps told with another day, is cancelled: nobody is born, comes or goes twice
    in a row, and so it counts once.
    """
    own = [one for one in riwayat if one.penduduk_id == keep]
    others = [one for one in riwayat if one.penduduk_id != keep and not one.is_batal]
    counted = sorted((one.tanggal_peristiwa, one.id, one.sign) for one in own if one.sign)
    held = {(one.peristiwa, one.tanggal_peristiwa) for one in own if one.sign}
    changes: dict[MutasiId, dict[str, Any]] = {}
    for one in sorted(others, key=lambda one: (one.tanggal_peristiwa, one.id)):
        if one.sign:
            entry = (one.tanggal_peristiwa, one.id, one.sign)
            place = bisect(counted, entry)
            beside = [sign for _day, _id, sign in counted[max(place - 1, 0) : place + 1]]
            if one.sign in beside or (one.peristiwa, one.tanggal_peristiwa) in held:
                changes[one.id] = {
                    "is_batal": True,
                    "alasan_batal": _("Tercatat dua kali; datanya digabung."),
                }
                continue
            counted.insert(place, entry)
        changes[one.id] = {"penduduk_id": keep}
    return changes

"""Kotak Selisih narrowed: by the laptop that wrote a side, the table a value is in, the day a side claims.

Only what is looked at and chosen in bulk is narrowed. What a dokumen needs before it can be joined never is
(ux.md 8.6).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from desa_desktop.i18n import _
from desa_desktop.services.exchange.forks import Cabang, SelisihTampil, SisiTampil


@dataclass(frozen=True, slots=True)
class Saringan:
    """What is asked for; an empty part asks for everything. `tanggal` is a day as the laptop claims it."""

    laptop: str = ""
    tabel: str = ""
    tanggal: date | None = None

    @property
    def is_on(self) -> bool:
        """Whether anything is hidden."""
        return bool(self.laptop or self.tabel or self.tanggal is not None)


@dataclass(frozen=True, slots=True)
class Tawaran:
    """What can be asked for: laptops and tables in the order of the alphabet, days newest first."""

    laptop: tuple[str, ...]
    tabel: tuple[str, ...]
    tanggal: tuple[date, ...]


def table_of(one: SelisihTampil) -> str:
    """The table a value is in, in words: `Kegiatan`; of a field of the dokumen itself `Isian dokumen`."""
    return one.daftar or _("Isian dokumen")


def offer(forks: Iterable[Cabang]) -> Tawaran:
    """Everything that the forks at hand could be narrowed to."""
    known = tuple(forks)
    sides = [side for fork in known for side in fork.sisi]
    return Tawaran(
        tuple(sorted({one.laptop for one in sides})),
        tuple(sorted({table_of(one) for fork in known for one in fork.selisih})),
        tuple(sorted({one.tanggal for one in sides}, reverse=True)),
    )


def sift(forks: Iterable[Cabang], wanted: Saringan) -> tuple[Cabang, ...]:
    """The dokumen that one side of fits (laptop and day together), with a value in the table asked for."""
    return tuple(
        fork
        for fork in forks
        if any(_fits(side, wanted) for side in fork.sisi)
        and (not wanted.tabel or bool(values_of(fork, wanted)))
    )


def values_of(fork: Cabang, wanted: Saringan) -> tuple[SelisihTampil, ...]:
    """The values of one dokumen that fit."""
    return tuple(one for one in fork.selisih if not wanted.tabel or table_of(one) == wanted.tabel)


def _fits(side: SisiTampil, wanted: Saringan) -> bool:
    return (not wanted.laptop or side.laptop == wanted.laptop) and (
        wanted.tanggal is None or side.tanggal == wanted.tanggal
    )


def still_offered(wanted: Saringan, offered: Tawaran) -> Saringan:
    """What is left after dokumen were joined: a part that nothing fits any more asks for everything."""
    return Saringan(
        wanted.laptop if wanted.laptop in offered.laptop else "",
        wanted.tabel if wanted.tabel in offered.tabel else "",
        wanted.tanggal if wanted.tanggal in offered.tanggal else None,
    )


def bulk_sample(rows: Sequence[SelisihTampil], side: str, most: int) -> list[str]:
    """The first few values that a bulk choice would take, as a person reads them."""
    return [
        f"{one.judul or table_of(one)}, {one.kolom_teks}: {one.a if side == 'a' else one.b}"
        for one in rows[:most]
    ]

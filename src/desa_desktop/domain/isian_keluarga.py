"""Forms that are filled for each family: who is still to be asked, how far an RT is, who comes next.

A family counts while somebody of it lives here. One that left in the period counts only if its form was
finished before; one that came after the period is not asked for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from desa_desktop.domain.dokumen import StatusDokumen


class KeadaanKeluarga(StrEnum):
    """How far the form of a family is; TIDAK_PERLU: it left, or came after the period."""

    BELUM = "belum"
    BERJALAN = "berjalan"
    SELESAI = "selesai"
    TIDAK_PERLU = "tidak_perlu"


@dataclass(frozen=True, slots=True)
class BarisKeluarga:
    """A family with its form of a period.

    `kepala` is the head's name, `jumlah` who lives here now, `terisi` the answers given. `datang` is the day
    the head came in or after the period, `pergi` the day the last member left; `isian_id` is None before the
    form is begun.
    """

    id: UUID
    no_kk: str
    kepala: str
    alamat: str
    dusun_id: UUID | None
    dusun: str
    rw: str
    rt: str
    jumlah: int
    isian_id: UUID | None = None
    status: StatusDokumen | None = None
    revisi: int = 0
    terisi: int = 0
    datang: date | None = None
    pergi: date | None = None
    is_sesudah: bool = False

    @property
    def keadaan(self) -> KeadaanKeluarga:
        """How far its form is."""
        if self.status is StatusDokumen.DISAHKAN:
            return KeadaanKeluarga.SELESAI
        if not self.jumlah or (self.is_sesudah and self.isian_id is None):
            return KeadaanKeluarga.TIDAK_PERLU
        return KeadaanKeluarga.BELUM if self.isian_id is None else KeadaanKeluarga.BERJALAN

    @property
    def is_menunggu(self) -> bool:
        """Whether somebody still has to work on it."""
        return self.keadaan in (KeadaanKeluarga.BELUM, KeadaanKeluarga.BERJALAN)

    @property
    def tempat(self) -> Tempat:
        """Where the family lives."""
        return Tempat(self.dusun, self.rw, self.rt)


@dataclass(frozen=True, slots=True, order=True)
class Tempat:
    """An RT, an RW or a hamlet; empty parts mean all of them, and a family without any place has none."""

    dusun: str = ""
    rw: str = ""
    rt: str = ""

    def holds(self, row: BarisKeluarga) -> bool:
        """Whether a family lives there."""
        return all(
            not wanted or wanted == own
            for wanted, own in ((self.dusun, row.dusun), (self.rw, row.rw), (self.rt, row.rt))
        )


@dataclass(frozen=True, slots=True)
class Kemajuan:
    """How many families are done, begun and to be done in a place or in the village."""

    selesai: int
    berjalan: int
    jumlah: int

    @property
    def belum(self) -> int:
        """Families nobody has begun."""
        return self.jumlah - self.selesai - self.berjalan

    @property
    def is_selesai(self) -> bool:
        """Whether every family is done; a place without families is not."""
        return self.jumlah > 0 and self.selesai == self.jumlah

    @property
    def is_begun(self) -> bool:
        """Whether at least one form is begun."""
        return self.selesai + self.berjalan > 0


def count_progress(rows: Iterable[BarisKeluarga]) -> Kemajuan:
    """The counts over these families."""
    states = [row.keadaan for row in rows]
    done, begun = states.count(KeadaanKeluarga.SELESAI), states.count(KeadaanKeluarga.BERJALAN)
    return Kemajuan(done, begun, done + begun + states.count(KeadaanKeluarga.BELUM))


def progress_by_place(rows: Iterable[BarisKeluarga]) -> list[tuple[Tempat, Kemajuan]]:
    """Each RT with its counts, in the order of the map: hamlet, RW, RT; families without a place last."""
    by_place: dict[Tempat, list[BarisKeluarga]] = {}
    for row in rows:
        by_place.setdefault(row.tempat, []).append(row)
    order = sorted(by_place, key=lambda one: (one == Tempat(), *_place_key(one)))
    return [(one, count_progress(by_place[one])) for one in order]


def _place_key(place: Tempat) -> tuple[str, str, str]:
    return place.dusun.casefold(), place.rw.zfill(4), place.rt.zfill(4)


def in_walking_order(rows: Iterable[BarisKeluarga]) -> list[BarisKeluarga]:
    """The families as somebody walks past them: place by place, in an RT by the head's name."""
    return sorted(rows, key=lambda row: (*_place_key(row.tempat), row.kepala.casefold(), row.no_kk, row.id))


def next_waiting(rows: Sequence[BarisKeluarga], after: UUID | None = None) -> BarisKeluarga | None:
    """The next family to work on after this one, in the order given, from the start again at the end.

    One of the same RT comes first: who is in an RT finishes it before walking on. None when all are done.
    """
    start = next((number for number, row in enumerate(rows) if row.id == after), -1)
    here = rows[start].tempat if start >= 0 else None
    turned = [*rows[start + 1 :], *rows[: max(start, 0)]]
    waiting = [row for row in turned if row.is_menunggu and row.id != after]
    near = [row for row in waiting if row.tempat == here]
    return next(iter(near or waiting), None)


def find_rows(rows: Iterable[BarisKeluarga], text: str) -> list[BarisKeluarga]:
    """The families whose head, number of the KK, place or address holds every word that was typed."""
    words = text.casefold().split()

    def fits(row: BarisKeluarga) -> bool:
        where = f"rt {row.rt} rw {row.rw} rt{row.rt} rw{row.rw}" if row.rt or row.rw else ""
        held = f"{row.kepala} {row.no_kk} {row.dusun} {where} {row.alamat}".casefold()
        return all(word in held for word in words)

    return [row for row in rows if fits(row)]

"""Usulan: what citizens ask for, and in which order it is discussed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import NewType, TypeAlias
from uuid import UUID

from desa_desktop.domain.desa import DesaId
from desa_desktop.domain.identity import new_id

UsulanId = NewType("UsulanId", UUID)
DaftarUsulanId = NewType("DaftarUsulanId", UUID)
Nilai: TypeAlias = int | Fraction
NILAI_TERTINGGI = 5
PARTS = "sumber_biaya"  # so `teks_asli` calls the parts of a cost, `ADD 5.000.000; DDS 2.000.000`
SERI = ("kemendesakan", "keberpihakan")


class StatusUsulan(Enum):
    """What became of a proposal; the stored words are those of cli.md (`putusan`)."""

    DIUSULKAN = "diusulkan"
    DISEPAKATI = "disepakati"
    DITUNDA = "ditunda"
    TIDAK_DISEPAKATI = "tidak_disepakati"
    DITERUSKAN = "diteruskan"


class Kewenangan(Enum):
    """Who may carry the proposal out: the village, or someone above it (then it goes to the DU-RKP)."""

    DESA = "desa"
    DI_LUAR = "di_luar"


@dataclass(eq=False, kw_only=True)
class Usulan:
    """One proposal. Empty is allowed everywhere: a draft is a normal Usulan.

    `perkiraan_biaya` is in rupiah. `teks_asli` keeps, per field, what was pasted and could not be
    understood; the field itself then stays empty (ux.md 3.9). `kelompok` names the group that asks (form G1),
    `penerima_rtm` counts poor households, `asal_usulan_id` is the proposal of an earlier year it repeats.
    """

    id: UsulanId = field(default_factory=lambda: UsulanId(new_id()))
    daftar_usulan_id: UUID | None = None
    nomor: int = 0
    urut: int = 0
    uraian: str = ""
    masalah: str = ""
    dusun: str = ""
    kelompok: str = ""
    bidang: str = ""
    kode_kegiatan: str = ""
    lokasi: str = ""
    volume: Decimal | None = None
    satuan: str = ""
    perkiraan_biaya: int | None = None
    penerima_l: int | None = None
    penerima_p: int | None = None
    penerima_rtm: int | None = None
    sdgs: tuple[int, ...] = ()
    kelompok_rentan: tuple[str, ...] = ()
    pengusul: str = ""
    pengusul_jk: str = ""
    asal: str = ""
    tanda: tuple[str, ...] = ()
    kewenangan: Kewenangan = Kewenangan.DESA
    status: StatusUsulan = StatusUsulan.DIUSULKAN
    alasan: str = ""
    gabungan_dari: tuple[str, ...] = ()
    asal_usulan_id: UUID | None = None
    teks_asli: Mapping[str, str] = field(default_factory=dict)

    @property
    def penerima(self) -> int:
        """How many people benefit, men and women."""
        return (self.penerima_l or 0) + (self.penerima_p or 0)


@dataclass(eq=False, kw_only=True)
class DaftarUsulan:
    """All proposals of a village for one plan year; `nomor_terakhir` is never given twice."""

    id: DaftarUsulanId
    desa_id: DesaId
    tahun: int
    nomor_terakhir: int = 0
    usulan: list[Usulan] = field(default_factory=list)
    versi: int = 1
    diubah_pada: datetime | None = None


@dataclass(frozen=True, slots=True)
class PeringkatUsulan:
    """A proposal in its place. `skor` (20,0 to 100,0, or hands counted) and `peringkat` are None until all
    values are given.
    """

    usulan: Usulan
    skor: Decimal | None
    peringkat: int | None
    nilai: Mapping[str, Nilai]


def mean_nilai(penilai: Sequence[Mapping[str, int]]) -> dict[str, Nilai]:
    """The mean of what several people gave, per criterion; a criterion somebody left out is missing.

    Means are exact fractions: rounding happens once, in the score.
    """
    if not penilai:
        return {}
    shared = [kriteria for kriteria in penilai[0] if all(kriteria in satu for satu in penilai)]
    return {kriteria: Fraction(sum(satu[kriteria] for satu in penilai), len(penilai)) for kriteria in shared}


def skor(
    nilai: Mapping[str, Nilai], bobot: Mapping[str, int], pembagi: int = NILAI_TERTINGGI
) -> Decimal | None:
    """`Σ (bobot × nilai) ÷ pembagi` with one decimal, halves upwards (ux.md 14.1).

    `pembagi` is 5 for values of 1 to 5, and 1 where the rules rank by the total. None while a criterion has
    no value: half a score would push a proposal down for no reason.
    """
    if not bobot or any(kriteria not in nilai for kriteria in bobot):
        return None
    exact = sum((Fraction(bobot[kriteria]) * nilai[kriteria] for kriteria in bobot), Fraction()) / pembagi
    tenths = int(exact * 10 + Fraction(1, 2))
    return Decimal(tenths).scaleb(-1)


def rank_usulan(
    usulan: Iterable[Usulan],
    nilai: Mapping[UUID, Mapping[str, Nilai]],
    bobot: Mapping[str, int],
    seri: Sequence[str] = SERI,
    pembagi: int = NILAI_TERTINGGI,
) -> list[PeringkatUsulan]:
    """The highest score first; `nilai` is what the meeting gave, by the id of the proposal.

    Ties go to the more urgent, then to the more vulnerable, then to more people, then to the lower
    number (ux.md 14.1). What has no score comes last, by number, and is not lost.
    """

    def order(row: tuple[Usulan, Decimal | None]) -> tuple[bool, Decimal, tuple[Nilai, ...], int, int]:
        satu, points = row
        given = nilai.get(satu.id, {})
        if points is None:
            return (True, Decimal(0), (), 0, satu.nomor)
        return (
            False,
            -points,
            tuple(-given.get(kriteria, 0) for kriteria in seri),
            -satu.penerima,
            satu.nomor,
        )

    scored = [(satu, skor(nilai.get(satu.id, {}), bobot, pembagi)) for satu in usulan]
    return [
        PeringkatUsulan(satu, points, None if points is None else place, nilai.get(satu.id, {}))
        for place, (satu, points) in enumerate(sorted(scored, key=order), 1)
    ]


def take_nomor(daftar: DaftarUsulan) -> int:
    """The next number of this list. It is used up at once and never given again, even after a deletion."""
    highest = max((satu.nomor for satu in daftar.usulan), default=0)
    return reserve_nomor(daftar, 1, highest)[0]


def reserve_nomor(daftar: DaftarUsulan, jumlah: int, tertinggi: int) -> range:
    """The next `jumlah` numbers of a list whose highest number is `tertinggi`, used up like `take_nomor`."""
    first = max(daftar.nomor_terakhir, tertinggi) + 1
    daftar.nomor_terakhir = first + jumlah - 1
    return range(first, first + jumlah)

"""How a meeting puts proposals in order: by criteria with weights or by hands, and why a tie went one way.

Criteria, weights, scale and the order of ties are rules (ux.md 14.1); nothing here knows a particular one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from uuid import UUID

from desa_desktop.domain.aturan import Aturan, Kriteria
from desa_desktop.domain.aturan_tahap import Skema
from desa_desktop.domain.usulan import PeringkatUsulan, Usulan
from desa_desktop.domain.wording import show_number
from desa_desktop.i18n import _

DESA, KECAMATAN = "desa", "kecamatan"
_MOST_QUICK = 9


@dataclass(frozen=True, slots=True)
class SkemaNilai:
    """One list of criteria with its scale; `seri` are the criteria that decide between equal scores.

    A score is the sum of weight times value, divided by `pembagi`: 5 makes it 20 to 100, 1 leaves the total.
    """

    kunci: str
    nama: str
    kriteria: tuple[Kriteria, ...]
    seri: tuple[str, ...]
    terendah: int
    tertinggi: int
    pembagi: int

    @property
    def bobot(self) -> dict[str, int]:
        """Weights by criterion, in their order."""
        return {satu.kunci: satu.bobot for satu in self.kriteria}

    @property
    def is_satu_angka(self) -> bool:
        """Whether every value of the scale is one digit, so that a typed digit is a whole value."""
        return self.terendah >= 0 and self.tertinggi <= _MOST_QUICK


def daftar_skema(aturan: Aturan) -> tuple[SkemaNilai, ...]:
    """The lists of criteria a meeting can choose from, the usual one of the village first."""
    scale = (aturan.nilai_terendah, aturan.nilai_tertinggi, aturan.nilai_tertinggi)
    kecamatan = SkemaNilai(
        KECAMATAN,
        _("Kriteria musrenbang kecamatan"),
        aturan.kriteria_kecamatan,
        aturan.seri_kecamatan,
        *scale,
    )
    return (
        SkemaNilai(DESA, _("Kriteria desa"), aturan.kriteria, aturan.seri, *scale),
        *(_from_rules(satu) for satu in aturan.rencana.skema),
        kecamatan,
    )


def _from_rules(skema: Skema) -> SkemaNilai:
    """A way of scoring of the Paket Aturan: its total is not scaled, its criteria decide ties in order."""
    kriteria = tuple(Kriteria(one.kunci, one.nama, one.pendek, one.bobot) for one in skema.kriteria)
    return SkemaNilai(
        skema.kunci,
        skema.nama,
        kriteria,
        tuple(one.kunci for one in kriteria),
        skema.nilai_terendah,
        skema.nilai_tertinggi,
        1,
    )


def find_skema(aturan: Aturan, kunci: str) -> SkemaNilai:
    """The list of this name; the village's usual one if the rules do not know it (any more)."""
    known = daftar_skema(aturan)
    return next((satu for satu in known if satu.kunci == kunci), known[0])


def rank_dukungan(
    usulan: Iterable[Usulan], tangan: Mapping[UUID, tuple[int | None, int | None]]
) -> list[PeringkatUsulan]:
    """Order by hands counted (men, women): the most hands first.

    Ties go to more beneficiaries, then to the lower number. `skor` is the number of hands; where nobody
    counted it is None and the proposal comes last.
    """

    def hands(satu: Usulan) -> int | None:
        men, women = tangan.get(satu.id, (None, None))
        return None if men is None and women is None else (men or 0) + (women or 0)

    counted = [(satu, hands(satu)) for satu in usulan]

    def order(row: tuple[Usulan, int | None]) -> tuple[bool, int, int, int]:
        satu, number = row
        return (number is None, -(number or 0), -satu.penerima if number is not None else 0, satu.nomor)

    counted.sort(key=order)
    return [
        PeringkatUsulan(
            satu, None if number is None else Decimal(number), None if number is None else place, {}
        )
        for place, (satu, number) in enumerate(counted, 1)
    ]


@dataclass(frozen=True, slots=True)
class SeriDiputus:
    """Two proposals with the same score: which one stands above the other, and the rule that said so."""

    atas: Usulan
    bawah: Usulan
    skor: Decimal
    sebab: str

    @property
    def kalimat(self) -> str:
        """`Usulan 7 di atas usulan 1 (skor sama 78,0): Kemendesakan lebih tinggi (5 : 4).`"""
        return _("Usulan {atas} di atas usulan {bawah} (skor sama {skor}): {sebab}.").format(
            atas=self.atas.nomor, bawah=self.bawah.nomor, skor=show_skor(self.skor), sebab=self.sebab
        )


def show_skor(skor: Decimal) -> str:
    """A score with its decimal (`87,0`), a number of hands without one (`24`)."""
    return str(skor).replace(".", ",")


def seri_diputus(peringkat: Sequence[PeringkatUsulan], skema: SkemaNilai) -> list[SeriDiputus]:
    """Every pair of neighbours in the ranking whose scores are equal, with what decided (ux.md 14.1)."""
    found = []
    for upper, lower in pairwise(peringkat):
        if upper.skor is not None and upper.skor == lower.skor:
            found.append(SeriDiputus(upper.usulan, lower.usulan, upper.skor, _why(upper, lower, skema)))
    return found


def _why(upper: PeringkatUsulan, lower: PeringkatUsulan, skema: SkemaNilai) -> str:
    names = {satu.kunci: satu.nama for satu in skema.kriteria}
    for kunci in skema.seri:
        one, other = upper.nilai.get(kunci, 0), lower.nilai.get(kunci, 0)
        if one != other:
            return _("{kriteria} lebih tinggi ({a} : {b})").format(
                kriteria=names.get(kunci, kunci), a=_short(one), b=_short(other)
            )
    if upper.usulan.penerima != lower.usulan.penerima:
        return _("penerima manfaat lebih banyak ({a} : {b})").format(
            a=show_number(upper.usulan.penerima), b=show_number(lower.usulan.penerima)
        )
    return _("nomor usulan lebih kecil")


def _short(value: object) -> str:
    """A value as it was given; a mean of several people with at most two decimals."""
    return f"{float(value):.2f}".rstrip("0").rstrip(".").replace(".", ",")  # type: ignore[arg-type]

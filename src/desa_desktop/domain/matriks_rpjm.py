"""How an RPJM Desa is ordered, summed by year and by source, and how its problems are ranked.

Sources: perencanaan.md 6 B (matrix), 6 H1 (penentuan peringkat tindakan), 10 (years of the plan).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.aturan_cermat import SKEMA_TINDAKAN
from desa_desktop.domain.aturan_tahap import Skema
from desa_desktop.domain.matriks import KelompokBidang, order_for_matrix
from desa_desktop.domain.rkp import Kegiatan
from desa_desktop.domain.rpjm import ArahRpjm, KegiatanRpjm, Masalah, RpjmDesa, TingkatArah
from desa_desktop.i18n import N_, _

YEARS = 8
"""Years of a plan since UU 3/2024 article 79(2)a; older plans have six."""
TINGKAT_NAMES = {
    TingkatArah.MISI: N_("Misi"),
    TingkatArah.TUJUAN: N_("Tujuan"),
    TingkatArah.SASARAN: N_("Sasaran"),
}
BELOW = {
    None: TingkatArah.MISI,
    TingkatArah.MISI: TingkatArah.TUJUAN,
    TingkatArah.TUJUAN: TingkatArah.SASARAN,
}
"""What stands below what; nothing stands below a sasaran."""


def order_for_rpjm(kegiatan: Iterable[KegiatanRpjm], aturan: Aturan) -> list[KelompokBidang]:
    """Activities by bidang, sub bidang and code, then in the person's own order; no code comes last.

    The activities in the groups are those given (KegiatanRpjm): the matrix asks only for their code, order
    and cost, which both kinds of plan have.
    """
    return order_for_matrix(cast("Iterable[Kegiatan]", kegiatan), aturan)


def ordered(kegiatan: Iterable[KegiatanRpjm], aturan: Aturan) -> list[KegiatanRpjm]:
    """The same without the groups."""
    rows: list[Any] = [one for group in order_for_rpjm(kegiatan, aturan) for one in group.kegiatan]
    return rows


def numbers_of(kegiatan: Iterable[KegiatanRpjm], aturan: Aturan) -> dict[UUID, int]:
    """The number each activity carries, counted through from 1, by its id."""
    return {one.id: number for number, one in enumerate(ordered(kegiatan, aturan), 1)}


def plan_for(plans: Iterable[RpjmDesa], tahun: int) -> RpjmDesa | None:
    """The plan that holds in a calendar year: of several the one that began last; None where none does."""
    fitting = [one for one in plans if tahun in one.daftar_tahun]
    return max(fitting, key=lambda one: one.tahun, default=None)


def biaya_per_tahun(rpjm: RpjmDesa) -> dict[int, int]:
    """Rupiah by calendar year; every year of the plan is there, an amount outside it too."""
    totals = dict.fromkeys(rpjm.daftar_tahun, 0)
    for one in rpjm.kegiatan:
        for year, rupiah in one.biaya_tahun.items():
            totals[int(year)] = totals.get(int(year), 0) + rupiah
    return dict(sorted(totals.items()))


def biaya_per_sumber(rpjm: RpjmDesa, aturan: Aturan) -> dict[str, int]:
    """Rupiah by source, in the order of the list of sources.

    An activity with several sources stands under all its names (`ADD, DDS`): how its money is divided is
    decided in the RKP of each year (V-10). Without a source it stands under "".
    """
    known = [one.kunci for one in aturan.sumber_dana]
    totals: dict[str, int] = {}
    for one in rpjm.kegiatan:
        name = sumber_text(one)
        if one.biaya:
            totals[name] = totals.get(name, 0) + one.biaya

    def place(name: str) -> tuple[bool, int, str]:
        first = name.split(", ")[0]
        return ", " in name or not name, known.index(first) if first in known else len(known), name

    return {name: totals[name] for name in sorted(totals, key=place)}


def biaya_per_bidang(rpjm: RpjmDesa, aturan: Aturan) -> dict[str, int]:
    """Rupiah by bidang `01` to `05`; all five are there, activities without a code are under ""."""
    totals = {one.kode: 0 for one in aturan.daftar_bidang}
    for group in order_for_rpjm(rpjm.kegiatan, aturan):
        totals[group.kode] = totals.get(group.kode, 0) + group.jumlah
    return totals


def sumber_text(kegiatan: KegiatanRpjm) -> str:
    """The sources of one activity as printed: `DDS`, or `ADD, DDS`."""
    return ", ".join(kegiatan.sumber)


def tahun_text(years: Sequence[int]) -> str:
    """Years in short: `2027–2034`, `2027, 2029–2030`; "" for none."""
    parts: list[list[int]] = []
    for year in sorted(set(years)):
        if parts and parts[-1][-1] == year - 1:
            parts[-1].append(year)
        else:
            parts.append([year])
    return ", ".join(str(part[0]) if len(part) == 1 else f"{part[0]}–{part[-1]}" for part in parts)


@dataclass(frozen=True, slots=True)
class PeringkatMasalah:
    """A problem with the sum of its values and its rank; both None until every criterion is valued."""

    masalah: Masalah
    jumlah: int | None
    peringkat: int | None


def skema_tindakan(aturan: Aturan) -> Skema:
    """How problems are valued for form H1: criteria, weights and range as the Paket Aturan says them."""
    found = aturan.skema(SKEMA_TINDAKAN)
    assert found is not None  # a paket without it is refused when it is read
    return found


def rank_masalah(masalah: Iterable[Masalah], skema: Skema) -> list[PeringkatMasalah]:
    """Form H1: the highest sum first; equal sums share a rank, and the one after them counts on.

    What is not fully valued comes last without a rank, in its own order.
    """
    rows = [(one, skema.jumlah(one.nilai)) for one in sorted(masalah, key=lambda one: one.urut)]
    sums = [total for _one, total in rows if total is not None]
    ranked = [
        PeringkatMasalah(one, total, 1 + sum(other > total for other in sums) if total is not None else None)
        for one, total in rows
    ]
    return sorted(ranked, key=lambda one: (one.peringkat is None, one.peringkat or 0))


@dataclass(frozen=True, slots=True)
class BarisArah:
    """One line of the outline: a misi, tujuan or sasaran with its number (`1`, `1.2`, `1.2.1`) and depth."""

    arah: ArahRpjm
    nomor: str
    depth: int


def outline(arah: Iterable[ArahRpjm]) -> list[BarisArah]:
    """Misi, tujuan and sasaran as they are read: each with everything below it, in the person's order.

    One whose upper record is gone stands at the end, so that nothing is lost from sight.
    """
    rows = sorted(arah, key=lambda one: one.urut)
    known = {one.id for one in rows}
    found: list[BarisArah] = []

    def walk(above: UUID | None, number: str, depth: int) -> None:
        own = [one for one in rows if one.induk_id == above]
        for place, one in enumerate(own, 1):
            name = f"{number}.{place}" if number else str(place)
            found.append(BarisArah(one, name, depth))
            walk(one.id, name, depth + 1)

    walk(None, "", 0)
    seen = {one.arah.id for one in found}
    lost = [one for one in rows if one.id not in seen and (one.induk_id not in known or one.id not in seen)]
    return [*found, *(BarisArah(one, "?", 0) for one in lost)]


def arah_text(arah_id: UUID | None, lines: Sequence[BarisArah]) -> str:
    """`1.2.1 Jalan antardusun mantap`, for the column of an activity; "" without a link."""
    line = next((one for one in lines if one.arah.id == arah_id), None)
    return f"{line.nomor} {line.arah.uraian}" if line is not None else ""


def tingkat_name(tingkat: TingkatArah) -> str:
    """Misi, tujuan or sasaran in words."""
    return _(TINGKAT_NAMES[tingkat])

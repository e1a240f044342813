"""The proposals of a meeting as its tables show them: what was asked, how it was valued, what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from desa_desktop.domain.musyawarah import nilai_berlaku
from desa_desktop.domain.penilaian import show_skor
from desa_desktop.domain.usulan import Nilai, StatusUsulan
from desa_desktop.i18n import _
from desa_desktop.services.musyawarah import RuangTampil


@dataclass(frozen=True, slots=True)
class BarisBahasan:
    """One proposal on the table; `id` is that of its place in this meeting (Bahasan). Rupiah, people.

    `nilai` are the values to be typed (the agreed ones, or those of one scorer), `berlaku` those that count.
    """

    id: UUID
    usulan_id: UUID | None
    nomor: int
    uraian: str
    masalah: str
    dusun: str
    lokasi: str
    volume: Decimal | None
    satuan: str
    biaya: int | None
    penerima_l: int | None
    penerima_p: int | None
    pengusul: str
    nilai: Mapping[str, Nilai]
    berlaku: Mapping[str, Nilai]
    dukungan_l: int | None
    dukungan_p: int | None
    skor: Decimal | None
    peringkat: int | None
    putusan: StatusUsulan
    alasan: str

    @property
    def is_scored(self) -> bool:
        """Whether every criterion has a value."""
        return self.skor is not None


def rows_of(room: RuangTampil, penilai: UUID | None = None) -> list[BarisBahasan]:
    """Every proposal of the meeting in the order in which they are discussed; deleted ones stay visible.

    `penilai` is the scorer whose values are shown.
    """
    ranked = {one.usulan.id: one for one in room.peringkat}
    rows = []
    for one in sorted(room.musyawarah.bahasan, key=lambda one: one.urut):
        usulan = room.usulan.get(one.usulan_id) if one.usulan_id is not None else None
        place = ranked.get(usulan.id) if usulan is not None else None
        rows.append(
            BarisBahasan(
                id=one.id,
                usulan_id=one.usulan_id,
                nomor=usulan.nomor if usulan else one.urut,
                uraian=usulan.uraian if usulan else _("Usulan ini sudah dihapus"),
                masalah=usulan.masalah if usulan else "",
                dusun=usulan.dusun if usulan else "",
                lokasi=usulan.lokasi if usulan else "",
                volume=usulan.volume if usulan else None,
                satuan=usulan.satuan if usulan else "",
                biaya=usulan.perkiraan_biaya if usulan else None,
                penerima_l=usulan.penerima_l if usulan else None,
                penerima_p=usulan.penerima_p if usulan else None,
                pengusul=usulan.pengusul if usulan else "",
                nilai=one.nilai if penilai is None else one.nilai_penilai.get(str(penilai), {}),
                berlaku=nilai_berlaku(one, room.musyawarah),
                dukungan_l=one.dukungan_l,
                dukungan_p=one.dukungan_p,
                skor=place.skor if place else None,
                peringkat=place.peringkat if place else None,
                putusan=one.putusan,
                alasan=one.alasan,
            )
        )
    return rows


def by_rank(rows: list[BarisBahasan]) -> list[BarisBahasan]:
    """The best first; what has no score comes last in its own order."""
    return sorted(rows, key=lambda one: (one.peringkat is None, one.peringkat or 0))


def score_text(row: BarisBahasan) -> str:
    """`87,0`, or hands counted without a decimal; empty while a value is missing."""
    return show_skor(row.skor) if row.skor is not None else ""

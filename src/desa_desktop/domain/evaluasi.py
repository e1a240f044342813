"""The evaluation of last year's RKP Desa (form G8 of perencanaan.md 6): planned, spent, done or not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.matriks import order_for_matrix
from desa_desktop.domain.rkp import Evaluasi, Kegiatan


@dataclass(frozen=True, slots=True)
class JumlahEvaluasi:
    """Totals of an evaluation in rupiah; `persen` of the money spent has one decimal, None without a plan."""

    kegiatan: int
    terlaksana: int
    anggaran: int
    realisasi: int
    persen: Decimal | None

    @property
    def sisa(self) -> int:
        """Rupiah planned and not spent; below zero when more was spent."""
        return self.anggaran - self.realisasi


def jumlah_evaluasi(baris: Iterable[Evaluasi]) -> JumlahEvaluasi:
    """The totals; a missing amount counts as nothing."""
    rows = list(baris)
    planned = sum(one.anggaran or 0 for one in rows)
    spent = sum(one.realisasi or 0 for one in rows)
    share = (Decimal(100 * spent) / planned).quantize(Decimal("0.1"), ROUND_HALF_UP) if planned else None
    return JumlahEvaluasi(len(rows), sum(bool(one.is_terlaksana) for one in rows), planned, spent, share)


def baris_evaluasi(kegiatan: Iterable[Kegiatan], aturan: Aturan) -> list[dict[str, Any]]:
    """The rows to evaluate, one per activity of last year in the order of its matrix; results stay open."""
    return [
        {
            "kegiatan_id": one.id,
            "kode": one.kode,
            "nama": one.nama,
            "lokasi": one.lokasi,
            "anggaran": one.biaya,
        }
        for bidang in order_for_matrix(kegiatan, aturan)
        for one in bidang.kegiatan
    ]

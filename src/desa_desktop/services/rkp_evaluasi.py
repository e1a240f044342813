"""The evaluation of last year's plan (form G8): take its activities over, judge them, add them up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.dokumen import dokumen_id
from desa_desktop.domain.evaluasi import JumlahEvaluasi, baris_evaluasi, jumlah_evaluasi
from desa_desktop.domain.rkp import Evaluasi, RkpDesa
from desa_desktop.errors import NotFound
from desa_desktop.i18n import _
from desa_desktop.services import kantor as office
from desa_desktop.services.editing import insert_rows, stop_if_locked
from desa_desktop.store.mapping import KINDS
from desa_desktop.store.unit import Database


@dataclass(frozen=True, slots=True)
class EvaluasiTampil:
    """The rows of the evaluation in their order, with their totals in rupiah."""

    baris: tuple[Evaluasi, ...]
    jumlah: JumlahEvaluasi


def show_evaluasi(database: Database, tahun: int) -> EvaluasiTampil:
    """The evaluation that stands in the plan of `tahun`. Raises NotFound."""
    with database.read() as unit:
        rkp = unit.get(RkpDesa, dokumen_id(office.require(unit).id, "rkp-desa", str(tahun)))
        return evaluasi_of(rkp)


def evaluasi_of(rkp: RkpDesa) -> EvaluasiTampil:
    """The evaluation of a plan that was read already."""
    rows = tuple(sorted(rkp.evaluasi, key=lambda one: one.urut))
    return EvaluasiTampil(rows, jumlah_evaluasi(rows))


def take_last_year(database: Database, aturan: Aturan, tahun: int, *, by: str, at: datetime) -> list[UUID]:
    """`Ambil kegiatan 2026`: the activities of the year before that are not listed yet, as one step.

    Raises NotFound without a plan of the year before, Locked when this one is ratified.
    """
    with database.unit() as unit:
        uid = office.require(unit).id
        before = unit.find(RkpDesa, dokumen_id(uid, "rkp-desa", str(tahun - 1)))
        if before is None or not before.kegiatan:
            raise NotFound(apa=_("RKPDes {tahun}").format(tahun=tahun - 1))
        rkp = unit.get(RkpDesa, dokumen_id(uid, "rkp-desa", str(tahun)))
        stop_if_locked(unit, RkpDesa, rkp)
        there = {one.kegiatan_id for one in rkp.evaluasi}
        named = {(one.kode, one.nama, one.lokasi) for one in rkp.evaluasi}
        rows = [
            row
            for row in baris_evaluasi(before.kegiatan, aturan)
            if row["kegiatan_id"] not in there and (row["kode"], row["nama"], row["lokasi"]) not in named
        ]
        made = insert_rows(rkp, KINDS[Evaluasi], rows)
        unit.commit(_("ambil {n} kegiatan untuk evaluasi").format(n=len(made)), by, at)
    return made


def set_realisasi(
    database: Database,
    keys: Sequence[UUID],
    *,
    by: str,
    at: datetime,
    realisasi: int | None = None,
    is_terlaksana: bool | None = None,
    keterangan: str | None = None,
) -> None:
    """Write what became of some activities; a value that is not given stays. Raises NotFound, Locked."""
    with database.unit() as unit:
        for key in keys:
            row = unit.get(Evaluasi, key)
            stop_if_locked(unit, Evaluasi, row)
            if realisasi is not None:
                row.realisasi = realisasi
            if is_terlaksana is not None:
                row.is_terlaksana = is_terlaksana
            if keterangan is not None:
                row.keterangan = keterangan
        unit.commit(_("isi evaluasi"), by, at)

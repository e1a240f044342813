"""The yearly plan out of the RPJM Desa: what is ticked for the year, what was taken, what waits (V-20, V-21).

Source: perencanaan.md 3 (data flow) and 8.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.rkp import Kegiatan, RkpDesa, SumberBiaya
from desa_desktop.domain.rpjm import KegiatanRpjm, RpjmDesa

_TERTUNDA = "tertunda/"


@dataclass(frozen=True, slots=True)
class BarisTertunda:
    """An RPJM row ticked for the year that is not in the plan, its rupiah of that year, and why."""

    kegiatan: KegiatanRpjm
    biaya: int | None
    alasan: str


def rpjm_berlaku(rpjm: Iterable[RpjmDesa], tahun: int) -> RpjmDesa | None:
    """The RPJM Desa that covers a plan year: a ratified one before a draft, then the one begun last."""
    covering = [one for one in rpjm if tahun in one.daftar_tahun]
    return max(
        covering,
        key=lambda one: (one.status is StatusDokumen.DISAHKAN or one.revisi > 0, one.tahun),
        default=None,
    )


def is_tercentang(satu: KegiatanRpjm, tahun: int) -> bool:
    """Whether an RPJM row is ticked for a year."""
    return tahun in satu.tahun


def biaya_tahun(satu: KegiatanRpjm, tahun: int) -> int | None:
    """The rupiah an RPJM row plans for one year; None where none is written."""
    return satu.biaya_tahun.get(str(tahun))


def belum_diambil(rpjm: RpjmDesa, rkp: RkpDesa) -> list[BarisTertunda]:
    """The rows ticked for the plan's year that no activity comes from, in the order of the RPJM (V-21)."""
    used = {one.rpjm_id for one in rkp.kegiatan}
    ticked = (one for one in sorted(rpjm.kegiatan, key=lambda one: one.urut) if is_tercentang(one, rkp.tahun))
    return [
        BarisTertunda(one, biaya_tahun(one, rkp.tahun), alasan_tertunda(rkp, one.id))
        for one in ticked
        if one.id not in used
    ]


def usulan_dibawa(satu: KegiatanRpjm) -> set[UUID]:
    """The proposals that an RPJM row carries: the one it was made of and those merged into it."""
    found = {satu.usulan_id} if satu.usulan_id is not None else set()
    for text in satu.gabungan_dari:
        with suppress(ValueError):  # a row of an older file may name what is no proposal
            found.add(UUID(text))
    return found


def usulan_lewat_rpjm(rpjm: Iterable[RpjmDesa], kegiatan: Iterable[Kegiatan]) -> set[UUID]:
    """The proposals that stand in a yearly plan by way of the RPJM rows its activities come from."""
    used = {one.rpjm_id for one in kegiatan if one.rpjm_id is not None}
    rows = (row for one in rpjm for row in one.kegiatan if row.id in used) if used else ()
    return {key for row in rows for key in usulan_dibawa(row)}


def alasan_tertunda(rkp: RkpDesa, kegiatan_rpjm: UUID) -> str:
    """Why a ticked row is not taken this year, as the village wrote it down; "" while it did not."""
    return str(rkp.teks.get(f"{_TERTUNDA}{kegiatan_rpjm}", ""))


def tulis_alasan_tertunda(rkp: RkpDesa, kegiatan_rpjm: UUID, alasan: str) -> dict[str, str]:
    """The plan's texts with that reason; an empty one takes it away."""
    texts = {key: text for key, text in rkp.teks.items() if key != f"{_TERTUNDA}{kegiatan_rpjm}"}
    return {**texts, f"{_TERTUNDA}{kegiatan_rpjm}": alasan.strip()} if alasan.strip() else texts


@dataclass(frozen=True, slots=True)
class AsalRpjm:
    """Where an activity stands to the RPJM: `kunci` is a word below, `nama` that of the row."""

    kunci: str
    nama: str = ""


TERCENTANG, BEDA_TAHUN, BERALASAN, TANPA, HILANG = "tercentang", "beda_tahun", "beralasan", "tanpa", "hilang"


def asal_rpjm(kegiatan: Kegiatan, rpjm: RpjmDesa | None, tahun: int) -> AsalRpjm:
    """Where an activity comes from (V-20): a row ticked for this year, another year, a reason, none."""
    rows = {one.id: one for one in rpjm.kegiatan} if rpjm is not None else {}
    return asal_dari(kegiatan, rows, tahun)


def asal_dari(kegiatan: Kegiatan, rows: dict[Any, KegiatanRpjm], tahun: int) -> AsalRpjm:
    """The same with the rows of the RPJM by id, for a whole plan."""
    has_reason = bool(kegiatan.alasan_rpjm.strip() and kegiatan.nomor_ba_rpjm.strip())
    if kegiatan.rpjm_id is None:
        return AsalRpjm(BERALASAN if has_reason else TANPA)
    found = rows.get(kegiatan.rpjm_id)
    if found is None:
        return AsalRpjm(HILANG)
    if is_tercentang(found, tahun):
        return AsalRpjm(TERCENTANG, found.nama)
    return AsalRpjm(BERALASAN if has_reason else BEDA_TAHUN, found.nama)


def nilai_kegiatan(satu: KegiatanRpjm, tahun: int, sumber_dikenal: Sequence[str] = ()) -> dict[str, Any]:
    """The fields of an activity that an RPJM row answers for one year, with its money.

    One source takes the year's whole amount; several stand there without amounts until they are split,
    since a cell `ADD, DDS` never says how much is whose (V-10).
    """
    biaya = biaya_tahun(satu, tahun)
    sources = [one for one in satu.sumber if not sumber_dikenal or one in sumber_dikenal]
    only = len(sources) == 1
    money = [
        SumberBiaya(urut=place, sumber=one, jumlah=biaya if only else None)
        for place, one in enumerate(sources, start=1)
    ]
    return {
        "kode": satu.kode,
        "nama": satu.nama,
        "sdgs": tuple(satu.sdgs),
        "data_eksisting": satu.data_eksisting,
        "target": str(satu.target.get(str(tahun), "")),
        "lokasi": satu.lokasi,
        "volume": satu.volume,
        "satuan": satu.satuan,
        "sasaran": satu.sasaran,
        "penerima_l": satu.penerima_l,
        "penerima_p": satu.penerima_p,
        "penerima_rtm": satu.penerima_rtm,
        "biaya": biaya,
        "pola": satu.pola,
        "tanda": tuple(satu.tanda),
        "usulan_id": satu.usulan_id,
        "rpjm_id": satu.id,
        "sumber_biaya": money,
    }

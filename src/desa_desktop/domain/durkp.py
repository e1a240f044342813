"""The answers of the kabupaten, and which row of an earlier year asked the same (V-23)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from desa_desktop.domain.pemeriksaan_usulan import AMBANG_MIRIP, Sebanding
from desa_desktop.domain.rkp import BarisDurkp
from desa_desktop.domain.usulan import Usulan, UsulanId
from desa_desktop.domain.wording import show_date
from desa_desktop.i18n import N_, _

JAWABAN: Mapping[str, str] = {
    "diterima": N_("Diterima"),
    "ditunda": N_("Ditunda"),
    "ditolak": N_("Ditolak"),
}


def nama_jawaban(jawaban: str) -> str:
    """The answer in words; "" while there is none."""
    return _(JAWABAN[jawaban]) if jawaban in JAWABAN else ""


@dataclass(frozen=True, slots=True)
class JawabanLalu:
    """A row of an earlier year that asked the same; `is_pasti` when it is linked and not only alike."""

    tahun: int
    baris: BarisDurkp
    is_pasti: bool

    @property
    def teks(self) -> str:
        """`2026: ditolak, bukan jalan kabupaten`."""
        row = self.baris
        said = nama_jawaban(row.jawaban).lower() or _("belum dijawab")
        words = [f"{self.tahun}: {said}"]
        if row.jawaban_alasan:
            words.append(row.jawaban_alasan.rstrip("."))
        if row.jawaban_tanggal is not None:
            words.append(show_date(row.jawaban_tanggal))
        return ", ".join(words)


def jawaban_lalu(
    baris: Iterable[BarisDurkp],
    lalu: Sequence[tuple[int, BarisDurkp]],
    asal_usulan: Mapping[UUID, UUID | None],
    ambang: int = AMBANG_MIRIP,
) -> dict[UUID, JawabanLalu]:
    """For each row the newest earlier one that asked the same.

    Linked by `asal_id`, by a proposal that comes from the earlier one (`asal_usulan`: proposal -> origin), or
    alike in name and place. `lalu` are the rows of earlier years with their year.
    """
    by_id = {row.id: (tahun, row) for tahun, row in lalu}
    by_usulan = {
        row.usulan_id: (tahun, row) for tahun, row in sorted(lalu, key=lambda one: one[0]) if row.usulan_id
    }
    alike = Sebanding((_as_usulan(row) for _tahun, row in lalu), ambang)
    found: dict[UUID, JawabanLalu] = {}
    for one in baris:
        linked = by_id.get(one.asal_id) if one.asal_id is not None else None
        key, seen = one.usulan_id, set[UUID]()
        while linked is None and key is not None and key not in seen:
            seen.add(key)
            key = asal_usulan.get(key)
            linked = by_usulan.get(key) if key is not None else None
        if linked is not None:
            found[one.id] = JawabanLalu(linked[0], linked[1], True)
            continue
        if not one.nama.strip():
            continue
        near = [(by_id[like.usulan.id], like.persen) for like in alike.alike(_as_usulan(one))]
        if near:
            (tahun, row), _persen = max(near, key=lambda pair: (pair[0][0], pair[1]))
            found[one.id] = JawabanLalu(tahun, row, False)
    return found


def _as_usulan(row: BarisDurkp) -> Usulan:
    return Usulan(id=UsulanId(row.id), nomor=row.prioritas or 0, uraian=row.nama, lokasi=row.lokasi)

"""What the paper `jejak-usulan` says: the life line of one proposal, without who proposed it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from desa_desktop.documents import jejak_usulan
from desa_desktop.documents.blocks import Page
from desa_desktop.documents.office import Cetakan, Identitas, Penanda
from desa_desktop.domain.jejak import NAMA_TAHAP, Keadaan
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import N_, _
from desa_desktop.services.jejak import jejak_of
from desa_desktop.store.unit import Unit

_KEADAAN: Mapping[Keadaan, str] = {
    Keadaan.SELESAI: N_("Selesai"),
    Keadaan.BERJALAN: N_("Berjalan"),
    Keadaan.DITUNDA: N_("Ditunda"),
    Keadaan.DITOLAK: N_("Ditolak"),
}


@dataclass(frozen=True, slots=True)
class Bahan:
    """What the collector needs of the desk; `key` is the proposal."""

    unit: Unit
    identitas: Identitas
    cetakan: Cetakan
    penanda: Penanda
    today: date
    key: UUID | None
    ambang: int


def collect(bahan: Bahan) -> Page:
    """The citizen's page. Raises InvalidInput when no proposal is named, NotFound."""
    if bahan.key is None:
        raise InvalidInput({"id": _("Sebutkan usulan mana: ID dari data lihat usulan.")})
    found = jejak_of(bahan.unit, bahan.key, bahan.ambang)
    steps = tuple(
        jejak_usulan.LangkahCetak(
            kapan=one.kapan,
            tahap=_(NAMA_TAHAP[one.tahap]),
            judul=one.judul,
            keterangan=one.keterangan,
            keadaan=_(_KEADAAN[one.keadaan]),
        )
        for one in found.langkah
    )
    merged = _("Usulan nomor {n} tahun {tahun}: {uraian}")
    return jejak_usulan.compose(
        jejak_usulan.JejakUsulan(
            identitas=bahan.identitas,
            cetakan=bahan.cetakan,
            tahun=found.tahun,
            nomor=found.usulan.nomor,
            uraian=found.usulan.uraian,
            dusun=found.usulan.dusun,
            lokasi=found.usulan.lokasi,
            volume=found.usulan.volume,
            satuan=found.usulan.satuan,
            posisi=found.posisi,
            langkah=steps,
            gabungan=tuple(
                merged.format(n=one.nomor, tahun=one.tahun, uraian=one.uraian) for one in found.gabungan
            ),
            penanda=bahan.penanda,
            tanggal=bahan.today,
        )
    )


COLLECTORS: Mapping[str, Callable[[Bahan], Page]] = {"jejak-usulan": collect}

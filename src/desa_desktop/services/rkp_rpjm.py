"""The yearly plan out of the RPJM Desa: what is ticked for the year, take it, or say why not (V-20, V-21)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.dokumen import StatusDokumen, dokumen_id
from desa_desktop.domain.rkp import Kegiatan, RkpDesa
from desa_desktop.domain.rpjm import KegiatanRpjm, RpjmDesa
from desa_desktop.domain.turunan_rkp import (
    AsalRpjm,
    BarisTertunda,
    asal_dari,
    belum_diambil,
    nilai_kegiatan,
    rpjm_berlaku,
    tulis_alasan_tertunda,
    usulan_dibawa,
)
from desa_desktop.errors import NotFound
from desa_desktop.i18n import _
from desa_desktop.services import kantor as office
from desa_desktop.services.editing import insert_rows, stop_if_locked
from desa_desktop.store.mapping import KINDS
from desa_desktop.store.unit import Database, Unit


@dataclass(frozen=True, slots=True)
class RpjmTampil:
    """What the yearly plan needs of the RPJM Desa that covers it.

    `judul` is "" where the village has none for that year. `tertunda` are the rows ticked for the year that
    no activity comes from, `asal` says for each activity where it stands, `pilihan` are all RPJM rows.
    """

    judul: str
    is_disahkan: bool
    tertunda: tuple[BarisTertunda, ...]
    asal: Mapping[UUID, AsalRpjm]
    pilihan: tuple[KegiatanRpjm, ...]


def rpjm_of(unit: Unit, desa: UUID, tahun: int) -> RpjmDesa | None:
    """The RPJM Desa that covers a plan year of the village."""
    return rpjm_berlaku(unit.select(RpjmDesa, desa_id=desa), tahun)


def show_rpjm(database: Database, tahun: int) -> RpjmTampil:
    """How the plan of `tahun` stands to the RPJM Desa. Raises NotFound without a plan of that year."""
    with database.read() as unit:
        uid = office.require(unit).id
        rkp = unit.get(RkpDesa, dokumen_id(uid, "rkp-desa", str(tahun)))
        rpjm = rpjm_of(unit, uid, tahun)
        rows = {one.id: one for one in rpjm.kegiatan} if rpjm is not None else {}
        origin: dict[UUID, AsalRpjm] = {one.id: asal_dari(one, dict(rows), tahun) for one in rkp.kegiatan}
        if rpjm is None:
            return RpjmTampil("", False, (), origin, ())
        title = _("RPJM Desa {a}–{b}").format(a=rpjm.tahun, b=rpjm.daftar_tahun[-1])
        choices = tuple(sorted(rpjm.kegiatan, key=lambda one: one.urut))
        is_ratified = rpjm.status is StatusDokumen.DISAHKAN
        return RpjmTampil(title, is_ratified, tuple(belum_diambil(rpjm, rkp)), origin, choices)


def take_rpjm(
    database: Database,
    aturan: Aturan,
    tahun: int,
    keys: Sequence[UUID] | None = None,
    *,
    by: str,
    at: datetime,
) -> list[UUID]:
    """`Ambil dari RPJM`: rows ticked for the year become activities with that year's amount, as one step.

    `keys` limits it to some RPJM rows; without it all that are not used yet. Returns the ids of the new
    activities. Raises NotFound without an RPJM Desa for that year, Locked when the plan is ratified.
    """
    chosen = set(keys) if keys is not None else None
    known = [one.kunci for one in aturan.sumber_dana]
    with database.unit() as unit:  # what is unused is asked here: two people may press at once
        uid = office.require(unit).id
        rkp = unit.get(RkpDesa, dokumen_id(uid, "rkp-desa", str(tahun)))
        stop_if_locked(unit, RkpDesa, rkp)
        rpjm = rpjm_of(unit, uid, tahun)
        if rpjm is None:
            raise NotFound(apa=_("RPJM Desa untuk tahun {tahun}").format(tahun=tahun))
        wanted = [
            one.kegiatan for one in belum_diambil(rpjm, rkp) if chosen is None or one.kegiatan.id in chosen
        ]
        made = insert_rows(rkp, KINDS[Kegiatan], [nilai_kegiatan(one, tahun, known) for one in wanted])
        for one in wanted:
            rkp.teks = tulis_alasan_tertunda(rkp, one.id, "")
        unit.commit(_("ambil {n} kegiatan RPJM Desa").format(n=len(made)), by, at)
    return made


def put_reason(
    database: Database, tahun: int, kegiatan_rpjm: UUID, alasan: str, *, by: str, at: datetime
) -> None:
    """Write down why an RPJM row ticked for the year is not taken (V-21). Raises NotFound, Locked."""
    with database.unit() as unit:
        rkp = unit.get(RkpDesa, dokumen_id(office.require(unit).id, "rkp-desa", str(tahun)))
        stop_if_locked(unit, RkpDesa, rkp)
        unit.get(KegiatanRpjm, kegiatan_rpjm)
        rkp.teks = tulis_alasan_tertunda(rkp, kegiatan_rpjm, alasan)
        unit.commit(_("tulis alasan kegiatan RPJM Desa tertunda"), by, at)


def link_of_usulan(rpjm: RpjmDesa | None) -> dict[UUID, UUID]:
    """The RPJM row that carries each proposal: a proposal that is taken over keeps its place there."""
    found: dict[UUID, UUID] = {}
    for one in rpjm.kegiatan if rpjm is not None else ():
        for key in usulan_dibawa(one):
            found.setdefault(key, one.id)
    return found

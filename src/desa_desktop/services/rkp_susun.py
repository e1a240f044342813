"""Around the RKP Desa: take over last year's activities, and the revisions that were ratified."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from desa_desktop.domain.dokumen import StatusDokumen, dokumen_id
from desa_desktop.domain.rkp import BarisRab, Kegiatan, RkpDesa, SumberBiaya
from desa_desktop.domain.rumus import terapkan_rumus
from desa_desktop.domain.tempel.kolom import JenisTempel
from desa_desktop.domain.tempel.kunci import row_key
from desa_desktop.errors import NotFound
from desa_desktop.i18n import _
from desa_desktop.services import kantor as office
from desa_desktop.services.editing import insert_rows, stop_if_locked
from desa_desktop.store import archive
from desa_desktop.store.mapping import KINDS
from desa_desktop.store.unit import Database

_NOT_COPIED = frozenset(
    {
        *("id", "rkp_desa_id", "urut", "usulan_id", "teks_asli", "sumber_biaya", "rab"),
        # what was judged of last year's activity says nothing of this one
        *("alasan_rpjm", "nomor_ba_rpjm", "verifikasi", "hasil_verifikasi"),
    }
)
_NOT_COPIED_OF_RAB = frozenset({"id", "kegiatan_id", "teks_asli"})


@dataclass(frozen=True, slots=True)
class Revisi:
    """One ratified state of a dokumen: its number, when (UTC) and by which laptop (short id)."""

    id: str
    jenis: str
    revisi: int
    status: StatusDokumen
    pada: datetime
    oleh: str


def last_year_count(database: Database, tahun: int) -> int:
    """How many activities the plan of the year before holds; 0 if there is none."""
    with database.read() as unit:
        before = unit.find(RkpDesa, dokumen_id(office.require(unit).id, "rkp-desa", str(tahun - 1)))
        return len(before.kegiatan) if before is not None else 0


def copy_last_year(database: Database, tahun: int, *, by: str, at: datetime) -> list[UUID]:
    """Copy the activities of the year before into the plan of `tahun`, with money and estimate, as one step.

    One that the plan has already (the same code, name and place) is not copied again. Links to proposals
    are not copied: those were of the other year. Returns the new ids.
    Raises NotFound without a plan of the year before, Locked when this one is ratified.
    """
    with database.unit() as unit:
        uid = office.require(unit).id
        before = unit.find(RkpDesa, dokumen_id(uid, "rkp-desa", str(tahun - 1)))
        if before is None or not before.kegiatan:
            raise NotFound(apa=_("RKPDes {tahun}").format(tahun=tahun - 1))
        rkp = unit.get(RkpDesa, dokumen_id(uid, "rkp-desa", str(tahun)))
        stop_if_locked(unit, RkpDesa, rkp)
        there = {_key_of(one) for one in rkp.kegiatan}
        ordered = sorted(before.kegiatan, key=lambda one: one.urut)
        rows = [_values(one) for one in ordered if _key_of(one) not in there]
        made = insert_rows(rkp, KINDS[Kegiatan], rows)
        for one in rkp.kegiatan:
            if one.id in set(made):
                terapkan_rumus(one, rkp.pagu)
        unit.commit(_("salin RKPDes {tahun}").format(tahun=tahun - 1), by, at)
    return made


def _key_of(one: Kegiatan) -> tuple[str, ...]:
    """By what two activities are known to be the same, as when a file is read twice."""
    key = row_key(JenisTempel.RKP, {"kode": one.kode, "nama": one.nama, "lokasi": one.lokasi})
    return key or (str(one.id),)


def _values(one: Kegiatan) -> dict[str, Any]:
    values = {each.name: getattr(one, each.name) for each in fields(one) if each.name not in _NOT_COPIED}
    money = [
        SumberBiaya(urut=place, sumber=row.sumber, jumlah=row.jumlah, is_silpa=row.is_silpa)
        for place, row in enumerate(one.sumber_biaya, start=1)
    ]
    lines = [
        BarisRab(
            **{
                each.name: getattr(row, each.name)
                for each in fields(row)
                if each.name not in _NOT_COPIED_OF_RAB
            }
        )
        for row in one.rab
    ]
    return {**values, "sumber_biaya": money, "rab": lines}


def revisions(database: Database, tahun: int) -> list[Revisi]:
    """The ratified states of RKP Desa and DU-RKP of a year that this laptop holds, newest first."""
    found: list[Revisi] = []
    with database.read() as unit:
        uid = office.require(unit).id
        for jenis in ("rkp-desa", "durkp"):
            for row in archive.snapshots_of(unit, dokumen_id(uid, jenis, str(tahun))):
                status = StatusDokumen(row.status)
                if status is StatusDokumen.KONSEP:
                    continue
                pada = datetime.fromisoformat(row.pada)
                found.append(Revisi(row.digest, jenis, row.revisi, status, pada, row.oleh))
    return sorted(found, key=lambda one: (one.pada, one.revisi), reverse=True)

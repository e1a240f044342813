"""What the meeting room needs beside `services.musyawarah`: many values at once, signers to propose, pagu."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.desa import Desa
from desa_desktop.domain.dokumen import dokumen_id
from desa_desktop.domain.matriks import pemakaian_pagu
from desa_desktop.domain.musyawarah import Musyawarah, Penandatangan, Peserta
from desa_desktop.domain.rkp import RkpDesa
from desa_desktop.domain.usulan import StatusUsulan
from desa_desktop.i18n import _
from desa_desktop.services import kantor as office
from desa_desktop.services.editing import Locked, insert_rows, stop_if_locked
from desa_desktop.services.musyawarah import check_nilai, proposals_of
from desa_desktop.store.mapping import KINDS
from desa_desktop.store.unit import Database, Unit

Nilai = tuple[UUID, str, int | None]


@dataclass(frozen=True, slots=True)
class Pejabat:
    """Somebody who may chair, write or sign: name, office, L or P ("" if not known)."""

    nama: str
    jabatan: str
    jk: str


@dataclass(frozen=True, slots=True)
class LatarRuang:
    """What surrounds a meeting: officers, hamlets, the pagu per source in rupiah, proposals not yet taken."""

    pejabat: tuple[Pejabat, ...]
    dusun: tuple[str, ...]
    pagu: Mapping[str, int]
    usulan_baru: int


def background(database: Database, aturan: Aturan, key: UUID) -> LatarRuang:
    """The surroundings of the meeting `key`. Raises NotFound."""
    with database.read() as unit:
        meeting = unit.get(Musyawarah, key)
        desa = unit.get(Desa, meeting.desa_id)
        rkp = unit.find(RkpDesa, dokumen_id(meeting.desa_id, "rkp-desa", str(meeting.tahun)))
        known = {one.usulan_id for one in meeting.bahasan}
        fresh = [
            one
            for one in proposals_of(unit, meeting).values()
            if one.id not in known and one.status is StatusUsulan.DIUSULKAN
        ]
    gauges = pemakaian_pagu(rkp, aturan) if rkp is not None else []
    return LatarRuang(
        tuple(Pejabat(one.nama, one.jabatan, one.jk) for one in desa.perangkat if one.nama.strip()),
        tuple(one.nama for one in desa.dusun if one.nama),
        {one.sumber: one.batas for one in gauges if one.pagu is not None or one.silpa},
        len(fresh),
    )


def value_many(
    database: Database, key: UUID, values: Sequence[Nilai], aturan: Aturan, *, by: str, at: datetime
) -> None:
    """Agreed values of several proposals as one step: (proposal, criterion, 1 to 5 or None to empty).

    Raises InvalidInput for another value or criterion, Locked once the scoring is locked; then nothing
    changed.
    """
    for _usulan, kriteria, nilai in values:
        check_nilai(kriteria, nilai, aturan)
    with database.unit() as unit:
        meeting = unit.get(Musyawarah, key)
        stop_if_locked(unit, Musyawarah, meeting)
        if meeting.is_penilaian_dikunci:
            raise Locked(jenis=_("Penilaian"))
        discussed = {one.usulan_id: one for one in meeting.bahasan}
        for usulan, kriteria, nilai in values:
            given = {name: points for name, points in discussed[usulan].nilai.items() if name != kriteria}
            discussed[usulan].nilai = given if nilai is None else {**given, kriteria: nilai}
        name = _("nilai usulan") if len(values) == 1 else _("nilai {n} sel").format(n=len(values))
        unit.commit(name, by, at)


def propose_signers(database: Database, key: UUID, aturan: Aturan, *, by: str, at: datetime) -> list[UUID]:
    """Write the usual signers of a berita acara below those there are: chair, Kepala Desa, Ketua BPD, and
    two delegates of the citizens, a woman first (ux.md 5.4). Returns the new rows; nobody signs twice.

    Raises NotFound, Locked.
    """
    with database.unit() as unit:
        meeting = unit.get(Musyawarah, key)
        stop_if_locked(unit, Musyawarah, meeting)
        there = {one.nama.strip().casefold() for one in meeting.penandatangan}
        rows = [
            {"nama": one.nama, "jabatan": one.jabatan, "jk": one.jk}
            for one in usual_signers(meeting, _officers(unit), aturan)
            if one.nama.strip().casefold() not in there
        ]
        made = insert_rows(meeting, KINDS[Penandatangan], rows) if rows else []
        unit.commit(_("usulkan {n} penanda tangan").format(n=len(made)), by, at)
    return made


def _officers(unit: Unit) -> list[Pejabat]:
    desa = unit.get(Desa, office.require(unit).id)
    return [Pejabat(one.nama, one.jabatan, one.jk) for one in desa.perangkat if one.nama.strip()]


def usual_signers(meeting: Musyawarah, officers: Iterable[Pejabat], aturan: Aturan) -> list[Pejabat]:
    """Chair, Kepala Desa, Ketua BPD, two delegates of the citizens who are present, a woman first."""
    known = list(officers)
    by_name = {one.nama.casefold(): one for one in known}
    chair = by_name.get(meeting.pimpinan.casefold())
    found: list[Pejabat] = []
    if meeting.pimpinan.strip():
        jabatan = meeting.pimpinan_dari or (chair.jabatan if chair else _("Pimpinan musyawarah"))
        found.append(Pejabat(meeting.pimpinan, jabatan, chair.jk if chair else ""))
    for jabatan in (_("Kepala Desa"), _("Ketua BPD")):
        holder = next((one for one in known if one.jabatan.casefold().startswith(jabatan.casefold())), None)
        if holder is not None:
            found.append(holder)
    found += [Pejabat(one.nama, _("Wakil masyarakat"), one.jk) for one in _delegates(meeting, aturan)]
    unique = {one.nama.casefold(): one for one in reversed(found)}
    return [one for one in found if unique[one.nama.casefold()] is one]


def _delegates(meeting: Musyawarah, aturan: Aturan) -> list[Peserta]:
    groups = {one.kunci for one in aturan.unsur if one.is_masyarakat}
    citizens = [one for one in meeting.peserta if one.is_hadir and one.unsur in groups and one.nama.strip()]
    women = [one for one in citizens if one.jk == "P"][:1]
    return women + [one for one in citizens if one not in women][:1]

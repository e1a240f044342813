"""Where a proposal is: its life line over all years, and the proposals that never became work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from desa_desktop.domain.dokumen import StatusDokumen, nomor_perubahan
from desa_desktop.domain.jejak import BahanJejak, JejakUsulan, MiripTahunLalu, jejak_usulan
from desa_desktop.domain.musyawarah import Musyawarah
from desa_desktop.domain.rkp import Durkp, RkpDesa
from desa_desktop.domain.rpjm import RpjmDesa
from desa_desktop.domain.turunan_rkp import usulan_lewat_rpjm
from desa_desktop.domain.usulan import DaftarUsulan, StatusUsulan, Usulan
from desa_desktop.errors import NotFound
from desa_desktop.i18n import _
from desa_desktop.services import dokumen
from desa_desktop.services import kantor as office
from desa_desktop.services.musyawarah import NAMES
from desa_desktop.services.rkp_perubahan import nama_versi, signed_states
from desa_desktop.store.queries import lists
from desa_desktop.store.unit import Database, Unit


def material(unit: Unit, desa: UUID) -> BahanJejak:
    """Everything the village holds about its proposals, of all years."""
    plans = unit.select(RkpDesa, desa_id=desa)
    return BahanJejak(
        unit.select(DaftarUsulan, desa_id=desa),
        unit.select(Musyawarah, desa_id=desa),
        unit.select(RpjmDesa, desa_id=desa),
        plans,
        [state for one in plans for state in ratified_before(unit, one)],
        unit.select(Durkp, desa_id=desa),
        {kind: _(name) for kind, name in NAMES.items()},
    )


def ratified_before(unit: Unit, plan: RkpDesa) -> list[RkpDesa]:
    """The ratified states of a plan that was changed, or is being changed, oldest first; else none."""
    if not nomor_perubahan(plan.revisi, plan.status):
        return []
    states = signed_states(unit, plan.id)
    return [dokumen.root_of(dokumen.content_of(unit, states[number])) for number in sorted(states)]


def show_jejak(database: Database, key: UUID, ambang: int) -> JejakUsulan:
    """The life line of one proposal; `ambang` is how alike look-alikes are (0 to 100). Raises NotFound."""
    with database.read() as unit:
        return jejak_of(unit, key, ambang)


def jejak_of(unit: Unit, key: UUID, ambang: int) -> JejakUsulan:
    """The same inside an open unit. Raises NotFound."""
    found = jejak_usulan(material(unit, office.require(unit).id), key, ambang)
    if found is None:
        raise NotFound(apa=_("Usulan"))
    return found


def find_usulan(database: Database, tahun: int, nomor: int) -> UUID:
    """The proposal with this number in the list of a plan year. Raises NotFound."""
    with database.read() as unit:
        rows = lists.usulan_rows(unit, office.require(unit).id, tahun)
    for row in rows:
        if row.nomor == nomor:
            return row.id
    raise NotFound(apa=_("Usulan nomor {n} tahun {tahun}").format(n=nomor, tahun=tahun))


@dataclass(frozen=True, slots=True)
class Gugur:
    """Why an agreed proposal never became work of its year: dropped from the plan, or refused above."""

    usulan: UUID
    sebab: str


def dropped(unit: Unit, desa: UUID, before: int) -> Mapping[UUID, str]:
    """Agreed or passed-on proposals of plan years before `before` that came to nothing, with the reason.

    Agreed ones that the year's ratified plan does not hold, and those that the kabupaten put off or refused.
    """
    found: dict[UUID, str] = {}
    merged: set[str] = set()
    agreed: dict[int, list[Usulan]] = {}
    for daftar in unit.select(DaftarUsulan, desa_id=desa):
        if daftar.tahun >= before:
            continue
        merged |= {one for row in daftar.usulan for one in row.gabungan_dari}
        agreed[daftar.tahun] = [one for one in daftar.usulan if one.status is StatusUsulan.DISEPAKATI]
    upwards = [one for one in unit.select(Durkp, desa_id=desa) if one.tahun < before]
    passed = {row.usulan_id for one in upwards for row in one.baris}
    for plan in unit.select(RkpDesa, desa_id=desa):
        if plan.tahun not in agreed or not (plan.revisi or plan.status is StatusDokumen.DISAHKAN):
            continue
        inside = {one.usulan_id for one in plan.kegiatan} | passed
        inside |= usulan_lewat_rpjm(unit.select(RpjmDesa, desa_id=desa), plan.kegiatan)
        for one in agreed[plan.tahun]:
            if one.id not in inside and str(one.id) not in merged:
                found[one.id] = _why_outside(unit, plan, one.id)
    for durkp in upwards:
        for row in durkp.baris:
            if row.usulan_id is not None and row.jawaban in ("ditunda", "ditolak"):
                word = _("ditunda") if row.jawaban == "ditunda" else _("ditolak")
                said = _("Kabupaten: {jawaban}. {alasan}").format(jawaban=word, alasan=row.jawaban_alasan)
                found[row.usulan_id] = said.strip()
    return found


def _why_outside(unit: Unit, plan: RkpDesa, key: UUID) -> str:
    """It never stood in the plan, or a change threw it out again."""
    once = [one for before in ratified_before(unit, plan) for one in before.kegiatan]
    carried = usulan_lewat_rpjm(unit.select(RpjmDesa, desa_id=plan.desa_id), once)
    if key in carried or any(one.usulan_id == key for one in once):
        words = _("Masuk RKP Desa {tahun}, lalu dikeluarkan oleh {perubahan}. {alasan}")
        named = nama_versi(plan.revisi, plan.status)
        return words.format(tahun=plan.tahun, perubahan=named, alasan=plan.dasar_perubahan).strip()
    return _("Disepakati, tetapi tidak masuk RKP Desa {tahun}.").format(tahun=plan.tahun)


def earlier_years(unit: Unit, desa: UUID, tahun: int, ambang: int) -> MiripTahunLalu:
    """The proposals of plan years before `tahun`, for the warning of look-alikes."""
    rows = [one for one in lists.usulan_rows(unit, desa) if one.tahun < tahun]
    return MiripTahunLalu(
        (
            (
                one.tahun,
                Usulan(
                    id=one.id,  # type: ignore[arg-type]
                    nomor=one.nomor,
                    uraian=one.uraian,
                    dusun=one.dusun,
                    lokasi=one.lokasi,
                    status=one.status,
                    alasan=one.alasan,
                ),
            )
            for one in rows
        ),
        ambang,
    )

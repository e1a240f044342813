"""The checks a kecamatan runs over a village's plan, with what it holds of that village as background."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.musyawarah import JenisMusyawarah, Musyawarah, rapat_khusus
from desa_desktop.domain.pemeriksaan import Pemeriksaan
from desa_desktop.domain.pemeriksaan_rkp import LatarRkp, check_durkp, check_rkp, is_perubahan
from desa_desktop.domain.pemeriksaan_rpjm import LatarRpjm, check_rpjm, latar_of
from desa_desktop.domain.rkp import Durkp, RkpDesa
from desa_desktop.domain.rpjm import RpjmDesa
from desa_desktop.domain.turunan_rkp import usulan_lewat_rpjm
from desa_desktop.domain.usulan import DaftarUsulan, Usulan
from desa_desktop.store.unit import Unit


def check_plan(unit: Unit, root: Any, aturan: Aturan, coming: Sequence[Any] = ()) -> list[Pemeriksaan]:
    """The standard checks of an RKP, DU-RKP or RPJM Desa; nothing for any other dokumen.

    `coming` are what arrives together with it and counts before what is held.
    """
    if isinstance(root, RkpDesa):
        final = root.status is StatusDokumen.DISAHKAN
        return check_rkp(root, aturan, _background(unit, root, coming), final=final)
    if isinstance(root, Durkp):
        return check_durkp(root, aturan, final=root.status is StatusDokumen.DISAHKAN)
    if isinstance(root, RpjmDesa):
        final = root.status is StatusDokumen.DISAHKAN
        return check_rpjm(root, aturan, _background_rpjm(unit, root, coming), final=final)
    return []


def _background_rpjm(unit: Unit, rpjm: RpjmDesa, coming: Sequence[Any]) -> LatarRpjm:
    """The meetings of that village: those that come along, else those held."""
    fresh = {one.id: one for one in coming if isinstance(one, Musyawarah) and one.desa_id == rpjm.desa_id}
    stored = {one.id: one for one in unit.select(Musyawarah, desa_id=rpjm.desa_id)}
    return latar_of(rpjm, (stored | fresh).values())


def _background(unit: Unit, rkp: RkpDesa, coming: Sequence[Any]) -> LatarRkp:
    """Proposals, DU-RKP and meeting of that village and year: those that come along, else those held."""

    def all_of(cls: type[Any]) -> list[Any]:
        fresh = {one.id: one for one in coming if isinstance(one, cls) and one.desa_id == rkp.desa_id}
        stored = {one.id: one for one in unit.select(cls, desa_id=rkp.desa_id, tahun=rkp.tahun)}
        return [one for one in (stored | fresh).values() if one.tahun == rkp.tahun]

    def held(jenis: JenisMusyawarah) -> list[Musyawarah]:
        every: list[Musyawarah] = all_of(Musyawarah)
        return [one for one in every if one.jenis is jenis and one.status is StatusDokumen.DISAHKAN]

    proposals: list[Usulan] = [one for daftar in all_of(DaftarUsulan) for one in daftar.usulan]
    meetings, special = held(JenisMusyawarah.MUSRENBANGDES), rapat_khusus(all_of(Musyawarah), rpjm=False)
    before = unit.find(RkpDesa, rkp.id) if is_perubahan(rkp) else None
    return LatarRkp(
        usulan=proposals,
        usulan_durkp={one.usulan_id for durkp in all_of(Durkp) for one in durkp.baris if one.usulan_id},
        usulan_rpjm=usulan_lewat_rpjm(_long_plans(unit, rkp, coming), rkp.kegiatan),
        has_musrenbang=bool(meetings),
        tanggal_musrenbang=max((one.tanggal for one in meetings if one.tanggal is not None), default=None),
        has_khusus=bool(special),
        tanggal_khusus=max((one.tanggal for one in special if one.tanggal is not None), default=None),
        usulan_sah={one.usulan_id for one in before.kegiatan if one.usulan_id} if before is not None else (),
    )


def _long_plans(unit: Unit, rkp: RkpDesa, coming: Sequence[Any]) -> list[RpjmDesa]:
    """The RPJM Desa of that village: those that come along, else those held."""
    fresh = {one.id: one for one in coming if isinstance(one, RpjmDesa) and one.desa_id == rkp.desa_id}
    return list(({one.id: one for one in unit.select(RpjmDesa, desa_id=rkp.desa_id)} | fresh).values())

"""What a plan is held against when it is checked: other years, its meetings, the people of the village."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from desa_desktop.domain.desa import AngkaPokok, Desa
from desa_desktop.domain.dokumen import StatusDokumen, dokumen_id
from desa_desktop.domain.kantor import CatatanTahap, Kantor, KeadaanTahap
from desa_desktop.domain.musyawarah import JenisMusyawarah, Musyawarah, rapat_khusus
from desa_desktop.domain.pemeriksaan_latar import LatarDesa
from desa_desktop.domain.pemeriksaan_rkp import LatarRkp, is_perubahan
from desa_desktop.domain.pemeriksaan_rpjm import LatarRpjm, latar_of
from desa_desktop.domain.pemeriksaan_tahun import TahunRencana
from desa_desktop.domain.pemeriksaan_telusur import earlier
from desa_desktop.domain.rkp import Durkp, RkpDesa
from desa_desktop.domain.rpjm import RpjmDesa
from desa_desktop.domain.turunan_rkp import rpjm_berlaku, usulan_lewat_rpjm
from desa_desktop.domain.usulan import DaftarUsulan, Usulan
from desa_desktop.services import dokumen
from desa_desktop.services import kantor as office
from desa_desktop.store import archive
from desa_desktop.store.queries import statistik
from desa_desktop.store.unit import Unit

_STEP = "langkah:"


def dasar_tim(kantor: Kantor) -> str:
    """The rule for teams this office follows; without a choice the one of its order of steps."""
    return kantor.setelan.get("dasar_tim", "") or kantor.urutan_tahap


def village_around(unit: Unit, tahun: int, today: date | None) -> LatarDesa:
    """The village around the plan of `tahun`; `today` None leaves out what depends on the day."""
    kantor = office.require(unit)
    uid = kantor.id
    desa = unit.find(Desa, uid)
    lists = unit.select(Durkp, desa_id=uid)
    people, by_dusun = _people(unit, uid, tahun, desa)
    return LatarDesa(
        today=today or date.min,
        urutan=kantor.urutan_tahap,
        dasar_tim=dasar_tim(kantor),
        rpjm=rpjm_berlaku(unit.select(RpjmDesa, desa_id=uid), tahun),
        sebelum=unit.find(RkpDesa, dokumen_id(uid, "rkp-desa", str(tahun - 1))),
        rkp=unit.find(RkpDesa, dokumen_id(uid, "rkp-desa", str(tahun))),
        durkp=next((one for one in lists if one.tahun == tahun), None),
        durkp_dulu=earlier(lists, tahun),
        musyawarah=unit.select(Musyawarah, desa_id=uid, tahun=tahun),
        di_luar=done_outside(unit, tahun),
        perangkat=list(desa.perangkat) if desa is not None else (),
        penduduk=people,
        penduduk_dusun=by_dusun,
    )


def done_outside(unit: Unit, tahun: int) -> frozenset[str]:
    """Keys of the calendar steps a person noted as `Sudah dikerjakan di luar aplikasi`."""
    return frozenset(
        one.kunci.removeprefix(_STEP)
        for one in unit.select(CatatanTahap, tahun=tahun)
        if one.keadaan is KeadaanTahap.DI_LUAR and one.kunci.startswith(_STEP)
    )


def _people(unit: Unit, uid: UUID, tahun: int, desa: Desa | None) -> tuple[int | None, dict[str, int]]:
    """Residents of the village and of each dusun by name: of the register, else of Angka Pokok."""
    register = statistik.orang_per_dusun(unit, uid)
    counted = sum(register.values())
    if counted:
        names = {one.id.hex: one.nama for one in (desa.dusun if desa is not None else ())}
        return counted, {names[key]: number for key, number in register.items() if key in names}
    angka = unit.find(AngkaPokok, dokumen_id(uid, "angka-pokok", str(tahun - 1)))
    people = next((one.jumlah for one in angka.baris if one.kunci == "penduduk"), None) if angka else None
    return people, {}


def rkp_background(
    unit: Unit, rkp: RkpDesa, today: date | None = None, *, village: LatarDesa | None = None
) -> tuple[LatarRkp, dict[UUID, Usulan]]:
    """What an RKP Desa of this village is held against, and the proposals of its year by id.

    `village`: the village around it, where it was read already.
    """
    proposals = unit.select(DaftarUsulan, desa_id=rkp.desa_id, tahun=rkp.tahun)
    usulan: dict[UUID, Usulan] = {one.id: one for daftar in proposals for one in daftar.usulan}
    village = village or village_around(unit, rkp.tahun, today)
    meetings = [
        one
        for one in village.musyawarah
        if one.jenis is JenisMusyawarah.MUSRENBANGDES and one.status is StatusDokumen.DISAHKAN
    ]
    special = rapat_khusus(village.musyawarah, rpjm=False)
    rows = village.durkp.baris if village.durkp is not None else ()
    background = LatarRkp(
        usulan=list(usulan.values()),
        usulan_durkp={one.usulan_id for one in rows if one.usulan_id is not None},
        usulan_rpjm=usulan_lewat_rpjm([village.rpjm] if village.rpjm is not None else [], rkp.kegiatan),
        has_musrenbang=bool(meetings) or "musrenbangdes" in village.di_luar,
        tanggal_musrenbang=max((one.tanggal for one in meetings if one.tanggal is not None), default=None),
        has_khusus=bool(special),
        tanggal_khusus=max((one.tanggal for one in special if one.tanggal is not None), default=None),
        usulan_sah=_once_ratified(unit, rkp) if is_perubahan(rkp) else (),
        desa=village,
    )
    return background, usulan


def _once_ratified(unit: Unit, rkp: RkpDesa) -> set[UUID]:
    """The proposals whose activities stood in a ratified revision of the plan."""
    found: set[UUID] = set()
    rpjm = unit.select(RpjmDesa, desa_id=rkp.desa_id)
    for row in archive.snapshots_of(unit, rkp.id):
        if row.status == StatusDokumen.DISAHKAN.value:
            signed = dokumen.root_of(dokumen.content_of(unit, row.digest))
            found |= {one.usulan_id for one in signed.kegiatan if one.usulan_id is not None}
            found |= usulan_lewat_rpjm(rpjm, signed.kegiatan)
    return found


def year_of(unit: Unit, tahun: int, today: date) -> TahunRencana:
    """Everything the checks of one planning year look at. Raises NotFound before the set-up."""
    uid = office.require(unit).id
    rkp = unit.find(RkpDesa, dokumen_id(uid, "rkp-desa", str(tahun)))
    if rkp is not None:
        background, usulan = rkp_background(unit, rkp, today)
        village = background.desa or village_around(unit, tahun, today)
    else:
        village, usulan = village_around(unit, tahun, today), {}
        background = LatarRkp(desa=village)
    return TahunRencana(
        latar=village,
        latar_rkp=background,
        latar_rpjm=rpjm_background(unit, village.rpjm, village.dasar_tim),
        rkp=rkp,
        durkp=village.durkp,
        rpjm=village.rpjm,
        musyawarah=village.musyawarah,
        usulan=usulan,
        desa=unit.find(Desa, uid),
    )


def rpjm_background(unit: Unit, rpjm: RpjmDesa | None, dasar: str) -> LatarRpjm:
    """The meetings an RPJM Desa rests on: its Musrenbangdes, and special ones for a change."""
    if rpjm is None:
        return LatarRpjm(dasar_tim=dasar)
    return latar_of(rpjm, unit.select(Musyawarah, desa_id=rpjm.desa_id), dasar)

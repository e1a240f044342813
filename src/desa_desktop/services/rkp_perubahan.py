"""Changing a ratified plan (perencanaan.md 4.4): why, what is new against the signed one, what fell out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.dokumen import StatusDokumen, dokumen_id, nomor_perubahan
from desa_desktop.domain.matriks import nomor_kegiatan
from desa_desktop.domain.matriks_rpjm import plan_for
from desa_desktop.domain.musyawarah import JenisMusyawarah, is_rapat_rpjm
from desa_desktop.domain.plain import to_isi
from desa_desktop.domain.rkp import Durkp, Kegiatan, RkpDesa
from desa_desktop.domain.rpjm import RpjmDesa
from desa_desktop.domain.usulan import DaftarUsulan, Usulan
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import N_, _
from desa_desktop.services import dokumen, musyawarah
from desa_desktop.services import kantor as office
from desa_desktop.services.editing import insert_rows
from desa_desktop.services.exchange.comparing import Compared, compare_isi
from desa_desktop.store import archive
from desa_desktop.store.mapping import KINDS
from desa_desktop.store.unit import Database, Unit

DASAR: Mapping[str, str] = {
    "peristiwa": N_(
        "Peristiwa khusus (bencana alam, krisis politik, krisis ekonomi, kerusuhan sosial berkepanjangan)"
    ),
    "kebijakan": N_("Perubahan mendasar kebijakan pemerintah pusat, provinsi, atau kabupaten/kota"),
}
"""The two reasons for which a plan may be changed (perencanaan.md 4.4)."""
_DASAR_PENDEK = {"peristiwa": N_("Peristiwa khusus"), "kebijakan": N_("Perubahan kebijakan pemerintah")}
_ROOTS: Mapping[str, tuple[type[Any], str]] = {
    "rkp": (RkpDesa, "rkp-desa"),
    "durkp": (Durkp, "durkp"),
    "rpjm": (RpjmDesa, "rpjm-desa"),
}


@dataclass(frozen=True, slots=True)
class BandingTampil:
    """How the working copy differs from a ratified revision; `terhadap` names that revision (`r01`).

    `beda` has the lines of Tinjau; `gugur` are the activities that the signed plan had and this one has not.
    """

    jenis: str
    tahun: int
    revisi: int
    dasar: str
    nama: str
    beda: Compared
    gugur: tuple[Kegiatan, ...]

    @property
    def terhadap(self) -> str:
        """`r01`."""
        return f"r{self.revisi:02d}"


def nama_versi(revisi: int, status: StatusDokumen) -> str:
    """`murni`, `perubahan ke-1`, and `rancangan perubahan ke-1` while it is not ratified."""
    number = nomor_perubahan(revisi, status)
    if not number:
        return _("murni") if status is StatusDokumen.DISAHKAN else _("rancangan")
    if status is StatusDokumen.DISAHKAN:
        return _("perubahan ke-{n}").format(n=number)
    return _("rancangan perubahan ke-{n}").format(n=number)


def write_dasar(jenis: str, uraian: str) -> str:
    """The reason as the plan stores it. Raises InvalidInput for an unknown kind or an empty sentence."""
    if jenis not in _DASAR_PENDEK:
        raise InvalidInput({"dasar": _("Pilih dasar perubahan: peristiwa atau kebijakan.")})
    if not uraian.strip():
        raise InvalidInput({"uraian": _("Tulis peristiwa atau kebijakan yang menjadi dasar perubahan.")})
    return f"{_(_DASAR_PENDEK[jenis])}: {uraian.strip()}"


def begin_change(database: Database, tahun: int, dasar: str, uraian: str, *, by: str, at: datetime) -> int:
    """`Buat perubahan` of the RKP Desa with its reason; returns the revision that keeps counting meanwhile.

    Number and day of the Perdes are empty again: a change has a Perdes of its own (section 4.4), and that of
    the signed plan stands in its revision.
    Raises InvalidInput without a reason or for a plan that is not ratified, NotFound.
    """
    text = write_dasar(dasar, uraian)
    with database.unit() as unit:
        plan = unit.get(RkpDesa, dokumen_id(office.require(unit).id, "rkp-desa", str(tahun)))
        dokumen.reopen(plan)
        plan.dasar_perubahan = text
        # a change has a Perdes of its own: number and day of the one before would be wrong on it
        plan.nomor_perdes, plan.tanggal_perdes, plan.alasan = "", None, ""
        unit.commit(_("buat perubahan RKP {tahun}").format(tahun=tahun), by, at)
        return plan.revisi


def prepare_special_meeting(
    database: Database, tahun: int, *, by: str, at: datetime, rpjm: bool | None = None
) -> UUID:
    """The special musrenbangdes that a change is discussed in; one in preparation for that plan is taken.

    `rpjm`: whether the RPJM Desa is changed; without it the plan that is being changed.
    """
    jenis = JenisMusyawarah.MUSRENBANGDES_KHUSUS
    if rpjm is None:
        with database.read() as unit:
            name = musyawarah.usual_name(unit, office.require(unit).id, jenis, tahun)
    else:
        name = musyawarah.nama_khusus(rpjm=rpjm)
    for row in musyawarah.list_musyawarah(database, tahun):
        is_open = row.jenis is jenis and row.status is StatusDokumen.KONSEP
        if is_open and is_rapat_rpjm(jenis, row.nama) is is_rapat_rpjm(jenis, name):
            return row.id
    return musyawarah.prepare(database, jenis, tahun, nama=name, by=by, at=at)


def show_banding(
    database: Database, aturan: Aturan, jenis: str, tahun: int, revisi: int | None = None
) -> BandingTampil | None:
    """What changed against a ratified revision: `revisi`, else the last one that is not the plan itself.

    None when there is none to compare with. Raises NotFound for a revision that is not kept here.
    """
    cls, name = _ROOTS[jenis]
    with database.read() as unit:
        uid = office.require(unit).id
        if cls is RpjmDesa:  # it covers years
            root = plan_for(unit.select(RpjmDesa, desa_id=uid), tahun)
            if root is None:
                raise NotFound(apa=_("RPJM Desa untuk tahun {tahun}").format(tahun=tahun))
        else:
            root = unit.get(cls, dokumen_id(uid, name, str(tahun)))
        signed = signed_states(unit, root.id)
        wanted = revisi
        if wanted is None:
            wanted = root.revisi - 1 if root.status is StatusDokumen.DISAHKAN else root.revisi
            if wanted <= 0 or wanted not in signed:
                return None
        if wanted not in signed:
            raise NotFound(
                apa=_("{jenis} {tahun} r{n:02d}").format(jenis=jenis.upper(), tahun=tahun, n=wanted)
            )
        before = dokumen.content_of(unit, signed[wanted])
        was: Any = dokumen.root_of(before)
        # both in today's fields: a field that a newer program added is no change
        compared = compare_isi(name, to_isi(was), to_isi(root), _numbers(root, aturan))
        gone: tuple[Kegiatan, ...] = ()
        if isinstance(root, RkpDesa):
            left = {one.id for one in root.kegiatan}
            gone = tuple(one for one in sorted(was.kegiatan, key=lambda one: one.urut) if one.id not in left)
        return BandingTampil(
            jenis,
            tahun,
            wanted,
            getattr(root, "dasar_perubahan", ""),
            nama_versi(root.revisi, root.status),
            compared,
            gone,
        )


def signed_states(unit: Unit, key: UUID) -> dict[int, str]:
    """The ratified states kept here, revision -> digest; of several with one number the newest."""
    rows = [row for row in archive.snapshots_of(unit, key) if row.status == StatusDokumen.DISAHKAN.value]
    return {row.revisi: row.digest for row in sorted(rows, key=lambda row: row.pada)}


def _numbers(root: object, aturan: Aturan) -> dict[str, int]:
    if not isinstance(root, RkpDesa):
        return {}
    return {str(key): number for key, number in nomor_kegiatan(root.kegiatan, aturan).items()}


def propose_dropped(
    database: Database,
    aturan: Aturan,
    tahun: int,
    keys: Sequence[UUID],
    *,
    by: str,
    at: datetime,
) -> list[UUID]:
    """`Usulkan lagi`: activities that the signed plan of `tahun` had and a change dropped, for next year.

    Those that stand in next year's list already are not copied again. Returns the ids of the new proposals.
    Raises NotFound for an activity that did not fall out.
    """
    shown = show_banding(database, aturan, "rkp", tahun)
    gone: dict[UUID, Kegiatan] = {one.id: one for one in shown.gugur} if shown is not None else {}
    for key in keys:
        if key not in gone:
            raise NotFound(apa=_("Kegiatan yang gugur dari RKPDes {tahun}").format(tahun=tahun))
    with database.unit() as unit:
        desa = office.require(unit)
        office.begin_year(unit, desa.id, tahun + 1, aturan)  # type: ignore[arg-type]  # a village's own id
        unit.flush()
        target = unit.get(DaftarUsulan, dokumen_id(desa.id, "daftar-usulan", str(tahun + 1)))
        listed = {(one.uraian, one.lokasi) for one in target.usulan}
        wanted = [one for one in (gone[key] for key in keys) if (one.nama, one.lokasi) not in listed]
        made = insert_rows(target, KINDS[Usulan], [_as_proposal(one, tahun) for one in wanted])
        unit.commit(_("usulkan lagi {n} kegiatan yang gugur").format(n=len(made)), by, at)
    return made


def _as_proposal(one: Kegiatan, tahun: int) -> dict[str, Any]:
    return {
        "uraian": one.nama,
        "masalah": one.sasaran,
        "bidang": one.kode[:2],
        "kode_kegiatan": one.kode,
        "lokasi": one.lokasi,
        "volume": one.volume,
        "satuan": one.satuan,
        "perkiraan_biaya": one.biaya,
        "penerima_l": one.penerima_l,
        "penerima_p": one.penerima_p,
        "penerima_rtm": one.penerima_rtm,
        "sdgs": one.sdgs,
        "tanda": one.tanda,
        "asal": _("gugur dari RKPDes {tahun}").format(tahun=tahun),
        "asal_usulan_id": one.usulan_id,
    }

"""What the papers of an RPJM Desa say: its three matrices, and what was found out about the village."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from desa_desktop.documents import kajian_rpjm, matriks_rpjm
from desa_desktop.documents.blocks import Page
from desa_desktop.documents.office import Penanda
from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.aturan_tahap import Skema
from desa_desktop.domain.kode import sub_bidang_of
from desa_desktop.domain.matriks_rpjm import order_for_rpjm, rank_masalah, skema_tindakan, sumber_text
from desa_desktop.domain.pemeriksaan_rpjm import span
from desa_desktop.domain.rpjm import KegiatanRpjm, RpjmDesa
from desa_desktop.domain.tim import ketua_tim
from desa_desktop.i18n import _
from desa_desktop.services import rpjm
from desa_desktop.services.printing_rencana_dasar import penerima_text, revision_of
from desa_desktop.store import archive

if TYPE_CHECKING:
    from desa_desktop.services.printing import Meja


def _plan_of(desk: Meja) -> RpjmDesa:
    """The plan that holds in the year asked for, or the ratified revision asked for. Raises NotFound."""
    plan = rpjm.find_plan(desk.unit, desk.tahun)
    name = _("RPJM Desa {rentang}").format(rentang=span(plan))
    found: RpjmDesa = revision_of(desk, RpjmDesa, plan.id, name)
    return found


def collect_matriks(desk: Meja) -> matriks_rpjm.MatriksRpjm:
    """The plan that holds in the year asked for: every bidang of the rules, activities with their years."""
    plan = _plan_of(desk)
    groups = order_for_rpjm(plan.kegiatan, desk.aturan)
    shown = [(int(one.kode), one.nama) for one in desk.aturan.daftar_bidang]
    if any(not group.kode for group in groups):
        shown.append((len(shown) + 1, _("Tanpa kode")))
    return matriks_rpjm.MatriksRpjm(
        identitas=desk.identitas,
        cetakan=desk.cetakan(plan.status, plan.id, plan.revisi),
        tahun=plan.tahun,
        tahun_akhir=plan.daftar_tahun[-1],
        bidang=tuple(shown),
        kegiatan=tuple(
            _kegiatan(one, int(group.kode) if group.kode else len(shown), desk.aturan)  # type: ignore[arg-type]
            for group in groups
            for one in group.kegiatan
        ),
        kepala_desa=desk.officer(_("Kepala Desa"), plan.tanggal_perdes),
        ketua_tim=_ketua(plan),
        tanggal=plan.tanggal_perdes,
        perubahan="PERUBAHAN" if plan.dasar_perubahan else "",
    )


def _ketua(plan: RpjmDesa) -> Penanda:
    """The head of the team: the one named, else the member of the team who holds that office."""
    return Penanda(jabatan=_("Ketua Tim Penyusun RPJM Desa"), nama=ketua_tim(plan))


def _kegiatan(one: KegiatanRpjm, bidang: int, aturan: Aturan) -> matriks_rpjm.KegiatanMatriksRpjm:
    known = aturan.kegiatan(one.kode) if one.kode else None
    kode = known.kode if known is not None else ""
    return matriks_rpjm.KegiatanMatriksRpjm(
        bidang=bidang,
        kode_sub=sub_bidang_of(kode),
        nama_sub=aturan.sub_bidang(kode) if kode else "",
        nama=one.nama,
        kode=kode or one.kode,
        sdgs=one.sdgs,
        lokasi=one.lokasi or one.teks_asli.get("lokasi", ""),
        volume=one.volume,
        satuan=one.satuan or one.teks_asli.get("volume", ""),
        sasaran=one.sasaran,
        penerima=penerima_text(one.penerima_l, one.penerima_p, one.penerima_rtm),
        data_eksisting=one.data_eksisting,
        target={int(year): text for year, text in one.target.items()},
        tahun=frozenset(one.tahun),
        biaya={int(year): rupiah for year, rupiah in one.biaya_tahun.items()},
        sumber=sumber_text(one) or one.teks_asli.get("sumber", ""),
        pola=one.pola.value if one.pola is not None else "",
    )


def collect_kajian(desk: Meja) -> kajian_rpjm.KajianRpjm:
    """What was found out about the village for the plan that holds in the year asked for."""
    plan, skema = _plan_of(desk), skema_tindakan(desk.aturan)
    return kajian_rpjm.KajianRpjm(
        identitas=desk.identitas,
        cetakan=desk.cetakan(plan.status, plan.id, plan.revisi),
        tahun=plan.tahun,
        tahun_akhir=plan.daftar_tahun[-1],
        kepala_desa=desk.officer(_("Kepala Desa"), plan.tanggal_perdes),
        ketua_tim=_ketua(plan),
        musim=tuple(
            kajian_rpjm.BarisMusim(uraian=one.uraian, bulan=frozenset(one.bulan))
            for one in sorted(plan.musim, key=lambda one: one.urut)
        ),
        lembaga=tuple(
            kajian_rpjm.BarisLembaga(
                lembaga=one.lembaga, peran=one.peran, masalah=one.masalah, potensi=one.potensi
            )
            for one in sorted(plan.kelembagaan, key=lambda one: one.urut)
        ),
        masalah=_masalah(plan, skema),
        kriteria=tuple((one.kunci, one.nama) for one in skema.kriteria),
        sketsa=archive.attachment(desk.unit, plan.sketsa) if plan.sketsa else None,
        tanggal=plan.tanggal_perdes,
    )


def _masalah(plan: RpjmDesa, skema: Skema) -> tuple[kajian_rpjm.BarisMasalah, ...]:
    """In the order of the list, so that the inventory keeps its groups; the ranking orders them itself."""
    ranked = {one.masalah.id: one for one in rank_masalah(plan.masalah, skema)}
    return tuple(
        kajian_rpjm.BarisMasalah(
            kategori=one.kategori,
            masalah=one.uraian,
            penyebab=one.penyebab,
            potensi=one.potensi,
            tindakan=one.tindakan,
            nilai=one.nilai,
            jumlah=ranked[one.id].jumlah,
            peringkat=ranked[one.id].peringkat,
        )
        for one in sorted(plan.masalah, key=lambda one: one.urut)
    )


COLLECTORS: Mapping[str, Callable[[Meja], Page]] = {
    "rpjm": lambda desk: matriks_rpjm.compose(collect_matriks(desk)),
    "rpjm-b2": lambda desk: matriks_rpjm.compose_b2(collect_matriks(desk)),
    "rpjm-b3": lambda desk: matriks_rpjm.compose_b3(collect_matriks(desk)),
    "kalender-musim": lambda desk: kajian_rpjm.compose_musim(collect_kajian(desk)),
    "kelembagaan": lambda desk: kajian_rpjm.compose_lembaga(collect_kajian(desk)),
    "masalah": lambda desk: kajian_rpjm.compose_masalah(collect_kajian(desk)),
    "peringkat-tindakan": lambda desk: kajian_rpjm.compose_peringkat(collect_kajian(desk)),
    "sketsa-desa": lambda desk: kajian_rpjm.compose_sketsa(collect_kajian(desk)),
}

"""What the matrices, the DU-RKP and the lists of ideas say; and every paper of the plan by its word."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desa_desktop.documents import (
    buku_rencana,
    daftar_prioritas,
    daftar_usulan,
    durkp,
    entri_siskeudes,
    gagasan,
    lembar_pemeriksaan,
    masukan_rkp,
    matriks_rkp,
    pembiayaan,
    rab,
)
from desa_desktop.documents.blocks import Page
from desa_desktop.documents.office import Penanda
from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.desa import Desa, Perangkat
from desa_desktop.domain.dokumen import StatusDokumen, dokumen_id
from desa_desktop.domain.kode import bidang_of, sub_bidang_of
from desa_desktop.domain.pelaksana import bagi_pelaksana
from desa_desktop.domain.rkp import (
    Durkp,
    Kegiatan,
    RkpDesa,
)
from desa_desktop.domain.rpjm import RpjmDesa
from desa_desktop.domain.tim import ketua_tim
from desa_desktop.domain.usulan import DaftarUsulan, StatusUsulan, Usulan
from desa_desktop.domain.wording import (
    MONTHS,
)
from desa_desktop.errors import InvalidInput, NotFound, NothingToPrint
from desa_desktop.i18n import _
from desa_desktop.services import printing_rencana_daftar, printing_rencana_tim, siskeudes
from desa_desktop.services.printing_rencana_dasar import (
    NO_BIDANG,
    daftar_bidang,
    head_of,
    in_order,
    lokasi_of,
    manfaat_of,
    money_of,
    penerima_text,
    plan_of,
    revision_of,
    satuan_of,
    waktu_of,
)

if TYPE_CHECKING:
    from desa_desktop.services.printing import Meja, Pesanan

LABEL_DURKP = "label_durkp"
TAHUN_RKP = ("", "rkp")
"""The setting for the year on the DU-RKP; every other value means the year after (perencanaan.md 4.2)."""


# ------------------------------------------------------------------ matrices (A)


def collect_matriks(desk: Meja) -> matriks_rkp.MatriksRkp:
    """The matrix of the plan year: every bidang of the rules, activities with their money rows."""
    plan = plan_of(desk)
    desa = desk.unit.find(Desa, desk.kantor.id)
    staff = desa.perangkat if desa is not None else ()
    rows = [_kegiatan(one, bidang, desk.aturan, staff) for bidang, one in in_order(plan, desk.aturan)]
    return matriks_rkp.MatriksRkp(
        **head_of(desk, plan),
        bidang=daftar_bidang(desk.aturan, has_others=any(one.bidang == NO_BIDANG for one in rows)),
        kegiatan=tuple(rows),
        perubahan=change_number(plan),
    )


def change_number(plan: RkpDesa) -> int:
    """Which change of the plan this is (perencanaan.md 4.4): 0 for the first plan, 1 for `perubahan-1`.

    A plan that was only corrected, without a ground for a change, is no change.
    """
    if not plan.dasar_perubahan:
        return 0
    return max(0, plan.revisi - 1 if plan.status is StatusDokumen.DISAHKAN else plan.revisi)


def _kegiatan(
    one: Kegiatan, bidang: int, aturan: Aturan, perangkat: Sequence[Perangkat]
) -> matriks_rkp.KegiatanMatriks:
    officers, team = bagi_pelaksana(one.pelaksana, perangkat)
    known = aturan.kegiatan(one.kode) if one.kode else None
    kode = known.kode if known is not None else ""
    return matriks_rkp.KegiatanMatriks(
        bidang=bidang,
        kode_sub=sub_bidang_of(kode),
        nama_sub=aturan.sub_bidang(kode) if kode else "",
        nama=one.nama,
        kode=kode or one.kode,
        sdgs=one.sdgs,
        data_eksisting=one.data_eksisting,
        target=one.target,
        lokasi=lokasi_of(one),
        volume=one.volume,
        satuan=satuan_of(one),
        sasaran=one.sasaran,
        penerima=penerima_text(one.penerima_l, one.penerima_p, one.penerima_rtm),
        penerima_l=one.penerima_l,
        penerima_p=one.penerima_p,
        penerima_rtm=one.penerima_rtm,
        waktu=waktu_of(one.bulan_mulai, one.bulan_selesai),
        durasi=siskeudes.duration(one),
        mulai=MONTHS[one.bulan_mulai - 1] if one.bulan_mulai else "",
        selesai=MONTHS[one.bulan_selesai - 1] if one.bulan_selesai else "",
        biaya=tuple(
            matriks_rkp.BiayaSumber(jumlah=jumlah, sumber=sumber) for jumlah, sumber in money_of(one)
        ),
        pola=one.pola.value if one.pola is not None else "",
        rencana=one.rencana or one.pelaksana,
        pelaksana=officers,
        tim=", ".join(who for who in (team, one.mitra) if who),
    )


# ------------------------------------------------------------------ DU-RKP (C)


def collect_durkp(desk: Meja) -> durkp.DataDurkp:
    """The DU-RKP of the plan year by bidang and priority, with the year the kabupaten writes on it."""
    key = dokumen_id(desk.kantor.id, "durkp", str(desk.tahun))
    found: Durkp = revision_of(desk, Durkp, key, _("DURKP {tahun}").format(tahun=desk.tahun))
    names = {one.kunci: one.nama for one in desk.aturan.sumber_dana_durkp}
    rows = []
    for one in found.baris:
        kode = bidang_of(one.kode) or desk.aturan.read_bidang(one.bidang)
        rows.append(
            durkp.BarisDurkp(
                bidang=int(kode) if kode else NO_BIDANG,
                nama=one.nama,
                prioritas=one.prioritas,
                kode_sub=sub_bidang_of(one.kode),
                sdgs=one.sdgs,
                data_eksisting=one.data_eksisting,
                lokasi=one.lokasi or one.teks_asli.get("lokasi", ""),
                volume=one.volume,
                satuan=satuan_of(one),
                penerima=manfaat_of(one),
                waktu=waktu_of(one.bulan_mulai, one.bulan_selesai),
                biaya=one.perkiraan_biaya,
                sumber=names.get(one.sumber, one.sumber),
                opd=one.opd_tujuan,
            )
        )
    shown = [(int(one.kode), one.nama) for one in desk.aturan.daftar_bidang]
    if any(row.bidang == NO_BIDANG for row in rows):
        shown.append((NO_BIDANG, _("Tanpa bidang")))
    plan = desk.unit.find(RkpDesa, dokumen_id(desk.kantor.id, "rkp-desa", str(desk.tahun)))
    leader = ketua_tim(plan) if plan is not None else ""
    return durkp.DataDurkp(
        identitas=desk.identitas,
        cetakan=desk.cetakan(found.status, found.id, found.revisi),
        tahun=label_year(desk.kantor.setelan, found),
        bidang=tuple(shown),
        baris=tuple(rows),
        kepala_desa=desk.officer(_("Kepala Desa"), found.tanggal),
        ketua_tim=Penanda(jabatan=_("Ketua Tim Penyusun RKP Desa"), nama=leader) if leader else None,
        tanggal=found.tanggal,
    )


def label_year(setelan: Mapping[str, str], found: Durkp) -> int:
    """The year on the paper: the one it is meant for, usually that of the RKP Desa.

    With the setting it is the year after, as an official page of a kecamatan has it (perencanaan.md 4.2).
    """
    year = found.tahun_target or found.tahun
    if setelan.get(LABEL_DURKP, "") not in TAHUN_RKP and year == found.tahun:
        return year + 1
    return year


# ------------------------------------------------------------------ proposals (G1, G2, the form)


def _proposals(desk: Meja) -> tuple[list[Usulan], Desa]:
    """The proposals of the year in their order, and the village. Raises NotFound without any."""
    found = desk.unit.find(DaftarUsulan, dokumen_id(desk.kantor.id, "daftar-usulan", str(desk.tahun)))
    if found is None or not found.usulan:
        raise NothingToPrint(apa=_("Usulan {tahun}").format(tahun=desk.tahun), layar=_("Usulan"))
    ordered = sorted(found.usulan, key=lambda one: (one.urut, one.nomor))
    return ordered, desk.unit.get(Desa, desk.kantor.id)


def _dusun(one: Usulan) -> str:
    return one.dusun or one.teks_asli.get("dusun", "")


def collect_usulan(desk: Meja) -> daftar_usulan.DaftarUsulan:
    """The proposals of the plan year per hamlet, then per group."""
    found, desa = _proposals(desk)
    return daftar_usulan.DaftarUsulan(
        identitas=desk.identitas,
        cetakan=desk.cetakan(None),
        tahun=desk.tahun,
        usulan=tuple(
            daftar_usulan.BarisUsulan(
                nomor=one.nomor,
                uraian=one.uraian,
                dusun=_dusun(one),
                kelompok=one.kelompok,
                bidang=desk.aturan.bidang(one.bidang or bidang_of(one.kode_kegiatan)),
                masalah=one.masalah,
                lokasi=lokasi_of(one),
                volume=one.volume,
                satuan=satuan_of(one),
                biaya=one.perkiraan_biaya,
                penerima_l=one.penerima_l,
                penerima_p=one.penerima_p,
                pengusul=one.pengusul,
                status=status_name(one.status),
            )
            for one in found
        ),
        kepala_desa=desk.officer(_("Kepala Desa")),
        penyusun=desk.officer(_("Sekretaris Desa")),
        dusun=tuple(one.nama for one in desa.dusun),
        tanggal=desk.today,
    )


def status_name(status: StatusUsulan) -> str:
    """What became of a proposal, in the words of ux.md 10.2."""
    return {
        StatusUsulan.DIUSULKAN: _("Diusulkan"),
        StatusUsulan.DISEPAKATI: _("Disepakati"),
        StatusUsulan.DITUNDA: _("Ditunda"),
        StatusUsulan.TIDAK_DISEPAKATI: _("Tidak disepakati"),
        StatusUsulan.DITERUSKAN: _("Diteruskan ke DURKP"),
    }[status]


def _gagasan(one: Usulan, aturan: Aturan) -> gagasan.BarisGagasan:
    kode = one.bidang or bidang_of(one.kode_kegiatan)
    return gagasan.BarisGagasan(
        uraian=one.uraian,
        bidang=int(kode) if kode and aturan.bidang(kode) else NO_BIDANG,
        asal=one.kelompok or _dusun(one),
        lokasi=lokasi_of(one),
        volume=one.volume,
        satuan=satuan_of(one),
        penerima_l=one.penerima_l,
        penerima_p=one.penerima_p,
        penerima_rtm=one.penerima_rtm,
    )


def _idea_head(desk: Meja) -> dict[str, Any]:
    """The head of the lists of ideas: the team of the RPJM Desa signs them (form G1)."""
    plans = desk.unit.select(RpjmDesa, desa_id=desk.kantor.id)
    covering = [one for one in plans if desk.tahun in one.daftar_tahun]
    leader = ketua_tim(max(covering, key=lambda one: one.tahun)) if covering else ""
    return {
        "identitas": desk.identitas,
        "cetakan": desk.cetakan(None),
        "tahun": desk.tahun,
        "kepala_desa": desk.officer(_("Kepala Desa")),
        "ketua_tim": Penanda(jabatan=_("Ketua Tim Penyusun RPJM Desa"), nama=leader),
        "tanggal": desk.today,
    }


def collect_gagasan(desk: Meja) -> gagasan.DaftarGagasan:
    """G1: the ideas of each hamlet, then of each group; `--id` of a hamlet limits it to that one."""
    found, desa = _proposals(desk)
    hamlets = {one.id: one.nama for one in desa.dusun}
    only = _hamlet(desk, hamlets)
    groups: dict[str, list[gagasan.BarisGagasan]] = {}
    for one in sorted(found, key=lambda one: _place_of(one, list(hamlets.values()))):
        name = one.kelompok or _dusun(one) or _("belum ada dusunnya")
        if not only or (name == only and not one.kelompok):
            groups.setdefault(name, []).append(_gagasan(one, desk.aturan))
    if not groups:
        raise NothingToPrint(
            apa=_("Usulan {tahun} dari dusun {nama}").format(tahun=desk.tahun, nama=only), layar=_("Usulan")
        )
    lists = tuple((name, tuple(rows)) for name, rows in groups.items())
    return gagasan.DaftarGagasan(**_idea_head(desk), kelompok=lists)


def _hamlet(desk: Meja, hamlets: Mapping[Any, str]) -> str:
    """The name of the hamlet that is asked for, '' for all. Raises NotFound for another id."""
    key = desk.pesanan.key
    if key is None:
        return ""
    if key not in hamlets:
        raise NotFound(apa=_("Dusun {id}").format(id=key))
    return hamlets[key]


def _place_of(one: Usulan, hamlets: Sequence[str]) -> tuple[bool, int, str]:
    """Hamlets in the village's own order, then groups by name; within them the order of the list holds."""
    if one.kelompok:
        return (True, 0, one.kelompok)
    name = _dusun(one)
    return (False, hamlets.index(name) if name in hamlets else len(hamlets), name)


def collect_rekap(desk: Meja) -> gagasan.RekapGagasan:
    """G2: all ideas by bidang, with the hamlet or group each comes from."""
    found, _desa = _proposals(desk)
    rows = tuple(_gagasan(one, desk.aturan) for one in found)
    shown = [(int(one.kode), one.nama) for one in desk.aturan.daftar_bidang]
    if any(one.bidang == NO_BIDANG for one in rows):
        shown.append((NO_BIDANG, _("Tanpa bidang")))
    return gagasan.RekapGagasan(**_idea_head(desk), bidang=tuple(shown), baris=rows)


def collect_formulir(desk: Meja) -> gagasan.FormulirUsulan:
    """The form to write on, for one hamlet with `--id`."""
    desa = desk.unit.find(Desa, desk.kantor.id)
    hamlets = {one.id: one.nama for one in desa.dusun} if desa is not None else {}
    return gagasan.FormulirUsulan(
        identitas=desk.identitas,
        cetakan=desk.cetakan(None),
        tahun=desk.tahun,
        kepala_desa=desk.officer(_("Kepala Desa")),
        dusun=_hamlet(desk, hamlets),
    )


@dataclass(frozen=True, slots=True)
class _Of:
    """A collector and its compose as one step."""

    collect: Callable[[Meja], Any]
    compose: Callable[[Any], Page]

    def __call__(self, desk: Meja) -> Page:
        """The page of what is collected."""
        return self.compose(self.collect(desk))


COLLECTORS: Mapping[str, Callable[[Meja], Page]] = {
    "matriks-rkp": _Of(collect_matriks, matriks_rkp.compose),
    "matriks-rkp-lpr": _Of(collect_matriks, matriks_rkp.compose_lpr),
    "matriks-rkp-a1": _Of(collect_matriks, matriks_rkp.compose_a1),
    "matriks-rkp-a3": _Of(collect_matriks, matriks_rkp.compose_a3),
    "durkp": _Of(collect_durkp, durkp.compose),
    "durkp-c2": _Of(collect_durkp, durkp.compose_c2),
    "durkp-c3": _Of(collect_durkp, durkp.compose_c3),
    "daftar-usulan": _Of(collect_usulan, daftar_usulan.compose),
    "formulir-usulan": _Of(collect_formulir, gagasan.compose_formulir),
    "gagasan": _Of(collect_gagasan, gagasan.compose),
    "rekap-gagasan": _Of(collect_rekap, gagasan.compose_rekap),
    "program-masuk": _Of(printing_rencana_tim.collect_program, masukan_rkp.compose_program),
    "evaluasi-rkp": _Of(printing_rencana_tim.collect_evaluasi, masukan_rkp.compose_evaluasi),
    "pagu": _Of(printing_rencana_tim.collect_pagu, masukan_rkp.compose_pagu),
    "pembiayaan": _Of(printing_rencana_tim.collect_pembiayaan, pembiayaan.compose),
    "kerja-sama": _Of(printing_rencana_tim.collect_kerja_sama, pembiayaan.compose_kerja_sama),
    "rktl": _Of(printing_rencana_tim.collect_rktl, masukan_rkp.compose_rktl),
    "rab": _Of(printing_rencana_daftar.collect_rab, rab.compose),
    "daftar-prioritas": _Of(printing_rencana_daftar.collect_prioritas, daftar_prioritas.compose),
    "daftar-stunting": _Of(printing_rencana_daftar.collect_stunting, daftar_prioritas.compose),
    "buku-rencana": _Of(printing_rencana_daftar.collect_buku_rencana, buku_rencana.compose),
    "entri-siskeudes": _Of(printing_rencana_daftar.collect_entri, entri_siskeudes.compose),
    "pemeriksaan": _Of(printing_rencana_daftar.collect_pemeriksaan, lembar_pemeriksaan.compose),
}
"""The papers of this module by their word on the command line."""
PAPER_OF_TAG, PAPER_OF_FORM = "daftar-prioritas", "rab"
PAPERS_OF_REVISION = frozenset(
    {
        "matriks-rkp",
        "matriks-rkp-lpr",
        "matriks-rkp-a1",
        "matriks-rkp-a3",
        "durkp",
        "durkp-c2",
        "durkp-c3",
        "rpjm",
        "rpjm-b2",
        "rpjm-b3",
    }
)
"""The papers that can be printed from a ratified revision."""


def stop_on_other_choices(pesanan: Pesanan, judul: str) -> None:
    """Refuse a choice that this paper does not know, rather than print something else than was asked for.

    `judul` is the title of the paper. Raises InvalidInput.
    """
    jenis = pesanan.jenis
    if pesanan.revisi is not None and jenis not in PAPERS_OF_REVISION:
        sentence = _("{judul} tidak dapat dicetak dari revisi lama. Yang dapat: {pilihan}.")
        known = ", ".join(sorted(PAPERS_OF_REVISION))
        raise InvalidInput({"revisi": sentence.format(judul=judul, pilihan=known)})
    if pesanan.tanda and jenis != PAPER_OF_TAG:
        sentence = _("Pilihan --tanda hanya untuk {jenis}.")
        raise InvalidInput({"tanda": sentence.format(jenis=PAPER_OF_TAG)})
    if pesanan.bentuk_rab and jenis != PAPER_OF_FORM:
        sentence = _("Pilihan --bentuk hanya untuk {jenis}.")
        raise InvalidInput({"bentuk": sentence.format(jenis=PAPER_OF_FORM)})

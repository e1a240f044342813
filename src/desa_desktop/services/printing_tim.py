"""What the papers of teams say: the decrees, the record of their forming and of their draft, verification."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from desa_desktop.documents import berita_acara, sk_tim, verifikasi
from desa_desktop.documents.blocks import Page
from desa_desktop.documents.office import Penanda
from desa_desktop.domain.dokumen import dokumen_id
from desa_desktop.domain.kode import bidang_of
from desa_desktop.domain.matriks import jumlah_biaya
from desa_desktop.domain.musyawarah import JenisMusyawarah, Musyawarah
from desa_desktop.domain.nomor_surat import nomor_surat
from desa_desktop.domain.rkp import AnggotaTim, Durkp, JenisTim, Kegiatan, RencanaTim, RkpDesa
from desa_desktop.domain.rpjm import AnggotaTimRpjm, RpjmDesa
from desa_desktop.domain.setelan_surat import FORMAT_NOMOR
from desa_desktop.domain.tim import ketua_tim
from desa_desktop.domain.verifikasi import butir_of
from desa_desktop.domain.wording import show_date, show_money
from desa_desktop.errors import NotFound, NothingToPrint
from desa_desktop.i18n import _
from desa_desktop.services import printing_musyawarah as rapat

if TYPE_CHECKING:
    from desa_desktop.services.printing import Meja

DASAR_TIM = "dasar_tim"
"""The setting that says which rule the village follows for its teams (perencanaan.md 2.1); without it the
rule is that of its order of steps.
"""
NOMOR_BA_TIM, NOMOR_SK_VERIFIKASI, TANGGAL_SK_VERIFIKASI = (
    "berita-acara-tim.nomor",
    "sk-tim-verifikasi.nomor",
    "sk-tim-verifikasi.tanggal",
)
"""Facts of a paper kept among the texts of the plan (`RkpDesa.teks`); the day as 2026-06-29."""
_DIKTUM = ("kesatu", "kedua", "ketiga", "keempat")

Anggota = AnggotaTim | AnggotaTimRpjm


def _plan(desk: Meja) -> RkpDesa:
    found = desk.unit.find(RkpDesa, dokumen_id(desk.kantor.id, "rkp-desa", str(desk.tahun)))
    if found is None:
        raise NotFound(apa=_("RKPDes {tahun}").format(tahun=desk.tahun))
    return found


def _rpjm(desk: Meja) -> RpjmDesa:
    """The RPJM Desa that covers the year, the newest of several. Raises NotFound."""
    found = [
        one for one in desk.unit.select(RpjmDesa, desa_id=desk.kantor.id) if desk.tahun in one.daftar_tahun
    ]
    if not found:
        raise NotFound(apa=_("RPJM Desa untuk tahun {tahun}").format(tahun=desk.tahun))
    return max(found, key=lambda one: one.tahun)


def _members(tim: Iterable[Anggota]) -> list[Anggota]:
    return [one for one in sorted(tim, key=lambda one: one.urut) if one.nama.strip()]


def _team(plan: RkpDesa, jenis: JenisTim) -> list[Anggota]:
    return _members(one for one in plan.tim if one.tim is jenis)


def _planned(plan: RkpDesa, *words: str) -> RencanaTim | None:
    """The line of the team's work plan (form G12) whose text has all these words."""
    return next(
        (
            one
            for one in sorted(plan.rencana_tim, key=lambda one: one.urut)
            if all(word in one.uraian.casefold() for word in words)
        ),
        None,
    )


def _meeting(desk: Meja) -> Musyawarah | None:
    """The meeting that formed the team: the one ordered, else the newest musdes of the year."""
    try:
        return rapat.find_meeting(desk, (JenisMusyawarah.MUSDES,))
    except NotFound:
        if desk.pesanan.key is not None:
            raise
        return None


# ------------------------------------------------------------------ decrees


def collect_sk_tim(desk: Meja) -> sk_tim.SkTim:
    """The decree on the team that drafts the RKP Desa."""
    plan = _plan(desk)
    return _decree(
        desk,
        "sk-tim",
        kata="SK_TimRKP",
        tentang=f"Pembentukan Tim Penyusun RKP Desa Tahun {plan.tahun}",
        nomor=plan.nomor_sk,
        tanggal=plan.tanggal_sk,
        tahun=plan.tahun,
        teks=plan.teks,
        tim=_team(plan, JenisTim.PENYUSUN),
    )


def collect_sk_verifikasi(desk: Meja) -> sk_tim.SkTim:
    """The decree on the team that checks the activities."""
    plan = _plan(desk)
    typed = plan.teks.get(TANGGAL_SK_VERIFIKASI, "").strip()
    return _decree(
        desk,
        "sk-tim-verifikasi",
        kata="SK_TimVerifikasi",
        tentang=f"Pembentukan Tim Verifikasi RKP Desa Tahun {plan.tahun}",
        nomor=plan.teks.get(NOMOR_SK_VERIFIKASI, ""),
        tanggal=rapat.stored_date(typed),
        tahun=plan.tahun,
        teks=plan.teks,
        tim=_team(plan, JenisTim.VERIFIKASI),
    )


def collect_sk_rpjm(desk: Meja) -> sk_tim.SkTim:
    """The decree on the team that drafts the RPJM Desa."""
    plan = _rpjm(desk)
    last = plan.daftar_tahun[-1]
    return _decree(
        desk,
        "sk-tim-rpjm",
        kata="SK_TimRPJM",
        tentang=f"Pembentukan Tim Penyusun RPJM Desa Tahun {plan.tahun} sampai dengan Tahun {last}",
        nomor=plan.nomor_sk,
        tanggal=plan.tanggal_sk,
        tahun=plan.tahun,
        teks=plan.teks,
        tim=_members(plan.tim),
        akhir=last,
    )


def _decree(
    desk: Meja,
    kunci: str,
    *,
    kata: str,
    tentang: str,
    nomor: str,
    tanggal: date | None,
    tahun: int,
    teks: Mapping[str, str],
    tim: Sequence[Anggota],
    akhir: int | None = None,
) -> sk_tim.SkTim:
    """A decree out of the texts `kunci.*`, in the wording of the rule the village follows."""
    varian = desk.kantor.setelan.get(DASAR_TIM, "") or desk.kantor.urutan_tahap
    values = {
        "desa": desk.identitas.desa,
        "kecamatan": desk.identitas.kecamatan,
        "kabupaten": desk.identitas.kabupaten,
        "tahun": str(tahun),
        "tahun_akhir": str(akhir or tahun),
        "rapat": _held(desk, (tahun, tahun + 1) if akhir else (tahun,), tanggal),
    }

    def part(name: str) -> tuple[str, ...]:
        return desk.texts.isi(f"{kunci}.{name}", values, teks, varian)

    return sk_tim.SkTim(
        identitas=desk.identitas,
        cetakan=desk.cetakan(None),
        kata=kata,
        tahun=tahun,
        tentang=tentang,
        nomor=_decree_number(nomor, tanggal),
        tanggal=tanggal,
        menimbang=part("menimbang"),
        mengingat=part("mengingat"),
        memperhatikan=part("memperhatikan"),
        diktum=tuple(part(name) for name in _DIKTUM),
        tugas=part("tugas"),
        salinan=part("salinan"),
        anggota=tuple(
            sk_tim.Anggota(
                nama=one.nama,
                tempat_lahir=one.tempat_lahir,
                tanggal_lahir=one.tanggal_lahir,
                jabatan=one.jabatan,
                unsur=rapat.unsur_name(desk.aturan, one.unsur),
            )
            for one in tim
        ),
        kepala_desa=desk.officer(_("Kepala Desa"), tanggal),
    )


def _decree_number(nomor: str, tanggal: date | None) -> str:
    """`7 TAHUN 2026` out of `7`; a number written in full stays as it is."""
    typed = nomor.strip()
    return f"{int(typed)} TAHUN {tanggal.year}" if typed.isdecimal() and tanggal is not None else typed


def _held(desk: Meja, tahun: Sequence[int], until: date | None) -> str:
    """`tanggal 24 Juni 2026`, the newest musdes of these plan years that was held by the decree's day.

    "" while there is none: a decree refers to no meeting held after it.
    """
    days = [
        one.tanggal
        for one in desk.unit.select(Musyawarah, desa_id=desk.kantor.id, jenis=JenisMusyawarah.MUSDES)
        if one.tahun in tahun and one.tanggal is not None and (until is None or one.tanggal <= until)
    ]
    return f"tanggal {show_date(max(days))}" if days else ""


# ------------------------------------------------------------------ berita acara


def collect_ba_tim(desk: Meja) -> berita_acara.BeritaAcara:
    """Form D4: the forming of the team in a musdes, or as the work plan of the team dates it."""
    plan = _plan(desk)
    team = _team(plan, JenisTim.PENYUSUN)
    meeting = _meeting(desk)
    topic = f"Pembentukan Tim Penyusun RKP Desa Tahun {plan.tahun}"
    line = _planned(plan, "tim")
    if meeting is not None:
        record = rapat.record_of(desk, meeting)
    else:
        record = _blank(desk, plan, line)
    number = plan.teks.get(NOMOR_BA_TIM, "")
    return replace(
        record,
        jenis="tim",
        perihal=f"Penyusun RKP Desa Tahun {plan.tahun}",
        nomor=_number(desk, number, record.tanggal),
        materi=(topic,),
        keputusan=(f"Membentuk Tim Penyusun RKP Desa Tahun {plan.tahun} dengan susunan sebagai berikut.",),
        tim=tuple(
            berita_acara.AnggotaTim(
                nama=one.nama, jabatan=one.jabatan, unsur=rapat.unsur_name(desk.aturan, one.unsur)
            )
            for one in team
        ),
    )


def _number(desk: Meja, nomor: str, tanggal: date | None) -> str:
    return nomor_surat(nomor, desk.kantor.setelan.get(FORMAT_NOMOR, ""), tanggal)


def _blank(desk: Meja, plan: RkpDesa, line: RencanaTim | None) -> berita_acara.BeritaAcara:
    """A record without a meeting of its own: place and day from the work plan, signers to be written in."""
    day = line.tanggal if line is not None else None
    return berita_acara.BeritaAcara(
        identitas=desk.identitas,
        cetakan=desk.cetakan(plan.status, plan.id, plan.revisi),
        jenis="tim",
        tahun=plan.tahun,
        tanggal=day,
        tempat=line.tempat if line is not None else "",
        penanda=(
            desk.officer(_("Ketua BPD"), day),
            desk.officer(_("Kepala Desa"), day),
            Penanda(jabatan=_("Wakil Masyarakat")),
        ),
    )


def collect_ba_rancangan(desk: Meja) -> berita_acara.BeritaAcara:
    """The team hands its draft to the Kepala Desa: what is in it, signed by both (perencanaan.md 5.4)."""
    plan = _plan(desk)
    team = _team(plan, JenisTim.PENYUSUN)
    line = _planned(plan, "rancangan")
    record = _blank(desk, plan, line)
    head = ketua_tim(plan)
    men = sum(1 for one in team if one.jk == "L")
    women = sum(1 for one in team if one.jk == "P")
    return replace(
        record,
        jenis="rancangan",
        perihal=f"Tahun {plan.tahun}",
        nomor=_number(desk, plan.nomor_ba, record.tanggal),
        hadir=(
            (berita_acara.UnsurHadir(unsur="Tim Penyusun RKP Desa", jumlah_l=men, jumlah_p=women),)
            if men + women
            else ()
        ),
        materi=(f"Rancangan RKP Desa Tahun {plan.tahun}", f"Rancangan DU-RKP Desa Tahun {plan.tahun}"),
        pimpinan=berita_acara.Orang(nama=head, dari=_("Tim Penyusun RKP Desa")),
        notulis=berita_acara.Orang(nama=_holder(team, "sekretaris"), dari=_("Tim Penyusun RKP Desa")),
        keputusan=_draft(desk, plan),
        penanda=(
            Penanda(jabatan=_("Ketua Tim Penyusun RKP Desa"), nama=head),
            desk.officer(_("Kepala Desa"), record.tanggal),
        ),
        wakil=tuple(berita_acara.Orang(nama=one.nama, dari=one.jabatan) for one in team),
        kolom_wakil="Jabatan dalam tim",
    )


def _holder(team: Iterable[Anggota], office: str) -> str:
    """The member whose office in the team begins like this; "" if there is none."""
    return next((one.nama for one in team if one.jabatan.casefold().startswith(office)), "")


def _draft(desk: Meja, plan: RkpDesa) -> tuple[str, ...]:
    """What the draft holds, counted."""
    passed = desk.unit.find(Durkp, dokumen_id(desk.kantor.id, "durkp", str(plan.tahun)))
    rows = passed.baris if passed is not None else []
    asked = sum(one.perkiraan_biaya or 0 for one in rows)
    return (
        f"Rancangan RKP Desa Tahun {plan.tahun} memuat {len(plan.kegiatan)} kegiatan dengan perkiraan biaya "
        f"{show_money(jumlah_biaya(plan.kegiatan), rp=True)}.",
        f"Rancangan DU-RKP Desa memuat {len(rows)} usulan dengan perkiraan biaya "
        f"{show_money(asked, rp=True)}.",
        "Rancangan tersebut diserahkan kepada Kepala Desa untuk dibahas dalam Musrenbangdes.",
    )


# ------------------------------------------------------------------ verification


def collect_verifikasi(desk: Meja) -> verifikasi.LembarVerifikasi:
    """A sheet for each activity, or for the one that the order names. Raises NotFound for another."""
    plan = _plan(desk)
    chosen = [
        one for one in sorted(plan.kegiatan, key=lambda one: one.urut) if desk.pesanan.key in (None, one.id)
    ]
    if not plan.kegiatan:
        raise NothingToPrint(apa=_("Kegiatan RKPDes {tahun}").format(tahun=plan.tahun), layar=_("RKPDes"))
    if not chosen:
        raise NotFound(apa=_("Kegiatan RKPDes {tahun}").format(tahun=plan.tahun))
    line = _planned(plan, "verifikasi")
    return verifikasi.LembarVerifikasi(
        identitas=desk.identitas,
        cetakan=desk.cetakan(None),
        tahun=plan.tahun,
        butir=tuple(butir_of(desk.aturan).items()),
        kegiatan=tuple(_sheet(desk, one) for one in chosen),
        tanggal=line.tanggal if line is not None else None,
    )


def _sheet(desk: Meja, one: Kegiatan) -> verifikasi.KegiatanVerifikasi:
    return verifikasi.KegiatanVerifikasi(
        nama=one.nama,
        bidang=desk.aturan.bidang(bidang_of(one.kode)) if one.kode else "",
        lokasi=one.lokasi or one.teks_asli.get("lokasi", ""),
        volume=one.volume,
        satuan=one.satuan or one.teks_asli.get("volume", ""),
        biaya=one.biaya,
        status=tuple(one.verifikasi.items()),
        hasil=one.hasil_verifikasi,
    )


COLLECTORS: Mapping[str, Callable[[Meja], Page]] = {
    "sk-tim": lambda desk: sk_tim.compose(collect_sk_tim(desk)),
    "sk-tim-rpjm": lambda desk: sk_tim.compose(collect_sk_rpjm(desk)),
    "sk-tim-verifikasi": lambda desk: sk_tim.compose(collect_sk_verifikasi(desk)),
    "berita-acara-tim": lambda desk: berita_acara.compose(collect_ba_tim(desk)),
    "berita-acara-rancangan": lambda desk: berita_acara.compose(collect_ba_rancangan(desk)),
    "verifikasi": lambda desk: verifikasi.compose(collect_verifikasi(desk)),
}

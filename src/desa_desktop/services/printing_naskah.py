"""What the text documents of the plans say: Perdes, the books of both plans, the report of the team."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desa_desktop.documents.blocks import Page
from desa_desktop.documents.office import Penanda
from desa_desktop.documents.perdes import bab, dokumen_rkp, dokumen_rpjm, laporan, peraturan
from desa_desktop.domain.batang_tubuh import read_bab
from desa_desktop.domain.desa import AngkaPokok, Desa
from desa_desktop.domain.dokumen import StatusDokumen, dokumen_id
from desa_desktop.domain.kode import bidang_of
from desa_desktop.domain.matriks import (
    jumlah_biaya,
    months_text,
    order_for_matrix,
    pemakaian_pagu,
    pola_name,
    sumber_text,
)
from desa_desktop.domain.musyawarah import JenisMusyawarah, Musyawarah, is_rapat_rpjm, kehadiran
from desa_desktop.domain.naskah_rencana import BLOK, DOKUMEN, LAPORAN
from desa_desktop.domain.rapat import nama_rapat
from desa_desktop.domain.rkp import Durkp, JenisTim, Kegiatan, RkpDesa
from desa_desktop.domain.rpjm import ArahRpjm, RpjmDesa, TingkatArah
from desa_desktop.domain.tim import ketua_tim
from desa_desktop.domain.usulan import DaftarUsulan, StatusUsulan
from desa_desktop.domain.wording import show_date, show_money, terbilang
from desa_desktop.i18n import _
from desa_desktop.services import dokumen
from desa_desktop.services.printing_musyawarah import unsur_name
from desa_desktop.services.teks_rencana import fill, plan_of, rpjm_of
from desa_desktop.store import archive

if TYPE_CHECKING:
    from desa_desktop.services.printing import Meja

_ORDINALS = ("", "Kedua ", "Ketiga ", "Keempat ", "Kelima ")
_RKP_MEETINGS = frozenset(JenisMusyawarah) - {
    JenisMusyawarah.MUSRENBANGDES_RPJM,
    JenisMusyawarah.MUSRENBANG_KECAMATAN,
}
_RPJM_MEETINGS = frozenset(
    {
        JenisMusyawarah.MUSRENBANGDES_RPJM,
        JenisMusyawarah.MUSRENBANGDES_KHUSUS,
        JenisMusyawarah.MUSDUS,
        JenisMusyawarah.KELOMPOK,
    }
)
_MOST_NAMED = 10


# ------------------------------------------------------------------ what fills the texts


@dataclass(frozen=True, slots=True)
class Perubahan:
    """Whether a plan is printed as a change: which one (1, 2, ...; 0 for none) and of which Perdes.

    `perdes_perubahan` are the Perdes of the changes before this one, the oldest first.
    """

    ke: int = 0
    perdes_murni: str = ""
    dasar: str = ""
    perdes_perubahan: tuple[str, ...] = ()

    @property
    def is_perubahan(self) -> bool:
        """True for a changed plan."""
        return self.ke > 0


def change_of(desk: Meja, plan: RkpDesa | RpjmDesa) -> Perubahan:
    """A plan with grounds for a change, or ratified again under another Perdes (perencanaan.md 4.4)."""
    numbers: list[str] = []
    for row in archive.snapshots_of(desk.unit, plan.id):
        if row.status != StatusDokumen.DISAHKAN.value:
            continue
        isi = dokumen.content_of(desk.unit, row.digest).isi
        number = full_number(str(isi.get("nomor_perdes") or ""), _day(isi.get("tanggal_perdes")))
        if number and number not in numbers:
            numbers.append(number)
    own = full_number(plan.nomor_perdes, plan.tanggal_perdes)
    before = [one for one in numbers if one != own]
    if not plan.dasar_perubahan.strip() and not (own and before):
        return Perubahan()
    first, *later = before or [""]
    return Perubahan(max(1, len(before)), first, plan.dasar_perubahan.strip(), tuple(later))


def _day(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else None


def full_number(nomor: str, tanggal: date | None) -> str:
    """`7 Tahun 2026`, as a Perdes is cited; "" without a number."""
    nomor = nomor.strip()
    if not nomor or "tahun" in nomor.casefold() or tanggal is None:
        return nomor
    return f"{nomor} Tahun {tanggal.year}"


def titled(jenis: str, plan: RkpDesa | RpjmDesa, changed: Perubahan, desa: str) -> str:
    """What stands behind TENTANG, in ordinary letters."""
    if isinstance(plan, RkpDesa):
        name = f"Rencana Kerja Pemerintah Desa Tahun {plan.tahun}"
    else:
        first, last = plan.daftar_tahun[0], plan.daftar_tahun[-1]
        name = f"Rencana Pembangunan Jangka Menengah Desa Tahun {first} sampai dengan Tahun {last}"
    if not changed.is_perubahan:
        return name
    order = _ORDINALS[min(changed.ke, len(_ORDINALS)) - 1]
    number = changed.perdes_murni or "...................."
    return f"Perubahan {order}atas Peraturan Desa {desa} Nomor {number} tentang {_name_of(plan)}"


def _name_of(plan: RkpDesa | RpjmDesa) -> str:
    """What the Perdes that is changed is about."""
    if isinstance(plan, RkpDesa):
        return f"Rencana Kerja Pemerintah Desa Tahun {plan.tahun}"
    return "Rencana Pembangunan Jangka Menengah Desa"


def perdes_diubah(plan: RkpDesa | RpjmDesa, changed: Perubahan, desa: str) -> str:
    """Number and subject of the Perdes that is changed, with the changes it had already; "" if unknown."""
    if not changed.perdes_murni:
        return ""
    text = f"{changed.perdes_murni} tentang {_name_of(plan)}"
    if not changed.perdes_perubahan:
        return text
    often = "diubah" if len(changed.perdes_perubahan) == 1 else "beberapa kali diubah, terakhir"
    last = f"Peraturan Desa {desa} Nomor {changed.perdes_perubahan[-1]}"
    return f"{text} sebagaimana telah {often} dengan {last}"


def _values(desk: Meja, jenis: str, plan: RkpDesa | RpjmDesa, changed: Perubahan) -> dict[str, str]:
    """Every placeholder of the texts, "" for what nobody entered."""
    office = desk.identitas
    long = plan if isinstance(plan, RpjmDesa) else rpjm_of(desk.unit, desk.kantor.id, plan.tahun)
    years = long.daftar_tahun if long is not None else ()
    if isinstance(plan, RpjmDesa):
        total = sum(one.biaya for one in plan.kegiatan)
    else:
        total = jumlah_biaya(plan.kegiatan)
    return {
        "desa": office.desa,
        "kecamatan": office.kecamatan,
        "kabupaten": office.kabupaten,
        "provinsi": office.provinsi,
        "alamat": office.alamat or f"Kecamatan {office.kecamatan}",
        "tahun": str(plan.tahun),
        "tahun_lalu": str(plan.tahun - 1),
        "tahun_awal": str(years[0]) if years else "",
        "tahun_akhir": str(years[-1]) if years else "",
        "lama": f"{len(years)} ({terbilang(len(years))})" if years else "",
        "judul": titled(jenis, plan, changed, office.desa),
        "rapat": _meeting_words(desk, jenis, plan, changed),
        "dasar_perubahan": ground_in_sentence(changed.dasar),
        "perdes_murni": changed.perdes_murni,
        "perdes_diubah": perdes_diubah(plan, changed, office.desa),
        "perdes_rpjm": full_number(long.nomor_perdes, long.tanggal_perdes) if long is not None else "",
        "jumlah_kegiatan": str(len(plan.kegiatan)),
        "jumlah_biaya": show_money(total, rp=True),
    }


def ground_in_sentence(dasar: str) -> str:
    """The reason of a change as it stands inside a sentence: `terjadi peristiwa khusus, yaitu banjir ...`."""
    text = dasar.strip().rstrip(". ")
    kind, colon, rest = text.partition(": ")
    if colon and kind.casefold() in ("peristiwa khusus", "perubahan kebijakan pemerintah"):
        return f"terjadi {kind.casefold()}, yaitu {_small(rest)}"
    return _small(text)


def _small(text: str) -> str:
    """A sentence inside another begins small; a name or a rule in capitals stays as it is."""
    word = text.split(" ", 1)[0]
    return text if word[1:] != word[1:].lower() else text[:1].lower() + text[1:]


def _meeting_words(desk: Meja, jenis: str, plan: RkpDesa | RpjmDesa, changed: Perubahan) -> str:
    """`pada tanggal 12 Agustus 2026 di Balai Desa`: the musrenbangdes that agreed the draft."""
    if changed.is_perubahan:
        wanted = JenisMusyawarah.MUSRENBANGDES_KHUSUS
    elif jenis == "rkp":
        wanted = JenisMusyawarah.MUSRENBANGDES
    else:
        wanted = JenisMusyawarah.MUSRENBANGDES_RPJM
    held = [one for one in _meetings(desk, jenis, plan) if one.jenis is wanted and one.tanggal is not None]
    if not held:
        return ""
    newest = max(held, key=lambda one: (one.status is StatusDokumen.DISAHKAN, one.tanggal or date.min))
    assert newest.tanggal is not None
    where = f" di {newest.tempat}" if newest.tempat else ""
    return f"pada tanggal {show_date(newest.tanggal)}{where}"


def _meetings(desk: Meja, jenis: str, plan: RkpDesa | RpjmDesa) -> list[Musyawarah]:
    """The meetings that made the plan, by their days; those without a day come last."""
    kinds = _RKP_MEETINGS if jenis == "rkp" else _RPJM_MEETINGS
    if jenis == "rkp":
        held = desk.unit.select(Musyawarah, desa_id=desk.kantor.id, tahun=plan.tahun)
        found = [one for one in held if not is_rapat_rpjm(one.jenis, one.nama)]
    else:
        found = desk.unit.select(Musyawarah, desa_id=desk.kantor.id)
        of_plan = {plan.tahun, plan.tahun + 1}
        found = [
            one
            for one in found
            if is_rapat_rpjm(one.jenis, one.nama)
            or (one.tahun in of_plan and one.jenis is not JenisMusyawarah.MUSRENBANGDES_KHUSUS)
        ]
    return sorted(
        (one for one in found if one.jenis in kinds), key=lambda one: (one.tanggal or date.max, str(one.id))
    )


def _texts(
    desk: Meja, jenis: str, plan: RkpDesa | RpjmDesa, values: Mapping[str, str], paper: str
) -> dict[str, tuple[str, ...]]:
    """The filled texts of one paper, by the last part of their key."""
    return {
        one.kunci.partition(".")[2]: fill(desk.texts, one.kunci, values, plan, desk.kantor)
        for one in BLOK[jenis]
        if one.kelompok == paper
    }


# ------------------------------------------------------------------ Perdes


def collect_perdes(desk: Meja, jenis: str) -> peraturan.Perdes:
    """The regulation on the RKP Desa of the year, or on the RPJM Desa that holds it."""
    plan = plan_of(desk.unit, desk.kantor.id, jenis, desk.tahun)
    changed = change_of(desk, plan)
    values = _values(desk, jenis, plan, changed)
    prefix = f"perdes-{jenis}{'-perubahan' if changed.is_perubahan else ''}"

    def text(name: str) -> tuple[str, ...]:
        return fill(desk.texts, f"{prefix}.{name}", values, plan, desk.kantor)

    chapters = [one.kunci.partition(".")[2] for one in BLOK[jenis] if one.kunci.startswith(f"{prefix}.bab-")]
    made_in = plan.tahun - 1 if jenis == "rkp" and not changed.is_perubahan else plan.tahun
    if plan.tanggal_perdes is not None:
        made_in = plan.tanggal_perdes.year
    elif changed.is_perubahan:
        made_in = desk.today.year
    years = plan.daftar_tahun if isinstance(plan, RpjmDesa) else ()
    return peraturan.Perdes(
        identitas=desk.identitas,
        cetakan=desk.cetakan(plan.status, plan.id, plan.revisi),
        jenis=jenis,
        tahun_rencana=f"{years[0]}-{years[-1]}" if years else str(plan.tahun),
        tentang=values["judul"],
        tahun=made_in,
        kepala_desa=desk.officer(_("Kepala Desa"), plan.tanggal_perdes),
        sekretaris=desk.officer(_("Sekretaris Desa"), plan.tanggal_perdes),
        nomor=plan.nomor_perdes,
        tanggal=plan.tanggal_perdes,
        menimbang=text("menimbang"),
        mengingat=text("mengingat"),
        bab=read_bab("\n".join(text(name)) for name in chapters),
    )


# ------------------------------------------------------------------ parts that both books have


def _figures(desk: Meja) -> tuple[tuple[bab.Angka, ...], int | None]:
    """The newest key figures up to the plan year that somebody filled in, without its empty rows.

    The list of a year is laid out empty when the next plan year is opened, so the newest may say nothing yet.
    """
    known = [one for one in desk.unit.select(AngkaPokok, desa_id=desk.kantor.id) if one.tahun <= desk.tahun]
    for year in sorted(known, key=lambda one: -one.tahun):
        rows = tuple(
            bab.Angka(nama=one.nama, jumlah_l=one.l, jumlah_p=one.p, jumlah=one.jumlah, satuan=one.satuan)
            for one in sorted(year.baris, key=lambda one: one.urut)
            if (one.l, one.p, one.jumlah) != (None, None, None)
        )
        if rows:
            return rows, year.tahun
    return (), None


def _hamlets(desk: Meja) -> tuple[bab.Wilayah, ...]:
    desa = desk.unit.find(Desa, desk.kantor.id)
    return tuple(
        bab.Wilayah(nama=one.nama, rw=one.jumlah_rw, rt=one.jumlah_rt, kk=one.jumlah_kk)
        for one in sorted(desa.dusun if desa is not None else (), key=lambda one: one.urut)
    )


def _steps(desk: Meja, jenis: str, plan: RkpDesa | RpjmDesa) -> tuple[bab.Tahap, ...]:
    """The meetings that were held, and the decree that formed the team, by their days."""
    rows = []
    if plan.tanggal_sk is not None or plan.nomor_sk:
        name = "RKP" if jenis == "rkp" else "RPJM"
        rows.append(
            bab.Tahap(
                uraian=f"Pembentukan Tim Penyusun {name} Desa",
                tanggal=plan.tanggal_sk,
                hasil=f"Keputusan Kepala Desa Nomor {plan.nomor_sk}" if plan.nomor_sk else "",
            )
        )
    for one in _meetings(desk, jenis, plan):
        if one.tanggal is None or one.tanggal > desk.today:
            continue
        here = kehadiran(one, desk.aturan)
        result = f"Berita acara nomor {one.nomor_ba}" if one.nomor_ba else ""
        if not result and one.status is StatusDokumen.DISAHKAN:
            result = "Berita acara disahkan"
        rows.append(
            bab.Tahap(
                uraian=one.nama or nama_rapat(one.jenis),
                tanggal=one.tanggal,
                tempat=one.tempat,
                jumlah_l=here.l if here.hadir else None,
                jumlah_p=here.p if here.hadir else None,
                hasil=result,
            )
        )
    return tuple(sorted(rows, key=lambda one: one.tanggal or date.max))


def _bidang(desk: Meja, *, has_other: bool) -> tuple[tuple[int, str], ...]:
    shown = [(int(one.kode), one.nama) for one in desk.aturan.daftar_bidang]
    if has_other:
        shown.append((len(shown) + 1, _("Tanpa kode")))
    return tuple(shown)


def _aims(plan: RpjmDesa | None) -> tuple[dokumen_rpjm.Misi, ...]:
    """The tree under the vision; what hangs on nothing is left out only if its parent is gone."""
    if plan is None:
        return ()
    arah = sorted(plan.arah, key=lambda one: one.urut)

    def below(level: TingkatArah, parent: ArahRpjm) -> list[ArahRpjm]:
        return [one for one in arah if one.tingkat is level and one.induk_id == parent.id and one.uraian]

    return tuple(
        dokumen_rpjm.Misi(
            uraian=misi.uraian,
            tujuan=tuple(
                (aim.uraian, tuple(one.uraian for one in below(TingkatArah.SASARAN, aim)))
                for aim in below(TingkatArah.TUJUAN, misi)
            ),
        )
        for misi in arah
        if misi.tingkat is TingkatArah.MISI and misi.uraian
    )


# ------------------------------------------------------------------ RKP Desa


def _activities(desk: Meja, plan: RkpDesa) -> tuple[tuple[bab.KegiatanRingkas, ...], bool]:
    """The activities in the order of the matrix, and whether some have no code."""
    groups = order_for_matrix(plan.kegiatan, desk.aturan)
    other = len(desk.aturan.daftar_bidang) + 1
    rows = tuple(
        bab.KegiatanRingkas(
            bidang=int(group.kode) if group.kode else other,
            nama=one.nama,
            lokasi=one.lokasi or one.teks_asli.get("lokasi", ""),
            volume=one.volume,
            satuan=one.satuan or one.teks_asli.get("volume", ""),
            waktu=months_text(one.bulan_mulai, one.bulan_selesai, short=True),
            jumlah=one.biaya,
            sumber=sumber_text(one),
            pola=pola_name(one.pola),
            pelaksana=one.pelaksana,
        )
        for group in groups
        for one in group.kegiatan
    )
    return rows, any(not group.kode for group in groups)


def _ceilings(desk: Meja, plan: RkpDesa) -> tuple[bab.PaguSumber, ...]:
    names = {one.kunci: one.nama for one in desk.aturan.sumber_dana}
    return tuple(
        bab.PaguSumber(
            kode=one.sumber,
            nama=names.get(one.sumber, one.sumber),
            pagu=one.pagu,
            silpa=one.silpa or None,
            terpakai=one.terpakai,
        )
        for one in pemakaian_pagu(plan, desk.aturan)
    )


def _team(desk: Meja, plan: RkpDesa) -> tuple[bab.Anggota, ...]:
    return tuple(
        bab.Anggota(nama=one.nama, jabatan=one.jabatan, unsur=unsur_name(desk.aturan, one.unsur), jk=one.jk)
        for one in sorted(plan.tim, key=lambda one: one.urut)
        if one.tim is JenisTim.PENYUSUN and one.nama
    )


def _passed_up(desk: Meja, tahun: int) -> tuple[dokumen_rkp.UsulanKeAtas, ...]:
    found = desk.unit.find(Durkp, dokumen_id(desk.kantor.id, "durkp", str(tahun)))
    names = {one.kunci: one.nama for one in desk.aturan.sumber_dana_durkp}
    rows = found.baris if found is not None else []
    return tuple(
        dokumen_rkp.UsulanKeAtas(
            prioritas=one.prioritas,
            nama=one.nama,
            lokasi=one.lokasi,
            volume=one.volume,
            satuan=one.satuan,
            biaya=one.perkiraan_biaya,
            sumber=names.get(one.sumber, one.sumber),
        )
        for one in sorted(rows, key=lambda one: (one.prioritas is None, one.prioritas or 0, one.urut))
    )


def collect_dokumen_rkp(desk: Meja) -> dokumen_rkp.DokumenRkp:
    """The book of the yearly plan."""
    plan: RkpDesa = plan_of(desk.unit, desk.kantor.id, "rkp", desk.tahun)
    changed = change_of(desk, plan)
    values = _values(desk, "rkp", plan, changed)
    texts = _texts(desk, "rkp", plan, values, DOKUMEN)
    long = rpjm_of(desk.unit, desk.kantor.id, plan.tahun)
    angka, year = _figures(desk)
    rows, has_other = _activities(desk, plan)
    return dokumen_rkp.DokumenRkp(
        identitas=desk.identitas,
        cetakan=desk.cetakan(plan.status, plan.id, plan.revisi),
        tahun=plan.tahun,
        kepala_desa=desk.officer(_("Kepala Desa"), plan.tanggal_perdes),
        bidang=_bidang(desk, has_other=has_other),
        teks=texts,
        is_perubahan=changed.is_perubahan,
        nomor_perdes=full_number(plan.nomor_perdes, plan.tanggal_perdes),
        tanggal=plan.tanggal_perdes,
        visi=long.visi if long is not None else "",
        misi=tuple(one.uraian for one in _aims(long)),
        angka=angka,
        tahun_angka=year,
        wilayah=_hamlets(desk),
        tahapan=_steps(desk, "rkp", plan),
        tim=_team(desk, plan),
        pagu=_ceilings(desk, plan),
        evaluasi=tuple(
            dokumen_rkp.Evaluasi(
                nama=one.nama,
                lokasi=one.lokasi,
                anggaran=one.anggaran,
                realisasi=one.realisasi,
                is_terlaksana=one.is_terlaksana,
                keterangan=one.keterangan,
            )
            for one in sorted(plan.evaluasi, key=lambda one: one.urut)
        ),
        program=tuple(
            dokumen_rkp.ProgramMasuk(
                bidang=desk.aturan.bidang(desk.aturan.read_bidang(one.bidang)) or one.bidang,
                nama=one.nama,
                asal=one.asal,
                lokasi=one.lokasi,
                volume=one.volume,
                satuan=one.satuan,
                pagu=one.pagu,
            )
            for one in sorted(plan.program, key=lambda one: one.urut)
        ),
        kegiatan=rows,
        durkp=_passed_up(desk, plan.tahun),
        lampiran=texts.get("lampiran", ()),
    )


# ------------------------------------------------------------------ RPJM Desa


def collect_dokumen_rpjm(desk: Meja) -> dokumen_rpjm.DokumenRpjm:
    """The book of the long plan that holds the year asked for."""
    plan: RpjmDesa = plan_of(desk.unit, desk.kantor.id, "rpjm", desk.tahun)
    changed = change_of(desk, plan)
    texts = _texts(desk, "rpjm", plan, _values(desk, "rpjm", plan, changed), DOKUMEN)
    angka, year = _figures(desk)
    other = len(desk.aturan.daftar_bidang) + 1
    rows = tuple(
        dokumen_rpjm.KegiatanJangka(
            bidang=int(bidang_of(one.kode) or other),
            nama=one.nama,
            lokasi=one.lokasi,
            volume=one.volume,
            satuan=one.satuan,
            tahun=one.tahun,
            biaya=one.biaya or None,
            biaya_tahun={int(key): money for key, money in one.biaya_tahun.items()},
            sumber=", ".join(one.sumber),
        )
        for one in sorted(plan.kegiatan, key=lambda one: (bidang_of(one.kode) or "~", one.kode, one.urut))
    )
    return dokumen_rpjm.DokumenRpjm(
        identitas=desk.identitas,
        cetakan=desk.cetakan(plan.status, plan.id, plan.revisi),
        tahun=plan.daftar_tahun[0],
        tahun_akhir=plan.daftar_tahun[-1],
        kepala_desa=desk.officer(_("Kepala Desa"), plan.tanggal_perdes),
        bidang=_bidang(desk, has_other=any(one.bidang == other for one in rows)),
        teks=texts,
        is_perubahan=changed.is_perubahan,
        nomor_perdes=full_number(plan.nomor_perdes, plan.tanggal_perdes),
        tanggal=plan.tanggal_perdes,
        visi=plan.visi,
        misi=_aims(plan),
        angka=angka,
        tahun_angka=year,
        wilayah=_hamlets(desk),
        tahapan=_steps(desk, "rpjm", plan),
        tim=tuple(
            bab.Anggota(
                nama=one.nama, jabatan=one.jabatan, unsur=unsur_name(desk.aturan, one.unsur), jk=one.jk
            )
            for one in sorted(plan.tim, key=lambda one: one.urut)
            if one.nama
        ),
        lembaga=tuple(
            dokumen_rpjm.Lembaga(nama=one.lembaga, peran=one.peran, masalah=one.masalah, potensi=one.potensi)
            for one in sorted(plan.kelembagaan, key=lambda one: one.urut)
        ),
        musim=tuple((one.uraian, one.bulan) for one in sorted(plan.musim, key=lambda one: one.urut)),
        masalah=_problems(plan),
        kegiatan=rows,
        lampiran=texts.get("lampiran", ()),
    )


def _problems(plan: RpjmDesa) -> tuple[dokumen_rpjm.Masalah, ...]:
    """The inventory with its ranks by the sum of values (form H1); equal sums share a rank."""
    sums = {one.id: sum(one.nilai.values()) for one in plan.masalah if one.nilai}
    return tuple(
        dokumen_rpjm.Masalah(
            uraian=one.uraian,
            penyebab=one.penyebab,
            potensi=one.potensi,
            tindakan=one.tindakan,
            peringkat=1 + sum(other > sums[one.id] for other in sums.values()) if one.id in sums else None,
        )
        for one in sorted(plan.masalah, key=lambda one: one.urut)
    )


# ------------------------------------------------------------------ report of the team


def collect_laporan(desk: Meja) -> laporan.LaporanRkp:
    """What the team did and what came of it, counted from the plan."""
    plan: RkpDesa = plan_of(desk.unit, desk.kantor.id, "rkp", desk.tahun)
    values = _values(desk, "rkp", plan, change_of(desk, plan))
    rows, has_other = _activities(desk, plan)
    return laporan.LaporanRkp(
        identitas=desk.identitas,
        cetakan=desk.cetakan(plan.status, plan.id, plan.revisi),
        tahun=plan.tahun,
        kepala_desa=desk.officer(_("Kepala Desa")),
        ketua_tim=Penanda(jabatan=_("Ketua Tim Penyusun RKP Desa"), nama=ketua_tim(plan)),
        bidang=_bidang(desk, has_other=has_other),
        teks=_texts(desk, "rkp", plan, values, LAPORAN),
        nomor_sk=plan.nomor_sk,
        tanggal_sk=plan.tanggal_sk,
        tim=_team(desk, plan),
        tahapan=_steps(desk, "rkp", plan),
        hasil=_results(desk, plan),
        pagu=_ceilings(desk, plan),
        kegiatan=rows,
        catatan=_open_points(desk, plan),
        tanggal=desk.today,
    )


def _results(desk: Meja, plan: RkpDesa) -> tuple[tuple[str, str], ...]:
    """One sentence for each step of the team (perencanaan.md 4.3); steps without data are left out."""
    found: list[tuple[str, str]] = []
    if plan.pagu:
        total = sum((one.jumlah or 0) + (one.silpa or 0) for one in plan.pagu)
        said = f"{len(plan.pagu)} sumber dana, seluruhnya {show_money(total, rp=True)}."
        found.append(("Pencermatan pagu indikatif", said))
    if plan.program:
        said = f"{len(plan.program)} program/kegiatan yang masuk ke desa dicatat."
        found.append(("Penyelarasan program yang masuk ke desa", said))
    long = rpjm_of(desk.unit, desk.kantor.id, plan.tahun)
    if long is not None:
        found.append(("Pencermatan ulang RPJM Desa", _traced(plan, long)))
    proposals = [
        one
        for daftar in desk.unit.select(DaftarUsulan, desa_id=desk.kantor.id, tahun=plan.tahun)
        for one in daftar.usulan
    ]
    if proposals:
        count = {status: sum(one.status is status for one in proposals) for status in StatusUsulan}
        said = (
            f"{len(proposals)} usulan: {count[StatusUsulan.DISEPAKATI]} disepakati, "
            f"{count[StatusUsulan.DITERUSKAN]} diteruskan ke DU-RKP, {count[StatusUsulan.DITUNDA]} ditunda, "
            f"{count[StatusUsulan.TIDAK_DISEPAKATI]} tidak disepakati."
        )
        found.append(("Pembahasan usulan warga", said))
    checked = [one for one in plan.kegiatan if one.hasil_verifikasi]
    if checked:
        good = sum(one.hasil_verifikasi == "layak" for one in checked)
        said = f"{len(checked)} kegiatan diperiksa: {good} layak, {len(checked) - good} tidak layak."
        found.append(("Verifikasi", said))
    estimated = sum(bool(one.rab) for one in plan.kegiatan)
    if estimated:
        found.append(("Penyusunan RAB", f"{estimated} dari {len(plan.kegiatan)} kegiatan memiliki RAB."))
    if plan.kegiatan:
        said = f"{len(plan.kegiatan)} kegiatan, {show_money(jumlah_biaya(plan.kegiatan), rp=True)}."
        found.append(("Rancangan RKP Desa", said))
    passed = _passed_up(desk, plan.tahun)
    if passed:
        total = sum(one.biaya or 0 for one in passed)
        found.append(("Rancangan DU-RKP Desa", f"{len(passed)} usulan, {show_money(total, rp=True)}."))
    return tuple(found)


def _traced(plan: RkpDesa, long: RpjmDesa) -> str:
    ticked = {one.id for one in long.kegiatan if plan.tahun in one.tahun}
    taken = {one.rpjm_id for one in plan.kegiatan if one.rpjm_id is not None}
    more = sum(one.rpjm_id not in ticked for one in plan.kegiatan)
    return (
        f"{len(ticked)} kegiatan RPJM Desa direncanakan untuk tahun {plan.tahun}: "
        f"{len(ticked & taken)} masuk RKP Desa, {len(ticked - taken)} tertunda. "
        f"{more} kegiatan RKP Desa merupakan tambahan atau perubahan."
    )


def _open_points(desk: Meja, plan: RkpDesa) -> tuple[str, ...]:
    """What is still to be settled, each as a sentence."""
    found = [
        f"Rencana belanja {one.sumber} melebihi pagu sebesar {show_money(-one.sisa, rp=True)}."
        for one in pemakaian_pagu(plan, desk.aturan)
        if one.is_lebih
    ]
    for label, names in (
        ("belum memiliki biaya atau sumber dana", [one.nama for one in plan.kegiatan if _lacks_money(one)]),
        ("dinyatakan tidak layak", [o.nama for o in plan.kegiatan if o.hasil_verifikasi == "tidak_layak"]),
    ):
        if names:
            found.append(f"{len(names)} kegiatan {label}: {_named(names)}.")
    long = rpjm_of(desk.unit, desk.kantor.id, plan.tahun)
    if long is not None:
        taken = {one.rpjm_id for one in plan.kegiatan}
        late = [one.nama for one in long.kegiatan if plan.tahun in one.tahun and one.id not in taken]
        if late:
            found.append(f"{len(late)} kegiatan RPJM Desa tertunda: {_named(late)}.")
    return tuple(found)


def _lacks_money(one: Kegiatan) -> bool:
    return not one.biaya or not one.sumber_biaya


def _named(names: Sequence[str]) -> str:
    shown = "; ".join(names[:_MOST_NAMED])
    rest = len(names) - _MOST_NAMED
    return f"{shown}; dan {rest} lainnya" if rest > 0 else shown


COLLECTORS: Mapping[str, Callable[[Meja], Page]] = {
    "perdes-rkp": lambda desk: peraturan.compose(collect_perdes(desk, "rkp")),
    "perdes-rpjm": lambda desk: peraturan.compose(collect_perdes(desk, "rpjm")),
    "dokumen-rkp": lambda desk: dokumen_rkp.compose(collect_dokumen_rkp(desk)),
    "dokumen-rpjm": lambda desk: dokumen_rpjm.compose(collect_dokumen_rpjm(desk)),
    "laporan-rkp": lambda desk: laporan.compose(collect_laporan(desk)),
}

"""Where activities come from and what stands twice, in RPJM, RKP, DU-RKP and other years (V-20 to V-23)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from uuid import UUID

from rapidfuzz import fuzz, process

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.kembar import Kembar
from desa_desktop.domain.pemeriksaan import Level
from desa_desktop.domain.pemeriksaan_latar import LatarDesa
from desa_desktop.domain.rkp import BarisDurkp, Durkp, Kegiatan, RkpDesa
from desa_desktop.domain.teks import places, plain_words
from desa_desktop.domain.turunan_rkp import BEDA_TAHUN, BERALASAN, TERCENTANG, asal_dari, belum_diambil
from desa_desktop.domain.wording import show_date
from desa_desktop.i18n import N_, _

_MOST_HINTS = 25
_JAWABAN = {"diterima": N_("diterima"), "ditunda": N_("ditunda"), "ditolak": N_("ditolak")}


def check_asal(
    rkp: RkpDesa, numbers: Mapping[UUID, int], desa: LatarDesa, missing: Level, say: Callable[..., None]
) -> None:
    """Every activity comes out of the RPJM Desa of its year or says why not; what was left there is listed.

    `missing`: how much it weighs that the program holds no RPJM Desa at all.
    """
    if desa.rpjm is None:
        if rkp.kegiatan:
            sentence = _(
                "RPJM Desa yang mencakup {tahun} belum ada di aplikasi, jadi kegiatan belum bisa ditelusuri."
            )
            on_paper = "pencermatan_rpjm" in desa.di_luar  # a person said so on Beranda
            say(Level.SARAN if on_paper else missing, "V-20", sentence.format(tahun=rkp.tahun))
        return
    rows = {one.id: one for one in desa.rpjm.kegiatan}
    for satu in sorted(rkp.kegiatan, key=lambda one: numbers[one.id]):
        source = asal_dari(satu, rows, rkp.tahun)
        if source.kunci in (TERCENTANG, BERALASAN):
            continue
        if source.kunci == BEDA_TAHUN:
            sentence = _(
                'Kegiatan {n}: "{nama}" di RPJM Desa tidak dicentang untuk {tahun}. '
                "Isi alasan dan nomor berita acara."
            )
        else:
            sentence = _(
                "Kegiatan {n}: tidak ada di RPJM Desa. Tautkan, atau isi alasan dan nomor berita acara."
            )
        text = sentence.format(n=numbers[satu.id], nama=source.nama, tahun=rkp.tahun)
        say(Level.PERINGATAN, "V-20", text, satu.id, "rpjm_id")
    waiting = belum_diambil(desa.rpjm, rkp)
    for one in waiting[:_MOST_HINTS]:
        if one.alasan:
            sentence = _('RPJM Desa: "{nama}" dicentang untuk {tahun} tetapi tertunda: {alasan}')
        else:
            sentence = _('RPJM Desa: "{nama}" dicentang untuk {tahun} tetapi belum masuk RKPDes (tertunda).')
        text = sentence.format(nama=one.kegiatan.nama, tahun=rkp.tahun, alasan=one.alasan)
        say(Level.SARAN, "V-21", text, one.kegiatan.id, "tahun")
    if len(waiting) > _MOST_HINTS:
        sentence = _(
            "RPJM Desa: masih ada {n} kegiatan lain untuk {tahun} yang belum masuk RKPDes (tertunda)."
        )
        text = sentence.format(n=len(waiting) - _MOST_HINTS, tahun=rkp.tahun)
        say(Level.SARAN, "V-21", text, waiting[_MOST_HINTS].kegiatan.id, "tahun")


def check_kembar(
    rkp: RkpDesa, numbers: Mapping[UUID, int], durkp: Durkp | None, say: Callable[..., None]
) -> None:
    """The same name at the same place twice in the plan, or in the plan and in the DU-RKP (V-22)."""
    upwards: Kembar[BarisDurkp] = Kembar()
    for row in durkp.baris if durkp is not None else ():
        upwards.add(row.nama, row.lokasi, row)
    seen: Kembar[Kegiatan] = Kembar()
    for satu in sorted(rkp.kegiatan, key=lambda one: numbers[one.id]):
        before = seen.find(satu.nama, satu.lokasi)
        if before is not None:
            sentence = _("Kegiatan {n} sama dengan kegiatan {m}: {nama}, {lokasi}. Gabungkan atau bedakan.")
            text = sentence.format(
                n=numbers[satu.id],
                m=numbers[before.id],
                nama=satu.nama,
                lokasi=satu.lokasi or _("tanpa lokasi"),
            )
            say(Level.PERINGATAN, "V-22", text, satu.id, "nama")
        seen.add(satu.nama, satu.lokasi, satu)
        if upwards.find(satu.nama, satu.lokasi) is not None:
            sentence = _("Kegiatan {n} juga diajukan di DURKP: {nama}, {lokasi}. Pilih salah satu.")
            text = sentence.format(
                n=numbers[satu.id], nama=satu.nama, lokasi=satu.lokasi or _("tanpa lokasi")
            )
            say(Level.PERINGATAN, "V-22", text, satu.id, "nama")


def check_kembar_durkp(durkp: Durkp, rkp: RkpDesa | None, say: Callable[..., None]) -> None:
    """The same for the rows of a DU-RKP (V-22)."""
    inside: Kembar[Kegiatan] = Kembar()
    for row in rkp.kegiatan if rkp is not None else ():
        inside.add(row.nama, row.lokasi, row)
    seen: Kembar[int] = Kembar()
    for place, satu in enumerate(sorted(durkp.baris, key=lambda one: one.urut), 1):
        lokasi = satu.lokasi or _("tanpa lokasi")
        before = seen.find(satu.nama, satu.lokasi)
        if before is not None:
            sentence = _("Usulan DURKP {n} sama dengan usulan {m}: {nama}, {lokasi}. Gabungkan atau bedakan.")
            text = sentence.format(n=place, m=before, nama=satu.nama, lokasi=lokasi)
            say(Level.PERINGATAN, "V-22", text, satu.id, "nama")
        if inside.find(satu.nama, satu.lokasi) is not None:
            sentence = _("Usulan DURKP {n} juga ada di RKPDes: {nama}, {lokasi}. Pilih salah satu.")
            say(
                Level.PERINGATAN,
                "V-22",
                sentence.format(n=place, nama=satu.nama, lokasi=lokasi),
                satu.id,
                "nama",
            )
        seen.add(satu.nama, satu.lokasi, place)


def check_ulangan(durkp: Durkp, dulu: Sequence[Durkp], aturan: Aturan, say: Callable[..., None]) -> None:
    """A proposal that was passed upwards in an earlier year, with the answer it got then (V-23)."""
    rows = [(one, old) for one in dulu for old in one.baris if old.nama.strip()]
    if not rows:
        return
    by_id = {old.id: (year, old) for year, old in rows}
    words = [plain_words(old.nama) for _year, old in rows]
    for place, satu in enumerate(sorted(durkp.baris, key=lambda one: one.urut), 1):
        found = by_id.get(satu.asal_id) if satu.asal_id is not None else None
        found = found or _nearest(satu, rows, words, aturan.ambang_mirip)
        if found is None:
            continue
        year, old = found
        sentence = _("Usulan DURKP {n} pernah diajukan dalam DURKP {tahun}: {jawaban}.")
        text = sentence.format(n=place, tahun=year.tahun, jawaban=jawaban_text(old))
        say(Level.SARAN, "V-23", text, satu.id, "nama")


def _nearest(
    satu: BarisDurkp, rows: Sequence[tuple[Durkp, BarisDurkp]], words: Sequence[str], least: int
) -> tuple[Durkp, BarisDurkp] | None:
    """The newest earlier row that reads alike; other RT or RW are another place."""
    subject = plain_words(satu.nama)
    if not subject:
        return None
    here = places(f"{satu.nama} {satu.lokasi}")
    alike = process.extract(subject, words, scorer=fuzz.token_sort_ratio, score_cutoff=least, limit=5)
    for _words, _score, position in sorted(alike, key=lambda hit: (-hit[1], hit[2])):
        year, old = rows[position]
        there = places(f"{old.nama} {old.lokasi}")
        if not here or not there or here & there:
            return year, old
    return None


def jawaban_text(baris: BarisDurkp) -> str:
    """What the kabupaten answered, in words; `belum dijawab` while it did not."""
    if baris.jawaban not in _JAWABAN:
        return _("belum dijawab")
    words = _(_JAWABAN[baris.jawaban])
    if baris.jawaban_tanggal is not None:
        words = _("{jawaban} {tanggal}").format(jawaban=words, tanggal=show_date(baris.jawaban_tanggal))
    return f"{words} ({baris.jawaban_alasan.strip()})" if baris.jawaban_alasan.strip() else words


def earlier(durkp: Iterable[Durkp], tahun: int) -> list[Durkp]:
    """The lists of earlier plan years, the newest first."""
    return sorted((one for one in durkp if one.tahun < tahun), key=lambda one: -one.tahun)

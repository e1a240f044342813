"""What stands in the way of an RPJM Desa, by the number of the activity (perencanaan.md 4.1, 4.4, 8, 10)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.aturan_tahap import months_after
from desa_desktop.domain.dokumen import StatusDokumen, nomor_perubahan
from desa_desktop.domain.kembar import Kembar
from desa_desktop.domain.matriks_rpjm import biaya_per_bidang, numbers_of, tahun_text
from desa_desktop.domain.musyawarah import JenisMusyawarah, Musyawarah, rapat_khusus
from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan
from desa_desktop.domain.pemeriksaan_pejabat import check_tim
from desa_desktop.domain.pemeriksaan_rkp import Say
from desa_desktop.domain.rpjm import KegiatanRpjm, RpjmDesa
from desa_desktop.domain.usulan import PARTS
from desa_desktop.domain.wording import show_date, show_money
from desa_desktop.i18n import _

MOST_YEARS = 9  # villages count start and end differently: eight or nine calendar years (section 10)


@dataclass(frozen=True, slots=True)
class LatarRpjm:
    """What a plan is held against: its Musrenbangdes, and on which regulation the team rests.

    `musrenbang` are the days of ratified Musrenbangdes RPJM (None for one without a day), `musrenbang_khusus`
    those of special ones for a change. `dasar_tim` is `permendagri114`, `permendesa21` or "".
    """

    musrenbang: Sequence[date | None] = ()
    musrenbang_khusus: Sequence[date | None] = ()
    dasar_tim: str = ""


def latar_of(rpjm: RpjmDesa, meetings: Iterable[Musyawarah], dasar_tim: str = "") -> LatarRpjm:
    """What ratified meetings say about a plan: those of its years, and of the two years before its first."""
    last = rpjm.daftar_tahun[-1] if rpjm.daftar_tahun else rpjm.tahun
    years = range(rpjm.tahun - 2, last + 1)
    counted = [one for one in meetings if one.status is StatusDokumen.DISAHKAN and one.tahun in years]
    return LatarRpjm(
        musrenbang=[one.tanggal for one in counted if one.jenis is JenisMusyawarah.MUSRENBANGDES_RPJM],
        musrenbang_khusus=[one.tanggal for one in rapat_khusus(counted, rpjm=True)],
        dasar_tim=dasar_tim,
    )


def check_rpjm(rpjm: RpjmDesa, aturan: Aturan, latar: LatarRpjm, *, final: bool) -> list[Pemeriksaan]:
    """All findings of a plan, the gravest first, then in the order of the matrix.

    `final`: the person wants to ratify; what is only missing then weighs as Galat, while drafting as
    Peringatan. Rules: V-01, V-02, V-11, V-14, V-22, V-25, V-30, V-31, V-32, V-40, V-50.
    """
    findings: list[Pemeriksaan] = []

    def say(level: Level, rule: str, text: str, record: UUID | None = None, field: str = "") -> None:
        findings.append(Pemeriksaan(level, text, rule, record or rpjm.id, field))

    missing = Level.GALAT if final else Level.PERINGATAN
    if not rpjm.kegiatan:
        say(missing, "V-02", _("RPJM Desa {rentang} belum berisi kegiatan.").format(rentang=span(rpjm)))
    numbers = numbers_of(rpjm.kegiatan, aturan)
    for one in sorted(rpjm.kegiatan, key=lambda one: numbers[one.id]):
        _check_kegiatan(one, numbers[one.id], rpjm, aturan, missing, say)
    _check_twins(rpjm, numbers, say)
    _check_sums(rpjm, aturan, missing, say)
    _check_sdgs(rpjm, say)
    _check_years(rpjm, aturan, say)
    _check_head(rpjm, aturan, latar, final, say)
    check_tim(rpjm.tim, aturan, latar.dasar_tim, _("Tim penyusun RPJM Desa"), say)
    weight = list(Level)
    return sorted(findings, key=lambda found: weight.index(found.level))


def span(rpjm: RpjmDesa) -> str:
    """`2027–2034`: the first and the last year."""
    years = rpjm.daftar_tahun
    return f"{years[0]}–{years[-1]}" if years else str(rpjm.tahun)


def _check_kegiatan(
    one: KegiatanRpjm, number: int, rpjm: RpjmDesa, aturan: Aturan, missing: Level, say: Say
) -> None:
    if not one.kode and "kode" not in one.teks_asli:
        say(missing, "V-01", _("Kegiatan {n}: kode belum diisi.").format(n=number), one.id, "kode")
    elif one.kode and aturan.kegiatan(one.kode) is None:
        sentence = _("Kegiatan {n}: kode {kode} tidak ada dalam daftar. Pilih kode yang benar.")
        say(Level.GALAT, "V-01", sentence.format(n=number, kode=one.kode), one.id, "kode")
    empty = {
        field: word
        for field, word, is_empty in (
            ("nama", _("nama kegiatan"), not one.nama.strip()),
            ("lokasi", _("lokasi"), not one.lokasi.strip()),
            ("volume", _("volume"), one.volume is None or one.volume <= 0),
            ("satuan", _("satuan"), not one.satuan.strip()),
            ("tahun", _("tahun pelaksanaan"), not one.tahun),
            ("pola", _("pola pelaksanaan"), one.pola is None),
        )
        if is_empty and field not in one.teks_asli
    }
    if empty:
        sentence = _("Kegiatan {n}: lengkapi {kolom}.")
        text = sentence.format(n=number, kolom=", ".join(empty.values()))
        say(missing, "V-02", text, one.id, next(iter(empty)))
    _check_ticks(one, number, rpjm, say)
    if not one.biaya or not one.sumber:
        words = [
            w for w, is_there in ((_("biaya"), one.biaya), (_("sumber dana"), one.sumber)) if not is_there
        ]
        sentence = _("Kegiatan {n}: {kolom} belum diisi.")
        field = "biaya" if not one.biaya else "sumber"
        text = sentence.format(n=number, kolom=_(" dan ").join(words))
        say(Level.PERINGATAN, "V-14", text, one.id, field)
    for name in one.sumber:
        if not any(known.kunci == name for known in aturan.sumber_dana):
            sentence = _("Kegiatan {n}: sumber dana {sumber} tidak dikenal. Pilih dari daftar.")
            say(Level.GALAT, "V-14", sentence.format(n=number, sumber=name), one.id, "sumber")
    for kolom, asli in one.teks_asli.items():
        if kolom == PARTS:
            sentence = _("Kegiatan {n}: biaya di berkas terdiri dari {rincian}.")
            say(Level.SARAN, "", sentence.format(n=number, rincian=asli), one.id, "sumber")
            continue
        sentence = _('Kegiatan {n}: "{teks}" belum dapat dibaca. Isi kolom ini dengan benar.')
        say(missing, "V-02", sentence.format(n=number, teks=asli), one.id, kolom)


def _check_ticks(one: KegiatanRpjm, number: int, rpjm: RpjmDesa, say: Say) -> None:
    """Ticks and amounts belong to years of the plan, an amount to a ticked year (6 B: both are stored)."""
    outside = [year for year in one.tahun if year not in rpjm.daftar_tahun]
    outside += [int(y) for y in one.biaya_tahun if int(y) not in rpjm.daftar_tahun and int(y) not in outside]
    if outside:
        sentence = _("Kegiatan {n}: tahun {tahun} di luar RPJM Desa {rentang}.")
        text = sentence.format(n=number, tahun=tahun_text(outside), rentang=span(rpjm))
        say(Level.GALAT, "V-25", text, one.id, "tahun")
    loose = [int(y) for y, rupiah in one.biaya_tahun.items() if rupiah and int(y) not in one.tahun]
    loose = [year for year in loose if year not in outside]
    if loose:
        sentence = _("Kegiatan {n}: tahun {tahun} punya biaya tetapi tidak dicentang.")
        text = sentence.format(n=number, tahun=tahun_text(loose))
        say(Level.PERINGATAN, "V-14", text, one.id, f"tahun_{loose[0]}")


def _check_twins(rpjm: RpjmDesa, numbers: Mapping[UUID, int], say: Say) -> None:
    """The same name at the same place twice (V-22)."""
    seen: Kembar[KegiatanRpjm] = Kembar()
    for one in sorted(rpjm.kegiatan, key=lambda one: numbers[one.id]):
        before = seen.find(one.nama, one.lokasi)
        seen.add(one.nama, one.lokasi, one)
        if before is not None:
            sentence = _("Kegiatan {n} sama dengan kegiatan {m}: {nama}, {lokasi}. Gabungkan atau bedakan.")
            text = sentence.format(
                n=numbers[one.id], m=numbers[before.id], nama=one.nama, lokasi=one.lokasi or _("tanpa lokasi")
            )
            say(Level.PERINGATAN, "V-22", text, one.id, "nama")


def _check_sums(rpjm: RpjmDesa, aturan: Aturan, missing: Level, say: Say) -> None:
    total = sum(one.biaya for one in rpjm.kegiatan)
    inside = sum(rupiah for kode, rupiah in biaya_per_bidang(rpjm, aturan).items() if kode)
    if inside != total:
        sentence = _("Jumlah semua bidang {dalam} tidak sama dengan jumlah RPJM Desa {total}. "
                     "Isi kode yang kosong atau betulkan kode yang salah.")  # fmt: skip
        text = sentence.format(dalam=show_money(inside, rp=True), total=show_money(total, rp=True))
        say(missing, "V-11", text, field="kode")


def _check_sdgs(rpjm: RpjmDesa, say: Say) -> None:
    """One finding for all: a plan of hundreds would drown in them (V-50)."""
    bare = [one for one in rpjm.kegiatan if not one.sdgs]
    if bare and len(bare) < len(rpjm.kegiatan):
        sentence = _("{n} kegiatan belum menyebut SDGs Desa yang didukung.")
        say(Level.SARAN, "V-50", sentence.format(n=len(bare)), bare[0].id, "sdgs")
    elif bare:
        text = _("Belum ada kegiatan yang menyebut SDGs Desa yang didukung.")
        say(Level.SARAN, "V-50", text, bare[0].id, "sdgs")


def _check_years(rpjm: RpjmDesa, aturan: Aturan, say: Say) -> None:
    """Eight years from the year of the swearing-in, or six and two more by a change (V-25)."""
    count, wanted = len(rpjm.daftar_tahun), aturan.rencana.rpjm.tahun
    if not wanted <= count <= wanted + 1:
        sentence = _("RPJM Desa {rentang} mencakup {n} tahun. Sejak UU 3/2024 seharusnya {wajar} tahun.")
        text = sentence.format(rentang=span(rpjm), n=count, wajar=wanted)
        if count < wanted:
            text += " " + _("Pilih Perpanjang ke 8 tahun.")
        say(Level.PERINGATAN, "V-25", text, field="tahun_akhir")
    sworn = rpjm.tanggal_pelantikan
    if sworn is not None and rpjm.tahun not in (sworn.year, sworn.year + 1):
        sentence = _("RPJM Desa mulai {tahun}, padahal Kepala Desa dilantik {tanggal}. Periksa tahunnya.")
        text = sentence.format(tahun=rpjm.tahun, tanggal=show_date(sworn))
        say(Level.PERINGATAN, "V-25", text, field="tanggal_pelantikan")


def _check_head(rpjm: RpjmDesa, aturan: Aturan, latar: LatarRpjm, final: bool, say: Say) -> None:
    missing = Level.GALAT if final else Level.SARAN
    number = nomor_perubahan(rpjm.revisi, rpjm.status)
    is_change = number > 0
    if not rpjm.visi.strip():
        text = _("Visi belum diisi.")
        say(Level.PERINGATAN if final else Level.SARAN, "V-02", text, field="visi")
    if is_change and not rpjm.dasar_perubahan.strip():
        level = Level.PERINGATAN if final else Level.SARAN
        say(level, "V-32", _("Dasar perubahan RPJM Desa belum diisi."), field="dasar_perubahan")
    meetings = latar.musrenbang_khusus if is_change else latar.musrenbang
    if len(meetings) < max(number, 1):
        text = (
            _("Musrenbangdes Khusus RPJM Desa belum disahkan. Sahkan, atau lanjutkan dengan alasan.")
            if is_change
            else _("Musrenbangdes RPJM Desa belum disahkan. Sahkan, atau lanjutkan dengan alasan.")
        )
        say(Level.PERINGATAN if final else Level.SARAN, "V-32", text)
    if not rpjm.nomor_perdes.strip():
        say(missing, "V-31", _("Nomor Perdes RPJM Desa belum diisi."), field="nomor_perdes")
    if rpjm.tanggal_perdes is None:
        say(missing, "V-31", _("Tanggal Perdes RPJM Desa belum diisi."), field="tanggal_perdes")
        return
    held = [day for day in meetings if day is not None]
    months = 0 if is_change else aturan.rencana.rpjm.batas_bulan
    _check_perdes_day(rpjm, rpjm.tanggal_perdes, held, months, say)


def _check_perdes_day(rpjm: RpjmDesa, day: date, meetings: Sequence[date], months: int, say: Say) -> None:
    """`months`: how long after the swearing-in the Perdes may be made; 0 for a change, which has no limit."""
    if meetings and day < max(meetings):
        sentence = _("Perdes bertanggal {perdes}, lebih awal dari Musrenbangdes {musrenbang}.")
        text = sentence.format(perdes=show_date(day), musrenbang=show_date(max(meetings)))
        say(Level.PERINGATAN, "V-31", text, field="tanggal_perdes")
    sworn = rpjm.tanggal_pelantikan
    if sworn is None:
        text = _("Tanggal pelantikan Kepala Desa belum diisi, batas Perdes tidak bisa dihitung.")
        say(Level.SARAN, "V-30", text, field="tanggal_pelantikan")
    elif day < sworn:
        sentence = _("Perdes bertanggal {perdes}, lebih awal dari pelantikan {pelantikan}.")
        text = sentence.format(perdes=show_date(day), pelantikan=show_date(sworn))
        say(Level.PERINGATAN, "V-31", text, field="tanggal_perdes")
    elif months and day > deadline(sworn, months):
        sentence = _("Perdes bertanggal {tanggal}, sesudah batas {batas} ({n} bulan sejak pelantikan).")
        text = sentence.format(tanggal=show_date(day), batas=show_date(deadline(sworn, months)), n=months)
        say(Level.PERINGATAN, "V-30", text, field="tanggal_perdes")


def deadline(pelantikan: date, months: int) -> date:
    """The last day for the Perdes: so many months after the swearing-in (perencanaan.md 4.1)."""
    return months_after(pelantikan, months)

"""What stands in the way of an RKP Desa or a DU-RKP, with the number of the activity (perencanaan.md 8)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.dokumen import nomor_perubahan
from desa_desktop.domain.matriks import (
    biaya_per_bidang,
    jumlah_biaya,
    nomor_kegiatan,
    pagu_kembar,
    pemakaian_pagu,
)
from desa_desktop.domain.musyawarah import rapat_khusus
from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan
from desa_desktop.domain.pemeriksaan_dana import check_dana
from desa_desktop.domain.pemeriksaan_kegiatan import (
    check_isi,
    check_kewajaran,
    check_penerima,
    check_satuan,
)
from desa_desktop.domain.pemeriksaan_latar import LatarDesa
from desa_desktop.domain.pemeriksaan_pejabat import check_kepala_desa, check_tim_rkp
from desa_desktop.domain.pemeriksaan_tahap import check_durkp_tanggal, check_tahun
from desa_desktop.domain.pemeriksaan_telusur import (
    check_asal,
    check_kembar,
    check_kembar_durkp,
    check_ulangan,
)
from desa_desktop.domain.rab import order_for_rab, rupiah_rab, selisih_rab
from desa_desktop.domain.rkp import BarisDurkp, BarisRab, Durkp, Kegiatan, RkpDesa
from desa_desktop.domain.usulan import StatusUsulan, Usulan
from desa_desktop.domain.wording import sentence_case, show_date, show_money, terbilang
from desa_desktop.i18n import _

_UANG = ("biaya", "sumber")  # never one cell `ADD, DDS` in a plan that is final (V-10)


class Say(Protocol):
    """How a rule reports what it found; the check adds the order and the default place."""

    def __call__(
        self, level: Level, rule: str, text: str, record: UUID | None = None, field: str = ""
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class LatarRkp:
    """What a plan is held against: proposals of the year, those in the DU-RKP, and its musrenbangdes.

    `usulan_rpjm`: those in the plan by way of RPJM rows, merged ones among them.
    `tanggal_musrenbang` is the day of the ratified Musrenbangdes, None if there is none; `has_khusus` and
    `tanggal_khusus` are of the special one for a change. `usulan_sah`: proposals that stood in a ratified
    revision of the plan. `desa`: what only the village itself knows; None at the kecamatan, where the checks
    that need it are left out.
    """

    usulan: Sequence[Usulan] = ()
    usulan_durkp: Collection[UUID] = ()
    usulan_rpjm: Collection[UUID] = ()
    has_musrenbang: bool = False
    tanggal_musrenbang: date | None = None
    has_khusus: bool = False
    tanggal_khusus: date | None = None
    usulan_sah: Collection[UUID] = ()
    desa: LatarDesa | None = None


def check_rkp(rkp: RkpDesa, aturan: Aturan, latar: LatarRkp, *, final: bool) -> list[Pemeriksaan]:
    """All findings of a plan, the gravest first, then in the order of the matrix.

    `final`: the person wants to ratify; what is only missing then weighs as Galat (V-02), while
    drafting as Peringatan. Rules: V-01 to V-05, V-10 to V-17, V-20 to V-22, V-30 to V-32, V-40, V-43, V-50,
    V-51, K-402.
    """
    findings: list[Pemeriksaan] = []

    def say(level: Level, rule: str, text: str, record: UUID | None = None, field: str = "") -> None:
        findings.append(Pemeriksaan(level, text, rule, record or rkp.id, field))

    missing = Level.GALAT if final else Level.PERINGATAN
    numbers = nomor_kegiatan(rkp.kegiatan, aturan)
    if not rkp.kegiatan:
        say(missing, "V-02", _("RKPDes {tahun} belum berisi kegiatan.").format(tahun=rkp.tahun))
    for satu in sorted(rkp.kegiatan, key=lambda one: numbers[one.id]):
        _check_kegiatan(satu, numbers[satu.id], aturan, missing, say)
    check_isi(rkp, numbers, aturan, latar.desa, say)
    _check_totals(rkp, aturan, missing, say)
    _check_pagu(rkp, aturan, say)
    check_dana(rkp, aturan, say)
    _check_usulan(rkp, latar, missing, say)
    _check_perdes(rkp, latar, aturan, final, say)
    if latar.desa is not None:
        _check_desa(rkp, numbers, latar.desa, aturan, final, say)
    return _by_weight(findings)


def _check_desa(
    rkp: RkpDesa, numbers: Mapping[UUID, int], desa: LatarDesa, aturan: Aturan, final: bool, say: Say
) -> None:
    """What can be checked only beside the other dokumen of the village."""
    not_yet = Level.PERINGATAN if final else Level.SARAN
    check_asal(rkp, numbers, desa, not_yet, say)
    check_kembar(rkp, numbers, desa.durkp, say)
    check_tahun(rkp, aturan, desa, not_yet, say)
    check_tim_rkp(rkp, aturan, desa.dasar_tim, say)
    check_kepala_desa(desa.perangkat, rkp.tanggal_perdes, _("Perdes RKPDes"), "tanggal_perdes", say)
    check_kepala_desa(desa.perangkat, rkp.tanggal_sk, _("SK tim penyusun"), "tanggal_sk", say)


def _by_weight(findings: Iterable[Pemeriksaan]) -> list[Pemeriksaan]:
    weight = list(Level)
    return sorted(findings, key=lambda found: weight.index(found.level))


def _check_kegiatan(satu: Kegiatan, number: int, aturan: Aturan, missing: Level, say: Say) -> None:
    if not satu.kode:
        if "kode" not in satu.teks_asli:
            say(missing, "V-01", _("Kegiatan {n}: kode belum diisi.").format(n=number), satu.id, "kode")
    elif aturan.kegiatan(satu.kode) is None:
        sentence = _("Kegiatan {n}: kode {kode} tidak ada dalam daftar. Pilih kode yang benar.")
        say(Level.GALAT, "V-01", sentence.format(n=number, kode=satu.kode), satu.id, "kode")
    required = _empty_columns(satu)
    empty = {field: word for field, word in required.items() if not _is_named_below(satu, field)}
    if empty:
        sentence = _("Kegiatan {n}: lengkapi {kolom}.")
        text = sentence.format(n=number, kolom=", ".join(empty.values()))
        say(missing, "V-02", text, satu.id, next(iter(empty)))
    if satu.bulan_mulai and satu.bulan_selesai and satu.bulan_selesai < satu.bulan_mulai:
        sentence = _("Kegiatan {n}: bulan selesai lebih awal dari bulan mulai.")
        say(Level.GALAT, "V-02", sentence.format(n=number), satu.id, "bulan_selesai")
    _check_money(satu, number, aturan, say)
    _check_rab(satu, number, aturan, say)
    for kolom, asli in satu.teks_asli.items():
        if kolom == "kode":
            sentence = _("Kegiatan {n}: kode {kode} tidak ada dalam daftar. Pilih kode yang benar.")
            say(missing, "V-01", sentence.format(n=number, kode=asli), satu.id, kolom)
            continue
        sentence = _('Kegiatan {n}: "{teks}" belum dapat dibaca. Isi kolom ini dengan benar.')
        if kolom == "satuan":
            sentence = _(
                'Kegiatan {n}: satuan "{teks}" tidak dikenal. Pilih dari daftar atau perbaiki ejaannya.'
            )
        is_needed = kolom in required or kolom in _UANG
        rule = "V-10" if kolom in _UANG else "V-02"
        level = missing if is_needed else Level.PERINGATAN
        say(level, rule, sentence.format(n=number, teks=asli), satu.id, kolom)


def _is_named_below(satu: Kegiatan, field: str) -> bool:
    """Whether a text that could not be read stands in this column: it is named then, not called missing.

    `100 Pohong` in the column of the volume is the unit as well.
    """
    unread = satu.teks_asli
    has_unit = any(letter.isalpha() for letter in unread.get("volume", ""))
    return field in unread or (field == "satuan" and has_unit)


def _empty_columns(satu: Kegiatan) -> dict[str, str]:
    """The required columns that are not filled: field -> the word people know (V-02)."""
    filled = {
        "nama": (_("jenis kegiatan"), bool(satu.nama.strip())),
        "lokasi": (_("lokasi"), bool(satu.lokasi.strip())),
        "volume": (_("volume"), satu.volume is not None and satu.volume > 0),
        "satuan": (_("satuan"), bool(satu.satuan.strip())),
        "bulan_mulai": (_("waktu"), bool(satu.bulan_mulai and satu.bulan_selesai)),
        "pola": (_("pola pelaksanaan"), satu.pola is not None),
    }
    return {field: word for field, (word, is_filled) in filled.items() if not is_filled}


def _check_money(satu: Kegiatan, number: int, aturan: Aturan, say: Say) -> None:
    negative = (satu.biaya or 0) < 0 or any((one.jumlah or 0) < 0 for one in satu.sumber_biaya)
    if negative:
        sentence = _("Kegiatan {n}: biaya tidak boleh kurang dari nol.").format(n=number)
        say(Level.GALAT, "V-10", sentence, satu.id, "biaya")
    for one in satu.sumber_biaya:
        if one.sumber and one.sumber not in aturan.kode_sumber:
            sentence = _("Kegiatan {n}: sumber dana {sumber} tidak dikenal. Pilih dari daftar.")
            say(Level.GALAT, "V-10", sentence.format(n=number, sumber=one.sumber), satu.id, "sumber_biaya")
    if not satu.biaya and "biaya" not in satu.teks_asli:
        sentence = _("Kegiatan {n}: biaya belum diisi atau nol.").format(n=number)
        say(Level.PERINGATAN, "V-14", sentence, satu.id, "biaya")
    named = [one for one in satu.sumber_biaya if one.sumber]
    unnamed = [one for one in satu.sumber_biaya if not one.sumber and one.jumlah]
    if (not named and "sumber" not in satu.teks_asli) or unnamed:
        sentence = _("Kegiatan {n}: sumber dana belum diisi.").format(n=number)
        say(Level.PERINGATAN, "V-14", sentence, satu.id, "sumber_biaya")
    if satu.sumber_biaya and satu.jumlah_sumber != (satu.biaya or 0):
        sentence = _(
            "Kegiatan {n}: biaya {biaya} tidak sama dengan jumlah sumber dana {jumlah}. Selisih {selisih}."
        )
        text = sentence.format(
            n=number,
            biaya=show_money(satu.biaya or 0, rp=True),
            jumlah=show_money(satu.jumlah_sumber, rp=True),
            selisih=show_money(abs((satu.biaya or 0) - satu.jumlah_sumber), rp=True),
        )
        say(Level.GALAT, "V-10", text, satu.id, "biaya")


def _check_rab(satu: Kegiatan, number: int, aturan: Aturan, say: Say) -> None:
    """V-13: the estimate adds up to the cost; lines that cannot add up yet are named one by one."""
    difference = selisih_rab(satu)
    if difference:
        sentence = _(
            "Kegiatan {n} ({nama}): jumlah RAB {rab} tidak sama dengan biaya {biaya}. Selisih {selisih}."
        )
        text = sentence.format(
            n=number,
            nama=satu.nama or _("tanpa nama"),
            rab=show_money(rupiah_rab(satu.rab), rp=True),
            biaya=show_money(satu.biaya or 0, rp=True),
            selisih=show_money(abs(difference), rp=True),
        )
        say(Level.PERINGATAN, "V-13", text, satu.id, "rab")
    for place, one in enumerate(order_for_rab(satu.rab), 1):
        _check_baris_rab(one, number, place, aturan, say)


def _check_baris_rab(one: BarisRab, number: int, place: int, aturan: Aturan, say: Say) -> None:
    is_whole = one.uraian.strip() and one.volume is not None and one.volume > 0
    if is_whole and one.harga_satuan is not None and not one.teks_asli and not one.sumber:
        return  # most lines of a plan are like that
    filled = {
        "uraian": (_("uraian"), bool(one.uraian.strip())),
        "volume": (_("volume"), one.volume is not None and one.volume > 0),
        "harga_satuan": (_("harga satuan"), one.harga_satuan is not None),
    }
    empty = {field: word for field, (word, is_filled) in filled.items() if not is_filled}
    unread = {kolom: asli for kolom, asli in one.teks_asli.items() if kolom in one.__dataclass_fields__}
    lacking = {field: word for field, word in empty.items() if field not in unread}
    if lacking:
        sentence = _("Kegiatan {n}, RAB baris {m} ({uraian}): lengkapi {kolom}.")
        text = sentence.format(
            n=number, m=place, uraian=one.uraian or _("tanpa uraian"), kolom=", ".join(lacking.values())
        )
        say(Level.PERINGATAN, "V-13", text, one.id, next(iter(lacking)))
    if one.sumber and one.sumber not in aturan.kode_sumber:
        sentence = _("Kegiatan {n}, RAB baris {m}: sumber dana {sumber} tidak dikenal. Pilih dari daftar.")
        text = sentence.format(n=number, m=place, sumber=one.sumber)
        say(Level.PERINGATAN, "V-13", text, one.id, "sumber")
    for kolom, asli in unread.items():
        sentence = _('Kegiatan {n}, RAB baris {m}: "{teks}" belum dapat dibaca. Isi kolom ini dengan benar.')
        say(Level.PERINGATAN, "V-13", sentence.format(n=number, m=place, teks=asli), one.id, kolom)


def _check_totals(rkp: RkpDesa, aturan: Aturan, missing: Level, say: Say) -> None:
    """Subtotals are always computed; they can miss the total only by activities outside every bidang."""
    total = jumlah_biaya(rkp.kegiatan)
    inside = sum(rupiah for kode, rupiah in biaya_per_bidang(rkp, aturan).items() if kode)
    if inside != total:
        sentence = _(
            "Jumlah semua bidang {dalam} tidak sama dengan jumlah RKPDes {total}. "
            "Isi kode yang kosong atau betulkan kode yang salah."
        )
        text = sentence.format(dalam=show_money(inside, rp=True), total=show_money(total, rp=True))
        say(missing, "V-11", text, field="kode")


def _check_pagu(rkp: RkpDesa, aturan: Aturan, say: Say) -> None:
    first = {satu.sumber: satu.id for satu in reversed(rkp.pagu)}
    for row in pemakaian_pagu(rkp, aturan):
        place = first.get(row.sumber)
        if row.is_lebih:
            level = Level.GALAT if row.is_definitif else Level.PERINGATAN
            # "melebihi pagu Rp16.000.000" reads as if the pagu were 16 million: the excess stands first
            sentence = _(
                "Biaya {sumber} lebih {lebih} dari pagunya, {batas}. "
                "Kurangi kegiatan atau pindahkan sumber dana."
            )
            text = sentence.format(
                sumber=row.sumber,
                lebih=show_money(-row.sisa, rp=True),
                batas=show_money(row.batas, rp=True),
            )
            say(level, "V-12", text, place, "sumber_biaya")
        elif row.pagu is None and row.terpakai:
            sentence = _("Pagu {sumber} belum diisi, padahal dipakai {terpakai}.")
            text = sentence.format(sumber=row.sumber, terpakai=show_money(row.terpakai, rp=True))
            say(Level.PERINGATAN, "V-12", text, place, "pagu")
        if row.terpakai_silpa > row.silpa:
            sentence = _("SiLPA {sumber} dipakai {terpakai}, padahal tercatat {silpa}.")
            text = sentence.format(
                sumber=row.sumber,
                terpakai=show_money(row.terpakai_silpa, rp=True),
                silpa=show_money(row.silpa, rp=True),
            )
            say(Level.PERINGATAN, "V-12", text, place, "silpa")
    for satu in pagu_kembar(rkp):
        sentence = _("Pagu {sumber} tertulis lebih dari sekali. Jadikan satu baris.")
        say(Level.GALAT, "V-12", sentence.format(sumber=satu.sumber), satu.id, "sumber")
    for satu in rkp.pagu:
        if not satu.sumber and (satu.jumlah or satu.silpa):
            say(Level.PERINGATAN, "V-12", _("Satu pagu belum punya sumber dana."), satu.id, "sumber")


def unused_usulan(usulan: Iterable[Usulan], used: Collection[UUID]) -> list[Usulan]:
    """Agreed proposals that are neither in the plan nor in the DU-RKP (`used`: ids of proposals in them).

    Proposals merged into another count as used with it.
    """
    rows = list(usulan)
    merged = {one for satu in rows for one in satu.gabungan_dari}
    return [
        satu
        for satu in rows
        if satu.status is StatusUsulan.DISEPAKATI and satu.id not in used and str(satu.id) not in merged
    ]


def _check_usulan(rkp: RkpDesa, latar: LatarRkp, missing: Level, say: Say) -> None:
    used = {satu.usulan_id for satu in rkp.kegiatan if satu.usulan_id is not None}
    used |= {*latar.usulan_durkp, *latar.usulan_rpjm}
    if is_perubahan(rkp):  # what a change drops was decided by its special Musrenbangdes
        used |= set(latar.usulan_sah)
    left = unused_usulan(latar.usulan, used)
    if left:
        sentence = _(
            "{jumlah} usulan yang disepakati belum dipakai. "
            "Masukkan, teruskan ke DURKP, atau tunda dengan alasan."
        )
        text = sentence.format(jumlah=sentence_case(terbilang(len(left))))
        say(missing, "K-402", text, left[0].id, "usulan_id")
    for satu in latar.usulan:
        if satu.status is StatusUsulan.DITUNDA and not satu.alasan.strip():
            sentence = _("Usulan {n} ditunda tanpa alasan. Isi alasannya.").format(n=satu.nomor)
            say(Level.PERINGATAN, "K-402", sentence, satu.id, "alasan")


def is_perubahan(rkp: RkpDesa) -> bool:
    """A change with its ground (section 4.4), being made or ratified; a mere correction is none."""
    if not rkp.dasar_perubahan.strip():
        return False
    return nomor_perubahan(rkp.revisi, rkp.status) > 0


def _check_change(rkp: RkpDesa, number: int, latar: LatarRkp, final: bool, say: Say) -> None:
    """A change rests on a reason and on a special Musrenbangdes of its own (V-31, V-32; section 4.4)."""
    level = Level.PERINGATAN if final else Level.SARAN
    if not rkp.dasar_perubahan.strip():
        say(level, "V-32", _("Dasar perubahan RKPDes belum diisi."), field="dasar_perubahan")
    if latar.desa is None:  # the kecamatan knows only whether there was one
        if not latar.has_khusus:
            say(level, "V-32", _("Musrenbangdes khusus untuk perubahan belum diterima."))
        return
    held = rapat_khusus(latar.desa.musyawarah, rpjm=False)
    if len(held) < number:
        text = _("Musrenbangdes khusus untuk perubahan belum disahkan. Sahkan, atau lanjutkan dengan alasan.")
        say(level, "V-32", text)
        return
    last = max((one.tanggal for one in held if one.tanggal is not None), default=None)
    if last is not None and rkp.tanggal_perdes is not None and rkp.tanggal_perdes < last:
        sentence = _("Perdes bertanggal {perdes}, lebih awal dari Musrenbangdes {musrenbang}.")
        text = sentence.format(perdes=show_date(rkp.tanggal_perdes), musrenbang=show_date(last))
        say(Level.PERINGATAN, "V-31", text, field="tanggal_perdes")


def _check_perdes(rkp: RkpDesa, latar: LatarRkp, aturan: Aturan, final: bool, say: Say) -> None:
    missing = Level.GALAT if final else Level.SARAN
    change = nomor_perubahan(rkp.revisi, rkp.status)
    if change:
        _check_change(rkp, change, latar, final, say)
    if not latar.has_musrenbang:
        text = _("Musrenbangdes belum disahkan. Sahkan musyawarahnya, atau lanjutkan dengan alasan.")
        say(Level.PERINGATAN if final else Level.SARAN, "V-32", text)
    if not rkp.nomor_perdes.strip():
        say(missing, "V-31", _("Nomor Perdes RKPDes belum diisi."), field="nomor_perdes")
    if rkp.tanggal_perdes is None:
        say(missing, "V-31", _("Tanggal Perdes RKPDes belum diisi."), field="tanggal_perdes")
        return
    shown = show_date(rkp.tanggal_perdes)
    if latar.tanggal_musrenbang is not None and rkp.tanggal_perdes < latar.tanggal_musrenbang:
        sentence = _("Perdes bertanggal {perdes}, lebih awal dari Musrenbangdes {musrenbang}.")
        text = sentence.format(perdes=shown, musrenbang=show_date(latar.tanggal_musrenbang))
        say(Level.PERINGATAN, "V-31", text, field="tanggal_perdes")
    special = latar.tanggal_khusus if change and latar.desa is None else None
    if special is not None and rkp.tanggal_perdes < special:
        sentence = _("Perdes bertanggal {perdes}, lebih awal dari Musrenbangdes khusus {musrenbang}.")
        text = sentence.format(perdes=shown, musrenbang=show_date(special))
        say(Level.PERINGATAN, "V-31", text, field="tanggal_perdes")
    step = next((satu for satu in aturan.langkah if satu.kunci == "rkpdes"), None)
    if rkp.tanggal_perdes.year not in (rkp.tahun - 1, rkp.tahun):
        sentence = _("Tanggal Perdes {tanggal} tidak sesuai tahun rencana {tahun}. Periksa tahunnya.")
        text = sentence.format(tanggal=shown, tahun=rkp.tahun)
        say(Level.PERINGATAN, "V-31", text, field="tanggal_perdes")
    elif step is not None and not change and rkp.tanggal_perdes > step.batas(rkp.tahun):
        sentence = _("Perdes bertanggal {tanggal}, sesudah batas {batas}.")
        text = sentence.format(tanggal=shown, batas=show_date(step.batas(rkp.tahun)))
        say(Level.PERINGATAN, "V-30", text, field="tanggal_perdes")


def check_durkp(
    durkp: Durkp,
    aturan: Aturan,
    *,
    final: bool,
    usulan: Mapping[UUID, Usulan] | None = None,
    desa: LatarDesa | None = None,
) -> list[Pemeriksaan]:
    """All findings of a DU-RKP, the gravest first (V-03, V-22 to V-24, V-30, V-31, V-51; priorities 1 to n).

    `usulan`: with the proposals of the year by id, those passed on but not in the list are named. `desa`:
    with what the village knows, rows of the RKP Desa and of earlier years are found again.
    """
    findings: list[Pemeriksaan] = []

    def say(level: Level, rule: str, text: str, record: UUID | None = None, field: str = "") -> None:
        findings.append(Pemeriksaan(level, text, rule, record or durkp.id, field))

    missing = Level.GALAT if final else Level.PERINGATAN
    if not durkp.baris:
        say(missing, "V-24", _("DURKP {tahun} belum berisi usulan.").format(tahun=durkp.tahun))
    for place, satu in enumerate(sorted(durkp.baris, key=lambda one: one.urut), 1):
        _check_baris_durkp(satu, place, aturan, missing, say)
        unit = _("Usulan DURKP {n}").format(n=place)
        check_satuan(satu.satuan, unit, aturan, satu.id, say)
        check_kewajaran(satu, unit, aturan, say)
        if desa is not None:
            check_penerima(satu, unit, desa, say, per_dusun=False)
    _check_priorities(durkp.baris, missing, say)
    check_durkp_tanggal(durkp, aturan, say)
    if desa is not None:
        check_kembar_durkp(durkp, desa.rkp, say)
        check_ulangan(durkp, desa.durkp_dulu, aturan, say)
    inside = {satu.usulan_id for satu in durkp.baris}
    for one in (usulan or {}).values():
        if one.status is StatusUsulan.DITERUSKAN and one.id not in inside:
            sentence = _("Usulan {n} diteruskan ke DURKP, tetapi belum ada dalam daftar.")
            say(Level.PERINGATAN, "V-24", sentence.format(n=one.nomor), one.id, "usulan_id")
    return _by_weight(findings)


def _check_baris_durkp(satu: BarisDurkp, place: int, aturan: Aturan, missing: Level, say: Say) -> None:
    if not satu.nama.strip():
        say(missing, "V-24", _("Usulan DURKP {n}: uraian belum diisi.").format(n=place), satu.id, "nama")
    if not satu.sumber:
        sentence = _("Usulan DURKP {n}: sumber dana yang dituju belum diisi.").format(n=place)
        say(missing, "V-24", sentence, satu.id, "sumber")
    elif not any(known.kunci == satu.sumber for known in aturan.sumber_dana_durkp):
        sentence = _("Usulan DURKP {n}: {sumber} bukan sumber dana di luar desa.")
        say(Level.GALAT, "V-24", sentence.format(n=place, sumber=satu.sumber), satu.id, "sumber")
    if satu.kode and aturan.kegiatan(satu.kode) is None:
        sentence = _("Usulan DURKP {n}: kode {kode} tidak ada dalam daftar.")
        say(Level.GALAT, "V-01", sentence.format(n=place, kode=satu.kode), satu.id, "kode")
    empty = {
        "volume": (_("volume"), satu.volume is None or satu.volume <= 0),
        "lokasi": (_("lokasi"), not satu.lokasi.strip()),
        "perkiraan_biaya": (_("perkiraan biaya"), not satu.perkiraan_biaya),
    }
    lacking = {
        field: word for field, (word, is_empty) in empty.items() if is_empty and field not in satu.teks_asli
    }
    if lacking:
        words, field = lacking.values(), next(iter(lacking))
        sentence = _("Usulan DURKP {n}: lengkapi {kolom}.").format(n=place, kolom=", ".join(words))
        say(Level.PERINGATAN, "V-24", sentence, satu.id, field)
    for kolom, asli in satu.teks_asli.items():
        sentence = _('Usulan DURKP {n}: "{teks}" belum dapat dibaca. Isi kolom ini dengan benar.')
        say(Level.PERINGATAN, "V-24", sentence.format(n=place, teks=asli), satu.id, kolom)


def _check_priorities(baris: Sequence[BarisDurkp], missing: Level, say: Callable[..., None]) -> None:
    seen: dict[int, int] = {}
    for satu in baris:
        if satu.prioritas is None:
            text = _("Prioritas belum diisi untuk {nama}.").format(nama=satu.nama or _("usulan tanpa uraian"))
            say(missing, "V-24", text, satu.id, "prioritas")
            continue
        seen[satu.prioritas] = seen.get(satu.prioritas, 0) + 1
        if seen[satu.prioritas] == 2:
            text = _("Prioritas {n} dipakai lebih dari satu usulan.").format(n=satu.prioritas)
            say(Level.GALAT, "V-24", text, satu.id, "prioritas")
    gaps = [number for number in range(1, len(baris) + 1) if number not in seen]
    if gaps and len(seen) == sum(seen.values()) == len(baris):
        text = _("Prioritas harus urut 1 sampai {n}. Belum ada: {kosong}.").format(
            n=len(baris), kosong=", ".join(map(str, gaps))
        )
        say(missing, "V-24", text, field="prioritas")

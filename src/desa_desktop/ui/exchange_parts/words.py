"""The words and figures of the exchange: verification, inbox states, sizes, moments (ux.md 8.1, 8.4)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from desa_desktop.domain.dokumen import find_jenis
from desa_desktop.domain.wording import show_date, show_date_short, show_number, show_time
from desa_desktop.i18n import N_, _
from desa_desktop.services.exchange import KirimanMasuk, RencanaKirim, claimed_moment
from desa_desktop.ui.kit.marks import Mark

_ASK_VILLAGE = N_("Karantina: periksa dengan desa")
_BROKEN = N_("Karantina: rusak atau berubah")
_VERDICTS: dict[str, tuple[Mark, str]] = {
    "sah": (Mark.SELESAI, N_("Sah")),
    "bercabang": (Mark.SELESAI, N_("Sah, ada dokumen bercabang")),
    "lebih_lama": (Mark.TIDAK_ADA, N_("Datang terlambat, isinya sudah tercakup")),
    "sudah_diterima": (Mark.TIDAK_ADA, N_("Sudah diterima")),
    "laptop_dipulihkan": (Mark.PERINGATAN, N_("Laptop dipulihkan?")),
    "nomor_lama": (Mark.PERINGATAN, N_("Nomor lama: tanyakan desa")),
    "nomor_ganda": (Mark.GALAT, _ASK_VILLAGE),
    "kunci_belum_dikenal": (Mark.PERINGATAN, N_("Pengirim belum terdaftar")),
    "tidak_bertanda_tangan": (Mark.GALAT, _BROKEN),
    "bukan_untuk_kita": (Mark.GALAT, N_("Untuk penerima lain")),
    "dicabut": (Mark.GALAT, _ASK_VILLAGE),
    "versi_baru": (Mark.GALAT, N_("Perlu aplikasi lebih baru")),
    "latihan": (Mark.GALAT, N_("Kiriman latihan")),
    "isi_ditolak": (Mark.GALAT, _ASK_VILLAGE),
    "rusak": (Mark.GALAT, _BROKEN),
}
# what is held or left is in no quarantine, whatever its word in the commands (kiriman-format.md 17)
_HELD: dict[tuple[str, str], tuple[Mark, str]] = {
    ("nomor_ganda", "ditahan"): (Mark.PERINGATAN, N_("Menunggu jawaban nomor ganda")),
    ("isi_ditolak", "ditahan"): (Mark.GALAT, N_("Ditahan: isi tidak sah")),
    ("rusak", "ditahan"): (Mark.PERINGATAN, N_("Ditahan: kunci tidak cocok")),
    ("rusak", "dibiarkan"): (Mark.GALAT, N_("Bukan kiriman")),
    ("kunci_belum_dikenal", "karantina"): (Mark.GALAT, _BROKEN),
}
_STATUS = {
    "konsep": N_("konsep"),
    "siap": N_("siap disahkan"),
    "disahkan": N_("Disahkan"),
    "dicabut": N_("Dicabut"),
}
_MB, _GB, _KB = 1_000_000, 1_000_000_000, 1_000


def mark_of(kiriman: KirimanMasuk) -> Mark:
    """The figure of the verification; an unknown word counts as a fault."""
    return _verdict(kiriman)[0]


def verdict_of(kiriman: KirimanMasuk) -> str:
    """The word of the verification: `Sah`, `Sah, nomor 39 belum datang`, `Karantina: rusak atau berubah`."""
    word = _verdict(kiriman)[1]
    text = _(word) if word else kiriman.keadaan.replace("_", " ")
    if kiriman.keadaan == "bercabang" and kiriman.bercabang:
        text = _("Sah, {n} dokumen bercabang").format(n=kiriman.bercabang)
    elif kiriman.keadaan == "sudah_diterima" and kiriman.diterima_pada is not None:
        text = _("Sudah diterima {tanggal}").format(tanggal=day_text(kiriman.diterima_pada))
    if kiriman.is_sah and kiriman.hilang:
        return _("{kata}, nomor {nomor} belum datang").format(kata=text, nomor=kiriman.hilang)
    return text


def _verdict(kiriman: KirimanMasuk) -> tuple[Mark, str]:
    usual = _VERDICTS.get(kiriman.keadaan, (Mark.GALAT, ""))
    if kiriman.status == "dibiarkan" and not kiriman.is_asing:
        return usual  # too large to be copied: it is damaged, and stays on the stick
    return _HELD.get((kiriman.keadaan, kiriman.status), usual)


def state_of(kiriman: KirimanMasuk) -> str:
    """The column `Keadaan` of the inbox."""
    return kiriman.status_kata


def document_state(status: str, revisi: int, jenis: str = "") -> str:
    """`Disahkan (r02)` or `konsep`; `berlaku` for a jenis that nobody signs (the profile)."""
    known = find_jenis(jenis) if jenis else None
    if known is not None and known.is_hidup and status != "dicabut":
        return _("berlaku")
    word = _(_STATUS[status]) if status in _STATUS else status.replace("_", " ")
    if not revisi or status == "konsep":
        return word
    return _("{keadaan} (r{revisi:02d})").format(keadaan=word, revisi=revisi)


def days_text(days: int) -> str:
    """`hari ini`, `34 hari lalu`."""
    return _("{hari} hari lalu").format(hari=days) if days > 0 else _("hari ini")


def size_text(size: int | None) -> str:
    """Bytes as people say them: `1,8 MB`, `210 MB`, `12 KB`; nothing for None."""
    if size is None:
        return ""
    for unit, name in ((_GB, "GB"), (_MB, "MB")):
        if size >= unit:
            places = 1 if size < 100 * unit else 0
            return f"{show_number(round(Decimal(size) / unit, places))} {name}"
    return f"{max(1, round(size / _KB))} KB"


def moment_text(moment: datetime | str | None) -> str:
    """`20/11/2026 10.15` of our own moment or of what a sender claims (`2026-11-20T10:15:00+07:00`)."""
    found = _moment(moment)
    return f"{show_date_short(found.date())} {show_time(found)}" if found is not None else ""


def day_text(moment: datetime | str | None) -> str:
    """`20 November 2026`, an empty text when it is not known."""
    found = _moment(moment)
    return show_date(found.date()) if found is not None else ""


def _moment(moment: datetime | str | None) -> datetime | None:
    if isinstance(moment, datetime):
        return moment.astimezone()
    return claimed_moment(moment) if moment else None


def sender_text(kiriman: KirimanMasuk) -> str:
    """The village or kecamatan a kiriman says it is from, its code when no name is known."""
    return kiriman.pengirim.nama or kiriman.pengirim.kode or _("tidak diketahui")


def photo_words(plan: RencanaKirim) -> list[str]:
    """What the photos and files of the next kiriman are, as sentences; none when no dokumen names any."""
    load, words = plan.lampiran, []
    if load.jumlah:
        sentence = _("{n} foto atau berkas ikut ({ukuran}).")
        words.append(sentence.format(n=load.jumlah, ukuran=size_text(load.bita)))
    if load.sisa:
        words.append(
            _("{n} lagi ikut kiriman sesudahnya, supaya berkasnya tidak terlalu besar.").format(n=load.sisa)
        )
    if load.tidak_ada:
        words.append(_("{n} foto tidak ada di laptop ini, jadi belum ikut.").format(n=load.tidak_ada))
    return words

"""The order of events: none before the one it follows, none taken back while a later one builds upon it.

Source: kependudukan.md 6, the balance of book B.3: who comes back before leaving, or whose leaving is taken
back after the return, is counted once too often in some month.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from desa_desktop.domain.penduduk.mutasi import Mutasi, Peristiwa
from desa_desktop.domain.wording import show_date
from desa_desktop.i18n import N_, _

PERISTIWA: Mapping[Peristiwa, str] = {
    Peristiwa.LAHIR: N_("Lahir"),
    Peristiwa.MATI: N_("Meninggal"),
    Peristiwa.PINDAH: N_("Pindah keluar"),
    Peristiwa.HILANG: N_("Hilang"),
    Peristiwa.DATANG: N_("Datang"),
    Peristiwa.PERGI: N_("Pergi sementara"),
    Peristiwa.KEMBALI: N_("Kembali"),
    Peristiwa.PECAH_KK: N_("Pecah KK"),
    Peristiwa.GABUNG_KK: N_("Gabung KK"),
    Peristiwa.GANTI_KEPALA: N_("Ganti kepala keluarga"),
    Peristiwa.PINDAH_DALAM_DESA: N_("Pindah dalam desa"),
    Peristiwa.UBAH_BIODATA: N_("Ubah biodata"),
    Peristiwa.GABUNG_DATA: N_("Gabung data ganda"),
    Peristiwa.PEMBATALAN: N_("Pembatalan"),
}
"""What an event is called in lists; `event_word` inside a sentence."""
_NOT_CANCELLED = frozenset({Peristiwa.PEMBATALAN, Peristiwa.GABUNG_DATA})


def event_word(peristiwa: Peristiwa) -> str:
    """`pindah keluar`, as it stands inside a sentence; KK stays in capitals."""
    words = _(PERISTIWA[peristiwa])
    return words[:1].lower() + words[1:]


def too_early(entry: Mutasi, riwayat: Iterable[Mutasi], nama: str) -> str:
    """Why the date of an event cannot be right, in one sentence; empty when it can.

    `riwayat` are the events so far of the person. Only what changes the number of residents is held against
    each other; on one day anything may follow.
    """
    counted = sorted((one for one in riwayat if one.sign), key=lambda one: (one.tanggal_peristiwa, one.id))
    last = counted[-1] if counted else None
    if not entry.sign or last is None or last.tanggal_peristiwa <= entry.tanggal_peristiwa:
        return ""
    sentence = _("{nama} tercatat {peristiwa} pada {tanggal}, sesudah tanggal itu. Periksa tanggalnya.")
    when = show_date(last.tanggal_peristiwa)
    return sentence.format(nama=nama, peristiwa=event_word(last.peristiwa), tanggal=when)


def not_cancellable(mutasi: Mutasi, riwayat: Iterable[Mutasi]) -> str:
    """Why an event cannot be cancelled (any more), in one sentence; empty when it can.

    `riwayat` are all events of the person. What others build upon is cancelled after them, the newest first.
    """
    if mutasi.is_batal:
        return _("Peristiwa ini sudah dibatalkan.")
    if mutasi.peristiwa in _NOT_CANCELLED:
        return _("Ini bukan peristiwa yang bisa dibatalkan di sini. Pakai Urungkan bila baru saja dibuat.")
    later = next((one for one in riwayat if _builds_upon(one, mutasi)), None)
    if later is None:
        return ""
    sentence = _(
        "Sesudah itu tercatat {peristiwa} pada {tanggal}. Batalkan dulu peristiwa itu, atau pakai Urungkan."
    )
    return sentence.format(peristiwa=event_word(later.peristiwa), tanggal=show_date(later.tanggal_peristiwa))


def _builds_upon(later: Mutasi, mutasi: Mutasi) -> bool:
    """Ids keep the order of recording; both change whether somebody lives here, the family, or its place."""
    if later.is_batal or later.id.int <= mutasi.id.int or later.peristiwa in _NOT_CANCELLED:
        return False
    if later.peristiwa is mutasi.peristiwa is Peristiwa.PINDAH_DALAM_DESA:
        return later.keluarga_id == mutasi.keluarga_id
    both = (mutasi.rincian, later.rincian)
    return bool(later.sign and mutasi.sign) or all("keluarga_id" in one for one in both)

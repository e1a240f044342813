"""What a Paket Aturan of the kecamatan would change, in the lines of the preview."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desa_desktop.domain.aturan import Aturan, load_paket
from desa_desktop.domain.paket_bagian import BagianSalah
from desa_desktop.domain.paket_beda import BARU, BERUBAH, HILANG, BedaAturan, beda_paket
from desa_desktop.domain.wording import read_date, show_date
from desa_desktop.i18n import _
from desa_desktop.services.exchange.comparing import Compared
from desa_desktop.services.exchange.results import BedaTampil

PAKET_ATURAN = "paket-aturan"


def compare_rules(isi: Mapping[str, Any], aturan: Aturan) -> Compared:
    """Against the rules in force. Accepting the kiriman changes none; the sentence says what does."""
    try:
        found = beda_paket(aturan.isi, load_paket(str(isi["paket"])))
        nomor, day = str(isi["nomor"]), read_date(str(isi["tanggal"]), aturan.tanggal).value
    except (BagianSalah, KeyError, TypeError, ValueError, AttributeError):
        words = _("Paket Aturan ini tidak dapat dibaca. Aturan yang sekarang tetap dipakai.")
        return Compared(0, 0, 0, 0, None, None, words, (), {})
    sentence = _(
        "Paket Aturan {nomor}, {tanggal}: {n} aturan lain dari yang dipakai di sini. Belum berlaku setelah "
        "diterima; tekan Pakai paket ini di Pengaturan, Paket Aturan."
    )
    text = sentence.format(nomor=nomor, tanggal=show_date(day) if day else isi["tanggal"], n=len(found))
    count = {tanda: sum(one.tanda == tanda for one in found) for tanda in (BARU, BERUBAH, HILANG)}
    rows = tuple(_row(number, one) for number, one in enumerate(found, 1))
    return Compared(count[BARU], count[BERUBAH], count[HILANG], 0, None, None, text, rows, {})


def _row(number: int, one: BedaAturan) -> BedaTampil:
    title = f"{one.baris} ({_('anjuran saja')})" if one.is_anjuran else one.baris
    return BedaTampil(
        tanda=one.tanda,
        tempat=f"/{one.bagian}/{number}",
        daftar=one.lembar,
        nomor=0,
        judul=title,
        kolom=one.kolom,
        kolom_teks=one.kolom,
        semula=one.semula,
        menjadi=one.menjadi,
        semula_teks=one.semula,
        menjadi_teks=one.menjadi,
    )

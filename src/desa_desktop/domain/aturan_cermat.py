"""Whether a Paket Aturan that can be read also makes sense: else ranks and dates are wrong in silence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from desa_desktop.domain.paket_bagian import BagianSalah
from desa_desktop.i18n import _

if TYPE_CHECKING:
    from desa_desktop.domain.aturan import Aturan

SKEMA_TINDAKAN = "rpjm"
"""The scheme of form H1, by which the actions of the RPJM Desa are ranked."""
_FULL_WEIGHT = 100
_COMMON_YEAR = 2001  # a deadline must exist in every year, so never 29 February


def check_aturan(aturan: Aturan) -> None:
    """Raises BagianSalah with the place of what contradicts itself or names what is not there."""
    _check_weights(aturan)
    _check_steps(aturan)
    _check_names(aturan)
    if aturan.skema(SKEMA_TINDAKAN) is None:
        raise _wrong("skema_nilai", None, "", _("skema {kunci} tidak ada").format(kunci=SKEMA_TINDAKAN))
    for name, table in (("tim", aturan.rencana.tim), ("unsur", aturan.unsur), ("satuan", aturan.satuan)):
        if not table:
            raise _wrong(name, None, "", _("kosong"))
    _stop_on_double(aturan)


def _wrong(nama: str, baris: int | None, isian: str, why: str) -> BagianSalah:
    where = _("bagian {nama}").format(nama=nama)
    if baris is not None:
        where += _(", baris {n}").format(n=baris)
    return BagianSalah(f"{where}: {why}", nama, baris, isian, why)


def _check_weights(aturan: Aturan) -> None:
    for name, bobot in (("kriteria", aturan.bobot), ("kriteria_kecamatan", aturan.bobot_kecamatan)):
        total = sum(bobot.values())
        if total != _FULL_WEIGHT:
            why = _("jumlah bobot {jumlah}, seharusnya {penuh}").format(jumlah=total, penuh=_FULL_WEIGHT)
            raise _wrong(name, None, "bobot", why)
    if not aturan.pita or aturan.pita[-1].mulai > 0:
        raise _wrong("pita", len(aturan.pita) or None, "mulai", _("yang terendah harus mulai dari 0"))


def _check_steps(aturan: Aturan) -> None:
    for place, satu in enumerate(aturan.langkah, 1):
        try:
            date(_COMMON_YEAR, satu.bulan, satu.hari)
        except ValueError as failure:
            why = _("tanggal {hari}/{bulan} tidak ada setiap tahun")
            raise _wrong("langkah", place, "hari", why.format(hari=satu.hari, bulan=satu.bulan)) from failure
    known = {satu.kunci for satu in aturan.langkah}
    if not aturan.posisi:
        raise _wrong("posisi", None, "", _("kosong"))
    for place, keys in enumerate(aturan.posisi.values(), 1):
        strange = [kunci for kunci in keys if kunci not in known]
        if strange:
            why = _("langkah {nama} tidak ada di lembar Kalender").format(nama=strange[0])
            raise _wrong("posisi", place, "langkah", why)


def _check_names(aturan: Aturan) -> None:
    """Sources, tags and codes that other tables name must be there."""
    tags = {satu.kunci for satu in aturan.tanda}
    for place, satu in enumerate(aturan.daftar_earmark, 1):
        if satu.sumber not in aturan.kode_sumber:
            why = _("sumber dana {nama} tidak dikenal").format(nama=satu.sumber)
            raise _wrong("earmark", place, "sumber", why)
        if satu.tanda not in tags:
            why = _("tanda isu {nama} tidak ada di lembar Tanda isu").format(nama=satu.tanda)
            raise _wrong("earmark", place, "tanda", why)
    for place, tanda in enumerate(aturan.tanda, 1):
        for kode in tanda.kode:
            if aturan.kegiatan(kode) is None:
                why = _("kode kegiatan {kode} tidak ada dalam daftar").format(kode=kode)
                raise _wrong("tanda", place, "kode", why)


def _stop_on_double(aturan: Aturan) -> None:
    """A key that stands twice in a table means two different things."""
    named = [one for one in aturan.rencana.hari_kerja.libur if one.nama]
    tables: Mapping[str, Iterable[tuple[str, str]]] = {
        "kriteria": (("kunci", satu.kunci) for satu in aturan.kriteria),
        "kriteria_kecamatan": (("kunci", satu.kunci) for satu in aturan.kriteria_kecamatan),
        "langkah": (("kunci", satu.kunci) for satu in aturan.langkah),
        "unsur": (("kunci", satu.kunci) for satu in aturan.unsur),
        "kelompok_rentan": (("kunci", satu.kunci) for satu in aturan.kelompok_rentan),
        "tanda": (("kunci", satu.kunci) for satu in aturan.tanda),
        "earmark": (("kunci", f"{satu.tahun} {satu.kunci}") for satu in aturan.daftar_earmark),
        "satuan": (("nama", satu.nama) for satu in aturan.satuan),
        "angka_pokok": (("kunci", satu.kunci) for satu in aturan.angka_pokok),
        "tim": (("kunci", satu.kunci) for satu in aturan.rencana.tim),
        "hari_libur": (("tanggal", f"{one.tahun}-{one.bulan:02}-{one.hari:02}") for one in named),
        "verifikasi": (("kunci", satu.kunci) for satu in aturan.rencana.verifikasi),
    }
    for name, keys in tables.items():
        seen: set[str] = set()
        for place, (isian, kunci) in enumerate(keys, 1):
            if kunci in seen:
                raise _wrong(name, place, isian, _("{kunci} tertulis dua kali").format(kunci=kunci))
            seen.add(kunci)

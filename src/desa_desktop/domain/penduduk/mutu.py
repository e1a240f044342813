"""The findings of a register, counted and named rule by rule: what Mutu Data shows and `data mutu` says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan
from desa_desktop.i18n import N_, _

JUDUL: Mapping[str, str] = {
    "P-101": N_("NIK bukan 16 angka"),
    "P-102": N_("NIK tidak mungkin"),
    "P-103": N_("Kode wilayah NIK tidak dikenal"),
    "P-104": N_("Hari atau bulan di NIK tidak mungkin"),
    "P-105": N_("Tanggal di NIK tidak ada"),
    "P-106": N_("NIK berakhiran 0000"),
    "P-107": N_("NIK tidak cocok dengan tanggal lahir"),
    "P-108": N_("NIK tidak cocok dengan jenis kelamin"),
    "P-109": N_("NIK dipakai lebih dari satu orang"),
    "P-114": N_("Umur menurut NIK lebih dari 110 tahun"),
    "P-121": N_("Nomor KK bukan 16 angka"),
    "P-122": N_("Nomor KK tidak mungkin"),
    "P-125": N_("Tanggal di Nomor KK tidak mungkin"),
    "P-126": N_("Nomor KK dari kecamatan lain"),
    "P-127": N_("Nomor KK dipakai dua keluarga"),
    "P-341": N_("Dusun belum diisi"),
    "P-401": N_("Keluarga tanpa kepala"),
    "P-402": N_("Kepala keluarga lebih dari satu"),
    "P-403": N_("Keluarga belum punya Nomor KK"),
    "P-404": N_("Nomor KK sama dengan NIK anggota"),
    "P-405": N_("Umur orang tua dan anak tidak masuk akal"),
    "P-406": N_("Umur ibu ketika melahirkan lebih dari 55 tahun"),
    "P-501": N_("Nama belum diisi"),
    "P-502": N_("Jenis kelamin belum diisi"),
    "P-503": N_("Tanggal lahir belum diisi"),
    "P-504": N_("Belum punya NIK"),
    "P-505": N_("Tanggal lahir belum terjadi"),
    "P-506": N_("Tanggal kawin atau cerai tidak mungkin"),
    "P-507": N_("Umur lebih dari 110 tahun"),
    "P-508": N_("Istri tercatat laki-laki"),
    "P-509": N_("Suami tercatat perempuan"),
    "P-510": N_("Kawin di bawah umur 16 tahun"),
    "P-511": N_("Laki-laki tercatat hamil"),
    "P-515": N_("Isian anjuran masih kosong"),
    "P-516": N_("Isian belum jelas terbaca"),
    "P-517": N_("Belum masuk keluarga"),
}
"""What each rule of `periksa` is about, as a heading."""

_ORDER = (Level.GALAT, Level.PERINGATAN, Level.SARAN)


@dataclass(frozen=True, slots=True)
class HitungMutu:
    """One rule with how often it was found."""

    aturan: str
    judul: str
    level: Level
    jumlah: int


def rule_title(aturan: str) -> str:
    """The heading of a rule; the number itself for one without."""
    return _(JUDUL[aturan]) if aturan in JUDUL else aturan


def count_rules(temuan: Iterable[Pemeriksaan]) -> list[HitungMutu]:
    """How often each rule was found, the gravest and most frequent first."""
    levels: dict[str, Level] = {}
    numbers: dict[str, int] = {}
    for one in temuan:
        levels.setdefault(one.aturan, one.level)
        numbers[one.aturan] = numbers.get(one.aturan, 0) + 1
    counted = [HitungMutu(key, rule_title(key), levels[key], number) for key, number in numbers.items()]
    return sorted(counted, key=lambda one: (_ORDER.index(one.level), -one.jumlah, one.aturan))

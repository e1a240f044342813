"""Potensi Desa (Prodeskel): land, people, institutions, facilities; yearly."""

from __future__ import annotations

from collections.abc import Sequence

from _formulir.petunjuk import HINTS, RULES
from _formulir.rumus import at_most, codes, column, same_as, total
from desa_desktop.checklists.recipe import Added, Form, Item, Period, Rule

_LAND = {
    "luas_sawah": "I.A Data tanah - Tanah Sawah (Ha)",
    "luas_kering": "I.A Data tanah - Tanah Kering (Ha)",
    "luas_basah": "I.A Data tanah - Tanah Basah (Ha)",
    "luas_perkebunan": "I.A Data tanah - Tanah Perkebunan (Ha)",
    "luas_fasilitas_umum": "I.A Data tanah - Tanah Fasilitas Umum (Ha)",
    "luas_hutan": "I.A Data tanah - Tanah Hutan (Ha)",
}
_CLASSES = ("kurang5ha", "5_10ha", "10_50ha", "50_100ha", "100_500ha", "500_1000ha", "lebih1000ha")
_SEXES = {"l": "laki-laki", "p": "perempuan"}
_BY_SEX = {
    "usia": "menurut umur",
    "pendidikan": "menurut pendidikan",
    "agama": "menurut agama",
    "warganegara": "menurut kewarganegaraan",
}


def form(rows: Sequence[Item]) -> Form:
    """The form of the list in hand: what is added up follows the rows that it has."""
    land = {
        name: [code for code in codes(rows, section) if code != "luas_total"]
        for name, section in _LAND.items()
    }
    formulas = {
        "luas_total": total(list(land)),
        "hutan_total": total(codes(rows, "I.A Kehutanan", ["decimal"])[:4]),
        "kondisi_hutan__total": total(["kondisi_hutan__baik", "kondisi_hutan__rusak"]),
        "jml_total": total(["jml_l", "jml_p"]),
        "kepadatan": "if(${luas_total} > 0 and ${jml_total} != '', "
        "round(${jml_total} div (${luas_total} div 100), 2), '')",
    }
    for crop in ("pangan", "buah", "kebun"):
        formulas[f"{crop}_memiliki"] = total([f"{crop}_{size}" for size in _CLASSES])
        formulas[f"{crop}_total"] = total([f"{crop}_memiliki", f"{crop}_tidak"])
    added = {
        land[name][-1]: [Added(name, section.removeprefix("I.A Data tanah - "), total(land[name]))]
        for name, section in _LAND.items()
    }
    checks = {
        "jml_kk": Rule(at_most("jml_total"), "Keluarga lebih banyak daripada penduduk. Periksa keduanya."),
        "partisipasi_politik__pakai_l": Rule(
            at_most("partisipasi_politik__hak_l"),
            "Laki-laki yang memakai hak pilih lebih banyak daripada yang mempunyainya.",
        ),
        "partisipasi_politik__pakai_p": Rule(
            at_most("partisipasi_politik__hak_p"),
            "Perempuan yang memakai hak pilih lebih banyak daripada yang mempunyainya.",
        ),
    }
    for table, words in _BY_SEX.items():
        added[table] = [_sum(table, sex, f"Jumlah {name} {words}") for sex, name in _SEXES.items()]
        for sex, name in _SEXES.items():
            sentence = f"Jumlah {name} {words} tidak sama dengan jumlah {name} di bagian Jumlah."
            checks[f"{table}_jumlah_{sex}"] = Rule(same_as(f"jml_{sex}"), sentence)
    added["pekerjaan"] = [
        _sum("pekerjaan", sex, f"Jumlah {name} menurut pekerjaan") for sex, name in _SEXES.items()
    ]
    for sex, name in _SEXES.items():
        sentence = f"Jumlah {name} menurut pekerjaan lebih banyak daripada jumlah {name}."
        checks[f"pekerjaan_jumlah_{sex}"] = Rule(at_most(f"jml_{sex}"), sentence)
    return Form(
        hints=HINTS,
        rules=RULES,
        title="Potensi Desa (Prodeskel)",
        period=Period.TAHUN,
        formulas=formulas,
        added=added,
        checks=checks,
        limits={
            "koordinat_bujur": Rule(". >= 95 and . <= 142", "Bujur Indonesia antara 95 dan 142 derajat."),
            "koordinat_lintang": Rule(". >= -12 and . <= 7", "Lintang Indonesia antara -12 dan 7 derajat."),
            "kemiringan_tanah": Rule(". >= 0 and . <= 90", "Isi 0 sampai 90 derajat."),
            "suhu_harian": Rule(". >= -5 and . <= 50", "Isi suhu dalam derajat Celsius, misalnya 27."),
        },
        below_zero=("tinggi_dpl",),
        notes=(
            "Butir bertanda belum dipastikan tidak ditemukan pada form resmi yang diperoleh.",
            "Isian ini tidak menghitung tingkat swadaya, swakarya, atau swasembada.",
            "Luas wilayah dijumlahkan dari semua data tanah. Bandingkan dengan luas di profil desa.",
            "Jumlah menurut umur, pendidikan, agama, dan warga negara dibandingkan dengan jumlah penduduk.",
        ),
    )


def _sum(table: str, sex: str, label: str) -> Added:
    return Added(f"{table}_jumlah_{sex}", label, column(f"{table}__{sex}"), "integer", "orang")

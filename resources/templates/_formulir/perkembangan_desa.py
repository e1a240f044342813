"""Tingkat Perkembangan Desa (Prodeskel): what changed in a year. Its weights are not known: no level."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from _formulir.petunjuk import HINTS, RULES
from _formulir.rumus import at_most, growth, parts_of, same_as, series, share, total
from desa_desktop.checklists.recipe import Added, Form, Item, Period, Rule

_SECTORS = ("pdb_dagang", "pdb_keuangan", "pdb_jasa", "pdb_angkutan", "pdb_listrik")
_SUMS = {  # a computed total to the columns it adds up
    "pdb_total_produksi": ("pdb_industri__nilai", *(f"{one}__produksi" for one in _SECTORS)),
    "pdb_total_transaksi": tuple(f"{one}__nilai_transaksi" for one in _SECTORS),
    "pdb_total_biaya": ("pdb_industri__biaya_antara", *(f"{one}__biaya" for one in _SECTORS)),
    "pdb_total_biaya_lain": ("pdb_dagang__biaya_lain",),
    "pdb_total_pendapatan": ("pdb_dagang__pendapatan",),
}
_HOUSES = {"dinding": "dinding", "lantai": "lantai", "atap": "atap"}


def form(rows: Sequence[Item]) -> Form:
    """The form of the list in hand: series are added up as long as they are."""
    return Form(
        hints=HINTS,
        rules=RULES,
        title="Tingkat Perkembangan Desa (Prodeskel)",
        period=Period.TAHUN,
        formulas=_formulas(rows),
        added=_added(rows),
        checks=_checks(rows),
        limits={
            "koordinat_bujur": Rule(". >= 95 and . <= 142", "Bujur Indonesia antara 95 dan 142 derajat."),
            "koordinat_lintang": Rule(". >= -12 and . <= 7", "Lintang Indonesia antara -12 dan 7 derajat."),
        },
        below_zero=("ketinggian", "pdk_persen_l", "pdk_persen_p", "kk_persen"),
        notes=(
            "Isian ini tidak menghitung tingkat perkembangan resmi: bobot tiap butir belum dipastikan.",
            "Butir bertanda belum dipastikan tidak ditemukan pada form resmi yang diperoleh.",
            "Kejadian keamanan dan kesehatan dilaporkan sebagai angka saja, tanpa nama.",
            "Angka yang harus sama atau tidak boleh lebih besar dibandingkan dan diberi peringatan.",
        ),
    )


def _formulas(rows: Sequence[Item]) -> dict[str, str]:
    return {
        "pdk_persen_l": growth("pdk_ini_l", "pdk_lalu_l"),
        "pdk_persen_p": growth("pdk_ini_p", "pdk_lalu_p"),
        "kk_ini_total": total(["kk_ini_l", "kk_ini_p"]),
        "kk_lalu_total": total(["kk_lalu_l", "kk_lalu_p"]),
        "kk_persen": growth("kk_ini_total", "kk_lalu_total"),
        "kesejahteraan_total": total(series(rows, "kesejahteraan_0")),
        **{name: _sum_of_tables(columns) for name, columns in _SUMS.items()},
        "riil_5": total(["riil_3", "riil_4"]),
        "riil_6": "if(${riil_1} + ${riil_2} > 0 and ${riil_5} != '', "
        "round(${riil_5} div (${riil_1} + ${riil_2}), 0), '')",
        "tanah_total": total([code for code in series(rows, "tanah_") if code != "tanah_total"]),
        "didik_persen_buta": share("didik_01", "pdk_ini_total"),
        "didik_persen_sltp": share("didik_08", "pdk_ini_total"),
    }


def _sum_of_tables(columns: Sequence[str]) -> str:
    """Columns of several tables in one sum; empty while all of them are."""
    counted = " + ".join(f"count-non-empty(${{{one}}})" for one in columns)
    summed = " + ".join(f"coalesce(sum(${{{one}}}), 0)" for one in columns)
    return f"if({counted} = 0, '', {summed})"


def _added(rows: Sequence[Item]) -> dict[str, list[Added]]:
    found = {
        "pdk_lalu_p": [Added("pdk_ini_total", "Jumlah penduduk tahun ini", total(["pdk_ini_l", "pdk_ini_p"]))]
    }
    for start, words in _HOUSES.items():
        parts = series(rows, f"{start}_")
        found[parts[-1]] = [
            Added(f"rumah_{start}", f"Jumlah rumah menurut {words}", total(parts), "integer", "rumah")
        ]
    for start, label in {
        "tempatsalin_": "Jumlah persalinan menurut tempat",
        "tolongsalin_": "Jumlah persalinan menurut penolong",
    }.items():
        parts = series(rows, start)
        found[parts[-1]] = [Added(f"{start}jumlah", label, total(parts), "integer", "persalinan")]
    methods = [code for code in series(rows, "kb_") if code not in {"kb_01", "kb_10"}]
    found["kb_10"] = [
        Added("kb_jumlah_cara", "Jumlah pengguna menurut cara KB", total(methods), "integer", "orang"),
        Added("kb_jumlah_pus", "Akseptor dan PUS tanpa KB", total(["kb_01", "kb_10"]), "integer", "orang"),
    ]
    found["gizi_05"] = [
        Added(
            "gizi_jumlah", "Jumlah balita menurut gizi", total(series(rows, "gizi_")[1:]), "integer", "orang"
        )
    ]
    return found


def _checks(rows: Sequence[Item]) -> Mapping[str, Rule]:
    aset = [code for code in series(rows, "aset_") if code[5:].isdecimal()]
    return {
        "kk_ini_total": Rule(
            at_most("pdk_ini_total"), "Keluarga lebih banyak daripada penduduk. Periksa keduanya."
        ),
        **parts_of("pengangguran_01", series(rows, "pengangguran_0")[1:], "penduduk usia 18-56 tahun"),
        "kesejahteraan_total": Rule(
            same_as("kk_ini_total"), "Jumlah keluarga menurut kesejahteraan tidak sama dengan jumlah KK."
        ),
        "riil_1": Rule(same_as("kk_ini_total"), "Jumlah KK tidak sama dengan bagian Jumlah Keluarga."),
        "tanah_total": Rule(
            same_as("pdk_ini_total"), "Jumlah menurut kepemilikan tanah tidak sama dengan jumlah penduduk."
        ),
        **parts_of("aset_total", aset, "jumlah keluarga seluruhnya"),
        "aset_total": Rule(same_as("kk_ini_total"), "Tidak sama dengan jumlah KK tahun ini."),
        "rumah_lantai": Rule(same_as("rumah_dinding"), "Tidak sama dengan jumlah rumah menurut dinding."),
        "rumah_atap": Rule(same_as("rumah_dinding"), "Tidak sama dengan jumlah rumah menurut dinding."),
        "wajar_03": Rule(
            "${wajar_01} = '' or ${wajar_02} = '' or . + ${wajar_02} = ${wajar_01}",
            "Yang sekolah dan yang tidak sekolah tidak sama dengan jumlah penduduk 7-15 tahun.",
        ),
        **parts_of("bumil_01", [f"bumil_{n:02d}" for n in range(2, 8)], "jumlah ibu hamil"),
        "bumil_12": Rule(at_most("bumil_10"), "Lebih banyak daripada jumlah ibu nifas. Periksa keduanya."),
        **parts_of("bayi_02", ("bayi_03", "bayi_04", "bayi_07"), "jumlah bayi lahir"),
        "tolongsalin_jumlah": Rule(
            same_as("tempatsalin_jumlah"), "Tidak sama dengan jumlah persalinan menurut tempat."
        ),
        **{
            part: Rule(at_most(whole), "Lebih banyak daripada jumlah bayi seumur itu. Periksa keduanya.")
            for part, whole in {
                "imunisasi_02": "imunisasi_01",
                "imunisasi_04": "imunisasi_03",
                "imunisasi_06": "imunisasi_05",
                "imunisasi_08": "imunisasi_07",
            }.items()
        },
        "kb_jumlah_cara": Rule(same_as("kb_01"), "Tidak sama dengan jumlah akseptor KB."),
        "kb_jumlah_pus": Rule(at_most("pus_04"), "Lebih banyak daripada jumlah pasangan usia subur."),
        "gizi_jumlah": Rule(at_most("gizi_01"), "Lebih banyak daripada jumlah balita. Periksa keduanya."),
        "pajak_04": Rule(at_most("pajak_03"), "Realisasi PBB di atas target. Pastikan angkanya benar."),
        "pajak_09": Rule(at_most("pajak_08"), "Realisasi retribusi di atas target. Pastikan angkanya benar."),
        "pajak_12": Rule(at_most("pajak_11"), "Realisasi pungutan di atas target. Pastikan angkanya benar."),
        **parts_of("pemilu_01", ("pemilu_02", "pemilu_08"), "penduduk yang memiliki hak pilih"),
        **parts_of("pilkada_01", ("pilkada_02", "pilkada_03"), "penduduk yang mempunyai hak pilih"),
        "penderita__jumlah": Rule(
            "coalesce(${penderita__rumah}, 0) + coalesce(${penderita__rs}, 0)"
            " + coalesce(${penderita__puskesmas}, 0) <= .",
            "Yang dirawat lebih banyak daripada jumlah penderita.",
        ),
    }

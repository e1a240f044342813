"""Kecamatan Berdaya: what the kecamatan watches each quarter over its five programmes."""

from __future__ import annotations

from collections.abc import Sequence

from _formulir.petunjuk import HINTS, RULES
from _formulir.rumus import at_most, column, parts_of
from desa_desktop.checklists.recipe import Added, Form, Item, Office, Period, Rule

_PILLARS = {
    "skor_rppa": "RPPA",
    "skor_dis": "Disabilitas",
    "skor_lansia": "Lansia",
    "skor_zil": "Zilenial",
    "skor_sport": "Sport center",
}


def form(_rows: Sequence[Item]) -> Form:
    """The form; nothing in it depends on how long the list is."""
    return Form(
        hints=HINTS,
        rules=RULES,
        title="Kecamatan Berdaya",
        period=Period.TRIWULAN,
        office=Office.KECAMATAN,
        points="kode",
        dimension_of=_PILLARS,
        added={
            "d_ragam": [
                Added(
                    "d_ragam_l", "Jumlah laki-laki menurut ragam", column("d_ragam__l"), "integer", "orang"
                ),
                Added(
                    "d_ragam_p", "Jumlah perempuan menurut ragam", column("d_ragam__p"), "integer", "orang"
                ),
            ]
        },
        limits={
            "s_jam": Rule(". >= 0 and . <= 168", "Satu minggu terdiri dari 168 jam."),
        },
        checks={
            "r_petugas_latih": Rule(at_most("r_petugas"), "Lebih banyak daripada jumlah petugas."),
            **parts_of("r_kasus", ("r_konseling", "r_rujuk"), "jumlah kasus"),
            "d_ragam_p": Rule(
                "${d_jumlah} = '' or ${d_ragam_l} = '' or . + ${d_ragam_l} = ${d_jumlah}",
                "Jumlah menurut ragam tidak sama dengan penyandang disabilitas terdata.",
            ),
            **parts_of("d_jumlah", ("d_dokumen", "d_jkn"), "penyandang disabilitas terdata"),
            **parts_of("l_jumlah", ("l_resiko", "l_periksa", "l_bantuan"), "jumlah lansia"),
            "z_kartu": Rule(at_most("z_pemuda"), "Lebih banyak daripada penduduk usia 16-30 tahun."),
            "anggaran__realisasi": Rule(at_most("anggaran__pagu"), "Realisasi di atas pagu."),
        },
        local=("opd__kontak",),
        below_zero=(),
        notes=(
            "Penilaian pelaksanaan 0 sampai 3 rancangan sendiri dan belum dipastikan dengan aturan resmi.",
            "Kasus RPPA ditulis sebagai angka. Nama dan cerita korban tidak boleh ditulis di sini.",
            "Nilai program = kode ÷ 3 × 100. Nilai seluruhnya = rata-rata lima program.",
        ),
    )

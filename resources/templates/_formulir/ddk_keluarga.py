"""Data Dasar Keluarga (Prodeskel): one form for each family of a year. It never leaves the village."""

from __future__ import annotations

from collections.abc import Sequence

from _formulir.petunjuk import HINTS, RULES
from desa_desktop.checklists.recipe import Added, Filler, Form, Item, Period, Privacy, Rule


def form(_rows: Sequence[Item]) -> Form:
    """The form; nothing in it depends on how long the list is."""
    return Form(
        hints=HINTS,
        rules=RULES,
        title="Data Dasar Keluarga (Prodeskel)",
        period=Period.TAHUN,
        filler=Filler.KELUARGA,
        privacy=Privacy.LOKAL,
        formulas={"k2_1__1": "position(..)"},
        added={
            "k2_1__6": [
                Added(
                    "k2_1__kepala", "Kepala keluarga", "if(${k2_1__6} = '1', 1, if(${k2_1__6} = '', '', 0))"
                )
            ]
        },
        limits={
            "k1_4__kualitas": Rule(
                "not(selected(., '1') and count-selected(.) > 1)",
                "Baik tidak boleh bersama pilihan lain.",
            ),
            "k2_7__anggota": Rule(". >= 1 and . <= 50", "Isi nomor urut anggota di bagian 2.1."),
        },
        checks={
            "nama_kk": Rule(
                "count-non-empty(${k2_1__kepala}) = 0 or sum(${k2_1__kepala}) = 1",
                "Anggota yang menjadi Kepala Keluarga harus tepat satu orang.",
            ),
            "k1_2": Rule(
                "${k1_1} = '' or . <= ${k1_1} * 3",
                "Pengeluaran lebih dari tiga kali penghasilan. Pastikan angkanya benar.",
            ),
            "k2_1__9": Rule(
                "${k2_1__8} = '' or . >= ${k2_1__8}", "Akta tercatat sebelum tanggal lahir. Periksa keduanya."
            ),
        },
        below_zero=(),
        notes=(
            "Jawaban keluarga ini tetap di desa dan tidak ikut dalam kiriman ke kecamatan.",
            "Bagian 1.26 sampai 1.36 peka: isi tanpa orang lain di dekat layar.",
            "Butir bertanda belum dipastikan tidak ditemukan pada form resmi yang diperoleh.",
        ),
    )

"""Indeks Desa (Permendesa PDTT 9/2024): 126 aspects scored 1 to 5; yearly. Criteria were not obtained."""

from __future__ import annotations

from collections.abc import Sequence

from _formulir.petunjuk import HINTS, RULES
from _formulir.rumus import total
from desa_desktop.checklists.recipe import Form, Item, Period, Rule


def form(rows: Sequence[Item]) -> Form:
    """The form; a dimension's score is the sum of the aspects that the list has."""
    rated = [row for row in rows if row["tipe"] == "select_one" and row["pilihan"].startswith("1:")]
    sections = dict.fromkeys(row["bagian"] for row in rated)
    names = list(dict.fromkeys(section.split(" - ")[0] for section in sections))
    return Form(
        hints=HINTS,
        rules=RULES,
        title="Indeks Desa",
        period=Period.TAHUN,
        points="tingkat",
        dimensions={section: section.split(" - ")[0].split(". ", 1)[-1] for section in sections},
        formulas={
            f"skor_dimensi_{number}": total([row["kode"] for row in rated if row["bagian"].startswith(name)])
            for number, name in enumerate(names, start=1)
        },
        limits={
            "skor_total": Rule(". >= 0 and . <= 100", "Isi skor dari aplikasi Indeks Desa, 0 sampai 100.")
        },
        below_zero=(),
        notes=(
            "Kriteria tiap skor dan ambang status Indeks Desa belum dipastikan. "
            "Skor dan status resmi hanya dari aplikasi kementerian; ketik hasilnya di bagian 7.",
            "Skor dimensi = jumlah skor aspeknya.",
            "Nilai dimensi di kartu skor = (skor - 1) ÷ 4 × 100, dirata-ratakan; bukan skor resmi.",
        ),
    )

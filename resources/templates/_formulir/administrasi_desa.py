"""Kelengkapan Administrasi Desa: the books of Permendagri 47/2016 and what belongs to them, half-yearly."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from _formulir.petunjuk import HINTS, RULES
from _formulir.rumus import points
from desa_desktop.checklists.recipe import Added, Form, Item, Rule

_PERCENT = Rule(". >= 0 and . <= 100", "Isi 0 sampai 100.")


def form(rows: Sequence[Item]) -> Form:
    """The form; the score is that of the rated rows that the list has."""
    rated = [row for row in rows if row["tipe"] == "select_one" and row["pilihan"].startswith("2:")]
    added: dict[str, list[Added]] = {}
    shorts: list[str] = []
    for section, group in groupby(rated, lambda row: row["bagian"]):
        items = list(group)
        short = section.split(".")[0].lower()
        codes = [row["kode"] for row in items]
        always = sum(not row["syarat"] for row in items)
        asked = [f"if({row['syarat']}, 1, 0)" for row in items if row["syarat"]]
        added[codes[-1]] = [
            Added(f"nilai_{short}", f"Jumlah nilai {section}", points(codes)),
            Added(f"berlaku_{short}", f"Butir yang berlaku {section}", " + ".join([str(always), *asked])),
            Added(
                f"terisi_{short}", f"Isi {section}", f"concat({', '.join(f'${{{code}}}' for code in codes)})"
            ),
        ]
        shorts.append(short)
    everything = ", ".join(f"${{terisi_{short}}}" for short in shorts)
    score = " + ".join(f"${{nilai_{short}}}" for short in shorts)
    most = " + ".join(f"${{berlaku_{short}}}" for short in shorts)
    return Form(
        hints=HINTS,
        rules=RULES,
        title="Kelengkapan Administrasi Desa",
        points="kode",
        dimensions={
            section: section.split(". ", 1)[-1].removesuffix(" (Permendagri 47/2016)")
            for section in dict.fromkeys(row["bagian"] for row in rated)
        },
        formulas={
            "skor": f"if(concat({everything}) = '', '', round(({score}) div (2 * ({most})) * 100, 1))",
        },
        added=added,
        limits={"h_persen_ddk": _PERCENT, "skor_lalu": _PERCENT},
        below_zero=("g_selisih_kas",),
        notes=(
            "Nilai tiap butir mengikuti kode pilihannya (2, 1, 0). Bobot antarbutir sama; "
            "cara menilai ini rancangan sendiri dan belum dipastikan.",
            "Skor tertib administrasi = jumlah nilai ÷ (2 × butir yang berlaku) × 100. "
            "Butir yang belum dijawab dihitung nol.",
        ),
    )

"""Evaluasi Perkembangan Desa (Permendagri 81/2015): 225 items whose code is their score; yearly."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from _formulir.petunjuk import HINTS, RULES
from _formulir.rumus import answered, at_most, points
from desa_desktop.checklists.recipe import Added, Form, Item, Period, Rule

_NOT_RATED = ("a1", "a2")


def form(rows: Sequence[Item]) -> Form:
    """The form; scores are added up over the rated rows that the list has."""
    rated = [
        row
        for row in rows
        if row["tipe"] == "select_one"
        and row["kode"][:2] not in _NOT_RATED
        and "_" in row["kode"]
        and row["bagian"] != "D. Hasil"
    ]
    by_section = {
        section: [row["kode"] for row in group]
        for section, group in groupby(rated, lambda row: row["bagian"])
    }
    added: dict[str, list[Added]] = {}
    for section, codes in by_section.items():
        short = codes[0].split("_")[0]
        label = section.split(" - ")[-1]
        added[codes[-1]] = [
            Added(f"nilai_{short}", f"Jumlah nilai {label}", points(codes)),
            Added(f"terisi_{short}", f"Butir terisi {label}", answered(codes)),
        ]
    shorts = [codes[0].split("_")[0] for codes in by_section.values()]
    count = " + ".join(f"${{terisi_{short}}}" for short in shorts)
    score = " + ".join(f"${{nilai_{short}}}" for short in shorts)
    classes = (
        "if(${total_skor} >= 451, 'cepat_berkembang', "
        "if(${total_skor} >= 301, 'berkembang', 'kurang_berkembang'))"
    )
    last = by_section[rated[-1]["bagian"]][-1]
    added[last] = [*added[last], Added("terisi_semua", "Butir bernilai yang terisi", count)]
    return Form(
        hints=HINTS,
        rules=RULES,
        title="Evaluasi Perkembangan Desa",
        period=Period.TAHUN,
        points="kode",
        dimensions={section: section.split(" - ")[0].split(". ", 1)[-1] for section in by_section},
        formulas={
            "total_skor": f"if(${{terisi_semua}} = 0, '', {score})",
            "klasifikasi": f"if(${{terisi_semua}} < {len(rated)}, '', {classes})",
        },
        added=added,
        checks={
            "a2_total": Rule(
                "${a2_l} = '' or ${a2_p} = '' or . = ${a2_l} + ${a2_p}",
                "Jumlah laki-laki dan perempuan tidak sama dengan jumlah penduduk total.",
            ),
            "a2_u56": Rule(
                "${a2_total} = '' or ${a2_u15} = '' or ${a2_u1556} = ''"
                " or . + ${a2_u15} + ${a2_u1556} = ${a2_total}",
                "Jumlah menurut umur tidak sama dengan jumlah penduduk total.",
            ),
            "a2_kk": Rule(at_most("a2_total"), "Keluarga lebih banyak daripada penduduk. Periksa keduanya."),
        },
        below_zero=(),
        notes=(
            "Nilai tiap butir mengikuti kode pilihannya. Nilai dan batas klasifikasi belum dipastikan "
            "dengan lampiran Permendagri 81/2015.",
            "Klasifikasi dihitung hanya bila semua butir bernilai terisi; hasilnya perkiraan.",
            "Nilai bidang = jumlah kode ÷ jumlah kode tertinggi × 100.",
        ),
    )

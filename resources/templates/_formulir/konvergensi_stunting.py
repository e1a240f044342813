"""Konvergensi Stunting: the quarterly scorecard with its monthly rows of mothers and children."""

from __future__ import annotations

from collections.abc import Sequence

from _formulir.petunjuk import HINTS, RULES
from _formulir.rumus import at_most, column, share
from desa_desktop.checklists.recipe import Added, Form, Item, Period, Rule

_LATEST = "Bulan pantau terakhir"
_MEASURED = ", '|', ".join(f"${{anak__{one}}}" for one in ("jk", "lahir", "tanggal", "bb", "tb", "cara"))


def form(_rows: Sequence[Item]) -> Form:
    """The form: sums from its tables; what the list of people says beside what was typed."""
    born = "${anak__lahir}"
    age = (
        f"(${{tahun}} * 12 + ${{anak__bulan}})"
        f" - (number(format-date({born}, '%Y')) * 12 + number(format-date({born}, '%n')))"
    )
    return Form(
        hints=HINTS,
        rules=RULES,
        title="Konvergensi Stunting",
        period=Period.TRIWULAN,
        formulas={
            "t3_bumil__persen": share("t3_bumil__y", "t3_bumil__n"),
            "t3_anak__persen": share("t3_anak__y", "t3_anak__n"),
            "t3_paud__persen": share("t3_paud__y", "t3_paud__n"),
            "t4_bumil_terima": column("t3_bumil__y"),
            "t4_bumil_seharusnya": column("t3_bumil__n"),
            "t4_bumil_persen": share("t4_bumil_terima", "t4_bumil_seharusnya"),
            "t4_anak_terima": column("t3_anak__y"),
            "t4_anak_seharusnya": column("t3_anak__n"),
            "t4_anak_persen": share("t4_anak_terima", "t4_anak_seharusnya"),
            "t4_total": "if(coalesce(${t4_bumil_seharusnya}, 0) + coalesce(${t4_anak_seharusnya}, 0) > 0, "
            "round((coalesce(${t4_bumil_terima}, 0) + coalesce(${t4_anak_terima}, 0))"
            " div (coalesce(${t4_bumil_seharusnya}, 0) + coalesce(${t4_anak_seharusnya}, 0)) * 100, 2), '')",
            "t5__persen": share("t5__stunting", "t5__total"),
            "anak__umur": f"if({born} = '' or ${{anak__bulan}} = '' or ${{tahun}} = '', '', {age})",
        },
        added={
            "bumil__jkn": [
                Added("bumil__terakhir", _LATEST, _is_latest("bumil", "1")),
                Added(
                    "bumil__kek", "KEK/RISTI di bulan terakhir", _is_latest("bumil", "1", "status", "2", "3")
                ),
            ],
            "bumil": [
                Added("bumil_bulan", _LATEST, "max(${bumil__bulan})"),
                Added("bumil_jumlah", "Ibu hamil di bulan terakhir", column("bumil__terakhir")),
                Added("bumil_jumlah_kek", "Ibu hamil KEK/RISTI di bulan terakhir", column("bumil__kek")),
            ],
            "anak__cara": [
                Added("anak__bb_u", "BB/U (WHO)", _growth("bb_u"), "text"),
                Added("anak__tb_u", "PB/U atau TB/U (WHO)", _growth("tb_u"), "text"),
                Added("anak__bb_tb", "BB/PB atau BB/TB (WHO)", _growth("bb_tb"), "text"),
                Added("anak__gizi_who", "Status gizi menurut WHO", _growth("gizi")),
                Added(
                    "anak__gizi_pakai",
                    "Status gizi yang dihitung",
                    "coalesce(${anak__gizi}, ${anak__gizi_who})",
                ),
            ],
            "anak__paud": [
                Added("anak__terakhir", _LATEST, _is_latest("anak", "1")),
                Added(
                    "anak__kurang",
                    "Gizi kurang, buruk, stunting",
                    _is_latest("anak", "1", "gizi_pakai", "2", "3", "4"),
                ),
                Added("anak__merah", "Tikar merah", _is_latest("anak", "1", "tikar", "2")),
                Added("anak__kuning", "Tikar kuning", _is_latest("anak", "1", "tikar", "3")),
                Added("anak__hijau", "Tikar hijau", _is_latest("anak", "1", "tikar", "4")),
            ],
            "anak": [
                Added("anak_bulan", _LATEST, "max(${anak__bulan})"),
                Added("anak_jumlah", "Anak di bulan terakhir", column("anak__terakhir")),
                Added("anak_jumlah_kurang", "Anak gizi kurang, buruk, stunting", column("anak__kurang")),
                Added("anak_jumlah_merah", "Anak tikar merah", column("anak__merah")),
                Added("anak_jumlah_kuning", "Anak tikar kuning", column("anak__kuning")),
                Added("anak_jumlah_hijau", "Anak tikar hijau", column("anak__hijau")),
            ],
        },
        limits={
            "bumil__nik": Rule("regex(., '[0-9]{16}')", "NIK terdiri dari 16 angka."),
            "anak__nik": Rule("regex(., '[0-9]{16}')", "NIK terdiri dari 16 angka."),
            "paud__nik": Rule("regex(., '[0-9]{16}')", "NIK terdiri dari 16 angka."),
            "anak__bb": Rule(". > 0 and . <= 40", "Isi berat badan dalam kg, misalnya 9,4."),
            "anak__tb": Rule(". >= 30 and . <= 130", "Isi panjang badan dalam cm, misalnya 74,5."),
        },
        checks={
            **_from_people(),
            "t2_total": Rule(at_most("t1_anak"), "Lebih banyak daripada jumlah anak 0-23 bulan di Tabel 1."),
            "t2_merah": Rule(
                "${t2_total} = '' or . + coalesce(${t2_hijau}, 0) + coalesce(${t2_kuning}, 0) <= ${t2_total}",
                "Hijau, kuning, dan merah lebih banyak daripada jumlah anak 0-23 bulan.",
            ),
            "t1_bumil_kek": Rule(at_most("t1_bumil"), "Lebih banyak daripada jumlah ibu hamil."),
            **{
                f"{table}__y": Rule(
                    at_most(f"{table}__n"), "Yang diterima lebih banyak daripada yang seharusnya."
                )
                for table in ("t3_bumil", "t3_anak", "t3_paud")
            },
            "t5__stunting": Rule(
                at_most("t5__total"), "Alokasi stunting lebih besar daripada alokasi bidangnya."
            ),
            "anak__gizi": Rule(
                "${anak__gizi_who} = '' or . = ${anak__gizi_who}",
                "Berbeda dari hitungan menurut standar WHO. Lihat kolom BB/U, TB/U, dan BB/TB.",
            ),
            "anak__umur": Rule(". >= 0 and . <= 23", "Umur anak di luar 0 sampai 23 bulan."),
            "bumil__bulan": Rule(_in_quarter(), "Bulan ini di luar kuartal yang dipilih."),
            "anak__bulan": Rule(_in_quarter(), "Bulan ini di luar kuartal yang dipilih."),
        },
        local=("bumil", "anak", "paud", "tindak__sasaran"),
        below_zero=(),
        notes=(
            "Daftar ibu dan anak (Formulir 2A, 2B, 2C) tetap di desa; yang dikirim hanya angka Tabel 1-5.",
            "Butir bertanda belum dipastikan tidak ditemukan pada form resmi yang diperoleh.",
            "Tabel 1 dan 2 dibandingkan dengan daftar pada bulan pantau terakhir.",
            "Status gizi dihitung dari standar WHO dan Permenkes 2/2020 bila jenis kelamin, tanggal lahir, "
            "tanggal penimbangan, berat, dan panjang diisi. "
            "Bila Status gizi kosong, hitungan itu yang dipakai.",
            "Warna tikar diisi dari hasil pengukuran.",
        ),
    )


def _is_latest(table: str, yes: str, column_name: str = "", *codes: str) -> str:
    """1 for a row of the latest month (with one of these codes), 0 for another, empty without a month."""
    month = f"${{{table}__bulan}}"
    latest = f"{month} = ${{{table}_bulan}}"
    if column_name:
        same = " or ".join(f"${{{table}__{column_name}}} = '{code}'" for code in codes)
        latest = f"{latest} and ({same})"
    return f"if({month} = '', '', if({latest}, {yes}, 0))"


def _growth(column_name: str) -> str:
    """What the shipped WHO standards say of the child of this row."""
    return f"pulldata('pertumbuhan', '{column_name}', 'ukuran', concat({_MEASURED}))"


def _in_quarter() -> str:
    return "${kuartal} = '' or (. > (${kuartal} - 1) * 3 and . <= ${kuartal} * 3)"


def _from_people() -> dict[str, Rule]:
    """What was typed in tables 1 and 2 beside the rows of people in the latest month."""
    pairs = {
        "t1_bumil": "bumil_jumlah",
        "t1_anak_gizi": "anak_jumlah_kurang",
        "t2_hijau": "anak_jumlah_hijau",
        "t2_kuning": "anak_jumlah_kuning",
    }
    return {
        typed: Rule(
            f"${{{listed}}} = '' or . = ${{{listed}}}", "Tidak sama dengan daftar pada bulan pantau terakhir."
        )
        for typed, listed in pairs.items()
    }

"""The kecamatan sees every village's proposals in one list, with sums that can be followed back."""

from __future__ import annotations

from builders import aturan, baris_durkp, desa_id, durkp
from desa_desktop.domain.kompilasi import (
    DurkpDesa,
    compile_durkp,
    rekap_desa,
    rekap_urusan,
    sumber_sentence,
    total_biaya,
    usulan_mirip,
)


def sent(nama, *rows, kode="3306992001"):
    return DurkpDesa(desa_id(kode), nama, durkp(baris=list(rows)), digest=f"digest-{nama}")


def tursino(*rows):
    return sent("Tursino", *rows)


def kaligesing(*rows):
    return sent("Kaligesing", *rows, kode="3306992002")


def test_rows_stand_by_urusan_then_village_then_the_villages_own_priority():
    rows = compile_durkp(
        [
            tursino(
                baris_durkp(nama="Jalan", opd_tujuan="Dinas PUPR", prioritas=2),
                baris_durkp(nama="Jembatan", opd_tujuan="dinas pupr", prioritas=1),
                baris_durkp(nama="Tanpa dinas", opd_tujuan=""),
            ),
            kaligesing(
                baris_durkp(nama="Irigasi", opd_tujuan="DINAS PUPR"),
                baris_durkp(nama="Bibit", opd_tujuan="Dinas Pertanian"),
            ),
        ]
    )
    assert [(row.nomor, row.urusan, row.desa, row.baris.nama) for row in rows] == [
        (1, "Dinas Pertanian", "Kaligesing", "Bibit"),
        (2, "Dinas PUPR", "Kaligesing", "Irigasi"),
        (3, "Dinas PUPR", "Tursino", "Jembatan"),
        (4, "Dinas PUPR", "Tursino", "Jalan"),
        (5, "Belum ditentukan", "Tursino", "Tanpa dinas"),
    ]
    assert rows[0].digest == "digest-Kaligesing"


def test_sums_by_urusan_and_by_village_meet_in_one_total():
    rows = compile_durkp(
        [
            tursino(baris_durkp(perkiraan_biaya=100), baris_durkp(perkiraan_biaya=None)),
            kaligesing(baris_durkp(perkiraan_biaya=7, opd_tujuan="Dinas Pertanian")),
        ]
    )
    assert [(row.nama, row.jumlah, row.biaya) for row in rekap_urusan(rows)] == [
        ("Dinas Pertanian", 1, 7),
        ("Dinas PUPR", 2, 100),
    ]
    assert [(row.nama, row.jumlah, row.biaya) for row in rekap_desa(rows)] == [
        ("Kaligesing", 1, 7),
        ("Tursino", 2, 100),
    ]
    assert total_biaya(rows) == sum(row.biaya for row in rekap_desa(rows)) == 107


def test_proposals_of_two_villages_for_one_bridge_are_found():
    rows = compile_durkp(
        [
            tursino(baris_durkp(nama="Pembangunan Jembatan Kali Jali RT 03", perkiraan_biaya=900)),
            kaligesing(
                baris_durkp(nama="Jembatan Kali Jali", perkiraan_biaya=600),
                baris_durkp(nama="Pelatihan menjahit"),
            ),
        ]
    )
    [group] = usulan_mirip(rows, aturan().ambang_mirip)
    assert group.desa == ("Kaligesing", "Tursino")
    assert group.biaya == 1500


def test_look_alikes_inside_one_village_are_the_villages_own_matter():
    rows = compile_durkp(
        [tursino(baris_durkp(nama="Jembatan Kali Jali"), baris_durkp(nama="Jembatan Kali Jali"))]
    )
    assert usulan_mirip(rows, aturan().ambang_mirip) == []


def test_three_villages_that_ask_for_the_same_are_one_group():
    villages = [
        sent(f"Desa {n}", baris_durkp(nama="Normalisasi Sungai Bogowonto"), kode=f"330699200{n}")
        for n in (1, 2, 3)
    ]
    [group] = usulan_mirip(compile_durkp(villages), aturan().ambang_mirip)
    assert len(group.baris) == 3


def test_the_line_above_the_list_says_from_whom_it_is():
    assert sumber_sentence(["A"] * 6, ["Kaligesing"]) == "Dari 6 desa; Kaligesing belum mengirim."
    assert sumber_sentence(["A", "B"], []) == "Dari 2 desa; semua sudah mengirim."

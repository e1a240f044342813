"""The facts of a village are held against each other, and letters find who signs them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from builders import angka_pokok, aturan, baris_angka, desa, dusun, perangkat
from desa_desktop.domain.pemeriksaan import Level
from desa_desktop.domain.pemeriksaan_desa import (
    check_angka_pokok,
    check_desa,
    default_angka,
    office_of,
    penandatangan,
    penandatangan_dokumen,
)

TODAY = date(2026, 8, 12)


def test_men_and_women_that_do_not_make_the_sum_are_named_with_the_difference():
    [found] = check_angka_pokok(angka_pokok(baris=[baris_angka(l=600, p=604, jumlah=1240)]))
    assert found.level is Level.PERINGATAN
    assert found.teks == "Jumlah L dan P (1.204) tidak sama dengan jumlah penduduk (1.240). Selisih 36."


@pytest.mark.parametrize("bend", [{"l": None}, {"p": None}, {"jumlah": None}, {}])
def test_figures_that_are_not_all_there_are_not_compared(bend):
    assert check_angka_pokok(angka_pokok(baris=[baris_angka(**bend)])) == []


def test_a_part_cannot_be_larger_than_the_village():
    rows = [baris_angka(), baris_angka(kunci="lansia", nama="Lansia", l=None, p=None, jumlah=1300)]
    [found] = check_angka_pokok(angka_pokok(baris=rows))
    assert found.teks == "Lansia (1.300) lebih banyak dari penduduk (1.240). Periksa angkanya."


def test_a_figure_without_its_source_is_only_advice():
    [found] = check_angka_pokok(angka_pokok(baris=[baris_angka(sumber="")]))
    assert (found.level, found.teks) == (Level.SARAN, "Sumber angka penduduk belum diisi.")


@pytest.mark.parametrize(
    ("jabatan", "kunci"),
    [
        ("Kepala Desa", "kepala_desa"),
        ("Pj. Kepala Desa", "kepala_desa"),
        ("Penjabat Kepala Desa Tursino", "kepala_desa"),
        ("Kuwu", "kepala_desa"),
        ("Sekdes", "sekretaris_desa"),
        ("Ketua BPD", "ketua_bpd"),
        ("Wakil Ketua BPD", ""),
        ("Kepala Dusun Krajan", ""),
        ("", ""),
    ],
)
def test_offices_are_known_by_what_stands_on_letters(jabatan, kunci):
    assert office_of(jabatan) == kunci


def test_the_officer_in_office_on_that_day_signs():
    lama = perangkat(nama="Suratman", mulai=date(2014, 1, 1), selesai=date(2019, 12, 31))
    baru = perangkat(nama="Wahyuni", mulai=date(2020, 1, 2), selesai=None)
    assert penandatangan([lama, baru], "kepala_desa", TODAY) is baru
    assert penandatangan([lama, baru], "kepala_desa", date(2018, 5, 5)) is lama
    assert penandatangan([lama], "kepala_desa", TODAY) is None
    assert penandatangan([perangkat(nama=" ")], "kepala_desa", TODAY) is None


def test_papers_find_those_who_sign_them():
    kades = perangkat(tanda_tangan=("matriks-rkp",), urut=2)
    ketua = perangkat(nama="Ratna", jabatan="Ketua Tim", tanda_tangan=("matriks-rkp",), urut=1)
    bekas = perangkat(nama="Karto", tanda_tangan=("matriks-rkp",), selesai=date(2021, 1, 1))
    assert penandatangan_dokumen([kades, ketua, bekas], "matriks-rkp", TODAY) == [ketua, kades]


def test_a_village_in_order_has_nothing_to_say():
    assert check_desa(desa(), TODAY) == []


def test_officers_without_a_term_and_terms_that_ended_are_noticed():
    tanpa = perangkat(nama="Ratna", jabatan="Sekretaris Desa", mulai=None, selesai=None)
    lewat = perangkat(nama="Harjono", jabatan="Ketua BPD", selesai=date(2026, 3, 1))
    findings = check_desa(desa(perangkat=[perangkat(), tanpa, lewat]), TODAY)
    assert [(found.level, found.teks) for found in findings] == [
        (Level.SARAN, "Masa jabatan Ratna belum diisi."),
        (Level.PERINGATAN, "Masa jabatan Harjono berakhir 1 Maret 2026. Perbarui sebelum mencetak surat."),
    ]


def test_who_has_a_successor_stays_listed_without_a_word():
    lama = perangkat(nama="Harjono", jabatan="Ketua BPD", selesai=date(2026, 3, 1))
    baru = perangkat(nama="Rukmini", jabatan="Ketua BPD", mulai=date(2026, 3, 2), selesai=None)
    assert check_desa(desa(perangkat=[perangkat(), lama, baru]), TODAY) == []
    nanti = perangkat(nama="Rukmini", jabatan="Ketua BPD", mulai=TODAY + timedelta(days=1), selesai=None)
    assert len(check_desa(desa(perangkat=[perangkat(), lama, nanti]), TODAY)) == 1
    pengganti = perangkat(nama="Hardiman", jabatan="Pj. Kepala Desa", mulai=TODAY, selesai=None)
    bekas = perangkat(selesai=TODAY - timedelta(days=1))
    assert check_desa(desa(perangkat=[bekas, pengganti]), TODAY) == []


def test_a_village_needs_hamlets_and_each_only_once():
    assert [found.teks for found in check_desa(desa(dusun=[]), TODAY)] == [
        "Dusun belum diisi. Isi paling sedikit satu dusun."
    ]
    twice = desa(dusun=[dusun("Krajan"), dusun("Dusun KRAJAN")])
    assert [found.teks for found in check_desa(twice, TODAY)] == [
        "Dusun KRAJAN tercatat dua kali di daftar dusun."
    ]


def test_key_figures_start_with_the_rows_of_the_rules():
    rows = default_angka(aturan())
    assert [row.kunci for row in rows][:2] == ["penduduk", "usia_0_4"]
    assert {row.jumlah for row in rows} == {None}
    assert [row.urut for row in rows] == list(range(1, len(rows) + 1))

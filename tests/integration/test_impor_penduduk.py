"""Residents out of every sheet that villages keep: recognised, compared, taken in as one step, taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from builders import DESA_ID, kode_penduduk
from buku_kerja import ods, ods_text, xls
from desa_desktop.domain.desa import Desa, Dusun
from desa_desktop.domain.penduduk import Keluarga, Penduduk, ProfilImpor, StatusDasar
from desa_desktop.domain.penduduk.berkas.kolom import BY_HEADING, KOLOM, Bentuk, field_of, plain
from desa_desktop.domain.penduduk.berkas.masalah import Berat, Jawab, Sikap
from desa_desktop.errors import InvalidInput
from desa_desktop.services import editing, impor_penduduk
from desa_desktop.services.impor_penduduk import BukanPenduduk, PratinjauPenduduk
from desa_desktop.store.unit import Database
from lembar_penduduk import HARI, JUDUL, cells, look, orang, sheet, write
from office import OLEH, PUKUL

SAMPLES = Path(__file__).resolve().parents[1] / "golden" / "samples" / "penduduk"
STEP: dict[str, Any] = {"by": OLEH, "at": PUKUL}


def people(database: Database) -> list[Penduduk]:
    with database.read() as unit:
        return sorted(unit.select(Penduduk), key=lambda one: (one.nama, one.nik))


def families(database: Database) -> list[Keluarga]:
    with database.read() as unit:
        return sorted(unit.select(Keluarga), key=lambda one: one.no_kk)


def states(shown: PratinjauPenduduk) -> list[str]:
    return [one.keadaan.value for one in shown.baris]


def rules(shown: PratinjauPenduduk, place: int) -> list[str]:
    return [one.aturan for one in shown.baris[place].masalah]


def answer(shown: PratinjauPenduduk, place: int, kolom: str, nilai: Any, **more: Any) -> PratinjauPenduduk:
    return impor_penduduk.again(shown, {(place, kolom): Jawab(nilai, **more)})


# ------------------------------------------------------------------ every sheet that holds people


@pytest.mark.parametrize(
    ("file", "bentuk", "dibaca", "periksa", "ditolak", "masuk", "keluarga"),
    [
        # all numbers and dates in them were replaced, so each NIK contradicts the person
        ("FormatImporExcel.xlsx", Bentuk.OPENSID, 1, 1, 0, 1, 1),
        ("format_bip_2012.disamarkan.xlsx", Bentuk.BIP_2012, 8, 8, 0, 8, 4),
        ("format_bip_2016.disamarkan.xlsx", Bentuk.BIP_2016, 3, 3, 0, 3, 2),
        ("format_bip_2016_luwutimur.disamarkan.xlsx", Bentuk.BIP_LUWU, 4, 4, 0, 4, 2),
        ("format_bip_ektp.disamarkan.xlsx", Bentuk.BIP_EKTP, 17, 17, 0, 17, 4),
        # its people are called WARGA 01: a digit is no part of a name, so all wait; one NIK stands twice
        ("format_siak.disamarkan.xls", Bentuk.SIAK, 18, 17, 1, 0, 0),
        ("format_siak.disamarkan.xlsx", Bentuk.SIAK, 18, 17, 1, 0, 0),
    ],
)
def test_every_sheet_that_holds_people_is_recognised_and_its_rows_add_up(
    database: Database,
    file: str,
    bentuk: Bentuk,
    dibaca: int,
    periksa: int,
    ditolak: int,
    masuk: int,
    keluarga: int,
) -> None:
    shown = impor_penduduk.preview(database, kode_penduduk(), SAMPLES / file, HARI)
    assert shown.berkas.bentuk is bentuk
    assert (shown.hitung["dibaca"], shown.hitung["periksa"], shown.hitung["ditolak"]) == (
        dibaca,
        periksa,
        ditolak,
    )
    made = impor_penduduk.accept(database, shown, **STEP)
    assert (made.baru, len(people(database)), len(families(database))) == (masuk, masuk, keluarga)
    again = impor_penduduk.preview(database, kode_penduduk(), SAMPLES / file, HARI)
    assert again.hitung["sama"] == masuk
    if masuk:
        editing.undo(database, **STEP)
    assert (people(database), families(database)) == ([], [])


@pytest.mark.parametrize(
    "file",
    [
        *("FormatImporRTM.xlsx", "FormatImporVaksin.xlsx", "format_impor_program_bantuan.xlsx"),
        *("FormatImportDDK.kepala-saja.xlsx", "laporan_penduduk_22_12_2020_opendk.xlsx"),
        "program_bantuan_31_05_2022_opendk.csv",
    ],
)
def test_a_sheet_without_residents_is_refused_in_a_sentence(database: Database, file: str) -> None:
    shown = impor_penduduk.preview(database, kode_penduduk(), SAMPLES / file, HARI)
    with pytest.raises(BukanPenduduk, match="tidak ada lembar berisi penduduk"):
        impor_penduduk.accept(database, shown, **STEP)
    assert people(database) == []
    assert any(one.judul for one in shown.berkas.lembar)  # its headings are there to be mapped by hand


def test_what_stands_above_the_members_of_a_printed_register_is_theirs(database: Database) -> None:
    shown = impor_penduduk.preview(
        database, kode_penduduk(), SAMPLES / "format_bip_2016.disamarkan.xlsx", HARI
    )
    impor_penduduk.accept(database, shown, **STEP)
    first, second = sorted(families(database), key=lambda one: one.no_kk, reverse=True)
    assert (first.no_kk, first.alamat, first.rt, first.rw) == ("9915901092815901", "AIK DAREQ", "003", "001")
    assert (second.alamat, second.rt, second.rw) == ("MERTAK PAOK", "005", "")
    assert [(one.warga.nomor, one.warga.nilai["nama"]) for one in shown.baris] == [
        (11, "BUDI SANTOSO"), (12, "AGUS WIBOWO"), (14, "FITRI HANDAYANI"),
    ]  # fmt: skip
    assert {one.warga.nilai["shdk"] for one in shown.baris} == {1, 3, 4}


# ------------------------------------------------------------------ where the headings stand


def test_titles_above_numbers_below_totals_and_repeated_headings_are_passed_over(database: Database) -> None:
    head = ("No", "No. KK", "N I K", "NAMA LENGKAP", "L/P", "TTL", "Alamat", "RT/RW")
    shown = look(
        database,
        cells(
            ("DAFTAR PENDUDUK DESA TURSINO",),
            ("Keadaan bulan November 2026",),
            (),
            head,
            (1, 2, 3, 4, 5, 6, 7, 8),
            (
                1,
                "3306990101200001",
                "3306990101900001",
                "SUPARDI",
                "L",
                "PURWOREJO, 01-01-1990",
                "Jl. A",
                "1/2",
            ),
            (2, None, "3306994202920001", "SUMINAH", "P", "Purworejo, 2 Februari 1992", None, None),
            (None, None, None, "JUMLAH", 2),
            (),
            head,
            (
                3,
                "3306990101200002",
                "3306990303800001",
                "SLAMET",
                "L",
                "KEBUMEN/03-03-1980",
                "Jl. B",
                "RT 03 RW 01",
            ),
            ("Subtotal", 3),
            (None, "###", "Isi di atas garis ini"),
            (9, "3306990101200003", "3306990303800009", "BUKAN WARGA", "L", "X, 03-03-1980", "Jl. C", "1/1"),
        ),
    )
    assert [(one.warga.nomor, one.warga.nilai["nama"]) for one in shown.baris] == [
        (6, "SUPARDI"), (7, "SUMINAH"), (11, "SLAMET"),
    ]  # fmt: skip
    assert shown.baris[0].warga.nilai["tanggal_lahir"] == date(1990, 1, 1)
    assert shown.baris[1].warga.nilai["no_kk"] == "3306990101200001"  # only the head's row had it
    assert (shown.baris[2].warga.nilai["rt"], shown.baris[2].warga.nilai["rw"]) == ("003", "001")
    assert shown.baris[2].warga.nilai["tempat_lahir"] == "KEBUMEN"
    assert [(one.nomor, one.alasan) for one in shown.berkas.dilewati] == [
        (5, "nomor kolom"), (8, "baris jumlah"), (10, "judul yang berulang"), (12, "baris jumlah"),
    ]  # fmt: skip


def test_headings_over_two_rows_with_merged_cells_are_one(database: Database) -> None:
    shown = look(
        database,
        cells(
            (
                "No",
                "Nama Lengkap",
                "NIK",
                "No KK",
                "Tempat dan Tanggal Lahir",
                None,
                "JK",
                "Nama Orang Tua",
                None,
            ),
            (None, None, None, None, "Tempat", "Tgl/Bln/Thn", None, "Ayah", "Ibu"),
            (
                1,
                "SUPARDI",
                "3306990101900001",
                "3306990101200001",
                "PURWOREJO",
                "01/01/1990",
                "L",
                "KARTO",
                "PONI",
            ),
        ),
    )
    [one] = shown.baris
    nilai = one.warga.nilai
    assert (nilai["tanggal_lahir"], nilai["nama_ayah"], nilai["nama_ibu"]) == (
        date(1990, 1, 1),
        "KARTO",
        "PONI",
    )


def test_all_sheets_with_people_are_read_and_the_list_of_codes_is_not(database: Database) -> None:
    krajan, kidul = sheet([orang(1)], name="Krajan"), sheet([orang(2)], name="Kidul")
    codes = sheet([orang(3)], name="Kode Data")
    note = cells(("Petunjuk",), ("Isi dengan huruf besar.",), name="Petunjuk")
    shown = look(database, krajan, codes, kidul, note)
    assert [one.warga.lembar for one in shown.baris] == ["Krajan", "Kidul"]
    assert shown.berkas.lembar_lain == ["Petunjuk"]
    assert len(look(database, krajan, kidul, lembar="kidul").baris) == 1


def test_columns_mapped_by_hand_and_words_taught_are_remembered_for_the_next_file(database: Database) -> None:
    odd = ("Kartu", "Penduduk", "No. Identitas", "Kerja")
    first = ("3306990101200001", "SUPARDI", "3306990101900001", "Nderes")
    shown = look(database, cells(odd, first))
    assert not shown.berkas.is_dikenal
    chosen = impor_penduduk.pilihan_of(
        shown, {"Kartu": "no_kk", "Penduduk": "nama", "No. Identitas": "nik", "Kerja": "pekerjaan"}
    )
    shown = impor_penduduk.remap(database, shown, chosen)
    assert "P-311" in rules(shown, 0)
    group = next(one for one in shown.kelompok if one.masalah.aturan == "P-311")
    shown = impor_penduduk.again(shown, impor_penduduk.answers_of(shown, group, 9))
    impor_penduduk.accept(database, shown, **STEP)
    second = ("3306990101200002", "SLAMET", "3306990101900002", "nderes")
    later = look(database, cells(odd, second))
    assert later.berkas.is_dikenal
    assert later.baris[0].warga.nilai["pekerjaan"] == 9
    with database.read() as unit:
        assert len(unit.select(ProfilImpor)) == 1
    with pytest.raises(InvalidInput, match="Isian yang ada"):
        impor_penduduk.pilihan_of(shown, {"Kartu": "nomor_sepatu"})


# ------------------------------------------------------------------ new, changed, same


def test_the_same_file_twice_adds_nobody_and_one_undo_takes_all_back(database: Database) -> None:
    rows = [
        orang(1),
        orang(2, kk_level="1"),
        orang(3, no_kk=orang(2)["no_kk"], kk_level="4", tanggallahir="2015-02-01", nik="3306990102150003"),
    ]
    shown = look(database, sheet(rows))
    assert states(shown) == ["baru", "baru", "baru"]
    made = impor_penduduk.accept(database, shown, **STEP)
    assert (made.baru, made.keluarga_baru, made.dusun_baru) == (3, 2, ("Krajan",))
    assert made.langkah == "impor 3 penduduk dari penduduk.xlsx"
    assert states(look(database, sheet(rows))) == ["sama"] * 3
    assert impor_penduduk.accept(database, look(database, sheet(rows)), **STEP).langkah == ""
    editing.undo(database, **STEP)
    with database.read() as unit:
        assert unit.get(Desa, DESA_ID).dusun == []
    assert (people(database), families(database)) == ([], [])
    editing.redo(database, **STEP)
    assert len(people(database)) == 3


def test_a_change_is_named_and_never_empties_what_the_file_leaves_empty(database: Database) -> None:
    impor_penduduk.accept(database, look(database, sheet([orang(1, suku="Jawa")])), **STEP)
    row = orang(1, suku="", agama_id="", pekerjaan_id="88", alamat="Jl. Mawar 1", nama="sutrisno  HADI")
    row["nama"] = orang(1)["nama"].lower()
    shown = look(database, sheet([row]))
    assert states(shown) == ["berubah"]
    assert shown.baris[0].berubah == {"pekerjaan": 88}
    assert impor_penduduk.accept(database, shown, **STEP).berubah == 1
    [one] = people(database)
    assert (one.pekerjaan, one.agama, one.suku) == (88, 1, "Jawa")
    assert families(database)[0].alamat == "Jl. Mawar 1"
    editing.undo(database, **STEP)
    assert (people(database)[0].pekerjaan, families(database)[0].alamat) == (9, "Jl. Melati 5")


def test_who_had_no_nik_is_known_again_by_name_birth_and_family(database: Database) -> None:
    impor_penduduk.accept(database, look(database, sheet([orang(1, nik="0")])), **STEP)
    assert people(database)[0].nomor_sementara == 1
    shown = look(database, sheet([orang(1)]))
    assert states(shown) == ["berubah"]
    impor_penduduk.accept(database, shown, **STEP)
    [one] = people(database)
    assert (one.nik, one.nomor_sementara) == (orang(1)["nik"], None)


def test_the_stand_in_of_opensid_is_no_nik(database: Database) -> None:
    shown = look(database, sheet([orang(1, nik="0330699200100001")]))
    assert (states(shown), "nik" in shown.baris[0].warga.nilai) == (["baru"], False)


def test_perhaps_the_same_person_in_another_kk_waits_for_an_answer(database: Database) -> None:
    impor_penduduk.accept(database, look(database, sheet([orang(1)])), **STEP)
    shown = look(database, sheet([orang(1, nik="0", no_kk="3306990101209999")]))
    assert (states(shown), rules(shown, 0)) == (["periksa"], ["P-706"])
    assert not shown.baris[0].is_masuk
    problem = shown.baris[0].masalah[0]
    assert [shown.word(problem, one) for one in problem.usul] == [
        f"orang yang sama: {orang(1)['nama']}", "orang lain, tambahkan",
    ]  # fmt: skip
    other = answer(shown, 0, "_cocok", Sikap.ORANG_LAIN)
    assert other.baris[0].is_masuk
    assert other.baris[0].cocok is None
    same = answer(shown, 0, "_cocok", problem.usul[0])
    assert rules(same, 0) == ["P-705"]


def test_a_move_to_another_kk_is_asked_and_done_only_when_accepted(database: Database) -> None:
    impor_penduduk.accept(database, look(database, sheet([orang(1), orang(2)])), **STEP)
    shown = look(database, sheet([orang(1, no_kk=orang(2)["no_kk"], kk_level="9"), orang(2)]))
    assert rules(shown, 0) == ["P-705"]
    impor_penduduk.accept(database, shown, **STEP)
    first, second = families(database)
    moved = next(one for one in people(database) if one.nik == orang(1)["nik"])
    assert moved.keluarga_id == first.id
    shown = answer(
        look(database, sheet([orang(1, no_kk=orang(2)["no_kk"], kk_level="9"), orang(2)])),
        0,
        "_kk",
        Sikap.BENAR,
    )
    impor_penduduk.accept(database, shown, **STEP)
    moved = next(one for one in people(database) if one.nik == orang(1)["nik"])
    assert moved.keluarga_id == second.id


def test_whether_somebody_lives_here_is_never_changed_by_a_file(database: Database) -> None:
    impor_penduduk.accept(database, look(database, sheet([orang(1)])), **STEP)
    shown = look(database, sheet([orang(1, status_dasar="2", pekerjaan_id="88")]))
    assert (states(shown), rules(shown, 0)) == (["periksa"], ["P-704"])
    assert "catat peristiwa" in shown.baris[0].masalah[0].teks
    impor_penduduk.accept(database, shown, **STEP)
    assert (people(database)[0].status_dasar, people(database)[0].pekerjaan) == (StatusDasar.HIDUP, 88)


def test_who_is_dead_in_the_file_and_new_comes_in_only_when_somebody_says_so(database: Database) -> None:
    shown = look(database, sheet([orang(1, status_dasar="MATI")]))
    assert (rules(shown, 0), shown.jumlah_masuk) == (["P-703"], 0)
    shown = answer(shown, 0, "status_dasar", StatusDasar.MATI)
    assert shown.jumlah_masuk == 1
    impor_penduduk.accept(database, shown, **STEP)
    assert people(database)[0].status_dasar is StatusDasar.MATI
    assert states(look(database, sheet([orang(1, status_dasar="MATI")]))) == ["sama"]


def test_an_answer_counts_also_where_the_sheet_has_no_such_column(database: Database) -> None:
    head = ("Nama", "NIK", "No KK", "L/P", "RT/RW", "TTL")
    row = (
        "SUPARDI (ALM)",
        "3306990101900001",
        "3306990101200001",
        "L",
        "Gang Mawar",
        "KEBUMEN, kapan-kapan 3",
    )
    shown = look(database, cells(head, row))
    assert {"P-323", "P-331", "P-201"} <= set(rules(shown, 0))
    shown = answer(shown, 0, "status_dasar", StatusDasar.MATI)
    shown = answer(shown, 0, "rt", "3", is_ketikan=True)
    shown = answer(shown, 0, "tanggal_lahir", "1 Januari 1990", is_ketikan=True)
    shown = answer(shown, 0, "agama", 1)
    assert (states(shown), rules(shown, 0)) == (["baru"], [])
    impor_penduduk.accept(database, shown, **STEP)
    [one] = people(database)
    assert (one.status_dasar, one.tanggal_lahir, one.agama) == (StatusDasar.MATI, date(1990, 1, 1), 1)
    assert (families(database)[0].rt, dict(families(database)[0].teks_asli)) == ("003", {})


def test_a_column_of_rw_before_rt_is_not_taken_the_wrong_way_round(database: Database) -> None:
    shown = look(database, cells(("Nama", "NIK", "RW/RT"), ("SUPARDI", "3306990101900001", "002/001")))
    assert "rt" not in shown.baris[0].warga.nilai


def test_who_is_known_to_be_dead_is_not_asked_about_again(database: Database) -> None:
    row = orang(1, nama="SUPARDI (ALM)")
    shown = answer(look(database, sheet([row])), 0, "status_dasar", StatusDasar.MATI)
    impor_penduduk.accept(database, shown, **STEP)
    assert states(look(database, sheet([row]))) == ["sama"]


def test_the_nik_of_somebody_quite_different_waits(database: Database) -> None:
    impor_penduduk.accept(database, look(database, sheet([orang(1)])), **STEP)
    row = orang(1, nama="SITI MARYATI", sex="2", tanggallahir="1961-04-09")
    shown = look(database, sheet([row]))
    assert "P-707" in rules(shown, 0)
    assert not shown.baris[0].is_masuk


def test_an_estimated_birth_never_takes_the_place_of_a_date(database: Database) -> None:
    impor_penduduk.accept(database, look(database, sheet([orang(1, tanggallahir="1990", nik="0")])), **STEP)
    assert people(database)[0].is_lahir_perkiraan
    shown = look(database, sheet([orang(1, tanggallahir="1990-07-01", nik="0")]))
    impor_penduduk.accept(database, shown, **STEP)
    shown = look(database, sheet([orang(1, tanggallahir="1990", nik="0")]))
    assert states(shown) == ["sama"]


# ------------------------------------------------------------------ ways out


def test_one_answer_repairs_all_rows_with_the_same_word(database: Database) -> None:
    rows = [orang(place, agama_id="ISLEM") for place in range(1, 8)]
    shown = look(database, sheet(rows))
    [group] = shown.kelompok
    assert (group.masalah.aturan, group.jumlah) == ("P-311", 7)
    shown = impor_penduduk.again(shown, impor_penduduk.answers_of(shown, group))
    assert (states(shown), shown.kelompok) == (["baru"] * 7, [])
    assert {one.warga.nilai["agama"] for one in shown.baris} == {1}


def test_dates_with_day_and_month_mixed_up_are_asked_row_by_row_with_the_nik_as_witness(
    database: Database,
) -> None:
    rows = [
        orang(1, tanggallahir="17/08/1990", nik="3306991708900001"),
        orang(2, tanggallahir="08/17/1990", nik="3306991708900002"),
        orang(3, tanggallahir="04/05/1990", nik="3306990405900003"),
        orang(4, tanggallahir="04/05/1990", nik="0"),
    ]
    shown = look(database, sheet(rows))
    born = [one.warga.nilai.get("tanggal_lahir") for one in shown.baris]
    assert born == [date(1990, 8, 17), date(1990, 8, 17), date(1990, 5, 4), None]
    assert rules(shown, 3)[0] == "P-203"
    shown = answer(shown, 3, "tanggal_lahir", "4 Mei 1990", is_ketikan=True)
    assert states(shown) == ["baru"] * 4


def test_place_and_date_of_birth_are_swapped_back_for_all_rows(database: Database) -> None:
    rows = [orang(place, tempatlahir="01-01-1990", tanggallahir="KEBUMEN") for place in range(1, 6)]
    shown = look(database, sheet(rows))
    assert [(one.satu, one.dua) for one in shown.pengamatan.tertukar] == [("tempat_lahir", "tanggal_lahir")]
    group = next(one for one in shown.kelompok if one.masalah.aturan == "P-221")
    shown = impor_penduduk.again(shown, impor_penduduk.answers_of(shown, group))
    assert states(shown) == ["baru"] * 5
    nilai = shown.baris[4].warga.nilai
    assert (nilai["tempat_lahir"], nilai["tanggal_lahir"]) == ("KEBUMEN", date(1990, 1, 1))


def test_columns_of_nik_and_kk_in_each_others_place_are_noticed(database: Database) -> None:
    rows = [
        orang(place, nik=orang(place // 3)["no_kk"], no_kk=orang(place)["nik"], kk_level="4")
        for place in range(12)
    ]
    shown = look(database, sheet(rows))
    assert [(one.satu, one.dua) for one in shown.pengamatan.tertukar] == [("nik", "no_kk")]
    assert shown.jumlah_masuk == 0  # no number of a KK becomes a NIK
    group = shown.kelompok[0]
    assert (group.masalah.aturan, group.jumlah) == ("P-222", 12)  # before the many that follow from it
    ways = [shown.word(group.masalah, one) for one in group.masalah.usul]
    assert ways == ["tukar NIK dan nomor KK", "benar seperti tertulis"]
    turned = impor_penduduk.again(shown, impor_penduduk.answers_of(shown, group))
    read = [one.warga.nilai.get("nik") for one in turned.baris]
    assert read[1:] == [orang(place)["nik"] for place in range(1, 12)]
    assert len({one.warga.nilai["no_kk"] for one in turned.baris}) == 4
    assert "P-222" not in [each.aturan for one in turned.baris for each in one.masalah]
    kept = impor_penduduk.again(shown, impor_penduduk.answers_of(shown, group, Sikap.BENAR))
    assert kept.baris[3].warga.nilai["nik"] == orang(1)["no_kk"]
    shown = impor_penduduk.remap(database, shown, {"nik": "no_kk", "no_kk": "nik"})
    assert shown.pengamatan.tertukar == ()
    assert shown.baris[5].warga.nilai["nik"] == orang(5)["nik"]


def test_father_and_mother_in_each_others_place_are_noticed_by_the_man_of_the_kk(database: Database) -> None:
    rows = []
    for place in range(1, 8):
        head, kk = orang(place), orang(place)["no_kk"]
        child = {
            "no_kk": kk,
            "kk_level": "4",
            "tanggallahir": "2015-01-01",
            "nik": f"330699010115{place:04d}",
        }
        rows += [head, orang(place + 50, **child, nama_ayah="SUMINAH", nama_ibu=head["nama"])]
    shown = look(database, sheet(rows))
    assert [(one.satu, one.dua) for one in shown.pengamatan.tertukar] == [("nama_ayah", "nama_ibu")]
    (group,) = [one for one in shown.kelompok if one.masalah.aturan == "P-222"]
    assert group.jumlah == 7  # the heads say nothing about their parents
    turned = impor_penduduk.again(shown, impor_penduduk.answers_of(shown, group))
    child = turned.baris[1].warga.nilai
    assert (child["nama_ayah"], child["nama_ibu"]) == (orang(1)["nama"], "SUMINAH")


def test_p_for_pria_is_asked_or_answered_by_the_nik(database: Database) -> None:
    rows = [
        orang(1, sex="P"),
        orang(2, sex="W", nik="3306994101900002"),
        orang(3, sex="P", nik="0"),
    ]
    shown = look(database, sheet(rows))
    assert [one.warga.nilai.get("jk") for one in shown.baris] == ["L", "P", None]
    assert rules(shown, 2)[0] == "P-301"


def test_the_words_that_opensid_writes_wrong_are_understood(database: Database) -> None:
    row = orang(
        1, sex="PEREMPUAN", nik="3306994101900001", hamil="TIDAK", status_dasar="TETAP", agama_id="ISLAM",
        kk_level="KEPALA KELUARGA", warganegara_id="", status_kawin="BELUM KAWIN", pekerjaan_id="LAINNYA",
    )  # fmt: skip
    shown = look(database, sheet([row]))
    assert (states(shown), shown.baris[0].masalah) == (["baru"], [])
    nilai = shown.baris[0].warga.nilai
    assert (nilai["hamil"], nilai["pekerjaan"]) == (2, 99)
    assert "status_dasar" not in nilai
    assert look(database, sheet([orang(2, pekerjaan_id="89")])).baris[0].warga.nilai["pekerjaan"] == 99


def test_two_heads_and_a_family_without_one_are_seen(database: Database) -> None:
    kk = orang(1)["no_kk"]
    shown = look(database, sheet([orang(1), orang(2, no_kk=kk), orang(3, kk_level="4")]))
    assert "P-402" in rules(shown, 0)
    assert "P-401" in rules(shown, 2)


def test_a_hamlet_spelled_nearly_right_is_offered_and_a_strange_one_can_be_added(database: Database) -> None:
    with database.unit() as unit:
        desa = unit.get(Desa, DESA_ID)
        desa.dusun.append(Dusun(nama="Krajan", urut=1))
        unit.commit("dusun", OLEH, PUKUL)
    shown = look(
        database,
        sheet([orang(1, dusun="Dusun Krajan_"), orang(2, dusun="KRAJN"), orang(3, dusun="Sidomulyo")]),
    )
    assert states(shown) == ["baru", "periksa", "periksa"]
    for group in shown.kelompok:
        shown = impor_penduduk.again(shown, impor_penduduk.answers_of(shown, group))
    made = impor_penduduk.accept(database, shown, **STEP)
    assert made.dusun_baru == ("Sidomulyo",)
    with database.read() as unit:
        names = {one.id: one.nama for one in unit.get(Desa, DESA_ID).dusun}
    assert [names[one.dusun_id] for one in families(database) if one.dusun_id] == [
        "Krajan",
        "Krajan",
        "Sidomulyo",
    ]


def test_a_rare_spelling_of_a_hamlet_is_asked_where_the_village_keeps_none_yet(database: Database) -> None:
    rows = [orang(place) for place in range(1, 9)] + [orang(9, dusun="Krajn"), orang(10, dusun="Sidomulyo")]
    shown = look(database, sheet(rows))
    assert states(shown)[7:] == ["baru", "periksa", "baru"]
    [group] = shown.kelompok
    shown = impor_penduduk.again(shown, impor_penduduk.answers_of(shown, group))
    made = impor_penduduk.accept(database, shown, **STEP)
    assert sorted(made.dusun_baru) == ["Krajan", "Sidomulyo"]


def test_who_was_entered_while_the_preview_stood_open_does_not_come_twice(database: Database) -> None:
    open_still = look(database, sheet([orang(1), orang(2)]))
    impor_penduduk.accept(database, look(database, sheet([orang(1)])), **STEP)
    made = impor_penduduk.accept(database, open_still, **STEP)
    assert (made.baru, len(people(database)), len(families(database))) == (1, 2, 2)


def test_a_forgotten_number_of_a_kk_puts_nobody_into_the_family_above(database: Database) -> None:
    head = ("Nama", "NIK", "No KK", "SHDK", "L/P", "Tgl Lahir")
    first = ("SUPARDI", "3306990101900001", "3306990101200001", "KEPALA KELUARGA", "L", "01-01-1990")
    wife = ("SUMINAH", "3306994101900002", "3306990101200001", "ISTRI", "P", "01-01-1990")
    child = ("SLAMET", "3306990101150003", "3306990101200001", "ANAK", "L", "01-01-2015")
    guest = ("HARJONO", "3306990101800004", None, "FAMILI LAIN", "L", "01-01-1980")
    shown = look(database, cells(head, first, wife, child, guest))
    assert "no_kk" not in shown.baris[3].warga.nilai
    shown = look(database, sheet([orang(1), orang(2, no_kk="", kk_level="9")]))
    assert "no_kk" not in shown.baris[1].warga.nilai


@pytest.mark.parametrize("name", ["penduduk.ods", "penduduk.xls"])
def test_libreoffice_and_old_excel_are_read_as_well(database: Database, tmp_path: Path, name: str) -> None:
    head = ("Nama", "NIK", "No KK", "L/P")
    row = ("SUPARDI", "3306990101900001", "3306990101200001", "L")
    path = tmp_path / name
    if name.endswith("ods"):
        lines = "".join(
            f"<table:table-row>{''.join(ods_text(one) for one in line)}</table:table-row>"
            for line in (head, row)
        )
        path.write_bytes(ods(lines))
    else:
        path.write_bytes(
            xls({(n, m): text for n, line in enumerate((head, row)) for m, text in enumerate(line)})
        )
    shown = impor_penduduk.preview(database, kode_penduduk(), path, HARI)
    assert [one.warga.nilai["nik"] for one in shown.baris] == ["3306990101900001"]


# ------------------------------------------------------------------ what stays out comes back


def test_refused_rows_come_back_as_a_workbook_that_is_corrected_and_read_in(
    database: Database, tmp_path: Path
) -> None:
    rows = [
        orang(1),
        orang(2, nik="33069901019000"),
        orang(3, nik=3306990101900030),
        orang(4, tanggallahir="abc"),
    ]
    path = write(tmp_path, rows)
    shown = impor_penduduk.preview(database, kode_penduduk(), path, HARI)
    assert states(shown) == ["baru", "ditolak", "periksa", "ditolak"]
    back = tmp_path / "tolakan.xlsx"
    back.write_bytes(impor_penduduk.rejected_rows(shown))
    impor_penduduk.accept(database, shown, **STEP)
    assert len(people(database)) == 2

    from openpyxl import load_workbook

    book = load_workbook(back)
    page = book["Data Penduduk"]
    lines = [list(one) for one in page.iter_rows(values_only=True)]
    head = lines[0]
    nik, reason = head.index("nik"), head.index("Masalah")
    assert [line[head.index("Baris")] for line in lines[1:]] == [3, 4, 5]
    assert "harus 16 angka" in lines[1][reason]
    assert lines[2][nik] == "3306990101900030"  # as text: opened and saved again, no digit is lost
    page.cell(2, nik + 1).value = orang(2)["nik"]
    page.cell(3, nik + 1).value = orang(3)["nik"]
    page.cell(4, head.index("tanggallahir") + 1).value = "1 Januari 1990"
    book.save(back)
    again = impor_penduduk.preview(database, kode_penduduk(), back, HARI)
    assert again.berkas.bentuk is Bentuk.OPENSID
    assert states(again) == ["baru", "berubah", "baru"]
    impor_penduduk.accept(database, again, **STEP)
    assert {one.nik for one in people(database)} == {orang(place)["nik"] for place in (1, 2, 3, 4)}
    assert all(not one.teks_asli for one in people(database))


def test_rows_of_a_printed_register_come_back_laid_out_flat(database: Database, tmp_path: Path) -> None:
    path = SAMPLES / "format_bip_ektp.disamarkan.xlsx"
    shown = impor_penduduk.preview(database, kode_penduduk(), path, HARI)
    back = tmp_path / "tolakan.xlsx"
    back.write_bytes(impor_penduduk.rejected_rows(shown))
    again = impor_penduduk.preview(database, kode_penduduk(), back, HARI)
    assert again.hitung["dibaca"] == 17
    assert [one.warga.nilai for one in again.baris] == [one.warga.nilai for one in shown.baris]


def test_a_csv_whose_numbers_went_through_excel_gives_no_nik_and_no_family(database: Database) -> None:
    rows = [orang(n, nik=f"33069901019{n:04d}0", no_kk=f"33069901012{n:04d}0") for n in range(1, 9)]
    shown = look(database, sheet(rows))
    assert {one.berat for one in shown.baris} == {Berat.TAHAN}
    for one in shown.baris:
        rules = {each.kolom: each.aturan for each in one.masalah}
        assert (rules["nik"], rules["no_kk"]) == ("P-111", "P-123")
        assert "nik" not in one.warga.nilai
        assert "no_kk" not in one.warga.nilai
    answered = answer(shown, 0, "no_kk", "3306990101200010", is_ketikan=True)
    assert answered.baris[0].warga.nilai["no_kk"] == "3306990101200010"  # who typed it looked at the KK


def test_a_nik_that_begins_with_zero_or_has_a_wrong_length_can_be_left_out_for_all(
    database: Database,
) -> None:
    heads = ("Nama", "NIK", "No KK", "L/P", "Tgl Lahir", "SHDK")
    rest = ("3306990101200001", "L", "01-01-1990")
    rows = [
        ("SUTRISNO HADI", "0306990101900001", *rest, "Kepala Keluarga"),
        ("PAIJO HADI", "330699010190002", *rest, "Anak"),
        ("SLAMET HADI", "3306990101900003", *rest, "Anak"),
    ]
    shown = look(database, cells(heads, *rows))
    assert states(shown)[:2] == ["periksa", "ditolak"]
    assert rules(shown, 0)[0] == "P-113"
    short = next(one for one in shown.kelompok if one.masalah.aturan == "P-101")
    assert [shown.word(short.masalah, one) for one in short.masalah.usul] == ["kosongkan"]
    shown = impor_penduduk.again(shown, impor_penduduk.answers_of(shown, short))
    impor_penduduk.accept(database, shown, **STEP)
    assert [(one.nama, one.nik, one.teks_asli.get("nik")) for one in people(database)] == [
        ("PAIJO HADI", "", "330699010190002"),
        ("SLAMET HADI", "3306990101900003", None),
        ("SUTRISNO HADI", "", "0306990101900001"),
    ]


def test_a_hidden_sheet_of_last_year_is_left_alone_and_said(database: Database) -> None:
    hidden = replace(sheet([orang(7)], name="Data lama"), is_hidden=True)
    shown = look(database, hidden, sheet([orang(1), orang(2)]))
    assert states(shown) == ["baru", "baru"]
    assert shown.berkas.lembar_lain == ["Data lama"]
    assert states(look(database, hidden)) == ["baru"]  # where nothing else holds people
    named = look(database, hidden, sheet([orang(1)]), lembar="data lama")
    assert [one.warga.nilai["nama"] for one in named.baris] == [orang(7)["nama"]]


def test_serial_numbers_of_a_workbook_from_1904_are_read_by_its_own_calendar(database: Database) -> None:
    rows = [orang(1, tanggallahir=31412), orang(2, tanggallahir=date(1990, 1, 1))]
    shown = look(database, replace(sheet(rows), is_1904=True))
    assert {one.warga.nilai["tanggal_lahir"] for one in shown.baris} == {date(1990, 1, 1)}
    assert states(shown) == ["baru", "baru"]


def test_only_a_year_is_a_guess_and_the_day_of_the_nik_is_proposed(database: Database) -> None:
    shown = look(database, sheet([orang(1, tanggallahir="1990", nik="3306991708900001")]))
    assert rules(shown, 0) == ["P-209"]
    assert shown.baris[0].warga.nilai["tanggal_lahir"] == date(1990, 7, 1)
    shown = impor_penduduk.again(shown, impor_penduduk.answers_of(shown, shown.kelompok[0]))
    assert states(shown) == ["baru"]
    impor_penduduk.accept(database, shown, **STEP)
    (person,) = people(database)
    assert (person.tanggal_lahir, person.is_lahir_perkiraan) == (date(1990, 8, 17), False)


def test_a_date_that_the_nik_turns_round_is_asked_once_and_never_again(database: Database) -> None:
    rows = [orang(1, tanggallahir=date(1990, 5, 8), nik="3306990508900001")]
    shown = look(database, sheet(rows))
    assert rules(shown, 0) == ["P-204"]
    assert "tanggal_lahir" not in shown.baris[0].warga.nilai
    shown = answer(shown, 0, "tanggal_lahir", date(1990, 5, 8))
    impor_penduduk.accept(database, shown, **STEP)
    assert people(database)[0].tanggal_lahir == date(1990, 5, 8)
    again = look(database, sheet(rows))
    assert states(again) == ["sama"]


@pytest.mark.parametrize("above", ["Kelahiran", "LAHIR", "Tempat dan Tanggal Lahir"])
@pytest.mark.parametrize("is_main_below", [False, True])
def test_parts_below_a_merged_heading_are_understood_through_it(
    database: Database, above: str, is_main_below: bool
) -> None:
    names = ("No KK", "NIK", "Nama", "JK")
    others = (None,) * 4
    upper = ("No", *(others if is_main_below else names), above, None, "Hub", None)
    lower = (None, *(names if is_main_below else others), "Tempat", "Tgl/Bln/Thn", None, None)
    person = (
        1,
        "3306990101200001",
        "3306990101900001",
        "SUTRISNO",
        "L",
        "KEBUMEN",
        "01/01/1990",
        "KEPALA KELUARGA",
    )
    shown = look(database, cells(("BUKU INDUK",), upper, lower, person))
    assert states(shown) == ["baru"]
    nilai = shown.baris[0].warga.nilai
    assert (nilai["tempat_lahir"], nilai["tanggal_lahir"], nilai["shdk"]) == ("KEBUMEN", date(1990, 1, 1), 1)


def test_a_nik_that_stands_beside_the_other_twin_waits_and_a_longer_name_does_not(database: Database) -> None:
    first = orang(1, nama="WAHYU NUGROHO")
    impor_penduduk.accept(database, look(database, sheet([first])), **STEP)
    twin = look(database, sheet([{**first, "nama": "SITI RAHMAWATI", "sex": "2"}]))
    assert (rules(twin, 0)[0], states(twin)) == ("P-707", ["periksa"])
    assert impor_penduduk.accept(database, twin, **STEP).langkah == ""
    without_birth = look(database, sheet([{**first, "nama": "SITI RAHMAWATI", "tanggallahir": ""}]))
    assert "P-707" in rules(without_birth, 0)
    assert states(look(database, sheet([{**first, "nama": "WAHYU NUGROHO PUTRA"}]))) == ["berubah"]
    assert states(look(database, sheet([{**first, "nama": "WAHYU"}]))) == ["berubah"]


def test_who_has_neither_nik_nor_birth_is_known_again_in_the_same_kk(database: Database) -> None:
    bare = {"nik": "0", "tanggallahir": ""}
    rows = [orang(1, **bare), orang(2, **bare, no_kk="-", kk_level="")]
    impor_penduduk.accept(database, look(database, sheet(rows)), **STEP)
    assert states(look(database, sheet(rows))) == ["sama", "sama"]
    filled = look(database, sheet([orang(1)]))
    assert states(filled) == ["berubah"]
    impor_penduduk.accept(database, filled, **STEP)
    assert len(people(database)) == 2
    assert states(look(database, sheet([orang(1, **bare)]))) == ["sama"]
    namesake = look(database, sheet([orang(1, **bare, kk_level="4")]))
    assert rules(namesake, 0)[0] == "P-706"
    grandson = {**orang(1, nik="0", kk_level="6"), "tanggallahir": "2015-05-05"}
    both = [grandson, orang(1, **bare, kk_level="9")]
    impor_penduduk.accept(database, look(database, sheet([grandson])), **STEP)
    shown = look(database, sheet(both))
    shown = answer(shown, 1, "_cocok", Sikap.ORANG_LAIN)
    impor_penduduk.accept(database, shown, **STEP)
    assert states(look(database, sheet(both))) == ["sama", "sama"]
    twice = look(database, sheet([orang(5, **bare), orang(5, **bare)]))
    assert states(twice)[1] == "ditolak"
    assert rules(twice, 1) == ["P-702"]


def test_a_nik_typed_into_an_empty_cell_of_the_workbook_that_comes_back_stays_text(
    database: Database,
) -> None:
    shown = look(database, sheet([orang(1, tanggallahir="abc"), orang(2, tanggallahir="abc", nik="-")]))
    book = load_workbook(BytesIO(impor_penduduk.rejected_rows(shown)))
    page = book.worksheets[0]
    text = [one for one in page.column_dimensions.values() if one.number_format == "@"]
    names = {str(page.cell(1, place).value) for one in text for place in range(one.min, one.max + 1)}
    assert names == {"nik", "no_kk", "ayah_nik", "ibu_nik", "no_asuransi", "tag_id_card"}
    place = next(one.column for one in page[1] if one.value == "nik")
    assert page.cell(3, place).number_format == "@"  # a cell of its own, here with `-`


def test_a_formula_without_a_result_is_asked_about_and_never_read_as_an_empty_cell(
    database: Database,
) -> None:
    place = {name: JUDUL.index(name) + 1 for name in ("nik", "no_kk", "nama", "tanggallahir", "dusun")}
    rows = [orang(n, **{name: None}) for n, name in enumerate(place, 1)]
    signs = {(n + 1, place[name]): "#RUMUS?" if n == 1 else "#N/A" for n, name in enumerate(place, 1)}
    shown = look(database, replace(sheet(rows), unread=signs))
    for one, kolom in zip(shown.baris, ("nik", "no_kk", "nama", "tanggal_lahir", "dusun_id"), strict=True):
        (said,) = [each for each in one.masalah if each.aturan == "P-223"]
        assert said.kolom == kolom
    assert [one.is_masuk for one in shown.baris] == [True, False, False, True, True]
    impor_penduduk.accept(database, shown, **STEP)
    kept = {one.teks_asli.get("nik", one.teks_asli.get("tanggal_lahir")) for one in people(database)}
    assert kept == {"#RUMUS?", "#N/A", None}
    assert states(look(database, sheet([orang(1)]))) == ["berubah"]  # once the formula is counted


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("TMP & TGL LAHIR", "_ttl"), ("TGL LAHIR (HH/BB/TTTT)", "tanggal_lahir"), ("Kelamin (L/P)", "jk"),
        ("STATUS HUB. DLM KELUARGA", "shdk"), ("ST. KAWIN", "status_kawin"),
        ("PEND. TERAKHIR", "pendidikan_kk"),
        ("NO. KTP/NIK", "nik"), ("Nomor Kartu Keluarga (KK)", "no_kk"), ("NAMA LENGKAP / ALIAS", "nama"),
        ("Jorong", "dusun_id"), ("NAMA AYAH/BAPAK", "nama_ayah"), ("Umur", ""), ("Nama KK", ""),
        ("Nama (Ibu)", "nama_ibu"), ("NIK Kepala Keluarga", None), ("Kelompok", None),
        ("Nama Orang Tua", None),
    ],
)  # fmt: skip
def test_headings_are_known_in_the_short_words_of_villages_and_not_by_a_part(
    heading: str, field: str | None
) -> None:
    assert field_of(heading) == field


def test_no_heading_of_the_table_means_another_field_when_it_is_written_out() -> None:
    for kolom in KOLOM:
        for name in (*kolom.alias, kolom.siak, kolom.opendk, kolom.opensid):
            if name and BY_HEADING[plain(name)] == kolom.field:
                assert field_of(name.upper()) == kolom.field


def test_people_with_a_name_and_nothing_else_do_not_grow_with_each_import(database: Database) -> None:
    bare = {"nik": "", "tanggallahir": "", "no_kk": "", "kk_level": ""}
    rows = [orang(1, **bare), orang(1, **bare), orang(2, **bare)]
    impor_penduduk.accept(database, look(database, sheet(rows)), **STEP)
    assert len(people(database)) == 3
    assert states(look(database, sheet(rows))) == ["sama"] * 3


def test_a_dash_for_the_number_of_the_kk_is_a_family_without_a_number(database: Database) -> None:
    rows = [
        orang(1, no_kk="-"),
        orang(2, no_kk="-", kk_level="4"),
        orang(3, no_kk="belum punya"),
        orang(4, no_kk="-", kk_level="4"),
    ]
    impor_penduduk.accept(database, look(database, sheet(rows)), **STEP)
    assert len(families(database)) == 2
    homes = {one.nama: one.keluarga_id for one in people(database)}
    names = [one["nama"] for one in rows]
    assert homes[names[0]] == homes[names[1]] != homes[names[2]] == homes[names[3]]
    assert states(look(database, sheet(rows))) == ["sama"] * 4


def test_what_one_member_leaves_unread_another_says_for_the_family(database: Database) -> None:
    kk = {"no_kk": orang(1)["no_kk"]}
    rows = [orang(1, rt="Gang Mawar"), orang(2, **kk, kk_level="4", rt="004")]
    impor_penduduk.accept(database, look(database, sheet(rows)), **STEP)
    (home,) = families(database)
    assert (home.rt, home.teks_asli) == ("004", {})


def test_in_a_list_by_names_nobody_joins_the_head_who_happens_to_stand_above(database: Database) -> None:
    kk = [orang(n)["no_kk"] for n in (1, 2)]
    rows = [orang(n, no_kk=kk[n % 2], kk_level="1" if n < 3 else "4") for n in range(1, 7)]  # torn apart
    alone = [orang(8, no_kk="-"), orang(9, no_kk="-", kk_level="4")]
    shown = look(database, sheet([*rows, *alone]))
    last = shown.baris[-1]
    assert last.keluarga is None
    together = sorted(rows, key=lambda one: one["no_kk"])
    shown = look(database, sheet([*together, *alone]))
    last = shown.baris[-1]
    assert last.keluarga is shown.baris[-2].keluarga is not None
    by_name = [
        orang(n, nama=f"{letter} BUDI", no_kk="-", kk_level="4") for n, letter in enumerate("ACDE", 10)
    ]
    by_name[1]["kk_level"] = "1"
    assert look(database, sheet(by_name)).baris[-1].keluarga is None

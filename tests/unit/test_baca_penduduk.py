"""Dirty cells of a register: what is clear is read, what is not is asked, and nothing is made up."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import kode_penduduk
from desa_desktop.domain.pemeriksaan import Level
from desa_desktop.domain.penduduk import baca, nik, tanggal
from desa_desktop.domain.penduduk.tanggal import KolomTanggal, Urutan, detect_urutan, read_tanggal

LISTS = kode_penduduk()
PROVINSI = {f"{one.kode}" for one in LISTS["provinsi"].isi}
HARI = date(2026, 11, 29)
LAHIR = date(1990, 8, 17)


def rules(number: str, lahir: date | None = LAHIR, jk: str = "L") -> list[str]:
    found = nik.check_nik(number, lahir=lahir, jk=jk, today=HARI, provinsi=PROVINSI, kode_desa="3302152001")
    return [one.aturan for one in found]


# ------------------------------------------------------------------ NIK


def test_the_vectors_of_the_field_are_judged_as_written() -> None:
    assert rules("3302151708900001") == []
    assert rules("3302155708900001", jk="P") == []
    assert rules("3302153102900001", None, "") == ["P-105"]
    assert rules("3302157208900001", None, "") == ["P-104"]
    assert rules("3302150013900001", None, "") == ["P-104"]
    assert nik.read_nik("330215170890001").aturan == "P-101"
    assert rules("3302151708900000") == ["P-106"]


def test_a_nik_that_contradicts_the_person_is_a_warning_not_an_error() -> None:
    found = list(
        nik.check_nik("3302151708900001", lahir=date(1990, 8, 18), jk="P", today=HARI, provinsi=PROVINSI)
    )
    assert [(one.aturan, one.level) for one in found] == [
        ("P-107", Level.PERINGATAN),
        ("P-108", Level.PERINGATAN),
    ]
    assert found[0].teks == (
        "NIK menyebut lahir 17-08-90, isian tanggal lahir 18-08-1990. Periksa dengan KK."
    )


def test_a_nik_from_elsewhere_is_only_mentioned_and_an_unknown_region_warned_of() -> None:
    assert rules("3306991708900001") == ["P-110"]
    assert rules("0006991708900001") == ["P-103"]
    assert rules("3370991708900001") == ["P-103"]
    assert rules("3302001708900001") == ["P-103"]


def test_a_leap_day_needs_a_leap_year_of_the_chosen_century() -> None:
    assert rules("3302152902000001", date(2000, 2, 29)) == []
    assert rules("3302152902010001", None, "") == ["P-105"]
    assert rules("3302152902960001", None, "") == []


@pytest.mark.parametrize(
    ("cell", "rule", "sentence"),
    [
        (
            3302151708900000.0,
            "P-111",
            "NIK disimpan Excel sebagai bilangan, sehingga angka terakhirnya bisa hilang: "
            "330215170890000… Tulis angka terakhirnya dari KK.",
        ),
        ("3.30215E+15", "P-111", "NIK tinggal 330215…: angka lainnya hilang di Excel. Tulis ulang dari KK."),
        ("3302151708900000.0", "P-111", ""),
        ("330215170890001", "P-101", "NIK harus 16 angka. 330215170890001 berisi 15 angka."),
        ("abc", "P-101", "NIK harus 16 angka, bukan huruf."),
        (
            "3302151708900001/3302155708900001",
            "P-112",
            "Satu sel berisi dua nomor: 3302151708900001 dan 3302155708900001. Pilih yang benar.",
        ),
        ("33021517089000012", "P-113", ""),
        ("1111111111111111", "P-102", "1111111111111111 bukan NIK yang sah."),
        (float("nan"), "P-101", ""),
        (-3302151708900001, "P-101", ""),
    ],
)
def test_a_damaged_nik_is_named_and_not_taken(cell: object, rule: str, sentence: str) -> None:
    found = nik.read_nik(cell)
    assert (found.nilai, found.aturan) == (None, rule)
    assert not sentence or found.teks == sentence


@pytest.mark.parametrize(
    "cell",
    [
        *(None, "", "-", "0", 0, 0.0, "BELUM ADA", "tdk tahu", "?", "00000", "belum punya", "TIDAK ADA"),
        *("Belum Rekam", "tdk punya NIK", "belum"),
    ],
)
def test_a_person_without_nik_has_none(cell: object) -> None:
    assert nik.read_nik(cell) == nik.Terbaca()


@pytest.mark.parametrize(
    "cell", ["'3302151708900001", "3302 1517 0890 0001", "\u00a03302151708900001\t", "3302-1517-0890-0001"]
)
def test_signs_between_the_digits_fall_away(cell: str) -> None:
    assert nik.read_nik(cell).nilai == "3302151708900001"


def test_a_number_whose_sixteenth_digit_survived_is_proposed_never_taken() -> None:
    found = nik.read_nik(3302151708900001)
    assert (found.nilai, found.is_ragu, found.usul) == (None, True, ("3302151708900001",))


@pytest.mark.parametrize(
    "cell",
    ["3.302.151.708.900.010", "3,302,151,708,900,010", "3.302.151.708.900.010,00", "3302151708900010,0"],
)
def test_a_number_that_a_csv_kept_with_its_thousands_has_lost_its_last_digit(cell: str) -> None:
    found = nik.read_nik(cell)
    assert (found.nilai, found.aturan, found.usul) == (None, "P-111", ())


def test_of_a_number_too_large_for_a_cell_not_even_the_last_digit_is_proposed() -> None:
    assert nik.read_nik(9403010101900012).usul == ()  # a cell rounds ...0011 of Papua to ...0012
    assert nik.read_nik(9403010101900012.0).usul == ()
    assert nik.read_nik("9403010101900011.0").usul == ()


def test_a_column_that_went_through_excel_as_numbers_is_known_by_its_zeros() -> None:
    cut = [f"330215170890{n:03d}0" for n in range(8)]
    assert nik.is_cut_off(cut)
    assert nik.is_cut_off([*cut, "3302151708900011"])
    assert not nik.is_cut_off(cut[:5])
    assert not nik.is_cut_off([f"330215170890{n:04d}" for n in range(1, 41)])


def test_a_family_number_is_judged_by_its_own_rules() -> None:
    assert nik.read_no_kk("330215 120315 0001").nilai == "3302151203150001"
    assert nik.read_no_kk("33021512031500").aturan == "P-121"
    assert [one.aturan for one in nik.check_no_kk("3302154003150001", kode_desa="3302152001")] == ["P-125"]
    assert [one.aturan for one in nik.check_no_kk("3306991203150001", kode_desa="3302152001")] == ["P-126"]


def test_a_masked_nik_shows_region_and_serial_only() -> None:
    assert nik.mask_nik("3302151708900001") == "330215******0001"
    assert nik.mask_nik("") == ""


ANY_CELL = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=40), st.dates(), st.datetimes(),
    st.from_regex(r"[0-9 './E+\-]{0,24}", fullmatch=True),
)  # fmt: skip


@given(ANY_CELL)
def test_whatever_stands_in_the_cell_a_nik_has_exactly_the_digits_that_stood_there(cell: Any) -> None:
    found = nik.read_nik(cell)
    for number in (*found.usul, *([found.nilai] if found.nilai else [])):
        assert len(number) == 16
        assert number in "".join(
            one for one in (f"{cell:.0f}" if isinstance(cell, float) else str(cell)) if one.isdigit()
        )
    if found.nilai is not None:
        assert isinstance(cell, str)
    assert bool(found.aturan) == bool(found.teks)


@given(st.dates(date(1917, 1, 1), HARI), st.sampled_from("LP"), st.integers(1, 9999))
def test_every_nik_of_the_system_is_understood_and_gives_its_birth_back(
    lahir: date, jk: str, serial: int
) -> None:
    day = lahir.day + (40 if jk == "P" else 0)
    number = f"330699{day:02d}{lahir:%m%y}{serial:04d}"
    assert nik.read_nik(f" {number} ").nilai == number
    assert rules(number, lahir, jk) in ([], ["P-110"])
    found = nik.birth_of(number, HARI)
    assert found is not None
    assert (found.day, found.month, found.year % 100) == (lahir.day, lahir.month, lahir.year % 100)
    assert found <= HARI


# ------------------------------------------------------------------ dates


@pytest.mark.parametrize(
    "cell",
    [
        "17-08-1990", "17/8/90", "1990-08-17", "17 Agustus 1990", "17 Agt 1990", "17-Agt-90", 33102, "33102",
        "17.08.1990", "17081990", "19900817", "Jumat, 17 Agustus 1990", "August 17, 1990", date(1990, 8, 17),
        datetime(1990, 8, 17, 0, 0), "1990-08-17 00:00:00", "1990-08-17T00:00:00", "17 AGUSTUS 1990",
        "'17-08-1990", "17 - 08 - 1990", 33102.0, "17 08 1990", "17 Agst 1990", "17\u201308\u20131990",
        "17\\08\\1990", "17 Agustus '90", "tgl. 17-08-1990", "17/VIII/1990", "17, Agustus 1990",
    ],
)  # fmt: skip
def test_the_same_day_in_every_writing_of_the_villages(cell: object) -> None:
    assert read_tanggal(cell, HARI) == nik.Terbaca(LAHIR)


@pytest.mark.parametrize("cell", ["1957", 1957, 1957.0, "00-00-1957", "0/0/1957"])
def test_of_a_year_alone_it_is_the_first_of_july_and_said_to_be_a_guess(cell: object) -> None:
    found = read_tanggal(cell, HARI)
    assert (found.nilai, found.is_perkiraan) == (date(1957, 7, 1), True)


def test_of_month_and_year_it_is_the_middle_and_said_to_be_a_guess() -> None:
    for cell in ("00-05-1957", "Mei 1957"):
        assert read_tanggal(cell, HARI) == nik.Terbaca(date(1957, 5, 15), is_perkiraan=True)


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        ("31/02/1990", "P-202"), ("abc", "P-201"), ("1990-13-45", "P-202"), ("2050-01-01", "P-206"),
        ("12/25/1990", "P-204"), ("17-08-1790", "P-205"), ("29-02-1990", "P-202"),
        (3302151708900001, "P-201"),
        ("17-08", "P-201"), ("17/08/199", "P-201"), (float("nan"), "P-201"), (45, "P-201"),
        (99999999, "P-201"),
    ],
)  # fmt: skip
def test_what_is_no_date_is_named_and_not_stored(cell: object, rule: str) -> None:
    found = read_tanggal(cell, HARI)
    assert (found.nilai, found.aturan) == (None, rule)
    assert found.teks


def test_two_digits_of_a_year_that_fit_a_child_and_a_very_old_person_are_asked() -> None:
    found = read_tanggal("17/8/20", HARI)
    assert (found.aturan, found.usul) == ("P-207", (date(2020, 8, 17), date(1920, 8, 17)))
    assert read_tanggal("17/8/90", HARI).nilai == LAHIR
    assert read_tanggal("17/8/05", HARI).nilai == date(2005, 8, 17)
    assert read_tanggal("29/2/00", HARI).nilai == date(2000, 2, 29)


def test_a_column_shows_its_own_order() -> None:
    assert detect_urutan(["17/08/1990", "05/06/1991", None], HARI).urutan is Urutan.HARI_BULAN
    month_first = detect_urutan(["08/17/1990", "05/06/1991"], HARI)
    assert (month_first.urutan, month_first.is_campur) == (Urutan.BULAN_HARI, False)
    assert read_tanggal("05/06/1991", HARI, month_first).nilai == date(1991, 5, 6)
    assert month_first.contoh[1] == ("05/06/1991", date(1991, 5, 6))


def test_a_mixed_column_is_asked_row_by_row_unless_the_nik_knows() -> None:
    kolom = detect_urutan(["08/17/1990", "17/08/1990", "05/06/1991"], HARI)
    assert kolom.is_campur
    assert read_tanggal("08/17/1990", HARI, kolom).nilai == LAHIR
    asked = read_tanggal("05/06/1991", HARI, kolom)
    assert (asked.aturan, asked.usul) == ("P-203", (date(1991, 6, 5), date(1991, 5, 6)))
    assert read_tanggal("05/06/1991", HARI, kolom, nik="3306990605910001").nilai == date(1991, 5, 6)
    assert read_tanggal("05/06/1991", HARI, kolom, nik="3306994506910001").nilai == date(1991, 6, 5)


def test_dates_that_excel_swapped_in_half_of_the_rows_are_found_out() -> None:
    cells = [date(1990, 5, 8), date(1991, 1, 12), date(1992, 3, 2), "17/08/1990"]
    kolom = detect_urutan(cells, HARI)
    assert kolom.is_campur
    assert read_tanggal(cells[0], HARI, kolom).usul == (date(1990, 5, 8), date(1990, 8, 5))
    assert read_tanggal(cells[0], HARI, kolom, nik="3306990508900001").nilai == date(1990, 8, 5)
    assert not detect_urutan([*cells, date(1990, 5, 28)], HARI).is_campur


def test_the_nik_speaks_up_when_day_and_month_are_swapped_in_a_sound_column() -> None:
    found = read_tanggal("05/08/1990", HARI, nik="3306990805900001")
    assert (found.aturan, found.usul) == ("P-204", (date(1990, 5, 8), date(1990, 8, 5)))
    assert read_tanggal("12/25/1990", HARI, nik="3306992512900001").nilai == date(1990, 12, 25)


@pytest.mark.parametrize("cell", [date(1990, 5, 8), "1990-05-08", "08/05/1990"])
def test_the_nik_speaks_up_whatever_kind_of_cell_the_swapped_date_is(cell: object) -> None:
    found = read_tanggal(cell, HARI, nik="3306990508900001")
    assert (found.nilai, found.aturan) == (None, "P-204")
    assert found.usul == (date(1990, 8, 5), date(1990, 5, 8))
    assert read_tanggal(cell, HARI, nik="3306990805900001").nilai == date(1990, 5, 8)
    assert read_tanggal(cell, HARI, nik="3306991712800001").nilai == date(1990, 5, 8)


def test_days_typed_without_signs_are_not_taken_for_serial_numbers() -> None:
    kolom = detect_urutan([170890, 10190, 33102], HARI)
    assert kolom.is_rapat
    assert read_tanggal(170890, HARI, kolom).nilai == LAHIR
    assert read_tanggal(7081990, HARI, kolom).nilai == date(1990, 8, 7)
    assert read_tanggal(10190, HARI, kolom, nik="3306990101900001").nilai == date(1990, 1, 1)
    assert read_tanggal(10190, HARI, kolom).usul == (date(1990, 1, 1), date(1927, 11, 24))
    assert read_tanggal(33102, HARI, kolom).nilai == LAHIR  # no 31st of the second month
    alone = read_tanggal(10190, HARI, nik="3306990101900001")
    assert (alone.nilai, alone.aturan) == (None, "P-203")
    assert read_tanggal(10190, HARI, nik="3306992411270001").nilai == date(1927, 11, 24)
    assert read_tanggal(10190, HARI).nilai == date(1927, 11, 24)


def test_a_workbook_that_counts_from_1904_gives_the_same_days() -> None:
    kolom = detect_urutan([31640], HARI, is_1904=True)
    assert read_tanggal(31640, HARI, kolom).nilai == LAHIR


def test_the_end_of_a_passport_may_lie_in_the_future() -> None:
    assert read_tanggal("17/08/2030", HARI, is_future_ok=True).nilai == date(2030, 8, 17)


@given(ANY_CELL, st.booleans())
def test_whatever_stands_in_the_cell_no_birth_lies_in_the_future_or_before_1900(
    cell: Any, is_campur: bool
) -> None:
    found = read_tanggal(cell, HARI, KolomTanggal(is_campur=is_campur))
    for day in (*found.usul, *([found.nilai] if found.nilai else [])):
        assert date(1900, 1, 1) <= day <= HARI
    assert bool(found.aturan) == bool(found.teks)
    assert not (found.aturan and found.nilai)


@given(st.dates(date(1900, 3, 1), HARI))
def test_a_date_written_out_is_read_back_as_the_same_day(day: date) -> None:
    month = tanggal.show_date(day).split()[1]
    serial = (day - date(1899, 12, 30)).days
    for text in (
        f"{day:%d-%m-%Y}", f"{day.day}/{day.month}/{day.year}", day.isoformat(),
        f"{day.day} {month} {day.year}",
        f"{day:%d.%m.%Y}", day,
    ):  # fmt: skip
        assert read_tanggal(text, HARI).nilai == day, text
    if not 1900 <= serial <= HARI.year:  # a number that could be a year is taken for one
        assert read_tanggal(serial, HARI).nilai == day
    assert timedelta(0) <= HARI - day


@given(st.dates(date(1917, 1, 1), HARI), st.sampled_from(["%d/%m/%Y", "%m/%d/%Y"]))
def test_in_a_mixed_column_the_nik_leads_to_the_true_day_or_it_is_asked(day: date, writing: str) -> None:
    number = f"330699{day:%d%m%y}0001"
    found = read_tanggal(day.strftime(writing), HARI, KolomTanggal(is_campur=True), nik=number)
    assert found.nilai in (day, None)
    assert found.nilai == day or day in found.usul


# ------------------------------------------------------------------ words


@pytest.mark.parametrize(
    ("cell", "jk"),
    [("L", "L"), ("LK", "L"), ("Pria", "L"), ("Laki2", "L"), (1, "L"), ("1.0", "L"), ("P", "P"), ("PR", "P"),
     ("wanita", "P"), (2.0, "P"), ("Perempuan", "P"), ("-", None), ("", None)],
)  # fmt: skip
def test_sexes_in_every_writing(cell: object, jk: str | None) -> None:
    assert baca.read_jk(cell, LISTS["jenis_kelamin"]) == nik.Terbaca(jk)


def test_p_beside_w_is_asked_or_answered_by_the_nik() -> None:
    kolom = baca.detect_jk(["P", "W", "P"])
    assert baca.read_jk("P", LISTS["jenis_kelamin"], kolom).aturan == "P-301"
    assert baca.read_jk("P", LISTS["jenis_kelamin"], kolom, nik="3306991708900001").nilai == "L"
    assert baca.read_jk("W", LISTS["jenis_kelamin"], kolom).nilai == "P"
    assert not baca.detect_jk(["P", "L", "W"]).is_p_meragukan


def test_a_widow_is_asked_of_whom_and_a_near_word_is_proposed() -> None:
    assert baca.read_kode("Janda", LISTS["status_kawin"]).usul == (3, 4)
    assert baca.read_kode("Petni", LISTS["pekerjaan"]).usul == (9,)
    assert baca.read_kode("juru kunci makam", LISTS["pekerjaan"]).aturan == "P-311"
    assert baca.read_kode("juru kunci makam", LISTS["pekerjaan"], {"jurukuncimakam": 99}).nilai == 99
    assert baca.read_kode("89", LISTS["pekerjaan"], is_opensid=True).nilai == 99
    assert baca.read_kode(89, LISTS["pekerjaan"]).nilai == 89
    assert baca.read_kode("tdk tahu", LISTS["agama"]) == nik.Terbaca()
    assert baca.read_kode("8", LISTS["agama"]).teks == "Kode 8 tidak ada di daftar."


@pytest.mark.parametrize(
    ("cell", "nama"),
    [
        ("siti (alm)", baca.Nama("SITI", is_almarhum=True)),
        ("Alm. Karto", baca.Nama("KARTO", is_almarhum=True)),
        ("Drs. H. Sutrisno Hadi, M.Pd", baca.Nama("SUTRISNO HADI", "DRS. H.", "M.PD")),
        ("Lestari Wulandari, S.E., M.M.", baca.Nama("LESTARI WULANDARI", "", "S.E., M.M.")),
        ("* Sri  Rahayu *", baca.Nama("SRI RAHAYU")),
        ("Ma’ruf", baca.Nama("MA'RUF")),
        ("M. Yusuf", baca.Nama("M. YUSUF")),
        ("Agus, Bambang", baca.Nama("AGUS, BAMBANG")),
        ("Alma Dewi", baca.Nama("ALMA DEWI")),
    ],
)
def test_names_lose_their_titles_and_marks_but_no_letter(cell: str, nama: baca.Nama) -> None:
    assert baca.read_nama(cell) == nik.Terbaca(nama)


def test_a_digit_in_a_name_is_asked_about() -> None:
    found = baca.read_nama("SUPARDI 2")
    assert (found.aturan, found.usul) == ("P-321", (baca.Nama("SUPARDI"),))
    assert baca.read_nama("-").aturan == "P-322"


@pytest.mark.parametrize(
    ("cell", "both"),
    [
        ("RT 01/RW 02", ("001", "002")), ("RT.003 RW.001", ("003", "001")), ("1/2", ("001", "002")),
        ("001", ("001", "")), (1, ("001", "")), (1.0, ("001", "")), ("RT03/RW1", ("003", "001")),
        ("-", ("", "")), ("005/-", ("005", "")), ("-/002", ("", "002")),
        ("RW 5", ("", "005")), ("000", ("", "")),
    ],
)  # fmt: skip
def test_rt_and_rw_have_three_digits(cell: object, both: tuple[str, str]) -> None:
    assert baca.read_rt_rw(cell) == nik.Terbaca(both)
    assert baca.read_rt_rw("Gang Mawar").aturan == "P-331"
    assert baca.read_rw("2").nilai == "002"


def test_hamlets_are_known_by_many_writings_and_never_invented() -> None:
    known = {"Krajan": 1, "Karangsari": 2}
    for cell in ("DUSUN KRAJAN", "krajan_", "Dsn. Krajan"):
        assert baca.read_dusun(cell, known).nilai == 1
    assert baca.read_dusun("Karang Sari", known).nilai == 2
    assert baca.read_dusun("Karangsri", known).usul == (2,)
    assert baca.read_dusun("Sidomulyo", known).teks == "Dusun Sidomulyo belum ada di Data Desa."


def test_hamlets_that_are_numbers_keep_their_number_and_are_never_near_each_other() -> None:
    assert [baca.plain_dusun(one) for one in ("DUSUN II", "dsn iv", "KRAJAN III", "Dusun 2", "VIVI")] == [
        "II", "IV", "Krajan III", "2", "Vivi",
    ]  # fmt: skip
    known = {"I": 1, "II": 2, "III": 3, "Krajan I": 4}
    assert [baca.read_dusun(one, known).nilai for one in ("Dusun 2", "DUSUN III", "krajan 1")] == [2, 3, 4]
    assert baca.read_dusun("Dusun IV", known).usul == ()
    assert baca.read_dusun("Krajan II", known).usul == ()
    assert baca.read_dusun("Krajn I", known).usul == (4,)
    both = {"Kampung Baru": 1, "Baru": 2}
    assert [baca.read_dusun(one, both).nilai for one in ("KAMPUNG BARU", "Baru")] == [1, 2]


def test_a_word_that_means_nothing_known_is_a_code_where_the_list_has_it() -> None:
    assert baca.read_kode("TIDAK TAHU", LISTS["golongan_darah"]).nilai == 13
    assert baca.read_kode("TIDAK TAHU", LISTS["agama"]) == nik.Terbaca()
    assert baca.read_kode("-", LISTS["golongan_darah"]) == nik.Terbaca()


@given(
    st.dates(date(1927, 1, 1), date(2015, 12, 31)),
    st.sampled_from(["sel", "%Y-%m-%d", "%d-%m-%Y", "%d/%m/%y", "%m/%d/%Y", "serial", "rapat"]),
    st.booleans(),
    st.sampled_from("LP"),
)
def test_a_birth_that_was_turned_round_is_never_stored_against_its_nik(
    day: date, kind: str, is_campur: bool, jk: str
) -> None:
    """Whatever the cell became on its way: the NIK names the true day, so it is read right or asked."""
    written = day.replace(month=day.day, day=day.month) if day.day <= 12 else day
    number = f"330699{day.day + (40 if jk == 'P' else 0):02d}{day:%m%y}0007"
    cell: object = {
        "sel": written,
        "serial": (written - date(1899, 12, 30)).days,
        "rapat": int(f"{day:%d%m%y}"),
    }.get(kind, written.strftime(kind))
    found = read_tanggal(cell, HARI, KolomTanggal(is_campur=is_campur), nik=number)
    assert found.nilai in (None, day), (cell, found)

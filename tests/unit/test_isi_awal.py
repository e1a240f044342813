"""What a form may be filled from: the words of its tags, who is counted, and who is left to be confirmed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from builders import desa as a_village
from builders import kode_penduduk, perangkat, petunjuk_isi_awal
from desa_desktop.domain.isi_awal.asal import AsalUsul, read_asal, write_asal
from desa_desktop.domain.isi_awal.jawab import (
    ADA_AKTIF,
    ADA_TERISI,
    SUMBER,
    Bahan,
    IsiRegister,
    Jawab,
    JawabanLain,
    Kejadian,
    Rapat,
    answer,
)
from desa_desktop.domain.isi_awal.petunjuk import TIDAK_ADA
from desa_desktop.domain.isi_awal.tag import Sumber, Syarat, parse_tag
from desa_desktop.domain.isi_awal.warga import Hasil, Pencacah, conditions_of
from desa_desktop.domain.musyawarah import JenisMusyawarah
from desa_desktop.domain.penduduk import Peristiwa
from desa_desktop.domain.sebutan import show_value
from desa_desktop.domain.statistik import KeluargaRow, Penghitung, Warga

HARI = date(2026, 8, 12)
TANI, WIRASWASTA, DAGANG, PELAJAR = 9, 88, 84, 3  # our codes of work; DAGANG has no single one in Prodeskel


def warga(umur: int | None = 30, **bend: Any) -> Warga:
    lahir = None if umur is None else date(HARI.year - umur, 1, 1)
    return Warga(id=f"w{next(_serial)}", lahir=lahir, **{"jk": "L", **bend})


_serial = iter(range(10_000))


def register(*people: Warga, keluarga: tuple[KeluargaRow, ...] = ()) -> Bahan:
    return Bahan(HARI, Pencacah(Penghitung(people, keluarga, kode_penduduk(), (), HARI)))


def said(tag: str, bahan: Bahan) -> Jawab | None:
    sumber = parse_tag(tag)
    assert sumber is not None, tag
    return answer(sumber, bahan)


def count(tag: str, *people: Warga) -> tuple[int, int, int]:
    """(value, decided, all it is about)"""
    found = said(tag, register(*people))
    assert found is not None
    assert isinstance(found.nilai, int)
    assert found.hasil is not None
    return found.nilai, found.hasil.terjawab, found.hasil.dari


# ------------------------------------------------------------------ the words of a tag


@pytest.mark.parametrize(
    ("text", "nama", "medan"),
    [
        ("penduduk.hitung(umur 7-15, sekolah)", "penduduk.hitung", ""),
        ("penduduk.hitung(pekerjaan lewat peta, jenis_kelamin)", "penduduk.hitung", ""),
        ("keluarga.hitung", "keluarga.hitung", ""),
        ("keluarga.hitung(no_kk sah)", "keluarga.hitung", ""),
        ("keluarga 1 anggota umur>=60", "keluarga.hitung", ""),
        ("mutasi mati(umur<1)", "mutasi", ""),
        ("desa.kecamatan", "desa", "kecamatan"),
        ("aparat(jabatan=kades).nip", "aparat", "nip"),
        ("aparat.hitung(perangkat)", "aparat.hitung", ""),
        ("wilayah.dusun.hitung", "wilayah.dusun.hitung", ""),
        ("register(jumlah_baris>0)", "register.status", ""),
        ("register.tanggal_entri_terakhir", "register.tanggal_entri_terakhir", ""),
        ("perkembangan(tahun-1).pdk_ini_l", "isian", "pdk_ini_l"),
        ("potensi.luas_total", "isian", "luas_total"),
        ("rekap ddk.k1_11=3", "ddk", "k1_11"),
    ],
)
def test_the_tags_of_the_nine_lists_are_understood(text: str, nama: str, medan: str) -> None:
    found = parse_tag(text)
    assert found is not None
    assert (found.nama, found.medan) == (nama, medan)


@pytest.mark.parametrize(
    "text",
    [
        *("", "modul pengaduan", "paket desa: penduduk.hitung(umur>=60)", "bulan lalu", "penduduk.nik"),
        *("rekap ddk.k1_16 / stunting.ibu_hamil", "penduduk.hitung(umur"),
        "mutasi lahir/mati, rekap ddk.k1_17",
    ],
)
def test_what_is_not_of_the_language_is_not_guessed(text: str) -> None:
    assert parse_tag(text) is None


def test_a_difference_is_two_counts() -> None:
    found = parse_tag("penduduk.hitung - keluarga.hitung")
    assert found == Sumber("penduduk.hitung", kurang=Sumber("keluarga.hitung"))


def test_a_bare_list_in_a_plain_question_decides_nothing() -> None:
    assert conditions_of([Syarat("pekerjaan")]) is None
    assert said("penduduk.hitung(pekerjaan)", register(warga(pekerjaan=TANI))) is None
    assert said("penduduk.hitung", register(warga())) is None


def test_an_unknown_condition_gives_no_number() -> None:
    assert said("penduduk.hitung(berambut_putih)", register(warga(80))) is None


# ------------------------------------------------------------------ people


def test_ages_are_completed_years_and_who_has_no_birth_date_is_left_to_be_confirmed() -> None:
    people = [warga(4), warga(5), warga(60), warga(None)]
    assert count("penduduk.hitung(umur<5)", *people) == (1, 3, 4)
    assert count("penduduk.hitung(umur>=60)", *people) == (1, 3, 4)
    assert count("penduduk.hitung(semua)", *people) == (4, 4, 4)


def test_work_without_a_single_counterpart_is_nobodys_row() -> None:
    people = [warga(pekerjaan=TANI), warga(pekerjaan=DAGANG), warga(pekerjaan=None), warga(pekerjaan=TANI)]
    found = said("penduduk.hitung(pekerjaan=1)", register(*people))
    assert found is not None
    assert found.hasil == Hasil(2, 4, 2, "penduduk", ("pekerjaan",))


def test_a_row_that_no_code_of_the_register_leads_to_is_not_zero() -> None:
    people = [warga(pekerjaan=TANI), warga(pekerjaan=WIRASWASTA)]
    assert said("penduduk.hitung(pekerjaan=75)", register(*people)) is None  # Pemulung
    assert count("penduduk.hitung(pekerjaan=11)", *people) == (0, 2, 2)  # Montir: MEKANIK leads there


def test_a_fact_that_nobody_was_asked_about_is_not_zero() -> None:
    assert said("penduduk.hitung(cacat)", register(warga(), warga())) is None
    assert count("penduduk.hitung(cacat)", warga(cacat=2), warga(cacat=7)) == (1, 2, 2)


def test_schooling_follows_the_present_school_and_asks_about_pupils_whose_school_is_not_named() -> None:
    pupil = warga(14, pendidikan_kk=3, pekerjaan=PELAJAR)
    farmer = warga(40, pendidikan_kk=3, pekerjaan=TANI)
    junior = warga(14, pendidikan_kk=3, pendidikan_sedang=6)
    assert count("penduduk.hitung(pendidikan=5)", pupil, farmer, junior) == (1, 2, 3)
    assert count("penduduk.hitung(pendidikan=7)", pupil, farmer, junior) == (1, 2, 3)
    assert said("penduduk.hitung(pendidikan=7)", register(pupil, farmer)) is None


def test_not_yet_schooled_and_never_schooled_are_two_things() -> None:
    unclear = warga(30, pendidikan_kk=1)
    never = warga(30, pendidikan_kk=1, pendidikan_sedang=18)
    assert count("penduduk.hitung(pendidikan=3)", unclear, never) == (1, 1, 2)


def test_questions_about_some_ages_are_measured_against_those_ages_only() -> None:
    people = [warga(8, pendidikan_sedang=4), warga(9, pendidikan_sedang=18), warga(10), warga(40)]
    assert count("penduduk.hitung(umur 7-15, sekolah)", *people) == (1, 2, 3)
    assert count("penduduk.hitung(umur 7-15, tidak sekolah)", *people) == (1, 2, 3)


def test_who_keeps_house_or_learns_does_not_work() -> None:
    people = [warga(pekerjaan=TANI), warga(pekerjaan=2), warga(pekerjaan=PELAJAR), warga(70, pekerjaan=TANI)]
    assert count("penduduk.hitung(umur 18-56, bekerja)", *people) == (1, 3, 3)
    assert count("penduduk.hitung(umur 18-56, tidak bekerja)", *people) == (2, 3, 3)


def test_contraception_is_asked_of_couples_only() -> None:
    wife = {"jk": "P", "status_kawin": 2}
    people = [warga(30, **wife, cara_kb=3), warga(31, **wife), warga(70, **wife), warga(20, status_kawin=1)]
    assert count("penduduk.hitung(cara_kb=1)", *people) == (1, 1, 2)
    assert count("penduduk.hitung(akseptor)", *people) == (1, 1, 2)
    assert count("penduduk.hitung(P, umur 15-49, kawin)", *people) == (2, 2, 2)


def test_a_person_whose_sex_is_not_known_is_neither_man_nor_woman() -> None:
    people = [warga(), warga(jk="P"), warga(jk="")]
    assert count("penduduk.hitung(L)", *people) == (1, 2, 3)


# ------------------------------------------------------------------ families, events, the office


def test_families_have_a_living_member_and_are_counted_by_their_head() -> None:
    people = [
        warga(50, keluarga_id="k1", shdk=1),
        warga(45, jk="P", keluarga_id="k1", shdk=3),
        warga(70, jk="P", keluarga_id="k2", shdk=1),
    ]
    families = (KeluargaRow("k1", no_kk="3306990101010001"), KeluargaRow("k2"), KeluargaRow("k3"))
    bahan = register(*people, keluarga=families)
    found = {
        tag: said(tag, bahan)
        for tag in (
            *("keluarga.hitung", "keluarga.hitung(kepala P)", "keluarga.hitung(no_kk sah)"),
            *("keluarga 1 anggota umur>=60", "penduduk.hitung - keluarga.hitung"),
        )
    }
    assert [one.nilai for one in found.values() if one is not None] == [2, 1, 1, 1, 1]


def test_events_of_the_year_are_counted_by_age_and_a_village_without_any_says_nothing() -> None:
    events = (
        Kejadian(Peristiwa.LAHIR, date(2026, 2, 1), date(2026, 2, 1)),
        Kejadian(Peristiwa.LAHIR, date(2025, 12, 31), date(2025, 12, 31)),
        Kejadian(Peristiwa.MATI, date(2026, 3, 1), date(2026, 2, 1)),
        Kejadian(Peristiwa.MATI, date(2026, 3, 1), None),
    )
    bahan = Bahan(HARI, kejadian=events)
    born, dead = said("mutasi lahir", bahan), said("mutasi mati(umur<1)", bahan)
    assert born is not None
    assert (born.nilai, born.sumber) == (1, "peristiwa penduduk 2026")
    assert dead is not None
    assert dead.hasil == Hasil(1, 2, 1, "peristiwa", ("tanggal lahir",))
    assert said("mutasi lahir", Bahan(HARI)) is None


def test_the_village_and_its_officers_answer_for_themselves() -> None:
    head = perangkat(nama="Sutrisno Hadi", jabatan="Kepala Desa", nip="")
    clerk = perangkat(nama="Lestari", jabatan="Sekretaris Desa")
    gone = perangkat(nama="Karso", jabatan="Kaur Keuangan", selesai=date(2025, 12, 31))
    bahan = Bahan(HARI, desa=a_village(perangkat=[head, clerk, gone]))
    values = {
        tag: getattr(said(tag, bahan), "nilai", None)
        for tag in (
            *("aparat(jabatan=kades).nama", "aparat(jabatan=kades).nip", "aparat(jabatan=sekdes)"),
            *("aparat(jabatan=kaur keuangan)", "aparat.hitung", "aparat.hitung(perangkat)", "desa.kode"),
        )
    }
    assert list(values.values()) == ["Sutrisno Hadi", None, ADA_AKTIF, None, 2, 1, "33.06.99.2001"]


def test_a_book_is_filled_when_the_program_holds_rows_and_ages_with_its_last_entry() -> None:
    registers = {"B.1": IsiRegister(12, date(2026, 6, 1)), "B.4": IsiRegister(0, None)}
    bahan = Bahan(HARI, registers=registers)
    filled = said("register(buku=B.1)", bahan)
    assert filled is not None
    assert filled.nilai == ADA_TERISI
    assert said("register(buku=B.4)", bahan) is None  # the book may be kept on paper
    fresh = said("register.tanggal_entri_terakhir(buku=B.1)", bahan)
    assert fresh is not None
    assert fresh.nilai == "1"


def test_meetings_assistance_and_other_forms_answer_where_they_say_something() -> None:
    musren = JenisMusyawarah.MUSRENBANGDES
    last_year = parse_tag("perkembangan(tahun-1).pdk_ini_l")
    assert last_year is not None
    rapat = [Rapat(musren, date(2026, 6, 20), 14, 9, 24), Rapat(musren, date(2025, 6, 20), 1, 1, 2)]
    bahan = Bahan(
        HARI,
        rapat=rapat,
        program={"PKH Tahap 2": frozenset({"k1", "k2"}), "BLT Dana Desa": frozenset({"k1"})},
        lain={last_year: JawabanLain(480, "Perkembangan Desa 2025")},
    )
    tags = ("musyawarah.jumlah", "musyawarah.p", "musyawarah.waktu", "bantuan.hitung(program=PKH/Harapan)")
    tags += ("perkembangan(tahun-1).pdk_ini_l",)
    assert [getattr(said(tag, bahan), "nilai", None) for tag in tags] == [1, 9, "2", 2, 480]
    assert said("bantuan.hitung(program=BPNT/Sembako)", bahan) is None
    assert said("perkembangan(tahun-1).kk_ini_l", bahan) is None


# ------------------------------------------------------------------ hints, memory


def test_every_shipped_hint_is_of_the_language_or_says_why_there_is_none() -> None:
    for (form, kode, baris), hint in petunjuk_isi_awal().butir.items():
        place = (form, kode, baris)
        if hint.tag == TIDAK_ADA:
            assert hint.catatan, place
            continue
        sumber = parse_tag(hint.tag)
        assert sumber is not None, place
        assert sumber.nama in SUMBER, place
        if sumber.nama == "penduduk.hitung":
            assert conditions_of(sumber.syarat) is not None, place


def test_an_answer_remembers_its_proposal_and_other_origins_are_left_alone() -> None:
    kept = {
        "": AsalUsul(1250, "data penduduk", HARI, 1203, 1250),
        "usia__l/3": AsalUsul(12, "data penduduk", HARI),
    }
    assert read_asal(write_asal(kept)) == kept
    assert write_asal({}) == ""
    assert show_value("asal", write_asal(kept)) == "usulan dari data penduduk, 12 Agustus 2026"
    assert show_value("asal", "periode lalu") == "periode lalu"
    for strange in ("", "periode lalu", "{", '{"usul":[{"sumber":"x"}]}', '{"usul":3}'):
        assert read_asal(strange) == {}

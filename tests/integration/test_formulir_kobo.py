"""Forms from KoboToolbox: what works as it is, and what is named with its row when it does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from pyxform.xls2xform import convert

from desa_desktop.checklists import (
    Context,
    Kind,
    Level,
    Template,
    TemplateInvalid,
    initial_answers,
    load_template,
    recompute,
)
from kobo import KUNJUNGAN, POSYANDU, RUMAH, Sheets, kobo_bytes

CONTEXT = Context(
    today=date(2026, 11, 20),
    now=datetime(2026, 11, 20, 3, tzinfo=UTC),
    username="Ratna",
    record="r1",
    tables={},
)


@pytest.fixture(scope="module")
def rumah() -> Template:
    return load_template(kobo_bytes(RUMAH), is_own=True)


def read(sheets: Sheets) -> Template:
    return load_template(kobo_bytes(sheets), is_own=True)


def problems(sheets: Sheets) -> list[str]:
    """Every GALAT, as the author reads it."""
    with pytest.raises(TemplateInvalid) as refused:
        read(sheets)
    return [str(one) for one in refused.value.problems if one.level is Level.GALAT]


HOUSE = {
    "kecamatan": "1",
    "desa": "11",
    "dusun": "krajan",
    "nama_kk": "Suparman",
    "air": ["sumur", "other"],
    "air_other": "Mata air",
    "luas": "36",
    "anggota": [
        {"nama": "Suparman", "lahir": "1980-03-01", "jk": "l"},
        {"nama": "Wagini", "lahir": "2000-11-19", "jk": "p", "hamil": 20},
        {"nama": "Tono", "lahir": "2023-01-05", "jk": "l"},
    ],
    "setuju": "OK",
}


def test_a_kobo_form_with_cascades_repeats_and_calculations_works_as_it_is(rumah: Template) -> None:
    assert (rumah.title, rumah.form_id, rumah.version) == ("Pendataan Rumah", "pendataan_rumah", 3)
    state = recompute(rumah, HOUSE, CONTEXT)
    assert state.findings == ()
    assert state.missing == ()
    assert state.value("jumlah_anggota") == 3
    assert state.value("balita") == 1
    assert state.value("luas_per_orang") == 12
    assert [state.value("umur", row) for row in range(3)] == [46, 26, 3]
    assert [state.value("urutan", row) for row in range(3)] == [1, 2, 3]
    assert [state.is_relevant("hamil", row) for row in range(3)] == [False, True, False]
    assert state.value("nama_dusun") == "Krajan"


def test_a_cascade_offers_only_what_belongs_to_the_answer_above(rumah: Template) -> None:
    state = recompute(rumah, HOUSE, CONTEXT)
    assert [one.label for one in state.offered("desa")] == ["Tursino", "Wirun"]
    assert [one.name for one in state.offered("dusun")] == ["krajan", "lor"]
    wirun = recompute(rumah, HOUSE | {"desa": "12"}, CONTEXT)
    assert [one.name for one in wirun.offered("dusun")] == ["krajan"]  # a hamlet of the same name


def test_or_other_asks_what_it_is_and_narrows_what_follows(rumah: Template) -> None:
    state = recompute(rumah, HOUSE, CONTEXT)
    assert state.is_relevant("air_other")
    assert [one.name for one in state.offered("air_utama")] == ["sumur"]
    without = recompute(rumah, HOUSE | {"air": ["sumur"]}, CONTEXT)
    assert not without.is_relevant("air_other")
    assert not without.is_relevant("air_utama")
    both = recompute(rumah, HOUSE | {"air": ["sumur", "tidak_ada"]}, CONTEXT)
    assert [one.sentence for one in both.findings] == ["Tidak ada tidak dapat digabung."]


def test_once_keeps_its_first_value_and_phone_rows_are_skipped(rumah: Template) -> None:
    first = recompute(rumah, HOUSE, CONTEXT)
    again = recompute(rumah, HOUSE | {"luas": "40"}, CONTEXT)
    assert first.value("id_rumah")
    assert first.value("id_rumah") == again.value("id_rumah")
    assert rumah.question("deviceid").kind is Kind.HIDDEN
    assert any("deviceid" in str(one) and "dilewati" in str(one) for one in rumah.notes)
    begun = recompute(rumah, initial_answers(rumah, CONTEXT), CONTEXT)
    assert begun.value("tanggal_catat") == date(2026, 11, 20)
    assert begun.value("pencatat") == "Ratna"


def test_a_label_says_the_answer_it_names(rumah: Template) -> None:
    state = recompute(rumah, HOUSE, CONTEXT)
    assert state.words(rumah.question("dusun")) == "Dusun di Tursino"
    assert state.words(rumah.question("catatan_rumah")) == "Rumah keluarga Suparman, dusun Krajan"
    assert state.words(rumah.question("ringkas")) == "Anggota: 3"
    blank = recompute(rumah, {}, CONTEXT)
    assert blank.words(rumah.question("dusun")) == "Dusun di …"
    assert rumah.question("dusun").label == "Dusun di …"


def test_yes_true_and_the_tick_of_excel_all_mean_required(rumah: Template) -> None:
    blank = recompute(rumah, {"kecamatan": "1", "desa": "11"}, CONTEXT)
    missing = {one.place.name for one in blank.missing}
    assert missing == {"dusun", "nama_kk", "air", "setuju"}
    assert {one.place.name for one in recompute(rumah, {}, CONTEXT).missing} >= {"kecamatan", "desa"}


def test_what_is_not_used_is_said_once_with_its_place(rumah: Template) -> None:
    assert [(one.row, one.column, one.snippet) for one in rumah.notes if one.column != "label"] == [
        (1, "$kuid", "$kuid"),
        (1, "media::image", "media::image"),
        (3, "type", "deviceid"),
        (10, "appearance", "autocomplete"),
        (27, "appearance", "no-calendar"),
        (30, "appearance", "horizontal-compact"),
    ]
    [inside] = [one for one in rumah.notes if one.column == "label"]
    assert "isi ${urutan} tidak ditampilkan di tulisan ini" in str(inside)


def test_a_constraint_and_a_range_hold_in_the_house_form(rumah: Template) -> None:
    wrong = HOUSE | {"nama_kk": "X1", "luas": "2000", "jarak": "70"}
    found = {one.place.name: one.sentence for one in recompute(rumah, wrong, CONTEXT).findings}
    assert found["nama_kk"] == "Paling sedikit tiga huruf."
    assert found["luas"] == "0 sampai 1000"
    assert "jarak" in found


def test_what_this_program_does_not_do_is_named_row_by_row() -> None:
    assert problems(POSYANDU) == [
        'Lembar survey, baris 5, kolom type: jenis "geopoint" tidak didukung. '
        "Aplikasi ini tanpa peta. Pakai isian text untuk lokasi.",
        'Lembar survey, baris 6, kolom type: jenis "audio" tidak didukung. Pakai isian file atau image.',
        'Lembar survey, baris 7, kolom type: jenis "barcode" tidak didukung. Pakai isian text.',
        'Lembar survey, baris 8, kolom type: jenis "datetime" tidak didukung. '
        "Pakai dua isian: date dan time.",
        "Lembar survey, baris 9, kolom calculation: daftar untuk pulldata tidak dikenal. "
        "Yang tersedia: dusun, rt, perangkat, tokoh, pertumbuhan.",
        'Lembar survey, baris 10, kolom type: jenis "begin_score" tidak didukung. '
        "Tulis tiap barisnya sebagai select_one atau integer sendiri.",
        'Lembar survey, baris 11, kolom type: jenis "score__row" tidak didukung. '
        "Tulis tiap barisnya sebagai select_one atau integer sendiri.",
        'Lembar survey, baris 13, kolom type: jenis "begin_kobomatrix" tidak didukung. '
        "Tulis tiap barisnya sebagai select_one atau integer sendiri.",
        'Lembar survey, baris 15, kolom type: daftar "kader.csv" tidak dikenal. '
        "Yang tersedia: dusun.csv, rt.csv, perangkat.csv, tokoh.csv.",
        'Lembar survey, baris 16, kolom relevant: fungsi "jumlahkan" tidak dikenal. Maksud Anda sum?',
        "Lembar settings: lembar ini tidak ada atau kosong. "
        "Tambahkan lembar itu dengan kolom form_title, form_id, version.",
    ]


def test_a_label_that_names_nobody_is_a_mistake_with_a_suggestion() -> None:
    survey = [list(row) for row in RUMAH["survey"]]
    survey[10][3] = "Dusun di ${dessa}"
    assert problems({**RUMAH, "survey": survey}) == [
        "Lembar survey, baris 11, kolom label: ${dessa} tidak ada. Mirip: ${desa}."
    ]


def test_choices_that_stand_twice_are_a_mistake_unless_the_form_allows_them() -> None:
    settings = [
        RUMAH["settings"][0],
        ["Pendataan Rumah", "pendataan_rumah", 3, "Indonesia (id)", "pages", None],
    ]
    [one] = problems({**RUMAH, "settings": settings})
    assert 'Pilihan "krajan" dalam daftar "dusun" dipakai dua kali (baris 8 dan 10).' in one


def test_a_monitoring_form_with_nested_repeats_and_ranks_works_as_it_is() -> None:
    form = read(KUNJUNGAN)
    answers = {
        "posyandu": [
            {
                "nama_posyandu": "Melati",
                "kader": [{"nama_kader": "Sri"}, {"nama_kader": "Tutik"}],
                "buka": "ya",
            },
            {"nama_posyandu": "Mawar", "kader": [], "buka": "tidak", "sebab": "Kader sakit"},
        ],
        "urutan_masalah": ["air", "gizi", "alat"],
        "jam": "09:30",
        "suhu": "36.5",
    }
    state = recompute(form, answers, CONTEXT)
    assert [one.sentence for one in state.findings] == []
    assert state.value("semua_kader") == 2
    assert state.value("nama_semua") == "Melati, Mawar"
    assert state.value("pertama") == "Melati"
    assert [state.is_relevant("sebab", row) for row in range(2)] == [False, True]
    assert state.value("suhu") == Decimal("36.5")
    assert state.value("hari_ini") == "20/11/2026"


def test_what_only_the_telephone_notes_makes_no_page_of_its_own(rumah: Template) -> None:
    assert [one.label for one in rumah.sections] == [
        "Lokasi rumah",
        "Keadaan rumah",
        "Anggota keluarga",
        "Pendataan Rumah",
    ]


@pytest.mark.parametrize("sheets", [RUMAH, KUNJUNGAN], ids=["rumah", "kunjungan"])
def test_the_forms_of_these_tests_are_forms_for_other_tools(sheets: Sheets, tmp_path: Path) -> None:
    """So that what is read here is what KoboToolbox would take."""
    file = tmp_path / "formulir.xlsx"
    file.write_bytes(kobo_bytes(sheets))
    assert "<h:html" in convert(file).xform


def test_the_same_form_without_indonesian_labels_is_read_with_those_it_has() -> None:
    english = [[cell for place, cell in enumerate(row) if place != 3] for row in RUMAH["survey"]]
    sheets = {**RUMAH, "survey": english}
    assert replace(read(sheets).question("nama_kk"), row=0).label == "Head"

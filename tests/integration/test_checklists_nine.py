"""The nine shipped forms: made of their lists, whole, blank without a complaint, computed as written down."""

from __future__ import annotations

import csv
import hashlib
import importlib.util
import json
import random
import re
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bengkel import FORMS, LISTS, TEMPLATES, maker
from desa_desktop.checklists import (
    Filler,
    Group,
    Kind,
    Level,
    Office,
    Period,
    Place,
    Privacy,
    Sort,
    Template,
    fill_nihil,
    load_template,
    recompute,
    score_answers,
)
from desa_desktop.services.isian import COVERS, Shelf, cover_of
from isian_penuh import full_answers

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
UNSURE = "belum dipastikan"
SCORES_OF_THE_PROGRAM = {"skor_kes", "skor_dik", "skor_id", "skor_air", "skor_sos", "skor_total"}


def _golden() -> ModuleType:
    spec = importlib.util.spec_from_file_location("renew_templates", GOLDEN / "renew_templates.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["renew_templates"] = module
    spec.loader.exec_module(module)
    return module


golden = _golden()
SHIPPED: Mapping[str, Template] = {form_id: golden.shipped(form_id) for form_id in FORMS}
every_form = pytest.mark.parametrize("form_id", FORMS)


def rows_of(form_id: str) -> list[dict[str, str]]:
    with (LISTS / f"{form_id}.csv").open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def warned(form_id: str, answers: Mapping[str, Any]) -> dict[str, str]:
    """Warnings of these answers by question."""
    state = recompute(SHIPPED[form_id], answers)
    assert all(one.level is Level.PERINGATAN and one.sort is Sort.PERIKSA for one in state.findings)
    return {one.place.name: one.sentence for one in state.findings}


def test_there_are_nine() -> None:
    assert set(FORMS) == {
        *("potensi-desa", "perkembangan-desa", "ddk-keluarga", "evaluasi-perkembangan"),
        *("administrasi-desa", "layanan-dasar", "konvergensi-stunting", "kecamatan-berdaya", "indeks-desa"),
    }


# ── made of their lists ─────────────────────────────────────────────────────────────────────────


@every_form
def test_a_shipped_form_is_what_its_list_makes(form_id: str) -> None:
    name, made = maker().make(form_id)
    assert (TEMPLATES / name).read_bytes() == made


def test_every_shipped_file_opens_without_a_remark_and_is_named_after_its_version() -> None:
    for file in sorted(TEMPLATES.glob("*.xlsx")):
        template = load_template(file)
        assert template.notes == ()
        assert file.name == f"{template.form_id}.v{template.version}.xlsx"
        assert template.digest == hashlib.sha256(file.read_bytes()).hexdigest()


def test_a_corrected_list_needs_a_new_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool = maker()
    for file in (*TEMPLATES.glob("*.xlsx"), LISTS):
        target = tmp_path / file.name
        _copied = shutil.copytree(file, target) if file.is_dir() else shutil.copy(file, target)
    monkeypatch.setattr(tool, "HERE", tmp_path)
    before = (tmp_path / "indeks-desa.v1.xlsx").read_bytes()
    assert tool.main(["indeks-desa"]) == 0
    wrong = tmp_path / "sumber" / "indeks-desa.csv"
    wrong.write_text(wrong.read_text(encoding="utf-8").replace("PAUD/TK", "PAUD atau TK"), encoding="utf-8")
    assert tool.main(["indeks-desa"]) == 1
    assert (tmp_path / "indeks-desa.v1.xlsx").read_bytes() == before


def test_the_list_of_covers_says_what_the_forms_say() -> None:
    shelf = Shelf(TEMPLATES)
    assert (TEMPLATES / COVERS).read_text(encoding="utf-8") == maker().covers()
    for form_id, template in SHIPPED.items():
        assert shelf.cover(form_id) == cover_of(template)


@every_form
def test_every_row_of_a_list_is_asked_as_it_is_written(form_id: str) -> None:
    form = SHIPPED[form_id]
    for row in rows_of(form_id):
        kode = row["kode"]
        if form_id == "layanan-dasar" and kode in SCORES_OF_THE_PROGRAM:
            assert kode not in form.by_name
            continue
        item = form.by_name[kode]
        assert item.label == row["pertanyaan"]
        choices = [part.split(":", 1) for part in row["pilihan"].split("|") if part]
        if row["tipe"] == "group_repeat":
            table = form.group(kode)
            assert table.row_kind == re.findall(r"\[baris=(\w+)\]", row["petunjuk"])[0]
            assert [[choice.name, choice.label] for choice in table.catalogue] == choices
            continue
        question = form.question(kode)
        assert question.unit == row["satuan"]
        assert question.repeats == ((kode.split("__")[0],) if "__" in kode else ())
        assert (question.required is not None) == (row["wajib"] == "ya")
        assert (question.relevant.text if question.relevant else "") == row["syarat"]
        if row["pilihan"]:
            assert [[choice.name, choice.label] for choice in question.choices] == choices


@every_form
def test_what_can_be_proposed_keeps_its_tag_to_the_letter(form_id: str) -> None:
    form = SHIPPED[form_id]
    tags = {
        row["kode"]: found[0]
        for row in rows_of(form_id)
        if (found := re.findall(r"\[isi-awal: ([^\[\]]*)\]", row["petunjuk"]))
    }
    assert {kode: form.by_name[kode].prefill for kode in tags} == tags
    assert {name for name, item in form.by_name.items() if item.prefill} == set(tags)


@every_form
def test_what_no_official_form_settles_is_marked_and_no_working_word_is_left(form_id: str) -> None:
    form = SHIPPED[form_id]
    for row in rows_of(form_id):
        item = form.by_name.get(row["kode"])
        if item is None:
            continue
        doubted = "unconfirmed" in row["sumber"] + row["petunjuk"]
        assert (UNSURE in [part.strip() for part in item.basis.split(";")]) == doubted
    for item in form.by_name.values():
        text = " ".join((item.label, item.hint, item.basis))
        assert "unconfirmed" not in text
        assert "[" not in item.hint
        assert "kode pilihan" not in item.hint


@every_form
def test_a_computed_figure_says_how_and_what_cannot_be_computed_is_asked(form_id: str) -> None:
    form = SHIPPED[form_id]
    asked = set()
    for row in rows_of(form_id):
        rule = re.findall(r"\[hitung: ([^\[\]]*)\]", row["petunjuk"])
        if not rule or row["tipe"] == "group_repeat" or row["kode"] not in form.by_name:
            continue
        question = form.question(row["kode"])
        if not question.is_computed:
            asked.add(row["kode"])
            assert question.hint
    people = {"t1_rt", "t1_bumil", "t1_bumil_kek", "t1_anak_gizi", "t2_total", "t2_hijau", "t2_kuning"}
    assert asked == {
        "konvergensi-stunting": people | {"t2_merah", "t3_anak_4_laki"},
        "administrasi-desa": {"kunjungan_ke"},
        "indeks-desa": {"skor_total"},
        "layanan-dasar": {"sos_luar"},
    }.get(form_id, set())


def test_each_form_says_how_often_by_whom_and_what_stays_in_its_office() -> None:
    said = {
        form_id: (one.period.value, one.filler.value, one.office.value, one.privacy.value)
        for form_id, one in SHIPPED.items()
    }
    office = (Filler.KANTOR.value, Office.DESA.value, Privacy.KIRIM.value)
    assert said == {
        "potensi-desa": (Period.TAHUN.value, *office),
        "perkembangan-desa": (Period.TAHUN.value, *office),
        "evaluasi-perkembangan": (Period.TAHUN.value, *office),
        "indeks-desa": (Period.TAHUN.value, *office),
        "administrasi-desa": (Period.SEMESTER.value, *office),
        "layanan-dasar": (Period.SEMESTER.value, *office),
        "konvergensi-stunting": (Period.TRIWULAN.value, *office),
        "kecamatan-berdaya": (Period.TRIWULAN.value, "kantor", "kecamatan", "kirim"),
        "ddk-keluarga": (Period.TAHUN.value, "keluarga", "desa", "lokal"),
    }
    assert all(one.privacy is Privacy.LOKAL for one in SHIPPED["ddk-keluarga"].questions)
    people = {
        one.repeats[0] for one in SHIPPED["konvergensi-stunting"].questions if one.privacy.value == "lokal"
    }
    assert people == {"bumil", "anak", "paud", "tindak"}


def test_no_form_computes_a_level_of_prodeskel() -> None:
    for form_id in ("potensi-desa", "perkembangan-desa", "ddk-keluarga"):
        form = SHIPPED[form_id]
        assert form.dimensions == ()
        words = [choice.label.lower() for one in form.questions for choice in one.choices]
        assert not any(word in {"swadaya", "swakarya", "swasembada"} for word in words)
    klasifikasi = SHIPPED["evaluasi-perkembangan"].question("klasifikasi")
    assert klasifikasi.is_unconfirmed
    assert not SHIPPED["indeks-desa"].question("status").is_computed


# ── blank, full, in any order ───────────────────────────────────────────────────────────────────


@every_form
def test_a_blank_form_complains_of_nothing_and_misses_only_what_is_required(form_id: str) -> None:
    form = SHIPPED[form_id]
    state = recompute(form, {})
    assert state.findings == ()
    assert state.progress().filled == 0
    assert {one.place.name for one in state.missing} <= {one.name for one in form.questions if one.required}
    assert score_answers(state).total is None


@every_form
def test_a_full_form_computes_what_is_written_down(form_id: str) -> None:
    form = SHIPPED[form_id]
    written = json.loads(golden.golden_file(form).read_text(encoding="utf-8"))
    assert golden.figures(form) == written
    assert written["galat"] == written["wajib_kosong"] == 0


def test_totals_of_full_forms_are_what_a_person_adds_up() -> None:
    """Every number is three, so that a total is three times its rows."""
    potensi = recompute(SHIPPED["potensi-desa"], full_answers(SHIPPED["potensi-desa"], picked=1_000))
    assert potensi.value("usia_jumlah_l") == 3 * 77
    assert potensi.value("pendidikan_jumlah_p") == 3 * 30
    assert potensi.value("luas_total") == 3 * 44  # 4 + 3 + 4 + 4 + 17 + 12 kinds of land
    assert potensi.value("pangan_memiliki") == 3 * 7
    assert potensi.value("pangan_total") == 3 * 8
    assert potensi.value("kondisi_hutan__total", 4) == 6
    assert str(potensi.value("kepadatan")) == "4.55"  # 6 people on 1.32 km2
    maju = recompute(SHIPPED["perkembangan-desa"], full_answers(SHIPPED["perkembangan-desa"], picked=1_000))
    assert maju.value("pdb_total_produksi") == 3 * (9 + 5 + 4 + 4 + 3 + 3)
    assert maju.value("kesejahteraan_total") == 3 * 5
    assert maju.value("kk_persen") == 0
    nilai = recompute(SHIPPED["evaluasi-perkembangan"], full_answers(SHIPPED["evaluasi-perkembangan"]))
    first = [int(one.choices[0].name) for one in SHIPPED["evaluasi-perkembangan"].questions if one.dimension]
    assert len(first) == 225
    assert nilai.value("total_skor") == sum(first)
    skor = recompute(SHIPPED["indeks-desa"], full_answers(SHIPPED["indeks-desa"]))
    assert [skor.value(f"skor_dimensi_{number}") for number in range(1, 7)] == [34, 17, 32, 17, 10, 16]


def test_growth_shares_and_scores_are_those_of_the_rules() -> None:
    maju = recompute(
        SHIPPED["perkembangan-desa"],
        {"pdk_ini_l": 1050, "pdk_lalu_l": 1000, "pdk_ini_p": 950, "pdk_lalu_p": 1000, "didik_01": 30},
    )
    assert [str(maju.value(f"pdk_persen_{sex}")) for sex in "lp"] == ["5.00", "-5.00"]
    assert str(maju.value("didik_persen_buta")) == "1.50"
    administrasi = recompute(SHIPPED["administrasi-desa"], {"a1": "2", "a1_mutakhir": "1", "a2": "1"})
    assert administrasi.value("nilai_a") == 4
    asked = sum(
        administrasi.is_relevant(one.name) for one in SHIPPED["administrasi-desa"].questions if one.dimension
    )
    assert str(administrasi.value("skor")) == str(round(400 / (2 * asked), 1))
    stunting = {
        "t3_bumil": [{"t3_bumil__y": 3, "t3_bumil__n": 4}],
        "t3_anak": [{"t3_anak__y": 9, "t3_anak__n": 12}],
    }
    state = recompute(SHIPPED["konvergensi-stunting"], stunting)
    assert str(state.value("t3_bumil__persen", 0)) == "75.00"
    assert str(state.value("t4_total")) == "75.00"
    berdaya = score_answers(recompute(SHIPPED["kecamatan-berdaya"], {"skor_rppa": "3", "skor_dis": "1"}))
    assert [str(one.score) for one in berdaya.dimensions[:2]] == ["100.0", "33.3"]


def test_the_age_of_a_child_is_that_of_the_month_it_was_watched() -> None:
    rows = [{"anak__lahir": "2025-11-30", "anak__bulan": 2}, {"anak__lahir": "2023-01-05", "anak__bulan": 3}]
    state = recompute(SHIPPED["konvergensi-stunting"], {"tahun": 2026, "kuartal": "1", "anak": rows})
    assert [state.value("anak__umur", number) for number in range(2)] == [3, 38]
    assert [(one.place, one.sentence) for one in state.findings] == [
        (Place("anak__umur", (1,)), "Umur anak di luar 0 sampai 23 bulan.")
    ]


def test_the_scorecard_is_compared_with_the_people_of_the_latest_month() -> None:
    rows = [
        {"bumil__bulan": 1, "bumil__nik": "3306990101900001", "bumil__status": "1"},
        {"bumil__bulan": 2, "bumil__nik": "3306990101900001", "bumil__status": "3"},
        {"bumil__bulan": 2, "bumil__nik": "3306990101900002", "bumil__status": "1"},
    ]
    answers = {"kuartal": "1", "bumil": rows, "t1_bumil": 3, "t1_bumil_kek": 1}
    assert recompute(SHIPPED["konvergensi-stunting"], answers).value("bumil_jumlah_kek") == 1
    assert warned("konvergensi-stunting", answers) == {
        "t1_bumil": "Tidak sama dengan daftar pada bulan pantau terakhir."
    }
    assert warned("konvergensi-stunting", {**answers, "t1_bumil": 2}) == {}


def test_figures_that_contradict_each_other_warn_and_do_not_stop() -> None:
    agama = [{"_baris": "1", "agama__l": 510, "agama__p": 500}]
    found = warned("potensi-desa", {"jml_l": 500, "jml_p": 500, "jml_kk": 1200, "agama": agama})
    assert found == {
        "jml_kk": "Keluarga lebih banyak daripada penduduk. Periksa keduanya.",
        "agama_jumlah_l": "Jumlah laki-laki menurut agama tidak sama dengan jumlah laki-laki "
        "di bagian Jumlah.",
    }
    voters = [
        {
            "_baris": "pemilihan_presiden",
            "partisipasi_politik__hak_l": 400,
            "partisipasi_politik__pakai_l": 401,
        }
    ]
    assert set(warned("potensi-desa", {"partisipasi_politik": voters})) == {"partisipasi_politik__pakai_l"}
    assert set(
        warned(
            "perkembangan-desa",
            {
                "kk_ini_l": 200,
                "kk_ini_p": 20,
                "kesejahteraan_01": 219,
                "imunisasi_01": 5,
                "imunisasi_02": 6,
                "pajak_03": 1_000_000,
                "pajak_04": 1_000_001,
                "bumil_01": 4,
                "bumil_02": 5,
            },
        )
    ) == {"kesejahteraan_total", "imunisasi_02", "pajak_04", "bumil_02"}
    heads = [{"k2_1__3": "Suyatno", "k2_1__6": "1"}, {"k2_1__3": "Lestari", "k2_1__6": "1"}]
    assert set(warned("ddk-keluarga", {"nama_kk": "Suyatno", "k2_1": heads})) == {"nama_kk"}


def test_impossible_answers_are_refused_beside_the_field() -> None:
    wrong: dict[str, dict[str, Any]] = {
        "potensi-desa": {"koordinat_bujur": "7.5", "jumlah_bulan_hujan": 13, "tahun_data": 26},
        "ddk-keluarga": {"no_kk": "33069901", "bulan": 0, "k1_1": "-5"},
        "konvergensi-stunting": {"anak": [{"anak__nik": "33", "anak__bb": "94"}]},
        "kecamatan-berdaya": {"r_ada": "ya", "r_hari": 8},
    }
    found = {
        form_id: sorted(
            (one.place.name, one.sentence) for one in recompute(SHIPPED[form_id], answers).findings
        )
        for form_id, answers in wrong.items()
    }
    assert found == {
        "potensi-desa": [
            ("jumlah_bulan_hujan", "Isi 0 sampai 12."),
            ("koordinat_bujur", "Bujur Indonesia antara 95 dan 142 derajat."),
            ("tahun_data", "Isi tahun dengan empat angka, misalnya 2026."),
        ],
        "ddk-keluarga": [
            ("bulan", "Isi 1 sampai 12."),
            ("k1_1", "Nilai tidak boleh kurang dari nol."),
            ("no_kk", "Isi 16 angka tanpa spasi."),
        ],
        "konvergensi-stunting": [
            ("anak__bb", "Isi berat badan dalam kg, misalnya 9,4."),
            ("anak__nik", "NIK terdiri dari 16 angka."),
        ],
        "kecamatan-berdaya": [("r_hari", "Isi 0 sampai 7.")],
    }
    water = [{"_baris": "1", "k1_4__kualitas": ["1", "4"]}]
    state = recompute(SHIPPED["ddk-keluarga"], {"k1_4": water})
    assert [one.sentence for one in state.findings] == ["Baik tidak boleh bersama pilihan lain."]


@every_form
def test_the_order_of_typing_makes_no_difference(form_id: str) -> None:
    form = SHIPPED[form_id]
    answers = full_answers(form)
    once = recompute(form, answers)
    shuffled = list(answers.items())
    random.Random(7).shuffle(shuffled)
    assert recompute(form, dict(shuffled)) == once
    again = recompute(form, once.plain())
    assert again.values == once.values
    assert again.findings == once.findings


def some_answers(form: Template, seed: int) -> dict[str, Any]:
    """Some of the answers of a full form, with numbers and choices that chance picked."""
    chance = random.Random(seed)
    found: dict[str, Any] = {}
    for name, answer in full_answers(form, picked=chance.randrange(4), free=chance.randrange(4)).items():
        if chance.random() < 0.4:
            continue
        item = form.by_name[name]
        if isinstance(answer, int):
            answer = chance.randrange(-2, 5_000)
        elif isinstance(answer, str) and not isinstance(item, Group) and item.choices:
            answer = chance.choice([choice.name for choice in item.choices])
        elif isinstance(item, Group):
            answer = [
                {kode: chance.randrange(500) if isinstance(cell, int) else cell for kode, cell in row.items()}
                for row in answer
            ]
        found[name] = answer
    return found


@every_form
@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_answered_is_worked_out_once_and_for_all(form_id: str, seed: int) -> None:
    form = SHIPPED[form_id]
    answers = some_answers(form, seed)
    state = recompute(form, answers)
    assert recompute(form, dict(reversed(answers.items()))) == state
    assert recompute(form, state.plain()).values == state.values
    assert all(one.sort in {Sort.BATAS, Sort.PERIKSA, Sort.TABEL} for one in state.findings)
    for dimension in score_answers(state).dimensions:
        assert dimension.score is None or 0 <= dimension.score <= 100


def test_nihil_fills_a_section_of_crimes_with_zeros() -> None:
    form = SHIPPED["perkembangan-desa"]
    section = next(one for one in form.sections if one.label.startswith("10.H"))
    filled, places = fill_nihil(form, {}, section, recompute(form, {}))
    assert {place.name for place in places} == {f"pembunuhan_0{number}" for number in range(1, 6)}
    assert recompute(form, filled).progress(section).filled == 5


@pytest.mark.parametrize("form_id", ["potensi-desa", "perkembangan-desa", "administrasi-desa"])
def test_nihil_writes_no_zero_where_a_number_says_when_or_where(form_id: str) -> None:
    form = SHIPPED[form_id]
    section = form.sections[0]
    filled, _places = fill_nihil(form, {}, section, recompute(form, {}))
    dates = {"bulan", "tahun", "tahun_pembentukan", "tahun_data", "kunjungan_ke"}
    assert not filled.keys() & {"koordinat_bujur", "koordinat_lintang", *dates}


def test_every_photo_asked_for_can_be_left_out() -> None:
    for form in SHIPPED.values():
        assert all(one.required is None for one in form.questions if one.kind is Kind.IMAGE)

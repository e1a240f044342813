"""The score card of basic services as it is shipped: asked, skipped, rated. And lists that become forms."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desa_desktop.checklists import (
    Kind,
    ListInvalid,
    Place,
    Template,
    TemplateInvalid,
    load_template,
    recompute,
    score_answers,
)
from desa_desktop.checklists.recipe import Form
from desa_desktop.services.templat import make_template, read_list
from desa_desktop.sheets import SheetUnreadable

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "resources" / "templates"
LIST = TEMPLATES / "sumber" / "layanan-dasar.csv"
SHIPPED = TEMPLATES / "layanan-dasar.v1.xlsx"
ANSWERS: dict[str, Any] = json.loads(
    (ROOT / "tests" / "golden" / "templates" / "layanan-dasar.v1.answers.json").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def form() -> Template:
    return load_template(SHIPPED)


def test_every_row_of_the_list_is_asked_except_the_scores_the_program_works_out(form: Template) -> None:
    with LIST.open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    left_out = {row["kode"] for row in rows if row["kode"] not in form.by_name}
    assert left_out == {"skor_kes", "skor_dik", "skor_id", "skor_air", "skor_sos", "skor_total"}
    for row in rows:
        if row["kode"] in left_out or row["tipe"] == "group_repeat":
            continue
        question = form.question(row["kode"])
        assert question.label == row["pertanyaan"]
        assert question.unit == row["satuan"]
        assert (question.required is not None) == (row["wajib"] == "ya")
        if row["pilihan"]:
            listed = [part.split(":", 1) for part in row["pilihan"].split("|")]
            assert [[choice.name, choice.label] for choice in question.choices] == listed


def test_its_sections_are_those_of_the_list(form: Template) -> None:
    assert [section.label for section in form.sections] == [
        "0. Identitas kartu skor",
        "1. Kesehatan",
        "2. Pendidikan",
        "3. Identitas hukum",
        "4. Air minum, sanitasi, dan perumahan",
        "5. Perlindungan sosial",
        "6. Pengaduan dan tanggapan",
        "7. Hasil",
    ]
    assert form.group("masalah").is_repeat
    assert form.question("kes_jarak").prefill == "profil desa"
    assert form.question("foto").kind is Kind.IMAGE


def test_what_is_rated_says_that_the_rating_is_our_own(form: Template) -> None:
    rated = [question for question in form.questions if question.dimension]
    assert len(rated) == 32  # 14 pairs, 10 opinions, 5 yes or no, 2 services, 1 percentage
    assert all(question.basis.endswith("belum dipastikan") for question in rated)
    assert any(
        question.kind is Kind.NOTE and "belum dipastikan" in question.label for question in form.questions
    )
    choices = {choice.name: choice.score for choice in form.question("kes_akses").choices}
    assert choices == {"4": 2, "3": Decimal("1.5"), "2": 1, "1": Decimal("0.5")}


def test_a_filled_score_card_asks_skips_calculates_and_rates(form: Template) -> None:
    state = recompute(form, ANSWERS)
    assert state.findings == ()
    assert state.missing == ()
    assert [(one.place, one.answer) for one in state.hidden] == [(Place("kes_dokter_hari"), 3)]
    assert not state.is_relevant("cakupan_kes_salin_nakes")
    assert state.value("dik_7_15_tidak") == 6
    assert state.value("cakupan_kes_posyandu_aktif") == 80
    assert state.rows[Place("masalah")] == 2
    score = score_answers(state)
    found = {one.name: (one.score, one.answered, one.relevant) for one in score.dimensions}
    # Kesehatan: posyandu 1.6, bidan 2, dokter 0, rujukan 2, K4 1.5, akses 1.5, mutu 1 = 9.6 of 14
    # Pendidikan: PAUD 1.5, sekolah 1.96, taman bacaan 0, akses 2, mutu 1.5 = 6.96 of 10
    assert found == {
        "Kesehatan": (Decimal("68.6"), 7, 7),
        "Pendidikan": (Decimal("69.6"), 5, 5),
        "Identitas hukum": (None, 1, 7),
        "Air minum, sanitasi, dan perumahan": (None, 1, 7),
        "Perlindungan sosial": (None, 0, 4),
    }
    assert (score.total, score.band.word) == (Decimal("69.1"), "Cukup")


def test_impossible_counts_are_told_beside_the_field(form: Template) -> None:
    wrong = {"kes_posyandu": 5, "kes_posyandu_aktif": 6, "kes_bidan_hari": 8, "tahun": 26, "id_kk": -1}
    state = recompute(form, ANSWERS | wrong)
    assert {one.place.name: one.sentence for one in state.findings} == {
        "tahun": "Isi tahun dengan empat angka, misalnya 2026.",
        "kes_posyandu_aktif": 'Isi 0 atau lebih, dan tidak lebih dari "Jumlah Posyandu".',
        "kes_bidan_hari": "Isi 0 sampai 7.",
        "id_kk": "Nilai tidak boleh kurang dari nol.",
        "san_jamban": 'Isi 0 atau lebih, dan tidak lebih dari "Jumlah keluarga".',
    }


def test_an_empty_score_card_misses_only_what_identifies_it(form: Template) -> None:
    state = recompute(form, {})
    assert [one.place.name for one in state.missing] == ["desa", "periode", "tahun", "pengisi", "tanggal"]
    assert state.progress().filled == 0
    assert score_answers(state).total is None


HEAD = "bagian,kode,pertanyaan,tipe,pilihan,satuan,wajib,syarat,petunjuk,sumber"


def test_a_list_with_tables_and_subsections_becomes_a_form(tmp_path: Path) -> None:
    file = tmp_path / "potensi-contoh.csv"
    file.write_text(
        f"""{HEAD}
I. Umum,nama,Nama desa,text,,,ya,,[isi-awal: desa.nama],unconfirmed
II. Air - A. Sumber,ada,Ada air,yes_no,,,ya,,,unconfirmed
II. Air - A. Sumber,air,Sumber,group_repeat,pdam:PDAM|sumur:Sumur gali,,tidak,${{ada}}='ya',[baris=tetap],x
II. Air - A. Sumber,air__kk,Pemakai,integer,,KK,tidak,,0-7,unconfirmed
II. Air - B. Mutu,mutu,Mutu,select_multiple,a:Baik|b:Bau: amis,,tidak,,IDM: <= 30 menit,unconfirmed
III. Foto,foto,Foto,photo,,,tidak,,,unconfirmed
""",
        encoding="utf-8",
    )
    _data, form = make_template(read_list(file), file.stem, Form(title="Potensi contoh", version=3))
    assert (form.form_id, form.version, form.title) == ("potensi-contoh", 3, "Potensi contoh")
    assert [section.label for section in form.sections] == ["I. Umum", "II. Air", "III. Foto"]
    assert [group.label for group in form.sections[1].items] == ["A. Sumber", "B. Mutu"]
    assert form.group("air").row_kind == "tetap"
    assert [choice.label for choice in form.group("air").catalogue] == ["PDAM", "Sumur gali"]
    assert form.question("mutu").choices[1].label == "Bau: amis"
    assert form.question("mutu").hint == "IDM: paling banyak 30 menit"
    state = recompute(form, {"ada": "ya", "air": [{}, {"air__kk": 9}]})
    assert [(one.place, one.sentence) for one in state.findings] == [
        (Place("air__kk", (1,)), "Isi 0 sampai 7.")
    ]


def test_a_list_that_breaks_its_own_rules_is_refused_with_the_row(tmp_path: Path) -> None:
    wrong = {
        "I,air__kk,Pemakai,integer,,,tidak,,,x": "Kode air__kk: tabel air tidak ada di baris sebelumnya.",
        "I,a,A,angka,,,tidak,,,x": "Kode a: tipe angka tidak dikenal. Yang dikenal: text, integer, decimal, "
        "date, photo, yes_no, select_one, select_multiple, group_repeat.",
        "I,a,A,select_one,,,tidak,,,x": "Kode a: kolom pilihan belum diisi.",
        "I,A,A,text,,,tidak,,,x": 'Baris 2: kode "A" harus huruf kecil, angka, dan garis bawah, '
        "diawali huruf.",
        "I,a,A,text,,,tidak,,,x\nI,a,B,text,,,tidak,,,x": "Baris 3: kode a dipakai dua kali.",
        "I,a,,text,,,tidak,,,x": "Baris 2: bagian dan pertanyaan harus diisi.",
        "I,a,A,text,,,tidak,,,x,lebih": "Ada baris dengan isi lebih banyak daripada kolomnya.",
    }
    file = tmp_path / "salah.csv"
    for row, sentence in wrong.items():
        file.write_text(f"{HEAD}\n{row}\n", encoding="utf-8")
        with pytest.raises(ListInvalid) as caught:
            make_template(read_list(file), "salah", Form(title="Salah"))
        assert caught.value.detail == sentence
    file.write_text("kode,pertanyaan\na,A\n", encoding="utf-8")
    with pytest.raises(ListInvalid, match="bagian, tipe, pilihan"):
        read_list(file)
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ListInvalid, match="CSV UTF-8"):
        read_list(file)
    with pytest.raises(SheetUnreadable):
        read_list(tmp_path / "tidak_ada.csv")


def test_a_formula_of_a_list_that_names_nothing_is_told_like_in_any_template(tmp_path: Path) -> None:
    file = tmp_path / "salah.csv"
    file.write_text(f"{HEAD}\nI,a,A,integer,,,tidak,${{b}}>0,,x\n", encoding="utf-8")
    with pytest.raises(TemplateInvalid, match="tidak ada"):
        make_template(read_list(file), "salah", Form(title="Salah"))

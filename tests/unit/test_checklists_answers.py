"""What a form says after each answer: asked or not, calculated, wrong, missing, kept aside."""

# ruff: noqa: E501  the tables are as wide as the workbooks they stand for
from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acak import examples
from desa_desktop.checklists import (
    ROW_KEY,
    Context,
    Level,
    Place,
    Progress,
    Sort,
    State,
    Template,
    fill_nihil,
    initial_answers,
    put_answer,
    recompute,
    without_hidden,
)
from lembar import template

POSYANDU = template("""
    | type                | name     | label             | required | relevant               | constraint            | constraint_message                          | calculation                   |
    | text                | kader    | Nama kader        | yes      |                        |                       |                                             |                               |
    | begin group         | balita_  | Balita            |          |                        |                       |                                             |                               |
    | integer             | balita   | Jumlah balita     | yes      |                        | . >= 0                |                                             |                               |
    | integer             | timbang  | Balita ditimbang  | yes      | ${balita} > 0          | . <= ${balita}        | Tidak boleh lebih dari jumlah balita.       |                               |
    | decimal             | persen   | Cakupan           |          |                        |                       |                                             | ${timbang} div ${balita} * 100|
    | select_one ya_tidak | sebab_ada| Ada sebab         |          | ${persen} < 80         |                       |                                             |                               |
    | text                | sebab    | Sebab             | ${sebab_ada} = 'ya' | ${sebab_ada} = 'ya' |                |                                             |                               |
    | end group           |          |                   |          |                        |                       |                                             |                               |
    | begin repeat        | anak     | Anak              |          | ${balita} > 0          |                       |                                             |                               |
    | text                | nama     | Nama              | yes      |                        |                       |                                             |                               |
    | integer             | umur     | Umur (bulan)      |          |                        | . >= 0 and . < 60     |                                             |                               |
    | select_one ya_tidak | asi      | ASI               |          | ${umur} <= 6           |                       |                                             |                               |
    | integer             | nomor    | Nomor             |          |                        |                       |                                             | position(..)                  |
    | end repeat          |          |                   |          |                        |                       |                                             |                               |
    | integer             | termuda  | Termuda           |          |                        |                       |                                             | min(${umur})                  |
    | integer             | baris    | Baris             |          |                        |                       |                                             | count(${anak})                |
""")
FULL: dict[str, Any] = {
    "kader": "Bu Kader",
    "balita": 60,
    "timbang": 45,
    "sebab_ada": "ya",
    "sebab": "hujan",
    "anak": [{"nama": "A", "umur": 4, "asi": "ya"}, {"nama": "B", "umur": 30, "asi": "tidak"}],
}


def sentences(state: State) -> list[tuple[str, tuple[int, ...], str]]:
    return [(one.place.name, one.place.rows, one.sentence) for one in state.findings]


def test_answers_are_calculated_in_the_order_they_need_each_other() -> None:
    state = recompute(POSYANDU, FULL)
    assert state.value("persen") == 75
    assert state.value("termuda") == 4
    assert state.value("baris") == 2
    assert [state.value("nomor", row) for row in (0, 1)] == [1, 2]
    assert state.findings == ()
    assert state.missing == ()


def test_a_question_that_is_not_asked_keeps_its_answer_aside() -> None:
    state = recompute(POSYANDU, {**FULL, "timbang": 60})
    assert [(one.place, one.label, one.answer) for one in state.hidden] == [
        (Place("sebab_ada"), "Ada sebab", "ya"),
        (Place("sebab"), "Sebab", "hujan"),
        (Place("asi", (1,)), "ASI", "tidak"),
    ]
    assert state.value("sebab") is None
    assert "sebab" not in state.plain()
    assert without_hidden(POSYANDU, {**FULL, "timbang": 60}, state) == {
        "kader": "Bu Kader",
        "balita": 60,
        "timbang": 60,
        "anak": [{"nama": "A", "umur": 4, "asi": "ya"}, {"nama": "B", "umur": 30}],
    }


def test_a_hidden_answer_comes_back_when_it_is_asked_again() -> None:
    assert recompute(POSYANDU, {**FULL, "timbang": 60}).value("sebab") is None
    assert recompute(POSYANDU, {**FULL, "timbang": 45}).value("sebab") == "hujan"


def test_a_whole_table_that_is_not_asked_is_kept_aside_with_its_rows() -> None:
    state = recompute(POSYANDU, {**FULL, "balita": 0})
    hidden = {one.place.name: one.answer for one in state.hidden}
    assert hidden["anak"] == FULL["anak"]
    assert hidden["timbang"] == 45
    assert state.value("termuda") is None
    assert state.value("baris") == 0


def test_a_limit_is_judged_only_on_an_answer_and_only_when_it_can_be() -> None:
    assert sentences(recompute(POSYANDU, {**FULL, "timbang": 64})) == [
        ("timbang", (), "Tidak boleh lebih dari jumlah balita.")
    ]
    assert sentences(recompute(POSYANDU, {"balita": ""})) == []
    state = recompute(POSYANDU, {**FULL, "anak": [{"nama": "A", "umur": 70}]})
    assert sentences(state) == [("umur", (0,), "Isian ini di luar batas yang ditentukan.")]
    assert state.findings[0].level is Level.GALAT
    assert state.findings[0].sort is Sort.BATAS


def test_a_limit_against_an_answer_not_yet_given_accuses_nobody() -> None:
    form = template("""
        | type    | name    | label    | constraint       |
        | integer | timbang | Timbang  | . <= ${balita}   |
        | integer | balita  | Balita   |                  |
    """)
    assert recompute(form, {"timbang": 64}).findings == ()
    assert len(recompute(form, {"timbang": 64, "balita": 60}).findings) == 1


def test_a_section_that_is_not_asked_takes_all_it_holds_with_it() -> None:
    form = template("""
        | type                | name   | label  | relevant       |
        | select_one ya_tidak | ada    | Ada    |                |
        | begin group         | luar   | Luar   | ${ada} = 'ya'  |
        | begin group         | dalam  | Dalam  |                |
        | integer             | jumlah | Jumlah |                |
        | end group           |        |        |                |
        | begin repeat        | rt     | RT     |                |
        | integer             | kk     | KK     |                |
        | end repeat          |        |        |                |
        | end group           |        |        |                |
    """)
    answers: dict[str, Any] = {"ada": "tidak", "jumlah": 3, "rt": [{"kk": 5}]}
    state = recompute(form, answers)
    assert state.relevant == {Place("ada")}
    assert [one.place.name for one in state.hidden] == ["jumlah", "rt"]
    assert state.progress().total == 1
    assert recompute(form, {**answers, "ada": "ya"}).value("kk", 0) == 5


def test_what_is_required_is_missing_only_while_it_is_asked() -> None:
    state = recompute(POSYANDU, {"balita": 0, "anak": []})
    assert [one.place.name for one in state.missing] == ["kader"]
    state = recompute(POSYANDU, {"balita": 10, "timbang": 2, "sebab_ada": "ya", "anak": [{}]})
    assert [(one.place.name, one.sentence) for one in state.at_finish()] == [
        ("kader", "Isian ini wajib sebelum ditandai selesai."),
        ("sebab", "Isian ini wajib sebelum ditandai selesai."),
        ("nama", "Isian ini wajib sebelum ditandai selesai."),
    ]
    assert state.is_required("nama", 0)


def test_zero_is_an_answer_and_empty_is_none() -> None:
    state = recompute(POSYANDU, {"kader": "x", "balita": 0})
    assert state.value("balita") == 0
    assert Place("balita") not in {one.place for one in state.missing}
    assert recompute(POSYANDU, {"kader": "x", "balita": None}).missing[0].place == Place("balita")


@pytest.mark.parametrize(
    ("name", "answer", "sentence"),
    [
        ("balita", "enam puluh", "Isi dengan angka, misalnya 1.250.000."),
        ("balita", "12.5", "Isi dengan angka bulat, misalnya 12."),
        ("balita", True, "Isi dengan angka, misalnya 1.250.000."),
        ("balita", "1e999999999", "Isi dengan angka, misalnya 1.250.000."),
        ("balita", Decimal("1E+999999"), "Isi dengan angka, misalnya 1.250.000."),
        ("kader", ["a"], "Isi dengan teks."),
        ("kader", "x" * 10_001, "Isian lebih panjang dari 10000 huruf."),
        ("anak", "tiga", "Isi tabel ini tidak dapat dibaca."),
        ("anak", ["tiga"], "Isi tabel ini tidak dapat dibaca."),
    ],
)
def test_an_answer_of_the_wrong_kind_is_told_and_not_used(name: str, answer: Any, sentence: str) -> None:
    state = recompute(POSYANDU, {"balita": 5, name: answer})
    assert [one.sentence for one in state.findings] == [sentence]
    assert state.value(name) is None


def test_a_choice_that_is_not_offered_is_told() -> None:
    state = recompute(POSYANDU, {**FULL, "sebab_ada": "mungkin"})
    assert sentences(state) == [("sebab_ada", (), "Jawaban ini tidak ada dalam pilihan. Pilih lagi.")]


def test_division_by_zero_warns_at_the_calculation() -> None:
    form = template("""
        | type    | name | label | calculation     |
        | integer | a    | A     |                 |
        | decimal | b    | B     | 100 div ${a}    |
    """)
    state = recompute(form, {"a": 0})
    assert [(one.place.name, one.level) for one in state.findings] == [("b", Level.PERINGATAN)]
    assert recompute(form, {}).findings == ()


def test_names_of_an_older_version_are_named_and_harm_nothing() -> None:
    state = recompute(POSYANDU, {**FULL, "lama": 1, "zaman": "x"})
    assert state.retired == ("lama", "zaman")
    assert state.values == recompute(POSYANDU, FULL).values


def test_progress_counts_what_a_person_answers() -> None:
    state = recompute(POSYANDU, FULL)
    assert state.progress() == Progress(filled=10, total=10, missing=0, errors=0)
    section = POSYANDU.group("balita_")
    state = recompute(POSYANDU, {"balita": 60, "timbang": 99})
    assert state.progress(section) == Progress(filled=2, total=2, missing=0, errors=1)
    assert state.progress() == Progress(filled=2, total=3, missing=1, errors=1)


def test_nihil_writes_zero_only_where_nothing_stands() -> None:
    section = POSYANDU.group("balita_")
    answers = {"balita": 10}
    filled, places = fill_nihil(POSYANDU, answers, section, recompute(POSYANDU, answers))
    assert filled == {"balita": 10, "timbang": 0}
    assert places == [Place("timbang")]
    assert answers == {"balita": 10}


def test_nihil_fills_the_cells_of_a_table_and_leaves_what_cannot_be_read() -> None:
    answers: dict[str, Any] = {"balita": 3, "anak": [{"umur": 5}, {}, {"umur": "tiga"}]}
    filled, places = fill_nihil(POSYANDU, answers, POSYANDU.group("anak"), recompute(POSYANDU, answers))
    assert places == [Place("umur", (1,))]
    assert filled["anak"] == [{"umur": 5}, {"umur": 0}, {"umur": "tiga"}]


def test_a_cell_is_put_where_it_belongs_and_taken_away() -> None:
    answers = put_answer(POSYANDU, {}, Place("nama", (1,)), "B")
    assert answers == {"anak": [{}, {"nama": "B"}]}
    assert put_answer(POSYANDU, answers, Place("nama", (1,)), None) == {"anak": [{}, {}]}


FIXED = template("""
    | type         | name | label | x_baris | x_katalog | relevant |
    | begin repeat | air  | Air   | tetap   | sumber    |          |
    | integer      | kk   | KK    |         |           |          |
    | end repeat   |      |       |         |           |          |
""")


def test_a_fixed_table_shows_every_row_of_its_catalogue() -> None:
    state = recompute(FIXED, {})
    assert state.rows == {Place("air"): 2}
    answers = put_answer(FIXED, {}, Place("kk", (1,)), 7)
    assert answers == {"air": [{ROW_KEY: "pdam"}, {ROW_KEY: "sumur", "kk": 7}]}
    assert recompute(FIXED, answers).value("kk", 1) == 7


def test_rows_of_a_fixed_table_follow_their_key_and_not_their_place() -> None:
    answers: dict[str, Any] = {"air": [{ROW_KEY: "sumur", "kk": 7}, {ROW_KEY: "sungai", "kk": 9}]}
    state = recompute(FIXED, answers)
    assert (state.value("kk", 0), state.value("kk", 1)) == (None, 7)
    assert [one.answer for one in state.hidden] == [[{ROW_KEY: "sungai", "kk": 9}]]
    assert without_hidden(FIXED, answers, state) == {"air": [{ROW_KEY: "pdam"}, {ROW_KEY: "sumur", "kk": 7}]}


def test_two_rows_for_one_entry_of_a_catalogue_are_not_mixed() -> None:
    answers: dict[str, Any] = {"air": [{ROW_KEY: "pdam", "kk": 1}, {ROW_KEY: "pdam", "kk": 2}]}
    state = recompute(FIXED, answers)
    assert state.value("kk", 0) == 1
    assert [one.answer for one in state.hidden] == [[{ROW_KEY: "pdam", "kk": 2}]]


def test_a_count_decides_how_many_rows_a_table_has() -> None:
    form = template("""
        | type         | name | label | repeat_count |
        | integer      | n    | N     |              |
        | begin repeat | rt   | RT    | ${n}         |
        | integer      | kk   | KK    |              |
        | end repeat   |      |       |              |
        | integer      | x    | X     |              |
    """)
    state = recompute(form, {"n": 1, "rt": [{"kk": 3}, {"kk": 4}]})
    assert state.rows == {Place("rt"): 1}
    assert [one.answer for one in state.hidden] == [[{"kk": 4}]]
    state = recompute(form, {"n": 10**20})
    assert state.rows == {Place("rt"): 2_000}
    assert "lebih dari 2000 baris" in state.findings[0].sentence


def test_tables_in_tables_see_their_own_rows() -> None:
    form = template("""
        | type         | name   | label  | calculation    |
        | begin repeat | rt     | RT     |                |
        | begin repeat | rumah  | Rumah  |                |
        | integer      | jiwa   | Jiwa   |                |
        | end repeat   |        |        |                |
        | integer      | jumlah | Jumlah | sum(${jiwa})   |
        | end repeat   |        |        |                |
        | integer      | semua  | Semua  | sum(${jiwa})   |
        | integer      | banyak | Banyak | count(${rumah})|
    """)
    state = recompute(form, {"rt": [{"rumah": [{"jiwa": 2}, {"jiwa": 3}]}, {"rumah": [{"jiwa": 4}]}]})
    assert [state.value("jumlah", row) for row in (0, 1)] == [5, 4]
    assert (state.value("semua"), state.value("banyak")) == (9, 3)


def test_choices_are_narrowed_and_lists_come_from_the_village() -> None:
    choices = """
        | list_name | name | label | dusun |
        | rt        | rt1  | RT 1  | krajan|
        | rt        | rt2  | RT 2  | kidul |
    """
    form = template(
        """
        | type                             | name  | label | choice_filter        | calculation                        |
        | select_one_from_file dusun.csv   | dusun | Dusun |                      |                                    |
        | select_one rt                    | rt    | RT    | dusun = ${dusun}     |                                    |
        | text                             | nama  | Nama  |                      | jr:choice-name(${rt}, '${rt}')     |
        """,
        choices,
    )
    context = Context(tables={"dusun": [{"name": "krajan", "label": "Krajan"}, {"name": "kidul"}]})
    state = recompute(form, {"dusun": "krajan", "rt": "rt2"}, context)
    assert [choice.label for choice in state.offered("dusun")] == ["Krajan", "kidul"]
    assert [choice.name for choice in state.offered("rt")] == ["rt1"]
    assert [one.place.name for one in state.findings] == ["rt"]
    assert state.value("nama") == "RT 2"


def test_a_new_form_begins_with_its_defaults() -> None:
    form = template("""
        | type    | name | label   | default           |
        | date    | tgl  | Tanggal | today()           |
        | text    | desa | Desa    | Kutoarjo          |
        | integer | n    | N       | 3                 |
        | integer | m    | M       | ${n} + 1          |
        | today   | hari |         |                   |
    """)
    context = Context(today=dt.date(2026, 11, 22))
    answers = initial_answers(form, context)
    assert answers == {"tgl": "2026-11-22", "desa": "Kutoarjo", "n": "3", "m": 4}
    assert recompute(form, answers, context).value("hari") == dt.date(2026, 11, 22)


def test_a_form_made_to_calculate_for_ever_stops_and_says_where() -> None:
    form = template("""
        | type         | name | label | calculation |
        | begin repeat | r    | R     |             |
        | integer      | a    | A     |             |
        | end repeat   |      |       |             |
        | begin repeat | q    | Q     |             |
        | integer      | b    | B     | sum(${a})   |
        | end repeat   |      |       |             |
    """)
    answers: dict[str, Any] = {"r": [{"a": 1}] * 2_000, "q": [{}] * 2_000}
    state = recompute(form, answers)
    assert state.value("b", 0) == 2_000
    assert [one.sentence for one in state.findings] == ["Perhitungan ini terlalu panjang dan dihentikan."]
    assert state.value("b", 1_999) is None


def test_three_hundred_questions_follow_each_other_in_one_recompute() -> None:
    """How long it takes stands in tests/bench/bench_isian.py."""
    rows = "\n".join(
        f"| integer | n{i} | N | {'${n' + str(i - 1) + '} >= 0' if i else ''} | . >= 0 |"
        f" {'${n' + str(i - 1) + '} + 1' if i % 3 == 2 else ''} |"
        for i in range(300)
    )
    form = template(f"| type | name | label | relevant | constraint | calculation |\n{rows}")
    state = recompute(form, {f"n{i}": i for i in range(300)})
    assert [state.value(f"n{i}") for i in (0, 2, 299)] == [0, 2, 299]


# ── laws ────────────────────────────────────────────────────────────────────────────────────────

scalars = st.one_of(
    st.none(),
    st.integers(-5, 99),
    st.sampled_from(["", "ya", "tidak", "12", "x", "3.5", "ya tidak"]),
    st.booleans(),
    st.lists(st.sampled_from(["ya", "tidak"]), max_size=2),
)
rows = st.lists(
    st.dictionaries(st.sampled_from(["nama", "umur", "asi", "lain"]), scalars, max_size=4), max_size=4
)
filled = st.dictionaries(st.sampled_from([*POSYANDU.by_name, "lama"]), scalars, max_size=12).flatmap(
    lambda given: rows.map(lambda table: {**given, "anak": table})
)


@given(filled)
@settings(max_examples=examples(150))
def test_the_same_answers_always_say_the_same(answers: dict[str, Any]) -> None:
    before = repr(answers)
    first = recompute(POSYANDU, answers)
    assert recompute(POSYANDU, answers) == first
    assert repr(answers) == before


@given(filled, st.randoms(use_true_random=False))
@settings(max_examples=examples(100))
def test_the_order_of_typing_makes_no_difference(answers: dict[str, Any], chance: Any) -> None:
    names = list(answers)
    chance.shuffle(names)
    assert recompute(POSYANDU, {name: answers[name] for name in names}) == recompute(POSYANDU, answers)


@given(filled)
@settings(max_examples=examples(100))
def test_dropping_what_is_kept_aside_changes_nothing_that_counts(answers: dict[str, Any]) -> None:
    state = recompute(POSYANDU, answers)
    after = recompute(POSYANDU, without_hidden(POSYANDU, answers, state))
    assert after.values == state.values
    assert after.missing == state.missing
    assert after.hidden == ()


@given(filled)
@settings(max_examples=examples(100))
def test_what_is_exported_reads_back_as_the_same_answers(answers: dict[str, Any]) -> None:
    state = recompute(POSYANDU, answers)
    assert recompute(POSYANDU, state.plain()).values == state.values


def _names(form: Template) -> set[str]:
    return set(form.by_name)


@given(filled)
@settings(max_examples=examples(50))
def test_nothing_outside_the_template_ever_counts(answers: dict[str, Any]) -> None:
    state = recompute(POSYANDU, answers)
    assert {place.name for place in state.values} <= _names(POSYANDU)
    assert set(state.values) <= state.relevant


# ── comparing answers, picking rows ─────────────────────────────────────────────────────────────

COMPARED = """
    | type         | name  | label  | x_periksa                         | x_pesan_periksa         | x_baris | x_katalog |
    | integer      | jiwa  | Jiwa   |                                   |                         |         |           |
    | integer      | kk    | KK     | ${jiwa} = '' or . <= ${jiwa}      | Lebih dari jumlah jiwa. |         |           |
    | begin repeat | air   | Air    |                                   |                         | pilih   | sumber    |
    | integer      | pakai | Pemakai| . <= ${kk}                        |                         |         |           |
    | end repeat   |       |        |                                   |                         |         |           |
"""


def test_a_comparison_warns_and_never_stops_or_accuses_what_is_not_given() -> None:
    form = template(COMPARED)
    assert recompute(form, {"kk": 9}).findings == ()
    state = recompute(form, {"jiwa": 8, "kk": 9, "air": [{"_baris": "pdam", "pakai": 10}]})
    assert [(one.place, one.level, one.sort, one.sentence) for one in state.findings] == [
        (Place("kk"), Level.PERINGATAN, Sort.PERIKSA, "Lebih dari jumlah jiwa."),
        (
            Place("pakai", (0,)),
            Level.PERINGATAN,
            Sort.PERIKSA,
            "Isian ini tidak cocok dengan isian lain.",
        ),
    ]
    assert state.progress().errors == 0


def test_a_picked_row_keeps_the_entry_it_was_picked_for() -> None:
    form = template(COMPARED)
    rows = [{"_baris": "sumur", "pakai": 3}, {"_baris": "Mata air Kali Gending", "pakai": 2}]
    state = recompute(form, {"kk": 5, "air": rows})
    assert state.findings == ()
    assert [state.entry_label(form.group("air"), number) for number in range(3)] == [
        "Sumur",
        "Mata air Kali Gending",
        "",
    ]
    assert state.plain()["air"] == rows
    assert recompute(form, state.plain()) == state


def test_an_entry_is_picked_once_and_a_row_with_answers_has_a_name() -> None:
    form = template(COMPARED)
    rows = [{"_baris": "sumur", "pakai": 3}, {"_baris": "sumur", "pakai": 2}, {"pakai": 1}, {}]
    state = recompute(form, {"kk": 5, "air": rows})
    assert [(one.place, one.level, one.sentence) for one in state.findings] == [
        (
            Place("air", (1,)),
            Level.GALAT,
            "Sumur sudah ada di baris lain. Gabungkan menjadi satu baris.",
        ),
        (Place("air", (2,)), Level.PERINGATAN, "Baris ini belum diberi nama."),
    ]


def test_what_stays_in_the_office_is_marked_through_all_it_holds() -> None:
    form = template("""
        | type         | name   | label  | x_privasi |
        | begin group  | orang  | Orang  | lokal     |
        | begin repeat | anak   | Anak   |           |
        | text         | nik    | NIK    |           |
        | end repeat   |        |        |           |
        | end group    |        |        |           |
        | integer      | jumlah | Jumlah |           |
        | text         | kontak | Kontak | lokal     |
    """)
    found = {name: item.privacy.value for name, item in form.by_name.items()}
    assert found == {"orang": "lokal", "anak": "lokal", "nik": "lokal", "jumlah": "kirim", "kontak": "lokal"}


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("text", True),
        ("select_multiple ya_tidak", ["ya", None]),
        ("select_multiple ya_tidak", [True]),
        ("acknowledge", "entah"),
        ("date", "2026-W01-1"),
        ("date", "2026-01-01 besok"),
    ],
)
def test_an_answer_that_is_not_used_is_never_dropped_without_a_word(kind: str, answer: Any) -> None:
    found = recompute(template(f"| type | name | label |\n| {kind} | hadir | Hadir |"), {"hadir": answer})

    assert not found.values
    assert [one.place.name for one in found.findings] == ["hadir"]


def test_codes_that_are_numbers_may_be_written_as_numbers() -> None:
    form = template(
        "| type | name | label |\n| select_multiple rt | rt | RT |",
        choices="| list_name | name | label |\n| rt | 1 | RT 1 |\n| rt | 2 | RT 2 |",
    )

    assert recompute(form, {"rt": [1, 2]}).value("rt") == "1 2"


def test_choices_that_are_narrowed_for_ever_stop_and_say_where() -> None:
    offers = "\n".join(f"| desa | d{number} | Desa {number} | k{number % 9} |" for number in range(2_000))
    form = template(
        """
        | type            | name | label     | choice_filter       |
        | begin repeat    | kk   | Keluarga  |                     |
        | text            | kec  | Kecamatan |                     |
        | select_one desa | asal | Asal      | kecamatan = ${kec}  |
        | end repeat      |      |           |                     |
        """,
        choices=f"| list_name | name | label | kecamatan |\n{offers}",
    )
    few = recompute(form, {"kk": [{"kec": "k1", "asal": "d1"}, {"kec": "k1", "asal": "d2"}]})
    assert [one.place for one in few.findings] == [Place("asal", (1,))]

    many = recompute(form, {"kk": [{"kec": "k1", "asal": "d1"}] * 1_000})
    assert [one.sort for one in many.findings] == [Sort.HITUNG]

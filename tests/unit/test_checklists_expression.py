"""What the formulas of a form template mean, as a table: expression, expected value."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desa_desktop.checklists import Caution, Context, ParseError, Scope, evaluate, parse
from desa_desktop.checklists.pattern import PatternError, compile_pattern

D = Decimal
ANSWERS = {
    "a": D(6),
    "b": D(4),
    "nol": D(0),
    "pecahan": D("0.1"),
    "sumber": "pdam sumur hujan",
    "bidan": "menetap",
    "nama": "Desa  Kutoarjo ",
    "tgl": dt.date(2026, 11, 22),
    "lahir": dt.date(1990, 2, 28),
    "jam": dt.time(14, 5),
    "umur": (D(3), None, D(5)),
    "anak": (D(1), D(2), D(3)),
    "nik": "3306991501900001",
}
CONTEXT = Context(
    today=dt.date(2026, 11, 22),
    now=dt.datetime(2026, 11, 22, 18, 0),
    username="sekdes",
    record="0190",
    tables={"dusun": [{"name": "d1", "kepala": "Tursino"}, {"name": "d2", "kepala": ""}]},
)

TABLE = [
    # numbers
    ("1 + 2 * 3", D(7)),
    ("(1 + 2) * 3", D(9)),
    ("0.1 + 0.2 = 0.3", True),
    ("10 div 4", D("2.5")),
    ("1 div 3 * 3 = 1", False),  # exact to 34 digits, not rational
    ("7 mod 3", D(1)),
    ("-7 mod 3", D(-1)),
    ("-${a} + 10", D(4)),
    ("- -3", D(3)),
    ("2 - 3 - 4", D(-5)),
    ("${a}-1", D(5)),
    ("100 div 8 div 5", D("2.5")),
    (".5 + 1", D("1.5")),
    ("99999999999999999999 + 1", D("100000000000000000000")),
    # empty
    ("${kosong}", None),
    ("${kosong} + 1", None),
    ("-${kosong}", None),
    ("${kosong} = ''", True),
    ("${a} = ''", False),
    ("${nol} = ''", False),
    ("${kosong} = 0", False),
    ("${kosong} != 'ya'", True),
    ("${kosong} > 5", None),
    ("not(${kosong} > 5)", True),
    ("${kosong} > 5 or true()", True),
    ("${kosong} > 5 and false()", False),
    ("${kosong} > 5 and true()", None),
    # comparing
    ("${a} > ${b}", True),
    ("${a} >= 6 and ${a} <= 6", True),
    ("'10' > '9'", True),
    ("'6' = ${a}", True),
    ("'06' = ${a}", True),
    ("'abc' = ${a}", False),
    ("'a' = 'A'", False),
    ("1 < 2 = true()", True),
    ("true() = 'true'", True),
    ("${bidan} = 'menetap'", True),
    ("${bidan} != 'tidak_ada'", True),
    # logic
    ("true() or false() and false()", True),
    ("not(true())", False),
    ("boolean-from-string('1')", True),
    ("boolean-from-string('ya')", False),
    ("if(${a} > 3, 'besar', 'kecil')", "besar"),
    ("if(${kosong}, 'ada', 'tidak ada')", "tidak ada"),
    ("coalesce(${kosong}, ${b})", D(4)),
    ("coalesce(${nol}, ${b})", D(0)),
    ("once(${a})", D(6)),
    # choices
    ("selected(${sumber}, 'sumur')", True),
    ("selected(${sumber}, 'sum')", False),
    ("selected(${kosong}, '')", False),
    ("selected-at(${sumber}, 0)", "pdam"),
    ("selected-at(${sumber}, 9)", None),
    ("count-selected(${sumber})", D(3)),
    ("count-selected(${kosong})", D(0)),
    # text
    ("concat('RT ', ${a}, '/RW ', ${b})", "RT 6/RW 4"),
    ("join(', ', 'a', 'b')", "a, b"),
    ("join('-', ${umur})", "3--5"),
    ("string-length('Kutoarjo')", D(8)),
    ("substr('Kutoarjo', 0, 4)", "Kuto"),
    ("substr('Kutoarjo', 4)", "arjo"),
    ("substr('Kutoarjo', -4)", "arjo"),
    ("contains('Kutoarjo', 'arjo')", True),
    ("starts-with('Kutoarjo', 'Kuto')", True),
    ("ends-with('Kutoarjo', 'Kuto')", False),
    ("normalize-space(${nama})", "Desa Kutoarjo"),
    ("translate('1.250.000', '.', '')", "1250000"),
    ("translate('abc', 'abc', 'xy')", "xy"),
    ("regex(${nik}, '^[0-9]{16}$')", True),
    ("regex('33069915', '[0-9]{16}')", False),
    # numbers by function
    ("number('12.5')", D("12.5")),
    ("number('1e5')", None),
    ("number('dua')", None),
    ("int(2.9)", D(2)),
    ("int(-2.9)", D(-2)),
    ("round(2.5)", D(3)),
    ("round(-2.5)", D(-3)),
    ("round(83.333, 1)", D("83.3")),
    ("round(1250, -2)", D(1300)),
    ("abs(-4.25)", D("4.25")),
    ("min(3, ${kosong}, 2)", D(2)),
    ("max(${umur})", D(5)),
    ("sum(${umur})", D(8)),
    ("sum(${kosong})", None),
    ("sum(${umur}, 10)", D(18)),
    ("count(${umur})", D(2)),
    ("count-non-empty(${umur})", D(2)),
    ("count(${anak})", D(3)),
    ("indexed-repeat(${umur}, ${anak}, 3)", D(5)),
    ("indexed-repeat(${umur}, ${anak}, 4)", None),
    # dates
    ("today()", dt.date(2026, 11, 22)),
    ("now()", dt.datetime(2026, 11, 22, 18, 0)),
    ("${tgl} = today()", True),
    ("${tgl} > '2026-11-21'", True),
    ("'2026-9-1' > '2026-10-01'", None),  # not an ISO date, so undecided
    ("${tgl} - ${lahir}", D(13416)),
    ("${tgl} + 9", dt.date(2026, 12, 1)),
    ("${tgl} - 22", dt.date(2026, 10, 31)),
    ("int((today() - ${lahir}) div 365.25)", D(36)),
    ("date('2026-02-29')", None),
    ("date('2024-02-29')", dt.date(2024, 2, 29)),
    ("date(0)", dt.date(1970, 1, 1)),
    ("decimal-date-time('1970-01-02')", D(1)),
    ("decimal-date-time(now()) - decimal-date-time(today())", D("0.75")),
    ("format-date(${tgl}, '%d/%m/%Y')", "22/11/2026"),
    ("format-date(${tgl}, '%e %b %y, %a')", "22 Nov 26, Min"),
    ("format-date(${tgl}, '100%%')", "100%"),
    ("${jam} > '13:00'", True),
    # what comes from outside
    ("pulldata('dusun', 'kepala', 'name', 'd1')", "Tursino"),
    ("pulldata('dusun.csv', 'kepala', 'name', 'd9')", None),
    ("jr:choice-name(${bidan}, '${bidan}')", "menetap"),
    ("string-length(uuid())", D(36)),
    ("uuid() = uuid()", True),
    ("\u2018Kuto\u2019", "Kuto"),  # Excel's curly quotes
]


@pytest.mark.parametrize(("text", "expected"), TABLE, ids=[text for text, _expected in TABLE])
def test_a_formula_means_the_same_everywhere(text: str, expected: object) -> None:
    found = evaluate(parse(text), Scope(answers=ANSWERS, context=CONTEXT)).value
    assert found == expected
    assert type(found) is type(expected)


def test_division_by_zero_gives_nothing_and_says_so() -> None:
    outcome = evaluate(parse("${a} div ${nol}"), Scope(answers=ANSWERS))
    assert outcome.value is None
    assert outcome.caution is Caution.DIVISION_BY_ZERO


def test_what_is_not_chosen_is_not_worked_out() -> None:
    outcome = evaluate(parse("if(${nol} = 0, 0, ${a} div ${nol})"), Scope(answers=ANSWERS))
    assert outcome.caution is None


WRONG = [
    ("(${a} + 1", "tanda kurung belum ditutup.", "", "(${a} + 1"),
    ("sum(${a}", "tanda kurung belum ditutup.", "", "(${a}"),
    ("${a} + 1)", "tanda kurung tutup berlebih.", "", ")"),
    ("${a} = 'ya", "tanda kutip belum ditutup.", "", "'ya"),
    ("${a +", "tanda ${ belum ditutup.", "Tulis ${nama_isian}.", "${a +"),
    ("${a} == 1", 'tanda "==" tidak dikenal.', "Maksud Anda =?", "=="),
    ("${a} <> 1", 'tanda "<>" tidak dikenal.', "Maksud Anda !=?", "<>"),
    ("${a} AND ${b}", '"AND" tidak pada tempatnya.', "Maksud Anda and?", "AND"),
    (
        "${a} / 2",
        "alamat dengan garis miring tidak didukung.",
        "Tulis ${nama_isian}, dan div untuk membagi.",
        "/",
    ),
    ("${a} +", "rumus belum selesai.", "", "+"),
    ("${a b}", 'nama "a b" tidak boleh dipakai.', None, "${a b}"),
    ("${last-saved#a}", "isian terakhir (last-saved) belum didukung.", "", "${last-saved#a}"),
    ("${a} ${b}", '"${b}" tidak pada tempatnya.', None, "${b}"),
    ("", "rumus belum selesai.", "", ""),
    ("a & b", 'tanda "&" tidak dikenal.', "", "&"),
    ("__import__('os').system('x')", '"." tidak pada tempatnya.', None, "."),
]


@pytest.mark.parametrize(("text", "sentence", "suggestion", "piece"), WRONG, ids=[one[0] for one in WRONG])
def test_a_formula_that_cannot_be_read_names_the_piece_and_a_way_out(
    text: str, sentence: str, suggestion: str | None, piece: str
) -> None:
    with pytest.raises(ParseError) as caught:
        parse(text)
    assert caught.value.sentence == sentence
    if suggestion is not None:
        assert caught.value.suggestion == suggestion
    assert text[caught.value.start : caught.value.end] == piece


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5_000 + "1" + ")" * 5_000,
        "(" * 60 + "1" + ")" * 60,
        "+".join("1" * 1_500),
        "-" * 3_000 + "1",
        "not(" * 500 + "1" + ")" * 500,
        "9" * 3_000,
    ],
    ids=["brackets", "sixty brackets", "long sum", "minus signs", "nested calls", "long number"],
)
def test_a_formula_made_to_exhaust_the_reader_is_refused(text: str) -> None:
    with pytest.raises(ParseError):
        parse(text)


def test_a_formula_that_would_grow_without_end_is_stopped() -> None:
    long = "x" * 9_000
    outcome = evaluate(parse("concat(${x}, ${x})"), Scope(answers={"x": long}))
    assert (outcome.value, outcome.caution) == (None, Caution.STOPPED)


def test_numbers_beyond_all_measure_become_empty_and_take_no_memory() -> None:
    nested = "${x} * ${x}"
    value = D(10) ** 29
    for _time in range(6):
        found = evaluate(parse(nested), Scope(answers={"x": value})).value
        if found is None:
            return
        value = found
    pytest.fail("the number kept growing")


@given(st.text(alphabet="${}()ab1.+-*'\"=<>!, divmodandorif", max_size=60))
def test_any_text_is_either_a_formula_or_a_named_mistake(text: str) -> None:
    mistake = None
    try:
        evaluate(parse(text), Scope(answers=ANSWERS))
    except ParseError as wrong:
        mistake = wrong
    assert mistake is None or mistake.sentence.endswith(".")
    assert mistake is None or 0 <= mistake.start <= mistake.end <= len(text)


# ── patterns ────────────────────────────────────────────────────────────────────────────────────

PATTERNS = [
    ("^[0-9]{16}$", "3306991501900001", True),
    ("^[0-9]{16}$", "330699150190000", False),
    ("0[0-9]{9,12}", "081234567890", True),
    ("(RT|RW) ?[0-9]{1,3}", "RT 03", True),
    ("(RT|RW) ?[0-9]{1,3}", "RX 03", False),
    (r"\d{2}\.\d{2}\.\d{2}\.\d{4}", "33.06.99.2001", True),
    ("[^0-9]*", "Kutoarjo", True),
    ("[A-Z][a-z]+( [A-Z][a-z]+)*", "Siti Aminah", True),
    ("a|b|", "", True),
    (".+@.+", "desa@x", True),
    (r"[\w.\-]+", "a-b_c.d", True),
    ("(?:ab)+?", "abab", True),
    ("x?", "xx", False),
    ("[]a]+", "]a", True),
]


@pytest.mark.parametrize(("pattern", "text", "expected"), PATTERNS)
def test_a_pattern_fits_the_whole_text_or_not_at_all(pattern: str, text: str, expected: bool) -> None:
    assert compile_pattern(pattern).matches(text) is expected


@pytest.mark.parametrize(
    "pattern",
    [
        "(a",
        "a)",
        "[a",
        "(?=a)",
        "(?P<x>a)",
        r"\1",
        "a**",
        "*a",
        "a{5,2}",
        "a{x}",
        "((a{99}){99}){99}",
        "a" * 301,
    ],
)
def test_a_pattern_outside_the_small_language_is_refused(pattern: str) -> None:
    with pytest.raises(PatternError):
        compile_pattern(pattern)


@pytest.mark.parametrize("pattern", ["(a+)+b", "(a|a)*b", "(a*)*b", "(.*.*.*.*.*)x", "([a-z]+)*[A-Z]"])
def test_a_pattern_that_hangs_other_engines_answers_at_once(pattern: str) -> None:
    """In Python's own engine each of these takes longer than the age of the village."""
    assert compile_pattern(pattern).matches("a" * 200) is False

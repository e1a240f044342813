"""Where our expressions and XPath overlap, they say the same: compared with elementpath, an XPath engine.

The common part leaves out what ux.md 7.3 fixes otherwise on purpose: empties, exact decimals that do
not end, rounding of halves below zero, dates, and the functions that only XLSForm has.
"""

from __future__ import annotations

import itertools
from decimal import Decimal
from xml.etree import ElementTree

import elementpath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acak import examples
from desa_desktop.checklists import Scope, evaluate, parse
from desa_desktop.checklists import values as ours

ROOT = ElementTree.XML("<data/>")
ANSWERS = {"a": Decimal(6), "b": Decimal(4), "n": Decimal(0), "k": "Kutoarjo", "p": "pdam sumur"}
COMMON = [
    *("1 + 2 * 3", "(1 + 2) * 3", "10 div 4", "7 mod 3", "-7 mod 3", "2 - 3 - 4", "100 div 8 div 5", "- -3"),
    *("${a} + ${b}", "${a} - ${b} * 2", "-${a} + 10", "${a} * 0.5", "${n} * 9", "(${a} + ${b}) div 5"),
    *("${a} = 6", "${a} != 6", "${a} > ${b}", "${a} <= ${b}", "${a} >= 6 and ${a} < 7", "1 < 2 or 1 > 2"),
    *("${k} = 'Kutoarjo'", "${k} != 'Kutoarjo'", "'a' = 'A'", "${n} = 0", "not(${a} = 6)", "not(false())"),
    *("true() and false()", "true() or false() and false()", "(true() or false()) and false()"),
    *("concat('RT ', '6', '/RW ', '4')", "concat(${k}, '!')", "string-length(${k})", "string-length('')"),
    *(
        "contains(${k}, 'arjo')",
        "contains(${k}, 'x')",
        "starts-with(${k}, 'Kuto')",
        "starts-with(${k}, 'arjo')",
    ),
    *(
        "normalize-space('  Desa   Kutoarjo ')",
        "translate('1.250.000', '.', '')",
        "translate('abc', 'abc', 'xy')",
    ),
    *("number('12.5') + 1", "number('7') * 2", "round(2.4)", "round(2.5)", "round(7.6)", "round(-2.6)"),
    *("string-length(concat(${k}, ${p})) > 10", "contains(${p}, 'sumur') and ${a} > 3"),
    *("${a} mod 4 = 2", "${a} div ${b} = 1.5", "(1 = 1) = true()", "(3 > 2) = false()", "${b} mod 3 + 1"),
    *("1 + 1 = 2 and 2 + 2 = 4", "-(${a} - ${b})", "${a} - -${b}", "1.5 * 4 - 0.25", "99 mod 10 div 4"),
    *("round(${a} div ${b})", "concat('a', 'b', 'c')", "not(${a} > 3 and ${b} > 3)", "0.1 * 3 < 1"),
]


def theirs(text: str) -> object:
    """What XPath 1.0 says; answers become variables."""
    names = {name: float(value) if isinstance(value, Decimal) else value for name, value in ANSWERS.items()}
    asked = text
    for name in ANSWERS:
        asked = asked.replace(f"${{{name}}}", f"${name}")
    found = elementpath.select(ROOT, asked, variables=names, parser=elementpath.XPath1Parser)
    return found[0] if isinstance(found, list) and len(found) == 1 else found


def mine(text: str) -> ours.Value:
    return evaluate(parse(text), Scope(answers=ANSWERS)).value


def same(one: object, other: ours.Value) -> bool:
    """Equal as truth, text, or number of a dozen digits."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, str):
        return one == ours.text(other)
    return isinstance(other, Decimal) and abs(Decimal(str(one)) - other) < Decimal("1e-9")


@pytest.mark.parametrize("text", COMMON)
def test_an_expression_says_what_xpath_says(text: str) -> None:
    assert same(theirs(text), mine(text)), (theirs(text), mine(text))


def test_there_are_enough_of_them() -> None:
    assert len(COMMON) == len(set(COMMON)) >= 60


NUMBERS = st.sampled_from([*ANSWERS][:3]).map(lambda name: f"${{{name}}}") | st.integers(0, 99).map(str)


def _grow(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pairs = st.tuples(inner, st.sampled_from(["+", "-", "*"]), inner)
    return pairs.map(lambda one: f"({one[0]} {one[1]} {one[2]})") | inner.map(lambda one: f"(-{one})")


SUMS = st.recursive(NUMBERS, _grow, max_leaves=12)
JUDGEMENTS = st.tuples(SUMS, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), SUMS).map(
    lambda one: f"{one[0]} {one[1]} {one[2]}"
)


@settings(max_examples=examples(100))
@given(SUMS)
def test_any_sum_is_that_of_xpath(text: str) -> None:
    one, other = theirs(text), mine(text)
    assert isinstance(other, Decimal)
    assert float(other) == pytest.approx(float(str(one)), rel=1e-9)


@settings(max_examples=examples(100))
@given(JUDGEMENTS, JUDGEMENTS, st.sampled_from(["and", "or"]))
def test_any_judgement_is_that_of_xpath(one: str, other: str, word: str) -> None:
    text = f"({one}) {word} not({other})"
    assert theirs(text) is mine(text)


def test_operators_bind_as_in_xpath() -> None:
    signs = ["+", "-", "*", "div", "mod", "=", "<", "and", "or"]
    chained = {"=", "<"}  # XPath 2 and later forbid what XPath 1 and we allow: 1 < 2 = true()
    for first, second in itertools.product(signs, signs):
        if {first, second} <= chained:
            continue
        text = f"8 {first} 4 {second} 2"
        one, other = theirs(text), mine(text)
        assert same(one, other), (text, one, other)

"""Rupiah, volumes and percentages as people in the village type and print them (ux.md 3.4).

Points part the thousands and a comma opens the decimals. What could be read in two ways is
asked, never guessed: a plan that is wrong by a factor of a thousand is worse than a question.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

from desa_desktop.domain.wording.reading import Reading
from desa_desktop.i18n import _

MOST_MONEY = 999_999_999_999_999  # the largest amount that can be written in words
_LONGEST = 60  # characters; nobody types a longer number, a pasted page is no number

_UNITS = {
    "": 1,
    "rb": 10**3,
    "ribu": 10**3,
    "jt": 10**6,
    "juta": 10**6,
    "m": 10**9,
    "mlr": 10**9,
    "miliar": 10**9,
    "milyar": 10**9,
    "t": 10**12,
    "triliun": 10**12,
    "trilyun": 10**12,
}
_MONEY = re.compile(
    r"(?P<sign>-?) ?(?:(?:rp|idr)\.? *)?(?P<sign2>-?) ?(?P<number>[0-9][0-9.,]*) *(?P<unit>[a-z]*)\.?"
)
_PLAIN = re.compile(r"[0-9]+")
_POINTS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")
_COMMAS = re.compile(r"(?!0)[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,2})?")
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3})*(?:,[0-9]*)?")
_ENGLISH_DECIMAL = re.compile(r"[0-9]+\.[0-9]+")


def read_money(text: str, *, required: bool = False, negative: bool = False) -> Reading[int]:
    """Whole rupiah out of `1.250.000`, `Rp 1.250.000,-`, `12,5 jt`, `750 ribu`, `1,2 miliar`.

    An empty text is no value, and a problem (K-101) only if `required`. Comma thousands are a
    question with a suggestion (K-102), as are cents (K-106): this program keeps whole rupiah.
    """
    clean = _tidy(text)
    if not clean:
        return Reading(None, _not_money(), "K-101") if required else Reading(None)
    clean = re.sub(r"[,.] ?-{1,2}$", "", clean)  # the closing of `Rp1.250.000,-`
    found = _MONEY.fullmatch(re.sub(r" ?rupiah$", "", clean))
    if found is None or found["unit"] not in _UNITS:
        return Reading(None, _not_money(), "K-101")
    unit = _UNITS[found["unit"]]
    is_negative = bool(found["sign"] or found["sign2"])
    number = _read_decimal(found["number"], thousands_by_comma=unit == 1)
    scaled = _scaled(number, unit * (-1 if is_negative else 1))
    if scaled.value is None:
        return scaled
    if scaled.value < 0 and not negative:
        return Reading(None, _("Nilai tidak boleh kurang dari nol."), "K-103")
    return scaled


def _scaled(number: Reading[Decimal], factor: int) -> Reading[int]:
    """The number times its unit as whole rupiah, or the question it came with."""
    if number.value is None:
        meant = number.suggestion
        suggestion = None if meant is None else _rounded(meant * factor)
        if number.code == "K-105" and meant is not None and suggestion != meant * factor:
            suggestion = None  # 1.25 rupiah is nothing anybody meant
        problem = number.problem
        if number.code == "K-102" and suggestion is not None:
            problem = _comma_question(show_money(suggestion))
        return Reading(None, problem, number.code, suggestion)
    exact = number.value * factor
    whole = _rounded(exact)
    if abs(whole) > MOST_MONEY:
        return Reading(None, _("Angka ini terlalu besar. Paling besar 999 triliun."), "K-107")
    if whole != exact:
        sentence = _("Uang dicatat dalam rupiah bulat. Maksud Anda {nilai}?").format(nilai=show_money(whole))
        return Reading(None, sentence, "K-106", whole)
    return Reading(whole)


def read_quantity(text: str, *, required: bool = False) -> Reading[Decimal]:
    """A volume of at most three decimals after a comma: `12,5`, `1.250`, `0,125`. Not below zero."""
    clean = _tidy(text)
    example = _("Isi dengan angka, misalnya 12,5.")
    if not clean:
        return Reading(None, example, "K-101") if required else Reading(None)
    sign, digits = (clean[0], clean[1:].strip()) if clean[0] == "-" else ("", clean)
    if not re.fullmatch(r"[0-9][0-9.,]*", digits):
        return Reading(None, example, "K-101")
    number = _read_decimal(digits, thousands_by_comma=False)
    if number.value is None:
        return number
    if sign and number.value != 0:
        return Reading(None, _("Nilai tidak boleh kurang dari nol."), "K-103")
    if number.value != round(number.value, 3):
        meant = number.value.quantize(Decimal("0.001"), ROUND_HALF_UP)
        sentence = _("Paling banyak tiga angka di belakang koma. Maksud Anda {nilai}?")
        return Reading(None, sentence.format(nilai=show_number(meant)), "K-108", _plain(meant))
    return Reading(_plain(number.value))


def read_integer(text: str, *, required: bool = False) -> Reading[int]:
    """A whole count such as people present: `24`, `1.250`. Not below zero."""
    clean = _tidy(text)
    example = _("Isi dengan bilangan bulat, misalnya 24.")
    if not clean:
        return Reading(None, example, "K-101") if required else Reading(None)
    if re.fullmatch(r"- ?[0-9][0-9.]*", clean):
        return Reading(None, _("Nilai tidak boleh kurang dari nol."), "K-103")
    if not re.fullmatch(r"[0-9][0-9.,]*", clean):
        return Reading(None, example, "K-101")
    number = _read_decimal(clean, thousands_by_comma=True)
    if number.value is None:
        meant = number.suggestion
        is_whole = meant is not None and meant == int(meant)
        return Reading(
            None, number.problem, number.code, int(meant) if meant is not None and is_whole else None
        )
    if number.value != int(number.value):
        return Reading(None, example, "K-101")
    return Reading(int(number.value))


def read_percent(
    text: str, *, required: bool = False, most: Decimal | None = Decimal(100)
) -> Reading[Decimal]:
    """Percent as a number of hundredths: `12,5%`, `12,5 %` and `12,5` are 12,5; at most `most`."""
    clean = _tidy(text)
    number = read_quantity(clean.removesuffix("%").strip(), required=required or clean == "%")
    if number.code == "K-101":
        return Reading(None, _("Isi dengan persen, misalnya 12,5%."), "K-101")
    if number.value is not None and most is not None and number.value > most:
        sentence = _("Persen paling besar {nilai}.").format(nilai=show_percent(most))
        return Reading(None, sentence, "K-109")
    return number


def show_money(number: int, *, rp: bool = False) -> str:
    """Rupiah with thousand points: `1.250.000`, with `rp` as it stands in text: `Rp1.250.000`."""
    sign = "-" if number < 0 else ""
    return f"{sign}{'Rp' if rp else ''}{_grouped(str(abs(number)))}"


def show_number(number: int | Decimal, *, decimals: int | None = None) -> str:
    """A count or volume with thousand points and a comma: `1.234,5`.

    Closing zeros are dropped, or with `decimals` it is rounded to exactly so many places: `4,20`.
    """
    exact = Decimal(number)
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    whole, _point, behind = f"{abs(exact):f}".partition(".")
    if decimals is None:
        behind = behind.rstrip("0")
    return f"{'-' if exact < 0 else ''}{_grouped(whole)}{',' + behind if behind else ''}"


def show_percent(number: int | Decimal, *, decimals: int = 1) -> str:
    """Percent rounded to `decimals` places, closing zeros dropped: `37,5%`, `40%`."""
    step = Decimal(1).scaleb(-decimals)
    return f"{show_number(Decimal(number).quantize(step, ROUND_HALF_UP))}%"


def format_while_typing(text: str, cursor: int, before: str | None = None) -> tuple[str, int]:
    """Set thousand points after each key in a money field; returns text and cursor.

    The cursor keeps its place among the digits. `before` is the text before the key: with it a
    Backspace over a point takes the digit in front of the point too, and a point typed by the
    person stays (`12.5` must become a question, not 125). Texts with words are left alone.
    """
    cursor = max(0, min(cursor, len(text)))
    if before is not None:
        if "." in before and not _GROUPED.fullmatch(before):
            return text, cursor
        if before[cursor : cursor + 1] == "." and before[:cursor] + before[cursor + 1 :] == text:
            text, cursor = text[: max(0, cursor - 1)] + text[cursor:], max(0, cursor - 1)
        elif text[:cursor].endswith(".") and text[: cursor - 1] + text[cursor:] == before:
            return text, cursor
    grouped = _grouped_text(text)
    if grouped == text:
        return text, cursor
    kept = sum(1 for sign in text[:cursor] if sign != ".")
    place = 0
    while kept:
        kept -= grouped[place] != "."
        place += 1
    return grouped, place


def _grouped_text(text: str) -> str:
    """The typed number with its points set anew; unchanged if it is not simply a number."""
    found = re.fullmatch(r"(-?)([0-9.]*)(,[0-9]*)?", text)
    if found is None or re.search(r"\.\.|\.[0-9]?$", found[2]):
        return text  # a point just typed, or one digit behind it: the person may mean decimals
    digits = found[2].replace(".", "")
    if not digits or (digits[0] == "0" and len(digits) > 1):
        return text
    return f"{found[1]}{_grouped(digits)}{found[3] or ''}"


def _grouped(digits: str) -> str:
    return f"{int(digits or '0'):,}".replace(",", ".")


def _tidy(text: str) -> str:
    """Lower case, one kind of minus, no odd blanks. Not NFKC: that would read 10² as 102."""
    clean = unicodedata.normalize("NFC", text[: _LONGEST + 1]).replace("−", "-").replace("–", "-")
    clean = re.sub(r"\s+", " ", clean).strip().lower()
    while re.search(r"[0-9] [0-9]{3}(?![0-9])", clean):  # 1 250 000, as some pages print it
        clean = re.sub(r"([0-9]) ([0-9]{3})(?![0-9])", r"\1.\2", clean)
    return clean if len(text) <= _LONGEST else f"{clean}?"


def _read_decimal(digits: str, *, thousands_by_comma: bool) -> Reading[Decimal]:
    """Points and a comma taken apart. `thousands_by_comma`: also doubt a lone `1,250`."""
    whole, comma, decimals = digits.partition(",")
    is_english = _COMMAS.fullmatch(digits) is not None
    if is_english and (thousands_by_comma or digits.count(",") > 1 or "." in digits):
        meant = Decimal(digits.replace(",", ""))
        return Reading(None, _comma_question(show_number(meant)), "K-102", meant)
    is_whole = _PLAIN.fullmatch(whole) or _POINTS.fullmatch(whole)
    if is_whole and (not comma or _PLAIN.fullmatch(decimals)):
        return Reading(Decimal(whole.replace(".", "") + ("." + decimals if decimals else "")))
    meant_point = Decimal(digits) if _ENGLISH_DECIMAL.fullmatch(digits) else None
    sentence = _("Angka ini tidak jelas. Tulis 1,25 untuk pecahan atau 1.250 untuk ribuan.")
    return Reading(None, sentence, "K-105", meant_point)


def _comma_question(meant: str) -> str:
    sentence = _("Koma dipakai sebagai pemisah ribuan. Maksud Anda {nilai}?")
    return sentence.format(nilai=meant)


def _not_money() -> str:
    return _("Isi dengan angka, misalnya 1.250.000.")


def _rounded(number: Decimal) -> int:
    return int(number.to_integral_value(ROUND_HALF_UP))


def _plain(number: Decimal) -> Decimal:
    """Without closing zeros and exponents, so that equal volumes look equal everywhere."""
    short = number.normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short

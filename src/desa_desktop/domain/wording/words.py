"""Amounts in words, as they stand under the total of a plan (ux.md 3.6)."""

from __future__ import annotations

from decimal import Decimal

_ONES = (
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)
_SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"))
MOST = 999_999_999_999_999


def terbilang(number: int | Decimal) -> str:
    """The number in Indonesian words, lower case: 1.001.500 is `satu juta seribu lima ratus`.

    Decimals follow as `koma`, digit by digit, without closing zeros. Raises ValueError beyond
    999 triliun 999 miliar ..., for which no form has room, and for what is not a number.
    """
    exact = Decimal(number)
    if not exact.is_finite() or abs(exact) >= MOST + 1:
        raise ValueError(f"no words for {number}")
    whole = int(abs(exact))
    words = _whole(whole)
    digits = f"{abs(exact):f}".partition(".")[2].rstrip("0")
    if digits:
        words += " koma " + " ".join(_ONES[int(digit)] for digit in digits)
    return f"minus {words}" if exact < 0 else words


def terbilang_rupiah(number: int | Decimal) -> str:
    """`terbilang` with `rupiah` at the end; capitalise it with `sentence_case` on paper."""
    return f"{terbilang(number)} rupiah"


def sentence_case(text: str) -> str:
    """The text with its first letter large and everything else as it is."""
    return text[:1].upper() + text[1:]


def _whole(number: int) -> str:
    if number == 0:
        return _ONES[0]
    parts: list[str] = []
    for size, name in _SCALES:
        count, number = divmod(number, size)
        if count:
            parts.append(f"{_below_thousand(count)} {name}")
    thousands, rest = divmod(number, 1000)
    if thousands == 1:
        parts.append("seribu")
    elif thousands:
        parts.append(f"{_below_thousand(thousands)} ribu")
    if rest:
        parts.append(_below_thousand(rest))
    return " ".join(parts)


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    parts: list[str] = []
    if hundreds == 1:
        parts.append("seratus")
    elif hundreds:
        parts.append(f"{_ONES[hundreds]} ratus")
    if rest:
        parts.append(_below_hundred(rest))
    return " ".join(parts)


def _below_hundred(number: int) -> str:
    if number < 12:
        return _ONES[number]
    if number < 20:
        return f"{_ONES[number - 10]} belas"
    tens, ones = divmod(number, 10)
    return f"{_ONES[tens]} puluh" + (f" {_ONES[ones]}" if ones else "")

"""Formulas that several forms write: totals that stay empty while nothing is filled, shares, growth."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from desa_desktop.checklists.recipe import Item, Rule


def codes(rows: Sequence[Item], section: str, kinds: Collection[str] = ("integer", "decimal")) -> list[str]:
    """The codes of a section of the list, or of those that begin like it; columns of tables left out."""
    return [
        row["kode"]
        for row in rows
        if row["bagian"].startswith(section) and row["tipe"] in kinds and "__" not in row["kode"]
    ]


def series(rows: Sequence[Item], start: str) -> list[str]:
    """The codes that begin so: `gizi_` gives gizi_01, gizi_02 …"""
    return [row["kode"] for row in rows if row["kode"].startswith(start)]


def total(codes: Sequence[str]) -> str:
    """The sum of these answers; empty while all of them are empty."""
    parts = [f"coalesce(${{{code}}}, 0)" for code in codes]
    return f"if(concat({', '.join(f'${{{code}}}' for code in codes)}) = '', '', {' + '.join(parts)})"


def column(code: str) -> str:
    """The sum of a column of a table; empty while the column is."""
    return f"if(count-non-empty(${{{code}}}) = 0, '', sum(${{{code}}}))"


def share(part: str, whole: str) -> str:
    """Part of whole in percent, two decimals; empty without a whole."""
    return f"if(${{{whole}}} > 0 and ${{{part}}} != '', round(${{{part}}} div ${{{whole}}} * 100, 2), '')"


def growth(now: str, before: str) -> str:
    """Growth in percent since last year, two decimals; empty without a figure of last year."""
    difference = f"(${{{now}}} - ${{{before}}})"
    return f"if(${{{before}}} > 0 and ${{{now}}} != '', round({difference} div ${{{before}}} * 100, 2), '')"


def at_most(whole: str) -> str:
    """`.` is not more than another answer, as far as both are given."""
    return f"${{{whole}}} = '' or . <= ${{{whole}}}"


def same_as(other: str) -> str:
    """`.` equals another answer, as far as both are given."""
    return f"${{{other}}} = '' or . = ${{{other}}}"


def parts_of(whole: str, parts: Sequence[str], words: str) -> dict[str, Rule]:
    """Each part is not more than the whole, whose name in words ends the sentence."""
    return {part: Rule(at_most(whole), f"Lebih banyak daripada {words}. Periksa keduanya.") for part in parts}


def points(codes_of_section: Sequence[str]) -> str:
    """The sum of codes that are scores, nothing counted for what is not answered."""
    return " + ".join(f"coalesce(${{{code}}}, 0)" for code in codes_of_section)


def answered(codes_of_section: Sequence[str]) -> str:
    """How many of these questions with codes of one digit are answered."""
    return f"string-length(concat({', '.join(f'${{{code}}}' for code in codes_of_section)}))"

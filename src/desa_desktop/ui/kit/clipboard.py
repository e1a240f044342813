"""Blocks of cells to and from the clipboard, as Excel and LibreOffice write them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

Block = list[list[str]]


def to_text(block: Iterable[Sequence[str]]) -> str:
    """Tab-separated lines; a cell with a tab, a line break or a quote is put in quotes."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerows(block)
    return out.getvalue()


def to_block(text: str) -> Block:
    """The cells of a copied block, every line as long as the longest; empty lines at the end are dropped.

    A text that is not from a sheet is one cell a line. Broken quotes are taken as they are.
    """
    clean = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    if not clean:
        return []
    if clean.count('"') % 2 == 0:
        rows = list(csv.reader(io.StringIO(clean, newline=""), delimiter="\t"))
    else:
        rows = [line.split("\t") for line in clean.split("\n")]
    width = max(len(row) for row in rows)
    return [[*(cell.strip() for cell in row), *[""] * (width - len(row))] for row in rows]


def next_in_series(text: str, step: int = 1) -> str:
    """A number or a code that ends in digits, `step` further: `RT 03` to `RT 04`; else the text itself."""
    found = re.fullmatch(r"(.*?)(\d+)(\D{0,3})", text, re.DOTALL)
    if found is None:
        return text
    head, digits, tail = found.groups()
    return f"{head}{int(digits) + step:0{len(digits)}d}{tail}"

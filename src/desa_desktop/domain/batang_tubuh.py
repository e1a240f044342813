"""The articles of a regulation, read out of plain text that people can edit (perencanaan.md 6 L).

A chapter is a text: its first line is the title; a line `Pasal` begins an article. Numbers are never typed:
what stands in front of a line (`Pasal 3`, `(2)`, `b.`, `4.`) only says what kind of line it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_PASAL = re.compile(r"pasal(\s+\d+)?\s*", re.IGNORECASE)
_AYAT = re.compile(r"\(\d+[a-z]?\)\s+")
_HURUF = re.compile(r"[a-z][.)]\s+")
_ANGKA = re.compile(r"\d{1,3}[.)]\s+")
_TITIK = re.compile(r"[-–•]\s+")


@dataclass(frozen=True, slots=True)
class Ayat:
    """One paragraph of an article, with what it lists. `tanda` is `a.` or `1.`: how the list is counted."""

    teks: str
    rincian: tuple[str, ...] = ()
    tanda: str = "a."


@dataclass(frozen=True, slots=True)
class Pasal:
    """One article; `nomor` counts through the whole regulation."""

    nomor: int
    ayat: tuple[Ayat, ...]


@dataclass(frozen=True, slots=True)
class Bab:
    """One chapter, its articles in their order; `nomor` from 1."""

    nomor: int
    judul: str
    pasal: tuple[Pasal, ...]


def read_bab(texts: Iterable[str]) -> tuple[Bab, ...]:
    """The chapters of a regulation, one text each; empty texts are no chapter.

    Chapters and articles are numbered here, so that taking one out leaves no gap.
    """
    found: list[Bab] = []
    pasal = 0
    for text in texts:
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if not lines:
            continue
        articles = []
        for part in _articles(lines[1:]):
            pasal += 1
            articles.append(Pasal(pasal, _paragraphs(part)))
        found.append(Bab(len(found) + 1, lines[0], tuple(articles)))
    return tuple(found)


def _articles(lines: Sequence[str]) -> list[list[str]]:
    """The lines of each article; lines before the first `Pasal` are one of their own."""
    parts: list[list[str]] = []
    for line in lines:
        if _PASAL.fullmatch(line):
            parts.append([])
        elif not parts:
            parts.append([line])
        else:
            parts[-1].append(line)
    return [part for part in parts if part]


def _paragraphs(lines: Sequence[str]) -> tuple[Ayat, ...]:
    found: list[tuple[str, list[str], str]] = []
    for line in lines:
        kind, text = _kind(line)
        if kind and found:
            found[-1][1].append(text)
            if len(found[-1][1]) == 1:
                found[-1] = (found[-1][0], found[-1][1], kind)
        else:
            found.append((text, [], "a."))
    return tuple(Ayat(text, tuple(items), kind) for text, items, kind in found)


def _kind(line: str) -> tuple[str, str]:
    """How the list is counted that the line belongs to ("" for a paragraph), and its words alone."""
    for pattern, kind in ((_HURUF, "a."), (_TITIK, "a."), (_ANGKA, "1."), (_AYAT, "")):
        found = pattern.match(line)
        if found:
            return kind, line[found.end() :].strip()
    return "", line

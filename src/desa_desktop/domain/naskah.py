"""Naskah: the legal texts of letters and decrees as data, which a village may word in its own way.

The defaults are `resources/rules/naskah-*.json`: key (`sk-tim.menimbang`) -> paragraphs with {placeholders}.
A plan keeps its own wording by the same keys (`teks`). Citations stay text, never constants, since they
change (perencanaan.md 10). Nothing here reads files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _

KOSONG = "...................."
"""Stands where a value is not known yet, to be written by hand."""

_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Naskah:
    """The texts by key, each a tuple of paragraphs."""

    teks: Mapping[str, tuple[str, ...]]

    def bawaan(self, kunci: str, varian: str = "") -> tuple[str, ...]:
        """The default paragraphs, unfilled: those of `kunci.varian` if there are any, else of `kunci`.

        Raises KeyError for a key that no file has.
        """
        special = f"{kunci}.{varian}"
        return self.teks[special] if varian and special in self.teks else self.teks[kunci]

    def isi(
        self, kunci: str, nilai: Mapping[str, str], ubahan: Mapping[str, str] | None = None, varian: str = ""
    ) -> tuple[str, ...]:
        """The paragraphs with every {placeholder} filled; an empty value leaves dots to write on.

        `ubahan` holds the village's own wording by key, one paragraph a line; an empty one counts as none.
        Raises InvalidInput for a placeholder that `nilai` does not know, KeyError as `bawaan`.
        """
        own = paragraphs((ubahan or {}).get(kunci, ""))
        return tuple(_filled(kunci, text, nilai) for text in own or self.bawaan(kunci, varian))


def paragraphs(text: str) -> tuple[str, ...]:
    """A typed text as paragraphs, one a line; empty lines are left out."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _filled(kunci: str, text: str, nilai: Mapping[str, str]) -> str:
    def value(match: re.Match[str]) -> str:
        name = match[1]
        if name not in nilai:
            known = ", ".join(f"{{{one}}}" for one in nilai)
            words = _(
                "Naskah {kunci} memuat {nama} yang tidak dikenal. Dokumen belum dibuat, data aman. "
                "Ganti dengan salah satu: {pilihan}."
            )
            raise InvalidInput({"teks": words.format(kunci=kunci, nama=match[0], pilihan=known)})
        return nilai[name].strip() or KOSONG

    return _PLACE.sub(value, text)


def read_naskah(*texts: str) -> Naskah:
    """The texts out of one or more naskah files; a later file's paragraphs replace those of an earlier one.

    Raises InvalidInput (field `naskah`) if a file is malformed.
    """
    found: dict[str, tuple[str, ...]] = {}
    for text in texts:
        try:
            found.update({kunci: _checked(kunci, lines) for kunci, lines in json.loads(text)["teks"].items()})
        except (KeyError, TypeError, ValueError, AttributeError) as failure:
            sentence = _("Naskah bawaan tidak dapat dibaca ({bagian}). Data aman dan tidak diubah.")
            raise InvalidInput({"naskah": sentence.format(bagian=failure)}) from failure
    return Naskah(found)


def _checked(kunci: str, lines: object) -> tuple[str, ...]:
    if not isinstance(lines, list) or not all(isinstance(line, str) and line.strip() for line in lines):
        raise ValueError(kunci)
    return tuple(lines)

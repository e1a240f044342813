"""The number of a letter by the scheme of the village: `{nomor}/{bulan_romawi}/{tahun}` (perencanaan.md 6 I).

The scheme is local, so it is a setting of the office (`format_nomor`); only the running number is typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _

FORMAT_BAWAAN = "{nomor}/{bulan_romawi}/{tahun}"
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_PLACE = re.compile(r"\{(\w+)\}")
_DIGITS = 3


def nomor_surat(nomor: str, pola: str, tanggal: date | None, nilai: Mapping[str, str] | None = None) -> str:
    """The whole number: a running number (`7`) set into the scheme, anything else as it was typed.

    The scheme knows {nomor} (three digits, `007`), {bulan_romawi}, {bulan}, {tahun}, and what `nilai` adds
    ({kode}, {desa}). Without a day the number stays as typed, since month and year would be guessed.
    Raises InvalidInput for another word in braces.
    """
    typed = nomor.strip()
    if not re.fullmatch(r"[0-9]{1,6}", typed) or tanggal is None:
        return typed
    known = {**_values(tanggal), **(nilai or {}), "nomor": typed.zfill(_DIGITS)}
    pola = pola.strip() or FORMAT_BAWAAN
    check_format(pola, known)
    return _PLACE.sub(lambda match: known[match[1]], pola)


def check_format(pola: str, nilai: Iterable[str] = ()) -> None:
    """Refuse a scheme with a word in braces that nobody fills, or without {nomor}. Raises InvalidInput."""
    known = dict.fromkeys(("nomor", *_values(date(2000, 1, 1)), *nilai))
    strange = [name for name in _PLACE.findall(pola) if name not in known]
    if strange or "nomor" not in _PLACE.findall(pola):
        words = _("Format nomor surat belum benar: {format}. Isi {{nomor}}, dan bila perlu: {pilihan}.")
        others = ", ".join(f"{{{name}}}" for name in known if name != "nomor")
        raise InvalidInput({"format_nomor": words.format(format=pola, pilihan=others)})


def next_nomor(pola: str, tahun: int, dipakai: Iterable[str]) -> int:
    """The running number after the highest one used this year by this scheme; 1 if there is none.

    Numbers written in another way are passed over.
    """
    pola = pola.strip() or FORMAT_BAWAAN
    parts = [re.escape(part) if place % 2 == 0 else _reading(part, tahun)
             for place, part in enumerate(_PLACE.split(pola))]  # fmt: skip
    shape = re.compile("".join(parts), re.IGNORECASE)
    found = (shape.fullmatch(one.strip()) for one in dipakai)
    return max((int(match["nomor"]) for match in found if match), default=0) + 1


def _reading(name: str, tahun: int) -> str:
    """What may stand at a place of the scheme, as a pattern."""
    return {"nomor": r"(?P<nomor>\d{1,6})", "tahun": str(tahun)}.get(name, r"[^/]*?")


def _values(tanggal: date) -> dict[str, str]:
    return {
        "bulan_romawi": _ROMAN[tanggal.month - 1],
        "bulan": f"{tanggal.month:02d}",
        "tahun": str(tanggal.year),
    }

"""What must fit together before and after two states of a dokumen are joined (kiriman-format.md 13).

The join itself knows only ids. Here is what the village knows beyond them: that two answers to one question
are one answer, and that no two proposals of a year have the same number. Pure, over plain contents.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# the list of a jenis whose rows have a name of their own, and the fields that are this name
_NAMED: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "isian": (("jawaban", ("kode",)),),
    "musyawarah": (("bahasan", ("usulan_id",)),),
    "angka-pokok": (("baris", ("kunci",)),),
    "profil": (("perangkat", ("jabatan", "nama")),),
}


def align(jenis: str, mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    """`theirs` with the ids of `mine` where both mean the same row by its name, though each made its own.

    Otherwise one question would be answered twice, and one officer serve twice.
    """
    aligned = dict(theirs)
    for daftar, fields in _NAMED.get(jenis, ()):
        rows, others = mine.get(daftar), theirs.get(daftar)
        if not isinstance(rows, list) or not isinstance(others, list):
            continue
        taken = {str(one["id"]) for one in others}
        known = {
            _name(one, fields): str(one["id"])
            for one in rows
            if _name(one, fields) and str(one["id"]) not in taken
        }
        renamed = [one | {"id": known.get(_name(one, fields), one["id"])} for one in others]
        if len({str(one["id"]) for one in renamed}) == len(renamed):
            aligned[daftar] = sorted(renamed, key=lambda one: str(one["id"]))
    return aligned


def _name(row: Mapping[str, Any], fields: tuple[str, ...]) -> tuple[str, ...]:
    name = tuple(str(row.get(one) or "") for one in fields)
    return name if all(name) else ()


def number_again(jenis: str, isi: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[int, ...]]:
    """The content with every proposal under a number of its own, and the new numbers given.

    Of two proposals that two laptops gave the same number the one that was made first (its id says so) keeps
    it; the other gets the next that was never used (ux.md 5.3: a number is never used again).
    """
    rows = isi.get("usulan")
    if jenis != "daftar-usulan" or not isinstance(rows, list):
        return dict(isi), ()
    last = max([isi.get("nomor_terakhir") or 0, *(one.get("nomor") or 0 for one in rows)])
    used: set[int] = set()
    numbered, given = [], []
    for one in sorted(rows, key=lambda row: str(row["id"])):
        number = one.get("nomor") or 0
        if number in used or number < 1:
            last += 1
            number = last
            given.append(number)
        used.add(number)
        numbered.append(one | {"nomor": number})
    return {**isi, "usulan": numbered, "nomor_terakhir": last}, tuple(given)

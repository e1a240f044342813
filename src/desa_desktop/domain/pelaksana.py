"""Who carries an activity out: the officer who answers for its money, and the team beside him.

Form A3 has a column for each: the pelaksana kegiatan anggaran is a Kaur or Kasi, and the tim pelaksana
kegiatan helps with what the officer cannot do alone (Permendagri 20/2018 ps 6 and 7). Villages write both
into one line: `Kasi Kesejahteraan / TPK Krajan`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from desa_desktop.domain.desa import Perangkat
from desa_desktop.domain.pemeriksaan_desa import office_of
from desa_desktop.domain.teks import plain_words

_APART = re.compile(r"\s*[;/&+\n]\s*|\s+dan\s+|,\s*(?![^,;/&+\n]*\.)")  # `Endang, S.Sos.` is one person
_STAFF = ("kaur", "kasi", "kepala", "sekretaris", "sekdes", "bendahara", "kadus", "staf", "carik")


def bagi_pelaksana(text: str, perangkat: Iterable[Perangkat]) -> tuple[str, str]:
    """The officers and the team out of one line; whoever is no officer of the village belongs to the team."""
    known = {plain_words(word) for one in perangkat for word in (one.jabatan, one.nama)} - {""}
    officers: list[str] = []
    team: list[str] = []
    for part in _parts(text):
        (officers if _is_staff(part, known) else team).append(part)
    return ", ".join(officers), ", ".join(team)


def _parts(text: str) -> Iterator[str]:
    return (part for part in _APART.split(text.strip()) if part)


def _is_staff(part: str, known: set[str]) -> bool:
    words = plain_words(part)
    return words in known or bool(office_of(part)) or words.split(" ", 1)[0] in _STAFF

"""Whose residents they are: only their village changes them, the kecamatan reads what it was sent."""

from __future__ import annotations

from typing import Any

from desa_desktop.domain.kantor import Kantor, Peran
from desa_desktop.domain.penduduk import (
    Keluarga,
    Mutasi,
    Penduduk,
    PendudukSementara,
    PesertaBantuan,
    ProgramBantuan,
    PutusanGanda,
    TutupBulan,
)
from desa_desktop.errors import DesaError
from desa_desktop.i18n import N_
from desa_desktop.store.unit import Unit

PEOPLE: frozenset[type[Any]] = frozenset(
    {
        *(Keluarga, Mutasi, Penduduk, PendudukSementara, PesertaBantuan),
        *(ProgramBantuan, PutusanGanda, TutupBulan),
    }
)


class PendudukMilikDesa(DesaError):
    """A kecamatan tried to change residents: the register belongs to their village."""

    message = N_("Data penduduk milik desa, jadi hanya dibaca di kecamatan. Tidak ada yang diubah.")
    hint = N_("Minta desa memperbaikinya; perbaikan itu ikut dalam kiriman desa berikutnya.")
    code = "K-323"


def stop_unless_village(unit: Unit) -> None:
    """Raises PendudukMilikDesa in an office that is no village; before the set-up nothing is asked."""
    if any(one.peran is not Peran.DESA for one in unit.select(Kantor)):
        raise PendudukMilikDesa

"""What the wizard knows of the office so far, read in one go, so that it goes on where it was left."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desa_desktop.app import App, has_password
from desa_desktop.domain.kalender import kunci_langkah
from desa_desktop.domain.kantor import DesaBinaan, Kantor, KeadaanTahap, Peran
from desa_desktop.services import desa, exchange, kantor

PERAN, IDENTITAS, PEJABAT, WILAYAH, POSISI, PENGAMAN, SIAP = ("peran", *kantor.STEPS)
ORDER = (PERAN, IDENTITAS, PEJABAT, WILAYAH, POSISI, PENGAMAN, SIAP)


@dataclass(frozen=True, slots=True)
class Keadaan:
    """`kantor` is None until the step Identitas was left. `pejabat` maps a jabatan to its holder,
    `langkah` are keys of calendar steps done outside the program, `nomor_kunci` 30 digits or empty.
    `is_tambahan`: a further laptop of a kecamatan, which another one enrols."""

    kantor: Kantor | None
    pejabat: dict[str, str]
    dusun: tuple[object, ...]
    desa: tuple[DesaBinaan, ...]
    langkah: frozenset[str]
    has_password: bool
    folder_cadangan: Path
    nomor_kunci: str = ""
    is_tambahan: bool = False

    @property
    def gets_villages(self) -> bool:
        """Whether the list of villages comes from another laptop of the kecamatan."""
        is_visitor = self.kantor is not None and self.kantor.peran is Peran.PENDAMPING
        return self.is_tambahan or is_visitor

    @property
    def step(self) -> str:
        """Where the wizard goes on."""
        if self.kantor is None:
            return PERAN
        return self.kantor.wisaya if self.kantor.wisaya in ORDER else SIAP


def read(app: App) -> Keadaan:
    """Read it; for the short lane."""
    found = kantor.find(app.database)
    officers: dict[str, str] = {}
    hamlets: tuple[object, ...] = ()
    villages: tuple[DesaBinaan, ...] = ()
    done: frozenset[str] = frozenset()
    number = ""
    if found is not None:
        if found.peran is Peran.DESA:
            profile = desa.profile(app.database)
            officers = {one.jabatan: one.nama for one in profile.perangkat}
            hamlets = profile.dusun
        else:
            villages = tuple(kantor.villages(app.database))
        notes = kantor.notes_of(app.database, found.tahun_rencana)
        done = frozenset(one.kunci for one in notes if one.keadaan is KeadaanTahap.DI_LUAR)
        if found.wisaya == SIAP:
            number = exchange.own_number(app.database, app.laptop).nomor
    is_further = found is not None and kantor.is_further_laptop(app.database)
    return Keadaan(
        found, officers, hamlets, villages, done, has_password(app), app.safe.backups, number, is_further
    )


def step_key(kunci: str) -> str:
    """The key under which a calendar step is noted."""
    return kunci_langkah(kunci)

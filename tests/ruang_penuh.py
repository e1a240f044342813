"""A full room: 80 people on the list and 60 proposals on the table."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import desa_hidup
from builders import aturan
from desa_desktop.domain.desa import Tokoh
from desa_desktop.domain.musyawarah import JenisMusyawarah
from desa_desktop.domain.usulan import DaftarUsulan, Usulan
from desa_desktop.services import editing, jalan_rapat, musyawarah
from desa_desktop.store.unit import Database
from office import OLEH, TAHUN

PEOPLE, PROPOSALS = 80, 60
STEP: dict[str, Any] = {"by": OLEH, "at": datetime(2026, 11, 22, 2, 10, tzinfo=UTC)}
_FIRST = ("Suparno", "Lastri", "Wagiman", "Endang", "Joko", "Rubiyem", "Slamet", "Tukinah", "Bagus", "Sri")
_LAST = ("Santoso", "Rahayu", "Prasetyo", "Utami", "Riyadi", "Wulandari", "Hadi", "Aminah")
_WHAT = ("Talud", "Rabat jalan", "Sumur bor", "Drainase", "Pelatihan menjahit", "Bibit padi", "Lampu jalan")


def fill(database: Database, people: int = PEOPLE, proposals: int = PROPOSALS) -> None:
    """Hamlets, as many notables of every group as are missing, and the proposals of the year."""
    desa_hidup.people(database)
    groups = [one.kunci for one in aturan().unsur if one.is_masyarakat]
    rows = [
        {
            "nama": f"{_FIRST[n % len(_FIRST)]} {_LAST[n // len(_FIRST) % len(_LAST)]}",
            "jk": "LP"[n % 2],
            "unsur": groups[n % len(groups)],
            "dusun": desa_hidup.DUSUN[n % len(desa_hidup.DUSUN)],
        }
        for n in range(people - len(desa_hidup.TOKOH) - 3)
    ]
    editing.add_rows(database, Tokoh, desa_hidup.own_id(database), rows, **STEP)
    with database.read() as unit:
        parent = unit.select(DaftarUsulan, tahun=TAHUN)[0].id
    asked = [
        {
            "uraian": f"{_WHAT[n % len(_WHAT)]} RT {n % 12 + 1:02d} {desa_hidup.DUSUN[n % 3]}",
            "dusun": desa_hidup.DUSUN[n % 3],
            "lokasi": f"RT {n % 12 + 1:02d}",
            "perkiraan_biaya": 5_000_000 + n * 1_250_000,
            "penerima_l": 20 + n,
            "penerima_p": 25 + n,
        }
        for n in range(proposals)
    ]
    editing.add_rows(database, Usulan, parent, asked, **STEP)


def prepared(database: Database, jenis: JenisMusyawarah = JenisMusyawarah.MUSRENBANGDES) -> UUID:
    """The meeting over all of it, begun."""
    key = musyawarah.prepare(database, jenis, TAHUN, **STEP)
    jalan_rapat.begin(database, key, **STEP)
    return key

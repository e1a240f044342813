"""`Coba isi`: a template filled on the real screen before it is installed; nothing is kept.

The trial works on a store of its own: a temporary file under a key that exists only in memory. When the
trial is closed the file goes, and what a power cut leaves of it nobody can read.
"""

from __future__ import annotations

import contextlib
import dataclasses
import secrets
import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from desa_desktop.checklists import Office, Template
from desa_desktop.domain.desa import Desa
from desa_desktop.domain.kantor import Kantor, Peran
from desa_desktop.domain.plain import from_isi, to_isi
from desa_desktop.services import isian
from desa_desktop.services.rak import Rak
from desa_desktop.store import upgrade
from desa_desktop.store.engine import open_engines
from desa_desktop.store.unit import Database

_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Percobaan:
    """An open trial: its own store and shelf, the form that is filled, and the way to end it."""

    database: Database
    rak: Rak
    isian: UUID
    periode: str
    folder: Path

    def close(self) -> None:
        """End the trial; everything that was typed is gone. May be called twice."""
        with contextlib.suppress(FileNotFoundError):
            self.database.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def begin(database: Database, template: Template, migrations: Path, *, by: str, at: datetime) -> Percobaan:
    """Open a trial of this template in the words of this office (its hamlets and officers can be chosen).

    The caller closes it. Raises StorageFailed when there is no room for the temporary file.
    """
    folder = Path(tempfile.mkdtemp(prefix="desa-coba-"))
    opened: Database | None = None
    try:
        path, key = folder / "coba.db", secrets.token_bytes(_KEY_BYTES)
        upgrade.bring_up_to_date(path, key, migrations, _nothing_to_lose)
        opened = Database(open_engines(path, key))
        _copy_office(database, opened, template, by=by, at=at)
        rak = Rak.of_one(template)
        periode = isian.current_periode(at.astimezone().date(), template.period)
        made = isian.open_isian(opened, rak, template.form_id, periode, by=by, at=at)
    except BaseException:
        if opened is not None:
            opened.close()
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Percobaan(opened, rak, made, periode, folder)


def _nothing_to_lose() -> Path:
    raise AssertionError("a fresh store needs no backup")


def _copy_office(source: Database, target: Database, template: Template, *, by: str, at: datetime) -> None:
    with source.read() as unit:
        kantor = next(iter(unit.select(Kantor)))
        desa = unit.find(Desa, kantor.id)
        profile = to_isi(desa) if desa is not None else None
        fields = {one.name: getattr(kantor, one.name) for one in dataclasses.fields(kantor)}
    if template.office is Office.DESA and fields["peran"] is not Peran.DESA:
        # the kecamatan tries what its villages will fill: as one of them
        fields |= {"peran": Peran.DESA, "kode": f"{fields['kode']}2001"}
    with target.unit() as unit:
        unit.add(Kantor(**fields))
        if profile is not None:
            unit.add(from_isi("profil", kantor.id, kantor.id, "disahkan", 0, profile))
        unit.commit("coba isi", by, at)

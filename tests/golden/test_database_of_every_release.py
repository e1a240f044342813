"""The database of every released version opens in this program and loses no row (architecture.md 15)."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from desa_desktop import __version__, paths
from desa_desktop.domain.usulan import DaftarUsulan
from desa_desktop.services import kantor, usulan
from desa_desktop.store import driver, journal, upgrade
from desa_desktop.store.engine import open_engines
from desa_desktop.store.unit import Database
from office import KEY, TAHUN

RELEASES = sorted((Path(__file__).parent / "database").glob("v*"))


def test_the_releases_up_to_this_one_are_kept() -> None:
    assert [one.name for one in RELEASES][:1] == ["v0.1.0"]
    assert [one.name for one in RELEASES][-1] == f"v{__version__}"


@pytest.mark.parametrize("release", RELEASES, ids=lambda folder: folder.name)
def test_a_village_that_updates_finds_everything_it_wrote(release: Path, tmp_path: Path) -> None:
    path = tmp_path / "desa.db"
    shutil.copy(release / "desa.db", path)
    backups: list[Path] = []

    def back_up() -> Path:
        backups.append(tmp_path / "cadangan")
        return backups[-1]

    done = upgrade.bring_up_to_date(path, KEY, paths.migrations(), back_up)
    assert bool(backups) == (done is not None)  # nothing is upgraded without a backup before
    kept = json.loads((release / "rows.json").read_text())
    connection = driver.connect(path, KEY, readonly=True)
    try:
        now = driver.row_counts(connection)
        assert driver.schema_version(connection) == upgrade.NEWEST
        assert driver.full_check(connection) == []
    finally:
        connection.close()
    assert {table: count for table, count in kept.items() if now.get(table, 0) < count} == {}
    database = Database(open_engines(path, KEY))
    try:
        rows = usulan.list_usulan(database, TAHUN)
        assert [(row.nomor, row.uraian) for row in rows] == [
            (1, "Pembangunan talud RT 03"),
            (2, "Makanan tambahan balita"),
        ]
        assert rows[1].teks_asli == {"volume": "1378 jiwa"}
        office = kantor.find(database)
        assert office is not None
        assert office.nama == "Tursino"
        with database.read() as unit:
            assert unit.select(DaftarUsulan)[0].nomor_terakhir == 2
            assert journal.verify_audit(unit.connection) is None
    finally:
        database.close()

"""Residents stay in their village: a kecamatan that accepted everything sent holds no name and no number."""

from __future__ import annotations

from pathlib import Path

import kiriman_offices as walk
from desa_desktop.services import lihat_penduduk as lihat
from kiriman_offices import KUTOARJO, OLEH, TURSINO
from warga_layar import move_in


def test_nothing_of_a_resident_reaches_the_kecamatan(tmp_path: Path) -> None:
    offices = walk.make_offices(tmp_path / "kantor")
    with offices.open(TURSINO) as desa:
        people = move_in(desa.database)
        lihat.save_saringan(desa.database, "penduduk.orang", "Wagiman", {"jk": "L"}, by=OLEH, at=offices.at)
        walk.add_plan(desa, offices.at)
        walk.ratify(desa, offices.at)
        sent = walk.send(offices, desa)
    secrets = [one.nik for one in people.orang.values() if one.nik]
    secrets += [one.no_kk for one in people.keluarga.values()]
    secrets += ["SUTRISNO HADI", "MA'RUFAH", "WAGIMAN", "Wagiman", "RIZKI PRATAMA"]
    with offices.open(KUTOARJO) as kec:
        found = walk.look(offices, kec)
        walk.accept(offices, kec, [one.sha256 for one in found])
        with kec.database.read() as unit:
            names = unit.connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
            tables = [one for one in names.scalars() if not one.startswith("sqlite")]
            held = "\n".join(
                str(row)
                for name in tables
                for row in unit.connection.exec_driver_sql(f'SELECT * FROM "{name}"')
            )
    assert sent
    assert "Tursino" in held, "the plan did arrive"
    assert [one for one in secrets if one in held] == []

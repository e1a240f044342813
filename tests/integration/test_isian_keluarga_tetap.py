"""What families told an enumerator stays in the village: a kecamatan that accepted everything holds none."""

from __future__ import annotations

from pathlib import Path

import kiriman_offices as walk
from desa_desktop.domain.isian import Isian
from desa_desktop.services import isian
from formulir_keluarga import FORM, templates
from kiriman_offices import KUTOARJO, OLEH, TURSINO
from warga_layar import move_in

SAID = "Rumah warisan mbah Karto"


def test_nothing_of_a_family_form_reaches_the_kecamatan(tmp_path: Path) -> None:
    offices = walk.make_offices(tmp_path / "kantor")
    forms = templates()
    with offices.open(TURSINO) as desa:
        people = move_in(desa.database)
        for name, family in people.keluarga.items():
            key = isian.open_isian(
                desa.database, forms, FORM, "2026", by=OLEH, at=offices.at, keluarga=family.id
            )
            given = {"nama_kk": f"{SAID} {name}", "status_rumah": "1"}
            isian.answer(desa.database, forms, key, given, by=OLEH, at=offices.at)
            if name != "SUPARDI":  # drafts travel as well, those of families do not
                kid = desa.laptop.keys.kid
                isian.finish_isian(desa.database, forms, key, kid=kid, by=OLEH, at=offices.at)
        walk.add_plan(desa, offices.at)
        walk.ratify(desa, offices.at)
        assert walk.send(offices, desa)
    with offices.open(KUTOARJO) as kec:
        found = walk.look(offices, kec)
        walk.accept(offices, kec, [one.sha256 for one in found])
        with kec.database.read() as unit:
            assert unit.select(Isian) == []
            names = unit.connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
            held = "\n".join(
                str(row)
                for name in names.scalars().all()
                if not name.startswith("sqlite")
                for row in unit.connection.exec_driver_sql(f'SELECT * FROM "{name}"')
            )
    assert "Tursino" in held, "the plan did arrive"
    assert SAID not in held

"""An office that updates keeps every form it has filled, and may then fill one for each family."""

from __future__ import annotations

from pathlib import Path

from desa_desktop import paths
from desa_desktop.store import driver
from desa_desktop.store.upgrade import bring_up_to_date
from office import KEY, no_backup

ISIAN = (
    "INSERT INTO isian (id, desa_id, form_id, periode, judul, status, revisi)"
    " VALUES ('{id}', 'd1', 'layanan-dasar', '{periode}', 'Kartu Skor', 'disahkan', 1)"
)
JAWABAN = "INSERT INTO jawaban (id, isian_id, kode, nilai) VALUES ('{id}', '{isian}', '{kode}', '\"ya\"')"


def test_forms_filled_before_families_had_their_own_are_there_after_the_update(tmp_path: Path) -> None:
    path = tmp_path / "desa.db"
    bring_up_to_date(path, KEY, paths.migrations(), no_backup, newest=3)
    connection = driver.connect(path, KEY)
    for number, periode in enumerate(("2025-S2", "2026-S1")):
        connection.execute(ISIAN.format(id=f"i{number}", periode=periode))
        for kode in ("a", "b"):
            connection.execute(JAWABAN.format(id=f"j{number}{kode}", isian=f"i{number}", kode=kode))
    connection.commit()
    connection.close()
    done = bring_up_to_date(path, KEY, paths.migrations(), lambda: tmp_path / "cadangan", newest=4)
    assert done is not None
    assert (done.before, done.after) == (3, 4)
    connection = driver.connect(path, KEY)
    rows = connection.execute(
        "SELECT id, periode, status, revisi, keluarga_id FROM isian ORDER BY id"
    ).fetchall()
    assert rows == [("i0", "2025-S2", "disahkan", 1, None), ("i1", "2026-S1", "disahkan", 1, None)]
    assert connection.execute("SELECT count(*) FROM jawaban").fetchone() == (4,)
    family = ISIAN.replace("(id, ", "(keluarga_id, id, ").replace("('{id}'", "('{keluarga}', '{id}'")
    for number in (1, 2):
        connection.execute(family.format(keluarga=f"k{number}", id=f"f{number}", periode="2026-S1"))
    refused = []
    for again in (
        ISIAN.format(id="i9", periode="2026-S1"),
        family.format(keluarga="k1", id="f9", periode="2026-S1"),
    ):
        try:
            connection.execute(again)
        except Exception as failure:  # the driver's own error
            refused.append("UNIQUE" in str(failure))
    assert refused == [True, True], "one form of the office and one of each family in a period"
    connection.close()

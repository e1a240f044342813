"""A large paste goes in without a record for each row, and nobody can tell it from a small one."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from builders import aturan
from desa_desktop.domain.desa import AngkaPokok, Desa, Tokoh
from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.tempel import JenisTempel, KeadaanImpor, Konteks
from desa_desktop.domain.usulan import DaftarUsulan, Usulan
from desa_desktop.errors import InvalidInput
from desa_desktop.services import editing, intake, kantor
from desa_desktop.services.editing import Locked
from desa_desktop.store import journal
from desa_desktop.store.mapping import KINDS
from desa_desktop.store.unit import Database
from office import OLEH, PUKUL, TAHUN, open_store

STEP: dict[str, Any] = {"by": OLEH, "at": PUKUL}
MANY = intake.LARGE + 50


def list_of(database: Database, cls: type[Any]) -> UUID:
    """The id of the list that rows of a class lie in."""
    with database.read() as unit:
        if cls is Usulan:
            return unit.select(DaftarUsulan, tahun=TAHUN)[0].id
        return unit.get(Desa, kantor.require(unit).id).id


def shown_rows(database: Database, cls: type[Any]) -> list[dict[str, Any]]:
    """The list as people see it, without ids."""
    how = KINDS[cls]
    assert how.parent is not None
    with database.read() as unit:
        parent = unit.get(how.parent, list_of(database, cls))
        rows = [journal.plain_row(how, one) for one in getattr(parent, how.attribute)]
    return [{name: value for name, value in row.items() if name != "id"} for row in rows]


def last_step(database: Database) -> list[tuple[Any, ...]]:
    """What the newest step holds, without ids: table, whose it is, both states; and the audit of it."""
    with database.read() as unit:
        lines = unit.connection.execute(
            sa.text(
                "SELECT baris_id, tabel, dokumen_id, sebelum, sesudah FROM langkah_baris "
                "WHERE langkah_id = (SELECT max(id) FROM langkah) ORDER BY id"
            )
        ).all()
        audit = unit.connection.execute(
            sa.text("SELECT tindakan, tabel, kolom FROM audit ORDER BY seq DESC LIMIT :n"), {"n": len(lines)}
        ).all()
        assert journal.verify_audit(unit.connection) is None
    bare = [(*one[1:3], *(_without(one[0], text) for text in one[3:])) for one in lines]
    return [*bare, *(tuple(one) for one in audit)]


def _without(key: str, text: str | None) -> str:
    return str(text).replace(str(UUID(key)), "ID")


def given(number: int) -> dict[str, Any]:
    """Values of one pasted proposal."""
    return {
        "uraian": f"Rabat beton RT {number}",
        "volume": Decimal(number) / 2,
        "perkiraan_biaya": 1_000_000 * number,
        "kelompok_rentan": ("lansia",) if number % 2 else (),
        "teks_asli": {"satuan": "?"} if number % 3 else {},
    }


@pytest.mark.parametrize("cls", [Usulan, Tokoh])
def test_a_large_block_and_a_small_one_leave_the_same_list_step_and_history(
    tmp_path: Path, cls: type[Any]
) -> None:
    how = KINDS[cls]
    rows = [given(n) if cls is Usulan else {"nama": f"Bu {n}", "jk": "P"} for n in range(1, 41)]
    name = "uraian" if cls is Usulan else "nama"
    seen: list[tuple[Any, ...]] = []
    for way in ("small", "large"):
        (tmp_path / way).mkdir()
        with open_store(tmp_path / way) as database:
            first, *_rest = editing.add_rows(
                database, cls, list_of(database, cls), [{name: one} for one in "ABC"], **STEP
            )
            with database.unit() as unit:
                assert how.parent is not None
                if way == "small":
                    parent = unit.get(how.parent, list_of(database, cls))
                    keys = editing.insert_rows(parent, how, rows, first)
                else:
                    parent = unit.bare(how.parent, list_of(database, cls))
                    keys = editing.load_rows(unit, parent, how, iter(rows), len(rows), first)
                unit.commit("tempel", **STEP)
            after = shown_rows(database, cls)
            step = sorted(last_step(database), key=str)
            history = [(one.langkah, one.kolom) for one in editing.history(database, cls, keys[7])]
            editing.undo(database, **STEP)
            undone = shown_rows(database, cls)
            editing.redo(database, **STEP)
            assert shown_rows(database, cls) == after
            seen.append((after, step, history, undone))
    assert seen[0] == seen[1]
    assert [row[name] for row in seen[0][0]][:3] == ["A", rows[0][name], rows[1][name]]


def paste(database: Database, *texts: str) -> intake.Masuk:
    """Paste proposals under headings, as the screen does."""
    konteks = intake.context_of(database, aturan(), PUKUL.date())
    cells = [("Uraian", "Volume"), *((text, "12") for text in texts)]
    shown = intake.preview(database, JenisTempel.USULAN, cells, konteks, tahun=TAHUN)
    assert {state for _row, state in shown.baris} <= {
        KeadaanImpor.BARU,
        KeadaanImpor.SAMA,
        KeadaanImpor.PERIKSA,
    }
    return intake.accept(database, shown, **STEP)


def test_a_large_paste_is_one_step_that_comes_and_goes(database: Database) -> None:
    editing.add_row(database, Usulan, list_of(database, Usulan), {"uraian": "Talud"}, **STEP)
    made = paste(database, *(f"Pekerjaan {n}" for n in range(MANY)))
    assert len(made.baru) == MANY
    rows = shown_rows(database, Usulan)
    assert [row["nomor"] for row in rows] == list(range(1, MANY + 2))
    assert [row["urut"] for row in rows] == list(range(1, MANY + 2))
    assert editing.undo(database, **STEP) == made.langkah
    assert [row["uraian"] for row in shown_rows(database, Usulan)] == ["Talud"]
    editing.redo(database, **STEP)
    assert shown_rows(database, Usulan) == rows


def test_the_number_of_an_undone_paste_is_given_to_no_other_proposal(database: Database) -> None:
    paste(database, *(f"Pekerjaan {n}" for n in range(MANY)))
    key = editing.add_row(database, Usulan, list_of(database, Usulan), {"uraian": "Talud"}, **STEP)
    with database.read() as unit:
        assert unit.get(Usulan, key).nomor == MANY + 1


def test_reading_the_same_large_table_twice_changes_nothing(database: Database) -> None:
    texts = [f"Pekerjaan {n}" for n in range(MANY)]
    paste(database, *texts)
    assert paste(database, *texts).langkah == ""


def test_a_large_paste_does_not_enter_a_list_that_is_locked(database: Database) -> None:
    konteks = intake.context_of(database, aturan(), PUKUL.date())
    cells = [("Uraian", "Jumlah"), *((f"Angka {n}", str(n)) for n in range(MANY))]
    shown = intake.preview(database, JenisTempel.ANGKA_POKOK, cells, konteks, tahun=TAHUN)
    with database.unit() as unit:
        (numbers,) = unit.select(AngkaPokok, tahun=TAHUN - 1)
        numbers.revisi, numbers.status = 1, StatusDokumen.DISAHKAN
        unit.commit("sahkan", OLEH, PUKUL, kind="sahkan")
    with pytest.raises(Locked):
        intake.accept(database, shown, **STEP)


def test_a_large_paste_with_a_text_that_cannot_travel_goes_in_not_at_all(database: Database) -> None:
    texts = [f"Pekerjaan {n}" for n in range(MANY)]
    with pytest.raises(InvalidInput) as caught:
        paste(database, *texts, "x" * 70_000)
    assert set(caught.value.fields) == {"uraian"}
    assert shown_rows(database, Usulan) == []


@pytest.mark.parametrize(("count", "above"), [(2000, 0), (2001, 2001)])
def test_only_rows_of_data_count_against_the_limit_of_a_list(count: int, above: int) -> None:
    head = ["Dusun", "Uraian", "Volume", "Satuan", "Perkiraan biaya"]
    rows = [["DAFTAR USULAN"], ["DESA TURSINO"], [], head]
    rows += [["Krajan", f"Talud {n}", "1", "unit", "1.000"] for n in range(count)]
    rows += [["", "Jumlah", "", "", "2.000.000"], [], ["", "", "", "Tursino, 12 Juli 2026"]]
    konteks = Konteks(aturan=aturan(), today=PUKUL.date())
    assert intake.rows_above(JenisTempel.USULAN, rows, konteks) == above

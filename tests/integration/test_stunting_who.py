"""The stunting scorecard works out each child's growth status from the WHO standards that come along."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from desa_desktop.app import read_templates
from desa_desktop.checklists import Template, load_template, recompute
from desa_desktop.errors import InvalidInput
from desa_desktop.paths import resources
from desa_desktop.services import isian, isian_bulanan
from desa_desktop.store.unit import Database
from office import OLEH, PUKUL

FORM = "konvergensi-stunting"
CHILD = {
    "anak__bulan": 10,
    "anak__nama": "RIZKI",
    "anak__lahir": "2025-10-13",
    "anak__jk": "L",
    "anak__tanggal": "2026-10-13",
    "anak__bb": "7.9",
    "anak__tb": "70",
}


@pytest.fixture(scope="module")
def form() -> Template:
    return read_templates()[FORM]


def fill(form: Template, *children: dict[str, Any]) -> Any:
    return recompute(form, {"tahun": 2026, "kuartal": "4", "anak": list(children)})


def test_a_short_child_is_seen_as_soon_as_it_is_measured(form: Template) -> None:
    state = fill(form, CHILD)
    assert state.value("anak__tb_u", 0) == "Pendek (-2,42)"
    assert state.value("anak__bb_u", 0).startswith("Berat badan normal (-1,")
    assert state.value("anak__bb_tb", 0).startswith("Gizi baik (")
    assert state.value("anak__gizi_who", 0) == "4"
    assert state.value("anak_jumlah_kurang") == Decimal(1)


def test_a_status_typed_against_the_standard_is_asked_about(form: Template) -> None:
    [finding] = [
        one for one in fill(form, {**CHILD, "anak__gizi": "1"}).findings if one.place.name == "anak__gizi"
    ]
    assert "standar WHO" in finding.sentence
    assert finding.level.value == "peringatan"
    assert list(fill(form, {**CHILD, "anak__gizi": "4"}).findings) == []


@pytest.mark.parametrize("missing", ["anak__jk", "anak__lahir", "anak__tanggal", "anak__tb"])
def test_what_was_not_measured_leaves_the_status_open(form: Template, missing: str) -> None:
    state = fill(form, {name: value for name, value in CHILD.items() if name != missing})
    assert state.value("anak__tb_u", 0) is None
    assert state.value("anak__gizi_who", 0) is None
    assert [one for one in state.findings if one.place.name.startswith("anak__gizi")] == []


def test_the_form_filled_without_the_standards_asks_for_the_status_by_hand() -> None:
    bare = load_template(resources() / "templates" / f"{FORM}.v1.xlsx")
    state = fill(bare, {**CHILD, "anak__gizi": "4"})
    assert state.value("anak__tb_u", 0) is None
    assert state.value("anak_jumlah_kurang") == Decimal(1)


def test_sixty_children_are_worked_out_before_the_next_keystroke(form: Template) -> None:
    import time

    fill(form, CHILD)
    begun = time.perf_counter()
    fill(form, *[CHILD] * 60)
    assert time.perf_counter() - begun < 1


def test_the_next_month_begins_with_the_children_of_the_last(database: Database) -> None:
    shelf = read_templates()
    step: dict[str, Any] = {"by": OLEH, "at": PUKUL}
    key = isian.open_isian(database, shelf, FORM, "2026-TW4", **step)
    with pytest.raises(InvalidInput, match="Belum ada baris bulan sebelumnya"):
        isian_bulanan.add_month(database, shelf, key, "anak", **step)
    isian.answer(database, shelf, key, {"anak": [CHILD, {**CHILD, "anak__nama": "SITI"}]}, **step)
    assert isian_bulanan.add_month(database, shelf, key, "anak", **step) == 11
    rows: Any = isian.show_isian(database, shelf, key, **step).answers["anak"]
    who = {"anak__nama": "RIZKI", "anak__lahir": "2025-10-13", "anak__jk": "L"}
    assert rows[2] == {"anak__bulan": 11, **who}
    assert len(rows) == 4
    assert isian_bulanan.add_month(database, shelf, key, "anak", **step) == 12
    with pytest.raises(InvalidInput, match="periode sesudahnya"):
        isian_bulanan.add_month(database, shelf, key, "anak", **step)
    following = isian.open_isian(database, shelf, FORM, "2027-TW1", **step)
    assert isian_bulanan.add_month(database, shelf, following, "anak", **step) == 1
    rows = isian.show_isian(database, shelf, following, **step).answers["anak"]
    assert rows[0] == {"anak__bulan": 1, **who}
    with pytest.raises(InvalidInput, match="tidak diisi tiap bulan"):
        isian_bulanan.add_month(database, shelf, key, "t5", **step)

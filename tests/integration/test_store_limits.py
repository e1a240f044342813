"""What may lie in a column: only what a snapshot can carry to the kecamatan as well."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from desa_desktop.domain.identity import new_id
from desa_desktop.domain.isian import Isian, IsianId, Jawaban
from desa_desktop.domain.usulan import DaftarUsulan, Usulan
from desa_desktop.errors import InvalidInput
from desa_desktop.services import editing, kantor
from desa_desktop.store.unit import Database
from office import OLEH, PUKUL, TAHUN

STEP: dict[str, Any] = {"by": OLEH, "at": PUKUL}


@pytest.fixture
def talud(database: Database) -> UUID:
    """One proposal."""
    with database.read() as unit:
        parent = unit.select(DaftarUsulan, tahun=TAHUN)[0].id
    return editing.add_row(database, Usulan, parent, {"uraian": "Talud"}, **STEP)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("perkiraan_biaya", 2**53),
        ("perkiraan_biaya", 10**20),
        ("perkiraan_biaya", "85 juta"),
        ("penerima_l", True),
        ("volume", Decimal("NaN")),
        ("volume", Decimal("Infinity")),
        ("volume", Decimal("1E+999999999")),
        ("volume", 1.5),
        ("uraian", "x" * 65_537),
        ("uraian", "\ud800"),
        ("uraian", 5),
        ("kelompok_rentan", "anak"),
        ("teks_asli", {"volume": "\udfff"}),
        ("teks_asli", {"kolom lain": "x"}),
    ],
)
def test_a_value_that_could_never_leave_the_village_is_refused_when_it_is_typed(
    database: Database, talud: UUID, field: str, value: object
) -> None:
    with pytest.raises(InvalidInput) as caught:
        editing.change(database, Usulan, talud, {field: value}, **STEP)
    assert set(caught.value.fields) == {field}
    with database.read() as unit:
        assert getattr(unit.get(Usulan, talud), field) in (None, "Talud", (), {})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("perkiraan_biaya", 2**53 - 1),
        ("volume", Decimal("0.3333333333333333")),
        ("uraian", "Ny. “Siti” O'Brien \u202eتجربة 🏠 " + "x" * 60_000),
        ("kelompok_rentan", ("anak", "lansia")),
    ],
)
def test_odd_but_possible_values_stay_as_they_were_typed(
    database: Database, talud: UUID, field: str, value: object
) -> None:
    editing.change(database, Usulan, talud, {field: value}, **STEP)
    with database.read() as unit:
        assert getattr(unit.get(Usulan, talud), field) == value


def test_an_answer_too_large_for_the_format_is_refused_as_well(database: Database) -> None:
    with database.unit() as unit:
        isian = Isian(id=IsianId(new_id()), desa_id=kantor.require(unit).id, form_id="x", periode="2026")  # type: ignore[arg-type]
        isian.jawaban = [Jawaban(kode="jumlah", nilai=[{"n": 10**30}])]
        unit.add(isian)
        with pytest.raises(InvalidInput):
            unit.commit("isi", OLEH, PUKUL)

"""The plain shape of each jenis: there and back loses nothing, and a hostile content is named, not obeyed."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from acak import examples
from builders import desa_id
from desa_desktop.domain import plain
from desa_desktop.domain.desa import DesaId
from desa_desktop.domain.identity import new_id
from desa_desktop.domain.plain import from_isi, to_isi
from desa_desktop.domain.rkp import Evaluasi, RkpDesa, RkpDesaId
from desa_desktop.sync import strict_json
from desa_desktop.sync.snapshots import tidy_isi

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
KEYS = st.sampled_from(["volume", "tani:L", "a/b.c-d"])  # the alphabet of kiriman-format.md 4
COUNTS = st.integers(-plain.NUMBER_LIMIT, plain.NUMBER_LIMIT)
PLAIN = st.recursive(
    st.none() | st.booleans() | COUNTS | WORDS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(KEYS, inner, max_size=2),
    max_leaves=4,
)


def values_of(kind: Any) -> st.SearchStrategy[Any]:
    """Values that a field of this kind may hold."""
    inner, optional = plain._unwrap(kind)
    found = _values(inner)
    return st.none() | found if optional and inner is not object else found


def _values(kind: Any) -> st.SearchStrategy[Any]:
    simple: dict[Any, st.SearchStrategy[Any]] = {
        object: PLAIN,
        bool: st.booleans(),
        int: COUNTS,
        str: WORDS,
        UUID: st.uuids(),
        date: st.dates(),
        time: st.times().map(lambda one: one.replace(second=0, microsecond=0)),
        datetime: st.datetimes(timezones=st.just(UTC)).map(lambda one: one.replace(microsecond=0)),
        Decimal: st.decimals(-(10**12), 10**12, allow_nan=False, allow_infinity=False, places=3),
    }
    if kind in simple:
        return simple[kind]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(list(kind))
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        return st.lists(values_of(arguments[0]), max_size=3).map(tuple)
    if origin is list:
        return st.lists(records(arguments[0]), max_size=2)
    assert issubclass(origin, Mapping), kind
    return st.dictionaries(KEYS, values_of(arguments[1]), max_size=2)


def records(cls: type[Any]) -> st.SearchStrategy[Any]:
    """Records of a class with every travelling field filled somehow."""
    hints = typing.get_type_hints(cls)
    hidden = {*plain._PARENT_FIELDS, *plain.LOKAL.get(cls, ()), "versi", "diubah_pada"}
    fields = {
        one.name: values_of(hints[one.name])
        for one in dataclasses.fields(cls)
        if one.name not in hidden and one.name != "id"
    }
    fields["id"] = st.builds(new_id)
    if "desa_id" in hints:
        fields["desa_id"] = st.just(desa_id())
    return st.fixed_dictionaries(fields).map(lambda values: cls(**values))


@pytest.mark.parametrize("jenis", list(plain.CLASSES))
@given(data=st.data())
@settings(max_examples=examples(8), phases=(Phase.explicit, Phase.generate))
def test_what_a_dokumen_says_survives_the_way_to_the_kecamatan_and_back(
    jenis: str, data: st.DataObject
) -> None:
    root = data.draw(records(plain.CLASSES[jenis]))
    isi = plain.to_isi(root)
    travelled = strict_json.decode_object(strict_json.encode(tidy_isi(isi)))
    status, revisi = getattr(root, "status", None), getattr(root, "revisi", 0)
    back = plain.from_isi(
        jenis, root.id, desa_id(), status.value if status else "disahkan", revisi, travelled
    )
    assert tidy_isi(plain.to_isi(back)) == tidy_isi(isi)
    assert (back.id, getattr(back, "status", None), getattr(back, "revisi", 0)) == (root.id, status, revisi)


@pytest.mark.parametrize(
    ("jenis", "isi", "place"),
    [
        ("rkp-desa", {"tahun": 10**30}, "/tahun"),
        ("rkp-desa", {"tahun": True}, "/tahun"),
        ("rkp-desa", {"tahun": "2027"}, "/tahun"),
        ("rkp-desa", {"tahun": 2027, "tanggal_perdes": "2026-02-30"}, "/tanggal_perdes"),
        ("rkp-desa", {"tahun": 2027, "kegiatan": {"id": "x"}}, "/kegiatan"),
        ("rkp-desa", {"tahun": 2027, "kegiatan": [{"id": "x"}]}, "/kegiatan/x/id"),
        ("rkp-desa", {"tahun": 2027, "kegiatan": [{"id": None}]}, "/kegiatan/None/id"),
        ("musyawarah", {"tahun": 2027, "mulai": "09:10:30"}, "/mulai"),
        ("musyawarah", {"tahun": 2027, "mulai": "09:10+07:00"}, "/mulai"),
        ("musyawarah", {"tahun": 2027, "jenis": "pesta"}, "/jenis"),
        ("musyawarah", {"tahun": 2027, "jenis": ["musdus"]}, "/jenis"),
        ("musyawarah", {"tahun": 2027, "hitung_cepat": {"tani:L": 1.5}}, "/hitung_cepat"),
        ("telaah", {"hasil": None}, "/hasil"),
    ],
)
def test_a_content_against_the_rules_of_its_jenis_is_named_by_its_place(
    jenis: str, isi: dict[str, Any], place: str
) -> None:
    with pytest.raises(plain.IsiWrong) as caught:
        plain.from_isi(jenis, new_id(), desa_id(), "konsep", 0, isi)
    assert place in {one.tempat for one in caught.value.wrong}


@pytest.mark.parametrize(
    "volume", ["1E+999999999", "NaN", "Infinity", "1_000", "١٢٠", " 12", "", "+5", "9" * 40]
)
def test_a_quantity_that_is_no_plain_number_is_refused(volume: str) -> None:
    row = {"id": str(new_id()), "nomor": 1, "volume": volume}
    with pytest.raises(plain.IsiWrong):
        plain.from_isi("daftar-usulan", new_id(), desa_id(), "disahkan", 1, {"tahun": 2027, "usulan": [row]})


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2026-01-01"])
def test_a_moment_that_utc_does_not_have_is_refused(moment: str) -> None:
    row = {"id": str(new_id()), "nama": "Siti", "hadir_pada": moment}
    with pytest.raises(plain.IsiWrong):
        plain.from_isi("musyawarah", new_id(), desa_id(), "konsep", 0, {"tahun": 2027, "peserta": [row]})


def test_what_became_of_an_activity_travels_with_the_activity_it_is_about() -> None:
    last_year = new_id()
    plan = RkpDesa(id=RkpDesaId(new_id()), desa_id=DesaId(new_id()), tahun=2027)
    plan.evaluasi.append(Evaluasi(kegiatan_id=last_year, nama="Talud", realisasi=80_000_000))
    again = from_isi("rkp-desa", plan.id, plan.desa_id, "konsep", 0, to_isi(plan))
    assert [one.kegiatan_id for one in again.evaluasi] == [last_year]

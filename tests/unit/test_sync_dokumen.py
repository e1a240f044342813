"""Names of dokumen and records, and the table of jenis."""

from __future__ import annotations

import pytest

from desa_desktop.domain.dokumen import (
    JENIS,
    Kelas,
    Kunci,
    Pihak,
    StatusDokumen,
    class_of,
    dokumen_id,
    find_jenis,
    is_readable,
    next_revisi,
)
from desa_desktop.domain.identity import id_by_key, new_id
from kiriman_bench import vectors


@pytest.mark.parametrize("one", vectors()["ids"], ids=lambda one: one["jenis"])
def test_two_laptops_that_begin_the_same_plan_meet_in_one_dokumen(one):
    assert str(id_by_key(one["pemilik"], one["jenis"], one["key"])) == one["id"]
    assert str(dokumen_id(one["pemilik"], one["jenis"], one["key"])) == one["id"]


def test_a_companion_is_named_after_its_main_dokumen():
    local = vectors()["snapshots"]["aduan-lokal"]["text"]
    owner = vectors()["keys"]["tursino-1"]["uid"]
    made = dokumen_id(owner, "pengaduan-lokal", "0199c0de-0000-7000-8000-000000000004")
    assert f'"id":"{made}"' in local


def test_new_ids_sort_by_time_and_never_repeat():
    ids = [new_id() for _one in range(2000)]
    assert len(set(ids)) == 2000
    assert all(one.version == 7 for one in ids)
    early, late = new_id(lambda: 10**18), new_id(lambda: 10**18 + 1000)
    assert early < late


def test_a_new_id_carries_time_and_chance_where_the_standard_says():
    made = new_id(lambda: 0x017F22E279B0 * 1_000_000, lambda bits: (1 << bits) - 1)
    assert str(made) == "017f22e2-79b0-7000-bfff-ffffffffffff"


def test_every_meeting_and_complaint_is_a_dokumen_of_its_own():
    assert dokumen_id("uid", "musyawarah") != dokumen_id("uid", "musyawarah")
    with pytest.raises(KeyError):
        dokumen_id("uid", "kolam-renang")


@pytest.mark.parametrize("nama", ["pengaduan-lokal", "isian-lokal", "profil-lokal", "kolam-lokal"])
def test_the_local_part_never_leaves_the_office(nama):
    assert class_of(nama) is Kelas.LOKAL


def test_the_table_says_who_owns_what():
    assert JENIS["rkp-desa"].pihak is Pihak.DESA
    assert JENIS["telaah"].pihak is Pihak.KECAMATAN
    assert find_jenis("pengaduan-lokal").kunci is Kunci.INDUK
    assert find_jenis("kolam-renang") is None
    assert class_of("kolam-renang") is Kelas.KIRIM
    assert class_of("penduduk") is Kelas.AGREGAT
    assert {nama for nama, one in JENIS.items() if one.is_pendamping} == {"kunjungan", "direktori"}
    assert len(JENIS) == 34


@pytest.mark.parametrize(
    ("nama", "schema", "is_open"),
    [
        ("rkp-desa", 100, True),
        ("rkp-desa", 199, True),
        ("rkp-desa", 200, False),
        ("kolam-renang", 100, False),
    ],
)
def test_a_newer_minor_schema_is_read_and_a_newer_major_one_is_kept(nama, schema, is_open):
    assert is_readable(nama, schema) is is_open


@pytest.mark.parametrize(
    ("status", "parents", "revisi"),
    [
        (StatusDokumen.KONSEP, (), 0),
        (StatusDokumen.DISAHKAN, (), 1),
        (StatusDokumen.DISAHKAN, (1, 3), 4),
        (StatusDokumen.KONSEP, (1, 3), 3),
        (StatusDokumen.DICABUT, (2,), 2),
    ],
)
def test_only_ratified_states_are_counted(status, parents, revisi):
    assert next_revisi(status, parents) == revisi


def test_what_was_never_there_cannot_be_withdrawn():
    with pytest.raises(ValueError):
        next_revisi(StatusDokumen.DICABUT, ())

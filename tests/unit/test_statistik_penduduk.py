"""Tables of residents add up whatever is missing; Angka Pokok is offered only what the register knows."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import kode_penduduk
from desa_desktop.domain.desa import BarisAngka
from desa_desktop.domain.penduduk.mutasi import Peristiwa
from desa_desktop.domain.statistik import (
    TABEL,
    KeluargaRow,
    MutasiRow,
    Penghitung,
    Tabel,
    Warga,
    living_on,
    months_old,
)
from desa_desktop.domain.statistik.angka import figures_of, propose

HARI = date(2026, 8, 12)
KODE = kode_penduduk()
DUSUN = (("d1", "Krajan"), ("d2", "Kidul"))


def penghitung(*warga: Warga, keluarga: tuple[KeluargaRow, ...] = ()) -> Penghitung:
    return Penghitung(warga, keluarga, KODE, DUSUN, HARI)


def count(kunci: str, *warga: Warga, keluarga: tuple[KeluargaRow, ...] = ()) -> Tabel:
    return TABEL[kunci](penghitung(*warga, keluarga=keluarga))


def lines(tabel: Tabel) -> dict[str, tuple[int, int]]:
    return {one.nama: (one.l, one.p) for one in tabel.baris if one.jumlah}


def test_a_table_says_how_many_are_not_filled_in_and_adds_up() -> None:
    tabel = count("agama", Warga("1", jk="L", agama=1), Warga("2", jk="P", agama=1), Warga("3", jk="P"))
    assert lines(tabel) == {"ISLAM": (1, 1), "Belum terisi": (0, 1)}
    assert tabel.total.jumlah == 3
    assert str(tabel.persen(tabel.baris[0])) == "66.7"


def test_a_code_that_no_list_knows_keeps_its_line() -> None:
    assert lines(count("agama", Warga("1", jk="L", agama=77))) == {"Kode 77": (1, 0)}


def test_people_without_sex_are_counted_in_a_column_of_their_own() -> None:
    tabel = count("umur", Warga("1", lahir=date(2000, 1, 1)), Warga("2", jk="L", lahir=date(2000, 1, 1)))
    assert (tabel.total.l, tabel.total.p, tabel.total.tanpa_jk, tabel.total.jumlah) == (1, 0, 1, 2)
    assert tabel.has_tanpa_jk
    assert lines(count("jk", Warga("1"))) == {"Belum terisi": (0, 0)}


@pytest.mark.parametrize(
    ("lahir", "group"),
    [
        (date(2024, 8, 13), "0–23 bulan (baduta)"),
        (date(2024, 8, 12), "24–59 bulan"),
        (date(2021, 8, 12), "5–6 tahun (prasekolah)"),
        (date(2019, 8, 12), "7–12 tahun (SD)"),
        (date(2013, 8, 12), "13–15 tahun (SMP)"),
        (date(2010, 8, 12), "16–18 tahun (SMA)"),
        (date(2007, 8, 12), "19–59 tahun"),
        (date(1966, 8, 12), "60 tahun ke atas (lansia)"),
        (date(2026, 12, 1), "Belum terisi"),
    ],
)
def test_the_planning_age_turns_on_the_birthday(lahir: date, group: str) -> None:
    assert lines(count("usia-perencanaan", Warga("1", jk="P", lahir=lahir))) == {group: (0, 1)}


def test_groups_that_overlap_say_so_and_keep_their_own_total() -> None:
    old = Warga("1", jk="P", lahir=date(1964, 1, 1), status_kawin=2)
    tabel = count("sasaran", old, Warga("2", jk="L"))
    assert tabel.is_berimpit
    assert tabel.total.jumlah == 2
    found = lines(tabel)
    assert found["Usia produktif 15–64 tahun"] == (0, 1)
    assert found["Lansia 60 tahun ke atas"] == (0, 1)
    assert found["Tanggal lahir belum terisi"] == (1, 0)
    assert "Usia 65 tahun ke atas" not in found


def test_families_are_counted_by_their_living_head_and_size() -> None:
    people = (
        Warga("1", "k1", "L", shdk=1, dusun_id="d1"),
        Warga("2", "k1", "P", shdk=3, dusun_id="d1"),
        Warga("3", "k2", "P", shdk=4, dusun_id="d2", lahir=date(1970, 1, 1)),
        Warga("4", "k2", "L", shdk=4, dusun_id="d2", lahir=date(1980, 1, 1)),
        Warga("5", None, "L"),
    )
    classes = (KeluargaRow("k1", "d1", 4), KeluargaRow("k9", "d1", 5))
    assert lines(count("kk-anggota", *people)) == {"2 orang": (1, 1)}
    assert lines(count("kk-kepala", *people)) == {"Laki-laki": (1, 0), "Perempuan": (0, 1)}
    assert lines(count("kk-dusun", *people)) == {"Krajan": (1, 0), "Kidul": (0, 1)}
    assert lines(count("kk-sosial", *people, keluarga=classes)) == {"MISKIN": (1, 0), "Belum terisi": (0, 1)}


def test_places_are_named_in_the_order_of_the_village() -> None:
    people = (
        Warga("1", jk="L", dusun_id="d2", rw="01", rt="002"),
        Warga("2", jk="P", dusun_id="d1", rw="", rt="001"),
        Warga("3", jk="P", dusun_id="d1"),
    )
    assert list(lines(count("rt", *people))) == ["Krajan, RT 001", "Kidul, RW 01, RT 002", "Belum terisi"]


WARGA = st.builds(
    Warga,
    id=st.uuids().map(str),
    keluarga_id=st.sampled_from([None, "k1", "k2", "k3"]),
    jk=st.sampled_from(["", "L", "P"]),
    lahir=st.none() | st.dates(date(1920, 1, 1), date(2027, 1, 1)),
    dusun_id=st.sampled_from([None, "d1", "d2", "d9"]),
    rw=st.sampled_from(["", "01"]),
    rt=st.sampled_from(["", "001"]),
    shdk=st.none() | st.integers(1, 12),
    agama=st.none() | st.integers(1, 9),
    hamil=st.none() | st.integers(1, 2),
    cacat=st.none() | st.integers(1, 7),
    status_kawin=st.none() | st.integers(1, 4),
)


@given(st.lists(WARGA, max_size=25))
def test_every_table_adds_up_to_its_total_whatever_the_register_holds(warga: list[Warga]) -> None:
    data = penghitung(*warga)
    for kunci, menghitung in TABEL.items():
        tabel = menghitung(data)
        assert tabel.kunci == kunci
        if not tabel.is_berimpit:
            for name in ("l", "p", "tanpa_jk"):
                assert sum(getattr(one, name) for one in tabel.baris) == getattr(tabel.total, name)
        if tabel.satuan == "jiwa" and kunci in ("jk", "umur", "usia-perencanaan", "agama", "dusun", "rt"):
            assert tabel.total.jumlah == len(warga)


def test_the_residents_of_a_past_day_are_who_had_come_and_not_yet_left() -> None:
    dead = Warga("1", jk="L", is_hidup=False)
    guest = Warga("2", jk="P")
    child = Warga("3", jk="P", lahir=date(2026, 5, 1))
    events = [
        MutasiRow("e1", "1", Peristiwa.MATI, date(2026, 6, 1)),
        MutasiRow("e2", "2", Peristiwa.DATANG, date(2026, 7, 1)),
    ]
    people = [dead, guest, child]

    def on(day: date) -> set[str]:
        return {one.id for one in living_on(people, events, day, HARI)}

    assert on(HARI) == {"2", "3"}
    assert on(date(2026, 6, 30)) == {"3"}
    assert on(date(2026, 5, 31)) == {"1", "3"}
    assert on(date(2026, 4, 30)) == {"1"}


@pytest.mark.parametrize(
    ("lahir", "day", "months"),
    [
        (date(2026, 1, 31), date(2026, 2, 28), 0),
        (date(2026, 1, 31), date(2026, 3, 1), 1),
        (date(2024, 8, 12), date(2026, 8, 11), 23),
        (date(2024, 8, 12), date(2026, 8, 12), 24),
    ],
)
def test_completed_months_are_counted_as_the_posyandu_does(lahir: date, day: date, months: int) -> None:
    assert months_old(lahir, day) == months


def figures(*warga: Warga, keluarga: tuple[KeluargaRow, ...] = ()) -> dict[str, tuple[object, ...]]:
    found = figures_of(penghitung(*warga, keluarga=keluarga))
    return {one.kunci: (one.l, one.p, one.jumlah, one.catatan) for one in found}


def test_the_register_offers_key_figures_with_their_origin_and_day() -> None:
    found = figures_of(
        penghitung(
            Warga("1", "k1", "L", date(1990, 1, 1), shdk=1, cacat=7, agama=1),
            Warga("2", "k1", "P", date(1992, 1, 1), shdk=3, cacat=2, hamil=1),
            Warga("3", "k1", "P", date(2025, 9, 1), shdk=4),
            Warga("4", "k2", "P", date(1950, 1, 1), shdk=1),
            keluarga=(KeluargaRow("k1", None, 4),),
        )
    )
    assert {one.sumber for one in found} == {"register penduduk, 12 Agustus 2026"}
    assert {one.kunci: (one.l, one.p, one.jumlah) for one in found} == {
        "penduduk": (1, 3, 4),
        "usia_0_4": (0, 1, 1),
        "usia_5_17": (0, 0, 0),
        "usia_18_59": (1, 1, 2),
        "lansia": (0, 1, 1),
        "kk": (1, 1, 2),
        "kk_miskin": (1, 0, 1),
        "disabilitas": (0, 1, 1),
        "ibu_hamil": (None, None, 1),
        "baduta": (0, 1, 1),
    }
    notes = {one.kunci: one.catatan for one in found if one.catatan}
    assert notes == {"kk_miskin": "1 KK belum terisi", "disabilitas": "2 orang belum terisi"}


def test_what_the_register_says_nothing_about_is_not_offered_as_zero() -> None:
    found = figures(Warga("1", "k1", "L", date(1990, 1, 1)), Warga("2", "k1", ""))
    assert not {"kk_miskin", "disabilitas", "ibu_hamil"} & set(found)
    assert found["penduduk"] == (1, 0, 2, "1 tanpa jenis kelamin")
    assert found["usia_18_59"] == (1, 0, 1, "1 orang tanpa tanggal lahir tidak terhitung")
    assert figures() == {}


def test_only_what_differs_is_proposed_and_an_empty_row_is_told_from_one_that_would_be_overwritten() -> None:
    rows = [
        BarisAngka(kunci="penduduk", l=1, p=0, jumlah=1),
        BarisAngka(kunci="kk", jumlah=99),
        BarisAngka(kunci="baduta"),
        BarisAngka(kunci="kk_miskin"),
        BarisAngka(kunci="sendiri"),
    ]
    found = propose(rows, figures_of(penghitung(Warga("1", "k1", "L", date(1990, 1, 1)))))
    assert [(one.baris.kunci, one.is_new) for one in found] == [("kk", False), ("baduta", True)]
    assert found[0].values == {"l": 1, "p": 0, "jumlah": 1, "sumber": "register penduduk, 12 Agustus 2026"}

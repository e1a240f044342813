"""Book B.3: whatever happens in a village, each month adds up, or says by how much it does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desa_desktop.domain.desa import DesaId
from desa_desktop.domain.penduduk import Akibat, Keluarga, Mutasi, Penduduk, Rincian, StatusDasar
from desa_desktop.domain.penduduk import mutasi as peristiwa
from desa_desktop.domain.statistik import MutasiRow, Warga
from desa_desktop.domain.statistik.rekap import Bulan, Orang, Perjalanan, Rekap, Tertutup, freeze, thaw

DESA = DesaId(UUID(int=1))
DUSUN = [UUID(int=11), UUID(int=12), UUID(int=13)]
NAMES = [(one.hex, name) for one, name in zip(DUSUN, ("Krajan", "Kidul", "Lor"), strict=True)]
JANUARI = Bulan(2026, 1)


@dataclass
class Village:
    """A register kept in memory: events are carried out as the service does."""

    families: dict[UUID, Keluarga] = field(default_factory=dict)
    persons: dict[UUID, Penduduk] = field(default_factory=dict)
    events: dict[UUID, Mutasi] = field(default_factory=dict)
    closed: list[Tertutup] = field(default_factory=list)

    def family(self, dusun: int, *sexes: str) -> Keluarga:
        """A family that was always here, not by an event."""
        made = Keluarga(desa_id=DESA, dusun_id=DUSUN[dusun])  # type: ignore[arg-type]
        self.families[made.id] = made
        for place, jk in enumerate(sexes):
            self.person(made, jk, shdk=1 if place == 0 else 4)
        return made

    def person(self, family: Keluarga | None, jk: str, **bend: object) -> Penduduk:
        values = {"desa_id": DESA, "jk": jk, "tanggal_lahir": date(1980, 5, 5), "nama": "SUKIR"} | bend
        made = Penduduk(**values)  # type: ignore[arg-type]
        made.keluarga_id = family.id if family is not None else None
        self.persons[made.id] = made
        return made

    def do(self, done: Akibat) -> None:
        for person in done.penduduk_baru:
            self.persons[person.id] = person
        for family in done.keluarga_baru:
            self.families[family.id] = family
        for key, values in done.ubah_penduduk.items():
            _set(self.persons[key], values)
        for key, values in done.ubah_keluarga.items():
            _set(self.families[key], values)
        for key, values in done.ubah_mutasi.items():
            _set(self.events[key], values)
        for entry in done.mutasi:
            self.events[entry.id] = entry

    def members(self, family: Keluarga) -> list[Penduduk]:
        return [one for one in self.persons.values() if one.keluarga_id == family.id and one.is_hidup]

    @property
    def course(self) -> Perjalanan:
        return Perjalanan(
            [self._warga(one) for one in self.persons.values()],
            [_row(one, self.persons) for one in self.events.values()],
            NAMES,
            {key.hex: one.dusun_id.hex if one.dusun_id else None for key, one in self.families.items()},
            self.closed,
        )

    def _warga(self, one: Penduduk) -> Warga:
        family = self.families.get(one.keluarga_id) if one.keluarga_id else None
        dusun = family.dusun_id if family is not None else one.dusun_id
        return Warga(
            one.id.hex,
            one.keluarga_id.hex if one.keluarga_id else None,
            one.jk,
            one.tanggal_lahir,
            one.is_hidup,
            one.status_dasar is not StatusDasar.TIDAK_VALID,
            dusun.hex if dusun else None,
            warganegara=one.warganegara,
        )

    def rekap(self, bulan: int) -> Rekap:
        return self.course.rekap(Bulan(2026, bulan))

    def close(self, bulan: int) -> None:
        made = self.course.close(Bulan(2026, bulan))
        assert thaw(made.bulan, freeze(made)) == made
        self.closed.append(made)


def _set(record: object, values: object) -> None:
    for name, value in values.items():  # type: ignore[attr-defined]
        setattr(record, name, value)


def _pair(one: Mutasi, name: str) -> tuple[str | None, str | None] | None:
    if name not in one.rincian:
        return None
    before, after = (UUID(value).hex if value else None for value in one.rincian[name])
    return before, after


def _row(one: Mutasi, persons: dict[UUID, Penduduk]) -> MutasiRow:
    return MutasiRow(
        one.id.hex,
        one.penduduk_id.hex,
        one.peristiwa,
        one.tanggal_peristiwa,
        one.keluarga_id.hex if one.keluarga_id else None,
        one.is_batal,
        one.membatalkan_id.hex if one.membatalkan_id else None,
        _pair(one, "keluarga_id"),
        _pair(one, "dusun_id"),
        persons[one.penduduk_id].nama,
        one.kelompok_id.hex if one.kelompok_id else None,
    )


def at(bulan: int, hari: int = 10) -> Rincian:
    return Rincian(date(2026, bulan, hari))


def village() -> Village:
    made = Village()
    made.family(0, "L", "P", "P")
    made.family(1, "L", "P", "L")
    return made


def line(rekap: Rekap, dusun: str) -> object:
    return next(one for one in rekap.baris if one.nama == dusun)


def test_a_birth_an_arrival_a_death_and_a_departure_stand_in_their_columns_and_the_month_adds_up() -> None:
    desa = village()
    krajan, kidul = desa.families.values()
    baby = Penduduk(desa_id=DESA, jk="P", nama="SITI")
    desa.do(peristiwa.catat_lahir(baby, krajan, at(3)))
    guest = Penduduk(desa_id=DESA, jk="L", nama="JOKO", warganegara=2)
    desa.do(peristiwa.catat_datang([guest], kidul, at(3)))
    dead, gone, *_rest = desa.members(kidul)
    desa.do(peristiwa.catat_mati(dead, at(3)))
    desa.do(peristiwa.catat_pindah([gone], at(3)))
    maret = desa.rekap(3)
    assert maret.total.awal == Orang(wni_l=3, wni_p=3)
    assert (maret.total.lahir, maret.total.datang) == (Orang(wni_p=1), Orang(wna_l=1))
    assert (maret.total.mati, maret.total.pindah) == (Orang(wni_l=1), Orang(wni_p=1))
    assert maret.total.akhir == Orang(wna_l=1, wni_l=2, wni_p=3)
    assert not maret.selisih
    assert maret.sentence == "Hitungan bulan ini cocok dengan register penduduk."
    assert desa.rekap(2).total.akhir == desa.rekap(3).total.awal
    assert (maret.total.kk_awal, maret.total.kk_akhir) == (2, 2)


def test_the_lost_and_those_away_are_counted_with_pindah_and_noted_in_ket() -> None:
    desa = village()
    krajan, _kidul = desa.families.values()
    lost, away, _child = desa.members(krajan)
    desa.do(peristiwa.catat_hilang(lost, at(3)))
    desa.do(peristiwa.catat_pergi([away], at(3)))
    desa.do(peristiwa.catat_kembali([away], at(3, 20)))
    found = line(desa.rekap(3), "Krajan")
    assert found.pindah == Orang(wni_l=1, wni_p=1)
    assert found.datang == Orang(wni_p=1)
    assert found.catatan == ("1 hilang", "1 pergi", "1 kembali")
    assert not found.selisih


def test_a_family_that_moves_to_another_dusun_is_noted_and_leaves_the_village_as_large_as_it_was() -> None:
    desa = village()
    krajan, _kidul = desa.families.values()
    desa.do(peristiwa.pindah_dalam_desa(krajan, desa.members(krajan), {"dusun_id": DUSUN[2]}, at(3)))
    maret = desa.rekap(3)
    assert line(maret, "Krajan").akhir == Orang()
    assert line(maret, "Krajan").pindah == Orang(wni_l=1, wni_p=2)
    assert line(maret, "Krajan").catatan == ("3 pindah ke dusun lain",)
    assert line(maret, "Lor").datang == Orang(wni_l=1, wni_p=2)
    assert line(maret, "Lor").catatan == ("3 dari dusun lain",)
    assert maret.antardusun == Orang(wni_l=1, wni_p=2)
    assert not maret.selisih
    assert line(desa.rekap(2), "Krajan").akhir == Orang(wni_l=1, wni_p=2)


def test_a_child_that_marries_into_a_family_of_another_dusun_takes_the_count_along() -> None:
    desa = village()
    krajan, kidul = desa.families.values()
    bride = desa.members(krajan)[2]
    desa.do(peristiwa.gabung_kk([bride], kidul, desa.members(kidul), {bride.id: 5}, at(3)))
    maret = desa.rekap(3)
    assert (line(maret, "Krajan").akhir.jumlah, line(maret, "Kidul").akhir.jumlah) == (2, 4)
    assert not any(one.selisih for one in maret.baris)


def test_a_closed_month_stays_and_a_late_death_goes_into_the_open_one_with_its_true_date() -> None:
    desa = village()
    krajan, _kidul = desa.families.values()
    desa.close(1)
    desa.close(2)
    before = desa.rekap(2)
    dead = desa.members(krajan)[1]
    dead.nama = "SUMI"
    desa.do(peristiwa.catat_mati(dead, at(1, 15)))
    assert desa.rekap(2).baris == before.baris
    assert desa.rekap(2).is_tertutup
    found = line(desa.rekap(3), "Krajan")
    assert found.mati == Orang(wni_p=1)
    assert found.catatan == ("meninggal SUMI 15/01/2026, terlambat dicatat",)
    assert not desa.rekap(3).selisih
    desa.close(3)
    assert line(desa.rekap(3), "Krajan") == found
    assert not desa.rekap(4).selisih
    assert desa.rekap(4).total.awal == desa.rekap(3).total.akhir


def test_an_event_cancelled_after_its_month_was_closed_is_taken_back_by_a_counter_entry() -> None:
    desa = village()
    krajan, _kidul = desa.families.values()
    baby = Penduduk(desa_id=DESA, jk="L", nama="BUDI")
    desa.do(peristiwa.catat_lahir(baby, krajan, at(1)))
    (birth,) = desa.events.values()
    desa.close(1)
    desa.do(peristiwa.batalkan(birth, baby, "salah orang", date(2026, 3, 2)))
    assert line(desa.rekap(1), "Krajan").lahir == Orang(wni_l=1)
    assert not desa.rekap(2).selisih
    assert line(desa.rekap(2), "Krajan").akhir.jumlah == 4
    found = line(desa.rekap(3), "Krajan")
    assert found.lahir == Orang(wni_l=-1)
    assert found.akhir.jumlah == 3
    assert found.catatan == ("pembatalan lahir BUDI",)
    assert not desa.rekap(3).selisih


def test_an_event_cancelled_in_an_open_month_leaves_no_trace_in_the_figures() -> None:
    desa = village()
    krajan, _kidul = desa.families.values()
    gone = desa.members(krajan)[1]
    desa.do(peristiwa.catat_pindah([gone], at(3)))
    (entry,) = desa.events.values()
    desa.do(peristiwa.batalkan(entry, gone, "tidak jadi", date(2026, 3, 20)))
    maret = desa.rekap(3)
    assert maret.total.pindah == Orang()
    assert maret.total.akhir.jumlah == 6
    assert not maret.selisih


def test_an_import_after_the_closing_is_said_with_the_difference_and_settled_by_the_next_closing() -> None:
    desa = village()
    desa.close(1)
    desa.family(1, "L", "P")
    februari = desa.rekap(2)
    assert line(februari, "Kidul").selisih == Orang(wni_l=1, wni_p=1)
    assert line(februari, "Kidul").catatan == ("selisih tanpa peristiwa: L +1, P +1",)
    assert februari.sentence.startswith("Register berubah tanpa peristiwa: Kidul L +1, P +1.")
    assert februari.total.akhir.jumlah == 8
    desa.close(2)
    assert not desa.rekap(3).selisih


def test_a_child_typed_in_without_an_event_shows_as_a_difference_in_the_month_of_its_birth() -> None:
    desa = village()
    krajan, _kidul = desa.families.values()
    desa.person(krajan, "L", tanggal_lahir=date(2026, 3, 9))
    assert desa.rekap(2).total.akhir.jumlah == 6
    assert desa.rekap(3).selisih == Orang(wni_l=1)
    assert not desa.rekap(4).selisih


def test_a_corrected_sex_after_the_closing_is_a_difference_too() -> None:
    desa = village()
    krajan, _kidul = desa.families.values()
    desa.close(1)
    desa.members(krajan)[0].jk = "P"
    assert "L −1, P +1" in desa.rekap(2).sentence


def test_people_without_sex_or_dusun_are_counted_and_named_not_lost() -> None:
    desa = village()
    desa.person(None, "", nama="TANPA NAMA")
    maret = desa.rekap(3)
    assert maret.total.akhir.jumlah == 7
    found = line(maret, "Tanpa dusun")
    assert found.akhir == Orang(tanpa_jk=1)
    assert found.catatan == ("1 jiwa tanpa jenis kelamin",)


def test_a_month_out_of_turn_cannot_be_closed() -> None:
    desa = village()
    desa.close(1)
    with pytest.raises(ValueError, match="Februari 2026 comes first"):
        desa.close(3)


def test_who_died_on_the_morning_of_a_move_is_counted_where_the_family_still_lived() -> None:
    desa = village()
    krajan, _kidul = desa.families.values()
    desa.close(1)
    desa.do(peristiwa.catat_mati(desa.members(krajan)[2], at(2)))
    desa.do(peristiwa.pindah_dalam_desa(krajan, desa.members(krajan), {"dusun_id": DUSUN[2]}, at(2)))
    februari = desa.rekap(2)
    assert line(februari, "Krajan").mati.jumlah == 1
    assert not any(one.selisih for one in februari.baris)


# ------------------------------------------------------------------ any sequence

Draw = Callable[[int], int]


def _act(desa: Village, kind: int, pick: Draw, day: date) -> None:
    """Let one thing happen that could happen in this village today."""
    living = [one for one in desa.persons.values() if one.is_hidup]
    away = [
        one for one in desa.persons.values() if one.status_dasar in (StatusDasar.PERGI, StatusDasar.HILANG)
    ]
    left = [one for one in desa.persons.values() if one.status_dasar is StatusDasar.PINDAH]
    families = list(desa.families.values())
    rincian = Rincian(day)
    family = families[pick(len(families))]
    person = living[pick(len(living))] if living else None
    if kind == 0:
        baby = Penduduk(desa_id=DESA, jk="LP"[pick(2)], nama="BAYI")
        desa.do(peristiwa.catat_lahir(baby, family, rincian))
    elif kind == 1:
        fresh = Keluarga(desa_id=DESA, dusun_id=DUSUN[pick(3)])  # type: ignore[arg-type]
        people = [
            Penduduk(desa_id=DESA, jk=jk, warganegara=1 + pick(2), tanggal_lahir=date(1990, 1, 1))
            for jk in ("L", "P")[: 1 + pick(2)]
        ]
        desa.do(peristiwa.catat_datang(people, fresh, rincian, is_keluarga_baru=True))
    elif kind == 2 and person is not None:
        desa.do(peristiwa.catat_mati(person, rincian))
    elif kind == 3 and desa.members(family):
        desa.do(peristiwa.catat_pindah(desa.members(family)[: 1 + pick(3)], rincian))
    elif kind == 4 and person is not None:
        desa.do((peristiwa.catat_hilang(person, rincian), peristiwa.catat_pergi([person], rincian))[pick(2)])
    elif kind == 5 and away:
        desa.do(peristiwa.catat_kembali([away[pick(len(away))]], rincian))
    elif kind == 6 and left:
        desa.do(peristiwa.catat_datang_kembali([left[pick(len(left))]], family, rincian))
    elif kind == 7:
        place = {"dusun_id": DUSUN[pick(3)]}
        desa.do(peristiwa.pindah_dalam_desa(family, desa.members(family), place, rincian))
    elif kind == 8 and person is not None:
        fresh = Keluarga(desa_id=DESA, dusun_id=DUSUN[pick(3)])  # type: ignore[arg-type]
        desa.do(peristiwa.pecah_kk([person], [], fresh, {person.id: 1}, rincian))
    elif kind == 9 and person is not None:
        desa.do(peristiwa.gabung_kk([person], family, desa.members(family), {}, rincian))
    elif kind == 10:
        _cancel_last(desa, day)


def _cancel_last(desa: Village, day: date) -> None:
    """Cancel the newest event of somebody, as the screen offers it: never one that others build upon."""
    entries = list(desa.events.values())
    if not entries:
        return
    newest = entries[-1]
    if newest.is_batal or newest.membatalkan_id:
        return
    when = max(day, newest.tanggal_peristiwa)
    if newest.peristiwa is peristiwa.Peristiwa.PINDAH_DALAM_DESA:
        lines = [one for one in entries if (one.kelompok_id or one.id) == (newest.kelompok_id or newest.id)]
        home = desa.families[newest.keluarga_id]  # type: ignore[index]
        desa.do(peristiwa.batalkan_pindah_dalam_desa(lines, desa.persons, home, "salah", when))  # type: ignore[arg-type]
    else:
        desa.do(peristiwa.batalkan(newest, desa.persons[newest.penduduk_id], "salah", when))


STEPS = st.lists(
    st.tuples(
        st.integers(0, 10), st.lists(st.integers(0, 9_999), min_size=8, max_size=8), st.integers(0, 20)
    ),
    max_size=30,
)


@settings(max_examples=40, deadline=None)
@given(STEPS, st.sets(st.integers(1, 8)))
def test_any_course_of_events_in_their_order_gives_months_that_add_up_and_follow_each_other(
    steps: list[tuple[int, list[int], int]], closings: set[int]
) -> None:
    desa = village()
    day = date(2026, 1, 1)
    last = 0
    for kind, picks, ahead in steps:
        later = day + timedelta(days=ahead)
        while (last + 1) in closings and later.month > last + 1:
            desa.close(last + 1)
            last += 1
        day = min(later, date(2026, 12, 31))
        numbers = iter(picks)
        _act(desa, kind, lambda most, numbers=numbers: next(numbers) % most, day)
    living = sum(one.is_hidup for one in desa.persons.values())
    months = [desa.rekap(bulan) for bulan in range(1, 13)]
    for rekap in months:
        assert not any(one.selisih for one in rekap.baris), rekap
    for one, following in pairwise(months):
        assert one.total.akhir == following.total.awal
        assert one.total.kk_akhir == following.total.kk_awal
    assert months[-1].total.akhir.jumlah == living


@settings(max_examples=40, deadline=None)
@given(STEPS, st.lists(st.integers(0, 360), min_size=30, max_size=30))
def test_events_recorded_in_any_order_of_days_still_never_lose_a_person(
    steps: list[tuple[int, list[int], int]], days: list[int]
) -> None:
    """Recorded out of order a life may contradict itself; then the month says so, but the sums are right."""
    desa = village()
    for (kind, picks, _ahead), day in zip(steps, days, strict=False):
        numbers = iter(picks)
        _act(
            desa, kind, lambda most, numbers=numbers: next(numbers) % most, date(2026, 1, 1) + timedelta(day)
        )
    months = [desa.rekap(bulan) for bulan in range(1, 13)]
    for one, following in pairwise(months):
        assert one.total.akhir == following.total.awal
        total = one.total
        explained = total.awal + total.lahir + total.datang - total.mati - total.pindah + total.selisih
        assert explained == total.akhir
    living = sum(one.is_hidup for one in desa.persons.values())
    assert months[-1].total.akhir.jumlah == living

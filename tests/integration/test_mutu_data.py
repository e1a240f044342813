"""Mutu Data leaves nobody out: the quick way through a register finds what looking at each person finds."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest

from builders import DESA_ID, keluarga, kode_penduduk, penduduk
from desa_desktop.domain.desa import Desa, Dusun
from desa_desktop.domain.penduduk import Keluarga, Penduduk, Putusan, PutusanGanda, pair_of
from desa_desktop.domain.penduduk.ganda import find_ganda
from desa_desktop.domain.penduduk.mutu import count_rules
from desa_desktop.domain.penduduk.periksa import check_warga, confirmation
from desa_desktop.progress import Cancelled, Silent
from desa_desktop.services import lihat_penduduk as lihat
from desa_desktop.services import penduduk as service
from desa_desktop.services.lihat_penduduk import MutuData
from desa_desktop.store.queries import penduduk as queries
from desa_desktop.store.unit import Database
from office import OLEH, PUKUL
from warga_banyak import warga

HARI = date(2026, 8, 12)
KODE = kode_penduduk()
OLD_AND_YOUNG = ("1899-01-02", "1915-03-04", "1912-12-31", "2012-02-29", "2030-01-01", "2026-08-12", None)
FAULTS: dict[str, tuple[Any, ...]] = {
    "nik": ("", "1111111111111111", "3306991708900000", "3306993102900001", "9906991708900001",
            "33069917089000X1"),
    "nama": ("", "M. YUSUF", "MUHAMMAD YUSUF"),
    "jk": ("", "L", "P"),
    "tanggal_lahir": OLD_AND_YOUNG,
    "tempat_lahir": ("",),
    "shdk": (None, 1, 2, 3, 4),
    "agama": (None,),
    "pendidikan_kk": (None,),
    "pekerjaan": (None,),
    "status_kawin": (None, 2),
    "warganegara": (None, 2),
    "keluarga_id": (None,),
    "hamil": (1, 2),
    "tanggal_kawin": ("1970-01-01", "2020-05-06"),
    "tanggal_cerai": ("2031-01-01",),
    "status_dasar": ("mati", "pindah", "tidak_valid"),
    "teks_asli": ({"tanggal_lahir": "31 Pebruari"}, {"nik": "tidak hafal"}),
    "nama_ibu": ("", "PARTINI", "SUMINAH RAHAYU"),
}  # fmt: skip


def spoiled(database: Database, seed: int, count: int = 400) -> None:
    """A register in which every third person and family has one to three faults."""
    dice = random.Random(seed)
    with database.unit() as unit:
        desa = unit.get(Desa, DESA_ID)
        desa.dusun = [Dusun(urut=1, nama="Krajan")] if seed % 2 else []
        unit.commit("dusun", OLEH, PUKUL)
        dusun = str(desa.dusun[0].id) if desa.dusun else None
    families, people = [], []
    for family, members in warga(count, seed=seed):
        family["dusun_id"] = dusun
        if dice.random() < 0.2:
            numbers = ["", "3306991203150001", "3306990099150001", "9906991203150001", members[0]["nik"]]
            family["no_kk"] = dice.choice(numbers)
        if dice.random() < 0.1:
            family["dusun_id"] = None
        if dice.random() < 0.05:
            family["teks_asli"] = {"dusun_id": "Krajan lor"}
        families.append(family)
        people += [_with_faults(one, people, dice) for one in members]
    with database.unit() as unit:
        unit.load(Keluarga, families)
        unit.load(Penduduk, people)
        unit.commit("impor", OLEH, PUKUL)


def _with_faults(one: dict[str, Any], before: list[dict[str, Any]], dice: random.Random) -> dict[str, Any]:
    faults: dict[str, Any] = {}
    if dice.random() < 0.3:
        for name in dice.sample(sorted(FAULTS), dice.randint(1, 3)):
            faults[name] = dice.choice(FAULTS[name])
    if before and dice.random() < 0.1:  # somebody who is there already, nearly
        other = dice.choice(before)
        day = other["tanggal_lahir"]
        faults = {name: other[name] for name in ("nama", "nama_ibu", "tanggal_lahir")}
        faults |= dice.choice(({}, {"nik": other["nik"]}, {"nama": other["nama"][:-1]}))
        if day is not None and int(day[8:]) <= 12 and dice.random() < 0.5:
            faults["tanggal_lahir"] = f"{day[:4]}-{day[8:]}-{day[5:7]}"
    return {**one, **faults}


def straightforward(database: Database) -> tuple[list[Any], list[Any]]:
    """Findings and doubles by making a record of everybody."""
    latar = service.context_of(database, KODE, HARI)
    with database.read() as unit:
        people, families = queries.orang_rows(unit), queries.rumah_rows(unit)
        decided = queries.decided_pairs(unit)
    apart = {pair for pair, word in decided.items() if word == "bukan_ganda"}
    return check_warga(people, families, latar), find_ganda(people, apart)


@pytest.mark.parametrize("seed", range(6))
def test_the_quick_way_finds_what_looking_at_everybody_finds(database: Database, seed: int) -> None:
    spoiled(database, seed)
    findings, doubles = straightforward(database)
    first: list[MutuData] = []
    data = lihat.look_mutu(database, KODE, HARI, Silent(), first.append)
    assert list(data.temuan) == findings
    assert [one for one, _later in data.ganda] == doubles
    assert list(data.hitung) == count_rules(findings)
    assert len({one.aturan for one in findings}) > 15
    assert len(doubles) > 5
    (early,) = first
    assert (early.hitung, early.temuan, early.ganda, early.is_dicari) == (data.hitung, data.temuan, (), True)
    unnamed = {one.record for one in findings} - set(data.nama)
    assert unnamed <= data.keluarga  # a family without a head
    assert {key for one in doubles for key in (one.satu_id, one.dua_id)} <= set(data.nama)


def test_a_sound_register_is_checked_without_making_a_record_of_anybody(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    krajan = Dusun(urut=1, nama="Krajan")
    with database.unit() as unit:
        desa = unit.get(Desa, DESA_ID)
        desa.dusun = [krajan]
        unit.commit("dusun", OLEH, PUKUL)
    for number, name in enumerate(("WIDODO", "LESTARI", "HARTONO", "KUSUMA", "ASTUTI")):
        members = [
            penduduk(nama=f"SUPARDI {name}", tanggal_lahir=date(1980, 1, 2 + number)),
            penduduk(nama=f"SITI {name}", jk="P", shdk=3, tanggal_lahir=date(1985, 2, 3 + number)),
            penduduk(nama=f"AGUS {name}", shdk=4, tanggal_lahir=date(2010, 3, 4 + number), status_kawin=1),
        ]
        service.add_keluarga(database, keluarga(dusun_id=krajan.id), members, by=OLEH, at=PUKUL)
    asked: list[int] = []
    rows = queries.orang_rows

    def counted(unit: Any, keys: Any = None) -> Any:
        asked.append(len(keys))
        return rows(unit, keys)

    monkeypatch.setattr(queries, "orang_rows", counted)
    data = lihat.look_mutu(database, KODE, HARI, Silent())
    assert (data.temuan, data.ganda, asked) == ((), (), [0, 0])


def test_what_was_confirmed_and_kept_apart_stays_quiet(database: Database) -> None:
    old = penduduk(nama="MBAH KARTO", tanggal_lahir=date(1910, 1, 2))
    old.konfirmasi = {"P-507": confirmation(old, "P-507")}
    twins = [penduduk(nama="DEWI"), penduduk(nama="DEWI")]
    service.add_keluarga(database, keluarga(), [old], by=OLEH, at=PUKUL)
    service.add_keluarga(database, keluarga(), twins, by=OLEH, at=PUKUL)
    data = lihat.look_mutu(database, KODE, HARI, Silent())
    assert "P-507" not in {one.aturan for one in data.temuan}
    assert [one.aturan for one, _later in data.ganda] == ["P-602"]
    first, second = pair_of(twins[0].id, twins[1].id)
    service.decide(database, first, second, Putusan.BUKAN_GANDA, by=OLEH, at=PUKUL)
    assert lihat.look_mutu(database, KODE, HARI, Silent()).ganda == ()
    with database.read() as unit:
        assert len(unit.select(PutusanGanda)) == 1


class Impatient:
    """Presses Batal at the second sign of progress."""

    def __init__(self) -> None:
        self.said: list[tuple[int, int]] = []

    def step(self, done: int, total: int, _label: str) -> None:
        self.said.append((done, total))
        if len(self.said) > 1:
            raise Cancelled


def test_a_check_says_how_far_it_is_and_can_be_broken_off(database: Database) -> None:
    spoiled(database, 1, count=50)
    person = Impatient()
    with pytest.raises(Cancelled):
        lihat.look_mutu(database, KODE, HARI, person)
    assert person.said[0] == (0, 50)

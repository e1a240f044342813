"""A register searched in memory gives what reading every person would give, whatever was written."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from builders import DESA_ID, keluarga, penduduk
from desa_desktop.domain.desa import Desa, Dusun
from desa_desktop.domain.penduduk import (
    Keluarga,
    Penduduk,
    PesertaBantuan,
    ProgramBantuan,
    StatusDasar,
    age_on,
)
from desa_desktop.progress import Silent
from desa_desktop.services import editing
from desa_desktop.services import penduduk as service
from desa_desktop.services.penduduk import KelompokRentan, SaringPenduduk, Urutan
from desa_desktop.store.unit import Database
from office import OLEH, PUKUL
from warga_banyak import warga

HARI = date(2026, 8, 12)
DUSUN = ("Krajan", "Sidomulyo", "Karang Anyar")
COUNT = 500


@pytest.fixture
def register(database: Database) -> Database:
    """Five hundred people in three hamlets, some without a family, without NIK, gone or in a programme."""
    dice = random.Random(5)
    with database.unit() as unit:
        desa = unit.get(Desa, DESA_ID)
        desa.dusun = [Dusun(urut=place, nama=nama) for place, nama in enumerate(DUSUN, 1)]
        unit.commit("dusun", OLEH, PUKUL)
        keys = [str(one.id) for one in desa.dusun]
    with database.unit() as unit:
        families, people = [], []
        for family, members in warga(COUNT):
            families.append({**family, "dusun_id": dice.choice([*keys, None])})
            people += members
        for number, one in enumerate(people):
            one |= _bent(number, dice)
            if number % 31 == 0:
                one |= {"keluarga_id": None, "dusun_id": dice.choice(keys), "rt": "004", "rw": "002"}
        unit.load(Keluarga, families)
        unit.load(Penduduk, people)
        unit.commit("impor", OLEH, PUKUL)
    with database.unit() as unit:
        program = ProgramBantuan(desa_id=DESA_ID, nama="BLT Dana Desa")
        unit.add(program)
        unit.flush()
        for one in unit.select(Penduduk)[:20]:
            unit.add(PesertaBantuan(desa_id=DESA_ID, program_id=program.id, penduduk_id=one.id))
        for rumah in unit.select(Keluarga)[:20]:
            unit.add(PesertaBantuan(desa_id=DESA_ID, program_id=program.id, keluarga_id=rumah.id))
        unit.commit("program", OLEH, PUKUL)
    return database


def _bent(number: int, dice: random.Random) -> dict[str, Any]:
    bent: dict[str, Any] = {
        "agama": dice.choice((1, 1, 2, 3, None)),
        "hamil": dice.choice((None, None, 1, 2)),
    }
    if number % 17 == 0:
        bent |= {"nik": "", "nomor_sementara": number + 1}
    if number % 19 == 0:
        bent |= {"tanggal_lahir": None}
    if number % 23 == 0:
        bent |= {"status_dasar": dice.choice(("mati", "pindah", "hilang"))}
    if number % 29 == 0:
        bent |= {"sakit_menahun": dice.choice((3, 14))}
    return bent


# ------------------------------------------------------------------ the straightforward way


class Plain:
    """The same questions, asked of every record one after the other."""

    def __init__(self, database: Database) -> None:
        with database.read() as unit:
            self.people = unit.select(Penduduk)
            self.families = {one.id: one for one in unit.select(Keluarga)}
            peserta = unit.select(PesertaBantuan)
        self.in_program = {one.penduduk_id or one.keluarga_id for one in peserta}

    def place(self, one: Penduduk) -> Any:
        return one if one.keluarga_id is None else self.families[one.keluarga_id]

    def number(self, one: Penduduk) -> str:
        return "" if one.keluarga_id is None else self.families[one.keluarga_id].no_kk

    def keys(self, saring: SaringPenduduk) -> set[UUID]:
        return {one.id for one in self.people if all(wanted(one) for wanted in self.wanted(saring))}

    def wanted(self, saring: SaringPenduduk) -> Iterator[Callable[[Penduduk], bool]]:
        for part in saring.kata.upper().split():
            if part.isdigit():
                yield lambda one, part=part: part in one.nik or part in self.number(one)  # type: ignore[misc]
            else:
                yield lambda one, part=part: any(  # type: ignore[misc]
                    word.startswith(part) for word in one.nama.split()
                )
        if saring.status:
            yield lambda one: one.status_dasar in saring.status
        if saring.dusun:
            yield lambda one: self.place(one).dusun_id in saring.dusun
        if saring.rt:
            yield lambda one: self.place(one).rt in saring.rt
        if saring.rw:
            yield lambda one: self.place(one).rw in saring.rw
        for name in ("jk", "agama", "pekerjaan", "pendidikan_kk", "shdk"):
            if getattr(saring, name):
                yield lambda one, name=name: getattr(one, name) in getattr(saring, name)  # type: ignore[misc]
        if saring.umur_dari is not None:
            low = saring.umur_dari
            yield lambda one: one.tanggal_lahir is not None and age_on(one.tanggal_lahir, HARI) >= low
        if saring.umur_sampai is not None:
            high = saring.umur_sampai
            yield lambda one: one.tanggal_lahir is not None and age_on(one.tanggal_lahir, HARI) <= high
        if saring.rentan:
            yield lambda one: any(self.is_rentan(one, kelompok) for kelompok in saring.rentan)
        if saring.is_tanpa_nik:
            yield lambda one: not one.nik
        if saring.is_tidak_lengkap:
            names = ("nik", "nama", "jk", "tanggal_lahir", "shdk", "agama", "pendidikan_kk", "pekerjaan")
            yield lambda one: not all(getattr(one, name) for name in (*names, "status_kawin"))
        if saring.is_tanpa_keluarga:
            yield lambda one: one.keluarga_id is None
        if saring.program is not None:
            yield lambda one: one.id in self.in_program or one.keluarga_id in self.in_program

    def is_rentan(self, one: Penduduk, kelompok: KelompokRentan) -> bool:
        age = age_on(one.tanggal_lahir, HARI) if one.tanggal_lahir is not None else None
        match kelompok:
            case KelompokRentan.BALITA:
                return age is not None and age < 5
            case KelompokRentan.LANSIA:
                return age is not None and age >= 60
            case KelompokRentan.DISABILITAS:
                return one.cacat is not None and 1 <= one.cacat <= 6
            case KelompokRentan.IBU_HAMIL:
                return one.hamil == 1
            case KelompokRentan.SAKIT_MENAHUN:
                return one.sakit_menahun is not None and 1 <= one.sakit_menahun <= 13

    def order(self, urutan: Urutan) -> Callable[[Penduduk], Any]:
        match urutan:
            case Urutan.NAMA:
                return lambda one: one.nama.lower()
            case Urutan.LAHIR:
                return lambda one: (one.tanggal_lahir or date.min, one.nama.lower())
            case Urutan.NIK:
                return lambda one: (one.nik, one.nama.lower())
            case Urutan.KELUARGA:
                return lambda one: (
                    self.number(one),
                    one.keluarga_id.hex if one.keluarga_id is not None else "",
                    one.shdk or 0,
                    one.nama.lower(),
                )


def questions(database: Database, dice: random.Random) -> Iterator[SaringPenduduk]:
    with database.read() as unit:
        dusun = [one.id for one in unit.get(Desa, DESA_ID).dusun]
        program = unit.select(ProgramBantuan)[0].id
        people = unit.select(Penduduk)
    words = ("s", "su", "SITI", "ha s", "su 330", "wa", "ra")
    rentan = list(KelompokRentan)
    for _number in range(60):
        someone = dice.choice(people)
        name = someone.nama.split()
        fields: dict[str, Any] = {
            "kata": dice.choice((*words, name[0][:3], " ".join(name), someone.nik[9:], "330699", "2508")),
            "dusun": tuple(dice.sample(dusun, dice.randint(1, 2))),
            "rt": tuple(dice.sample(("001", "002", "004"), dice.randint(1, 2))),
            "rw": ("002", "003"),
            "jk": dice.choice((("L",), ("L", "P"))),
            "agama": dice.choice(((1,), (2, 3))),
            "pekerjaan": (1, 9, 15),
            "pendidikan_kk": (3, 4),
            "shdk": (1, 4),
            "umur_dari": dice.randint(0, 70),
            "umur_sampai": dice.choice((5, 40, 90, 3000)),
            "rentan": tuple(dice.sample(rentan, dice.randint(1, 3))),
            "is_tanpa_nik": True,
            "is_tidak_lengkap": True,
            "is_tanpa_keluarga": True,
            "program": program,
            "status": dice.choice(((), (StatusDasar.MATI, StatusDasar.PINDAH), (StatusDasar.HIDUP,))),
        }
        asked = dice.sample(sorted(fields), dice.randint(0, 3))
        yield SaringPenduduk(**{name: fields[name] for name in asked})


def agree(database: Database, asked: Sequence[SaringPenduduk]) -> None:
    plain = Plain(database)
    known = {one.id: one for one in plain.people}
    for number, saring in enumerate(asked):
        urutan, is_turun = list(Urutan)[number % 4], number % 3 == 0
        found = service.keys_of_penduduk(database, saring, HARI, urutan=urutan, is_turun=is_turun)
        expected = plain.keys(saring)
        if not expected and saring.kata:
            continue  # then near words are taken, which another test names
        assert set(found) == expected, saring
        assert len(found) == len(expected)
        order = [plain.order(urutan)(known[key]) for key in found]
        assert order == sorted(order, reverse=is_turun)
        page = service.list_penduduk(
            database, saring, HARI, urutan=urutan, is_turun=is_turun, mulai=3, banyak=7
        )
        assert (page.jumlah, [one.id for one in page.baris]) == (len(found), found[3:10])


@pytest.mark.parametrize("seed", range(3))
def test_every_question_is_answered_as_by_reading_each_person(register: Database, seed: int) -> None:
    agree(register, list(questions(register, random.Random(seed))))


def test_the_list_follows_whatever_is_written_without_being_read_anew(register: Database) -> None:
    dice = random.Random(11)
    asked = list(questions(register, dice))
    agree(register, asked)
    with register.read() as unit:
        (before,) = unit.kept.things.values()
        people, families = unit.select(Penduduk), unit.select(Keluarga)
    for one in dice.sample(people, 30):
        editing.change(register, Penduduk, one.id, _changed(dice, families), by=OLEH, at=PUKUL)
    for rumah in dice.sample(families, 10):
        values = {"rt": "004", "no_kk": f"33069901011{rumah.no_kk[11:]}", "alamat": "GANG MAWAR"}
        editing.change(register, Keluarga, rumah.id, values, by=OLEH, at=PUKUL)
    rumah = keluarga(rt="002")
    service.add_keluarga(register, rumah, [penduduk(nama="SITI ZULAIKHA"), penduduk()], by=OLEH, at=PUKUL)
    agree(register, asked)
    for _step in range(25):
        editing.undo(register, by=OLEH, at=PUKUL)
    agree(register, [SaringPenduduk(kata="ZULAIKHA", status=()), *asked])
    editing.redo(register, by=OLEH, at=PUKUL)
    agree(register, asked)
    with register.read() as unit:
        (after,) = unit.kept.things.values()
    assert after is before


def _changed(dice: random.Random, families: Sequence[Keluarga]) -> dict[str, Any]:
    return dice.choice(
        (
            {"nama": f"SULASTRI {dice.choice(('RAHAYU', 'HADI'))}"},
            {"keluarga_id": dice.choice(families).id},
            {"keluarga_id": None, "rt": "001"},
            {"nik": f"330699010190{dice.randrange(5000, 9999)}"},
            {"status_dasar": StatusDasar.MATI},
            {"tanggal_lahir": date(1950, 3, 4), "pekerjaan": 15},
        )
    )


def test_a_register_that_came_in_as_a_file_is_read_anew_and_undone(database: Database) -> None:
    assert service.keys_of_penduduk(database, SaringPenduduk(), HARI) == []
    with database.unit() as unit:
        families, people = [], []
        for family, members in warga(2000):
            families.append(family)
            people += members
        unit.load(Keluarga, families)
        unit.load(Penduduk, people)
        unit.commit("impor", OLEH, PUKUL)
    assert service.list_penduduk(database, SaringPenduduk(kata="s"), HARI).jumlah > 500
    assert len(service.keys_of_penduduk(database, SaringPenduduk(), HARI)) == 2000
    editing.undo(database, by=OLEH, at=PUKUL)
    assert service.keys_of_penduduk(database, SaringPenduduk(), HARI) == []


def test_the_first_page_is_there_before_the_register_was_read_and_is_the_same(register: Database) -> None:
    first = service.list_penduduk(register, SaringPenduduk(), HARI, mulai=200, banyak=50)
    with register.read() as unit:
        assert unit.kept.things == {}
    service.read_register(register, Silent())
    assert service.list_penduduk(register, SaringPenduduk(), HARI, mulai=200, banyak=50) == first


def test_more_hamlets_than_a_byte_can_count_are_kept_apart(database: Database) -> None:
    with database.unit() as unit:
        desa = unit.get(Desa, DESA_ID)
        desa.dusun = [Dusun(urut=number, nama=f"Dusun {number}") for number in range(1, 301)]
        unit.commit("dusun", OLEH, PUKUL)
        keys = [one.id for one in desa.dusun]
    with database.unit() as unit:
        for number, key in enumerate(keys):
            unit.add(penduduk(nama=f"WARGA {number}", dusun_id=key))
        unit.commit("warga", OLEH, PUKUL)
    for wanted in ((keys[3], keys[290]), (keys[259],), (keys[0], keys[256])):
        page = service.list_penduduk(database, SaringPenduduk(dusun=wanted), HARI)
        assert {one.dusun_id for one in page.baris} == set(wanted)


# ------------------------------------------------------------------ typing


@pytest.fixture
def desa(database: Database) -> Database:
    """Three people whose numbers and places are known."""
    krajan, anyar = (Dusun(nama=nama, urut=8 + n) for n, nama in enumerate(("Krajan", "Bangun Anyar")))
    with database.unit() as unit:
        village = unit.get(Desa, DESA_ID)
        village.dusun.extend([krajan, anyar])
        unit.commit("dusun", OLEH, PUKUL)
    satu = [penduduk(nama="SUTRISNO", nik="3306991708900042"), penduduk(nama="SITI", nik="3306995201920017")]
    dua = [penduduk(nama="WAGIMAN", nik="3306990101557001")]
    rumah = [
        keluarga(dusun_id=krajan.id, rt="003", rw="001", no_kk="3306991203150009", alamat="JL. MELATI 4"),
        keluarga(dusun_id=anyar.id, rt="001", rw="003", no_kk="3306990707200088", alamat="GG. KENANGA"),
    ]
    for one, members in zip(rumah, (satu, dua), strict=True):
        service.add_keluarga(database, one, members, by=OLEH, at=PUKUL)
    return database


@pytest.mark.parametrize(
    ("kata", "found"),
    [
        ("3306991708900042", ["SUTRISNO"]),
        ("3306 9917 0890 0042", ["SUTRISNO"]),
        ("33069917", ["SUTRISNO"]),
        ("0042", ["SUTRISNO"]),
        ("150009", ["SITI", "SUTRISNO"]),
        ("rt 3", ["SITI", "SUTRISNO"]),
        ("RT.03 si", ["SITI"]),
        ("rt 001/003", ["WAGIMAN"]),
        ("rw3", ["WAGIMAN"]),
        ("melati", ["SITI", "SUTRISNO"]),
        ("kenang", ["WAGIMAN"]),
        ("anyar", ["WAGIMAN"]),
        ("su melati", ["SUTRISNO"]),
        ("wagiman 0088", ["WAGIMAN"]),
        ("wagiman 0042", []),
        ("rt 0", ["SITI", "SUTRISNO", "WAGIMAN"]),
        ("rt 9", []),
    ],
)
def test_a_person_is_found_by_number_and_by_place(desa: Database, kata: str, found: list[str]) -> None:
    page = service.list_penduduk(desa, SaringPenduduk(kata=kata), HARI)
    assert [one.nama for one in page.baris] == found
    assert (page.dibaca, page.is_angka_mirip) == ((), False)


@pytest.mark.parametrize(
    ("kata", "found", "dibaca"),
    [
        ("sutrisni", ["SUTRISNO"], ("SUTRISNO",)),
        ("krjan", ["SITI", "SUTRISNO"], ("KRAJAN",)),
        ("siti karjan", ["SITI"], ("KRAJAN",)),
        ("wagimin rt 1", ["WAGIMAN"], ("WAGIMAN",)),
    ],
)
def test_a_slip_in_a_name_or_hamlet_is_forgiven_and_said(
    desa: Database, kata: str, found: list[str], dibaca: tuple[str, ...]
) -> None:
    page = service.list_penduduk(desa, SaringPenduduk(kata=kata), HARI)
    assert ([one.nama for one in page.baris], page.dibaca) == (found, dibaca)


@pytest.mark.parametrize(
    ("kata", "found"),
    [
        ("3306991708900043", ["SUTRISNO"]),  # a wrong digit
        ("3306991780900042", ["SUTRISNO"]),  # two exchanged
        ("330699170890042", ["SUTRISNO"]),  # one left out
        ("3306990707200098", ["WAGIMAN"]),  # of the KK
        ("3306991708911142", []),  # three wrong
    ],
)
def test_a_slip_in_a_long_number_is_forgiven_and_said(desa: Database, kata: str, found: list[str]) -> None:
    page = service.list_penduduk(desa, SaringPenduduk(kata=kata), HARI)
    assert [one.nama for one in page.baris] == found
    assert page.is_angka_mirip is bool(found)


def test_families_are_found_by_name_place_and_number_also_while_nobody_is_in_them(desa: Database) -> None:
    with desa.unit() as unit:
        unit.add(keluarga(no_kk="3306991111110077", rt="009"))
        unit.commit("keluarga kosong", OLEH, PUKUL)

    def found(kata: str = "", **more: Any) -> list[str]:
        rows, count = service.list_keluarga(desa, kata=kata, **more)
        assert count == len(rows)
        return [one.no_kk[-4:] for one in rows]

    assert found() == ["0088", "0077", "0009"]
    assert found("wagiman") == ["0088"]
    assert found("melati") == ["0009"]
    assert found("0077") == ["0077"]
    assert found("rt 9") == ["0077"]
    assert found(rt="009") == ["0077"]
    assert found("wagiman", rt="009") == []
    with desa.read() as unit:
        (wagiman,) = unit.select(Penduduk, nama="WAGIMAN")
    change = {"status_dasar": StatusDasar.MATI}
    editing.change(desa, Penduduk, wagiman.id, change, by=OLEH, at=PUKUL)
    assert found() == ["0077", "0009"]
    assert found("wagiman") == []
    assert found(is_semua=True) == ["0088", "0077", "0009"]
    assert found("wagiman", is_semua=True) == ["0088"]


def test_a_place_is_found_as_it_is_written_on_a_letter(desa: Database) -> None:
    """With `Jl.`, `Dusun` and the number of the house, which no name begins with."""
    for text in ("jl melati", "Jl. Melati No. 4", "jalan melati", "dusun krajan", "melati 4 krajan"):
        page = service.list_penduduk(desa, SaringPenduduk(kata=text), HARI)
        assert [one.nama for one in page.baris] == ["SITI", "SUTRISNO"], text
    assert service.list_penduduk(desa, SaringPenduduk(kata="gang kenanga"), HARI).jumlah == 1
    assert service.list_penduduk(desa, SaringPenduduk(kata="jl"), HARI).jumlah == 0
    assert service.list_penduduk(desa, SaringPenduduk(kata="jl mawar"), HARI).jumlah == 0

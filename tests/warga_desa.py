"""A village full of made-up people for statistics, registers and their pictures; always the same ones.

Names are ordinary and belong to nobody; every NIK lies in area 33.06.99.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random

from builders import DESA_ID
from desa_desktop.domain.desa import Desa, Dusun, DusunId
from desa_desktop.domain.penduduk import (
    Akibat,
    Keluarga,
    Penduduk,
    PendudukSementara,
    PesertaBantuan,
    ProgramBantuan,
    Rincian,
    SasaranBantuan,
)
from desa_desktop.domain.penduduk import mutasi as peristiwa
from desa_desktop.store.unit import Database, Unit
from office import OLEH, PUKUL

NAMA_L = ("SLAMET", "SUPARDI", "JOKO PRASETYO", "AGUS SETIAWAN", "BUDI SANTOSO", "WAHYU HIDAYAT", "KARSO")
NAMA_P = ("SUMIYATI", "SRI LESTARI", "PONIYEM", "DEWI ANGGRAINI", "SITI NURJANAH", "TRI WAHYUNI", "ENDANG")
DUSUN = ("Krajan", "Kidul", "Lor")
HARI = date(2026, 8, 12)


def fill(database: Database, families: int = 40) -> None:
    """Families with people of all ages, events of the year, guests and programmes of assistance."""
    with database.unit() as unit:
        desa = unit.get(Desa, DESA_ID)
        desa.dusun = [Dusun(urut=place, nama=nama) for place, nama in enumerate(DUSUN, 1)]
        unit.commit("wilayah", OLEH, PUKUL)
    with database.unit() as unit:
        people = _register(unit, [DusunId(one.id) for one in unit.get(Desa, DESA_ID).dusun], families)
        unit.commit("register", OLEH, PUKUL)
    with database.unit() as unit:
        _year(unit, [[unit.get(Penduduk, one.id) for one in family] for family in people])
        unit.commit("peristiwa", OLEH, PUKUL)


def _register(unit: Unit, dusun: Sequence[DusunId], families: int) -> list[list[Penduduk]]:
    random = Random(33)
    found: list[list[Penduduk]] = []
    for number in range(families):
        family = Keluarga(
            desa_id=DESA_ID,
            no_kk=f"3306991203{15 + number % 10}{number + 1:04d}" if number % 13 else "",
            alamat=f"JL. MELATI NO. {number + 1}" if number % 3 else "",
            dusun_id=dusun[number % len(dusun)] if number % 17 else None,
            rw=f"{number % 2 + 1:03d}",
            rt=f"{number % 4 + 1:03d}",
            kelas_sosial=random.choice((1, 2, 3, 4, 5, None)),
        )
        unit.add(family)
        found.append(_members(unit, family, number, random))
    return found


def _members(unit: Unit, family: Keluarga, number: int, random: Random) -> list[Penduduk]:
    year = random.randint(1945, 1998)
    roles = [(1, "L", year), (3, "P", year + random.randint(0, 8))]
    if number % 9 == 0:
        roles = [(1, "P", year)]
    youngest = min(2025, year + 45)
    roles += [
        (4, random.choice("LP"), random.randint(min(year + 20, youngest), youngest))
        for _ in range(number % 4)
    ]
    made = []
    for urut, (shdk, jk, lahir) in enumerate(roles):
        day = date(lahir, random.randint(1, 7), random.randint(1, 28))
        person = Penduduk(
            desa_id=DESA_ID,
            keluarga_id=family.id,
            urut=urut,
            shdk=shdk,
            jk=jk,
            nama=" ".join(
                [random.choice(NAMA_L if jk == "L" else NAMA_P), *NAMA_L[urut : urut + (shdk == 4)]]
            ),
            nik=_nik(day, jk, number * 10 + urut) if number % 11 else "",
            nomor_sementara=None if number % 11 else number * 10 + urut + 1,
            tempat_lahir=random.choice(("PURWOREJO", "KEBUMEN", "KUTOARJO")),
            tanggal_lahir=day if number % 23 != 22 else None,
            agama=random.choice((1, 1, 1, 1, 2, 3, None)),
            pendidikan_kk=random.choice((1, 2, 3, 3, 4, 5, 5, 8, None)),
            pekerjaan=random.choice((1, 2, 3, 9, 9, 15, 88)) if day.year < 2009 else 1,
            status_kawin=2 if shdk != 4 else 1,
            golongan_darah=random.choice((1, 2, 4, 13, None)),
            warganegara=2 if number == 5 and urut == 1 else 1,
            dapat_membaca=random.choice((1, 3, None)),
            cacat=2 if number % 19 == 3 and urut == 0 else random.choice((7, 7, None)),
            hamil=1 if jk == "P" and number % 12 == 4 and shdk == 3 else None,
            nama_ayah="KARTO" if shdk != 4 else made[0].nama,
            nama_ibu="PONIYEM" if shdk != 4 else (made[1].nama if len(made) > 1 else ""),
            tanggal_mulai_tinggal=date(2010, 1, 1),
        )
        made.append(person)
        unit.add(person)
    return made


def _nik(day: date, jk: str, serial: int) -> str:
    number = day.day + (40 if jk == "P" else 0)
    return f"330699{number:02d}{day.month:02d}{day.year % 100:02d}{serial + 1:04d}"


def _year(unit: Unit, families: list[list[Penduduk]]) -> None:
    """What happened in 2026: births, arrivals, a death, departures, guests, and two programmes."""
    first, second, third, fourth = families[1:5]
    home = unit.get(Keluarga, first[0].keluarga_id)  # type: ignore[arg-type]
    baby = Penduduk(desa_id=DESA_ID, jk="P", nama="AISYAH PUTRI", nama_ibu=first[1].nama, warganegara=1)
    carry_out(unit, peristiwa.catat_lahir(baby, home, Rincian(date(2026, 7, 3))))
    place = Keluarga(desa_id=DESA_ID, dusun_id=home.dusun_id, rw="001", rt="002", no_kk="3306991203169001")
    guests = [
        Penduduk(
            desa_id=DESA_ID, jk="L", nama="BAMBANG", shdk=1, warganegara=1, tanggal_lahir=date(1990, 2, 3)
        ),
        Penduduk(
            desa_id=DESA_ID, jk="P", nama="RATNA", shdk=3, warganegara=1, tanggal_lahir=date(1992, 4, 5)
        ),
    ]
    details = Rincian(date(2026, 7, 20), alamat_asal="Ds. Sokoharjo, Kec. Kutoarjo")
    carry_out(unit, peristiwa.catat_datang(guests, place, details, is_keluarga_baru=True))
    death = Rincian(date(2026, 7, 25), meninggal_di="RSUD Dr. Tjitrowardojo", sebab="sakit")
    carry_out(unit, peristiwa.catat_mati(second[1], death))
    away = Rincian(date(2026, 8, 2), tujuan_pindah=3, alamat_tujuan="Kab. Sleman")
    carry_out(unit, peristiwa.catat_pindah(third[-1:], away))
    carry_out(unit, peristiwa.catat_hilang(fourth[0], Rincian(date(2026, 8, 5), catatan="dicari keluarga")))
    unit.add(
        PendudukSementara(
            desa_id=DESA_ID, nama="HENDRA WIJAYA", jk="L", identitas="KTP 3404091203900001", umur=36,
            tempat_lahir="SLEMAN", pekerjaan="Tukang", kebangsaan="Indonesia", keturunan="Jawa",
            datang_dari="Kab. Sleman", maksud="Membangun balai dusun", nama_alamat_didatangi="Slamet, Krajan",
            tanggal_datang=date(2026, 6, 1),
        )
    )  # fmt: skip
    programmes = [
        ProgramBantuan(desa_id=DESA_ID, nama=nama, sasaran=sasaran)
        for nama, sasaran in (("BLT Dana Desa", SasaranBantuan.KELUARGA), ("PKH", SasaranBantuan.PENDUDUK))
    ]
    for one in programmes:
        unit.add(one)
    unit.flush()
    for number, family in enumerate(families[:12]):
        key = family[0].keluarga_id
        if number % 2 == 0:
            unit.add(PesertaBantuan(desa_id=DESA_ID, program_id=programmes[0].id, keluarga_id=key))
        if number % 3 == 0:
            unit.add(PesertaBantuan(desa_id=DESA_ID, program_id=programmes[1].id, penduduk_id=family[-1].id))


def carry_out(unit: Unit, done: Akibat) -> None:
    """Write what an event changes, as the service does."""
    for record in (*done.keluarga_baru, *done.penduduk_baru):
        unit.add(record)
    unit.flush()
    for key, values in done.ubah_penduduk.items():
        person = unit.get(Penduduk, key)
        for name, value in values.items():
            setattr(person, name, value)
    for entry in done.mutasi:
        unit.add(entry)

"""A small village of residents for tests of screens: two hamlets, three families, seven people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from builders import DESA_ID, keluarga, penduduk
from desa_desktop.domain.desa import Desa, Dusun
from desa_desktop.domain.penduduk import Keluarga, Penduduk
from desa_desktop.domain.penduduk.orang import ANAK, ISTRI
from desa_desktop.services import penduduk as service
from desa_desktop.store.unit import Database
from office import OLEH, PUKUL


@dataclass(frozen=True)
class Warga:
    """The people by their first name, the families by that of their head."""

    orang: dict[str, Penduduk]
    keluarga: dict[str, Keluarga]
    dusun: dict[str, Dusun]


def move_in(database: Database) -> Warga:
    """Store the village's people."""
    dusun = {nama: Dusun(nama=nama, urut=8 + n) for n, nama in enumerate(("Krajan", "Sidomulyo"))}
    with database.unit() as unit:
        desa = unit.get(Desa, DESA_ID)
        desa.dusun.extend(dusun.values())
        unit.commit("dusun", OLEH, PUKUL)
    families = [
        (
            keluarga(dusun_id=dusun["Krajan"].id),
            [
                penduduk(nama="SUTRISNO HADI"),
                penduduk(nama="SITI MA'RUFAH", jk="P", shdk=ISTRI, tanggal_lahir=date(1992, 1, 2)),
                penduduk(
                    nama="RIZKI PRATAMA", shdk=ANAK, tanggal_lahir=date(2015, 3, 4), status_kawin=1,
                    nama_ibu="SITI MA'RUFAH",
                ),
                penduduk(nama="PARTI", jk="P", shdk=7, tanggal_lahir=date(1950, 1, 2), cacat=2),
            ],
        ),
        (
            keluarga(dusun_id=dusun["Sidomulyo"].id, rt="003"),
            [
                penduduk(nama="SUPARDI", pekerjaan=15),
                penduduk(
                    nama="BAYI", jk="P", shdk=ANAK, nik="", tanggal_lahir=date(2026, 1, 2), status_kawin=1
                ),
            ],
        ),
        (keluarga(dusun_id=dusun["Krajan"].id, rt="004"), [penduduk(nama="WAGIMAN", pekerjaan=15)]),
    ]  # fmt: skip
    for family, members in families:
        service.add_keluarga(database, family, members, by=OLEH, at=PUKUL)
    people = [one for _family, members in families for one in members]
    return Warga(
        {one.nama.split()[0]: one for one in people},
        {members[0].nama.split()[0]: family for family, members in families},
        dusun,
    )

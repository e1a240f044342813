"""The registers that villages agreed to send, read in the kecamatan: lists, one family, figures.

Everything here only reads; what is wrong is mended in the village (`milik.PendudukMilikDesa`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from desa_desktop.domain.kantor import DesaBinaan
from desa_desktop.domain.penduduk import Keluarga, Penduduk, StatusDasar
from desa_desktop.domain.penduduk.kode import KodePenduduk
from desa_desktop.domain.statistik import TABEL, Penghitung, Tabel, table_of_desa
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _
from desa_desktop.services import kantor as office
from desa_desktop.services.exchange.izin import is_asking, read_requests
from desa_desktop.store import register
from desa_desktop.store.queries import statistik as queries
from desa_desktop.store.unit import Database, Unit

DESA = "desa"
"""The word of the table that only a kecamatan has: residents by village."""


@dataclass(frozen=True, slots=True)
class RegisterDesa:
    """A village of the list: how many residents its register here has (0: none came), whether it is asked."""

    id: UUID
    kode: str
    nama: str
    jumlah: int
    is_diminta: bool


@dataclass(frozen=True, slots=True)
class OrangDesa:
    """One resident as a kecamatan reads it, with the family and the names of village and hamlet."""

    orang: Penduduk
    keluarga: Keluarga | None
    anggota: tuple[Penduduk, ...]
    desa: str
    dusun: str


def list_registers(database: Database) -> tuple[RegisterDesa, ...]:
    """Every village of this kecamatan in its order."""
    with database.read() as unit:
        counts, asked = register.count_registers(unit), read_requests(unit)
        return tuple(
            RegisterDesa(
                one.id, one.kode, one.nama, counts.get(one.id, 0), is_asking(asked.get(str(one.id), ()))
            )
            for one in _villages(unit)
        )


def _villages(unit: Unit) -> list[DesaBinaan]:
    return sorted(unit.select(DesaBinaan), key=lambda one: (one.urut, one.kode))


def find_desa(database: Database, kode: str) -> UUID:
    """The uid of a village by its code or name. Raises InvalidInput."""
    with database.read() as unit:
        return office.find_village(unit, kode).id


def dusun_names(database: Database, desa: UUID | None = None) -> dict[UUID, str]:
    """The hamlets of one village or of all, for lists and filters."""
    with database.read() as unit:
        found: dict[UUID, str] = {}
        for one in _villages(unit):
            if desa in (None, one.id):
                found.update({UUID(key): nama for key, nama in queries.dusun_names(unit, one.id)})
        return found


def get_orang(database: Database, key: UUID) -> OrangDesa:
    """One resident with family. Raises NotFound."""
    with database.read() as unit:
        orang = unit.get(Penduduk, key)
        family = unit.find(Keluarga, orang.keluarga_id) if orang.keluarga_id is not None else None
        members = unit.select(Penduduk, keluarga_id=family.id) if family is not None else []
        village = unit.find(DesaBinaan, orang.desa_id)
        place = family.dusun_id if family is not None else orang.dusun_id
        hamlets = {UUID(one): nama for one, nama in queries.dusun_names(unit, orang.desa_id)}
    shown = [one for one in members if one.status_dasar is not StatusDasar.TIDAK_VALID]
    return OrangDesa(
        orang,
        family,
        tuple(sorted(shown, key=lambda one: (one.urut or 99, one.shdk or 99, str(one.tanggal_lahir)))),
        village.nama if village is not None else "",
        hamlets.get(place, "") if place is not None else "",
    )


def names_of_tables(kode: KodePenduduk, today: date) -> dict[str, str]:
    """The title of every table by its word, the one by village first."""
    empty = Penghitung((), (), kode, (), today)
    return {DESA: table_of_desa({}, ()).judul} | {kunci: make(empty).judul for kunci, make in TABEL.items()}


def read_kunci(text: str) -> tuple[str, ...]:
    """The tables named in `desa,umur,jk`. Raises InvalidInput with the words that are known."""
    wanted = tuple(word.strip().lower() for word in text.split(",") if word.strip())
    known = (DESA, *TABEL)
    unknown = [word for word in wanted if word not in known]
    if unknown:
        sentence = _("Tabel {kata} tidak dikenal. Pilihan: {pilihan}.")
        raise InvalidInput({"menurut": sentence.format(kata=", ".join(unknown), pilihan=", ".join(known))})
    return wanted or (DESA, "jk", "umur", "usia-perencanaan", "pendidikan", "pekerjaan")


def count(
    database: Database, kode: KodePenduduk, kunci: Sequence[str], *, desa: UUID | None = None, today: date
) -> list[Tabel]:
    """Tables of today's residents of one village, or of all whose register is here (`desa` None)."""
    with database.read() as unit:
        villages = [(one.id, one.nama) for one in _villages(unit) if desa in (None, one.id)]
        by_sex = queries.jk_by_desa(unit) if DESA in kunci else {}
        data = None
        if set(kunci) - {DESA}:
            data = Penghitung(
                queries.warga_rows(unit, desa, only_living=True),
                queries.keluarga_rows(unit, desa),
                kode,
                queries.dusun_names_of_all(unit, villages),
                today,
            )
    counted = {str(key): numbers for key, numbers in by_sex.items() if desa in (None, key)}
    names = [(str(key), nama) for key, nama in villages]
    made = []
    for one in kunci:
        if one == DESA:
            made.append(table_of_desa(counted, names))
        else:
            assert data is not None
            made.append(TABEL[one](data))
    return made

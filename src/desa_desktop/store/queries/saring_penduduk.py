"""To what a list of residents is narrowed and how it is sorted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from desa_desktop.domain.penduduk import StatusDasar


class Urutan(Enum):
    """How the list is sorted; ties by name, then by age of the record."""

    NAMA = "nama"
    LAHIR = "tanggal_lahir"
    NIK = "nik"
    KELUARGA = "keluarga"


class KelompokRentan(Enum):
    """The vulnerable groups that a filter offers."""

    BALITA = "balita"
    LANSIA = "lansia"
    DISABILITAS = "disabilitas"
    IBU_HAMIL = "ibu_hamil"
    SAKIT_MENAHUN = "sakit_menahun"


@dataclass(frozen=True, slots=True)
class SaringPenduduk:
    """What a list of residents is narrowed to; an empty field narrows nothing.

    `kata` is what was typed: words of a name or a place, RT and RW, digits of NIK or KK. Several values of
    one field: any of them. Ages are completed years, both ends included. `desa`: whose residents, in a
    kecamatan that holds several registers. `status` empty: everybody, whatever became of them.
    """

    kata: str = ""
    dusun: tuple[UUID, ...] = ()
    rw: tuple[str, ...] = ()
    rt: tuple[str, ...] = ()
    jk: tuple[str, ...] = ()
    umur_dari: int | None = None
    umur_sampai: int | None = None
    agama: tuple[int, ...] = ()
    pendidikan_kk: tuple[int, ...] = ()
    pekerjaan: tuple[int, ...] = ()
    status_kawin: tuple[int, ...] = ()
    shdk: tuple[int, ...] = ()
    cacat: tuple[int, ...] = ()
    rentan: tuple[KelompokRentan, ...] = ()
    is_tanpa_nik: bool = False
    is_tidak_lengkap: bool = False
    is_tanpa_keluarga: bool = False
    keluarga: tuple[UUID, ...] = ()
    desa: tuple[UUID, ...] = ()
    program: UUID | None = None
    status: tuple[StatusDasar, ...] = (StatusDasar.HIDUP,)

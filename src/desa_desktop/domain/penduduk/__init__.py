"""Residents, families, what happens to them, guests, and who is in which assistance programme.

`Penduduk` and `Keluarga` are records of their own that name each other by id, so that a register of
150,000 people never has to be loaded to change one. Source: kependudukan.md 1 and 6.
"""

from desa_desktop.domain.penduduk.bantuan import (
    PesertaBantuan,
    PesertaBantuanId,
    ProgramBantuan,
    ProgramBantuanId,
    SasaranBantuan,
)
from desa_desktop.domain.penduduk.catatan import (
    ProfilImpor,
    Putusan,
    PutusanGanda,
    Saringan,
    TutupBulan,
    pair_of,
)
from desa_desktop.domain.penduduk.mutasi import Akibat, Mutasi, MutasiId, Peristiwa, Rincian
from desa_desktop.domain.penduduk.orang import (
    KEPALA,
    Keluarga,
    KeluargaId,
    Penduduk,
    PendudukId,
    PendudukSementara,
    PendudukSementaraId,
    StatusDasar,
    age_on,
    kepala_of,
    show_nomor_sementara,
)

__all__ = [
    "KEPALA",
    "Akibat",
    "Keluarga",
    "KeluargaId",
    "Mutasi",
    "MutasiId",
    "Penduduk",
    "PendudukId",
    "PendudukSementara",
    "PendudukSementaraId",
    "Peristiwa",
    "PesertaBantuan",
    "PesertaBantuanId",
    "ProfilImpor",
    "ProgramBantuan",
    "ProgramBantuanId",
    "Putusan",
    "PutusanGanda",
    "Rincian",
    "Saringan",
    "SasaranBantuan",
    "StatusDasar",
    "TutupBulan",
    "age_on",
    "kepala_of",
    "pair_of",
    "show_nomor_sementara",
]

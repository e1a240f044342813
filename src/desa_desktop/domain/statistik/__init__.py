"""Figures about residents: tables, the monthly balance, what Angka Pokok and checklists can take over.

All of it is counted from light rows (`Warga`, `MutasiRow`), purely; the rows come from
`store/queries/statistik`.
"""

from desa_desktop.domain.statistik.tabel import (
    EXTRA,
    TABEL,
    Baris,
    Penghitung,
    Tabel,
    five_years,
    is_hamil,
    is_wajib_ktp,
    name_of_five_years,
    table_of_desa,
)
from desa_desktop.domain.statistik.warga import (
    KeluargaRow,
    MutasiRow,
    Warga,
    ages,
    events_of,
    heads_of,
    living_on,
    months_old,
)

__all__ = [
    "EXTRA",
    "TABEL",
    "Baris",
    "KeluargaRow",
    "MutasiRow",
    "Penghitung",
    "Tabel",
    "Warga",
    "ages",
    "events_of",
    "five_years",
    "heads_of",
    "is_hamil",
    "is_wajib_ktp",
    "living_on",
    "months_old",
    "name_of_five_years",
    "table_of_desa",
]

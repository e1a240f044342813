"""What each checklist list does not say about its form, by form id."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from _formulir import (
    administrasi_desa,
    ddk_keluarga,
    evaluasi_perkembangan,
    indeks_desa,
    kecamatan_berdaya,
    konvergensi_stunting,
    layanan_dasar,
    perkembangan_desa,
    potensi_desa,
)
from desa_desktop.checklists.recipe import Form, Item

FORMS: Mapping[str, Callable[[Sequence[Item]], Form]] = {
    "potensi-desa": potensi_desa.form,
    "perkembangan-desa": perkembangan_desa.form,
    "ddk-keluarga": ddk_keluarga.form,
    "evaluasi-perkembangan": evaluasi_perkembangan.form,
    "administrasi-desa": administrasi_desa.form,
    "layanan-dasar": layanan_dasar.form,
    "konvergensi-stunting": konvergensi_stunting.form,
    "kecamatan-berdaya": kecamatan_berdaya.form,
    "indeks-desa": indeks_desa.form,
}

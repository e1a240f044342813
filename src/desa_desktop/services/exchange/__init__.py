"""The exchange of kiriman: prepare, seal, look, preview, accept, send back, answer (architecture.md 9)."""

from __future__ import annotations

from desa_desktop.services.exchange.results import (
    BarisKirim,
    BedaTampil,
    CatatanTampil,
    Diterima,
    DokumenTerkirim,
    Folders,
    Gagal,
    HasilTerima,
    KeadaanKirim,
    KirimanKeluar,
    KirimanMasuk,
    Laptop,
    Pengirim,
    Peringatan,
    RencanaKirim,
    Salinan,
    TelaahTampil,
    Tertulis,
    Tinjauan,
    TinjauanDokumen,
)

__all__ = [
    "BarisKirim",
    "BedaTampil",
    "CatatanTampil",
    "Diterima",
    "DokumenTerkirim",
    "Folders",
    "Gagal",
    "HasilTerima",
    "KeadaanKirim",
    "KirimanKeluar",
    "KirimanMasuk",
    "Laptop",
    "Pengirim",
    "Peringatan",
    "RencanaKirim",
    "Salinan",
    "TelaahTampil",
    "Tertulis",
    "Tinjauan",
    "TinjauanDokumen",
]

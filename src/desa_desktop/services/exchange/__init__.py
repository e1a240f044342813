"""The exchange of kiriman: prepare, seal, look, preview, accept, send back, answer (architecture.md 9).

`files` is `app.files`, `laptop` is `app.laptop`. The functions, all importable from here:

    `files` is app.files (app.Files), `laptop` app.laptop. All of `services.exchange` is importable from the package itself.

    enrolment
      make_root(database, laptop, *, keep: Callable[[Keys], None], by, at) -> Laptop      keep(root) must store root.seed, root.age_secret (keys.change_root) and is called BEFORE the commit
      own_number(database, laptop) -> NomorKunci(kode, kid, nomor)                       kecamatan: the root's
      trust_digits(database, text, *, by, at) -> str                                     NomorKunciWrong (exit 5)
      write_request(database, laptop, files, folder, *, by, at) -> Tertulis
      read_request(database, laptop, files, file) -> Permintaan(kode, nama, nama_daftar, label, kid, is_terdaftar)
      introduce(database, laptop, files, file, digits, folder, *, by, at) -> Dikenalkan(berkas, kode, nama, kid, label)
      install_grant(database, laptop, files, file, *, by, at) -> Diterima
      list_keys(database, laptop) -> list[KunciLaptop]
      enrolment_state(database, laptop) -> str      belum_percaya | belum_minta | menunggu | terdaftar | dicabut
    exchange
      what_travels(database, laptop, files, *, untuk="", lengkap=False, at) -> RencanaKirim      (untuk: village code, kecamatan side only)
      seal(database, laptop, files, *, untuk="", lengkap=False, by, at, progress=None) -> list[KirimanKeluar]   untuk: code or "semua"
      copy_to(database, files, digest, drive: Drive|Path, *, at, progress=None) -> Tertulis
      outbox(database, files) -> list[KirimanKeluar]
      unsent_count(database) -> int
      transport_state(database, dokumen_id) -> KeadaanKirim;  transport_states(database) -> dict[UUID, KeadaanKirim]
      notes_for(database, jenis, tahun) -> TelaahTampil | None
      find_drives(extra) / list_kiriman(fs, root): re-exported from sync for the screens
      look(database, laptop, files, paths, *, at, progress=None) -> list[KirimanMasuk]
      check(database, laptop, files, paths, *, at) -> list[KirimanMasuk]
      inbox(database) -> list[KirimanMasuk]
      resume(database, laptop, files, *, at) -> list[KirimanMasuk]       at start: finish what a power cut interrupted, judge held files again
      preview(database, laptop, files, kiriman: str|Path, aturan, *, at) -> Tinjauan
      accept(database, laptop, files, kiriman: Sequence[str|Path], *, by, at, confirmed=(), progress=None) -> HasilTerima
      send_back(database, laptop, files, kiriman, alasan, catatan=(), *, by, at, confirmed=()) -> Diterima
      hold / refuse(database, laptop, files, kiriman, alasan, *, by, at) -> KirimanMasuk
      undo_acceptance(database, laptop, files, digest, *, by, at) -> None
    kecamatan
      compile_durkp(database, aturan, tahun) -> KompilasiTampil(tahun, status, revisi, baris, total, desa, urusan, belum, susulan, mirip, sumber, kalimat)
      origin_of(database, aturan, tahun, nomor) -> AsalAngka
      lock(database, aturan, tahun, *, kid, by, at) -> (revisi, digest)
      review_list(database, tahun) / review_of(database, dokumen_id) / add_note / remove_note / finish_review
"""

# ruff: noqa: E501

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

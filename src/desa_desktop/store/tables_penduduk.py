"""The tables of residents, families and what happens to them, with the narrow lines a list is made from.

References between residents and families are held by the file at the commit (deferred), because a step
that is put back walks its rows one by one. A dusun is only linked: it may go while its families stay.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, UniqueConstraint

from desa_desktop.domain.penduduk import Peristiwa, Putusan, SasaranBantuan, StatusDasar
from desa_desktop.store.tables import (
    BULAN,
    TAHUN,
    _count,
    _flag,
    _id,
    _jk,
    _link,
    _mapping,
    _not_negative,
    _owner,
    _root,
    _table,
    _text,
    _tuple,
    _urut,
    _word,
    metadata,
)
from desa_desktop.store.types import Moment


def _held(name: str, target: str, *, nullable: bool = True) -> Column[Any]:
    """A reference that must lead somewhere once the step is whole."""
    return Column(
        name,
        sa.Uuid(native_uuid=False),
        ForeignKey(f"{target}.id", deferrable=True, initially="DEFERRED"),
        nullable=nullable,
        index=True,
    )


def _dates(*names: str) -> list[Column[Any]]:
    return [Column(name, sa.Date) for name in names]


def _codes(*names: str) -> list[CheckConstraint]:
    return [CheckConstraint(f"{name} BETWEEN 1 AND 999", name=f"{name}_kode") for name in names]


def _sixteen(*names: str) -> list[CheckConstraint]:
    """A NIK or number of a KK is whole or empty: what is no number lies in `teks_asli`."""
    return [CheckConstraint(f"length({name}) IN (0, 16)", name=f"{name}_16_angka") for name in names]


keluarga = _table(
    "keluarga",
    _id(),
    _owner(),
    _text("no_kk"),
    _text("alamat"),
    _link("dusun_id"),
    *[_text(one) for one in ("rw", "rt", "kode_pos")],
    _count("kelas_sosial"),
    *_dates("tanggal_cetak_kk", "tanggal_daftar"),
    _text("catatan"),
    _mapping("konfirmasi"),
    _mapping("teks_asli"),
    *_root(),
    *_sixteen("no_kk"),
    *_codes("kelas_sosial"),
    Index("ix_keluarga_no_kk", "no_kk", "id"),
    Index("ix_keluarga_tempat", "dusun_id", "rw", "rt", "id"),
)

_KODE_ORANG = (
    *("shdk", "agama", "pendidikan_kk", "pendidikan_sedang", "pekerjaan", "status_kawin", "golongan_darah"),
    *("warganegara", "dapat_membaca", "status_rekam_ktp", "ktp_el", "cacat", "disabilitas_ragam"),
    *("sakit_menahun", "cara_kb", "hamil", "asuransi", "status_penduduk"),
)

penduduk = _table(
    "penduduk",
    _id(),
    _owner(),
    _text("nik"),
    _count("nomor_sementara"),
    *[_text(one) for one in ("nama", "gelar_depan", "gelar_belakang", "nama_panggilan")],
    _held("keluarga_id", "keluarga"),
    _urut(),
    _count("shdk"),
    _text("jk"),
    _text("tempat_lahir"),
    *_dates("tanggal_lahir"),
    _flag("is_lahir_perkiraan"),
    Column("waktu_lahir", sa.Time),
    *[_count(one) for one in ("berat", "panjang")],
    *[_text(one) for one in ("penolong", "tempat_dilahirkan")],
    _count("anak_ke"),
    *[_count(one) for one in ("agama", "pendidikan_kk", "pendidikan_sedang", "pekerjaan", "status_kawin")],
    _text("kawin_tercatat"),
    *[_count(one) for one in ("golongan_darah", "warganegara")],
    _text("suku"),
    _count("dapat_membaca"),
    *[_text(one) for one in ("nik_ayah", "nama_ayah", "nik_ibu", "nama_ibu", "akta_lahir", "akta_kawin")],
    *_dates("tanggal_kawin"),
    _text("akta_cerai"),
    *_dates("tanggal_cerai"),
    _text("dokumen_paspor"),
    *_dates("tanggal_akhir_paspor"),
    _text("dokumen_kitas"),
    *_dates("tanggal_akhir_kitas"),
    *[_count(one) for one in ("status_rekam_ktp", "ktp_el")],
    _text("tempat_cetak_ktp"),
    *_dates("tanggal_cetak_ktp"),
    _text("tag_id_card"),
    *[_count(one) for one in ("cacat", "disabilitas_ragam", "sakit_menahun", "cara_kb", "hamil", "asuransi")],
    _text("no_asuransi"),
    _count("status_penduduk"),
    *_word("status_dasar", StatusDasar, StatusDasar.HIDUP),
    _link("dusun_id"),
    *[_text(one) for one in ("rw", "rt", "alamat_sebelumnya", "alamat_sekarang", "telepon", "email", "foto")],
    *[_text(one) for one in ("lintang", "bujur")],
    *_dates("tanggal_mulai_tinggal"),
    _text("catatan"),
    _held("digabung_ke_id", "penduduk"),
    _mapping("konfirmasi"),
    _mapping("teks_asli"),
    *_root(),
    UniqueConstraint("desa_id", "nomor_sementara"),
    _jk(),
    *_sixteen("nik", "nik_ayah", "nik_ibu"),
    *_codes(*_KODE_ORANG),
    *_not_negative("berat", "panjang"),
    CheckConstraint("nomor_sementara >= 1", name="nomor_sementara_dari_satu"),
    CheckConstraint("anak_ke >= 1", name="anak_ke_dari_satu"),
    CheckConstraint("kawin_tercatat IN ('', 'tercatat', 'belum_tercatat')", name="kawin_tercatat_dikenal"),
    CheckConstraint(
        "digabung_ke_id IS NULL OR (status_dasar = 'tidak_valid' AND digabung_ke_id <> id)",
        name="digabung_tidak_dihitung",
    ),
    Index("ix_penduduk_nik", "nik", "id"),
)

mutasi = _table(
    "mutasi",
    _id(),
    _owner(),
    _held("penduduk_id", "penduduk", nullable=False),
    _link("keluarga_id"),
    _link("dusun_id"),
    _link("kelompok_id"),
    *_word("peristiwa", Peristiwa),
    Column("tanggal_peristiwa", sa.Date, nullable=False, index=True),
    *_dates("tanggal_lapor"),
    _text("jk"),
    *[_count(one) for one in ("warganegara", "tujuan_pindah")],
    *[_text(one) for one in ("alamat_tujuan", "alamat_asal", "meninggal_di")],
    Column("jam", sa.Time),
    *[_text(one) for one in ("sebab", "penolong", "akta")],
    _count("anak_ke"),
    *[_text(one) for one in ("no_kk_asal", "catatan", "dokumen")],
    _flag("is_batal"),
    _text("alasan_batal"),
    _held("membatalkan_id", "mutasi"),
    _mapping("rincian"),
    *_root(),
    _jk(),
    *_codes("warganegara", "tujuan_pindah"),
    CheckConstraint("anak_ke >= 1", name="anak_ke_dari_satu"),
    CheckConstraint(
        "(peristiwa = 'pembatalan') = (membatalkan_id IS NOT NULL)", name="pembatalan_menyebut_peristiwa"
    ),
)
# the same thing does not happen twice to one person on one day (kependudukan.md 1.4); what only stands in
# the history may, and so may an event recorded anew after it was cancelled
Index(
    "uq_mutasi_sekali",
    mutasi.c.penduduk_id,
    mutasi.c.peristiwa,
    mutasi.c.tanggal_peristiwa,
    unique=True,
    sqlite_where=sa.text(
        "NOT is_batal AND peristiwa IN ('lahir', 'mati', 'pindah', 'hilang', 'datang', 'pergi', 'kembali')"
    ),
)

penduduk_sementara = _table(
    "penduduk_sementara",
    _id(),
    _owner(),
    *[_text(one) for one in ("nama", "jk", "identitas", "tempat_lahir")],
    *_dates("tanggal_lahir"),
    _count("umur"),
    *[_text(one) for one in ("pekerjaan", "kebangsaan", "keturunan", "datang_dari", "maksud")],
    _text("nama_alamat_didatangi"),
    *_dates("tanggal_datang", "tanggal_pergi"),
    _text("keterangan"),
    _mapping("teks_asli"),
    *_root(),
    _jk(),
    *_not_negative("umur"),
)

program_bantuan = _table(
    "program_bantuan",
    _id(),
    _owner(),
    _text("nama"),
    *_word("sasaran", SasaranBantuan, SasaranBantuan.KELUARGA),
    _text("asal_dana"),
    *_dates("mulai", "selesai"),
    _text("keterangan"),
    *_root(),
)

peserta_bantuan = _table(
    "peserta_bantuan",
    _id(),
    _owner(),
    _held("program_id", "program_bantuan", nullable=False),
    _held("penduduk_id", "penduduk"),
    _held("keluarga_id", "keluarga"),
    *[_text(one) for one in ("nomor_kartu", "nama_kartu")],
    *_dates("mulai", "selesai"),
    _text("keterangan"),
    _mapping("teks_asli"),
    *_root(),
    UniqueConstraint("program_id", "penduduk_id"),
    UniqueConstraint("program_id", "keluarga_id"),
    CheckConstraint("(penduduk_id IS NULL) <> (keluarga_id IS NULL)", name="orang_atau_keluarga"),
)

putusan_ganda = _table(
    "putusan_ganda",
    _id(),
    _owner(),
    _held("satu_id", "penduduk", nullable=False),
    _held("dua_id", "penduduk", nullable=False),
    *_word("putusan", Putusan, Putusan.NANTI),
    _text("oleh"),
    Column("pada", Moment),
    _text("alasan"),
    *_root(),
    UniqueConstraint("satu_id", "dua_id"),
    CheckConstraint("satu_id < dua_id", name="satu_sebelum_dua"),
)

tutup_bulan = _table(
    "tutup_bulan",
    _id(),
    _owner(),
    Column("tahun", sa.Integer, nullable=False),
    Column("bulan", sa.Integer, nullable=False),
    _tuple("baris"),
    _text("oleh"),
    Column("pada", Moment),
    *_root(),
    UniqueConstraint("desa_id", "tahun", "bulan"),
    CheckConstraint(f"tahun {TAHUN}", name="tahun_wajar"),
    CheckConstraint(f"bulan {BULAN}", name="bulan_wajar"),
)

profil_impor = _table(
    "profil_impor",
    _id(),
    _owner(),
    *[_text(one) for one in ("nama", "sidik")],
    _tuple("kolom"),
    _tuple("kata"),
    *_root(),
)

saringan = _table(
    "saringan",
    _id(),
    _owner(),
    Column("layar", sa.Text, nullable=False),
    Column("nama", sa.Text, nullable=False),
    _mapping("isi"),
    _urut(),
    *_root(),
    UniqueConstraint("desa_id", "layar", "nama"),
)

# ------------------------------------------------------------------ finding and filtering a list

# One narrow line a person beside the wide row (eight times less to decipher), kept by triggers, so that
# whatever writes (a form, an import in blocks, a step put back) it cannot lag behind. `kunci` is the name as
# it is looked for; `nomor` survives VACUUM, which a table without a number of its own would not.
KOLOM_SARING = (
    *("status_dasar", "jk", "tanggal_lahir", "nik", "keluarga_id", "shdk", "agama", "pendidikan_kk"),
    *("pekerjaan", "status_kawin", "cacat", "hamil", "sakit_menahun", "dusun_id", "rw", "rt"),
)
cari_penduduk = sa.Table(
    "cari_penduduk",
    metadata,
    Column("nomor", sa.Integer, primary_key=True),
    Column("penduduk_id", sa.Uuid(native_uuid=False), nullable=False, unique=True),
    Column("kunci", sa.Text, nullable=False),
    *[Column(name, penduduk.c[name].type) for name in KOLOM_SARING],
    Index("ix_cari_penduduk_urut", "status_dasar", "kunci"),
    Index("ix_cari_penduduk_keluarga", "keluarga_id", "status_dasar"),
)
# The index of words is kept by the file's triggers but read no more: names, numbers and places are searched
# in memory (`queries.cari_penduduk`). It can go with the next migration that changes these tables anyway.
FULL_TEXT = "cari_kata"  # the words of `kunci`; its shadow tables begin with this name
VOCABULARY = "cari_kamus"  # every word once


def is_index_table(name: str | None) -> bool:
    """Whether a table of the file is part of the index of words, which SQLAlchemy cannot describe."""
    return name is not None and name.startswith((FULL_TEXT, VOCABULARY))

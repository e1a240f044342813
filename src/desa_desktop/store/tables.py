"""The tables: one column per field of the domain, and checks for what must never be false.

The file must not be able to hold nonsense, because no village has a database administrator.
"""

from __future__ import annotations

from enum import Enum
from typing import Any

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, MetaData, Table, UniqueConstraint
from sqlalchemy.schema import SchemaItem

from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.kantor import KeadaanTahap, Peran
from desa_desktop.domain.musyawarah import CaraNilai, JenisMusyawarah
from desa_desktop.domain.rkp import JenisTim, KelompokRab, PolaPelaksanaan
from desa_desktop.domain.rpjm import TingkatArah
from desa_desktop.domain.telaah import HasilTelaah, JenisCatatan, KeadaanPenerimaan
from desa_desktop.domain.usulan import Kewenangan, StatusUsulan
from desa_desktop.store.types import Exact, Json, JsonTuple, Moment, Word

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

BULAN = "BETWEEN 1 AND 12"
TAHUN = "BETWEEN 2000 AND 2100"


def _id() -> Column[Any]:
    return Column("id", sa.Uuid(native_uuid=False), primary_key=True)


def _ref(name: str, target: str, *, cascade: bool = True) -> Column[Any]:
    return Column(
        name,
        sa.Uuid(native_uuid=False),
        ForeignKey(f"{target}.id", ondelete="CASCADE" if cascade else None),
        nullable=False,
        index=True,
    )


def _link(name: str) -> Column[Any]:
    return Column(name, sa.Uuid(native_uuid=False))


def _owner(name: str = "desa_id") -> Column[Any]:
    return Column(name, sa.Uuid(native_uuid=False), nullable=False, index=True)


def _text(name: str) -> Column[str]:
    return Column(name, sa.Text, nullable=False, server_default="")


def _count(name: str) -> Column[int]:
    return Column(name, sa.Integer)


def _urut() -> Column[int]:
    return Column("urut", sa.Integer, nullable=False, server_default="0")


def _mapping(name: str) -> Column[Any]:
    return Column(name, Json, nullable=False, server_default="{}")


def _tuple(name: str) -> Column[Any]:
    return Column(name, JsonTuple, nullable=False, server_default="[]")


def _flag(name: str) -> Column[bool]:
    return Column(name, sa.Boolean(name=name), nullable=False, server_default=sa.false())


def _word(
    name: str, kind: type[Enum], default: Enum | None = None, *, nullable: bool = False
) -> list[SchemaItem]:
    """A column for an enum and the check that lists its words."""
    words = ", ".join(f"'{one.value}'" for one in kind)
    return [
        Column(
            name,
            Word(kind),
            nullable=nullable,
            server_default=default.value if default else None,
        ),
        CheckConstraint(f"{name} IN ({words})", name=f"{name}_dikenal"),
    ]


def _root() -> list[SchemaItem]:
    return [
        Column("versi", sa.Integer, nullable=False, server_default="1"),
        Column("diubah_pada", Moment),
    ]


def _ratified() -> list[SchemaItem]:
    return [
        *_word("status", StatusDokumen, StatusDokumen.KONSEP),
        Column("revisi", sa.Integer, nullable=False, server_default="0"),
        _text("alasan"),
        CheckConstraint("revisi >= 0", name="revisi_tidak_minus"),
        CheckConstraint("status <> 'disahkan' OR revisi >= 1", name="disahkan_punya_revisi"),
    ]


def _not_negative(*names: str) -> list[CheckConstraint]:
    return [CheckConstraint(f"{name} >= 0", name=f"{name}_tidak_minus") for name in names]


def _jk(name: str = "jk") -> CheckConstraint:
    return CheckConstraint(f"{name} IN ('', 'L', 'P')", name=f"{name}_dikenal")


def _member() -> list[SchemaItem]:
    """The columns of a person in a team."""
    return [
        *[_text(one) for one in ("nama", "jk", "tempat_lahir")],
        Column("tanggal_lahir", sa.Date),
        *[_text(one) for one in ("jabatan", "unsur")],
        _jk(),
    ]


def _programme() -> list[SchemaItem]:
    """The columns of form G3."""
    return [
        *[_text(one) for one in ("bidang", "nama", "asal")],
        _tuple("sdgs"),
        _count("tahun"),
        _text("lokasi"),
        Column("volume", Exact),
        _text("satuan"),
        Column("pagu", sa.BigInteger),
        _mapping("teks_asli"),
        *_not_negative("pagu"),
    ]


def _table(name: str, *parts: SchemaItem) -> Table:
    return Table(name, metadata, *parts)


# ------------------------------------------------------------------ the office and its villages

kantor = _table(
    "kantor",
    _id(),
    *_word("peran", Peran),
    Column("kode", sa.Text, nullable=False),
    Column("nama", sa.Text, nullable=False),
    *[
        _text(one)
        for one in ("kecamatan", "kabupaten", "provinsi", "kepala", "nip_kepala", "alamat", "label")
    ],
    Column("tahun_rencana", sa.Integer, nullable=False),
    Column("urutan_tahap", sa.Text, nullable=False, server_default="permendesa21"),
    _text("wisaya"),
    _text("kid"),
    _mapping("setelan"),
    *_root(),
    CheckConstraint(f"tahun_rencana {TAHUN}", name="tahun_wajar"),
    CheckConstraint("urutan_tahap IN ('permendagri114', 'permendesa21')", name="urutan_dikenal"),
    CheckConstraint(
        "(peran = 'desa' AND length(kode) = 10) OR (peran <> 'desa' AND length(kode) = 6)",
        name="kode_lengkap",
    ),
)

desa_binaan = _table(
    "desa_binaan",
    _id(),
    Column("kode", sa.Text, nullable=False),
    _text("nama"),
    _urut(),
    _mapping("teks_asli"),
    *_root(),
    UniqueConstraint("kode"),
    CheckConstraint("length(kode) = 10", name="kode_lengkap"),
)

catatan_tahap = _table(
    "catatan_tahap",
    _id(),
    Column("tahun", sa.Integer, nullable=False),
    Column("kunci", sa.Text, nullable=False),
    *_word("keadaan", KeadaanTahap),
    Column("tanggal", sa.Date),
    _text("alasan"),
    *_root(),
    UniqueConstraint("tahun", "kunci"),
)

desa = _table(
    "desa",
    _id(),
    Column("kode", sa.Text, nullable=False),
    Column("nama", sa.Text, nullable=False),
    *[_text(one) for one in ("kecamatan", "kabupaten", "provinsi", "alamat", "kode_pos", "telepon")],
    *_root(),
    UniqueConstraint("kode"),
    CheckConstraint("length(kode) = 10", name="kode_lengkap"),
)

dusun = _table(
    "dusun",
    _id(),
    _ref("desa_id", "desa"),
    _urut(),
    _text("nama"),
    _text("kepala"),
    *[_count(one) for one in ("jumlah_rw", "jumlah_rt", "jumlah_kk")],
    _mapping("teks_asli"),
    *_not_negative("jumlah_rw", "jumlah_rt", "jumlah_kk"),
)

perangkat = _table(
    "perangkat",
    _id(),
    _ref("desa_id", "desa"),
    _urut(),
    *[_text(one) for one in ("nama", "jabatan", "jk", "nip")],
    Column("mulai", sa.Date),
    Column("selesai", sa.Date),
    _text("kontak"),
    _tuple("tanda_tangan"),
    _mapping("teks_asli"),
    _jk(),
)

tokoh = _table(
    "tokoh",
    _id(),
    _ref("desa_id", "desa"),
    _urut(),
    *[_text(one) for one in ("nama", "jk", "unsur", "lembaga", "jabatan", "dusun", "kontak")],
    _mapping("teks_asli"),
    _jk(),
)

angka_pokok = _table(
    "angka_pokok",
    _id(),
    _owner(),
    Column("tahun", sa.Integer, nullable=False),
    *_ratified(),
    *_root(),
    UniqueConstraint("desa_id", "tahun"),
    CheckConstraint(f"tahun {TAHUN}", name="tahun_wajar"),
)

baris_angka = _table(
    "baris_angka",
    _id(),
    _ref("angka_pokok_id", "angka_pokok"),
    _urut(),
    _text("kunci"),
    _text("nama"),
    *[_count(one) for one in ("l", "p", "jumlah")],
    _text("satuan"),
    _text("sumber"),
    _mapping("teks_asli"),
    *_not_negative("l", "p", "jumlah"),
)

# ------------------------------------------------------------------ proposals and meetings

daftar_usulan = _table(
    "daftar_usulan",
    _id(),
    _owner(),
    Column("tahun", sa.Integer, nullable=False),
    Column("nomor_terakhir", sa.Integer, nullable=False, server_default="0"),
    *_root(),
    UniqueConstraint("desa_id", "tahun"),
    CheckConstraint(f"tahun {TAHUN}", name="tahun_wajar"),
)

usulan = _table(
    "usulan",
    _id(),
    _ref("daftar_usulan_id", "daftar_usulan"),
    Column("nomor", sa.Integer, nullable=False),
    _urut(),
    *[_text(one) for one in ("uraian", "masalah", "dusun", "kelompok", "bidang", "kode_kegiatan", "lokasi")],
    Column("volume", Exact),
    _text("satuan"),
    Column("perkiraan_biaya", sa.BigInteger),
    *[_count(one) for one in ("penerima_l", "penerima_p", "penerima_rtm")],
    _tuple("sdgs"),
    _tuple("kelompok_rentan"),
    *[_text(one) for one in ("pengusul", "pengusul_jk", "asal")],
    _tuple("tanda"),
    *_word("kewenangan", Kewenangan, Kewenangan.DESA),
    *_word("status", StatusUsulan, StatusUsulan.DIUSULKAN),
    _text("alasan"),
    _tuple("gabungan_dari"),
    _link("asal_usulan_id"),
    _mapping("teks_asli"),
    UniqueConstraint("daftar_usulan_id", "nomor"),
    _jk("pengusul_jk"),
    CheckConstraint("nomor >= 1", name="nomor_dari_satu"),
    *_not_negative("perkiraan_biaya", "penerima_l", "penerima_p", "penerima_rtm"),
)

musyawarah = _table(
    "musyawarah",
    _id(),
    _owner(),
    *_word("jenis", JenisMusyawarah),
    Column("tahun", sa.Integer, nullable=False),
    _text("nama"),
    Column("tanggal", sa.Date),
    Column("mulai", sa.Time),
    Column("selesai", sa.Time),
    *[_text(one) for one in ("tempat", "pimpinan", "pimpinan_dari", "notulis", "notulis_dari", "narasumber")],
    _count("jumlah_undangan"),
    Column("cara_putusan", sa.Text, nullable=False, server_default="mufakat"),
    _tuple("unsur_tidak_ada"),
    _mapping("hitung_cepat"),
    _text("alasan_hitung"),
    *_word("cara_nilai", CaraNilai, CaraNilai.BERSAMA),
    _text("skema_nilai"),
    _flag("is_penilaian_dikunci"),
    _text("nomor_ba"),
    _mapping("surat"),
    Column("dibuka_pada", Moment),
    Column("ditunda_pada", Moment),
    _link("rapat_sebelum_id"),
    _text("foto"),
    *_ratified(),
    *_root(),
    CheckConstraint(f"tahun {TAHUN}", name="tahun_wajar"),
    *_not_negative("jumlah_undangan"),
)

agenda = _table(
    "agenda",
    _id(),
    _ref("musyawarah_id", "musyawarah"),
    _urut(),
    _text("uraian"),
    _count("menit"),
    *_not_negative("menit"),
)

peserta = _table(
    "peserta",
    _id(),
    _ref("musyawarah_id", "musyawarah"),
    _urut(),
    *[_text(one) for one in ("nama", "jk", "unsur", "dusun", "lembaga")],
    _tuple("kelompok_rentan"),
    _flag("is_hadir"),
    _flag("is_tamu"),
    Column("hadir_pada", Moment),
    _jk(),
)

bahasan = _table(
    "bahasan",
    _id(),
    _ref("musyawarah_id", "musyawarah"),
    _link("usulan_id"),
    _urut(),
    _mapping("nilai"),
    _mapping("nilai_penilai"),
    *[_count(one) for one in ("dukungan_l", "dukungan_p")],
    *_word("putusan", StatusUsulan, StatusUsulan.DIUSULKAN),
    _text("alasan"),
    UniqueConstraint("musyawarah_id", "usulan_id"),
    *_not_negative("dukungan_l", "dukungan_p"),
)

penilai = _table(
    "penilai",
    _id(),
    _ref("musyawarah_id", "musyawarah"),
    _urut(),
    _text("nama"),
    _text("unsur"),
)

keputusan = _table("keputusan", _id(), _ref("musyawarah_id", "musyawarah"), _urut(), _text("uraian"))

catatan = _table(
    "catatan",
    _id(),
    _ref("musyawarah_id", "musyawarah"),
    _urut(),
    Column("pukul", sa.Time),
    *[_text(one) for one in ("pembicara", "unsur", "isi", "tanggapan")],
    _link("agenda_id"),
)

penandatangan = _table(
    "penandatangan",
    _id(),
    _ref("musyawarah_id", "musyawarah"),
    _urut(),
    _text("nama"),
    _text("jabatan"),
    _text("jk"),
    _jk(),
)

# ------------------------------------------------------------------ the plan and what is passed upwards

rkp_desa = _table(
    "rkp_desa",
    _id(),
    _owner(),
    Column("tahun", sa.Integer, nullable=False),
    _text("nomor_perdes"),
    Column("tanggal_perdes", sa.Date),
    _text("ketua_tim"),
    _text("nomor_sk"),
    Column("tanggal_sk", sa.Date),
    *[_text(one) for one in ("nomor_ba", "dasar_perubahan")],
    _mapping("teks"),
    *_ratified(),
    *_root(),
    UniqueConstraint("desa_id", "tahun"),
    CheckConstraint(f"tahun {TAHUN}", name="tahun_wajar"),
)

kegiatan = _table(
    "kegiatan",
    _id(),
    _ref("rkp_desa_id", "rkp_desa"),
    _urut(),
    _text("kode"),
    _text("nama"),
    _tuple("sdgs"),
    *[_text(one) for one in ("data_eksisting", "target", "lokasi")],
    Column("volume", Exact),
    _text("satuan"),
    _text("sasaran"),
    *[_count(one) for one in ("penerima_l", "penerima_p", "penerima_rtm", "bulan_mulai", "bulan_selesai")],
    Column("biaya", sa.BigInteger),
    *_word("pola", PolaPelaksanaan, nullable=True),
    _text("pelaksana"),
    _text("rencana"),
    _tuple("tanda"),
    _link("usulan_id"),
    _link("rpjm_id"),
    *[_text(one) for one in ("alasan_rpjm", "nomor_ba_rpjm")],
    _mapping("rumus"),
    _text("mitra"),
    Column("biaya_mitra", sa.BigInteger),
    _mapping("verifikasi"),
    _text("hasil_verifikasi"),
    _mapping("teks_asli"),
    CheckConstraint(f"bulan_mulai {BULAN}", name="bulan_mulai_wajar"),
    CheckConstraint(f"bulan_selesai {BULAN}", name="bulan_selesai_wajar"),
    *_not_negative("biaya", "penerima_l", "penerima_p", "penerima_rtm", "biaya_mitra"),
)

sumber_biaya = _table(
    "sumber_biaya",
    _id(),
    _ref("kegiatan_id", "kegiatan"),
    _urut(),
    _text("sumber"),
    Column("jumlah", sa.BigInteger),
    _flag("is_silpa"),
    *_not_negative("jumlah"),
)

baris_rab = _table(
    "baris_rab",
    _id(),
    _ref("kegiatan_id", "kegiatan"),
    _urut(),
    *_word("kelompok", KelompokRab, nullable=True),
    *[_text(one) for one in ("kategori", "kode", "uraian")],
    Column("volume", Exact),
    Column("volume_swadaya", Exact),
    _text("satuan"),
    Column("harga_satuan", sa.BigInteger),
    _text("sumber"),
    _mapping("teks_asli"),
    *_not_negative("harga_satuan"),
)

pagu = _table(
    "pagu",
    _id(),
    _ref("rkp_desa_id", "rkp_desa"),
    _urut(),
    _text("sumber"),
    Column("jumlah", sa.BigInteger),
    Column("silpa", sa.BigInteger),
    _flag("is_definitif"),
    _mapping("teks_asli"),
    *_not_negative("jumlah", "silpa"),
)

anggota_tim = _table(
    "anggota_tim",
    _id(),
    _ref("rkp_desa_id", "rkp_desa"),
    _urut(),
    *_word("tim", JenisTim, JenisTim.PENYUSUN),
    *_member(),
)

rencana_tim = _table(
    "rencana_tim",
    _id(),
    _ref("rkp_desa_id", "rkp_desa"),
    _urut(),
    _text("uraian"),
    Column("tanggal", sa.Date),
    _text("tempat"),
    _text("keterangan"),
)

program_masuk = _table("program_masuk", _id(), _ref("rkp_desa_id", "rkp_desa"), _urut(), *_programme())

evaluasi = _table(
    "evaluasi",
    _id(),
    _ref("rkp_desa_id", "rkp_desa"),
    _urut(),
    _link("kegiatan_id"),
    *[_text(one) for one in ("kode", "nama", "lokasi")],
    *[Column(one, sa.BigInteger) for one in ("anggaran", "realisasi")],
    _flag("is_terlaksana"),
    _text("keterangan"),
    _mapping("teks_asli"),
    *_not_negative("anggaran", "realisasi"),
)

durkp = _table(
    "durkp",
    _id(),
    _owner(),
    Column("tahun", sa.Integer, nullable=False),
    _count("tahun_target"),
    _text("nomor"),
    Column("tanggal", sa.Date),
    *_ratified(),
    *_root(),
    UniqueConstraint("desa_id", "tahun"),
    CheckConstraint(f"tahun {TAHUN}", name="tahun_wajar"),
)

baris_durkp = _table(
    "baris_durkp",
    _id(),
    _ref("durkp_id", "durkp"),
    _urut(),
    _count("prioritas"),
    *[_text(one) for one in ("bidang", "kode", "nama", "alasan", "lokasi")],
    Column("volume", Exact),
    _text("satuan"),
    *[_count(one) for one in ("bulan_mulai", "bulan_selesai")],
    Column("perkiraan_biaya", sa.BigInteger),
    *[_count(one) for one in ("penerima_l", "penerima_p", "penerima_rtm")],
    _tuple("sdgs"),
    *[_text(one) for one in ("data_eksisting", "sasaran", "sumber", "opd_tujuan", "data_pendukung")],
    _text("koordinat"),
    _tuple("tanda"),
    _link("usulan_id"),
    _link("asal_id"),
    *[_text(one) for one in ("jawaban", "jawaban_alasan")],
    Column("jawaban_tanggal", sa.Date),
    _mapping("teks_asli"),
    CheckConstraint("jawaban IN ('', 'diterima', 'ditunda', 'ditolak')", name="jawaban_dikenal"),
    CheckConstraint("prioritas >= 1", name="prioritas_dari_satu"),
    CheckConstraint(f"bulan_mulai {BULAN}", name="bulan_mulai_wajar"),
    CheckConstraint(f"bulan_selesai {BULAN}", name="bulan_selesai_wajar"),
    *_not_negative("perkiraan_biaya", "penerima_l", "penerima_p", "penerima_rtm"),
)

# ------------------------------------------------------------------ the medium-term plan

rpjm_desa = _table(
    "rpjm_desa",
    _id(),
    _owner(),
    Column("tahun", sa.Integer, nullable=False),
    _count("tahun_akhir"),
    Column("tanggal_pelantikan", sa.Date),
    _text("visi"),
    _text("nomor_perdes"),
    Column("tanggal_perdes", sa.Date),
    _text("nomor_sk"),
    Column("tanggal_sk", sa.Date),
    *[_text(one) for one in ("ketua_tim", "dasar_perubahan", "sketsa")],
    _mapping("teks"),
    *_ratified(),
    *_root(),
    UniqueConstraint("desa_id", "tahun"),
    CheckConstraint(f"tahun {TAHUN}", name="tahun_wajar"),
    CheckConstraint("tahun_akhir BETWEEN tahun AND tahun + 10", name="tahun_akhir_wajar"),
)

arah_rpjm = _table(
    "arah_rpjm",
    _id(),
    _ref("rpjm_desa_id", "rpjm_desa"),
    _urut(),
    *_word("tingkat", TingkatArah, TingkatArah.MISI),
    _link("induk_id"),
    _text("uraian"),
)

kegiatan_rpjm = _table(
    "kegiatan_rpjm",
    _id(),
    _ref("rpjm_desa_id", "rpjm_desa"),
    _urut(),
    _text("kode"),
    _text("nama"),
    _tuple("sdgs"),
    _text("lokasi"),
    Column("volume", Exact),
    _text("satuan"),
    _text("sasaran"),
    *[_count(one) for one in ("penerima_l", "penerima_p", "penerima_rtm")],
    *[_text(one) for one in ("data_eksisting", "indikator")],
    _mapping("target"),
    _tuple("tahun"),
    _mapping("biaya_tahun"),
    _tuple("sumber"),
    *_word("pola", PolaPelaksanaan, nullable=True),
    _tuple("tanda"),
    _link("arah_id"),
    _link("usulan_id"),
    _tuple("gabungan_dari"),
    _text("alasan"),
    _mapping("teks_asli"),
    *_not_negative("penerima_l", "penerima_p", "penerima_rtm"),
)

kalender_musim = _table(
    "kalender_musim",
    _id(),
    _ref("rpjm_desa_id", "rpjm_desa"),
    _urut(),
    _text("uraian"),
    _tuple("bulan"),
)

kajian_lembaga = _table(
    "kajian_lembaga",
    _id(),
    _ref("rpjm_desa_id", "rpjm_desa"),
    _urut(),
    *[_text(one) for one in ("lembaga", "peran", "masalah", "potensi")],
)

masalah = _table(
    "masalah",
    _id(),
    _ref("rpjm_desa_id", "rpjm_desa"),
    _urut(),
    *[_text(one) for one in ("kategori", "uraian", "penyebab", "potensi", "tindakan")],
    _mapping("nilai"),
)

program_rpjm = _table("program_rpjm", _id(), _ref("rpjm_desa_id", "rpjm_desa"), _urut(), *_programme())

anggota_tim_rpjm = _table("anggota_tim_rpjm", _id(), _ref("rpjm_desa_id", "rpjm_desa"), _urut(), *_member())

# ------------------------------------------------------------------ prices and rules of the office

daftar_harga = _table(
    "daftar_harga",
    _id(),
    _owner(),
    Column("tahun", sa.Integer, nullable=False),
    _text("judul"),
    _text("sumber"),
    *_root(),
    UniqueConstraint("desa_id", "tahun"),
    CheckConstraint(f"tahun {TAHUN}", name="tahun_wajar"),
)

harga_satuan = _table(
    "harga_satuan",
    _id(),
    _ref("daftar_harga_id", "daftar_harga"),
    _urut(),
    _text("kode"),
    _text("uraian"),
    *_word("kelompok", KelompokRab, nullable=True),
    _text("satuan"),
    Column("harga", sa.BigInteger),
    _text("lokasi"),
    _mapping("teks_asli"),
    *_not_negative("harga"),
)

paket_tersimpan = _table(
    "paket_tersimpan",
    _id(),
    Column("nomor", sa.Text, nullable=False),
    Column("tanggal", sa.Date, nullable=False),
    *[_text(one) for one in ("judul", "isi", "asal")],
    _flag("is_berlaku"),
    *_root(),
    UniqueConstraint("nomor"),
)

# ------------------------------------------------------------------ checklists

isian = _table(
    "isian",
    _id(),
    _owner(),
    Column("form_id", sa.Text, nullable=False),
    Column("periode", sa.Text, nullable=False),
    _text("judul"),
    _text("templat_versi"),
    _text("templat_sha256"),
    _link("keluarga_id"),
    *_ratified(),
    *_root(),
    UniqueConstraint("desa_id", "form_id", "periode", "keluarga_id"),
    Index("ix_isian_keluarga", "keluarga_id"),
)
# two empty families are not equal for the constraint above
Index(
    "uq_isian_kantor",
    isian.c.desa_id,
    isian.c.form_id,
    isian.c.periode,
    unique=True,
    sqlite_where=sa.text("keluarga_id IS NULL"),
)

jawaban = _table(
    "jawaban",
    _id(),
    _ref("isian_id", "isian"),
    Column("kode", sa.Text, nullable=False),
    Column("nilai", Json),
    _text("asal"),
    UniqueConstraint("isian_id", "kode"),
)

# ------------------------------------------------------------------ the kecamatan's own dokumen

telaah = _table(
    "telaah",
    _id(),
    _owner("desa"),
    Column("dokumen", sa.Uuid(native_uuid=False), nullable=False, index=True),
    Column("jenis", sa.Text, nullable=False),
    _text("judul"),
    _text("digest"),
    *_word("hasil", HasilTelaah, HasilTelaah.DIKEMBALIKAN),
    *_ratified(),
    *_root(),
)

catatan_telaah = _table(
    "catatan_telaah",
    _id(),
    _ref("telaah_id", "telaah"),
    _urut(),
    _text("record"),
    _text("kolom"),
    *_word("jenis", JenisCatatan, JenisCatatan.WAJIB),
    _text("teks"),
    _text("saran"),
)

tanda_terima = _table(
    "tanda_terima",
    _id(),
    _owner("desa"),
    Column("chain", sa.Text, nullable=False),
    Column("seq", sa.Integer, nullable=False),
    Column("digest", sa.Text, nullable=False),
    *_word("keadaan", KeadaanPenerimaan),
    _text("alasan"),
    Column("pada", Moment),
    *_root(),
    UniqueConstraint("chain", "seq"),
)

kompilasi = _table(
    "kompilasi",
    _id(),
    Column("jenis", sa.Text, nullable=False),
    Column("tahun", sa.Integer, nullable=False),
    *_word("status", StatusDokumen, StatusDokumen.KONSEP),
    Column("revisi", sa.Integer, nullable=False, server_default="0"),
    *[_tuple(one) for one in ("baris", "sumber", "belum")],
    *_root(),
    UniqueConstraint("jenis", "tahun"),
)

Index("ix_jawaban_kode", jawaban.c.isian_id, jawaban.c.kode)

"""The tables of the store itself: steps and audit, drafts, the archive of snapshots, kiriman and keys."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, Column, ForeignKey, Table, UniqueConstraint

from desa_desktop.store.tables import metadata
from desa_desktop.store.types import Json, Moment

DIGEST = sa.String(64)

langkah = Table(
    "langkah",
    metadata,
    Column("id", sa.Integer, primary_key=True, autoincrement=True),
    Column("nama", sa.Text, nullable=False),
    Column("oleh", sa.Text, nullable=False),
    Column("pada", Moment, nullable=False),
    Column("jenis", sa.Text, nullable=False, server_default="ubah"),
    Column("dari", sa.Integer, ForeignKey("langkah.id")),
    CheckConstraint(
        "jenis IN ('ubah', 'urungkan', 'ulangi', 'terima', 'batal', 'sahkan')", name="jenis_dikenal"
    ),
    CheckConstraint(
        "(jenis IN ('urungkan', 'ulangi', 'batal')) = (dari IS NOT NULL)", name="dari_bila_perlu"
    ),
)

langkah_baris = Table(
    "langkah_baris",
    metadata,
    Column("id", sa.Integer, primary_key=True, autoincrement=True),
    Column("langkah_id", sa.Integer, ForeignKey("langkah.id"), nullable=False, index=True),
    Column("tabel", sa.Text, nullable=False),
    Column("baris_id", sa.Uuid(native_uuid=False), nullable=False, index=True),
    Column("dokumen_id", sa.Uuid(native_uuid=False), index=True),
    Column("sebelum", Json),
    Column("sesudah", Json),
    CheckConstraint("sebelum IS NOT NULL OR sesudah IS NOT NULL", name="ada_isi"),
)

audit = Table(
    "audit",
    metadata,
    Column("seq", sa.Integer, primary_key=True, autoincrement=True),
    Column("pada", sa.Text, nullable=False),
    Column("oleh", sa.Text, nullable=False),
    Column("laptop", sa.Text, nullable=False),
    Column("tindakan", sa.Text, nullable=False),
    Column("tabel", sa.Text, nullable=False),
    Column("baris_id", sa.Text, nullable=False),
    Column("kolom", sa.Text, nullable=False),
    Column("sidik", sa.Text, nullable=False),
    Column("hash_lalu", DIGEST, nullable=False),
    Column("hash", DIGEST, nullable=False),
)

draf = Table(
    "draf",
    metadata,
    Column("id", sa.Uuid(native_uuid=False), primary_key=True),
    Column("layar", sa.Text, nullable=False),
    Column("baris_id", sa.Text, nullable=False),
    Column("kolom", sa.Text, nullable=False),
    Column("isi", sa.Text, nullable=False),
    Column("pada", Moment, nullable=False),
    UniqueConstraint("layar", "baris_id", "kolom"),
)

meta = Table(
    "meta",
    metadata,
    Column("kunci", sa.Text, primary_key=True),
    Column("nilai", sa.Text, nullable=False),
)

# ------------------------------------------------------------------ dokumen and snapshots

dokumen = Table(
    "dokumen",
    metadata,
    Column("id", sa.Uuid(native_uuid=False), primary_key=True),
    Column("jenis", sa.Text, nullable=False),
    Column("pemilik", sa.Uuid(native_uuid=False), nullable=False, index=True),
    # the snapshot that the tables hold, and the newest step when that was so
    Column("digest_tabel", DIGEST),
    Column("langkah_tabel", sa.Integer, nullable=False, server_default="0"),
)

snapshot = Table(
    "snapshot",
    metadata,
    Column("digest", DIGEST, primary_key=True),
    Column("dokumen_id", sa.Uuid(native_uuid=False), ForeignKey("dokumen.id"), nullable=False, index=True),
    Column("skema", sa.Integer, nullable=False),
    Column("status", sa.Text, nullable=False),
    Column("revisi", sa.Integer, nullable=False),
    Column("parents", Json, nullable=False),
    Column("leluhur", Json, nullable=False),
    Column("oleh", sa.Text, nullable=False),
    Column("pada", sa.Text, nullable=False),
    Column("isi", sa.LargeBinary, nullable=False),
    Column("dari_kiriman", DIGEST),
    CheckConstraint("status IN ('konsep', 'disahkan', 'dicabut')", name="status_dikenal"),
)

digest_lama = Table(
    "digest_lama",
    metadata,
    Column("dokumen_id", sa.Uuid(native_uuid=False), primary_key=True),
    Column("digest", DIGEST, primary_key=True),
)

lampiran = Table(
    "lampiran",
    metadata,
    Column("sha256", DIGEST, primary_key=True),
    Column("ukuran", sa.Integer, nullable=False),
    Column("isi", sa.LargeBinary, nullable=False),
)

# ------------------------------------------------------------------ kiriman

buku_kiriman = Table(
    "buku_kiriman",
    metadata,
    Column("chain", sa.Text, primary_key=True),
    Column("seq", sa.Integer, primary_key=True),
    Column("digest", DIGEST, nullable=False, unique=True),
    Column("prev", DIGEST, nullable=False),
    Column("kid", sa.Text, nullable=False, index=True),
    Column("jenis", sa.Text, nullable=False),
    Column("berkas", DIGEST, nullable=False),
    Column("replaces", Json),
    Column("dokumen", Json, nullable=False),
    Column("pada", Moment, nullable=False),
    Column("oleh", sa.Text, nullable=False),
    Column("keadaan", sa.Text, nullable=False),
    Column("langkah_id", sa.Integer, ForeignKey("langkah.id")),
    Column("baru", Json, nullable=False),
    CheckConstraint("keadaan IN ('diterima', 'dibatalkan')", name="keadaan_dikenal"),
)

kiriman_keluar = Table(
    "kiriman_keluar",
    metadata,
    Column("chain", sa.Text, primary_key=True),
    Column("seq", sa.Integer, primary_key=True),
    Column("kepada", sa.Text, nullable=False, index=True),
    Column("jenis", sa.Text, nullable=False),
    Column("mode", sa.Text, nullable=False),
    Column("keadaan", sa.Text, nullable=False),
    Column("digest", DIGEST),
    Column("berkas", sa.Text, nullable=False, server_default=""),
    Column("ukuran", sa.Integer, nullable=False, server_default="0"),
    Column("dokumen", Json, nullable=False),
    Column("held", Json, nullable=False),
    Column("salt", sa.Text, nullable=False, server_default=""),
    Column("pada", Moment, nullable=False),
    Column("salinan", Json, nullable=False),
    CheckConstraint(
        "keadaan IN ('dipesan', 'tersegel', 'diterima', 'ditolak', 'ditahan')", name="keadaan_dikenal"
    ),
    CheckConstraint("keadaan = 'dipesan' OR digest IS NOT NULL", name="tersegel_punya_digest"),
)

kotak_masuk = Table(
    "kotak_masuk",
    metadata,
    Column("sha256", DIGEST, primary_key=True),
    Column("nama", sa.Text, nullable=False),
    Column("ukuran", sa.Integer, nullable=False),
    Column("keadaan", sa.Text, nullable=False),
    Column("kode", sa.Text, nullable=False),
    Column("teks", sa.Text, nullable=False),
    Column("tempat", sa.Text, nullable=False),
    Column("pengirim", Json, nullable=False),
    Column("digest", sa.Text, nullable=False, server_default=""),
    Column("alasan", sa.Text, nullable=False, server_default=""),
    Column("dibaca_pada", Moment, nullable=False),
    CheckConstraint("tempat IN ('masuk', 'arsip', 'karantina')", name="tempat_dikenal"),
)

held = Table(
    "held",
    metadata,
    Column("kid", sa.Text, primary_key=True),
    Column("chain", sa.Text, nullable=False),
    Column("seq", sa.Integer, nullable=False),
    Column("digest", Json, nullable=False),
    Column("pada", Moment, nullable=False),
    Column("seen", Json, nullable=False),
)

# ------------------------------------------------------------------ keys and trust

sertifikat = Table(
    "sertifikat",
    metadata,
    Column("teks", sa.Text, primary_key=True),
    Column("kid", sa.Text, nullable=False, index=True),
    Column("jenis", sa.Text, nullable=False),
    Column("pada", Moment, nullable=False),
    Column("oleh", sa.Text, nullable=False, server_default=""),
    CheckConstraint("jenis IN ('akar', 'sendiri', 'sertifikat', 'cabut')", name="jenis_dikenal"),
)

nomor_diketik = Table(
    "nomor_diketik",
    metadata,
    Column("kode", sa.Text, primary_key=True),
    Column("angka", sa.Text, nullable=False),
    Column("pada", Moment, nullable=False),
    Column("oleh", sa.Text, nullable=False),
)

cadangan = Table(
    "cadangan",
    metadata,
    Column("berkas", sa.Text, primary_key=True),
    Column("sha256", DIGEST, nullable=False),
    Column("ukuran", sa.Integer, nullable=False),
    Column("pada", Moment, nullable=False),
    Column("sebab", sa.Text, nullable=False),
    Column("jumlah", Json, nullable=False),
    Column("teruji_pada", Moment),
)

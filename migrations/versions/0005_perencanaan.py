"""The planning year whole: RPJM Desa, teams, evaluation, programmes, prices, rules, and all the room notes."""

import sqlalchemy as sa
from alembic import op

revision = "0005_perencanaan"
down_revision = "0004_isian"
branch_labels = None
depends_on = None

TEXT = "TEXT DEFAULT '' NOT NULL"
MAPPING = "TEXT DEFAULT '{}' NOT NULL"
TUPLE = "TEXT DEFAULT '[]' NOT NULL"
LINK = "CHAR(32)"
MOMENT = "MOMENT"
# column -> what the table says of it; COUNT and MONEY get the check that they are not below zero,
# MOMENT is what either server calls a date with its time
COLUMNS = {
    "kantor": {"setelan": MAPPING},
    "usulan": {
        "kelompok": TEXT,
        "penerima_rtm": "COUNT",
        "sdgs": TUPLE,
        "asal_usulan_id": LINK,
    },
    "musyawarah": {
        "alasan_hitung": TEXT,
        "cara_nilai": "VARCHAR DEFAULT 'bersama' NOT NULL CONSTRAINT ck_musyawarah_cara_nilai_dikenal"
        " CHECK (cara_nilai IN ('bersama', 'penilai', 'dukungan'))",
        "skema_nilai": TEXT,
        "nomor_ba": TEXT,
        "surat": MAPPING,
        "dibuka_pada": MOMENT,
        "ditunda_pada": MOMENT,
        "rapat_sebelum_id": LINK,
        "foto": TEXT,
    },
    "bahasan": {"nilai_penilai": MAPPING, "dukungan_l": "COUNT", "dukungan_p": "COUNT"},
    "catatan": {"unsur": TEXT, "tanggapan": TEXT, "agenda_id": LINK},
    "rkp_desa": {
        "nomor_sk": TEXT,
        "tanggal_sk": "DATE",
        "nomor_ba": TEXT,
        "dasar_perubahan": TEXT,
        "teks": MAPPING,
    },
    "kegiatan": {
        "rpjm_id": LINK,
        "alasan_rpjm": TEXT,
        "nomor_ba_rpjm": TEXT,
        "rumus": MAPPING,
        "mitra": TEXT,
        "biaya_mitra": "MONEY",
        "verifikasi": MAPPING,
        "hasil_verifikasi": TEXT,
    },
    "baris_rab": {"kategori": TEXT, "volume_swadaya": "VARCHAR"},
    "baris_durkp": {
        "penerima_rtm": "COUNT",
        "sdgs": TUPLE,
        "data_eksisting": TEXT,
        "sasaran": TEXT,
        "koordinat": TEXT,
        "asal_id": LINK,
        "jawaban": f"{TEXT} CONSTRAINT ck_baris_durkp_jawaban_dikenal"
        " CHECK (jawaban IN ('', 'diterima', 'ditunda', 'ditolak'))",
        "jawaban_alasan": TEXT,
        "jawaban_tanggal": "DATE",
    },
}
COUNTED = {"COUNT": "INTEGER", "MONEY": "BIGINT"}


def _add(table: str, column: str, kind: str) -> None:
    if kind in COUNTED:
        kind = f"{COUNTED[kind]} CONSTRAINT ck_{table}_{column}_tidak_minus CHECK ({column} >= 0)"
    if kind == MOMENT:
        is_server = op.get_bind().dialect.name == "postgresql"
        kind = "TIMESTAMP WITH TIME ZONE" if is_server else "DATETIME"
    # written out: add_column cannot name a check of its column on SQLite
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")


def upgrade() -> None:
    for table, columns in COLUMNS.items():
        for column, kind in columns.items():
            _add(table, column, kind)
    op.create_table(
        "daftar_harga",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("desa_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("judul", sa.Text(), server_default="", nullable=False),
        sa.Column("sumber", sa.Text(), server_default="", nullable=False),
        sa.Column("versi", sa.Integer(), server_default="1", nullable=False),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("tahun BETWEEN 2000 AND 2100", name=op.f("ck_daftar_harga_tahun_wajar")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_daftar_harga")),
        sa.UniqueConstraint("desa_id", "tahun", name=op.f("uq_daftar_harga_desa_id_tahun")),
    )
    op.create_index(op.f("ix_daftar_harga_desa_id"), "daftar_harga", ["desa_id"], unique=False)
    op.create_table(
        "paket_tersimpan",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("nomor", sa.Text(), nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("judul", sa.Text(), server_default="", nullable=False),
        sa.Column("isi", sa.Text(), server_default="", nullable=False),
        sa.Column("asal", sa.Text(), server_default="", nullable=False),
        sa.Column("is_berlaku", sa.Boolean(name="is_berlaku"), server_default=sa.text("0"), nullable=False),
        sa.Column("versi", sa.Integer(), server_default="1", nullable=False),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paket_tersimpan")),
        sa.UniqueConstraint("nomor", name=op.f("uq_paket_tersimpan_nomor")),
    )
    op.create_table(
        "rpjm_desa",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("desa_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("tahun_akhir", sa.Integer(), nullable=True),
        sa.Column("tanggal_pelantikan", sa.Date(), nullable=True),
        sa.Column("visi", sa.Text(), server_default="", nullable=False),
        sa.Column("nomor_perdes", sa.Text(), server_default="", nullable=False),
        sa.Column("tanggal_perdes", sa.Date(), nullable=True),
        sa.Column("nomor_sk", sa.Text(), server_default="", nullable=False),
        sa.Column("tanggal_sk", sa.Date(), nullable=True),
        sa.Column("ketua_tim", sa.Text(), server_default="", nullable=False),
        sa.Column("dasar_perubahan", sa.Text(), server_default="", nullable=False),
        sa.Column("sketsa", sa.Text(), server_default="", nullable=False),
        sa.Column("teks", sa.Text(), server_default="{}", nullable=False),
        sa.Column("status", sa.String(), server_default="konsep", nullable=False),
        sa.Column("revisi", sa.Integer(), server_default="0", nullable=False),
        sa.Column("alasan", sa.Text(), server_default="", nullable=False),
        sa.Column("versi", sa.Integer(), server_default="1", nullable=False),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "status <> 'disahkan' OR revisi >= 1", name=op.f("ck_rpjm_desa_disahkan_punya_revisi")
        ),
        sa.CheckConstraint(
            "status IN ('konsep', 'disahkan', 'dicabut')", name=op.f("ck_rpjm_desa_status_dikenal")
        ),
        sa.CheckConstraint("revisi >= 0", name=op.f("ck_rpjm_desa_revisi_tidak_minus")),
        sa.CheckConstraint("tahun BETWEEN 2000 AND 2100", name=op.f("ck_rpjm_desa_tahun_wajar")),
        sa.CheckConstraint(
            "tahun_akhir BETWEEN tahun AND tahun + 10", name=op.f("ck_rpjm_desa_tahun_akhir_wajar")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rpjm_desa")),
        sa.UniqueConstraint("desa_id", "tahun", name=op.f("uq_rpjm_desa_desa_id_tahun")),
    )
    op.create_index(op.f("ix_rpjm_desa_desa_id"), "rpjm_desa", ["desa_id"], unique=False)
    op.create_table(
        "anggota_tim",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("rkp_desa_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("tim", sa.String(), server_default="penyusun", nullable=False),
        sa.Column("nama", sa.Text(), server_default="", nullable=False),
        sa.Column("jk", sa.Text(), server_default="", nullable=False),
        sa.Column("tempat_lahir", sa.Text(), server_default="", nullable=False),
        sa.Column("tanggal_lahir", sa.Date(), nullable=True),
        sa.Column("jabatan", sa.Text(), server_default="", nullable=False),
        sa.Column("unsur", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("jk IN ('', 'L', 'P')", name=op.f("ck_anggota_tim_jk_dikenal")),
        sa.CheckConstraint("tim IN ('penyusun', 'verifikasi')", name=op.f("ck_anggota_tim_tim_dikenal")),
        sa.ForeignKeyConstraint(
            ["rkp_desa_id"],
            ["rkp_desa.id"],
            name=op.f("fk_anggota_tim_rkp_desa_id_rkp_desa"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_anggota_tim")),
    )
    op.create_index(op.f("ix_anggota_tim_rkp_desa_id"), "anggota_tim", ["rkp_desa_id"], unique=False)
    op.create_table(
        "anggota_tim_rpjm",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("rpjm_desa_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("nama", sa.Text(), server_default="", nullable=False),
        sa.Column("jk", sa.Text(), server_default="", nullable=False),
        sa.Column("tempat_lahir", sa.Text(), server_default="", nullable=False),
        sa.Column("tanggal_lahir", sa.Date(), nullable=True),
        sa.Column("jabatan", sa.Text(), server_default="", nullable=False),
        sa.Column("unsur", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("jk IN ('', 'L', 'P')", name=op.f("ck_anggota_tim_rpjm_jk_dikenal")),
        sa.ForeignKeyConstraint(
            ["rpjm_desa_id"],
            ["rpjm_desa.id"],
            name=op.f("fk_anggota_tim_rpjm_rpjm_desa_id_rpjm_desa"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_anggota_tim_rpjm")),
    )
    op.create_index(
        op.f("ix_anggota_tim_rpjm_rpjm_desa_id"), "anggota_tim_rpjm", ["rpjm_desa_id"], unique=False
    )
    op.create_table(
        "arah_rpjm",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("rpjm_desa_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("tingkat", sa.String(), server_default="misi", nullable=False),
        sa.Column("induk_id", sa.Uuid(native_uuid=False), nullable=True),
        sa.Column("uraian", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(
            "tingkat IN ('misi', 'tujuan', 'sasaran')", name=op.f("ck_arah_rpjm_tingkat_dikenal")
        ),
        sa.ForeignKeyConstraint(
            ["rpjm_desa_id"],
            ["rpjm_desa.id"],
            name=op.f("fk_arah_rpjm_rpjm_desa_id_rpjm_desa"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arah_rpjm")),
    )
    op.create_index(op.f("ix_arah_rpjm_rpjm_desa_id"), "arah_rpjm", ["rpjm_desa_id"], unique=False)
    op.create_table(
        "evaluasi",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("rkp_desa_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("kegiatan_id", sa.Uuid(native_uuid=False), nullable=True),
        sa.Column("kode", sa.Text(), server_default="", nullable=False),
        sa.Column("nama", sa.Text(), server_default="", nullable=False),
        sa.Column("lokasi", sa.Text(), server_default="", nullable=False),
        sa.Column("anggaran", sa.BigInteger(), nullable=True),
        sa.Column("realisasi", sa.BigInteger(), nullable=True),
        sa.Column(
            "is_terlaksana", sa.Boolean(name="is_terlaksana"), server_default=sa.text("0"), nullable=False
        ),
        sa.Column("keterangan", sa.Text(), server_default="", nullable=False),
        sa.Column("teks_asli", sa.Text(), server_default="{}", nullable=False),
        sa.CheckConstraint("anggaran >= 0", name=op.f("ck_evaluasi_anggaran_tidak_minus")),
        sa.CheckConstraint("realisasi >= 0", name=op.f("ck_evaluasi_realisasi_tidak_minus")),
        sa.ForeignKeyConstraint(
            ["rkp_desa_id"],
            ["rkp_desa.id"],
            name=op.f("fk_evaluasi_rkp_desa_id_rkp_desa"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluasi")),
    )
    op.create_index(op.f("ix_evaluasi_rkp_desa_id"), "evaluasi", ["rkp_desa_id"], unique=False)
    op.create_table(
        "harga_satuan",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("daftar_harga_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("kode", sa.Text(), server_default="", nullable=False),
        sa.Column("uraian", sa.Text(), server_default="", nullable=False),
        sa.Column("kelompok", sa.String(), nullable=True),
        sa.Column("satuan", sa.Text(), server_default="", nullable=False),
        sa.Column("harga", sa.BigInteger(), nullable=True),
        sa.Column("lokasi", sa.Text(), server_default="", nullable=False),
        sa.Column("teks_asli", sa.Text(), server_default="{}", nullable=False),
        sa.CheckConstraint(
            "kelompok IN ('bahan', 'alat', 'upah', 'lain')", name=op.f("ck_harga_satuan_kelompok_dikenal")
        ),
        sa.CheckConstraint("harga >= 0", name=op.f("ck_harga_satuan_harga_tidak_minus")),
        sa.ForeignKeyConstraint(
            ["daftar_harga_id"],
            ["daftar_harga.id"],
            name=op.f("fk_harga_satuan_daftar_harga_id_daftar_harga"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_harga_satuan")),
    )
    op.create_index(
        op.f("ix_harga_satuan_daftar_harga_id"), "harga_satuan", ["daftar_harga_id"], unique=False
    )
    op.create_table(
        "kajian_lembaga",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("rpjm_desa_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("lembaga", sa.Text(), server_default="", nullable=False),
        sa.Column("peran", sa.Text(), server_default="", nullable=False),
        sa.Column("masalah", sa.Text(), server_default="", nullable=False),
        sa.Column("potensi", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["rpjm_desa_id"],
            ["rpjm_desa.id"],
            name=op.f("fk_kajian_lembaga_rpjm_desa_id_rpjm_desa"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kajian_lembaga")),
    )
    op.create_index(op.f("ix_kajian_lembaga_rpjm_desa_id"), "kajian_lembaga", ["rpjm_desa_id"], unique=False)
    op.create_table(
        "kalender_musim",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("rpjm_desa_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("uraian", sa.Text(), server_default="", nullable=False),
        sa.Column("bulan", sa.Text(), server_default="[]", nullable=False),
        sa.ForeignKeyConstraint(
            ["rpjm_desa_id"],
            ["rpjm_desa.id"],
            name=op.f("fk_kalender_musim_rpjm_desa_id_rpjm_desa"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kalender_musim")),
    )
    op.create_index(op.f("ix_kalender_musim_rpjm_desa_id"), "kalender_musim", ["rpjm_desa_id"], unique=False)
    op.create_table(
        "kegiatan_rpjm",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("rpjm_desa_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("kode", sa.Text(), server_default="", nullable=False),
        sa.Column("nama", sa.Text(), server_default="", nullable=False),
        sa.Column("sdgs", sa.Text(), server_default="[]", nullable=False),
        sa.Column("lokasi", sa.Text(), server_default="", nullable=False),
        sa.Column("volume", sa.String(), nullable=True),
        sa.Column("satuan", sa.Text(), server_default="", nullable=False),
        sa.Column("sasaran", sa.Text(), server_default="", nullable=False),
        sa.Column("penerima_l", sa.Integer(), nullable=True),
        sa.Column("penerima_p", sa.Integer(), nullable=True),
        sa.Column("penerima_rtm", sa.Integer(), nullable=True),
        sa.Column("data_eksisting", sa.Text(), server_default="", nullable=False),
        sa.Column("indikator", sa.Text(), server_default="", nullable=False),
        sa.Column("target", sa.Text(), server_default="{}", nullable=False),
        sa.Column("tahun", sa.Text(), server_default="[]", nullable=False),
        sa.Column("biaya_tahun", sa.Text(), server_default="{}", nullable=False),
        sa.Column("sumber", sa.Text(), server_default="[]", nullable=False),
        sa.Column("pola", sa.String(), nullable=True),
        sa.Column("tanda", sa.Text(), server_default="[]", nullable=False),
        sa.Column("arah_id", sa.Uuid(native_uuid=False), nullable=True),
        sa.Column("usulan_id", sa.Uuid(native_uuid=False), nullable=True),
        sa.Column("gabungan_dari", sa.Text(), server_default="[]", nullable=False),
        sa.Column("alasan", sa.Text(), server_default="", nullable=False),
        sa.Column("teks_asli", sa.Text(), server_default="{}", nullable=False),
        sa.CheckConstraint(
            "pola IN ('swakelola', 'kerja_sama_desa', 'pihak_ketiga')",
            name=op.f("ck_kegiatan_rpjm_pola_dikenal"),
        ),
        sa.CheckConstraint("penerima_l >= 0", name=op.f("ck_kegiatan_rpjm_penerima_l_tidak_minus")),
        sa.CheckConstraint("penerima_p >= 0", name=op.f("ck_kegiatan_rpjm_penerima_p_tidak_minus")),
        sa.CheckConstraint("penerima_rtm >= 0", name=op.f("ck_kegiatan_rpjm_penerima_rtm_tidak_minus")),
        sa.ForeignKeyConstraint(
            ["rpjm_desa_id"],
            ["rpjm_desa.id"],
            name=op.f("fk_kegiatan_rpjm_rpjm_desa_id_rpjm_desa"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kegiatan_rpjm")),
    )
    op.create_index(op.f("ix_kegiatan_rpjm_rpjm_desa_id"), "kegiatan_rpjm", ["rpjm_desa_id"], unique=False)
    op.create_table(
        "masalah",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("rpjm_desa_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("kategori", sa.Text(), server_default="", nullable=False),
        sa.Column("uraian", sa.Text(), server_default="", nullable=False),
        sa.Column("penyebab", sa.Text(), server_default="", nullable=False),
        sa.Column("potensi", sa.Text(), server_default="", nullable=False),
        sa.Column("tindakan", sa.Text(), server_default="", nullable=False),
        sa.Column("nilai", sa.Text(), server_default="{}", nullable=False),
        sa.ForeignKeyConstraint(
            ["rpjm_desa_id"],
            ["rpjm_desa.id"],
            name=op.f("fk_masalah_rpjm_desa_id_rpjm_desa"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_masalah")),
    )
    op.create_index(op.f("ix_masalah_rpjm_desa_id"), "masalah", ["rpjm_desa_id"], unique=False)
    op.create_table(
        "penilai",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("musyawarah_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("nama", sa.Text(), server_default="", nullable=False),
        sa.Column("unsur", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["musyawarah_id"],
            ["musyawarah.id"],
            name=op.f("fk_penilai_musyawarah_id_musyawarah"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_penilai")),
    )
    op.create_index(op.f("ix_penilai_musyawarah_id"), "penilai", ["musyawarah_id"], unique=False)
    op.create_table(
        "program_masuk",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("rkp_desa_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bidang", sa.Text(), server_default="", nullable=False),
        sa.Column("nama", sa.Text(), server_default="", nullable=False),
        sa.Column("asal", sa.Text(), server_default="", nullable=False),
        sa.Column("sdgs", sa.Text(), server_default="[]", nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=True),
        sa.Column("lokasi", sa.Text(), server_default="", nullable=False),
        sa.Column("volume", sa.String(), nullable=True),
        sa.Column("satuan", sa.Text(), server_default="", nullable=False),
        sa.Column("pagu", sa.BigInteger(), nullable=True),
        sa.Column("teks_asli", sa.Text(), server_default="{}", nullable=False),
        sa.CheckConstraint("pagu >= 0", name=op.f("ck_program_masuk_pagu_tidak_minus")),
        sa.ForeignKeyConstraint(
            ["rkp_desa_id"],
            ["rkp_desa.id"],
            name=op.f("fk_program_masuk_rkp_desa_id_rkp_desa"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_program_masuk")),
    )
    op.create_index(op.f("ix_program_masuk_rkp_desa_id"), "program_masuk", ["rkp_desa_id"], unique=False)
    op.create_table(
        "program_rpjm",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("rpjm_desa_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bidang", sa.Text(), server_default="", nullable=False),
        sa.Column("nama", sa.Text(), server_default="", nullable=False),
        sa.Column("asal", sa.Text(), server_default="", nullable=False),
        sa.Column("sdgs", sa.Text(), server_default="[]", nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=True),
        sa.Column("lokasi", sa.Text(), server_default="", nullable=False),
        sa.Column("volume", sa.String(), nullable=True),
        sa.Column("satuan", sa.Text(), server_default="", nullable=False),
        sa.Column("pagu", sa.BigInteger(), nullable=True),
        sa.Column("teks_asli", sa.Text(), server_default="{}", nullable=False),
        sa.CheckConstraint("pagu >= 0", name=op.f("ck_program_rpjm_pagu_tidak_minus")),
        sa.ForeignKeyConstraint(
            ["rpjm_desa_id"],
            ["rpjm_desa.id"],
            name=op.f("fk_program_rpjm_rpjm_desa_id_rpjm_desa"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_program_rpjm")),
    )
    op.create_index(op.f("ix_program_rpjm_rpjm_desa_id"), "program_rpjm", ["rpjm_desa_id"], unique=False)
    op.create_table(
        "rencana_tim",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("rkp_desa_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("uraian", sa.Text(), server_default="", nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=True),
        sa.Column("tempat", sa.Text(), server_default="", nullable=False),
        sa.Column("keterangan", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["rkp_desa_id"],
            ["rkp_desa.id"],
            name=op.f("fk_rencana_tim_rkp_desa_id_rkp_desa"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rencana_tim")),
    )
    op.create_index(op.f("ix_rencana_tim_rkp_desa_id"), "rencana_tim", ["rkp_desa_id"], unique=False)


def downgrade() -> None:
    raise NotImplementedError(
        "the older program has no place for an RPJM Desa; a backup is made before each upgrade"
    )

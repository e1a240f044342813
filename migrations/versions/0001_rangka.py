"""The first schema: the office, its village, proposals, meetings, plan, checklists, exchange."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "angka_pokok",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("desa_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), server_default="konsep", nullable=False),
        sa.Column("revisi", sa.Integer(), server_default="0", nullable=False),
        sa.Column("alasan", sa.Text(), server_default="", nullable=False),
        sa.Column("versi", sa.Integer(), server_default="1", nullable=False),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "status <> 'disahkan' OR revisi >= 1", name=op.f("ck_angka_pokok_disahkan_punya_revisi")
        ),
        sa.CheckConstraint(
            "status IN ('konsep', 'disahkan', 'dicabut')", name=op.f("ck_angka_pokok_status_dikenal")
        ),
        sa.CheckConstraint("revisi >= 0", name=op.f("ck_angka_pokok_revisi_tidak_minus")),
        sa.CheckConstraint("tahun BETWEEN 2000 AND 2100", name=op.f("ck_angka_pokok_tahun_wajar")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_angka_pokok")),
        sa.UniqueConstraint("desa_id", "tahun", name=op.f("uq_angka_pokok_desa_id_tahun")),
    )
    op.create_index(op.f("ix_angka_pokok_desa_id"), "angka_pokok", ["desa_id"], unique=False)
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("pada", sa.Text(), nullable=False),
        sa.Column("oleh", sa.Text(), nullable=False),
        sa.Column("laptop", sa.Text(), nullable=False),
        sa.Column("tindakan", sa.Text(), nullable=False),
        sa.Column("tabel", sa.Text(), nullable=False),
        sa.Column("baris_id", sa.Text(), nullable=False),
        sa.Column("kolom", sa.Text(), nullable=False),
        sa.Column("sidik", sa.Text(), nullable=False),
        sa.Column("hash_lalu", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit")),
    )
    op.create_table(
        "cadangan",
        sa.Column("berkas", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("ukuran", sa.Integer(), nullable=False),
        sa.Column("pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sebab", sa.Text(), nullable=False),
        sa.Column("jumlah", sa.Text(), nullable=False),
        sa.Column("teruji_pada", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("berkas", name=op.f("pk_cadangan")),
    )
    op.create_table(
        "catatan_tahap",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("kunci", sa.Text(), nullable=False),
        sa.Column("keadaan", sa.String(), nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=True),
        sa.Column("alasan", sa.Text(), server_default="", nullable=False),
        sa.Column("versi", sa.Integer(), server_default="1", nullable=False),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "keadaan IN ('di_luar', 'ditunda')", name=op.f("ck_catatan_tahap_keadaan_dikenal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catatan_tahap")),
        sa.UniqueConstraint("tahun", "kunci", name=op.f("uq_catatan_tahap_tahun_kunci")),
    )
    op.create_table(
        "daftar_usulan",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("desa_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("nomor_terakhir", sa.Integer(), server_default="0", nullable=False),
        sa.Column("versi", sa.Integer(), server_default="1", nullable=False),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("tahun BETWEEN 2000 AND 2100", name=op.f("ck_daftar_usulan_tahun_wajar")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_daftar_usulan")),
        sa.UniqueConstraint("desa_id", "tahun", name=op.f("uq_daftar_usulan_desa_id_tahun")),
    )
    op.create_index(op.f("ix_daftar_usulan_desa_id"), "daftar_usulan", ["desa_id"], unique=False)
    op.create_table(
        "desa",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("kode", sa.Text(), nullable=False),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("kecamatan", sa.Text(), server_default="", nullable=False),
        sa.Column("kabupaten", sa.Text(), server_default="", nullable=False),
        sa.Column("provinsi", sa.Text(), server_default="", nullable=False),
        sa.Column("alamat", sa.Text(), server_default="", nullable=False),
        sa.Column("kode_pos", sa.Text(), server_default="", nullable=False),
        sa.Column("telepon", sa.Text(), server_default="", nullable=False),
        sa.Column("versi", sa.Integer(), server_default="1", nullable=False),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(kode) = 10", name=op.f("ck_desa_kode_lengkap")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desa")),
        sa.UniqueConstraint("kode", name=op.f("uq_desa_kode")),
    )
    op.create_table(
        "desa_binaan",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("kode", sa.Text(), nullable=False),
        sa.Column("nama", sa.Text(), server_default="", nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("teks_asli", sa.Text(), server_default="{}", nullable=False),
        sa.Column("versi", sa.Integer(), server_default="1", nullable=False),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(kode) = 10", name=op.f("ck_desa_binaan_kode_lengkap")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desa_binaan")),
        sa.UniqueConstraint("kode", name=op.f("uq_desa_binaan_kode")),
    )
    op.create_table(
        "digest_lama",
        sa.Column("dokumen_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("dokumen_id", "digest", name=op.f("pk_digest_lama")),
    )
    op.create_table(
        "dokumen",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("jenis", sa.Text(), nullable=False),
        sa.Column("pemilik", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("digest_tabel", sa.String(length=64), nullable=True),
        sa.Column("langkah_tabel", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dokumen")),
    )
    op.create_index(op.f("ix_dokumen_pemilik"), "dokumen", ["pemilik"], unique=False)
    op.create_table(
        "draf",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("layar", sa.Text(), nullable=False),
        sa.Column("baris_id", sa.Text(), nullable=False),
        sa.Column("kolom", sa.Text(), nullable=False),
        sa.Column("isi", sa.Text(), nullable=False),
        sa.Column("pada", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draf")),
        sa.UniqueConstraint("layar", "baris_id", "kolom", name=op.f("uq_draf_layar_baris_id_kolom")),
    )
    op.create_table(
        "durkp",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("desa_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("tahun_target", sa.Integer(), nullable=True),
        sa.Column("nomor", sa.Text(), server_default="", nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=True),
        sa.Column("status", sa.String(), server_default="konsep", nullable=False),
        sa.Column("revisi", sa.Integer(), server_default="0", nullable=False),
        sa.Column("alasan", sa.Text(), server_default="", nullable=False),
        sa.Column("versi", sa.Integer(), server_default="1", nullable=False),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "status <> 'disahkan' OR revisi >= 1", name=op.f("ck_durkp_disahkan_punya_revisi")
        ),
        sa.CheckConstraint(
            "status IN ('konsep', 'disahkan', 'dicabut')", name=op.f("ck_durkp_status_dikenal")
        ),
        sa.CheckConstraint("revisi >= 0", name=op.f("ck_durkp_revisi_tidak_minus")),
        sa.CheckConstraint("tahun BETWEEN 2000 AND 2100", name=op.f("ck_durkp_tahun_wajar")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_durkp")),
        sa.UniqueConstraint("desa_id", "tahun", name=op.f("uq_durkp_desa_id_tahun")),
    )
    op.create_index(op.f("ix_durkp_desa_id"), "durkp", ["desa_id"], unique=False)
    op.create_table(
        "held",
        sa.Column("kid", sa.Text(), nullable=False),
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kid", name=op.f("pk_held")),
    )
    op.create_table(
        "isian",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("desa_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("form_id", sa.Text(), nullable=False),
        sa.Column("periode", sa.Text(), nullable=False),
        sa.Column("judul", sa.Text(), server_default="", nullable=False),
        sa.Column("templat_versi", sa.Text(), server_default="", nullable=False),
        sa.Column("templat_sha256", sa.Text(), server_default="", nullable=False),
        sa.Column("status", sa.String(), server_default="konsep", nullable=False),
        sa.Column("revisi", sa.Integer(), server_default="0", nullable=False),
        sa.Column("alasan", sa.Text(), server_default="", nullable=False),
        sa.Column("versi", sa.Integer(), server_default="1", nullable=False),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "status <> 'disahkan' OR revisi >= 1", name=op.f("ck_isian_disahkan_punya_revisi")
        ),
        sa.CheckConstraint(
            "status IN ('konsep', 'disahkan', 'dicabut')", name=op.f("ck_isian_status_dikenal")
        ),
        sa.CheckConstraint("revisi >= 0", name=op.f("ck_isian_revisi_tidak_minus")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_isian")),
        sa.UniqueConstraint("desa_id", "form_id", "periode", name=op.f("uq_isian_desa_id_form_id_periode")),
    )
    op.create_index(op.f("ix_isian_desa_id"), "isian", ["desa_id"], unique=False)
    op.create_table(
        "kantor",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("peran", sa.String(), nullable=False),
        sa.Column("kode", sa.Text(), nullable=False),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("kecamatan", sa.Text(), server_default="", nullable=False),
        sa.Column("kabupaten", sa.Text(), server_default="", nullable=False),
        sa.Column("provinsi", sa.Text(), server_default="", nullable=False),
        sa.Column("kepala", sa.Text(), server_default="", nullable=False),
        sa.Column("nip_kepala", sa.Text(), server_default="", nullable=False),
        sa.Column("alamat", sa.Text(), server_default="", nullable=False),
        sa.Column("label", sa.Text(), server_default="", nullable=False),
        sa.Column("tahun_rencana", sa.Integer(), nullable=False),
        sa.Column("urutan_tahap", sa.Text(), server_default="permendesa21", nullable=False),
        sa.Column("wisaya", sa.Text(), server_default="", nullable=False),
        sa.Column("kid", sa.Text(), server_default="", nullable=False),
        sa.Column("versi", sa.Integer(), server_default="1", nullable=False),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(peran = 'desa' AND length(kode) = 10) OR (peran <> 'desa' AND length(kode) = 6)",
            name=op.f("ck_kantor_kode_lengkap"),
        ),
        sa.CheckConstraint(
            "peran IN ('desa', 'kecamatan', 'pendamping')", name=op.f("ck_kantor_peran_dikenal")
        ),
        sa.CheckConstraint(
            "urutan_tahap IN ('permendagri114', 'permendesa21')", name=op.f("ck_kantor_urutan_dikenal")
        ),
        sa.CheckConstraint("tahun_rencana BETWEEN 2000 AND 2100", name=op.f("ck_kantor_tahun_wajar")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kantor")),
    )
    op.create_table(
        "kiriman_keluar",
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kepada", sa.Text(), nullable=False),
        sa.Column("jenis", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("keadaan", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("berkas", sa.Text(), server_default="", nullable=False),
        sa.Column("ukuran", sa.Integer(), server_default="0", nullable=False),
        sa.Column("dokumen", sa.Text(), nullable=False),
        sa.Column("held", sa.Text(), nullable=False),
        sa.Column("salt", sa.Text(), server_default="", nullable=False),
        sa.Column("pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("salinan", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "keadaan = 'dipesan' OR digest IS NOT NULL", name=op.f("ck_kiriman_keluar_tersegel_punya_digest")
        ),
        sa.CheckConstraint(
            "keadaan IN ('dipesan', 'tersegel', 'diterima', 'ditolak', 'ditahan')",
            name=op.f("ck_kiriman_keluar_keadaan_dikenal"),
        ),
        sa.PrimaryKeyConstraint("chain", "seq", name=op.f("pk_kiriman_keluar")),
    )
    op.create_index(op.f("ix_kiriman_keluar_kepada"), "kiriman_keluar", ["kepada"], unique=False)
    op.create_table(
        "kompilasi",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("jenis", sa.Text(), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), server_default="konsep", nullable=False),
        sa.Column("revisi", sa.Integer(), server_default="0", nullable=False),
        sa.Column("baris", sa.Text(), server_default="[]", nullable=False),
        sa.Column("sumber", sa.Text(), server_default="[]", nullable=False),
        sa.Column("belum", sa.Text(), server_default="[]", nullable=False),
        sa.Column("versi", sa.Integer(), server_default="1", nullable=False),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "status IN ('konsep', 'disahkan', 'dicabut')", name=op.f("ck_kompilasi_status_dikenal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kompilasi")),
        sa.UniqueConstraint("jenis", "tahun", name=op.f("uq_kompilasi_jenis_tahun")),
    )
    op.create_table(
        "kotak_masuk",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("ukuran", sa.Integer(), nullable=False),
        sa.Column("keadaan", sa.Text(), nullable=False),
        sa.Column("kode", sa.Text(), nullable=False),
        sa.Column("teks", sa.Text(), nullable=False),
        sa.Column("tempat", sa.Text(), nullable=False),
        sa.Column("pengirim", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), server_default="", nullable=False),
        sa.Column("alasan", sa.Text(), server_default="", nullable=False),
        sa.Column("dibaca_pada", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "tempat IN ('masuk', 'arsip', 'karantina')", name=op.f("ck_kotak_masuk_tempat_dikenal")
        ),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_kotak_masuk")),
    )
    op.create_table(
        "lampiran",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("ukuran", sa.Integer(), nullable=False),
        sa.Column("isi", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_lampiran")),
    )
    op.create_table(
        "langkah",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("oleh", sa.Text(), nullable=False),
        sa.Column("pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("jenis", sa.Text(), server_default="ubah", nullable=False),
        sa.Column("dari", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(jenis IN ('urungkan', 'ulangi', 'batal')) = (dari IS NOT NULL)",
            name=op.f("ck_langkah_dari_bila_perlu"),
        ),
        sa.CheckConstraint(
            "jenis IN ('ubah', 'urungkan', 'ulangi', 'terima', 'batal', 'sahkan')",
            name=op.f("ck_langkah_jenis_dikenal"),
        ),
        sa.ForeignKeyConstraint(["dari"], ["langkah.id"], name=op.f("fk_langkah_dari_langkah")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_langkah")),
    )
    op.create_table(
        "meta",
        sa.Column("kunci", sa.Text(), nullable=False),
        sa.Column("nilai", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kunci", name=op.f("pk_meta")),
    )
    op.create_table(
        "musyawarah",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("desa_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("jenis", sa.String(), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("nama", sa.Text(), server_default="", nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=True),
        sa.Column("mulai", sa.Time(), nullable=True),
        sa.Column("selesai", sa.Time(), nullable=True),
        sa.Column("tempat", sa.Text(), server_default="", nullable=False),
        sa.Column("pimpinan", sa.Text(), server_default="", nullable=False),
        sa.Column("pimpinan_dari", sa.Text(), server_default="", nullable=False),
        sa.Column("notulis", sa.Text(), server_default="", nullable=False),
        sa.Column("notulis_dari", sa.Text(), server_default="", nullable=False),
        sa.Column("narasumber", sa.Text(), server_default="", nullable=False),
        sa.Column("jumlah_undangan", sa.Integer(), nullable=True),
        sa.Column("cara_putusan", sa.Text(), server_default="mufakat", nullable=False),
        sa.Column("unsur_tidak_ada", sa.Text(), server_default="[]", nullable=False),
        sa.Column("hitung_cepat", sa.Text(), server_default="{}", nullable=False),
        sa.Column(
            "is_penilaian_dikunci",
            sa.Boolean(name="is_penilaian_dikunci"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column("status", sa.String(), server_default="konsep", nullable=False),
        sa.Column("revisi", sa.Integer(), server_default="0", nullable=False),
        sa.Column("alasan", sa.Text(), server_default="", nullable=False),
        sa.Column("versi", sa.Integer(), server_default="1", nullable=False),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "jenis IN ('musdus', 'kelompok', 'musdes', 'rembuk_stunting', 'musrenbangdes', 'musrenbangdes_rpjm', 'musdes_pengesahan', 'musrenbangdes_khusus', 'musrenbang_kecamatan')",
            name=op.f("ck_musyawarah_jenis_dikenal"),
        ),
        sa.CheckConstraint(
            "status <> 'disahkan' OR revisi >= 1", name=op.f("ck_musyawarah_disahkan_punya_revisi")
        ),
        sa.CheckConstraint(
            "status IN ('konsep', 'disahkan', 'dicabut')", name=op.f("ck_musyawarah_status_dikenal")
        ),
        sa.CheckConstraint("jumlah_undangan >= 0", name=op.f("ck_musyawarah_jumlah_undangan_tidak_minus")),
        sa.CheckConstraint("revisi >= 0", name=op.f("ck_musyawarah_revisi_tidak_minus")),
        sa.CheckConstraint("tahun BETWEEN 2000 AND 2100", name=op.f("ck_musyawarah_tahun_wajar")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_musyawarah")),
    )
    op.create_index(op.f("ix_musyawarah_desa_id"), "musyawarah", ["desa_id"], unique=False)
    op.create_table(
        "nomor_diketik",
        sa.Column("kode", sa.Text(), nullable=False),
        sa.Column("angka", sa.Text(), nullable=False),
        sa.Column("pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("oleh", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kode", name=op.f("pk_nomor_diketik")),
    )
    op.create_table(
        "rkp_desa",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("desa_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("nomor_perdes", sa.Text(), server_default="", nullable=False),
        sa.Column("tanggal_perdes", sa.Date(), nullable=True),
        sa.Column("ketua_tim", sa.Text(), server_default="", nullable=False),
        sa.Column("status", sa.String(), server_default="konsep", nullable=False),
        sa.Column("revisi", sa.Integer(), server_default="0", nullable=False),
        sa.Column("alasan", sa.Text(), server_default="", nullable=False),
        sa.Column("versi", sa.Integer(), server_default="1", nullable=False),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "status <> 'disahkan' OR revisi >= 1", name=op.f("ck_rkp_desa_disahkan_punya_revisi")
        ),
        sa.CheckConstraint(
            "status IN ('konsep', 'disahkan', 'dicabut')", name=op.f("ck_rkp_desa_status_dikenal")
        ),
        sa.CheckConstraint("revisi >= 0", name=op.f("ck_rkp_desa_revisi_tidak_minus")),
        sa.CheckConstraint("tahun BETWEEN 2000 AND 2100", name=op.f("ck_rkp_desa_tahun_wajar")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rkp_desa")),
        sa.UniqueConstraint("desa_id", "tahun", name=op.f("uq_rkp_desa_desa_id_tahun")),
    )
    op.create_index(op.f("ix_rkp_desa_desa_id"), "rkp_desa", ["desa_id"], unique=False)
    op.create_table(
        "sertifikat",
        sa.Column("teks", sa.Text(), nullable=False),
        sa.Column("kid", sa.Text(), nullable=False),
        sa.Column("jenis", sa.Text(), nullable=False),
        sa.Column("pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("oleh", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(
            "jenis IN ('akar', 'sendiri', 'sertifikat', 'cabut')", name=op.f("ck_sertifikat_jenis_dikenal")
        ),
        sa.PrimaryKeyConstraint("teks", name=op.f("pk_sertifikat")),
    )
    op.create_index(op.f("ix_sertifikat_kid"), "sertifikat", ["kid"], unique=False)
    op.create_table(
        "tanda_terima",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("desa", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("keadaan", sa.String(), nullable=False),
        sa.Column("alasan", sa.Text(), server_default="", nullable=False),
        sa.Column("pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("versi", sa.Integer(), server_default="1", nullable=False),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "keadaan IN ('diterima', 'ditahan', 'ditolak')", name=op.f("ck_tanda_terima_keadaan_dikenal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tanda_terima")),
        sa.UniqueConstraint("chain", "seq", name=op.f("uq_tanda_terima_chain_seq")),
    )
    op.create_index(op.f("ix_tanda_terima_desa"), "tanda_terima", ["desa"], unique=False)
    op.create_table(
        "telaah",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("desa", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("dokumen", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("jenis", sa.Text(), nullable=False),
        sa.Column("judul", sa.Text(), server_default="", nullable=False),
        sa.Column("digest", sa.Text(), server_default="", nullable=False),
        sa.Column("hasil", sa.String(), server_default="dikembalikan", nullable=False),
        sa.Column("status", sa.String(), server_default="konsep", nullable=False),
        sa.Column("revisi", sa.Integer(), server_default="0", nullable=False),
        sa.Column("alasan", sa.Text(), server_default="", nullable=False),
        sa.Column("versi", sa.Integer(), server_default="1", nullable=False),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("hasil IN ('sesuai', 'dikembalikan')", name=op.f("ck_telaah_hasil_dikenal")),
        sa.CheckConstraint(
            "status <> 'disahkan' OR revisi >= 1", name=op.f("ck_telaah_disahkan_punya_revisi")
        ),
        sa.CheckConstraint(
            "status IN ('konsep', 'disahkan', 'dicabut')", name=op.f("ck_telaah_status_dikenal")
        ),
        sa.CheckConstraint("revisi >= 0", name=op.f("ck_telaah_revisi_tidak_minus")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_telaah")),
    )
    op.create_index(op.f("ix_telaah_desa"), "telaah", ["desa"], unique=False)
    op.create_index(op.f("ix_telaah_dokumen"), "telaah", ["dokumen"], unique=False)
    op.create_table(
        "agenda",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("musyawarah_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("uraian", sa.Text(), server_default="", nullable=False),
        sa.Column("menit", sa.Integer(), nullable=True),
        sa.CheckConstraint("menit >= 0", name=op.f("ck_agenda_menit_tidak_minus")),
        sa.ForeignKeyConstraint(
            ["musyawarah_id"],
            ["musyawarah.id"],
            name=op.f("fk_agenda_musyawarah_id_musyawarah"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda")),
    )
    op.create_index(op.f("ix_agenda_musyawarah_id"), "agenda", ["musyawarah_id"], unique=False)
    op.create_table(
        "bahasan",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("musyawarah_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("usulan_id", sa.Uuid(native_uuid=False), nullable=True),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("nilai", sa.Text(), server_default="{}", nullable=False),
        sa.Column("putusan", sa.String(), server_default="diusulkan", nullable=False),
        sa.Column("alasan", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(
            "putusan IN ('diusulkan', 'disepakati', 'ditunda', 'tidak_disepakati', 'diteruskan')",
            name=op.f("ck_bahasan_putusan_dikenal"),
        ),
        sa.ForeignKeyConstraint(
            ["musyawarah_id"],
            ["musyawarah.id"],
            name=op.f("fk_bahasan_musyawarah_id_musyawarah"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bahasan")),
        sa.UniqueConstraint("musyawarah_id", "usulan_id", name=op.f("uq_bahasan_musyawarah_id_usulan_id")),
    )
    op.create_index(op.f("ix_bahasan_musyawarah_id"), "bahasan", ["musyawarah_id"], unique=False)
    op.create_table(
        "baris_angka",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("angka_pokok_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("kunci", sa.Text(), server_default="", nullable=False),
        sa.Column("nama", sa.Text(), server_default="", nullable=False),
        sa.Column("l", sa.Integer(), nullable=True),
        sa.Column("p", sa.Integer(), nullable=True),
        sa.Column("jumlah", sa.Integer(), nullable=True),
        sa.Column("satuan", sa.Text(), server_default="", nullable=False),
        sa.Column("sumber", sa.Text(), server_default="", nullable=False),
        sa.Column("teks_asli", sa.Text(), server_default="{}", nullable=False),
        sa.CheckConstraint("jumlah >= 0", name=op.f("ck_baris_angka_jumlah_tidak_minus")),
        sa.CheckConstraint("l >= 0", name=op.f("ck_baris_angka_l_tidak_minus")),
        sa.CheckConstraint("p >= 0", name=op.f("ck_baris_angka_p_tidak_minus")),
        sa.ForeignKeyConstraint(
            ["angka_pokok_id"],
            ["angka_pokok.id"],
            name=op.f("fk_baris_angka_angka_pokok_id_angka_pokok"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_baris_angka")),
    )
    op.create_index(op.f("ix_baris_angka_angka_pokok_id"), "baris_angka", ["angka_pokok_id"], unique=False)
    op.create_table(
        "baris_durkp",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("durkp_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("prioritas", sa.Integer(), nullable=True),
        sa.Column("bidang", sa.Text(), server_default="", nullable=False),
        sa.Column("kode", sa.Text(), server_default="", nullable=False),
        sa.Column("nama", sa.Text(), server_default="", nullable=False),
        sa.Column("alasan", sa.Text(), server_default="", nullable=False),
        sa.Column("lokasi", sa.Text(), server_default="", nullable=False),
        sa.Column("volume", sa.String(), nullable=True),
        sa.Column("satuan", sa.Text(), server_default="", nullable=False),
        sa.Column("bulan_mulai", sa.Integer(), nullable=True),
        sa.Column("bulan_selesai", sa.Integer(), nullable=True),
        sa.Column("perkiraan_biaya", sa.BigInteger(), nullable=True),
        sa.Column("penerima_l", sa.Integer(), nullable=True),
        sa.Column("penerima_p", sa.Integer(), nullable=True),
        sa.Column("sumber", sa.Text(), server_default="", nullable=False),
        sa.Column("opd_tujuan", sa.Text(), server_default="", nullable=False),
        sa.Column("data_pendukung", sa.Text(), server_default="", nullable=False),
        sa.Column("tanda", sa.Text(), server_default="[]", nullable=False),
        sa.Column("usulan_id", sa.Uuid(native_uuid=False), nullable=True),
        sa.Column("teks_asli", sa.Text(), server_default="{}", nullable=False),
        sa.CheckConstraint("bulan_mulai BETWEEN 1 AND 12", name=op.f("ck_baris_durkp_bulan_mulai_wajar")),
        sa.CheckConstraint("bulan_selesai BETWEEN 1 AND 12", name=op.f("ck_baris_durkp_bulan_selesai_wajar")),
        sa.CheckConstraint("penerima_l >= 0", name=op.f("ck_baris_durkp_penerima_l_tidak_minus")),
        sa.CheckConstraint("penerima_p >= 0", name=op.f("ck_baris_durkp_penerima_p_tidak_minus")),
        sa.CheckConstraint("perkiraan_biaya >= 0", name=op.f("ck_baris_durkp_perkiraan_biaya_tidak_minus")),
        sa.CheckConstraint("prioritas >= 1", name=op.f("ck_baris_durkp_prioritas_dari_satu")),
        sa.ForeignKeyConstraint(
            ["durkp_id"], ["durkp.id"], name=op.f("fk_baris_durkp_durkp_id_durkp"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_baris_durkp")),
    )
    op.create_index(op.f("ix_baris_durkp_durkp_id"), "baris_durkp", ["durkp_id"], unique=False)
    op.create_table(
        "buku_kiriman",
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("prev", sa.String(length=64), nullable=False),
        sa.Column("kid", sa.Text(), nullable=False),
        sa.Column("jenis", sa.Text(), nullable=False),
        sa.Column("berkas", sa.String(length=64), nullable=False),
        sa.Column("replaces", sa.Text(), nullable=True),
        sa.Column("dokumen", sa.Text(), nullable=False),
        sa.Column("pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("oleh", sa.Text(), nullable=False),
        sa.Column("keadaan", sa.Text(), nullable=False),
        sa.Column("langkah_id", sa.Integer(), nullable=True),
        sa.Column("baru", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "keadaan IN ('diterima', 'dibatalkan')", name=op.f("ck_buku_kiriman_keadaan_dikenal")
        ),
        sa.ForeignKeyConstraint(
            ["langkah_id"], ["langkah.id"], name=op.f("fk_buku_kiriman_langkah_id_langkah")
        ),
        sa.PrimaryKeyConstraint("chain", "seq", name=op.f("pk_buku_kiriman")),
        sa.UniqueConstraint("digest", name=op.f("uq_buku_kiriman_digest")),
    )
    op.create_index(op.f("ix_buku_kiriman_kid"), "buku_kiriman", ["kid"], unique=False)
    op.create_table(
        "catatan",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("musyawarah_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("pukul", sa.Time(), nullable=True),
        sa.Column("pembicara", sa.Text(), server_default="", nullable=False),
        sa.Column("isi", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["musyawarah_id"],
            ["musyawarah.id"],
            name=op.f("fk_catatan_musyawarah_id_musyawarah"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catatan")),
    )
    op.create_index(op.f("ix_catatan_musyawarah_id"), "catatan", ["musyawarah_id"], unique=False)
    op.create_table(
        "catatan_telaah",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("telaah_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("record", sa.Text(), server_default="", nullable=False),
        sa.Column("kolom", sa.Text(), server_default="", nullable=False),
        sa.Column("jenis", sa.String(), server_default="wajib_diperbaiki", nullable=False),
        sa.Column("teks", sa.Text(), server_default="", nullable=False),
        sa.Column("saran", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(
            "jenis IN ('wajib_diperbaiki', 'saran', 'pertanyaan')",
            name=op.f("ck_catatan_telaah_jenis_dikenal"),
        ),
        sa.ForeignKeyConstraint(
            ["telaah_id"], ["telaah.id"], name=op.f("fk_catatan_telaah_telaah_id_telaah"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catatan_telaah")),
    )
    op.create_index(op.f("ix_catatan_telaah_telaah_id"), "catatan_telaah", ["telaah_id"], unique=False)
    op.create_table(
        "dusun",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("desa_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("nama", sa.Text(), server_default="", nullable=False),
        sa.Column("kepala", sa.Text(), server_default="", nullable=False),
        sa.Column("jumlah_rw", sa.Integer(), nullable=True),
        sa.Column("jumlah_rt", sa.Integer(), nullable=True),
        sa.Column("jumlah_kk", sa.Integer(), nullable=True),
        sa.Column("teks_asli", sa.Text(), server_default="{}", nullable=False),
        sa.CheckConstraint("jumlah_kk >= 0", name=op.f("ck_dusun_jumlah_kk_tidak_minus")),
        sa.CheckConstraint("jumlah_rt >= 0", name=op.f("ck_dusun_jumlah_rt_tidak_minus")),
        sa.CheckConstraint("jumlah_rw >= 0", name=op.f("ck_dusun_jumlah_rw_tidak_minus")),
        sa.ForeignKeyConstraint(
            ["desa_id"], ["desa.id"], name=op.f("fk_dusun_desa_id_desa"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dusun")),
    )
    op.create_index(op.f("ix_dusun_desa_id"), "dusun", ["desa_id"], unique=False)
    op.create_table(
        "jawaban",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("isian_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("kode", sa.Text(), nullable=False),
        sa.Column("nilai", sa.Text(), nullable=True),
        sa.Column("asal", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["isian_id"], ["isian.id"], name=op.f("fk_jawaban_isian_id_isian"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jawaban")),
        sa.UniqueConstraint("isian_id", "kode", name=op.f("uq_jawaban_isian_id_kode")),
    )
    op.create_index(op.f("ix_jawaban_isian_id"), "jawaban", ["isian_id"], unique=False)
    op.create_index("ix_jawaban_kode", "jawaban", ["isian_id", "kode"], unique=False)
    op.create_table(
        "kegiatan",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("rkp_desa_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("kode", sa.Text(), server_default="", nullable=False),
        sa.Column("nama", sa.Text(), server_default="", nullable=False),
        sa.Column("sdgs", sa.Text(), server_default="[]", nullable=False),
        sa.Column("data_eksisting", sa.Text(), server_default="", nullable=False),
        sa.Column("target", sa.Text(), server_default="", nullable=False),
        sa.Column("lokasi", sa.Text(), server_default="", nullable=False),
        sa.Column("volume", sa.String(), nullable=True),
        sa.Column("satuan", sa.Text(), server_default="", nullable=False),
        sa.Column("sasaran", sa.Text(), server_default="", nullable=False),
        sa.Column("penerima_l", sa.Integer(), nullable=True),
        sa.Column("penerima_p", sa.Integer(), nullable=True),
        sa.Column("penerima_rtm", sa.Integer(), nullable=True),
        sa.Column("bulan_mulai", sa.Integer(), nullable=True),
        sa.Column("bulan_selesai", sa.Integer(), nullable=True),
        sa.Column("biaya", sa.BigInteger(), nullable=True),
        sa.Column("pola", sa.String(), nullable=True),
        sa.Column("pelaksana", sa.Text(), server_default="", nullable=False),
        sa.Column("rencana", sa.Text(), server_default="", nullable=False),
        sa.Column("tanda", sa.Text(), server_default="[]", nullable=False),
        sa.Column("usulan_id", sa.Uuid(native_uuid=False), nullable=True),
        sa.Column("teks_asli", sa.Text(), server_default="{}", nullable=False),
        sa.CheckConstraint(
            "pola IN ('swakelola', 'kerja_sama_desa', 'pihak_ketiga')", name=op.f("ck_kegiatan_pola_dikenal")
        ),
        sa.CheckConstraint("biaya >= 0", name=op.f("ck_kegiatan_biaya_tidak_minus")),
        sa.CheckConstraint("bulan_mulai BETWEEN 1 AND 12", name=op.f("ck_kegiatan_bulan_mulai_wajar")),
        sa.CheckConstraint("bulan_selesai BETWEEN 1 AND 12", name=op.f("ck_kegiatan_bulan_selesai_wajar")),
        sa.CheckConstraint("penerima_l >= 0", name=op.f("ck_kegiatan_penerima_l_tidak_minus")),
        sa.CheckConstraint("penerima_p >= 0", name=op.f("ck_kegiatan_penerima_p_tidak_minus")),
        sa.CheckConstraint("penerima_rtm >= 0", name=op.f("ck_kegiatan_penerima_rtm_tidak_minus")),
        sa.ForeignKeyConstraint(
            ["rkp_desa_id"],
            ["rkp_desa.id"],
            name=op.f("fk_kegiatan_rkp_desa_id_rkp_desa"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kegiatan")),
    )
    op.create_index(op.f("ix_kegiatan_rkp_desa_id"), "kegiatan", ["rkp_desa_id"], unique=False)
    op.create_table(
        "keputusan",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("musyawarah_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("uraian", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["musyawarah_id"],
            ["musyawarah.id"],
            name=op.f("fk_keputusan_musyawarah_id_musyawarah"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_keputusan")),
    )
    op.create_index(op.f("ix_keputusan_musyawarah_id"), "keputusan", ["musyawarah_id"], unique=False)
    op.create_table(
        "langkah_baris",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("langkah_id", sa.Integer(), nullable=False),
        sa.Column("tabel", sa.Text(), nullable=False),
        sa.Column("baris_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("dokumen_id", sa.Uuid(native_uuid=False), nullable=True),
        sa.Column("sebelum", sa.Text(), nullable=True),
        sa.Column("sesudah", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "sebelum IS NOT NULL OR sesudah IS NOT NULL", name=op.f("ck_langkah_baris_ada_isi")
        ),
        sa.ForeignKeyConstraint(
            ["langkah_id"], ["langkah.id"], name=op.f("fk_langkah_baris_langkah_id_langkah")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_langkah_baris")),
    )
    op.create_index(op.f("ix_langkah_baris_baris_id"), "langkah_baris", ["baris_id"], unique=False)
    op.create_index(op.f("ix_langkah_baris_dokumen_id"), "langkah_baris", ["dokumen_id"], unique=False)
    op.create_index(op.f("ix_langkah_baris_langkah_id"), "langkah_baris", ["langkah_id"], unique=False)
    op.create_table(
        "pagu",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("rkp_desa_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("sumber", sa.Text(), server_default="", nullable=False),
        sa.Column("jumlah", sa.BigInteger(), nullable=True),
        sa.Column("silpa", sa.BigInteger(), nullable=True),
        sa.Column(
            "is_definitif", sa.Boolean(name="is_definitif"), server_default=sa.text("0"), nullable=False
        ),
        sa.Column("teks_asli", sa.Text(), server_default="{}", nullable=False),
        sa.CheckConstraint("jumlah >= 0", name=op.f("ck_pagu_jumlah_tidak_minus")),
        sa.CheckConstraint("silpa >= 0", name=op.f("ck_pagu_silpa_tidak_minus")),
        sa.ForeignKeyConstraint(
            ["rkp_desa_id"], ["rkp_desa.id"], name=op.f("fk_pagu_rkp_desa_id_rkp_desa"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pagu")),
    )
    op.create_index(op.f("ix_pagu_rkp_desa_id"), "pagu", ["rkp_desa_id"], unique=False)
    op.create_table(
        "penandatangan",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("musyawarah_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("nama", sa.Text(), server_default="", nullable=False),
        sa.Column("jabatan", sa.Text(), server_default="", nullable=False),
        sa.Column("jk", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("jk IN ('', 'L', 'P')", name=op.f("ck_penandatangan_jk_dikenal")),
        sa.ForeignKeyConstraint(
            ["musyawarah_id"],
            ["musyawarah.id"],
            name=op.f("fk_penandatangan_musyawarah_id_musyawarah"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_penandatangan")),
    )
    op.create_index(op.f("ix_penandatangan_musyawarah_id"), "penandatangan", ["musyawarah_id"], unique=False)
    op.create_table(
        "perangkat",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("desa_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("nama", sa.Text(), server_default="", nullable=False),
        sa.Column("jabatan", sa.Text(), server_default="", nullable=False),
        sa.Column("jk", sa.Text(), server_default="", nullable=False),
        sa.Column("nip", sa.Text(), server_default="", nullable=False),
        sa.Column("mulai", sa.Date(), nullable=True),
        sa.Column("selesai", sa.Date(), nullable=True),
        sa.Column("kontak", sa.Text(), server_default="", nullable=False),
        sa.Column("tanda_tangan", sa.Text(), server_default="[]", nullable=False),
        sa.Column("teks_asli", sa.Text(), server_default="{}", nullable=False),
        sa.CheckConstraint("jk IN ('', 'L', 'P')", name=op.f("ck_perangkat_jk_dikenal")),
        sa.ForeignKeyConstraint(
            ["desa_id"], ["desa.id"], name=op.f("fk_perangkat_desa_id_desa"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_perangkat")),
    )
    op.create_index(op.f("ix_perangkat_desa_id"), "perangkat", ["desa_id"], unique=False)
    op.create_table(
        "peserta",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("musyawarah_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("nama", sa.Text(), server_default="", nullable=False),
        sa.Column("jk", sa.Text(), server_default="", nullable=False),
        sa.Column("unsur", sa.Text(), server_default="", nullable=False),
        sa.Column("dusun", sa.Text(), server_default="", nullable=False),
        sa.Column("lembaga", sa.Text(), server_default="", nullable=False),
        sa.Column("kelompok_rentan", sa.Text(), server_default="[]", nullable=False),
        sa.Column("is_hadir", sa.Boolean(name="is_hadir"), server_default=sa.text("0"), nullable=False),
        sa.Column("is_tamu", sa.Boolean(name="is_tamu"), server_default=sa.text("0"), nullable=False),
        sa.Column("hadir_pada", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("jk IN ('', 'L', 'P')", name=op.f("ck_peserta_jk_dikenal")),
        sa.ForeignKeyConstraint(
            ["musyawarah_id"],
            ["musyawarah.id"],
            name=op.f("fk_peserta_musyawarah_id_musyawarah"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_peserta")),
    )
    op.create_index(op.f("ix_peserta_musyawarah_id"), "peserta", ["musyawarah_id"], unique=False)
    op.create_table(
        "snapshot",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("dokumen_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("skema", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("revisi", sa.Integer(), nullable=False),
        sa.Column("parents", sa.Text(), nullable=False),
        sa.Column("leluhur", sa.Text(), nullable=False),
        sa.Column("oleh", sa.Text(), nullable=False),
        sa.Column("pada", sa.Text(), nullable=False),
        sa.Column("isi", sa.LargeBinary(), nullable=False),
        sa.Column("dari_kiriman", sa.String(length=64), nullable=True),
        sa.CheckConstraint(
            "status IN ('konsep', 'disahkan', 'dicabut')", name=op.f("ck_snapshot_status_dikenal")
        ),
        sa.ForeignKeyConstraint(["dokumen_id"], ["dokumen.id"], name=op.f("fk_snapshot_dokumen_id_dokumen")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_snapshot")),
    )
    op.create_index(op.f("ix_snapshot_dokumen_id"), "snapshot", ["dokumen_id"], unique=False)
    op.create_table(
        "tokoh",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("desa_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("nama", sa.Text(), server_default="", nullable=False),
        sa.Column("jk", sa.Text(), server_default="", nullable=False),
        sa.Column("unsur", sa.Text(), server_default="", nullable=False),
        sa.Column("lembaga", sa.Text(), server_default="", nullable=False),
        sa.Column("jabatan", sa.Text(), server_default="", nullable=False),
        sa.Column("dusun", sa.Text(), server_default="", nullable=False),
        sa.Column("kontak", sa.Text(), server_default="", nullable=False),
        sa.Column("teks_asli", sa.Text(), server_default="{}", nullable=False),
        sa.CheckConstraint("jk IN ('', 'L', 'P')", name=op.f("ck_tokoh_jk_dikenal")),
        sa.ForeignKeyConstraint(
            ["desa_id"], ["desa.id"], name=op.f("fk_tokoh_desa_id_desa"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tokoh")),
    )
    op.create_index(op.f("ix_tokoh_desa_id"), "tokoh", ["desa_id"], unique=False)
    op.create_table(
        "usulan",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("daftar_usulan_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("nomor", sa.Integer(), nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("uraian", sa.Text(), server_default="", nullable=False),
        sa.Column("masalah", sa.Text(), server_default="", nullable=False),
        sa.Column("dusun", sa.Text(), server_default="", nullable=False),
        sa.Column("bidang", sa.Text(), server_default="", nullable=False),
        sa.Column("kode_kegiatan", sa.Text(), server_default="", nullable=False),
        sa.Column("lokasi", sa.Text(), server_default="", nullable=False),
        sa.Column("volume", sa.String(), nullable=True),
        sa.Column("satuan", sa.Text(), server_default="", nullable=False),
        sa.Column("perkiraan_biaya", sa.BigInteger(), nullable=True),
        sa.Column("penerima_l", sa.Integer(), nullable=True),
        sa.Column("penerima_p", sa.Integer(), nullable=True),
        sa.Column("kelompok_rentan", sa.Text(), server_default="[]", nullable=False),
        sa.Column("pengusul", sa.Text(), server_default="", nullable=False),
        sa.Column("pengusul_jk", sa.Text(), server_default="", nullable=False),
        sa.Column("asal", sa.Text(), server_default="", nullable=False),
        sa.Column("tanda", sa.Text(), server_default="[]", nullable=False),
        sa.Column("kewenangan", sa.String(), server_default="desa", nullable=False),
        sa.Column("status", sa.String(), server_default="diusulkan", nullable=False),
        sa.Column("alasan", sa.Text(), server_default="", nullable=False),
        sa.Column("gabungan_dari", sa.Text(), server_default="[]", nullable=False),
        sa.Column("teks_asli", sa.Text(), server_default="{}", nullable=False),
        sa.CheckConstraint("kewenangan IN ('desa', 'di_luar')", name=op.f("ck_usulan_kewenangan_dikenal")),
        sa.CheckConstraint("pengusul_jk IN ('', 'L', 'P')", name=op.f("ck_usulan_pengusul_jk_dikenal")),
        sa.CheckConstraint(
            "status IN ('diusulkan', 'disepakati', 'ditunda', 'tidak_disepakati', 'diteruskan')",
            name=op.f("ck_usulan_status_dikenal"),
        ),
        sa.CheckConstraint("nomor >= 1", name=op.f("ck_usulan_nomor_dari_satu")),
        sa.CheckConstraint("penerima_l >= 0", name=op.f("ck_usulan_penerima_l_tidak_minus")),
        sa.CheckConstraint("penerima_p >= 0", name=op.f("ck_usulan_penerima_p_tidak_minus")),
        sa.CheckConstraint("perkiraan_biaya >= 0", name=op.f("ck_usulan_perkiraan_biaya_tidak_minus")),
        sa.ForeignKeyConstraint(
            ["daftar_usulan_id"],
            ["daftar_usulan.id"],
            name=op.f("fk_usulan_daftar_usulan_id_daftar_usulan"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_usulan")),
        sa.UniqueConstraint("daftar_usulan_id", "nomor", name=op.f("uq_usulan_daftar_usulan_id_nomor")),
    )
    op.create_index(op.f("ix_usulan_daftar_usulan_id"), "usulan", ["daftar_usulan_id"], unique=False)
    op.create_table(
        "sumber_biaya",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("kegiatan_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("sumber", sa.Text(), server_default="", nullable=False),
        sa.Column("jumlah", sa.BigInteger(), nullable=True),
        sa.Column("is_silpa", sa.Boolean(name="is_silpa"), server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint("jumlah >= 0", name=op.f("ck_sumber_biaya_jumlah_tidak_minus")),
        sa.ForeignKeyConstraint(
            ["kegiatan_id"],
            ["kegiatan.id"],
            name=op.f("fk_sumber_biaya_kegiatan_id_kegiatan"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sumber_biaya")),
    )
    op.create_index(op.f("ix_sumber_biaya_kegiatan_id"), "sumber_biaya", ["kegiatan_id"], unique=False)

    # the chain of the audit only grows (reliability.md 9); against bugs, not against attackers
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_tetap_{change.lower()} BEFORE {change} ON audit "
            "BEGIN SELECT RAISE(ABORT, 'audit only grows'); END"
        )


def downgrade() -> None:
    for change in ("update", "delete"):
        op.execute(f"DROP TRIGGER audit_tetap_{change}")
    op.drop_index(op.f("ix_sumber_biaya_kegiatan_id"), table_name="sumber_biaya")
    op.drop_table("sumber_biaya")
    op.drop_index(op.f("ix_usulan_daftar_usulan_id"), table_name="usulan")
    op.drop_table("usulan")
    op.drop_index(op.f("ix_tokoh_desa_id"), table_name="tokoh")
    op.drop_table("tokoh")
    op.drop_index(op.f("ix_snapshot_dokumen_id"), table_name="snapshot")
    op.drop_table("snapshot")
    op.drop_index(op.f("ix_peserta_musyawarah_id"), table_name="peserta")
    op.drop_table("peserta")
    op.drop_index(op.f("ix_perangkat_desa_id"), table_name="perangkat")
    op.drop_table("perangkat")
    op.drop_index(op.f("ix_penandatangan_musyawarah_id"), table_name="penandatangan")
    op.drop_table("penandatangan")
    op.drop_index(op.f("ix_pagu_rkp_desa_id"), table_name="pagu")
    op.drop_table("pagu")
    op.drop_index(op.f("ix_langkah_baris_langkah_id"), table_name="langkah_baris")
    op.drop_index(op.f("ix_langkah_baris_dokumen_id"), table_name="langkah_baris")
    op.drop_index(op.f("ix_langkah_baris_baris_id"), table_name="langkah_baris")
    op.drop_table("langkah_baris")
    op.drop_index(op.f("ix_keputusan_musyawarah_id"), table_name="keputusan")
    op.drop_table("keputusan")
    op.drop_index(op.f("ix_kegiatan_rkp_desa_id"), table_name="kegiatan")
    op.drop_table("kegiatan")
    op.drop_index("ix_jawaban_kode", table_name="jawaban")
    op.drop_index(op.f("ix_jawaban_isian_id"), table_name="jawaban")
    op.drop_table("jawaban")
    op.drop_index(op.f("ix_dusun_desa_id"), table_name="dusun")
    op.drop_table("dusun")
    op.drop_index(op.f("ix_catatan_telaah_telaah_id"), table_name="catatan_telaah")
    op.drop_table("catatan_telaah")
    op.drop_index(op.f("ix_catatan_musyawarah_id"), table_name="catatan")
    op.drop_table("catatan")
    op.drop_index(op.f("ix_buku_kiriman_kid"), table_name="buku_kiriman")
    op.drop_table("buku_kiriman")
    op.drop_index(op.f("ix_baris_durkp_durkp_id"), table_name="baris_durkp")
    op.drop_table("baris_durkp")
    op.drop_index(op.f("ix_baris_angka_angka_pokok_id"), table_name="baris_angka")
    op.drop_table("baris_angka")
    op.drop_index(op.f("ix_bahasan_musyawarah_id"), table_name="bahasan")
    op.drop_table("bahasan")
    op.drop_index(op.f("ix_agenda_musyawarah_id"), table_name="agenda")
    op.drop_table("agenda")
    op.drop_index(op.f("ix_telaah_dokumen"), table_name="telaah")
    op.drop_index(op.f("ix_telaah_desa"), table_name="telaah")
    op.drop_table("telaah")
    op.drop_index(op.f("ix_tanda_terima_desa"), table_name="tanda_terima")
    op.drop_table("tanda_terima")
    op.drop_index(op.f("ix_sertifikat_kid"), table_name="sertifikat")
    op.drop_table("sertifikat")
    op.drop_index(op.f("ix_rkp_desa_desa_id"), table_name="rkp_desa")
    op.drop_table("rkp_desa")
    op.drop_table("nomor_diketik")
    op.drop_index(op.f("ix_musyawarah_desa_id"), table_name="musyawarah")
    op.drop_table("musyawarah")
    op.drop_table("meta")
    op.drop_table("langkah")
    op.drop_table("lampiran")
    op.drop_table("kotak_masuk")
    op.drop_table("kompilasi")
    op.drop_index(op.f("ix_kiriman_keluar_kepada"), table_name="kiriman_keluar")
    op.drop_table("kiriman_keluar")
    op.drop_table("kantor")
    op.drop_index(op.f("ix_isian_desa_id"), table_name="isian")
    op.drop_table("isian")
    op.drop_table("held")
    op.drop_index(op.f("ix_durkp_desa_id"), table_name="durkp")
    op.drop_table("durkp")
    op.drop_table("draf")
    op.drop_index(op.f("ix_dokumen_pemilik"), table_name="dokumen")
    op.drop_table("dokumen")
    op.drop_table("digest_lama")
    op.drop_table("desa_binaan")
    op.drop_table("desa")
    op.drop_index(op.f("ix_daftar_usulan_desa_id"), table_name="daftar_usulan")
    op.drop_table("daftar_usulan")
    op.drop_table("catatan_tahap")
    op.drop_table("cadangan")
    op.drop_table("audit")
    op.drop_index(op.f("ix_angka_pokok_desa_id"), table_name="angka_pokok")
    op.drop_table("angka_pokok")

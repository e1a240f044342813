"""Residents, families, what happens to them, assistance programmes, and the index that finds a name."""

import sqlalchemy as sa
from alembic import op

revision = "0003_penduduk"
down_revision = "0002_rab"
branch_labels = None
depends_on = None

# a name as it is looked for: MA'RUF is found as maruf; the tokenizer folds case and accents
KUNCI = "lower(replace(replace({row}.nama || ' ' || {row}.nama_panggilan, '''', ''), '\u2019', ''))"
KOLOM = (
    "status_dasar jk tanggal_lahir nik keluarga_id shdk agama pendidikan_kk pekerjaan status_kawin cacat hamil"
    " sakit_menahun dusun_id rw rt"
).split()
NAMES = ", ".join(KOLOM)
FRESH = ", ".join(f"new.{name}" for name in KOLOM)
SAME = ", ".join(f"{name} = new.{name}" for name in KOLOM)
ADD = " INSERT INTO cari_kata (rowid, kunci, status_dasar) VALUES (new.nomor, new.kunci, new.status_dasar);"
DROP = (
    " INSERT INTO cari_kata (cari_kata, rowid, kunci, status_dasar)"
    " VALUES ('delete', old.nomor, old.kunci, old.status_dasar);"
)
TRIGGERS = {
    "cari_penduduk_baru": "AFTER INSERT ON penduduk BEGIN"
    f" INSERT INTO cari_penduduk (penduduk_id, kunci, {NAMES})"
    f" VALUES (new.id, {KUNCI.format(row='new')}, {FRESH});",
    "cari_penduduk_ubah": f"AFTER UPDATE OF nama, nama_panggilan, {NAMES} ON penduduk BEGIN"
    f" UPDATE cari_penduduk SET kunci = {KUNCI.format(row='new')}, {SAME} WHERE penduduk_id = new.id;",
    "cari_penduduk_hapus": "AFTER DELETE ON penduduk BEGIN"
    " DELETE FROM cari_penduduk WHERE penduduk_id = old.id;",
    "cari_kata_baru": f"AFTER INSERT ON cari_penduduk BEGIN{ADD}",
    "cari_kata_ubah": "AFTER UPDATE ON cari_penduduk"
    " WHEN old.kunci <> new.kunci OR old.status_dasar <> new.status_dasar"
    f" BEGIN{DROP}{ADD}",
    "cari_kata_hapus": f"AFTER DELETE ON cari_penduduk BEGIN{DROP}",
}


def upgrade() -> None:
    op.create_table(
        "cari_penduduk",
        sa.Column("nomor", sa.Integer(), nullable=False),
        sa.Column("penduduk_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("kunci", sa.Text(), nullable=False),
        sa.Column("status_dasar", sa.String(), nullable=True),
        sa.Column("jk", sa.Text(), nullable=True),
        sa.Column("tanggal_lahir", sa.Date(), nullable=True),
        sa.Column("nik", sa.Text(), nullable=True),
        sa.Column("keluarga_id", sa.Uuid(native_uuid=False), nullable=True),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("shdk", "agama", "pendidikan_kk")),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("pekerjaan", "status_kawin", "cacat")),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("hamil", "sakit_menahun")),
        sa.Column("dusun_id", sa.Uuid(native_uuid=False), nullable=True),
        sa.Column("rw", sa.Text(), nullable=True),
        sa.Column("rt", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("nomor", name=op.f("pk_cari_penduduk")),
        sa.UniqueConstraint("penduduk_id", name=op.f("uq_cari_penduduk_penduduk_id")),
    )
    op.create_index("ix_cari_penduduk_urut", "cari_penduduk", ["status_dasar", "kunci"], unique=False)
    op.create_index(
        "ix_cari_penduduk_keluarga", "cari_penduduk", ["keluarga_id", "status_dasar"], unique=False
    )
    op.create_table(
        "keluarga",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("desa_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("no_kk", sa.Text(), server_default="", nullable=False),
        sa.Column("alamat", sa.Text(), server_default="", nullable=False),
        sa.Column("dusun_id", sa.Uuid(native_uuid=False), nullable=True),
        sa.Column("rw", sa.Text(), server_default="", nullable=False),
        sa.Column("rt", sa.Text(), server_default="", nullable=False),
        sa.Column("kode_pos", sa.Text(), server_default="", nullable=False),
        sa.Column("kelas_sosial", sa.Integer(), nullable=True),
        sa.Column("tanggal_cetak_kk", sa.Date(), nullable=True),
        sa.Column("tanggal_daftar", sa.Date(), nullable=True),
        sa.Column("catatan", sa.Text(), server_default="", nullable=False),
        sa.Column("konfirmasi", sa.Text(), server_default="{}", nullable=False),
        sa.Column("teks_asli", sa.Text(), server_default="{}", nullable=False),
        sa.Column("versi", sa.Integer(), server_default="1", nullable=False),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kelas_sosial BETWEEN 1 AND 999", name=op.f("ck_keluarga_kelas_sosial_kode")),
        sa.CheckConstraint("length(no_kk) IN (0, 16)", name=op.f("ck_keluarga_no_kk_16_angka")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_keluarga")),
    )
    op.create_index(op.f("ix_keluarga_desa_id"), "keluarga", ["desa_id"], unique=False)
    op.create_index("ix_keluarga_no_kk", "keluarga", ["no_kk", "id"], unique=False)
    op.create_index("ix_keluarga_tempat", "keluarga", ["dusun_id", "rw", "rt", "id"], unique=False)
    op.create_table(
        "penduduk_sementara",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("desa_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("nama", sa.Text(), server_default="", nullable=False),
        sa.Column("jk", sa.Text(), server_default="", nullable=False),
        sa.Column("identitas", sa.Text(), server_default="", nullable=False),
        sa.Column("tempat_lahir", sa.Text(), server_default="", nullable=False),
        sa.Column("tanggal_lahir", sa.Date(), nullable=True),
        sa.Column("umur", sa.Integer(), nullable=True),
        sa.Column("pekerjaan", sa.Text(), server_default="", nullable=False),
        sa.Column("kebangsaan", sa.Text(), server_default="", nullable=False),
        sa.Column("keturunan", sa.Text(), server_default="", nullable=False),
        sa.Column("datang_dari", sa.Text(), server_default="", nullable=False),
        sa.Column("maksud", sa.Text(), server_default="", nullable=False),
        sa.Column("nama_alamat_didatangi", sa.Text(), server_default="", nullable=False),
        sa.Column("tanggal_datang", sa.Date(), nullable=True),
        sa.Column("tanggal_pergi", sa.Date(), nullable=True),
        sa.Column("keterangan", sa.Text(), server_default="", nullable=False),
        sa.Column("teks_asli", sa.Text(), server_default="{}", nullable=False),
        sa.Column("versi", sa.Integer(), server_default="1", nullable=False),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("jk IN ('', 'L', 'P')", name=op.f("ck_penduduk_sementara_jk_dikenal")),
        sa.CheckConstraint("umur >= 0", name=op.f("ck_penduduk_sementara_umur_tidak_minus")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_penduduk_sementara")),
    )
    op.create_index(op.f("ix_penduduk_sementara_desa_id"), "penduduk_sementara", ["desa_id"], unique=False)
    op.create_table(
        "profil_impor",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("desa_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("nama", sa.Text(), server_default="", nullable=False),
        sa.Column("sidik", sa.Text(), server_default="", nullable=False),
        sa.Column("kolom", sa.Text(), server_default="[]", nullable=False),
        sa.Column("kata", sa.Text(), server_default="[]", nullable=False),
        sa.Column("versi", sa.Integer(), server_default="1", nullable=False),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profil_impor")),
    )
    op.create_index(op.f("ix_profil_impor_desa_id"), "profil_impor", ["desa_id"], unique=False)
    op.create_table(
        "program_bantuan",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("desa_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("nama", sa.Text(), server_default="", nullable=False),
        sa.Column("sasaran", sa.String(), server_default="keluarga", nullable=False),
        sa.Column("asal_dana", sa.Text(), server_default="", nullable=False),
        sa.Column("mulai", sa.Date(), nullable=True),
        sa.Column("selesai", sa.Date(), nullable=True),
        sa.Column("keterangan", sa.Text(), server_default="", nullable=False),
        sa.Column("versi", sa.Integer(), server_default="1", nullable=False),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "sasaran IN ('penduduk', 'keluarga')", name=op.f("ck_program_bantuan_sasaran_dikenal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_program_bantuan")),
    )
    op.create_index(op.f("ix_program_bantuan_desa_id"), "program_bantuan", ["desa_id"], unique=False)
    op.create_table(
        "saringan",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("desa_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("layar", sa.Text(), nullable=False),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("isi", sa.Text(), server_default="{}", nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("versi", sa.Integer(), server_default="1", nullable=False),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saringan")),
        sa.UniqueConstraint("desa_id", "layar", "nama", name=op.f("uq_saringan_desa_id_layar_nama")),
    )
    op.create_index(op.f("ix_saringan_desa_id"), "saringan", ["desa_id"], unique=False)
    op.create_table(
        "tutup_bulan",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("desa_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("bulan", sa.Integer(), nullable=False),
        sa.Column("baris", sa.Text(), server_default="[]", nullable=False),
        sa.Column("oleh", sa.Text(), server_default="", nullable=False),
        sa.Column("pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("versi", sa.Integer(), server_default="1", nullable=False),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("bulan BETWEEN 1 AND 12", name=op.f("ck_tutup_bulan_bulan_wajar")),
        sa.CheckConstraint("tahun BETWEEN 2000 AND 2100", name=op.f("ck_tutup_bulan_tahun_wajar")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tutup_bulan")),
        sa.UniqueConstraint("desa_id", "tahun", "bulan", name=op.f("uq_tutup_bulan_desa_id_tahun_bulan")),
    )
    op.create_index(op.f("ix_tutup_bulan_desa_id"), "tutup_bulan", ["desa_id"], unique=False)
    op.create_table(
        "penduduk",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("desa_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("nik", sa.Text(), server_default="", nullable=False),
        sa.Column("nomor_sementara", sa.Integer(), nullable=True),
        sa.Column("nama", sa.Text(), server_default="", nullable=False),
        sa.Column("gelar_depan", sa.Text(), server_default="", nullable=False),
        sa.Column("gelar_belakang", sa.Text(), server_default="", nullable=False),
        sa.Column("nama_panggilan", sa.Text(), server_default="", nullable=False),
        sa.Column("keluarga_id", sa.Uuid(native_uuid=False), nullable=True),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("shdk", sa.Integer(), nullable=True),
        sa.Column("jk", sa.Text(), server_default="", nullable=False),
        sa.Column("tempat_lahir", sa.Text(), server_default="", nullable=False),
        sa.Column("tanggal_lahir", sa.Date(), nullable=True),
        sa.Column(
            "is_lahir_perkiraan",
            sa.Boolean(name="is_lahir_perkiraan"),
            server_default=sa.text("0"),
            nullable=False,
        ),
        sa.Column("waktu_lahir", sa.Time(), nullable=True),
        sa.Column("berat", sa.Integer(), nullable=True),
        sa.Column("panjang", sa.Integer(), nullable=True),
        sa.Column("penolong", sa.Text(), server_default="", nullable=False),
        sa.Column("tempat_dilahirkan", sa.Text(), server_default="", nullable=False),
        sa.Column("anak_ke", sa.Integer(), nullable=True),
        sa.Column("agama", sa.Integer(), nullable=True),
        sa.Column("pendidikan_kk", sa.Integer(), nullable=True),
        sa.Column("pendidikan_sedang", sa.Integer(), nullable=True),
        sa.Column("pekerjaan", sa.Integer(), nullable=True),
        sa.Column("status_kawin", sa.Integer(), nullable=True),
        sa.Column("kawin_tercatat", sa.Text(), server_default="", nullable=False),
        sa.Column("golongan_darah", sa.Integer(), nullable=True),
        sa.Column("warganegara", sa.Integer(), nullable=True),
        sa.Column("suku", sa.Text(), server_default="", nullable=False),
        sa.Column("dapat_membaca", sa.Integer(), nullable=True),
        sa.Column("nik_ayah", sa.Text(), server_default="", nullable=False),
        sa.Column("nama_ayah", sa.Text(), server_default="", nullable=False),
        sa.Column("nik_ibu", sa.Text(), server_default="", nullable=False),
        sa.Column("nama_ibu", sa.Text(), server_default="", nullable=False),
        sa.Column("akta_lahir", sa.Text(), server_default="", nullable=False),
        sa.Column("akta_kawin", sa.Text(), server_default="", nullable=False),
        sa.Column("tanggal_kawin", sa.Date(), nullable=True),
        sa.Column("akta_cerai", sa.Text(), server_default="", nullable=False),
        sa.Column("tanggal_cerai", sa.Date(), nullable=True),
        sa.Column("dokumen_paspor", sa.Text(), server_default="", nullable=False),
        sa.Column("tanggal_akhir_paspor", sa.Date(), nullable=True),
        sa.Column("dokumen_kitas", sa.Text(), server_default="", nullable=False),
        sa.Column("tanggal_akhir_kitas", sa.Date(), nullable=True),
        sa.Column("status_rekam_ktp", sa.Integer(), nullable=True),
        sa.Column("ktp_el", sa.Integer(), nullable=True),
        sa.Column("tempat_cetak_ktp", sa.Text(), server_default="", nullable=False),
        sa.Column("tanggal_cetak_ktp", sa.Date(), nullable=True),
        sa.Column("tag_id_card", sa.Text(), server_default="", nullable=False),
        sa.Column("cacat", sa.Integer(), nullable=True),
        sa.Column("disabilitas_ragam", sa.Integer(), nullable=True),
        sa.Column("sakit_menahun", sa.Integer(), nullable=True),
        sa.Column("cara_kb", sa.Integer(), nullable=True),
        sa.Column("hamil", sa.Integer(), nullable=True),
        sa.Column("asuransi", sa.Integer(), nullable=True),
        sa.Column("no_asuransi", sa.Text(), server_default="", nullable=False),
        sa.Column("status_penduduk", sa.Integer(), nullable=True),
        sa.Column("status_dasar", sa.String(), server_default="hidup", nullable=False),
        sa.Column("dusun_id", sa.Uuid(native_uuid=False), nullable=True),
        sa.Column("rw", sa.Text(), server_default="", nullable=False),
        sa.Column("rt", sa.Text(), server_default="", nullable=False),
        sa.Column("alamat_sebelumnya", sa.Text(), server_default="", nullable=False),
        sa.Column("alamat_sekarang", sa.Text(), server_default="", nullable=False),
        sa.Column("telepon", sa.Text(), server_default="", nullable=False),
        sa.Column("email", sa.Text(), server_default="", nullable=False),
        sa.Column("foto", sa.Text(), server_default="", nullable=False),
        sa.Column("lintang", sa.Text(), server_default="", nullable=False),
        sa.Column("bujur", sa.Text(), server_default="", nullable=False),
        sa.Column("tanggal_mulai_tinggal", sa.Date(), nullable=True),
        sa.Column("catatan", sa.Text(), server_default="", nullable=False),
        sa.Column("digabung_ke_id", sa.Uuid(native_uuid=False), nullable=True),
        sa.Column("konfirmasi", sa.Text(), server_default="{}", nullable=False),
        sa.Column("teks_asli", sa.Text(), server_default="{}", nullable=False),
        sa.Column("versi", sa.Integer(), server_default="1", nullable=False),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "digabung_ke_id IS NULL OR (status_dasar = 'tidak_valid' AND digabung_ke_id <> id)",
            name=op.f("ck_penduduk_digabung_tidak_dihitung"),
        ),
        sa.CheckConstraint("jk IN ('', 'L', 'P')", name=op.f("ck_penduduk_jk_dikenal")),
        sa.CheckConstraint(
            "kawin_tercatat IN ('', 'tercatat', 'belum_tercatat')",
            name=op.f("ck_penduduk_kawin_tercatat_dikenal"),
        ),
        sa.CheckConstraint(
            "status_dasar IN ('hidup', 'mati', 'pindah', 'hilang', 'pergi', 'tidak_valid')",
            name=op.f("ck_penduduk_status_dasar_dikenal"),
        ),
        sa.CheckConstraint("agama BETWEEN 1 AND 999", name=op.f("ck_penduduk_agama_kode")),
        sa.CheckConstraint("anak_ke >= 1", name=op.f("ck_penduduk_anak_ke_dari_satu")),
        sa.CheckConstraint("asuransi BETWEEN 1 AND 999", name=op.f("ck_penduduk_asuransi_kode")),
        sa.CheckConstraint("berat >= 0", name=op.f("ck_penduduk_berat_tidak_minus")),
        sa.CheckConstraint("cacat BETWEEN 1 AND 999", name=op.f("ck_penduduk_cacat_kode")),
        sa.CheckConstraint("cara_kb BETWEEN 1 AND 999", name=op.f("ck_penduduk_cara_kb_kode")),
        sa.CheckConstraint("dapat_membaca BETWEEN 1 AND 999", name=op.f("ck_penduduk_dapat_membaca_kode")),
        sa.CheckConstraint(
            "disabilitas_ragam BETWEEN 1 AND 999", name=op.f("ck_penduduk_disabilitas_ragam_kode")
        ),
        sa.CheckConstraint("golongan_darah BETWEEN 1 AND 999", name=op.f("ck_penduduk_golongan_darah_kode")),
        sa.CheckConstraint("hamil BETWEEN 1 AND 999", name=op.f("ck_penduduk_hamil_kode")),
        sa.CheckConstraint("ktp_el BETWEEN 1 AND 999", name=op.f("ck_penduduk_ktp_el_kode")),
        sa.CheckConstraint("length(nik) IN (0, 16)", name=op.f("ck_penduduk_nik_16_angka")),
        sa.CheckConstraint("length(nik_ayah) IN (0, 16)", name=op.f("ck_penduduk_nik_ayah_16_angka")),
        sa.CheckConstraint("length(nik_ibu) IN (0, 16)", name=op.f("ck_penduduk_nik_ibu_16_angka")),
        sa.CheckConstraint("nomor_sementara >= 1", name=op.f("ck_penduduk_nomor_sementara_dari_satu")),
        sa.CheckConstraint("panjang >= 0", name=op.f("ck_penduduk_panjang_tidak_minus")),
        sa.CheckConstraint("pekerjaan BETWEEN 1 AND 999", name=op.f("ck_penduduk_pekerjaan_kode")),
        sa.CheckConstraint("pendidikan_kk BETWEEN 1 AND 999", name=op.f("ck_penduduk_pendidikan_kk_kode")),
        sa.CheckConstraint(
            "pendidikan_sedang BETWEEN 1 AND 999", name=op.f("ck_penduduk_pendidikan_sedang_kode")
        ),
        sa.CheckConstraint("sakit_menahun BETWEEN 1 AND 999", name=op.f("ck_penduduk_sakit_menahun_kode")),
        sa.CheckConstraint("shdk BETWEEN 1 AND 999", name=op.f("ck_penduduk_shdk_kode")),
        sa.CheckConstraint("status_kawin BETWEEN 1 AND 999", name=op.f("ck_penduduk_status_kawin_kode")),
        sa.CheckConstraint(
            "status_penduduk BETWEEN 1 AND 999", name=op.f("ck_penduduk_status_penduduk_kode")
        ),
        sa.CheckConstraint(
            "status_rekam_ktp BETWEEN 1 AND 999", name=op.f("ck_penduduk_status_rekam_ktp_kode")
        ),
        sa.CheckConstraint("warganegara BETWEEN 1 AND 999", name=op.f("ck_penduduk_warganegara_kode")),
        sa.ForeignKeyConstraint(
            ["digabung_ke_id"],
            ["penduduk.id"],
            name=op.f("fk_penduduk_digabung_ke_id_penduduk"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["keluarga_id"],
            ["keluarga.id"],
            name=op.f("fk_penduduk_keluarga_id_keluarga"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_penduduk")),
        sa.UniqueConstraint("desa_id", "nomor_sementara", name=op.f("uq_penduduk_desa_id_nomor_sementara")),
    )
    op.create_index(op.f("ix_penduduk_desa_id"), "penduduk", ["desa_id"], unique=False)
    op.create_index(op.f("ix_penduduk_digabung_ke_id"), "penduduk", ["digabung_ke_id"], unique=False)
    op.create_index(op.f("ix_penduduk_keluarga_id"), "penduduk", ["keluarga_id"], unique=False)
    op.create_index("ix_penduduk_nik", "penduduk", ["nik", "id"], unique=False)
    op.create_table(
        "mutasi",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("desa_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("penduduk_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("keluarga_id", sa.Uuid(native_uuid=False), nullable=True),
        sa.Column("dusun_id", sa.Uuid(native_uuid=False), nullable=True),
        sa.Column("kelompok_id", sa.Uuid(native_uuid=False), nullable=True),
        sa.Column("peristiwa", sa.String(), nullable=False),
        sa.Column("tanggal_peristiwa", sa.Date(), nullable=False),
        sa.Column("tanggal_lapor", sa.Date(), nullable=True),
        sa.Column("jk", sa.Text(), server_default="", nullable=False),
        sa.Column("warganegara", sa.Integer(), nullable=True),
        sa.Column("tujuan_pindah", sa.Integer(), nullable=True),
        sa.Column("alamat_tujuan", sa.Text(), server_default="", nullable=False),
        sa.Column("alamat_asal", sa.Text(), server_default="", nullable=False),
        sa.Column("meninggal_di", sa.Text(), server_default="", nullable=False),
        sa.Column("jam", sa.Time(), nullable=True),
        sa.Column("sebab", sa.Text(), server_default="", nullable=False),
        sa.Column("penolong", sa.Text(), server_default="", nullable=False),
        sa.Column("akta", sa.Text(), server_default="", nullable=False),
        sa.Column("anak_ke", sa.Integer(), nullable=True),
        sa.Column("no_kk_asal", sa.Text(), server_default="", nullable=False),
        sa.Column("catatan", sa.Text(), server_default="", nullable=False),
        sa.Column("dokumen", sa.Text(), server_default="", nullable=False),
        sa.Column("is_batal", sa.Boolean(name="is_batal"), server_default=sa.text("0"), nullable=False),
        sa.Column("alasan_batal", sa.Text(), server_default="", nullable=False),
        sa.Column("membatalkan_id", sa.Uuid(native_uuid=False), nullable=True),
        sa.Column("rincian", sa.Text(), server_default="{}", nullable=False),
        sa.Column("versi", sa.Integer(), server_default="1", nullable=False),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(peristiwa = 'pembatalan') = (membatalkan_id IS NOT NULL)",
            name=op.f("ck_mutasi_pembatalan_menyebut_peristiwa"),
        ),
        sa.CheckConstraint("jk IN ('', 'L', 'P')", name=op.f("ck_mutasi_jk_dikenal")),
        sa.CheckConstraint(
            "peristiwa IN ('lahir', 'mati', 'pindah', 'hilang', 'datang', 'pergi', 'kembali', 'pecah_kk', 'gabung_kk', 'ganti_kepala', 'pindah_dalam_desa', 'ubah_biodata', 'gabung_data', 'pembatalan')",
            name=op.f("ck_mutasi_peristiwa_dikenal"),
        ),
        sa.CheckConstraint("anak_ke >= 1", name=op.f("ck_mutasi_anak_ke_dari_satu")),
        sa.CheckConstraint("tujuan_pindah BETWEEN 1 AND 999", name=op.f("ck_mutasi_tujuan_pindah_kode")),
        sa.CheckConstraint("warganegara BETWEEN 1 AND 999", name=op.f("ck_mutasi_warganegara_kode")),
        sa.ForeignKeyConstraint(
            ["membatalkan_id"],
            ["mutasi.id"],
            name=op.f("fk_mutasi_membatalkan_id_mutasi"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["penduduk_id"],
            ["penduduk.id"],
            name=op.f("fk_mutasi_penduduk_id_penduduk"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mutasi")),
    )
    op.create_index(op.f("ix_mutasi_desa_id"), "mutasi", ["desa_id"], unique=False)
    op.create_index(op.f("ix_mutasi_membatalkan_id"), "mutasi", ["membatalkan_id"], unique=False)
    op.create_index(op.f("ix_mutasi_penduduk_id"), "mutasi", ["penduduk_id"], unique=False)
    op.create_index(op.f("ix_mutasi_tanggal_peristiwa"), "mutasi", ["tanggal_peristiwa"], unique=False)
    op.create_index(
        "uq_mutasi_sekali",
        "mutasi",
        ["penduduk_id", "peristiwa", "tanggal_peristiwa"],
        unique=True,
        sqlite_where=sa.text(
            "NOT is_batal AND peristiwa IN ('lahir', 'mati', 'pindah', 'hilang', 'datang', 'pergi', 'kembali')"
        ),
    )
    op.create_table(
        "peserta_bantuan",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("desa_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("program_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("penduduk_id", sa.Uuid(native_uuid=False), nullable=True),
        sa.Column("keluarga_id", sa.Uuid(native_uuid=False), nullable=True),
        sa.Column("nomor_kartu", sa.Text(), server_default="", nullable=False),
        sa.Column("nama_kartu", sa.Text(), server_default="", nullable=False),
        sa.Column("mulai", sa.Date(), nullable=True),
        sa.Column("selesai", sa.Date(), nullable=True),
        sa.Column("keterangan", sa.Text(), server_default="", nullable=False),
        sa.Column("teks_asli", sa.Text(), server_default="{}", nullable=False),
        sa.Column("versi", sa.Integer(), server_default="1", nullable=False),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(penduduk_id IS NULL) <> (keluarga_id IS NULL)",
            name=op.f("ck_peserta_bantuan_orang_atau_keluarga"),
        ),
        sa.ForeignKeyConstraint(
            ["keluarga_id"],
            ["keluarga.id"],
            name=op.f("fk_peserta_bantuan_keluarga_id_keluarga"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["penduduk_id"],
            ["penduduk.id"],
            name=op.f("fk_peserta_bantuan_penduduk_id_penduduk"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["program_id"],
            ["program_bantuan.id"],
            name=op.f("fk_peserta_bantuan_program_id_program_bantuan"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_peserta_bantuan")),
        sa.UniqueConstraint(
            "program_id", "keluarga_id", name=op.f("uq_peserta_bantuan_program_id_keluarga_id")
        ),
        sa.UniqueConstraint(
            "program_id", "penduduk_id", name=op.f("uq_peserta_bantuan_program_id_penduduk_id")
        ),
    )
    op.create_index(op.f("ix_peserta_bantuan_desa_id"), "peserta_bantuan", ["desa_id"], unique=False)
    op.create_index(op.f("ix_peserta_bantuan_keluarga_id"), "peserta_bantuan", ["keluarga_id"], unique=False)
    op.create_index(op.f("ix_peserta_bantuan_penduduk_id"), "peserta_bantuan", ["penduduk_id"], unique=False)
    op.create_index(op.f("ix_peserta_bantuan_program_id"), "peserta_bantuan", ["program_id"], unique=False)
    op.create_table(
        "putusan_ganda",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("desa_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("satu_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("dua_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("putusan", sa.String(), server_default="nanti", nullable=False),
        sa.Column("oleh", sa.Text(), server_default="", nullable=False),
        sa.Column("pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("alasan", sa.Text(), server_default="", nullable=False),
        sa.Column("versi", sa.Integer(), server_default="1", nullable=False),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "putusan IN ('gabung', 'bukan_ganda', 'nanti')", name=op.f("ck_putusan_ganda_putusan_dikenal")
        ),
        sa.CheckConstraint("satu_id < dua_id", name=op.f("ck_putusan_ganda_satu_sebelum_dua")),
        sa.ForeignKeyConstraint(
            ["dua_id"],
            ["penduduk.id"],
            name=op.f("fk_putusan_ganda_dua_id_penduduk"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["satu_id"],
            ["penduduk.id"],
            name=op.f("fk_putusan_ganda_satu_id_penduduk"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_putusan_ganda")),
        sa.UniqueConstraint("satu_id", "dua_id", name=op.f("uq_putusan_ganda_satu_id_dua_id")),
    )
    op.create_index(op.f("ix_putusan_ganda_desa_id"), "putusan_ganda", ["desa_id"], unique=False)
    op.create_index(op.f("ix_putusan_ganda_dua_id"), "putusan_ganda", ["dua_id"], unique=False)
    op.create_index(op.f("ix_putusan_ganda_satu_id"), "putusan_ganda", ["satu_id"], unique=False)
    op.execute(
        "CREATE VIRTUAL TABLE cari_kata USING fts5(kunci, status_dasar, content='cari_penduduk', content_rowid='nomor',"
        " tokenize='unicode61 remove_diacritics 2', prefix='1 2 3', detail='column')"
    )
    op.execute("CREATE VIRTUAL TABLE cari_kamus USING fts5vocab('cari_kata', 'col')")
    for name, rest in TRIGGERS.items():
        op.execute(f"CREATE TRIGGER {name} {rest} END")


def downgrade() -> None:
    for name in reversed(TRIGGERS):
        op.execute(f"DROP TRIGGER {name}")
    op.execute("DROP TABLE cari_kamus")
    op.execute("DROP TABLE cari_kata")
    op.drop_index("ix_putusan_ganda_satu_id", table_name="putusan_ganda")
    op.drop_index("ix_putusan_ganda_dua_id", table_name="putusan_ganda")
    op.drop_index("ix_putusan_ganda_desa_id", table_name="putusan_ganda")
    op.drop_index("ix_peserta_bantuan_program_id", table_name="peserta_bantuan")
    op.drop_index("ix_peserta_bantuan_penduduk_id", table_name="peserta_bantuan")
    op.drop_index("ix_peserta_bantuan_keluarga_id", table_name="peserta_bantuan")
    op.drop_index("ix_peserta_bantuan_desa_id", table_name="peserta_bantuan")
    op.drop_index("uq_mutasi_sekali", table_name="mutasi")
    op.drop_index("ix_mutasi_tanggal_peristiwa", table_name="mutasi")
    op.drop_index("ix_mutasi_penduduk_id", table_name="mutasi")
    op.drop_index("ix_mutasi_membatalkan_id", table_name="mutasi")
    op.drop_index("ix_mutasi_desa_id", table_name="mutasi")
    op.drop_index("ix_penduduk_nik", table_name="penduduk")
    op.drop_index("ix_penduduk_keluarga_id", table_name="penduduk")
    op.drop_index("ix_penduduk_digabung_ke_id", table_name="penduduk")
    op.drop_index("ix_penduduk_desa_id", table_name="penduduk")
    op.drop_index("ix_tutup_bulan_desa_id", table_name="tutup_bulan")
    op.drop_index("ix_saringan_desa_id", table_name="saringan")
    op.drop_index("ix_program_bantuan_desa_id", table_name="program_bantuan")
    op.drop_index("ix_profil_impor_desa_id", table_name="profil_impor")
    op.drop_index("ix_penduduk_sementara_desa_id", table_name="penduduk_sementara")
    op.drop_index("ix_keluarga_tempat", table_name="keluarga")
    op.drop_index("ix_keluarga_no_kk", table_name="keluarga")
    op.drop_index("ix_keluarga_desa_id", table_name="keluarga")
    op.drop_index("ix_cari_penduduk_keluarga", table_name="cari_penduduk")
    op.drop_index("ix_cari_penduduk_urut", table_name="cari_penduduk")
    op.drop_table("putusan_ganda")
    op.drop_table("peserta_bantuan")
    op.drop_table("mutasi")
    op.drop_table("penduduk")
    op.drop_table("tutup_bulan")
    op.drop_table("saringan")
    op.drop_table("program_bantuan")
    op.drop_table("profil_impor")
    op.drop_table("penduduk_sementara")
    op.drop_table("keluarga")
    op.drop_table("cari_penduduk")

"""Kegiatan get a cost estimate (RAB), line by line: check V-13 holds its total against their cost."""

import sqlalchemy as sa
from alembic import op

revision = "0002_rab"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "baris_rab",
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("kegiatan_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("kelompok", sa.String(), nullable=True),
        sa.Column("kode", sa.Text(), server_default="", nullable=False),
        sa.Column("uraian", sa.Text(), server_default="", nullable=False),
        sa.Column("volume", sa.String(), nullable=True),
        sa.Column("satuan", sa.Text(), server_default="", nullable=False),
        sa.Column("harga_satuan", sa.BigInteger(), nullable=True),
        sa.Column("sumber", sa.Text(), server_default="", nullable=False),
        sa.Column("teks_asli", sa.Text(), server_default="{}", nullable=False),
        sa.CheckConstraint(
            "kelompok IN ('bahan', 'alat', 'upah', 'lain')", name=op.f("ck_baris_rab_kelompok_dikenal")
        ),
        sa.CheckConstraint("harga_satuan >= 0", name=op.f("ck_baris_rab_harga_satuan_tidak_minus")),
        sa.ForeignKeyConstraint(
            ["kegiatan_id"],
            ["kegiatan.id"],
            name=op.f("fk_baris_rab_kegiatan_id_kegiatan"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_baris_rab")),
    )
    op.create_index(op.f("ix_baris_rab_kegiatan_id"), "baris_rab", ["kegiatan_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_baris_rab_kegiatan_id"), table_name="baris_rab")
    op.drop_table("baris_rab")

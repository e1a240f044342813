"""A form may be about one family: DDK is one form for each family of a year."""

import sqlalchemy as sa
from alembic import op

revision = "0004_isian"
down_revision = "0003_penduduk"
branch_labels = None
depends_on = None

OLD_KEY = "uq_isian_desa_id_form_id_periode"
NEW_KEY = "uq_isian_desa_id_form_id_periode_keluarga_id"


def _isian() -> sa.Table:
    """The table as step 0001 made it: the rebuild below must not lose its checks."""
    return sa.Table(
        "isian",
        sa.MetaData(),
        sa.Column("id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("desa_id", sa.Uuid(native_uuid=False), nullable=False),
        sa.Column("form_id", sa.Text(), nullable=False),
        sa.Column("periode", sa.Text(), nullable=False),
        *(
            sa.Column(name, sa.Text(), server_default="", nullable=False)
            for name in ("judul", "templat_versi", "templat_sha256")
        ),
        sa.Column("status", sa.String(), server_default="konsep", nullable=False),
        sa.Column("revisi", sa.Integer(), server_default="0", nullable=False),
        sa.Column("alasan", sa.Text(), server_default="", nullable=False),
        sa.Column("versi", sa.Integer(), server_default="1", nullable=False),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("status <> 'disahkan' OR revisi >= 1", name="ck_isian_disahkan_punya_revisi"),
        sa.CheckConstraint("status IN ('konsep', 'disahkan', 'dicabut')", name="ck_isian_status_dikenal"),
        sa.CheckConstraint("revisi >= 0", name="ck_isian_revisi_tidak_minus"),
        sa.PrimaryKeyConstraint("id", name="pk_isian"),
        sa.UniqueConstraint("desa_id", "form_id", "periode", name=OLD_KEY),
        sa.Index("ix_isian_desa_id", "desa_id"),
    )


def upgrade() -> None:
    with op.batch_alter_table("isian", copy_from=_isian(), recreate="always") as batch:
        batch.add_column(sa.Column("keluarga_id", sa.Uuid(native_uuid=False), nullable=True))
        batch.drop_constraint(OLD_KEY, type_="unique")
        batch.create_unique_constraint(NEW_KEY, ["desa_id", "form_id", "periode", "keluarga_id"])
    op.create_index("ix_isian_keluarga", "isian", ["keluarga_id"], unique=False)
    op.create_index(
        "uq_isian_kantor",
        "isian",
        ["desa_id", "form_id", "periode"],
        unique=True,
        sqlite_where=sa.text("keluarga_id IS NULL"),
    )


def downgrade() -> None:
    raise NotImplementedError("a family's form has no place in the table of before")

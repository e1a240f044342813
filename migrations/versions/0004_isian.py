"""A form may be about one family: DDK is one form for each family of a year."""

import sqlalchemy as sa
from alembic import op

revision = "0004_isian"
down_revision = "0003_penduduk"
branch_labels = None
depends_on = None

FRESH = "isian_baru"
COLUMNS = (
    *("id", "desa_id", "form_id", "periode", "judul", "templat_versi", "templat_sha256"),
    *("status", "revisi", "alasan", "versi", "diubah_pada"),
)


def upgrade() -> None:
    # written out: alembic's batch puts the constraints in another order at every run
    op.create_table(
        FRESH,
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
        sa.Column("keluarga_id", sa.Uuid(native_uuid=False), nullable=True),
        sa.CheckConstraint(
            "status <> 'disahkan' OR revisi >= 1", name=op.f("ck_isian_disahkan_punya_revisi")
        ),
        sa.CheckConstraint(
            "status IN ('konsep', 'disahkan', 'dicabut')", name=op.f("ck_isian_status_dikenal")
        ),
        sa.CheckConstraint("revisi >= 0", name=op.f("ck_isian_revisi_tidak_minus")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_isian")),
        sa.UniqueConstraint(
            "desa_id",
            "form_id",
            "periode",
            "keluarga_id",
            name=op.f("uq_isian_desa_id_form_id_periode_keluarga_id"),
        ),
    )
    names = ", ".join(COLUMNS)
    op.execute(f"INSERT INTO {FRESH} ({names}) SELECT {names} FROM isian")
    op.drop_table("isian")
    op.rename_table(FRESH, "isian")
    op.create_index(op.f("ix_isian_desa_id"), "isian", ["desa_id"], unique=False)
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

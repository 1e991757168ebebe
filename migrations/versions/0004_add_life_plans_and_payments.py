"""Add life plans and payments"""

import sqlalchemy as sa
from alembic import op

from vendor_tracker.storage.triggers import drop_triggers, make_triggers

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_KINDS = ("PAY",)


def upgrade() -> None:
    """Move one step forward."""
    drop_triggers(op.get_bind())
    op.create_table(
        "life_plan",
        sa.Column(
            "product_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("years", sa.Integer(), nullable=False),
        sa.Column("allowance", sa.BigInteger(), nullable=True),
        sa.Column("allowance_class", sa.Text(), nullable=False),
        sa.Column("allowance_reason", sa.Text(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "product_id"],
            ["product.organisation_id", "product.id"],
            name=op.f("fk_life_plan_organisation_id_product_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_life_plan_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_life_plan")),
        sa.UniqueConstraint("id", "organisation_id", name=op.f("uq_life_plan_id_organisation_id")),
        sa.UniqueConstraint(
            "organisation_id", "product_id", name=op.f("uq_life_plan_organisation_id_product_id")
        ),
    )
    op.create_table(
        "payment",
        sa.Column(
            "supplier_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("cost_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("what_for", sa.Text(), nullable=False),
        sa.Column("invoice", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("dismissed_reason", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column(
            "created_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column(
            "updated_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_reason", sa.Text(), nullable=True),
        sa.Column("archived_by_undo", sa.Boolean(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.ForeignKeyConstraint(["created_by"], ["user.id"], name=op.f("fk_payment_created_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "cost_id"],
            ["cost.organisation_id", "cost.id"],
            name=op.f("fk_payment_organisation_id_cost_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "supplier_id"],
            ["supplier.organisation_id", "supplier.id"],
            name=op.f("fk_payment_organisation_id_supplier_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_payment_organisation_id")
        ),
        sa.ForeignKeyConstraint(["updated_by"], ["user.id"], name=op.f("fk_payment_updated_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
        sa.UniqueConstraint("id", "organisation_id", name=op.f("uq_payment_id_organisation_id")),
        sa.UniqueConstraint(
            "organisation_id", "number", name=op.f("uq_payment_organisation_id_number")
        ),
    )
    with op.batch_alter_table("payment") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_payment_organisation_id_cost_id"),
            ["organisation_id", "cost_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_payment_organisation_id_paid_on"),
            ["organisation_id", "paid_on"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_payment_organisation_id_supplier_id_paid_on"),
            ["organisation_id", "supplier_id", "paid_on"],
            unique=False,
        )

    with op.batch_alter_table("cost") as batch_op:
        batch_op.add_column(sa.Column("rise_percent", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("rise_cap", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("low_price", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("high_price", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("vat_heading", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("not_applicable", sa.Text(), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("vat_note", sa.Text(), server_default="", nullable=False))
    for kind in _KINDS:
        op.execute(
            sa.text(
                "INSERT INTO reference_counter (organisation_id, kind, next) "
                "SELECT id, :kind, 1 FROM organisation"
            ).bindparams(kind=kind)
        )
    make_triggers(op.get_bind())


def downgrade() -> None:
    """Move one step back."""
    drop_triggers(op.get_bind())
    for kind in _KINDS:
        gone = sa.text("DELETE FROM reference_counter WHERE kind = :kind")
        op.execute(gone.bindparams(kind=kind))
    with op.batch_alter_table("cost") as batch_op:
        batch_op.drop_column("vat_note")
        batch_op.drop_column("not_applicable")
        batch_op.drop_column("vat_heading")
        batch_op.drop_column("high_price")
        batch_op.drop_column("low_price")
        batch_op.drop_column("rise_cap")
        batch_op.drop_column("rise_percent")

    with op.batch_alter_table("payment") as batch_op:
        batch_op.drop_index(batch_op.f("ix_payment_organisation_id_supplier_id_paid_on"))
        batch_op.drop_index(batch_op.f("ix_payment_organisation_id_paid_on"))
        batch_op.drop_index(batch_op.f("ix_payment_organisation_id_cost_id"))

    op.drop_table("payment")
    op.drop_table("life_plan")
    make_triggers(op.get_bind())

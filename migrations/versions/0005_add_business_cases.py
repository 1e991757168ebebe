"""Add business cases"""

import sqlalchemy as sa
from alembic import op

from vendor_tracker.storage.triggers import drop_triggers, make_triggers

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_KINDS = ("CAS",)


def upgrade() -> None:
    """Move one step forward."""
    drop_triggers(op.get_bind())
    op.create_table(
        "business_case",
        sa.Column(
            "product_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("need_kind", sa.String(40), nullable=True),
        sa.Column("need", sa.Text(), nullable=False),
        sa.Column("need_number", sa.Text(), nullable=False),
        sa.Column("strategies", sa.Text(), nullable=False),
        sa.Column("extra_recalls", sa.BigInteger(), nullable=True),
        sa.Column("recalls_source", sa.Text(), nullable=False),
        sa.Column("capacity_owner", sa.Text(), nullable=False),
        sa.Column("stress_plan", sa.Text(), nullable=False),
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
        sa.ForeignKeyConstraint(
            ["created_by"], ["user.id"], name=op.f("fk_business_case_created_by")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "product_id"],
            ["product.organisation_id", "product.id"],
            name=op.f("fk_business_case_organisation_id_product_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_business_case_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["updated_by"], ["user.id"], name=op.f("fk_business_case_updated_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_business_case")),
        sa.UniqueConstraint(
            "id", "organisation_id", name=op.f("uq_business_case_id_organisation_id")
        ),
        sa.UniqueConstraint(
            "organisation_id", "number", name=op.f("uq_business_case_organisation_id_number")
        ),
    )
    with op.batch_alter_table("business_case") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_business_case_organisation_id_product_id"),
            ["organisation_id", "product_id"],
            unique=False,
        )

    op.create_table(
        "case_approval",
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
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
            ["organisation_id", "case_id"],
            ["business_case.organisation_id", "business_case.id"],
            name=op.f("fk_case_approval_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_case_approval_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_approval")),
        sa.UniqueConstraint(
            "id", "organisation_id", name=op.f("uq_case_approval_id_organisation_id")
        ),
    )
    with op.batch_alter_table("case_approval") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_case_approval_organisation_id_case_id"),
            ["organisation_id", "case_id"],
            unique=False,
        )

    op.create_table(
        "case_criterion",
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("judged_on", sa.Date(), nullable=True),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
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
            ["organisation_id", "case_id"],
            ["business_case.organisation_id", "business_case.id"],
            name=op.f("fk_case_criterion_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_case_criterion_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_criterion")),
        sa.UniqueConstraint(
            "id", "organisation_id", name=op.f("uq_case_criterion_id_organisation_id")
        ),
    )
    with op.batch_alter_table("case_criterion") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_case_criterion_organisation_id_case_id"),
            ["organisation_id", "case_id"],
            unique=False,
        )

    op.create_table(
        "case_option",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("uses_ai", sa.String(40), nullable=False),
        sa.Column("weighed", sa.Text(), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
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
            ["organisation_id", "case_id"],
            ["business_case.organisation_id", "business_case.id"],
            name=op.f("fk_case_option_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_case_option_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_option")),
        sa.UniqueConstraint(
            "id", "organisation_id", name=op.f("uq_case_option_id_organisation_id")
        ),
    )
    with op.batch_alter_table("case_option") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_case_option_organisation_id_case_id"),
            ["organisation_id", "case_id"],
            unique=False,
        )

    op.create_table(
        "case_outcome",
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("baseline", sa.BigInteger(), nullable=True),
        sa.Column("target", sa.BigInteger(), nullable=True),
        sa.Column("target_by", sa.Date(), nullable=True),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
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
            ["organisation_id", "case_id"],
            ["business_case.organisation_id", "business_case.id"],
            name=op.f("fk_case_outcome_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_case_outcome_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_outcome")),
        sa.UniqueConstraint(
            "id", "organisation_id", name=op.f("uq_case_outcome_id_organisation_id")
        ),
    )
    with op.batch_alter_table("case_outcome") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_case_outcome_organisation_id_case_id"),
            ["organisation_id", "case_id"],
            unique=False,
        )

    op.create_table(
        "case_risk",
        sa.Column("risk", sa.Text(), nullable=False),
        sa.Column("likelihood", sa.String(40), nullable=True),
        sa.Column("effect", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
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
            ["organisation_id", "case_id"],
            ["business_case.organisation_id", "business_case.id"],
            name=op.f("fk_case_risk_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_case_risk_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_risk")),
        sa.UniqueConstraint("id", "organisation_id", name=op.f("uq_case_risk_id_organisation_id")),
    )
    with op.batch_alter_table("case_risk") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_case_risk_organisation_id_case_id"),
            ["organisation_id", "case_id"],
            unique=False,
        )

    op.create_table(
        "case_time",
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("hours_now", sa.BigInteger(), nullable=True),
        sa.Column("hours_after", sa.BigInteger(), nullable=True),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
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
            ["organisation_id", "case_id"],
            ["business_case.organisation_id", "business_case.id"],
            name=op.f("fk_case_time_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_case_time_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_time")),
        sa.UniqueConstraint("id", "organisation_id", name=op.f("uq_case_time_id_organisation_id")),
    )
    with op.batch_alter_table("case_time") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_case_time_organisation_id_case_id"),
            ["organisation_id", "case_id"],
            unique=False,
        )

    op.create_table(
        "case_worry",
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("worry", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
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
            ["organisation_id", "case_id"],
            ["business_case.organisation_id", "business_case.id"],
            name=op.f("fk_case_worry_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_case_worry_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_worry")),
        sa.UniqueConstraint("id", "organisation_id", name=op.f("uq_case_worry_id_organisation_id")),
    )
    with op.batch_alter_table("case_worry") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_case_worry_organisation_id_case_id"),
            ["organisation_id", "case_id"],
            unique=False,
        )
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
    with op.batch_alter_table("case_worry") as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_worry_organisation_id_case_id"))

    op.drop_table("case_worry")
    with op.batch_alter_table("case_time") as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_time_organisation_id_case_id"))

    op.drop_table("case_time")
    with op.batch_alter_table("case_risk") as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_risk_organisation_id_case_id"))

    op.drop_table("case_risk")
    with op.batch_alter_table("case_outcome") as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_outcome_organisation_id_case_id"))

    op.drop_table("case_outcome")
    with op.batch_alter_table("case_option") as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_option_organisation_id_case_id"))

    op.drop_table("case_option")
    with op.batch_alter_table("case_criterion") as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_criterion_organisation_id_case_id"))

    op.drop_table("case_criterion")
    with op.batch_alter_table("case_approval") as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_approval_organisation_id_case_id"))

    op.drop_table("case_approval")
    with op.batch_alter_table("business_case") as batch_op:
        batch_op.drop_index(batch_op.f("ix_business_case_organisation_id_product_id"))

    op.drop_table("business_case")
    make_triggers(op.get_bind())

"""Add terms of contracts, benefits, and what costs follow"""

import sqlalchemy as sa
from alembic import op

from vendor_tracker.storage.triggers import drop_triggers, make_triggers

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move one step forward."""
    drop_triggers(op.get_bind())
    op.create_table(
        "calendar_link",
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
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
            ["organisation_id"], ["organisation.id"], name=op.f("fk_calendar_link_organisation_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_calendar_link_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_link")),
        sa.UniqueConstraint(
            "id", "organisation_id", name=op.f("uq_calendar_link_id_organisation_id")
        ),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calendar_link_token_hash")),
    )
    with op.batch_alter_table("calendar_link") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_calendar_link_organisation_id_user_id"),
            ["organisation_id", "user_id"],
            unique=False,
        )

    op.create_table(
        "staff_rate",
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("role_key", sa.Text(), nullable=False),
        sa.Column("pay", sa.BigInteger(), nullable=False),
        sa.Column("on_costs", sa.BigInteger(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.ForeignKeyConstraint(["by"], ["user.id"], name=op.f("fk_staff_rate_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_staff_rate_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_rate")),
        sa.UniqueConstraint("id", "organisation_id", name=op.f("uq_staff_rate_id_organisation_id")),
    )
    with op.batch_alter_table("staff_rate") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_staff_rate_organisation_id_role_key_valid_from"),
            ["organisation_id", "role_key", "valid_from"],
            unique=False,
        )

    op.create_table(
        "contract_break",
        sa.Column("breaks_on", sa.Date(), nullable=False),
        sa.Column("notice_by", sa.Date(), nullable=True),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column(
            "contract_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
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
            ["organisation_id", "contract_id"],
            ["contract.organisation_id", "contract.id"],
            name=op.f("fk_contract_break_organisation_id_contract_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_contract_break_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract_break")),
        sa.UniqueConstraint(
            "id", "organisation_id", name=op.f("uq_contract_break_id_organisation_id")
        ),
    )
    with op.batch_alter_table("contract_break") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_contract_break_organisation_id_contract_id"),
            ["organisation_id", "contract_id"],
            unique=False,
        )

    op.create_table(
        "contract_kpi",
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("consequence", sa.Text(), nullable=False),
        sa.Column(
            "contract_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
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
            ["organisation_id", "contract_id"],
            ["contract.organisation_id", "contract.id"],
            name=op.f("fk_contract_kpi_organisation_id_contract_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_contract_kpi_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract_kpi")),
        sa.UniqueConstraint(
            "id", "organisation_id", name=op.f("uq_contract_kpi_id_organisation_id")
        ),
    )
    with op.batch_alter_table("contract_kpi") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_contract_kpi_organisation_id_contract_id"),
            ["organisation_id", "contract_id"],
            unique=False,
        )

    op.create_table(
        "contract_notice",
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column(
            "contract_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
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
            ["organisation_id", "contract_id"],
            ["contract.organisation_id", "contract.id"],
            name=op.f("fk_contract_notice_organisation_id_contract_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_contract_notice_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract_notice")),
        sa.UniqueConstraint(
            "id", "organisation_id", name=op.f("uq_contract_notice_id_organisation_id")
        ),
    )
    with op.batch_alter_table("contract_notice") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_contract_notice_organisation_id_contract_id"),
            ["organisation_id", "contract_id"],
            unique=False,
        )

    op.create_table(
        "contract_rating",
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("rated_on", sa.Date(), nullable=False),
        sa.Column("rating", sa.String(40), nullable=False),
        sa.Column("actual", sa.Text(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column(
            "contract_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
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
            ["organisation_id", "contract_id"],
            ["contract.organisation_id", "contract.id"],
            name=op.f("fk_contract_rating_organisation_id_contract_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_contract_rating_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract_rating")),
        sa.UniqueConstraint(
            "id", "organisation_id", name=op.f("uq_contract_rating_id_organisation_id")
        ),
    )
    with op.batch_alter_table("contract_rating") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_contract_rating_organisation_id_contract_id"),
            ["organisation_id", "contract_id"],
            unique=False,
        )

    op.create_table(
        "product_driver",
        sa.Column(
            "product_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
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
            name=op.f("fk_product_driver_organisation_id_product_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_product_driver_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_driver")),
        sa.UniqueConstraint(
            "id", "organisation_id", name=op.f("uq_product_driver_id_organisation_id")
        ),
        sa.UniqueConstraint(
            "organisation_id",
            "product_id",
            "kind",
            name=op.f("uq_product_driver_organisation_id_product_id_kind"),
        ),
    )
    op.create_table(
        "case_benefit",
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("planned", sa.BigInteger(), nullable=True),
        sa.Column("actual", sa.BigInteger(), nullable=True),
        sa.Column("worth", sa.BigInteger(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
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
            name=op.f("fk_case_benefit_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_case_benefit_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_benefit")),
        sa.UniqueConstraint(
            "id", "organisation_id", name=op.f("uq_case_benefit_id_organisation_id")
        ),
    )
    with op.batch_alter_table("case_benefit") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_case_benefit_organisation_id_case_id"),
            ["organisation_id", "case_id"],
            unique=False,
        )

    with op.batch_alter_table("contract") as batch_op:
        batch_op.add_column(sa.Column("signed_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("value_with_vat", sa.BigInteger(), nullable=True))
        batch_op.add_column(
            sa.Column("regime", sa.String(40), server_default="unknown", nullable=False)
        )
        batch_op.add_column(sa.Column("framework", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(
            sa.Column("renewal", sa.String(40), server_default="unknown", nullable=False)
        )
        batch_op.add_column(sa.Column("extends_to", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("kpi_exempt", sa.String(40), nullable=True))
        batch_op.add_column(
            sa.Column("kpi_exempt_reason", sa.Text(), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("liability_cap", sa.BigInteger(), nullable=True))
        batch_op.add_column(
            sa.Column("liability_note", sa.Text(), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("insured_until", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("indemnity_until", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("data_rights", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("exit_terms", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("exit_price", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("rise_cap", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("update_notice_days", sa.Integer(), nullable=True))

    with op.batch_alter_table("cost") as batch_op:
        batch_op.add_column(sa.Column("driver", sa.String(40), nullable=True))
        batch_op.add_column(sa.Column("per_driver", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("staff_role", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("tiers", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("minimum", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("most", sa.BigInteger(), nullable=True))
        batch_op.add_column(
            sa.Column("currency", sa.String(length=3), server_default="GBP", nullable=False)
        )
        batch_op.add_column(sa.Column("currency_price", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("currency_rate", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("currency_rate_on", sa.Date(), nullable=True))

    with op.batch_alter_table("product_status") as batch_op:
        batch_op.add_column(sa.Column("life_years", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("life_cash", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("life_real", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("life_present", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("life_quoted", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("life_hidden", sa.BigInteger(), nullable=True))
        batch_op.add_column(
            sa.Column("life_unknown", sa.Integer(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("life_rates", sa.String(length=40), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("life_on", sa.Date(), nullable=True))
    make_triggers(op.get_bind())


def downgrade() -> None:
    """Move one step back."""
    drop_triggers(op.get_bind())
    with op.batch_alter_table("product_status") as batch_op:
        batch_op.drop_column("life_on")
        batch_op.drop_column("life_rates")
        batch_op.drop_column("life_unknown")
        batch_op.drop_column("life_hidden")
        batch_op.drop_column("life_quoted")
        batch_op.drop_column("life_present")
        batch_op.drop_column("life_real")
        batch_op.drop_column("life_cash")
        batch_op.drop_column("life_years")

    with op.batch_alter_table("cost") as batch_op:
        batch_op.drop_column("currency_rate_on")
        batch_op.drop_column("currency_rate")
        batch_op.drop_column("currency_price")
        batch_op.drop_column("currency")
        batch_op.drop_column("most")
        batch_op.drop_column("minimum")
        batch_op.drop_column("tiers")
        batch_op.drop_column("staff_role")
        batch_op.drop_column("per_driver")
        batch_op.drop_column("driver")

    with op.batch_alter_table("contract") as batch_op:
        batch_op.drop_column("update_notice_days")
        batch_op.drop_column("rise_cap")
        batch_op.drop_column("exit_price")
        batch_op.drop_column("exit_terms")
        batch_op.drop_column("data_rights")
        batch_op.drop_column("indemnity_until")
        batch_op.drop_column("insured_until")
        batch_op.drop_column("liability_note")
        batch_op.drop_column("liability_cap")
        batch_op.drop_column("kpi_exempt_reason")
        batch_op.drop_column("kpi_exempt")
        batch_op.drop_column("extends_to")
        batch_op.drop_column("renewal")
        batch_op.drop_column("framework")
        batch_op.drop_column("regime")
        batch_op.drop_column("value_with_vat")
        batch_op.drop_column("signed_on")

    with op.batch_alter_table("case_benefit") as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_benefit_organisation_id_case_id"))

    op.drop_table("case_benefit")
    op.drop_table("product_driver")
    with op.batch_alter_table("contract_rating") as batch_op:
        batch_op.drop_index(batch_op.f("ix_contract_rating_organisation_id_contract_id"))

    op.drop_table("contract_rating")
    with op.batch_alter_table("contract_notice") as batch_op:
        batch_op.drop_index(batch_op.f("ix_contract_notice_organisation_id_contract_id"))

    op.drop_table("contract_notice")
    with op.batch_alter_table("contract_kpi") as batch_op:
        batch_op.drop_index(batch_op.f("ix_contract_kpi_organisation_id_contract_id"))

    op.drop_table("contract_kpi")
    with op.batch_alter_table("contract_break") as batch_op:
        batch_op.drop_index(batch_op.f("ix_contract_break_organisation_id_contract_id"))

    op.drop_table("contract_break")
    with op.batch_alter_table("staff_rate") as batch_op:
        batch_op.drop_index(batch_op.f("ix_staff_rate_organisation_id_role_key_valid_from"))

    op.drop_table("staff_rate")
    with op.batch_alter_table("calendar_link") as batch_op:
        batch_op.drop_index(batch_op.f("ix_calendar_link_organisation_id_user_id"))

    op.drop_table("calendar_link")
    make_triggers(op.get_bind())

"""Add cards, devices, groups and verdicts"""

import sqlalchemy as sa
from alembic import op

from vendor_tracker.storage.triggers import drop_triggers, make_triggers

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_KINDS = ("CRD",)


def upgrade() -> None:
    """Move one step forward."""
    drop_triggers(op.get_bind())
    op.create_table(
        "checklist_change",
        sa.Column("checklist_code", sa.String(length=20), nullable=False),
        sa.Column("item_code", sa.String(length=20), nullable=False),
        sa.Column("is_retired", sa.Boolean(), nullable=False),
        sa.Column("severity", sa.String(40), nullable=True),
        sa.Column("months", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column(
            "changed_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
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
            ["changed_by"], ["user.id"], name=op.f("fk_checklist_change_changed_by")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_checklist_change_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist_change")),
        sa.UniqueConstraint(
            "id", "organisation_id", name=op.f("uq_checklist_change_id_organisation_id")
        ),
    )
    with op.batch_alter_table("checklist_change") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_checklist_change_organisation_id_checklist_code"),
            ["organisation_id", "checklist_code"],
            unique=False,
        )

    op.create_table(
        "device",
        sa.Column(
            "product_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("mark", sa.String(40), nullable=False),
        sa.Column("class_uk", sa.String(40), nullable=False),
        sa.Column("class_eu", sa.String(40), nullable=False),
        sa.Column("gmdn", sa.Text(), nullable=False),
        sa.Column("register_number", sa.String(length=60), nullable=False),
        sa.Column("register_checked_on", sa.Date(), nullable=True),
        sa.Column("on_registry", sa.String(40), nullable=False),
        sa.Column("registry_checked_on", sa.Date(), nullable=True),
        sa.Column("our_use", sa.Text(), nullable=False),
        sa.Column("use_fits", sa.String(40), nullable=False),
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
            name=op.f("fk_device_organisation_id_product_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_device_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device")),
        sa.UniqueConstraint("id", "organisation_id", name=op.f("uq_device_id_organisation_id")),
        sa.UniqueConstraint(
            "organisation_id", "product_id", name=op.f("uq_device_organisation_id_product_id")
        ),
    )
    op.create_table(
        "product_group",
        sa.Column(
            "product_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("attribute", sa.String(40), nullable=False),
        sa.Column("scheme", sa.String(length=40), nullable=False),
        sa.Column("group_code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("listed_by", sa.Text(), nullable=False),
        sa.Column("listed_on", sa.Date(), nullable=True),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("plan_by", sa.Date(), nullable=True),
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
            name=op.f("fk_product_group_organisation_id_product_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_product_group_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_group")),
        sa.UniqueConstraint(
            "id", "organisation_id", name=op.f("uq_product_group_id_organisation_id")
        ),
    )
    with op.batch_alter_table("product_group") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_product_group_organisation_id_product_id"),
            ["organisation_id", "product_id"],
            unique=False,
        )

    op.create_table(
        "card",
        sa.Column(
            "product_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("edition", sa.String(length=20), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column(
            "evidence_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
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
        sa.ForeignKeyConstraint(["created_by"], ["user.id"], name=op.f("fk_card_created_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "evidence_id"],
            ["evidence.organisation_id", "evidence.id"],
            name=op.f("fk_card_organisation_id_evidence_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "product_id"],
            ["product.organisation_id", "product.id"],
            name=op.f("fk_card_organisation_id_product_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "version_id"],
            ["product_version.organisation_id", "product_version.id"],
            name=op.f("fk_card_organisation_id_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_card_organisation_id")
        ),
        sa.ForeignKeyConstraint(["updated_by"], ["user.id"], name=op.f("fk_card_updated_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card")),
        sa.UniqueConstraint("id", "organisation_id", name=op.f("uq_card_id_organisation_id")),
        sa.UniqueConstraint(
            "organisation_id", "number", name=op.f("uq_card_organisation_id_number")
        ),
    )
    with op.batch_alter_table("card") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_card_organisation_id_product_id"),
            ["organisation_id", "product_id"],
            unique=False,
        )

    op.create_table(
        "former_file",
        sa.Column(
            "evidence_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("file_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("link_url", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("form_version", sa.String(length=40), nullable=False),
        sa.Column("version_name", sa.Text(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(), nullable=False),
        sa.Column(
            "replaced_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("reason", sa.Text(), nullable=False),
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
            ["organisation_id", "evidence_id"],
            ["evidence.organisation_id", "evidence.id"],
            name=op.f("fk_former_file_organisation_id_evidence_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "file_id"],
            ["stored_file.organisation_id", "stored_file.id"],
            name=op.f("fk_former_file_organisation_id_file_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_former_file_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["replaced_by"], ["user.id"], name=op.f("fk_former_file_replaced_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_file")),
        sa.UniqueConstraint(
            "id", "organisation_id", name=op.f("uq_former_file_id_organisation_id")
        ),
    )
    with op.batch_alter_table("former_file") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_former_file_organisation_id_evidence_id"),
            ["organisation_id", "evidence_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_former_file_organisation_id_file_id"),
            ["organisation_id", "file_id"],
            unique=False,
        )

    op.create_table(
        "claim_verdict",
        sa.Column("claim_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("verdict", sa.String(40), nullable=True),
        sa.Column("computed", sa.String(40), nullable=True),
        sa.Column("judged", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("given_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("agreed_at", sa.DateTime(), nullable=True),
        sa.Column("agreed_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.CheckConstraint(
            "agreed_by IS NULL OR agreed_by <> given_by",
            name=op.f("ck_claim_verdict_second_person"),
        ),
        sa.ForeignKeyConstraint(
            ["agreed_by"], ["user.id"], name=op.f("fk_claim_verdict_agreed_by")
        ),
        sa.ForeignKeyConstraint(["given_by"], ["user.id"], name=op.f("fk_claim_verdict_given_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "claim_id"],
            ["claim.organisation_id", "claim.id"],
            name=op.f("fk_claim_verdict_organisation_id_claim_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_claim_verdict_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_verdict")),
        sa.UniqueConstraint(
            "id", "organisation_id", name=op.f("uq_claim_verdict_id_organisation_id")
        ),
    )
    with op.batch_alter_table("claim_verdict") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_claim_verdict_organisation_id_claim_id"),
            ["organisation_id", "claim_id"],
            unique=False,
        )

    with op.batch_alter_table("answer") as batch_op:
        batch_op.add_column(sa.Column("value", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(
            sa.Column("checklist_version", sa.String(length=20), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("proposed_state", sa.String(40), nullable=True))
        batch_op.add_column(
            sa.Column("proposed_from", sa.String(length=60), server_default="", nullable=False)
        )

    with op.batch_alter_table("checklist_version") as batch_op:
        batch_op.add_column(
            sa.Column("is_own", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.add_column(
            sa.Column(
                "published_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
            )
        )
        batch_op.add_column(sa.Column("reason", sa.Text(), server_default="", nullable=False))
        batch_op.create_foreign_key(
            batch_op.f("fk_checklist_version_published_by"), "user", ["published_by"], ["id"]
        )

    with op.batch_alter_table("claim") as batch_op:
        batch_op.add_column(
            sa.Column("says_no_difference", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.add_column(
            sa.Column("attributes", sa.JSON(), server_default=sa.text("'[]'"), nullable=False)
        )
        batch_op.add_column(
            sa.Column(
                "card_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
            )
        )
        batch_op.add_column(
            sa.Column("card_field", sa.String(length=60), server_default="", nullable=False)
        )
        batch_op.create_index(
            batch_op.f("ix_claim_organisation_id_card_id"),
            ["organisation_id", "card_id"],
            unique=False,
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_claim_organisation_id_card_id"),
            "card",
            ["organisation_id", "card_id"],
            ["organisation_id", "id"],
        )

    with op.batch_alter_table("claim_result") as batch_op:
        batch_op.add_column(sa.Column("tester", sa.String(40), nullable=True))
        batch_op.add_column(sa.Column("data", sa.String(40), nullable=True))
        batch_op.add_column(sa.Column("attribute", sa.String(40), nullable=True))
        batch_op.add_column(
            sa.Column("scheme", sa.String(length=40), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("group_code", sa.String(length=20), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("is_reference", sa.Boolean(), server_default=sa.false(), nullable=False)
        )

    with op.batch_alter_table("claim_threshold") as batch_op:
        batch_op.add_column(
            sa.Column("about", sa.String(40), server_default="level", nullable=False)
        )

    with op.batch_alter_table("evidence") as batch_op:
        batch_op.add_column(
            sa.Column("form_version", sa.String(length=40), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("scheme_version", sa.String(length=40), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("self_certified", sa.String(40), server_default="unknown", nullable=False)
        )
        batch_op.add_column(
            sa.Column("numbers_reason", sa.Text(), server_default="", nullable=False)
        )

    with op.batch_alter_table("product_version") as batch_op:
        batch_op.add_column(sa.Column("rechecked_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("rechecked_by", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("recheck_note", sa.Text(), server_default="", nullable=False))

    with op.batch_alter_table("stored_file") as batch_op:
        batch_op.add_column(
            sa.Column("scan", sa.String(40), server_default="not_scanned", nullable=False)
        )
        batch_op.add_column(sa.Column("scanned_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("scan_words", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(
            sa.Column("nhs_numbers", sa.Integer(), server_default="0", nullable=False)
        )
    with op.batch_alter_table("waiver") as batch_op:
        batch_op.add_column(sa.Column("says", sa.Text(), server_default="", nullable=False))

    op.execute(
        "UPDATE waiver SET says = (SELECT flag.says FROM flag WHERE flag.id = waiver.flag_id)"
    )
    op.execute(
        "UPDATE answer SET checklist_version = (SELECT assessment.checklist_version "
        "FROM assessment WHERE assessment.id = answer.assessment_id)"
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
    """Move one step back; what older checklists of an organisation said stays."""
    drop_triggers(op.get_bind())
    for kind in _KINDS:
        gone = sa.text("DELETE FROM reference_counter WHERE kind = :kind")
        op.execute(gone.bindparams(kind=kind))
    # The program before this knows neither: a limit for a gap would read as our bar.
    op.execute("DELETE FROM claim_threshold WHERE about = 'gap'")
    op.execute("UPDATE answer SET state = NULL WHERE state = 'proposed'")
    with op.batch_alter_table("waiver") as batch_op:
        batch_op.drop_column("says")

    with op.batch_alter_table("stored_file") as batch_op:
        batch_op.drop_column("nhs_numbers")
        batch_op.drop_column("scan_words")
        batch_op.drop_column("scanned_at")
        batch_op.drop_column("scan")

    with op.batch_alter_table("product_version") as batch_op:
        batch_op.drop_column("recheck_note")
        batch_op.drop_column("rechecked_by")
        batch_op.drop_column("rechecked_on")

    with op.batch_alter_table("evidence") as batch_op:
        batch_op.drop_column("numbers_reason")
        batch_op.drop_column("self_certified")
        batch_op.drop_column("scheme_version")
        batch_op.drop_column("form_version")

    with op.batch_alter_table("claim_threshold") as batch_op:
        batch_op.drop_column("about")

    with op.batch_alter_table("claim_result") as batch_op:
        batch_op.drop_column("is_reference")
        batch_op.drop_column("group_code")
        batch_op.drop_column("scheme")
        batch_op.drop_column("attribute")
        batch_op.drop_column("data")
        batch_op.drop_column("tester")

    with op.batch_alter_table("claim") as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_claim_organisation_id_card_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_claim_organisation_id_card_id"))
        batch_op.drop_column("card_field")
        batch_op.drop_column("card_id")
        batch_op.drop_column("attributes")
        batch_op.drop_column("says_no_difference")

    with op.batch_alter_table("checklist_version") as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_checklist_version_published_by"), type_="foreignkey"
        )
        batch_op.drop_column("reason")
        batch_op.drop_column("published_by")
        batch_op.drop_column("is_own")

    with op.batch_alter_table("answer") as batch_op:
        batch_op.drop_column("proposed_from")
        batch_op.drop_column("proposed_state")
        batch_op.drop_column("checklist_version")
        batch_op.drop_column("value")

    with op.batch_alter_table("claim_verdict") as batch_op:
        batch_op.drop_index(batch_op.f("ix_claim_verdict_organisation_id_claim_id"))

    op.drop_table("claim_verdict")
    with op.batch_alter_table("former_file") as batch_op:
        batch_op.drop_index(batch_op.f("ix_former_file_organisation_id_file_id"))
        batch_op.drop_index(batch_op.f("ix_former_file_organisation_id_evidence_id"))

    op.drop_table("former_file")
    with op.batch_alter_table("card") as batch_op:
        batch_op.drop_index(batch_op.f("ix_card_organisation_id_product_id"))

    op.drop_table("card")
    with op.batch_alter_table("product_group") as batch_op:
        batch_op.drop_index(batch_op.f("ix_product_group_organisation_id_product_id"))

    op.drop_table("product_group")
    op.drop_table("device")
    with op.batch_alter_table("checklist_change") as batch_op:
        batch_op.drop_index(batch_op.f("ix_checklist_change_organisation_id_checklist_code"))

    op.drop_table("checklist_change")
    make_triggers(op.get_bind())

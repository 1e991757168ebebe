"""Add checklists, answers and waivers"""

import sqlalchemy as sa
from alembic import op

from vendor_tracker.storage.triggers import drop_triggers, make_triggers

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


_CHECK = "ck_evidence_link_exactly_one_subject"
_KINDS = ("ANS", "ASM", "WVR")
_SUPPORTED = ("claim_id", "cost_id", "promise_id", "question_id", "contract_id")


def _exactly_one(*columns: str) -> str:
    filled = " + ".join(f"(CASE WHEN {column} IS NULL THEN 0 ELSE 1 END)" for column in columns)
    return f"{filled} = 1"


def upgrade() -> None:
    """Move one step forward."""
    op.create_table(
        "checklist_version",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("version", sa.String(length=20), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=False),
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
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_checklist_version_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist_version")),
        sa.UniqueConstraint(
            "id", "organisation_id", name=op.f("uq_checklist_version_id_organisation_id")
        ),
        sa.UniqueConstraint(
            "organisation_id",
            "code",
            "version",
            name=op.f("uq_checklist_version_organisation_id_code_version"),
        ),
    )
    op.create_table(
        "saved_view",
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("page", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
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
            ["organisation_id"], ["organisation.id"], name=op.f("fk_saved_view_organisation_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_saved_view_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint("id", "organisation_id", name=op.f("uq_saved_view_id_organisation_id")),
        sa.UniqueConstraint(
            "organisation_id",
            "user_id",
            "page",
            "name",
            name=op.f("uq_saved_view_organisation_id_user_id_page_name"),
        ),
    )
    op.create_table(
        "assessment",
        sa.Column(
            "product_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "supplier_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("checklist_code", sa.String(length=20), nullable=False),
        sa.Column("checklist_version", sa.String(length=20), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
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
        sa.CheckConstraint(
            "product_id IS NULL OR supplier_id IS NULL",
            name=op.f("ck_assessment_at_most_one_subject"),
        ),
        sa.ForeignKeyConstraint(["created_by"], ["user.id"], name=op.f("fk_assessment_created_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "product_id"],
            ["product.organisation_id", "product.id"],
            name=op.f("fk_assessment_organisation_id_product_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "supplier_id"],
            ["supplier.organisation_id", "supplier.id"],
            name=op.f("fk_assessment_organisation_id_supplier_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_assessment_organisation_id")
        ),
        sa.ForeignKeyConstraint(["updated_by"], ["user.id"], name=op.f("fk_assessment_updated_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
        sa.UniqueConstraint("id", "organisation_id", name=op.f("uq_assessment_id_organisation_id")),
        sa.UniqueConstraint(
            "organisation_id", "number", name=op.f("uq_assessment_organisation_id_number")
        ),
    )
    with op.batch_alter_table("assessment") as batch_op:
        batch_op.create_index(
            "uq_assessment_product",
            ["organisation_id", "product_id", "checklist_code"],
            unique=True,
            sqlite_where=sa.text("product_id IS NOT NULL"),
            postgresql_where=sa.text("product_id IS NOT NULL"),
        )
        batch_op.create_index(
            "uq_assessment_supplier",
            ["organisation_id", "supplier_id", "checklist_code"],
            unique=True,
            sqlite_where=sa.text("supplier_id IS NOT NULL"),
            postgresql_where=sa.text("supplier_id IS NOT NULL"),
        )
        batch_op.create_index(
            "uq_assessment_us",
            ["organisation_id", "checklist_code"],
            unique=True,
            sqlite_where=sa.text("product_id IS NULL AND supplier_id IS NULL"),
            postgresql_where=sa.text("product_id IS NULL AND supplier_id IS NULL"),
        )

    op.create_table(
        "answer",
        sa.Column(
            "assessment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "product_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "supplier_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("item_code", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(40), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column(
            "answered_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("review", sa.String(40), nullable=True),
        sa.Column("review_reason", sa.Text(), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(), nullable=True),
        sa.Column(
            "reviewed_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "assignee_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("due_on", sa.Date(), nullable=True),
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
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.Column("confidential_reason", sa.Text(), nullable=True),
        sa.Column("confidential_until", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "product_id IS NULL OR supplier_id IS NULL", name=op.f("ck_answer_at_most_one_subject")
        ),
        sa.ForeignKeyConstraint(["answered_by"], ["user.id"], name=op.f("fk_answer_answered_by")),
        sa.ForeignKeyConstraint(["assignee_id"], ["user.id"], name=op.f("fk_answer_assignee_id")),
        sa.ForeignKeyConstraint(["created_by"], ["user.id"], name=op.f("fk_answer_created_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "assessment_id"],
            ["assessment.organisation_id", "assessment.id"],
            name=op.f("fk_answer_organisation_id_assessment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "product_id"],
            ["product.organisation_id", "product.id"],
            name=op.f("fk_answer_organisation_id_product_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "supplier_id"],
            ["supplier.organisation_id", "supplier.id"],
            name=op.f("fk_answer_organisation_id_supplier_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "version_id"],
            ["product_version.organisation_id", "product_version.id"],
            name=op.f("fk_answer_organisation_id_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_answer_organisation_id")
        ),
        sa.ForeignKeyConstraint(["reviewed_by"], ["user.id"], name=op.f("fk_answer_reviewed_by")),
        sa.ForeignKeyConstraint(["updated_by"], ["user.id"], name=op.f("fk_answer_updated_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint("id", "organisation_id", name=op.f("uq_answer_id_organisation_id")),
        sa.UniqueConstraint(
            "organisation_id",
            "assessment_id",
            "item_code",
            name=op.f("uq_answer_organisation_id_assessment_id_item_code"),
        ),
        sa.UniqueConstraint(
            "organisation_id", "number", name=op.f("uq_answer_organisation_id_number")
        ),
    )
    with op.batch_alter_table("answer") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_answer_organisation_id_assignee_id_due_on"),
            ["organisation_id", "assignee_id", "due_on"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_answer_organisation_id_due_on"),
            ["organisation_id", "due_on"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_answer_organisation_id_product_id"),
            ["organisation_id", "product_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_answer_organisation_id_review_answered_on"),
            ["organisation_id", "review", "answered_on"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_answer_organisation_id_supplier_id"),
            ["organisation_id", "supplier_id"],
            unique=False,
        )

    op.create_table(
        "waiver",
        sa.Column("flag_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("severity", sa.String(40), nullable=False),
        sa.Column("discipline", sa.String(40), nullable=True),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("reason_kind", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("is_agreed", sa.Boolean(), nullable=True),
        sa.Column(
            "decided_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decision_note", sa.Text(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("void_on", sa.Date(), nullable=True),
        sa.Column("void_why", sa.Text(), nullable=False),
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
        sa.CheckConstraint(
            "severity = 'minor' OR decided_by IS NULL OR decided_by <> asked_by",
            name=op.f("ck_waiver_second_person"),
        ),
        sa.CheckConstraint(
            "is_agreed IS NULL OR decided_by IS NOT NULL", name=op.f("ck_waiver_decided_by_whom")
        ),
        sa.ForeignKeyConstraint(["asked_by"], ["user.id"], name=op.f("fk_waiver_asked_by")),
        sa.ForeignKeyConstraint(["created_by"], ["user.id"], name=op.f("fk_waiver_created_by")),
        sa.ForeignKeyConstraint(["decided_by"], ["user.id"], name=op.f("fk_waiver_decided_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "flag_id"],
            ["flag.organisation_id", "flag.id"],
            name=op.f("fk_waiver_organisation_id_flag_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_waiver_organisation_id")
        ),
        sa.ForeignKeyConstraint(["updated_by"], ["user.id"], name=op.f("fk_waiver_updated_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiver")),
        sa.UniqueConstraint("id", "organisation_id", name=op.f("uq_waiver_id_organisation_id")),
        sa.UniqueConstraint(
            "organisation_id", "number", name=op.f("uq_waiver_organisation_id_number")
        ),
    )
    with op.batch_alter_table("waiver") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_waiver_organisation_id_decided_on_ends_on"),
            ["organisation_id", "decided_on", "ends_on"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_waiver_organisation_id_flag_id"),
            ["organisation_id", "flag_id"],
            unique=False,
        )

    with op.batch_alter_table("evidence_link") as batch_op:
        batch_op.drop_constraint(op.f(_CHECK), type_="check")
        batch_op.add_column(
            sa.Column(
                "answer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
            )
        )
        batch_op.create_index(
            batch_op.f("ix_evidence_link_organisation_id_answer_id"),
            ["organisation_id", "answer_id"],
            unique=False,
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_evidence_link_organisation_id_answer_id"),
            "answer",
            ["organisation_id", "answer_id"],
            ["organisation_id", "id"],
        )
        batch_op.create_check_constraint(
            op.f(_CHECK), sa.text(_exactly_one(*_SUPPORTED, "answer_id"))
        )

    with op.batch_alter_table("flag") as batch_op:
        batch_op.add_column(sa.Column("discipline", sa.String(40), nullable=True))
        batch_op.add_column(sa.Column("waived_by", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("version", sa.Integer(), server_default="1", nullable=False))
        batch_op.add_column(
            sa.Column(
                "owner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
            )
        )
        batch_op.add_column(sa.Column("due_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("waiting_until", sa.Date(), nullable=True))
        batch_op.drop_index(batch_op.f("ix_flag_organisation_id_closed_on_severity_id"))
        batch_op.create_index(
            batch_op.f("ix_flag_organisation_id_owner_id_closed_on"),
            ["organisation_id", "owner_id", "closed_on"],
            unique=False,
        )
        batch_op.create_index(
            "ix_flag_open",
            [
                *("organisation_id", "severity", "id", "known_at_start", "waived_by"),
                *("waiting_until", "set_up", "rule_code", "gate", "opened_on", "due_on"),
                *("owner_id", "product_id", "supplier_id"),
            ],
            unique=False,
            sqlite_where=sa.text("closed_on IS NULL"),
            postgresql_where=sa.text("closed_on IS NULL"),
        )
        batch_op.create_index(
            "ix_flag_waiting",
            ["organisation_id", "waiting_until"],
            unique=False,
            sqlite_where=sa.text("waiting_until IS NOT NULL"),
            postgresql_where=sa.text("waiting_until IS NOT NULL"),
        )
        batch_op.create_foreign_key(batch_op.f("fk_flag_owner_id"), "user", ["owner_id"], ["id"])

    with op.batch_alter_table("meeting") as batch_op:
        batch_op.add_column(sa.Column("concerns", sa.Text(), server_default="", nullable=False))

    with op.batch_alter_table("membership") as batch_op:
        batch_op.add_column(
            sa.Column("disciplines", sa.JSON(), server_default=sa.text("'[]'"), nullable=False)
        )

    with op.batch_alter_table("product_status") as batch_op:
        batch_op.add_column(
            sa.Column("items_asked", sa.Integer(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("items_met", sa.Integer(), server_default="0", nullable=False)
        )
        batch_op.add_column(sa.Column("waived", sa.Integer(), server_default="0", nullable=False))

    with op.batch_alter_table("promise") as batch_op:
        batch_op.add_column(
            sa.Column(
                "decision_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
            )
        )
        batch_op.create_index(
            batch_op.f("ix_promise_organisation_id_decision_id"),
            ["organisation_id", "decision_id"],
            unique=False,
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_promise_organisation_id_decision_id"),
            "decision",
            ["organisation_id", "decision_id"],
            ["organisation_id", "id"],
        )

    with op.batch_alter_table("question") as batch_op:
        batch_op.add_column(
            sa.Column("item_code", sa.String(length=20), server_default="", nullable=False)
        )

    with op.batch_alter_table("supplier_status") as batch_op:
        batch_op.add_column(sa.Column("waived", sa.Integer(), server_default="0", nullable=False))

    if op.get_bind().dialect.name != "sqlite":
        # An address may be long; SQLite holds any length as it is. No step back cuts history.
        op.alter_column("system_event", "subject", type_=sa.Text())
    for kind in _KINDS:
        op.execute(
            sa.text(
                "INSERT INTO reference_counter (organisation_id, kind, next) "
                "SELECT id, :kind, 1 FROM organisation"
            ).bindparams(kind=kind)
        )
    make_triggers(op.get_bind())


def downgrade() -> None:
    """Move one step back; links to answers go with the answers."""
    drop_triggers(op.get_bind())
    for kind in _KINDS:
        gone = sa.text("DELETE FROM reference_counter WHERE kind = :kind")
        op.execute(gone.bindparams(kind=kind))
    op.execute("DELETE FROM evidence_link WHERE answer_id IS NOT NULL")
    with op.batch_alter_table("supplier_status") as batch_op:
        batch_op.drop_column("waived")

    with op.batch_alter_table("question") as batch_op:
        batch_op.drop_column("item_code")

    with op.batch_alter_table("promise") as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_promise_organisation_id_decision_id"), type_="foreignkey"
        )
        batch_op.drop_index(batch_op.f("ix_promise_organisation_id_decision_id"))
        batch_op.drop_column("decision_id")

    with op.batch_alter_table("product_status") as batch_op:
        batch_op.drop_column("waived")
        batch_op.drop_column("items_met")
        batch_op.drop_column("items_asked")

    with op.batch_alter_table("membership") as batch_op:
        batch_op.drop_column("disciplines")

    with op.batch_alter_table("meeting") as batch_op:
        batch_op.drop_column("concerns")

    with op.batch_alter_table("flag") as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_flag_owner_id"), type_="foreignkey")
        batch_op.drop_index(
            "ix_flag_waiting",
            sqlite_where=sa.text("waiting_until IS NOT NULL"),
            postgresql_where=sa.text("waiting_until IS NOT NULL"),
        )
        batch_op.drop_index(
            "ix_flag_open",
            sqlite_where=sa.text("closed_on IS NULL"),
            postgresql_where=sa.text("closed_on IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_flag_organisation_id_owner_id_closed_on"))
        batch_op.create_index(
            batch_op.f("ix_flag_organisation_id_closed_on_severity_id"),
            ["organisation_id", "closed_on", "severity", "id"],
            unique=False,
        )
        batch_op.drop_column("waiting_until")
        batch_op.drop_column("due_on")
        batch_op.drop_column("owner_id")
        batch_op.drop_column("version")
        batch_op.drop_column("waived_by")
        batch_op.drop_column("discipline")

    with op.batch_alter_table("evidence_link") as batch_op:
        batch_op.drop_constraint(op.f(_CHECK), type_="check")
        batch_op.drop_constraint(
            batch_op.f("fk_evidence_link_organisation_id_answer_id"), type_="foreignkey"
        )
        batch_op.drop_index(batch_op.f("ix_evidence_link_organisation_id_answer_id"))
        batch_op.drop_column("answer_id")
        batch_op.create_check_constraint(op.f(_CHECK), sa.text(_exactly_one(*_SUPPORTED)))

    with op.batch_alter_table("waiver") as batch_op:
        batch_op.drop_index(batch_op.f("ix_waiver_organisation_id_flag_id"))
        batch_op.drop_index(batch_op.f("ix_waiver_organisation_id_decided_on_ends_on"))

    op.drop_table("waiver")
    with op.batch_alter_table("answer") as batch_op:
        batch_op.drop_index(batch_op.f("ix_answer_organisation_id_supplier_id"))
        batch_op.drop_index(batch_op.f("ix_answer_organisation_id_review_answered_on"))
        batch_op.drop_index(batch_op.f("ix_answer_organisation_id_product_id"))
        batch_op.drop_index(batch_op.f("ix_answer_organisation_id_due_on"))
        batch_op.drop_index(batch_op.f("ix_answer_organisation_id_assignee_id_due_on"))

    op.drop_table("answer")
    with op.batch_alter_table("assessment") as batch_op:
        batch_op.drop_index(
            "uq_assessment_us",
            sqlite_where=sa.text("product_id IS NULL AND supplier_id IS NULL"),
            postgresql_where=sa.text("product_id IS NULL AND supplier_id IS NULL"),
        )
        batch_op.drop_index(
            "uq_assessment_supplier",
            sqlite_where=sa.text("supplier_id IS NOT NULL"),
            postgresql_where=sa.text("supplier_id IS NOT NULL"),
        )
        batch_op.drop_index(
            "uq_assessment_product",
            sqlite_where=sa.text("product_id IS NOT NULL"),
            postgresql_where=sa.text("product_id IS NOT NULL"),
        )

    op.drop_table("assessment")
    op.drop_table("saved_view")
    op.drop_table("checklist_version")
    make_triggers(op.get_bind())

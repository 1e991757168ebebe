"""Add requests to suppliers, published registers, and long work"""

import sqlalchemy as sa
from alembic import op

from vendor_tracker.storage.triggers import drop_triggers, make_triggers

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_KINDS = ("REG", "QNR", "JOB")


def upgrade() -> None:
    """Move one step forward."""
    drop_triggers(op.get_bind())
    op.create_table(
        "import_mapping",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("headings_hash", sa.String(length=64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=False),
        sa.Column("used_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
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
            ["organisation_id"], ["organisation.id"], name=op.f("fk_import_mapping_organisation_id")
        ),
        sa.ForeignKeyConstraint(["used_by"], ["user.id"], name=op.f("fk_import_mapping_used_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_mapping")),
        sa.UniqueConstraint(
            "id", "organisation_id", name=op.f("uq_import_mapping_id_organisation_id")
        ),
        sa.UniqueConstraint(
            "organisation_id", "name_key", name=op.f("uq_import_mapping_organisation_id_name_key")
        ),
    )
    with op.batch_alter_table("import_mapping") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_import_mapping_organisation_id_headings_hash"),
            ["organisation_id", "headings_hash"],
            unique=False,
        )

    op.create_table(
        "job",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("result", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("queued_at", sa.DateTime(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=True),
        sa.Column("seen_at", sa.DateTime(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("stop_asked_at", sa.DateTime(), nullable=True),
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
            ["organisation_id"], ["organisation.id"], name=op.f("fk_job_organisation_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_job_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("id", "organisation_id", name=op.f("uq_job_id_organisation_id")),
        sa.UniqueConstraint(
            "organisation_id", "number", name=op.f("uq_job_organisation_id_number")
        ),
    )
    with op.batch_alter_table("job") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_job_state_seen_at"), ["state", "seen_at"], unique=False
        )

    op.create_table(
        "register_choice",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.Column("saved_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
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
            name=op.f("fk_register_choice_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["saved_by"], ["user.id"], name=op.f("fk_register_choice_saved_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_choice")),
        sa.UniqueConstraint(
            "id", "organisation_id", name=op.f("uq_register_choice_id_organisation_id")
        ),
        sa.UniqueConstraint(
            "organisation_id", "name_key", name=op.f("uq_register_choice_organisation_id_name_key")
        ),
    )
    op.create_table(
        "imported_cell",
        sa.Column("batch_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=4), nullable=False),
        sa.Column(
            "record_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("column", sa.String(length=3), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
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
            ["organisation_id", "batch_id"],
            ["batch.organisation_id", "batch.id"],
            name=op.f("fk_imported_cell_organisation_id_batch_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_imported_cell_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_cell")),
        sa.UniqueConstraint(
            "id", "organisation_id", name=op.f("uq_imported_cell_id_organisation_id")
        ),
    )
    with op.batch_alter_table("imported_cell") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_imported_cell_organisation_id_batch_id"),
            ["organisation_id", "batch_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_imported_cell_organisation_id_kind_record_id"),
            ["organisation_id", "kind", "record_id"],
            unique=False,
        )

    op.create_table(
        "published_register",
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("file_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("as_of", sa.DateTime(), nullable=False),
        sa.Column("chain_seq", sa.Integer(), nullable=False),
        sa.Column("chain_hash", sa.String(length=64), nullable=False),
        sa.Column("judged_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("judged_at", sa.DateTime(), nullable=True),
        sa.Column("judged_words", sa.Text(), nullable=False),
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
            ["created_by"], ["user.id"], name=op.f("fk_published_register_created_by")
        ),
        sa.ForeignKeyConstraint(
            ["judged_by"], ["user.id"], name=op.f("fk_published_register_judged_by")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "file_id"],
            ["stored_file.organisation_id", "stored_file.id"],
            name=op.f("fk_published_register_organisation_id_file_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_published_register_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["updated_by"], ["user.id"], name=op.f("fk_published_register_updated_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_register")),
        sa.UniqueConstraint(
            "id", "organisation_id", name=op.f("uq_published_register_id_organisation_id")
        ),
        sa.UniqueConstraint(
            "organisation_id", "number", name=op.f("uq_published_register_organisation_id_number")
        ),
    )
    with op.batch_alter_table("published_register") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_published_register_organisation_id_content_hash"),
            ["organisation_id", "content_hash"],
            unique=False,
        )

    op.create_table(
        "supplier_request",
        sa.Column(
            "supplier_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "product_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("readers", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answered_by", sa.Text(), nullable=False),
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
            ["created_by"], ["user.id"], name=op.f("fk_supplier_request_created_by")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "product_id"],
            ["product.organisation_id", "product.id"],
            name=op.f("fk_supplier_request_organisation_id_product_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "supplier_id"],
            ["supplier.organisation_id", "supplier.id"],
            name=op.f("fk_supplier_request_organisation_id_supplier_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_supplier_request_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["updated_by"], ["user.id"], name=op.f("fk_supplier_request_updated_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supplier_request")),
        sa.UniqueConstraint(
            "id", "organisation_id", name=op.f("uq_supplier_request_id_organisation_id")
        ),
        sa.UniqueConstraint(
            "organisation_id", "number", name=op.f("uq_supplier_request_organisation_id_number")
        ),
    )
    with op.batch_alter_table("supplier_request") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_supplier_request_organisation_id_product_id"),
            ["organisation_id", "product_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_supplier_request_organisation_id_supplier_id"),
            ["organisation_id", "supplier_id"],
            unique=False,
        )

    op.create_table(
        "request_link",
        sa.Column(
            "request_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("parent_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("made_for", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.Column("opened_at", sa.DateTime(), nullable=True),
        sa.Column("handed_in_at", sa.DateTime(), nullable=True),
        sa.Column("draft", sa.JSON(), nullable=False),
        sa.Column("draft_at", sa.DateTime(), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.ForeignKeyConstraint(["made_by"], ["user.id"], name=op.f("fk_request_link_made_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "parent_id"],
            ["request_link.organisation_id", "request_link.id"],
            name=op.f("fk_request_link_organisation_id_parent_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "request_id"],
            ["supplier_request.organisation_id", "supplier_request.id"],
            name=op.f("fk_request_link_organisation_id_request_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_request_link_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_link")),
        sa.UniqueConstraint(
            "id", "organisation_id", name=op.f("uq_request_link_id_organisation_id")
        ),
        sa.UniqueConstraint("token_hash", name=op.f("uq_request_link_token_hash")),
    )
    with op.batch_alter_table("request_link") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_request_link_organisation_id_request_id"),
            ["organisation_id", "request_id"],
            unique=False,
        )

    op.create_table(
        "supplier_reply",
        sa.Column(
            "supplier_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "request_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("about", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("said_at", sa.DateTime(), nullable=False),
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
            ["organisation_id", "request_id"],
            ["supplier_request.organisation_id", "supplier_request.id"],
            name=op.f("fk_supplier_reply_organisation_id_request_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "supplier_id"],
            ["supplier.organisation_id", "supplier.id"],
            name=op.f("fk_supplier_reply_organisation_id_supplier_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_supplier_reply_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supplier_reply")),
        sa.UniqueConstraint(
            "id", "organisation_id", name=op.f("uq_supplier_reply_id_organisation_id")
        ),
    )
    with op.batch_alter_table("supplier_reply") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_supplier_reply_organisation_id_supplier_id"),
            ["organisation_id", "supplier_id"],
            unique=False,
        )

    op.create_table(
        "request_file",
        sa.Column(
            "request_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("file_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("kept_at", sa.DateTime(), nullable=False),
        sa.Column(
            "evidence_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
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
            ["organisation_id", "evidence_id"],
            ["evidence.organisation_id", "evidence.id"],
            name=op.f("fk_request_file_organisation_id_evidence_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "file_id"],
            ["stored_file.organisation_id", "stored_file.id"],
            name=op.f("fk_request_file_organisation_id_file_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "request_id"],
            ["supplier_request.organisation_id", "supplier_request.id"],
            name=op.f("fk_request_file_organisation_id_request_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_request_file_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_file")),
        sa.UniqueConstraint(
            "id", "organisation_id", name=op.f("uq_request_file_id_organisation_id")
        ),
    )
    with op.batch_alter_table("request_file") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_request_file_organisation_id_request_id"),
            ["organisation_id", "request_id"],
            unique=False,
        )

    op.create_table(
        "request_item",
        sa.Column(
            "request_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("checklist_code", sa.String(length=20), nullable=False),
        sa.Column("checklist_version", sa.String(length=20), nullable=False),
        sa.Column("item_code", sa.String(length=20), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("ask", sa.Text(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("severity", sa.String(40), nullable=True),
        sa.Column("former", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column(
            "evidence_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("is_same", sa.Boolean(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answered_by", sa.Text(), nullable=False),
        sa.Column("review", sa.String(40), nullable=False),
        sa.Column("review_reason", sa.Text(), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column(
            "reviewed_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
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
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.Column("confidential_reason", sa.Text(), nullable=True),
        sa.Column("confidential_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "evidence_id"],
            ["evidence.organisation_id", "evidence.id"],
            name=op.f("fk_request_item_organisation_id_evidence_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "request_id"],
            ["supplier_request.organisation_id", "supplier_request.id"],
            name=op.f("fk_request_item_organisation_id_request_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_request_item_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["reviewed_by"], ["user.id"], name=op.f("fk_request_item_reviewed_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_item")),
        sa.UniqueConstraint(
            "id", "organisation_id", name=op.f("uq_request_item_id_organisation_id")
        ),
        sa.UniqueConstraint(
            "organisation_id",
            "request_id",
            "item_code",
            name=op.f("uq_request_item_organisation_id_request_id_item_code"),
        ),
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
    op.drop_table("request_item")
    with op.batch_alter_table("request_file") as batch_op:
        batch_op.drop_index(batch_op.f("ix_request_file_organisation_id_request_id"))

    op.drop_table("request_file")
    with op.batch_alter_table("supplier_reply") as batch_op:
        batch_op.drop_index(batch_op.f("ix_supplier_reply_organisation_id_supplier_id"))

    op.drop_table("supplier_reply")
    with op.batch_alter_table("request_link") as batch_op:
        batch_op.drop_index(batch_op.f("ix_request_link_organisation_id_request_id"))

    op.drop_table("request_link")
    with op.batch_alter_table("supplier_request") as batch_op:
        batch_op.drop_index(batch_op.f("ix_supplier_request_organisation_id_supplier_id"))
        batch_op.drop_index(batch_op.f("ix_supplier_request_organisation_id_product_id"))

    op.drop_table("supplier_request")
    with op.batch_alter_table("published_register") as batch_op:
        batch_op.drop_index(batch_op.f("ix_published_register_organisation_id_content_hash"))

    op.drop_table("published_register")
    with op.batch_alter_table("imported_cell") as batch_op:
        batch_op.drop_index(batch_op.f("ix_imported_cell_organisation_id_kind_record_id"))
        batch_op.drop_index(batch_op.f("ix_imported_cell_organisation_id_batch_id"))

    op.drop_table("imported_cell")
    op.drop_table("register_choice")
    with op.batch_alter_table("job") as batch_op:
        batch_op.drop_index(batch_op.f("ix_job_state_seen_at"))

    op.drop_table("job")
    with op.batch_alter_table("import_mapping") as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_mapping_organisation_id_headings_hash"))

    op.drop_table("import_mapping")
    make_triggers(op.get_bind())

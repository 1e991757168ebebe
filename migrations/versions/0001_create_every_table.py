"""Create every table"""

import sqlalchemy as sa
from alembic import op

from vendor_tracker.storage.triggers import drop_triggers, make_triggers

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move one step forward."""
    op.create_table(
        "organisation",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("code", name=op.f("uq_organisation_code")),
    )
    op.create_table(
        "sign_in_attempt",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("bucket", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_attempt")),
    )
    with op.batch_alter_table("sign_in_attempt", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sign_in_attempt_bucket_at"), ["bucket", "at"], unique=False
        )

    op.create_table(
        "system_event",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at_utc", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_system_event")),
    )
    op.create_table(
        "system_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_system_head")),
    )
    op.create_table(
        "user",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("email_key", sa.String(length=320), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("disabled_at", sa.DateTime(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user")),
        sa.UniqueConstraint("email_key", name=op.f("uq_user_email_key")),
    )
    op.create_table(
        "audit_event",
        sa.Column(
            "organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at_utc", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("payload_hash", sa.String(length=64), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_audit_event_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "seq", name=op.f("pk_audit_event")),
    )
    op.create_table(
        "batch",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=10), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file_hash", sa.String(length=64), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("undone_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.ForeignKeyConstraint(["by"], ["user.id"], name=op.f("fk_batch_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_batch_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch")),
        sa.UniqueConstraint("id", "organisation_id", name=op.f("uq_batch_id_organisation_id")),
        sa.UniqueConstraint(
            "organisation_id", "number", name=op.f("uq_batch_organisation_id_number")
        ),
    )
    op.create_table(
        "chain_head",
        sa.Column(
            "organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_chain_head_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_chain_head")),
    )
    op.create_table(
        "contact",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column(
            "sort_key", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("job_title", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
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
        sa.ForeignKeyConstraint(["created_by"], ["user.id"], name=op.f("fk_contact_created_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_contact_organisation_id")
        ),
        sa.ForeignKeyConstraint(["updated_by"], ["user.id"], name=op.f("fk_contact_updated_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint("id", "organisation_id", name=op.f("uq_contact_id_organisation_id")),
        sa.UniqueConstraint(
            "organisation_id", "number", name=op.f("uq_contact_organisation_id_number")
        ),
    )
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_contact_organisation_id_name_key"),
            ["organisation_id", "name_key"],
            unique=False,
        )

    op.create_table(
        "contract",
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("notice_by", sa.Date(), nullable=True),
        sa.Column("value_year", sa.BigInteger(), nullable=True),
        sa.Column("value_total", sa.BigInteger(), nullable=True),
        sa.Column("route", sa.String(40), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
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
        sa.ForeignKeyConstraint(["created_by"], ["user.id"], name=op.f("fk_contract_created_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_contract_organisation_id")
        ),
        sa.ForeignKeyConstraint(["updated_by"], ["user.id"], name=op.f("fk_contract_updated_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract")),
        sa.UniqueConstraint("id", "organisation_id", name=op.f("uq_contract_id_organisation_id")),
        sa.UniqueConstraint(
            "organisation_id", "number", name=op.f("uq_contract_organisation_id_number")
        ),
    )
    op.create_table(
        "form_nonce",
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("sent_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("sent_at", sa.DateTime(), nullable=False),
        sa.Column("about", sa.String(length=20), nullable=False),
        sa.Column("made", sa.JSON(), nullable=False),
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
            ["organisation_id"], ["organisation.id"], name=op.f("fk_form_nonce_organisation_id")
        ),
        sa.ForeignKeyConstraint(["sent_by"], ["user.id"], name=op.f("fk_form_nonce_sent_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_nonce")),
        sa.UniqueConstraint("id", "organisation_id", name=op.f("uq_form_nonce_id_organisation_id")),
        sa.UniqueConstraint(
            "organisation_id", "nonce", name=op.f("uq_form_nonce_organisation_id_nonce")
        ),
    )
    with op.batch_alter_table("form_nonce", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_form_nonce_organisation_id_sent_by_id"),
            ["organisation_id", "sent_by", "id"],
            unique=False,
        )

    op.create_table(
        "login_session",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_login_session_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_session")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_login_session_key_hash")),
    )
    with op.batch_alter_table("login_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_login_session_user_id"), ["user_id"], unique=False)

    op.create_table(
        "membership",
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
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
            ["organisation_id"], ["organisation.id"], name=op.f("fk_membership_organisation_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_membership_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint("id", "organisation_id", name=op.f("uq_membership_id_organisation_id")),
        sa.UniqueConstraint(
            "organisation_id", "user_id", name=op.f("uq_membership_organisation_id_user_id")
        ),
    )
    op.create_table(
        "one_time_link",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("spent_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_one_time_link_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_time_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_one_time_link_token_hash")),
    )
    op.create_table(
        "product",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column(
            "sort_key", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("intended_use", sa.Text(), nullable=False),
        sa.Column("not_for", sa.Text(), nullable=False),
        sa.Column("clinical_area", sa.Text(), nullable=False),
        sa.Column("stage", sa.String(40), nullable=False),
        sa.Column("accountable", sa.Text(), nullable=False),
        sa.Column("esf_tier", sa.String(40), nullable=False),
        sa.Column("esf_tier_set_on", sa.Date(), nullable=True),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("catch_up_on", sa.Date(), nullable=True),
        sa.Column("catch_up_ended_on", sa.Date(), nullable=True),
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
        sa.ForeignKeyConstraint(["created_by"], ["user.id"], name=op.f("fk_product_created_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_product_organisation_id")
        ),
        sa.ForeignKeyConstraint(["updated_by"], ["user.id"], name=op.f("fk_product_updated_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product")),
        sa.UniqueConstraint("id", "organisation_id", name=op.f("uq_product_id_organisation_id")),
        sa.UniqueConstraint(
            "organisation_id", "number", name=op.f("uq_product_organisation_id_number")
        ),
    )
    with op.batch_alter_table("product", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_product_organisation_id_catch_up_on"),
            ["organisation_id", "catch_up_on"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_product_organisation_id_name_key"),
            ["organisation_id", "name_key"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_product_organisation_id_sort_key_id"),
            ["organisation_id", "sort_key", "id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_product_organisation_id_stage_sort_key_id"),
            ["organisation_id", "stage", "sort_key", "id"],
            unique=False,
        )

    op.create_table(
        "reference_counter",
        sa.Column(
            "organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("kind", sa.String(length=4), nullable=False),
        sa.Column("next", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_reference_counter_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "kind", name=op.f("pk_reference_counter")),
    )
    op.create_table(
        "revision",
        sa.Column(
            "organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("kind", sa.String(length=4), nullable=False),
        sa.Column(
            "record_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at_utc", sa.DateTime(), nullable=False),
        sa.Column("by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("batch_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("event_seq", sa.Integer(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("snapshot", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["user.id"], name=op.f("fk_revision_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_revision_organisation_id")
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "kind", "record_id", "version", name=op.f("pk_revision")
        ),
    )
    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_revision_organisation_id_batch_id"),
            ["organisation_id", "batch_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_revision_organisation_id_event_seq"),
            ["organisation_id", "event_seq"],
            unique=False,
        )

    op.create_table(
        "setting",
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
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
        sa.ForeignKeyConstraint(["by"], ["user.id"], name=op.f("fk_setting_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_setting_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting")),
        sa.UniqueConstraint("id", "organisation_id", name=op.f("uq_setting_id_organisation_id")),
    )
    with op.batch_alter_table("setting", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_setting_organisation_id_key_valid_from"),
            ["organisation_id", "key", "valid_from"],
            unique=False,
        )

    op.create_table(
        "stored_file",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("media_type", sa.String(length=120), nullable=False),
        sa.Column("kept_at", sa.DateTime(), nullable=False),
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
            ["organisation_id"], ["organisation.id"], name=op.f("fk_stored_file_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_file")),
        sa.UniqueConstraint(
            "id", "organisation_id", name=op.f("uq_stored_file_id_organisation_id")
        ),
        sa.UniqueConstraint(
            "organisation_id", "sha256", name=op.f("uq_stored_file_organisation_id_sha256")
        ),
    )
    op.create_table(
        "supplier",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column(
            "sort_key", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("legal_name", sa.Text(), nullable=False),
        sa.Column("company_number", sa.String(length=20), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("website", sa.Text(), nullable=False),
        sa.Column("size", sa.String(40), nullable=False),
        sa.Column("parent_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("owner_hours", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
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
        sa.ForeignKeyConstraint(["created_by"], ["user.id"], name=op.f("fk_supplier_created_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "parent_id"],
            ["supplier.organisation_id", "supplier.id"],
            name=op.f("fk_supplier_organisation_id_parent_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_supplier_organisation_id")
        ),
        sa.ForeignKeyConstraint(["updated_by"], ["user.id"], name=op.f("fk_supplier_updated_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supplier")),
        sa.UniqueConstraint("id", "organisation_id", name=op.f("uq_supplier_id_organisation_id")),
        sa.UniqueConstraint(
            "organisation_id", "number", name=op.f("uq_supplier_organisation_id_number")
        ),
    )
    with op.batch_alter_table("supplier", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_supplier_organisation_id_name_key"),
            ["organisation_id", "name_key"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_supplier_organisation_id_sort_key_id"),
            ["organisation_id", "sort_key", "id"],
            unique=False,
        )

    op.create_table(
        "contact_supplier",
        sa.Column(
            "contact_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "supplier_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("kind", sa.String(40), nullable=False),
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
            ["organisation_id", "contact_id"],
            ["contact.organisation_id", "contact.id"],
            name=op.f("fk_contact_supplier_organisation_id_contact_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "supplier_id"],
            ["supplier.organisation_id", "supplier.id"],
            name=op.f("fk_contact_supplier_organisation_id_supplier_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_contact_supplier_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_supplier")),
        sa.UniqueConstraint(
            "id", "organisation_id", name=op.f("uq_contact_supplier_id_organisation_id")
        ),
        sa.UniqueConstraint(
            "organisation_id",
            "supplier_id",
            "contact_id",
            "kind",
            name=op.f("uq_contact_supplier_organisation_id_supplier_id_contact_id_kind"),
        ),
    )
    with op.batch_alter_table("contact_supplier", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_contact_supplier_organisation_id_contact_id"),
            ["organisation_id", "contact_id"],
            unique=False,
        )

    op.create_table(
        "contract_product",
        sa.Column(
            "contract_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "product_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
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
            name=op.f("fk_contract_product_organisation_id_contract_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "product_id"],
            ["product.organisation_id", "product.id"],
            name=op.f("fk_contract_product_organisation_id_product_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_contract_product_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract_product")),
        sa.UniqueConstraint(
            "id", "organisation_id", name=op.f("uq_contract_product_id_organisation_id")
        ),
        sa.UniqueConstraint(
            "organisation_id",
            "contract_id",
            "product_id",
            name=op.f("uq_contract_product_organisation_id_contract_id_product_id"),
        ),
    )
    with op.batch_alter_table("contract_product", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_contract_product_organisation_id_product_id"),
            ["organisation_id", "product_id"],
            unique=False,
        )

    op.create_table(
        "contract_supplier",
        sa.Column(
            "contract_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "supplier_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
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
            name=op.f("fk_contract_supplier_organisation_id_contract_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "supplier_id"],
            ["supplier.organisation_id", "supplier.id"],
            name=op.f("fk_contract_supplier_organisation_id_supplier_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_contract_supplier_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract_supplier")),
        sa.UniqueConstraint(
            "id", "organisation_id", name=op.f("uq_contract_supplier_id_organisation_id")
        ),
        sa.UniqueConstraint(
            "organisation_id",
            "contract_id",
            "supplier_id",
            name=op.f("uq_contract_supplier_organisation_id_contract_id_supplier_id"),
        ),
    )
    with op.batch_alter_table("contract_supplier", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_contract_supplier_organisation_id_supplier_id"),
            ["organisation_id", "supplier_id"],
            unique=False,
        )

    op.create_table(
        "decision",
        sa.Column(
            "product_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("gate", sa.String(40), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(40), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("conditions", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("counts", sa.JSON(none_as_null=True), nullable=True),
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
        sa.ForeignKeyConstraint(["created_by"], ["user.id"], name=op.f("fk_decision_created_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "product_id"],
            ["product.organisation_id", "product.id"],
            name=op.f("fk_decision_organisation_id_product_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_decision_organisation_id")
        ),
        sa.ForeignKeyConstraint(["updated_by"], ["user.id"], name=op.f("fk_decision_updated_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("id", "organisation_id", name=op.f("uq_decision_id_organisation_id")),
        sa.UniqueConstraint(
            "organisation_id", "number", name=op.f("uq_decision_organisation_id_number")
        ),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_decision_organisation_id_decided_on_planned_on"),
            ["organisation_id", "decided_on", "planned_on"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_decision_organisation_id_product_id"),
            ["organisation_id", "product_id"],
            unique=False,
        )

    op.create_table(
        "external_reference",
        sa.Column(
            "supplier_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "product_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("scheme", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
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
            "(CASE WHEN supplier_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN product_id IS NULL THEN 0 ELSE 1 END) = 1",
            name=op.f("ck_external_reference_exactly_one_subject"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "product_id"],
            ["product.organisation_id", "product.id"],
            name=op.f("fk_external_reference_organisation_id_product_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "supplier_id"],
            ["supplier.organisation_id", "supplier.id"],
            name=op.f("fk_external_reference_organisation_id_supplier_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_external_reference_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_external_reference")),
        sa.UniqueConstraint(
            "id", "organisation_id", name=op.f("uq_external_reference_id_organisation_id")
        ),
        sa.UniqueConstraint(
            "organisation_id",
            "product_id",
            "scheme",
            "value",
            name=op.f("uq_external_reference_organisation_id_product_id_scheme_value"),
        ),
        sa.UniqueConstraint(
            "organisation_id",
            "supplier_id",
            "scheme",
            "value",
            name=op.f("uq_external_reference_organisation_id_supplier_id_scheme_value"),
        ),
    )
    with op.batch_alter_table("external_reference", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_external_reference_organisation_id_scheme_value"),
            ["organisation_id", "scheme", "value"],
            unique=False,
        )

    op.create_table(
        "flag",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "product_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "supplier_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("rule_code", sa.String(length=10), nullable=False),
        sa.Column("rule_version", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("gate", sa.String(40), nullable=True),
        sa.Column("severity", sa.String(40), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("remedies", sa.JSON(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("set_up", sa.Boolean(), nullable=False),
        sa.Column("known_at_start", sa.Boolean(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
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
            "(CASE WHEN product_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN supplier_id IS NULL THEN 0 ELSE 1 END) = 1",
            name=op.f("ck_flag_exactly_one_subject"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "product_id"],
            ["product.organisation_id", "product.id"],
            name=op.f("fk_flag_organisation_id_product_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "supplier_id"],
            ["supplier.organisation_id", "supplier.id"],
            name=op.f("fk_flag_organisation_id_supplier_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_flag_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flag")),
        sa.UniqueConstraint("id", "organisation_id", name=op.f("uq_flag_id_organisation_id")),
        sa.UniqueConstraint(
            "organisation_id", "number", name=op.f("uq_flag_organisation_id_number")
        ),
        sa.UniqueConstraint(
            "organisation_id",
            "product_id",
            "rule_code",
            "key",
            name=op.f("uq_flag_organisation_id_product_id_rule_code_key"),
        ),
        sa.UniqueConstraint(
            "organisation_id",
            "supplier_id",
            "rule_code",
            "key",
            name=op.f("uq_flag_organisation_id_supplier_id_rule_code_key"),
        ),
    )
    with op.batch_alter_table("flag", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_flag_organisation_id_closed_on_severity_id"),
            ["organisation_id", "closed_on", "severity", "id"],
            unique=False,
        )

    op.create_table(
        "meeting",
        sa.Column(
            "supplier_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "product_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("our_people", sa.Text(), nullable=False),
        sa.Column("their_people", sa.Text(), nullable=False),
        sa.Column("our_hours", sa.BigInteger(), nullable=True),
        sa.Column("their_hours", sa.BigInteger(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=False),
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
        sa.ForeignKeyConstraint(["created_by"], ["user.id"], name=op.f("fk_meeting_created_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "product_id"],
            ["product.organisation_id", "product.id"],
            name=op.f("fk_meeting_organisation_id_product_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "supplier_id"],
            ["supplier.organisation_id", "supplier.id"],
            name=op.f("fk_meeting_organisation_id_supplier_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_meeting_organisation_id")
        ),
        sa.ForeignKeyConstraint(["updated_by"], ["user.id"], name=op.f("fk_meeting_updated_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("id", "organisation_id", name=op.f("uq_meeting_id_organisation_id")),
        sa.UniqueConstraint(
            "organisation_id", "number", name=op.f("uq_meeting_organisation_id_number")
        ),
    )
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_meeting_organisation_id_product_id"),
            ["organisation_id", "product_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_meeting_organisation_id_supplier_id_held_on"),
            ["organisation_id", "supplier_id", "held_on"],
            unique=False,
        )

    op.create_table(
        "product_status",
        sa.Column(
            "product_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column(
            "organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("next_gate", sa.String(40), nullable=True),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("catch_up", sa.Boolean(), nullable=False),
        sa.Column("stopped", sa.Boolean(), nullable=False),
        sa.Column("cost_lines", sa.Integer(), nullable=False),
        sa.Column("costs_unknown", sa.Integer(), nullable=False),
        sa.Column("hidden_unknown", sa.Integer(), nullable=False),
        sa.Column("cost_year", sa.BigInteger(), nullable=True),
        sa.Column("cost_one_off", sa.BigInteger(), nullable=True),
        sa.Column("hidden_year", sa.BigInteger(), nullable=True),
        sa.Column("hidden_one_off", sa.BigInteger(), nullable=True),
        sa.Column("critical", sa.Integer(), nullable=False),
        sa.Column("major", sa.Integer(), nullable=False),
        sa.Column("minor", sa.Integer(), nullable=False),
        sa.Column("known_at_start", sa.Integer(), nullable=False),
        sa.Column("next_step", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("next_step_rank", sa.Integer(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("recheck_on", sa.Date(), nullable=True),
        sa.Column("last_met_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "product_id"],
            ["product.organisation_id", "product.id"],
            name=op.f("fk_product_status_organisation_id_product_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_product_status_organisation_id")
        ),
        sa.PrimaryKeyConstraint("product_id", name=op.f("pk_product_status")),
    )
    with op.batch_alter_table("product_status", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_product_status_organisation_id_critical_major_product_id"),
            ["organisation_id", "critical", "major", "product_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_product_status_organisation_id_next_step_rank_product_id"),
            ["organisation_id", "next_step_rank", "product_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_product_status_organisation_id_recheck_on"),
            ["organisation_id", "recheck_on"],
            unique=False,
        )

    op.create_table(
        "product_supplier",
        sa.Column(
            "product_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "supplier_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("role", sa.String(40), nullable=False),
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
            name=op.f("fk_product_supplier_organisation_id_product_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "supplier_id"],
            ["supplier.organisation_id", "supplier.id"],
            name=op.f("fk_product_supplier_organisation_id_supplier_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_product_supplier_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_supplier")),
        sa.UniqueConstraint(
            "id", "organisation_id", name=op.f("uq_product_supplier_id_organisation_id")
        ),
        sa.UniqueConstraint(
            "organisation_id",
            "product_id",
            "supplier_id",
            "role",
            name=op.f("uq_product_supplier_organisation_id_product_id_supplier_id_role"),
        ),
    )
    with op.batch_alter_table("product_supplier", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_product_supplier_organisation_id_supplier_id"),
            ["organisation_id", "supplier_id"],
            unique=False,
        )

    op.create_table(
        "product_version",
        sa.Column(
            "product_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("released_on", sa.Date(), nullable=True),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("in_use_from", sa.Date(), nullable=True),
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
            ["created_by"], ["user.id"], name=op.f("fk_product_version_created_by")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "product_id"],
            ["product.organisation_id", "product.id"],
            name=op.f("fk_product_version_organisation_id_product_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_product_version_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["updated_by"], ["user.id"], name=op.f("fk_product_version_updated_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_version")),
        sa.UniqueConstraint(
            "id", "organisation_id", name=op.f("uq_product_version_id_organisation_id")
        ),
        sa.UniqueConstraint(
            "organisation_id", "number", name=op.f("uq_product_version_organisation_id_number")
        ),
        sa.UniqueConstraint(
            "organisation_id",
            "product_id",
            "name",
            name=op.f("uq_product_version_organisation_id_product_id_name"),
        ),
    )
    op.create_table(
        "supplier_alias",
        sa.Column(
            "supplier_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("alias", sa.Text(), nullable=False),
        sa.Column("alias_key", sa.Text(), nullable=False),
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
            ["organisation_id", "supplier_id"],
            ["supplier.organisation_id", "supplier.id"],
            name=op.f("fk_supplier_alias_organisation_id_supplier_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_supplier_alias_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supplier_alias")),
        sa.UniqueConstraint(
            "id", "organisation_id", name=op.f("uq_supplier_alias_id_organisation_id")
        ),
        sa.UniqueConstraint(
            "organisation_id",
            "supplier_id",
            "alias_key",
            name=op.f("uq_supplier_alias_organisation_id_supplier_id_alias_key"),
        ),
    )
    with op.batch_alter_table("supplier_alias", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_supplier_alias_organisation_id_alias_key"),
            ["organisation_id", "alias_key"],
            unique=False,
        )

    op.create_table(
        "supplier_status",
        sa.Column(
            "supplier_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column(
            "organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("products", sa.Integer(), nullable=False),
        sa.Column("promises_late", sa.Integer(), nullable=False),
        sa.Column("oldest_question_on", sa.Date(), nullable=True),
        sa.Column("notice_by", sa.Date(), nullable=True),
        sa.Column("critical", sa.Integer(), nullable=False),
        sa.Column("major", sa.Integer(), nullable=False),
        sa.Column("minor", sa.Integer(), nullable=False),
        sa.Column("known_at_start", sa.Integer(), nullable=False),
        sa.Column("next_step", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("next_step_rank", sa.Integer(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("recheck_on", sa.Date(), nullable=True),
        sa.Column("last_met_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "supplier_id"],
            ["supplier.organisation_id", "supplier.id"],
            name=op.f("fk_supplier_status_organisation_id_supplier_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_supplier_status_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("supplier_id", name=op.f("pk_supplier_status")),
    )
    with op.batch_alter_table("supplier_status", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_supplier_status_organisation_id_critical_major_supplier_id"),
            ["organisation_id", "critical", "major", "supplier_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_supplier_status_organisation_id_next_step_rank_supplier_id"),
            ["organisation_id", "next_step_rank", "supplier_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_supplier_status_organisation_id_recheck_on"),
            ["organisation_id", "recheck_on"],
            unique=False,
        )

    op.create_table(
        "claim",
        sa.Column(
            "supplier_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "product_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("kind", sa.String(40), nullable=True),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("said_where", sa.Text(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=True),
        sa.Column("metric", sa.Text(), nullable=False),
        sa.Column("metric_set_by", sa.String(40), nullable=True),
        sa.Column("direction", sa.String(40), nullable=True),
        sa.Column("population", sa.Text(), nullable=False),
        sa.Column("groups", sa.Text(), nullable=False),
        sa.Column("groups_set_by", sa.String(40), nullable=True),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("form_set_by", sa.String(40), nullable=True),
        sa.Column("strength", sa.String(40), nullable=True),
        sa.Column("relied_on", sa.Boolean(), nullable=False),
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
            "supplier_id IS NOT NULL OR product_id IS NOT NULL", name=op.f("ck_claim_has_subject")
        ),
        sa.ForeignKeyConstraint(["created_by"], ["user.id"], name=op.f("fk_claim_created_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "meeting_id"],
            ["meeting.organisation_id", "meeting.id"],
            name=op.f("fk_claim_organisation_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "product_id"],
            ["product.organisation_id", "product.id"],
            name=op.f("fk_claim_organisation_id_product_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "supplier_id"],
            ["supplier.organisation_id", "supplier.id"],
            name=op.f("fk_claim_organisation_id_supplier_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "version_id"],
            ["product_version.organisation_id", "product_version.id"],
            name=op.f("fk_claim_organisation_id_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_claim_organisation_id")
        ),
        sa.ForeignKeyConstraint(["updated_by"], ["user.id"], name=op.f("fk_claim_updated_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sa.UniqueConstraint("id", "organisation_id", name=op.f("uq_claim_id_organisation_id")),
        sa.UniqueConstraint(
            "organisation_id", "number", name=op.f("uq_claim_organisation_id_number")
        ),
    )
    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_claim_organisation_id_meeting_id"),
            ["organisation_id", "meeting_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_claim_organisation_id_product_id"),
            ["organisation_id", "product_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_claim_organisation_id_supplier_id"),
            ["organisation_id", "supplier_id"],
            unique=False,
        )

    op.create_table(
        "cost",
        sa.Column(
            "supplier_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "product_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("category", sa.String(40), nullable=True),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("charge", sa.String(40), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=True),
        sa.Column("unit_price", sa.BigInteger(), nullable=True),
        sa.Column("vat_rate", sa.BigInteger(), nullable=True),
        sa.Column("vat_recoverable", sa.String(40), nullable=False),
        sa.Column("bearer", sa.String(40), nullable=False),
        sa.Column("in_contract", sa.String(40), nullable=False),
        sa.Column("disclosed_by", sa.String(40), nullable=True),
        sa.Column("disclosed_on", sa.Date(), nullable=True),
        sa.Column("disclosed_in", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("nil_on", sa.Date(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
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
        sa.ForeignKeyConstraint(["created_by"], ["user.id"], name=op.f("fk_cost_created_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "meeting_id"],
            ["meeting.organisation_id", "meeting.id"],
            name=op.f("fk_cost_organisation_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "product_id"],
            ["product.organisation_id", "product.id"],
            name=op.f("fk_cost_organisation_id_product_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "supplier_id"],
            ["supplier.organisation_id", "supplier.id"],
            name=op.f("fk_cost_organisation_id_supplier_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_cost_organisation_id")
        ),
        sa.ForeignKeyConstraint(["updated_by"], ["user.id"], name=op.f("fk_cost_updated_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cost")),
        sa.UniqueConstraint("id", "organisation_id", name=op.f("uq_cost_id_organisation_id")),
        sa.UniqueConstraint(
            "organisation_id", "number", name=op.f("uq_cost_organisation_id_number")
        ),
    )
    with op.batch_alter_table("cost", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_cost_organisation_id_meeting_id"),
            ["organisation_id", "meeting_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_cost_organisation_id_product_id"),
            ["organisation_id", "product_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_cost_organisation_id_supplier_id"),
            ["organisation_id", "supplier_id"],
            unique=False,
        )

    op.create_table(
        "evidence",
        sa.Column(
            "supplier_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "product_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("link_url", sa.Text(), nullable=False),
        sa.Column("file_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("mail_subject", sa.Text(), nullable=False),
        sa.Column("mail_sender", sa.Text(), nullable=False),
        sa.Column("mail_sent_at", sa.DateTime(), nullable=True),
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
            "supplier_id IS NOT NULL OR product_id IS NOT NULL",
            name=op.f("ck_evidence_has_subject"),
        ),
        sa.ForeignKeyConstraint(["created_by"], ["user.id"], name=op.f("fk_evidence_created_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "file_id"],
            ["stored_file.organisation_id", "stored_file.id"],
            name=op.f("fk_evidence_organisation_id_file_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "meeting_id"],
            ["meeting.organisation_id", "meeting.id"],
            name=op.f("fk_evidence_organisation_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "product_id"],
            ["product.organisation_id", "product.id"],
            name=op.f("fk_evidence_organisation_id_product_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "supplier_id"],
            ["supplier.organisation_id", "supplier.id"],
            name=op.f("fk_evidence_organisation_id_supplier_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "version_id"],
            ["product_version.organisation_id", "product_version.id"],
            name=op.f("fk_evidence_organisation_id_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_evidence_organisation_id")
        ),
        sa.ForeignKeyConstraint(["updated_by"], ["user.id"], name=op.f("fk_evidence_updated_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint("id", "organisation_id", name=op.f("uq_evidence_id_organisation_id")),
        sa.UniqueConstraint(
            "organisation_id", "number", name=op.f("uq_evidence_organisation_id_number")
        ),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_evidence_organisation_id_expires_on"),
            ["organisation_id", "expires_on"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_evidence_organisation_id_product_id"),
            ["organisation_id", "product_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_evidence_organisation_id_supplier_id"),
            ["organisation_id", "supplier_id"],
            unique=False,
        )

    op.create_table(
        "flag_note",
        sa.Column("flag_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.ForeignKeyConstraint(["by"], ["user.id"], name=op.f("fk_flag_note_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "flag_id"],
            ["flag.organisation_id", "flag.id"],
            name=op.f("fk_flag_note_organisation_id_flag_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_flag_note_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flag_note")),
        sa.UniqueConstraint("id", "organisation_id", name=op.f("uq_flag_note_id_organisation_id")),
    )
    with op.batch_alter_table("flag_note", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_flag_note_organisation_id_flag_id"),
            ["organisation_id", "flag_id"],
            unique=False,
        )

    op.create_table(
        "flag_period",
        sa.Column("flag_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("severity", sa.String(40), nullable=False),
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
            ["organisation_id", "flag_id"],
            ["flag.organisation_id", "flag.id"],
            name=op.f("fk_flag_period_organisation_id_flag_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_flag_period_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flag_period")),
        sa.UniqueConstraint(
            "id", "organisation_id", name=op.f("uq_flag_period_id_organisation_id")
        ),
    )
    with op.batch_alter_table("flag_period", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_flag_period_organisation_id_flag_id"),
            ["organisation_id", "flag_id"],
            unique=False,
        )

    op.create_table(
        "promise",
        sa.Column("side", sa.String(40), nullable=False),
        sa.Column(
            "supplier_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "product_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("promised_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("in_contract", sa.String(40), nullable=False),
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
        sa.ForeignKeyConstraint(["created_by"], ["user.id"], name=op.f("fk_promise_created_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "meeting_id"],
            ["meeting.organisation_id", "meeting.id"],
            name=op.f("fk_promise_organisation_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "product_id"],
            ["product.organisation_id", "product.id"],
            name=op.f("fk_promise_organisation_id_product_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "supplier_id"],
            ["supplier.organisation_id", "supplier.id"],
            name=op.f("fk_promise_organisation_id_supplier_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_promise_organisation_id")
        ),
        sa.ForeignKeyConstraint(["updated_by"], ["user.id"], name=op.f("fk_promise_updated_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise")),
        sa.UniqueConstraint("id", "organisation_id", name=op.f("uq_promise_id_organisation_id")),
        sa.UniqueConstraint(
            "organisation_id", "number", name=op.f("uq_promise_organisation_id_number")
        ),
    )
    with op.batch_alter_table("promise", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_promise_organisation_id_done_on_due_on"),
            ["organisation_id", "done_on", "due_on"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_promise_organisation_id_meeting_id"),
            ["organisation_id", "meeting_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_promise_organisation_id_product_id"),
            ["organisation_id", "product_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_promise_organisation_id_supplier_id"),
            ["organisation_id", "supplier_id"],
            unique=False,
        )

    op.create_table(
        "question",
        sa.Column(
            "supplier_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "product_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("asked_of", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
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
        sa.ForeignKeyConstraint(["created_by"], ["user.id"], name=op.f("fk_question_created_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "meeting_id"],
            ["meeting.organisation_id", "meeting.id"],
            name=op.f("fk_question_organisation_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "product_id"],
            ["product.organisation_id", "product.id"],
            name=op.f("fk_question_organisation_id_product_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "supplier_id"],
            ["supplier.organisation_id", "supplier.id"],
            name=op.f("fk_question_organisation_id_supplier_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_question_organisation_id")
        ),
        sa.ForeignKeyConstraint(["updated_by"], ["user.id"], name=op.f("fk_question_updated_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        sa.UniqueConstraint("id", "organisation_id", name=op.f("uq_question_id_organisation_id")),
        sa.UniqueConstraint(
            "organisation_id", "number", name=op.f("uq_question_organisation_id_number")
        ),
    )
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_question_organisation_id_answered_on_asked_on"),
            ["organisation_id", "answered_on", "asked_on"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_question_organisation_id_meeting_id"),
            ["organisation_id", "meeting_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_question_organisation_id_product_id"),
            ["organisation_id", "product_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_question_organisation_id_supplier_id"),
            ["organisation_id", "supplier_id"],
            unique=False,
        )

    op.create_table(
        "claim_result",
        sa.Column("claim_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("subgroup", sa.Text(), nullable=True),
        sa.Column("n", sa.Integer(), nullable=True),
        sa.Column("positives", sa.Integer(), nullable=True),
        sa.Column("estimate", sa.BigInteger(), nullable=True),
        sa.Column("low", sa.BigInteger(), nullable=True),
        sa.Column("high", sa.BigInteger(), nullable=True),
        sa.Column("tested_on", sa.Date(), nullable=True),
        sa.Column("tested_by", sa.Text(), nullable=False),
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
            ["organisation_id", "claim_id"],
            ["claim.organisation_id", "claim.id"],
            name=op.f("fk_claim_result_organisation_id_claim_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_claim_result_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_result")),
        sa.UniqueConstraint(
            "id", "organisation_id", name=op.f("uq_claim_result_id_organisation_id")
        ),
    )
    with op.batch_alter_table("claim_result", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_claim_result_organisation_id_claim_id"),
            ["organisation_id", "claim_id"],
            unique=False,
        )

    op.create_table(
        "claim_threshold",
        sa.Column("claim_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("set_by", sa.String(40), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("set_on", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("has_clinician", sa.Boolean(), nullable=False),
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
            ["organisation_id", "claim_id"],
            ["claim.organisation_id", "claim.id"],
            name=op.f("fk_claim_threshold_organisation_id_claim_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_claim_threshold_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_threshold")),
        sa.UniqueConstraint(
            "id", "organisation_id", name=op.f("uq_claim_threshold_id_organisation_id")
        ),
    )
    with op.batch_alter_table("claim_threshold", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_claim_threshold_organisation_id_claim_id"),
            ["organisation_id", "claim_id"],
            unique=False,
        )

    op.create_table(
        "evidence_link",
        sa.Column(
            "evidence_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("claim_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("cost_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "promise_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "question_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "contract_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("linked_at", sa.DateTime(), nullable=False),
        sa.Column("linked_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("unlinked_at", sa.DateTime(), nullable=True),
        sa.Column(
            "unlinked_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
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
        sa.CheckConstraint(
            "(CASE WHEN claim_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN cost_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN promise_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN question_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN contract_id IS NULL THEN 0 ELSE 1 END) = 1",
            name=op.f("ck_evidence_link_exactly_one_subject"),
        ),
        sa.ForeignKeyConstraint(
            ["linked_by"], ["user.id"], name=op.f("fk_evidence_link_linked_by")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "claim_id"],
            ["claim.organisation_id", "claim.id"],
            name=op.f("fk_evidence_link_organisation_id_claim_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "contract_id"],
            ["contract.organisation_id", "contract.id"],
            name=op.f("fk_evidence_link_organisation_id_contract_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "cost_id"],
            ["cost.organisation_id", "cost.id"],
            name=op.f("fk_evidence_link_organisation_id_cost_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "evidence_id"],
            ["evidence.organisation_id", "evidence.id"],
            name=op.f("fk_evidence_link_organisation_id_evidence_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "promise_id"],
            ["promise.organisation_id", "promise.id"],
            name=op.f("fk_evidence_link_organisation_id_promise_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "question_id"],
            ["question.organisation_id", "question.id"],
            name=op.f("fk_evidence_link_organisation_id_question_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_evidence_link_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["unlinked_by"], ["user.id"], name=op.f("fk_evidence_link_unlinked_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_link")),
        sa.UniqueConstraint(
            "id", "organisation_id", name=op.f("uq_evidence_link_id_organisation_id")
        ),
    )
    with op.batch_alter_table("evidence_link", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_evidence_link_organisation_id_claim_id"),
            ["organisation_id", "claim_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_evidence_link_organisation_id_cost_id"),
            ["organisation_id", "cost_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_evidence_link_organisation_id_evidence_id"),
            ["organisation_id", "evidence_id"],
            unique=False,
        )

    op.execute("INSERT INTO system_head (id, seq, hash) VALUES (1, 0, '" + "0" * 64 + "')")
    make_triggers(op.get_bind())


def downgrade() -> None:
    """Move one step back."""
    drop_triggers(op.get_bind())
    with op.batch_alter_table("evidence_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evidence_link_organisation_id_evidence_id"))
        batch_op.drop_index(batch_op.f("ix_evidence_link_organisation_id_cost_id"))
        batch_op.drop_index(batch_op.f("ix_evidence_link_organisation_id_claim_id"))

    op.drop_table("evidence_link")
    with op.batch_alter_table("claim_threshold", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_claim_threshold_organisation_id_claim_id"))

    op.drop_table("claim_threshold")
    with op.batch_alter_table("claim_result", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_claim_result_organisation_id_claim_id"))

    op.drop_table("claim_result")
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_question_organisation_id_supplier_id"))
        batch_op.drop_index(batch_op.f("ix_question_organisation_id_product_id"))
        batch_op.drop_index(batch_op.f("ix_question_organisation_id_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_question_organisation_id_answered_on_asked_on"))

    op.drop_table("question")
    with op.batch_alter_table("promise", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_promise_organisation_id_supplier_id"))
        batch_op.drop_index(batch_op.f("ix_promise_organisation_id_product_id"))
        batch_op.drop_index(batch_op.f("ix_promise_organisation_id_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_promise_organisation_id_done_on_due_on"))

    op.drop_table("promise")
    with op.batch_alter_table("flag_period", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_flag_period_organisation_id_flag_id"))

    op.drop_table("flag_period")
    with op.batch_alter_table("flag_note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_flag_note_organisation_id_flag_id"))

    op.drop_table("flag_note")
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evidence_organisation_id_supplier_id"))
        batch_op.drop_index(batch_op.f("ix_evidence_organisation_id_product_id"))
        batch_op.drop_index(batch_op.f("ix_evidence_organisation_id_expires_on"))

    op.drop_table("evidence")
    with op.batch_alter_table("cost", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cost_organisation_id_supplier_id"))
        batch_op.drop_index(batch_op.f("ix_cost_organisation_id_product_id"))
        batch_op.drop_index(batch_op.f("ix_cost_organisation_id_meeting_id"))

    op.drop_table("cost")
    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_claim_organisation_id_supplier_id"))
        batch_op.drop_index(batch_op.f("ix_claim_organisation_id_product_id"))
        batch_op.drop_index(batch_op.f("ix_claim_organisation_id_meeting_id"))

    op.drop_table("claim")
    with op.batch_alter_table("supplier_status", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_supplier_status_organisation_id_recheck_on"))
        batch_op.drop_index(
            batch_op.f("ix_supplier_status_organisation_id_next_step_rank_supplier_id")
        )
        batch_op.drop_index(
            batch_op.f("ix_supplier_status_organisation_id_critical_major_supplier_id")
        )

    op.drop_table("supplier_status")
    with op.batch_alter_table("supplier_alias", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_supplier_alias_organisation_id_alias_key"))

    op.drop_table("supplier_alias")
    op.drop_table("product_version")
    with op.batch_alter_table("product_supplier", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_product_supplier_organisation_id_supplier_id"))

    op.drop_table("product_supplier")
    with op.batch_alter_table("product_status", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_product_status_organisation_id_recheck_on"))
        batch_op.drop_index(
            batch_op.f("ix_product_status_organisation_id_next_step_rank_product_id")
        )
        batch_op.drop_index(
            batch_op.f("ix_product_status_organisation_id_critical_major_product_id")
        )

    op.drop_table("product_status")
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_organisation_id_supplier_id_held_on"))
        batch_op.drop_index(batch_op.f("ix_meeting_organisation_id_product_id"))

    op.drop_table("meeting")
    with op.batch_alter_table("flag", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_flag_organisation_id_closed_on_severity_id"))

    op.drop_table("flag")
    with op.batch_alter_table("external_reference", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_external_reference_organisation_id_scheme_value"))

    op.drop_table("external_reference")
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decision_organisation_id_product_id"))
        batch_op.drop_index(batch_op.f("ix_decision_organisation_id_decided_on_planned_on"))

    op.drop_table("decision")
    with op.batch_alter_table("contract_supplier", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contract_supplier_organisation_id_supplier_id"))

    op.drop_table("contract_supplier")
    with op.batch_alter_table("contract_product", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contract_product_organisation_id_product_id"))

    op.drop_table("contract_product")
    with op.batch_alter_table("contact_supplier", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_supplier_organisation_id_contact_id"))

    op.drop_table("contact_supplier")
    with op.batch_alter_table("supplier", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_supplier_organisation_id_sort_key_id"))
        batch_op.drop_index(batch_op.f("ix_supplier_organisation_id_name_key"))

    op.drop_table("supplier")
    op.drop_table("stored_file")
    with op.batch_alter_table("setting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_setting_organisation_id_key_valid_from"))

    op.drop_table("setting")
    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_revision_organisation_id_event_seq"))
        batch_op.drop_index(batch_op.f("ix_revision_organisation_id_batch_id"))

    op.drop_table("revision")
    op.drop_table("reference_counter")
    with op.batch_alter_table("product", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_product_organisation_id_stage_sort_key_id"))
        batch_op.drop_index(batch_op.f("ix_product_organisation_id_sort_key_id"))
        batch_op.drop_index(batch_op.f("ix_product_organisation_id_name_key"))
        batch_op.drop_index(batch_op.f("ix_product_organisation_id_catch_up_on"))

    op.drop_table("product")
    op.drop_table("one_time_link")
    op.drop_table("membership")
    with op.batch_alter_table("login_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_login_session_user_id"))

    op.drop_table("login_session")
    with op.batch_alter_table("form_nonce", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_form_nonce_organisation_id_sent_by_id"))

    op.drop_table("form_nonce")
    op.drop_table("contract")
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_organisation_id_name_key"))

    op.drop_table("contact")
    op.drop_table("chain_head")
    op.drop_table("batch")
    op.drop_table("audit_event")
    op.drop_table("user")
    op.drop_table("system_head")
    op.drop_table("system_event")
    with op.batch_alter_table("sign_in_attempt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_attempt_bucket_at"))

    op.drop_table("sign_in_attempt")
    op.drop_table("organisation")

"""Evidence, its file, and what it supports."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from vendor_tracker.domain.vocabulary import EvidenceKind, Known, ScanState
from vendor_tracker.storage.models.base import (
    Base,
    Confidential,
    Keyed,
    Record,
    exactly_one,
    in_organisation,
    parent,
)
from vendor_tracker.storage.types import Code, Id, Instant


class StoredFile(Keyed, Base):
    """One file in the evidence store, named by its content."""

    __tablename__ = "stored_file"
    __table_args__ = in_organisation(sa.UniqueConstraint("organisation_id", "sha256"))

    sha256: Mapped[str] = mapped_column(sa.String(64))
    size: Mapped[int] = mapped_column(sa.BigInteger)
    media_type: Mapped[str] = mapped_column(sa.String(120))
    kept_at: Mapped[datetime] = mapped_column(Instant)
    scan: Mapped[ScanState] = mapped_column(Code(ScanState), default=ScanState.not_scanned)
    scanned_at: Mapped[datetime | None] = mapped_column(Instant)
    # What the scanner called it.
    scan_words: Mapped[str] = mapped_column(sa.Text, default="")
    # How many numbers in it look like NHS numbers.
    nhs_numbers: Mapped[int] = mapped_column(default=0)


class Evidence(Record, Confidential, Base):
    """One document or link that shows something."""

    __tablename__ = "evidence"
    __table_args__ = in_organisation(
        sa.UniqueConstraint("organisation_id", "number"),
        parent("supplier"),
        parent("product"),
        parent("meeting"),
        parent("product_version", "version_id"),
        parent("stored_file", "file_id"),
        sa.CheckConstraint("supplier_id IS NOT NULL OR product_id IS NOT NULL", name="has_subject"),
        sa.Index(None, "organisation_id", "product_id"),
        sa.Index(None, "organisation_id", "supplier_id"),
        sa.Index(None, "organisation_id", "expires_on"),
    )

    supplier_id: Mapped[int | None] = mapped_column(Id)
    product_id: Mapped[int | None] = mapped_column(Id)
    meeting_id: Mapped[int | None] = mapped_column(Id)
    version_id: Mapped[int | None] = mapped_column(Id)
    title: Mapped[str] = mapped_column(sa.Text)
    kind: Mapped[EvidenceKind] = mapped_column(Code(EvidenceKind), default=EvidenceKind.other)
    issuer: Mapped[str] = mapped_column(sa.Text, default="")
    issued_on: Mapped[date | None] = mapped_column(sa.Date)
    expires_on: Mapped[date | None] = mapped_column(sa.Date)
    link_url: Mapped[str] = mapped_column(sa.Text, default="")
    file_id: Mapped[int | None] = mapped_column(Id)
    file_name: Mapped[str] = mapped_column(sa.Text, default="")
    mail_subject: Mapped[str] = mapped_column(sa.Text, default="")
    mail_sender: Mapped[str] = mapped_column(sa.Text, default="")
    mail_sent_at: Mapped[datetime | None] = mapped_column(Instant)
    # Which edition of a form it is, and of the rules that a certificate was given under.
    form_version: Mapped[str] = mapped_column(sa.String(40), default="")
    scheme_version: Mapped[str] = mapped_column(sa.String(40), default="")
    self_certified: Mapped[Known] = mapped_column(Code(Known), default=Known.unknown)
    # Why a file is kept that holds what looks like NHS numbers.
    numbers_reason: Mapped[str] = mapped_column(sa.Text, default="")


class FormerFile(Keyed, Base):
    """A file or link that stood under a piece of evidence until another took its place."""

    __tablename__ = "former_file"
    __table_args__ = in_organisation(
        parent("evidence"),
        parent("stored_file", "file_id"),
        sa.Index(None, "organisation_id", "evidence_id"),
        sa.Index(None, "organisation_id", "file_id"),
    )

    evidence_id: Mapped[int] = mapped_column(Id)
    file_id: Mapped[int | None] = mapped_column(Id)
    file_name: Mapped[str] = mapped_column(sa.Text, default="")
    link_url: Mapped[str] = mapped_column(sa.Text, default="")
    issued_on: Mapped[date | None] = mapped_column(sa.Date)
    expires_on: Mapped[date | None] = mapped_column(sa.Date)
    form_version: Mapped[str] = mapped_column(sa.String(40), default="")
    # The version of the product it was made for, as it was called then.
    version_name: Mapped[str] = mapped_column(sa.Text, default="")
    replaced_at: Mapped[datetime] = mapped_column(Instant)
    replaced_by: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("user.id"))
    reason: Mapped[str] = mapped_column(sa.Text, default="")


class EvidenceLink(Keyed, Base):
    """Ties a piece of evidence to one thing it supports; kept after it is undone."""

    __tablename__ = "evidence_link"
    __table_args__ = in_organisation(
        parent("evidence"),
        parent("claim"),
        parent("cost"),
        parent("promise"),
        parent("question"),
        parent("contract"),
        parent("answer"),
        exactly_one("claim_id", "cost_id", "promise_id", "question_id", "contract_id", "answer_id"),
        sa.Index(None, "organisation_id", "evidence_id"),
        sa.Index(None, "organisation_id", "claim_id"),
        sa.Index(None, "organisation_id", "cost_id"),
        sa.Index(None, "organisation_id", "answer_id"),
    )

    evidence_id: Mapped[int] = mapped_column(Id)
    claim_id: Mapped[int | None] = mapped_column(Id)
    cost_id: Mapped[int | None] = mapped_column(Id)
    promise_id: Mapped[int | None] = mapped_column(Id)
    question_id: Mapped[int | None] = mapped_column(Id)
    contract_id: Mapped[int | None] = mapped_column(Id)
    answer_id: Mapped[int | None] = mapped_column(Id)
    linked_at: Mapped[datetime] = mapped_column(Instant)
    linked_by: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("user.id"))
    unlinked_at: Mapped[datetime | None] = mapped_column(Instant)
    unlinked_by: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("user.id"))

"""What a supplier is asked in one go, what they answer, and the links they answer by."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from vendor_tracker.domain.vocabulary import AnswerKind, RequestReview, RequestState, Severity
from vendor_tracker.storage.models.base import (
    Base,
    Confidential,
    Keyed,
    Record,
    in_organisation,
    parent,
)
from vendor_tracker.storage.types import Code, Id, Instant


class SupplierRequest(Record, Base):
    """A questionnaire for one supplier, about one product or about the supplier alone."""

    __tablename__ = "supplier_request"
    __table_args__ = in_organisation(
        sa.UniqueConstraint("organisation_id", "number"),
        parent("supplier"),
        parent("product"),
        sa.Index(None, "organisation_id", "supplier_id"),
        sa.Index(None, "organisation_id", "product_id"),
    )

    supplier_id: Mapped[int] = mapped_column(Id)
    product_id: Mapped[int | None] = mapped_column(Id)
    title: Mapped[str] = mapped_column(sa.Text)
    state: Mapped[RequestState] = mapped_column(Code(RequestState), default=RequestState.draft)
    # Who asks and why, in a few words for the supplier; who will read the answers.
    why: Mapped[str] = mapped_column(sa.Text, default="")
    readers: Mapped[str] = mapped_column(sa.Text, default="")
    due_on: Mapped[date | None] = mapped_column(sa.Date)
    sent_on: Mapped[date | None] = mapped_column(sa.Date)
    answered_on: Mapped[date | None] = mapped_column(sa.Date)
    # Who at the supplier handed it in.
    answered_by: Mapped[str] = mapped_column(sa.Text, default="")


class RequestItem(Keyed, Confidential, Base):
    """One question as it was sent, and the supplier's answer to it."""

    __tablename__ = "request_item"
    __table_args__ = in_organisation(
        parent("supplier_request", "request_id"),
        parent("evidence"),
        sa.UniqueConstraint("organisation_id", "request_id", "item_code"),
    )

    request_id: Mapped[int] = mapped_column(Id)
    place: Mapped[int]
    checklist_code: Mapped[str] = mapped_column(sa.String(20))
    checklist_version: Mapped[str] = mapped_column(sa.String(20))
    item_code: Mapped[str] = mapped_column(sa.String(20))
    section: Mapped[str] = mapped_column(sa.Text)
    # The words as they were sent; what is published later does not change them.
    ask: Mapped[str] = mapped_column(sa.Text)
    counts: Mapped[str] = mapped_column(sa.Text, default="")
    kind: Mapped[AnswerKind] = mapped_column(Code(AnswerKind), default=AnswerKind.state)
    options: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    severity: Mapped[Severity | None] = mapped_column(Code(Severity))
    # What we held before, offered to them as a beginning.
    former: Mapped[str] = mapped_column(sa.Text, default="")
    value: Mapped[str] = mapped_column(sa.Text, default="")
    words: Mapped[str] = mapped_column(sa.Text, default="")
    evidence_id: Mapped[int | None] = mapped_column(Id)
    # They confirm what they said last time.
    is_same: Mapped[bool] = mapped_column(default=False)
    answered_on: Mapped[date | None] = mapped_column(sa.Date)
    answered_by: Mapped[str] = mapped_column(sa.Text, default="")
    review: Mapped[RequestReview] = mapped_column(
        Code(RequestReview), default=RequestReview.waiting
    )
    review_reason: Mapped[str] = mapped_column(sa.Text, default="")
    reviewed_on: Mapped[date | None] = mapped_column(sa.Date)
    reviewed_by: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("user.id"))


class RequestFile(Keyed, Base):
    """A file that the supplier handed in; one document may answer many questions."""

    __tablename__ = "request_file"
    __table_args__ = in_organisation(
        parent("supplier_request", "request_id"),
        parent("stored_file", "file_id"),
        parent("evidence"),
        sa.Index(None, "organisation_id", "request_id"),
    )

    request_id: Mapped[int] = mapped_column(Id)
    file_id: Mapped[int] = mapped_column(Id)
    file_name: Mapped[str] = mapped_column(sa.Text)
    title: Mapped[str] = mapped_column(sa.Text, default="")
    # Codes of the questions that it answers.
    items: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    kept_at: Mapped[datetime] = mapped_column(Instant)
    evidence_id: Mapped[int | None] = mapped_column(Id)


class RequestLink(Keyed, Base):
    """A private link to a request or to one section of it; only the hash of its token is kept."""

    __tablename__ = "request_link"
    __table_args__ = in_organisation(
        parent("supplier_request", "request_id"),
        parent("request_link", "parent_id"),
        sa.Index(None, "organisation_id", "request_id"),
    )

    request_id: Mapped[int] = mapped_column(Id)
    # Empty: the whole request.
    section: Mapped[str] = mapped_column(sa.Text, default="")
    # The link by which somebody at the supplier passed this section on.
    parent_id: Mapped[int | None] = mapped_column(Id)
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    made_for: Mapped[str] = mapped_column(sa.Text, default="")
    made_at: Mapped[datetime] = mapped_column(Instant)
    made_by: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("user.id"))
    expires_at: Mapped[datetime] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)
    opened_at: Mapped[datetime | None] = mapped_column(Instant)
    handed_in_at: Mapped[datetime | None] = mapped_column(Instant)
    # What was typed and not handed in yet, by the codes of the questions.
    draft: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    draft_at: Mapped[datetime | None] = mapped_column(Instant)


class SupplierReply(Keyed, Base):
    """What a supplier says to something that is held about them; printed beside it."""

    __tablename__ = "supplier_reply"
    __table_args__ = in_organisation(
        parent("supplier"),
        parent("supplier_request", "request_id"),
        sa.Index(None, "organisation_id", "supplier_id"),
    )

    supplier_id: Mapped[int] = mapped_column(Id)
    request_id: Mapped[int | None] = mapped_column(Id)
    # The record that it is about, such as COST-3.
    about: Mapped[str] = mapped_column(sa.String(20))
    text: Mapped[str] = mapped_column(sa.Text)
    said_by: Mapped[str] = mapped_column(sa.Text, default="")
    said_at: Mapped[datetime] = mapped_column(Instant)

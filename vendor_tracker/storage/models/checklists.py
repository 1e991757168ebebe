"""Published checklists, what is assessed with them, and the answers."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from vendor_tracker.domain.vocabulary import AnswerState, ReviewState, Severity
from vendor_tracker.storage.models.base import (
    Base,
    Confidential,
    Keyed,
    Record,
    in_organisation,
    parent,
)
from vendor_tracker.storage.types import Code, Id, Instant


def _one_subject() -> sa.CheckConstraint:
    words = "product_id IS NULL OR supplier_id IS NULL"
    return sa.CheckConstraint(words, name="at_most_one_subject")


class ChecklistVersion(Keyed, Base):
    """One published version of a checklist, word for word; never changed."""

    __tablename__ = "checklist_version"
    __table_args__ = in_organisation(sa.UniqueConstraint("organisation_id", "code", "version"))

    code: Mapped[str] = mapped_column(sa.String(20))
    version: Mapped[str] = mapped_column(sa.String(20))
    sha256: Mapped[str] = mapped_column(sa.String(64))
    body: Mapped[str] = mapped_column(sa.Text)
    published_at: Mapped[datetime] = mapped_column(Instant)
    # Made or brought in here; what comes with the program is not.
    is_own: Mapped[bool] = mapped_column(default=False)
    published_by: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("user.id"))
    reason: Mapped[str] = mapped_column(sa.Text, default="")


class ChecklistChange(Keyed, Base):
    """How this organisation changed an item, or a whole checklist; the newest one counts.

    Without an item it says whether the checklist is in use at all. Each row says everything
    that differs from what was published, and is never changed.
    """

    __tablename__ = "checklist_change"
    __table_args__ = in_organisation(
        sa.Index(None, "organisation_id", "checklist_code"),
    )

    checklist_code: Mapped[str] = mapped_column(sa.String(20))
    item_code: Mapped[str] = mapped_column(sa.String(20), default="")
    is_retired: Mapped[bool] = mapped_column(default=False)
    severity: Mapped[Severity | None] = mapped_column(Code(Severity))
    months: Mapped[int | None]
    reason: Mapped[str] = mapped_column(sa.Text)
    changed_at: Mapped[datetime] = mapped_column(Instant)
    changed_by: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("user.id"))


def _one_each(name: str, *subject: str, where: str) -> sa.Index:
    """Allow one assessment for each subject and checklist; its version moves in place."""
    which, columns = sa.text(where), ("organisation_id", *subject, "checklist_code")
    return sa.Index(name, *columns, unique=True, sqlite_where=which, postgresql_where=which)


class Assessment(Record, Base):
    """One checklist opened for us, for a supplier or for a product."""

    __tablename__ = "assessment"
    __table_args__ = in_organisation(
        sa.UniqueConstraint("organisation_id", "number"),
        parent("product"),
        parent("supplier"),
        _one_subject(),
        _one_each("uq_assessment_product", "product_id", where="product_id IS NOT NULL"),
        _one_each("uq_assessment_supplier", "supplier_id", where="supplier_id IS NOT NULL"),
        _one_each("uq_assessment_us", where="product_id IS NULL AND supplier_id IS NULL"),
    )

    product_id: Mapped[int | None] = mapped_column(Id)
    supplier_id: Mapped[int | None] = mapped_column(Id)
    checklist_code: Mapped[str] = mapped_column(sa.String(20))
    # That in force when something was last answered; what was answered before is in the history.
    checklist_version: Mapped[str] = mapped_column(sa.String(20))
    opened_on: Mapped[date] = mapped_column(sa.Date)


class Answer(Record, Confidential, Base):
    """What we know of one item; its subject is that of its assessment."""

    __tablename__ = "answer"
    __table_args__ = in_organisation(
        sa.UniqueConstraint("organisation_id", "number"),
        sa.UniqueConstraint("organisation_id", "assessment_id", "item_code"),
        parent("assessment"),
        parent("product"),
        parent("supplier"),
        parent("product_version", "version_id"),
        _one_subject(),
        sa.Index(None, "organisation_id", "product_id"),
        sa.Index(None, "organisation_id", "supplier_id"),
        sa.Index(None, "organisation_id", "assignee_id", "due_on"),
        sa.Index(None, "organisation_id", "due_on"),
        sa.Index(None, "organisation_id", "review", "answered_on"),
    )

    assessment_id: Mapped[int] = mapped_column(Id)
    product_id: Mapped[int | None] = mapped_column(Id)
    supplier_id: Mapped[int | None] = mapped_column(Id)
    item_code: Mapped[str] = mapped_column(sa.String(20))
    # Empty while an item is only assigned and nobody has answered it.
    state: Mapped[AnswerState | None] = mapped_column(Code(AnswerState))
    # What was chosen or said, where the item asks for more than a state.
    value: Mapped[str] = mapped_column(sa.Text, default="")
    note: Mapped[str] = mapped_column(sa.Text, default="")
    # Why it does not apply, or why this product's answer differs from its supplier's.
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    answered_on: Mapped[date | None] = mapped_column(sa.Date)
    answered_by: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("user.id"))
    # The version that was judged when it was answered.
    version_id: Mapped[int | None] = mapped_column(Id)
    review: Mapped[ReviewState | None] = mapped_column(Code(ReviewState))
    review_reason: Mapped[str] = mapped_column(sa.Text, default="")
    reviewed_at: Mapped[datetime | None] = mapped_column(Instant)
    reviewed_by: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("user.id"))
    assignee_id: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("user.id"))
    due_on: Mapped[date | None] = mapped_column(sa.Date)
    # The version of the checklist whose words were answered.
    checklist_version: Mapped[str] = mapped_column(sa.String(20), default="")
    # While it is only proposed: what the copied answer said, and where it stood.
    proposed_state: Mapped[AnswerState | None] = mapped_column(Code(AnswerState))
    proposed_from: Mapped[str] = mapped_column(sa.String(60), default="")

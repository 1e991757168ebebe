"""Questions we put to suppliers."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from vendor_tracker.storage.models.base import Base, Record, in_organisation, parent
from vendor_tracker.storage.types import Id


class Question(Record, Base):
    """Something we asked a supplier, and when it answered."""

    __tablename__ = "question"
    __table_args__ = in_organisation(
        sa.UniqueConstraint("organisation_id", "number"),
        parent("supplier"),
        parent("product"),
        parent("meeting"),
        sa.Index(None, "organisation_id", "supplier_id"),
        sa.Index(None, "organisation_id", "product_id"),
        sa.Index(None, "organisation_id", "meeting_id"),
        sa.Index(None, "organisation_id", "answered_on", "asked_on"),
    )

    supplier_id: Mapped[int] = mapped_column(Id)
    product_id: Mapped[int | None] = mapped_column(Id)
    meeting_id: Mapped[int | None] = mapped_column(Id)
    # The item of a checklist that it asks about; empty for any other question.
    item_code: Mapped[str] = mapped_column(sa.String(20), default="", server_default="")
    text: Mapped[str] = mapped_column(sa.Text)
    asked_on: Mapped[date | None] = mapped_column(sa.Date)
    asked_of: Mapped[str] = mapped_column(sa.Text, default="")
    answered_on: Mapped[date | None] = mapped_column(sa.Date)
    answer: Mapped[str] = mapped_column(sa.Text, default="")

"""Promises of either side."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from vendor_tracker.domain.vocabulary import Known, Side
from vendor_tracker.storage.models.base import Base, Record, in_organisation, parent
from vendor_tracker.storage.types import Code, Id


class Promise(Record, Base):
    """Something one side said it would do."""

    __tablename__ = "promise"
    __table_args__ = in_organisation(
        sa.UniqueConstraint("organisation_id", "number"),
        parent("supplier"),
        parent("product"),
        parent("meeting"),
        parent("decision"),
        sa.Index(None, "organisation_id", "supplier_id"),
        sa.Index(None, "organisation_id", "product_id"),
        sa.Index(None, "organisation_id", "meeting_id"),
        sa.Index(None, "organisation_id", "decision_id"),
        sa.Index(None, "organisation_id", "done_on", "due_on"),
    )

    side: Mapped[Side] = mapped_column(Code(Side))
    supplier_id: Mapped[int] = mapped_column(Id)
    product_id: Mapped[int | None] = mapped_column(Id)
    meeting_id: Mapped[int | None] = mapped_column(Id)
    # The decision that it is a condition of.
    decision_id: Mapped[int | None] = mapped_column(Id)
    text: Mapped[str] = mapped_column(sa.Text)
    person: Mapped[str] = mapped_column(sa.Text, default="")
    promised_on: Mapped[date | None] = mapped_column(sa.Date)
    due_on: Mapped[date | None] = mapped_column(sa.Date)
    done_on: Mapped[date | None] = mapped_column(sa.Date)
    in_contract: Mapped[Known] = mapped_column(Code(Known), default=Known.unknown)

"""Meetings and calls with suppliers."""

from datetime import date
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from vendor_tracker.domain.vocabulary import MeetingKind
from vendor_tracker.storage.models.base import Base, Record, in_organisation, parent
from vendor_tracker.storage.types import Code, Figure, Id


class Meeting(Record, Base):
    """One meeting or call with a supplier."""

    __tablename__ = "meeting"
    __table_args__ = in_organisation(
        sa.UniqueConstraint("organisation_id", "number"),
        parent("supplier"),
        parent("product"),
        sa.Index(None, "organisation_id", "supplier_id", "held_on"),
        sa.Index(None, "organisation_id", "product_id"),
    )

    supplier_id: Mapped[int] = mapped_column(Id)
    product_id: Mapped[int | None] = mapped_column(Id)
    held_on: Mapped[date] = mapped_column(sa.Date)
    kind: Mapped[MeetingKind] = mapped_column(Code(MeetingKind), default=MeetingKind.other)
    place: Mapped[str] = mapped_column(sa.Text, default="")
    our_people: Mapped[str] = mapped_column(sa.Text, default="")
    their_people: Mapped[str] = mapped_column(sa.Text, default="")
    our_hours: Mapped[Decimal | None] = mapped_column(Figure)
    their_hours: Mapped[Decimal | None] = mapped_column(Figure)
    notes: Mapped[str] = mapped_column(sa.Text, default="")
    # What staff worry about, as they said it.
    concerns: Mapped[str] = mapped_column(sa.Text, default="", server_default="")

"""Payments that were made: what left the bank, never what a supplier disclosed."""

from datetime import date
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from vendor_tracker.storage.models.base import Base, Record, in_organisation, parent
from vendor_tracker.storage.types import Id, Money


class Payment(Record, Base):
    """One payment to a supplier; money that came back is negative."""

    __tablename__ = "payment"
    __table_args__ = in_organisation(
        sa.UniqueConstraint("organisation_id", "number"),
        parent("supplier"),
        parent("cost"),
        sa.Index(None, "organisation_id", "supplier_id", "paid_on"),
        sa.Index(None, "organisation_id", "cost_id"),
        sa.Index(None, "organisation_id", "paid_on"),
    )

    supplier_id: Mapped[int] = mapped_column(Id)
    # The cost line that it was paid for, once somebody has said so.
    cost_id: Mapped[int | None] = mapped_column(Id)
    paid_on: Mapped[date] = mapped_column(sa.Date)
    # As it was paid, with the VAT that was on it.
    amount: Mapped[Decimal] = mapped_column(Money)
    what_for: Mapped[str] = mapped_column(sa.Text, default="")
    invoice: Mapped[str] = mapped_column(sa.Text, default="")
    # File and row that it was read from.
    source: Mapped[str] = mapped_column(sa.Text, default="")
    # Why it belongs to no line of ours.
    dismissed_reason: Mapped[str] = mapped_column(sa.Text, default="")

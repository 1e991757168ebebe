"""Cost lines: what is charged, who bears it, and who spoke of it first."""

from datetime import date
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from vendor_tracker.domain.vocabulary import (
    Bearer,
    Charge,
    CostCategory,
    DisclosedBy,
    DriverKind,
    Known,
    VatRecoverable,
)
from vendor_tracker.storage.models.base import Base, Confidential, Record, in_organisation, parent
from vendor_tracker.storage.types import Code, Figure, Id, Money


class Cost(Record, Confidential, Base):
    """One line of cost; no price means no figure is known yet."""

    __tablename__ = "cost"
    __table_args__ = in_organisation(
        sa.UniqueConstraint("organisation_id", "number"),
        parent("supplier"),
        parent("product"),
        parent("meeting"),
        sa.Index(None, "organisation_id", "product_id"),
        sa.Index(None, "organisation_id", "supplier_id"),
        sa.Index(None, "organisation_id", "meeting_id"),
    )

    supplier_id: Mapped[int] = mapped_column(Id)
    product_id: Mapped[int | None] = mapped_column(Id)
    meeting_id: Mapped[int | None] = mapped_column(Id)
    category: Mapped[CostCategory | None] = mapped_column(Code(CostCategory))
    description: Mapped[str] = mapped_column(sa.Text, default="")
    charge: Mapped[Charge] = mapped_column(Code(Charge), default=Charge.yearly)
    unit: Mapped[str] = mapped_column(sa.Text, default="")
    quantity: Mapped[Decimal | None] = mapped_column(Figure)
    unit_price: Mapped[Decimal | None] = mapped_column(Figure)
    vat_rate: Mapped[Decimal | None] = mapped_column(Figure)
    vat_recoverable: Mapped[VatRecoverable] = mapped_column(
        Code(VatRecoverable), default=VatRecoverable.unclear
    )
    bearer: Mapped[Bearer] = mapped_column(Code(Bearer), default=Bearer.unknown)
    in_contract: Mapped[Known] = mapped_column(Code(Known), default=Known.unknown)
    disclosed_by: Mapped[DisclosedBy | None] = mapped_column(Code(DisclosedBy))
    disclosed_on: Mapped[date | None] = mapped_column(sa.Date)
    disclosed_in: Mapped[str] = mapped_column(sa.Text, default="")
    asked_on: Mapped[date | None] = mapped_column(sa.Date)
    nil_on: Mapped[date | None] = mapped_column(sa.Date)
    starts_on: Mapped[date | None] = mapped_column(sa.Date)
    ends_on: Mapped[date | None] = mapped_column(sa.Date)
    # Yearly rise that the contract sets, in percent; empty: it rises as prices do.
    rise_percent: Mapped[Decimal | None] = mapped_column(Figure)
    # The most that the contract lets it rise in a year.
    rise_cap: Mapped[Decimal | None] = mapped_column(Figure)
    # Between which prices it may end, where nobody is sure of the likely one.
    low_price: Mapped[Decimal | None] = mapped_column(Figure)
    high_price: Mapped[Decimal | None] = mapped_column(Figure)
    # The heading under which VAT on bought services comes back, and what finance says of it.
    vat_heading: Mapped[int | None]
    # Why there is no such cost here, as we ourselves found.
    not_applicable: Mapped[str] = mapped_column(sa.Text, default="")
    vat_note: Mapped[str] = mapped_column(sa.Text, default="")
    # What the quantity follows, and how many it is for each of these; the quantity itself is kept.
    driver: Mapped[DriverKind | None] = mapped_column(Code(DriverKind))
    per_driver: Mapped[Decimal | None] = mapped_column(Figure)
    # Whose time it is; the price is then the rate of this role.
    staff_role: Mapped[str] = mapped_column(sa.Text, default="", server_default="")
    # Prices by volume as domain/tiers.py writes them; the unit price is that of the first band.
    tiers: Mapped[str] = mapped_column(sa.Text, default="", server_default="")
    # The least and the most that is charged in a year.
    minimum: Mapped[Decimal | None] = mapped_column(Money)
    most: Mapped[Decimal | None] = mapped_column(Money)
    # A price in other money, with the rate and day at which it became pounds.
    currency: Mapped[str] = mapped_column(sa.String(3), default="GBP", server_default="GBP")
    currency_price: Mapped[Decimal | None] = mapped_column(Figure)
    currency_rate: Mapped[Decimal | None] = mapped_column(Figure)
    currency_rate_on: Mapped[date | None] = mapped_column(sa.Date)

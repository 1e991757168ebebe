"""What an hour of our own people costs."""

from datetime import date, datetime
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from vendor_tracker.storage.models.base import Base, Keyed, in_organisation
from vendor_tracker.storage.types import Figure, Id, Instant, Money


class StaffRate(Keyed, Base):
    """Pay of one role from a day on; never changed, only followed by a newer one."""

    __tablename__ = "staff_rate"
    __table_args__ = in_organisation(
        sa.Index(None, "organisation_id", "role_key", "valid_from"),
    )

    role: Mapped[str] = mapped_column(sa.Text)
    role_key: Mapped[str] = mapped_column(sa.Text)
    # Pounds an hour, and what is added for pension and insurance, in percent.
    pay: Mapped[Decimal] = mapped_column(Money)
    on_costs: Mapped[Decimal] = mapped_column(Figure)
    valid_from: Mapped[date] = mapped_column(sa.Date)
    source: Mapped[str] = mapped_column(sa.Text, default="")
    by: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(Instant)

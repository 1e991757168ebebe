"""Over which years the cost of a product is counted."""

from datetime import date
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from vendor_tracker.storage.models.base import Base, Keyed, in_organisation, parent
from vendor_tracker.storage.types import Figure, Id


class LifePlan(Keyed, Base):
    """The years of use of one product, and the allowance for risk on what it will cost."""

    __tablename__ = "life_plan"
    __table_args__ = in_organisation(
        parent("product"),
        sa.UniqueConstraint("organisation_id", "product_id"),
    )

    product_id: Mapped[int] = mapped_column(Id)
    starts_on: Mapped[date] = mapped_column(sa.Date)
    years: Mapped[int]
    # In percent, with the class of project it was taken from, and why.
    allowance: Mapped[Decimal | None] = mapped_column(Figure)
    allowance_class: Mapped[str] = mapped_column(sa.Text, default="")
    allowance_reason: Mapped[str] = mapped_column(sa.Text, default="")

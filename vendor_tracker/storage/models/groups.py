"""The groups of patients that a product could serve worse here."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from vendor_tracker.domain.vocabulary import GroupAttribute
from vendor_tracker.storage.models.base import Base, Keyed, in_organisation, parent
from vendor_tracker.storage.types import Code, Id


class ProductGroup(Keyed, Base):
    """One group on the list that our own team made for a product."""

    __tablename__ = "product_group"
    __table_args__ = in_organisation(
        parent("product"),
        sa.Index(None, "organisation_id", "product_id"),
    )

    product_id: Mapped[int] = mapped_column(Id)
    attribute: Mapped[GroupAttribute] = mapped_column(Code(GroupAttribute))
    scheme: Mapped[str] = mapped_column(sa.String(40), default="")
    group_code: Mapped[str] = mapped_column(sa.String(20), default="")
    # As people call it; empty: every group of this attribute.
    name: Mapped[str] = mapped_column(sa.Text, default="")
    why: Mapped[str] = mapped_column(sa.Text, default="")
    listed_by: Mapped[str] = mapped_column(sa.Text, default="")
    listed_on: Mapped[date | None] = mapped_column(sa.Date)
    # What will be done where it could not be tested, and by when.
    plan: Mapped[str] = mapped_column(sa.Text, default="")
    plan_by: Mapped[date | None] = mapped_column(sa.Date)

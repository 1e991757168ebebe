"""Versions of products."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from vendor_tracker.storage.models.base import Base, Record, in_organisation, parent
from vendor_tracker.storage.types import Id


class ProductVersion(Record, Base):
    """One release of a product."""

    __tablename__ = "product_version"
    __table_args__ = in_organisation(
        sa.UniqueConstraint("organisation_id", "number"),
        parent("product"),
        sa.UniqueConstraint("organisation_id", "product_id", "name"),
    )

    product_id: Mapped[int] = mapped_column(Id)
    name: Mapped[str] = mapped_column(sa.Text)
    released_on: Mapped[date | None] = mapped_column(sa.Date)
    changes: Mapped[str] = mapped_column(sa.Text, default="")
    in_use_from: Mapped[date | None] = mapped_column(sa.Date)
    # When safety and local performance were looked at again for it, by whom, and what was found.
    rechecked_on: Mapped[date | None] = mapped_column(sa.Date)
    rechecked_by: Mapped[str] = mapped_column(sa.Text, default="")
    recheck_note: Mapped[str] = mapped_column(sa.Text, default="")

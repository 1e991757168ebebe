"""Disclosure forms and model cards: what a supplier discloses of one version."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from vendor_tracker.domain.vocabulary import CardSource
from vendor_tracker.storage.models.base import Base, Record, in_organisation, parent
from vendor_tracker.storage.types import Code, Id


class Card(Record, Base):
    """One card of one version of a product: the disclosure form, and the parts of model cards."""

    __tablename__ = "card"
    __table_args__ = in_organisation(
        sa.UniqueConstraint("organisation_id", "number"),
        parent("product"),
        parent("product_version", "version_id"),
        parent("evidence"),
        sa.Index(None, "organisation_id", "product_id"),
    )

    product_id: Mapped[int] = mapped_column(Id)
    version_id: Mapped[int | None] = mapped_column(Id)
    source: Mapped[CardSource] = mapped_column(Code(CardSource), default=CardSource.by_hand)
    # The edition of the form it was read from, such as 0.2.
    edition: Mapped[str] = mapped_column(sa.String(20), default="")
    received_on: Mapped[date | None] = mapped_column(sa.Date)
    # Text by the code of its field, word for word; a field that is not there is blank.
    fields: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    # The file it was read from.
    evidence_id: Mapped[int | None] = mapped_column(Id)

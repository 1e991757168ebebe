"""Decisions at a product's gates, with the counts as they stood."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from vendor_tracker.domain.vocabulary import Gate, Outcome
from vendor_tracker.storage.models.base import Base, Record, in_organisation, parent
from vendor_tracker.storage.types import Code, Id


class Decision(Record, Base):
    """One planned or taken decision at one gate."""

    __tablename__ = "decision"
    __table_args__ = in_organisation(
        sa.UniqueConstraint("organisation_id", "number"),
        parent("product"),
        sa.Index(None, "organisation_id", "product_id"),
        sa.Index(None, "organisation_id", "decided_on", "planned_on"),
    )

    product_id: Mapped[int] = mapped_column(Id)
    gate: Mapped[Gate] = mapped_column(Code(Gate))
    planned_on: Mapped[date | None] = mapped_column(sa.Date)
    decided_on: Mapped[date | None] = mapped_column(sa.Date)
    outcome: Mapped[Outcome | None] = mapped_column(Code(Outcome))
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    conditions: Mapped[str] = mapped_column(sa.Text, default="")
    decided_by: Mapped[str] = mapped_column(sa.Text, default="")
    counts: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))

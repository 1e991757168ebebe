"""Claims: what a supplier says, the bars it is held against, the results behind it."""

from datetime import date
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from vendor_tracker.domain.vocabulary import ClaimKind, Direction, SetBy, Strength
from vendor_tracker.storage.models.base import (
    Base,
    Confidential,
    Keyed,
    Record,
    in_organisation,
    parent,
)
from vendor_tracker.storage.types import Code, Figure, Id


class Claim(Record, Confidential, Base):
    """One statement of a supplier, as it was made."""

    __tablename__ = "claim"
    __table_args__ = in_organisation(
        sa.UniqueConstraint("organisation_id", "number"),
        parent("supplier"),
        parent("product"),
        parent("meeting"),
        parent("product_version", "version_id"),
        sa.CheckConstraint("supplier_id IS NOT NULL OR product_id IS NOT NULL", name="has_subject"),
        sa.Index(None, "organisation_id", "product_id"),
        sa.Index(None, "organisation_id", "supplier_id"),
        sa.Index(None, "organisation_id", "meeting_id"),
    )

    supplier_id: Mapped[int | None] = mapped_column(Id)
    product_id: Mapped[int | None] = mapped_column(Id)
    meeting_id: Mapped[int | None] = mapped_column(Id)
    version_id: Mapped[int | None] = mapped_column(Id)
    kind: Mapped[ClaimKind | None] = mapped_column(Code(ClaimKind))
    statement: Mapped[str] = mapped_column(sa.Text)
    said_by: Mapped[str] = mapped_column(sa.Text, default="")
    said_where: Mapped[str] = mapped_column(sa.Text, default="")
    said_on: Mapped[date | None] = mapped_column(sa.Date)
    metric: Mapped[str] = mapped_column(sa.Text, default="")
    metric_set_by: Mapped[SetBy | None] = mapped_column(Code(SetBy))
    direction: Mapped[Direction | None] = mapped_column(Code(Direction))
    population: Mapped[str] = mapped_column(sa.Text, default="")
    groups: Mapped[str] = mapped_column(sa.Text, default="")
    groups_set_by: Mapped[SetBy | None] = mapped_column(Code(SetBy))
    form: Mapped[str] = mapped_column(sa.Text, default="")
    form_set_by: Mapped[SetBy | None] = mapped_column(Code(SetBy))
    strength: Mapped[Strength | None] = mapped_column(Code(Strength))
    relied_on: Mapped[bool] = mapped_column(default=False)


class ClaimThreshold(Keyed, Base):
    """One bar a claim is held against, and who set it."""

    __tablename__ = "claim_threshold"
    __table_args__ = in_organisation(
        parent("claim"),
        sa.Index(None, "organisation_id", "claim_id"),
    )

    claim_id: Mapped[int] = mapped_column(Id)
    set_by: Mapped[SetBy] = mapped_column(Code(SetBy))
    value: Mapped[Decimal] = mapped_column(Figure)
    set_on: Mapped[date | None] = mapped_column(sa.Date)
    source: Mapped[str] = mapped_column(sa.Text, default="")
    why: Mapped[str] = mapped_column(sa.Text, default="")
    people: Mapped[int | None]
    has_clinician: Mapped[bool] = mapped_column(default=False)


class ClaimResult(Keyed, Base):
    """One figure behind a claim, for everyone or for one group."""

    __tablename__ = "claim_result"
    __table_args__ = in_organisation(
        parent("claim"),
        sa.Index(None, "organisation_id", "claim_id"),
    )

    claim_id: Mapped[int] = mapped_column(Id)
    subgroup: Mapped[str | None] = mapped_column(sa.Text)
    n: Mapped[int | None]
    positives: Mapped[int | None]
    estimate: Mapped[Decimal | None] = mapped_column(Figure)
    low: Mapped[Decimal | None] = mapped_column(Figure)
    high: Mapped[Decimal | None] = mapped_column(Figure)
    tested_on: Mapped[date | None] = mapped_column(sa.Date)
    tested_by: Mapped[str] = mapped_column(sa.Text, default="")

"""Claims: what a supplier says, the bars it is held against, the results behind it."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from vendor_tracker.domain.vocabulary import (
    BarAbout,
    ClaimKind,
    Direction,
    GroupAttribute,
    SetBy,
    Strength,
    TestData,
    Tester,
    Verdict,
)
from vendor_tracker.storage.models.base import (
    Base,
    Confidential,
    Keyed,
    Record,
    in_organisation,
    parent,
)
from vendor_tracker.storage.types import Code, Figure, Id, Instant


class Claim(Record, Confidential, Base):
    """One statement of a supplier, as it was made."""

    __tablename__ = "claim"
    __table_args__ = in_organisation(
        sa.UniqueConstraint("organisation_id", "number"),
        parent("supplier"),
        parent("product"),
        parent("meeting"),
        parent("product_version", "version_id"),
        parent("card"),
        sa.CheckConstraint("supplier_id IS NOT NULL OR product_id IS NOT NULL", name="has_subject"),
        sa.Index(None, "organisation_id", "product_id"),
        sa.Index(None, "organisation_id", "supplier_id"),
        sa.Index(None, "organisation_id", "meeting_id"),
        sa.Index(None, "organisation_id", "card_id"),
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
    # They say that groups do not differ, by these attributes (values of GroupAttribute).
    says_no_difference: Mapped[bool] = mapped_column(default=False)
    attributes: Mapped[list[Any]] = mapped_column(sa.JSON, default=list)
    # The field of a model card that it was taken from.
    card_id: Mapped[int | None] = mapped_column(Id)
    card_field: Mapped[str] = mapped_column(sa.String(60), default="")


class ClaimThreshold(Keyed, Base):
    """One bar a claim is held against, and who set it."""

    __tablename__ = "claim_threshold"
    __table_args__ = in_organisation(
        parent("claim"),
        sa.Index(None, "organisation_id", "claim_id"),
    )

    claim_id: Mapped[int] = mapped_column(Id)
    about: Mapped[BarAbout] = mapped_column(Code(BarAbout), default=BarAbout.level)
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
    tester: Mapped[Tester | None] = mapped_column(Code(Tester))
    data: Mapped[TestData | None] = mapped_column(Code(TestData))
    # What the group was told apart by, the list of groups it comes from, and its code there.
    attribute: Mapped[GroupAttribute | None] = mapped_column(Code(GroupAttribute))
    scheme: Mapped[str] = mapped_column(sa.String(40), default="")
    group_code: Mapped[str] = mapped_column(sa.String(20), default="")
    # The other groups of its attribute are compared with this one.
    is_reference: Mapped[bool] = mapped_column(default=False)


class ClaimVerdict(Keyed, Base):
    """What a reviewer made of a claim, and of which facts; the newest one counts."""

    __tablename__ = "claim_verdict"
    __table_args__ = in_organisation(
        parent("claim"),
        sa.CheckConstraint("agreed_by IS NULL OR agreed_by <> given_by", name="second_person"),
        sa.Index(None, "organisation_id", "claim_id"),
    )

    claim_id: Mapped[int] = mapped_column(Id)
    # Empty: not assessed, said with a reason.
    verdict: Mapped[Verdict | None] = mapped_column(Code(Verdict))
    # What the arithmetic said when it was given.
    computed: Mapped[Verdict | None] = mapped_column(Code(Verdict))
    # Digest of the facts that were judged: when they move, the verdict is out of date.
    judged: Mapped[str] = mapped_column(sa.String(64))
    reason: Mapped[str] = mapped_column(sa.Text)
    given_on: Mapped[date] = mapped_column(sa.Date)
    given_by: Mapped[int] = mapped_column(Id, sa.ForeignKey("user.id"))
    # The second person, without whom a verdict looser than the arithmetic does not count.
    agreed_at: Mapped[datetime | None] = mapped_column(Instant)
    agreed_by: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("user.id"))

"""Business cases: why a product is wanted, and what it does to patients, staff and money."""

from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from vendor_tracker.domain.vocabulary import BenefitKind, CaseNeed, CriterionKind, Known, Likelihood
from vendor_tracker.storage.models.base import Base, Keyed, Record, in_organisation, parent
from vendor_tracker.storage.types import Code, Figure, Id


class BusinessCase(Record, Base):
    """The case for one product; what it costs stands in the product's cost lines."""

    __tablename__ = "business_case"
    __table_args__ = in_organisation(
        sa.UniqueConstraint("organisation_id", "number"),
        parent("product"),
        sa.Index(None, "organisation_id", "product_id"),
    )

    product_id: Mapped[int] = mapped_column(Id)
    need_kind: Mapped[CaseNeed | None] = mapped_column(Code(CaseNeed))
    need: Mapped[str] = mapped_column(sa.Text, default="")
    # Today's number, with what it counts.
    need_number: Mapped[str] = mapped_column(sa.Text, default="")
    # The local and national plans that it serves.
    strategies: Mapped[str] = mapped_column(sa.Text, default="")
    # For each 1,000 cases.
    extra_recalls: Mapped[Decimal | None] = mapped_column(Figure)
    recalls_source: Mapped[str] = mapped_column(sa.Text, default="")
    capacity_owner: Mapped[str] = mapped_column(sa.Text, default="")
    # What softens the stress of those who are called back for nothing.
    stress_plan: Mapped[str] = mapped_column(sa.Text, default="")


class _OfCase(Keyed):
    """A row of a business case."""

    case_id: Mapped[int] = mapped_column(Id)


def _of_case() -> tuple[Any, ...]:
    return in_organisation(
        parent("business_case", "case_id"), sa.Index(None, "organisation_id", "case_id")
    )


class CaseOption(_OfCase, Base):
    """One way to meet the need that was compared."""

    __tablename__ = "case_option"
    __table_args__ = _of_case()

    name: Mapped[str] = mapped_column(sa.Text)
    uses_ai: Mapped[Known] = mapped_column(Code(Known), default=Known.unknown)
    weighed: Mapped[str] = mapped_column(sa.Text, default="")


class CaseOutcome(_OfCase, Base):
    """What will be better for patients, and how that is measured."""

    __tablename__ = "case_outcome"
    __table_args__ = _of_case()

    measure: Mapped[str] = mapped_column(sa.Text)
    baseline: Mapped[Decimal | None] = mapped_column(Figure)
    target: Mapped[Decimal | None] = mapped_column(Figure)
    target_by: Mapped[date | None] = mapped_column(sa.Date)


class CaseTime(_OfCase, Base):
    """Hours a week that one role spends, now and with the product."""

    __tablename__ = "case_time"
    __table_args__ = _of_case()

    role: Mapped[str] = mapped_column(sa.Text)
    hours_now: Mapped[Decimal | None] = mapped_column(Figure)
    hours_after: Mapped[Decimal | None] = mapped_column(Figure)


class CaseWorry(_OfCase, Base):
    """What worries staff, and what they were told."""

    __tablename__ = "case_worry"
    __table_args__ = _of_case()

    who: Mapped[str] = mapped_column(sa.Text, default="")
    worry: Mapped[str] = mapped_column(sa.Text)
    answer: Mapped[str] = mapped_column(sa.Text, default="")


class CaseRisk(_OfCase, Base):
    """What may go wrong."""

    __tablename__ = "case_risk"
    __table_args__ = _of_case()

    risk: Mapped[str] = mapped_column(sa.Text)
    likelihood: Mapped[Likelihood | None] = mapped_column(Code(Likelihood))
    effect: Mapped[str] = mapped_column(sa.Text, default="")
    owner: Mapped[str] = mapped_column(sa.Text, default="")


class CaseCriterion(_OfCase, Base):
    """A result of the pilot that makes us go on or stop."""

    __tablename__ = "case_criterion"
    __table_args__ = _of_case()

    kind: Mapped[CriterionKind] = mapped_column(Code(CriterionKind))
    result: Mapped[str] = mapped_column(sa.Text)
    judged_on: Mapped[date | None] = mapped_column(sa.Date)


class CaseApproval(_OfCase, Base):
    """Who approved the case, and when."""

    __tablename__ = "case_approval"
    __table_args__ = _of_case()

    who: Mapped[str] = mapped_column(sa.Text)
    approved_on: Mapped[date | None] = mapped_column(sa.Date)


class CaseBenefit(_OfCase, Base):
    """What a benefit should have come to by a day, and what it came to."""

    __tablename__ = "case_benefit"
    __table_args__ = _of_case()

    kind: Mapped[BenefitKind] = mapped_column(Code(BenefitKind))
    name: Mapped[str] = mapped_column(sa.Text)
    unit: Mapped[str] = mapped_column(sa.Text, default="")
    due_on: Mapped[date | None] = mapped_column(sa.Date)
    planned: Mapped[Decimal | None] = mapped_column(Figure)
    actual: Mapped[Decimal | None] = mapped_column(Figure)
    # Pounds for each unit, where it can be told in money.
    worth: Mapped[Decimal | None] = mapped_column(Figure)
    source: Mapped[str] = mapped_column(sa.Text, default="")

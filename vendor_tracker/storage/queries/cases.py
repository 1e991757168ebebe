"""Business cases for their pages and forms: what each says, part by part."""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.benefits import BenefitRow, in_order
from vendor_tracker.domain.cases import (
    ApprovalRow,
    CasePart,
    CaseRow,
    CriterionRow,
    OptionRow,
    OutcomeRow,
    RiskRow,
    TimeRow,
    WorryRow,
)
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.productfacts import CaseFacts
from vendor_tracker.domain.references import Kind, number_of, reference
from vendor_tracker.domain.vocabulary import CaseNeed
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    BusinessCase,
    CaseApproval,
    CaseBenefit,
    CaseCriterion,
    CaseOption,
    CaseOutcome,
    CaseRisk,
    CaseTime,
    CaseWorry,
    Product,
)
from vendor_tracker.storage.queries.paging import AnySelect

Row = TypeVar("Row", bound=CaseRow)


@dataclass(frozen=True, slots=True)
class CaseParts:
    """The rows of a case."""

    options: tuple[OptionRow, ...] = ()
    outcomes: tuple[OutcomeRow, ...] = ()
    benefits: tuple[BenefitRow, ...] = ()
    time: tuple[TimeRow, ...] = ()
    worries: tuple[WorryRow, ...] = ()
    risks: tuple[RiskRow, ...] = ()
    criteria: tuple[CriterionRow, ...] = ()
    approvals: tuple[ApprovalRow, ...] = ()

    def of(self, part: CasePart) -> tuple[CaseRow, ...]:
        """Return the rows of one part; the need and the recalls have none."""
        rows: tuple[CaseRow, ...] = getattr(self, part.value, ())
        return rows


@dataclass(frozen=True, slots=True)
class CaseDetail:
    """One business case."""

    reference: str
    version: int
    product: str
    need_kind: CaseNeed | None
    need: str
    need_number: str
    strategies: str
    extra_recalls: Decimal | None
    recalls_source: str
    capacity_owner: str
    stress_plan: str
    parts: CaseParts
    archived_at: datetime | None
    archived_reason: str | None

    @property
    def is_archived(self) -> bool:
        """Tell whether it was put away."""
        return self.archived_at is not None

    @property
    def facts(self) -> CaseFacts:
        """Return what rules read of it."""
        return CaseFacts(
            self.reference,
            bool(self.strategies),
            self.extra_recalls,
            self.capacity_owner,
            any(row.is_whole for row in self.parts.outcomes),
            bool(self.parts.time),
            bool(self.parts.risks),
            tuple(row.facts for row in self.parts.benefits),
        )


def get_case(actor: Actor, ref: str) -> CaseDetail:
    """Return one case, archived or not; raise NotFound when there is none."""
    row = _first(actor, BusinessCase.number == number_of(Kind.CASE, ref))
    if row is None:
        raise NotFound(ref)
    return _detail(row)


def find_product_case(actor: Actor, product: str) -> CaseDetail | None:
    """Return the case of a product that is not put away, if it has one."""
    number = number_of(Kind.PRODUCT, product)
    row = _first(actor, Product.number == number, BusinessCase.archived_at.is_(None))
    return None if row is None else _detail(row)


def list_product_benefits(actor: Actor, product: str) -> tuple[BenefitRow, ...]:
    """Return the benefits of the case of a product, none without a case."""
    found = session().scalars(
        sa.select(CaseBenefit)
        .join(BusinessCase, BusinessCase.id == CaseBenefit.case_id)
        .join(Product, Product.id == BusinessCase.product_id)
        .where(
            CaseBenefit.organisation_id == actor.organisation_id,
            BusinessCase.archived_at.is_(None),
            Product.number == number_of(Kind.PRODUCT, product),
        )
        .order_by(CaseBenefit.id)
    )
    return in_order(_filled(row, BenefitRow) for row in found)


def unmeasured_of(actor: Actor, product_id: int, on: date) -> AnySelect:
    """Ask for the case of a product and how many of its benefits wait for a figure: one row."""
    return (
        sa.select(
            sa.func.max(BusinessCase.number).label("case_number"),
            sa.func.count().label("unmeasured"),
        )
        .join(CaseBenefit, CaseBenefit.case_id == BusinessCase.id)
        .where(
            BusinessCase.organisation_id == actor.organisation_id,
            BusinessCase.product_id == product_id,
            BusinessCase.archived_at.is_(None),
            CaseBenefit.due_on < on,
            CaseBenefit.planned.is_not(None),
            CaseBenefit.actual.is_(None),
        )
    )


def _first(actor: Actor, *where: Any) -> Any:
    return session().execute(
        sa.select(BusinessCase, Product.number.label("product"))
        .join(Product, Product.id == BusinessCase.product_id)
        .where(BusinessCase.organisation_id == actor.organisation_id, *where)
        .limit(1)
    ).one_or_none()  # fmt: skip


def _detail(row: Any) -> CaseDetail:
    case = row.BusinessCase
    parts = CaseParts(
        _rows(case, CaseOption, OptionRow),
        _rows(case, CaseOutcome, OutcomeRow),
        in_order(_rows(case, CaseBenefit, BenefitRow)),
        _rows(case, CaseTime, TimeRow),
        _rows(case, CaseWorry, WorryRow),
        _rows(case, CaseRisk, RiskRow),
        _rows(case, CaseCriterion, CriterionRow),
        _rows(case, CaseApproval, ApprovalRow),
    )
    return CaseDetail(
        reference(Kind.CASE, case.number), case.version, reference(Kind.PRODUCT, row.product),
        case.need_kind, case.need, case.need_number, case.strategies, case.extra_recalls,
        case.recalls_source, case.capacity_owner, case.stress_plan, parts, case.archived_at,
        case.archived_reason,
    )  # fmt: skip


def _rows(case: BusinessCase, model: Any, make: type[Row]) -> tuple[Row, ...]:
    found: Iterable[Any] = session().scalars(
        sa.select(model)
        .where(model.organisation_id == case.organisation_id, model.case_id == case.id)
        .order_by(model.id)
    )
    return tuple(_filled(row, make) for row in found)


def _filled(row: Any, make: type[Row]) -> Row:
    names = [field.name for field in dataclasses.fields(make)]
    return make(**{name: getattr(row, name) for name in names})

"""Write, change, put away and bring back the business cases of products."""

import dataclasses
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.benefits import Measured
from vendor_tracker.domain.cases import CasePart, CaseRow, check_recalls, check_rows
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.vocabulary import CaseNeed
from vendor_tracker.services import children, records
from vendor_tracker.services.transaction import touch_alone, transactional
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
from vendor_tracker.storage.queries.cases import get_case

_TABLES: dict[CasePart, type[Any]] = {
    CasePart.options: CaseOption,
    CasePart.outcomes: CaseOutcome,
    CasePart.benefits: CaseBenefit,
    CasePart.time: CaseTime,
    CasePart.worries: CaseWorry,
    CasePart.risks: CaseRisk,
    CasePart.criteria: CaseCriterion,
    CasePart.approvals: CaseApproval,
}


@transactional
def add_case(
    actor: Actor,
    product: str,
    *,
    need_kind: CaseNeed | None = None,
    need: str = "",
    need_number: str = "",
    strategies: str = "",
) -> str:
    """Begin the case of a product with the need; return its reference."""
    actor.must(Permission.LOG)
    product_id = records.find_id(actor, Kind.PRODUCT, product)
    _lock(actor, product_id)
    _refuse_second(actor, product_id)
    _check_need(need)
    row = records.add(
        actor, Kind.CASE, BusinessCase, product_id=product_id, need_kind=need_kind,
        need=need.strip(), need_number=need_number.strip(), strategies=strategies.strip(),
    )  # fmt: skip
    touch_alone(actor, products=[row.product_id])
    return reference(Kind.CASE, row.number)


@transactional
def save_need(
    actor: Actor,
    ref: str,
    *,
    version: int | None,
    need_kind: CaseNeed | None,
    need: str,
    need_number: str,
    strategies: str,
) -> None:
    """Save what a product is wanted for; Conflict if the case moved on."""
    _check_need(need)
    _save(
        actor, ref, version, need_kind=need_kind, need=need.strip(),
        need_number=need_number.strip(), strategies=strategies.strip(),
    )  # fmt: skip


@transactional
def save_recalls(
    actor: Actor,
    ref: str,
    *,
    version: int | None,
    extra_recalls: Decimal | None,
    recalls_source: str,
    capacity_owner: str,
    stress_plan: str,
) -> None:
    """Save how many more patients are called back, and who takes them on."""
    check_recalls(extra_recalls, recalls_source)
    _save(
        actor, ref, version, extra_recalls=extra_recalls, recalls_source=recalls_source.strip(),
        capacity_owner=capacity_owner.strip(), stress_plan=stress_plan.strip(),
    )  # fmt: skip


@transactional
def save_rows(
    actor: Actor, ref: str, part: CasePart, *, version: int | None, rows: Sequence[CaseRow]
) -> None:
    """Make these the rows of one part of a case, read at this version."""
    row = _find_live(actor, ref)
    records.must_be(Kind.CASE, row, version)
    _replace(actor, row, part, rows)


@transactional
def measure_benefits(
    actor: Actor, ref: str, *, version: int | None, measured: Sequence[Measured]
) -> None:
    """Enter what some benefits came to, each at its place in the case read at this version."""
    row = _find_live(actor, ref)
    records.must_be(Kind.CASE, row, version)
    rows = list(get_case(actor, ref).parts.benefits)
    for one in measured:
        if not 0 <= one.place < len(rows):
            raise Refused("This benefit is not in the case any more. Open the case again.")
        told = rows[one.place]
        source = one.source.strip() or told.source
        rows[one.place] = dataclasses.replace(told, actual=one.actual, source=source)
    _replace(actor, row, CasePart.benefits, rows)


@transactional
def archive_case(actor: Actor, ref: str, *, version: int | None, reason: str) -> None:
    """Put a case away with a reason, so that another can be written."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.CASE, BusinessCase, ref)
    records.archive(actor, Kind.CASE, row, version=version, reason=reason)
    touch_alone(actor, products=[row.product_id])


@transactional
def restore_case(actor: Actor, ref: str, *, version: int | None) -> None:
    """Bring a case back, unless the product has another one by now."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.CASE, BusinessCase, ref)
    _lock(actor, row.product_id)
    _refuse_second(actor, row.product_id)
    records.restore(actor, Kind.CASE, row, version=version)
    touch_alone(actor, products=[row.product_id])


def _save(actor: Actor, ref: str, version: int | None, /, **fields: Any) -> None:
    row = _find_live(actor, ref)
    if records.change(actor, Kind.CASE, row, version=version, **fields):
        touch_alone(actor, products=[row.product_id])


def _replace(actor: Actor, row: BusinessCase, part: CasePart, rows: Sequence[CaseRow]) -> None:
    check_rows(part, rows, clock.today())
    wanted = [dataclasses.asdict(one) for one in rows]
    if children.replace(_TABLES[part], row, "case_id", wanted):
        records.stamp(actor, Kind.CASE, row, "change")
        touch_alone(actor, products=[row.product_id])


def _find_live(actor: Actor, ref: str) -> BusinessCase:
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.CASE, BusinessCase, ref)
    if row.archived_at is not None:
        raise Refused(f"{ref} is put away. Bring it back first.")
    return row


def _check_need(need: str) -> None:
    if not need.strip():
        raise Refused("Say in one sentence what it is wanted for.", field="need")


def _refuse_second(actor: Actor, product_id: int | None) -> None:
    """Refuse another case where there is one; the words name it."""
    number = session().scalar(
        sa.select(BusinessCase.number)
        .where(
            BusinessCase.organisation_id == actor.organisation_id,
            BusinessCase.product_id == product_id,
            BusinessCase.archived_at.is_(None),
        )
        .limit(1)
    )
    if number is not None:
        ref = reference(Kind.CASE, number)
        raise Refused(f"This product has a case already: {ref}. Open that one, and change it.")


def _lock(actor: Actor, product_id: int | None) -> None:
    """Let two people who begin a case at the same moment wait for one another."""
    session().execute(
        sa.select(Product.id)
        .where(Product.organisation_id == actor.organisation_id, Product.id == product_id)
        .with_for_update(key_share=True)
    )

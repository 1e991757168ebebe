"""Everything that is worked out about a subject in one go: gaps, standing, next step."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from vendor_tracker.domain.assessing import gate_items, next_items, reading_days
from vendor_tracker.domain.clocks import version_days
from vendor_tracker.domain.costs import award_of, change_days, summarise
from vendor_tracker.domain.dossier import (
    Dossier,
    ProductDossier,
    SupplierDossier,
)
from vendor_tracker.domain.facts import (
    PromiseFacts,
)
from vendor_tracker.domain.gaps import Gap, GapRule, Voided, find_gaps, find_voided, heard_rules
from vendor_tracker.domain.gates import position
from vendor_tracker.domain.making import quickly
from vendor_tracker.domain.nextstep import product_step
from vendor_tracker.domain.readiness import ProductStanding, SupplierStanding
from vendor_tracker.domain.rules import ALL_RULES
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.steps import NextStep, is_late
from vendor_tracker.domain.supplierstep import coming_notice, supplier_step
from vendor_tracker.domain.vocabulary import Severity
from vendor_tracker.domain.workingdays import ONE_DAY


@dataclass(frozen=True, slots=True)
class ProductCheck:
    """What was worked out about a product, and when to look again."""

    gaps: tuple[Gap, ...]
    standing: ProductStanding
    next_step: NextStep | None
    recheck_on: date | None
    voided: Voided = ()


_CHECK, _STANDING = quickly(ProductCheck), quickly(ProductStanding)


@dataclass(frozen=True, slots=True)
class SupplierCheck:
    """What was worked out about a supplier, and when to look again."""

    gaps: tuple[Gap, ...]
    standing: SupplierStanding
    next_step: NextStep | None
    recheck_on: date | None
    voided: Voided = ()


def check_product(
    product: ProductDossier, on: date, limits: Limits, rules: Iterable[GapRule] = ALL_RULES
) -> ProductCheck:
    """Work out everything that is kept about a product."""
    gaps, again = find_gaps(product, on, rules, limits)
    days = [
        *change_days(product.costs, limits),
        *_promise_days(product.promises),
        *_evidence_days(product, limits),
        *_item_days(product, on),
        *product.waiting.values(),
    ]
    return _CHECK(
        gaps=gaps,
        standing=_product_standing(product, gaps, on, limits),
        next_step=product_step(product, _heard(gaps, product, on), on, limits),
        recheck_on=_next(again, days, on),
        voided=_voided(product, gaps, on, rules),
    )


def check_supplier(
    supplier: SupplierDossier, on: date, limits: Limits, rules: Iterable[GapRule] = ALL_RULES
) -> SupplierCheck:
    """Work out everything that is kept about a supplier."""
    gaps, again = find_gaps(supplier, on, rules, limits)
    days = [
        *_promise_days(supplier.promises),
        *_notice_days(supplier, limits),
        *(meeting.held_on for meeting in supplier.meetings),
        *supplier.waiting.values(),
    ]
    return SupplierCheck(
        gaps=gaps,
        standing=_supplier_standing(supplier, gaps, on),
        next_step=supplier_step(supplier, _heard(gaps, supplier, on), on, limits),
        recheck_on=_next(again, days, on),
        voided=_voided(supplier, gaps, on, rules),
    )


def _product_standing(
    product: ProductDossier, gaps: tuple[Gap, ...], on: date, limits: Limits
) -> ProductStanding:
    place, counts = position(product.stage, product.decisions), _counts(gaps)
    items = next_items(product, on)
    records = (
        product.claims,
        product.costs,
        product.evidence,
        product.questions,
        product.promises,
    )
    return _STANDING(
        stage=product.stage,
        next_gate=place.next_gate,
        planned_on=place.planned_on,
        critical=counts[Severity.critical],
        major=counts[Severity.major],
        minor=counts[Severity.minor],
        known_at_start=_known(gaps),
        waived=sum(bool(gap.waived_by) for gap in gaps),
        catch_up_on=product.catch_up_on if product.in_catch_up(on) else None,
        last_met_on=product.last_met_on,
        costs=summarise(product.costs, award_of(product), on, limits),
        records=sum(map(len, records)),
        award_passed=place.award_passed,
        award_on=place.award_on,
        stopped_by=place.stopped_by,
        items_asked=0 if items is None else items.asked,
        items_met=items.met if items is not None and product.answers else 0,
    )


def _supplier_standing(
    supplier: SupplierDossier, gaps: tuple[Gap, ...], on: date
) -> SupplierStanding:
    counts = _counts(gaps)
    asked = (q.asked_on for q in supplier.questions if q.answered_on is None)
    notice = coming_notice(supplier, on)
    return SupplierStanding(
        products=len(supplier.products),
        critical=counts[Severity.critical],
        major=counts[Severity.major],
        minor=counts[Severity.minor],
        known_at_start=_known(gaps),
        waived=sum(bool(gap.waived_by) for gap in gaps),
        promises_late=sum(1 for promise in supplier.promises if is_late(promise, on)),
        oldest_question_on=min((day for day in asked if day is not None), default=None),
        notice_by=None if notice is None else notice.notice_by,
        last_met_on=supplier.last_met_on(on),
    )


def _voided(dossier: Dossier, gaps: tuple[Gap, ...], on: date, rules: Iterable[GapRule]) -> Voided:
    if not dossier.waivers:
        return ()
    return find_voided(dossier.waivers, gaps, on, heard_rules(dossier, rules))


def _heard(gaps: tuple[Gap, ...], dossier: Dossier, on: date) -> tuple[Gap, ...]:
    """Leave out what is waived or waits for the supplier: nobody has to act on it today."""
    if not (dossier.waivers or dossier.waiting):
        return gaps
    waiting = {gap for gap, until in dossier.waiting.items() if until > on}
    return tuple(
        gap for gap in gaps if not gap.waived_by and (gap.rule_code, gap.key) not in waiting
    )


def _known(gaps: Iterable[Gap]) -> int:
    return sum(gap.known_at_start for gap in gaps if not gap.waived_by)


def _counts(gaps: Iterable[Gap]) -> dict[Severity, int]:
    counts = {Severity.critical: 0, Severity.major: 0, Severity.minor: 0}
    for gap in gaps:
        # What was there when a product arrived, or is waived, is counted apart.
        counts[gap.severity] += gap.counts
    return counts


def _promise_days(promises: Iterable[PromiseFacts]) -> list[date]:
    return [p.due_on + ONE_DAY for p in promises if p.due_on is not None and p.done_on is None]


def _evidence_days(product: ProductDossier, limits: Limits) -> list[date]:
    if not product.evidence:
        return []
    ends = [evidence.expires_on for evidence in product.evidence if evidence.expires_on]
    soon = timedelta(days=limits.evidence_soon_days)
    return [day for end in ends for day in (end - soon, end + ONE_DAY)]


def _item_days(product: ProductDossier, on: date) -> list[date]:
    """Return the coming days on which another number of items may be met."""
    if not product.answers:
        return []
    readings = (reading for items in gate_items(product, on) for reading in items.readings)
    return [*reading_days(readings, on), *version_days(product.versions, on)]


def _notice_days(supplier: SupplierDossier, limits: Limits) -> list[date]:
    ends = [contract.notice_by for contract in supplier.contracts if contract.notice_by]
    soon = timedelta(days=limits.days_before_award)
    return [day for end in ends for day in (end - soon, end + ONE_DAY)]


def _next(again: date | None, days: Iterable[date], on: date) -> date | None:
    coming = [day for day in days if day > on]
    return min((day for day in (again, *coming) if day is not None), default=None)

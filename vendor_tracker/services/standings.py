"""The derived values that are stored of a product or a supplier, from what was worked out."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from vendor_tracker.domain.checking import ProductCheck, SupplierCheck
from vendor_tracker.domain.costsummaries import CostSummary
from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.heard import SupplierGap, with_supplier_gaps
from vendor_tracker.domain.lifesummaries import life_summary
from vendor_tracker.domain.readiness import ProductStanding, SupplierStanding
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.steps import NextStep, rank
from vendor_tracker.domain.wholelife import Amounts
from vendor_tracker.storage.statuses import Values
from vendor_tracker.storage.steps import step_as_json

# What is stored of the whole life of a product without costs, or put away.
NO_LIFE: Values = {
    "life_years": None,
    "life_cash": None,
    "life_real": None,
    "life_present": None,
    "life_quoted": None,
    "life_hidden": None,
    "life_unknown": 0,
    "life_rates": "",
    "life_on": None,
}


def values_of_product(check: ProductCheck, heard: Iterable[SupplierGap], on: date) -> Values:
    """Return what is stored of a product; its counters include its suppliers' gaps."""
    standing = with_supplier_gaps(check.standing, heard)
    return {
        **_counts(standing),
        **_step(check.next_step),
        **_costs(standing.costs),
        "checked_on": on,
        "recheck_on": check.recheck_on,
        "last_met_on": standing.last_met_on,
        "next_gate": standing.next_gate,
        "planned_on": standing.planned_on,
        "catch_up": standing.catch_up_on is not None,
        "stopped": bool(standing.stopped_by),
        "items_asked": standing.items_asked,
        "items_met": standing.items_met,
    }


def values_of_supplier(check: SupplierCheck, on: date) -> Values:
    """Return what is stored of a supplier."""
    standing = check.standing
    return {
        **_counts(standing),
        **_step(check.next_step),
        "checked_on": on,
        "recheck_on": check.recheck_on,
        "last_met_on": standing.last_met_on,
        "products": standing.products,
        "promises_late": standing.promises_late,
        "oldest_question_on": standing.oldest_question_on,
        "notice_by": standing.notice_by,
    }


def nothing_of_product(on: date) -> Values:
    """Return what is stored of a product that was put away."""
    return values_of_product(ProductCheck((), ProductStanding(), None, None), (), on)


def nothing_of_supplier(on: date) -> Values:
    """Return what is stored of a supplier that was put away."""
    return values_of_supplier(SupplierCheck((), SupplierStanding(), None, None), on)


def life_of_product(product: ProductDossier, on: date, limits: Limits) -> Values:
    """Return what is stored of the whole life of a product; it is looked at daily from then on."""
    if not product.costs:
        return NO_LIFE
    found = life_summary(product, on, limits)
    if found is None:
        return NO_LIFE | {"life_on": on}
    total: Amounts | None = found.total
    return {
        "life_years": found.years,
        "life_cash": total.cash if total else None,
        "life_real": total.real if total else None,
        "life_present": total.present if total else None,
        "life_quoted": found.quoted if total else None,
        "life_hidden": found.hidden if total else None,
        "life_unknown": found.unknown,
        "life_rates": found.rates,
        "life_on": on,
    }


def _counts(standing: ProductStanding | SupplierStanding) -> Values:
    return {
        "critical": standing.critical,
        "major": standing.major,
        "minor": standing.minor,
        "known_at_start": standing.known_at_start,
        "waived": standing.waived,
    }


def _step(step: NextStep | None) -> Values:
    return {"next_step": step_as_json(step), "next_step_rank": rank(step)}


def _costs(costs: CostSummary) -> Values:
    # Nothing known is stored as nothing: a nought would read as "free". A yearly or one-off sum
    # of nought is stored only when every line of that kind says nil.
    is_known = costs.lines > costs.unknown

    def known(amount: Decimal) -> Any:
        return amount if is_known else None

    return {
        "cost_lines": costs.lines,
        "costs_unknown": costs.unknown,
        "hidden_unknown": costs.hidden_unknown,
        "cost_year": costs.year if costs.year_known else None,
        "cost_one_off": costs.one_off if costs.one_off_known else None,
        "hidden_year": known(costs.hidden_year),
        "hidden_one_off": known(costs.hidden_one_off),
    }

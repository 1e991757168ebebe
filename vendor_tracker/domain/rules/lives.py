"""A rule about the whole life of a product: how much of its cost was hidden."""

from datetime import date

from vendor_tracker.domain.costs import amount, award_of, is_hidden
from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.facts import CostFacts
from vendor_tracker.domain.gaps import Action, Answers, Finding, Recheck, Remedy, fact, gap_rule
from vendor_tracker.domain.lifelines import told_of
from vendor_tracker.domain.lifesummaries import LifeSummary, life_change_days, life_summary
from vendor_tracker.domain.lifewords import percent, whole_pounds
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import Discipline, Gate, Severity
from vendor_tracker.domain.wording import count


@gap_rule(
    code="F34",
    version=1,
    title="Much of the whole-life cost was hidden",
    source="SEED-11, GB",
    gate=Gate.award,
    severities=(Severity.critical,),
    uses=("hidden_share", "life_years", "price_rise"),
    discipline=Discipline.finance,
    why=(
        "Of what the product is known to cost over its whole life, more than we allow came from "
        "costs that the supplier could have told us of in time, and did not."
    ),
    matters=(
        "The case was decided on a much lower cost, so what was decided may no longer hold. Work "
        "it out again with what is known now, and decide again."
    ),
)
def mostly_hidden(product: ProductDossier, on: date, limits: Limits) -> Answers:
    """Find a product of which too great a part of the whole-life cost was hidden."""
    hidden = _hidden(product, on, limits)
    if not hidden:
        return
    yield from (Recheck(day) for day in life_change_days(told_of(product), on))
    summary = life_summary(product, on, limits)
    share = None if summary is None else summary.hidden_percent
    if summary is None or share is None or share <= limits.hidden_share:
        return
    told = _told(summary)
    yield Finding(
        key=product.reference,
        severity=Severity.critical,
        facts=(
            fact(product.reference, "hidden_cost", told),
            *(fact(line.reference, "unit_price", line.unit_price) for line in hidden),
        ),
        says=f"{percent(share)} of the known whole-life cost was hidden: {told}.",
        remedies=(
            Remedy("Work out the business case again", Action.open_case, product.reference),
            Remedy("Ask the supplier to bear it", Action.ask, hidden[0].reference),
        ),
    )


def _hidden(product: ProductDossier, on: date, limits: Limits) -> list[CostFacts]:
    """Return the hidden lines that have a figure; most products have none."""
    if not product.costs:
        return []
    award = award_of(product)
    return [line for line in product.costs if is_hidden(line, award, on, limits) and amount(line)]


def _told(summary: LifeSummary) -> str:
    known = whole_pounds(summary.total.real) if summary.total is not None else ""
    years = count(summary.years, "year")
    return f"{whole_pounds(summary.hidden)} of {known} over {years}, in prices of year 1"


RULES = (mostly_hidden,)

"""Rules about the whole ledger of a product: lines without an answer, kinds, and VAT."""

import re
from datetime import date

from vendor_tracker.domain import vat
from vendor_tracker.domain.costs import (
    amount,
    borne_by_us,
    has_ended,
    name_of,
)
from vendor_tracker.domain.dossier import (
    ProductDossier,
)
from vendor_tracker.domain.facts import (
    CostFacts,
)
from vendor_tracker.domain.gaps import (
    Action,
    Answers,
    Fact,
    Finding,
    Recheck,
    Remedy,
    fact,
    gap_rule,
)
from vendor_tracker.domain.rules.moments import award_moment
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import (
    CostCategory,
    Discipline,
    Gate,
    Severity,
    VatRecoverable,
)
from vendor_tracker.domain.wording import count, listed
from vendor_tracker.domain.workingdays import ONE_DAY

# Prices are without VAT, so that such words say that it stands in one of them.
_VAT_INSIDE = re.compile(r"\b(?:inc(?:l|luding|lusive of|\.)?|with)\.? VAT\b", re.IGNORECASE)
_KINDS_NAMED = 3


@gap_rule(
    code="F35",
    version=2,
    title="Cost lines have no figure",
    source="SEED-10, SEED-11",
    gate=Gate.award,
    uses=("unanswered_costs", "days_before_award"),
    discipline=Discipline.finance,
    why=(
        "More lines than we allow have neither a figure nor a written nil; once the award is "
        "near, kinds of cost that nobody asked about count as well."
    ),
    matters="Blank lines are where costs hide. Until they are filled, every total is “at least”.",
)
def unanswered_costs(product: ProductDossier, on: date, limits: Limits) -> Answers:
    """Find a product with more cost lines without an answer than we allow."""
    # The same lines as those that every total leaves out: a price without a quantity is none.
    blank = [
        line
        for line in product.costs
        if borne_by_us(line) and amount(line) is None and not has_ended(line, on)
    ]
    yield from (Recheck(line.ends_on + ONE_DAY) for line in blank if line.ends_on)
    never: tuple[CostCategory, ...] = ()
    # A ledger that nobody began is the business of the rules on watching and errors.
    if product.costs:
        moment = award_moment(product, on, limits)
        yield from moment.days()
        never = _never_asked(product) if moment.is_near else ()
    if len(blank) + len(never) <= limits.unanswered_costs:
        return
    yield Finding(
        key=product.reference,
        severity=Severity.major,
        facts=(
            *(fact(line.reference, _lacks(line), None) for line in blank),
            *(fact(product.reference, f"cost of {kind.value}", None) for kind in never),
        ),
        says=" ".join(_unanswered_words(blank, never)),
        remedies=_remedies(product, blank, never),
    )


@gap_rule(
    code="F36",
    version=2,
    title="Nobody has said whether VAT comes back",
    source="VAT",
    gate=Gate.award,
    severities=(Severity.minor,),
    uses=("days_before_award",),
    discipline=Discipline.finance,
    why=(
        "The award is near or passed, and finance has not said of lines with a figure whether "
        "their VAT comes back; or the words of a line say that VAT stands in its price."
    ),
    matters=(
        "VAT adds a fifth, and comes back for some lines only. The economic total leaves VAT "
        "out, and what is paid in the end takes in what does not come back: both are wrong "
        "until each line is settled."
    ),
)
def vat_not_settled(product: ProductDossier, on: date, limits: Limits) -> Answers:
    """Find lines whose VAT nobody has settled: one finding for the product, which lists them."""
    if not product.costs:
        return
    moment = award_moment(product, on, limits)
    yield from moment.days()
    if not moment.is_near:
        return
    paid = [line for line in product.costs if _is_paid(line, on)]
    yield from (Recheck(line.ends_on + ONE_DAY) for line in paid if line.ends_on)
    inside = [line for line in paid if _VAT_INSIDE.search(line.description)]
    unclear = [line for line in paid if line not in inside and _is_open(line)]
    if not inside and not unclear:
        return
    first = (inside or unclear)[0]
    yield Finding(
        key=product.reference,
        severity=Severity.minor,
        facts=tuple(entry for line in (*inside, *unclear) for entry in _vat_facts(line)),
        says=" ".join(_vat_words(inside, unclear)),
        remedies=(
            Remedy(
                "Ask finance, and note its answer and the heading", Action.edit, first.reference
            ),
        ),
    )


def _never_asked(product: ProductDossier) -> tuple[CostCategory, ...]:
    """Return the kinds of cost of which nobody has a line, not even one of its supplier."""
    asked = {line.category for line in (*product.costs, *product.shared_costs)}
    return tuple(kind for kind in CostCategory if kind not in asked)


def _unanswered_words(blank: list[CostFacts], never: tuple[CostCategory, ...]) -> list[str]:
    words = []
    if blank:
        names = listed([name_of(line) for line in blank])
        words.append(f"{count(len(blank), 'cost line has', 'cost lines have')} no figure: {names}.")
    if never:
        kinds = [kind.label.lower() for kind in never[:_KINDS_NAMED]]
        more = len(never) - len(kinds)
        named = listed([*kinds, f"{more} more"] if more else kinds)
        asked = count(len(never), "kind of cost was", "kinds of cost were")
        words.append(f"{asked} never asked about: {named}.")
    return words


def _remedies(
    product: ProductDossier, blank: list[CostFacts], never: tuple[CostCategory, ...]
) -> tuple[Remedy, ...]:
    found = []
    if blank:
        first, lacks_price = blank[0].reference, blank[0].unit_price is None
        if lacks_price:
            found.append(Remedy("Ask the supplier for the figures", Action.ask, first))
        words = "Enter a figure or a nil" if lacks_price else "Enter the quantity"
        found.append(Remedy(words, Action.edit, first))
    else:
        kind = never[0]
        words = f"Enter it, or why there is none: {kind.label.lower()}"
        if kind.supplier_discloses:
            ask = f"Ask the supplier: {kind.question}"
            found.append(Remedy(ask, Action.ask, product.reference, kind.value))
        found.append(Remedy(words, Action.add_cost, product.reference, kind.value))
    return tuple(found)


def _is_paid(line: CostFacts, on: date) -> bool:
    return borne_by_us(line) and bool(amount(line)) and not has_ended(line, on)


def _is_open(line: CostFacts) -> bool:
    return vat.is_open(line.vat_rate, line.vat_recoverable)


def _vat_facts(line: CostFacts) -> tuple[Fact, ...]:
    return (
        fact(line.reference, "vat_recoverable", line.vat_recoverable),
        fact(line.reference, "vat_rate", line.vat_rate),
        fact(line.reference, "description", line.description),
    )


def _vat_words(inside: list[CostFacts], unclear: list[CostFacts]) -> list[str]:
    words = []
    if inside:
        names = listed([f"{name_of(line)} ({line.reference})" for line in inside])
        words.append(f"VAT stands in the price, so the economic total is too high: {names}.")
    says = (
        ("Finance has not said whether VAT comes back for", VatRecoverable.unclear),
        ("VAT does not come back, and nobody has noted its rate, for", VatRecoverable.no),
    )
    for said, answer in says:
        found = [line.reference for line in unclear if line.vat_recoverable is answer]
        if found:
            words.append(f"{said} {count(len(found), 'cost line')}: {listed(found)}.")
    return words


def _lacks(line: CostFacts) -> str:
    return "unit_price" if line.unit_price is None else "quantity"


RULES = (unanswered_costs, vat_not_settled)

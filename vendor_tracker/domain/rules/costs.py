"""Rules about costs that nobody asked about, nobody answered, or somebody found late."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from vendor_tracker.domain.costs import (
    Award,
    amount,
    award_of,
    borne_by_us,
    change_days,
    has_ended,
    is_answered,
    is_hidden,
    is_overdue,
    name_of,
    status,
)
from vendor_tracker.domain.costwords import total_words
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
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import (
    Charge,
    CostCategory,
    CostStatus,
    Discipline,
    Gate,
    Severity,
)
from vendor_tracker.domain.wording import count, day, listed
from vendor_tracker.domain.workingdays import ONE_DAY

_FOUND = {
    CostStatus.late: "disclosed late",
    CostStatus.found_by_us: "found by us",
    CostStatus.nil_contradicted: "said to be nil before",
}
_ASKED_WITHOUT_ANSWER = "asked on {}, no answer yet"


@gap_rule(
    code="F31",
    version=2,
    title="Nobody knows what watching the product costs",
    source="SEED-11",
    gate=Gate.award,
    severities=(Severity.critical, Severity.major),
    uses=("days_before_award", "question_working_days"),
    discipline=Discipline.finance,
    why="No cost line says who watches how well the product works, and who pays for that.",
    matters=(
        "AI can get worse without anybody noticing. Somebody has to watch it every month, and "
        "that is one of the two costs that buyers most often discover too late."
    ),
)
def monitoring_cost_unknown(product: ProductDossier, on: date, limits: Limits) -> Answers:
    """Find a product whose monitoring cost is not known."""
    yield from _cost_unknown(product, CostCategory.K11, on, limits)


@gap_rule(
    code="F32",
    version=2,
    title="Nobody knows what handling errors costs",
    source="SEED-11",
    gate=Gate.award,
    severities=(Severity.critical, Severity.major),
    uses=("days_before_award", "question_working_days"),
    discipline=Discipline.finance,
    why="No cost line says who handles and reports wrong results, and who pays for that.",
    matters=(
        "Every wrong result has to be noticed, sorted, investigated and reported. That takes "
        "people's time, and it is rarely in the quote."
    ),
)
def error_cost_unknown(product: ProductDossier, on: date, limits: Limits) -> Answers:
    """Find a product whose cost of handling errors is not known."""
    yield from _cost_unknown(product, CostCategory.K12, on, limits)


@gap_rule(
    code="F33",
    version=2,
    title="Costs came to light late",
    source="SEED-11",
    gate=Gate.award,
    discipline=Discipline.finance,
    why=(
        "The supplier could have told us of these costs in time, and we learned of them later "
        "or found them ourselves."
    ),
    matters=(
        "The case was decided on a lower figure. The supplier may have an explanation: ask, and "
        "raise it at the next review."
    ),
)
def hidden_costs(product: ProductDossier, on: date, limits: Limits) -> Answers:
    """Find lines that were hidden: one finding for the product, which lists them."""
    award = award_of(product)
    # A line that still waits has come to light nowhere: the rule on blank lines has it.
    hidden = [
        line
        for line in product.costs
        if line.unit_price is not None and is_hidden(line, award, on, limits)
    ]
    if not hidden:
        return
    words = [f"{name_of(line)} ({line.reference}, {_how(line, award)})" for line in hidden]
    lines = count(len(hidden), "cost line was hidden", "cost lines were hidden")
    yield Finding(
        key=product.reference,
        severity=Severity.major,
        facts=tuple(entry for line in hidden for entry in _line_facts(line, award)),
        says=f"{lines}: {listed(words)}. {_sum_words(hidden)}",
        remedies=(
            Remedy("Ask the supplier how it came about", Action.ask, hidden[0].reference),
            Remedy("Agree in writing that the supplier pays", Action.edit, hidden[0].reference),
        ),
    )


def _cost_unknown(
    product: ProductDossier, category: CostCategory, on: date, limits: Limits
) -> Answers:
    lines = [line for line in (*product.costs, *product.shared_costs) if line.category == category]
    # A price without a number of them tells no cost, and a line that has ended tells none today.
    answers = [line for line in lines if is_answered(line) and not _lacks_number(line)]
    if any(not has_ended(line, on) for line in answers):
        yield from (Recheck(line.ends_on + ONE_DAY) for line in answers if line.ends_on)
        return
    award = award_of(product)
    near = _near(award, limits)
    if near is not None and on < near:
        yield Recheck(near)
    if lines:
        yield from _overdue_days(lines, on, limits)
    is_near = award.is_passed or (near is not None and on >= near)
    # Silent while nobody has begun to ask about money: a fresh list is no failing.
    if product.costs or lines or is_near:
        is_late = bool(lines) and any(is_overdue(line, on, limits) for line in lines)
        severity = Severity.critical if is_near or is_late else Severity.major
        yield _unknown(product, category, lines, severity)


def _unknown(
    product: ProductDossier, category: CostCategory, lines: list[CostFacts], severity: Severity
) -> Finding:
    about = lines[0].reference if lines else product.reference
    state = _state(lines)
    return Finding(
        key=product.reference,
        severity=severity,
        facts=_unknown_facts(product, category, lines),
        says=f"{category.label}: the cost is not known ({state}).",
        remedies=(
            Remedy(f"Ask the supplier: {category.question}", Action.ask, about, category.value),
            Remedy("Enter what we know", Action.add_cost, product.reference, category.value),
        ),
    )


def _state(lines: list[CostFacts]) -> str:
    """Return what keeps a cost unknown: no number, an end, no answer, or nobody who asked."""
    number = next((line for line in lines if _lacks_number(line)), None)
    if number is not None:
        return f"{number.reference} has a price, but not how many"
    ended = max(
        (line.ends_on for line in lines if is_answered(line) and line.ends_on), default=None
    )
    if ended is not None:
        return f"the line that told it ended on {day(ended)}"
    asked = max((line.asked_on for line in lines if line.asked_on), default=None)
    return "nobody has asked" if asked is None else _ASKED_WITHOUT_ANSWER.format(day(asked))


def _lacks_number(line: CostFacts) -> bool:
    """Tell whether a line has a price for one, and nobody has said how many of them we pay."""
    return bool(line.unit_price) and line.quantity is None and borne_by_us(line)


def _unknown_facts(
    product: ProductDossier, category: CostCategory, lines: list[CostFacts]
) -> tuple[Fact, ...]:
    if not lines:
        return (fact(product.reference, f"cost of {category.value}", None),)
    return tuple(
        entry
        for line in lines
        for entry in (
            fact(line.reference, "unit_price", line.unit_price),
            fact(line.reference, "asked_on", line.asked_on),
            *((fact(line.reference, "ends_on", line.ends_on),) if line.ends_on else ()),
        )
    )


def _near(award: Award, limits: Limits) -> date | None:
    if award.planned_on is None:
        return None
    return award.planned_on - timedelta(days=limits.days_before_award)


def _overdue_days(lines: Iterable[CostFacts], on: date, limits: Limits) -> Iterator[Recheck]:
    yield from (Recheck(when) for when in change_days(lines, limits) if when > on)


def _how(line: CostFacts, award: Award) -> str:
    return _FOUND[status(line, award)]


def _sum_words(lines: list[CostFacts]) -> str:
    """Return what hidden lines come to, yearly and once apart."""
    parts = [
        f"{total_words(lines, charge)} {word}"
        for charge, word in ((Charge.yearly, "a year"), (Charge.one_off, "once"))
        if any(amount(line) for line in lines if line.charge == charge)
    ]
    if not parts:
        return "What it comes to is not known." if len(lines) == 1 else "Nobody knows the sum."
    return f"{'It comes' if len(lines) == 1 else 'They come'} to {listed(parts)}."


def _line_facts(line: CostFacts, award: Award) -> tuple[Fact, ...]:
    return (
        fact(line.reference, "category", line.category),
        fact(line.reference, "status", status(line, award)),
        fact(line.reference, "unit_price", line.unit_price),
        fact(line.reference, "quantity", line.quantity),
        fact(line.reference, "disclosed_on", line.disclosed_on),
        fact(line.reference, "asked_on", line.asked_on),
        fact(line.reference, "bearer", line.bearer),
    )


RULES = (monitoring_cost_unknown, error_cost_unknown, hidden_costs)

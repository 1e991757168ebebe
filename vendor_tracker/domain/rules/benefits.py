"""A rule about benefits: they came about as planned, and somebody looked."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from vendor_tracker.domain.benefits import by_benefit, has_passed
from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.figures import plain
from vendor_tracker.domain.gaps import Action, Answers, Finding, Recheck, Remedy, fact, gap_rule
from vendor_tracker.domain.productfacts import BenefitFacts
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import Discipline, Gate, Severity
from vendor_tracker.domain.wording import count, day, listed
from vendor_tracker.domain.workingdays import ONE_DAY

_HUNDRED = Decimal(100)
_MOST_NAMED = 3


@gap_rule(
    code="F57",
    version=1,
    title="Benefits fall short of the plan, or nobody has measured them",
    source="GB",
    gate=Gate.review,
    uses=("benefit_share",),
    discipline=Discipline.finance,
    why=(
        "The business case planned a benefit, and less of it came about than we allow, or its day "
        "has passed and nobody has entered what was measured."
    ),
    matters=(
        "A product is bought for what it was to bring. Where that does not come, or nobody looks, "
        "its cost goes on without its reason."
    ),
)
def benefits_short(product: ProductDossier, on: date, limits: Limits) -> Answers:
    """Find benefits that fell short by their last measurement, and those not measured since."""
    case = product.case
    if case is None or not case.benefits:
        return
    for row in case.benefits:
        # A figure counts from its day on; without one, the row is late from the day after.
        if row.due_on is not None and row.due_on >= on:
            yield Recheck(row.due_on + ONE_DAY if row.actual is None else row.due_on)
    short, missing = [], []
    for rows in by_benefit(case.benefits).values():
        short += _short(rows, on, limits)
        missing += _missing(rows, on)
    if not short and not missing:
        return
    yield Finding(
        key=product.reference,
        severity=Severity.major,
        facts=(
            *(fact(case.reference, "benefit_short", _told(row)) for row in short),
            *(fact(case.reference, "benefit_not_measured", _told(row)) for row in missing),
        ),
        says=_says(short, missing),
        remedies=tuple(_remedies(product, case.reference, missing)),
    )


def _short(rows: Iterable[BenefitFacts], on: date, limits: Limits) -> list[BenefitFacts]:
    """Return the last measured row of a benefit, where too little of its plan came about."""
    measured = [row for row in rows if row.actual is not None and _counts(row, on)]
    shares = [(row, _share(row)) for row in measured[-1:]]
    return [row for row, share in shares if share is not None and share < limits.benefit_share]


def _missing(rows: Iterable[BenefitFacts], on: date) -> list[BenefitFacts]:
    """Return the last row of a benefit whose day is over, where nothing was measured since."""
    passed = [row for row in rows if has_passed(row, on)]
    return [row for row in passed[-1:] if row.actual is None]


def _counts(row: BenefitFacts, on: date) -> bool:
    return row.due_on is None or row.due_on <= on


def _share(row: BenefitFacts) -> Decimal | None:
    """Return how much of its plan came about, in percent."""
    if row.actual is None or not row.planned:
        return None
    return row.actual * _HUNDRED / row.planned


def _told(row: BenefitFacts) -> str:
    """Return a row as a fact: what a waiver was given for must not change by itself."""
    due = "" if row.due_on is None else row.due_on.isoformat()
    figures = [plain(one) for one in (row.planned, row.actual) if one is not None]
    return " / ".join((row.name, due, *figures))


def _says(short: list[BenefitFacts], missing: list[BenefitFacts]) -> str:
    words = []
    if short:
        told = [_came_to(row) for row in short[:_MOST_NAMED]]
        words.append(f"{listed(_with_rest(told, len(short)))}.")
    if missing:
        told = [
            f"{row.name} (due {day(row.due_on)})" for row in missing[:_MOST_NAMED] if row.due_on
        ]
        words.append(f"Nobody has measured {listed(_with_rest(told, len(missing)))}.")
    return " ".join(words)


def _with_rest(told: list[str], total: int) -> list[str]:
    rest = total - len(told)
    return [*told, f"{count(rest, 'other')}"] if rest else told


def _came_to(row: BenefitFacts) -> str:
    actual, planned = (plain(one or Decimal(0)) for one in (row.actual, row.planned))
    return f"{row.name} came to {actual} of {planned}{f' {row.unit}' if row.unit else ''} planned"


def _remedies(product: ProductDossier, case: str, missing: list[BenefitFacts]) -> Iterator[Remedy]:
    if missing:
        yield Remedy("Enter what was measured", Action.measure_benefits, case)
    yield Remedy("Look at the case", Action.open_case, product.reference)
    yield Remedy("Plan a review, to go on or stop", Action.add_decision, product.reference)


RULES = (benefits_short,)

"""What a business case says, what it leaves open, and what is left of it at half the benefit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from vendor_tracker.domain.benefits import BenefitRow, repeated, wrong_benefit
from vendor_tracker.domain.costs import amount, is_answered
from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.errors import Refused, RefusedMany
from vendor_tracker.domain.facts import CostFacts
from vendor_tracker.domain.figures import plain
from vendor_tracker.domain.productfacts import CaseFacts
from vendor_tracker.domain.vocabulary import (
    Bearer,
    CostCategory,
    CriterionKind,
    Known,
    Likelihood,
)

MOST_RECALLS = 1000
_MOST_HOURS = 10_000


class CasePart(StrEnum):
    """The parts of a case that are written one at a time."""

    need = "need"
    options = "options"
    outcomes = "outcomes"
    benefits = "benefits"
    time = "time"
    recalls = "recalls"
    worries = "worries"
    risks = "risks"
    criteria = "criteria"
    approvals = "approvals"


@dataclass(frozen=True, slots=True)
class OptionRow:
    """One way to meet the need."""

    name: str
    uses_ai: Known = Known.unknown
    weighed: str = ""


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """What will be better for patients; whole only with all four."""

    measure: str
    baseline: Decimal | None = None
    target: Decimal | None = None
    target_by: date | None = None

    @property
    def is_whole(self) -> bool:
        """Tell whether anybody can look later whether it came about."""
        return None not in (self.baseline, self.target, self.target_by)

    @property
    def half(self) -> Decimal | None:
        """Return where half the benefit ends."""
        if self.baseline is None or self.target is None:
            return None
        return self.baseline + (self.target - self.baseline) / 2


@dataclass(frozen=True, slots=True)
class TimeRow:
    """Hours a week of one role, now and with the product."""

    role: str
    hours_now: Decimal | None = None
    hours_after: Decimal | None = None

    @property
    def more(self) -> Decimal | None:
        """Return how many hours it adds; negative when it saves some."""
        if self.hours_now is None or self.hours_after is None:
            return None
        return self.hours_after - self.hours_now


@dataclass(frozen=True, slots=True)
class WorryRow:
    """What worries staff, and what they were told."""

    worry: str
    who: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class RiskRow:
    """What may go wrong."""

    risk: str
    likelihood: Likelihood | None = None
    effect: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """A result of the pilot that makes us go on or stop."""

    kind: CriterionKind
    result: str
    judged_on: date | None = None


@dataclass(frozen=True, slots=True)
class ApprovalRow:
    """Who approved the case, and when."""

    who: str
    approved_on: date | None = None


CaseRow = (
    OptionRow | OutcomeRow | BenefitRow | TimeRow | WorryRow | RiskRow | CriterionRow | ApprovalRow
)
# The box that says what a row is about, and how to ask for it.
NAMED_BY: dict[CasePart, tuple[str, str]] = {
    CasePart.options: ("name", "Say what the option is."),
    CasePart.outcomes: ("measure", "Say what is measured."),
    CasePart.benefits: ("name", "Say what gets better."),
    CasePart.time: ("role", "Say whose time it is."),
    CasePart.worries: ("worry", "Say what worries them."),
    CasePart.risks: ("risk", "Say what may go wrong."),
    CasePart.criteria: ("result", "Say which result it is."),
    CasePart.approvals: ("who", "Say who approved it."),
}


def check_rows(part: CasePart, rows: Sequence[CaseRow], today: date) -> None:
    """Refuse rows that say nothing, or cannot be right, each at its box."""
    name, words = NAMED_BY[part]
    found = []
    for place, row in enumerate(rows):
        if not getattr(row, name):
            found.append(Refused(words, field=f"rows-{place}-{name}"))
        found += [Refused(text, field=f"rows-{place}-{box}") for box, text in _wrong(row, today)]
    benefits = [row for row in rows if isinstance(row, BenefitRow)]
    found += [Refused(words, field=f"rows-{place}-due_on") for place, words in repeated(benefits)]
    if found:
        raise RefusedMany(tuple(found))


def _wrong(row: CaseRow, today: date) -> Iterable[tuple[str, str]]:
    if isinstance(row, BenefitRow):
        yield from wrong_benefit(row, today)
    if isinstance(row, TimeRow):
        for box in ("hours_now", "hours_after"):
            hours = getattr(row, box)
            if hours is not None and not 0 <= hours <= _MOST_HOURS:
                yield box, f"Hours a week lie between 0 and {_MOST_HOURS:,}."
    if isinstance(row, OutcomeRow) and row.target is not None and row.target == row.baseline:
        yield "target", "This is today’s number. Enter the number you aim for."
    if isinstance(row, ApprovalRow) and row.approved_on is not None and row.approved_on > today:
        yield "approved_on", "This day is still to come. Enter it once they have approved."


def check_recalls(extra: Decimal | None, source: str) -> None:
    """Refuse an estimate that cannot be, or that comes from nowhere."""
    if extra is not None and not 0 <= extra <= MOST_RECALLS:
        words = "Out of 1,000 cases, between 0 and 1,000 can be called back."
        raise Refused(words, field="extra_recalls")
    if extra is not None and not source.strip():
        words = "Say where the estimate comes from, so that others can judge it."
        raise Refused(words, field="recalls_source")


def lacking(case: CaseFacts, costs: Iterable[CostFacts]) -> tuple[str, ...]:
    """Return which of the five things that each case needs are not there, in words."""
    parts = (
        ("what gets better for patients, with today’s number, the aim and the day",
         case.has_outcome),
        ("what it costs", any(amount(line) is not None for line in costs)),
        ("what it does to the time of staff", case.has_time),
        ("which plan it serves", case.serves_plan),
        ("what may go wrong", case.has_risk),
    )  # fmt: skip
    return tuple(words for words, is_there in parts if not is_there)


def recalls_are_costed(costs: Iterable[CostFacts]) -> bool:
    """Tell whether a line says what extra recalls cost, or that the supplier pays for them."""
    return any(
        line.category == CostCategory.K13
        and not line.not_applicable
        and is_answered(line)
        and (line.unit_price is not None or line.bearer == Bearer.supplier)
        for line in costs
    )


def product_costs(product: ProductDossier) -> tuple[CostFacts, ...]:
    """Return every line that may answer a question about what a product costs."""
    return (*product.costs, *product.shared_costs)


def at_half(outcomes: Iterable[OutcomeRow], times: Iterable[TimeRow]) -> tuple[str, ...]:
    """Say what is left when only half of each benefit comes about; what is added stays whole."""
    found = [
        f"{row.measure}: {plain(row.half)} instead of {plain(row.target)}"
        for row in outcomes
        if row.half is not None and row.target is not None
    ]
    known = [row.more for row in times if row.more is not None]
    if known:
        saved = sum((-more for more in known if more < 0), Decimal(0))
        added = sum((more for more in known if more > 0), Decimal(0))
        found.append(f"Staff time: {hours(added - saved / 2)} instead of {hours(added - saved)}")
    return tuple(found)


def hours(more: Decimal) -> str:
    """Say how many hours a week more or less."""
    if more == 0:
        return "no change in hours"
    unit = "hour" if abs(more) == 1 else "hours"
    return f"{plain(abs(more))} {unit} a week {'more' if more > 0 else 'less'}"

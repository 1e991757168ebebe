"""Readiness: one function turns counts and dates into the sentence shown everywhere."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from vendor_tracker.domain.costsummaries import CostSummary
from vendor_tracker.domain.vocabulary import Gate, Stage
from vendor_tracker.domain.wording import ago, count, day, listed, short_day
from vendor_tracker.domain.workingdays import working_days_between


class Tone(StrEnum):
    """How a readiness sentence looks."""

    stop = "stop"
    warn = "warn"
    go = "go"
    no_score = "no_score"


@dataclass(frozen=True, slots=True)
class ProductStanding:
    """What is stored of where a product stands: everything its sentence needs."""

    stage: Stage = Stage.watching
    next_gate: Gate | None = None
    planned_on: date | None = None
    critical: int = 0
    major: int = 0
    minor: int = 0
    known_at_start: int = 0
    waived: int = 0
    catch_up_on: date | None = None
    last_met_on: date | None = None
    costs: CostSummary = field(default_factory=CostSummary)
    # Claims, cost lines, evidence, questions and promises: nothing recorded is never ready.
    records: int = 0
    award_passed: bool = False
    award_on: date | None = None
    stopped_by: str = ""
    # Items of the next gate: how many are asked, and how many are met with live evidence.
    items_asked: int = 0
    items_met: int = 0


@dataclass(frozen=True, slots=True)
class SupplierStanding:
    """What is stored of where a supplier stands: everything its sentence needs."""

    products: int = 0
    critical: int = 0
    major: int = 0
    minor: int = 0
    known_at_start: int = 0
    waived: int = 0
    promises_late: int = 0
    oldest_question_on: date | None = None
    notice_by: date | None = None
    last_met_on: date | None = None


@dataclass(frozen=True, slots=True)
class Readiness:
    """Where a product stands, in words and in the numbers behind them."""

    tone: Tone
    head: str
    parts: tuple[str, ...]
    critical: int
    major: int
    minor: int

    @property
    def sentence(self) -> str:
        """Return the whole sentence that opens the product's page."""
        return "; ".join((self.head, *self.parts)) + "."


# What is said of a product until its rules have been looked at for the first time.
NOT_CHECKED = Readiness(Tone.no_score, "Not checked yet", (), 0, 0, 0)


def readiness(product: ProductStanding, on: date) -> Readiness:
    """Say where a product stands today."""
    tone, head = _head(product)
    parts: tuple[str, ...] = ()
    if product.stage not in (Stage.watching, Stage.retired):
        told = (
            waived_words(product),
            item_words(product),
            *_award_words(product),
            _cost_words(product.costs),
        )
        parts = tuple(part for part in (*told, met_words(product, on)) if part)
    return Readiness(tone, head, parts, product.critical, product.major, product.minor)


def waived_words(product: ProductStanding) -> str:
    """Say how many gaps are waived: what is let stand is never left unsaid."""
    return f"{count(product.waived, 'gap')} waived" if product.waived else ""


def item_words(product: ProductStanding) -> str:
    """Say how many items of the next gate are met; nothing when it asks for none."""
    if product.next_gate is None or not product.items_asked:
        return ""
    return met_of(product, f" for {_name(product.next_gate)}")


def met_of(product: ProductStanding, of_gate: str = "") -> str:
    """Say how many of the items asked are met, as in `12 of 46 items met`."""
    if not product.items_asked:
        return ""
    return f"{product.items_met:,} of {count(product.items_asked, 'item')}{of_gate} met"


def gate_words(gate: Gate, planned_on: date | None, on: date) -> str:
    """Say when a gate is planned: `Award: date not known` when nobody has said."""
    if planned_on is None:
        return f"{gate.label}: date not known"
    if planned_on < on:
        return f"{gate.label}: was planned for {day(planned_on)}"
    return f"{gate.label}: planned for {day(planned_on)}"


def met_words(standing: ProductStanding | SupplierStanding, on: date) -> str:
    """Say when we last met."""
    if standing.last_met_on is None:
        return "no meeting on record"
    return f"last met {ago((on - standing.last_met_on).days)}"


def supplier_sentence(supplier: SupplierStanding, on: date) -> str:
    """Say where a supplier stands: products, late promises, oldest question, notice."""
    late = supplier.promises_late
    asked_on = supplier.oldest_question_on
    parts = [
        count(supplier.products, "product") if supplier.products else "no product",
        count(late, "promise late", "promises late") if late else "no promise late",
        "no question waits"
        if asked_on is None
        else f"oldest question {count(working_days_between(asked_on, on), 'working day')}",
    ]
    if supplier.notice_by is not None:
        same_year = supplier.notice_by.year == on.year
        parts.append(f"notice by {(short_day if same_year else day)(supplier.notice_by)}")
    text = ", ".join(parts) + "."
    return text[:1].upper() + text[1:]


def _head(product: ProductStanding) -> tuple[Tone, str]:
    if product.stage == Stage.watching:
        return Tone.no_score, "Watched only: nothing is asked of it yet"
    if product.stage == Stage.retired:
        return Tone.no_score, "Retired: no longer used"
    if product.catch_up_on is not None and product.critical:
        words = f"{_critical_words(product)}; else never checked here"
        return Tone.stop, f"{words}: review on {day(product.catch_up_on)}"
    if product.catch_up_on is not None:
        return Tone.no_score, _catch_up_words(product, product.catch_up_on)
    if product.stopped_by:
        return Tone.stop, f"Stopped by {product.stopped_by}: it goes no further"
    return _counted(product)


def _counted(product: ProductStanding) -> tuple[Tone, str]:
    if product.critical:
        return Tone.stop, _critical_words(product)
    if product.major:
        return Tone.warn, f"{_no_critical(product)}; {count(product.major, 'major gap')} to settle"
    if product.waived:
        words = f"No critical or major gap counts{_before_gate(product)}"
        return Tone.warn, words
    if not product.records:
        return Tone.no_score, "Not assessed yet: nothing is recorded about it"
    return Tone.go, f"No critical or major gap found so far{_before_gate(product)}"


def _catch_up_words(product: ProductStanding, ends_on: date) -> str:
    gaps = count(product.known_at_start, "gap")
    known = f"{gaps} known at the start" if product.known_at_start else "no gap known"
    label = Stage(product.stage).label
    return f"{label}, never checked here: {known}; review on {day(ends_on)}"


def _critical_words(product: ProductStanding) -> str:
    gaps = count(product.critical, "critical gap")
    if product.stage == Stage.live or product.next_gate is None:
        return f"Live with {gaps}"
    return f"Not ready for {_name(product.next_gate)}: {gaps}"


def _no_critical(product: ProductStanding) -> str:
    if product.stage == Stage.live:
        return "Live with no critical gap"
    return f"No critical gap{_before_gate(product)}"


def _before_gate(product: ProductStanding) -> str:
    if product.next_gate is None or product.stage == Stage.live:
        return ""
    return f" before {_name(product.next_gate)}"


def _award_words(product: ProductStanding) -> tuple[str, ...]:
    if product.award_passed and product.award_on is None:
        return ("award: date not known",)
    return ()


def _cost_words(costs: CostSummary) -> str:
    if not costs.lines:
        return "costs not known"
    blank = f"; {count(costs.unknown, 'line')} without a figure" if costs.unknown else ""
    if not costs.year and not costs.one_off:
        return _unpriced_words(costs)
    shares = [f"{share} of the known {kind} cost" for share, kind in costs.shares]
    if not shares and costs.hidden_unknown:
        return f"{count(costs.hidden_unknown, 'hidden cost')} without a figure"
    if not shares:
        return f"no hidden cost is known{blank}"
    more = f", and {costs.hidden_unknown:,} more have no figure" if costs.hidden_unknown else blank
    return f"hidden costs are {listed(shares)}{more}"


def _unpriced_words(costs: CostSummary) -> str:
    if costs.unknown:
        return f"costs not known: {count(costs.unknown, 'line')} without a figure"
    return f"{count(costs.lines, 'cost line comes', 'cost lines come')} to nothing"


def _name(gate: Gate) -> str:
    return Gate(gate).label.lower()

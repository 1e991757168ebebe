"""Frozen facts about one product or one supplier: all that a rule may know.

Fields stand in the order of the stored columns, so that a dossier is built from
rows by position; every field but the reference may be left out in a test.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from vendor_tracker.domain.vocabulary import (
    Bearer,
    Charge,
    ClaimKind,
    CostCategory,
    Direction,
    DisclosedBy,
    EsfTier,
    EvidenceKind,
    Gate,
    Known,
    Outcome,
    SetBy,
    Side,
    Stage,
    Strength,
    VatRecoverable,
)

IN_PLAY = frozenset(
    {Stage.shortlisted, Stage.evaluating, Stage.piloting, Stage.contracted, Stage.live}
)


@dataclass(frozen=True, slots=True)
class ThresholdFacts:
    """One bar that a claim is held against."""

    set_by: SetBy
    value: Decimal
    set_on: date | None = None
    source: str = ""
    why: str = ""
    people: int | None = None
    has_clinician: bool = False


@dataclass(frozen=True, slots=True)
class ResultFacts:
    """One measured result of a claim; no subgroup means everyone tested."""

    subgroup: str = ""
    n: int | None = None
    positives: int | None = None
    estimate: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    tested_on: date | None = None
    tested_by: str = ""


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """One statement of a supplier, with its bars, results and evidence."""

    reference: str
    kind: ClaimKind | None = None
    statement: str = ""
    said_by: str = ""
    said_where: str = ""
    meeting: str = ""
    said_on: date | None = None
    version: str = ""
    metric: str = ""
    metric_set_by: SetBy | None = None
    direction: Direction | None = None
    population: str = ""
    groups: str = ""
    groups_set_by: SetBy | None = None
    form: str = ""
    form_set_by: SetBy | None = None
    strength: Strength | None = None
    relied_on: bool = False
    thresholds: tuple[ThresholdFacts, ...] = ()
    results: tuple[ResultFacts, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CostFacts:
    """One cost line; no unit price means that nobody has given a figure.

    Without a category it is not sorted yet: it counts in totals, and answers no question
    about a particular kind of cost.
    """

    reference: str
    category: CostCategory | None = None
    description: str = ""
    charge: Charge = Charge.yearly
    quantity: Decimal | None = None
    unit_price: Decimal | None = None
    vat_rate: Decimal | None = None
    vat_recoverable: VatRecoverable = VatRecoverable.unclear
    bearer: Bearer = Bearer.unknown
    in_contract: Known = Known.unknown
    disclosed_by: DisclosedBy | None = None
    disclosed_on: date | None = None
    asked_on: date | None = None
    nil_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class ContractFacts:
    """One contract."""

    reference: str
    title: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    notice_by: date | None = None


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """One meeting that was, or will be, held."""

    reference: str
    held_on: date


@dataclass(frozen=True, slots=True)
class PromiseFacts:
    """One promise of either side; `product` is empty when it names none."""

    reference: str
    side: Side
    text: str = ""
    person: str = ""
    due_on: date | None = None
    done_on: date | None = None
    in_contract: Known = Known.unknown
    meeting: str = ""
    product: str = ""


@dataclass(frozen=True, slots=True)
class QuestionFacts:
    """One question to a supplier; `product` is empty when it names none."""

    reference: str
    text: str = ""
    asked_on: date | None = None
    asked_of: str = ""
    answered_on: date | None = None
    product: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceFacts:
    """One document or link, with its two clocks."""

    reference: str
    title: str = ""
    kind: EvidenceKind = EvidenceKind.other
    issuer: str = ""
    issued_on: date | None = None
    expires_on: date | None = None
    version: str = ""


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """One decision, planned or taken."""

    reference: str
    gate: Gate
    planned_on: date | None = None
    decided_on: date | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """One version of a product."""

    reference: str
    name: str = ""
    released_on: date | None = None
    in_use_from: date | None = None


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """One person at a supplier, named by what they are the right contact for."""

    reference: str
    name: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class SupplierProductFacts:
    """What a supplier's own rules need to know of one of its products."""

    reference: str
    name: str = ""
    stage: Stage = Stage.watching
    arrived_on: date | None = None
    catch_up_on: date | None = None
    catch_up_ended_on: date | None = None
    next_gate: Gate | None = None
    planned_on: date | None = None
    award_on: date | None = None

    def in_catch_up(self, on: date) -> bool:
        """Tell whether its gaps are still counted apart, as known at the start."""
        return self.stage in IN_PLAY and _is_quiet(self.catch_up_on, self.catch_up_ended_on, on)


@dataclass(frozen=True, slots=True)
class ProductDossier:
    """Everything the rules may know of one product."""

    reference: str
    name: str = ""
    stage: Stage = Stage.watching
    accountable: str = ""
    esf_tier: EsfTier = EsfTier.unknown
    about: Mapping[str, str] = field(default_factory=dict)
    arrived_on: date | None = None
    catch_up_on: date | None = None
    catch_up_ended_on: date | None = None
    last_met_on: date | None = None
    suppliers: tuple[str, ...] = ()
    versions: tuple[VersionFacts, ...] = ()
    claims: tuple[ClaimFacts, ...] = ()
    costs: tuple[CostFacts, ...] = ()
    # Lines of its suppliers that name no product: they answer a question about a
    # cost, and stay out of this product's totals.
    shared_costs: tuple[CostFacts, ...] = ()
    contracts: tuple[ContractFacts, ...] = ()
    promises: tuple[PromiseFacts, ...] = ()
    questions: tuple[QuestionFacts, ...] = ()
    evidence: tuple[EvidenceFacts, ...] = ()
    decisions: tuple[DecisionFacts, ...] = ()

    def in_catch_up(self, on: date) -> bool:
        """Tell whether its gaps are still counted apart, as known at the start."""
        return self.stage in IN_PLAY and _is_quiet(self.catch_up_on, self.catch_up_ended_on, on)

    def fact(self, name: str) -> Known:
        """Return what is known of one fact about this product."""
        return Known(self.about.get(name, Known.unknown))


@dataclass(frozen=True, slots=True)
class SupplierDossier:
    """Everything the rules may know of one supplier."""

    reference: str
    name: str = ""
    owner: str = ""
    owner_hours: Decimal | None = None
    contacts: tuple[ContactFacts, ...] = ()
    products: tuple[SupplierProductFacts, ...] = ()
    meetings: tuple[MeetingFacts, ...] = ()
    promises: tuple[PromiseFacts, ...] = ()
    questions: tuple[QuestionFacts, ...] = ()
    contracts: tuple[ContractFacts, ...] = ()
    evidence: tuple[EvidenceFacts, ...] = ()

    def products_in_play(self) -> tuple[SupplierProductFacts, ...]:
        """Return its products that are neither only watched nor retired."""
        return tuple(product for product in self.products if product.stage in IN_PLAY)

    def last_met_on(self, on: date) -> date | None:
        """Return the day of the last meeting that was held by this day."""
        return max((m.held_on for m in self.meetings if m.held_on <= on), default=None)

    def in_catch_up(self, on: date) -> bool:
        """Tell whether each product in play is still in catch-up."""
        products = self.products_in_play()
        return bool(products) and all(product.in_catch_up(on) for product in products)


Dossier = ProductDossier | SupplierDossier


def _is_quiet(ends_on: date | None, ended_on: date | None, on: date) -> bool:
    return ends_on is not None and ended_on is None and on < ends_on

"""Frozen facts about one product or one supplier: all that a rule may know.

Fields stand in the order of the stored columns, so that a dossier is built from
rows by position; every field but the reference may be left out in a test.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from vendor_tracker.domain.checklists.model import EMPTY_LIBRARY, Library
from vendor_tracker.domain.contractfacts import ContractFacts
from vendor_tracker.domain.facts import (
    AnswerFacts,
    ClaimFacts,
    ContactFacts,
    CostFacts,
    DecisionFacts,
    EvidenceFacts,
    MeetingFacts,
    PromiseFacts,
    QuestionFacts,
    VersionFacts,
    WaiverFacts,
)
from vendor_tracker.domain.lifeplans import Plan
from vendor_tracker.domain.productfacts import CardFacts, CaseFacts, DeviceFacts, GroupFacts
from vendor_tracker.domain.vocabulary import (
    EsfTier,
    Gate,
    Known,
    Stage,
)

IN_PLAY = frozenset(
    {Stage.shortlisted, Stage.evaluating, Stage.piloting, Stage.contracted, Stage.live}
)


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
    # Meetings about this product alone, and those of its suppliers that name no product.
    meetings: tuple[MeetingFacts, ...] = ()
    # By item: its own answer, else that of its supplier, else ours.
    answers: Mapping[str, AnswerFacts] = field(default_factory=dict)
    waivers: tuple[WaiverFacts, ...] = ()
    library: Library = EMPTY_LIBRARY
    # Gaps set aside because the supplier has to act, by rule and key, with the day they return.
    waiting: Mapping[tuple[str, str], date] = field(default_factory=dict)
    # None: nobody has looked it up.
    device: DeviceFacts | None = None
    # The list of groups that could be served worse here.
    groups: tuple[GroupFacts, ...] = ()
    cards: tuple[CardFacts, ...] = ()
    # None: nobody has written one.
    case: CaseFacts | None = None
    # Whether a contract is worth more than the law sets for published measures.
    over_5m: Known = Known.unknown
    # None: nobody has set over which years it is counted.
    plan: Plan | None = None
    # What several rules read and one works out: its items by day, its groups by what is compared.
    worked_out: dict[Any, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

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
    answers: Mapping[str, AnswerFacts] = field(default_factory=dict)
    waivers: tuple[WaiverFacts, ...] = ()
    library: Library = EMPTY_LIBRARY
    # Gaps set aside because the supplier has to act, by rule and key, with the day they return.
    waiting: Mapping[tuple[str, str], date] = field(default_factory=dict)

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

"""Facts of single records, as rules may know them.

Fields stand in the order of the stored columns, so that facts are built from rows by
position; every field but the reference may be left out in a test.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vendor_tracker.domain.vocabulary import (
    AnswerState,
    BarAbout,
    Bearer,
    Charge,
    ClaimKind,
    CostCategory,
    Direction,
    DisclosedBy,
    DriverKind,
    EvidenceKind,
    Gate,
    GroupAttribute,
    Known,
    MeetingKind,
    Outcome,
    ReviewState,
    SetBy,
    Severity,
    Side,
    Strength,
    TestData,
    Tester,
    VatRecoverable,
    Verdict,
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
    about: BarAbout = BarAbout.level


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
    tester: Tester | None = None
    data: TestData | None = None
    attribute: GroupAttribute | None = None
    scheme: str = ""
    group_code: str = ""
    is_reference: bool = False


@dataclass(frozen=True, slots=True)
class VerdictFacts:
    """What a reviewer made of a claim; no verdict means not assessed."""

    verdict: Verdict | None
    # What the arithmetic said then, and the digest of the facts that were judged.
    computed: Verdict | None
    judged: str
    reason: str
    given_on: date
    # The one who gave it also logged the claim.
    is_by_author: bool = False
    # A second person agreed.
    is_agreed: bool = False


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
    # They say that groups do not differ, by these attributes.
    says_no_difference: bool = False
    attributes: tuple[GroupAttribute, ...] = ()
    # The field of the model card that it was taken from.
    card: str = ""
    card_field: str = ""
    thresholds: tuple[ThresholdFacts, ...] = ()
    results: tuple[ResultFacts, ...] = ()
    evidence: tuple[str, ...] = ()
    # Newest last; the newest counts.
    verdicts: tuple[VerdictFacts, ...] = ()
    # Each piece of evidence with what stands under its reference today.
    documents: tuple[tuple[str, str], ...] = ()


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
    starts_on: date | None = None
    # Yearly rise that the contract sets, in percent; empty: it rises as prices do.
    rise_percent: Decimal | None = None
    # Why there is no such cost here, as we ourselves found.
    not_applicable: str = ""
    rise_cap: Decimal | None = None
    low_price: Decimal | None = None
    high_price: Decimal | None = None
    # Prices by volume as domain/tiers.py writes them, and the least and most to pay in a year.
    tiers: str = ""
    minimum: Decimal | None = None
    most: Decimal | None = None
    # What its quantity follows; the quantity itself is kept in step with it.
    driver: DriverKind | None = None


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """One meeting that was, or will be, held."""

    reference: str
    held_on: date
    kind: MeetingKind = MeetingKind.other
    has_concerns: bool = False


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
    promised_on: date | None = None
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
    form_version: str = ""
    scheme_version: str = ""
    self_certified: Known = Known.unknown
    version: str = ""


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """One decision, planned or taken."""

    reference: str
    gate: Gate
    planned_on: date | None = None
    decided_on: date | None = None
    outcome: Outcome | None = None
    # Its conditions that became promises of ours; rules read the promises themselves.
    conditions: int = 0
    conditions_open: int = 0


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """One version of a product."""

    reference: str
    name: str = ""
    released_on: date | None = None
    in_use_from: date | None = None
    # When safety and local performance were looked at again for it.
    rechecked_on: date | None = None


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """One person at a supplier, named by what they are the right contact for."""

    reference: str
    name: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """What was answered to one item, by whomever it is about."""

    item: str
    # Reference of the product or supplier that the answer belongs to; empty when it is about us.
    of: str = ""
    state: AnswerState | None = None
    answered_on: date | None = None
    # The version that was judged when it was answered.
    version: str = ""
    has_reason: bool = False
    review: ReviewState | None = None
    evidence: tuple[EvidenceFacts, ...] = ()
    # The version of the checklist whose words were answered.
    checklist_version: str = ""


@dataclass(frozen=True, slots=True)
class WaiverFacts:
    """One waiver, asked for or agreed, that nobody has taken back and no fact has undone."""

    reference: str
    rule_code: str
    key: str
    fingerprint: str
    severity: Severity
    ends_on: date
    # One that is only asked for lets nothing stand, but its facts may change all the same.
    is_agreed: bool = True

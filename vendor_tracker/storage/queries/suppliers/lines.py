"""What one row says of each thing that belongs to a supplier."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vendor_tracker.domain.clocks import Reading
from vendor_tracker.domain.readiness import ProductStanding
from vendor_tracker.domain.vocabulary import (
    Charge,
    ContactKind,
    CostCategory,
    CostStatus,
    EvidenceKind,
    Known,
    MeetingKind,
    ProcurementRoute,
    Side,
    Stage,
    SupplierRole,
)


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One person at the supplier."""

    reference: str
    name: str
    job_title: str
    email: str
    phone: str
    kinds: tuple[ContactKind, ...]


@dataclass(frozen=True, slots=True)
class ProductLine:
    """One product of the supplier, with what the program worked out about it."""

    reference: str
    name: str
    roles: tuple[SupplierRole, ...]
    stage: Stage
    tone: str
    head: str
    standing: ProductStanding
    is_checked: bool


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """One promise that is still open, or was done."""

    reference: str
    side: Side
    text: str
    person: str
    due_on: date | None
    done_on: date | None
    in_contract: Known
    product: str


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question without an answer."""

    reference: str
    text: str
    asked_on: date | None
    asked_of: str
    product: str


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One meeting or call."""

    reference: str
    held_on: date
    kind: MeetingKind
    place: str
    our_people: str
    their_people: str
    product: str


@dataclass(frozen=True, slots=True)
class ContractLine:
    """One contract with the supplier."""

    reference: str
    title: str
    starts_on: date | None
    ends_on: date | None
    notice_by: date | None
    value_year: Decimal | None
    route: ProcurementRoute
    owner: str


@dataclass(frozen=True, slots=True)
class CostLine:
    """One cost line; no amount means that nobody has given a figure."""

    reference: str
    category: CostCategory | None
    description: str
    charge: Charge
    amount: Decimal | None
    status: CostStatus
    asked_on: date | None
    product: str


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One document or link with what its clocks say."""

    reference: str
    title: str
    kind: EvidenceKind
    expires_on: date | None
    product: str
    version: str
    reading: Reading

"""What does not hold together in the records of a register, found by one statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.dossier import IN_PLAY
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.registerchecks import Finding, Level
from vendor_tracker.domain.vocabulary import Strength, SupplierRole
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    Claim,
    ClaimResult,
    Contract,
    ContractProduct,
    ContractSupplier,
    Cost,
    Evidence,
    EvidenceLink,
    Meeting,
    Payment,
    Product,
    ProductSupplier,
    Promise,
    Question,
    Supplier,
)
from vendor_tracker.storage.queries.registers.scope import Scope, joined, taken

# A link that shows nothing is not the support that a claim was rated by.
_RATED = [one for one in Strength if one > Strength.s1]
_SHARES = 100


@dataclass(frozen=True, slots=True)
class _Check:
    """One thing that may be wrong: of which sheet and column, and how a row shows it."""

    sheet: str
    kind: Kind
    model: type[Any]
    column: str
    level: Level
    words: str
    wrong: sa.ColumnElement[bool]


def list_findings(actor: Actor, scope: Scope, sheets: Sequence[str]) -> list[Finding]:
    """Return what is wrong or missing on these sheets, the errors first, in the order of rows."""
    checks = [check for check in _checks(scope) if check.sheet in sheets]
    if not checks:
        return []
    parts = [_asked(actor, scope, place, check) for place, check in enumerate(checks)]
    found = []
    for place, number in session().execute(sa.union_all(*parts)):
        check = checks[place]
        ref = reference(check.kind, number)
        if scope.shows(ref):
            found.append((place, number, _finding(check, ref)))
    found.sort(key=lambda one: (one[2].level is not Level.error, *one[:2]))
    return [finding for _, _, finding in found]


def _finding(check: _Check, ref: str) -> Finding:
    return Finding(check.level, check.sheet, ref, check.column, check.words)


def _asked(actor: Actor, scope: Scope, place: int, check: _Check) -> sa.Select[Any]:
    statement = joined(
        sa.select(sa.literal(place).label("place"), check.model.number).select_from(check.model),
        check.model,
    )
    found: sa.Select[Any] = statement.where(*taken(actor, check.model, scope), check.wrong)
    return found


def _checks(scope: Scope) -> tuple[_Check, ...]:
    return (*_dates(scope), *_figures(), *_missing(), *_claims())


def _dates(scope: Scope) -> tuple[_Check, ...]:
    error, warning = Level.error, Level.warning
    claim, contract, cost = Claim, Contract, Cost
    return (
        _Check("Contracts", Kind.CONTRACT, contract, "ends_on", error, "It ends before it starts.",
               contract.ends_on < contract.starts_on),
        _Check("Contracts", Kind.CONTRACT, contract, "notice_by", error,
               "The last day for notice is after its end.", contract.notice_by > contract.ends_on),
        _Check("Costs", Kind.COST, cost, "ends_on", error, "It ends before it starts.",
               cost.ends_on < cost.starts_on),
        _Check("Evidence", Kind.EVIDENCE, Evidence, "expires_on", error,
               "It runs out before it was issued.", Evidence.expires_on < Evidence.issued_on),
        _Check("Questions", Kind.QUESTION, Question, "answered_on", error,
               "It was answered before it was asked.", Question.answered_on < Question.asked_on),
        _Check("Promises", Kind.PROMISE, Promise, "due_on", warning,
               "It was due before it was promised.", Promise.due_on < Promise.promised_on),
        _Check("Claims", Kind.CLAIM, claim, "said_on", error, "It was said on a day to come.",
               claim.said_on > scope.on),
        _Check("Meetings", Kind.MEETING, Meeting, "held_on", warning,
               "It was held on a day to come.", Meeting.held_on > scope.on),
        _Check("Payments", Kind.PAYMENT, Payment, "paid_on", error,
               "It was paid on a day to come.", Payment.paid_on > scope.on),
    )  # fmt: skip


def _figures() -> tuple[_Check, ...]:
    error, result = Level.error, ClaimResult
    outside = sa.or_(result.estimate < result.low, result.estimate > result.high)
    return (
        _Check("Costs", Kind.COST, Cost, "low_price", error,
               "The lowest price is above the highest.", Cost.low_price > Cost.high_price),
        _Check("Costs", Kind.COST, Cost, "vat_rate", error, "A rate of VAT is at most 100%.",
               Cost.vat_rate > _SHARES),
        _Check("Claims", Kind.CLAIM, Claim, "estimate", error,
               "A result lies outside its own interval.", _has_result(outside)),
        _Check("Claims", Kind.CLAIM, Claim, "estimate", error,
               "A result counts more people with the condition than were tested.",
               _has_result(result.positives > result.n)),
    )  # fmt: skip


def _missing() -> tuple[_Check, ...]:
    warning, now = Level.warning, ProductSupplier.role != SupplierRole.former
    return (
        _Check("Products", Kind.PRODUCT, Product, "supplier_names", warning,
               "Nobody has said who supplies it.",
               _none(ProductSupplier.product_id == Product.id, now)),
        _Check("Products", Kind.PRODUCT, Product, "accountable", warning,
               "Nobody answers for its use.",
               sa.and_(Product.accountable == "", Product.stage.in_(sorted(IN_PLAY)))),
        _Check("Suppliers", Kind.SUPPLIER, Supplier, "owner", warning,
               "Nobody of us looks after this supplier.", Supplier.owner == ""),
        _Check("Contracts", Kind.CONTRACT, Contract, "suppliers", warning,
               "It names no supplier.", _none(ContractSupplier.contract_id == Contract.id)),
        _Check("Contracts", Kind.CONTRACT, Contract, "products", warning,
               "It names no product.", _none(ContractProduct.contract_id == Contract.id)),
        _Check("Contracts", Kind.CONTRACT, Contract, "ends_on", warning,
               "Nobody has said when it ends.", Contract.ends_on.is_(None)),
        _Check("Costs", Kind.COST, Cost, "category", warning, "It is not sorted yet.",
               Cost.category.is_(None)),
    )  # fmt: skip


def _claims() -> tuple[_Check, ...]:
    shown = sa.exists().where(
        EvidenceLink.claim_id == Claim.id,
        EvidenceLink.unlinked_at.is_(None),
        Evidence.id == EvidenceLink.evidence_id,
        Evidence.archived_at.is_(None),
    )
    return (
        _Check("Claims", Kind.CLAIM, Claim, "strength", Level.error,
               "It is shown as tested, and no evidence stands behind it.",
               sa.and_(Claim.strength.in_(_RATED), ~shown)),
    )  # fmt: skip


def _has_result(wrong: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    return sa.exists().where(ClaimResult.claim_id == Claim.id, wrong)


def _none(*which: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    return ~sa.exists().where(*which)

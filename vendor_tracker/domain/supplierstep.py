"""The one next best step of a supplier, with its reason."""

from datetime import date, timedelta

from vendor_tracker.domain.contractfacts import ContractFacts
from vendor_tracker.domain.dossier import (
    SupplierDossier,
)
from vendor_tracker.domain.gaps import Action, Gap
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.steps import (
    NextStep,
    StepKind,
    gap_step,
    late_promise,
    promise_step,
)
from vendor_tracker.domain.wording import day


def supplier_step(
    supplier: SupplierDossier, gaps: tuple[Gap, ...], on: date, limits: Limits
) -> NextStep | None:
    """Return the step of a supplier; None while no product of it is in play."""
    if not supplier.products_in_play():
        return None
    promise = late_promise((p for p in supplier.promises if not p.product), on)
    if promise is not None:
        return promise_step(promise)
    return (
        _notice(supplier, on, limits)
        or gap_step(gap for gap in gaps if not gap.set_up)
        or gap_step(gaps)
        or _begin(supplier)
    )


def coming_notice(supplier: SupplierDossier, on: date) -> ContractFacts | None:
    """Return the contract whose day of notice comes next."""
    coming = [c for c in supplier.contracts if c.notice_by is not None and c.notice_by >= on]
    return min(coming, key=lambda c: (c.notice_by or date.max, c.reference), default=None)


def _notice(supplier: SupplierDossier, on: date, limits: Limits) -> NextStep | None:
    contract = coming_notice(supplier, on)
    if contract is None or contract.notice_by is None:
        return None
    if contract.notice_by > on + timedelta(days=limits.days_before_award):
        return None
    name = " ".join((contract.reference, contract.title)).strip()
    return NextStep(
        StepKind.notice,
        "Decide whether to go on or to give notice",
        f"Notice of {name} is due by {day(contract.notice_by)}.",
        Action.view,
        contract.reference,
        due_on=contract.notice_by,
    )


def _begin(supplier: SupplierDossier) -> NextStep:
    if supplier.contacts:
        text, reason, action = "Log the next meeting", "Nothing is open.", Action.log_meeting
    else:
        text, reason, action = (
            "Add a contact",
            "Nobody at the supplier is named, so nobody can be asked.",
            Action.add_contact,
        )
    return NextStep(StepKind.begin, text, reason, action, supplier.reference)

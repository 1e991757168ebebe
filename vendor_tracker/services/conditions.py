"""Keep the conditions of a decision as promises of our own."""

from collections.abc import Iterator, Sequence
from datetime import date
from textwrap import shorten

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.conditions import MOST, Condition
from vendor_tracker.domain.errors import Refused, RefusedMany
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.vocabulary import Outcome, Side, SupplierRole
from vendor_tracker.domain.wording import listed
from vendor_tracker.services import records
from vendor_tracker.services.transaction import touch
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Decision, ProductSupplier, Promise, Supplier


def read(
    outcome: Outcome | None, given: Sequence[Condition], decided_on: date | None
) -> tuple[Condition, ...]:
    """Return the rows that say something; refuse each at its own place when it cannot stand."""
    filled = tuple(one for one in given if not one.is_blank)
    if outcome is not Outcome.go_on_with_conditions:
        if filled:
            label = Outcome.go_on_with_conditions.label
            words = f"Conditions belong to “{label}”. Choose that, or clear them."
            raise Refused(words, field="outcome")
        return ()
    refusals = list(_refusals(given, decided_on or clock.today()))
    if not filled:
        words = "Name the conditions: what must follow, by whom and by when."
        refusals = [Refused(words, field=place(0, "text"))]
    if refusals:
        raise RefusedMany(refusals)
    return filled


def place(row: int, part: str) -> str:
    """Return the name of one box of one row, as a refusal names it."""
    return f"conditions-{row}-{part}"


def keep(actor: Actor, decision: Decision, wanted: Sequence[Condition]) -> tuple[str, ...]:
    """Make a promise of our own out of each condition, and return their references."""
    if not wanted:
        return ()
    supplier_id = _supplier(decision)
    made = [
        records.add(
            actor,
            Kind.PROMISE,
            Promise,
            side=Side.ours,
            supplier_id=supplier_id,
            product_id=decision.product_id,
            decision_id=decision.id,
            text=one.text.strip(),
            person=one.person.strip(),
            promised_on=decision.decided_on,
            due_on=one.due_on,
        )
        for one in wanted
    ]
    touch(actor, products=[decision.product_id], suppliers=[supplier_id])
    return tuple(reference(Kind.PROMISE, row.number) for row in made)


def refuse_open(decision: Decision, ref: str) -> None:
    """Refuse to put a decision away while promises of ours are still to be kept for it."""
    session().flush()
    rows = session().execute(
        sa.select(Promise.number, Promise.text)
        .where(
            Promise.organisation_id == decision.organisation_id,
            Promise.decision_id == decision.id,
            Promise.done_on.is_(None),
            Promise.archived_at.is_(None),
        )
        .order_by(Promise.number)
    )
    still = [
        f"{reference(Kind.PROMISE, number)} “{shorten(text.rstrip('.'), 60, placeholder=' …')}”"
        for number, text in rows
    ]
    if still:
        are = "condition is" if len(still) == 1 else "conditions are"
        raise Refused(
            f"{len(still)} {are} still open: {listed(still)}. "
            f"Note what is done, or put the rest away, before you put {ref} away."
        )


def _refusals(given: Sequence[Condition], decided_on: date) -> Iterator[Refused]:
    if len(given) > MOST:
        words = f"At most {MOST} conditions fit. Put the rest into a document."
        yield Refused(words, field=place(0, "text"))
    for row, one in enumerate(given):
        if one.is_blank:
            continue
        if not one.text.strip():
            yield Refused(f"Condition {row + 1}: say what must follow.", field=place(row, "text"))
        if one.due_on is None:
            words = f"Condition {row + 1}: enter the day by which it must be done."
            yield Refused(words, field=place(row, "due_on"))
        elif one.due_on < decided_on:
            words = f"Condition {row + 1}: this day lies before the decision."
            yield Refused(words, field=place(row, "due_on"))


def _supplier(decision: Decision) -> int:
    """Return the supplier that hears of the conditions: the product's first."""
    found = session().scalar(
        sa.select(ProductSupplier.supplier_id)
        .join(Supplier, Supplier.id == ProductSupplier.supplier_id)
        .where(
            ProductSupplier.organisation_id == decision.organisation_id,
            ProductSupplier.product_id == decision.product_id,
        )
        .order_by(
            Supplier.archived_at.is_not(None),
            ProductSupplier.role == SupplierRole.former,
            ProductSupplier.id,
        )
        .limit(1)
    )
    if found is None:
        raise Refused(
            "A condition is kept as a promise, and a promise belongs to a supplier. Name the "
            "supplier of the product first.",
            field="outcome",
        )
    return int(found)

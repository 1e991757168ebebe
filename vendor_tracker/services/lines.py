"""Log what was said: several lines of different kinds, all of them or none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.lines import Line, address_in, price_of
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind, reference, split
from vendor_tracker.domain.vocabulary import DisclosedBy, LineKind, Side
from vendor_tracker.services import claims, costs, evidence, nonces, promises, questions, records
from vendor_tracker.services.makers import main_supplier
from vendor_tracker.services.meetings import log_meeting
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Meeting, Product, Supplier

_TITLE = 120


@dataclass(frozen=True, slots=True)
class _Said:
    """Of whom or what the lines speak, and when they were said."""

    supplier: str
    product: str | None
    on: date
    meeting: str | None


@transactional
def log_lines(actor: Actor, *, about: str, lines: Sequence[Line], nonce: str = "") -> list[str]:
    """Log what was said today about a product or supplier, and return the references.

    Sent again with the same nonce, it makes nothing and returns what it made before.
    """
    actor.must(Permission.LOG)
    before = nonces.spent(actor, nonce)
    if before is not None:
        return before
    supplier, product = _subject(actor, about, lines)
    said = _Said(supplier, product, clock.today(), None)
    made = _log_all(actor, lines, said)
    nonces.made(actor, nonce, made, about)
    return made


@transactional
def log_meeting_lines(
    actor: Actor, *, meeting: dict[str, Any], lines: Sequence[Line], nonce: str = ""
) -> list[str]:
    """Log a meeting with everything that was said in it; the meeting's reference comes first."""
    actor.must(Permission.LOG)
    before = nonces.spent(actor, nonce)
    if before is not None:
        return before
    ref = log_meeting(actor, **meeting)
    said = _Said(meeting["supplier"], meeting.get("product"), meeting["held_on"], ref)
    made = [ref, *(_log_all(actor, lines, said) if lines else [])]
    nonces.made(actor, nonce, made, said.product or said.supplier)
    return made


@transactional
def add_lines_to_meeting(
    actor: Actor, ref: str, *, lines: Sequence[Line], nonce: str = ""
) -> list[str]:
    """Log more of what was said in a meeting that is here already."""
    actor.must(Permission.LOG)
    before = nonces.spent(actor, nonce)
    if before is not None:
        return before
    row = records.find(actor, Kind.MEETING, Meeting, ref)
    supplier = session().get_one(Supplier, row.supplier_id)
    product = None if row.product_id is None else session().get_one(Product, row.product_id)
    said = _Said(
        reference(Kind.SUPPLIER, supplier.number),
        None if product is None else reference(Kind.PRODUCT, product.number),
        row.held_on,
        ref,
    )
    made = _log_all(actor, lines, said)
    nonces.made(actor, nonce, made, said.product or said.supplier)
    return made


def _log_all(actor: Actor, lines: Sequence[Line], said: _Said) -> list[str]:
    if not lines:
        raise Refused("Write at least one line.", field="text")
    # In the order of kinds, so that two people logging at once lock counters in one order.
    made: dict[int, str] = {}
    for place, line in sorted(enumerate(lines), key=lambda pair: _COUNTER[pair[1].kind]):
        try:
            made[place] = _LOG[line.kind](actor, line, said)
        except Refused as refusal:
            raise Refused(
                refusal.message, field=f"lines-{place}-{_FIELDS.get(refusal.field or '', 'text')}"
            ) from refusal
    return [made[place] for place in sorted(made)]


def _log_statement(actor: Actor, line: Line, said: _Said) -> str:
    return claims.log_claim(
        actor,
        product=said.product,
        supplier=said.supplier or None,
        statement=line.text,
        said_on=said.on,
        meeting=said.meeting,
    )


def _log_price(actor: Actor, line: Line, said: _Said) -> str:
    price = price_of(line.per)
    return costs.log_cost(
        actor,
        supplier=said.supplier,
        product=said.product,
        description=line.text,
        charge=price.charge,
        unit=price.unit,
        quantity=price.quantity,
        unit_price=line.amount,
        disclosed_by=DisclosedBy.supplier,
        disclosed_on=said.on,
        disclosed_in=said.meeting or "",
        meeting=said.meeting,
    )


def _log_promise(actor: Actor, line: Line, said: _Said) -> str:
    return promises.log_promise(
        actor,
        side=Side.theirs if line.kind is LineKind.their_promise else Side.ours,
        supplier=said.supplier,
        product=said.product,
        text=line.text,
        person=line.person,
        promised_on=said.on,
        due_on=line.due_on,
        meeting=said.meeting,
    )


def _log_question(actor: Actor, line: Line, said: _Said) -> str:
    # In a meeting it was put to them there and then; else it still has to be asked.
    asked_on = said.on if said.meeting else None
    return questions.log_question(
        actor,
        supplier=said.supplier,
        product=said.product,
        text=line.text,
        asked_on=asked_on,
        meeting=said.meeting,
    )


def _log_document(actor: Actor, line: Line, said: _Said) -> str:
    title = " ".join(line.text.split())
    return evidence.add_evidence(
        actor,
        title=title if len(title) <= _TITLE else f"{title[: _TITLE - 1]}…",
        supplier=said.supplier or None,
        product=said.product,
        meeting=said.meeting,
        link_url=address_in(line.text),
    )


_LOG: dict[LineKind, Callable[[Actor, Line, _Said], str]] = {
    LineKind.statement: _log_statement,
    LineKind.price: _log_price,
    LineKind.their_promise: _log_promise,
    LineKind.our_promise: _log_promise,
    LineKind.question: _log_question,
    LineKind.document: _log_document,
}
_COUNTER = {
    LineKind.statement: Kind.CLAIM.value,
    LineKind.price: Kind.COST.value,
    LineKind.document: Kind.EVIDENCE.value,
    LineKind.their_promise: Kind.PROMISE.value,
    LineKind.our_promise: Kind.PROMISE.value,
    LineKind.question: Kind.QUESTION.value,
}
# Fields of the records under the names they have in the form of a line.
_FIELDS = {"unit_price": "amount", "quantity": "per", "due_on": "due_on", "person": "person"}


def _subject(actor: Actor, about: str, lines: Sequence[Line]) -> tuple[str, str | None]:
    found = split(about)
    if found is None or found[0] not in (Kind.PRODUCT, Kind.SUPPLIER):
        raise Refused("Say which product or supplier it is about.", field="about")
    if found[0] is Kind.SUPPLIER:
        return about, None
    product = records.find(actor, Kind.PRODUCT, Product, about)
    if product.archived_at is not None:
        raise Refused(f"{about} is archived. Bring it back first.", field="about")
    supplier = main_supplier(actor, product.id)
    if supplier is None and any(
        line.kind not in (LineKind.statement, LineKind.document) for line in lines
    ):
        raise Refused(
            f"{about} has no supplier yet, and prices, promises and questions need one. "
            "Add it to the product first, or choose the supplier here.",
            field="about",
        )
    return reference(Kind.SUPPLIER, supplier.number) if supplier else "", about

"""What a message to a supplier speaks of, and to whom it may go."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.claim_parts import BARS, parts_of
from vendor_tracker.domain.errors import NotFound, Refused
from vendor_tracker.domain.messages import Matter, Recipient
from vendor_tracker.domain.references import Kind, answer_name, reference, split
from vendor_tracker.domain.verdicts import standing
from vendor_tracker.domain.vocabulary import CostCategory, SupplierRole, Verdict
from vendor_tracker.storage.db import session
from vendor_tracker.storage.libraries import load_library
from vendor_tracker.storage.models import (
    Claim,
    Contact,
    ContactSupplier,
    Cost,
    Evidence,
    Product,
    ProductSupplier,
    Promise,
    Question,
    Supplier,
)
from vendor_tracker.storage.queries.claimfacts import load_claim_facts
from vendor_tracker.storage.queries.subjects import Subject, about, joined, product_of, supplier_of

MOST_MATTERS = 20
_TOO_MANY = f"A message asks at most {MOST_MATTERS} things. Ask the rest in a second one."
_ORDER = (SupplierRole.developer, SupplierRole.reseller, SupplierRole.host, SupplierRole.former)


@dataclass(frozen=True, slots=True)
class Asked:
    """What we want to ask, of which supplier, and the people there."""

    supplier: Subject
    product: Subject | None
    matters: tuple[Matter, ...]
    people: tuple[Recipient, ...]


def get_asked(
    actor: Actor,
    refs: Sequence[str],
    *,
    supplier: str = "",
    category: str = "",
    text: str = "",
    items: Sequence[str] = (),
) -> Asked:
    """Return what these records and items ask of a supplier; NotFound when one is unknown."""
    found: list[tuple[Matter, Subject | None, Subject | None]] = []
    for kind, numbers in _by_kind(refs).items():
        found += _READ[kind](actor, numbers)
    if len(found) != len(set(refs)):
        raise NotFound(", ".join(refs))
    place = {ref: number for number, ref in enumerate(refs)}
    found.sort(key=lambda one: place[one[0].reference])
    product = next((one[2] for one in found if one[2] is not None), None)
    whom = _supplier(actor, supplier) if supplier else _supplier_for(actor, found, product)
    matters = [_told(one[0], category, text) for one in found]
    if items:
        subject = product or whom
        # What is asked about a product is then what its items ask.
        matters = [one for one in matters if one.reference != subject.reference or one.text]
        matters += _of_items(actor, subject, items)
    if text.strip() and not any(matter.text == text.strip() for matter in matters):
        matters.append(Matter("", text.strip(), product.name if product else ""))
    return Asked(whom, product, tuple(matters), list_recipients(actor, whom.reference))


def _of_items(actor: Actor, subject: Subject, codes: Sequence[str]) -> list[Matter]:
    """Return what items ask in a letter; those that only we can answer ask nothing."""
    if len(codes) > MOST_MATTERS:
        raise Refused(_TOO_MANY)
    known = load_library(actor.organisation_id).by_code
    for code in codes:
        if code not in known:
            raise NotFound(code)
    about = subject.name if subject.reference.startswith(Kind.PRODUCT.value) else ""
    asked = [known[code] for code in codes if known[code].ask]
    if not asked:
        raise Refused("Only we can answer that: there is nothing to ask the supplier.")
    return [Matter(answer_name(subject.reference, one.code), one.ask, about) for one in asked]


def list_recipients(actor: Actor, supplier: str) -> tuple[Recipient, ...]:
    """Return the people at a supplier with what each is the right contact for."""
    whom = split(supplier)
    kinds: dict[int, set[Any]] = defaultdict(set)
    people: dict[int, Any] = {}
    rows = session().execute(
        sa.select(Contact.number, Contact.name, Contact.email, ContactSupplier.kind)
        .join(ContactSupplier, ContactSupplier.contact_id == Contact.id)
        .join(Supplier, Supplier.id == ContactSupplier.supplier_id)
        .where(
            Contact.organisation_id == actor.organisation_id,
            Contact.archived_at.is_(None),
            Supplier.number == (whom[1] if whom else 0),
        )
        .order_by(Contact.sort_key, Contact.id)
    )
    for row in rows:
        people[row.number] = row
        kinds[row.number].add(row.kind)
    return tuple(
        Recipient(reference(Kind.CONTACT, n), row.name, row.email, frozenset(kinds[n]))
        for n, row in people.items()
    )


def main_supplier_of(actor: Actor, product: str) -> Subject | None:
    """Return the supplier that answers for a product, or None when nobody is named."""
    found = split(product)
    rows = session().execute(
        sa.select(ProductSupplier.role, Supplier.number, Supplier.name)
        .join(Supplier, Supplier.id == ProductSupplier.supplier_id)
        .join(Product, Product.id == ProductSupplier.product_id)
        .where(
            Product.organisation_id == actor.organisation_id,
            Product.number == (found[1] if found else 0),
            Supplier.archived_at.is_(None),
        )
        .order_by(ProductSupplier.id)
    )
    first = min(rows, key=lambda row: _ORDER.index(row.role), default=None)
    return None if first is None else Subject(reference(Kind.SUPPLIER, first.number), first.name)


def _by_kind(refs: Sequence[str]) -> dict[Kind, list[int]]:
    found: dict[Kind, list[int]] = defaultdict(list)
    for ref in dict.fromkeys(refs):
        one = split(ref)
        if one is None or one[0] not in _READ:
            raise NotFound(ref)
        found[one[0]].append(one[1])
    if len(refs) > MOST_MATTERS:
        raise Refused(_TOO_MANY)
    return found


def _rows(actor: Actor, model: Any, numbers: Sequence[int], *columns: Any) -> list[Any]:
    statement = joined(sa.select(*columns, *about()), model).where(
        model.organisation_id == actor.organisation_id, model.number.in_(numbers)
    )
    return list(session().execute(statement))


def _matter(kind: Kind, row: Any, record: Any, text: str, **more: Any) -> Any:
    product = product_of(row)
    ref = reference(kind, record.number)
    matter = Matter(ref, text, product.name if product else "", **more)
    return matter, supplier_of(row), product


def _promises(actor: Actor, numbers: Sequence[int]) -> list[Any]:
    return [
        _matter(Kind.PROMISE, row, p, p.text, on=p.due_on, side=p.side)
        for row in _rows(actor, Promise, numbers, Promise)
        for p in (row.Promise,)
    ]


def _questions(actor: Actor, numbers: Sequence[int]) -> list[Any]:
    return [
        _matter(Kind.QUESTION, row, q, q.text, on=q.asked_on)
        for row in _rows(actor, Question, numbers, Question)
        for q in (row.Question,)
    ]


def _evidence(actor: Actor, numbers: Sequence[int]) -> list[Any]:
    return [
        _matter(Kind.EVIDENCE, row, e, e.title, on=e.expires_on, evidence_kind=e.kind)
        for row in _rows(actor, Evidence, numbers, Evidence)
        for e in (row.Evidence,)
    ]


def _costs(actor: Actor, numbers: Sequence[int]) -> list[Any]:
    return [
        _matter(
            Kind.COST,
            row,
            c,
            c.description or (c.category.label if c.category else ""),
            question=c.category.question if c.category else "",
            on=c.disclosed_on,
            is_known=c.unit_price is not None,
        )
        for row in _rows(actor, Cost, numbers, Cost)
        for c in (row.Cost,)
    ]


def _claims(actor: Actor, numbers: Sequence[int]) -> list[Any]:
    rows = _rows(actor, Claim, numbers, Claim)
    facts = load_claim_facts(actor.organisation_id, [row.Claim for row in rows])
    found = []
    for row in rows:
        known = facts[row.Claim.id]
        missing, ours = parts_of(known).missing, standing(known).ours
        short = ours is not None and ours.verdict is Verdict.fails
        words = tuple(p.label.lower() for p in missing if p.key not in BARS and p.key != "kind")
        said = row.Claim.statement
        found.append(_matter(Kind.CLAIM, row, row.Claim, said, missing=words, falls_short=short))
    return found


def _products(actor: Actor, numbers: Sequence[int]) -> list[Any]:
    rows = session().execute(
        sa.select(Product.number, Product.name).where(
            Product.organisation_id == actor.organisation_id, Product.number.in_(numbers)
        )
    )
    subjects = [Subject(reference(Kind.PRODUCT, row.number), row.name) for row in rows]
    return [(Matter(one.reference, "", one.name), None, one) for one in subjects]


_READ: dict[Kind, Callable[[Actor, Sequence[int]], list[Any]]] = {
    Kind.PROMISE: _promises,
    Kind.QUESTION: _questions,
    Kind.EVIDENCE: _evidence,
    Kind.COST: _costs,
    Kind.CLAIM: _claims,
    Kind.PRODUCT: _products,
}


def _told(matter: Matter, category: str, text: str) -> Matter:
    """Return what is asked about a product as such: a cost's question, or what was typed."""
    if not matter.reference.startswith(Kind.PRODUCT.value):
        return matter
    if category in CostCategory.__members__:
        asked = CostCategory(category)
        return Matter(
            matter.reference,
            asked.label,
            matter.product,
            question=asked.question,
            category=category,
        )
    return Matter(matter.reference, text.strip(), matter.product)


def _supplier(actor: Actor, ref: str) -> Subject:
    found = split(ref)
    row = (
        session()
        .execute(
            sa.select(Supplier.number, Supplier.name).where(
                Supplier.organisation_id == actor.organisation_id,
                Supplier.number == (found[1] if found and found[0] is Kind.SUPPLIER else 0),
            )
        )
        .first()
    )
    if row is None:
        raise NotFound(ref)
    return Subject(reference(Kind.SUPPLIER, row.number), row.name)


def _supplier_for(actor: Actor, found: Sequence[Any], product: Subject | None) -> Subject:
    known = next((one[1] for one in found if one[1] is not None), None)
    whom = known or (main_supplier_of(actor, product.reference) if product else None)
    if whom is None:
        raise Refused("Nobody is named who supplies it. Add the supplier to the product first.")
    return whom

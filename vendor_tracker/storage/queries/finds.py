"""Find any record by its reference or name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain import names
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.references import Kind, answer_name, reference, split, split_answer
from vendor_tracker.storage.db import session
from vendor_tracker.storage.libraries import load_library
from vendor_tracker.storage.models import (
    Batch,
    Claim,
    Contact,
    Contract,
    Evidence,
    Flag,
    Job,
    Product,
    Supplier,
)
from vendor_tracker.storage.queries.claims import ClaimFilter, list_claims
from vendor_tracker.storage.queries.contacts import list_contacts
from vendor_tracker.storage.queries.contracts import ContractFilter, list_contracts
from vendor_tracker.storage.queries.evidence import EvidenceFilter, list_evidence
from vendor_tracker.storage.queries.paging import Asked, Page, like
from vendor_tracker.storage.queries.productlists import ProductFilter, list_products
from vendor_tracker.storage.queries.suppliers import list_suppliers
from vendor_tracker.storage.references import id_of

_EACH = 10
_COUNTED = Asked(size=1)


@dataclass(frozen=True, slots=True)
class Found:
    """Some records of one kind that hold the text."""

    title: str
    kind: Kind
    rows: Sequence[tuple[str, str]]
    # How many that kind's own list shows for the text, when there are more than these.
    in_list: int = 0


def find_reference(actor: Actor, text: str) -> str | None:
    """Return the reference a text names, if there is such a record here."""
    found = split(text)
    if found is None:
        return _find_answer(actor, text)
    kind, number = found
    model: type[Any] | None = {Kind.FLAG: Flag, Kind.BATCH: Batch, Kind.JOB: Job}.get(kind)
    if model is not None:
        known = session().scalar(
            sa.select(model.id).where(
                model.organisation_id == actor.organisation_id, model.number == number
            )
        )
        return None if known is None else reference(kind, number)
    try:
        id_of(actor.organisation_id, kind, reference(kind, number))
    except NotFound:
        return None
    return reference(kind, number)


def _find_answer(actor: Actor, text: str) -> str | None:
    """Return the name of an answer of a product or supplier, such as PRD-7/CORE-01."""
    named = split_answer(text.upper())
    subject = split(named[0]) if named else None
    if named is None or subject is None or find_reference(actor, named[0]) is None:
        return None
    is_asked = named[1] in load_library(actor.organisation_id).by_code
    return answer_name(reference(*subject), named[1]) if is_asked else None


def find_by_name(actor: Actor, text: str) -> list[Found]:
    """Return records whose name holds the text, a few of each kind."""
    folded, plain = like(names.sort_key(text)), like(text.casefold())
    searched: list[tuple[str, Kind, Any, Any, Any, str]] = [
        ("Products", Kind.PRODUCT, Product, Product.name, Product.sort_key, folded),
        ("Suppliers", Kind.SUPPLIER, Supplier, Supplier.name, Supplier.sort_key, folded),
        ("People", Kind.CONTACT, Contact, Contact.name, Contact.sort_key, folded),
        ("Contracts", Kind.CONTRACT, Contract, Contract.title, None, plain),
        ("Evidence", Kind.EVIDENCE, Evidence, Evidence.title, None, plain),
        ("Claims", Kind.CLAIM, Claim, Claim.statement, None, plain),
    ]
    found = []
    for title, kind, model, shown, column, pattern in searched:
        key = sa.func.lower(shown) if column is None else column
        rows = session().execute(
            sa.select(model.number, shown)
            .where(
                model.organisation_id == actor.organisation_id,
                model.archived_at.is_(None),
                key.like(pattern, escape="\\"),
            )
            .order_by(key, model.id)
            .limit(_EACH + 1)
        )
        lines = [(reference(kind, number), name) for number, name in rows]
        if lines:
            in_list = _listed(actor, kind, text).total if len(lines) > _EACH else 0
            found.append(Found(title, kind, lines[:_EACH], in_list))
    return found


def _listed(actor: Actor, kind: Kind, text: str) -> Page[Any]:
    """Return the beginning of a kind's own list for a text; it looks at more than names."""
    on = clock.today()
    lists: dict[Kind, Callable[[], Page[Any]]] = {
        Kind.PRODUCT: lambda: list_products(actor, ProductFilter(text=text), _COUNTED),
        Kind.SUPPLIER: lambda: list_suppliers(actor, text=text, asked=_COUNTED),
        Kind.CONTACT: lambda: list_contacts(actor, text=text, asked=_COUNTED),
        Kind.CONTRACT: lambda: list_contracts(actor, ContractFilter(on, text=text), _COUNTED),
        Kind.EVIDENCE: lambda: list_evidence(
            actor, EvidenceFilter(text=text), on=on, warning_days=0, asked=_COUNTED
        ),
        Kind.CLAIM: lambda: list_claims(actor, ClaimFilter(text=text), _COUNTED),
    }
    return lists[kind]()

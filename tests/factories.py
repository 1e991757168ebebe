"""Make records with as few words as a test needs; each returns its reference.

Written straight to the tables: a test about pages or flags does not depend on what a service
would refuse. Other records are named by reference (`supplier="SUP-1"`), every further field by
the name of its column.
"""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain import names
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.references import Kind, reference, split
from vendor_tracker.domain.vocabulary import (
    Charge,
    ContactKind,
    EvidenceKind,
    Gate,
    MeetingKind,
    Side,
    Stage,
    SupplierRole,
)
from vendor_tracker.services import records
from vendor_tracker.services.transaction import touch, transactional
from vendor_tracker.storage import models
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models.base import Record
from vendor_tracker.storage.references import id_of

ME = "Imaging lead"
Suppliers = str | Sequence[str] | None


@transactional
def make_supplier(actor: Actor, name: str = "Fenwick Imaging (example)", **fields: Any) -> str:
    """Make a supplier that somebody looks after."""
    wanted: dict[str, Any] = {"owner": ME, "owner_hours": Decimal(4), **fields}
    row = records.add(actor, Kind.SUPPLIER, models.Supplier, **_named(name), **wanted)
    touch(actor, suppliers=[row.id])
    return reference(Kind.SUPPLIER, row.number)


@transactional
def make_contact(
    actor: Actor,
    name: str = "Sales desk",
    *,
    supplier: str,
    kind: ContactKind = ContactKind.commercial,
    **fields: Any,
) -> str:
    """Make a person at a supplier."""
    row = records.add(actor, Kind.CONTACT, models.Contact, **_named(name), **fields)
    _add_child(actor, models.ContactSupplier, contact_id=row.id, kind=kind, supplier=supplier)
    touch(actor, suppliers=_ids(actor, supplier))
    return reference(Kind.CONTACT, row.number)


@transactional
def make_product(
    actor: Actor,
    name: str = "Head CT Bleed Alert (example)",
    *,
    supplier: Suppliers = None,
    stage: Stage = Stage.evaluating,
    role: SupplierRole = SupplierRole.developer,
    **fields: Any,
) -> str:
    """Make a product of these suppliers; without more words it is being evaluated."""
    wanted: dict[str, Any] = {"accountable": ME, "about": {}, **fields}
    row = records.add(actor, Kind.PRODUCT, models.Product, stage=stage, **_named(name), **wanted)
    for ref in _many(supplier):
        _add_child(actor, models.ProductSupplier, product_id=row.id, role=role, supplier=ref)
    touch(actor, products=[row.id], suppliers=_ids(actor, supplier))
    return reference(Kind.PRODUCT, row.number)


@transactional
def make_version(actor: Actor, *, product: str, name: str = "2.1", **fields: Any) -> str:
    """Make a version of a product."""
    return _add(actor, Kind.VERSION, product=product, name=name, **fields)


@transactional
def make_claim(
    actor: Actor,
    *,
    product: str | None = None,
    thresholds: Sequence[dict[str, Any]] = (),
    results: Sequence[dict[str, Any]] = (),
    **fields: Any,
) -> str:
    """Make a claim with its bars and results; without more words it is not sorted yet."""
    wanted: dict[str, Any] = {
        "statement": "Finds nine bleeds in ten.",
        "said_on": clock.today(),
        **fields,
    }
    ref = _add(actor, Kind.CLAIM, product=product, **wanted)
    for bar in thresholds:
        _add_child(actor, models.ClaimThreshold, claim=ref, **bar)
    for result in results:
        _add_child(actor, models.ClaimResult, claim=ref, **result)
    return ref


@transactional
def make_cost(actor: Actor, *, supplier: str, product: str | None = None, **fields: Any) -> str:
    """Make a cost line; without more words it is yearly and has no figure."""
    wanted = {"charge": Charge.yearly, **fields}
    return _add(actor, Kind.COST, supplier=supplier, product=product, **wanted)


@transactional
def make_contract(
    actor: Actor, *, supplier: Suppliers, product: Suppliers = None, **fields: Any
) -> str:
    """Make a contract with these suppliers about these products."""
    row = records.add(
        actor, Kind.CONTRACT, models.Contract, **{"title": "Imaging licence", **fields}
    )
    for ref in _many(supplier):
        _add_child(actor, models.ContractSupplier, contract_id=row.id, supplier=ref)
    for ref in _many(product):
        _add_child(actor, models.ContractProduct, contract_id=row.id, product=ref)
    touch(actor, products=_ids(actor, product), suppliers=_ids(actor, supplier))
    return reference(Kind.CONTRACT, row.number)


@transactional
def make_meeting(
    actor: Actor,
    *,
    supplier: str,
    held_on: date | None = None,
    kind: MeetingKind = MeetingKind.review,
    **fields: Any,
) -> str:
    """Make a meeting; without more words it was held today."""
    wanted = {"held_on": held_on or clock.today(), "kind": kind, **fields}
    return _add(actor, Kind.MEETING, supplier=supplier, **wanted)


@transactional
def make_promise(actor: Actor, *, supplier: str, side: Side = Side.theirs, **fields: Any) -> str:
    """Make a promise; without more words it is theirs."""
    wanted = {"text": "Send results by age group.", **fields}
    return _add(actor, Kind.PROMISE, supplier=supplier, side=side, **wanted)


@transactional
def make_question(actor: Actor, *, supplier: str, **fields: Any) -> str:
    """Make a question to a supplier."""
    wanted = {"text": "Who watches for drift?", **fields}
    return _add(actor, Kind.QUESTION, supplier=supplier, **wanted)


@transactional
def make_evidence(
    actor: Actor,
    *,
    title: str = "Test report",
    kind: EvidenceKind = EvidenceKind.study,
    about: Sequence[str] = (),
    **fields: Any,
) -> str:
    """Make a piece of evidence, linked to the records it is about."""
    ref = _add(actor, Kind.EVIDENCE, title=title, kind=kind, **fields)
    for other in about:
        linked = {_kind(other).name.lower(): other, "linked_at": clock.now()}
        _add_child(actor, models.EvidenceLink, evidence=ref, **linked)
    return ref


@transactional
def make_decision(actor: Actor, *, product: str, gate: Gate = Gate.award, **fields: Any) -> str:
    """Make a decision, planned or taken."""
    return _add(actor, Kind.DECISION, product=product, gate=gate, **fields)


@transactional
def make_many(times: int, make: Callable[[int], object]) -> None:
    """Make so many records in one write, each told its number, which begins at 0."""
    for number in range(times):
        make(number)


@transactional
def change(actor: Actor, ref: str, **fields: Any) -> None:
    """Change columns of any record, whatever its version, and touch what it belongs to."""
    row = _row(actor, ref)
    _touch(actor, row)
    records.change(actor, _kind(ref), row, version=None, **_columns(actor, fields))
    _touch(actor, row)


@transactional
def archive(actor: Actor, ref: str, reason: str = "entered twice") -> None:
    """Put any record away."""
    row = _row(actor, ref)
    records.archive(actor, _kind(ref), row, version=None, reason=reason)
    _touch(actor, row)


@transactional
def restore(actor: Actor, ref: str) -> None:
    """Bring any record back."""
    row = _row(actor, ref)
    records.restore(actor, _kind(ref), row, version=None)
    _touch(actor, row)


_MODELS: dict[Kind, type[Any]] = {
    Kind.SUPPLIER: models.Supplier,
    Kind.CONTACT: models.Contact,
    Kind.PRODUCT: models.Product,
    Kind.VERSION: models.ProductVersion,
    Kind.CLAIM: models.Claim,
    Kind.COST: models.Cost,
    Kind.CONTRACT: models.Contract,
    Kind.MEETING: models.Meeting,
    Kind.PROMISE: models.Promise,
    Kind.QUESTION: models.Question,
    Kind.EVIDENCE: models.Evidence,
    Kind.DECISION: models.Decision,
}
_PARENTS = {kind.name.lower(): kind for kind in _MODELS}


def _add(actor: Actor, kind: Kind, /, **fields: Any) -> str:
    row = records.add(actor, kind, _MODELS[kind], **_columns(actor, fields))
    _touch(actor, row)
    return reference(kind, row.number)


def _add_child(actor: Actor, model: type[Any], **fields: Any) -> None:
    session().add(model(organisation_id=actor.organisation_id, **_columns(actor, fields)))
    session().flush()


def _touch(actor: Actor, row: Any) -> None:
    """Touch the product and supplier of a record; a product or supplier touches itself."""
    own = {models.Product: "products", models.Supplier: "suppliers"}.get(type(row))
    if own is not None:
        touch(actor, **{own: [row.id]})
    if isinstance(row, models.Contract):
        touch(actor, **_parties(row))
    product_id = getattr(row, "product_id", None)
    touch(actor, products=[product_id], suppliers=[getattr(row, "supplier_id", None)])


def _parties(row: models.Contract) -> dict[str, list[int]]:
    products, suppliers = models.ContractProduct, models.ContractSupplier
    return {
        "products": _children(products.product_id, products.contract_id == row.id),
        "suppliers": _children(suppliers.supplier_id, suppliers.contract_id == row.id),
    }


def _children(column: Any, condition: Any) -> list[int]:
    return list(session().scalars(sa.select(column).where(condition)))


def _row(actor: Actor, ref: str) -> Record:
    found: Record = records.find(actor, _kind(ref), _MODELS[_kind(ref)], ref)
    return found


def _kind(ref: str) -> Kind:
    found = split(ref)
    assert found is not None
    return found[0]


def _columns(actor: Actor, fields: dict[str, Any]) -> dict[str, Any]:
    """Return fields with references of other records replaced by their private keys."""
    columns = {name: value for name, value in fields.items() if name not in _PARENTS}
    for name in _PARENTS.keys() & fields.keys():
        ref = fields[name]
        columns[f"{name}_id"] = ref and id_of(actor.organisation_id, _PARENTS[name], ref)
    return columns


def _named(name: str) -> dict[str, str]:
    return {"name": name, "name_key": names.name_key(name), "sort_key": names.sort_key(name)}


def _many(refs: Suppliers) -> Sequence[str]:
    return (refs,) if isinstance(refs, str) else refs or ()


def _ids(actor: Actor, refs: Suppliers) -> list[int]:
    return [id_of(actor.organisation_id, _kind(ref), ref) for ref in _many(refs)]

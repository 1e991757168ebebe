"""Suppliers and products by name or reference: what a record is about."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain import names
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.references import Kind, reference, split
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import FormNonce, Product, Supplier, User
from vendor_tracker.storage.queries.paging import like

MOST_CHOICES = 400
_LAST_FORMS = 50
_MODELS: dict[Kind, type[Any]] = {Kind.PRODUCT: Product, Kind.SUPPLIER: Supplier}


@dataclass(frozen=True, slots=True)
class Subject:
    """One supplier or product, by reference and name."""

    reference: str
    name: str

    def __str__(self) -> str:
        """Say both, as they are typed in a form."""
        return f"{self.reference} {self.name}"


def list_subjects(actor: Actor, kinds: tuple[Kind, ...] = tuple(_MODELS)) -> list[Subject]:
    """Return products and suppliers for a form, those this person used last first."""
    found: dict[str, Subject] = {}
    for ref in _last_used(actor):
        for subject in _by_reference(actor, ref, kinds):
            found.setdefault(subject.reference, subject)
    for kind in kinds:
        model = _MODELS[kind]
        for subject in _read(_live(actor, model).order_by(model.sort_key, model.id), kind):
            found.setdefault(subject.reference, subject)
    return list(found.values())[:MOST_CHOICES]


def find_last_used(actor: Actor) -> Subject | None:
    """Return what this person's last form was about, or None before the first."""
    return next((one for ref in _last_used(actor) if (one := get_subject(actor, ref))), None)


def find_subjects(
    actor: Actor, text: str, kinds: tuple[Kind, ...] = tuple(_MODELS)
) -> list[Subject]:
    """Return what a typed text may mean: its reference, else its name, else part of a name."""
    first = text.split(maxsplit=1)[0] if text.split() else ""
    if split(first) is not None:
        return _by_reference(actor, first, kinds)
    key = names.sort_key(text)
    if not key:
        return []
    for condition in ("equal", "part"):
        found = [
            subject
            for kind in kinds
            for subject in _read(_named(actor, _MODELS[kind], key, condition), kind)
        ]
        if found:
            return found
    return []


def get_subject(actor: Actor, ref: str) -> Subject | None:
    """Return a supplier or product that is not archived, or None."""
    return next(iter(_by_reference(actor, ref, tuple(_MODELS))), None)


def subject_of(kind: Kind, number: int | None, name: str | None) -> Subject | None:
    """Return the subject of a joined row, or None where there is none."""
    return None if number is None else Subject(reference(kind, number), name or "")


def about() -> tuple[sa.ColumnElement[Any], ...]:
    """Return the columns that name what a record is about; see `joined`."""
    return (
        Supplier.number.label("supplier_number"),
        Supplier.name.label("supplier_name"),
        Product.number.label("product_number"),
        Product.name.label("product_name"),
    )


def joined(statement: sa.Select[Any], model: Any) -> sa.Select[Any]:
    """Return the statement joined to the supplier and product of its records."""
    return (
        statement.select_from(model)
        .outerjoin(
            Supplier,
            (Supplier.id == model.supplier_id)
            & (Supplier.organisation_id == model.organisation_id),
        )
        .outerjoin(
            Product,
            (Product.id == model.product_id) & (Product.organisation_id == model.organisation_id),
        )
    )


def written(statement: sa.Select[Any], model: Any) -> sa.Select[Any]:
    """Return the statement joined as well to the person who wrote its records."""
    return joined(statement, model).outerjoin(User, User.id == model.created_by)


def supplier_of(row: Any) -> Subject | None:
    """Return the supplier of a joined row."""
    return subject_of(Kind.SUPPLIER, row.supplier_number, row.supplier_name)


def product_of(row: Any) -> Subject | None:
    """Return the product of a joined row."""
    return subject_of(Kind.PRODUCT, row.product_number, row.product_name)


def _by_reference(actor: Actor, ref: str, kinds: tuple[Kind, ...]) -> list[Subject]:
    found = split(ref)
    if found is None or found[0] not in kinds:
        return []
    model = _MODELS[found[0]]
    return _read(_live(actor, model).where(model.number == found[1]), found[0])


def _named(actor: Actor, model: Any, key: str, condition: str) -> sa.Select[Any]:
    statement = _live(actor, model).order_by(model.sort_key, model.id).limit(6)
    if condition == "equal":
        return statement.where(model.sort_key == key)
    return statement.where(model.sort_key.like(like(key), escape="\\"))


def _live(actor: Actor, model: Any) -> sa.Select[Any]:
    return (
        sa.select(model.number, model.name)
        .where(model.organisation_id == actor.organisation_id, model.archived_at.is_(None))
        .limit(MOST_CHOICES)
    )


def _read(statement: sa.Select[Any], kind: Kind) -> list[Subject]:
    rows = session().execute(statement)
    return [Subject(reference(kind, number), name) for number, name in rows]


def _last_used(actor: Actor) -> list[str]:
    """Return what the last forms of this person were about, the last one first."""
    rows = session().scalars(
        sa.select(FormNonce.about)
        .where(
            FormNonce.organisation_id == actor.organisation_id,
            FormNonce.sent_by == actor.user_id,
            FormNonce.about != "",
        )
        .order_by(FormNonce.id.desc())
        .limit(_LAST_FORMS)
    )
    return list(dict.fromkeys(rows))[:5]

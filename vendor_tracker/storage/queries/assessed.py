"""What checklists ask of one product or supplier, and who is at each answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.assessing import Reading
from vendor_tracker.domain.dossier import ProductDossier, SupplierDossier
from vendor_tracker.domain.vocabulary import ItemAbout, Known, ReviewState, SupplierRole
from vendor_tracker.storage import models
from vendor_tracker.storage.db import session
from vendor_tracker.storage.dossiers.answers import load_product_answers, load_supplier_answers
from vendor_tracker.storage.dossiers.contracts import load_over_5m
from vendor_tracker.storage.dossiers.rows import contract_facts, contracts_of, fetch, grouped, name
from vendor_tracker.storage.libraries import load_library
from vendor_tracker.storage.models import Answer, Product, ProductSupplier, Supplier, User
from vendor_tracker.storage.queries.heads import Found, ProductHead

_CONTRACTS = contracts_of(models.ContractProduct.__table__.c.product_id)


@dataclass(frozen=True, slots=True)
class Work:
    """Who is to answer an item and by when, and where its answer stands with a reviewer."""

    review: ReviewState | None = None
    assignee: str = ""
    due_on: date | None = None
    # Why an item was set aside, in the words of whoever answered.
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item with what its answer is worth, the page it is answered on, and who is at it."""

    reading: Reading
    # Reference of the product or supplier that is to answer; empty when it is about us.
    subject: str
    work: Work


# By whom the answer belongs to and its item.
Works = Mapping[tuple[str, str], Work]
_NOBODY = Work()


def load_assessed(actor: Actor, found: Found) -> ProductDossier:
    """Return of a product all that tells which items apply and what their answers are worth."""
    own, head = actor.organisation_id, found.head
    library = load_library(own)
    contracts = grouped(fetch(_CONTRACTS, own, [found.id]), contract_facts)
    large = load_over_5m(own, contracts, clock.today())
    return ProductDossier(
        head.reference,
        stage=head.stage,
        esf_tier=found.esf_tier,
        about={fact: answer[0] for fact, answer in found.about.items()},
        versions=tuple(line.facts for line in head.versions),
        contracts=contracts.get(found.id, ()),
        decisions=head.decisions,
        answers=load_product_answers(own, [found.id], library).get(found.id) or {},
        library=library,
        over_5m=large.get(found.id, Known.unknown),
    )


def load_assessed_supplier(actor: Actor, supplier_id: int, ref: str) -> SupplierDossier:
    """Return of a supplier what was answered about it."""
    own = actor.organisation_id
    library = load_library(own)
    answers = load_supplier_answers(own, [supplier_id], library).get(supplier_id) or {}
    return SupplierDossier(ref, answers=answers, library=library)


def load_works(
    actor: Actor, product_id: int | None = None, supplier_id: int | None = None
) -> Works:
    """Return who is at the answers that a product hears, that a supplier has, or that we have."""
    rows = session().execute(
        sa.select(
            Answer.item_code, Product.number, Supplier.number, Answer.review, User.name,
            Answer.due_on, Answer.reason,
        )
        .outerjoin(Product, Product.id == Answer.product_id)
        .outerjoin(Supplier, Supplier.id == Answer.supplier_id)
        .outerjoin(User, User.id == Answer.assignee_id)
        .where(
            Answer.organisation_id == actor.organisation_id,
            Answer.archived_at.is_(None),
            heard_by(actor, product_id, supplier_id),
        )
    )  # fmt: skip
    return {
        (name("PRD", product) or name("SUP", supplier), item): Work(
            review, assignee or "", due, reason
        )
        for item, product, supplier, review, assignee, due, reason in rows
    }


def lines_of(
    readings: Iterable[Reading], works: Works, answers_for: Mapping[ItemAbout, str]
) -> tuple[ItemLine, ...]:
    """Return readings with the page that answers each; `answers_for` names it where none is."""
    return tuple(_line(reading, works, answers_for) for reading in readings)


def answering(head: ProductHead) -> Mapping[ItemAbout, str]:
    """Return whose page answers the items of a product, by whom they are about."""
    suppliers = [one.reference for one in head.suppliers if one.role != SupplierRole.former]
    return {
        ItemAbout.organisation: "",
        ItemAbout.supplier: suppliers[0] if suppliers else head.reference,
        ItemAbout.product: head.reference,
        ItemAbout.version: head.reference,
    }


def _line(reading: Reading, works: Works, answers_for: Mapping[ItemAbout, str]) -> ItemLine:
    answer, item = reading.answer, reading.item
    if answer is None:
        return ItemLine(reading, answers_for[item.about], _NOBODY)
    return ItemLine(reading, answer.of, works.get((answer.of, item.code), _NOBODY))


def heard_by(
    actor: Actor, product_id: int | None, supplier_id: int | None
) -> sa.ColumnElement[bool]:
    """Return what picks the answers that a product hears, a supplier has, or that we have."""
    if supplier_id is not None:
        return Answer.supplier_id == supplier_id
    ours = sa.and_(Answer.product_id.is_(None), Answer.supplier_id.is_(None))
    if product_id is None:
        return ours
    heard = suppliers_heard(actor, product_id)
    return sa.or_(ours, Answer.product_id == product_id, Answer.supplier_id.in_(heard))


def suppliers_heard(actor: Actor, product_id: int) -> sa.Select[int]:
    """Return the private keys of the suppliers that answer for a product today."""
    return sa.select(ProductSupplier.supplier_id).where(
        ProductSupplier.organisation_id == actor.organisation_id,
        ProductSupplier.product_id == product_id,
        ProductSupplier.role != SupplierRole.former,
    )

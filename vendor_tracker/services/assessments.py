"""Open checklists for a product, a supplier or us, and mark who hears of an answer."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.checklists.model import Item
from vendor_tracker.domain.dossier import IN_PLAY
from vendor_tracker.domain.errors import NotFound, Refused
from vendor_tracker.domain.references import Kind, split
from vendor_tracker.domain.vocabulary import ItemAbout
from vendor_tracker.services import records
from vendor_tracker.services.transaction import touch, touch_alone
from vendor_tracker.storage import models, statuses
from vendor_tracker.storage.db import session
from vendor_tracker.storage.libraries import load_library
from vendor_tracker.storage.models import Answer, Assessment, Product
from vendor_tracker.storage.snapshots import PLANS

# What we answer of ourselves is heard by every product: more than these wait for the next pass.
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom an item is answered for: a product, a supplier, or us when there is no reference."""

    reference: str = ""
    product_id: int | None = None
    supplier_id: int | None = None


def find_subject(actor: Actor, ref: str) -> Subject:
    """Return a live product, a live supplier, or us for an empty reference."""
    if not ref:
        return Subject()
    found = split(ref)
    if found is None or found[0] not in (Kind.PRODUCT, Kind.SUPPLIER):
        raise NotFound(ref)
    kind, name = found[0], ref.strip().upper()
    row = records.find(actor, kind, PLANS[kind].model, name)
    if row.archived_at is not None:
        raise Refused(f"{name} is archived. Bring it back first.")
    return Subject(name, product_id=row.id) if kind is Kind.PRODUCT else Subject(
        name, supplier_id=row.id)  # fmt: skip


def find_item(actor: Actor, code: str) -> Item:
    """Return an item of a checklist in force; one that was retired is not found."""
    item = load_library(actor.organisation_id).by_code.get(code)
    if item is None:
        raise NotFound(code)
    return item


def find_asked(actor: Actor, ref: str, code: str) -> tuple[Subject, Item]:
    """Return whom and what to answer; refuse an item that is not about whom is named."""
    subject, item = find_subject(actor, ref), find_item(actor, code)
    must_belong(subject, item)
    return subject, item


def is_override(subject: Subject, item: Item) -> bool:
    """Tell whether an answer here would stand in for that of the supplier."""
    return subject.product_id is not None and item.about is ItemAbout.supplier


def must_belong(subject: Subject, item: Item) -> None:
    """Refuse to answer an item for somebody whom it is not about, and say where to answer it."""
    if item.about is ItemAbout.organisation:
        if subject.reference:
            raise Refused(
                f"{item.code} is about us and counts for every product. "
                "Answer it once, under our own checklists.",
                field="state",
            )
    elif item.about is ItemAbout.supplier:
        if not subject.reference:
            raise Refused(
                f"{item.code} is about a supplier. Answer it on that supplier’s page.",
                field="state",
            )
    elif subject.product_id is None:
        raise Refused(
            f"{item.code} is about a product. Answer it on that product’s page.", field="state"
        )


def find_answer(actor: Actor, subject: Subject, item: Item) -> Answer | None:
    """Return the row of an answer, archived or not, read inside this write."""
    session().flush()
    return session().scalar(
        sa.select(Answer)
        .where(
            Answer.organisation_id == actor.organisation_id,
            Answer.product_id.is_not_distinct_from(subject.product_id),
            Answer.supplier_id.is_not_distinct_from(subject.supplier_id),
            Answer.item_code == item.code,
        )
        .execution_options(populate_existing=True)
    )


def make_answer(actor: Actor, subject: Subject, item: Item, **fields: Any) -> Answer:
    """Add the row of an answer, in the assessment of its checklist."""
    return records.add(
        actor,
        Kind.ANSWER,
        Answer,
        assessment_id=open_assessment(actor, subject, item.checklist).id,
        product_id=subject.product_id,
        supplier_id=subject.supplier_id,
        item_code=item.code,
        **fields,
    )


def open_assessment(actor: Actor, subject: Subject, code: str) -> Assessment:
    """Return the assessment of a checklist, gone over to the version in force."""
    version = _version(actor, code)
    row = session().scalar(
        sa.select(Assessment).where(
            Assessment.organisation_id == actor.organisation_id,
            Assessment.product_id.is_not_distinct_from(subject.product_id),
            Assessment.supplier_id.is_not_distinct_from(subject.supplier_id),
            Assessment.checklist_code == code,
        )
    )
    if row is None:
        return records.add(
            actor,
            Kind.ASSESSMENT,
            Assessment,
            product_id=subject.product_id,
            supplier_id=subject.supplier_id,
            checklist_code=code,
            checklist_version=version,
            opened_on=clock.today(),
        )
    records.change(actor, Kind.ASSESSMENT, row, version=None, checklist_version=version)
    return row


def version_of(actor: Actor, item: Item) -> str:
    """Return the version of an item's checklist that is in force."""
    return _version(actor, item.checklist)


def _version(actor: Actor, code: str) -> str:
    return load_library(actor.organisation_id).by_checklist[code].version


def touch_hearers(actor: Actor, product_id: int | None, supplier_id: int | None) -> None:
    """Mark whom an answer about this product, this supplier or, without either, us concerns."""
    if product_id is not None:
        touch_alone(actor, products=[product_id])
    elif supplier_id is not None:
        touch(actor, suppliers=[supplier_id])
    else:
        _touch_all(actor)


def touch_answers_of_evidence(actor: Actor, evidence_id: int) -> None:
    """Mark whom the answers concern that a piece of evidence supports."""
    link = models.EvidenceLink
    rows = session().execute(
        sa.select(Answer.product_id, Answer.supplier_id)
        .join(link, link.answer_id == Answer.id)
        .where(
            link.organisation_id == actor.organisation_id,
            link.evidence_id == evidence_id,
            link.unlinked_at.is_(None),
        )
        .distinct()
    )
    for product_id, supplier_id in rows:
        touch_hearers(actor, product_id, supplier_id)


def _touch_all(actor: Actor) -> None:
    mine = (
        Product.organisation_id == actor.organisation_id,
        Product.archived_at.is_(None),
        Product.stage.in_(sorted(IN_PLAY)),
    )
    found = session().scalars(sa.select(Product.id).where(*mine).limit(_AT_ONCE + 1)).all()
    if len(found) > _AT_ONCE:
        statuses.make_all_due(actor.organisation_id, clock.today())
    else:
        touch_alone(actor, products=found)

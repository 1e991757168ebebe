"""The questions of a request: which may be asked, how they are frozen, what an answer leaves."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.checklists.model import Item
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.requestcosts import CHECKLIST, HOW, SECTION, cost_of, open_costs
from vendor_tracker.domain.requests import Given, open_for_product, open_for_supplier
from vendor_tracker.domain.vocabulary import (
    AnswerKind,
    CostCategory,
    ItemAbout,
    RequestReview,
)
from vendor_tracker.services import assessments
from vendor_tracker.storage.db import session
from vendor_tracker.storage.dossiers import load_product_dossiers, load_supplier_dossiers
from vendor_tracker.storage.libraries import load_library
from vendor_tracker.storage.models import Product, RequestItem, Supplier, SupplierRequest


def open_items(actor: Actor, supplier_id: int, product_id: int | None) -> tuple[Item, ...]:
    """Return what this supplier can be asked now, about one product or about itself."""
    on = clock.today()
    if product_id is not None:
        dossier = load_product_dossiers(actor.organisation_id, [product_id], on)[product_id]
        return open_for_product(dossier, on)
    supplier = load_supplier_dossiers(actor.organisation_id, [supplier_id])[supplier_id]
    return open_for_supplier(supplier, on)


def open_cost_kinds(actor: Actor, product_id: int | None) -> tuple[CostCategory, ...]:
    """Return the kinds of cost of a product that its supplier has not told yet."""
    if product_id is None:
        return ()
    dossier = load_product_dossiers(actor.organisation_id, [product_id])[product_id]
    return open_costs((*dossier.costs, *dossier.shared_costs))


def rows(request: SupplierRequest) -> Sequence[RequestItem]:
    """Return the questions of a request in their order."""
    return (
        session()
        .scalars(
            sa.select(RequestItem)
            .where(
                RequestItem.organisation_id == request.organisation_id,
                RequestItem.request_id == request.id,
            )
            .order_by(RequestItem.place)
        )
        .all()
    )


def freeze(actor: Actor, request: SupplierRequest, items: Sequence[str]) -> bool:
    """Make these the questions of a request, in the words of today; tell whether any moved."""
    held = {row.item_code: row for row in rows(request)}
    former = _former(actor, request)
    moved = False
    for code in set(held) - set(items):
        session().delete(held[code])
        moved = True
    for place, code in enumerate(dict.fromkeys(items)):
        words = _words(actor, code, place) | {"former": former.get(code, "")}
        row = held.get(code)
        if row is None:
            session().add(
                RequestItem(organisation_id=request.organisation_id, request_id=request.id, **words)
            )
            moved = True
        elif any(getattr(row, name) != value for name, value in words.items()):
            for name, value in words.items():
                setattr(row, name, value)
            moved = True
    session().flush()
    return moved


def _former(actor: Actor, request: SupplierRequest) -> dict[str, str]:
    """Return by item what this supplier said before, so that it need not say it again.

    Only its own words, as they were accepted: what we noted ourselves is not for its eyes.
    """
    known = load_library(actor.organisation_id).by_code
    said = session().execute(
        sa.select(
            RequestItem.item_code, RequestItem.value, RequestItem.words, SupplierRequest.product_id
        )
        .join(SupplierRequest, SupplierRequest.id == RequestItem.request_id)
        .where(
            SupplierRequest.organisation_id == request.organisation_id,
            SupplierRequest.supplier_id == request.supplier_id,
            SupplierRequest.id != request.id,
            RequestItem.review == RequestReview.accepted,
        )
        .order_by(RequestItem.answered_on, RequestItem.id)
    )
    found = {}
    for code, value, words, product_id in said:
        item = known.get(code)
        is_theirs = item is not None and item.about is ItemAbout.supplier
        if is_theirs or product_id == request.product_id:
            found[code] = "\n".join(part for part in (value, words) if part)
    return found


def _words(actor: Actor, code: str, place: int) -> dict[str, Any]:
    cost = cost_of(code)
    if cost is not None:
        return {
            "place": place, "checklist_code": CHECKLIST, "checklist_version": "",
            "item_code": code, "section": SECTION, "ask": f"{cost.label}: {cost.question}",
            "counts": HOW, "kind": AnswerKind.text, "options": [], "severity": None,
        }  # fmt: skip
    item = assessments.find_item(actor, code)
    return {
        "place": place,
        "checklist_code": item.checklist,
        "checklist_version": assessments.version_of(actor, item),
        "item_code": item.code,
        # A sheet, or a part to be passed on, for each checklist: its own sections are too small.
        "section": load_library(actor.organisation_id).by_checklist[item.checklist].title,
        "ask": item.ask,
        "counts": item.counts,
        "kind": item.kind,
        "options": list(item.options),
        "severity": item.severity,
    }


def fill(row: RequestItem, given: Given, value: str, said_by: str, on: date) -> None:
    """Write what the supplier says to one question."""
    row.value = value
    row.words = row.former if given.is_same and not given.words.strip() else given.words.strip()
    row.is_same = given.is_same
    row.confidential = given.confidential
    row.confidential_reason = given.confidential_reason.strip() or None
    row.confidential_until = given.confidential_until
    row.answered_on, row.answered_by = on, said_by.strip()
    row.review, row.review_reason = RequestReview.to_review, ""
    row.reviewed_on = row.reviewed_by = None


def subject_of(actor: Actor, request: SupplierRequest, row: RequestItem) -> str:
    """Return whose answer this is: the product's, or the supplier's for what is about it."""
    item: Item = assessments.find_item(actor, row.item_code)
    if request.product_id is None or item.about is ItemAbout.supplier:
        number = session().get_one(Supplier, request.supplier_id).number
        return reference(Kind.SUPPLIER, number)
    return reference(Kind.PRODUCT, session().get_one(Product, request.product_id).number)


def note_of(request: str, row: RequestItem) -> str:
    """Return what the answer of the checklist notes of where it comes from."""
    words = [row.words] if row.words else []
    if row.value and row.kind is AnswerKind.state:
        words.insert(0, row.value)
    return "\n".join([*words, f"{row.answered_by}, in {request}"])

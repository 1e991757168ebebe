"""What an accepted answer of a supplier becomes: their word in a checklist, a cost, a claim."""

from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.requestcosts import cost_of, read_price
from vendor_tracker.domain.vocabulary import AnswerState, CostCategory, DisclosedBy, SetBy
from vendor_tracker.services import answers, claims, costs, requestitems
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Cost, Product, RequestItem, Supplier, SupplierRequest

_LONGEST = 500


def take_over(
    actor: Actor, row: SupplierRequest, one: RequestItem, state: AnswerState, *, as_claim: bool
) -> None:
    """Keep what was said where it belongs, as the word of the supplier."""
    category = cost_of(one.item_code)
    if category is not None:
        _take_cost(actor, row, one, category)
    else:
        answers.save_answer(
            actor, requestitems.subject_of(actor, row, one), one.item_code, version=None,
            state=state, value=one.value or None,
            note=requestitems.note_of(_name(row), one), answered_on=one.answered_on,
            confidential=one.confidential or None, confidential_reason=one.confidential_reason,
            confidential_until=one.confidential_until,
        )  # fmt: skip
    if as_claim and one.words:
        _take_claim(actor, row, one)


def _take_cost(
    actor: Actor, row: SupplierRequest, one: RequestItem, category: CostCategory
) -> None:
    """Fill the line that waits for this cost, or begin one; words alone leave it open."""
    said = _price_columns(row, one)
    waiting = session().scalar(
        sa.select(Cost.number)
        .where(
            Cost.organisation_id == actor.organisation_id,
            Cost.product_id == row.product_id,
            Cost.supplier_id == row.supplier_id,
            Cost.category == category,
            Cost.unit_price.is_(None),
            Cost.nil_on.is_(None),
            Cost.archived_at.is_(None),
        )
        .order_by(Cost.id)
        .limit(1)
    )
    if waiting is not None:
        costs.change_cost(actor, reference(Kind.COST, waiting), version=None, **said)
        return
    costs.log_cost(
        actor, supplier=_supplier(row), product=_product(row), category=category,
        description=one.words[:_LONGEST] or category.label, **said,
    )  # fmt: skip


def _price_columns(row: SupplierRequest, one: RequestItem) -> dict[str, Any]:
    secret: dict[str, Any] = {"asked_on": row.sent_on}
    if one.confidential:
        secret |= {
            "confidential": True,
            "confidential_reason": one.confidential_reason,
            "confidential_until": one.confidential_until,
        }
    if not one.value:
        return secret
    price = read_price(one.value)
    if price.amount is None:
        return secret | {"nil_on": one.answered_on}
    return secret | {
        "charge": price.charge,
        "unit": price.unit,
        # How many there will be is not the supplier's to say.
        "quantity": None if price.unit else 1,
        "unit_price": price.amount,
        "disclosed_by": DisclosedBy.supplier,
        "disclosed_on": one.answered_on,
        "disclosed_in": _name(row),
    }


def _take_claim(actor: Actor, row: SupplierRequest, one: RequestItem) -> None:
    claims.log_claim(
        actor, product=_product(row), supplier=_supplier(row), statement=one.words,
        said_by=one.answered_by, said_where=_name(row), said_on=one.answered_on,
        form_set_by=SetBy.us, confidential=one.confidential,
        confidential_reason=one.confidential_reason, confidential_until=one.confidential_until,
    )  # fmt: skip


def _name(row: SupplierRequest) -> str:
    return reference(Kind.REQUEST, row.number)


def _supplier(row: SupplierRequest) -> str:
    return reference(Kind.SUPPLIER, session().get_one(Supplier, row.supplier_id).number)


def _product(row: SupplierRequest) -> str | None:
    if row.product_id is None:
        return None
    return reference(Kind.PRODUCT, session().get_one(Product, row.product_id).number)

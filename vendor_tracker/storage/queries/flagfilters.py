"""Which flags a list shows: one condition for each filter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain import names
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.references import Kind, split
from vendor_tracker.domain.vocabulary import Gate, Severity, SupplierRole
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    Flag,
    Membership,
    Product,
    ProductSupplier,
    Supplier,
    User,
)
from vendor_tracker.storage.queries.paging import like

# In the order in which people choose them; `open` is everything that counts today.
STATES = ("todo", "open", "waiting", "ran_out", "waived", "known", "closed")
AGES = (7, 30, 90)
# Whose flags: besides these, the e-mail address of a member.
MINE, NOBODY = "mine", "nobody"
# In these one card may stand for a gap that many records share.
_CARDED = ("todo", "open")

Condition = sa.ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class FlagFilter:
    """Which flags a list shows: by default the open ones that count today."""

    text: str = ""
    severity: Severity | None = None
    gate: Gate | None = None
    rule: str = ""
    # A supplier's own flags and those of its products.
    supplier: str = ""
    owner: str = ""
    # Open for longer than this many days.
    older: int | None = None
    state: str = "open"
    # Set-up gaps that one card stands for; each is left out of the list.
    carded: tuple[str, ...] = ()


def conditions(actor: Actor, wanted: FlagFilter) -> list[Condition]:
    """Return what a flag must fulfil to be in the list."""
    return [*_scope(actor, wanted.state), *_within(actor, wanted)]


def _scope(actor: Actor, state: str) -> list[Condition]:
    is_open = Flag.closed_on.is_(None) if state != "closed" else Flag.closed_on.is_not(None)
    return [Flag.organisation_id == actor.organisation_id, is_open]


def _within(actor: Actor, wanted: FlagFilter) -> list[Condition]:
    """Return the conditions beyond those that an index of open flags answers by itself."""
    on = clock.today()
    found = _state(wanted.state, on)
    if wanted.severity is not None:
        found.append(Flag.severity == wanted.severity)
    if wanted.gate is not None:
        found.append(Flag.gate == wanted.gate)
    if wanted.supplier:
        found.append(_of_supplier(actor, wanted.supplier))
    if wanted.owner:
        found.append(_owned(actor, wanted.owner, on))
    if wanted.older is not None:
        found.append(Flag.opened_on < on - timedelta(days=wanted.older))
    if wanted.text.strip():
        found.append(_holds(actor, wanted.text))
    return [*found, *_of_rule(wanted)]


def counts_of(actor: Actor, filters: Sequence[FlagFilter]) -> sa.Subquery:
    """Return one row that counts the flags of several lists, open ones in one pass over them.

    The column of the first list is `of_0`, that of the next `of_1`.
    """
    columns: list[Any] = []
    for number, wanted in enumerate(filters):
        if wanted.state == "closed":
            closed = sa.select(sa.func.count(Flag.id)).where(*conditions(actor, wanted))
            found: Any = closed.scalar_subquery()
        else:
            within = sa.and_(sa.true(), *_within(actor, wanted))
            found = sa.func.count(sa.case((within, Flag.id)))
        columns.append(found.label(f"of_{number}"))
    counted = sa.select(*columns)
    if any(wanted.state != "closed" for wanted in filters):
        counted = counted.select_from(Flag).where(*_scope(actor, "open"))
    return counted.subquery("counts")


def count_each(actor: Actor, filters: Sequence[FlagFilter]) -> list[int]:
    """Return how many flags each list has, in one statement."""
    return list(session().execute(sa.select(counts_of(actor, filters))).one())


def is_here(actor: Actor, on: date) -> tuple[Condition, ...]:
    """Return what membership and user must fulfil so that somebody still works here."""
    return (
        Membership.organisation_id == actor.organisation_id,
        User.disabled_at.is_(None),
        sa.or_(Membership.until.is_(None), Membership.until >= on),
    )


def _state(state: str, on: date) -> list[Condition]:
    if state == "closed":
        return []
    if state == "waived":
        return [Flag.waived_by.is_not(None)]
    counted: list[Condition] = [
        Flag.waived_by.is_(None),
        Flag.known_at_start.is_(state == "known"),
    ]
    waits = {
        "todo": sa.or_(Flag.waiting_until.is_(None), Flag.waiting_until <= on),
        "waiting": Flag.waiting_until > on,
        "ran_out": Flag.waiting_until <= on,
    }
    return [*counted, waits[state]] if state in waits else counted


def _of_rule(wanted: FlagFilter) -> list[Condition]:
    if wanted.rule:
        return [Flag.rule_code == wanted.rule]
    if wanted.carded and wanted.state in _CARDED:
        return [sa.or_(Flag.set_up.is_(False), Flag.rule_code.not_in(wanted.carded))]
    return []


def _holds(actor: Actor, text: str) -> Condition:
    """Keep to flags that say the text, or are about a product or supplier of that name."""
    found = split(text)
    if found is not None and found[0] is Kind.FLAG:
        return Flag.number == found[1]
    if found is not None:
        model: Any = Product if found[0] is Kind.PRODUCT else Supplier
        return _about(actor, model, model.number == found[1])
    pattern = like(names.sort_key(text))
    return sa.or_(
        _about(actor, Product, Product.sort_key.like(pattern, escape="\\")),
        _about(actor, Supplier, Supplier.sort_key.like(pattern, escape="\\")),
        sa.func.lower(Flag.says).like(like(text.lower()), escape="\\"),
    )


def _about(actor: Actor, model: Any, named: Condition) -> Condition:
    column = Flag.product_id if model is Product else Flag.supplier_id
    keys = sa.select(model.id).where(model.organisation_id == actor.organisation_id, named)
    return column.in_(keys)


def _of_supplier(actor: Actor, ref: str) -> Condition:
    found = split(ref)
    number = found[1] if found is not None and found[0] is Kind.SUPPLIER else None
    key = sa.select(Supplier.id).where(
        Supplier.organisation_id == actor.organisation_id, Supplier.number == number
    )
    products = sa.select(ProductSupplier.product_id).where(
        ProductSupplier.organisation_id == actor.organisation_id,
        ProductSupplier.supplier_id.in_(key),
        ProductSupplier.role != SupplierRole.former,
    )
    return sa.or_(Flag.supplier_id.in_(key), Flag.product_id.in_(products))


def _owned(actor: Actor, owner: str, on: date) -> Condition:
    """Keep to one person's flags; what belonged to somebody who left belongs to nobody."""
    here = sa.select(User.id).join(Membership, Membership.user_id == User.id)
    here = here.where(*is_here(actor, on))
    if owner == MINE:
        return Flag.owner_id == actor.user_id
    if owner == NOBODY:
        return sa.or_(Flag.owner_id.is_(None), Flag.owner_id.not_in(here))
    return Flag.owner_id.in_(here.where(User.email_key == names.name_key(owner)))

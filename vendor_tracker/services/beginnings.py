"""Begin with many products at once: who answers for each, and when it is next decided."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.gates import next_gate
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind
from vendor_tracker.services import decisions, records
from vendor_tracker.services.transaction import touch_alone, transactional
from vendor_tracker.storage.models import Product
from vendor_tracker.storage.queries.standings import load_decisions


class Beginning(NamedTuple):
    """What is said of one product; what is left empty stays as it is."""

    product: str
    accountable: str = ""
    planned_on: date | None = None


@transactional
def fill_beginnings(actor: Actor, rows: Sequence[Beginning]) -> int:
    """Name who answers for products and plan their next decisions; return how many changed.

    What stands there already is kept, so nothing that somebody else wrote is lost.
    """
    actor.must(Permission.LOG)
    changed = 0
    for given in rows:
        row = records.find(actor, Kind.PRODUCT, Product, given.product)
        if row.archived_at is None:
            named, planned = _name(actor, row, given), _plan(actor, row, given)
            changed += named or planned
    return changed


def _name(actor: Actor, row: Product, given: Beginning) -> bool:
    if row.accountable or not given.accountable.strip():
        return False
    words = given.accountable.strip()
    records.change(actor, Kind.PRODUCT, row, version=None, accountable=words)
    touch_alone(actor, products=[row.id])
    return True


def _plan(actor: Actor, row: Product, given: Beginning) -> bool:
    known = load_decisions(actor.organisation_id, [row.id]).get(row.id, ())
    gate = next_gate(row.stage, known)
    if given.planned_on is None or gate is None:
        return False
    waiting = next((one for one in known if one.gate == gate and not one.decided_on), None)
    if waiting is None:
        decisions.plan_decision(actor, given.product, gate=gate, planned_on=given.planned_on)
    elif waiting.planned_on is None:
        day = given.planned_on
        decisions.change_plan(actor, waiting.reference, version=None, planned_on=day)
    else:
        return False
    return True

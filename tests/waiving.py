"""Gaps that may be waived, and waivers of them."""

from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from tests import factories as make
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import (
    ClaimKind,
    Direction,
    SetBy,
    Severity,
    WaiverReason,
)
from vendor_tracker.services import recheck, waivers
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import ClaimResult, Flag, ProductStatus, Waiver

REASON = "A radiographer reads every scan a second time until March."
ENDS = date(2027, 3, 1)


def major_flag(actor: Actor) -> str:
    """Make a supplier that nobody looks after: one major flag about the supplier."""
    make.make_product(actor, supplier=make.make_supplier(actor, owner=""))
    return "FLG-1"


def critical_flag(actor: Actor) -> str:
    """Make a claim that fails our bar, and return the critical flag about it."""
    product = make.make_product(actor, supplier=make.make_supplier(actor))
    bar = {"set_by": SetBy.us, "value": Decimal(92), "people": 2, "has_clinician": True}
    result = {"estimate": Decimal(80), "low": Decimal(75), "high": Decimal(85), "n": 90}
    make.make_claim(
        actor, product=product, kind=ClaimKind.T5, direction=Direction.higher, relied_on=True,
        metric="Sensitivity", thresholds=[bar], results=[result],
    )  # fmt: skip
    flag = session().scalars(sa.select(Flag).where(Flag.rule_code == "F10")).one()
    assert flag.severity is Severity.critical
    return f"FLG-{flag.number}"


def ask(actor: Actor, flag: str, **other: Any) -> str:
    """Ask for a waiver with a good reason and a good end."""
    wanted = {"reason_kind": WaiverReason.controlled, "reason": REASON, "ends_on": ENDS, **other}
    return waivers.ask_waiver(actor, flag, **wanted)


def stored(ref: str = "WVR-1") -> Waiver:
    """Return the row of a waiver."""
    query = sa.select(Waiver).where(Waiver.number == int(ref[4:]))
    return session().scalars(query.execution_options(populate_existing=True)).one()


def flag_row(ref: str) -> Flag:
    """Return the row of a flag."""
    query = sa.select(Flag).where(Flag.number == int(ref[4:]))
    return session().scalars(query.execution_options(populate_existing=True)).one()


def counts(product: str = "PRD-1") -> tuple[int, int, int]:
    """Return the critical, major and waived gaps that are stored of a product."""
    row = session().get_one(ProductStatus, int(product[4:]), populate_existing=True)
    return row.critical, row.major, row.waived


def prove(actor: Actor) -> None:
    """Fail unless flags and history are as they would be made anew."""
    assert recheck.check_flags(actor).differences == []


def change_result(actor: Actor, **fields: Any) -> None:
    """Change the only result of the only claim, as an editor of the claim would."""
    set_result(fields)
    make.change(actor, "CLM-1", said_where=f"Report with {fields}")


@transactional
def set_result(fields: dict[str, Any]) -> None:
    """Set columns of every result, past the service."""
    session().execute(sa.update(ClaimResult).values(**fields))

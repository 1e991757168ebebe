"""Rules about working with a supplier: meetings, and an owner of the relationship."""

from datetime import date, timedelta

from vendor_tracker.domain.dossier import SupplierDossier, SupplierProductFacts
from vendor_tracker.domain.gaps import (
    About,
    Action,
    Answers,
    Finding,
    Recheck,
    Remedy,
    fact,
    gap_rule,
)
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import Gate, Severity, Stage
from vendor_tracker.domain.wording import day, listed

_MOST_NAMED = 3


@gap_rule(
    code="F40",
    version=1,
    title="No meeting for a long time",
    source="SEED-6",
    gate=Gate.review,
    about=(About.supplier,),
    uses=("meeting_days",),
    why="A product of this supplier is in use, and the last meeting lies too far back.",
    matters=(
        "Problems with a product in use come out in conversation first. A relationship that "
        "nobody looks after fails when it is needed."
    ),
)
def no_recent_meeting(supplier: SupplierDossier, on: date, limits: Limits) -> Answers:
    """Find suppliers of live products whom nobody has met for a long time."""
    live = [product for product in supplier.products if product.stage == Stage.live]
    if not live:
        return
    held = sorted(meeting.held_on for meeting in supplier.meetings)
    yield from (Recheck(held_on) for held_on in held if held_on > on)
    met_on = supplier.last_met_on(on)
    # A product that went live under our eyes gets the same time until its first meeting.
    begun = [p.arrived_on for p in live if p.arrived_on and p.catch_up_on is None]
    since = max((d for d in (met_on, *begun) if d is not None), default=None)
    if since is not None:
        quiet_from = since + timedelta(days=limits.meeting_days + 1)
        if on < quiet_from:
            yield Recheck(quiet_from)
            return
    when = "No meeting is on record" if met_on is None else f"We last met on {day(met_on)}"
    yield Finding(
        key=supplier.reference,
        severity=Severity.major,
        facts=(
            fact(supplier.reference, "last_met_on", met_on),
            *(fact(product.reference, "stage", product.stage) for product in live),
        ),
        says=f"{when}, and {_named(live)} {'is' if len(live) == 1 else 'are'} in use.",
        remedies=(Remedy("Log or arrange a meeting", Action.log_meeting, supplier.reference),),
        is_quiet=all(product.in_catch_up(on) for product in live),
    )


@gap_rule(
    code="F41",
    version=1,
    title="Nobody here looks after this supplier",
    source="SEED-7",
    gate=Gate.shortlist,
    about=(About.supplier,),
    set_up=True,
    why="No person, or no time, is set aside for the relationship.",
    matters=(
        "Managing a supplier takes skill and hours. Where nobody has either, questions wait and "
        "promises are forgotten."
    ),
)
def no_owner(supplier: SupplierDossier, _on: date, _limits: Limits) -> Answers:
    """Find suppliers without a relationship owner, or with an owner without hours."""
    if supplier.owner and supplier.owner_hours:
        return
    if not supplier.owner:
        says = "No relationship owner is named."
    elif supplier.owner_hours is None:
        says = "An owner is named; how many hours a month they have is not known."
    else:
        says = "An owner is named, with no hours for it."
    yield Finding(
        key=supplier.reference,
        severity=Severity.major,
        facts=(
            fact(supplier.reference, "owner", supplier.owner),
            fact(supplier.reference, "owner_hours", supplier.owner_hours),
        ),
        says=says,
        remedies=(Remedy("Name an owner with hours", Action.edit, supplier.reference),),
    )


def _named(live: list[SupplierProductFacts]) -> str:
    names = [product.name or product.reference for product in live[:_MOST_NAMED]]
    if len(live) > _MOST_NAMED:
        names.append(f"{len(live) - _MOST_NAMED:,} more")
    return listed(names)


RULES = (no_recent_meeting, no_owner)

"""What pages say about waivers: how one fares, who may agree, what a void one has lost."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import g, url_for

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.links import path_of
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.rules import RULES_BY_CODE
from vendor_tracker.domain.vocabulary import Severity, WaiverState
from vendor_tracker.domain.waivers import MONTHS, latest_end, name_of
from vendor_tracker.domain.wording import day, listed
from vendor_tracker.storage.queries.waivers import (
    FlagWaivers,
    VoidWaiver,
    WaiverRow,
    get_flag_waivers,
)
from vendor_tracker.web.forms.waivers import AskForm
from vendor_tracker.web.navigation import Place, crumbs

_OF_USE = (WaiverState.asked, WaiverState.holds)


@dataclass(frozen=True, slots=True)
class Waiving:
    """Everything about waivers of one flag, as its page shows it."""

    flag: str
    # What somebody may still do with: asked for or agreed, and in date.
    current: WaiverRow | None
    past: tuple[WaiverRow, ...]
    notice: str
    needs: str
    limit: str
    # None where nothing can be asked for.
    form: AskForm | None


def waiving_of(actor: Actor, found: FlagWaivers, form: AskForm | None = None) -> Waiving:
    """Return what the page of a flag says about waivers, with the form where one may be asked."""
    current = next((row for row in found.waivers if row.state in _OF_USE), None)
    may_ask = found.is_open and current is None and actor.may(Permission.LOG)
    last = found.waivers[0] if found.waivers else None
    is_void = found.is_open and last is not None and last.state is WaiverState.void
    return Waiving(
        found.flag,
        current,
        tuple(row for row in found.waivers if row is not current),
        void_words(last.void) if is_void and last is not None and last.void else "",
        needs_words(found),
        limit_words(found.severity, clock.today()),
        (form or AskForm(formdata=None)) if may_ask else None,
    )


def waivers_at(actor: Actor, flag: str, form: AskForm | None = None) -> dict[str, Any]:
    """Return what the page of a flag needs to show its waivers."""
    found = get_flag_waivers(actor, flag, clock.today())
    return {"waiving": waiving_of(actor, found, form), "state_words": state_words}


def needs_words(found: FlagWaivers) -> str:
    """Say who has to agree to a waiver of a flag, by name."""
    who = listed(found.who)
    if found.severity is Severity.minor:
        words = "The gap is minor, so one reviewer is enough, even the one who asks"
    elif found.severity is Severity.major:
        words = "A reviewer other than whoever asks has to agree"
    else:
        skill = name_of(found.discipline)
        words = (
            f"The gap is critical, so a reviewer with the skill {skill}, other than whoever asks, "
        )
        words += "has to agree"
    if not who:
        return f"{words}. Nobody here may do that yet: an administrator names people for it."
    return f"{words}: {who}."


def limit_words(severity: Severity, on: date) -> str:
    """Say until when a waiver may last."""
    return (
        f"At most {MONTHS[severity]} months ahead for a {severity.value} flag: by "
        f"{day(latest_end(severity, on))}."
    )


def void_words(void: VoidWaiver) -> str:
    """Say of a waiver that it is void, since when, and what differs."""
    return (
        f"{void.reference} is void since {day(void.on)}: the facts it was given for have "
        f"changed. {void.why}"
    )


def state_words(row: WaiverRow) -> str:
    """Say how a waiver fares, with the day that matters."""
    if row.state is WaiverState.asked:
        return "Asked for, waits for a second person"
    on = {
        WaiverState.holds: ("Holds until", row.ends_on),
        WaiverState.refused: ("Refused on", row.decided_on),
        WaiverState.withdrawn: ("Withdrawn on", row.withdrawn_on),
        WaiverState.void: ("Void since", row.void_on),
        WaiverState.ended: ("Ended after", row.ends_on),
    }
    words, when = on[row.state]
    return f"{words} {day(when)}" if when else words


def title_of(row: WaiverRow) -> str:
    """Return the name of the gap that a waiver is about: that of its rule."""
    rule = RULES_BY_CODE.get(row.rule_code)
    return rule.title if rule else row.says


def trail_of(row: WaiverRow) -> list[Place]:
    """Return the trail that leads to a waiver: the list of flags, its flag, all waivers."""
    return crumbs(
        ("Flags", url_for("flags.list_flags")),
        (row.flag, path_of(g.organisation_code, row.flag)),
        ("Waivers", url_for("waivers.list_waivers")),
    )

"""What the page of a gate says and where it leads, from what was read."""

from dataclasses import replace
from typing import Any

from flask import url_for

from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.progress import Progress
from vendor_tracker.domain.readiness import ProductStanding
from vendor_tracker.domain.vocabulary import Gate, Severity, Stage
from vendor_tracker.domain.wording import count, day
from vendor_tracker.storage.queries.gates import GatePage
from vendor_tracker.storage.queries.heads import ProductHead
from vendor_tracker.web.auth import current_actor
from vendor_tracker.web.flagpages import FlagView, apart, flag_views
from vendor_tracker.web.navigation import Place

# The rule that raises one flag for each item that falls short.
_OF_AN_ITEM = "F22"


def values_of(page: GatePage) -> dict[str, Any]:
    """Return everything that the page of a gate shows."""
    return {
        "head": page.head,
        "page": page,
        "name": page.gate.label.lower(),
        "lead": lead_of(page),
        "says": says_of(page),
        "title": _title(page),
        **_gaps(page),
        "met_of": met_of(page),
        "can_plan": _can_plan(page),
    }


def met_of(page: GatePage) -> tuple[int, int]:
    """Return how many items are met and asked; of the next gate as every page counts them."""
    return next_met(page.head, page.progress) if page.is_next else (
        page.progress.met, page.progress.asked)  # fmt: skip


def next_met(head: ProductHead, counted: Progress) -> tuple[int, int]:
    """Return how many items of the next gate are met and asked, as every page counts them."""
    if head.checked_on is None:
        return counted.met, counted.asked
    return head.standing.items_met, head.standing.items_asked


def lead_of(page: GatePage) -> str:
    """Return the sentence that opens the page: how many items are met, and which gaps are open."""
    met, asked = met_of(page)
    if page.is_next and not asked:
        gaps = _gap_words(page.head.standing)
        return f"No checklist asks anything for the {page.gate.label.lower()}; {gaps}."
    if page.is_next:
        return next_lead(page.head, met, asked)
    if not asked:
        return ""
    if page.passed is None:
        return f"The {page.gate.label.lower()} will ask for {count(asked, 'item')}."
    return f"{_met_words(page.gate, met, asked)}."


def next_lead(head: ProductHead, met: int, asked: int) -> str:
    """Return how many items of the next gate are met, and how many gaps stand open."""
    stands = head.standing
    if stands.next_gate is None or not asked:
        return ""
    return f"{_met_words(stands.next_gate, met, asked)}; {_gap_words(stands)}."


def says_of(page: GatePage) -> str:
    """Return where the gate lies: passed and when, planned for when, or still to come."""
    label, stands = page.gate.label, page.head.standing
    if page.is_unrecorded:
        return f"{label} passed, date not known: no decision is recorded."
    if page.passed is not None and page.passed.decided_on is not None:
        words = f"{label} passed on {day(page.passed.decided_on)} {page.passed.conditions}"
        return f"{words.rstrip()}."
    if page.is_next and stands.stopped_by:
        return f"{stands.stopped_by} stopped it: it goes no further until it is decided again."
    if page.head.stage is Stage.retired:
        return "Retired: it is no longer asked anything."
    if page.is_next and page.head.stage is Stage.watching:
        return "It is only watched: nothing is asked of it until it is on the shortlist."
    if page.is_next:
        return "This is the next gate."
    return f"Not started: {_before(page)} comes first."


def _gaps(page: GatePage) -> dict[str, Any]:
    """Return the open flags; major ones that are about an item listed below are only counted."""
    views = {one: [_here(page, v) for v in flag_views(page.flags, one)] for one in Severity}
    left = {line.reading.item.code for group in page.groups for line in group.left}
    among = [view for view in views[Severity.major] if _items_of(view) & left]
    return {
        "critical": views[Severity.critical],
        "major": [view for view in views[Severity.major] if view not in among],
        "minor": views[Severity.minor],
        "among_items": len(among),
        **apart(page.flags),
    }


def _items_of(view: FlagView) -> set[str]:
    """Return the item that a flag about one item names."""
    if view.line.rule_code != _OF_AN_ITEM:
        return set()
    return {entry[1] for entry in view.line.facts}


def _here(page: GatePage, view: FlagView) -> FlagView:
    """Return a flag whose remedy leads to this very page with the way to the items on it."""
    own = url_for("gates.show_gate", ref=page.head.reference, gate=page.gate.value)
    places = tuple(
        Place(act.label, "#items") if act.href == own else act for act in view.closes
    )  # fmt: skip
    return replace(view, closes=places)


def _title(page: GatePage) -> str:
    name = page.gate.label.lower()
    if not page.is_next:
        return f"Open gaps of the {name}"
    does = "What blocks" if page.head.standing.critical else "What is open before"
    return f"{does} the {name}"


def _can_plan(page: GatePage) -> bool:
    """Tell whether this person may set the day: not of a gate that lies behind."""
    if page.passed is not None or page.head.is_archived or page.head.stage is Stage.retired:
        return False
    return current_actor().may(Permission.LOG)


def _gap_words(stands: ProductStanding) -> str:
    gaps = [
        count(number, f"{word} gap")
        for number, word in ((stands.critical, "critical"), (stands.major, "major"))
        if number
    ]
    verb = "is" if stands.critical + stands.major == 1 else "are"
    return f"{' and '.join(gaps)} {verb} open" if gaps else "no critical or major gap is open"


def _met_words(gate: Gate, met: int, asked: int) -> str:
    verb = "is" if met == 1 else "are"
    return f"{met:,} of {count(asked, 'item')} for {gate.label.lower()} {verb} met"


def _before(page: GatePage) -> str:
    following = page.head.standing.next_gate
    return "another gate" if following is None else f"the {Gate(following).label.lower()}"

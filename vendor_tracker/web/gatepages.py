"""What the page of a gate says and where it leads, from what was read."""

from typing import Any

from flask import g

from vendor_tracker.domain.links import item_path
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.vocabulary import Gate, Severity, Stage
from vendor_tracker.domain.wording import count, day
from vendor_tracker.storage.queries.assessed import ItemLine
from vendor_tracker.storage.queries.gates import GatePage
from vendor_tracker.web.auth import current_actor
from vendor_tracker.web.flagpages import flag_views, view_of


def values_of(page: GatePage) -> dict[str, Any]:
    """Return everything that the page of a gate shows."""
    return {
        "head": page.head,
        "page": page,
        "name": page.gate.label.lower(),
        "lead": lead_of(page),
        "says": says_of(page),
        "title": _title(page),
        "critical": flag_views(page.flags, Severity.critical),
        "major": flag_views(page.flags, Severity.major),
        "minor": flag_views(page.flags, Severity.minor),
        "known": [view_of(line) for line in page.flags if line.known_at_start],
        "met_of": met_of(page),
        "can_plan": _can_plan(page),
        "line_href": line_href,
        "whose": whose,
    }


def met_of(page: GatePage) -> tuple[int, int]:
    """Return how many items are met and asked; of the next gate as every page counts them."""
    standing = page.head.standing
    if page.is_next and page.head.checked_on is not None:
        return standing.items_met, standing.items_asked
    return page.progress.met, page.progress.asked


def lead_of(page: GatePage) -> str:
    """Return the sentence that opens the page: how many items are met, and which gaps are open."""
    met, asked = met_of(page)
    if not asked:
        return ""
    name = page.gate.label.lower()
    if not page.is_next and page.passed is None:
        return f"The {name} will ask for {count(asked, 'item')}."
    said = f"{met:,} of {count(asked, 'item')} for {name} {'is' if asked == 1 else 'are'} met"
    if not page.is_next:
        return f"{said}."
    stands = page.head.standing
    gaps = [
        count(number, f"{word} gap")
        for number, word in ((stands.critical, "critical"), (stands.major, "major"))
        if number
    ]
    return f"{said}; {' and '.join(gaps)} {'is' if _one(stands) else 'are'} open." if gaps else (
        f"{said}; no critical or major gap is open."
    )  # fmt: skip


def says_of(page: GatePage) -> str:
    """Return where the gate lies: passed and when, planned for when, or still to come."""
    label, stands = page.gate.label, page.head.standing
    if page.is_unrecorded:
        return f"{label} passed, date not known: no decision is recorded."
    if page.passed is not None and page.passed.decided_on is not None:
        return f"{label} passed on {day(page.passed.decided_on)}."
    if page.is_next and stands.stopped_by:
        return f"{stands.stopped_by} stopped it: it goes no further until it is decided again."
    if page.head.stage is Stage.retired:
        return "Retired: it is no longer asked anything."
    if page.is_next and page.head.stage is Stage.watching:
        return "It is only watched: nothing is asked of it until it is on the shortlist."
    if page.is_next:
        return "This is the next gate."
    return f"Not started: {_before(page)} comes first."


def line_href(line: ItemLine) -> str:
    """Return the page on which an item is answered."""
    return item_path(g.organisation_code, line.subject, line.reading.item.code)


def whose(line: ItemLine) -> str:
    """Say whose answer an item has when it is not the product's own."""
    if line.subject.startswith("PRD"):
        return ""
    if not line.subject:
        return "Our answer, for all products"
    if line.reading.answer is None:
        return f"To be answered once by {line.subject}, for all its products"
    return f"{line.subject}’s answer, for all its products"


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


def _one(standing: Any) -> bool:
    return standing.critical + standing.major == 1


def _before(page: GatePage) -> str:
    following = page.head.standing.next_gate
    return "another gate" if following is None else f"the {Gate(following).label.lower()}"

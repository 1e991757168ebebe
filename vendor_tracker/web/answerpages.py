"""What the pages of one checklist and one item say and where they lead, from what was read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask import g, request, url_for

from vendor_tracker import clock
from vendor_tracker.domain.checklists.model import Item
from vendor_tracker.domain.checklists.values import value_words
from vendor_tracker.domain.clocks import Clock
from vendor_tracker.domain.links import item_path
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.rules import RULES_BY_CODE
from vendor_tracker.domain.sources import SOURCES
from vendor_tracker.domain.vocabulary import AnsweredBy, ReviewState
from vendor_tracker.domain.wording import count, day
from vendor_tracker.domain.workingdays import working_days_between
from vendor_tracker.services import settings
from vendor_tracker.storage.queries.answerers import Whom
from vendor_tracker.storage.queries.answers import (
    EvidenceLine,
    ItemAnswer,
    ItemPage,
    SectionPage,
)
from vendor_tracker.storage.queries.itemquestions import AskedMark
from vendor_tracker.web.auth import current_actor
from vendor_tracker.web.checklistpages import supplier_crumbs, supplier_tabs
from vendor_tracker.web.forms.answers import GIVEN, AnswerForm
from vendor_tracker.web.gatepages import next_lead
from vendor_tracker.web.navigation import Place, crumbs
from vendor_tracker.web.tabs import product_crumbs, product_tabs

_OPEN_REVIEWS = frozenset({ReviewState.to_review})
# Where all checklists of a product, of a supplier and in the library are.
_ALL = {
    "product": "checklists.list_product_checklists",
    "supplier": "checklists.list_supplier_checklists",
    "our": "checklists.list_checklists",
}


@dataclass(frozen=True, slots=True)
class Filter:
    """One way to narrow the items of a checklist."""

    name: str
    label: str
    codes: frozenset[str]


def kind_of(whom: Whom) -> str:
    """Return by whom the pages are named in the program: product, supplier or our."""
    if not whom.reference:
        return "our"
    return "product" if whom.head is not None else "supplier"


def to(act: str, whom: Whom, item: str, **more: Any) -> str:
    """Return the address of an act on one item."""
    where: dict[str, Any] = {"ref": whom.reference} if whom.reference else {}
    return url_for(f"answers.{act}_{kind_of(whom)}_item", item=item, **where, **more)


def section_path(whom: Whom, checklist: str, **more: Any) -> str:
    """Return the address of one checklist; ours are read where all checklists are."""
    if not whom.reference:
        return url_for("checklists.show_checklist", code=checklist)
    to_section = f"answers.show_{kind_of(whom)}_section"
    return url_for(to_section, ref=whom.reference, checklist=checklist, **more)


def section_values(page: SectionPage, sent: AnswerForm | None = None, code: str = "") -> Any:
    """Return everything that the page of one checklist shows."""
    may_log = can_log(page.whom)
    filters = _filters(page)
    shown = next((one for one in filters if one.name == request.args.get("show")), filters[0])
    items = [one for one in page.items if one.item.code in shown.codes or one.item.code == code]
    return {
        **_frame(page.whom, page.checklist.title),
        "page": page,
        "items": items,
        "sections": _sections(items),
        "filters": filters,
        "shown": shown,
        "lead": lead_of(page.whom),
        "returned": [one for one in page.items if is_returned_to_me(one)],
        "forms_of": _forms(items, sent, code) if may_log else {},
        "open": code or request.args.get("open", ""),
        "saved": request.args.get("saved", ""),
        "can_log": may_log,
        "ask_all": _ask_all(page) if may_log else None,
        "states": GIVEN,
        **_words(),
    }


def item_values(page: ItemPage) -> Any:
    """Return everything that the page of one item shows, but for its forms."""
    item = page.one.item
    frame = _frame(page.whom, item.code)
    if page.whom.reference:
        step = Place(page.checklist.title, section_path(page.whom, item.checklist))
        frame["breadcrumbs"] = [*frame["breadcrumbs"], step]
    return {
        **frame,
        "page": page,
        "one": page.one,
        "item": item,
        "sources": [SOURCES[code] for code in item.sources if code in SOURCES],
        "elsewhere": [code for code in item.sources if code not in SOURCES],
        "rule": RULES_BY_CODE.get(item.covered_by),
        "ask": ask_path(page.whom, item),
        "can_log": can_log(page.whom),
        "can_review": can_review(page),
        "saved": request.args.get("saved", ""),
        "subject_href": item_path(g.organisation_code, page.one.subject, item.code),
        **_words(),
    }


def can_log(whom: Whom) -> bool:
    """Tell whether this person may answer here."""
    return not whom.is_archived and current_actor().may(Permission.LOG)


def can_review(page: ItemPage) -> bool:
    """Tell whether there is an answer here that this person may look at."""
    row = page.one.row
    is_there = row.review is not None and not page.one.is_elsewhere
    return is_there and not page.whom.is_archived and current_actor().may(Permission.DECIDE)


def is_returned_to_me(one: ItemAnswer) -> bool:
    """Tell whether a reviewer asks the reader of the page for a better answer."""
    is_mine = one.row.is_mine or one.row.is_for_me
    return one.row.review is ReviewState.returned and is_mine and not one.is_elsewhere


def lead_of(whom: Whom) -> str:
    """Return how many items of the next gate are met, as every page counts them."""
    if whom.head is None:
        return ""
    stands = whom.head.standing
    return next_lead(whom.head, stands.items_met, stands.items_asked)


def ask_path(whom: Whom, *items: Item) -> str | None:
    """Return where the supplier is asked these items, for those who may record it."""
    asked = ",".join(item.code for item in items if item.ask)
    if not asked or not whom.reference or not can_log(whom):
        return None
    told = "about" if whom.head is not None else "supplier"
    given: dict[str, Any] = {told: whom.reference, "item": asked}
    return url_for("questions.ask_supplier", **given)


def clock_words(line: EvidenceLine, judged: str) -> tuple[str, bool]:
    """Return what the clocks of evidence say, and whether it no longer counts."""
    if line.clock.clock is Clock.other_version:
        made_for = f"Made for {line.made_for}" if line.made_for else "Made for another version"
        return (f"{made_for}, we judge {judged}" if judged else made_for), True
    if line.expires_on is None:
        return "No end date", False
    turn = "Lapsed" if line.clock.clock is Clock.lapsed else "Lapses"
    return f"{turn} {day(line.expires_on)}", not line.clock.is_live


def asked_words(asked: AskedMark) -> tuple[str, bool]:
    """Return when an item was asked and what came of it, and whether that is overdue."""
    if asked.answered_on is not None:
        return f"Answered on {day(asked.answered_on)}", False
    waited = working_days_between(asked.asked_on, clock.today())
    is_late = waited > _patience()
    after = f" after {count(waited, 'working day')}" if is_late else ""
    return f"Asked on {day(asked.asked_on)}, no answer yet{after}", is_late


def review_words(one: ItemAnswer) -> str:
    """Say where an answer stands with its reviewer."""
    row = one.row
    if row.review is None:
        return "Not ready"
    if row.review is ReviewState.to_review or row.reviewed_at is None:
        return row.review.label
    on = clock.to_london(row.reviewed_at).date()
    who = "to you " if is_returned_to_me(one) else ""
    return f"{row.review.label} {who}{'today' if on == clock.today() else day(on)}"


def _frame(whom: Whom, title: str) -> dict[str, Any]:
    """Return trail and tabs of a page about a product, a supplier or us."""
    here: dict[str, Any] = {"whom": whom, "title": title, "head": whom.head, "tabs": []}
    if whom.head is not None:
        step = Place("Checklist", url_for(_ALL["product"], ref=whom.reference))
        trail = [*product_crumbs(whom.head), step]
        return here | {"breadcrumbs": trail, "tabs": product_tabs(whom.head)}
    if whom.reference:
        own = url_for(_ALL["supplier"], ref=whom.reference)
        trail = supplier_crumbs(whom.reference, whom.name, ("Checklists", own))
        return here | {"breadcrumbs": trail, "tabs": supplier_tabs(whom.reference)}
    return here | {"breadcrumbs": crumbs(("Checklists", url_for(_ALL["our"])))}


def _filters(page: SectionPage) -> list[Filter]:
    mine = (one for one in page.items if one.row.is_for_me or is_returned_to_me(one))
    waits = (one for one in page.items if one.row.review in _OPEN_REVIEWS)
    found = [
        Filter("all", "all", frozenset(one.item.code for one in page.items)),
        Filter("mine", "mine", frozenset(one.item.code for one in mine)),
    ]
    if page.next_gate is not None:
        holding = frozenset(one.item.code for one in page.items if one.item.code in page.holding)
        found.append(Filter("holding", f"holding up the {page.next_gate.label.lower()}", holding))
    found.append(Filter("review", "to review", frozenset(one.item.code for one in waits)))
    return found


def _sections(items: Iterable[ItemAnswer]) -> list[tuple[str, list[ItemAnswer]]]:
    """Return items under the titles of the parts of their checklist, in its order."""
    parts = groupby(items, key=lambda one: one.item.section)
    return [(title, list(group)) for title, group in parts]


def _forms(items: list[ItemAnswer], sent: AnswerForm | None, code: str) -> Mapping[str, AnswerForm]:
    found = {
        one.item.code: AnswerForm.of(one.item, one.row)
        for one in items
        if not one.is_elsewhere and one.item.code != code
    }
    return found if sent is None else found | {code: sent}


def _ask_all(page: SectionPage) -> str | None:
    """Return where the supplier is asked everything that is open here and only it can answer."""
    asked = [
        one.item
        for one in page.items
        if one.is_open and one.item.answered_by is not AnsweredBy.us and one.item.ask
    ]
    return ask_path(page.whom, *asked[:20])


def _patience() -> int:
    """Return after how many working days an answer is overdue, read once for a page."""
    if "question_working_days" not in g:
        limits = settings.limits(current_actor().organisation_id)
        g.question_working_days = limits.question_working_days
    return int(g.question_working_days)


def _words() -> dict[str, Any]:
    return {
        "asked_words": asked_words,
        "clock_words": clock_words,
        "review_words": review_words,
        "value_words": value_words,
        "to": to,
        "section_path": section_path,
    }

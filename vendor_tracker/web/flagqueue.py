"""The review queue: what its address asks for, in filters and in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import request, url_for

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.references import split
from vendor_tracker.domain.rules import RULES_BY_CODE
from vendor_tracker.domain.vocabulary import Gate, Severity
from vendor_tracker.storage.queries.flagfilters import (
    AGES,
    MINE,
    NOBODY,
    STATES,
    FlagFilter,
)
from vendor_tracker.storage.queries.flags import FlagRow, list_and_count
from vendor_tracker.storage.queries.home import SetUpGap, list_set_up_gaps
from vendor_tracker.storage.queries.paging import Asked, Page
from vendor_tracker.storage.queries.savedviews import Desk, Person, get_desk
from vendor_tracker.web import lists
from vendor_tracker.web.recordpages import wanted_supplier

PAGE = "flags"
# What an address may say about the list; a saved one keeps these and no more.
ARGUMENTS = (
    "q", "severity", "gate", "rule", "supplier", "owner", "age", "state", "sort",
)  # fmt: skip
STATE_WORDS = {
    "todo": "To do",
    "open": "All that count",
    "waiting": "Waiting for the supplier",
    "ran_out": "Waiting ran out",
    "waived": "Waived",
    "known": "Known at the start",
    "closed": "Closed",
}
_MOST_COUNTED = 5


@dataclass(frozen=True, slots=True)
class ViewLink:
    """A list that somebody keeps, with its address and how many flags it has."""

    name: str
    href: str
    count: int | None
    current: bool


@dataclass(frozen=True, slots=True)
class Queue:
    """One page of the review queue with all that stands around it."""

    page: Page[FlagRow]
    wanted: FlagFilter
    cards: Sequence[SetUpGap]
    people: Sequence[Person]
    views: Sequence[ViewLink]
    # How many flags of this list wait for a supplier and are left out until their day.
    waiting: int


def read_queue(actor: Actor, place: Asked) -> Queue:
    """Return the page of the queue that the address asks for."""
    on = clock.today()
    desk, cards = get_desk(actor, PAGE, on), list_set_up_gaps(actor, on)
    wanted = wanted_flags(cards)
    kept = [_filter_of(view.query, cards) for view in desk.views[:_MOST_COUNTED]]
    others = (replace(wanted, state="waiting"), *kept)
    page, (waiting, *counts) = list_and_count(actor, wanted, place, others)
    return Queue(page, wanted, cards, desk.people, _view_links(desk, counts), waiting)


def wanted_flags(cards: Iterable[SetUpGap]) -> FlagFilter:
    """Return which flags the address asks for; what it cannot mean is ignored."""
    return _filter(request.args, cards, wanted_supplier())


def kept_arguments() -> dict[str, Any]:
    """Return what the address says about the list, without the page and what is done there."""
    return {name: request.args[name] for name in ARGUMENTS if request.args.get(name)}


def query_to_keep() -> str:
    """Return what the address says about the list, as it is saved."""
    kept = kept_arguments()
    if "supplier" in kept:
        kept["supplier"] = wanted_supplier()
    return urlencode({name: value for name, value in kept.items() if value})


def view_href(query: str) -> str:
    """Return the address of a list that was saved."""
    return url_for("flags.list_flags", **_arguments(query))


def words(wanted: FlagFilter, people: Iterable[Person]) -> dict[str, str]:
    """Return the filters in use in words, by the argument that each stands in."""
    owners = {MINE: "Mine", NOBODY: "Nobody has it"} | {one.email: one.name for one in people}
    found = {
        "q": f"“{wanted.text}”" if wanted.text else "",
        "severity": wanted.severity.label if wanted.severity else "",
        "gate": f"Gate: {wanted.gate.label.lower()}" if wanted.gate else "",
        "rule": RULES_BY_CODE[wanted.rule].title if wanted.rule else "",
        "supplier": wanted.supplier and f"{wanted.supplier} and its products",
        "owner": owners.get(wanted.owner, wanted.owner),
        "age": f"Open longer than {wanted.older} days" if wanted.older else "",
        "state": "" if wanted.state == "todo" else STATE_WORDS[wanted.state],
    }
    return {name: text for name, text in found.items() if text}


def _filter(given: Mapping[str, str], cards: Iterable[SetUpGap], supplier: str) -> FlagFilter:
    state, rule, age = (given.get(name, "") for name in ("state", "rule", "age"))
    return FlagFilter(
        text=given.get("q", "").strip(),
        severity=_member(Severity, given.get("severity")),
        gate=_member(Gate, given.get("gate")),
        rule=rule if rule in RULES_BY_CODE else "",
        supplier=supplier,
        owner=given.get("owner", "").strip(),
        older=int(age) if age in map(str, AGES) else None,
        state=state if state in STATES else "todo",
        carded=tuple(card.rule_code for card in cards),
    )


def _filter_of(query: str, cards: Iterable[SetUpGap]) -> FlagFilter:
    given = _arguments(query)
    supplier = given.get("supplier", "")
    return _filter(given, cards, supplier if split(supplier) else "")


def _arguments(query: str) -> dict[str, Any]:
    return {name: value for name, value in parse_qsl(query) if name in ARGUMENTS}


def _view_links(desk: Desk, counts: Sequence[int]) -> list[ViewLink]:
    shown = kept_arguments()
    numbers: list[int | None] = [*counts, *[None] * (len(desk.views) - len(counts))]
    return [
        ViewLink(view.name, view_href(view.query), number, _arguments(view.query) == shown)
        for view, number in zip(desk.views, numbers, strict=True)
    ]


def _member(members: Any, value: str | None) -> Any:
    return next((member for member in members if member.value == value), None)


def chips(wanted: FlagFilter, people: Iterable[Person]) -> list[tuple[str, str]]:
    """Return the filters in use, each with the address that takes it away."""
    return lists.chips(words(wanted, people))

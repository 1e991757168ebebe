"""Private links to a request: how each stands, and what is typed there before it is handed in."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from vendor_tracker.domain.errors import Refused, RefusedMany
from vendor_tracker.domain.requestlines import RequestLine
from vendor_tracker.domain.requests import Given, check_given
from vendor_tracker.domain.vocabulary import RequestState


class LinkState(StrEnum):
    """Where a link stands for whoever opens it."""

    open = "open"
    answered = "answered"
    expired = "expired"
    revoked = "revoked"
    replaced = "replaced"
    withdrawn = "withdrawn"

    @property
    def shows(self) -> bool:
        """Tell whether the request can still be read by it."""
        return self in (LinkState.open, LinkState.answered)


def state_of(
    request: RequestState,
    *,
    revoked_at: datetime | None,
    is_replaced: bool,
    expires_at: datetime,
    now: datetime,
    waits: bool,
) -> LinkState:
    """Return where a link stands; `waits`: some of its questions are with the supplier."""
    if revoked_at is not None:
        return LinkState.replaced if is_replaced else LinkState.revoked
    if request in (RequestState.withdrawn, RequestState.draft):
        return LinkState.withdrawn
    if now >= expires_at:
        return LinkState.expired
    is_open = request is RequestState.sent and waits
    return LinkState.open if is_open else LinkState.answered


def last_day(expires_at: datetime) -> date:
    """Return the last whole day before a link runs out, which it does at midnight here."""
    # The hour may be given in UTC, an hour behind in summer.
    return (expires_at - timedelta(hours=12)).date()


def draft_of(given: Given) -> dict[str, Any]:
    """Return what was typed to one question in the form in which it is kept."""
    kept = asdict(given)
    del kept["item"]
    until = given.confidential_until
    return kept | {"confidential_until": until.isoformat() if until else None}


def given_of(item: str, draft: Mapping[str, Any]) -> Given:
    """Return what was typed to one question and not handed in yet."""
    until = draft.get("confidential_until")
    return Given(
        item,
        value=str(draft.get("value", "")),
        words=str(draft.get("words", "")),
        is_same=bool(draft.get("is_same")),
        confidential=bool(draft.get("confidential")),
        confidential_reason=str(draft.get("confidential_reason", "")),
        confidential_until=date.fromisoformat(until) if until else None,
    )


def said_before(line: RequestLine) -> Given:
    """Return what was handed in, so that an answer that came back need not be typed again."""
    words = "" if line.is_same and line.words == line.former else line.words
    return Given(
        line.code, line.value, words, line.is_same, line.confidential,
        line.confidential_reason, line.confidential_until,
    )  # fmt: skip


def typed(line: RequestLine, draft: Mapping[str, Any]) -> Given:
    """Return what stands in the boxes of a question: what was typed, else what was handed in."""
    if line.code in draft:
        return given_of(line.code, draft[line.code])
    return said_before(line)


def mark_of(draft: Mapping[str, Any], items: Iterable[str]) -> str:
    """Return what tells whether these answers were saved since a page was opened."""
    kept = {code: draft[code] for code in items if code in draft}
    return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()[:16]


def faults(lines: Iterable[RequestLine], given: Iterable[Given]) -> tuple[Refused, ...]:
    """Return what stands in the way of handing these answers in."""
    known = {line.code: line for line in lines}
    found: list[Refused] = []
    for one in given:
        line = known.get(one.item)
        if line is None or not one.says_something:
            continue
        try:
            check_given(one, line.kind, line.options)
        except RefusedMany as refused:
            found += refused.refusals
    return tuple(found)

"""What a supplier does by a link: save, pass a section on, take it back, hand in, reply."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from vendor_tracker import clock
from vendor_tracker.domain.errors import NotFound, Refused
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.requestlines import WITH_THEM
from vendor_tracker.domain.requestlinks import draft_of, given_of, mark_of
from vendor_tracker.domain.requests import MOST_WORDS, Given
from vendor_tracker.services import requestitems, requestlinks, requestreplies, requests
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    RequestFile,
    RequestItem,
    RequestLink,
    Supplier,
    SupplierRequest,
)
from vendor_tracker.storage.queries.requestlinks import OpenedLink

# What is typed and cannot be handed in is kept all the same, within reason.
_MOST_KEPT = 3 * MOST_WORDS
_ELSEWHERE = (
    "Somebody else saved answers of this section since you opened it. What you typed stands "
    "below and was not saved yet. Save again to put it over theirs, or open the section anew."
)


class Overtaken(Refused):
    """Others saved the same answers meanwhile; what was typed is shown again."""


@transactional
def save_draft(token: str, given: Sequence[Given], *, mark: str) -> None:
    """Keep what was typed; refuse where others saved the same answers meanwhile."""
    link, row, request = requestlinks.opened(token)
    mine = _open_items(link, row, request)
    if strange := [one.item for one in given if one.item not in mine]:
        raise NotFound(strange[0])
    codes = [one.item for one in given]
    if mark_of(row.draft, codes) != mark:
        raise Overtaken(_ELSEWHERE)
    if any(len(one.words) + len(one.value) > _MOST_KEPT for one in given):
        words = f"An answer is longer than {_MOST_KEPT:,} characters. Attach it as a file instead."
        raise Refused(words)
    row.draft = {**row.draft, **{one.item: draft_of(one) for one in given}}
    row.draft_at = clock.now()


@transactional
def pass_on(token: str, section: str, *, made_for: str) -> str:
    """Make a link to one section for somebody else there, and return its token.

    It begins with what was typed; while it works, the section is theirs to answer.
    """
    link, row, request = requestlinks.opened(token)
    codes = _items_in(request, section)
    if link.section or not codes:
        raise Refused("Only a section of a whole request can be passed on.")
    _call_back(row, request, section)
    return requestlinks.add(
        request, made_for=requestlinks.name_of(made_for), expires_at=row.expires_at,
        section=section, parent_id=row.id, draft=_part(row.draft, codes),
    )  # fmt: skip


@transactional
def take_back(token: str, section: str) -> None:
    """Answer a section oneself again, with what was typed there so far."""
    _link, row, request = requestlinks.opened(token)
    if not _call_back(row, request, section):
        raise Refused("This section is with you already.")


@transactional
def hand_in(token: str, *, said_by: str) -> int:
    """Hand in what was typed; return how many answers there were. They cannot be changed then."""
    link, row, request = requestlinks.opened(token)
    mine = _open_items(link, row, request)
    typed = [given_of(code, draft) for code, draft in row.draft.items() if code in mine]
    given = [one for one in _with_files(typed, request, mine) if _is_new(one, mine[one.item])]
    told = [one.item for one in given]
    if not told:
        raise Refused("Nothing new is answered yet, so there is nothing to hand in.")
    taken = requests.hand_in(link.guest, link.request, given, said_by=said_by)
    row.draft = {code: draft for code, draft in row.draft.items() if code not in told}
    row.handed_in_at = row.draft_at = clock.now()
    return taken


@transactional
def reply(token: str, *, about: str, text: str, said_by: str) -> None:
    """Keep what a supplier says to something that is held about them."""
    link, _row, request = requestlinks.opened(token)
    if link.section:
        raise NotFound(about)
    supplier = reference(Kind.SUPPLIER, session().get_one(Supplier, request.supplier_id).number)
    requestreplies.add_reply(
        link.guest, supplier, about=about, text=text, said_by=said_by, request_id=request.id
    )


def _open_items(
    link: OpenedLink, row: RequestLink, request: SupplierRequest
) -> dict[str, RequestItem]:
    """Return the questions that can be answered by a link now."""
    away = {one.section for one in requestlinks.children(row, request)}
    return {
        one.item_code: one
        for one in requestitems.rows(request)
        if one.review in WITH_THEM and one.section not in away and link.section in ("", one.section)
    }


def _is_new(given: Given, row: RequestItem) -> bool:
    """Tell whether an answer differs from the one that came back."""
    words = given.words or (row.former if given.is_same else "")
    before = (row.value, row.words, row.is_same, row.confidential, row.confidential_reason or "")
    told = (given.value, words, given.is_same, given.confidential, given.confidential_reason)
    return told != before or given.confidential_until != row.confidential_until


def _items_in(request: SupplierRequest, section: str) -> list[str]:
    rows = requestitems.rows(request)
    return [one.item_code for one in rows if one.section == section and one.review in WITH_THEM]


def _call_back(row: RequestLink, request: SupplierRequest, section: str) -> bool:
    """Revoke the links to a section that was passed on, and keep what was typed there."""
    theirs = [one for one in requestlinks.children(row, request) if one.section == section]
    for one in theirs:
        row.draft = {**row.draft, **one.draft}
        requestlinks.revoke(one)
    return bool(theirs)


def _part(draft: Mapping[str, Any], codes: Iterable[str]) -> dict[str, Any]:
    return {code: draft[code] for code in codes if code in draft}


def _with_files(
    given: Iterable[Given], request: SupplierRequest, mine: Iterable[str]
) -> Iterable[Given]:
    """Yield the answers, and for a question that only a file answers, words that name it."""
    files = session().query(RequestFile).filter_by(
        organisation_id=request.organisation_id, request_id=request.id
    )  # fmt: skip
    names: dict[str, list[str]] = {}
    for file in files.order_by(RequestFile.id):
        for code in file.items:
            names.setdefault(code, []).append(f"“{file.title or file.file_name}”")
    told = set()
    for one in given:
        if one.says_something:
            told.add(one.item)
            yield one
    for code in sorted(set(mine) - told):
        if code in names:
            yield Given(code, words=f"See {', '.join(names[code])}.")

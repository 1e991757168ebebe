"""Ask a supplier many questions in one go: begin, send, take the answers, judge each of them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound, Refused, RefusedMany
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.plausible import must_not_follow
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.requests import Given, check_given
from vendor_tracker.domain.vocabulary import AnswerState, RequestReview, RequestState
from vendor_tracker.domain.wording import count
from vendor_tracker.services import records, requestitems, settings
from vendor_tracker.services.requesttaking import take_over
from vendor_tracker.services.transaction import touch_alone, transactional
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import RequestItem, SupplierRequest

_WITH_THEM = (RequestReview.waiting, RequestReview.returned)


@transactional
def start_request(
    actor: Actor,
    *,
    supplier: str,
    product: str | None = None,
    title: str,
    items: Sequence[str],
    why: str = "",
    readers: str = "",
    due_on: date | None = None,
) -> str:
    """Begin a request with the items chosen; return its reference."""
    actor.must(Permission.LOG)
    supplier_id = records.find_id(actor, Kind.SUPPLIER, supplier)
    _refuse(title, items, due_on)
    row = records.add(
        actor, Kind.REQUEST, SupplierRequest, supplier_id=supplier_id,
        product_id=records.find_id(actor, Kind.PRODUCT, product), title=title.strip(),
        why=why.strip(), readers=readers.strip(), due_on=due_on,
    )  # fmt: skip
    _set_items(actor, row, items)
    _touch(actor, row)
    return reference(Kind.REQUEST, row.number)


@transactional
def change_request(
    actor: Actor,
    ref: str,
    *,
    version: int | None,
    title: str,
    items: Sequence[str],
    why: str = "",
    readers: str = "",
    due_on: date | None = None,
) -> None:
    """Change a request that was not sent yet; Conflict if it moved on."""
    row = _find(actor, ref, RequestState.draft, version=version)
    _refuse(title, items, due_on)
    if _set_items(actor, row, items):
        records.stamp(actor, Kind.REQUEST, row, "change")
    records.change(
        actor, Kind.REQUEST, row, version=None, title=title.strip(), why=why.strip(),
        readers=readers.strip(), due_on=due_on,
    )  # fmt: skip


@transactional
def send_request(
    actor: Actor, ref: str, *, version: int | None, looked_twice: bool = False
) -> None:
    """Note that a request goes to the supplier today; from now on its questions stay."""
    row = _find(actor, ref, RequestState.draft, version=version)
    asked, most = len(requestitems.rows(row)), settings.limits(actor.organisation_id)
    if asked > most.request_questions and not looked_twice:
        words = f"It asks {count(asked, 'question')}. Take some out, or say that all are needed."
        raise Refused(words, field="looked_twice")
    # Frozen in the words of today: what is published later does not change what was asked.
    requestitems.freeze(actor, row, [one.item_code for one in requestitems.rows(row)])
    state = {"state": RequestState.sent, "sent_on": clock.today()}
    records.change(actor, Kind.REQUEST, row, version=None, **state)
    _touch(actor, row)


@transactional
def withdraw_request(actor: Actor, ref: str, *, version: int | None) -> None:
    """No longer ask; what was accepted stays."""
    row = _find(actor, ref, RequestState.draft, RequestState.sent, version=version)
    records.change(actor, Kind.REQUEST, row, version=None, state=RequestState.withdrawn)
    _touch(actor, row)


@transactional
def hand_in(
    actor: Actor, ref: str, given: Iterable[Given], *, said_by: str, said_on: date | None = None
) -> int:
    """Take answers of the supplier to questions that are with them; return how many were new.

    They stay what the supplier says until a reviewer has judged each of them.
    """
    row = _find(actor, ref, RequestState.sent, permission=Permission.ANSWER)
    must_not_follow(clock.today(), said_on, "The day of the answers", "said_on")
    if said_on and row.sent_on and said_on < row.sent_on:
        raise Refused("That is before we asked. Check the day.", field="said_on")
    held = {one.item_code: one for one in requestitems.rows(row)}
    taken = _take(held, given, said_by, said_on or clock.today())
    if not taken:
        return 0
    waits = any(one.review in _WITH_THEM for one in held.values())
    state = RequestState.sent if waits else RequestState.answered
    records.stamp(actor, Kind.REQUEST, row, "answer")
    records.change(
        actor, Kind.REQUEST, row, version=None, state=state, answered_by=said_by.strip(),
        answered_on=said_on or clock.today(),
    )  # fmt: skip
    _touch(actor, row)
    return taken


@transactional
def accept_item(
    actor: Actor,
    ref: str,
    item: str,
    *,
    version: int | None,
    state: AnswerState = AnswerState.asserted_only,
    as_claim: bool = False,
) -> None:
    """Take an answer over: their word only, unless the reviewer sees it shown.

    A price becomes a line of costs; words may become a claim as well.
    """
    row, one = _judged(actor, ref, item, version)
    take_over(actor, row, one, state, as_claim=as_claim)
    _judge(actor, row, one, RequestReview.accepted, "")


@transactional
def return_item(actor: Actor, ref: str, item: str, *, version: int | None, reason: str) -> None:
    """Ask for a better answer, and say why; the request is with the supplier again."""
    row, one = _judged(actor, ref, item, version)
    _must_say(reason, "Say what is missing: the supplier reads it.")
    _judge(actor, row, one, RequestReview.returned, reason)


@transactional
def reject_item(actor: Actor, ref: str, item: str, *, version: int | None, reason: str) -> None:
    """Do not take an answer, and say why; it is not asked again."""
    row, one = _judged(actor, ref, item, version)
    _must_say(reason, "Say why we do not take it.")
    _judge(actor, row, one, RequestReview.rejected, reason)


def _refuse(title: str, items: Sequence[str], due_on: date | None) -> None:
    found = []
    if not title.strip():
        found.append(Refused("Say what the request is about.", field="title"))
    if not items:
        found.append(Refused("Choose at least one question.", field="items"))
    if due_on is not None and due_on < clock.today():
        found.append(Refused("That day has passed. Enter today or a later day.", field="due_on"))
    if found:
        raise RefusedMany(tuple(found))


def _set_items(actor: Actor, row: SupplierRequest, items: Sequence[str]) -> bool:
    known = {one.code for one in requestitems.open_items(actor, row.supplier_id, row.product_id)}
    known |= {one.value for one in requestitems.open_cost_kinds(actor, row.product_id)}
    held = {one.item_code for one in requestitems.rows(row)}
    strange = [code for code in items if code not in known and code not in held]
    if strange:
        words = f"{strange[0]} cannot be asked: it is answered, or the supplier cannot know it."
        raise Refused(words, field="items")
    return requestitems.freeze(actor, row, items)


def _take(held: Mapping[str, RequestItem], given: Iterable[Given], said_by: str, on: date) -> int:
    if not said_by.strip():
        raise Refused("Say who at the supplier answers.", field="said_by")
    found: list[Refused] = []
    taken = 0
    for one in given:
        row = held.get(one.item)
        if row is None:
            raise Refused(f"{one.item} is not in this request.")
        if not one.says_something:
            continue
        if row.review not in _WITH_THEM:
            found.append(Refused(f"{one.item} was handed in already.", field=f"{one.item}-words"))
            continue
        try:
            value = check_given(one, row.kind, row.options)
        except RefusedMany as refused:
            found += refused.refusals
            continue
        requestitems.fill(row, one, value, said_by, on)
        taken += 1
    if found:
        raise RefusedMany(tuple(found))
    session().flush()
    return taken


def _judged(
    actor: Actor, ref: str, item: str, version: int | None
) -> tuple[SupplierRequest, RequestItem]:
    actor.must(Permission.DECIDE)
    row = _find(
        actor, ref, RequestState.sent, RequestState.answered, version=version,
        permission=Permission.DECIDE,
    )  # fmt: skip
    one = next((one for one in requestitems.rows(row) if one.item_code == item), None)
    if one is None:
        raise NotFound(f"{ref}/{item}")
    if one.review is not RequestReview.to_review:
        raise Refused("There is nothing to judge here yet, or it was judged already.")
    return row, one


def _judge(
    actor: Actor, row: SupplierRequest, one: RequestItem, review: RequestReview, reason: str
) -> None:
    one.review, one.review_reason = review, reason.strip()
    one.reviewed_on, one.reviewed_by = clock.today(), actor.user_id
    session().flush()
    reviews = {other.review for other in requestitems.rows(row)}
    state = RequestState.closed
    if reviews & set(_WITH_THEM):
        state = RequestState.sent
    elif RequestReview.to_review in reviews:
        state = RequestState.answered
    records.stamp(actor, Kind.REQUEST, row, review.value)
    records.change(actor, Kind.REQUEST, row, version=None, state=state)
    _touch(actor, row)


def _must_say(reason: str, words: str) -> None:
    if not reason.strip():
        raise Refused(words, field="reason")


def _find(
    actor: Actor,
    ref: str,
    *states: RequestState,
    version: int | None = None,
    permission: Permission = Permission.LOG,
) -> SupplierRequest:
    actor.must(permission)
    row = records.find(actor, Kind.REQUEST, SupplierRequest, ref)
    records.must_be(Kind.REQUEST, row, version)
    if row.state not in states:
        raise Refused(f"This cannot be done now: the request is {row.state.label.lower()}.")
    return row


def _touch(actor: Actor, row: SupplierRequest) -> None:
    touch_alone(actor, products=[row.product_id], suppliers=[row.supplier_id])

"""Requests to suppliers: begun, sent, answered in parts, and each answer judged."""

from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from tests import factories
from tests.people import person
from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Forbidden, Refused, RefusedMany
from vendor_tracker.domain.requests import Given
from vendor_tracker.domain.vocabulary import (
    AnswerState,
    ItemAbout,
    RequestReview,
    RequestState,
    Role,
    Stage,
)
from vendor_tracker.services import answers, requestitems, requests
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Answer, RequestItem, SupplierRequest


@pytest.fixture
def product(any_actor: Actor) -> str:
    """Return a product that is being evaluated."""
    supplier = factories.make_supplier(any_actor)
    return factories.make_product(any_actor, supplier=supplier, stage=Stage.evaluating)


@pytest.fixture
def reviewer(any_actor: Actor) -> Actor:
    """Return somebody who judges."""
    return person(any_actor, "judge", Role.reviewer)


def asked(actor: Actor, product: str) -> tuple[str, ...]:
    """Return three questions about the product that its supplier can be asked."""
    found = requestitems.open_items(actor, 1, 1)
    return tuple(item.code for item in found if item.about is ItemAbout.product)[:3]


def sent(actor: Actor, product: str) -> tuple[str, tuple[str, ...]]:
    """Send three questions; return the request and its questions."""
    items = asked(actor, product)
    ref = requests.start_request(
        actor, supplier="SUP-1", product=product, title="Evidence for award", items=items
    )
    requests.send_request(actor, ref, version=None)
    return ref, items


def stored() -> SupplierRequest:
    """Return the request as it is stored."""
    session().expire_all()
    return session().scalars(sa.select(SupplierRequest)).one()


def reviews() -> list[RequestReview]:
    """Return where each answer stands."""
    session().expire_all()
    rows = session().scalars(sa.select(RequestItem).order_by(RequestItem.place))
    return [row.review for row in rows]


def test_only_what_a_supplier_can_tell_and_nobody_has_shown_is_asked(
    any_actor: Actor, product: str
) -> None:
    before = requestitems.open_items(any_actor, 1, 1)
    assert before
    assert all(item.ask for item in before)
    first = asked(any_actor, product)[0]
    answers.save_answer(any_actor, product, first, version=None, state=AnswerState.not_met)
    assert first not in {item.code for item in requestitems.open_items(any_actor, 1, 1)}


def test_a_request_is_answered_in_parts_and_each_answer_is_judged(
    any_actor: Actor, product: str, reviewer: Actor
) -> None:
    ref, (one, two, three) = sent(any_actor, product)
    assert (stored().state, stored().sent_on) == (RequestState.sent, date(2026, 10, 6))
    half = [Given(one, "Yes", "See the study."), Given(two, words="Not yet.")]
    assert requests.hand_in(any_actor, ref, half, said_by="Example contact") == 2
    assert stored().state is RequestState.sent
    last = [Given(three, "In part", "Only for scans.")]
    requests.hand_in(any_actor, ref, last, said_by="Example contact")
    assert stored().state is RequestState.answered
    requests.accept_item(reviewer, ref, one, version=None)
    requests.return_item(reviewer, ref, two, version=None, reason="Say when.")
    requests.reject_item(reviewer, ref, three, version=None, reason="Not about this product.")
    assert reviews() == [
        RequestReview.accepted, RequestReview.returned, RequestReview.rejected,
    ]  # fmt: skip
    assert stored().state is RequestState.sent
    again = [Given(two, words="In March.")]
    requests.hand_in(any_actor, ref, again, said_by="Example contact")
    requests.accept_item(reviewer, ref, two, version=None)
    assert stored().state is RequestState.closed


def test_an_accepted_answer_is_their_word_only(
    any_actor: Actor, product: str, reviewer: Actor
) -> None:
    ref, (one, *_) = sent(any_actor, product)
    said = Given(one, "Yes", "See the study.", confidential=True, confidential_reason="Prices.")
    requests.hand_in(any_actor, ref, [said], said_by="Example contact")
    assert session().scalars(sa.select(Answer)).all() == []
    requests.accept_item(reviewer, ref, one, version=None)
    answer = session().scalars(sa.select(Answer)).one()
    assert (answer.state, answer.confidential) == (AnswerState.asserted_only, True)
    assert answer.note == f"Yes\nSee the study.\nExample contact, in {ref}"
    assert answer.answered_on == date(2026, 10, 6)


def test_what_they_said_before_is_offered_and_confirmed_with_a_new_day(
    any_actor: Actor, product: str, reviewer: Actor
) -> None:
    (one, two, _) = asked(any_actor, product)
    with clock.set_to(datetime(2025, 9, 1, 9, tzinfo=UTC)):
        first, _ = sent(any_actor, product)
        said = [Given(one, "Yes", "Trained on 40,000 scans.")]
        requests.hand_in(any_actor, first, said, said_by="Example contact")
        requests.accept_item(reviewer, first, one, version=None)
    # What we noted ourselves is not for the eyes of the supplier.
    answers.save_answer(
        any_actor, product, two, version=None, state=AnswerState.asserted_only, note="Doubtful."
    )
    ref, _ = sent(any_actor, product)
    requests.hand_in(any_actor, ref, [Given(one, is_same=True)], said_by="Example contact")
    rows = session().scalars(sa.select(RequestItem).order_by(RequestItem.id)).all()[3:]
    assert [row.former for row in rows] == ["Yes\nTrained on 40,000 scans.", "", ""]
    assert rows[0].words == rows[0].former
    assert rows[0].answered_on == date(2026, 10, 6)


def test_wrong_answers_are_refused_at_their_boxes_and_nothing_is_kept(
    any_actor: Actor, product: str
) -> None:
    ref, (one, two, _) = sent(any_actor, product)
    wrong = [
        Given(one, "Yes", "Fine."),
        Given(two, "Yes", "x" * 10_001, confidential=True),
    ]
    with pytest.raises(RefusedMany) as refused:
        requests.hand_in(any_actor, ref, wrong, said_by="Example contact")
    fields = [one.field for one in refused.value.refusals]
    assert fields == [f"{two}-words", f"{two}-confidential_reason"]
    assert set(reviews()) == {RequestReview.waiting}
    with pytest.raises(Refused, match="who at the supplier"):
        requests.hand_in(any_actor, ref, wrong[:1], said_by=" ")
    with pytest.raises(Refused, match="not in this request"):
        requests.hand_in(any_actor, ref, [Given("CUL-01", "Yes")], said_by="Example contact")


def test_what_was_sent_is_not_changed_any_more(any_actor: Actor, product: str) -> None:
    ref, items = sent(any_actor, product)
    with pytest.raises(Refused, match="the request is sent"):
        requests.change_request(any_actor, ref, version=None, title="Else", items=items)
    requests.withdraw_request(any_actor, ref, version=None)
    with pytest.raises(Refused, match="withdrawn"):
        requests.hand_in(any_actor, ref, [Given(items[0], "Yes")], said_by="Example contact")


def test_only_a_reviewer_judges(any_actor: Actor, product: str) -> None:
    ref, (one, *_) = sent(any_actor, product)
    requests.hand_in(any_actor, ref, [Given(one, "Yes")], said_by="Example contact")
    with pytest.raises(Forbidden):
        requests.accept_item(any_actor, ref, one, version=None)


def test_a_request_needs_a_name_and_questions_that_can_be_asked(
    any_actor: Actor, product: str
) -> None:
    with pytest.raises(RefusedMany) as refused:
        requests.start_request(any_actor, supplier="SUP-1", title=" ", items=())
    assert [one.field for one in refused.value.refusals] == ["title", "items"]
    with pytest.raises(Refused, match="CUL-01 cannot be asked"):
        requests.start_request(
            any_actor, supplier="SUP-1", product=product, title="Evidence", items=["CUL-01"]
        )

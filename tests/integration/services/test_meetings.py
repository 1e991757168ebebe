"""Meetings, promises and questions on both engines: kept, changed, refused in words."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from tests.factories import make_meeting, make_product, make_promise, make_question, make_supplier
from vendor_tracker.clock import set_to
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Conflict, Forbidden, Refused
from vendor_tracker.domain.messages import Matter
from vendor_tracker.domain.vocabulary import Role, Side
from vendor_tracker.services import meetings, messages, promises, questions
from vendor_tracker.services.messages import Sent
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import ProductStatus, Question
from vendor_tracker.storage.queries.meetings import get_meeting, list_meetings
from vendor_tracker.storage.queries.paging import Asked
from vendor_tracker.storage.queries.promises import PromiseFilter, get_promise, list_promises
from vendor_tracker.storage.queries.questions import (
    QuestionFilter,
    get_question,
    list_questions,
)

TODAY = date(2026, 10, 6)
TOMORROW = date(2026, 10, 7)


def test_meetings_come_last_first_page_by_page(any_actor: Actor) -> None:
    supplier = make_supplier(any_actor)
    for day in range(1, 29):
        for _ in range(2):
            make_meeting(any_actor, supplier=supplier, held_on=date(2026, 9, day))
    asked = Asked("held", descending=True)
    first = list_meetings(any_actor, asked=asked)
    assert first.total == 56
    assert first.rows[0].held_on == date(2026, 9, 28)
    assert first.after is not None
    second = list_meetings(any_actor, asked=Asked("held", descending=True, after=first.after))
    seen = [row.reference for row in (*first.rows, *second.rows)]
    assert len(set(seen)) == 56


def test_a_meeting_is_changed_at_its_version(any_actor: Actor) -> None:
    supplier = make_supplier(any_actor)
    ref = meetings.log_meeting(any_actor, supplier=supplier, held_on=TODAY)
    meetings.change_meeting(any_actor, ref, version=1, our_hours=Decimal("1.5"))
    with pytest.raises(Conflict):
        meetings.change_meeting(any_actor, ref, version=1, place="Leeds")
    assert get_meeting(any_actor, ref).our_hours == Decimal("1.5")


def test_what_worried_staff_is_heard_by_every_product_it_speaks_of(any_actor: Actor) -> None:
    supplier = make_supplier(any_actor)
    make_product(any_actor, supplier=supplier)
    with set_to(datetime(2026, 10, 7, 9, tzinfo=UTC)):
        ref = meetings.log_meeting(
            any_actor, supplier=supplier, held_on=TODAY, concerns="At night nobody looks."
        )
        assert _checked_on() == TOMORROW
    assert get_meeting(any_actor, ref).concerns == "At night nobody looks."
    with set_to(datetime(2026, 10, 8, 9, tzinfo=UTC)):
        meetings.change_meeting(any_actor, ref, version=1, concerns="")
        assert _checked_on() == date(2026, 10, 8)


def _checked_on() -> date | None:
    return session().scalars(sa.select(ProductStatus.checked_on)).one()


@pytest.mark.parametrize(
    "fields,field",
    [
        ({"held_on": TOMORROW}, "held_on"),
        ({"our_hours": Decimal(-1)}, "our_hours"),
        ({"supplier": "SUP-9"}, "supplier"),
        ({"product": "PRD-9"}, "product"),
    ],
)
def test_a_meeting_that_cannot_be_right_is_refused(
    actor: Actor, fields: dict[str, Any], field: str
) -> None:
    supplier = make_supplier(actor)
    with pytest.raises(Refused) as refusal:
        meetings.log_meeting(actor, **{"supplier": supplier, "held_on": TODAY, **fields})
    assert refusal.value.field == field


def test_promises_without_a_day_come_last(any_actor: Actor) -> None:
    supplier = make_supplier(any_actor)
    undated = make_promise(any_actor, supplier=supplier, text="Some day")
    late = make_promise(any_actor, supplier=supplier, text="a", due_on=date(2026, 10, 5))
    coming = make_promise(any_actor, supplier=supplier, text="b", due_on=TODAY, side=Side.ours)
    page = list_promises(any_actor, PromiseFilter(), TODAY)
    assert [row.reference for row in page.rows] == [late, coming, undated]
    assert [row.is_late(TODAY) for row in page.rows] == [True, False, False]
    ours = list_promises(any_actor, PromiseFilter(side=Side.ours, state="open"), TODAY)
    assert [row.reference for row in ours.rows] == [coming]
    assert list_promises(any_actor, PromiseFilter(state="late"), TODAY).total == 1


def test_a_promise_is_kept_on_a_day_that_can_be(any_actor: Actor) -> None:
    supplier = make_supplier(any_actor)
    ref = promises.log_promise(any_actor, side=Side.theirs, supplier=supplier, text="Send it")
    for day in (TOMORROW, date(2026, 10, 5), None):
        with pytest.raises(Refused) as refusal:
            promises.keep_promise(any_actor, ref, version=1, done_on=day)
        assert refusal.value.field == "done_on"
    promises.keep_promise(any_actor, ref, version=1, done_on=TODAY)
    assert get_promise(any_actor, ref).done_on == TODAY
    assert list_promises(any_actor, PromiseFilter(state="done"), TODAY).total == 1


def test_a_question_is_answered_after_it_was_asked(any_actor: Actor) -> None:
    supplier = make_supplier(any_actor)
    ref = questions.log_question(any_actor, supplier=supplier, text="Why?", asked_on=TODAY)
    with pytest.raises(Refused, match="before it was asked"):
        questions.answer_question(
            any_actor, ref, version=1, answer="So.", answered_on=date(2026, 10, 5)
        )
    questions.answer_question(any_actor, ref, version=1, answer="So.", answered_on=TODAY)
    assert get_question(any_actor, ref).answer == "So."
    assert list_questions(any_actor, QuestionFilter("waiting")).total == 0
    assert list_questions(any_actor, QuestionFilter("answered")).total == 1


def test_the_first_day_we_asked_is_kept_when_we_ask_again(any_actor: Actor) -> None:
    supplier = make_supplier(any_actor)
    ref = make_question(any_actor, supplier=supplier, text="Why?", asked_on=date(2026, 9, 1))
    sent = Sent(supplier, None, "Ann", TODAY)
    matters = [Matter(ref, "Why?", on=date(2026, 9, 1))]
    assert messages.record_sent(any_actor, matters=matters, sent=sent, nonce="n") == [ref]
    found = get_question(any_actor, ref)
    assert found.asked_on == date(2026, 9, 1)
    assert found.asked_of == "Ann, asked again on 6 October 2026"
    messages.record_sent(any_actor, matters=matters, sent=sent, nonce="n")
    assert get_question(any_actor, ref).version == found.version


def test_a_question_about_an_item_is_tied_to_it(any_actor: Actor) -> None:
    supplier = make_supplier(any_actor)
    product = make_product(any_actor, supplier=supplier)
    matters = [Matter(f"{product}/CORE-05", "Which device?"), Matter("CLM-12", "Why?")]
    messages.record_sent(any_actor, matters=matters, sent=Sent(supplier, product, "Ann", TODAY))
    rows = session().scalars(sa.select(Question).order_by(Question.id)).all()
    assert [row.item_code for row in rows] == ["CORE-05", ""]
    assert rows[0].text == f"Which device? ({product}/CORE-05)"


def test_a_reader_writes_nothing(actor: Actor) -> None:
    import dataclasses

    supplier = make_supplier(actor)
    make_product(actor, supplier=supplier)
    reader = dataclasses.replace(actor, role=Role.reader)
    with pytest.raises(Forbidden):
        meetings.log_meeting(reader, supplier=supplier, held_on=TODAY)
    with pytest.raises(Forbidden):
        questions.log_question(reader, supplier=supplier, text="Why?")
    with pytest.raises(Forbidden):
        messages.record_sent(
            reader, matters=[Matter("", "Why?")], sent=Sent(supplier, None, "", TODAY)
        )

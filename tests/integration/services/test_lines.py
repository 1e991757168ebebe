"""Logging lines: what each becomes, all or nothing, and once."""

import threading
from datetime import date
from decimal import Decimal

import pytest
import sqlalchemy as sa

from tests.factories import make_product, make_supplier
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.lines import Line
from vendor_tracker.domain.vocabulary import DisclosedBy, LineKind, MeetingKind, Stage, SupplierRole
from vendor_tracker.services import lines
from vendor_tracker.storage.db import Database, session
from vendor_tracker.storage.models import Claim, Cost, Evidence, FormNonce, Promise, Question
from vendor_tracker.storage.queries.lines import (
    find_saved,
    list_logged,
    list_made,
    list_moved_flags,
)
from vendor_tracker.storage.queries.meetings import get_meeting
from vendor_tracker.storage.queries.subjects import find_subjects, list_subjects

TODAY = date(2026, 10, 6)
SIX = [
    Line(LineKind.statement, "It finds 96% of bleeds."),
    Line(LineKind.price, "Support at night", Decimal("4200"), "month"),
    Line(LineKind.their_promise, "Send the bias report", person="Dr Hale", due_on=TODAY),
    Line(LineKind.our_promise, "Send our scanner list", person="Imaging lead"),
    Line(LineKind.question, "How many hospitals use it?"),
    Line(LineKind.document, "DTAC form https://example.com/dtac.pdf"),
]


def count(model: type) -> int:
    """Return how many rows a table has."""
    return session().scalar(sa.select(sa.func.count()).select_from(model)) or 0


def test_each_kind_of_line_becomes_its_record(any_actor: Actor) -> None:
    supplier = make_supplier(any_actor)
    product = make_product(any_actor, supplier=supplier)
    made = lines.log_lines(any_actor, about=product, lines=SIX, nonce="a")
    assert made == ["CLM-1", "COST-1", "PRM-1", "PRM-2", "QUE-1", "EVD-1"]
    cost = session().scalars(sa.select(Cost)).one()
    assert (cost.quantity, cost.unit_price) == (Decimal(12), Decimal(4200))
    assert (cost.disclosed_by, cost.disclosed_on) == (DisclosedBy.supplier, TODAY)
    promise = session().scalars(sa.select(Promise).order_by(Promise.id)).first()
    assert promise is not None
    assert (promise.person, promise.due_on, promise.promised_on) == ("Dr Hale", TODAY, TODAY)
    assert session().scalars(sa.select(Question)).one().asked_on is None
    assert session().scalars(sa.select(Evidence)).one().link_url == "https://example.com/dtac.pdf"


def test_the_flags_that_a_form_moved_are_named(any_actor: Actor) -> None:
    supplier = make_supplier(any_actor)
    product = make_product(any_actor, supplier=supplier, stage=Stage.evaluating)
    late = Line(LineKind.their_promise, "Send it", due_on=date(2026, 10, 1))
    made = lines.log_lines(any_actor, about=product, lines=[late], nonce="a")
    saved = find_saved(any_actor, "a")
    assert saved is not None
    moved = list_moved_flags(any_actor, saved, list_made(any_actor, made))
    assert any("Send it" in flag.says and flag.word == "Opened" for flag in moved)


def test_one_bad_line_and_nothing_is_saved(any_actor: Actor) -> None:
    supplier = make_supplier(any_actor)
    bad = [*SIX, Line(LineKind.their_promise, "")]
    with pytest.raises(Refused) as refusal:
        lines.log_lines(any_actor, about=supplier, lines=bad, nonce="a")
    assert refusal.value.field == "lines-6-text"
    assert [count(model) for model in (Claim, Cost, Promise, Question, FormNonce)] == [0] * 5


def test_the_same_form_sent_twice_makes_nothing_twice(any_actor: Actor) -> None:
    supplier = make_supplier(any_actor)
    first = lines.log_lines(any_actor, about=supplier, lines=SIX, nonce="a")
    assert lines.log_lines(any_actor, about=supplier, lines=SIX, nonce="a") == first
    assert count(Claim) == 1
    saved = find_saved(any_actor, "a")
    assert saved is not None
    assert list(saved.made) == first
    assert list_moved_flags(any_actor, saved, list_made(any_actor, first)) == []
    assert lines.log_lines(any_actor, about=supplier, lines=SIX[:1], nonce="b") == ["CLM-2"]


def test_ten_parallel_sendings_make_one_record(any_actor: Actor, any_database: Database) -> None:
    supplier = make_supplier(any_actor)
    session().rollback()
    barrier = threading.Barrier(10)
    found: list[list[str]] = []

    def send() -> None:
        with any_database.opened():
            barrier.wait()
            found.append(lines.log_lines(any_actor, about=supplier, lines=SIX[:1], nonce="double"))

    threads = [threading.Thread(target=send) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [["CLM-1"]] * 10
    assert count(Claim) == 1


def test_a_product_without_a_supplier_takes_statements_but_no_promise(any_actor: Actor) -> None:
    product = make_product(any_actor)
    assert lines.log_lines(any_actor, about=product, lines=SIX[:1]) == ["CLM-1"]
    with pytest.raises(Refused, match="has no supplier yet") as refusal:
        lines.log_lines(any_actor, about=product, lines=SIX)
    assert refusal.value.field == "about"


def test_a_meeting_is_saved_with_what_was_said_in_it(any_actor: Actor) -> None:
    supplier = make_supplier(any_actor)
    meeting = {"supplier": supplier, "held_on": TODAY, "kind": MeetingKind.price}
    made = lines.log_meeting_lines(any_actor, meeting=meeting, lines=SIX, nonce="m")
    assert made[0] == "MTG-1"
    page = get_meeting(any_actor, "MTG-1")
    assert [line.reference for line in page.said] == made[1:]
    question = session().scalars(sa.select(Question)).one()
    assert question.asked_on == TODAY
    again = lines.log_meeting_lines(any_actor, meeting=meeting, lines=SIX, nonce="m")
    assert again == made


def test_a_meeting_in_the_future_is_refused_with_its_lines(any_actor: Actor) -> None:
    supplier = make_supplier(any_actor)
    meeting = {"supplier": supplier, "held_on": date(2026, 10, 7)}
    with pytest.raises(Refused, match="future"):
        lines.log_meeting_lines(any_actor, meeting=meeting, lines=SIX)
    assert count(Claim) == 0


def test_what_was_logged_today_is_listed_and_found_again(any_actor: Actor) -> None:
    supplier = make_supplier(any_actor)
    made = lines.log_lines(any_actor, about=supplier, lines=SIX, nonce="a")
    assert {line.reference for line in list_logged(any_actor, TODAY)} == set(made)
    assert list_logged(any_actor, date(2026, 10, 7)) == []
    assert [line.reference for line in list_made(any_actor, [*made, "CLM-99", "x"])] == made


def test_a_subject_is_found_by_reference_by_name_and_last_used_first(any_actor: Actor) -> None:
    make_product(any_actor, name="Bleed Alert")
    supplier = make_supplier(any_actor, "Zennor (example)")
    assert [str(s) for s in find_subjects(any_actor, "prd-1 anything")] == ["PRD-1 Bleed Alert"]
    assert [s.reference for s in find_subjects(any_actor, "zennor")] == [supplier]
    assert find_subjects(any_actor, "%") == []
    assert list_subjects(any_actor)[0].reference == "PRD-1"
    lines.log_lines(any_actor, about=supplier, lines=SIX[:1], nonce="a")
    assert list_subjects(any_actor)[0].reference == supplier


def test_the_maker_of_a_product_is_the_one_who_promises(any_actor: Actor) -> None:
    reseller = make_supplier(any_actor, "Reseller (example)")
    maker = make_supplier(any_actor, "Maker (example)")
    from vendor_tracker.services.products import add_product

    roles = [(reseller, SupplierRole.reseller), (maker, SupplierRole.developer)]
    product = add_product(any_actor, name="Bleed Alert", suppliers=roles)
    ref = lines.log_lines(any_actor, about=product, lines=SIX[4:5])
    found = list_made(any_actor, ref)[0].supplier
    assert found is not None
    assert found.reference == maker

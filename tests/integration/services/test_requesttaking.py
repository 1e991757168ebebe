"""Accepted answers: prices become costs, words may become claims; many ask for a second look."""

from datetime import date
from decimal import Decimal

import pytest
import sqlalchemy as sa

from tests import factories
from tests.people import person
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Refused, RefusedMany
from vendor_tracker.domain.requests import Given
from vendor_tracker.domain.vocabulary import (
    Charge,
    CostCategory,
    DisclosedBy,
    RequestState,
    Role,
    Stage,
)
from vendor_tracker.services import requestitems, requests, settings
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Claim, Cost, SupplierRequest


@pytest.fixture
def product(any_actor: Actor) -> str:
    """Return a product that is being evaluated."""
    supplier = factories.make_supplier(any_actor)
    return factories.make_product(any_actor, supplier=supplier, stage=Stage.evaluating)


def accept(actor: Actor, product: str, *given: Given, as_claim: bool = False) -> str:
    """Ask these questions, hand the answers in, and have a reviewer accept them."""
    items = [one.item for one in given]
    ref = requests.start_request(
        actor, supplier="SUP-1", product=product, title="Costs", items=items
    )
    requests.send_request(actor, ref, version=None)
    requests.hand_in(actor, ref, given, said_by="Sales desk (example)")
    judge = person(actor, "judge", Role.reviewer)
    for item in items:
        requests.accept_item(judge, ref, item, version=None, as_claim=as_claim)
    return ref


def lines() -> list[Cost]:
    """Return the costs as they are stored."""
    session().expire_all()
    return list(session().scalars(sa.select(Cost).order_by(Cost.id)))


def test_a_price_is_a_cost_disclosed_by_the_supplier_on_that_day(
    any_actor: Actor, product: str
) -> None:
    ref = accept(any_actor, product, Given("K01", "1,200 a year", "For all sites"))
    (line,) = lines()
    assert (line.category, line.charge, line.unit_price) == (
        CostCategory.K01, Charge.yearly, Decimal(1200),
    )  # fmt: skip
    assert (line.disclosed_by, line.disclosed_on) == (DisclosedBy.supplier, date(2026, 10, 6))
    assert (line.asked_on, line.disclosed_in) == (date(2026, 10, 6), ref)


def test_nil_fills_the_line_that_waits(any_actor: Actor, product: str) -> None:
    factories.make_cost(
        any_actor, supplier="SUP-1", product=product, category=CostCategory.K03, unit_price=None
    )
    accept(any_actor, product, Given("K03", "nil"))
    (line,) = lines()
    assert (line.nil_on, line.unit_price) == (date(2026, 10, 6), None)


def test_a_price_for_each_one_leaves_the_number_open(any_actor: Actor, product: str) -> None:
    accept(any_actor, product, Given("K02", "0.40 for each scan"))
    (line,) = lines()
    assert (line.unit, line.quantity, line.unit_price) == ("scan", None, Decimal("0.40"))


def test_a_price_that_leaves_it_open_is_refused_at_its_box(any_actor: Actor, product: str) -> None:
    ref = requests.start_request(
        any_actor, supplier="SUP-1", product=product, title="Costs", items=["K01"]
    )
    requests.send_request(any_actor, ref, version=None)
    with pytest.raises(RefusedMany) as refused:
        requests.hand_in(any_actor, ref, [Given("K01", "1200")], said_by="Sales desk (example)")
    assert [one.field for one in refused.value.refusals] == ["K01-value"]


def test_words_may_become_a_claim(any_actor: Actor, product: str) -> None:
    item = requestitems.open_items(any_actor, 1, 1)[0].code
    said = Given(item, "Yes", "It finds nine in ten.")
    ref = accept(any_actor, product, said, as_claim=True)
    claim = session().scalars(sa.select(Claim)).one()
    assert (claim.statement, claim.said_where) == ("It finds nine in ten.", ref)
    assert claim.said_on == date(2026, 10, 6)


def test_many_questions_need_a_second_look(any_actor: Actor, product: str) -> None:
    items = [one.code for one in requestitems.open_items(any_actor, 1, 1)][:3]
    judge = person(any_actor, "head", Role.administrator)
    settings.save_setting(judge, "request_questions", 2, "We ask little.")
    ref = requests.start_request(
        any_actor, supplier="SUP-1", product=product, title="Evidence", items=items
    )
    with pytest.raises(Refused, match="3 questions") as refused:
        requests.send_request(any_actor, ref, version=None)
    assert refused.value.field == "looked_twice"
    requests.send_request(any_actor, ref, version=None, looked_twice=True)
    state = session().scalars(sa.select(SupplierRequest.state)).one()
    assert state is RequestState.sent

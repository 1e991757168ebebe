"""Over which years a product is counted."""

from datetime import date
from decimal import Decimal

import pytest

from tests.factories import make_cost, make_product, make_supplier
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Conflict, RefusedMany
from vendor_tracker.domain.lifelines import Plan, work_out
from vendor_tracker.domain.settings import Limits
from vendor_tracker.services import lifeplans
from vendor_tracker.storage.queries.products import get_product_head
from vendor_tracker.storage.queries.wholelife import get_life

TODAY, START = date(2026, 10, 6), date(2027, 4, 1)


@pytest.fixture
def product(any_actor: Actor) -> str:
    return make_product(any_actor)


def save(actor: Actor, product: str, **fields: object) -> None:
    version = get_product_head(actor, product).version
    given = {"starts_on": START, "years": 7, **fields}
    lifeplans.save_life_plan(actor, product, version=version, **given)  # type: ignore[arg-type]


def test_the_years_are_kept_with_their_allowance(any_actor: Actor, product: str) -> None:
    assert get_life(any_actor, product).told.plan is None
    more = {"allowance": Decimal("12.5"), "allowance_reason": "Two interfaces are still open"}
    save(any_actor, product, **more)
    plan = get_life(any_actor, product).told.plan
    assert plan == Plan(START, 7, Decimal("12.5"), "", "Two interfaces are still open")
    save(any_actor, product, years=5)
    assert get_life(any_actor, product).told.plan == Plan(START, 5)


def test_a_plan_of_a_product_that_moved_on_is_a_conflict(any_actor: Actor, product: str) -> None:
    version = get_product_head(any_actor, product).version
    save(any_actor, product)
    with pytest.raises(Conflict):
        lifeplans.save_life_plan(any_actor, product, version=version, starts_on=START, years=3)


@pytest.mark.parametrize(
    "fields, field",
    [
        ({"years": 0}, "years"),
        ({"years": 21}, "years"),
        ({"years": None}, "years"),
        ({"starts_on": None}, "starts_on"),
        ({"starts_on": date(2126, 4, 1)}, "starts_on"),
        ({"allowance": Decimal(-1), "allowance_reason": "Risks"}, "allowance"),
        ({"allowance": Decimal(201), "allowance_reason": "Risks"}, "allowance"),
        ({"allowance": Decimal(10), "allowance_reason": " "}, "allowance_reason"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    actor: Actor, fields: dict[str, object], field: str
) -> None:
    product = make_product(actor)
    with pytest.raises(RefusedMany) as refused:
        save(actor, product, **fields)
    assert [one.field for one in refused.value.refusals] == [field]
    assert get_life(actor, product).told.plan is None


def test_the_lines_of_a_product_are_its_whole_life(any_actor: Actor) -> None:
    make_supplier(any_actor)
    product = make_product(any_actor, supplier="SUP-1")
    priced = {"quantity": Decimal(12), "unit_price": Decimal(100), "starts_on": START}
    make_cost(any_actor, supplier="SUP-1", product=product, **priced)
    make_cost(any_actor, supplier="SUP-1", product=product)
    save(any_actor, product, years=2)
    found = work_out(get_life(any_actor, product).told, TODAY, Limits())
    assert found.total.real == Decimal("2400.00")
    assert [line.reference for line in found.unknown] == ["COST-2"]

"""The stored figures of whole lives are what would be worked out."""

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from tests import factories as make
from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.lifelines import work_out
from vendor_tracker.domain.lifewords import headline
from vendor_tracker.domain.vocabulary import (
    Bearer,
    Charge,
    CostCategory,
    DisclosedBy,
    Gate,
    Outcome,
    Role,
    Stage,
)
from vendor_tracker.domain.wholelife import Basis
from vendor_tracker.services import (
    contracts,
    costs,
    decisions,
    lifeplans,
    lifesummaries,
    products,
    settings,
)
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Product, ProductStatus
from vendor_tracker.storage.queries.products import get_product_head
from vendor_tracker.storage.queries.wholelife import get_life

PRICE: dict[str, Any] = {"quantity": Decimal(2), "unit_price": Decimal("499.995")}


def stored(actor: Actor, ref: str) -> ProductStatus:
    """Return what is stored of a product."""
    session().expire_all()
    found = session().scalars(
        sa.select(ProductStatus)
        .join(Product, Product.id == ProductStatus.product_id)
        .where(Product.organisation_id == actor.organisation_id, Product.number == int(ref[4:]))
    )
    return found.one()


def prove(actor: Actor, ref: str, act: str) -> None:
    """Fail unless what is stored of a whole life is what its page works out."""
    row = stored(actor, ref)
    life = work_out(
        get_life(actor, ref).told, clock.today(), settings.limits(actor.organisation_id)
    )
    if not life.lines:
        assert (row.life_years, row.life_real, row.life_unknown) == (None, None, 0), act
        return
    head = headline(life, Basis.real)
    known = head.total or not head.unknown
    wanted = (head.total, head.quoted, head.hidden) if known else (None, None, None)
    assert (row.life_real, row.life_quoted, row.life_hidden) == wanted, act
    assert (row.life_years, row.life_unknown) == (life.life.years, head.unknown), act
    assert (row.life_rates, row.life_on) == (life.rates.name, clock.today()), act
    if known:
        assert (row.life_cash, row.life_present) == (life.total.cash, life.total.present), act


def plan(actor: Actor, ref: str, years: int) -> None:
    """Set over which years a product is counted."""
    version = get_product_head(actor, ref).version
    start = date(2027, 4, 1)
    lifeplans.save_life_plan(actor, ref, version=version, starts_on=start, years=years)


def test_each_kind_of_write_leaves_it_right(any_actor: Actor) -> None:
    supplier = make.make_supplier(any_actor)
    ref = make.make_product(any_actor, supplier=supplier)
    prove(any_actor, ref, "nothing yet")
    line = costs.log_cost(any_actor, supplier=supplier, product=ref, category=CostCategory.K11)
    prove(any_actor, ref, "a line without a figure")
    costs.change_cost(any_actor, line, version=None, **PRICE)
    prove(any_actor, ref, "a price")
    assert stored(any_actor, ref).life_real == Decimal("4999.95")
    plan(any_actor, ref, 3)
    prove(any_actor, ref, "years")
    told: dict[str, Any] = {"disclosed_by": DisclosedBy.supplier, "disclosed_on": date(2026, 10, 1)}
    costs.change_cost(any_actor, line, version=None, **told)
    prove(any_actor, ref, "who told us")
    reviewer = replace(any_actor, role=Role.reviewer)
    decisions.record_decision(
        reviewer,
        ref,
        gate=Gate.award,
        stage=Stage.contracted,
        decided_on=date(2026, 9, 1),
        outcome=Outcome.go_on,
        reason="Needed",
    )
    prove(any_actor, ref, "an award before that")
    assert stored(any_actor, ref).life_hidden == Decimal("2999.97")
    costs.archive_cost(any_actor, line, version=None, reason="Twice")
    prove(any_actor, ref, "put away")


def test_a_contract_says_when_the_life_begins(any_actor: Actor) -> None:
    supplier = make.make_supplier(any_actor)
    ref = make.make_product(any_actor, supplier=supplier)
    costs.log_cost(
        any_actor, supplier=supplier, product=ref, category=CostCategory.K01,
        ends_on=date(2027, 12, 31), **PRICE,
    )  # fmt: skip
    before = stored(any_actor, ref).life_real
    contracts.add_contract(
        any_actor, title="Three years", suppliers=[supplier], products=[ref],
        starts_on=date(2027, 7, 1),
    )  # fmt: skip
    prove(any_actor, ref, "a contract")
    assert stored(any_actor, ref).life_real != before


def test_random_writes_leave_it_right(any_actor: Actor) -> None:
    chance = random.Random(5)
    supplier = make.make_supplier(any_actor)
    refs = [make.make_product(any_actor, f"P{n} (example)", supplier=supplier) for n in range(3)]
    lines: list[str] = []
    for turn in range(30):
        fields: dict[str, Any] = {
            "product": chance.choice(refs),
            "charge": chance.choice(list(Charge)),
            "category": chance.choice(list(CostCategory)),
            "quantity": Decimal(chance.randrange(1, 900)),
            "unit_price": chance.choice([None, Decimal(chance.randrange(10**9)) / 10**6]),
            "bearer": chance.choice(list(Bearer)),
            "asked_on": chance.choice([None, date(2026, 3, 2)]),
            "rise_percent": chance.choice([None, Decimal("3.5")]),
        }
        if lines and turn % 3 == 0:
            costs.change_cost(any_actor, chance.choice(lines), version=None, **fields)
        elif turn % 7 == 6:
            plan(any_actor, fields["product"], chance.randrange(1, 16))
        else:
            lines.append(costs.log_cost(any_actor, supplier=supplier, **fields))
        for ref in refs:
            prove(any_actor, ref, f"turn {turn}")


def test_the_pass_works_out_what_is_older_than_today(any_actor: Actor) -> None:
    supplier = make.make_supplier(any_actor)
    priced = make.make_product(any_actor, supplier=supplier)
    make.make_product(any_actor, "Without costs (example)", supplier=supplier)
    make.make_cost(any_actor, supplier=supplier, product=priced, **PRICE)
    assert lifesummaries.refresh_due(any_actor.organisation_id) == 0
    assert lifesummaries.count_priced(any_actor) == 1
    with clock.set_to(clock.now() + timedelta(days=200)):
        assert lifesummaries.count_priced(any_actor) == 1
        assert lifesummaries.refresh_due(any_actor.organisation_id) == 1
        prove(any_actor, priced, "in the next financial year")


def test_a_changed_number_and_a_rebuild_reach_every_life(any_actor: Actor) -> None:
    supplier = make.make_supplier(any_actor)
    ref = make.make_product(any_actor, supplier=supplier)
    make.make_cost(any_actor, supplier=supplier, product=ref, **PRICE)
    settings.save_setting(any_actor, "life_years", 7, "Contracts are longer here")
    assert lifesummaries.refresh_due(any_actor.organisation_id) == 1
    assert stored(any_actor, ref).life_years == 7
    assert lifesummaries.refresh_everything(any_actor) == 1
    prove(any_actor, ref, "rebuilt")


def test_what_is_put_away_has_no_life(any_actor: Actor) -> None:
    supplier = make.make_supplier(any_actor)
    ref = make.make_product(any_actor, supplier=supplier)
    make.make_cost(any_actor, supplier=supplier, product=ref, **PRICE)
    products.archive_product(any_actor, ref, version=None, reason="Entered twice")
    assert stored(any_actor, ref).life_years is None
    assert lifesummaries.refresh_everything(any_actor) == 0
    products.restore_product(any_actor, ref, version=None)
    prove(any_actor, ref, "brought back")

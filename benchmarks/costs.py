"""What products cost over their lives: one product in full, all of them, and a rebuild."""

import random
from datetime import date
from decimal import Decimal

from benchmarks.data import organisation
from benchmarks.measuring import Case, timed
from benchmarks.pages import page_cases
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.lifelines import work_out
from vendor_tracker.domain.scenarios import scenarios
from vendor_tracker.domain.vocabulary import Bearer, Charge, CostCategory, VatRecoverable
from vendor_tracker.services import costs, lifeplans, lifesummaries, settings
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage.db import Database
from vendor_tracker.storage.queries.wholelife import get_life

_LINES, _YEARS = 200, 15
_START = date(2027, 4, 1)
_DEAR = "PRD-1"


def run() -> list[Case]:
    """Measure the page of one product with many lines, that of all, and a rebuild of all."""
    with organisation(2_000) as (database, actor):
        lifesummaries.refresh_everything(actor)
        cases = _pages(database, actor)
    with organisation(10_000) as (_, actor):
        rebuild = Case("Whole lives of 10,000 products worked out again", "20,000")
        timed(rebuild, lambda: lifesummaries.refresh_everything(actor), 3)
    return [*cases, rebuild]


def _pages(database: Database, actor: Actor) -> list[Case]:
    fill(actor, _LINES)
    name = f"Whole life, {_LINES} lines over {_YEARS} years"
    told, limits = get_life(actor, _DEAR).told, settings.limits(actor.organisation_id)
    found = Case(f"{name}, worked out in every way", "-")
    timed(found, lambda: scenarios(work_out(told, _START, limits)), 15)
    pages = [
        (f"{name}, shown", f"/bench/products/{_DEAR}/whole-life"),
        ("Cost of 2,000 products", "/bench/costs/portfolio"),
    ]
    shown, portfolio = page_cases(database, actor, pages)
    shown.goal, portfolio.goal = "30", "100"
    return [found, shown, portfolio]


@transactional
def fill(actor: Actor, lines: int) -> None:
    """Give one product so many lines of every kind: by use, rising, capped, not sure."""
    chance = random.Random(lines)
    for number in range(lines):
        price = Decimal(chance.randrange(100, 900_000)) / 100
        unsure = number % 20 == 0
        costs.log_cost(
            actor,
            supplier="SUP-1",
            product=_DEAR,
            category=chance.choice(list(CostCategory)),
            description=f"Line {number} (example)",
            charge=Charge.one_off if number % 5 == 0 else Charge.yearly,
            quantity=Decimal(chance.randrange(1, 40)),
            unit_price=price,
            low_price=price / 2 if unsure else None,
            high_price=price * 2 if unsure else None,
            rise_percent=chance.choice([None, None, Decimal(3), Decimal(5)]),
            rise_cap=chance.choice([None, Decimal(8)]),
            starts_on=chance.choice([None, None, date(2028, 10, 1)]),
            vat_rate=Decimal(20),
            vat_recoverable=VatRecoverable.no,
            bearer=Bearer.us,
        )
    lifeplans.save_life_plan(
        actor,
        _DEAR,
        version=None,
        starts_on=_START,
        years=_YEARS,
        allowance=Decimal(10),
        allowance_reason="Prices are not final",
    )

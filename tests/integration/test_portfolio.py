"""A whole portfolio brought in by the blank register does not flood anybody."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from tests.integration.cli.conftest import Commands, command, installed
from tests.onenumber import assert_items_are_counted_once
from tests.portfolio import STAGES, SUPPLIERS, fill, portfolio
from vendor_tracker import clock, config
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.rules import ALL_RULES
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import Gate, Severity, Stage
from vendor_tracker.services import decisions, products, recheck
from vendor_tracker.services.databases import Database
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Flag, Product, ProductStatus, Supplier
from vendor_tracker.storage.queries.home import list_set_up_gaps
from vendor_tracker.storage.queries.rules import count_by_rule
from vendor_tracker.storage.queries.users import find_command_actor
from vendor_tracker.storage.queries.works import get_work

__all__ = ["command", "installed"]

RHT = ("--organisation", "rht")
MOST_FLAGS = 25
GOLDEN = Path(__file__).parents[1] / "golden" / "portfolio.txt"
HEADING = ["rule", "open", "known_at_start"]


@pytest.fixture
def filled_in(installed: Commands, tmp_path: Path) -> Path:
    """Return a blank register that somebody filled in."""
    blank, filled = tmp_path / "blank.xlsx", tmp_path / "filled.xlsx"
    said = installed("export", blank, "--empty", *RHT)
    assert said.code == 0, said
    fill(blank, filled, portfolio())
    return filled


def test_the_list_has_no_name_twice() -> None:
    for rows in (portfolio()["Suppliers"], portfolio()["Products"]):
        assert len({row["name"] for row in rows}) == len(rows)


def test_a_whole_portfolio_comes_in_quietly(installed: Commands, filled_in: Path) -> None:
    report = json.loads(installed("import", filled_in, *RHT, "--apply", "--json").out)
    assert report["errors"] == []
    database = Database(config.load().database_url)
    with database.opened():
        check_counts()
        check_attention()
        # All but those that are only watched, or retired.
        assert assert_items_are_counted_once(the_actor()) == 43
    database.dispose()
    again = json.loads(installed("import", filled_in, *RHT, "--json").out)
    assert (again["errors"], again["new"], again["changed"]) == ([], 0, 0)


def check_counts() -> None:
    """Check that every supplier and product is here, at its stage."""
    assert len(list(session().scalars(sa.select(Supplier.id)))) == SUPPLIERS
    assert Counter(session().scalars(sa.select(Product.stage))) == STAGES


def check_attention() -> None:
    """Check that few flags are met, those in use start quietly, and each has one next step."""
    actor = the_actor()
    met = met_by_a_person(actor)
    assert met <= MOST_FLAGS
    cards = list_set_up_gaps(actor, clock.today())
    shown = get_work(actor, clock.today(), Limits()).flags
    assert sum(shown.values()) + len(cards) == met
    statuses = session().execute(
        sa.select(Product.stage, ProductStatus.next_step, Product.catch_up_on).join(
            ProductStatus, ProductStatus.product_id == Product.id
        )
    )
    found = [(stage, step, day) for stage, step, day in statuses]
    assert sum(day is not None for _, _, day in found) == 23
    assert [stage for stage, step, _ in found if stage is not Stage.watching and not step] == []
    assert recheck.check_flags(the_actor()).is_right


def the_actor() -> Actor:
    """Return somebody of the organisation."""
    actor = find_command_actor("rht")
    assert actor is not None
    return actor


@pytest.fixture
def brought_in(installed: Commands, filled_in: Path) -> Iterator[Actor]:
    """Return somebody who has just brought the portfolio in."""
    assert installed("import", filled_in, *RHT, "--apply").code == 0
    database = Database(config.load().database_url)
    with database.opened():
        yield the_actor()
    database.dispose()


def open_flags(*more: Any) -> set[tuple[str, int, str, str]]:
    """Return whose each open flag is, its rule and what it is about."""
    rows = session().execute(
        sa.select(
            sa.case((Flag.product_id.is_(None), "supplier"), else_="product"),
            sa.func.coalesce(Flag.product_id, Flag.supplier_id),
            Flag.rule_code,
            Flag.key,
        ).where(Flag.closed_on.is_(None), *more)
    )
    return {(kind, number, rule, key) for kind, number, rule, key in rows}


def test_each_rule_raises_as_many_flags_as_before(brought_in: Actor, tmp_path: Path) -> None:
    rows = [
        [rule.code, str(found.open), str(found.known_at_start)]
        for rule, found in ((one, count_by_rule(brought_in).get(one.code)) for one in ALL_RULES)
        if found is not None
    ]
    kept = tmp_path / GOLDEN.name
    kept.write_text("".join(f"{' '.join(row)}\n" for row in [HEADING, *rows]), encoding="utf-8")
    assert kept.read_text(encoding="utf-8") == GOLDEN.read_text(encoding="utf-8"), kept
    assert met_by_a_person(brought_in) <= MOST_FLAGS


def loud() -> set[tuple[str, int, str, str]]:
    """Return the open flags that count."""
    return open_flags(Flag.known_at_start.is_(False))


def met_by_a_person(actor: Actor) -> int:
    """Count the open flags as a person meets them: one card stands for the many of a rule."""
    carded = {card.rule_code for card in list_set_up_gaps(actor, clock.today())}
    alone = sa.or_(Flag.set_up.is_(False), Flag.rule_code.not_in(carded))
    return len(carded) + len(open_flags(Flag.known_at_start.is_(False), alone))


def first_product(*where: Any) -> Product:
    """Return the first product that is so."""
    return session().scalars(sa.select(Product).where(*where).order_by(Product.id)).all()[0]


def test_a_month_raises_nothing_and_only_days_of_review_make_heard(brought_in: Actor) -> None:
    everything, heard = open_flags(), loud()
    with clock.set_to(clock.now() + timedelta(days=31)):
        recheck.recheck_due(brought_in.organisation_id)
        assert open_flags() == everything
        added = {number for kind, number, _, _ in loud() - heard if kind == "product"}
        days = [session().get_one(Product, number).catch_up_on for number in added]
        assert all(day is not None and day <= clock.today() for day in days)
        # Three a week: a load that one person can carry.
        assert max(Counter(day.isocalendar()[:2] for day in days if day).values()) <= 3
        assert heard <= loud()


def test_a_date_makes_that_product_critical_and_no_other(brought_in: Actor) -> None:
    critical = Flag.severity == Severity.critical
    assert open_flags(critical, Flag.known_at_start.is_(False)) == set()
    product = first_product(Product.stage == Stage.evaluating)
    ref, planned_on = reference(Kind.PRODUCT, product.number), clock.today() + timedelta(days=30)
    decisions.plan_decision(brought_in, ref, gate=Gate.award, planned_on=planned_on)
    found = open_flags(critical, Flag.known_at_start.is_(False))
    assert {(kind, number) for kind, number, _, _ in found} == {("product", product.id)}
    assert "F60" in {rule for _, _, rule, _ in found}
    assert met_by_a_person(brought_in) <= MOST_FLAGS


def test_starting_one_product_opens_its_gaps_in_groups(brought_in: Actor) -> None:
    before, met = loud(), met_by_a_person(brought_in)
    product = first_product(Product.stage == Stage.live, Product.catch_up_on.is_not(None))
    ref = reference(Kind.PRODUCT, product.number)
    products.start_check(brought_in, ref, version=None)
    added = loud() - before
    own = [(rule, key) for kind, number, rule, key in added if kind == "product"]
    assert {number for kind, number, _, _ in added if kind == "product"} == {product.id}
    # One for each rule, and F60 for its gate with every checklist in it.
    assert max(Counter(rule for rule, _ in own).values()) == 1
    assert ("F60", "review") in own
    # Three of them are legal duties that nobody has looked at.
    assert met_by_a_person(brought_in) - met <= 6

"""Two writers at once: no flag is lost and nobody waits for ever, on both engines."""

import threading
from collections.abc import Callable
from decimal import Decimal
from functools import partial

import pytest
import sqlalchemy as sa

from tests import factories as make
from tests.conftest import NOW
from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import ClaimKind, CostCategory, Stage
from vendor_tracker.services import chains, flagwork, recheck, transaction
from vendor_tracker.storage.db import Database, session
from vendor_tracker.storage.models import Flag, ProductStatus
from vendor_tracker.storage.queries.flags import FlagFilter, list_flags

ROUNDS = 4


def at_once(database: Database, *acts: Callable[[int], object]) -> None:
    """Run acts side by side, several times, each round begun together."""
    barrier = threading.Barrier(len(acts), timeout=60)
    errors: list[BaseException] = []

    def run(act: Callable[[int], object]) -> None:
        with clock.set_to(NOW), database.opened():
            for number in range(ROUNDS):
                barrier.wait()
                act(number)

    def guarded(act: Callable[[int], object]) -> None:
        try:
            run(act)
        except BaseException as error:  # noqa: BLE001 - whatever it was, the test must see it
            errors.append(error)
            barrier.abort()

    threads = [threading.Thread(target=guarded, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert errors == []
    assert not any(thread.is_alive() for thread in threads)


@pytest.fixture(autouse=True)
def no_second_try(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a deadlock fail the test: a second try would hide it."""
    monkeypatch.setattr(transaction, "_TRIES", 1)


def test_claims_and_costs_of_one_product_logged_together(
    any_database: Database, any_actor: Actor
) -> None:
    supplier = make.make_supplier(any_actor)
    product = make.make_product(any_actor, supplier=supplier)

    def log_claim(number: int) -> None:
        make.make_claim(any_actor, product=product, kind=ClaimKind.T5, relied_on=True)

    def log_cost(number: int) -> None:
        make.make_cost(any_actor, supplier=supplier, product=product, unit_price=Decimal(number))

    at_once(any_database, log_claim, log_cost)
    assert recheck.check_flags(any_actor).differences == []
    stored = session().scalar(sa.select(sa.func.count()).where(Flag.rule_code == "F07"))
    assert stored == ROUNDS
    assert session().get_one(ProductStatus, 1).cost_lines == ROUNDS


def test_one_edits_the_product_while_another_logs_about_it(
    any_database: Database, any_actor: Actor
) -> None:
    supplier = make.make_supplier(any_actor)
    product = make.make_product(any_actor, supplier=supplier)
    stages = (Stage.live, Stage.watching)

    def edit(number: int) -> None:
        make.change(any_actor, product, stage=stages[number % 2])

    def log(number: int) -> None:
        make.make_cost(any_actor, supplier=supplier, product=product, category=CostCategory.K11)

    at_once(any_database, edit, log)
    assert recheck.check_flags(any_actor).differences == []


def test_one_edits_the_supplier_while_others_log_about_two_products(
    any_database: Database, any_actor: Actor
) -> None:
    supplier = make.make_supplier(any_actor)
    products = [make.make_product(any_actor, supplier=supplier) for _ in range(2)]

    def edit(number: int) -> None:
        make.change(any_actor, supplier, owner="" if number % 2 else "Imaging lead")

    def log(product: str) -> Callable[[int], object]:
        return lambda number: make.make_question(any_actor, supplier=supplier, product=product)

    at_once(any_database, edit, *(log(product) for product in products))
    assert recheck.check_flags(any_actor).differences == []


def test_the_pass_runs_while_people_write(any_database: Database, any_actor: Actor) -> None:
    supplier = make.make_supplier(any_actor)
    product = make.make_product(any_actor, supplier=supplier)

    def look_again(number: int) -> None:
        recheck.recheck_everything(any_actor)

    def log(number: int) -> None:
        make.make_cost(any_actor, supplier=supplier, product=product)

    at_once(any_database, look_again, log)
    assert recheck.check_flags(any_actor).differences == []


def test_flags_are_worked_on_while_facts_change(any_database: Database, any_actor: Actor) -> None:
    supplier = make.make_supplier(any_actor, owner="")
    product = make.make_product(any_actor, supplier=supplier)
    make.make_claim(any_actor, product=product, kind=ClaimKind.T5, relied_on=True)
    wanted = FlagFilter()
    assert list_flags(any_actor, wanted).total > 2

    def note(number: int) -> None:
        act = partial(flagwork.note_flags, text=f"Round {number}")
        flagwork.act_on_filter(any_actor, wanted, act)

    def edit(number: int) -> None:
        make.change(any_actor, supplier, owner="" if number % 2 else "Imaging lead")

    def log(number: int) -> None:
        make.make_cost(any_actor, supplier=supplier, product=product)

    at_once(any_database, note, note, edit, log)
    assert recheck.check_flags(any_actor).differences == []
    assert chains.verify(any_actor).problem is None

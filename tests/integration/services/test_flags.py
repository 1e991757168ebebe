"""Flags: kept by the write that caused them, on both engines."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import sqlalchemy as sa

from tests import factories as make
from tests.counting import counted
from tests.worlds import ask_no_items
from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import (
    ClaimKind,
    CostCategory,
    Direction,
    EvidenceKind,
    Gate,
    SetBy,
    Severity,
    Stage,
)
from vendor_tracker.services import recheck
from vendor_tracker.storage.db import Database, session
from vendor_tracker.storage.models import Flag, FlagPeriod, ProductStatus, SupplierStatus
from vendor_tracker.storage.queries.openflags import list_open_flags

TODAY = date(2026, 10, 6)


def open_rules(actor: Actor, subject: str) -> list[str]:
    """Return the rules of the open flags of a product or supplier."""
    return sorted(flag.rule for flag in list_open_flags(actor) if flag.subject == subject)


def status_of(product: str) -> ProductStatus:
    """Return the derived values of a product."""
    return session().get_one(ProductStatus, int(product[4:]), populate_existing=True)


def prove(actor: Actor) -> None:
    """Fail unless all that is stored is what the rules find."""
    assert recheck.check_flags(actor).differences == []


def test_every_kind_of_write_leaves_what_is_stored_as_the_rules_find_it(any_actor: Actor) -> None:
    supplier = make.make_supplier(any_actor, owner="")
    product = make.make_product(any_actor, supplier=supplier, stage=Stage.live)
    made = [
        make.make_version(any_actor, product=product, in_use_from=TODAY),
        make.make_claim(any_actor, product=product, kind=ClaimKind.T5, relied_on=True),
        make.make_cost(any_actor, supplier=supplier, product=product),
        make.make_cost(any_actor, supplier=supplier, category=CostCategory.K11),
        make.make_contract(any_actor, supplier=supplier, product=product, notice_by=TODAY),
        make.make_meeting(any_actor, supplier=supplier, held_on=date(2026, 1, 5)),
        make.make_promise(any_actor, supplier=supplier, due_on=date(2026, 9, 1)),
        make.make_promise(any_actor, supplier=supplier, product=product, due_on=TODAY),
        make.make_question(any_actor, supplier=supplier, asked_on=date(2026, 7, 1)),
        make.make_evidence(any_actor, supplier=supplier, expires_on=TODAY),
        make.make_evidence(any_actor, product=product, expires_on=date(2026, 9, 1)),
        make.make_decision(any_actor, product=product, gate=Gate.review, planned_on=TODAY),
        make.make_contact(any_actor, supplier=supplier),
    ]
    prove(any_actor)
    assert len(list_open_flags(any_actor)) > 8
    for ref in (*made, product, supplier):
        make.archive(any_actor, ref)
        prove(any_actor)
    assert list_open_flags(any_actor) == []
    for ref in (supplier, product, *made):
        make.restore(any_actor, ref)
        prove(any_actor)


def test_a_returning_flag_is_the_same_row_with_two_stretches_of_time(any_actor: Actor) -> None:
    ask_no_items(any_actor)
    supplier = make.make_supplier(any_actor, owner="")
    make.make_product(any_actor, supplier=supplier)
    make.change(any_actor, supplier, owner="Imaging lead")
    assert open_rules(any_actor, supplier) == []
    with clock.set_to(datetime(2026, 11, 2, 9, tzinfo=UTC)):
        make.change(any_actor, supplier, owner="")
        flag = session().scalars(sa.select(Flag)).one()
    assert (flag.number, flag.opened_on, flag.closed_on) == (1, date(2026, 11, 2), None)
    periods = session().scalars(sa.select(FlagPeriod).order_by(FlagPeriod.id)).all()
    assert [period.closed_at is None for period in periods] == [False, True]


def test_a_flag_that_becomes_worse_begins_another_stretch_of_time(any_actor: Actor) -> None:
    supplier = make.make_supplier(any_actor)
    product = make.make_product(any_actor, supplier=supplier)
    make.make_cost(any_actor, supplier=supplier, product=product, unit_price=Decimal(1))
    make.make_decision(any_actor, product=product, planned_on=date(2026, 12, 24))
    with clock.set_to(datetime(2026, 11, 12, 9, tzinfo=UTC)):
        assert recheck.recheck_due(any_actor.organisation_id) == 2
        prove(any_actor)
    flag = session().scalars(sa.select(Flag).where(Flag.rule_code == "F31")).one()
    periods = sa.select(FlagPeriod).where(FlagPeriod.flag_id == flag.id).order_by(FlagPeriod.id)
    assert [row.severity for row in session().scalars(periods)] == [
        Severity.major,
        Severity.critical,
    ]
    assert flag.opened_on == TODAY


def test_a_supplier_gap_counts_once_at_each_product_that_hears_it(any_actor: Actor) -> None:
    ask_no_items(any_actor)
    supplier = make.make_supplier(any_actor)
    heard = make.make_product(any_actor, supplier=[supplier])
    watched = make.make_product(
        any_actor, "Other (example)", supplier=supplier, stage=Stage.watching
    )
    make.make_evidence(
        any_actor, supplier=supplier, kind=EvidenceKind.dtac, expires_on=date(2026, 9, 1)
    )
    assert open_rules(any_actor, supplier) == ["F20"]
    assert open_rules(any_actor, heard) == []
    assert [status_of(ref).critical for ref in (heard, watched)] == [1, 0]
    assert session().get_one(SupplierStatus, 1).critical == 1
    make.archive(any_actor, supplier)
    assert status_of(heard).critical == 0


def test_gaps_of_a_set_up_stand_at_the_supplier_alone(any_actor: Actor) -> None:
    ask_no_items(any_actor)
    supplier = make.make_supplier(any_actor, owner="")
    product = make.make_product(any_actor, supplier=supplier)
    assert open_rules(any_actor, supplier) == ["F41"]
    assert (status_of(product).critical, status_of(product).major) == (0, 0)


def test_what_was_there_on_arrival_is_counted_apart_until_the_catch_up_ends(
    any_actor: Actor,
) -> None:
    supplier = make.make_supplier(any_actor)
    product = make.make_product(
        any_actor, supplier=supplier, stage=Stage.live, catch_up_on=date(2026, 11, 2)
    )
    make.make_evidence(any_actor, product=product, expires_on=date(2026, 9, 1))
    before = status_of(product)
    assert (before.catch_up, before.major) == (True, 0)
    # What nobody answered, whether three laws are met, fairness, two costs nobody asked about,
    # its document, and the meeting that was never held.
    assert (before.known_at_start, before.recheck_on) == (9, date(2026, 11, 2))
    assert all(flag.known_at_start for flag in list_open_flags(any_actor))
    with clock.set_to(datetime(2026, 11, 2, 9, tzinfo=UTC)):
        recheck.recheck_due(any_actor.organisation_id)
        prove(any_actor)
    after = status_of(product)
    assert (after.catch_up, after.known_at_start, after.major > 0) == (False, 0, True)


def test_a_promise_is_late_on_the_day_after_it_was_due(any_actor: Actor) -> None:
    ask_no_items(any_actor)
    supplier = make.make_supplier(any_actor)
    product = make.make_product(any_actor, supplier=supplier)
    make.make_promise(any_actor, supplier=supplier, product=product, due_on=TODAY)
    # The first pass of a program that is new here looks at everything once.
    assert [recheck.recheck_due(any_actor.organisation_id) for _ in range(2)] == [2, 0]
    assert status_of(product).recheck_on == TODAY + timedelta(days=1)
    with clock.set_to(datetime(2026, 10, 7, 9, tzinfo=UTC)):
        report = recheck.check_flags(any_actor)
        assert (report.waiting, report.is_right) == ([supplier, product], True)
        assert recheck.recheck_due(any_actor.organisation_id) == 2
        assert open_rules(any_actor, product) == ["F39"]
        prove(any_actor)


def test_the_derived_values_of_a_product(any_actor: Actor) -> None:
    supplier = make.make_supplier(any_actor)
    product = make.make_product(any_actor, supplier=supplier)
    assert status_of(product).cost_year is None
    make.make_meeting(any_actor, supplier=supplier)
    make.make_decision(any_actor, product=product, planned_on=date(2027, 6, 1))
    price = {"quantity": Decimal(3), "unit_price": Decimal("1.5")}
    make.make_cost(any_actor, supplier=supplier, product=product, **price)
    make.make_cost(any_actor, supplier=supplier, product=product)
    found = status_of(product)
    assert (found.cost_year, found.cost_lines, found.costs_unknown) == (Decimal("4.50"), 2, 1)
    assert (found.last_met_on, found.next_gate) == (TODAY, Gate.award)
    assert (found.planned_on, found.checked_on) == (date(2027, 6, 1), TODAY)
    assert found.next_step is not None
    assert found.next_step["text"]


def test_a_result_below_our_bar_stops_the_award_and_says_so(any_actor: Actor) -> None:
    product = make.make_product(any_actor, supplier=make.make_supplier(any_actor))
    bar = {"set_by": SetBy.us, "value": Decimal(92), "people": 2, "has_clinician": True}
    result = {"estimate": Decimal(80), "low": Decimal(75), "high": Decimal(85), "n": 90}
    make.make_claim(
        any_actor, product=product, kind=ClaimKind.T5, direction=Direction.higher,
        metric="Sensitivity", thresholds=[bar], results=[result],
    )  # fmt: skip
    make.change(any_actor, "CLM-1", relied_on=True)
    flag = session().scalars(sa.select(Flag).where(Flag.rule_code == "F10")).one()
    assert (flag.severity, flag.gate, flag.key) == (Severity.critical, Gate.award, "CLM-1")
    assert {"action", "reference", "text", "value"} == set(flag.remedies[0])
    assert ["CLM-1", "estimate", "80"] in flag.facts


def test_a_write_takes_as_many_statements_for_two_products_as_for_forty(
    any_database: Database, any_actor: Actor
) -> None:
    counts = []
    for number in (2, 40):
        supplier = make.make_supplier(any_actor, f"Supplier of {number} (example)")
        refs = [make.make_product(any_actor, supplier=supplier) for _ in range(number)]
        for ref in refs:
            make.make_claim(any_actor, product=ref)
        with counted(any_database) as seen:
            make.change(any_actor, supplier, note="Met at a fair.")
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 60

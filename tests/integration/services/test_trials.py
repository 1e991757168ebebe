"""A change of the rules is tried on everything, and nothing of it is stored."""

from dataclasses import replace
from datetime import date

import pytest

from tests import factories as make
from tests.people import person
from tests.waiving import ask, stored
from tests.worlds import ask_no_items
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Forbidden, NotFound, Refused
from vendor_tracker.domain.vocabulary import Role, Severity
from vendor_tracker.services import recheck, settings, trials
from vendor_tracker.storage.db import Database
from vendor_tracker.storage.queries.openflags import list_open_flags

ASKED = date(2026, 9, 21)


@pytest.fixture
def product(any_actor: Actor) -> str:
    """Return a product of which one question waits, not yet for too long."""
    ask_no_items(any_actor)
    supplier = make.make_supplier(any_actor)
    product = make.make_product(any_actor, supplier=supplier)
    make.make_question(any_actor, supplier=supplier, product=product, asked_on=ASKED)
    return product


def test_a_tighter_number_opens_what_it_says_and_stores_nothing(
    any_actor: Actor, product: str
) -> None:
    wanted = settings.changed(any_actor, "question_working_days", 5)
    rules = trials.rules_that_use("question_working_days")
    trial = trials.try_limits(any_actor, wanted, rules)
    assert (trial.looked_at, trial.closes, trial.shifts) == (2, (), ())
    assert [(one.subject, one.rule_code) for one in trial.opens] == [(product, "F38")]
    assert list_open_flags(any_actor) == []
    assert recheck.count_due(any_actor) == 0


def test_what_is_tried_is_what_happens(any_actor: Actor, product: str) -> None:
    settings.save_setting(any_actor, "question_working_days", 5, "The board asked for it.")
    recheck.recheck_due(any_actor.organisation_id)
    wanted = settings.changed_severity(any_actor, "F38", Severity.minor)
    shifts = trials.try_limits(any_actor, wanted, ("F38",)).shifts
    assert [(one.before, one.after) for one in shifts] == [(Severity.major, Severity.minor)]
    settings.save_severity(any_actor, "F38", Severity.minor, "Agreed by the board")
    recheck.recheck_due(any_actor.organisation_id)
    assert [flag.severity for flag in list_open_flags(any_actor)] == [Severity.minor]
    back = settings.changed(any_actor, "question_working_days", 20)
    closes = trials.try_limits(any_actor, back, ("F38",)).closes
    assert [(one.subject, one.after) for one in closes] == [(product, None)]


def test_a_change_tells_which_waivers_it_makes_void(any_actor: Actor, product: str) -> None:
    settings.save_setting(any_actor, "question_working_days", 5, "The board asked for it.")
    recheck.recheck_due(any_actor.organisation_id)
    waiver = ask(person(any_actor, "asks"), list_open_flags(any_actor)[0].reference)
    rules = trials.rules_that_use("question_working_days")
    other = trials.try_limits(any_actor, settings.changed(any_actor, "meeting_days", 60), ("F41",))
    assert other.voids == ()
    trial = trials.try_limits(
        any_actor, settings.changed(any_actor, "question_working_days", 6), rules
    )
    assert [(one.reference, one.subject, one.rule_code) for one in trial.voids] == [
        (waiver, product, "F38")
    ]
    assert not trial.is_nothing
    assert stored(waiver).void_on is None
    worse = settings.changed_severity(any_actor, "F38", Severity.critical)
    assert [one.reference for one in trials.try_limits(any_actor, worse, ("F38",)).voids] == [
        waiver
    ]
    settings.save_setting(any_actor, "question_working_days", 6, "One day more.")
    recheck.recheck_due(any_actor.organisation_id)
    assert stored(waiver).void_on is not None


def test_the_pass_between_hours_looks_at_what_waits(
    any_database: Database, any_actor: Actor, product: str
) -> None:
    assert recheck.run_waiting(any_database) == 0
    settings.save_setting(any_actor, "question_working_days", 5, "The board asked for it.")
    assert recheck.run_waiting(any_database) == 2
    with any_database.opened():
        assert [flag.subject for flag in list_open_flags(any_actor)] == [product]


def test_a_severity_is_refused_where_it_cannot_be(actor: Actor) -> None:
    with pytest.raises(NotFound):
        settings.save_severity(actor, "F99", Severity.minor, "A test")
    with pytest.raises(Refused, match="It is so already"):
        settings.save_severity(actor, "F38", None, "A test")
    with pytest.raises(Refused, match="why it is changed"):
        settings.save_severity(actor, "F38", Severity.minor, " ")
    reviewer = replace(actor, role=Role.reviewer)
    with pytest.raises(Forbidden):
        trials.try_limits(reviewer, settings.limits(actor.organisation_id), ("F38",))

"""Waivers that end: on their day, or at once when their facts change."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from tests import factories as make
from tests.conftest import NOW
from tests.people import person
from tests.waiving import (
    ask,
    change_result,
    counts,
    critical_flag,
    flag_row,
    major_flag,
    prove,
    stored,
)
from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.vocabulary import (
    Discipline,
    Role,
    Stage,
)
from vendor_tracker.services import chains, recheck, waivers
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    AuditEvent,
    Flag,
    Waiver,
)


def test_it_is_void_once_the_facts_change(any_actor: Actor) -> None:
    flag = critical_flag(any_actor)
    before = counts()
    ask(person(any_actor, "officer", Role.officer), flag)
    waivers.agree_waiver(person(any_actor, "reviewer", skills=Discipline), "WVR-1", version=1)
    with clock.set_to(datetime(2026, 11, 3, 9, tzinfo=UTC)):
        change_result(any_actor, low=Decimal(70))
        assert (stored().void_on, counts()) == (date(2026, 11, 3), before)
        assert "70, was 75" in stored().void_why
        assert flag_row(flag).waived_by is None
        prove(any_actor)
        # And it stays void when the facts are what they were.
        change_result(any_actor, low=Decimal(75))
        assert counts() == before
        event = session().scalars(sa.select(AuditEvent).where(AuditEvent.action == "void")).one()
        assert (event.subject, event.actor) == ("WVR-1", any_actor.name)
        prove(any_actor)
    assert chains.verify(any_actor).problem is None


def test_one_that_is_only_asked_for_is_void_too(any_actor: Actor) -> None:
    flag = critical_flag(any_actor)
    ask(person(any_actor, "officer", Role.officer), flag)
    change_result(any_actor, low=Decimal(70))
    reviewer = person(any_actor, "reviewer", skills=Discipline)
    with pytest.raises(Refused, match="void since 6 October 2026"):
        waivers.agree_waiver(reviewer, "WVR-1", version=2)
    assert ask(person(any_actor, "officer", Role.officer), flag) == "WVR-2"


def test_agreeing_to_other_facts_is_refused_and_marks_it_void(any_actor: Actor) -> None:
    ask(person(any_actor, "officer", Role.officer), major_flag(any_actor))
    _set_fingerprint("WVR-1")
    with pytest.raises(Refused, match="WVR-1 is void: the facts"):
        waivers.agree_waiver(person(any_actor, "reviewer"), "WVR-1", version=1)
    assert (stored().void_on, stored().is_agreed) == (NOW.date(), None)


def test_it_is_void_once_the_gap_is_worse(any_actor: Actor) -> None:
    supplier = make.make_supplier(any_actor)
    product = make.make_product(any_actor, supplier=supplier)
    make.make_cost(any_actor, supplier=supplier, product=product, unit_price=Decimal(1))
    make.make_decision(any_actor, product=product, planned_on=date(2026, 12, 24))
    row = session().scalars(sa.select(Flag).where(Flag.rule_code == "F31")).one()
    flag = f"FLG-{row.number}"
    ask(person(any_actor, "officer", Role.officer), flag)
    waivers.agree_waiver(person(any_actor, "reviewer"), "WVR-1", version=1)
    with clock.set_to(datetime(2026, 11, 12, 9, tzinfo=UTC)):
        recheck.recheck_due(any_actor.organisation_id)
        assert stored().void_on == date(2026, 11, 12)
        assert stored().void_why.startswith("The gap became critical, it was major.")
        event = session().scalars(sa.select(AuditEvent).where(AuditEvent.action == "void")).one()
        assert event.actor == "Program"
        prove(any_actor)
    assert chains.verify(any_actor).problem is None


def test_it_is_void_once_the_gap_has_closed_and_stays_so(any_actor: Actor) -> None:
    flag = major_flag(any_actor)
    ask(person(any_actor, "officer", Role.officer), flag)
    waivers.agree_waiver(person(any_actor, "reviewer"), "WVR-1", version=1)
    make.change(any_actor, "SUP-1", owner="Imaging lead")
    assert (stored().void_on, flag_row(flag).closed_on) == (NOW.date(), NOW.date())
    assert stored().void_why == "The gap that it was given for has closed."
    prove(any_actor)
    make.change(any_actor, "SUP-1", owner="")
    assert (flag_row(flag).closed_on, flag_row(flag).waived_by) == (None, None)
    prove(any_actor)
    assert chains.verify(any_actor).problem is None


def test_a_gap_that_returns_into_play_with_the_same_facts_is_still_waived(
    any_actor: Actor,
) -> None:
    flag = major_flag(any_actor)
    ask(person(any_actor, "officer", Role.officer), flag)
    waivers.agree_waiver(person(any_actor, "reviewer"), "WVR-1", version=1)
    make.change(any_actor, "PRD-1", stage=Stage.watching)
    assert flag_row(flag).closed_on is not None
    make.change(any_actor, "PRD-1", stage=Stage.evaluating)
    assert (flag_row(flag).closed_on, flag_row(flag).waived_by) == (None, 1)
    assert stored().void_on is None
    prove(any_actor)


def test_it_ends_by_itself_after_its_last_day(any_actor: Actor) -> None:
    flag = critical_flag(any_actor)
    before = counts()
    ask(person(any_actor, "officer", Role.officer), flag)
    waivers.agree_waiver(person(any_actor, "reviewer", skills=Discipline), "WVR-1", version=1)
    recheck.recheck_due(any_actor.organisation_id)
    with clock.set_to(datetime(2027, 3, 1, 23, tzinfo=UTC)):
        recheck.recheck_due(any_actor.organisation_id)
        assert counts()[2] == 1
    with clock.set_to(datetime(2027, 3, 2, 0, 1, tzinfo=UTC)):
        recheck.recheck_due(any_actor.organisation_id)
        assert (counts()[0], counts()[2]) == (before[0], 0)
        assert (flag_row(flag).waived_by, stored().void_on) == (None, None)
        prove(any_actor)


@transactional
def _set_fingerprint(ref: str) -> None:
    row: Any = Waiver.__table__
    session().execute(
        sa.update(row).where(row.c.number == int(ref[4:])).values(fingerprint="0" * 64)
    )

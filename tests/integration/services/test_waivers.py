"""Waivers: who may ask, who may agree, for how long."""

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from tests import factories as make
from tests.conftest import NOW
from tests.people import person
from tests.waiving import ask, counts, critical_flag, flag_row, major_flag, prove, stored
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Conflict, Forbidden, NotFound, Refused
from vendor_tracker.domain.vocabulary import (
    Discipline,
    Role,
    Severity,
)
from vendor_tracker.services import waivers
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage.db import Database, session
from vendor_tracker.storage.models import (
    Flag,
    Revision,
    Waiver,
)


def test_an_agreed_waiver_takes_the_flag_out_of_the_counts_at_once(any_actor: Actor) -> None:
    officer = person(any_actor, "officer", Role.officer)
    reviewer = person(any_actor, "reviewer", skills=Discipline)
    flag = critical_flag(any_actor)
    before = counts()
    assert ask(officer, flag) == "WVR-1"
    assert counts() == before
    waivers.agree_waiver(reviewer, "WVR-1", version=1, note="For one season.")
    assert counts() == (before[0] - 1, before[1], 1)
    assert flag_row(flag).waived_by == 1
    assert (stored().is_agreed, stored().decided_by) == (True, reviewer.user_id)
    assert (stored().severity, stored().discipline) == (
        Severity.critical,
        flag_row(flag).discipline,
    )
    prove(any_actor)


def test_taken_back_it_counts_again(any_actor: Actor) -> None:
    flag = critical_flag(any_actor)
    before = counts()
    ask(person(any_actor, "officer", Role.officer), flag)
    reviewer = person(any_actor, "reviewer", skills=Discipline)
    waivers.agree_waiver(reviewer, "WVR-1", version=1)
    waivers.withdraw_waiver(reviewer, "WVR-1", version=2)
    assert counts() == before
    with pytest.raises(Refused, match="withdrawn already"):
        waivers.withdraw_waiver(reviewer, "WVR-1", version=3)
    prove(any_actor)


@pytest.mark.parametrize(
    "given, field, words",
    [
        ({"reason_kind": None}, "reason_kind", "Choose why"),
        ({"reason": "Fine for now."}, "reason", "in a sentence"),
        ({"ends_on": None}, "ends_on", "last day"),
        ({"ends_on": NOW.date()}, "ends_on", "still to come"),
        ({"ends_on": date(2027, 4, 7)}, "ends_on", "6 months at most: until 6 April 2027"),
    ],
)
def test_what_is_asked_for_is_refused_at_its_field(
    actor: Actor, given: dict[str, Any], field: str, words: str
) -> None:
    officer = person(actor, "officer", Role.officer)
    with pytest.raises(Refused, match=words) as refused:
        ask(officer, critical_flag(actor), **given)
    assert refused.value.field == field
    assert session().scalars(sa.select(Waiver)).all() == []


def test_a_major_gap_may_stand_for_a_year_to_the_day(any_actor: Actor) -> None:
    officer, flag = person(any_actor, "officer", Role.officer), major_flag(any_actor)
    with pytest.raises(Refused, match="12 months at most: until 6 October 2027"):
        ask(officer, flag, ends_on=date(2027, 10, 7))
    assert ask(officer, flag, ends_on=date(2027, 10, 6)) == "WVR-1"


def test_only_an_open_flag_without_a_waiver_may_be_waived(any_actor: Actor) -> None:
    officer, flag = person(any_actor, "officer", Role.officer), major_flag(any_actor)
    with pytest.raises(NotFound):
        ask(officer, "FLG-99")
    ask(officer, flag)
    with pytest.raises(Refused, match="WVR-1 is asked for FLG-1 already"):
        ask(officer, flag)
    waivers.agree_waiver(person(any_actor, "reviewer"), "WVR-1", version=1)
    with pytest.raises(Refused, match="lets FLG-1 stand already, until 1 March 2027"):
        ask(officer, flag)
    waivers.withdraw_waiver(officer, "WVR-1", version=2)
    assert ask(officer, flag) == "WVR-2"
    make.change(any_actor, "SUP-1", owner="Imaging lead")
    with pytest.raises(Refused, match="closed"):
        ask(officer, flag)
    with pytest.raises(Refused, match=r"WVR-2 is void .* has closed\. There is nothing"):
        waivers.agree_waiver(person(any_actor, "reviewer"), "WVR-2", version=1)


def test_who_may_not(any_actor: Actor) -> None:
    flag = critical_flag(any_actor)
    with pytest.raises(Refused, match="by a person"):
        ask(any_actor, flag)
    with pytest.raises(Forbidden):
        ask(person(any_actor, "reader", Role.reader), flag)
    skilled = person(any_actor, "skilled", skills=Discipline)
    ask(skilled, flag)
    with pytest.raises(Forbidden):
        waivers.agree_waiver(person(any_actor, "officer", Role.officer), "WVR-1", version=1)
    with pytest.raises(Refused, match="somebody else has to agree"):
        waivers.agree_waiver(skilled, "WVR-1", version=1)
    with pytest.raises(Refused, match="somebody else has to agree"):
        waivers.refuse_waiver(skilled, "WVR-1", version=1, note="Not after all.")
    other = {one for one in Discipline if one is not flag_row(flag).discipline}
    with pytest.raises(Refused, match="a reviewer with the skill"):
        waivers.agree_waiver(person(any_actor, "other", skills=other), "WVR-1", version=1)
    assert stored().is_agreed is None


def test_a_major_gap_needs_no_skill_but_another_person(any_actor: Actor) -> None:
    asks, agrees = person(any_actor, "first"), person(any_actor, "second")
    ask(asks, major_flag(any_actor))
    with pytest.raises(Refused, match="somebody else"):
        waivers.agree_waiver(asks, "WVR-1", version=1)
    waivers.agree_waiver(agrees, "WVR-1", version=1)
    assert flag_row("FLG-1").waived_by == 1


def test_a_minor_gap_needs_one_person_who_may_decide(any_actor: Actor) -> None:
    reviewer, flag = person(any_actor, "reviewer"), major_flag(any_actor)
    _set_severity(flag, Severity.minor)
    ask(reviewer, flag)
    waivers.agree_waiver(reviewer, "WVR-1", version=1)
    assert stored().decided_by == stored().asked_by


def test_the_database_refuses_the_requester_too(any_database: Database, any_actor: Actor) -> None:
    first, second = person(any_actor, "first"), person(any_actor, "second")
    ask(first, major_flag(any_actor))
    ask(second, critical_flag(any_actor))

    def decide(ref: str, who: int | None) -> None:
        with any_database.engine.connect().execution_options(write=True) as opened:
            opened.execute(
                sa.update(Waiver)
                .where(Waiver.number == int(ref[4:]))
                .values(decided_by=who, is_agreed=True)
            )
            opened.commit()

    session().rollback()
    for ref, who in (("WVR-1", first), ("WVR-2", second)):
        with pytest.raises(sa.exc.IntegrityError, match="second_person"):
            decide(ref, who.user_id)
    with pytest.raises(sa.exc.IntegrityError, match="decided_by_whom"):
        decide("WVR-1", None)
    decide("WVR-1", second.user_id)
    assert stored("WVR-1").decided_by == second.user_id


def test_a_refusal_needs_a_reason_and_is_kept(any_actor: Actor) -> None:
    ask(person(any_actor, "officer", Role.officer), major_flag(any_actor))
    reviewer = person(any_actor, "reviewer")
    with pytest.raises(Refused, match="Say why not") as refused:
        waivers.refuse_waiver(reviewer, "WVR-1", version=1, note=" ")
    assert refused.value.field == "note"
    with pytest.raises(Conflict):
        waivers.refuse_waiver(reviewer, "WVR-1", version=7, note="Name an owner instead.")
    waivers.refuse_waiver(reviewer, "WVR-1", version=1, note="Name an owner instead.")
    with pytest.raises(Refused, match="it is refused"):
        waivers.agree_waiver(reviewer, "WVR-1", version=2)
    assert flag_row("FLG-1").waived_by is None
    # Somebody may ask again.
    assert ask(person(any_actor, "officer", Role.officer), "FLG-1") == "WVR-2"


def test_a_waiver_of_a_supplier_frees_each_product_that_hears_of_it(any_actor: Actor) -> None:
    supplier = make.make_supplier(any_actor)
    make.make_product(any_actor, supplier=supplier)
    make.make_question(any_actor, supplier=supplier, asked_on=date(2026, 7, 1))
    flag = session().scalars(sa.select(Flag).where(Flag.rule_code == "F38")).one()
    before = counts()
    ask(person(any_actor, "officer", Role.officer), f"FLG-{flag.number}")
    waivers.agree_waiver(person(any_actor, "reviewer"), "WVR-1", version=1)
    assert counts()[1] == before[1] - 1
    prove(any_actor)


def test_each_act_stands_in_the_history(any_actor: Actor) -> None:
    ask(person(any_actor, "officer", Role.officer), major_flag(any_actor))
    waivers.agree_waiver(person(any_actor, "reviewer"), "WVR-1", version=1)
    waivers.withdraw_waiver(person(any_actor, "reviewer"), "WVR-1", version=2)
    acts = sa.select(Revision.action).where(Revision.kind == "WVR").order_by(Revision.version)
    assert session().scalars(acts).all() == ["add", "agree", "withdraw"]


@transactional
def _set_severity(flag: str, severity: Severity) -> None:
    session().execute(sa.update(Flag).where(Flag.number == int(flag[4:])).values(severity=severity))

"""Flags at work on both engines: owners, days, waiting, notes, and many flags by filter."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
import sqlalchemy as sa

from tests import factories as make
from tests.conftest import NOW
from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Conflict, Forbidden, NotFound, Refused
from vendor_tracker.domain.vocabulary import Role, Stage
from vendor_tracker.services import chains, flagwork, members, recheck, users
from vendor_tracker.services.flagwork import Done
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Flag, FlagNote, Revision, Supplier, SupplierStatus, User
from vendor_tracker.storage.queries.flags import (
    FlagFilter,
    get_flag,
    list_flags,
    list_versions,
)
from vendor_tracker.storage.queries.users import find_person_actor

TODAY = NOW.date()
SOON = TODAY + timedelta(days=20)
NURSE = "nurse@rht.example"


@transactional
def make_flags(actor: Actor, many: int) -> list[str]:
    """Make suppliers that nobody looks after, each with a product in play: one flag each."""
    for number in range(many):
        ref = make.make_supplier(actor, f"Supplier {number:03} (example)", owner="")
        make.make_product(actor, f"Product {number:03}", supplier=ref, stage=Stage.shortlisted)
    return []


@pytest.fixture
def flags(any_actor: Actor) -> list[str]:
    """Make three open flags of one rule."""
    make_flags(any_actor, 3)
    return sorted(row.reference for row in list_flags(any_actor, FlagFilter(rule="F41")).rows)


def person(actor: Actor, email: str = NURSE, role: Role = Role.officer) -> Actor:
    """Make a member and return them as an actor."""
    users.add_user(actor, email=email, name=f"Person {email}", role=role)
    found = find_person_actor(email, actor.organisation_code, TODAY)
    assert found is not None
    return found


def standing(actor: Actor, ref: str) -> tuple[int, str, date | None, date | None]:
    """Return what people decided about a flag."""
    found = get_flag(actor, ref).flag.standing
    return found.version, found.owner_email, found.due_on, found.waiting_until


def test_flags_are_given_to_somebody_and_taken_away(any_actor: Actor, flags: list[str]) -> None:
    nurse = person(any_actor)
    assert flagwork.assign_flags(any_actor, flags[:2], owner=NURSE) == Done(tuple(flags[:2]))
    assert standing(any_actor, flags[0]) == (2, NURSE, None, None)
    again = flagwork.assign_flags(any_actor, flags, owner=NURSE)
    assert again.changed == (flags[2],)
    assert [ref for ref, _ in again.left] == flags[:2]
    assert list_flags(nurse, FlagFilter(owner="mine")).total == 3
    flagwork.assign_flags(nurse, flags[:1], owner="")
    assert standing(any_actor, flags[0]) == (3, "", None, None)
    assert list_flags(any_actor, FlagFilter(owner="nobody", rule="F41")).total == 1
    assert list_flags(any_actor, FlagFilter(owner=NURSE)).total == 2


def test_who_may_have_flags(any_actor: Actor, flags: list[str]) -> None:
    reader = person(any_actor, "reader@rht.example", Role.reader)
    person(any_actor)
    flagwork.assign_flags(any_actor, flags[:1], owner=NURSE)
    users.disable_user(any_actor, NURSE)
    for email in (NURSE, "reader@rht.example", "nobody@rht.example"):
        with pytest.raises(Refused) as refused:
            flagwork.assign_flags(any_actor, flags[1:], owner=email)
        assert refused.value.field == "owner"
    with pytest.raises(Forbidden):
        flagwork.assign_flags(reader, flags, owner="")
    # What belonged to somebody who left belongs to nobody.
    assert list_flags(any_actor, FlagFilter(owner="nobody", rule="F41")).total == 3
    assert not get_flag(any_actor, flags[0]).flag.standing.owner_is_here


def test_days_that_have_gone_are_refused(any_actor: Actor, flags: list[str]) -> None:
    flagwork.set_due(any_actor, flags, due_on=TODAY)
    flagwork.wait_for_supplier(any_actor, flags, until=SOON)
    assert standing(any_actor, flags[0]) == (3, "", TODAY, SOON)
    with pytest.raises(Refused, match="gone already"):
        flagwork.set_due(any_actor, flags, due_on=TODAY - timedelta(days=1))
    with pytest.raises(Refused, match="a day to come"):
        flagwork.wait_for_supplier(any_actor, flags, until=TODAY)
    with pytest.raises(Refused, match="year"):
        flagwork.set_due(any_actor, flags, due_on=date(9026, 1, 1))
    flagwork.set_due(any_actor, flags, due_on=None)
    flagwork.wait_for_supplier(any_actor, flags, until=None)
    assert standing(any_actor, flags[0]) == (5, "", None, None)


def test_a_waiting_flag_comes_back_on_its_day(any_actor: Actor, flags: list[str]) -> None:
    flagwork.wait_for_supplier(any_actor, flags[:1], until=SOON)

    def shown(state: str) -> int:
        return list_flags(any_actor, FlagFilter(state=state, rule="F41")).total

    assert [shown(state) for state in ("todo", "open", "waiting", "ran_out")] == [2, 3, 1, 0]
    with clock.set_to(datetime(SOON.year, SOON.month, SOON.day, 9, tzinfo=UTC)):
        assert [shown(state) for state in ("todo", "open", "waiting", "ran_out")] == [3, 3, 0, 1]


def test_a_waiting_flag_is_no_next_step_until_its_day(any_actor: Actor, flags: list[str]) -> None:
    flag = get_flag(any_actor, flags[0]).flag.subject
    key = session().scalars(sa.select(Supplier.id).where(Supplier.number == int(flag[4:]))).one()

    def status() -> tuple[str | None, int, date | None]:
        row = session().scalars(
            sa.select(SupplierStatus)
            .where(SupplierStatus.supplier_id == key)
            .execution_options(populate_existing=True)
        ).one()  # fmt: skip
        assert recheck.check_flags(any_actor).differences == []
        text = row.next_step["text"] if row.next_step else None
        return text, row.major + row.minor + row.critical, row.recheck_on

    before = status()
    flagwork.wait_for_supplier(any_actor, flags[:1], until=SOON)
    after = status()
    assert (after[0] != before[0], after[1]) == (True, before[1])
    assert after[2] is not None
    assert after[2] <= SOON
    plan = partial(flagwork.plan_flag, any_actor, flags[0], owner="", due_on=None)
    plan(version=2, until=None)
    assert status() == before
    plan(version=3, until=SOON)
    assert status() == after
    with clock.set_to(datetime(SOON.year, SOON.month, SOON.day, 9, tzinfo=UTC)):
        recheck.recheck_due(any_actor.organisation_id)
        assert status()[:2] == before[:2]


def test_closed_flags_are_refused_by_name(any_actor: Actor, flags: list[str]) -> None:
    owned = get_flag(any_actor, flags[1]).flag.subject
    make.change(any_actor, owned, owner="Imaging lead")
    for act in (
        partial(flagwork.assign_flags, owner=""),
        partial(flagwork.set_due, due_on=SOON),
        partial(flagwork.wait_for_supplier, until=SOON),
    ):
        with pytest.raises(Refused, match=rf"{flags[1]} is closed"):
            act(any_actor, flags)
    with pytest.raises(NotFound):
        flagwork.assign_flags(any_actor, ["FLG-987654"], owner="")
    nobody = partial(flagwork.assign_flags, owner="")
    with pytest.raises(Refused, match="Closed flags need nobody"):
        flagwork.act_on_filter(any_actor, FlagFilter(state="closed"), nobody)
    flagwork.note_flags(any_actor, [flags[1]], "Still to be thanked.")


def test_notes_stand_under_every_flag(any_actor: Actor, flags: list[str]) -> None:
    flagwork.note_flags(any_actor, flags, " Asked the board. ")
    assert session().scalars(sa.select(FlagNote.text)).all() == ["Asked the board."] * 3
    assert get_flag(any_actor, flags[0]).flag.standing.version == 2
    with pytest.raises(Refused, match="few words"):
        flagwork.note_flags(any_actor, flags, " ")


def test_each_act_is_in_the_history_and_the_chain(any_actor: Actor, flags: list[str]) -> None:
    nurse = person(any_actor)
    flagwork.assign_flags(nurse, flags, owner=NURSE)
    flagwork.set_due(nurse, flags[:1], due_on=SOON)
    flagwork.note_flags(nurse, flags[:1], "Rang them.")
    rows = session().execute(
        sa.select(Revision.version, Revision.action, Revision.by)
        .where(Revision.kind == "FLG")
        .order_by(Revision.event_seq)
    )
    me = nurse.user_id
    assert [tuple(row) for row in rows] == [
        *[(2, "assign", me)] * 3, (3, "set_due", me), (4, "note", me),
    ]  # fmt: skip
    acts = [act.text for act in get_flag(any_actor, flags[0]).acts]
    assert acts == [
        "Person nurse@rht.example: due on 26 October 2026.",
        "Person nurse@rht.example: given to Person nurse@rht.example.",
    ]
    assert chains.verify(any_actor).problem is None
    assert recheck.check_flags(any_actor).differences == []


def test_facts_that_change_leave_the_work_alone(any_actor: Actor, flags: list[str]) -> None:
    flagwork.set_due(any_actor, flags, due_on=SOON)
    subject = get_flag(any_actor, flags[0]).flag.subject
    make.change(any_actor, subject, owner="Imaging lead")
    make.change(any_actor, subject, owner="")
    found = get_flag(any_actor, flags[0]).flag
    assert (found.closed_on, found.standing.due_on, found.standing.version) == (None, SOON, 2)


def test_one_form_sets_all_three_and_knows_of_others(any_actor: Actor, flags: list[str]) -> None:
    person(any_actor)
    wanted = {"owner": NURSE, "due_on": SOON, "until": SOON}
    flagwork.plan_flag(any_actor, flags[0], version=1, **wanted)  # type: ignore[arg-type]
    assert standing(any_actor, flags[0]) == (2, NURSE, SOON, SOON)
    with pytest.raises(Conflict) as conflict:
        flagwork.plan_flag(any_actor, flags[0], version=1, owner="", due_on=None, until=None)
    assert conflict.value.stored["owner"] == NURSE
    # A day that has gone meanwhile, and an owner who left, do not stop the rest.
    users.disable_user(any_actor, NURSE)
    with clock.set_to(datetime(2026, 12, 1, 9, tzinfo=UTC)):
        later = {"owner": NURSE, "due_on": SOON, "until": None}
        flagwork.plan_flag(any_actor, flags[0], version=2, **later)  # type: ignore[arg-type]
    assert standing(any_actor, flags[0]) == (3, NURSE, SOON, None)


def test_six_hundred_flags_are_worked_on_by_filter(any_actor: Actor) -> None:
    make_flags(any_actor, 600)
    person(any_actor)
    wanted = FlagFilter(rule="F41")
    done = flagwork.act_on_filter(any_actor, wanted, partial(flagwork.assign_flags, owner=NURSE))
    assert (len(done.changed), done.left) == (600, ())
    owned = sa.select(sa.func.count(Flag.id)).join(User, User.id == Flag.owner_id)
    assert session().scalar(owned) == 600
    assert chains.verify(any_actor).problem is None


def test_what_moved_on_since_it_was_confirmed_is_reported(
    any_actor: Actor, flags: list[str]
) -> None:
    wanted = FlagFilter(rule="F41")
    seen = list_versions(any_actor, wanted)
    make_flags(any_actor, 1)
    flagwork.note_flags(any_actor, flags[:1], "Wait a moment.")
    make.change(any_actor, get_flag(any_actor, flags[1]).flag.subject, owner="Imaging lead")
    act = partial(flagwork.set_due, due_on=SOON)
    done = flagwork.act_on_filter(any_actor, wanted, act, seen)
    assert done.changed == (flags[2],)
    whys = dict(done.left)
    assert whys.keys() == set(flags[:2])
    assert "somebody else changed it" in whys[flags[0]]
    assert "closed meanwhile" in whys[flags[1]]
    chosen = flagwork.act_on_chosen(any_actor, seen, act)
    assert (chosen.changed, [ref for ref, _ in chosen.left]) == ((), flags)


def test_an_act_refused_for_some_is_done_for_the_others(any_actor: Actor, flags: list[str]) -> None:
    def act(actor: Actor, ref: str) -> None:
        if ref == flags[0]:
            raise Refused("Not this one.", field="reason")

    def never(actor: Actor, ref: str) -> None:
        raise Refused("Say more.", field="reason")

    def run(refs: Sequence[str], one: object) -> Done:
        return flagwork.one_by_one(one)(any_actor, refs)  # type: ignore[arg-type]

    assert run(flags, act) == Done(tuple(flags[1:]), ((flags[0], "Not this one."),))
    with pytest.raises(Refused, match="Say more"):
        run(flags, never)


def test_a_supplier_has_its_own_flags_and_those_of_its_products(any_actor: Actor) -> None:
    supplier = make.make_supplier(any_actor, owner="")
    product = make.make_product(any_actor, supplier=supplier)
    make.make_evidence(any_actor, product=product, expires_on=date(2026, 9, 1))
    make.make_product(any_actor, "Another one", supplier=make.make_supplier(any_actor, "Other"))
    found = list_flags(any_actor, FlagFilter(supplier=supplier)).rows
    assert {row.subject for row in found} == {supplier, product}
    assert list_flags(any_actor, FlagFilter(supplier="SUP-987")).total == 0


def test_flags_by_age_and_by_due_date(any_actor: Actor, flags: list[str]) -> None:
    assert members.id_of(any_actor, "", None, "owner") is None
    with clock.set_to(NOW + timedelta(days=31)):
        assert list_flags(any_actor, FlagFilter(older=30, rule="F41")).total == 3
        assert list_flags(any_actor, FlagFilter(older=90, rule="F41")).total == 0

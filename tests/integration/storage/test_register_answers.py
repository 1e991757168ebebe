"""The sheets of answers and of waivers: the numbers of the pages, and nothing confidential."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from tests import factories, samples
from tests.integration.services.test_registers import hide_answer
from tests.people import person
from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.assessing import next_items
from vendor_tracker.domain.vocabulary import (
    AnswerState,
    Gate,
    ReviewState,
    Role,
    Stage,
    WaiverState,
)
from vendor_tracker.domain.worth import Standing
from vendor_tracker.services import answers, evidence_links, waivers
from vendor_tracker.services.registers import PARTS, scope_of
from vendor_tracker.storage.db import session
from vendor_tracker.storage.dossiers import load_product_dossiers
from vendor_tracker.storage.models import Flag, Product

ITEM, SHARED = "CST-04", "REL-02"


def rows_of(actor: Actor, name: str, *, every_item: bool = True, **scope: Any) -> list[Any]:
    """Return the rows of a sheet, with every item that applies."""
    return list(PARTS[name].rows(actor, scope_of(actor, every_item=every_item, **scope)))


def row(actor: Actor, ref: str, name: str = "Answers", **scope: bool) -> Any:
    """Return one row of a sheet by its reference."""
    (found,) = (one for one in rows_of(actor, name, **scope) if one["reference"] == ref)
    return found


@pytest.fixture
def officer(any_actor: Actor) -> Actor:
    """Return somebody who answers, for a supplier with two products, one of them only watched."""
    supplier = factories.make_supplier(any_actor)
    factories.make_product(any_actor, supplier=supplier)
    factories.make_product(any_actor, "Eye Grader (example)", supplier=supplier)
    factories.make_product(any_actor, "Notes (example)", stage=Stage.watching, supplier=supplier)
    factories.make_version(any_actor, product="PRD-1", name="3.2", in_use_from=date(2026, 9, 1))
    return person(any_actor, "officer", Role.officer)


def test_items_of_everything_in_play_have_a_row_also_without_an_answer(officer: Actor) -> None:
    rows = rows_of(officer, "Answers")
    about = [one["about"] for one in rows]
    assert list(dict.fromkeys(about)) == ["PRD-1", "PRD-2", "SUP-1", None]
    assert {one["standing"] for one in rows} == {Standing.unanswered}
    assert len({one["reference"] for one in rows}) == len(rows)
    assert {one["item"] for one in rows if one["about"] == "SUP-1"} >= {"REL-01", SHARED}
    assert {one["item"] for one in rows if one["about"] is None} == {"SAF-06", "CUL-12"}
    assert row(officer, f"PRD-1/{SHARED}")["whose"] == "SUP-1"


@pytest.mark.parametrize("state", [AnswerState.met, AnswerState.partly, AnswerState.not_known])
def test_rows_counted_for_a_gate_are_the_number_of_the_pages(
    officer: Actor, state: AnswerState
) -> None:
    answers.save_answer(officer, "PRD-1", ITEM, version=None, state=state)
    evidence = factories.make_evidence(officer, product="PRD-1")
    evidence_links.link_evidence(officer, evidence, f"PRD-1/{ITEM}")
    key = session().scalars(sa.select(Product.id).where(Product.number == 1)).one()
    items = next_items(load_product_dossiers(officer.organisation_id, [key])[key], clock.today())
    overview = row(officer, "PRD-1", "Overview")
    mine = [one for one in rows_of(officer, "Answers") if one["about"] == "PRD-1"]
    counted = [one for one in mine if one["counted_for"] is overview["next_gate"]]
    assert items is not None
    assert overview["items_asked"] == len(counted) == items.asked > 1
    met = sum(one["standing"] is Standing.met for one in counted)
    assert overview["items_met"] == met == items.met == (state is AnswerState.met)
    assert overview["to_review"] == (state is not AnswerState.not_known)


def test_an_answer_says_who_said_and_saw_what(any_actor: Actor, officer: Actor) -> None:
    reviewer = person(any_actor, "reviewer")
    answers.save_answer(officer, "PRD-1", ITEM, version=None, state=AnswerState.partly, note="=1+1")
    answers.assign_item(
        officer, "PRD-1", ITEM, version=None, assignee="reviewer@rht.example",
        due_on=date(2026, 11, 2),
    )  # fmt: skip
    answers.review_answer(reviewer, "PRD-1", ITEM, version=None, accept=False, reason="Who pays?")
    found = row(officer, f"PRD-1/{ITEM}")
    assert (found["answer"], found["note"]) == (AnswerState.partly, "=1+1")
    assert (found["answered_by"], found["reviewed_by"]) == ("Example officer", "Example reviewer")
    assert found["answered_on"] == found["reviewed_on"] == date(2026, 10, 6)
    assert (found["review"], found["return_reason"]) == (ReviewState.returned, "Who pays?")
    assert (found["assigned_to"], found["due_on"]) == ("Example reviewer", date(2026, 11, 2))
    assert (found["product_version"], found["product_version_name"]) == ("VER-1", "3.2")
    flag = session().scalars(sa.select(Flag).where(Flag.rule_code == "F22")).one()
    assert found["flag"] == f"FLG-{flag.number}"
    mine = sa.select(Product.id).where(Product.number == 1).scalar_subquery()
    waits = sa.select(Flag).where(Flag.rule_code == "F60", Flag.product_id == mine)
    left = session().scalars(waits).one()
    assert row(officer, "PRD-1/CST-05")["flag"] == f"FLG-{left.number}"


def test_what_is_about_a_supplier_shows_at_its_products(officer: Actor) -> None:
    answers.save_answer(officer, "SUP-1", SHARED, version=None, state=AnswerState.not_met)
    for ref in ("SUP-1", "PRD-1", "PRD-2"):
        found = row(officer, f"{ref}/{SHARED}")
        assert (found["whose"], found["standing"]) == ("SUP-1", Standing.not_met)
        assert found["answered_by"] == "Example officer"
        assert found["flag"] is not None


def test_a_list_holds_answers_of_what_is_not_in_play_or_no_longer_asked(officer: Actor) -> None:
    answers.save_answer(officer, "PRD-3", ITEM, version=None, state=AnswerState.partly)
    answers.save_answer(officer, "PRD-1", "TRA-10", version=None, state=AnswerState.not_met)
    whole = {one["reference"] for one in rows_of(officer, "Answers")}
    assert whole.isdisjoint({f"PRD-3/{ITEM}", "PRD-1/TRA-10"})
    scope = replace(scope_of(officer), as_listed=True)
    listed = [one["reference"] for one in PARTS["Answers"].rows(officer, scope)]
    assert listed == ["PRD-1/TRA-10", f"PRD-3/{ITEM}"]


def test_a_register_holds_each_answer_once_unless_asked_for_every_item(officer: Actor) -> None:
    answers.save_answer(officer, "PRD-3", ITEM, version=None, state=AnswerState.partly)
    answers.save_answer(officer, "PRD-1", ITEM, version=None, state=AnswerState.met)
    answers.save_answer(officer, "SUP-1", SHARED, version=None, state=AnswerState.not_met)
    found = [one["reference"] for one in rows_of(officer, "Answers", every_item=False)]
    assert found == [f"PRD-1/{ITEM}", f"PRD-3/{ITEM}", f"SUP-1/{SHARED}"]


def test_a_public_copy_leaves_out_a_confidential_answer_wherever_it_shows(officer: Actor) -> None:
    answers.save_answer(officer, "SUP-1", SHARED, version=None, state=AnswerState.not_met)
    whole, flags = rows_of(officer, "Answers"), rows_of(officer, "Flags")
    hide_answer(SHARED)
    public = rows_of(officer, "Answers", public=True)
    gone = {one["reference"] for one in whole} - {one["reference"] for one in public}
    assert gone == {f"{ref}/{SHARED}" for ref in ("SUP-1", "PRD-1", "PRD-2")}
    left = rows_of(officer, "Flags", public=True)
    assert [one["rule_code"] for one in flags if one not in left] == ["F22"]
    assert rows_of(officer, "Answers") == whole


def test_what_holds_no_more_has_no_day_until_which_it_holds(officer: Actor) -> None:
    for item, ends in (("CST-10", date(2026, 9, 30)), ("CST-11", date(2027, 2, 1))):
        answers.save_answer(officer, "PRD-1", item, version=None, state=AnswerState.met)
        ref = factories.make_evidence(officer, product="PRD-1", expires_on=ends)
        evidence_links.link_evidence(officer, ref, f"PRD-1/{item}")
    lapsed, held = row(officer, "PRD-1/CST-10"), row(officer, "PRD-1/CST-11")
    assert (lapsed["standing"], lapsed["holds_until"]) == (Standing.lapsed, None)
    assert (held["standing"], held["holds_until"]) == (Standing.met, date(2027, 2, 1))


def test_evidence_that_is_confidential_is_not_named(officer: Actor) -> None:
    answers.save_answer(officer, "PRD-1", ITEM, version=None, state=AnswerState.met)
    ref = factories.make_evidence(officer, product="PRD-1", confidential=True)
    evidence_links.link_evidence(officer, ref, f"PRD-1/{ITEM}")
    assert row(officer, f"PRD-1/{ITEM}")["evidence"] == (ref,)
    assert row(officer, f"PRD-1/{ITEM}", public=True)["evidence"] == ()


def test_waivers_say_how_they_fare_and_flags_who_is_at_them(any_actor: Actor) -> None:
    samples.fill(any_actor)
    (held,) = rows_of(any_actor, "Waivers")
    assert (held["state"], held["void_on"]) == (WaiverState.holds, None)
    assert (held["asked_by"], held["agreed_by"]) == ("Example officer", "Example reviewer")
    flag = row(any_actor, held["flag"], "Flags")
    assert flag["waived_by"] == held["reference"] == "WVR-1"
    assert row(any_actor, held["about"], "Overview")["waived"] == 1
    waivers.withdraw_waiver(any_actor, "WVR-1", version=None)
    (gone,) = rows_of(any_actor, "Waivers")
    assert (gone["state"], gone["withdrawn_on"]) == (WaiverState.withdrawn, date(2026, 10, 6))
    assert row(any_actor, held["flag"], "Flags")["waived_by"] is None


def test_a_decision_tells_what_became_of_its_conditions(any_actor: Actor) -> None:
    product = factories.make_product(any_actor, supplier=factories.make_supplier(any_actor))
    taken = factories.make_decision(
        any_actor, product=product, gate=Gate.pilot, decided_on=date(2026, 9, 1),
        conditions="Read every scan", counts={"critical": 1, "items_asked": 9, "items_met": 4},
    )  # fmt: skip
    for done in (None, date(2026, 9, 20)):
        factories.make_promise(any_actor, supplier="SUP-1", decision=taken, done_on=done)
    found = row(any_actor, taken, "Decisions")
    assert (found["promises"], found["conditions_open"]) == (("PRM-1", "PRM-2"), 1)
    assert (found["items_asked"], found["items_met"], found["waived"]) == (9, 4, None)

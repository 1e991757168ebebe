"""Checklists of our own: published once, changed with a reason, never against what is there."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from tests import factories as make
from tests.people import person
from tests.unit.domain.checklists.texts import TEXT
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.checklists.loading import parse_checklist
from vendor_tracker.domain.checklists.model import Checklist
from vendor_tracker.domain.errors import Forbidden, NotFound, Refused
from vendor_tracker.domain.vocabulary import AnswerState, Gate, ReviewState, Role, Severity
from vendor_tracker.services import answers, ownchecklists, recheck
from vendor_tracker.storage.db import session
from vendor_tracker.storage.libraries import load_library
from vendor_tracker.storage.models import Answer, ChecklistChange, ChecklistVersion

OWN = TEXT.replace("TST", "ODB").replace("retired", 'origin = "Our board"\nretired')
OWN = OWN.replace('retired = ["ODB-09"]', "retired = []").replace('covered_by = "F07"\n', "")


def own(**changes: str) -> Checklist:
    """Return a checklist of our own with some of its texts otherwise."""
    text = OWN
    for old, new in changes.items():
        text = text.replace(f'{old} = "{_now(text, old)}"', f'{old} = "{new}"', 1)
    return parse_checklist(text, "own.toml")


def _now(text: str, key: str) -> str:
    return text.partition(f'{key} = "')[2].partition('"')[0]


def answer(actor: Actor, item: str) -> Answer:
    """Return the row of an answer."""
    session().expire_all()
    found = sa.select(Answer).where(
        Answer.organisation_id == actor.organisation_id, Answer.item_code == item
    )
    return session().scalars(found).one()


@pytest.fixture
def product(any_actor: Actor) -> str:
    """Make a product to answer for."""
    return make.make_product(any_actor, supplier=make.make_supplier(any_actor))


def test_a_checklist_is_published_and_asked(any_actor: Actor, product: str) -> None:
    found = ownchecklists.look(any_actor, own())
    assert (found.before, len(found.difference.new), found.again) == ("", 3, 0)
    assert "ODB" not in load_library(any_actor.organisation_id).by_checklist, "only looked at"
    ownchecklists.publish(any_actor, own(), agreed=found.fingerprint, reason="The board asked.")
    assert "ODB-01" in load_library(any_actor.organisation_id).by_code
    row = session().scalars(sa.select(ChecklistVersion).filter_by(code="ODB")).one()
    assert (row.is_own, row.reason, row.version) == (True, "The board asked.", "1.0")
    answers.save_answer(any_actor, product, "ODB-01", version=None, state=AnswerState.partly)
    assert answer(any_actor, "ODB-01").checklist_version == "1.0"
    again = ownchecklists.look(any_actor, own())
    assert again.is_published
    ownchecklists.publish(any_actor, own())
    assert session().scalar(sa.select(sa.func.count()).where(ChecklistVersion.code == "ODB")) == 1


def test_a_figure_that_is_asked_for_is_needed_where_it_is_met(
    any_actor: Actor, product: str
) -> None:
    asked = OWN.replace('about = "product"', 'answer = "number"\nabout = "product"', 1)
    ownchecklists.publish(any_actor, parse_checklist(asked, "own.toml"))
    met: dict[str, Any] = {"version": None, "state": AnswerState.met}
    with pytest.raises(Refused, match="Enter the figure that is asked for") as refusal:
        answers.save_answer(any_actor, product, "ODB-01", value=" ", **met)
    assert refusal.value.field == "value"
    answers.save_answer(any_actor, product, "ODB-01", value="0", **met)
    assert answer(any_actor, "ODB-01").value == "0"
    answers.save_answer(any_actor, product, "ODB-02", value="", **met)


def test_a_published_version_never_changes(any_actor: Actor) -> None:
    ownchecklists.publish(any_actor, own())
    with pytest.raises(Refused, match="published with another text"):
        ownchecklists.publish(any_actor, own(question="Is it otherwise?"))
    with pytest.raises(Refused, match="higher version"):
        ownchecklists.publish(any_actor, own(version="0.9"))
    changed = own(version="1.1", question="Is it otherwise?")
    with pytest.raises(Refused, match="changed since you looked"):
        ownchecklists.publish(any_actor, changed, agreed="0" * 64)


def test_what_stands_in_the_way_is_refused_with_its_name(any_actor: Actor) -> None:
    listed = (
        (replace(own(), code="CORE"), "CORE is a checklist of the program"),
        (replace(own(), origin=""), "does not say where it comes from"),
        (parse_checklist(OWN.replace("major", "critical"), "own.toml"), "ODB-01, ODB-02 and ODB"),
        (
            parse_checklist(OWN.replace("\ngate", '\ncovered_by = "F99"\ngate'), "x"),
            "would never be asked",
        ),
    )
    for checklist, words in listed:
        with pytest.raises(Refused, match=words):
            ownchecklists.look(any_actor, checklist)
    officer = person(any_actor, "officer", Role.officer)
    with pytest.raises(Forbidden):
        ownchecklists.look(officer, own())


def test_an_item_that_goes_is_remembered_and_never_given_away(any_actor: Actor) -> None:
    ownchecklists.publish(any_actor, own())
    fewer = own(version="1.1")
    fewer = replace(fewer, sections=fewer.sections[:1])
    found = ownchecklists.look(any_actor, fewer)
    assert found.checklist.retired == ("ODB-03",)
    ownchecklists.publish(any_actor, fewer)
    with pytest.raises(Refused, match="ODB-03 was retired"):
        ownchecklists.look(any_actor, own(version="1.2"))


def test_answers_stay_where_the_question_stays(any_actor: Actor, product: str) -> None:
    ownchecklists.publish(any_actor, own())
    for item in ("ODB-01", "ODB-02"):
        answers.save_answer(any_actor, product, item, version=None, state=AnswerState.partly)
        answers.review_answer(person(any_actor, "second"), product, item, version=None, accept=True)
    found = ownchecklists.look(any_actor, own(version="1.1", question="Is it otherwise?"))
    assert (found.stay, found.again, found.out) == (1, 1, 0)
    ownchecklists.publish(any_actor, found.checklist)
    since = {i.code: i.since for i in load_library(any_actor.organisation_id).items if i.since}
    assert since == {"ODB-01": "1.1"}
    for item in ("ODB-01", "ODB-02"):
        answers.save_answer(any_actor, product, item, version=None, state=AnswerState.partly)
    confirmed, kept = answer(any_actor, "ODB-01"), answer(any_actor, "ODB-02")
    assert (confirmed.checklist_version, confirmed.review) == ("1.1", ReviewState.to_review)
    assert (kept.checklist_version, kept.review) == ("1.0", ReviewState.accepted)
    old = load_library(any_actor.organisation_id).published["ODB", "1.0"]
    assert old.items[0].question == "Is it so?"


def test_an_item_is_retired_and_weighed_otherwise_with_a_reason(any_actor: Actor) -> None:
    change = changing(any_actor)
    with pytest.raises(Refused, match="why it is changed"):
        change("CST-04", is_retired=True, reason=" ")
    change("CST-04", is_retired=True)
    assert "CST-04" not in load_library(any_actor.organisation_id).by_code
    with pytest.raises(Refused, match="so already"):
        change("CST-04", is_retired=True)
    change("CST-04", severity=Severity.minor, months=6)
    item = load_library(any_actor.organisation_id).by_code["CST-04"]
    assert (item.severity, item.validity.months) == (Severity.minor, 6)
    rows = session().scalars(sa.select(ChecklistChange).order_by(ChecklistChange.id)).all()
    assert [(row.is_retired, row.months) for row in rows] == [(True, None), (False, 6)]
    assert recheck.count_due(any_actor) == recheck.count_subjects(any_actor)


def test_a_change_that_cannot_be_is_refused(any_actor: Actor) -> None:
    change = changing(any_actor)
    with pytest.raises(NotFound):
        change("CST-99")
    with pytest.raises(Refused, match="1 to 120"):
        change("CST-04", months=0)
    items = load_library(any_actor.organisation_id).by_gate[Gate.award]
    major = [one.code for one in items if not one.is_covered and one.severity is Severity.major]
    words = "critical items, and at most 12 can stop a purchase"

    def change_thirteen() -> None:
        for code in major[:13]:
            change(code, severity=Severity.critical)

    with pytest.raises(Refused, match=words):
        change_thirteen()


def test_a_whole_checklist_goes_out_of_use_and_comes_back(any_actor: Actor) -> None:
    ownchecklists.use_checklist(any_actor, "CST", is_used=False, reason="Bought elsewhere.")
    assert "CST" not in load_library(any_actor.organisation_id).by_checklist
    ownchecklists.use_checklist(any_actor, "CST", is_used=True, reason="Bought here again.")
    assert "CST" in load_library(any_actor.organisation_id).by_checklist
    with pytest.raises(NotFound):
        ownchecklists.use_checklist(any_actor, "NONE", is_used=False, reason="x")


def changing(actor: Actor) -> Callable[..., None]:
    """Return how an item is changed, with what is not said as it was."""

    def change(item: str, **given: object) -> None:
        fields = {"is_retired": False, "severity": None, "months": None, "reason": "A test."}
        ownchecklists.change_item(actor, item, **{**fields, **given})  # type: ignore[arg-type]

    return change


@pytest.mark.parametrize("code", ["PRD", "EVD", "CRD"])
def test_a_code_that_begins_references_is_refused(actor: Actor, code: str) -> None:
    with pytest.raises(Refused, match="another kind"):
        ownchecklists.look(actor, parse_checklist(OWN.replace("ODB", code), "own.toml"))


def test_an_own_item_cannot_be_left_to_a_rule(actor: Actor) -> None:
    covered = OWN.replace("\ngate", '\ncovered_by = "F63"\ngate')
    with pytest.raises(Refused, match="would never be asked"):
        ownchecklists.publish(actor, parse_checklist(covered, "own.toml"))


def test_what_a_rule_watches_over_is_not_changed_at_its_item(actor: Actor) -> None:
    item = load_library(actor.organisation_id).by_code["DTA-04"]
    with pytest.raises(Refused, match=f"Rule {item.covered_by} watches over"):
        ownchecklists.change_item(
            actor, "DTA-04", is_retired=False, severity=Severity.minor, months=None, reason="Ours"
        )
    with pytest.raises(Refused, match="waive that with a reason"):
        ownchecklists.change_item(
            actor, "DTA-04", is_retired=True, severity=None, months=None, reason="Ours"
        )

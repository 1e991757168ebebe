"""Answering, reviewing and assigning items of checklists, on both engines."""

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from tests import factories as make
from tests import worlds
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Conflict, Forbidden, NotFound, Refused
from vendor_tracker.domain.vocabulary import AnswerState, ReviewState, Role, Stage
from vendor_tracker.services import answers, assessments, evidence, evidence_links, recheck, users
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    Answer,
    Assessment,
    EvidenceLink,
    ProductStatus,
    User,
)

TODAY = date(2026, 10, 6)


@pytest.fixture
def reviewer(any_actor: Actor) -> Actor:
    """Return somebody who may look at answers."""
    return _person(any_actor, Role.reviewer)


def _person(actor: Actor, role: Role) -> Actor:
    email = f"{role}@example.org"
    users.add_user(actor, email=email, name=f"Example {role}", role=role)
    user_id = session().scalars(sa.select(User.id).where(User.email == email)).one()
    return Actor(user_id, f"Example {role}", role, actor.organisation_id, "rht", "Trust")


def _row(item: str = "CORE-01") -> Answer:
    return session().scalars(
        sa.select(Answer)
        .where(Answer.item_code == item, Answer.archived_at.is_(None))
        .execution_options(populate_existing=True)
    ).one()  # fmt: skip


def _met(actor: Actor, subject: str, item: str = "CORE-01", **more: Any) -> str:
    return answers.save_answer(
        actor, subject, item, version=None, state=AnswerState.met, **more
    )  # fmt: skip


def _prove(actor: Actor) -> None:
    assert recheck.check_flags(actor).differences == []


def test_the_first_answer_opens_the_checklist_and_makes_the_row(any_actor: Actor) -> None:
    product = make.make_product(any_actor, stage=Stage.evaluating)
    make.make_version(any_actor, product=product, in_use_from=date(2026, 9, 1))
    assert _met(any_actor, product, note=" Seen. ") == f"{product}/CORE-01"
    _met(any_actor, product, "CORE-02")
    opened = session().scalars(sa.select(Assessment)).one()
    assert (opened.checklist_code, opened.checklist_version) == ("CORE", "1.0")
    row = _row()
    assert (row.note, row.answered_on, row.review) == ("Seen.", TODAY, ReviewState.to_review)
    assert row.version_id is not None
    _prove(any_actor)


def test_an_answer_with_evidence_counts_for_the_next_gate(any_actor: Actor) -> None:
    product = make.make_product(any_actor, stage=Stage.watching)
    ref = make.make_evidence(any_actor, product=product)
    _met(any_actor, product)
    evidence_links.link_evidence(any_actor, ref, f"{product}/CORE-01")
    _prove(any_actor)
    status = session().scalars(
        sa.select(ProductStatus).execution_options(populate_existing=True)
    ).one()  # fmt: skip
    assert status.items_met == 1
    evidence.change_evidence(any_actor, ref, version=None, expires_on=date(2026, 10, 1))
    _prove(any_actor)
    evidence.archive_evidence(any_actor, ref, version=None, reason="Twice")
    _prove(any_actor)


@pytest.mark.parametrize(
    "item, given, field",
    [
        ("CORE-01", {"state": None}, "state"),
        ("CORE-01", {"state": AnswerState.not_applicable, "reason": " "}, "reason"),
        ("CORE-01", {"state": AnswerState.met, "answered_on": date(2026, 10, 7)}, "answered_on"),
        ("CORE-03", {"state": AnswerState.met}, "reason"),
    ],
)
def test_what_cannot_be_right_is_refused_at_its_field(
    actor: Actor, item: str, given: dict[str, Any], field: str
) -> None:
    product = make.make_product(actor)
    with pytest.raises(Refused) as refusal:
        answers.save_answer(actor, product, item, version=None, **given)
    assert refusal.value.field == field
    assert session().scalar(sa.select(sa.func.count()).select_from(Answer)) == 0


def test_confidential_is_said_with_a_reason_and_asks_for_no_new_look(
    any_actor: Actor, reviewer: Actor
) -> None:
    product = make.make_product(any_actor)
    with pytest.raises(Refused) as refusal:
        _met(any_actor, product, confidential=True, confidential_reason=" ")
    assert refusal.value.field == "confidential_reason"
    _met(any_actor, product)
    ref = make.make_evidence(any_actor, product=product)
    evidence_links.link_evidence(any_actor, ref, f"{product}/CORE-01")
    answers.review_answer(reviewer, product, "CORE-01", version=None, accept=True)
    until = date(2027, 1, 31)
    secret: Any = {"confidential_reason": "A security test.", "confidential_until": until}
    _met(any_actor, product, confidential=True, **secret)
    _met(any_actor, product)
    row = _row()
    assert (row.confidential, row.confidential_reason, row.confidential_until) == (
        True, "A security test.", until,
    )  # fmt: skip
    assert row.review is ReviewState.accepted
    _met(any_actor, product, confidential=False)
    assert (_row().confidential, _row().confidential_reason) == (False, None)


def test_an_item_is_answered_where_it_belongs(actor: Actor) -> None:
    supplier = make.make_supplier(actor)
    product = make.make_product(actor, supplier=supplier)
    for subject, item, words in (
        (supplier, "CORE-01", "about a product"),
        ("", "CORE-01", "about a product"),
        ("", "CORE-03", "about a supplier"),
    ):
        with pytest.raises(Refused, match=words):
            _met(actor, subject, item)
    for subject, item in ((product, "CORE-99"), ("PRD-99", "CORE-01"), ("QUE-1", "CORE-01")):
        with pytest.raises(NotFound):
            _met(actor, subject, item)


def test_a_product_may_differ_from_its_supplier_until_that_is_withdrawn(any_actor: Actor) -> None:
    supplier = make.make_supplier(any_actor)
    product = make.make_product(any_actor, supplier=supplier, stage=Stage.live)
    _met(any_actor, supplier, "CORE-03")
    _prove(any_actor)
    _met(any_actor, product, "CORE-03", reason="Sold by another part of the firm.")
    _prove(any_actor)
    answers.withdraw_override(any_actor, product, "CORE-03", version=1)
    _prove(any_actor)
    assert _row("CORE-03").supplier_id is not None
    with pytest.raises(NotFound):
        answers.withdraw_override(any_actor, product, "CORE-03", version=None)
    _met(any_actor, product, "CORE-03", reason="Again.")
    _prove(any_actor)
    assert session().scalar(sa.select(sa.func.count()).select_from(Answer)) == 2


def test_of_two_who_answer_at_once_the_second_is_shown_the_first(any_actor: Actor) -> None:
    product = make.make_product(any_actor)
    save = answers.save_answer
    save(any_actor, product, "CORE-01", version=0, state=AnswerState.partly)
    with pytest.raises(Conflict, match=f"{product}/CORE-01 was changed"):
        save(any_actor, product, "CORE-01", version=0, state=AnswerState.met)
    save(any_actor, product, "CORE-01", version=1, state=AnswerState.met)


def test_why_is_kept_in_the_note_where_an_answer_has_no_place_for_it(any_actor: Actor) -> None:
    product = make.make_product(any_actor)
    _met(any_actor, product, note="Met.", reason="They told us on the phone.")
    assert (_row().note, _row().reason) == ("Met.\nThey told us on the phone.", "")
    answers.save_answer(
        any_actor, product, "CORE-01", version=None,
        state=AnswerState.not_applicable, reason="No children here.",
    )  # fmt: skip
    # The box goes on being sent; why it did not apply says nothing of an answer that it is met.
    _met(any_actor, product, note="Met.", reason="No children here.")
    assert (_row().note, _row().reason) == ("Met.", "")


def test_returned_corrected_and_accepted(any_actor: Actor, reviewer: Actor) -> None:
    officer = _person(any_actor, Role.officer)
    product = make.make_product(any_actor)
    look: Any = {"version": None}
    _met(officer, product)
    with pytest.raises(Forbidden):
        answers.review_answer(officer, product, "CORE-01", accept=True, **look)
    with pytest.raises(Refused, match="Nothing shows it"):
        answers.review_answer(reviewer, product, "CORE-01", accept=True, **look)
    with pytest.raises(Refused, match="Say what is missing"):
        answers.review_answer(reviewer, product, "CORE-01", accept=False, reason=" ", **look)
    answers.review_answer(reviewer, product, "CORE-01", accept=False, reason="By whom?", **look)
    assert (_row().review, _row().review_reason) == (ReviewState.returned, "By whom?")
    ref = make.make_evidence(any_actor, product=product)
    evidence_links.link_evidence(officer, ref, f"{product}/CORE-01")
    _met(officer, product)
    assert (_row().review, _row().review_reason) == (ReviewState.to_review, "")
    answers.review_answer(reviewer, product, "CORE-01", accept=True, **look)
    _met(officer, product)
    assert _row().review is ReviewState.accepted, "the same words need no second look"
    _met(officer, product, note="Agreed in March.")
    assert _row().review is ReviewState.to_review


def test_nobody_looks_at_their_own_answer(reviewer: Actor) -> None:
    product = make.make_product(reviewer)
    with pytest.raises(NotFound):
        answers.review_answer(reviewer, product, "CORE-01", version=None, accept=True)
    answers.save_answer(reviewer, product, "CORE-01", version=None, state=AnswerState.partly)
    with pytest.raises(Refused, match="Somebody else must look at it"):
        answers.review_answer(reviewer, product, "CORE-01", version=None, accept=True)
    answers.save_answer(reviewer, product, "CORE-02", version=None, state=AnswerState.not_known)
    with pytest.raises(Refused, match="no answer to look at"):
        answers.review_answer(reviewer, product, "CORE-02", version=None, accept=True)


def test_an_item_is_given_to_somebody_who_may_log(any_actor: Actor, reviewer: Actor) -> None:
    supplier = make.make_supplier(any_actor)
    product = make.make_product(any_actor, supplier=supplier)
    reader = _person(any_actor, Role.reader)
    give = answers.assign_item
    who = "reviewer@example.org"
    give(any_actor, product, "CORE-01", version=0, assignee=who, due_on=TODAY)
    row = _row()
    assert (row.state, row.assignee_id, row.due_on) == (None, reviewer.user_id, TODAY)
    for assignee, due_on, field in (
        ("reader@example.org", None, "assignee"),
        ("nobody@example.org", None, "assignee"),
        (who, date(2026, 10, 5), "due_on"),
    ):
        with pytest.raises(Refused) as refusal:
            give(any_actor, product, "CORE-01", version=1, assignee=assignee, due_on=due_on)
        assert refusal.value.field == field
    with pytest.raises(Refused, match="on the supplier’s page"):
        give(any_actor, product, "CORE-03", version=0, assignee=who)
    with pytest.raises(Forbidden):
        give(reader, product, "CORE-01", version=1)
    users.disable_user(any_actor, who)
    give(any_actor, product, "CORE-01", version=1, assignee=who)
    with pytest.raises(Refused, match="has left"):
        give(any_actor, product, "CORE-02", version=0, assignee=who)


def test_evidence_is_attached_before_anybody_answers(any_actor: Actor) -> None:
    supplier = make.make_supplier(any_actor)
    product = make.make_product(any_actor, supplier=supplier, stage=Stage.live)
    ref = make.make_evidence(any_actor, supplier=supplier)
    evidence_links.link_evidence(any_actor, ref, f"{supplier}/CORE-03")
    evidence_links.link_evidence(any_actor, ref, f"{supplier}/CORE-03")
    link = session().scalars(sa.select(EvidenceLink)).one()
    assert link.answer_id == _row("CORE-03").id
    _met(any_actor, supplier, "CORE-03")
    _prove(any_actor)
    evidence.change_evidence(any_actor, ref, version=None, expires_on=date(2026, 10, 1))
    _prove(any_actor)
    evidence_links.unlink_evidence(any_actor, ref, f"{supplier}/CORE-03")
    _prove(any_actor)
    for target in (f"{product}/CORE-03", f"{product}/CORE-99", "CORE-1"):
        with pytest.raises(Refused) as refusal:
            evidence_links.link_evidence(any_actor, ref, target)
        assert refusal.value.field == "target"


def test_what_is_about_us_is_answered_once_and_heard_by_every_product(any_actor: Actor) -> None:
    worlds.publish(any_actor, "OUR", "1.0", about="organisation", answered_by="us", covered_by="")
    supplier = make.make_supplier(any_actor)
    product = make.make_product(any_actor, supplier=supplier, stage=Stage.evaluating)
    for subject in (product, supplier):
        with pytest.raises(Refused, match="Answer it once, under our own checklists"):
            _met(any_actor, subject, "OUR-01")
    assert _met(any_actor, "", "OUR-01") == "OUR-01"
    _prove(any_actor)
    answers.save_answer(any_actor, "", "OUR-01", version=1, state=AnswerState.not_met)
    _prove(any_actor)


def test_with_many_products_the_next_pass_tells_them(
    actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    worlds.publish(actor, "OUR", "1.0", about="organisation", answered_by="us", covered_by="")
    for number in range(3):
        make.make_product(actor, f"Product {number} (example)", stage=Stage.live)
    monkeypatch.setattr(assessments, "_AT_ONCE", 2)
    recheck.recheck_due(actor.organisation_id)
    answers.save_answer(actor, "", "OUR-01", version=0, state=AnswerState.not_met)
    assert recheck.recheck_due(actor.organisation_id) == 3
    _prove(actor)


def test_an_open_checklist_goes_over_to_the_version_in_force(any_actor: Actor) -> None:
    worlds.publish(any_actor, "OUR", "1.0", covered_by="")
    product = make.make_product(any_actor)
    _met(any_actor, product, "OUR-01")
    worlds.publish(any_actor, "OUR", "1.1", covered_by="", question="Is it still so?")
    _met(any_actor, product, "OUR-01", note="Yes.")
    assert session().scalars(sa.select(Assessment.checklist_version)).all() == ["1.1"]
    _prove(any_actor)

"""What is read of checklists, gates and waiting answers, on both engines."""

from datetime import date

import pytest

from tests import factories as make
from tests.people import person
from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.checklists.loading import ORDER
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.vocabulary import AnswerState, Gate, Role, Stage
from vendor_tracker.domain.worth import Standing
from vendor_tracker.services import answers, evidence_links
from vendor_tracker.storage.queries.answerlists import (
    STATES,
    AnswerFilter,
    list_answers,
    list_waiting,
)
from vendor_tracker.storage.queries.checklists import (
    get_our_checklists,
    get_product_checklists,
    get_supplier_checklists,
)
from vendor_tracker.storage.queries.gates import get_gate

TODAY = date(2026, 10, 6)


@pytest.fixture
def officer(any_actor: Actor) -> Actor:
    """Return somebody who answers, in an organisation with one product of one supplier."""
    make.make_product(any_actor, supplier=make.make_supplier(any_actor), stage=Stage.evaluating)
    return person(any_actor, "officer", Role.officer)


def met(actor: Actor, subject: str, item: str, until: date) -> None:
    """Answer an item as met, shown by a document that lapses on a day."""
    answers.save_answer(actor, subject, item, version=None, state=AnswerState.met)
    owner = "supplier" if subject.startswith("SUP") else "product"
    paper = make.make_evidence(actor, expires_on=until, **{owner: subject})  # type: ignore[arg-type]
    evidence_links.link_evidence(actor, paper, f"{subject}/{item}")


def test_a_gate_counts_its_items_as_they_are_stored(officer: Actor) -> None:
    met(officer, "PRD-1", "CORE-01", date(2027, 3, 1))
    met(officer, "SUP-1", "CORE-03", date(2027, 1, 31))
    page = get_gate(officer, "PRD-1", "award")
    standing = page.head.standing
    assert page.is_next
    assert (page.progress.met, page.progress.asked) == (standing.items_met, standing.items_asked)
    assert standing.items_met == 2
    assert page.progress.holds_until == date(2027, 1, 31)
    left = [line for group in page.groups for line in group.left]
    assert len(left) == standing.items_asked - 2
    assert all(line.reading.standing is Standing.unanswered for line in left)
    with pytest.raises(NotFound):
        get_gate(officer, "PRD-1", "nowhere")


def test_a_gate_that_was_passed_keeps_what_it_asked(officer: Actor) -> None:
    make.make_decision(
        officer, product="PRD-1", gate=Gate.shortlist, decided_on=TODAY, outcome="go_on"
    )
    behind, following = get_gate(officer, "PRD-1", "shortlist"), get_gate(officer, "PRD-1", "award")
    assert behind.passed is not None
    assert not behind.is_unrecorded
    assert {group.code for group in behind.groups} == {"CORE"}
    assert "CORE" not in {group.code for group in following.groups}
    # What it left open stands first among the checklists.
    first, *others = get_product_checklists(officer, "PRD-1").lines
    (group,) = behind.groups
    assert (first.code, first.next_asked) == ("CORE", 0)
    assert first.behind == ((Gate.shortlist, len(group.left)),)
    assert not any(line.behind for line in others)


def test_every_checklist_is_counted_for_its_subject(officer: Actor) -> None:
    met(officer, "SUP-1", "CORE-03", date(2027, 1, 31))
    product = get_product_checklists(officer, "PRD-1")
    assert product.gate is Gate.award
    assert {line.code for line in product.lines} == set(ORDER)
    assert sum(line.next_left for line in product.lines) == product.next.left
    supplier = get_supplier_checklists(officer, "SUP-1")
    assert [(line.code, line.progress.met) for line in supplier.lines] == [
        ("CORE", 1), ("DTA", 0), ("REL", 0),
    ]  # fmt: skip
    ours = get_our_checklists(officer)
    assert [checklist.code for checklist in ours.library.checklists] == list(ORDER)
    assert [line.reading.item.code for line in ours.ours] == ["SAF-06", "CUL-12"]


def test_an_answer_stands_where_it_waits(any_actor: Actor, officer: Actor) -> None:
    reviewer = person(any_actor, "second")
    for item in ("CORE-01", "CORE-02"):
        answers.save_answer(officer, "PRD-1", item, version=None, state=AnswerState.partly)
    answers.review_answer(
        reviewer, "PRD-1", "CORE-02", version=None, accept=False, reason="Which ones?"
    )
    answers.assign_item(
        officer, "SUP-1", "REL-02", version=None, assignee="officer@rht.example", due_on=TODAY
    )
    shown = {
        state: [
            row.reference for row in list_answers(officer, AnswerFilter(state), TODAY).page.rows
        ]
        for state in STATES
    }
    assert shown == {
        "review": ["PRD-1/CORE-01"],
        "returned": ["PRD-1/CORE-02"],
        "mine": ["SUP-1/REL-02"],
        "overdue": [],
        "all": ["PRD-1/CORE-01", "PRD-1/CORE-02", "SUP-1/REL-02"],
    }
    waiting = [row.reference for row in list_waiting(officer, clock.today(), 10)]
    assert waiting == ["SUP-1/REL-02", "PRD-1/CORE-02"]
    assert [row.reference for row in list_waiting(reviewer, clock.today(), 10)] == ["PRD-1/CORE-01"]

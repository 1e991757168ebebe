"""Answers copied from another product are proposed: nothing counts before somebody says so."""

from typing import Any

import pytest
import sqlalchemy as sa

from tests import factories as make
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound, Refused
from vendor_tracker.domain.vocabulary import AnswerState, Known, ProductFact, Stage
from vendor_tracker.domain.worth import Standing
from vendor_tracker.services import answers, products, proposals, recheck, registers
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Answer, Product
from vendor_tracker.storage.queries.answers import get_item, get_section
from vendor_tracker.storage.queries.proposals import list_sources


@pytest.fixture
def pair(any_actor: Actor) -> tuple[str, str]:
    """Make a product of which something is answered, and one of which nothing is."""
    supplier = make.make_supplier(any_actor)
    source = make.make_product(any_actor, supplier=supplier, stage=Stage.evaluating)
    target = make.make_product(
        any_actor, "Second (example)", supplier=supplier, stage=Stage.evaluating
    )
    said = {"CORE-01": AnswerState.met, "CORE-02": AnswerState.partly}
    for item, state in said.items():
        answers.save_answer(any_actor, source, item, version=None, state=state, note=f"On {item}.")
    answers.save_answer(any_actor, source, "CORE-06", version=None, state=AnswerState.not_known)
    return source, target


def test_only_what_was_found_out_is_proposed_where_nobody_answered(
    any_actor: Actor, pair: tuple[str, str]
) -> None:
    source, target = pair
    answers.save_answer(any_actor, target, "CORE-02", version=None, state=AnswerState.not_met)
    assert proposals.copy_answers(any_actor, target, source) == 1
    one = get_item(any_actor, target, "CORE-01").one
    assert (one.row.state, one.row.proposed_state) == (AnswerState.proposed, AnswerState.met)
    assert (one.row.proposed_from, one.row.note) == (f"{source}/CORE-01", "On CORE-01.")
    assert one.reading.standing is Standing.proposed
    assert one.is_open
    assert get_item(any_actor, target, "CORE-02").one.row.state is AnswerState.not_met
    assert proposals.copy_answers(any_actor, target, source) == 0, "once is enough"


def test_a_proposal_never_counts(any_actor: Actor, pair: tuple[str, str]) -> None:
    source, target = pair
    before = get_section(any_actor, target, "CORE").progress
    proposals.copy_answers(any_actor, target, source)
    after = get_section(any_actor, target, "CORE").progress
    assert (after.met, after.answered) == (before.met, before.answered)
    assert not recheck.check_flags(any_actor).differences


def test_what_is_confidential_there_stays_out_of_public_copies_here(
    any_actor: Actor, pair: tuple[str, str]
) -> None:
    source, target = pair
    answers.save_answer(
        any_actor,
        source,
        "CORE-01",
        version=1,
        state=AnswerState.met,
        note="A secret price.",
        confidential=True,
        confidential_reason="Commercial",
    )
    proposals.copy_answers(any_actor, target, source)
    assert "secret" not in str(_public(any_actor)), "proposed"
    answers.save_answer(
        any_actor, target, "CORE-01", version=1, state=AnswerState.met, note="A secret price."
    )
    assert "secret" not in str(_public(any_actor)), "confirmed"
    assert "On CORE-02." in str(_public(any_actor))


def test_a_declined_proposal_leaves_nothing_confidential(
    any_actor: Actor, pair: tuple[str, str]
) -> None:
    source, target = pair
    row = session().scalars(sa.select(Answer).where(Answer.item_code == "CORE-01")).one()
    answers.save_answer(
        any_actor,
        source,
        "CORE-01",
        version=row.version,
        state=AnswerState.met,
        confidential=True,
        confidential_reason="Commercial",
    )
    proposals.copy_answers(any_actor, target, source)
    proposals.decline_proposal(any_actor, target, "CORE-01", version=1)
    mine = get_item(any_actor, target, "CORE-01").one.row
    assert (mine.confidential, mine.confidential_reason) == (False, None)


def _public(actor: Actor) -> list[dict[str, Any]]:
    scope = registers.scope_of(actor, public=True)
    return [dict(row) for row in registers.PARTS["Answers"].rows(actor, scope)]


def test_a_proposal_is_used_or_taken_away(any_actor: Actor, pair: tuple[str, str]) -> None:
    source, target = pair
    proposals.copy_answers(any_actor, target, source)
    answers.save_answer(any_actor, target, "CORE-01", version=1, state=AnswerState.partly)
    used = get_item(any_actor, target, "CORE-01").one.row
    assert (used.state, used.proposed_from, used.proposed_state) == (AnswerState.partly, "", None)
    proposals.decline_proposal(any_actor, target, "CORE-02", version=1)
    row = get_item(any_actor, target, "CORE-02").one.row
    assert (row.state, row.note, row.proposed_from) == (None, "", "")
    with pytest.raises(NotFound):
        proposals.decline_proposal(any_actor, target, "CORE-01", version=None)
    with pytest.raises(Refused, match="Choose one of the answers"):
        answers.save_answer(any_actor, target, "CORE-02", version=None, state=AnswerState.proposed)


def test_what_does_not_apply_is_not_proposed(any_actor: Actor, pair: tuple[str, str]) -> None:
    source, target = pair
    answers.save_answer(any_actor, source, "SAF-02", version=None, state=AnswerState.partly)
    products.set_facts(
        any_actor, target, version=None,
        facts=dict.fromkeys((ProductFact.care, ProductFact.dev), Known.no),
    )  # fmt: skip
    proposals.copy_answers(any_actor, target, source)
    rows = session().scalars(
        sa.select(Answer.item_code)
        .join(Product, Product.id == Answer.product_id)
        .where(Product.number == int(target[4:]))
    )
    assert "SAF-02" not in set(rows)


def test_products_to_copy_from_are_named(any_actor: Actor, pair: tuple[str, str]) -> None:
    source, target = pair
    assert [(one.reference, one.answers) for one in list_sources(any_actor, target)] == [
        (source, 2)
    ]
    assert list_sources(any_actor, source) == []
    for wrong, words in (("", "Choose the product"), (target, "Choose another product")):
        with pytest.raises(Refused, match=words):
            proposals.copy_answers(any_actor, target, wrong)

"""What a reviewer saw of an answer, and whose answer speaks, on both engines."""

from datetime import date

import pytest
import sqlalchemy as sa

from tests import factories as make
from tests import worlds
from tests.conftest import NOW
from tests.people import person
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.assessing import product_readings
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.vocabulary import AnswerState, ReviewState, Role, Severity
from vendor_tracker.domain.worth import Standing
from vendor_tracker.services import answers, chains, evidence_links, recheck
from vendor_tracker.storage.db import session
from vendor_tracker.storage.dossiers import load_product_dossiers
from vendor_tracker.storage.models import Answer, AuditEvent, Flag, Product


def _row(item: str = "CORE-01") -> Answer:
    query = sa.select(Answer).where(Answer.item_code == item)
    return session().scalars(query.execution_options(populate_existing=True)).one()


def _standing(item: str) -> Standing:
    product = session().scalars(sa.select(Product)).one()
    dossier = load_product_dossiers(product.organisation_id, [product.id])[product.id]
    readings = product_readings(dossier, NOW.date())
    return next(one.standing for one in readings if one.item.code == item)


@pytest.mark.parametrize("adds", [True, False])
def test_other_evidence_sends_an_accepted_answer_back_to_be_looked_at(
    any_actor: Actor, adds: bool
) -> None:
    officer, reviewer = person(any_actor, "officer", Role.officer), person(any_actor, "reviewer")
    product = make.make_product(any_actor)
    first, second = (make.make_evidence(any_actor, product=product) for _ in range(2))
    target = f"{product}/CORE-01"
    answers.save_answer(officer, product, "CORE-01", version=None, state=AnswerState.met)
    evidence_links.link_evidence(officer, first, target)
    answers.review_answer(reviewer, product, "CORE-01", version=None, accept=True)
    # What is linked already, or never was, changes nothing that the reviewer saw.
    evidence_links.link_evidence(officer, first, target)
    evidence_links.unlink_evidence(officer, second, target)
    assert _row().review is ReviewState.accepted
    if adds:
        evidence_links.link_evidence(officer, second, target)
    else:
        evidence_links.unlink_evidence(officer, first, target)
    assert (_row().review, _row().reviewed_by) == (ReviewState.to_review, None)
    accepted = session().scalars(sa.select(AuditEvent).where(AuditEvent.action == "accept")).one()
    assert accepted.actor == reviewer.name
    assert recheck.check_flags(any_actor).differences == []
    assert chains.verify(any_actor).problem is None


def test_a_critical_item_set_aside_counts_until_a_second_person_agrees(any_actor: Actor) -> None:
    worlds.publish(any_actor, "OUR", "1.0", covered_by="", severity=Severity.critical)
    officer, reviewer = person(any_actor, "officer", Role.officer), person(any_actor, "reviewer")
    product = make.make_product(any_actor)
    aside = {"state": AnswerState.not_applicable, "reason": "It reads no such scans."}
    answers.save_answer(officer, product, "OUR-01", version=None, **aside)  # type: ignore[arg-type]
    flag = session().scalars(sa.select(Flag).where(Flag.key == "OUR-01")).one()
    assert (_standing("OUR-01"), flag.severity) == (Standing.to_agree, Severity.critical)
    assert recheck.check_flags(any_actor).differences == []
    answers.review_answer(reviewer, product, "OUR-01", version=None, accept=True)
    session().refresh(flag)
    assert _standing("OUR-01") is Standing.not_applicable
    assert flag.closed_on == NOW.date()
    assert recheck.check_flags(any_actor).differences == []


@pytest.mark.parametrize("silent", [0, 1])
def test_of_two_suppliers_the_one_that_answered_speaks(any_actor: Actor, silent: int) -> None:
    names = ("Fenwick Imaging (example)", "Harrowmere Imaging (example)")
    pair = [make.make_supplier(any_actor, name) for name in names]
    make.make_product(any_actor, supplier=pair)
    answers.assign_item(any_actor, pair[silent], "CORE-03", version=None, assignee="")
    said = {"version": None, "state": AnswerState.not_met}
    answers.save_answer(any_actor, pair[1 - silent], "CORE-03", **said)  # type: ignore[arg-type]
    assert session().scalar(sa.select(sa.func.count()).select_from(Answer)) == 2
    assert _standing("CORE-03") is Standing.not_met
    assert recheck.check_flags(any_actor).differences == []


def test_a_document_about_another_product_shows_nothing_here(any_actor: Actor) -> None:
    supplier, stranger = make.make_supplier(any_actor), make.make_supplier(any_actor, "Other Ltd")
    product = make.make_product(any_actor, supplier=supplier)
    other = make.make_product(any_actor, "Another (example)", supplier=stranger)
    answers.save_answer(any_actor, product, "CORE-02", version=0, state=AnswerState.met)
    for strange in (
        make.make_evidence(any_actor, product=other),
        make.make_evidence(any_actor, supplier=stranger),
    ):
        with pytest.raises(Refused, match="about another product or supplier"):
            evidence_links.link_evidence(any_actor, strange, f"{product}/CORE-02")
    for ours in (
        make.make_evidence(any_actor, product=product),
        make.make_evidence(any_actor, supplier=supplier),
    ):
        evidence_links.link_evidence(any_actor, ours, f"{product}/CORE-02")


def test_what_lapsed_cannot_be_accepted_as_met(any_actor: Actor) -> None:
    reviewer = person(any_actor, "reviewer")
    product = make.make_product(any_actor)
    answers.save_answer(any_actor, product, "CORE-02", version=0, state=AnswerState.met)
    lapsed = make.make_evidence(any_actor, product=product, expires_on=date(2024, 1, 1))
    evidence_links.link_evidence(any_actor, lapsed, f"{product}/CORE-02")
    with pytest.raises(Refused, match="Nothing shows it today"):
        answers.review_answer(reviewer, product, "CORE-02", version=None, accept=True)
    live = make.make_evidence(any_actor, product=product, expires_on=date(2030, 1, 1))
    evidence_links.link_evidence(any_actor, live, f"{product}/CORE-02")
    answers.review_answer(reviewer, product, "CORE-02", version=None, accept=True)

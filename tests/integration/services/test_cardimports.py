"""Bringing model cards in: claims of theirs, the file as evidence, twice is once."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests import factories
from tests.cards import as_file, bring_in, received
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.cards.plans import ClaimAct
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.facts import ResultFacts, ThresholdFacts
from vendor_tracker.domain.verdicts import standing
from vendor_tracker.domain.vocabulary import EvidenceKind, SetBy, Strength, Tester, Verdict
from vendor_tracker.services import cardimports, cardplans, cards, claims
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    AuditEvent,
    Card,
    Claim,
    Evidence,
    EvidenceLink,
    Product,
    Supplier,
)
from vendor_tracker.storage.queries.claims import get_claim

SENSITIVITY = "chai.UsefulnessUsabilityEfficacy#sensitivity"


def claim_of(actor: Actor, field: str) -> str:
    """Return the claim that was taken from a part of a card."""
    number = session().scalars(
        sa.select(Claim.number).where(Claim.card_field == field, Claim.archived_at.is_(None))
    ).one()  # fmt: skip
    return f"CLM-{number}"


def counted() -> list[int]:
    """Return how many rows there are of what an import may make."""
    kinds = (Supplier, Product, Card, Claim, Evidence, EvidenceLink, AuditEvent)
    return [session().query(kind).count() for kind in kinds]


def test_looking_changes_nothing_and_says_what_would_be_made(any_actor: Actor) -> None:
    before = counted()
    plan = cardplans.plan(any_actor, as_file())
    assert counted() == before
    assert plan.supplier is not None
    assert not plan.supplier.reference
    assert (plan.product.name, plan.product.reference) == ("Head CT Bleed Alert (example)", "")
    assert len(plan.of(ClaimAct.new)) == len(plan.claims) == 6


def test_a_card_makes_what_it_speaks_of(any_actor: Actor, tmp_path: Path) -> None:
    done = bring_in(any_actor, tmp_path)
    assert (done.card, done.product, done.evidence) == ("CRD-1", "PRD-1", "EVD-1")
    assert counted()[:6] == [1, 1, 1, 6, 1, 6]
    evidence = session().query(Evidence).one()
    assert (evidence.kind, evidence.file_name) == (EvidenceKind.model_card, "card.xml")
    assert session().query(Card).one().evidence_id == evidence.id
    for claim in session().query(Claim):
        assert claim.strength is Strength.s1
        assert claim.card_id
        assert claim.version_id
        assert claim.said_by == "Harrowmere Imaging (example)"


def test_the_result_meets_their_bar_and_cannot_tell_at_ours(
    any_actor: Actor, tmp_path: Path
) -> None:
    bring_in(any_actor, tmp_path)
    ref = claim_of(any_actor, SENSITIVITY)
    ours = ThresholdFacts(SetBy.us, Decimal(92), people=2, has_clinician=True)
    theirs = get_claim(any_actor, ref).facts.thresholds
    claims.change_claim(any_actor, ref, version=None, thresholds=[*theirs, ours])
    found = standing(get_claim(any_actor, ref).facts)
    assert found.theirs is not None
    assert found.ours is not None
    assert (found.theirs.verdict, found.ours.verdict) == (Verdict.meets, Verdict.cannot_tell)


def test_the_same_card_again_changes_nothing(any_actor: Actor, tmp_path: Path) -> None:
    bring_in(any_actor, tmp_path)
    before = counted()
    again = bring_in(any_actor, tmp_path)
    assert again.plan.changes_nothing
    assert counted() == before


def test_a_changed_text_changes_its_claim_alone_and_keeps_what_people_added(
    any_actor: Actor, tmp_path: Path
) -> None:
    bring_in(any_actor, tmp_path)
    ref = claim_of(any_actor, SENSITIVITY)
    ours = ThresholdFacts(SetBy.us, Decimal(92), people=2, has_clinician=True)
    group = ResultFacts("aged 80 and over", n=34, estimate=Decimal(91))
    facts = get_claim(any_actor, ref).facts
    claims.change_claim(
        any_actor, ref, version=None, thresholds=[*facts.thresholds, ours],
        results=[*facts.results, group], population="Four trusts",
    )  # fmt: skip
    newer = '{"estimate":95,"lower":89,"upper":98,"level":95,"unit":"%"}'
    done = bring_in(any_actor, tmp_path, ValueJson=newer)
    assert [claim.reference for claim in done.plan.of(ClaimAct.changed)] == [ref]
    assert counted()[3:5] == [6, 2]
    after = get_claim(any_actor, ref).facts
    assert {bar.value for bar in after.thresholds} == {Decimal(80), Decimal(92)}
    assert {one.estimate for one in after.results} == {Decimal(91), Decimal(95)}
    assert (after.population, after.statement[:19]) == ("Four trusts", "Sensitivity: 95% (9")


def test_a_new_figure_takes_the_place_of_one_that_somebody_added_to(
    any_actor: Actor, tmp_path: Path
) -> None:
    bring_in(any_actor, tmp_path)
    ref = claim_of(any_actor, SENSITIVITY)
    (result, *_) = get_claim(any_actor, ref).facts.results
    tested = replace(result, tester=Tester.supplier, tested_on=date(2026, 1, 1))
    claims.change_claim(any_actor, ref, version=None, results=[tested])
    newer = '{"estimate":91,"lower":89,"upper":98,"level":95,"unit":"%"}'
    bring_in(any_actor, tmp_path, ValueJson=newer)
    (after,) = get_claim(any_actor, ref).facts.results
    assert (after.estimate, after.tested_on) == (Decimal(91), None)


def test_a_card_that_was_put_away_is_not_logged_a_second_time(
    any_actor: Actor, tmp_path: Path
) -> None:
    done = bring_in(any_actor, tmp_path)
    cards.archive_card(any_actor, done.card, version=None, reason="By mistake")
    with pytest.raises(Refused, match="Bring CRD-1 back"):
        bring_in(any_actor, tmp_path)
    cards.restore_card(any_actor, done.card, version=None)
    assert bring_in(any_actor, tmp_path).plan.changes_nothing
    assert session().query(Claim).count() == 6


def test_a_claim_that_was_put_away_stays_away(any_actor: Actor, tmp_path: Path) -> None:
    bring_in(any_actor, tmp_path)
    ref = claim_of(any_actor, SENSITIVITY)
    claims.archive_claim(any_actor, ref, version=None, reason="Not for us")
    again = bring_in(any_actor, tmp_path)
    assert [claim.reference for claim in again.plan.of(ClaimAct.away)] == [ref]
    assert again.plan.changes_nothing


def test_what_the_card_no_longer_says_is_told_and_left(any_actor: Actor, tmp_path: Path) -> None:
    bring_in(any_actor, tmp_path)
    ref = claim_of(any_actor, "chai.BiasMitigationApproaches")
    done = bring_in(any_actor, tmp_path, BiasMitigationApproaches="N/A")
    words = f"no longer in the card and left as they are: {ref}"
    assert any(words in one for one in done.plan.notices)
    assert session().query(Claim).count() == 6


def test_a_card_finds_its_product_by_name_and_supplier(any_actor: Actor, tmp_path: Path) -> None:
    maker = factories.make_supplier(any_actor, "Harrowmere Imaging (example)")
    product = factories.make_product(any_actor, supplier=maker)
    done = bring_in(any_actor, tmp_path)
    assert done.product == product
    assert counted()[:2] == [1, 1]


def test_two_products_of_one_name_are_not_guessed_between(any_actor: Actor) -> None:
    maker = factories.make_supplier(any_actor, "Harrowmere Imaging (example)")
    refs = [factories.make_product(any_actor, supplier=maker) for _ in range(2)]
    with pytest.raises(Refused, match=f"{refs[0]} and {refs[1]}"):
        cardplans.plan(any_actor, as_file())
    assert cardplans.plan(any_actor, as_file(), product=refs[1]).product.reference == refs[1]


def test_another_maker_is_noted(any_actor: Actor) -> None:
    product = factories.make_product(any_actor, supplier=factories.make_supplier(any_actor))
    plan = cardplans.plan(any_actor, as_file(), product=product)
    assert any("who is no supplier of PRD-1 here" in notice for notice in plan.notices)


def test_a_card_filled_by_hand_keeps_its_own_answers(any_actor: Actor, tmp_path: Path) -> None:
    product = factories.make_product(any_actor)
    version = factories.make_version(any_actor, product=product, name="3.2")
    ref = cards.add_card(
        any_actor, product, product_version=version, fields={"hti.upd_correct": "Ten days"}
    )
    done = bring_in(any_actor, tmp_path, product)
    assert done.card == ref
    assert session().query(Card).one().fields["hti.upd_correct"] == "Ten days"


def test_what_was_shown_is_done_or_nothing(any_actor: Actor, tmp_path: Path) -> None:
    agreed = cardplans.plan(any_actor, as_file()).fingerprint
    factories.make_supplier(any_actor, "Harrowmere Imaging (example)")
    with pytest.raises(Refused, match="changed since you looked"):
        cardimports.apply(any_actor, as_file(), received(any_actor, tmp_path), agreed=agreed)
    assert session().query(Claim).count() == 0

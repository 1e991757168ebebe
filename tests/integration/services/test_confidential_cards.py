"""A card that was read from a confidential file stays out of public copies with it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cards import bring_in
from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import Stage
from vendor_tracker.services import claims, evidence, products, registers
from vendor_tracker.services.cardimports import Applied
from vendor_tracker.storage.queries.registers.counts import count_left_out
from vendor_tracker.storage.queries.reports import get_report


@pytest.fixture
def card(any_actor: Actor, tmp_path: Path) -> Applied:
    """Bring a card in, for a product that is looked at, beside a claim that somebody logged."""
    made = bring_in(any_actor, tmp_path)
    products.change_product(
        any_actor, made.product, version=None, name="Head CT (example)", stage=Stage.evaluating
    )
    claims.log_claim(any_actor, product=made.product, statement="Said at a meeting")
    return made


def mark(actor: Actor, made: Applied, **until: Any) -> None:
    evidence.change_evidence(
        actor, made.evidence, version=None, confidential=True, confidential_reason="NDA", **until
    )


def public(actor: Actor, sheet: str) -> list[dict[str, Any]]:
    scope = registers.scope_of(actor, public=True)
    return [dict(row) for row in registers.PARTS[sheet].rows(actor, scope)]


def test_neither_the_card_nor_its_claims_nor_gaps_are_in_a_public_copy(
    any_actor: Actor, card: Applied
) -> None:
    taken = len(public(any_actor, "Claims")) - 1
    assert taken
    assert public(any_actor, "Cards")
    assert [row for row in public(any_actor, "Flags") if row["rule_code"] == "F63"]
    before = count_left_out(any_actor, registers.scope_of(any_actor, public=True)).confidential
    mark(any_actor, card)
    assert [row["statement"] for row in public(any_actor, "Claims")] == ["Said at a meeting"]
    assert not public(any_actor, "Cards")
    assert not [row for row in public(any_actor, "Flags") if row["rule_code"] == "F63"]
    for sheet in ("Results", "GroupResults", "Thresholds"):
        assert not public(any_actor, sheet)
    left_out = count_left_out(any_actor, registers.scope_of(any_actor, public=True))
    assert left_out.confidential - before == taken + 2, "its claims, the card and its file"


def test_a_public_report_leaves_the_claims_of_such_a_card_out(
    any_actor: Actor, card: Applied
) -> None:
    mark(any_actor, card)
    report = get_report(any_actor, card.product, warning_days=30, public=True)
    assert [one.facts.statement for one in report.claims] == ["Said at a meeting"]


def test_a_card_is_told_again_once_its_file_is(any_actor: Actor, card: Applied) -> None:
    told = len(public(any_actor, "Claims"))
    mark(any_actor, card, confidential_until=clock.today() - timedelta(days=1))
    assert len(public(any_actor, "Claims")) == told
    assert public(any_actor, "Cards")

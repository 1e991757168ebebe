"""Logging and changing claims with their bars and results, on both engines."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Conflict, Refused
from vendor_tracker.domain.facts import (
    ResultFacts,
    ThresholdFacts,
)
from vendor_tracker.domain.vocabulary import ClaimKind, Direction, SetBy
from vendor_tracker.services import claims, products, suppliers
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Claim, ClaimResult, ClaimThreshold, Revision

TODAY = date(2026, 10, 6)
LATER = date(2026, 10, 7)
WORDS = "Finds 96% of bleeds"
BAR = ThresholdFacts(SetBy.us, Decimal(92), TODAY, people=2, has_clinician=True)
RESULT = ResultFacts(
    n=220, positives=25, estimate=Decimal("96.2"), low=Decimal("90.4"), high=Decimal("98.9")
)


@pytest.fixture
def product(any_actor: Actor) -> str:
    return products.add_product(any_actor, name="Fenwick Head CT (example)")


def log(actor: Actor, product: str, **fields: Any) -> str:
    given = {"kind": ClaimKind.T5, "metric": "Sensitivity", "direction": Direction.higher}
    return claims.log_claim(actor, product=product, statement=WORDS, **{**given, **fields})


def test_a_claim_is_logged_with_its_bars_and_results(any_actor: Actor, product: str) -> None:
    assert log(any_actor, product, thresholds=[BAR], results=[RESULT]) == "CLM-1"
    row = session().query(Claim).one()
    assert (row.said_on, row.version) == (TODAY, 1)
    snapshots = session().scalars(sa.select(Revision.snapshot).where(Revision.kind == "CLM"))
    snapshot = snapshots.one()
    assert snapshot["claim_threshold"][0]["value"] == "92"
    assert snapshot["claim_result"][0]["estimate"] == "96.2"


@pytest.mark.parametrize(
    "field, fields",
    [
        ("statement", {"statement": "  "}),
        ("said_on", {"said_on": LATER}),
        ("confidential_reason", {"confidential": True}),
        ("product", {"product": None}),
        ("product", {"product": "PRD-77"}),
        ("our_bar_set_on", {"thresholds": [ThresholdFacts(SetBy.us, Decimal(9), LATER)]}),
        ("their_bar_value", {"thresholds": [ThresholdFacts(SetBy.supplier, Decimal(101))]}),
        ("our_bar_people", {"thresholds": [ThresholdFacts(SetBy.both, Decimal(9), people=0)]}),
        ("positives", {"results": [ResultFacts(n=10, positives=11)]}),
        ("estimate", {"results": [ResultFacts(estimate=Decimal("100.1"))]}),
        ("low", {"results": [ResultFacts(low=Decimal(9), high=Decimal(8))]}),
        ("estimate", {"results": [ResultFacts(estimate=Decimal(7), low=Decimal(8))]}),
        ("estimate", {"results": [ResultFacts(estimate=Decimal(9), high=Decimal(8))]}),
        ("estimate", {"results": [ResultFacts(low=Decimal(93), high=Decimal(97))]}),
        ("tested_on", {"results": [ResultFacts(tested_on=LATER)]}),
        ("results", {"results": [ResultFacts("women", n=1, positives=2)]}),
    ],
)
def test_what_cannot_be_right_is_refused_at_its_field(
    any_actor: Actor, product: str, field: str, fields: dict[str, Any]
) -> None:
    given = {"statement": WORDS, "product": product, "metric": "Sensitivity", **fields}
    with pytest.raises(Refused) as refusal:
        claims.log_claim(any_actor, **given)
    assert refusal.value.field == field
    assert session().query(Claim).count() == 0


def test_a_figure_that_is_no_share_may_pass_a_hundred(any_actor: Actor, product: str) -> None:
    minutes = ResultFacts(estimate=Decimal(140))
    assert log(any_actor, product, metric="Minutes saved a week", results=[minutes])


def test_a_result_and_its_bar_are_written_on_one_scale(any_actor: Actor, product: str) -> None:
    def keep(result: str, bar: str) -> str:
        bars, found = (
            [ThresholdFacts(SetBy.us, Decimal(bar))],
            ResultFacts(estimate=Decimal(result)),
        )
        return log(any_actor, product, metric="AUC", thresholds=bars, results=[found])

    for result, bar, field in (
        ("94", "0.8", "estimate"), ("1.4", "0.8", "estimate"), ("0.94", "250", "estimate"),
        ("94", "250", "our_bar_value"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refusal:
            keep(result, bar)
        assert refusal.value.field == field
    assert keep("0.94", "0.8")
    assert keep("94", "80")


def test_changing_a_bar_moves_the_version_of_its_claim(any_actor: Actor, product: str) -> None:
    ref = log(any_actor, product, thresholds=[BAR], results=[RESULT])
    claims.change_claim(any_actor, ref, version=1, thresholds=[])
    row = session().query(Claim).one()
    assert (row.version, row.statement, row.metric) == (2, WORDS, "Sensitivity")
    assert session().query(ClaimThreshold).count() == 0
    assert session().query(ClaimResult).count() == 1
    with pytest.raises(Conflict):
        claims.change_claim(any_actor, ref, version=1, results=[])


def test_a_change_is_held_against_what_is_stored(any_actor: Actor, product: str) -> None:
    ref = log(any_actor, product, metric="Minutes", results=[ResultFacts(estimate=Decimal(140))])
    with pytest.raises(Refused, match="between 0 and 100"):
        claims.change_claim(any_actor, ref, version=1, metric="Accuracy")


def test_saving_the_same_again_moves_nothing(any_actor: Actor, product: str) -> None:
    ref = log(any_actor, product, thresholds=[BAR], results=[RESULT])
    claims.change_claim(any_actor, ref, version=1, thresholds=[BAR], results=[RESULT])
    assert session().query(Claim).one().version == 1


def test_a_claim_may_be_about_a_supplier_alone(any_actor: Actor) -> None:
    supplier = suppliers.add_supplier(any_actor, name="Fenwick Imaging (example)")
    ref = claims.log_claim(any_actor, supplier=supplier, statement="We never share data")
    claims.archive_claim(any_actor, ref, version=1, reason="said in jest")
    claims.restore_claim(any_actor, ref, version=2)
    assert session().query(Claim).one().archived_at is None

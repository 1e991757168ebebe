"""Results by group and our limit for the gap, on both engines."""

from dataclasses import replace
from decimal import Decimal

import pytest
import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Conflict, Forbidden, Refused
from vendor_tracker.domain.facts import ResultFacts
from vendor_tracker.domain.verdicts import our_limit
from vendor_tracker.domain.vocabulary import ClaimKind, Direction, GroupAttribute, Role, Stage
from vendor_tracker.services import claims, products, results
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Flag
from vendor_tracker.storage.queries.claims import get_claim

EVERYONE = ResultFacts(n=900, estimate=Decimal(95))
MEN = ResultFacts(
    "Male", 400, 100, Decimal(96), Decimal(95), Decimal(97), attribute=GroupAttribute.sex,
    scheme="SEX", group_code="M", is_reference=True,
)  # fmt: skip
WOMEN = replace(MEN, subgroup="Female", group_code="F", is_reference=False)
BEHIND = replace(WOMEN, estimate=Decimal(88), low=Decimal(87), high=Decimal(89))


@pytest.fixture
def claim(any_actor: Actor) -> str:
    product = products.add_product(any_actor, name="Fenwick (example)", stage=Stage.evaluating)
    return claims.log_claim(
        any_actor, product=product, statement="Equal for all", kind=ClaimKind.B2,
        metric="Sensitivity", direction=Direction.higher, results=[EVERYONE],
    )  # fmt: skip


def stored(actor: Actor, claim: str) -> list[ResultFacts]:
    return list(get_claim(actor, claim).facts.results)


def flagged(code: str) -> list[str]:
    open_ones = sa.select(Flag.says).where(Flag.rule_code == code, Flag.closed_on.is_(None))
    return list(session().scalars(open_ones))


def test_a_table_is_added_and_a_group_in_it_again_is_replaced(any_actor: Actor, claim: str) -> None:
    results.add_group_results(any_actor, claim, version=1, results=[MEN, WOMEN])
    assert stored(any_actor, claim) == [EVERYONE, MEN, WOMEN]
    results.add_group_results(any_actor, claim, version=2, results=[BEHIND])
    assert stored(any_actor, claim) == [EVERYONE, MEN, BEHIND]
    assert flagged("F17")
    with pytest.raises(Conflict):
        results.add_group_results(any_actor, claim, version=2, results=[WOMEN])


def test_a_new_reference_takes_the_place_of_the_one_there_was(any_actor: Actor, claim: str) -> None:
    results.add_group_results(any_actor, claim, version=None, results=[MEN])
    marked = replace(WOMEN, is_reference=True)
    results.add_group_results(any_actor, claim, version=None, results=[marked])
    assert stored(any_actor, claim) == [EVERYONE, replace(MEN, is_reference=False), marked]


def test_what_contradicts_itself_is_refused_and_nothing_is_kept(
    any_actor: Actor, claim: str
) -> None:
    for wrong, words in (
        ([MEN, MEN], "here already"),
        ([MEN, replace(WOMEN, is_reference=True)], "Only one group"),
        ([replace(MEN, low=Decimal(97))], "below its range"),
        ([replace(MEN, positives=500)], "more than were tested"),
        ([replace(MEN, estimate=None)], "but no result"),
        ([EVERYONE], "Name the group"),
        ([replace(MEN, group_code="", subgroup=f"Group {n}", is_reference=False)
          for n in range(results.MOST + 1)], "at most"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=words):
            results.set_group_results(any_actor, claim, version=None, results=wrong)
    assert stored(any_actor, claim) == [EVERYONE]


def test_our_limit_replaces_the_one_before_and_is_held_against_the_groups(
    any_actor: Actor, claim: str
) -> None:
    results.set_group_results(any_actor, claim, version=None, results=[MEN, BEHIND])
    assert flagged("F17")
    assert flagged("F08")
    results.set_gap_limit(any_actor, claim, version=None, value=Decimal(3))
    results.set_gap_limit(any_actor, claim, version=None, value=Decimal(9), people=3)
    facts = get_claim(any_actor, claim).facts
    limit = our_limit(facts)
    assert limit is not None
    assert (limit.value, len(facts.thresholds)) == (Decimal(9), 1)
    assert flagged("F17") == flagged("F08") == []


def test_a_reader_changes_nothing(any_actor: Actor, claim: str) -> None:
    reader = replace(any_actor, role=Role.reader)
    with pytest.raises(Forbidden):
        results.add_group_results(reader, claim, version=None, results=[MEN])
    with pytest.raises(Forbidden):
        results.set_gap_limit(reader, claim, version=None, value=Decimal(3))

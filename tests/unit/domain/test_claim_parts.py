"""The parts that claims need."""

from decimal import Decimal

import pytest

from vendor_tracker.domain.claim_parts import NEEDED, PARTS, WITH_METRIC, needed, parts_of
from vendor_tracker.domain.facts import (
    ClaimFacts,
    ResultFacts,
)
from vendor_tracker.domain.vocabulary import ClaimKind, Direction


def test_a_thin_claim_says_what_is_missing_and_why() -> None:
    claim = ClaimFacts(
        "CLM-118",
        ClaimKind.T5,
        "It finds 96% of bleeds",
        metric="Sensitivity",
        direction=Direction.higher,
        results=(ResultFacts(n=220, estimate=Decimal(96)),),
    )
    found = parts_of(claim)
    assert not found.is_checkable
    assert found.sentence == "Not yet. 6 of 16 parts are given."
    reasons = {part.key: part.reason for part in found.missing}
    assert reasons["range"] == "Without it we cannot tell luck from skill."
    assert reasons["evidence"] == "So far it is only their word."


def test_a_bar_is_no_part_of_being_checkable() -> None:
    assert {"their_bar", "our_bar"} <= {part.key for part in needed(ClaimKind.T5)}
    assert {"their_bar", "our_bar"}.isdisjoint(part.key for part in needed(ClaimKind.T7))


@pytest.mark.parametrize("kind", ClaimKind)
def test_every_kind_needs_the_statement_and_evidence(kind: ClaimKind) -> None:
    keys = [part.key for part in needed(kind)]
    assert {"statement", "said_by", "said_on", "evidence"} <= set(keys)
    assert len(set(keys)) == len(keys)
    assert ("our_bar" in keys) == (kind in WITH_METRIC)


def test_the_table_names_only_parts_that_exist() -> None:
    assert all(key in PARTS for keys in NEEDED.values() for key in keys)
    assert all(part.reason.endswith(".") for part in PARTS.values())

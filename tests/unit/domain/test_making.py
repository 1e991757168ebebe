"""What is made quickly from a row cannot be told from what anybody makes by hand."""

from dataclasses import FrozenInstanceError, fields
from decimal import Decimal
from typing import Any

import pytest

from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.facts import ClaimFacts, CostFacts, ResultFacts
from vendor_tracker.domain.making import quickly

RESULT = ("Men", 400, 90, Decimal("95.2"))


def test_facts_made_quickly_are_the_same_facts() -> None:
    made = quickly(ResultFacts)(*RESULT)
    assert type(made) is ResultFacts
    assert made == ResultFacts(*RESULT)
    assert hash(made) == hash(ResultFacts(*RESULT))
    assert repr(made) == repr(ResultFacts(*RESULT))


def test_they_are_as_frozen_as_any() -> None:
    made = quickly(ResultFacts)(*RESULT)
    with pytest.raises(FrozenInstanceError):
        made.n = 4  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del made.n


@pytest.mark.parametrize("facts", [ClaimFacts, CostFacts, ProductDossier])
def test_what_is_left_out_is_as_it_would_be(facts: Any) -> None:
    made, known = quickly(facts)("REF-1"), facts("REF-1")
    for one in fields(facts):
        assert getattr(made, one.name) == getattr(known, one.name)


def test_each_dossier_keeps_what_was_worked_out_to_itself() -> None:
    make = quickly(ProductDossier)
    first, second = make("PRD-1"), make("PRD-2")
    first.worked_out["asked"] = True
    assert not second.worked_out
    assert quickly(ProductDossier) is make, "one twin serves all"

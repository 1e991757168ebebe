"""Results by group as they leave the program: without the figures of a few people."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.registers import brought_back, full_register
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.facts import ResultFacts
from vendor_tracker.domain.vocabulary import ClaimKind, Direction, GroupAttribute, Verdict
from vendor_tracker.services import claims, imports, products, registers
from vendor_tracker.storage.queries.claims import get_claim


def group(name: str, n: int, estimate: str, **more: Any) -> ResultFacts:
    figure = Decimal(estimate)
    return ResultFacts(
        name, n, n // 2, figure, figure - 1, figure + 1, attribute=GroupAttribute.age, **more
    )


@pytest.fixture
def claim(any_actor: Actor) -> str:
    product = products.add_product(any_actor, name="Fenwick Head CT (example)")
    return claims.log_claim(
        any_actor, product=product, statement="Equal for all ages", kind=ClaimKind.B2,
        metric="Sensitivity", direction=Direction.higher,
        results=[
            ResultFacts(n=1000, estimate=Decimal(95)),
            group("Young", 700, "96", is_reference=True),
            group("Middle", 200, "95"), group("Old", 93, "88.25"), group("Oldest", 7, "71.43"),
        ],
    )  # fmt: skip


def rows(actor: Actor, sheet: str) -> list[dict[str, Any]]:
    part = registers.PARTS[sheet]
    return [dict(row) for row in part.rows(actor, registers.scope_of(actor))]


def test_a_small_group_and_the_next_smallest_stay_out(any_actor: Actor, claim: str) -> None:
    found = {row["subgroup"]: row for row in rows(any_actor, "GroupResults")}
    assert found["Oldest"]["left_out"] == "fewer than 10 people"
    assert found["Old"]["left_out"] == "left out to protect another group"
    for name in ("Oldest", "Old"):
        assert found[name]["estimate"] is found[name]["n"] is found[name]["gap"] is None
        assert found[name]["verdict"] is found[name]["says"] is None
    assert (found["Middle"]["gap"], found["Middle"]["verdict"]) == (Decimal(1), Verdict.meets)
    assert [row["subgroup"] for row in rows(any_actor, "Results")] == ["", "Young", "Middle"]


def test_no_sheet_holds_the_figures_of_a_few(any_actor: Actor, claim: str, tmp_path: Path) -> None:
    book = full_register(any_actor, tmp_path / "register.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    text = " | ".join(str(cell) for cell in cells)
    assert "Oldest" in text
    for secret in ("71.43", "88.25", "24.57"):
        assert secret not in text


def test_a_register_that_comes_back_takes_nothing_away(
    any_actor: Actor, claim: str, tmp_path: Path
) -> None:
    before = get_claim(any_actor, claim).facts.results
    path = tmp_path / "register.xlsx"
    imports.apply(any_actor, brought_back(full_register(any_actor, path), path))
    assert get_claim(any_actor, claim).facts.results == before


def test_where_the_reference_stays_out_no_gap_tells_it(any_actor: Actor) -> None:
    product = products.add_product(any_actor, name="Another (example)")
    results = [group("Young", 8, "96", is_reference=True), group("Old", 40, "90"),
               group("Oldest", 300, "91")]  # fmt: skip
    claims.log_claim(
        any_actor, product=product, statement="Equal", metric="Sensitivity",
        direction=Direction.higher, results=results,
    )  # fmt: skip
    found = {row["subgroup"]: row for row in rows(any_actor, "GroupResults")}
    assert (found["Oldest"]["n"], found["Oldest"]["gap"]) == (300, None)
    assert found["Oldest"]["says"] is None


def test_a_group_told_apart_by_nothing_stays_out_when_it_is_small(any_actor: Actor) -> None:
    product = products.add_product(any_actor, name="Another (example)")
    named = [ResultFacts("Aged over 90", 3, 2, Decimal("66.67")),
             ResultFacts("Younger", 900, 400, Decimal(96))]  # fmt: skip
    claims.log_claim(any_actor, product=product, statement="Finds most", results=named)
    assert not rows(any_actor, "Results")
    assert not rows(any_actor, "GroupResults")

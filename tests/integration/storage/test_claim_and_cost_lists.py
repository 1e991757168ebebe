"""Lists of claims and costs, page by page, on both engines."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from tests.factories import make_claim, make_cost, make_product, make_supplier
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import Bearer, ClaimKind, CostCategory
from vendor_tracker.services import organisations
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage.queries.claims import ClaimFilter, list_claims
from vendor_tracker.storage.queries.costs import CostFilter, list_costs, list_product_costs
from vendor_tracker.storage.queries.paging import Asked, Page

LINES = 55


@pytest.fixture
def actor(any_actor: Actor) -> Actor:
    """Return an actor whose organisation holds claims and costs of two products."""
    fill(any_actor)
    return any_actor


@transactional
def fill(actor: Actor) -> None:
    """Add two products, with claims and costs about each in turn."""
    supplier = make_supplier(actor)
    names = ("Zeta Triage (example)", "Alpha Notes (example)")
    refs = [make_product(actor, name, supplier=supplier) for name in names]
    for number in range(LINES):
        product = refs[number % 2] if number else None
        make_claim(actor, product=product, supplier=supplier)
        make_cost(actor, product=product, supplier=supplier)


def walked(page_after: Callable[[Asked], Page[Any]], sort: str) -> list[str]:
    """Return every reference of a list, read page by page."""
    found: list[str] = []
    asked = Asked(sort)
    while True:
        page = page_after(asked)
        found += [row.facts.reference for row in page.rows]
        if page.after is None:
            assert page.total == len(found)
            return found
        asked = Asked(sort, after=page.after)


@pytest.mark.parametrize("sort", ["newest", "product"])
def test_each_row_is_shown_once(actor: Actor, sort: str) -> None:
    for reads in (list_claims, list_costs):
        found = walked(lambda asked, read=reads: read(actor, None, asked), sort)  # type: ignore[misc]
        assert len(set(found)) == LINES


def test_the_newest_comes_first_and_products_by_name(actor: Actor) -> None:
    newest = walked(lambda asked: list_claims(actor, None, asked), "newest")
    assert newest[0] == f"CLM-{LINES}"
    by_product = list_claims(actor, None, Asked("product"))
    named = [row.product.name[:5] for row in by_product.rows if row.product]
    assert named == sorted(named)


def test_claims_are_found_by_what_they_are(actor: Actor) -> None:
    make_claim(actor, product="PRD-1", statement="100% Safe", kind=ClaimKind.T7, relied_on=True)
    for wanted in (
        ClaimFilter(text="100% safe"),
        ClaimFilter(kind=ClaimKind.T7),
        ClaimFilter(relied_on=True),
        ClaimFilter(text=f"clm-{LINES + 1}"),
    ):
        assert [row.facts.statement for row in list_claims(actor, wanted).rows] == ["100% Safe"]
    assert list_claims(actor, ClaimFilter(unsorted=True)).total == LINES
    assert list_claims(actor, ClaimFilter(text="alpha notes")).total == LINES // 2
    assert list_claims(actor, ClaimFilter(archived=True)).total == 0


def test_costs_are_found_by_what_they_are(actor: Actor) -> None:
    price: dict[str, Any] = {"quantity": Decimal(1), "unit_price": Decimal("0.000001")}
    given: dict[str, Any] = {"category": CostCategory.K16, "bearer": Bearer.us}
    make_cost(actor, supplier="SUP-1", product="PRD-1", description="Pen_Test", **price, **given)
    for wanted in (
        CostFilter(text="pen_test"),
        CostFilter(category=CostCategory.K16),
        CostFilter(figure="given"),
        CostFilter(bearer=Bearer.us),
    ):
        assert [row.facts.description for row in list_costs(actor, wanted).rows] == ["Pen_Test"]
    assert list_costs(actor, CostFilter(figure="no")).total == LINES


def test_lines_that_name_no_product_stand_apart(actor: Actor) -> None:
    lines, shared = list_product_costs(actor, "PRD-1")
    assert (len(lines), len(shared)) == (LINES // 2, 1)


def test_another_organisation_sees_nothing(actor: Actor) -> None:
    other = organisations.add_organisation(code="nmh", name="Northmoor Hospitals (example)")
    assert list_claims(other).total == list_costs(other).total == 0
    assert list_product_costs(other, "PRD-1") == ([], [])

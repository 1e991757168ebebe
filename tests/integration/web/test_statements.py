"""Pages send few statements, and no more of them as what they show grows."""

from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from tests import factories as make
from tests.clients import CheckingClient
from tests.counting import counted
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.groups import SCHEMES
from vendor_tracker.domain.listedgroups import ListedGroup
from vendor_tracker.domain.vocabulary import (
    ClaimKind,
    CostCategory,
    Direction,
    Gate,
    SetBy,
    Stage,
)
from vendor_tracker.services import cards, groups
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage.db import Database, session
from vendor_tracker.storage.models import ProductVersion

LISTS = (
    "claims", "claims?sort=product", "contacts", "contracts", "costs", "costs?sort=product",
    "evidence", "flags", "meetings", "products", "promises?state=", "questions?state=",
    "suppliers",
)  # fmt: skip
PAGES = ("", "products/PRD-1", "suppliers/SUP-1", "products/PRD-1/checklists/SAF")
TABS = tuple(
    f"products/PRD-1/{tab}"
    for tab in (
        "claims", "costs", "flags", "evidence", "relationship", "versions", "groups", "cards",
        "checklists",
    )
)  # fmt: skip
RECORDS = ("claims/CLM-1", "claims/CLM-1/results", "cards/CRD-1")
AGES = SCHEMES["AGE_BANDS"]
# A product's page asks once more how well the product is shown to work.
MOST_OF_A_LIST, MOST_OF_A_PAGE = 5, 13
# Above the list of evidence stands what lapses in the months ahead, on whatever page it is.
FURTHER = {"evidence": 1}


def statements(client: CheckingClient, database: Database, path: str) -> int:
    """Return how many statements a page sends, the session and the actor included."""
    with counted(database) as found:
        assert client.get(f"/rht/{path}").status_code == 200
    return len(found)


def most(client: CheckingClient, database: Database, paths: tuple[str, ...]) -> dict[str, int]:
    """Return how many statements each of these pages sends."""
    return {path: statements(client, database, path) for path in paths}


@transactional
def fill(actor: Actor, times: int) -> None:
    """Add suppliers, each with a product of which something of every kind is known."""
    for number in range(times):
        supplier = make.make_supplier(actor, f"Supplier {number} of {times} (example)", owner="")
        name = f"Product {number} of {times} (example)"
        product = make.make_product(actor, name, supplier=supplier, stage=Stage.live)
        make.make_contact(actor, f"Desk {number} of {times}", supplier=supplier)
        know(actor, supplier, product, times=1)


@transactional
def know(actor: Actor, supplier: str, product: str, *, times: int) -> None:
    """Add records of every kind to a product and its supplier."""
    for _ in range(times):
        know_more(actor, supplier, product)
    named = AGES.groups[: times + 1]
    listed = [ListedGroup(AGES.attribute, AGES.code, one.code, one.name) for one in named]
    groups.save_groups(actor, product, version=None, groups=listed)


def by_group(times: int) -> list[dict[str, Any]]:
    """Return a result for everyone tested, and for so many groups."""
    ages = [
        {"subgroup": one.name, "attribute": AGES.attribute, "scheme": AGES.code,
         "group_code": one.code, "n": 90, "estimate": Decimal(90)}
        for one in AGES.groups[:times]
    ]  # fmt: skip
    return [{"n": 90, "estimate": Decimal(95)}, *ages]


def know_more(actor: Actor, supplier: str, product: str) -> None:
    """Add a record of every kind to a product and its supplier."""
    known = session().scalar(sa.select(sa.func.count()).select_from(ProductVersion))
    version = make.make_version(actor, product=product, name=f"Version {known}")
    meeting = make.make_meeting(actor, supplier=supplier, product=product)
    make.make_evidence(actor, product=product, expires_on=date(2026, 9, 1))
    make.make_evidence(actor, supplier=supplier, version=version, title="Certificate")
    make.make_claim(
        actor, product=product, kind=ClaimKind.T5, version=version, meeting=meeting,
        metric="Sensitivity", direction=Direction.higher, results=by_group(2),
        thresholds=[{"set_by": SetBy.us, "value": Decimal(92)}],
    )  # fmt: skip
    cards.add_card(actor, product, product_version=version)
    make.make_cost(actor, supplier=supplier, product=product, category=CostCategory.K11)
    make.make_contract(actor, supplier=supplier, product=product, ends_on=date(2027, 1, 31))
    make.make_promise(actor, supplier=supplier, product=product, due_on=date(2026, 9, 1))
    make.make_question(actor, supplier=supplier, product=product, asked_on=date(2026, 3, 2))
    make.make_decision(actor, product=product, gate=Gate.review)


def test_a_list_sends_as_few_for_sixty_rows_as_for_two(
    client: CheckingClient, actor: Actor, database: Database
) -> None:
    fill(actor, 2)
    few = most(client, database, LISTS)
    fill(actor, 58)
    many = most(client, database, LISTS)
    assert many == few
    assert all(many[path] <= MOST_OF_A_LIST + FURTHER.get(path, 0) for path in LISTS), many


def test_a_page_sends_as_few_for_much_as_for_little(
    client: CheckingClient, actor: Actor, database: Database
) -> None:
    fill(actor, 2)
    few = most(client, database, PAGES + TABS + RECORDS)
    fill(actor, 20)
    know(actor, "SUP-1", "PRD-1", times=20)
    many = most(client, database, PAGES + TABS + RECORDS)
    assert many == few
    assert max(many[path] for path in PAGES) <= MOST_OF_A_PAGE, many


def test_a_claim_sends_as_few_for_many_results_as_for_one(
    client: CheckingClient, actor: Actor, database: Database
) -> None:
    fill(actor, 1)
    for times in (1, len(AGES.groups)):
        make.make_claim(actor, product="PRD-1", kind=ClaimKind.B2, results=by_group(times))
    for page in ("", "/results"):
        few, many = (statements(client, database, f"claims/CLM-{n}{page}") for n in (2, 3))
        assert few == many

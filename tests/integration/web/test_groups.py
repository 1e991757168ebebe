"""Pages about the groups that a product could serve worse."""

import pytest

from tests.clients import CheckingClient
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.listedgroups import ListedGroup
from vendor_tracker.domain.vocabulary import GroupAttribute
from vendor_tracker.services import groups, products
from vendor_tracker.storage.queries.groups import get_groups


@pytest.fixture
def product(actor: Actor) -> str:
    return products.add_product(actor, name="Head CT Bleed Alert")


def test_a_new_list_begins_with_proposals_that_nothing_keeps(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    page = client.get(f"/rht/products/{product}/groups/update").get_data(as_text=True)
    assert "These rows are proposals" in page
    assert "each group by ethnicity" in page
    assert "each group by skin tone" in page
    assert get_groups(actor, product).lines == ()
    assert "Nobody has listed any yet" in client.get(f"/rht/products/{product}/groups").text


def test_a_list_is_saved_and_shown(client: CheckingClient, actor: Actor, product: str) -> None:
    fields = {
        "groups-0-attribute": "age", "groups-0-scheme": "AGE_BANDS", "groups-0-name": "80+",
        "groups-0-why": "Smaller brains", "groups-0-plan": "Test 200 scans here",
        "groups-0-plan_by": "1 March 2027",
    }  # fmt: skip
    answer = client.send(f"/rht/products/{product}/groups/update", **fields)
    assert answer.status_code == 302
    page = client.get(f"/rht/products/{product}/groups").text
    for words in ("80 and over", "Smaller brains", "No result yet", "Test 200 scans here"):
        assert words in page
    assert "Each group by ethnicity" in page, "the other proposals were saved with it"


def test_a_wrong_row_says_so_where_it_stands(client: CheckingClient, product: str) -> None:
    fields = {
        "groups-0-attribute": "", "groups-0-scheme": "", "groups-1-attribute": "age",
        "groups-1-scheme": "AGE_BANDS", "groups-1-name": "75 to 90",
    }  # fmt: skip
    answer = client.send(f"/rht/products/{product}/groups/update", **fields)
    assert answer.status_code == 422
    assert "is not in Our age bands" in answer.text
    assert 'href="#groups-1-name"' in answer.text


def test_a_row_without_an_attribute_asks_for_one(client: CheckingClient, product: str) -> None:
    fields = {"groups-0-attribute": "", "groups-0-scheme": "", "groups-0-name": "Everyone"}
    answer = client.send(f"/rht/products/{product}/groups/update", **fields)
    assert answer.status_code == 422
    assert "Choose what people are told apart by" in answer.text


def test_the_items_about_groups_lead_to_the_list(client: CheckingClient, product: str) -> None:
    for item in ("BIA-01", "BIA-03"):
        page = client.get(f"/rht/products/{product}/items/{item}").text
        assert f"/rht/products/{product}/groups" in page
    assert f"/rht/products/{product}/groups" in client.get(f"/rht/products/{product}/about").text


def test_an_emptied_row_leaves_the_list(client: CheckingClient, actor: Actor, product: str) -> None:
    listed = [ListedGroup(GroupAttribute.age), ListedGroup(GroupAttribute.sex)]
    groups.save_groups(actor, product, version=None, groups=listed)
    answer = client.send(f"/rht/products/{product}/groups/update", **{"groups-0-remove": "y"})
    assert answer.status_code == 302
    (line,) = get_groups(actor, product).lines
    assert line.group.attribute is GroupAttribute.sex

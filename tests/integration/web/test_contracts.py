"""Pages of contracts."""

import pytest

from tests.clients import CheckingClient, filled
from tests.counting import counted
from tests.factories import make_contract, make_product, make_supplier
from vendor_tracker.domain.actor import Actor
from vendor_tracker.storage.db import Database
from vendor_tracker.storage.queries.contracts import get_contract


@pytest.fixture
def supplier(actor: Actor) -> str:
    """Return a supplier."""
    return make_supplier(actor, "Fenwick Imaging (example)")


def test_a_contract_is_added_from_its_supplier(
    client: CheckingClient, actor: Actor, supplier: str
) -> None:
    product = make_product(actor, "Head CT (example)", supplier=supplier)
    answer = client.send(
        f"/rht/contracts/add?supplier={supplier}&product={product}",
        title="Imaging licence",
        ends_on="31/3/2027",
        notice_by="31 December 2026",
        value_year="£42,000",
        route="framework",
    )
    assert answer.location == "/rht/contracts/CON-1"
    page = client.get(answer.location).text
    for words in ("31 March 2027", "in 86 days", "£42,000", "Framework", "Head CT (example)"):
        assert words in page
    assert "Notice by 31 December 2026" in client.get(f"/rht/suppliers/{supplier}").text


def test_everything_wrong_is_said_at_once_beside_its_field(
    client: CheckingClient, supplier: str
) -> None:
    answer = client.send(
        "/rht/contracts/add",
        title="Licence",
        starts_on="2/5/2026",
        ends_on="1/5/2026",
        notice_by="3/5/2026",
    )
    assert answer.status_code == 422
    for name in ("suppliers", "ends_on", "notice_by"):
        assert f'href="#{name}"' in answer.text, name
    assert 'value="2/5/2026"' in answer.text


@pytest.mark.parametrize(
    "field, typed",
    [
        ("ends_on", "31/2/2027"),
        ("value_year", "lots"),
        ("value_year", "-1"),
        ("value_total", "1.234"),
        ("route", "x"),
    ],
)
def test_what_cannot_be_read_is_shown_again(
    client: CheckingClient, supplier: str, field: str, typed: str
) -> None:
    answer = client.send(
        f"/rht/contracts/add?supplier={supplier}", **{"title": "Licence", field: typed}
    )
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text


def test_a_stale_form_shows_both_versions(
    client: CheckingClient, actor: Actor, supplier: str
) -> None:
    ref = make_contract(actor, supplier=supplier)
    client.get(f"/rht/contracts/{ref}/update")
    opened = client.last_page
    client.send(f"/rht/contracts/{ref}/update", owner="Buyer")
    answer = client.post(f"/rht/contracts/{ref}/update", data=filled(opened, owner="Head"))
    assert answer.status_code == 409
    again = client.post(f"/rht/contracts/{ref}/update", data=filled(client.last_page))
    assert again.status_code == 302
    assert get_contract(actor, ref).owner == "Head"


def test_a_contract_put_away_says_so_and_comes_back(
    client: CheckingClient, actor: Actor, supplier: str
) -> None:
    ref = make_contract(actor, supplier=supplier)
    client.send(f"/rht/contracts/{ref}/archive", reason="Typed twice")
    assert "Typed twice" in client.get(f"/rht/contracts/{ref}").text
    assert "Showing 1 of 1" in client.get("/rht/contracts?state=archived").text
    client.get(f"/rht/contracts/{ref}")
    client.post(f"/rht/contracts/{ref}/restore", data=filled(client.last_page))
    assert not get_contract(actor, ref).is_archived


def test_the_list_pages_and_asks_the_same_number_of_questions(
    client: CheckingClient, actor: Actor, database: Database, supplier: str
) -> None:
    for n in range(60):
        make_contract(actor, supplier=supplier, title=f"Licence {n}")
    with counted(database) as statements:
        page = client.get("/rht/contracts?sort=notice").text
    assert len(statements) <= 5, str(statements)
    assert "Showing 50 of 60 contracts" in page
    cursor = page.split("after=")[1].split('"')[0].split("&")[0]
    assert "Showing 10 of 60" in client.get(f"/rht/contracts?sort=notice&after={cursor}").text
    assert client.get("/rht/contracts/CON-99").status_code == 404

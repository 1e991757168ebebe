"""Pages of suppliers."""

from tests.clients import CheckingClient
from vendor_tracker.domain.actor import Actor
from vendor_tracker.services import suppliers


def test_a_supplier_is_added_by_its_form(client: CheckingClient, actor: Actor) -> None:
    answer = client.send("/rht/suppliers/add", name="Fenwick Imaging (example)")
    assert answer.status_code == 302
    assert answer.location == "/rht/suppliers/SUP-1"


def test_a_missing_name_is_shown_at_its_field(client: CheckingClient) -> None:
    answer = client.send("/rht/suppliers/add", name="")
    assert answer.status_code == 422
    assert "Enter the name the supplier trades under." in client.last_page


def test_a_stale_form_shows_both_versions_and_can_be_saved(
    client: CheckingClient, actor: Actor
) -> None:
    ref = suppliers.add_supplier(actor, name="Fenwick Imaging")
    client.get(f"/rht/suppliers/{ref}/update")
    opened = client.last_page
    suppliers.change_supplier(actor, ref, version=1, name="Fenwick Imaging", country="Wales")
    from tests.clients import filled

    answer = client.post(f"/rht/suppliers/{ref}/update", data=filled(opened, country="Scotland"))
    assert answer.status_code == 409
    assert "Scotland" in client.last_page
    assert "Wales" in client.last_page
    again = client.post(f"/rht/suppliers/{ref}/update", data=filled(client.last_page))
    assert again.status_code == 302


def test_the_list_finds_by_name_and_says_when_nothing_matches(
    client: CheckingClient, actor: Actor
) -> None:
    suppliers.add_supplier(actor, name="Fenwick Imaging")
    assert "Fenwick Imaging" in client.get("/rht/suppliers").text
    assert "No supplier matches" in client.get("/rht/suppliers?q=100%25").text


def test_a_new_supplier_has_a_page_that_says_what_to_do_next(
    client: CheckingClient, actor: Actor
) -> None:
    ref = suppliers.add_supplier(actor, name="Fenwick Imaging", owner="Imaging lead")
    page = client.get(f"/rht/suppliers/{ref}").text
    assert "looked after by Imaging lead" in page
    assert "No product, no promise late, no question waits." in page
    assert "Nobody at the supplier is named yet" in page

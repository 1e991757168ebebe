"""Pages of suppliers."""

from tests.clients import CheckingClient
from tests.counting import counted
from tests.factories import make_supplier
from vendor_tracker.domain.actor import Actor
from vendor_tracker.services import suppliers
from vendor_tracker.storage.db import Database


def test_a_supplier_is_added_by_its_form(client: CheckingClient, actor: Actor) -> None:
    answer = client.send("/rht/suppliers/add", name="Fenwick Imaging (example)")
    assert answer.status_code == 302
    assert answer.location == "/rht/suppliers/SUP-1"


def test_a_size_that_nobody_said_is_not_known(client: CheckingClient) -> None:
    assert '<option value="unknown" selected>' in client.get("/rht/suppliers/add").text


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
    assert "vt-ready--go" not in page
    assert "Not known yet: its legal name" in page


def test_a_parent_company_is_chosen_and_shown_by_name(client: CheckingClient, actor: Actor) -> None:
    parent = suppliers.add_supplier(actor, name="Fenwick Group (example)")
    ref = suppliers.add_supplier(actor, name="Fenwick Imaging (example)")
    answer = client.send(f"/rht/suppliers/{ref}/update", parent="fenwick group (example)")
    assert answer.status_code == 302
    page = client.get(f"/rht/suppliers/{ref}").text
    assert '<a href="/rht/suppliers/SUP-1">Fenwick Group (example)</a>' in page
    client.get(f"/rht/suppliers/{ref}/update")
    assert 'value="SUP-1 Fenwick Group (example)"' in client.last_page
    assert '<option value="SUP-2' not in client.last_page
    answer = client.send(f"/rht/suppliers/{parent}/update", parent=ref)
    assert answer.status_code == 422
    assert "cannot stand above itself" in answer.text
    assert (
        "Choose one from the list" in client.send("/rht/suppliers/add", name="x", parent="y").text
    )


def test_a_parent_put_away_stays_until_it_is_changed(client: CheckingClient, actor: Actor) -> None:
    parent = suppliers.add_supplier(actor, name="Fenwick Group (example)")
    ref = suppliers.add_supplier(actor, name="Fenwick Imaging (example)", parent=parent)
    suppliers.archive_supplier(actor, parent, version=1, reason="sold")
    assert client.send(f"/rht/suppliers/{ref}/update", country="Wales").status_code == 302
    assert client.send("/rht/suppliers/add", name="New", parent=parent).status_code == 422


def test_the_list_asks_five_questions_and_filters_by_what_is_open(
    client: CheckingClient, actor: Actor, database: Database
) -> None:
    for n in range(60):
        make_supplier(actor, f"Supplier {n:02} (example)")
    with counted(database) as statements:
        page = client.get("/rht/suppliers?sort=gaps&gaps=nonsense").text
    assert len(statements) <= 5, str(statements)
    assert "Showing 50 of 60 suppliers" in page
    page = client.get("/rht/suppliers?gaps=critical&late=1").text
    assert "Showing 0 of 0" in page
    assert page.count("Remove filter") == 2

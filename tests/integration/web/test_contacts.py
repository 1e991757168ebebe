"""Pages of people at suppliers."""

import pytest

from tests.clients import CheckingClient, filled
from tests.counting import counted
from tests.factories import make_contact, make_supplier
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import ContactKind
from vendor_tracker.services import contacts, suppliers
from vendor_tracker.storage.db import Database
from vendor_tracker.storage.queries.contacts import get_contact


@pytest.fixture
def supplier(actor: Actor) -> str:
    """Return a supplier."""
    return make_supplier(actor, "Fenwick Imaging (example)")


def test_a_contact_is_added_from_its_supplier(
    client: CheckingClient, actor: Actor, supplier: str
) -> None:
    answer = client.send(f"/rht/contacts/add?supplier={supplier}", name="Dana Sales")
    assert answer.location == "/rht/contacts/PER-1"
    assert "was added" in client.get(answer.location).text
    link = get_contact(actor, "PER-1").links[0]
    assert (link.supplier, link.kind) == (supplier, ContactKind.commercial)
    assert "Dana Sales" in client.get(f"/rht/suppliers/{supplier}").text


def test_a_supplier_is_chosen_by_reference_by_name_or_from_the_list(
    client: CheckingClient, actor: Actor, supplier: str
) -> None:
    for n, typed in enumerate(("sup-1", "FENWICK  imaging (example)", f"{supplier} anything"), 1):
        fields = {"name": f"Person {n}", "links-0-supplier": typed, "links-0-kind": "safety"}
        assert client.send("/rht/contacts/add", **fields).status_code == 302, typed
        assert get_contact(actor, f"PER-{n}").links[0].kind is ContactKind.safety


@pytest.mark.parametrize("typed", ["Nobody Ltd", "SUP-99", "PRD-1", "<b>", "100%", ";"])
def test_a_supplier_that_is_not_here_is_refused_in_words(
    client: CheckingClient, supplier: str, typed: str
) -> None:
    answer = client.send("/rht/contacts/add", **{"name": "Dana", "links-0-supplier": typed})
    assert answer.status_code == 422
    assert "Choose one from the list, or add it first." in answer.text
    assert 'href="#links"' in answer.text


def test_a_contact_without_a_supplier_or_with_a_broken_address_is_refused(
    client: CheckingClient, supplier: str
) -> None:
    answer = client.send("/rht/contacts/add", name="Dana")
    assert "Say at which supplier this person works." in answer.text
    answer = client.send(f"/rht/contacts/add?supplier={supplier}", name="Dana", email="at fenwick")
    assert answer.status_code == 422
    assert "Enter an e-mail address such as" in answer.text


def test_rows_that_are_filled_leave_two_empty_ones(
    client: CheckingClient, actor: Actor, supplier: str
) -> None:
    other = make_supplier(actor, "Harrow Cloud (example)")
    links = [(supplier, ContactKind.clinical), (other, ContactKind.other)]
    ref = contacts.add_contact(actor, name="Dana", links=links)
    client.get(f"/rht/contacts/{ref}/update")
    fields = filled(client.last_page)
    assert fields["links-1-supplier"] == "SUP-2 Harrow Cloud (example)"
    assert fields["links-3-supplier"] == ""
    client.post(f"/rht/contacts/{ref}/update", data=fields | {"links-0-supplier": ""})
    assert [link.supplier for link in get_contact(actor, ref).links] == [other]


def test_a_contact_of_a_supplier_put_away_can_still_be_changed(
    client: CheckingClient, actor: Actor, supplier: str
) -> None:
    ref = contacts.add_contact(actor, name="Dana", links=[(supplier, ContactKind.other)])
    suppliers.archive_supplier(actor, supplier, version=None, reason="merged")
    assert client.send(f"/rht/contacts/{ref}/update", phone="0191").status_code == 302


def test_a_contact_put_away_says_so_and_comes_back(
    client: CheckingClient, actor: Actor, supplier: str
) -> None:
    ref = contacts.add_contact(actor, name="Dana", links=[(supplier, ContactKind.other)])
    client.send(f"/rht/contacts/{ref}/archive", reason="Left the firm")
    page = client.get(f"/rht/contacts/{ref}").text
    assert "Left the firm" in page
    assert "Dana" not in client.get(f"/rht/suppliers/{supplier}").text.split("Contacts")[1]
    client.get(f"/rht/contacts/{ref}")
    client.post(f"/rht/contacts/{ref}/restore", data=filled(client.last_page))
    assert not get_contact(actor, ref).is_archived


def test_the_list_asks_the_same_number_of_questions_however_long_it_is(
    client: CheckingClient, actor: Actor, database: Database, supplier: str
) -> None:
    for n in range(60):
        make_contact(actor, f"Person {n}", supplier=supplier)
        if n in (1, 59):
            with counted(database) as statements:
                page = client.get("/rht/contacts").text
            assert len(statements) <= 5, str(statements)
    assert "Showing 50 of 60 contacts" in page
    assert client.get("/rht/contacts?q=fenwick&kind=commercial").text.count("PER-") >= 50
    assert "No contact matches" in client.get("/rht/contacts?q=%25").text


def test_whoever_saves_twice_is_told_that_it_was_themselves(
    client: CheckingClient, actor: Actor, supplier: str
) -> None:
    there = f"/rht/contacts/{make_contact(actor, supplier=supplier)}/update"
    client.get(there)
    sent = filled(client.last_page, phone="0191")
    assert client.post(there, data=sent).status_code == 302
    assert client.post(there, data=sent).status_code == 409
    assert "was changed by yourself" in client.last_page
    assert "the first time saved what you sent" in client.last_page
    client.sign_in_as(actor, "officer")
    client.get(there)
    sent = filled(client.last_page, phone="0192") | {"version": "1"}
    assert client.post(there, data=sent).status_code == 409
    assert "was changed by someone else" in client.last_page

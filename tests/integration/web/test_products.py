"""Pages of products."""

from datetime import date

from tests import factories
from tests.clients import CheckingClient, filled
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import EvidenceKind, Stage, SupplierRole
from vendor_tracker.services import products, suppliers
from vendor_tracker.storage.queries.products import get_product


def test_a_product_is_added_by_its_form_with_suppliers(
    client: CheckingClient, actor: Actor
) -> None:
    suppliers.add_supplier(actor, name="Fenwick Imaging (example)")
    suppliers.add_supplier(actor, name="Host Ltd (example)")
    sent = {
        "name": "Head CT Alert",
        "suppliers-0-supplier": "sup-1 Fenwick Imaging (example)",
        "suppliers-1-supplier": "host ltd (EXAMPLE)",
        "suppliers-1-role": "host",
    }
    answer = client.send("/rht/products/add", **sent)
    assert answer.location == "/rht/products/PRD-1"
    client.get("/rht/products/PRD-1")
    assert "Head CT Alert" in client.last_page
    assert get_product(actor, "PRD-1").suppliers == (
        ("SUP-1", "Fenwick Imaging (example)", SupplierRole.developer),
        ("SUP-2", "Host Ltd (example)", SupplierRole.host),
    )


def test_an_unknown_supplier_is_refused_and_the_rest_is_kept(client: CheckingClient) -> None:
    sent = {"name": "Head CT Alert", "suppliers-0-supplier": "SUP-99"}
    answer = client.send("/rht/products/add", **sent)
    assert answer.status_code == 422
    assert "No supplier here is called “SUP-99”" in client.last_page
    assert 'value="Head CT Alert"' in client.last_page


def test_a_missing_name_is_shown_at_its_field(client: CheckingClient) -> None:
    assert client.send("/rht/products/add", name=" ").status_code == 422
    assert "Enter the name of the product." in client.last_page


def test_a_change_keeps_what_was_not_changed(client: CheckingClient, actor: Actor) -> None:
    suppliers.add_supplier(actor, name="Fenwick")
    ref = products.add_product(
        actor,
        name="Head CT Alert",
        suppliers=[("SUP-1", SupplierRole.reseller)],
        references=[("GMDN", "12")],
        not_for="children",
    )
    client.send(f"/rht/products/{ref}/update", stage="shortlisted")
    after = get_product(actor, ref)
    assert after.stage is Stage.shortlisted
    assert after.suppliers == (("SUP-1", "Fenwick", SupplierRole.reseller),)
    assert (after.references, after.not_for) == ((("GMDN", "12"),), "children")


def test_a_stale_form_shows_both_versions(client: CheckingClient, actor: Actor) -> None:
    ref = products.add_product(actor, name="Head CT Alert")
    client.get(f"/rht/products/{ref}/update")
    opened = client.last_page
    products.change_product(actor, ref, version=1, name="Head CT", stage=Stage.watching)
    sent = filled(opened, name="Mine")
    assert client.post(f"/rht/products/{ref}/update", data=sent).status_code == 409
    assert "Head CT" in client.last_page


def test_an_archived_product_says_so_and_comes_back(client: CheckingClient, actor: Actor) -> None:
    ref = products.add_product(actor, name="Head CT Alert")
    client.send(f"/rht/products/{ref}/archive", reason="bought twice")
    assert "was put away: bought twice" in client.get(f"/rht/products/{ref}").text
    assert "Head CT Alert" not in client.get("/rht/products").text
    client.post(
        f"/rht/products/{ref}/restore", data=filled(client.get(f"/rht/products/{ref}").text)
    )
    assert "was put away" not in client.get(f"/rht/products/{ref}").text


def test_the_list_searches_filters_and_pages(client: CheckingClient, actor: Actor) -> None:
    suppliers.add_supplier(actor, name="Fenwick")
    for number in range(55):
        products.add_product(actor, name=f"Product {number:02}")
    products.add_product(
        actor, name="Scribe", stage=Stage.live, suppliers=[("SUP-1", SupplierRole.developer)]
    )
    page = client.get("/rht/products?sort=name").text
    assert "Showing 50 of 56 products" in page
    assert "Showing 1 of 1 product" in client.get("/rht/products?q=fenwick").text
    assert "Showing 1 of 1 product" in client.get("/rht/products?q=PRD-3&stage=watching").text
    assert "Scribe" in client.get("/rht/products?show=catch_up&worst=nonsense").text
    assert "No product matches" in client.get("/rht/products?q=100%25&met=never").text


def test_a_reader_sees_the_page_and_no_act(client: CheckingClient, actor: Actor) -> None:
    ref = products.add_product(actor, name="Scribe", stage=Stage.live)
    client.sign_in_as(actor, "reader")
    page = client.get(f"/rht/products/{ref}").text
    assert "Scribe" in page
    for word in ("Start the check", "/update", "/log?", "Add a"):
        assert word not in page, word
    assert client.get(f"/rht/products/{ref}/update").status_code == 403


def test_two_minor_gaps_of_one_rule_lead_to_links_that_differ(
    client: CheckingClient, actor: Actor
) -> None:
    ref = factories.make_product(actor, supplier=factories.make_supplier(actor))
    for kind in (EvidenceKind.price_list, EvidenceKind.contract):
        factories.make_evidence(actor, product=ref, kind=kind, expires_on=date(2026, 10, 9))
    page = client.get(f"/rht/products/{ref}").text
    for record in ("EVD-1", "EVD-2"):
        words = f'Evidence has lapsed or is about to (<span class="vt-ref">{record}</span>)</a>'
        assert words in page

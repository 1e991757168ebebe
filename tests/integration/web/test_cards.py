"""Pages of cards: filled by hand, brought in from a file, compared."""

import io
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests import factories
from tests.cards import BOMB, bring_in, example_bytes
from tests.clients import CheckingClient, filled
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.cards.fields import GROUPS
from vendor_tracker.services import cards
from vendor_tracker.storage.queries.cards import get_card, list_product_cards


@pytest.fixture
def product(actor: Actor) -> str:
    return factories.make_product(actor, supplier=factories.make_supplier(actor))


def upload(client: CheckingClient, product: str, content: bytes, name: str) -> str:
    """Send a file, and return the address of what it would change."""
    address = f"/rht/products/{product}/cards/import"
    answer = client.send(address, file=(io.BytesIO(content), name))
    assert answer.status_code == 302, answer.text
    return str(answer.location)


def test_a_card_is_begun_and_filled_group_by_group(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    begun = client.send(f"/rht/cards/add?product={product}")
    assert begun.location == "/rht/cards/CRD-1/groups/1"
    saved = client.send(begun.location, det_funding="Ourselves", go="next")
    assert saved.location == "/rht/cards/CRD-1/groups/2"
    last = client.send("/rht/cards/CRD-1/groups/9", upd_process="N/A", go="next")
    assert last.location == "/rht/cards/CRD-1#group-9"
    assert get_card(actor, "CRD-1").line.fields == {
        "hti.det_funding": "Ourselves", "hti.upd_process": "N/A"
    }  # fmt: skip
    page = client.get("/rht/cards/CRD-1").text
    assert "1 of 31 fields of the form are answered: 29 blanks and 1 “N/A”." in page
    assert "1. The product and its maker: 1 of 4" in page


def test_a_second_card_of_a_version_is_refused_beside_the_first(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    cards.add_card(actor, product)
    answer = client.send(f"/rht/cards/add?product={product}")
    assert answer.status_code == 422
    assert "has a card already: CRD-1" in answer.text
    assert 'href="/rht/cards/CRD-1"' in answer.text


def test_two_people_who_fill_in_one_group_see_both_texts(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    ref = cards.add_card(actor, product)
    opened = client.get(f"/rht/cards/{ref}/groups/2")
    assert 'name="version"' in opened.text
    cards.change_card(actor, ref, version=1, fields={"hti.pur_use": "To mark scans."})
    lost = filled(client.last_page, pur_use="To read scans.")
    lost.pop("version")
    assert client.post(f"/rht/cards/{ref}/groups/2", data=lost).status_code == 409
    answer = client.send(f"/rht/cards/{ref}/groups/2", version="1", pur_use="To read scans.")
    assert answer.status_code == 409
    assert "To mark scans." in answer.text
    assert "To read scans." in answer.text


def test_a_model_card_is_looked_at_and_brought_in(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    address = upload(client, product, example_bytes(), "card.xml")
    page = client.get(address).text
    assert "Nothing was changed yet" in page
    assert "names Harrowmere Imaging (example) as its developer" in page
    assert "90.44 to 98.94" in page
    done = client.send(address)
    assert done.location == "/rht/cards/CRD-1"
    page = client.get("/rht/cards/CRD-1").text
    assert "The card says “None” under known biases" in page
    assert "Claims taken from it" in page
    assert "Model card of Head CT" in page
    assert client.get(address).status_code == 422


@pytest.mark.parametrize(
    "content, name, words",
    [
        (BOMB.encode(), "card.xml", "declares a document type"),
        (b"<a", "card.xml", "line 1, character"),
        (b"{}", "card.json", "neither a model card (.xml) nor our form"),
        (b"PK\x03\x04 cut", "card.xlsx", "damaged"),
    ],
)
def test_a_file_that_is_no_card_is_refused_and_stores_nothing(
    client: CheckingClient, actor: Actor, product: str, content: bytes, name: str, words: str
) -> None:
    address = upload(client, product, content, name)
    page = client.get(address)
    assert page.status_code == 422
    assert words in page.text
    assert list_product_cards(actor, product) == []


def test_the_form_goes_out_and_comes_back_filled_in(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    factories.make_version(actor, product=product, name="3.2")
    sent = client.get(f"/rht/products/{product}/cards/form.xlsx").data
    book = load_workbook(io.BytesIO(sent))
    sheet = book["Disclosure form"]
    assert (sheet.max_row, sheet["D1"].value) == (32, "Your answer")
    sheet["D3"], sheet["D4"], sheet["D5"] = "Ourselves", "=1+1", "N/A"
    sheet["A6"], sheet["D6"] = "mood", "good"
    out = io.BytesIO()
    book.save(out)
    address = upload(client, product, out.getvalue(), "form.xlsx")
    page = client.get(address).text
    assert "Row 4 was not read" in page
    assert "1 row left out" in page
    client.send(address)
    found = get_card(actor, "CRD-1")
    assert found.line.fields == {"hti.det_funding": "Ourselves", "hti.det_output_kind": "N/A"}
    assert (found.line.source, found.line.version_name) == ("form", "3.2")


def test_two_cards_are_compared_field_by_field(
    client: CheckingClient, actor: Actor, product: str, tmp_path: Path
) -> None:
    bring_in(actor, tmp_path, product)
    bring_in(actor, tmp_path, product, ReleaseVersion="4.0", ClinicalRiskLevel="High")
    chosen = client.get("/rht/cards/CRD-1/compare?with=CRD-2")
    assert chosen.location == "/rht/cards/CRD-1/compare/CRD-2"
    assert client.get("/rht/cards/CRD-1/compare").location == "/rht/cards/CRD-1"
    page = client.get(chosen.location).text
    assert "<del>Medium</del>" in page
    assert "<ins>High</ins>" in page
    assert re.search(r"\d+ the same, 2 changed, 0 only in CRD-1, 0 only in CRD-2", page)


def test_the_tab_counts_the_cards_of_a_product(
    client: CheckingClient, actor: Actor, product: str, tmp_path: Path
) -> None:
    bring_in(actor, tmp_path, product)
    assert "Cards 1" in client.get(f"/rht/products/{product}").text


def test_the_item_about_cards_leads_to_them(client: CheckingClient, product: str) -> None:
    page = client.get(f"/rht/products/{product}/items/TRA-01").text
    assert f'href="/rht/products/{product}/cards"' in page


def test_every_group_has_its_page(client: CheckingClient, actor: Actor, product: str) -> None:
    ref = cards.add_card(actor, product)
    for group in GROUPS:
        assert group.title in client.get(f"/rht/cards/{ref}/groups/{group.number}").text
    assert client.get(f"/rht/cards/{ref}/groups/10").status_code == 404


def test_a_card_is_found_by_its_reference_and_has_a_history(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    ref = cards.add_card(actor, product, fields={"hti.pur_use": "To mark scans."})
    assert client.get(f"/rht/find?q={ref}").location == f"/rht/cards/{ref}"
    page = client.get(f"/rht/history/{ref}").text
    assert "Intended use" in page
    assert "To mark scans." in page


def test_the_register_counts_cards(client: CheckingClient, actor: Actor, product: str) -> None:
    cards.add_card(actor, product)
    assert "Cards" in client.get("/rht/register").text

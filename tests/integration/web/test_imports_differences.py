"""The page of differences: conflicts chosen, cells left out, copies asked about, in pages."""

from pathlib import Path

import pytest

from tests.clients import CheckingClient, filled
from tests.integration.web.test_imports import upload
from tests.registers import column_of, full_register
from vendor_tracker.domain.actor import Actor
from vendor_tracker.services import suppliers
from vendor_tracker.storage.queries.suppliers import get_supplier

FENWICK = "Fenwick (example)"


@pytest.fixture
def conflicting(client: CheckingClient, actor: Actor, tmp_path: Path) -> str:
    """Return the page of a register with a conflict, a clear and a change of its own."""
    suppliers.add_supplier(actor, name=FENWICK, country="England", note="Old")
    path = tmp_path / "out.xlsx"
    book = full_register(actor, path)
    for heading, value in (("Country", "Scotland"), ("Note", "(clear)"), ("Size", "Small")):
        book["Suppliers"].cell(2, column_of(book, "Suppliers", heading), value)
    book.save(path)
    suppliers.change_supplier(actor, "SUP-1", version=1, name=FENWICK, country="Wales", note="Old")
    page = upload(client, path.read_bytes(), "register.xlsx")
    assert page is not None
    return page


def test_a_conflict_is_shown_asked_for_and_applied_as_chosen(
    client: CheckingClient, actor: Actor, conflicting: str
) -> None:
    assert client.get(conflicting).status_code == 200
    for words in ("When the register went out: England", "Wales", "Scotland", "<em>cleared</em>"):
        assert words in client.last_page
    refused = client.post(conflicting, data=filled(client.last_page))
    assert refused.status_code == 422
    assert "Choose for each whose value stays" in client.last_page
    chosen = {"choice-SUP-1:country": "mine"}
    applied = client.post(conflicting, data=filled(client.last_page, **chosen))
    assert applied.location == "/rht/imports/BAT-1"
    stored = get_supplier(actor, "SUP-1")
    assert (stored.country, stored.note) == ("Scotland", "")


def test_a_choice_that_is_none_is_refused(client: CheckingClient, conflicting: str) -> None:
    client.get(conflicting)
    sent = filled(client.last_page, **{"choice-SUP-1:country": "yours"})
    assert client.post(conflicting, data=sent).status_code == 422


def test_what_is_not_allowed_can_be_left_out(
    client: CheckingClient, actor: Actor, tmp_path: Path
) -> None:
    suppliers.add_supplier(actor, name=FENWICK)
    path = tmp_path / "out.xlsx"
    book = full_register(actor, path)
    book["Suppliers"].cell(2, column_of(book, "Suppliers", "Size"), "Vast")
    book["Suppliers"].cell(2, column_of(book, "Suppliers", "Country"), "Wales")
    book.save(path)
    page = upload(client, path.read_bytes(), "register.xlsx")
    client.get(f"{page}&leave=1")
    assert "Not allowed, and left out: 1" in client.last_page
    applied = client.post(f"{page}&leave=1", data=filled(client.last_page))
    assert applied.location == "/rht/imports/BAT-1"
    assert get_supplier(actor, "SUP-1").country == "Wales"

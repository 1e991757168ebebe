"""A register is proposed, published by a second person, downloaded and compared on pages."""

import re

from flask import Flask

from tests.clients import CheckingClient, filled
from tests.people import person
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import RegisterState, Role
from vendor_tracker.services import publishing, suppliers
from vendor_tracker.storage.queries.registers.published import get_published

NAME = "Fenwick (example)"


def proposed(client: CheckingClient, **fields: str) -> str | None:
    """Propose a register by the form, and return where it leads."""
    client.get("/rht/registers/add")
    return client.post("/rht/registers/add", data=filled(client.last_page, **fields)).location


def test_a_register_is_proposed_published_and_taken_away(
    client: CheckingClient, actor: Actor
) -> None:
    suppliers.add_supplier(actor, name=NAME, country="Wales")
    assert proposed(client, title="", reason="") is None
    assert "Give the register a title." in client.last_page
    page = proposed(client, title="Board register", choice="Board register", reason="November.")
    assert page == "/rht/registers/REG-1"
    client.get(page)
    assert "waiting for approval" in client.last_page
    publishing.judge(person(actor, "second", Role.reviewer), "REG-1", version=1, approves=True)
    assert get_published(actor, "REG-1").state is RegisterState.published
    client.get(page)
    assert "Board register, version 1" in client.last_page
    answer = client.get("/rht/registers/REG-1/file")
    assert answer.data.startswith(b"PK")
    answer.close()
    client.get("/rht/registers")
    assert "Published" in client.last_page


def test_a_register_is_compared_with_now_and_as_a_sheet(
    client: CheckingClient, actor: Actor, app: Flask
) -> None:
    suppliers.add_supplier(actor, name=NAME, country="Wales")
    proposed(client, title="Everything", reason="November.")
    suppliers.change_supplier(actor, "SUP-1", version=1, name=NAME, country="Kent")
    client.get("/rht/registers/REG-1/compare")
    assert re.search(r"<del>Wales</del>.*<ins>Kent</ins>", client.last_page, re.DOTALL)
    sheet = client.get("/rht/registers/REG-1/compare?form=xlsx")
    assert sheet.data.startswith(b"PK")
    assert client.get("/rht/registers/REG-1/compare?with=REG-9").status_code == 404

"""Lists of records ask the database the same few things however long they are."""

import pytest
from flask import Flask

from tests.clients import CheckingClient
from tests.counting import counted
from tests.factories import (
    make_evidence,
    make_meeting,
    make_product,
    make_promise,
    make_question,
    make_supplier,
    make_version,
)
from vendor_tracker.domain.actor import Actor
from vendor_tracker.services.transaction import transactional


@transactional
def _fill(actor: Actor, times: int) -> None:
    supplier = make_supplier(actor, f"Fenwick {times} (example)")
    for number in range(times):
        product = make_product(actor, name=f"Product {number}", supplier=supplier)
        version = make_version(actor, product=product)
        make_meeting(actor, supplier=supplier, product=product)
        make_promise(actor, supplier=supplier, product=product, text="Send it")
        make_question(actor, supplier=supplier, product=product, text="Why?")
        make_evidence(actor, product=product, title="Study", version=version)


@pytest.mark.parametrize("path", ["meetings", "promises?state=", "questions?state=", "evidence"])
def test_a_list_asks_no_more_when_it_grows(
    client: CheckingClient, app: Flask, actor: Actor, path: str
) -> None:
    asked = []
    for times in (2, 12):
        _fill(actor, times)
        with counted(app.extensions["database"]) as found:
            assert client.get(f"/rht/{path}").status_code == 200
        asked.append(len(found))
    assert asked[0] == asked[1], str(found)
    # Evidence counts as well what lapses in each coming month.
    assert asked[1] <= (6 if path == "evidence" else 5), str(found)

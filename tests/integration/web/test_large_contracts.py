"""The item about measures of performance says why it is asked: by the value of the contract."""

from decimal import Decimal

import pytest

from tests.clients import CheckingClient
from tests.factories import make_contract, make_product, make_supplier
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.checklists.loading import built_in, read_library
from vendor_tracker.services import settings

(ITEM,) = (i.code for i in read_library(built_in()).items if "over_5m" in i.when.names)


@pytest.mark.parametrize(
    "value, words",
    [
        ("5000000.01", "It applies because: its contract is worth more than the sum"),
        ("4166666", "its contract is worth no more than the sum"),
        ("5000000", "It applies because: the value of its contract is not known"),
    ],
)
def test_the_value_of_the_contract_decides(
    client: CheckingClient, actor: Actor, value: str, words: str
) -> None:
    supplier = make_supplier(actor)
    product = make_product(actor, supplier=supplier)
    make_contract(actor, supplier=supplier, product=product, value_total=Decimal(value))
    client.get(f"/rht/products/{product}/items/{ITEM}")
    assert words in client.last_page


def test_the_sum_is_a_number_that_may_be_changed(client: CheckingClient, actor: Actor) -> None:
    supplier = make_supplier(actor)
    product = make_product(actor, supplier=supplier)
    make_contract(actor, supplier=supplier, product=product, value_total=Decimal("900000.01"))
    settings.save_setting(actor, "kpi_contract_pounds", 900_000, "Tried with a smaller sum.")
    client.get(f"/rht/products/{product}/items/{ITEM}")
    assert "its contract is worth more than the sum" in client.last_page

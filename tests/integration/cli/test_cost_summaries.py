"""The command that says what products cost over their whole life."""

import json
from decimal import Decimal

import pytest

from tests import factories as make
from tests.integration.cli.conftest import Commands
from tests.integration.cli.test_flags import HERE, database
from vendor_tracker.domain.vocabulary import VatRecoverable
from vendor_tracker.storage.queries.users import find_command_actor


@pytest.fixture
def priced(installed: Commands) -> Commands:
    """Run commands where one product has a price, and a line without a figure."""
    with database():
        actor = find_command_actor("rht")
        assert actor is not None
        supplier = make.make_supplier(actor)
        product = make.make_product(actor, supplier=supplier)
        terms = {"vat_rate": Decimal(20), "vat_recoverable": VatRecoverable.no}
        figure = {"quantity": Decimal(1), "unit_price": Decimal(1000)}
        make.make_cost(actor, supplier=supplier, product=product, **figure, **terms)
        make.make_cost(actor, supplier=supplier, product=product)
        make.make_product(actor, "Without costs (example)", supplier=supplier)
    return installed


def test_each_product_has_a_sentence(priced: Commands) -> None:
    said = priced("costs", "summary", *HERE)
    assert (said.code, said.err) == (0, "")
    first, second = said.out.splitlines()
    assert first.startswith("PRD-1")
    assert "It will cost at least £5,000 over 5 years." in first
    assert second == "PRD-2  No cost is recorded yet, so nothing can be said of its whole life."


def test_one_product_is_told_year_by_year_in_both_views(priced: Commands) -> None:
    said = priced("costs", "summary", *HERE, "--product", "PRD-1").out
    assert "Economic view, without VAT; rates: Green Book, February 2026" in said
    assert "Financial view, with VAT that does not come back" in said
    assert said.count("Year 5") == 2
    assert "at least £6,000" in said


def test_the_same_as_json_to_the_penny(priced: Commands) -> None:
    said = json.loads(priced("costs", "summary", *HERE, "--product", "PRD-1", "--json").out)
    economic, financial = said["PRD-1"]["economic"], said["PRD-1"]["financial"]
    assert economic["total"]["present"] == "4515.04"
    assert economic["unknown"] == ["COST-2"]
    assert financial["total"]["real"] == "6000.00"
    assert [year["year"] for year in economic["years"]] == [0, 1, 2, 3, 4, 5]
    assert economic["life_years"] == 5
    assert economic["hidden_share"] == {"cash": "0.0", "real": "0.0", "present": "0.0"}
    assert economic["times_quoted"] == {"cash": None, "real": None, "present": None}


def test_a_product_that_is_not_there_is_said_so(priced: Commands) -> None:
    said = priced("costs", "summary", *HERE, "--product", "PRD-99")
    assert said.code == 1
    assert "PRD-99" in said.err


def test_every_whole_life_is_worked_out_again(priced: Commands) -> None:
    said = priced("costs", "refresh", *HERE)
    assert said.out.strip().endswith("The whole life of 1 product was worked out again.")
    assert json.loads(priced("costs", "refresh", *HERE, "--json").out) == {"worked_out": 1}

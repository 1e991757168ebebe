"""Prices by volume, in other money, and what they may not be, on the form of a cost."""

import re
from decimal import Decimal

import pytest

from tests.clients import CheckingClient, filled
from tests.factories import make_meeting
from tests.integration.web.test_costs import log, product, supplier
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import CostCategory
from vendor_tracker.services import costs
from vendor_tracker.storage.queries.costprices import list_prices
from vendor_tracker.storage.queries.costs import get_cost

__all__ = ["product", "supplier"]


def test_prices_by_volume_are_kept_and_one_more_is_told(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    ref = log(actor, CostCategory.K02, None, quantity=Decimal(12_000))
    bands = {"tiers-0-up_to": "10,000", "tiers-0-price": "1.20", "tiers-2-price": "0.9"}
    answer = client.send(f"/rht/costs/{ref}/update", minimum="5000", most="50000", **bands)
    assert answer.status_code == 302
    facts = get_cost(actor, ref).row.facts
    assert (facts.tiers, facts.unit_price) == ("up to 10000: 1.2; beyond: 0.9", Decimal("1.2"))
    page = client.get(f"/rht/costs/{ref}").text
    # 10,000 x 1.20 and 2,000 x 0.90.
    assert "£13,800" in page
    assert "£0.90" in page
    before = get_cost(actor, ref)
    assert client.send(f"/rht/costs/{ref}/update").status_code == 302
    assert get_cost(actor, ref) == before


@pytest.mark.parametrize(
    "fields, words, box",
    [
        ({"tiers-1-up_to": "10", "tiers-1-price": "1"}, "Leave the end of the last", "tiers-1"),
        ({"tiers-2-up_to": "10"}, "Enter the price of each one", "tiers-2-price"),
        ({"minimum": "5.001"}, "at most two decimals", "minimum"),
        ({"minimum": "5", "most": "4"}, "below the least to pay", "most"),
        ({"currency": "EUR", "currency_price": "5"}, "how many pounds one EUR", "currency_rate"),
        ({"driver": "studies"}, "Nobody has entered yet", "driver"),
        ({"staff_role": "Analyst"}, "No pay is on record", "staff_role"),
        ({"quantity": "-1"}, "cannot be less than nothing", "quantity"),
    ],
)
def test_what_a_price_is_made_of_is_refused_at_its_box(
    client: CheckingClient, actor: Actor, product: str, fields: dict[str, str], words: str, box: str
) -> None:
    ref = log(actor, CostCategory.K02, 2)
    assert client.send(f"/rht/costs/{ref}/update", **fields).status_code == 422
    assert words in client.last_page
    assert re.search(rf'id="{box}[^"]*-error"', client.last_page)


def test_one_more_band_is_opened_without_script(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    client.get(f"/rht/costs/add?product={product}")
    sent = filled(client.last_page, description="Use", act="band")
    page = client.post("/rht/costs/add", data=sent).text
    assert "Band 4" in page
    assert 'value="Use"' in page
    assert "No cost matches" in client.get("/rht/costs").text


def test_a_price_in_other_money_is_told_with_its_rate(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    ref = log(actor, CostCategory.K02, None, quantity=Decimal(100))
    euros = {"currency": "eur", "currency_price": "1.15", "currency_rate": "0.8612"}
    client.send(f"/rht/costs/{ref}/update", currency_rate_on="5/10/2026", **euros)
    # 100 x 1.15 x 0.8612 = 99.038.
    page = client.get(f"/rht/costs/{ref}").text
    assert "£99.04" in page
    assert "1.15 EUR at £0.8612 on 5 Oct 2026" in page


def test_the_price_over_time_is_kept(client: CheckingClient, actor: Actor, product: str) -> None:
    ref = log(actor, CostCategory.K01, 9000)
    costs.change_cost(actor, ref, version=1, description="Licence, as in the second quote")
    met = make_meeting(actor, supplier="SUP-1")
    price = Decimal(9500)
    costs.change_cost(actor, ref, version=2, unit_price=price, disclosed_in="Minutes", meeting=met)
    newest, first = list_prices(actor, ref)
    assert first.before is None
    assert (newest.before, newest.meeting, newest.said_in) == (first.after, met, "Minutes")
    page = client.get(f"/rht/costs/{ref}").text
    assert page.count("1 × £9,000 every year") == 2
    assert f'/meetings/{met}">{met}</a>, Minutes' in page


def test_a_cost_found_in_a_meeting_stands_on_its_page(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    met = make_meeting(actor, supplier="SUP-1", product=product)
    form = client.get(f"/rht/costs/add?meeting={met}").text
    assert f'value="{met}"' in form
    sent = filled(form, category="K12", unit_price="900")
    assert client.post(f"/rht/costs/add?meeting={met}", data=sent).status_code == 302
    row = get_cost(actor, "COST-1")
    assert (row.meeting, row.row.product and row.row.product.reference) == (met, product)
    page = client.get(f"/rht/meetings/{met}").text
    assert "Costs that came up in it" in page
    assert "£900" in page
    assert f'/meetings/{met}">{met}</a>' in client.get("/rht/costs/COST-1").text

"""The page of a contract, and the forms of its parts."""

from datetime import date
from decimal import Decimal

import pytest

from tests.clients import CheckingClient
from tests.factories import make_contract, make_product, make_promise, make_supplier
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.contracts import ContractPart
from vendor_tracker.domain.vocabulary import Known, Rating, Regime, Renewal
from vendor_tracker.storage.queries.contractrows import get_contract_rows
from vendor_tracker.storage.queries.contracts import get_contract
from vendor_tracker.storage.queries.promises import get_promise

PAGE = "/rht/contracts/CON-1"


@pytest.fixture
def contract(actor: Actor) -> str:
    """Return a contract of three years about a product."""
    supplier = make_supplier(actor, "Fenwick Imaging (example)")
    product = make_product(actor, supplier=supplier)
    return make_contract(
        actor, supplier=supplier, product=product,
        starts_on=date(2026, 4, 1), ends_on=date(2029, 3, 31),
    )  # fmt: skip


def test_an_empty_contract_says_what_to_fill_in(client: CheckingClient, contract: str) -> None:
    page = client.get(PAGE).text
    assert "Not filled in yet" in page
    for part in ContractPart:
        assert f'href="{PAGE}/{part}/update"' in page
        assert client.get(f"{PAGE}/{part}/update").status_code == 200
    assert client.get(f"{PAGE}/nonsense/update").status_code == 404


@pytest.mark.parametrize(
    "part, sent, words",
    [
        ("term", {"renewal": "option", "extends_to": "31/3/2031"}, "until 31 March 2031"),
        ("value", {"value_total": "£100,000", "value_with_vat": "120000"}, "£120,000"),
        ("changes", {"rise_cap": "4%", "update_notice_days": "30"}, "30 days before"),
        ("purchase", {"route": "framework", "framework": "AI imaging", "health_service": "no",
                      "regime": "procurement_act"}, "AI imaging"),
        ("duty", {"kpi_exempt": "not_fitting", "kpi_exempt_reason": "Used twice."}, "Used twice."),
        ("cover", {"liability_cap": "5000000", "insured_until": "1/4/2027"}, "£5,000,000"),
        ("leaving", {"exit_price": "0", "exit_terms": "All as CSV."}, "All as CSV."),
    ],
)  # fmt: skip
def test_a_part_is_written(
    client: CheckingClient, contract: str, part: str, sent: dict[str, str], words: str
) -> None:
    if part == "term":
        sent = {**sent, "starts_on": "1/4/2026", "ends_on": "31/3/2029"}
    answer = client.send(f"{PAGE}/{part}/update", version="1", **sent)
    assert answer.location == f"{PAGE}#{part}", answer.text
    assert words in client.get(PAGE).text


@pytest.mark.parametrize(
    "part, field, typed, words",
    [
        ("term", "extends_to", "1/1/2027", "ends before the contract does"),
        ("term", "signed_on", "1/1/2090", "still to come"),
        ("value", "value_with_vat", "12.345", "at most two decimals"),
        ("changes", "rise_cap", "35", "between 0 and 25 percent"),
        ("changes", "update_notice_days", "soon", "in digits"),
        ("leaving", "exit_price", "-1", "less than nothing"),
        ("cover", "insured_until", "31/2/2027", "no such day"),
        ("duty", "kpi_exempt", "unheard_of", "Choose one from the list."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    client: CheckingClient, contract: str, part: str, field: str, typed: str, words: str
) -> None:
    kept = {"starts_on": "1/4/2026", "ends_on": "31/3/2029"} if part == "term" else {}
    answer = client.send(f"{PAGE}/{part}/update", version="1", **{**kept, field: typed})
    assert answer.status_code == 422
    assert words in answer.text
    assert f'href="#{field}"' in answer.text


def test_a_health_service_falls_under_its_own_rules(
    client: CheckingClient, actor: Actor, contract: str
) -> None:
    sent = {"health_service": "yes", "regime": "below", "route": "unknown"}
    client.send(f"{PAGE}/purchase/update", version="1", **sent)
    assert get_contract(actor, contract).regime is Regime.provider_selection
    assert "has notices of its own" in client.get(PAGE).text
    form = client.get(f"{PAGE}/purchase/update").text
    assert '<option value="yes" selected' in form or 'selected value="yes"' in form


def test_measures_are_entered_and_rated(
    client: CheckingClient, actor: Actor, contract: str
) -> None:
    sent = {"rows-0-name": "Uptime", "rows-0-target": "99.5%", "rows-2-name": "Misses"}
    client.send(f"{PAGE}/measures/update", version="1", **sent)
    assert [row.place for row in get_contract_rows(actor, contract).measures] == [1, 2]
    form = client.get(f"{PAGE}/ratings/update").text
    assert "2. Misses" in form
    rated = {"rows-1-place": "2", "rows-1-rated_on": "1/9/2026", "rows-1-rating": "other"}
    refused = client.send(f"{PAGE}/ratings/update", version="2", **rated)
    assert 'href="#rows-1-actual"' in refused.text
    assert client.send(
        f"{PAGE}/ratings/update", version="2", **rated, **{"rows-1-actual": "Not counted"}
    ).location
    (rating,) = get_contract_rows(actor, contract).ratings
    assert (rating.place, rating.rating) == (2, Rating.other)
    assert "Not counted" in client.get(PAGE).text
    # Emptying the measure that was rated is refused in words; the other one may go.
    kept = {"rows-0-name": "", "rows-0-target": "", "rows-1-name": "Misses"}
    gone = {"rows-0-name": "Uptime", "rows-1-name": ""}
    assert "has been rated" in client.send(f"{PAGE}/measures/update", version="3", **gone).text
    assert client.send(f"{PAGE}/measures/update", version="3", **kept).location
    assert [row.place for row in get_contract_rows(actor, contract).measures] == [2]


def test_a_row_without_its_day_is_refused_at_its_box(client: CheckingClient, contract: str) -> None:
    sent = {"rows-1-terms": "Three months to pay"}
    answer = client.send(f"{PAGE}/breaks/update", version="1", **sent)
    assert 'href="#rows-1-breaks_on"' in answer.text
    assert 'value="Three months to pay"' in answer.text


def test_an_older_page_shows_both(client: CheckingClient, contract: str) -> None:
    client.send(f"{PAGE}/changes/update", version="1", rise_cap="3")
    answer = client.send(f"{PAGE}/changes/update", version="1", rise_cap="4")
    assert answer.status_code == 409
    assert "4" in answer.text


def test_promises_are_answered_in_one_form(
    client: CheckingClient, actor: Actor, contract: str
) -> None:
    assert "No promise of the supplier is logged" in client.get(f"{PAGE}/promises/update").text
    refs = [make_promise(actor, supplier="SUP-1", text=f"Promise {n}") for n in (1, 2)]
    assert f'href="{PAGE}/promises/update"' in client.get(PAGE).text
    rows = {
        f"rows-{n}-{name}": value
        for n, (ref, said) in enumerate(zip(refs, ("yes", "unknown"), strict=True))
        for name, value in (("promise", ref), ("version", "1"), ("in_contract", said))
    }
    assert client.send(f"{PAGE}/promises/update", **rows).location == f"{PAGE}#promises"
    found = [get_promise(actor, ref) for ref in refs]
    assert [(one.in_contract, one.version) for one in found] == [
        (Known.yes, 2), (Known.unknown, 1),
    ]  # fmt: skip
    rows["rows-0-in_contract"] = "no"
    assert client.send(f"{PAGE}/promises/update", **rows).status_code == 409
    assert (
        client.send(f"{PAGE}/promises/update", **{**rows, "rows-0-promise": "PRM-9"}).status_code
        == 404
    )


def test_what_a_contract_says_is_kept_with_the_first_form(
    client: CheckingClient, actor: Actor, contract: str
) -> None:
    sent = {"starts_on": "1/4/2026", "ends_on": "31/3/2029", "renewal": "rolls_on"}
    client.send(f"{PAGE}/term/update", version="1", **sent)
    client.send(f"{PAGE}/value/update", version="2", value_with_vat="120000")
    found = get_contract(actor, contract)
    assert (found.renewal, found.value_with_vat) == (Renewal.rolls_on, Decimal(120_000))

"""Pages about the business case of a product."""

from datetime import date
from decimal import Decimal

import pytest

from tests.clients import CheckingClient
from tests.factories import make_cost, make_product, make_supplier
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import Charge, CostCategory
from vendor_tracker.services import cases, staffrates
from vendor_tracker.storage.queries.cases import get_case


@pytest.fixture
def product(actor: Actor) -> str:
    return make_product(actor, name="Head CT Bleed Alert")


@pytest.fixture
def case(actor: Actor, product: str) -> str:
    return cases.add_case(actor, product, need="Scans at night wait too long.")


def test_a_case_begins_with_the_need(client: CheckingClient, product: str) -> None:
    client.get(f"/rht/products/{product}/case")
    assert "Nobody has written one yet" in client.last_page
    add = f"/rht/products/{product}/case/add"
    assert client.send(add, need="").status_code == 422
    assert "Say in one sentence what it is wanted for." in client.last_page
    answer = client.send(add, need="Scans at night wait too long.", need_kind="waiting")
    assert answer.location == f"/rht/products/{product}/case"
    page = client.get(answer.location).text
    for words in ("Scans at night wait too long.", "Waiting time", "CAS-1"):
        assert words in page
    assert client.send(add, need="Another").status_code == 422
    assert "has a case already: CAS-1" in client.last_page


def test_a_gap_stands_where_it_is(client: CheckingClient, case: str) -> None:
    page = client.get(f"/rht/cases/{case}").text
    for words in (
        "No option was compared yet.", "Nobody has said what gets better for patients.",
        "Nobody has said what it does to the time of staff.", "Nobody has said what may go wrong.",
        "No cost is recorded yet", "Nobody has estimated how many.",
        "Nobody has said which result makes us stop.", "Nobody has approved it yet.",
        "It can be said once there are figures",
    ):  # fmt: skip
        assert words in page


def test_a_part_is_written_and_half_the_benefit_is_worked_out(
    client: CheckingClient, case: str
) -> None:
    outcome = {
        "rows-0-measure": "Treated within an hour, of 100", "rows-0-baseline": "61",
        "rows-0-target": "80", "rows-0-target_by": "1 June 2027",
    }  # fmt: skip
    answer = client.send(f"/rht/cases/{case}/outcomes/update", **outcome)
    assert answer.location == f"/rht/cases/{case}#outcomes"
    hours = {
        "rows-0-role": "Radiologist", "rows-0-hours_now": "6.5", "rows-0-hours_after": "5",
        "rows-1-role": "Radiographer", "rows-1-hours_now": "0", "rows-1-hours_after": "2",
    }  # fmt: skip
    assert client.send(f"/rht/cases/{case}/time/update", **hours).status_code == 302
    page = client.get(f"/rht/cases/{case}").text
    for words in (
        "1.5 hours a week less", "2 hours a week more",
        "Treated within an hour, of 100: 70.5 instead of 80",
        "Staff time: 1.25 hours a week more instead of 0.5 hours a week more",
    ):  # fmt: skip
        assert words in page


def test_a_row_is_taken_away_by_emptying_it(
    client: CheckingClient, actor: Actor, case: str
) -> None:
    path = f"/rht/cases/{case}/risks/update"
    client.send(path, **{"rows-0-risk": "It misses a bleed", "rows-1-risk": "It is down"})
    assert [row.risk for row in get_case(actor, case).parts.risks] == [
        "It misses a bleed", "It is down",
    ]  # fmt: skip
    client.send(path, **{"rows-0-risk": ""})
    assert [row.risk for row in get_case(actor, case).parts.risks] == ["It is down"]


def test_a_wrong_row_says_so_where_it_stands(
    client: CheckingClient, actor: Actor, case: str
) -> None:
    sent = {"rows-1-owner": "Lead"}
    assert client.send(f"/rht/cases/{case}/risks/update", **sent).status_code == 422
    assert 'href="#rows-1-risk"' in client.last_page
    sent = {"rows-0-role": "Nurse", "rows-0-hours_now": "many"}
    assert client.send(f"/rht/cases/{case}/time/update", **sent).status_code == 422
    assert 'href="#rows-0-hours_now"' in client.last_page
    assert get_case(actor, case).version == 1


def test_extra_recalls_are_tied_to_what_they_cost(
    client: CheckingClient, actor: Actor, product: str, case: str
) -> None:
    path = f"/rht/cases/{case}/recalls/update"
    assert client.send(path, extra_recalls="14").status_code == 422
    assert "Say where the estimate comes from" in client.last_page
    assert client.send(path, extra_recalls="14", recalls_source="Study").status_code == 302
    page = client.get(f"/rht/cases/{case}").text
    assert "No cost line says what they cost (K13)." in page
    assert f"/rht/costs/add?product={product}&amp;category=K13" in page
    make_cost(actor, supplier=make_supplier(actor), product=product, category=CostCategory.K13)
    assert "What the recalls cost (K13)" in client.get(f"/rht/cases/{case}").text


def test_a_part_that_nobody_knows_is_not_there(client: CheckingClient, case: str) -> None:
    assert client.get(f"/rht/cases/{case}/nonsense/update").status_code == 404


def test_a_case_that_was_put_away_says_so(client: CheckingClient, product: str, case: str) -> None:
    sent = {"reason": "Written for another product"}
    client.send(f"/rht/cases/{case}/archive", **sent)
    assert "Written for another product" in client.get(f"/rht/cases/{case}").text
    assert "Nobody has written one yet" in client.get(f"/rht/products/{product}/case").text


NIGHTS = {
    "rows-0-name": "Locum nights saved", "rows-0-kind": "money", "rows-0-unit": "nights",
    "rows-0-due_on": "30 September 2026", "rows-0-planned": "40", "rows-0-worth": "450",
}  # fmt: skip


def test_benefits_are_planned_measured_and_set_against_the_cost(
    client: CheckingClient, actor: Actor, product: str, case: str
) -> None:
    figures = {"quantity": Decimal(1), "unit_price": Decimal(30_000), "charge": Charge.one_off}
    make_cost(actor, supplier=make_supplier(actor), product=product, **figures)
    assert client.send(f"/rht/cases/{case}/benefits/update", **NIGHTS).status_code == 302
    page = client.get(f"/rht/cases/{case}").text
    for words in (
        "1 benefit has passed the day and nobody has entered what was measured.",
        "30 September 2026: 40 nights planned, not measured", "£18,000",
        "and it costs £30,000, both in today’s money: it costs £",
        "Only half of the benefits", "more than it brings",
    ):  # fmt: skip
        assert words in page
    measure = f"/rht/cases/{case}/measure"
    assert measure in page
    assert measure in client.get(f"/rht/products/{product}").text
    assert "Planned: 40 nights." in client.get(measure).text
    sent = {"rows-0-place": "0", "rows-0-actual": "31", "rows-0-source": "The rota"}
    answer = client.send(measure, **sent)
    assert answer.location == f"/rht/cases/{case}#benefits"
    page = client.get(f"/rht/cases/{case}").text
    for words in ("31 of 40 nights planned", "78%", "The rota"):
        assert words in page
    assert "No benefit waits for a figure" in client.get(measure).text
    assert measure not in client.get(f"/rht/products/{product}").text


@pytest.mark.parametrize(
    "sent, status, words",
    [
        ({}, 422, "Enter at least one figure"),
        ({"rows-0-place": "0", "rows-0-actual": "many"}, 422, "Enter a number in digits"),
        ({"rows-0-place": "9", "rows-0-actual": "3"}, 422, "not in the case any more"),
        ({"rows-0-place": "x", "rows-0-actual": "3"}, 422, "There is a problem"),
        ({"rows-0-place": "0", "rows-0-actual": "3", "version": "1"}, 409, "31"),
    ],
)
def test_a_figure_that_cannot_be_taken_says_why(
    client: CheckingClient, case: str, sent: dict[str, str], status: int, words: str
) -> None:
    client.send(f"/rht/cases/{case}/benefits/update", **NIGHTS)
    assert client.send(f"/rht/cases/{case}/measure", **sent).status_code == status
    if status == 422:
        assert words in client.last_page


def test_time_of_staff_is_told_in_money_where_pay_is_on_record(
    client: CheckingClient, actor: Actor, case: str
) -> None:
    hours = {
        "rows-0-role": "Radiologist", "rows-0-hours_now": "6.5", "rows-0-hours_after": "5",
    }  # fmt: skip
    client.send(f"/rht/cases/{case}/time/update", **hours)
    assert "In money" not in client.get(f"/rht/cases/{case}").text
    staffrates.add_rate(
        actor, role="radiologist", pay=Decimal(50), on_costs=Decimal(30),
        valid_from=date(2026, 4, 1),
    )  # fmt: skip
    page = client.get(f"/rht/cases/{case}").text
    # 1.5 hours x £65 x 52 weeks
    assert "£5,070 a year less" in page
    assert "£0 a year is added and £5,070 is freed" in page

"""Pages of payments: the list, one payment, and paid beside foreseen for a supplier."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests import factories
from tests.clients import CheckingClient, filled
from tests.paying import make_payment
from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import Charge
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Payment
from vendor_tracker.storage.queries.paging import Asked
from vendor_tracker.storage.queries.payments import list_payments


@pytest.fixture
def supplier(actor: Actor) -> str:
    return factories.make_supplier(actor)


@pytest.fixture
def line(actor: Actor, supplier: str) -> str:
    return factories.make_cost(
        actor,
        supplier=supplier,
        description="Yearly licence",
        charge=Charge.yearly,
        quantity=Decimal(1),
        unit_price=Decimal(12000),
        vat_rate=Decimal(20),
        starts_on=date(2025, 4, 1),
    )


def officer(client: CheckingClient, actor: Actor) -> CheckingClient:
    """Sign in as an officer."""
    client.sign_in_as(actor, "officer")
    return client


def stored() -> Payment:
    """Return the one payment as it is stored."""
    session().rollback()
    return session().query(Payment).one()


def test_a_payment_is_logged_from_a_supplier(
    client: CheckingClient, actor: Actor, supplier: str
) -> None:
    answer = officer(client, actor).send(
        f"/rht/payments/add?supplier={supplier}",
        paid_on="2 September 2026",
        amount="(£1,200.50)",
        what_for="Credit note",
    )
    assert (answer.status_code, answer.location) == (302, "/rht/payments/PAY-1")
    page = client.get("/rht/payments/PAY-1").text
    assert "-£1,200.50 back from Fenwick Imaging (example)" in page
    assert "logged by hand" in page
    assert "not explained yet" in page


@pytest.mark.parametrize(
    "fields, words",
    [
        ({"supplier": "Nobody Ltd"}, "No supplier here is called"),
        ({"supplier": ""}, "Say which supplier was paid"),
        ({"paid_on": "7/10/2026"}, "lies in the future"),
        ({"paid_on": "41852"}, "Enter a date such as"),
        ({"amount": "12.345"}, "at most two decimals"),
        ({"amount": "--5"}, "with one minus or brackets"),
        ({"amount": ""}, "Enter what was paid"),
    ],
)
def test_what_cannot_be_right_is_said_on_the_form(
    client: CheckingClient, actor: Actor, supplier: str, fields: dict[str, str], words: str
) -> None:
    ref = make_payment(actor, supplier=supplier)
    assert officer(client, actor).send(f"/rht/payments/{ref}/update", **fields).status_code == 422
    assert words in client.last_page


def test_saving_an_opened_form_unchanged_changes_nothing(
    client: CheckingClient, actor: Actor, supplier: str
) -> None:
    ref = make_payment(actor, supplier=supplier, amount=Decimal("-0.07"))
    assert officer(client, actor).send(f"/rht/payments/{ref}/update").status_code == 302
    assert (stored().version, stored().amount) == (1, Decimal("-0.07"))


def test_a_payment_is_explained_and_that_is_taken_back(
    client: CheckingClient, actor: Actor, supplier: str, line: str
) -> None:
    ref = make_payment(actor, supplier=supplier)
    officer(client, actor).get(f"/rht/payments/{ref}")
    assert "possible hidden cost" in client.last_page
    assert f"{line} Yearly licence, £12,000.00 a year" in client.last_page
    sent = filled(client.last_page, cost=line)
    assert client.post(f"/rht/payments/{ref}/explain", data=sent).status_code == 302
    page = client.get(f"/rht/payments/{ref}").text
    assert f'explained by <a href="/rht/costs/{line}">' in page
    assert "possible hidden cost" not in page
    client.post(f"/rht/payments/{ref}/unlink", data=filled(page))
    assert stored().cost_id is None


def test_a_wrong_line_or_no_reason_is_said_beside_its_box(
    client: CheckingClient, actor: Actor, supplier: str, line: str
) -> None:
    other = factories.make_supplier(actor, name="Larch Software (example)")
    apart = factories.make_cost(actor, supplier=other)
    ref = make_payment(actor, supplier=supplier)
    officer(client, actor).get(f"/rht/payments/{ref}")
    sent = filled(client.last_page, cost=line)
    for act, given, words in (
        ("explain", {"cost": ""}, "Choose the cost line"),
        ("explain", {"cost": apart}, "a line of another supplier"),
        ("explain", {"cost": "=1+1"}, "There is no cost line =1+1 here"),
        ("dismiss", {"reason": " "}, "why it belongs to no line of ours"),
    ):
        answer = client.post(f"/rht/payments/{ref}/{act}", data=sent | given)
        assert answer.status_code == 422, (act, given)
        assert words in client.last_page
    assert stored().version == 1


def test_possible_hidden_costs_are_settled_where_they_stand(
    client: CheckingClient, actor: Actor, supplier: str, line: str
) -> None:
    ref = make_payment(actor, supplier=supplier, what_for="Training day")
    officer(client, actor).get(f"/rht/suppliers/{supplier}/payments")
    assert "Possible hidden costs" in client.last_page
    sent = filled(client.last_page, reason="A course, and no product of ours.")
    answer = client.post(f"/rht/payments/{ref}/dismiss", data=sent)
    assert answer.location == f"/rht/suppliers/{supplier}/payments"
    page = client.get(answer.location).text
    assert "Possible hidden costs" not in page
    assert "PAY-1 belongs to no line of ours. The reason is kept with it." in page


def test_paid_stands_beside_foreseen_year_by_year(
    client: CheckingClient, actor: Actor, supplier: str, line: str
) -> None:
    factories.make_cost(actor, supplier=supplier, starts_on=date(2026, 1, 1))
    make_payment(actor, supplier=supplier, amount=Decimal("14400.00"), cost=line)
    make_payment(actor, supplier=supplier, amount=Decimal("480.00"))
    make_payment(actor, supplier=supplier, amount=Decimal("14400.01"), paid_on=date(2025, 5, 1))
    page = officer(client, actor).get(f"/rht/suppliers/{supplier}/payments").text
    for words in ("£14,880", "at least £14,400", "1 line without a figure", "£14,400.01"):
        assert words in page, words
    page = client.get(f"/rht/suppliers/{supplier}").text
    assert "<strong>£29,280.01</strong> in 3 payments" in page
    assert "2 payments of £14,880.01 in all</a> are not explained yet: possible hidden" in page


def test_the_list_is_filtered_and_its_sums_follow(
    client: CheckingClient, actor: Actor, supplier: str, line: str
) -> None:
    other = factories.make_supplier(actor, name="Larch Software (example)")
    make_payment(actor, supplier=supplier, cost=line, what_for="Licence")
    make_payment(actor, supplier=supplier, invoice="F-7")
    make_payment(actor, supplier=other, amount=Decimal("0.01"))
    make_payment(actor, supplier=other, paid_on=date(2025, 1, 1), dismissed_reason="No")
    for query, refs, total in (
        ("", {1, 2, 3, 4}, "£3,600.01"),
        ("?state=unexplained", {2, 3}, "£1,200.01"),
        ("?state=hidden", {2}, "£1,200"),
        ("?state=explained", {1}, "£1,200"),
        ("?state=dismissed", {4}, "£1,200"),
        ("?year=2025", {4}, "£1,200"),
        ("?supplier=SUP-2", {3, 4}, "£1,200.01"),
        ("?q=licence", {1}, "£1,200"),
        ("?q=f-7", {2}, "£1,200"),
        ("?q=PAY-3", {3}, "£0.01"),
        ("?q=larch", {3, 4}, "£1,200.01"),
    ):
        page = officer(client, actor).get(f"/rht/payments{query}").text
        shown = {n for n in range(1, 5) if f"/rht/payments/PAY-{n}" in page}
        assert shown == refs, query
        assert f"<strong>{total}</strong> paid in all" in page, query


@pytest.mark.parametrize(
    "sort, order",
    [
        ("", [3, 2, 1]),
        ("paid_on", [1, 2, 3]),
        ("amount", [3, 1, 2]),
        ("-amount", [2, 1, 3]),
        ("supplier", [1, 2, 3]),
    ],
)
def test_the_list_is_sorted(
    client: CheckingClient, actor: Actor, supplier: str, sort: str, order: list[int]
) -> None:
    for day, pounds in enumerate(("5", "9000000000000", "-5"), 1):
        make_payment(actor, supplier=supplier, amount=Decimal(pounds), paid_on=date(2026, 1, day))
    page = officer(client, actor).get(f"/rht/payments?sort={sort}").text
    assert sorted(range(1, 4), key=lambda n: page.index(f"/rht/payments/PAY-{n}")) == order


def test_a_line_put_away_explains_no_longer_and_is_named(
    client: CheckingClient, actor: Actor, supplier: str
) -> None:
    line = factories.make_cost(actor, supplier=supplier, archived_at=clock.now())
    ref = make_payment(actor, supplier=supplier, cost=line)
    page = officer(client, actor).get(f"/rht/payments/{ref}").text
    assert f"{line}, which explained it, was put away" in page


def test_a_reader_sees_and_settles_nothing(
    client: CheckingClient, actor: Actor, supplier: str, line: str
) -> None:
    ref = make_payment(actor, supplier=supplier)
    client.sign_in_as(actor, "reader")
    for page in (f"/rht/payments/{ref}", f"/rht/suppliers/{supplier}/payments", "/rht/payments"):
        assert "<form method" not in client.get(page).text.replace('method="get"', ""), page


def test_a_payment_is_found_by_its_reference_and_its_history_speaks(
    client: CheckingClient, actor: Actor, supplier: str, line: str
) -> None:
    ref = make_payment(actor, supplier=supplier, cost=line, amount=Decimal("-2.50"))
    assert officer(client, actor).get(f"/rht/find?q={ref}").location == f"/rht/payments/{ref}"
    page = client.get(f"/rht/history/{ref}").text
    for words in ("-£2.50", "Explained by", "COST-1", "Paid on"):
        assert words in page, words


def test_the_largest_amounts_are_paged_without_a_gap(actor: Actor, supplier: str) -> None:
    for pounds in range(7):
        amount = Decimal(9_000_000_000_000 + pounds)
        make_payment(actor, supplier=supplier, amount=amount)
    asked, shown = Asked("amount", descending=True, size=3), []
    while True:
        page = list_payments(actor, None, asked)
        shown += [row.reference for row in page.rows]
        if page.after is None:
            break
        asked = replace(asked, after=page.after)
    assert shown == [f"PAY-{number}" for number in range(7, 0, -1)]

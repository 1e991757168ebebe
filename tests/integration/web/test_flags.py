"""Pages of flags: the list, those of a product, one as an argument, owners for many."""

from datetime import date
from decimal import Decimal

import pytest

from tests import factories
from tests.clients import CheckingClient
from tests.counting import counted
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import ClaimKind, Direction, SetBy, Severity, Stage
from vendor_tracker.services import flagwork, suppliers
from vendor_tracker.storage.db import Database
from vendor_tracker.storage.queries.flags import FlagFilter, list_flags
from vendor_tracker.storage.queries.paging import Asked

BELOW = {"estimate": Decimal(78), "low": Decimal(72), "high": Decimal(84), "n": 1120}


def make_failing_claim(actor: Actor) -> str:
    """Make a product whose claim fails our bar, and return the claim."""
    supplier = factories.make_supplier(actor)
    product = factories.make_product(actor, supplier=supplier)
    return factories.make_claim(
        actor,
        product=product,
        kind=ClaimKind.T5,
        metric="Sensitivity",
        direction=Direction.higher,
        relied_on=True,
        thresholds=[
            {"set_by": SetBy.us, "value": Decimal(85), "people": 3, "has_clinician": True},
            {"set_by": SetBy.supplier, "value": Decimal(70)},
        ],
        results=[BELOW],
    )


def flag_of(actor: Actor, rule: str, state: str = "open") -> str:
    """Return the reference of the flag that a rule raised."""
    return list_flags(actor, FlagFilter(rule=rule, state=state)).rows[0].reference


def make_unowned(actor: Actor, many: int) -> list[str]:
    """Make suppliers that nobody looks after, each with a product in play."""
    made = []
    for number in range(many):
        ref = factories.make_supplier(
            actor, f"Supplier {number:02} (example)", owner="", owner_hours=None
        )
        factories.make_product(actor, f"Product {number:02}", supplier=ref, stage=Stage.shortlisted)
        made.append(ref)
    return made


def test_a_flag_reads_as_an_argument(client: CheckingClient, actor: Actor) -> None:
    claim = make_failing_claim(actor)
    page = client.get(f"/rht/flags/{flag_of(actor, 'F10')}").text
    order = (
        "What the program found", "Our bar is 85 or more", "Result 78%, range 72 to 84%",
        "Why the program thinks so", f'href="/rht/claims/{claim}"', "1,120", "Why it matters",
        "What would close it", "Nobody can close it by hand", "Where the rule comes from",
        "SEED-9", "History", "Opened as critical", "A note does not change",
    )  # fmt: skip
    main = page[page.index("<main") :]
    places = [main.find(words) for words in order]
    assert -1 not in places, order[places.index(-1)]
    assert places == sorted(places)


def test_a_flag_closed_by_facts_says_so(client: CheckingClient, actor: Actor) -> None:
    claim = make_failing_claim(actor)
    ref = flag_of(actor, "F10")
    factories.archive(actor, claim)
    page = client.get(f"/rht/flags/{ref}").text
    assert "Closed on 6 October 2026 by the facts" in page
    assert "What would close it" not in page
    assert "Closed: the facts no longer show this gap." in page
    factories.restore(actor, claim)
    page = client.get(f"/rht/flags/{ref}").text
    assert "Opened again as critical" in page
    assert ref in client.get("/rht/flags?rule=F10").text


def test_a_note_is_signed_and_changes_nothing(client: CheckingClient, actor: Actor) -> None:
    make_failing_claim(actor)
    path = f"/rht/flags/{flag_of(actor, 'F10')}"
    client.get(path)
    assert client.send(path, text="<b>Too late</b> for this award.").status_code == 302
    page = client.get(path).text
    assert "Example administrator: “&lt;b&gt;Too late&lt;/b&gt; for this award.”" in page
    assert client.send(path, text="  ").status_code == 422
    assert "Write a few words first." in client.last_page
    flagwork.note_flags(actor, [path.rsplit("/", 1)[-1]], "Noted from the console.")
    assert "Command line: “Noted from the console.”" in client.get(path).text


def test_a_reader_sees_what_closes_a_flag_without_links(
    client: CheckingClient, actor: Actor
) -> None:
    make_failing_claim(actor)
    client.sign_in_as(actor, "reader")
    page = client.get(f"/rht/flags/{flag_of(actor, 'F10')}").text
    assert "Enter a test of our own" in page
    assert "/rht/questions/ask" not in page
    assert "Add a note" not in page


def test_the_list_filters_and_keeps_its_state_in_the_address(
    client: CheckingClient, actor: Actor
) -> None:
    make_failing_claim(actor)
    page = client.get("/rht/flags?severity=critical&gate=award&rule=F10&q=head+ct").text
    assert "Showing 1 of 1 flag" in page
    assert page.count("Remove filter") == 4
    for nothing in ("q=larkfield", "gate=shortlist", "q=FLG-987654", "q=%25", "state=closed"):
        assert "No flag matches" in client.get(f"/rht/flags?rule=F10&{nothing}").text, nothing
    for nonsense in ("severity=x&gate=y&rule=z&state=q&sort=w", "after=abc", "sort=-"):
        assert client.get(f"/rht/flags?{nonsense}").status_code == 200


def test_what_was_known_at_the_start_is_counted_apart(client: CheckingClient, actor: Actor) -> None:
    supplier = factories.make_supplier(actor)
    product = factories.make_product(
        actor, supplier=supplier, stage=Stage.live, catch_up_on=date(2026, 12, 1)
    )
    assert "Showing 0 of 0" in client.get(f"/rht/flags?q={product}").text
    page = client.get(f"/rht/flags?state=known&q={product}").text
    assert "Nobody knows what watching the product costs" in page
    assert "known at the start" in client.get(f"/rht/products/{product}/flags").text
    known = client.get(f"/rht/flags/{flag_of(actor, 'F31', 'known')}").text
    assert "Known at the start: the gap was there" in known


def test_a_product_shows_its_suppliers_flags_marked_so(
    client: CheckingClient, actor: Actor
) -> None:
    supplier = factories.make_supplier(actor)
    factories.make_promise(actor, supplier=supplier, due_on=date(2026, 9, 1))
    product = factories.make_product(actor, supplier=supplier)
    page = client.get(f"/rht/products/{product}/flags").text
    assert "A promise of the supplier is at risk" in page
    assert f"Of the supplier {supplier}. 35 days late." in page


def test_the_list_asks_five_questions_and_pages_through_all(
    client: CheckingClient, actor: Actor, database: Database
) -> None:
    make_unowned(actor, 30)
    with counted(database) as statements:
        client.get("/rht/flags?rule=F41&sort=opened")
    assert len(statements) <= 5, str(statements)
    seen, asked = [], Asked(sort="severity", size=7)
    while True:
        page = list_flags(actor, FlagFilter(rule="F41"), asked)
        seen += [row.reference for row in page.rows]
        if page.after is None:
            break
        asked = Asked(sort="severity", size=7, after=page.after)
    assert len(seen) == len(set(seen)) == page.total == 30


def test_a_gap_that_many_share_is_one_card(client: CheckingClient, actor: Actor) -> None:
    make_unowned(actor, 5)
    # One of each supplier, and that nothing has been answered yet of each product.
    assert "Showing 10 of 10" in client.get("/rht/flags").text
    make_unowned(actor, 1)
    page = client.get("/rht/flags").text
    assert "Showing 0 of 0" in page
    assert "Nobody here looks after this supplier: 6 records" in page
    assert "Showing 6 of 6" in client.get("/rht/flags?rule=F41").text


def test_owners_of_many_suppliers_are_named_at_once(client: CheckingClient, actor: Actor) -> None:
    make_unowned(actor, 7)
    fields = {"owner": "Digital lead", "hours": "3", "rows-2-owner": "Imaging lead"}
    answer = client.send("/rht/suppliers/owners", **fields)
    assert answer.status_code == 302
    assert "7 suppliers were changed." in client.get("/rht/suppliers/owners").text
    assert "Imaging lead" in client.get("/rht/suppliers/SUP-3").text
    assert "Digital lead" in client.get("/rht/suppliers/SUP-4").text
    assert "Showing 0 of 0" in client.get("/rht/flags?rule=F41").text
    assert "has somebody with time for it" in client.get("/rht/suppliers/owners").text


@pytest.mark.parametrize(
    "fields, words",
    [({}, "Name somebody for at least one supplier."), ({"rows-0-hours": "many"}, "number")],
)
def test_owners_need_a_name_and_hours_that_are_a_number(
    client: CheckingClient, actor: Actor, fields: dict[str, str], words: str
) -> None:
    make_unowned(actor, 2)
    assert client.send("/rht/suppliers/owners", **fields).status_code == 422
    assert words in client.last_page


def test_naming_owners_keeps_what_is_there(actor: Actor) -> None:
    named = factories.make_supplier(actor, owner="Ward lead", owner_hours=None)
    assert suppliers.fill_owners(actor, [(named, "Somebody else", Decimal(2))]) == 1
    assert suppliers.fill_owners(actor, [(named, "Somebody else", Decimal(9))]) == 0


def test_every_severity_is_drawn_in_the_list(client: CheckingClient, actor: Actor) -> None:
    claim = make_failing_claim(actor)
    factories.make_evidence(actor, product="PRD-1", expires_on=date(2026, 11, 1))
    page = client.get("/rht/flags").text
    assert all(f">{severity.label}</span>" in page for severity in Severity), claim

"""Pages of claims."""

from datetime import date
from decimal import Decimal

import pytest
from flask import Flask

from tests.clients import CheckingClient, filled
from tests.counting import counted
from tests.factories import make_claim
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.facts import (
    ResultFacts,
    ThresholdFacts,
)
from vendor_tracker.domain.vocabulary import (
    ClaimKind,
    Direction,
    SetBy,
    SupplierRole,
)
from vendor_tracker.services import claims, products, suppliers
from vendor_tracker.storage.db import Database
from vendor_tracker.storage.queries.claims import get_claim

PART = {"HX-Request": "true"}


@pytest.fixture
def product(actor: Actor) -> str:
    supplier = suppliers.add_supplier(actor, name="Harrowmere Imaging (example)")
    developer = [(supplier, SupplierRole.developer)]
    return products.add_product(actor, name="Head CT Bleed Alert", suppliers=developer)


@pytest.fixture
def claim(actor: Actor, product: str) -> str:
    return claims.log_claim(
        actor,
        product=product,
        statement="It finds 96% of bleeds, on any scanner.",
        kind=ClaimKind.T5,
        metric="Sensitivity",
        direction=Direction.higher,
        thresholds=[
            ThresholdFacts(SetBy.supplier, Decimal(80)),
            ThresholdFacts(SetBy.us, Decimal(92), date(2026, 6, 3), people=3, has_clinician=True),
        ],
        results=[
            ResultFacts(n=220, estimate=Decimal("96.2"), low=Decimal("90.4"), high=Decimal("98.9")),
            ResultFacts("aged 80 and over", n=34, estimate=Decimal("91.2")),
        ],
    )


def test_a_claim_is_logged_with_all_its_detail(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    answer = client.send(
        f"/rht/claims/add?product={product}",
        statement="It finds 96% of bleeds.",
        metric="Sensitivity",
        direction="higher",
        estimate="96.2%",
        low="90.4",
        high="98.9",
        n="1,220",
        our_bar_value="92",
        our_bar_people="2",
        our_bar_has_clinician="y",
        their_bar_value="80",
        their_bar_set_by="nobody",
        **{"results-0-tested_on": "1 May 2026", "results-0-estimate": "95"},
        **{"thresholds-0-value": "90", "tested_on": "1 June 2026"},
        **{"thresholds-0-set_by": "national"},
    )
    assert (answer.status_code, answer.location) == (302, "/rht/claims/CLM-1")
    facts = get_claim(actor, "CLM-1").facts
    assert [(bar.set_by, bar.value) for bar in facts.thresholds] == [
        (SetBy.us, Decimal(92)), (SetBy.nobody, Decimal(80)), (SetBy.national, Decimal(90))
    ]  # fmt: skip
    assert [(r.estimate, r.n) for r in facts.results] == [
        (Decimal("96.2"), 1220), (Decimal(95), None)
    ]  # fmt: skip


def test_saving_an_opened_form_unchanged_changes_nothing(
    client: CheckingClient, actor: Actor, claim: str
) -> None:
    before = get_claim(actor, claim)
    assert client.send(f"/rht/claims/{claim}/update").status_code == 302
    assert get_claim(actor, claim) == before


@pytest.mark.parametrize(
    "fields, words",
    [
        ({"statement": ""}, "Write down what they said"),
        ({"said_on": "7 October 2026"}, "lies in the future"),
        ({"estimate": "lots"}, "Enter a number"),
        ({"estimate": "101"}, "between 0 and 100"),
        ({"low": "99"}, "The low end of the range lies above"),
        ({"n": "10", "positives": "11"}, "There cannot be more"),
        ({"product": "PRD-77"}, "No product here"),
        ({"our_bar_value": ""}, "Enter the bar itself"),
        ({"results-1-estimate": "120"}, "Sensitivity lies between 0 and 100"),
        ({"metric": "Hits", "estimate": "120%"}, "A percentage lies between 0 and 100"),
        ({"thresholds-0-value": "5"}, "Each bar needs a figure and who set it"),
        ({"confidential": "y"}, "Say why it must stay out"),
    ],
)
def test_what_cannot_be_right_is_said_on_the_form(
    client: CheckingClient, claim: str, fields: dict[str, str], words: str
) -> None:
    answer = client.send(f"/rht/claims/{claim}/update", **fields)
    assert answer.status_code == 422
    assert words in client.last_page


def test_the_page_shows_our_verdict_first_and_theirs_below(
    client: CheckingClient, claim: str
) -> None:
    page = client.get(f"/rht/claims/{claim}").text
    assert "Cannot tell: our bar is 92%." in page
    assert "Against the supplier’s bar of 80%: meets." in page
    assert "3 people, a clinician among them" in page
    assert "aged 80 and over" in page


def test_a_range_worked_out_by_us_says_so(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    ref = claims.log_claim(
        actor,
        product=product,
        statement="It finds 24 of 25 bleeds.",
        metric="Sensitivity",
        direction=Direction.higher,
        results=[ResultFacts(n=220, positives=25, estimate=Decimal(96))],
    )
    page = client.get(f"/rht/claims/{ref}").text
    assert "worked out by us" in page
    assert "No bar of ours" in page


def test_the_tab_and_the_list_show_claims_against_both_bars(
    client: CheckingClient, claim: str, product: str
) -> None:
    for path in (f"/rht/products/{product}/claims", "/rht/claims?q=bleeds&kind=T5"):
        page = client.get(path).text
        assert "It finds 96% of bleeds" in page
        assert "Cannot tell" in page
    assert "No claim matches" in client.get("/rht/claims?kind=none").text
    assert "No claim matches" in client.get("/rht/claims?relied=1").text


def test_the_panel_follows_the_form_without_saving(
    client: CheckingClient, actor: Actor, claim: str
) -> None:
    client.get(f"/rht/claims/{claim}/update")
    sent = filled(client.last_page, kind="T5", positives="25", said_by="Their clinical lead")
    part = client.post(f"/rht/claims/check?claim={claim}", data=sent, headers=PART)
    assert part.status_code == 200
    assert "Can this claim be checked?" in part.text
    assert "How many had the condition." not in part.text
    assert 'href="#product_version"' in part.text
    assert get_claim(actor, claim).version == 1


def test_the_panel_bears_what_cannot_be_read(client: CheckingClient, claim: str) -> None:
    client.get(f"/rht/claims/{claim}/update")
    sent = filled(client.last_page, estimate="lots", said_on="someday")
    part = client.post(f"/rht/claims/check?claim={claim}", data=sent, headers=PART)
    assert 'href="#estimate"' in part.text


def test_saving_to_add_results_by_group_opens_them(client: CheckingClient, claim: str) -> None:
    answer = client.send(f"/rht/claims/{claim}/update", then="more")
    assert answer.location == f"/rht/claims/{claim}/results"
    assert client.get(answer.location).status_code == 200


def test_a_claim_is_put_away_and_brought_back(client: CheckingClient, claim: str) -> None:
    assert client.send(f"/rht/claims/{claim}/archive", reason="said in jest").status_code == 302
    assert "was put away" in client.get(f"/rht/claims/{claim}").text
    assert (
        client.post(f"/rht/claims/{claim}/restore", data=filled(client.last_page)).status_code
        == 302
    )
    assert "was put away" not in client.get(f"/rht/claims/{claim}").text.replace(
        "CLM-1 is back", ""
    )


def test_a_stale_form_shows_both_versions_and_can_be_saved(
    client: CheckingClient, actor: Actor, claim: str
) -> None:
    client.get(f"/rht/claims/{claim}/update")
    opened = client.last_page
    claims.change_claim(actor, claim, version=1, metric="Recall")
    sent = filled(opened, metric="Sensitivity of scans")
    answer = client.post(f"/rht/claims/{claim}/update", data=sent)
    assert answer.status_code == 409
    assert "Recall" in client.last_page
    again = client.post(f"/rht/claims/{claim}/update", data=filled(client.last_page))
    assert again.status_code == 302
    saved = get_claim(actor, claim).facts
    assert (saved.metric, len(saved.results)) == ("Sensitivity of scans", 2)


def test_more_claims_ask_the_database_no_more(
    client: CheckingClient, actor: Actor, claim: str, product: str, database: Database
) -> None:
    paths = ("/rht/claims", f"/rht/products/{product}/claims")
    with counted(database) as few:
        for path in paths:
            client.get(path)
    for number in range(8):
        claims.log_claim(actor, product=product, statement=f"Statement {number}")
    with counted(database) as many:
        for path in paths:
            client.get(path)
    assert len(many) == len(few), str(many)


def test_a_reader_sees_claims_and_changes_none(app: Flask, actor: Actor, claim: str) -> None:
    reader = app.test_client()
    assert isinstance(reader, CheckingClient)
    reader.sign_in_as(actor, "reader")
    page = reader.get(f"/rht/claims/{claim}").text
    assert "Add detail" not in page
    assert "Put it away" not in page
    assert reader.get(f"/rht/claims/{claim}/update").status_code == 403
    assert reader.get("/rht/claims/CLM-99").status_code == 404
    assert reader.get("/rht/claims/COST-1").status_code == 404


def test_saving_to_ask_opens_the_message_to_the_supplier(
    client: CheckingClient, claim: str
) -> None:
    answer = client.send(f"/rht/claims/{claim}/update", then="ask", said_by="Their lead")
    assert answer.location == f"/rht/questions/ask?supplier=SUP-1&about={claim}"
    assert client.get(answer.location).status_code == 200


def test_who_chose_the_groups_is_said_where_none_is_named(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    claim = make_claim(actor, product=product, groups_set_by=SetBy.supplier)
    page = client.get(f"/rht/claims/{claim}").text
    assert "chosen by: supplier" in page
    assert ", chosen by" not in page


def test_evidence_is_added_from_the_page_of_its_claim(client: CheckingClient, claim: str) -> None:
    assert f"/rht/evidence/add?claim={claim}" in client.get(f"/rht/claims/{claim}").text
    assert client.get(f"/rht/evidence/add?claim={claim}").status_code == 200


def test_claims_that_do_not_go_together_are_shown_on_both_pages(
    client: CheckingClient, actor: Actor, claim: str, product: str
) -> None:
    worse = ResultFacts(estimate=Decimal(70), low=Decimal(65), high=Decimal(75))
    other = claims.log_claim(
        actor, product=product, statement="It finds seven in ten.", kind=ClaimKind.T5,
        metric="Sensitivity", direction=Direction.higher, results=[worse],
    )  # fmt: skip
    for one, beside in ((claim, other), (other, claim)):
        page = client.get(f"/rht/claims/{one}").text
        assert "What does not go together" in page
        assert f'href="/rht/claims/{beside}"' in page
    claims.archive_claim(actor, other, version=None, reason="said in jest")
    assert "What does not go together" not in client.get(f"/rht/claims/{claim}").text


def test_a_result_and_a_bar_of_different_units_are_said_on_the_page(
    client: CheckingClient, actor: Actor, claim: str
) -> None:
    assert "Check both before you rely" not in client.get(f"/rht/claims/{claim}").text
    shares = [ResultFacts(estimate=Decimal("0.94"))]
    claims.change_claim(actor, claim, version=None, results=shares)
    page = client.get(f"/rht/claims/{claim}").text
    assert "The result is 0.94 and our bar is 92, so far apart" in page

"""The form of a claim: what it asks by kind, and what it keeps."""

from decimal import Decimal

import pytest

from tests import factories as make
from tests.clients import CheckingClient, filled
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.facts import ResultFacts, ThresholdFacts
from vendor_tracker.domain.vocabulary import BarAbout, GroupAttribute, SetBy, TestData, Tester
from vendor_tracker.services import claims
from vendor_tracker.storage.queries.claims import get_claim


@pytest.fixture
def product(actor: Actor) -> str:
    return make.make_product(actor, supplier=make.make_supplier(actor))


def test_the_form_asks_what_the_kind_needs_and_keeps_all_that_is_typed(
    client: CheckingClient, product: str
) -> None:
    client.get(f"/rht/claims/add?product={product}")
    bare = client.last_page
    assert 'name="metric"' not in bare
    assert 'name="our_bar_value"' not in bare
    sent = {**filled(bare), "kind": "T5", "then": "ask_again"}
    tested = client.post("/rht/claims/add", data=sent)
    assert tested.status_code == 200
    assert 'name="low"' in client.last_page
    assert 'name="says_no_difference"' not in client.last_page
    sent = {**filled(client.last_page), "kind": "T3", "low": "lots", "our_bar_value": "92"}
    client.post("/rht/claims/add", data={**sent, "then": "ask_again"})
    assert "Also written down" in client.last_page
    assert 'value="lots"' in client.last_page
    assert 'name="high"' not in client.last_page
    assert 'name="our_bar_why"' in client.last_page


def test_a_claim_about_groups_is_asked_about_differences(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    answer = client.send(
        f"/rht/claims/add?product={product}", statement="It works for all.", kind="B2",
        says_no_difference="y", attributes=["sex", "ethnicity"], tester="supplier",
        test_data="same", estimate="3", metric="Largest gap in points", direction="lower",
    )  # fmt: skip
    assert answer.status_code == 302
    facts = get_claim(actor, "CLM-1").facts
    assert facts.says_no_difference
    assert facts.attributes == (GroupAttribute.sex, GroupAttribute.ethnicity)
    assert [(r.tester, r.data) for r in facts.results] == [(Tester.supplier, TestData.same)]
    assert client.send("/rht/claims/CLM-1/update", attributes=["shoes"]).status_code == 422


def test_results_by_group_keep_their_place_in_a_list_of_groups(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    women = ResultFacts(
        "Women", n=90, estimate=Decimal(93), attribute=GroupAttribute.sex, scheme="sex",
        group_code="F", is_reference=True, tester=Tester.us, data=TestData.ours,
    )  # fmt: skip
    gap = ThresholdFacts(SetBy.us, Decimal(5), about=BarAbout.gap)
    ref = claims.log_claim(
        actor, product=product, statement="For all", results=[women], thresholds=[gap]
    )
    answer = client.send(f"/rht/claims/{ref}/update", said_by="Their lead", kind="T1")
    assert answer.status_code == 302
    facts = get_claim(actor, ref).facts
    assert (facts.results, facts.thresholds) == ((women,), (gap,))


def test_a_range_without_a_result_is_refused_at_the_result(
    client: CheckingClient, product: str
) -> None:
    answer = client.send(
        f"/rht/claims/add?product={product}", statement="It works.", kind="T5",
        metric="Sensitivity, percent", direction="higher", low="93", high="97",
    )  # fmt: skip
    assert answer.status_code == 422
    assert 'href="#estimate"' in answer.text
    assert "a range, but no result" in answer.text


def test_a_line_has_a_length_and_what_is_longer_already_stays(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    where = f"/rht/claims/add?product={product}"
    answer = client.send(where, statement="It works.", said_by="x" * 501, kind="T1")
    assert answer.status_code == 422
    assert "501 characters; at most 500 fit" in answer.text
    assert "x" * 501 in answer.text
    assert client.send(where, statement="It works.", said_by="x" * 500).status_code == 302
    claims.change_claim(actor, "CLM-1", version=None, said_by="y" * 900)
    said = client.send("/rht/claims/CLM-1/update", said_where="In a letter", kind="T1")
    assert said.status_code == 302
    facts = get_claim(actor, "CLM-1").facts
    assert (facts.said_by, facts.said_where) == ("y" * 900, "In a letter")

"""Pages about the verdicts of reviewers."""

from decimal import Decimal

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests import factories as make
from tests.clients import CheckingClient, filled
from tests.people import person
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.reviewing import VerdictState, review_of
from vendor_tracker.domain.vocabulary import ClaimKind, Direction, SetBy, Stage, Verdict
from vendor_tracker.services import claims, verdicts
from vendor_tracker.storage.queries.claims import get_claim

PAGE = "/rht/claims/CLM-1"
WHY = "The report names no site, and nobody else has seen it."


@pytest.fixture
def claim(actor: Actor) -> str:
    product = make.make_product(actor, supplier=make.make_supplier(actor), stage=Stage.evaluating)
    return make.make_claim(
        actor, product=product, kind=ClaimKind.T5, direction=Direction.higher,
        metric="Sensitivity",
        thresholds=[{"set_by": SetBy.us, "value": Decimal(92)}],
        results=[{"estimate": Decimal("96.2"), "low": Decimal("90.4"), "high": Decimal("98.9")}],
    )  # fmt: skip


@pytest.fixture
def reviewer(app: Flask, actor: Actor) -> CheckingClient:
    return _signed_in(app, actor, "reviewer")


def _signed_in(app: Flask, actor: Actor, role: str) -> CheckingClient:
    client = app.test_client()
    assert isinstance(client, CheckingClient)
    client.sign_in_as(actor, role)
    return client


def test_a_stricter_verdict_leads_the_page_and_stands_in_lists(
    reviewer: CheckingClient, claim: str
) -> None:
    answer = reviewer.send(f"{PAGE}/verdict", verdict="not_shown", reason=WHY)
    assert (answer.status_code, answer.location) == (302, PAGE)
    page = reviewer.get(PAGE).text
    assert "A reviewer’s verdict: not shown." in page
    assert "By the figures alone: cannot tell: our bar is 92%." in page
    assert WHY in page
    for path in ("/rht/claims", "/rht/products/PRD-1/claims", "/rht/products/PRD-1"):
        assert "Reviewer: not shown" in reviewer.get(path).text, path


def agree(client: CheckingClient) -> TestResponse:
    """Agree to the verdict on the page of the claim."""
    client.get(f"{PAGE}/verdict")
    return client.post(f"{PAGE}/verdict/agree", data=filled(client.last_page))


def test_a_looser_verdict_waits_and_its_giver_finds_no_button(
    reviewer: CheckingClient, actor: Actor, claim: str
) -> None:
    reviewer.send(f"{PAGE}/verdict", verdict="meets", reason=WHY)
    page = reviewer.get(PAGE).text
    assert "Cannot tell: our bar is 92%." in page
    assert "Waits for a second person" in page
    assert "Somebody else has to agree to it." in page
    assert "Agree to this verdict" not in page
    refused = agree(reviewer)
    assert refused.status_code == 422
    assert "You gave this verdict." in reviewer.last_page


def test_a_second_reviewer_agrees(reviewer: CheckingClient, actor: Actor, claim: str) -> None:
    verdicts.give_verdict(
        person(actor, "first"), claim, version=None, verdict=Verdict.meets, reason=WHY
    )
    answer = agree(reviewer)
    assert (answer.status_code, answer.location) == (302, PAGE)
    assert "A reviewer’s verdict: meets." in reviewer.get(PAGE).text
    found = review_of(get_claim(actor, claim).facts)
    assert found is not None
    assert found.state is VerdictState.current


def test_an_out_of_date_verdict_says_what_moved(
    reviewer: CheckingClient, actor: Actor, claim: str
) -> None:
    reviewer.send(f"{PAGE}/verdict", verdict="fails", reason=WHY)
    claims.change_claim(actor, claim, version=None, metric="Recall", results=[])
    page = reviewer.get(PAGE).text
    assert "Since it was given, the measure and the result changed." in page
    assert "Reviewer: fails, out of date" in reviewer.get("/rht/claims").text


@pytest.mark.parametrize(
    "fields, words",
    [
        ({"verdict": "", "reason": WHY}, "Choose your verdict."),
        ({"verdict": "splendid", "reason": WHY}, "Choose one from the list."),
        ({"verdict": "fails", "reason": ""}, "Say in a sentence why"),
        ({"verdict": "fails", "reason": "no"}, "Say in a sentence why"),
    ],
)
def test_what_is_missing_is_said_at_its_field(
    reviewer: CheckingClient, claim: str, fields: dict[str, str], words: str
) -> None:
    assert reviewer.send(f"{PAGE}/verdict", **fields).status_code == 422
    assert words in reviewer.last_page
    assert not get_claim_verdicts(reviewer)


def get_claim_verdicts(client: CheckingClient) -> bool:
    """Tell whether the page of the claim shows a verdict."""
    return "No reviewer has judged it yet" not in client.get(PAGE).text


def test_a_claim_that_moved_meanwhile_is_not_judged_unseen(
    reviewer: CheckingClient, actor: Actor, claim: str
) -> None:
    reviewer.get(f"{PAGE}/verdict")
    claims.change_claim(actor, claim, version=None, metric="Recall")
    answer = reviewer.send(f"{PAGE}/verdict", verdict="fails", reason=WHY, version="1")
    assert answer.status_code == 409


def test_others_read_and_judge_nothing(app: Flask, actor: Actor, claim: str) -> None:
    officer = _signed_in(app, actor, "officer")
    page = officer.get(f"{PAGE}/verdict").text
    assert "No reviewer has judged it yet" in page
    assert "Save verdict" not in page
    assert "Judge it" not in officer.get(PAGE).text


def test_not_assessed_lets_the_figures_stand(reviewer: CheckingClient, claim: str) -> None:
    reviewer.send(f"{PAGE}/verdict", verdict="not_assessed", reason=WHY)
    page = reviewer.get(PAGE).text
    assert "Cannot tell: our bar is 92%." in page
    assert "Not assessed" in page
    assert "The figures stand." in page

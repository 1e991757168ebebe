"""Pages about decisions: conditions row by row, and what becomes of them."""

from typing import Any

import pytest

from tests.clients import CheckingClient
from tests.factories import make_decision, make_product, make_supplier
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import Gate, Outcome

DECIDE = "/rht/decisions/DEC-1/decide"
WITH: dict[str, Any] = {"outcome": "go_on_with_conditions", "reason": "The pilot met our bar."}


@pytest.fixture
def reviewer(client: CheckingClient, actor: Actor) -> CheckingClient:
    """Return the pages as a reviewer sees them, with a decision to take."""
    product = make_product(actor, supplier=make_supplier(actor))
    make_decision(actor, product=product, gate=Gate.shortlist)
    client.sign_in_as(actor, "reviewer")
    return client


def test_conditions_are_refused_in_their_row_and_nothing_is_lost(reviewer: CheckingClient) -> None:
    assert reviewer.send(DECIDE, **WITH).status_code == 422
    assert "Name the conditions" in reviewer.last_page
    typed = {
        "conditions-0-text": "Approve the safety case.",
        "conditions-4-text": "Train the night staff.",
        "conditions-4-person": "Ward manager",
        "conditions-4-due_on": "soon",
    }
    assert reviewer.send(DECIDE, **WITH, **typed).status_code == 422
    for text in typed.values():
        assert f'value="{text}"' in reviewer.last_page
    assert 'href="#conditions-4-due_on"' in reviewer.last_page
    assert reviewer.send(DECIDE, **WITH, **typed | {"conditions-4-due_on": ""}).status_code == 422
    assert "Condition 1: enter the day by which it must be done." in reviewer.last_page
    assert 'href="#conditions-0-due_on"' in reviewer.last_page
    late = typed | {"conditions-0-due_on": "5/10/2026", "conditions-4-due_on": "1/12/2026"}
    assert reviewer.send(DECIDE, **WITH, **late).status_code == 422
    assert "Condition 1: this day lies before the decision" in reviewer.last_page


def test_what_follows_a_decision_is_shown_where_it_matters(reviewer: CheckingClient) -> None:
    typed = {"conditions-0-text": "Audit it.", "conditions-0-due_on": "1/12/2026"}
    assert reviewer.send(DECIDE, **WITH, **typed).status_code == 302
    page = reviewer.get("/rht/decisions/DEC-1").text
    assert "Audit it." in page
    assert "/rht/promises/PRM-1" in page
    assert "A condition of DEC-1" in reviewer.get("/rht/promises/PRM-1").text
    assert "with 1 condition, 1 still open" in reviewer.get("/rht/products/PRD-1").text
    reviewer.send("/rht/promises/PRM-1/done", done_on="6 October 2026")
    assert "Done on 6 October 2026" in reviewer.get("/rht/decisions/DEC-1").text
    assert "with 1 condition, none still open" in reviewer.get("/rht/products/PRD-1").text


def test_it_is_not_put_away_before_its_conditions(reviewer: CheckingClient) -> None:
    typed = {"conditions-0-text": "Audit it.", "conditions-0-due_on": "1/12/2026"}
    assert reviewer.send(DECIDE, **WITH, **typed).status_code == 302
    away = "/rht/decisions/DEC-1/archive"
    assert reviewer.send(away, reason="wrong product").status_code == 422
    assert "1 condition is still open: PRM-1 “Audit it”." in reviewer.last_page
    assert "wrong product" in reviewer.last_page
    reviewer.send("/rht/promises/PRM-1/archive", reason="wrong product")
    assert reviewer.send(away, reason="wrong product").status_code == 302


def test_an_older_decision_shows_its_conditions_as_text(
    reviewer: CheckingClient, actor: Actor
) -> None:
    make_decision(
        actor, product="PRD-1", gate=Gate.award, outcome=Outcome.go_on_with_conditions,
        conditions="Audit by May.",
    )  # fmt: skip
    assert "Audit by May." in reviewer.get("/rht/decisions/DEC-2").text


def test_a_plan_past_a_stop_or_before_the_last_decision_is_refused(
    reviewer: CheckingClient,
) -> None:
    stop = {"outcome": "stop", "reason": "Not safe.", "decided_on": "6/10/2026"}
    reviewer.send(DECIDE, **stop)
    plan = "/rht/decisions/add?product=PRD-1"
    assert reviewer.send(plan, gate="award", planned_on="1/12/2026").status_code == 422
    assert "DEC-1 stopped it at an earlier gate" in reviewer.last_page
    assert reviewer.send(plan, gate="shortlist", planned_on="5/10/2026").status_code == 422
    assert "The last decision was taken on 6 October 2026" in reviewer.last_page
    assert 'value="5/10/2026"' in reviewer.last_page

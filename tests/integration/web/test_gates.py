"""The page of a gate: what is left, the planned day, and what was decided there."""

import html
import re
from datetime import date

import pytest

from tests import factories as make
from tests.clients import CheckingClient, filled
from tests.counting import counted
from tests.people import person
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import AnswerState, Gate, ItemAbout, Outcome, Stage
from vendor_tracker.services import answers, evidence_links
from vendor_tracker.storage.db import Database
from vendor_tracker.storage.libraries import load_library
from vendor_tracker.storage.queries.products import get_product_head

AWARD = "/rht/products/PRD-1/gates/award"


@pytest.fixture
def product(actor: Actor) -> str:
    """Make a product that is to be awarded next."""
    supplier = make.make_supplier(actor)
    return make.make_product(actor, supplier=supplier, stage=Stage.evaluating)


def shown(client: CheckingClient, path: str) -> str:
    """Return the text of a page that is there."""
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return html.unescape(answer.text)


def test_the_number_is_the_one_that_is_stored(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    answers.save_answer(actor, product, "CORE-01", version=None, state=AnswerState.met)
    letter = make.make_evidence(actor, product=product)
    evidence_links.link_evidence(actor, letter, f"{product}/CORE-01")
    standing = get_product_head(actor, product).standing
    assert standing.items_met == 1
    page = shown(client, AWARD)
    assert f"1 of {standing.items_asked} items for award is met" in page
    assert f"Met: 1 of {standing.items_asked}" in page
    assert page.count(">CORE-01<") == 0, "what is met is not left"


def test_what_is_left_stands_by_checklist_the_worst_first(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    answers.save_answer(actor, product, "CORE-02", version=None, state=AnswerState.partly)
    answers.assign_item(
        actor,
        product,
        "CORE-05",
        version=None,
        assignee="administrator@rht.example",
        due_on=date(2026, 10, 20),
    )
    page = shown(client, AWARD)
    listed = page.partition('id="items-CORE"')[2]
    assert listed.index("CORE-01") < listed.index("CORE-02"), "critical before major"
    assert "/rht/products/PRD-1/items/CORE-02" in listed
    assert "Partly" in listed
    assert "To review" in listed
    assert "Example administrator" in listed
    assert "by 20 Oct 2026" in listed


def test_what_is_about_the_supplier_is_marked_and_answered_there(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    page = shown(client, AWARD)
    assert "To be answered once by SUP-1, for all its products" in page
    answers.save_answer(actor, "SUP-1", "CORE-03", version=None, state=AnswerState.partly)
    page = shown(client, AWARD)
    assert "SUP-1’s answer, for all its products" in page
    assert "/rht/suppliers/SUP-1/items/CORE-03" in page


def test_the_gaps_are_those_of_the_sentence(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    answers.save_answer(actor, product, "CORE-01", version=None, state=AnswerState.not_met)
    stands = get_product_head(actor, product).standing
    assert stands.critical == 1
    page = shown(client, AWARD)
    assert "What blocks the award" in page
    assert f"1 critical gap and {stands.major} major gap" in page
    assert "Answer it again" in page
    assert "An item of the checklist falls short" in page


def test_the_day_is_set_and_moved_in_place(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    assert "No date is set" in shown(client, AWARD)
    sent = client.send(AWARD, planned_on="13 November 2026")
    assert sent.status_code == 302
    page = shown(client, AWARD)
    assert "Planned for 13 November 2026, in 38 days" in page
    assert 'href="/rht/decisions/DEC-1"' in page
    assert client.send(AWARD, planned_on="20 November 2026").status_code == 302
    assert get_product_head(actor, product).standing.planned_on == date(2026, 11, 20)


def test_a_day_that_cannot_be_is_refused_at_the_field(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    make.make_decision(
        actor,
        product=product,
        gate=Gate.shortlist,
        decided_on=date(2026, 9, 30),
        outcome=Outcome.go_on,
    )
    for day, words in (
        ("", "Enter the day on which it is to be decided."),
        ("1 September 2026", "The last decision was taken on 30 September 2026."),
    ):
        answer = client.send(AWARD, planned_on=day)
        assert answer.status_code == 422
        assert words in answer.text
        assert 'href="#planned_on"' in answer.text


def test_somebody_else_moved_the_day_meanwhile(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    ref = make.make_decision(actor, product=product, planned_on=date(2026, 11, 13))
    page = client.get(AWARD).text
    make.change(actor, ref, planned_on=date(2026, 11, 27))
    answer = client.post(AWARD, data=filled(page, planned_on="4 December 2026"))
    assert answer.status_code == 409
    assert get_product_head(actor, product).standing.planned_on == date(2026, 11, 27)


def test_a_gate_that_lies_behind_says_what_is_recorded(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    make.change(actor, product, stage=Stage.contracted)
    client.sign_in_as(actor, "reviewer")
    page = shown(client, AWARD)
    assert "Award passed, date not known: no decision is recorded." in page
    assert re.search(r'/rht/decisions/record\?[^"]*gate=award[^>]*>\s*Record it<', page)
    ref = make.make_decision(
        actor, product=product, decided_on=date(2026, 3, 2), outcome=Outcome.go_on, reason="Good."
    )
    page = shown(client, AWARD)
    assert "Award passed on 2 March 2026." in page
    assert f'href="/rht/decisions/{ref}"' in page
    assert "for award are met" in page, "what it asked for is asked still"
    client.sign_in_as(actor, "reader")
    assert "Record it" not in shown(client, AWARD)


@pytest.mark.parametrize(
    "stage, gate, words",
    [
        (Stage.evaluating, "go_live", "Not started: the award comes first."),
        (Stage.watching, "shortlist", "It is only watched"),
        (Stage.retired, "award", "Retired: it is no longer asked anything."),
        (Stage.live, "review", "This is the next gate."),
    ],
)
def test_every_gate_has_a_page(
    client: CheckingClient, actor: Actor, product: str, stage: Stage, gate: str, words: str
) -> None:
    make.change(actor, product, stage=stage)
    assert words in shown(client, f"/rht/products/PRD-1/gates/{gate}")


def test_the_strip_and_the_flag_lead_here(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    page = shown(client, "/rht/products/PRD-1")
    assert page.count(f'href="{AWARD}"') >= 1
    assert "/rht/products/PRD-1/gates/shortlist" in page
    flags = shown(client, "/rht/products/PRD-1/flags")
    assert f'href="{AWARD}"' in flags.partition("not answered")[2]


def test_what_is_not_there_is_not_found(client: CheckingClient, product: str) -> None:
    for path in ("PRD-1/gates/nowhere", "PRD-99/gates/award"):
        assert client.get(f"/rht/products/{path}").status_code == 404


def test_a_reader_sets_no_day(client: CheckingClient, actor: Actor, product: str) -> None:
    client.sign_in_as(actor, "reader")
    assert "planned_on" not in shown(client, AWARD)


def test_it_asks_the_database_little(
    client: CheckingClient, actor: Actor, product: str, database: Database
) -> None:
    for code in ("CORE-01", "CORE-02", "CORE-05", "TRA-01"):
        answers.save_answer(actor, product, code, version=None, state=AnswerState.met)
    client.get(AWARD)
    with counted(database) as found:
        client.get(AWARD)
    assert len(found) <= 16, str(found)


def test_a_gap_that_stands_below_as_an_item_is_not_told_twice(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    answers.save_answer(actor, product, "CORE-02", version=None, state=AnswerState.partly)
    page = shown(client, AWARD)
    gaps = page.partition('id="gaps"')[2].partition("</section>")[0]
    assert "1 more major gap is an item of the checklists below." in gaps
    assert "CORE-02" not in gaps
    assert 'href="#items">Answer what is left for award' in gaps
    assert 'id="items"' in page


def set_aside(actor: Actor, product: str, gate: Gate) -> None:
    """Answer every item of a gate as not applicable, and let a second person agree."""
    second = person(actor, "second")
    for item in load_library(actor.organisation_id).of_gate(gate):
        subject = "" if item.about is ItemAbout.organisation else product
        answers.save_answer(
            actor, subject, item.code, version=None, state=AnswerState.not_applicable,
            reason="It is a trial run on paper.",
        )  # fmt: skip
        answers.review_answer(second, subject, item.code, version=None, accept=True)


def test_a_gate_that_asks_for_nothing_says_so(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    make.change(actor, product, stage=Stage.contracted)
    make.make_decision(
        actor, product=product, decided_on=date(2026, 3, 2), outcome=Outcome.go_on, reason="Good."
    )
    set_aside(actor, product, Gate.go_live)
    page = shown(client, "/rht/products/PRD-1/gates/go_live")
    assert "No checklist asks anything for the go-live; " in page

"""Answering on pages: in place, on the item's own page, looked at, assigned, shown."""

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from tests import factories as make
from tests import worlds
from tests.clients import CheckingClient, filled
from tests.counting import counted
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import AnswerState, Role, Stage
from vendor_tracker.services import answers, evidence_links, users
from vendor_tracker.storage.db import Database, session
from vendor_tracker.storage.models import Answer, User
from vendor_tracker.storage.queries.answers import get_item, get_section

CORE = "/rht/products/PRD-1/checklists/CORE"
ITEM = "/rht/products/PRD-1/items/CORE-01"


@pytest.fixture
def product(actor: Actor) -> str:
    """Return a product that is being evaluated, with its supplier."""
    supplier = make.make_supplier(actor)
    return make.make_product(actor, "Bleed Alert (example)", supplier=supplier)


def person(actor: Actor, role: Role) -> Actor:
    """Return somebody in another role."""
    email = f"{role}@rht.example"
    users.add_user(actor, email=email, name=f"Example {role}", role=role)
    key = session().scalars(sa.select(User.id).where(User.email_key == email)).one()
    return Actor(key, f"Example {role}", role, actor.organisation_id, "rht", actor.name)


def answered(actor: Actor, product: str, item: str = "CORE-01", **more: Any) -> None:
    """Have somebody else answer an item."""
    given: dict[str, Any] = {"state": AnswerState.partly, "note": "In part.", **more}
    answers.save_answer(person(actor, Role.officer), product, item, version=None, **given)


def said(page: str, **more: Any) -> dict[str, Any]:
    """Return what the form of an item sends when it stands among others."""
    found = filled(page, state="met")
    return found | {"place": "section", "go_on": "next", "version": "0"} | more


def test_an_item_is_answered_in_place_and_the_next_one_opened(
    client: CheckingClient, product: str
) -> None:
    client.get(CORE)
    answer = client.post(ITEM, data=said(client.last_page, note="The stroke team asked."))
    assert answer.location == f"{CORE}?saved=CORE-01&open=CORE-02"
    page = client.get(answer.location).text
    assert '<details class="nhsuk-details" open>' in page
    assert 'id="state-CORE-02" name="state" type="radio" value="met" autofocus' in page
    assert page.count("autofocus") == 1
    assert "The stroke team asked." in page
    stay = said(client.last_page, version="1", go_on="")
    assert client.post(ITEM, data=stay).location == f"{CORE}?saved=CORE-01#CORE-01"


def test_nothing_is_lost_when_an_answer_is_refused(client: CheckingClient, product: str) -> None:
    client.get(CORE)
    wrong = said(client.last_page, state="not_applicable", note="Kept text.", reason=" ")
    assert client.post(ITEM, data=wrong).status_code == 422
    assert 'href="#reason-CORE-01">Say why it does not apply here.' in client.last_page
    assert client.last_page.count("Kept text.") == 1
    alone = wrong | {"place": "", "state": "met", "answered_on": "7 October 2026"}
    assert client.post(ITEM, data=alone).status_code == 422
    assert "lies in the future" in client.last_page
    assert "Kept text." in client.last_page
    nothing = {name: value for name, value in alone.items() if name != "state"}
    assert client.post(ITEM, data=nothing).status_code == 422
    assert "Choose one of the answers." in client.last_page


def test_a_critical_item_set_aside_says_that_a_reviewer_has_to_agree(
    client: CheckingClient, product: str
) -> None:
    hint = "The item is critical, so it counts until a reviewer agrees."
    assert hint not in client.get("/rht/products/PRD-1/items/CORE-02").text
    assert hint in client.get(ITEM).text
    aside = said(client.last_page, state="not_applicable", reason="It cannot matter here.")
    assert client.post(ITEM, data=aside).status_code == 302
    assert "Not applicable, to be agreed" in client.get(ITEM).text
    assert (
        "it is set aside as not applicable, and no reviewer"
        in client.get(f"/rht/products/{product}").text
    )


def test_of_two_at_once_the_second_sees_both(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    client.get(ITEM)
    mine = filled(client.last_page, state="met", note="Mine.")
    answered(actor, product, note="Theirs.")
    assert client.post(ITEM, data=mine).status_code == 409
    assert "PRD-1/CORE-01 was changed by someone else" in client.last_page
    assert "Theirs." in client.last_page
    assert client.post(ITEM, data=filled(client.last_page)).status_code == 302
    assert get_item(actor, product, "CORE-01").one.row.note == "Mine."


def test_a_reviewer_returns_with_a_reason_and_accepts_what_is_shown(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    answered(actor, product)
    client.sign_in_as(actor, "reviewer")
    client.get(ITEM)
    given = filled(client.last_page, accept="returned", review_reason="")
    assert client.post(f"{ITEM}/review", data=given).status_code == 422
    assert 'href="#review_reason-review">Say what is missing.' in client.last_page
    given |= {"review_reason": "Which team?"}
    assert client.post(f"{ITEM}/review", data=given).location == ITEM
    assert "Returned: “Which team?”" in client.get(ITEM).text
    client.sign_in_as(actor, "officer")
    assert "Returned to you: <span" in client.get(CORE).text
    again = client.post(ITEM, data=said(client.last_page, version="2", go_on="")).location
    assert "To review" in client.get(again).text
    client.sign_in_as(actor, "reviewer")
    client.get(ITEM)
    accepted = filled(client.last_page, accept="accepted")
    assert client.post(f"{ITEM}/review", data=accepted).status_code == 422
    assert "Nothing shows it yet" in client.last_page


def test_nobody_is_offered_to_look_at_their_own_answer(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    client.sign_in_as(actor, "reviewer")
    client.get(ITEM)
    client.post(ITEM, data=filled(client.last_page, state="partly", go_on=""))
    page = client.get(ITEM).text
    assert "This answer is yours: somebody else must look at it." in page
    assert 'name="accept"' not in page


def test_evidence_is_attached_in_place(client: CheckingClient, actor: Actor, product: str) -> None:
    old = make.make_evidence(actor, product=product, title="Old", expires_on=date(2026, 9, 1))
    client.get(ITEM)
    given = filled(client.last_page, evidence=old)
    assert client.post(f"{ITEM}/evidence", data=given).location == ITEM
    assert "Lapsed 1 September 2026" in client.get(ITEM).text
    assert client.post(f"{ITEM}/evidence", data=given | {"evidence": ""}).status_code == 422
    add = f"/rht/evidence/add?answer={product}/CORE-01"
    assert f"It will support {product}/CORE-01." in client.get(add).text
    link = "https://example.org/note"
    answer = client.post(add, data=filled(client.last_page, title="Note", link_url=link))
    assert answer.location == f"{ITEM}#evidence"
    page = client.get("/rht/evidence/EVD-2").text
    assert f'<a href="{ITEM}"><span class="vt-ref">{product}/CORE-01</span></a>' in page
    client.post(f"/rht/evidence/EVD-2/unlink/{product}/CORE-01", data=filled(page))
    assert "Nothing yet. Evidence counts" in client.get("/rht/evidence/EVD-2").text


def test_an_item_is_assigned_with_a_due_date(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    person(actor, Role.officer)
    client.get(ITEM)
    given = filled(client.last_page, assignee="officer@rht.example", due_on="5 October 2026")
    assert client.post(f"{ITEM}/assign", data=given).status_code == 422
    assert "That day has passed." in client.last_page
    given |= {"due_on": "9 October 2026"}
    assert client.post(f"{ITEM}/assign", data=given).status_code == 302
    users.disable_user(actor, "officer@rht.example")
    assert "Example officer (has left)" in client.get(ITEM).text
    other = client.get("/rht/products/PRD-1/items/CORE-02").text
    gone = filled(other, assignee="officer@rht.example", due_on="")
    assert client.post("/rht/products/PRD-1/items/CORE-02/assign", data=gone).status_code == 422
    assert "This person has left." in client.last_page


def test_the_answer_of_a_supplier_is_shown_and_may_be_overridden(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    answered(actor, "SUP-1", "CORE-03", note="Seen in the register.")
    page = client.get(CORE).text
    assert "SUP-1’s answer, for all its products" in page
    assert 'id="state-CORE-03"' not in page
    path = "/rht/products/PRD-1/items/CORE-03"
    assert "Seen in the register." in client.get(path).text
    given = filled(client.last_page, state="met", reason="Sold by another firm.", go_on="")
    assert client.post(path, data=given | {"version": "0"}).status_code == 302
    assert "Differs from its supplier: Sold by another firm." in client.get(CORE).text
    client.get(path)
    assert client.post(f"{path}/withdraw", data=filled(client.last_page)).location == path
    assert "Seen in the register." in client.get(path).text


def test_what_stands_open_is_narrowed_and_asked(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    answered(actor, product)
    assert "holding up the award" in client.get(CORE).text
    assert '<h2 id="items">1 item</h2>' in client.get(f"{CORE}?show=review").text
    ask = "/rht/questions/ask?about=PRD-1&amp;item=CORE-05,CORE-06,CORE-07,CORE-08"
    page = client.get(CORE).text
    assert ask.replace(",", "%2C") in page or ask in page
    asked = client.get("/rht/questions/ask?about=PRD-1&item=CORE-05,CORE-06").text
    assert "[PRD-1/CORE-05, PRD-1/CORE-06]" in asked
    assert "We would like to ask you 2 things." in asked
    assert client.get("/rht/questions/ask?about=PRD-1&item=CORE-99").status_code == 404
    assert client.get("/rht/questions/ask?about=PRD-1&item=CORE-01").status_code == 422


def test_a_reader_reads_and_is_offered_nothing(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    answered(actor, product)
    client.sign_in_as(actor, "reader")
    for path in (CORE, ITEM, "/rht/suppliers/SUP-1/items/CORE-03"):
        page = client.get(path).text
        assert '<form method="post"' not in page, path
    stored = session().scalars(sa.select(Answer.number)).one()
    assert client.get(f"/rht/answers/ANS-{stored}").location == ITEM
    assert client.get("/rht/assessments/ASM-1").location == CORE
    assert client.get("/rht/find?q=prd-1/core-01").location.endswith(ITEM)
    assert client.get("/rht/find?q=PRD-1/CORE-99").status_code == 200
    assert client.get("/rht/products/PRD-1/items/CORE-99").status_code == 404
    assert client.get("/rht/products/PRD-1/checklists/NONE").status_code == 404
    assert client.get("/rht/items/CORE-01").status_code == 404


def test_what_is_about_us_is_answered_on_a_page_of_its_own(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    worlds.publish(actor, "OUR", "1.0", about="organisation", answered_by="us", covered_by="")
    path = "/rht/items/OUR-01"
    client.get(path)
    given = filled(client.last_page, state="partly", note="A policy of 2024.", go_on="next")
    assert client.post(path, data=given).location == f"{path}?saved=OUR-01"
    assert (
        "Our answer, for all products" in client.get(f"/rht/products/{product}/items/OUR-01").text
    )
    assert "Answer it there" in client.last_page
    assert client.get("/rht/answers/ANS-1").location == path


def test_a_section_sends_as_few_for_many_answers_as_for_two(
    client: CheckingClient, actor: Actor, product: str, database: Database
) -> None:
    ref = make.make_evidence(actor, product=product)
    sent = []
    for items in (("CORE-01", "CORE-02"), ("CORE-05", "CORE-06", "CORE-07", "CORE-09")):
        for item in items:
            answered(actor, product, item, state=AnswerState.met)
            evidence_links.link_evidence(actor, ref, f"{product}/{item}")
        with counted(database) as found:
            assert client.get(CORE).status_code == 200
        sent.append(len(found))
    assert sent[0] == sent[1]
    assert sent[0] <= 14


def test_a_section_counts_and_names_the_flags_of_its_items(actor: Actor, product: str) -> None:
    product = make.make_product(actor, "Second (example)", supplier="SUP-1", stage=Stage.live)
    ref = make.make_evidence(actor, product=product)
    for item in ("CST-04", "CST-05"):
        answered(actor, product, item, state=AnswerState.met)
        evidence_links.link_evidence(actor, ref, f"{product}/{item}")
    page = get_section(actor, product, "CST")
    assert (page.progress.met, page.progress.answered) == (2, 2)
    assert {one.flag.rule_code for one in page.items if one.flag} == {"F31", "F32"}
    assert all(one.reading.item.checklist == "CST" for one in (*page.items, *page.beside))

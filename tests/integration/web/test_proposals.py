"""Copying answers on pages, values that items ask for, and questions that changed."""

import html
import re

import pytest

from tests import factories as make
from tests.clients import CheckingClient
from tests.counting import counted
from tests.integration.services.test_ownchecklists import OWN, own
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.checklists.loading import parse_checklist
from vendor_tracker.domain.vocabulary import AnswerState, Stage
from vendor_tracker.services import answers, evidence_links, ownchecklists
from vendor_tracker.storage.db import Database

VALUED = {
    "ODB-01": 'answer = "choice"\noptions = ["UK", "EU"]\n',
    "ODB-02": 'answer = "day"\n',
    "ODB-03": 'answer = "number"\n',
}


@pytest.fixture
def product(actor: Actor) -> str:
    """Make a product to answer for."""
    supplier = make.make_supplier(actor)
    return make.make_product(actor, supplier=supplier, stage=Stage.evaluating)


def words_of(text: str) -> str:
    """Return the words of a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def test_answers_are_copied_used_and_taken_away(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    other = make.make_product(actor, "Second (example)", supplier="SUP-1", stage=Stage.evaluating)
    answers.save_answer(actor, other, "CORE-01", version=None, state=AnswerState.met)
    answers.save_answer(actor, other, "CORE-02", version=None, state=AnswerState.partly)
    paper = make.make_evidence(actor, title="Letter", supplier="SUP-1")
    evidence_links.link_evidence(actor, paper, f"{other}/CORE-01")
    overview = f"/rht/products/{product}/checklists"
    assert f"{overview}/copy" in client.get(overview).text
    assert client.send(f"{overview}/copy", source="").status_code == 422
    assert client.send(f"{overview}/copy", source=other).status_code == 302
    item = f"/rht/products/{product}/items/CORE-01"
    page = client.get(item)
    shown = words_of(page.text)
    assert f"Proposed from {other}/CORE-01 : Met." in shown
    assert "Letter About the supplier: it may show it here too." in shown
    assert re.search(r'value="met"\s+checked', page.text)
    assert f"From {other}/CORE-01: met" in words_of(client.get(f"{overview}/CORE").text)
    assert client.send(item, state="met").status_code == 302
    assert "Proposed from" not in client.get(item).text
    second = f"/rht/products/{product}/items/CORE-02"
    client.get(second)
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.last_page)
    assert token is not None
    assert client.post(f"{second}/decline", data={"csrf_token": token[1]}).status_code == 302
    assert "Nobody has answered it yet." in client.get(second).text
    assert client.get("/rht/answers?state=all").status_code == 200


def test_an_item_asks_for_a_value_of_its_kind(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    text = OWN
    for code, more in VALUED.items():
        text = text.replace(f'id = "{code}"\n', f'id = "{code}"\n{more}')
    ownchecklists.publish(actor, parse_checklist(text, "own.toml"))
    for code, good, shown, bad in (
        ("ODB-01", "EU", "One of a list: EU", "USA"),
        ("ODB-02", "1/2/2026", "Day: 1 February 2026", "someday"),
        ("ODB-03", "12.50", "Number: 12.5", "many"),
    ):
        path = f"/rht/products/{product}/items/{code}"
        assert client.send(path, state="partly", value=bad).status_code == 422, code
        assert client.send(path, state="partly", value=good).status_code == 302, code
        assert shown in words_of(client.get(path).text)
        assert 'value="proposed"' not in client.last_page
    assert client.send(path, state="partly", value="").status_code == 302


def test_a_question_that_changed_shows_both_and_waits(
    client: CheckingClient, actor: Actor, product: str, database: Database
) -> None:
    ownchecklists.publish(actor, own())
    for code in ("ODB-01", "ODB-03"):
        answers.save_answer(actor, product, code, version=None, state=AnswerState.partly)
    newer = OWN.replace('"1.0"', '"1.1"').replace("Is it so?", "Is it otherwise?", 1)
    newer = newer.replace('"ODB-03"', '"ODB-04"')
    ownchecklists.publish(actor, parse_checklist(newer, "own.toml"))
    section = f"/rht/products/{product}/checklists/ODB"
    client.get(section)
    with counted(database) as found:
        page = words_of(client.get(section).text)
    assert len(found) <= 16, str(found)
    assert "Since version 1.0, under which it was answered" in page
    assert "ODB-01 It asked Is it so? It asks now Is it otherwise?" in page
    assert "New ODB-04" in page
    assert "No longer asked ODB-03" in page
    item = f"/rht/products/{product}/items/ODB-01"
    shown = words_of(client.get(item).text)
    assert "Question changed" in shown
    assert "The question changed in version 1.1." in shown
    assert client.send(item, state="partly").status_code == 302
    assert "Question changed" not in client.get(item).text

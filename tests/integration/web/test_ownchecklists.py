"""Pages on which checklists come in, are published, and are used otherwise."""

import html
import io
import json
import re

import openpyxl
import pytest

from tests import factories as make
from tests.clients import CheckingClient
from tests.integration.services.test_ownchecklists import OWN
from tests.unit.domain.checklists.test_foreign import catalogue, control
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import AnswerState
from vendor_tracker.services import answers
from vendor_tracker.storage.libraries import load_library

BASE = "/rht/checklists"


@pytest.fixture
def admin(client: CheckingClient, actor: Actor) -> CheckingClient:
    """Return a browser of an administrator."""
    client.sign_in_as(actor, "administrator")
    return client


def words_of(text: str) -> str:
    """Return the words of a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def bring(client: CheckingClient, name: str, content: str | bytes, **more: str) -> str:
    """Send a file, and return where it is looked at."""
    raw = content.encode() if isinstance(content, str) else content
    data = {"file": (io.BytesIO(raw), name), **more}
    answer = client.send(f"{BASE}/add", **data)
    assert answer.status_code == 302, words_of(answer.text)
    return str(answer.location)


def test_a_checklist_with_a_mistake_is_told_then_corrected_and_published(
    admin: CheckingClient, actor: Actor
) -> None:
    spoilt = OWN.replace('gate = "award"', 'gate = "awrad"', 1)
    refused = admin.get(bring(admin, "own.toml", spoilt))
    assert refused.status_code == 422
    line = 1 + spoilt[: spoilt.index("awrad")].count("\n")
    assert f"own.toml, line {line}: ODB-01 has the gate “awrad”" in words_of(refused.text).replace(
        '"', "“", 1
    ).replace('"', "”", 1)
    there = bring(admin, "own.toml", OWN)
    page = admin.get(there)
    assert "New: 3 items" in words_of(page.text)
    mark = re.search(r'name="fingerprint"[^>]*value="([0-9a-f]{64})"', page.text)
    assert mark is not None
    done = admin.send(there, fingerprint=mark[1], reason="The board asked.")
    assert done.location == f"{BASE}/ODB/items"
    assert "ODB" in load_library(actor.organisation_id).by_checklist
    shown = words_of(admin.get(done.location).text)
    assert "The board asked." in shown
    assert "It comes from: Our board" not in shown
    assert "Our board" in words_of(admin.get(f"{BASE}/all").text)
    assert "published already" in words_of(admin.get(bring(admin, "own.toml", OWN)).text)


def test_a_catalogue_is_published_under_a_code(admin: CheckingClient) -> None:
    there = bring(admin, "sec.json", catalogue(control("1.1")), code="sec", gate="pilot")
    page = words_of(admin.get(there).text)
    assert (
        "SEC-01 Control 1.1: Keep a list; Look at it yearly Section First Asked for Pilot" in page
    )
    for text, words in (("{", "this is not JSON"), (json.dumps({"a": 1}), "no OSCAL catalogue")):
        refused = admin.get(bring(admin, "sec.json", text, code="SEC"))
        assert words in words_of(refused.text)
    assert "code of two to six letters" in words_of(admin.get(bring(admin, "x.json", "{}")).text)


def test_a_list_is_mapped_by_its_columns(admin: CheckingClient) -> None:
    there = bring(admin, "list.csv", "Ref,Frage,Type\nA1,Who signs in?,text\n", code="lst")
    page = admin.get(there)
    assert "/columns?" in there
    assert "Who signs in?" in page.text
    assert re.search(r'<option value="Ref" selected>', page.text), "the usual heading is known"
    preview = there.replace("/columns?", "/preview?") + "&in-text=Frage&in-id=Ref&in-answer=Type"
    shown = words_of(admin.get(preview).text)
    assert "LST-01 Who signs in?" in shown
    assert "Choose other columns" in shown
    missing = admin.get(there.replace("/columns?", "/preview?") + "&in-text=Gone")
    assert "it has no column “Gone”" in words_of(missing.text)


def test_the_template_goes_out_and_comes_back(admin: CheckingClient, actor: Actor) -> None:
    publish(admin, "own.toml", OWN)
    sent = admin.get(f"{BASE}/template.xlsx?of=ODB")
    book = openpyxl.load_workbook(io.BytesIO(sent.data))
    assert book["Checklist"]["B2"].value == "1.1"
    assert [row[0].value for row in book["Items"].iter_rows(min_row=2)] == [
        "ODB-01", "ODB-02", "ODB-03"]  # fmt: skip
    book["Items"]["C2"].value = "Is it otherwise?"
    out = io.BytesIO()
    book.save(out)
    page = words_of(admin.get(bring(admin, "odb.xlsx", out.getvalue())).text)
    assert "Against ODB 1.0: 0 new, 1 asked in other words, 0 otherwise changed, 0 no" in page
    assert "It asked Is it so? It asks now Is it otherwise?" in page
    assert admin.get(f"{BASE}/template.xlsx?of=NONE").status_code == 404


def test_a_template_with_a_mistake_says_the_row(admin: CheckingClient) -> None:
    book = openpyxl.load_workbook(io.BytesIO(admin.get(f"{BASE}/template.xlsx").data))
    for cell, value in zip("ABCDE", ("ODB", "1.0", "A title", "For all.", "Us"), strict=True):
        book["Checklist"][f"{cell}2"].value = value
    for row in (2, 3):
        for cell, value in zip("ABC", (f"ODB-0{row}", "One", "Is it so?"), strict=True):
            book["Items"][f"{cell}{row}"].value = value
    book["Items"]["K3"].value = "Someday"
    out = io.BytesIO()
    book.save(out)
    page = words_of(admin.get(bring(admin, "odb.xlsx", out.getvalue())).text)
    assert "odb.xlsx, row 3 of Items: Gate is “Someday”; known: Shortlist" in page
    book["Items"]["K3"].value = "Pilot"
    out = io.BytesIO()
    book.save(out)
    page = words_of(admin.get(bring(admin, "odb.xlsx", out.getvalue())).text)
    assert "ODB-03 Is it so? Section One Asked for Pilot" in page


def test_an_item_is_changed_with_a_reason_that_is_shown(
    admin: CheckingClient, actor: Actor
) -> None:
    there = f"{BASE}/CST/items/CST-04/change"
    assert admin.get(there).status_code == 200
    empty = admin.send(there, severity="minor", months="6", reason="")
    assert empty.status_code == 422
    sent = {"severity": "minor", "months": "6", "reason": "We look twice a year."}
    assert admin.send(there, **sent).status_code == 302
    page = words_of(admin.get(f"{BASE}/CST/items").text)
    assert "CST-04 asked as minor, holds for 6 months" in page
    assert "We look twice a year." in page
    assert admin.send(f"{BASE}/CST/use", reason="Elsewhere.").status_code == 302
    assert "CST" not in load_library(actor.organisation_id).by_checklist
    assert "CST, out of use" in words_of(admin.get(f"{BASE}/all").text)
    assert admin.get(f"{BASE}/CST").status_code == 404


def test_an_item_that_a_rule_watches_over_offers_its_months_alone(admin: CheckingClient) -> None:
    there = f"{BASE}/DTA/items/DTA-04/change"
    page = admin.get(there).text
    assert "Rule F30 watches over this item" in page
    assert "Do not ask it here" not in page
    assert admin.send(there, months="12", reason="We look each year.").status_code == 302
    refused = admin.send(there, months="12", is_retired="y", reason="Not for us.")
    assert refused.status_code == 422
    assert "waive that with a reason" in refused.text


def test_two_who_change_the_same_item_are_told(admin: CheckingClient) -> None:
    there = f"{BASE}/CST/items/CST-04/change"
    sent = {"severity": "minor", "months": "6", "reason": "We look twice a year."}
    assert admin.send(there, version="1", **sent).status_code == 302
    assert admin.send(there, version="1", **(sent | {"severity": "critical"})).status_code == 409
    assert "CST-04" in admin.last_page
    assert admin.send(there, version="", **(sent | {"months": "7"})).status_code == 409
    assert admin.send(f"{BASE}/CST/use", version="1", reason="Elsewhere.").status_code == 302
    assert admin.send(f"{BASE}/CST/use", version="1", reason="Elsewhere.").status_code == 409
    assert admin.send(there, version="2", **(sent | {"months": "7"})).status_code == 302


def test_answers_to_what_is_retired_are_kept(admin: CheckingClient, actor: Actor) -> None:
    product = make.make_product(actor, supplier=make.make_supplier(actor))
    answers.save_answer(actor, product, "CST-04", version=None, state=AnswerState.partly)
    sent = {"is_retired": "y", "severity": "major", "months": "12", "reason": "Not for us."}
    admin.send(f"{BASE}/CST/items/CST-04/change", **sent)
    page = admin.get(f"/rht/products/{product}/checklists/CST")
    assert page.status_code == 200
    assert admin.get(f"/rht/products/{product}/items/CST-04").status_code == 404
    assert admin.get("/rht/register.xlsx").status_code == 200


def test_who_may_not_change_sees_how_it_is_used(client: CheckingClient, actor: Actor) -> None:
    client.sign_in_as(actor, "officer")
    for path in ("all", "CST/items"):
        page = client.get(f"{BASE}/{path}")
        assert page.status_code == 200
        assert "/change" not in page.text
    assert client.get(f"{BASE}/add").status_code == 403


def publish(client: CheckingClient, name: str, content: str) -> None:
    """Bring a checklist in and publish it."""
    there = bring(client, name, content)
    mark = re.search(r'name="fingerprint"[^>]*value="([0-9a-f]{64})"', client.get(there).text)
    assert mark is not None
    assert client.send(there, fingerprint=mark[1]).status_code == 302

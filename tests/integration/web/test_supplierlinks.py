"""What a link opens: read, answered in parts, passed on, handed in, corrected, replied to."""

import io
import re
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from openpyxl import load_workbook

from tests import factories
from tests.clients import CheckingClient, filled
from tests.linking import links_app, supplier_of
from tests.people import person
from tests.questioning import make_request
from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import RequestReview, Role, Stage
from vendor_tracker.services import requestlinks, requests
from vendor_tracker.storage.db import Database, session
from vendor_tracker.storage.models import RequestFile
from vendor_tracker.storage.queries.evidence import get_evidence
from vendor_tracker.storage.queries.requests import get_request

ITEMS = ("K04", "K06", "TRA-07")


@pytest.fixture
def ref(actor: Actor) -> str:
    """Return a request that is with the supplier."""
    supplier = factories.make_supplier(actor)
    factories.make_product(actor, supplier=supplier, stage=Stage.evaluating)
    return make_request(actor, items=ITEMS)


@pytest.fixture
def token(actor: Actor, ref: str) -> str:
    """Return a link to the request."""
    return requestlinks.make_link(actor, ref, made_for="Kim")


@pytest.fixture
def second(database: Database, tmp_path: Path) -> Flask:
    """Return the application for suppliers."""
    return links_app(database, tmp_path)


@pytest.fixture
def kim(second: Flask) -> CheckingClient:
    """Return the browser of somebody at the supplier."""
    return supplier_of(second)


def test_they_read_first_who_asks_why_how_much_and_by_when(kim: CheckingClient, token: str) -> None:
    answer = kim.get(f"/answer/{token}/")
    assert answer.status_code == 200
    for words in (
        "Riverside Trust (example)", "We compare.", "3 questions", "Freedom of information",
        "No day set", "Your record", "Download all questions",
    ):  # fmt: skip
        assert words in kim.last_page
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_answers_are_saved_resumed_handed_in_and_corrected(
    kim: CheckingClient, token: str, actor: Actor, ref: str
) -> None:
    home = f"/answer/{token}/"
    kim.send(f"{home}sections/1", **{"K04-value": "nil"})
    page = kim.get(f"{home}sections/1").text
    assert 'value="nil"' in page
    assert "Nobody has looked" not in page
    kim.send(f"{home}sections/2", **{"TRA-07-words": "We tell each month."})
    assert kim.send(f"{home}hand-in", said_by="Kim").status_code == 302
    waits = {line.code: line.review for line in get_request(actor, ref).lines}
    assert [code for code in ITEMS if waits[code] is RequestReview.waiting] == ["K06"]
    judge = person(actor, "judge", Role.reviewer)
    requests.return_item(judge, ref, "TRA-07", version=None, reason="To whom?")
    page = kim.get(f"{home}sections/2").text
    assert "To whom?" in page
    assert "We tell each month." in page
    kim.send(f"{home}sections/2", **{"TRA-07-words": "We tell you each month."})
    kim.send(f"{home}hand-in", said_by="Kim")
    line = next(one for one in get_request(actor, ref).lines if one.code == "TRA-07")
    assert (line.words, line.review) == ("We tell you each month.", RequestReview.to_review)


def test_what_cannot_be_read_is_kept_and_said(kim: CheckingClient, token: str) -> None:
    path = f"/answer/{token}/sections/1"
    answer = kim.send(path, **{"K04-value": "a lot", "K06-confidential_until": "soon"})
    assert answer.status_code == 422
    assert "is saved" in kim.last_page
    assert 'value="a lot"' in kim.get(path).text
    assert "Put this right first" in kim.get(f"/answer/{token}/hand-in").text
    answer = kim.send(f"/answer/{token}/hand-in", said_by="Kim")
    assert answer.status_code == 422


def test_two_people_on_one_link_do_not_overwrite_each_other(
    kim: CheckingClient, second: Flask, token: str
) -> None:
    path = f"/answer/{token}/sections/1"
    sent = filled(kim.get(path).text) | {"K04-value": "500 once"}
    supplier_of(second).send(path, **{"K04-value": "nil"})
    answer = kim.post(path, data=sent)
    assert answer.status_code == 422
    assert "Somebody else saved" in answer.text
    assert 'value="500 once"' in answer.text
    assert kim.post(path, data=filled(kim.last_page)).status_code == 302


def test_a_section_is_passed_on_with_a_link_of_its_own(
    kim: CheckingClient, second: Flask, token: str
) -> None:
    kim.send(f"/answer/{token}/sections/1/pass-on", made_for="Finance")
    found = re.search(r"http://127\.0\.0\.1:8001(/answer/([\w-]{43})/)<", kim.last_page)
    assert found is not None
    other = supplier_of(second)
    page = other.get(found[1]).text
    assert "Costs" in page
    assert "Your record" not in page
    assert other.get(f"{found[1]}sections/2").status_code == 404
    assert other.get(f"{found[1]}record").status_code == 404
    answer = other.send(f"{found[1]}sections/1/pass-on", made_for="Others")
    assert answer.status_code == 422
    sheets = load_workbook(io.BytesIO(other.get(f"{found[1]}questions.xlsx").data)).sheetnames
    assert "Costs" in sheets
    assert len([name for name in sheets if name not in ("Instructions", "Lists")]) == 1
    page = kim.get(f"/answer/{token}/sections/1").text
    assert "passed on to Finance" in page
    kim.post(f"/answer/{token}/sections/1/take-back", data=filled(page))
    assert other.get(found[1]).status_code == 410
    assert "revoked" in other.last_page


def test_a_file_answers_questions_and_is_kept_as_evidence(
    kim: CheckingClient, client: CheckingClient, token: str, actor: Actor, ref: str
) -> None:
    path = f"/answer/{token}/files"
    file = (io.BytesIO(b"Our report on clarity."), "report.txt")
    sent = filled(kim.get(path).text) | {"file": file, "title": "Report", "items": ["TRA-07"]}
    assert kim.post(path, data=sent).status_code == 302, kim.last_page
    assert "Report" in kim.get(path).text
    kim.send(f"/answer/{token}/hand-in", said_by="Kim")
    line = next(one for one in get_request(actor, ref).lines if one.code == "TRA-07")
    assert line.words == "See “Report”."
    page = client.get(f"/rht/requests/{ref}").text
    key = re.search(r'name="file" value="(\w{12})"', page)
    assert key is not None
    sent = filled(page) | {"file": key[1]}
    answer = client.post(f"/rht/requests/{ref}/files/keep", data=sent)
    made = answer.location.rpartition("/")[2]
    kept = get_evidence(actor, made, on=clock.today(), warning_days=60)
    assert (kept.title, kept.file is not None) == ("Report", True)
    assert "supplier by link, Kim" in client.get(f"/rht/history/{ref}").text


def test_a_file_is_taken_back_and_forgotten(
    kim: CheckingClient, token: str, actor: Actor, tmp_path: Path
) -> None:
    path = f"/answer/{token}/files"
    sent = filled(kim.get(path).text) | {
        "file": (io.BytesIO(b"The wrong one."), "wrong.txt"), "items": ["K04"]
    }  # fmt: skip
    kim.post(path, data=sent)
    assert session().scalar(sa.select(sa.func.count()).select_from(RequestFile)) == 1
    page = kim.get(path).text
    key = re.search(r'name="file" value="(\w{12})"', page)
    assert key is not None
    kim.post(f"{path}/remove", data=filled(page) | {"file": key[1]})
    session().expire_all()
    assert session().scalar(sa.select(sa.func.count()).select_from(RequestFile)) == 0
    assert [one for one in (tmp_path / "evidence").rglob("*") if one.is_file()] == []


def test_a_supplier_reads_its_record_and_replies(
    kim: CheckingClient, client: CheckingClient, token: str, actor: Actor
) -> None:
    factories.make_claim(actor, product="PRD-1", statement="Finds every bleed.")
    factories.make_claim(actor, product="PRD-1", statement="Secret words.", confidential=True,
                         confidential_reason="Ours")  # fmt: skip
    path = f"/answer/{token}/record"
    page = kim.get(path).text
    assert "Finds every bleed." in page
    assert "Secret words." not in page
    answer = kim.send(path, about="CLM-1", text="In our own trial.", said_by="Kim")
    assert answer.status_code == 302, kim.last_page
    assert "In our own trial." in kim.get(path).text
    assert "In our own trial." in client.get("/rht/suppliers/SUP-1/record").text
    page = kim.get(path).text
    assert kim.post(path, data=filled(page) | {"about": "CLM-2"}).status_code == 422


def test_each_link_that_is_none_says_so(
    kim: CheckingClient, token: str, actor: Actor, ref: str
) -> None:
    assert kim.get("/answer/nothing/").status_code == 404
    assert "leads nowhere" in kim.last_page
    lost = kim.last_page
    assert kim.get("/sign-in").status_code == 404
    assert re.sub(r"nonce=\"[\w-]+\"", "", kim.last_page) == re.sub(r"nonce=\"[\w-]+\"", "", lost)
    newer = requestlinks.make_link(actor, ref, made_for="Kim")
    assert kim.get(f"/answer/{token}/").status_code == 410
    assert "replaced by a newer one" in kim.last_page
    requests.withdraw_request(actor, ref, version=None)
    assert kim.get(f"/answer/{newer}/hand-in").status_code == 410
    assert "not asked any more" in kim.last_page


def test_an_address_that_guesses_waits(kim: CheckingClient, token: str) -> None:
    for number in range(10):
        kim.get(f"/answer/guess-{number}/")
    answer = kim.get(f"/answer/{token}/")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "300")

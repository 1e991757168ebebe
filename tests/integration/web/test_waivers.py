"""Pages of waivers: ask at the flag, agree as the right person, see it void."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook

from tests import factories
from tests.clients import CheckingClient
from tests.people import person
from tests.waiving import REASON, ask, change_result, critical_flag, major_flag, set_result
from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import Discipline, Role, Stage
from vendor_tracker.services import users, waivers
from vendor_tracker.storage.queries.waivers import WaiverFilter, list_waivers

TODAY = date(2026, 10, 6)
SENT: dict[str, object] = {"reason_kind": "controlled", "reason": REASON, "ends_on": "1 March 2027"}


@pytest.fixture
def officer(app: Flask, actor: Actor) -> CheckingClient:
    """Return a browser signed in as an officer."""
    return browser(app, actor, "officer")


def browser(
    app: Flask, actor: Actor, role: str, skills: tuple[Discipline, ...] = ()
) -> CheckingClient:
    """Return a browser signed in in this role."""
    made = app.test_client()
    assert isinstance(made, CheckingClient)
    made.sign_in_as(actor, role)
    users.set_disciplines(actor, f"{role}@rht.example", skills)
    return made


def test_a_waiver_is_asked_for_on_the_page_of_the_flag(
    officer: CheckingClient, actor: Actor
) -> None:
    flag = critical_flag(actor)
    page = officer.get(f"/rht/flags/{flag}").text
    assert "Or ask for a waiver" in page
    assert "At most 6 months ahead for a critical flag: by 6 April 2027." in page
    assert "Nobody here may do that yet" in page
    person(actor, "skilled", skills=Discipline)
    assert (
        "other than whoever asks, has to agree: Example skilled."
        in officer.get(f"/rht/flags/{flag}").text
    )
    answer = officer.post(f"/rht/flags/{flag}/waive", data=_with_token(officer, SENT))
    assert answer.location == "/rht/waivers/WVR-1"
    page = officer.get("/rht/waivers/WVR-1").text
    assert REASON in page
    assert "Only a reviewer can agree" in page
    assert "May agree: Example skilled." in page
    assert "waits for a second person" in officer.get(f"/rht/flags/{flag}").text


def test_where_nothing_can_be_asked_for_the_flag_says_why(
    officer: CheckingClient, actor: Actor
) -> None:
    flag = major_flag(actor)
    officer.get(f"/rht/flags/{flag}/waive")
    sent = _with_token(officer, SENT)
    assert officer.post(f"/rht/flags/{flag}/waive", data=sent).status_code == 302
    assert officer.get(f"/rht/flags/{flag}/waive").location == f"/rht/flags/{flag}#waive"
    again = officer.post(f"/rht/flags/{flag}/waive", data=sent)
    assert again.status_code == 422
    assert "WVR-1 is asked for FLG-1 already" in again.text


def test_what_is_wrong_is_shown_at_its_field_and_nothing_is_lost(
    officer: CheckingClient, actor: Actor
) -> None:
    flag = critical_flag(actor)
    answer = officer.send(f"/rht/flags/{flag}/waive", **SENT | {"ends_on": "1 May 2027"})
    assert answer.status_code == 422
    assert "6 months at most: until 6 April 2027" in answer.text
    assert REASON in answer.text
    answer = officer.send(f"/rht/flags/{flag}/waive", **SENT | {"reason": "Fine."})
    assert "Say in a sentence" in answer.text


def test_the_requester_is_told_why_not(app: Flask, actor: Actor) -> None:
    reviewer = browser(app, actor, "reviewer", tuple(Discipline))
    flag = critical_flag(actor)
    reviewer.send(f"/rht/flags/{flag}/waive", **SENT)
    page = reviewer.get("/rht/waivers/WVR-1").text
    assert "somebody else has to agree" in page
    assert 'name="note"' not in page
    sent = _with_token(reviewer, {"note": "", "version": "1"})
    answer = reviewer.post("/rht/waivers/WVR-1/agree", data=sent)
    assert answer.status_code == 422
    assert "somebody else has to agree" in answer.text


def test_a_reviewer_without_the_skill_is_told_who_may(app: Flask, actor: Actor) -> None:
    ask(person(actor, "asker", Role.officer), critical_flag(actor))
    person(actor, "skilled", skills=Discipline)
    page = browser(app, actor, "reviewer").get("/rht/waivers/WVR-1").text
    assert "a reviewer with the skill" in page
    assert "May agree: Example skilled." in page


def test_a_gap_that_closed_waits_for_nobody(app: Flask, actor: Actor) -> None:
    ask(person(actor, "asker", Role.officer), critical_flag(actor))
    reviewer = browser(app, actor, "reviewer", tuple(Discipline))
    mine = "/rht/waivers?state=asked&waits=me"
    assert "WVR-1" in reviewer.get(mine).text
    factories.change(actor, "PRD-1", stage=Stage.watching)
    assert "WVR-1" not in reviewer.get(mine).text
    page = reviewer.get("/rht/waivers/WVR-1").text
    assert "The gap is not asked about today, so there is nothing to agree to." in page
    assert 'name="note"' not in page
    factories.change(actor, "PRD-1", stage=Stage.evaluating)
    assert "WVR-1" in reviewer.get(mine).text
    change_result(actor, estimate=Decimal(97), low=Decimal(95), high=Decimal(99))
    assert "WVR-1" not in reviewer.get(mine).text
    page = reviewer.get("/rht/waivers/WVR-1").text
    assert "The gap that it was given for has closed." in page
    assert 'name="note"' not in page


def test_the_right_person_agrees_and_the_counts_follow(app: Flask, actor: Actor) -> None:
    flag = critical_flag(actor)
    ask(person(actor, "asker", Role.officer), flag)
    reviewer = browser(app, actor, "reviewer", tuple(Discipline))
    home = reviewer.get("/rht/").text
    assert "waiver waits for you" in home
    assert "WVR-1" in reviewer.get("/rht/work").text
    assert "WVR-1" in reviewer.get("/rht/waivers?state=asked&waits=me").text
    sent = _with_token(reviewer, {"note": "For one season.", "version": "1"}, "/rht/waivers/WVR-1")
    assert reviewer.post("/rht/waivers/WVR-1/agree", data=sent).status_code == 302
    page = reviewer.get("/rht/waivers/WVR-1").text
    assert "Holds until 1 March 2027" in page
    assert "For one season." in page
    assert "1 gap waived, counted apart" in reviewer.get("/rht/products/PRD-1").text
    assert "WVR-1</span></a> lets it stand" in reviewer.get("/rht/products/PRD-1/flags").text
    assert "lets this gap stand until 1 March 2027" in reviewer.get(f"/rht/flags/{flag}").text
    history = reviewer.get("/rht/history/WVR-1").text
    assert "Agreed" in history
    assert "Example reviewer" in history


def test_refusing_needs_a_note(app: Flask, actor: Actor) -> None:
    ask(person(actor, "asker", Role.officer), major_flag(actor))
    reviewer = browser(app, actor, "reviewer")
    reviewer.get("/rht/waivers/WVR-1")
    sent = _with_token(reviewer, {"note": "", "version": "1"})
    answer = reviewer.post("/rht/waivers/WVR-1/refuse", data=sent)
    assert answer.status_code == 422
    assert "Say why not" in answer.text
    answer = reviewer.post("/rht/waivers/WVR-1/refuse", data=sent | {"note": "Name an owner."})
    assert answer.status_code == 302
    page = reviewer.get("/rht/waivers/WVR-1").text
    assert "Refused on 6 October 2026" in page
    assert "Name an owner." in page


def test_a_void_waiver_says_so_on_three_pages(app: Flask, actor: Actor) -> None:
    flag = critical_flag(actor)
    ask(person(actor, "asker", Role.officer), flag)
    waivers.agree_waiver(person(actor, "skilled", skills=Discipline), "WVR-1", version=1)
    reader = browser(app, actor, "reader")
    with clock.set_to(datetime(2026, 10, 7, 9, tzinfo=UTC)):
        set_result({"low": Decimal(70)})
        factories.change(actor, "CLM-1", said_where="Second report")
    notice = "WVR-1 is void since 7 October 2026: the facts it was given for have changed."
    for address in (f"flags/{flag}", "products/PRD-1", "products/PRD-1/flags", "waivers/WVR-1"):
        page = reader.get(f"/rht/{address}").text
        assert notice in page, address
        assert "70, was 75" in page, address
    assert "Void since 7 October 2026" in reader.get("/rht/waivers?state=void").text


def test_it_is_taken_back_by_anybody_who_may_log(officer: CheckingClient, actor: Actor) -> None:
    ask(person(actor, "asker", Role.officer), major_flag(actor))
    officer.get("/rht/waivers/WVR-1")
    sent = _with_token(officer, {"version": "1"})
    assert officer.post("/rht/waivers/WVR-1/withdraw", data=sent).status_code == 302
    assert "Withdrawn on 6 October 2026" in officer.get("/rht/waivers/WVR-1").text
    answer = officer.post("/rht/waivers/WVR-1/withdraw", data=sent)
    assert answer.status_code == 422
    assert "withdrawn already" in answer.text


def test_an_old_page_is_told_what_changed_meanwhile(app: Flask, actor: Actor) -> None:
    ask(person(actor, "asker", Role.officer), major_flag(actor))
    reviewer = browser(app, actor, "reviewer")
    sent = _with_token(reviewer, {"note": "Fine.", "version": "7"}, "/rht/waivers/WVR-1")
    assert reviewer.post("/rht/waivers/WVR-1/agree", data=sent).status_code == 409


def test_the_list_is_filtered_sorted_and_downloaded(client: CheckingClient, actor: Actor) -> None:
    asker = person(actor, "asker", Role.officer)
    for number in range(1, 4):
        supplier = factories.make_supplier(actor, f"Supplier {number}", owner="")
        factories.make_product(actor, supplier=supplier)
        ask(asker, f"FLG-{number}", ends_on=date(2027, number, 1))
    waivers.withdraw_waiver(asker, "WVR-2", version=1)
    page = list_waivers(actor, WaiverFilter(), TODAY)
    assert [row.reference for row in page.rows] == ["WVR-1", "WVR-3"]
    assert [
        row.reference for row in list_waivers(actor, WaiverFilter("withdrawn"), TODAY).rows
    ] == ["WVR-2"]
    assert list_waivers(actor, WaiverFilter("", mine=True), TODAY).rows == []
    text = client.get("/rht/waivers?state=&sort=-ends").text
    assert text.index("WVR-3") < text.index("WVR-2") < text.index("WVR-1")
    book = load_workbook(BytesIO(client.get("/rht/waivers.xlsx?state=&sort=-ends").data))
    assert [row[0].value for row in book["Waivers"].iter_rows()][-3:] == ["WVR-3", "WVR-2", "WVR-1"]


def test_an_administrator_says_what_somebody_may_agree_to(
    client: CheckingClient, actor: Actor
) -> None:
    person(actor, "reviewer")
    assert "major and minor gaps alone" in client.get("/rht/people").text
    address = "/rht/people/reviewer@rht.example/waivers"
    page = client.get(address).text
    assert "Clinical safety" in page
    answer = client.post(
        address, data=_with_token(client, {"disciplines": ["safety", "finance"]}, address)
    )
    assert answer.location == "/rht/people"
    assert "Clinical safety, Finance" in client.get("/rht/people").text
    assert client.get("/rht/people/nobody@rht.example/waivers").status_code == 404


def _with_token(
    given: CheckingClient, fields: dict[str, object], address: str = ""
) -> dict[str, object]:
    """Return fields with the token of the last page that was read."""
    if address:
        given.get(address)
    if "csrf_token" not in given.last_page:
        given.get("/rht/flags/FLG-1/waive")
    token = given.last_page.split('name="csrf_token" value="')[1].split('"')[0]
    return {**fields, "csrf_token": token}

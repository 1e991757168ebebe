"""The review queue: filters, acts on many flags, lists that people keep, one flag's own form."""

from datetime import date

import pytest

from tests import factories
from tests.clients import CheckingClient
from tests.counting import counted
from tests.integration.web.test_flags import make_unowned
from vendor_tracker.domain.actor import Actor
from vendor_tracker.services import flagwork, users
from vendor_tracker.storage.db import Database
from vendor_tracker.storage.queries.flags import FlagFilter, get_flag, list_flags

ME = "administrator@rht.example"
QUEUE = "/rht/flags?rule=F41"


@pytest.fixture
def flags(client: CheckingClient, actor: Actor) -> list[str]:
    """Make three suppliers that nobody looks after, and return their flags."""
    make_unowned(actor, 3)
    return sorted(row.reference for row in list_flags(actor, FlagFilter(rule="F41")).rows)


def work(act: str, *refs: str, **more: str) -> str:
    """Return the address of the page on which something is done with flags."""
    chosen = "".join(f"&refs={ref}" for ref in refs)
    extra = "".join(f"&{name}={value}" for name, value in more.items())
    return f"/rht/flags/work?act={act}&rule=F41{chosen}{extra}"


def after(client: CheckingClient, path: str, **fields: str) -> str:
    """Do something with flags, and return the list that follows."""
    answer = client.send(path, **fields)
    assert answer.status_code == 302, client.last_page
    return client.get(answer.location).text


def test_chosen_flags_are_given_to_somebody(client: CheckingClient, flags: list[str]) -> None:
    page = client.get(QUEUE).text
    assert all(f'value="{ref}"' in page for ref in flags)
    assert "Skip to what to do with them" in page
    chosen = client.get(work("assign", *flags[:2])).text
    assert "2 flags." in chosen
    assert flags[2] not in chosen
    page = after(client, work("assign", *flags[:2]), owner=ME)
    assert "2 flags were given to Example administrator." in page
    assert "Showing 3 of 3" in page
    mine = client.get("/rht/flags?owner=mine").text
    assert "Showing 2 of 2" in mine
    assert "Remove filter: </span>Mine" in mine
    assert "Showing 1 of 1" in client.get(f"{QUEUE}&owner=nobody").text


def test_all_that_match_are_set_aside_and_counted(client: CheckingClient, flags: list[str]) -> None:
    chosen = client.get(work("wait", all="1")).text
    assert "3 flags." in chosen
    page = after(client, work("wait", all="1"), until="12 December 2026")
    assert "3 flags were set to wait for the supplier until 12 December 2026." in page
    assert "Showing 0 of 0" in page
    assert "3 more flags wait for the supplier</a>" in page
    waiting = client.get(f"{QUEUE}&state=waiting").text
    assert "waiting for the supplier until 12 December 2026" in waiting
    assert "Showing 3 of 3" in client.get(f"{QUEUE}&state=open").text
    page = after(client, work("wait", all="1", state="waiting"), until="")
    assert "3 flags were taken up again." in page


def test_more_than_a_page_is_done_and_the_first_twenty_are_named(
    client: CheckingClient, actor: Actor
) -> None:
    make_unowned(actor, 60)
    page = client.get(QUEUE).text
    assert "All 60 that match" in page
    page = client.get(work("due", all="1")).text
    assert "60 flags." in page
    assert "The first 20 of 60 flags" in page
    assert "60 flags were made due on 1 December 2026." in after(
        client, work("due", all="1"), due_on="1 December 2026"
    )
    rows = list_flags(actor, FlagFilter(rule="F41")).rows
    assert {row.standing.due_on for row in rows} == {date(2026, 12, 1)}


def test_what_moved_on_meanwhile_is_reported(
    client: CheckingClient, actor: Actor, flags: list[str]
) -> None:
    path = work("note", *flags)
    client.get(path)
    flagwork.note_flags(actor, flags[:1], "Wait.")
    seen = " ".join(f"{ref[4:]}.1" for ref in flags)
    page = after(client, path, text="Rang them.", seen=seen)
    assert "2 flags were given the note." in page
    assert f"{flags[0]} was left alone: somebody else changed it meanwhile." in page


@pytest.mark.parametrize(
    "act, fields, words",
    [
        ("due", {"due_on": "1 September 2026"}, "gone already"),
        ("wait", {"until": "6 October 2026"}, "a day to come"),
        ("assign", {"owner": "nobody@else.example"}, "Nobody here has this address"),
        ("note", {"text": " "}, "Write a few words first."),
        ("waive", {"reason": "", "ends_on": ""}, "Error"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    client: CheckingClient, flags: list[str], act: str, fields: dict[str, str], words: str
) -> None:
    assert client.send(work(act, *flags), **fields).status_code == 422
    assert words in client.last_page
    assert "3 flags." in client.last_page


@pytest.mark.parametrize(
    "query", ["", "act=assign", "act=x&refs=FLG-1", "act=assign&refs=FLG-987654&refs=x", "all=1"]
)
def test_nothing_chosen_leads_back_to_the_list(client: CheckingClient, query: str) -> None:
    answer = client.get(f"/rht/flags/work?{query}")
    assert answer.status_code == 302
    assert "Choose at least one open flag" in client.get(answer.location).text


def test_waivers_are_asked_for_many_at_once(client: CheckingClient, flags: list[str]) -> None:
    reason = "The medical physics team looks after each of them until a lead is named."
    page = after(
        client, work("waive", *flags), reason_kind="accepted", reason=reason, ends_on="1 March 2027"
    )
    assert "3 flags were sent to a second person" in page


def test_a_reader_sees_no_boxes(client: CheckingClient, actor: Actor, flags: list[str]) -> None:
    client.sign_in_as(actor, "reader")
    page = client.get(QUEUE).text
    assert "Showing 3 of 3" in page
    assert 'name="refs"' not in page
    assert client.get(work("assign", *flags)).status_code == 403
    assert "Nobody" in client.get(f"/rht/flags/{flags[0]}").text


def test_one_flag_has_owner_day_and_waiting_in_one_form(
    client: CheckingClient, flags: list[str]
) -> None:
    path = f"/rht/flags/{flags[0]}"
    fields = {"owner": ME, "due_on": "30 October 2026", "until": "12 December 2026"}
    client.get(path)
    form = {**fields, "version": "1", "csrf_token": token(client)}
    assert client.post(f"{path}/work", data=form).status_code == 302
    page = client.get(path).text
    assert "Waiting for the supplier until 12 December 2026." in page
    for words in ("given to Example administrator", "due on 30 October 2026"):
        assert f"Example administrator: {words}" in page
    assert client.post(f"{path}/work", data=form).status_code == 409
    form = {**form, "version": "2", "due_on": "1 May 2026", "csrf_token": token(client)}
    assert client.post(f"{path}/work", data=form).status_code == 422
    assert "gone already" in client.last_page


def token(client: CheckingClient) -> str:
    """Return the token of the last page."""
    return client.last_page.split('name="csrf_token" value="')[1].split('"')[0]


def test_an_owner_who_left_is_named_as_such(
    client: CheckingClient, actor: Actor, flags: list[str]
) -> None:
    users.add_user(actor, email="n@rht.example", name="Night nurse", role=users.Role.officer)
    flagwork.assign_flags(actor, flags[:1], owner="n@rht.example")
    users.disable_user(actor, "n@rht.example")
    assert "Night nurse (left)" in client.get(f"/rht/flags/{flags[0]}").text
    assert "(left)</span>" in client.get(QUEUE).text


def test_a_list_is_kept_renamed_and_forgotten(client: CheckingClient, flags: list[str]) -> None:
    path = "/rht/flags/views/save?rule=F41&sort=due&after=abc&act=x&nonsense=1"
    answer = client.send(path, name="Nobody's suppliers")
    assert answer.location == "/rht/flags?rule=F41&sort=due"
    page = client.get(answer.location).text
    assert "Nobody&#39;s suppliers <strong>3</strong>" in page
    assert 'aria-current="page">Nobody' in page
    client.send(path, name="Another")
    rename = "/rht/flags/views/rename?name=Another"
    assert client.send(rename, to="Nobody's suppliers").status_code == 422
    assert "already" in client.last_page
    assert client.send(rename, to=" ").status_code == 422
    assert client.send(rename, to="x" * 81).status_code == 422
    assert client.send(rename, to="Owners <b>first</b>").status_code == 302
    assert "Owners &lt;b&gt;first&lt;/b&gt;" in client.get("/rht/flags/views").text
    form = {"name": "Nobody's suppliers", "csrf_token": token(client)}
    assert client.post("/rht/flags/views/delete", data=form).status_code == 302
    assert client.post("/rht/flags/views/delete", data=form).status_code == 404
    assert "Nobody" not in client.get("/rht/flags/views").text.partition("<table")[2]


def test_lists_belong_to_one_person(client: CheckingClient, actor: Actor) -> None:
    client.send("/rht/flags/views/save?severity=critical", name="Worst first")
    assert "Worst first" in client.get("/rht/flags").text
    client.sign_in_as(actor, "reader")
    assert "Worst first" not in client.get("/rht/flags").text
    for name, to in (("Worst first", "Mine now"), ("", "x")):
        form = {"to": to, "csrf_token": token_of_rename(client)}
        path = f"/rht/flags/views/rename?name={name}"
        assert client.post(path, data=form).status_code == 404


def token_of_rename(client: CheckingClient) -> str:
    """Return a token for the form that renames a list."""
    client.get("/rht/flags/views/rename?name=x")
    return token(client)


def test_nobody_keeps_more_lists_than_they_can_read(client: CheckingClient) -> None:
    for number in range(20):
        client.send("/rht/flags/views/save?owner=mine", name=f"List {number}")
    assert client.send("/rht/flags/views/save?owner=mine", name="One more").status_code == 422
    assert "You have 20 lists" in client.last_page
    assert client.send("/rht/flags/views/save?age=30", name="List 3").status_code == 302


def test_five_statements_with_kept_lists_and_many_flags(
    client: CheckingClient, actor: Actor, database: Database
) -> None:
    make_unowned(actor, 40)
    for number in range(7):
        client.send("/rht/flags/views/save?owner=mine", name=f"List {number}")
    for query in ("rule=F41", "rule=F41&owner=nobody&sort=due", "rule=F41&age=7&state=closed"):
        with counted(database) as statements:
            client.get(f"/rht/flags?{query}")
        assert len(statements) <= 5 + query.endswith("closed"), str(statements)


def test_filters_by_supplier_age_and_state(
    client: CheckingClient, actor: Actor, flags: list[str]
) -> None:
    subject = get_flag(actor, flags[0]).flag.subject
    factories.make_promise(actor, supplier=subject, due_on=date(2026, 9, 1))
    page = client.get(f"/rht/flags?supplier={subject}&state=open").text
    assert f"{subject} and its products" in page
    assert flags[1] not in page
    assert "Showing 0 of 0" in client.get(f"{QUEUE}&age=7").text
    assert "Showing 0 of 0" in client.get(f"{QUEUE}&state=ran_out").text
    assert "Showing 0 of 0" in client.get(f"{QUEUE}&state=waived").text
    for nonsense in ("age=8&owner=%27&supplier=%25&state=x", "sort=-due", "sort=due&after=abc"):
        assert client.get(f"/rht/flags?{nonsense}").status_code == 200

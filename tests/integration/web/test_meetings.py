"""Pages of meetings, promises and questions."""

from datetime import date

import pytest

from tests.clients import CheckingClient, filled
from tests.factories import make_meeting, make_product, make_promise, make_question, make_supplier
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import Side


@pytest.fixture
def supplier(actor: Actor) -> str:
    """Return a supplier."""
    return make_supplier(actor)


def test_a_meeting_with_lines_is_saved_in_two_pages(client: CheckingClient, supplier: str) -> None:
    answer = client.send(
        f"/rht/meetings/add?supplier={supplier}",
        held_on="5/10/2026",
        kind="price",
        our_hours="1.5",
        notes="Two rooms.\nOne call.",
        text="They will send the quote\nWhat does support cost?",
    )
    assert answer.status_code == 200
    answer = client.post("/rht/meetings/add", data=filled(client.last_page))
    assert answer.status_code == 302
    client.get(answer.location)
    assert "MTG-1" in client.last_page
    client.get("/rht/meetings/MTG-1")
    for words in ("PRM-1", "QUE-1", "1.5", "Price, 5 October 2026", "One call."):
        assert words in client.last_page


def test_a_meeting_without_lines_is_saved_at_once(client: CheckingClient, supplier: str) -> None:
    path = f"/rht/meetings/add?supplier={supplier}"
    assert client.send(path, held_on="6/10/2026").status_code == 302
    answer = client.send(path, held_on="7/10/2026")
    assert answer.status_code == 422
    assert "lies in the future" in client.last_page


def test_a_meeting_is_changed_put_away_and_brought_back(
    client: CheckingClient, actor: Actor, supplier: str
) -> None:
    ref = make_meeting(actor, supplier=supplier, held_on=date(2026, 9, 1))
    assert client.send(f"/rht/meetings/{ref}/update", place="Teams call").status_code == 302
    assert "Teams call" in client.get("/rht/meetings").text
    assert client.send(f"/rht/meetings/{ref}/archive", reason="logged twice").status_code == 302
    assert "No meeting is logged" in client.get("/rht/meetings").text
    client.get(f"/rht/meetings/{ref}")
    sent = filled(client.last_page)
    assert client.post(f"/rht/meetings/{ref}/restore", data=sent).status_code == 302
    assert ref in client.get(f"/rht/meetings?supplier={supplier}").text
    assert client.get("/rht/meetings?supplier=SUP-99").status_code == 404
    assert ref in client.get("/rht/meetings?supplier=fenwick").text
    assert "is called “nobody”" in client.get("/rht/meetings?supplier=nobody").text


def test_more_lines_are_added_to_a_meeting(
    client: CheckingClient, actor: Actor, supplier: str
) -> None:
    ref = make_meeting(actor, supplier=supplier, held_on=date(2026, 9, 1))
    path = f"/rht/meetings/{ref}/lines"
    client.send(path, text="It works on any scanner")
    assert client.post(path, data=filled(client.last_page)).status_code == 302
    assert "CLM-1" in client.get(f"/rht/meetings/{ref}").text


def test_promises_are_listed_by_state_and_kept(
    client: CheckingClient, actor: Actor, supplier: str
) -> None:
    late = make_promise(actor, supplier=supplier, text="Send report", due_on=date(2026, 9, 30))
    make_promise(actor, supplier=supplier, text="Send list", side=Side.ours)
    page = client.get("/rht/promises?state=late").text
    assert "Send report" in page
    assert "6 days late" in page
    assert "Send list" not in page
    assert "Send list" in client.get("/rht/promises?side=ours").text
    client.get(f"/rht/promises/{late}")
    sent = filled(client.last_page, done_on="1 October 2026")
    assert client.post(f"/rht/promises/{late}/done", data=sent).status_code == 302
    assert "Send report" not in client.get("/rht/promises").text
    assert "Send report" in client.get("/rht/promises?state=done").text


def test_a_due_day_is_offered_for_the_calendar(
    client: CheckingClient, actor: Actor, supplier: str
) -> None:
    ref = make_promise(actor, supplier=supplier, text="Send report", due_on=date(2026, 9, 30))
    answer = client.get(f"/rht/promises/{ref}/due.ics")
    assert answer.mimetype == "text/calendar"
    assert b"DTSTART;VALUE=DATE:20260930" in answer.data
    assert "attachment" in answer.headers["Content-Disposition"]
    undated = make_promise(actor, supplier=supplier, text="Some day")
    assert client.get(f"/rht/promises/{undated}/due.ics").status_code == 404


def test_a_promise_is_changed_by_its_form(
    client: CheckingClient, actor: Actor, supplier: str
) -> None:
    ref = make_promise(actor, supplier=supplier, text="Send report")
    path = f"/rht/promises/{ref}/update"
    assert client.send(path, person="Dr Hale", due_on="9 Oct 2026").status_code == 302
    assert "Due in 3 days" in client.get(f"/rht/promises/{ref}").text
    assert client.send(path, done_on="9 Oct 2026").status_code == 422
    assert client.send(path, meeting="MTG-77").status_code == 422
    assert client.send(f"/rht/promises/{ref}/archive", reason="by mistake").status_code == 302


def test_a_question_waits_and_is_answered(
    client: CheckingClient, actor: Actor, supplier: str
) -> None:
    ref = make_question(actor, supplier=supplier, text="How many?", asked_on=date(2026, 9, 29))
    assert "Waits 5 working days" in client.get("/rht/questions").text
    client.get(f"/rht/questions/{ref}")
    page = client.last_page
    answer = client.post(f"/rht/questions/{ref}/answer", data=filled(page, answer=""))
    assert answer.status_code == 422
    sent = filled(page, answer="Twelve.", answered_on="2 October 2026")
    assert client.post(f"/rht/questions/{ref}/answer", data=sent).status_code == 302
    assert "Twelve." in client.get(f"/rht/questions/{ref}").text
    assert "How many?" not in client.get("/rht/questions").text
    assert client.send(f"/rht/questions/{ref}/update", text="How many sites?").status_code == 302
    assert client.send(f"/rht/questions/{ref}/archive", reason="done").status_code == 302


def test_the_relationship_tab_shows_both_sides(client: CheckingClient, actor: Actor) -> None:
    supplier = make_supplier(actor)
    product = make_product(actor, supplier=supplier)
    make_promise(actor, supplier=supplier, product=product, text="Send report")
    make_question(actor, supplier=supplier, product=product, text="How many sites?")
    page = client.get(f"/rht/products/{product}/relationship").text
    assert "Send report" in page
    assert "How many sites?" in page
    assert "No meeting is logged" in page


def test_a_meeting_about_a_product_begins_with_its_supplier(
    client: CheckingClient, actor: Actor
) -> None:
    product = make_product(actor, name="Bleed Alert", supplier=make_supplier(actor))
    client.get(f"/rht/meetings/add?product={product}")
    assert 'value="SUP-1 Fenwick Imaging (example)"' in client.last_page
    assert 'value="PRD-1 Bleed Alert"' in client.last_page


def test_two_people_keep_one_promise_and_the_second_is_told(
    client: CheckingClient, actor: Actor, supplier: str
) -> None:
    ref = make_promise(actor, supplier=supplier, text="Send report")
    client.get(f"/rht/promises/{ref}")
    opened = client.last_page
    client.send(f"/rht/promises/{ref}/update", person="Dr Hale")
    sent = filled(opened, done_on="1 October 2026")
    assert client.post(f"/rht/promises/{ref}/done", data=sent).status_code == 409
    assert client.get(f"/rht/promises/{ref}/done").status_code == 200
    again = filled(opened, done_on="1 October 2026") | {"version": "2"}
    assert client.post(f"/rht/promises/{ref}/done", data=again).status_code == 302

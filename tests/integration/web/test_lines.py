"""Logging by pages: one line, several lines, twice, and what is wrong said in words."""

import pytest

from tests.clients import CheckingClient, filled
from tests.factories import make_product, make_supplier
from vendor_tracker.domain.actor import Actor


@pytest.fixture
def supplier(actor: Actor) -> str:
    """Return a supplier."""
    return make_supplier(actor)


def test_log_begins_with_the_page_it_was_opened_from(client: CheckingClient, actor: Actor) -> None:
    supplier = make_supplier(actor)
    product = make_product(actor, name="Bleed Alert", supplier=supplier)
    client.get(f"/rht/log?about={supplier}")
    assert 'value="SUP-1 Fenwick Imaging (example)"' in client.last_page
    client.get(f"/rht/log?about={product}")
    assert 'value="PRD-1 Bleed Alert"' in client.last_page


def test_log_never_begins_with_a_product_that_nobody_chose(
    client: CheckingClient, actor: Actor
) -> None:
    supplier = make_supplier(actor)
    make_product(actor, name="Bleed Alert", supplier=supplier)
    client.get("/rht/log")
    assert 'name="about" type="text" value=""' in client.last_page
    client.send(f"/rht/log?about={supplier}", text="It is fast", kind="statement")
    client.get("/rht/log")
    assert 'value="SUP-1 Fenwick Imaging (example)" aria' in client.last_page


def test_a_price_that_stands_only_in_the_words_is_put_in_its_field(
    client: CheckingClient, supplier: str
) -> None:
    path = f"/rht/log?about={supplier}"
    assert client.send(path, text="Set-up is £12,500", kind="price").status_code == 200
    assert 'value="12500"' in client.last_page
    answer = client.post("/rht/log", data=filled(client.last_page))
    client.get(answer.location)
    client.get("/rht/costs/COST-1")
    assert "£12,500" in client.last_page
    client.send(path, text="They send it by 31/12/2026", kind="their_promise", person="Sales desk")
    assert '<option value="their_promise" selected>' in client.last_page
    assert 'value="31 December 2026"' in client.last_page
    assert 'value="Sales desk"' in client.last_page


def test_one_statement_is_saved_from_one_page(client: CheckingClient, supplier: str) -> None:
    answer = client.send(
        f"/rht/log?about={supplier}", text="It finds 96% of bleeds", kind="statement"
    )
    assert answer.status_code == 302
    client.get(answer.location)
    assert "CLM-1" in client.last_page
    assert "/rht/claims/CLM-1/update" in client.last_page
    client.get("/rht/log")
    assert "It finds 96% of bleeds" in client.last_page


def test_a_double_click_makes_one_record(client: CheckingClient, supplier: str) -> None:
    client.get(f"/rht/log?about={supplier}")
    sent = filled(client.last_page, text="Night support costs £4,200", kind="price", amount="4,200")
    first, second = (client.post("/rht/log", data=sent) for _ in range(2))
    assert first.location == second.location
    client.get(first.location)
    assert "COST-1" in client.last_page
    assert "COST-2" not in client.last_page


def test_several_lines_are_labelled_then_saved_together(
    client: CheckingClient, supplier: str
) -> None:
    pasted = "- It finds 96%\n- Support is £12 per scan\n- and £900 a year\n- How many sites?"
    answer = client.send(f"/rht/log?about={supplier}", text=pasted)
    assert answer.status_code == 200
    page = client.last_page
    assert '<option value="question" selected>' in page
    sent = filled(page, **{"lines-2-kind": "above"})
    answer = client.post("/rht/log", data=sent)
    assert answer.status_code == 302
    client.get(answer.location)
    for ref in ("CLM-1", "COST-1", "QUE-1", "Ask it now"):
        assert ref in client.last_page
    assert "COST-2" not in client.last_page


def test_what_cannot_be_read_is_said_at_its_field(client: CheckingClient, supplier: str) -> None:
    path = f"/rht/log?about={supplier}"
    answer = client.send(path, text="x", kind="their_promise", due_on="31/2/2026")
    assert answer.status_code == 422
    assert "There is no such day" in client.last_page
    assert client.send(path, text="", kind="statement").status_code == 422
    assert client.send(path, text="x", kind="price", amount="cheap").status_code == 422
    assert client.send(path, about="Nobody here", text="x", kind="statement").status_code == 422
    assert "is called “Nobody here”" in client.last_page
    assert client.send(path, text="\n".join("x" * 41)).status_code == 422


def test_a_refused_line_is_shown_at_that_line(client: CheckingClient, supplier: str) -> None:
    client.send(f"/rht/log?about={supplier}", text="one\ntwo")
    sent = filled(client.last_page, **{"lines-0-kind": "leave_out", "lines-1-text": ""})
    answer = client.post("/rht/log", data=sent)
    assert answer.status_code == 422
    assert 'href="#lines-1-text"' in client.last_page


def test_a_reader_does_not_log(client: CheckingClient, actor: Actor) -> None:
    client.sign_in_as(actor, "reader")
    assert client.get("/rht/log").status_code == 403
    assert client.get("/rht/log/saved/whatever").status_code == 403
    assert ">Log<" not in client.get("/rht/meetings").text


def test_an_unknown_form_is_not_found(client: CheckingClient) -> None:
    assert client.get("/rht/log/saved/nothing").status_code == 404


def test_one_line_to_label_is_not_spoken_of_as_many(client: CheckingClient, supplier: str) -> None:
    path = f"/rht/log?about={supplier}"
    client.send(path, text="Set-up is £12,500", kind="price")
    assert ">What is it?" in client.last_page
    assert "All lines" not in client.last_page
    client.send(path, text="Set-up is £12,500\nIt finds 96% of bleeds")
    assert ">What is each line?" in client.last_page
    assert "All lines are saved together." in client.last_page

"""A request in the browser: chosen, sent, answered by workbook in parts, judged, compared."""

import io

import pytest
from openpyxl import load_workbook

from tests import factories
from tests.clients import CheckingClient, filled
from tests.questioning import SAID_BY, filled_in, make_request, turned_round
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.requests import Given
from vendor_tracker.domain.vocabulary import RequestReview, RequestState, Stage
from vendor_tracker.services import settings
from vendor_tracker.storage.queries.requests import get_request


@pytest.fixture
def product(actor: Actor) -> str:
    """Return a product that is being evaluated."""
    supplier = factories.make_supplier(actor)
    return factories.make_product(actor, supplier=supplier, stage=Stage.evaluating)


def upload(client: CheckingClient, ref: str, content: io.BytesIO, name: str = "back.xlsx") -> str:
    """Choose a workbook and return the address of its preview."""
    path = f"/rht/requests/{ref}/import"
    sent = filled(client.get(path).text) | {"file": (content, name)}
    answer = client.post(path, data=sent)
    assert answer.status_code == 302, client.last_page
    return str(answer.location)


def take(client: CheckingClient, ref: str, content: io.BytesIO) -> str:
    """Bring a workbook in, and return what the page says then."""
    preview = upload(client, ref, content)
    answer = client.send(preview, said_by=SAID_BY)
    assert answer.status_code == 302, client.last_page
    return client.get(answer.location).text


def workbook(client: CheckingClient, ref: str, name: str = "questions") -> bytes:
    """Download a workbook of a request."""
    answer = client.get(f"/rht/requests/{ref}/{name}.xlsx")
    assert answer.status_code == 200
    return answer.get_data()


def test_a_request_is_chosen_looked_over_and_closed(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    client.get(f"/rht/requests/start?about={product}")
    assert "Answer ourselves" in client.last_page
    assert "Ask the supplier" in client.last_page
    path = f"/rht/requests/add?about={product}"
    answer = client.send(path, items=["K04", "TRA-07"], due_on="1 December 2026")
    assert answer.location == "/rht/requests/QNR-1"
    page = client.get(answer.location).text
    assert "2 questions" in page
    assert "Freedom of information" in page
    assert get_request(actor, "QNR-1").state is RequestState.draft
    client.post("/rht/requests/QNR-1/send", data=filled(page, looked_twice=""))
    assert get_request(actor, "QNR-1").state is RequestState.sent
    page = client.get("/rht/requests/QNR-1").text
    assert "Download the workbook" in page
    assert "mailto:" in page
    assert "QNR-1" in client.get("/rht/requests").text


def test_a_long_request_is_not_sent_without_a_second_look(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    client.sign_in_as(actor, "administrator")
    settings.save_setting(actor, "request_questions", 1, "We ask little.")
    client.send(f"/rht/requests/add?about={product}", items=["K04", "TRA-07"])
    sent = filled(client.get("/rht/requests/QNR-1").text, version="1")
    refused = client.post("/rht/requests/QNR-1/send", data=sent | {"version": "1"})
    assert refused.status_code == 422
    assert "say that all are needed" in client.last_page
    sent["looked_twice"] = "y"
    assert client.post("/rht/requests/QNR-1/send", data=sent).status_code == 302


def test_the_workbook_says_first_who_asks_and_holds_each_question(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    ref = make_request(actor, items=["TRA-07", "K04", "K06"])
    book = load_workbook(io.BytesIO(workbook(client, ref)))
    first = book.worksheets[0]
    words = "\n".join(str(cell.value) for row in first.iter_rows() for cell in row if cell.value)
    assert first.title == "Instructions"
    for said in (actor.organisation_name, "3 questions", "Freedom of information", ref):
        assert said in words
    costs = book["Costs"]
    assert [cell.value for cell in costs["A"]] == ["Id", "K04", "K06"]
    (section,) = (s for s in book.worksheets if s["A2"].value == "TRA-07")
    assert [one.formula1 for one in section.data_validations.dataValidation if one.formula1]


def test_answers_come_back_in_parts_and_in_any_order(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    ref = make_request(actor, items=["TRA-07", "K04", "K06"])
    half = {"TRA-07": {"Your answer": "In part", "Your words": "See the study."}}
    assert "1 answer was taken over" in take(
        client, ref, turned_round(filled_in(workbook(client, ref), half))
    )
    rest = {
        "K04": {"Your figure or choice": "nil"},
        "K06": {
            "Your figure or choice": "1,200 a year",
            "Confidential": "Yes",
            "Why confidential": "Our prices",
        },
    }
    page = take(client, ref, filled_in(workbook(client, ref), rest))
    assert "2 answers were taken over" in page
    held = get_request(actor, ref)
    assert held.state is RequestState.answered
    assert [line.value for line in held.lines] == ["In part", "nil", "1200 a year"]
    assert held.lines[2].confidential_reason == "Our prices"


def test_what_cannot_be_taken_over_is_said_row_by_row(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    ref = make_request(actor, items=["TRA-07", "K04", "K06"])
    said: dict[str, dict[str, object]] = {
        "TRA-07": {"Your answer": "Perhaps"},
        "K04": {"Your figure or choice": "=1+1"},
        "K06": {"Your figure or choice": "500 once"},
    }
    preview = upload(client, ref, filled_in(workbook(client, ref), said))
    page = client.get(preview).text
    assert "Cannot be taken over: 2" in page
    assert "Choose one of: Yes, In part, No" in page
    answer = client.send(preview, said_by=SAID_BY)
    assert answer.status_code == 302
    reviews = [line.review for line in get_request(actor, ref).lines]
    assert reviews == [RequestReview.waiting, RequestReview.waiting, RequestReview.to_review]


def test_a_file_that_is_none_of_ours_is_refused_in_words(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    ref = make_request(actor)
    preview = upload(client, ref, io.BytesIO(b"%PDF-1.4"))
    assert client.get(preview).status_code == 422
    assert "not an Excel workbook" in client.last_page
    assert client.get(f"/rht/requests/{ref}/preview?file=none").status_code == 422


def test_answers_are_judged_on_one_page_and_a_returned_one_is_corrected(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    given = [Given("K04", "nil"), Given("TRA-07", "Yes", "It finds nine in ten.")]
    ref = make_request(actor, items=["TRA-07", "K04"], answered=given)
    client.sign_in_as(actor, "reviewer")
    path = f"/rht/requests/{ref}/review"
    page = client.get(path).text
    verbs = {"rows-0-verb": "return", "rows-1-verb": "accept"}
    refused = client.post(path, data=filled(page) | verbs)
    assert refused.status_code == 422
    assert "TRA-07: Say what is missing" in client.last_page
    sent = filled(page) | verbs | {"rows-0-reason": "Say in which study."}
    assert client.post(path, data=sent).status_code == 302
    assert "Say in which study." in client.get(f"/rht/requests/{ref}").text
    client.sign_in_as(actor, "officer")
    book = load_workbook(io.BytesIO(workbook(client, ref)))
    words = [cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert "Say in which study." in words
    assert "It finds nine in ten." in words
    assert "K04" not in words
    better = {"TRA-07": {"Your words": "It finds nine in ten, in the study of 2025."}}
    take(client, ref, filled_in(workbook(client, ref), better))
    assert get_request(actor, ref).lines[0].review is RequestReview.to_review


def test_a_copy_is_brought_in_for_another_request(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    given = [Given("K04", "nil"), Given("TRA-07", "Yes", "It finds nine in ten.")]
    first = make_request(actor, items=["TRA-07", "K04"], answered=given)
    other = factories.make_product(actor, supplier="SUP-1", name="Else", stage=Stage.evaluating)
    second = make_request(actor, product=other, items=["TRA-07"])
    copy = io.BytesIO(workbook(client, first, "copy"))
    preview = upload(client, second, copy)
    page = client.get(preview).text
    assert "was made for another request (rht QNR-1)" in page
    assert "Not in this request: 1" in page
    client.send(preview, said_by=SAID_BY)
    assert get_request(actor, second).lines[0].words == "It finds nine in ten."
    page = client.get(f"/rht/requests/{first}/compare?other={second}").text
    assert "1 question in both" in page
    assert "The same" in page


def test_a_request_is_withdrawn(client: CheckingClient, actor: Actor, product: str) -> None:
    ref = make_request(actor)
    client.get(f"/rht/requests/{ref}")
    client.post(f"/rht/requests/{ref}/withdraw", data=filled(client.last_page))
    assert get_request(actor, ref).state is RequestState.withdrawn
    assert client.get(f"/rht/requests/{ref}/import").status_code == 200


def test_a_day_that_cannot_be_is_refused_and_the_file_is_kept(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    ref = make_request(actor)
    said = {"K04": {"Your figure or choice": "nil"}}
    preview = upload(client, ref, filled_in(workbook(client, ref), said))
    for day, words in (("1 October 2026", "before we asked"), ("1 December 2026", "future")):
        answer = client.send(preview, said_by=SAID_BY, said_on=day)
        assert answer.status_code == 422
        assert words in client.last_page
    assert client.send(preview, said_by="").status_code == 422
    assert client.send(preview, said_by=SAID_BY, said_on="6 October 2026").status_code == 302
    assert client.get(preview).status_code == 422

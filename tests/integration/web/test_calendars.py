"""The calendar: what falls when, what is announced early, and whose it is."""

from datetime import date
from typing import Any

import pytest

from tests import factories as make
from tests.clients import CheckingClient
from tests.counting import counted
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import Gate, NoticeKind, Renewal, Stage
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage import models
from vendor_tracker.storage.db import Database

PATH = "/rht/calendar"


@pytest.fixture
def supplier(actor: Actor) -> str:
    """Return a supplier."""
    return make.make_supplier(actor)


@transactional
def add(actor: Actor, model: type[Any], **fields: Any) -> None:
    """Add a row to the first contract."""
    make._add_child(actor, model, contract="CON-1", **fields)


def words(client: CheckingClient, path: str = PATH) -> str:
    """Return the text of a page."""
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.text


def test_an_empty_calendar_says_what_to_enter(client: CheckingClient, actor: Actor) -> None:
    page = words(client)
    assert "Nothing falls in these months yet" in page
    assert "No day for notice is near" in page
    assert "Add a contract" in page
    assert "Nothing of “nobody” falls" in words(client, f"{PATH}?q=nobody")
    assert "Nothing of this kind" in words(client, f"{PATH}?what=evidence")


def test_every_day_of_a_contract_stands_in_its_month(
    client: CheckingClient, actor: Actor, supplier: str
) -> None:
    make.make_contract(
        actor, supplier=supplier, starts_on=date(2026, 1, 10), ends_on=date(2027, 1, 31),
        notice_by=date(2026, 10, 31), extends_to=date(2027, 6, 30),
        insured_until=date(2026, 12, 25), indemnity_until=date(2027, 2, 1),
    )  # fmt: skip
    add(actor, models.ContractBreak, breaks_on=date(2026, 12, 1), notice_by=date(2026, 11, 1),
        terms="At our choice")  # fmt: skip
    add(actor, models.ContractNotice, kind=NoticeKind.UK9, due_on=date(2026, 11, 2))
    add(actor, models.ContractKpi, place=1, name="Uptime")
    add(actor, models.ContractKpi, place=2, name="Turnaround")
    page = words(client)
    for said in (
        "Last day for notice", "Contract ends if extended", "Insurance ends", "Indemnity ends",
        "At our choice", "UK9 Contract performance", "Uptime; Turnaround", "November 2026",
        "A Saturday: the working day before is Friday 30 October 2026",
        "A bank holiday<",
    ):  # fmt: skip
        assert said in page, said
    assert page.index("October 2026</h3>") < page.index("January 2027</h3>")
    assert "June 2027" not in words(client, f"{PATH}?from=2027-07")


def test_only_the_days_that_are_asked_for_are_shown(
    client: CheckingClient, actor: Actor, supplier: str
) -> None:
    other = make.make_supplier(actor, "Other Imaging (example)")
    product = make.make_product(actor, supplier=supplier, stage=Stage.live)
    make.make_contract(actor, supplier=other, ends_on=date(2027, 1, 31), title="Theirs")
    make.make_contract(actor, supplier=supplier, ends_on=date(2027, 1, 31), title="Ours")
    make.make_evidence(actor, product=product, expires_on=date(2026, 12, 9), title="Certificate")
    make.make_promise(actor, supplier=supplier, due_on=date(2026, 9, 1), text="Send the plan.")
    make.make_decision(actor, product=product, gate=Gate.review, planned_on=date(2026, 11, 3))
    page = words(client)
    assert "Theirs" in page
    assert "Certificate" not in page
    assert "evidence that lapses (1)" in page
    every = words(client, f"{PATH}?what=all&q={supplier}")
    for said in ("Ours", "Certificate", "Send the plan.", "35 days ago", "Review planned"):
        assert said in every, said
    assert "Theirs" not in every
    assert "Certificate" in words(client, f"{PATH}?what=evidence&q={product}")
    assert "Certificate" in words(client, f"{PATH}?what=evidence&q=head ct")
    assert "Certificate" not in words(client, f"{PATH}?what=evidence&q=other")
    assert "Send the plan." not in words(client, f"{PATH}?what=all&from=2027-01")
    file = client.get(f"{PATH}/days.ics?what=all&q={supplier}")
    assert (file.mimetype, file.text.count("BEGIN:VEVENT")) == ("text/calendar", 3)
    assert "Theirs" not in file.text


def test_a_day_for_notice_is_announced_and_said_to_have_passed(
    client: CheckingClient, actor: Actor, supplier: str
) -> None:
    days = {
        "Passed": date(2026, 9, 24),
        "Within 30 days": date(2026, 11, 5),
        "Within 90 days": date(2026, 11, 6),
        "Within 180 days": date(2027, 4, 4),
    }
    for title, day in days.items():
        make.make_contract(
            actor, supplier=supplier, title=title, notice_by=day, ends_on=date(2027, 6, 30),
            renewal=Renewal.rolls_on,
        )  # fmt: skip
    make.make_contract(actor, supplier=supplier, title="Far", notice_by=date(2027, 4, 5),
                       ends_on=date(2027, 12, 31))  # fmt: skip
    box = words(client).partition("What falls in")[0]
    for title in days:
        assert box.count(title) == 2, title
    assert "The notice date passed 12 days ago: it renews by itself after 30 June 2027." in box
    assert "Without notice, it renews by itself after 30 June 2027." in box
    assert ">Far<" not in box
    assert "contracts end or need notice within 90 days" in client.get("/rht/").text
    assert "The notice date passed 12 days ago" in client.get(f"/rht/suppliers/{supplier}").text


def test_the_calendar_sends_as_few_statements_for_many_as_for_one(
    client: CheckingClient, actor: Actor, supplier: str, database: Database
) -> None:
    sent = []
    for _ in range(2):
        for number in range(12):
            make.make_contract(
                actor, supplier=supplier, ends_on=date(2027, 1, 1 + number),
                notice_by=date(2026, 11, 1 + number),
            )  # fmt: skip
        with counted(database) as statements:
            words(client, f"{PATH}?what=all")
        sent.append(len(statements))
    assert sent[0] == sent[1] <= 13, str(statements)


def test_the_page_of_a_contract_draws_its_course(
    client: CheckingClient, actor: Actor, supplier: str
) -> None:
    make.make_contract(actor, supplier=supplier)
    assert "No day is recorded" in words(client, "/rht/contracts/CON-1")
    make.change(actor, "CON-1", starts_on=date(2026, 1, 10), ends_on=date(2027, 1, 31))
    page = words(client, "/rht/contracts/CON-1")
    for said in ("1. 10 Jan 2026", "2. 31 Jan 2027", 'role="img"', "Term</li>", "Today</li>"):
        assert said in page, said
    assert "If every extension" not in page

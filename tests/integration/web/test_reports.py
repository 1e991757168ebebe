"""The report for a board: complete, honest about what is missing, in few statements."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from tests import factories as make
from tests.clients import CheckingClient
from tests.counting import counted
from tests.people import person
from tests.waiving import ask, change_result, critical_flag
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.conditions import Condition
from vendor_tracker.domain.vocabulary import (
    AnswerState,
    CostCategory,
    Direction,
    Gate,
    ItemAbout,
    Outcome,
    SetBy,
    Side,
    Stage,
    WaiverReason,
)
from vendor_tracker.services import answers, decisions, waivers
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage.db import Database, session
from vendor_tracker.storage.libraries import load_library
from vendor_tracker.storage.models import Answer

REPORT = "/rht/products/PRD-1/report"
MOST = 25
CLAIMS, MORE = 30, 20
SAID = "Finds bleed number"
SECRET: dict[str, Any] = {"confidential": True, "confidential_reason": "shared under an agreement"}


@transactional
def fill(actor: Actor) -> int:
    """Make a product about which very much is known; return how many items are answered."""
    supplier = make.make_supplier(actor, "Fenwick Imaging (example)")
    product = make.make_product(actor, "Alert (example)", supplier=supplier)
    version = make.make_version(actor, product=product, name="3.2", in_use_from=date(2026, 1, 1))
    for number in range(CLAIMS):
        make.make_claim(
            actor, product=product, statement=f"{SAID} {number}.", metric="Sensitivity",
            direction=Direction.higher,
            thresholds=[{"set_by": SetBy.us, "value": Decimal(92)},
                        {"set_by": SetBy.supplier, "value": Decimal(80)}],
            results=[{"estimate": Decimal(96), "low": Decimal(90), "high": Decimal(98)}],
        )  # fmt: skip
    for number in range(MORE):
        make.make_evidence(actor, product=product, version=version, title=f"Paper {number}")
        make.make_promise(
            actor, supplier=supplier, product=product, text=f"Send file {number}.",
            side=(Side.ours, Side.theirs)[number % 2], due_on=date(2026, 9, 1),
        )  # fmt: skip
    make.make_cost(actor, supplier=supplier, product=product, category=CostCategory.K11)
    items = load_library(actor.organisation_id).items
    for item in items:
        about = {ItemAbout.supplier: "SUP-1", ItemAbout.organisation: ""}
        subject, state = about.get(item.about, "PRD-1"), AnswerState.asserted_only
        answers.save_answer(actor, subject, item.code, version=None, state=state)
    return len(items)


@transactional
def hide_answers() -> None:
    """Mark every answer confidential."""
    for row in session().scalars(sa.select(Answer)):
        row.confidential, row.confidential_reason = True, "shared under an agreement"


def _words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def test_a_report_is_complete_and_sends_few_statements(
    client: CheckingClient, actor: Actor, database: Database
) -> None:
    answered = fill(person(actor, "officer"))
    client.get("/rht/")
    with counted(database) as sent:
        page = client.get(REPORT).text
    assert len(sent) <= MOST, sent
    said = _words(page)
    assert all(f"{SAID} {number}." in said for number in range(CLAIMS))
    assert all(f"Paper {number}" in said for number in range(MORE))
    assert all(f"Send file {number}." in said for number in range(MORE))
    assert said.count("Example officer 6 October 2026") == answered
    for words in ("Alert (example)", "Riverside Trust", "Produced by Example administrator on 6"):
        assert words in said
    assert "Ours: 10 open, 10 late" in said
    assert "1 line, of which 1 without a figure, so the sums are “at least”" in said


def test_the_report_grows_without_more_statements(
    client: CheckingClient, actor: Actor, database: Database
) -> None:
    fill(person(actor, "officer"))
    client.get("/rht/")
    with counted(database) as few:
        client.get(REPORT)
    make.make_claim(actor, product="PRD-1")
    make.make_evidence(actor, product="PRD-1")
    with counted(database) as more:
        client.get(REPORT)
    assert len(more) == len(few)


def test_what_is_missing_says_so_and_never_looks_good(client: CheckingClient, actor: Actor) -> None:
    make.make_product(actor, stage=Stage.contracted, accountable="")
    said = _words(client.get(REPORT).text)
    for words in (
        "version not known", "supplier not known", "Nobody is named who answers for it.",
        "None recorded: nobody has noted what the supplier says about it.",
        "None recorded, so what it costs is not known.", "Waivers None recorded.",
        "Decisions None recorded.", "Evidence and its two clocks None recorded.",
        "Passed, date not known", "no item is answered",
    ):  # fmt: skip
        assert words in said, words


def test_decisions_and_waivers_are_told_with_who_and_why(
    client: CheckingClient, actor: Actor
) -> None:
    product = make.make_product(actor, supplier=make.make_supplier(actor, owner=""))
    asks, agrees = person(actor, "asks"), person(actor, "agrees")
    decisions.record_decision(
        agrees, product, gate=Gate.shortlist, decided_on=date(2026, 10, 3),
        outcome=Outcome.go_on_with_conditions, reason="It answers a need.",
        conditions=[Condition("Train the night staff.", "Ward manager", date(2026, 12, 1))],
    )  # fmt: skip
    reason, kind = "A radiographer reads every scan again.", WaiverReason.controlled
    ends = date(2027, 3, 1)
    ref = waivers.ask_waiver(asks, "FLG-1", reason_kind=kind, reason=reason, ends_on=ends)
    waivers.agree_waiver(agrees, ref, version=1)
    said = _words(client.get(REPORT).text)
    for words in (
        "Passed on 3 October 2026 with 1 condition, 1 still open", "It answers a need.",
        "Train the night staff. PRM-1, of DEC-1", "Ward manager", reason, "Example asks",
        "Example agrees", "Holds until 1 March 2027", "3 October 2026, by Example agrees",
    ):  # fmt: skip
        assert words in said, words


@pytest.fixture
def secrets(actor: Actor) -> Actor:
    """Make a product of which one claim, one cost and one document are confidential."""
    supplier = make.make_supplier(actor)
    product = make.make_product(actor, supplier=supplier)
    make.make_claim(actor, product=product, statement="A secret share of bleeds.", **SECRET)
    make.make_claim(actor, product=product, statement="An open share of bleeds.")
    make.make_evidence(actor, product=product, title="Secret report", **SECRET)
    make.make_evidence(
        actor, product=product, title="Once secret report", confidential_until=date(2026, 1, 1),
        **SECRET,
    )  # fmt: skip
    make.make_cost(
        actor, supplier=supplier, product=product, quantity=Decimal(1), unit_price=Decimal(4321),
        **SECRET,
    )  # fmt: skip
    return actor


def test_a_public_copy_leaves_out_what_is_confidential_and_says_how_much(
    client: CheckingClient, secrets: Actor
) -> None:
    whole = _words(client.get(REPORT).text)
    for words in ("A secret share of bleeds.”", "Secret report", "£4,321", "1 line is confid"):
        assert words in whole
    assert whole.count("Confidential") == 2
    public = _words(client.get(f"{REPORT}?public=1").text)
    assert "Left out as confidential: 1 claim, 1 cost line and 1 piece of evidence." in public
    assert "An open share of bleeds." in public
    assert "Once secret report" in public
    for words in ("A secret share", "Secret report EVD", "4,321", "hidden cost"):
        assert words not in public, words
    assert "Left out: 1 line is confidential, and every sum rests on it." in public


def test_a_public_copy_tells_no_waiver_of_a_confidential_claim(
    client: CheckingClient, actor: Actor
) -> None:
    ask(person(actor, "asks"), critical_flag(actor))
    make.change(actor, "CLM-1", **SECRET)
    # The flag closes, and its waiver stays in the report.
    change_result(actor, estimate=Decimal(97), low=Decimal(95), high=Decimal(99))
    assert "WVR-1" in client.get(REPORT).text
    public = _words(client.get(f"{REPORT}?public=1").text)
    assert "WVR-1" not in public
    assert "1 waiver." in public


def test_a_public_copy_tells_no_waiver_of_a_confidential_claim_that_was_put_away(
    client: CheckingClient, actor: Actor
) -> None:
    ask(person(actor, "asks"), critical_flag(actor))
    make.change(actor, "CLM-1", **SECRET)
    make.archive(actor, "CLM-1")
    assert "WVR-1" in client.get(REPORT).text
    public = _words(client.get(f"{REPORT}?public=1").text)
    assert "WVR-1" not in public
    assert "1 waiver." in public


def test_a_confidential_answer_counts_and_is_not_told(client: CheckingClient, actor: Actor) -> None:
    make.make_product(actor, supplier=make.make_supplier(actor))
    officer = person(actor, "officer")
    answers.save_answer(officer, "PRD-1", "CORE-05", version=None, state=AnswerState.not_met)
    hide_answers()
    assert "Not met" in _words(client.get(REPORT).text)
    public = _words(client.get(f"{REPORT}?public=1").text)
    assert "1 answer" in public
    assert "Not met" not in public
    assert "CORE-05" not in public

"""The days of contracts and of all else, on both engines."""

from datetime import date
from typing import Any

import pytest

from tests import factories as make
from tests.conftest import NOW
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.calendars import DayKind, Theme
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.vocabulary import (
    Gate,
    KpiExempt,
    NoticeKind,
    Rating,
    Renewal,
    Side,
    Stage,
)
from vendor_tracker.services import organisations
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage import models
from vendor_tracker.storage.db import session
from vendor_tracker.storage.queries.calendarfilters import DayFilter
from vendor_tracker.storage.queries.calendars import count_others, list_days
from vendor_tracker.storage.queries.contractcourses import get_course
from vendor_tracker.storage.queries.contractwarnings import (
    count_near,
    list_supplier_warnings,
    list_warnings,
)

TODAY = NOW.date()
YEAR = DayFilter(date(2026, 10, 1), date(2027, 9, 30), Theme.every)
SOON = date(2027, 4, 4)


@transactional
def add(actor: Actor, model: type[Any], **fields: Any) -> None:
    """Add a row to the first contract."""
    make._add_child(actor, model, contract="CON-1", **fields)


def fill(actor: Actor, **fields: Any) -> None:
    """Make a supplier with a product, and a contract with a child of every kind."""
    supplier = make.make_supplier(actor)
    product = make.make_product(actor, supplier=supplier, stage=Stage.live)
    given = {"starts_on": date(2026, 1, 10), "ends_on": date(2027, 1, 31), **fields}
    make.make_contract(actor, supplier=supplier, product=product, **given)
    add(actor, models.ContractBreak, breaks_on=date(2026, 12, 1), notice_by=date(2026, 11, 1))
    add(actor, models.ContractNotice, kind=NoticeKind.UK7, due_on=date(2026, 2, 1))
    add(actor, models.ContractNotice, kind=NoticeKind.UK6, published_on=date(2026, 1, 2),
        due_on=date(2026, 1, 3))  # fmt: skip
    add(actor, models.ContractKpi, place=1, name="Uptime")
    add(actor, models.ContractKpi, place=2, name="Turnaround")
    add(actor, models.ContractRating, place=1, rated_on=date(2026, 3, 1), rating=Rating.good)


def kinds(actor: Actor, wanted: DayFilter) -> list[tuple[date, DayKind]]:
    """Return the days that are wanted, with what falls on them."""
    return [(day.on, day.kind) for day in list_days(actor, wanted)]


def test_the_days_of_a_contract_are_read_with_whose_they_are(any_actor: Actor) -> None:
    fill(any_actor, notice_by=date(2026, 10, 31))
    assert kinds(any_actor, YEAR) == [
        (date(2026, 2, 1), DayKind.publish),
        (date(2026, 10, 31), DayKind.notice),
        (date(2026, 11, 1), DayKind.break_notice),
        (date(2026, 12, 1), DayKind.break_point),
        (date(2027, 1, 10), DayKind.rating),
        (date(2027, 1, 31), DayKind.ends),
        (date(2027, 1, 31), DayKind.rating),
    ]
    first, *_, due, _, last = list_days(any_actor, YEAR)
    assert (first.detail, due.detail, last.detail) == (
        "UK7 Contract details", "Turnaround", "Uptime",
    )  # fmt: skip
    assert first.suppliers == (("SUP-1", "Fenwick Imaging (example)"),)
    assert first.products == (("PRD-1", "Head CT Bleed Alert (example)"),)


def test_what_is_exempt_or_put_away_or_elsewhere_has_no_days(any_actor: Actor) -> None:
    fill(any_actor, kpi_exempt=KpiExempt.framework)
    assert DayKind.rating not in {kind for _, kind in kinds(any_actor, YEAR)}
    other = organisations.add_organisation(code="other", name="Other Board (example)")
    assert kinds(other, YEAR) == []
    make.archive(any_actor, "CON-1")
    assert kinds(any_actor, YEAR) == []
    assert list_warnings(any_actor, TODAY, SOON) == []


def test_every_theme_is_read_and_counted(any_actor: Actor) -> None:
    supplier = make.make_supplier(any_actor)
    product = make.make_product(any_actor, supplier=supplier, catch_up_on=date(2026, 10, 9))
    make.make_decision(any_actor, product=product, gate=Gate.award, planned_on=date(2026, 9, 1))
    make.make_decision(any_actor, product=product, planned_on=TODAY, decided_on=TODAY)
    make.make_evidence(any_actor, product=product, expires_on=date(2026, 10, 10))
    make.make_evidence(any_actor, product=product, expires_on=date(2026, 9, 10))
    make.make_promise(any_actor, supplier=supplier, side=Side.ours, due_on=date(2026, 10, 11))
    make.make_promise(any_actor, supplier=supplier, due_on=TODAY, done_on=TODAY)
    assert kinds(any_actor, YEAR) == [
        (date(2026, 9, 1), DayKind.decision),
        (date(2026, 10, 9), DayKind.review),
        (date(2026, 10, 10), DayKind.evidence),
        (date(2026, 10, 11), DayKind.promise),
    ]
    expected = {Theme.decisions: 2, Theme.evidence: 1, Theme.promises: 1}
    assert count_others(any_actor, YEAR) == expected


def test_confidential_evidence_stays_out_of_a_public_copy_until_its_day(any_actor: Actor) -> None:
    supplier = make.make_supplier(any_actor)
    for until in (None, TODAY, date(2026, 10, 5)):
        make.make_evidence(
            any_actor, supplier=supplier, expires_on=date(2026, 12, 1), confidential=True,
            confidential_until=until,
        )  # fmt: skip
    public = DayFilter(YEAR.start, YEAR.until, Theme.every, public_on=TODAY)
    assert [day.reference for day in list_days(any_actor, public)] == ["EVD-3"]
    assert len(list_days(any_actor, YEAR)) == 3


@pytest.mark.parametrize("text", ["SUP-1", "PRD-1", "fenwick", "bleed"])
def test_days_are_found_by_supplier_and_product(any_actor: Actor, text: str) -> None:
    fill(any_actor)
    other = make.make_supplier(any_actor, "Other Imaging (example)")
    make.make_contract(any_actor, supplier=other, ends_on=date(2027, 1, 31))
    make.make_promise(any_actor, supplier=other, due_on=date(2026, 10, 11))
    make.make_evidence(any_actor, product="PRD-1", expires_on=date(2026, 10, 10))
    found = list_days(any_actor, DayFilter(YEAR.start, YEAR.until, Theme.every, text))
    assert {day.reference for day in found} == {"CON-1", "EVD-1"}
    assert {one.reference for one in list_warnings(any_actor, TODAY, SOON, text)} == {"CON-1"}


def test_warnings_are_given_for_notice_breaks_and_ends(any_actor: Actor) -> None:
    fill(any_actor, renewal=Renewal.option, extends_to=date(2028, 1, 31))
    make.make_contract(any_actor, supplier="SUP-1", notice_by=date(2026, 9, 1))
    make.make_contract(any_actor, supplier="SUP-1", ends_on=date(2026, 10, 5),
                       notice_by=date(2026, 9, 1))  # fmt: skip
    make.make_contract(any_actor, supplier="SUP-1", ends_on=date(2026, 10, 5),
                       renewal=Renewal.rolls_on)  # fmt: skip
    found = list_warnings(any_actor, TODAY, SOON)
    assert [(one.reference, one.kind, one.on) for one in found] == [
        ("CON-2", DayKind.notice, date(2026, 9, 1)),
        ("CON-4", DayKind.ends, date(2026, 10, 5)),
        ("CON-1", DayKind.break_notice, date(2026, 11, 1)),
        ("CON-1", DayKind.ends, date(2027, 1, 31)),
    ]
    assert (found[3].renewal, found[3].extends_to) == (Renewal.option, date(2028, 1, 31))
    here, stored = list_supplier_warnings(any_actor, TODAY, "SUP-1")
    assert [(one.reference, one.on) for one in here] == [(one.reference, one.on) for one in found]
    assert stored == {}
    near = count_near(any_actor.organisation_id, TODAY, SOON)
    # Two days of one contract.
    assert session().scalar(near) == 1


def test_the_course_of_a_contract_holds_what_was_and_what_comes(any_actor: Actor) -> None:
    fill(any_actor, signed_on=date(2026, 1, 1), extends_to=date(2028, 1, 31))
    course = get_course(any_actor, "CON-1")
    assert [(point.label, point.detail) for point in course.points] == [
        ("Signed", ""),
        ("Notice published", "UK6 Contract award"),
        ("Starts", ""),
        ("Notice to publish", "UK7 Contract details"),
        ("Measure rated", "Uptime: Good"),
        ("Last day for notice of a break", ""),
        ("Break point", ""),
        ("Ends", ""),
        ("Ends if extended", ""),
    ]
    assert course.term.extends_to == date(2028, 1, 31)
    with pytest.raises(NotFound):
        get_course(any_actor, "CON-9")

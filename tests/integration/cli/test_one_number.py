"""Every place that tells how many gaps there are tells the same number, in the demonstration."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import NOW
from tests.onenumber import assert_items_are_counted_once
from vendor_tracker import clock, config
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.dossier import IN_PLAY
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import Severity
from vendor_tracker.domain.worth import Standing
from vendor_tracker.services import registers
from vendor_tracker.services.databases import Database
from vendor_tracker.storage.queries.flags import FlagFilter, list_flags
from vendor_tracker.storage.queries.home import get_figures, list_set_up_gaps
from vendor_tracker.storage.queries.overviews import Overview, get_overview
from vendor_tracker.storage.queries.productlists import (
    ProductFilter,
    ProductRow,
    list_products,
)
from vendor_tracker.storage.queries.suppliers import get_supplier_page, list_suppliers
from vendor_tracker.storage.queries.users import find_command_actor
from vendor_tracker.storage.queries.works import get_work

COUNTS = ("critical", "major", "minor")


@pytest.fixture
def actor(demonstration: Path) -> Iterator[Actor]:
    """Return somebody who looks at the demonstration on the day it was loaded."""
    database = Database(config.embedded_url(demonstration))
    with database.opened(), clock.set_to(NOW):
        found = find_command_actor("demo")
        assert found is not None
        yield found
    database.dispose()


def sheet(actor: Actor, name: str) -> dict[str, Any]:
    """Return the rows of a sheet of the register, every item among them, by reference."""
    rows = registers.PARTS[name].rows(actor, registers.scope_of(actor, every_item=True))
    return {str(row["reference"]): row for row in rows}


def pages(actor: Actor) -> list[tuple[ProductRow, Overview]]:
    """Return each product as its list and as its page show it."""
    rows = list_products(actor).rows
    assert len(rows) == 8
    return [(row, get_overview(actor, row.reference)) for row in rows]


def test_sentence_strip_tab_list_and_flags_of_a_product(actor: Actor) -> None:
    for row, page in pages(actor):
        stands, head = page.head.standing, page.head
        heard = [flag for flag in page.flags if not flag.waived_by]
        counted = Counter(flag.severity.value for flag in heard if not flag.known_at_start)
        assert [getattr(stands, name) for name in COUNTS] == [counted[name] for name in COUNTS]
        assert stands.known_at_start == sum(flag.known_at_start for flag in heard)
        assert stands.waived == len(page.flags) - len(heard)
        assert head.counts.flags == len(heard)
        assert (row.standing, row.readiness) == (stands, head.readiness)
        box = next((box for box in head.gates if box.is_next), None)
        if stands.critical and box is not None:
            assert f"{stands.critical} critical, {stands.major} major" in box.words
            assert f"{stands.critical} critical gap" in head.readiness.head


def test_the_register_says_what_the_pages_say(actor: Actor) -> None:
    overview, listed = sheet(actor, "Overview"), sheet(actor, "Products")
    for row, page in pages(actor):
        stands, told = page.head.standing, listed[row.reference]
        assert told["readiness"] == row.readiness.sentence
        assert (row.reference in overview) == (row.stage in IN_PLAY)
        assert overview.get(row.reference, told)["readiness"] == told["readiness"]
        is_counted = row.stage in IN_PLAY and stands.catch_up_on is None
        for name in COUNTS:
            assert told[name] == (getattr(stands, name) if is_counted else None)
            if row.reference in overview and name != "minor":
                assert overview[row.reference][name] == told[name]


def test_the_sheet_of_answers_counts_what_the_pages_count(actor: Actor) -> None:
    overview, answers = sheet(actor, "Overview"), sheet(actor, "Answers").values()
    for row, page in pages(actor):
        stands, told = page.head.standing, overview.get(row.reference)
        mine = [one for one in answers if one["about"] == row.reference]
        counted = [one for one in mine if one["counted_for"] is stands.next_gate]
        if told is None:
            assert mine == []
            continue
        met = sum(one["standing"] is Standing.met for one in counted)
        assert (len(counted), met) == (stands.items_asked, stands.items_met)
        quiet = stands.catch_up_on is not None
        assert told["items_asked"] == (None if quiet else len(counted))
        assert told["items_met"] == (None if quiet else met)
        assert told["waived"] == (None if quiet else stands.waived)


def test_home_list_of_flags_and_register_count_the_same_flags(actor: Actor) -> None:
    on, rows = clock.today(), sheet(actor, "Flags").values()
    heard = [row for row in rows if not row["waived_by"]]
    loud = Counter(row["severity"].value for row in heard if not row["known_at_start"])
    quiet = sum(bool(row["known_at_start"]) for row in rows)
    figures = get_figures(actor, on, Limits(), list_set_up_gaps(actor, on))
    work = get_work(actor, on, Limits()).flags
    for severity in Severity:
        assert list_flags(actor, FlagFilter(severity=severity)).total == loud[severity.value]
        assert work[severity] == loud[severity.value]
    assert (figures.critical, figures.major) == (loud["critical"], loud["major"])
    assert figures.known_at_start == quiet == list_flags(actor, FlagFilter(state="known")).total


def test_a_supplier_has_one_number_too(actor: Actor) -> None:
    flags, listed = sheet(actor, "Flags").values(), sheet(actor, "Suppliers")
    for row in list_suppliers(actor).rows:
        page = get_supplier_page(actor, row.reference, clock.today())
        own = [flag for flag in flags if flag["about"] == row.reference]
        loud = Counter(flag["severity"].value for flag in own if not flag["known_at_start"])
        assert len(page.flags.rows) == len(own)
        for name in COUNTS:
            assert getattr(page.head.standing, name) == getattr(row, name) == loud[name]
            assert listed[row.reference][name] == (loud[name] if row.is_asked else None)


def test_nothing_that_nobody_asked_about_is_listed_as_without_a_gap(actor: Actor) -> None:
    for row in list_products(actor, ProductFilter(worst="none")).rows:
        assert row.stage in IN_PLAY
        assert row.standing.catch_up_on is None


def test_the_items_that_are_met_are_one_number_too(actor: Actor) -> None:
    assert assert_items_are_counted_once(actor) > 4

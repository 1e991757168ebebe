"""The checklists that come with the program: complete, short, and critical where it matters."""

import pytest

from vendor_tracker.domain.checklists.checking import check_library, criticals
from vendor_tracker.domain.checklists.loading import built_in, read_library
from vendor_tracker.domain.checklists.model import Item, Validity
from vendor_tracker.domain.sources import SOURCES
from vendor_tracker.domain.vocabulary import AnsweredBy, Gate, ItemAbout, Severity

LIBRARY = read_library(built_in())
ITEMS = pytest.mark.parametrize("item", LIBRARY.items, ids=lambda item: item.code)
# A reviewer would stop a purchase for each of these alone; the last of them where they apply.
CRITICAL = {
    "CORE-01", "CORE-03", "CORE-05", "CORE-06", "CORE-09",
    "DTA-01", "DTA-04", "SAF-01", "SAF-02", "SAF-03", "SAF-04", "TRA-08", "BIA-04", "CST-02",
    "CST-03", "BIZ-10",
    "ESF-08", "SAF-05", "SAF-06", "SAF-08", "SAF-11", "CUL-09", "PDM-01", "PDM-02", "PDM-04",
    "PDM-03", "PDM-06", "PDM-08",
    "GEN-01", "GEN-02", "GEN-03", "BIA-07", "TRA-12", "BIZ-09", "PDM-05",
}  # fmt: skip
PILOT = {"BIZ-09", "DTA-01"}
REVIEW = {
    "TRA-10", "BIA-11", "REL-05", "REL-07", "REL-08", "REL-09", "CUL-07", "CUL-13",
    "PDM-03", "PDM-06", "PDM-07", "PDM-08", "PDM-09", "PDM-10", "PDM-12",
}  # fmt: skip
OF_SUPPLIERS = {"CORE-03", "CORE-04", "DTA-03", "DTA-07", "DTA-09", "DTA-12"}
OF_US = {"SAF-06", "CUL-12"}
COVERED = {
    "CORE-10": "F05", "TRA-07": "F07", "BIA-04": "F08", "CST-01": "F35", "CST-02": "F31",
    "CST-03": "F32", "REL-01": "F41", "REL-05": "F40", "REL-06": "F39", "SAF-02": "F26",
    "SAF-05": "F29", "SAF-06": "F29", "DTA-04": "F30", "PDM-06": "F52", "GEN-06": "F28",
}  # fmt: skip
SHORT = {"question": 160, "why": 160, "counts": 220, "not_enough": 160, "example": 160, "ask": 240}


def codes(section: str, count: int) -> list[str]:
    """Return the codes of a checklist with so many items."""
    return [f"{section}-{number:02}" for number in range(1, count + 1)]


def test_the_items_are_all_there_and_in_order() -> None:
    assert [item.code for item in LIBRARY.items] == [
        *codes("CORE", 10), *codes("BIZ", 10), *codes("ESF", 11), *codes("DTA", 12),
        *codes("SAF", 13), *codes("TRA", 12), *codes("BIA", 11), *codes("CST", 13),
        *codes("REL", 9), *codes("CUL", 13), *codes("PDM", 12), *codes("GEN", 6),
    ]  # fmt: skip
    assert {checklist.version for checklist in LIBRARY.checklists} == {"1.0"}
    assert check_library(LIBRARY) == []


def test_critical_is_what_a_reviewer_would_stop_for() -> None:
    assert {i.code for i in LIBRARY.items if i.severity is Severity.critical} == CRITICAL
    assert criticals(LIBRARY) == {
        Gate.shortlist: 5, Gate.pilot: 2, Gate.award: 10, Gate.go_live: 8, Gate.review: 2,
    }  # fmt: skip


def test_each_item_belongs_to_its_gate() -> None:
    assert {item.code for item in LIBRARY.of_gate(Gate.review)} == REVIEW
    assert {item.code for item in LIBRARY.of_gate(Gate.shortlist)} == set(codes("CORE", 10))
    assert {item.code for item in LIBRARY.of_gate(Gate.pilot)} == PILOT
    for item in LIBRARY.items:
        assert (item.code in REVIEW) == ("live" in item.when.names)


def test_an_item_names_the_rule_that_watches_over_it() -> None:
    assert {i.code: i.covered_by for i in LIBRARY.items if i.is_covered} == COVERED


@ITEMS
def test_an_item_can_be_read_in_passing(item: Item) -> None:
    for name, most in SHORT.items():
        text = getattr(item, name)
        assert len(text) <= most, f"{name} has {len(text)} letters"
        assert "  " not in text
    for name in ("why", "counts", "not_enough", "example"):
        assert getattr(item, name).endswith("."), name
    assert "?" in item.question or item.question.endswith(".")
    assert "Please" in item.ask or "please" in item.ask or not item.ask


@ITEMS
def test_the_supplier_is_asked_where_it_can_answer(item: Item) -> None:
    assert bool(item.ask) == (item.answered_by is not AnsweredBy.us)


@ITEMS
def test_an_item_is_answered_where_it_belongs(item: Item) -> None:
    of_supplier = item.checklist == "REL" or item.code in OF_SUPPLIERS
    assert (item.about is ItemAbout.supplier) == of_supplier
    assert (item.about is ItemAbout.organisation) == (item.code in OF_US)
    if item.about is ItemAbout.version:
        assert item.validity == Validity(version=True)


@ITEMS
def test_an_item_rests_on_sources_that_are_known(item: Item) -> None:
    for code in item.sources:
        source = SOURCES[code]
        assert all((source.title, source.summary, source.edition, source.publisher)), code


def test_a_question_is_asked_once() -> None:
    for name in ("question", "why", "example"):
        texts = [getattr(item, name) for item in LIBRARY.items]
        assert len(set(texts)) == len(texts)


def test_sources_are_named_by_what_people_can_look_up() -> None:
    assert len({source.code for source in SOURCES.values()}) == len(SOURCES)
    assert not SOURCES["AIA"].is_checked
    assert SOURCES["HTI"].is_checked
    assert "voluntary in the UK" in SOURCES["HTI"].title

"""What rests on each source, and whether we read it ourselves."""

from vendor_tracker.domain.checklists.loading import built_in, read_library
from vendor_tracker.domain.checklists.model import EMPTY_LIBRARY
from vendor_tracker.domain.rules import ALL_RULES
from vendor_tracker.domain.sources import SOURCES
from vendor_tracker.domain.sourceuses import NOT_VERIFIED, SourceUse, source_uses

LIBRARY = read_library(built_in())
USES = {use.reference: use for use in source_uses(LIBRARY, ALL_RULES)}


def test_every_source_is_there_in_its_order() -> None:
    assert list(USES) == list(SOURCES)


def test_each_item_and_rule_stands_with_what_it_rests_on() -> None:
    for item in LIBRARY.items:
        for code in item.sources:
            assert item in USES[code].items
    for rule in ALL_RULES:
        for code in rule.source.split(","):
            assert rule in USES[code.strip()].rules


def test_a_source_that_only_an_own_checklist_knows_is_passed_over() -> None:
    assert source_uses(EMPTY_LIBRARY, ())[0] == SourceUse(SOURCES["SEED-1"], (), ())


def test_what_we_did_not_read_ourselves_says_so() -> None:
    assert USES["DCB"].checked == "September 2026"
    assert USES["AIA"].checked == NOT_VERIFIED
    assert {use.checked for use in USES.values() if not use.source.is_checked} == {NOT_VERIFIED}


def test_the_chapter_is_told_apart_from_the_documents() -> None:
    statements = [use.reference for use in USES.values() if use.is_statement]
    assert statements == [f"SEED-{number}" for number in range(1, 18)]

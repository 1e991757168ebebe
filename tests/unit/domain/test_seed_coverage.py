"""Each statement of the chapter that began it all is asked about, and watched over by a rule."""

from collections.abc import Iterable

import pytest

from vendor_tracker.domain.checklists.loading import built_in, read_library
from vendor_tracker.domain.rules import ALL_RULES
from vendor_tracker.domain.sources import SOURCES

LIBRARY = read_library(built_in())
SEED = tuple(f"SEED-{number}" for number in range(1, 18))
# Rules on these would look at records that nobody can make yet: the team, its leaders,
# engagement, learning and peers.
WITHOUT_RULE = {"SEED-12", "SEED-13", "SEED-14", "SEED-15", "SEED-16", "SEED-17"}
ASKED_BY = {item.code: item.sources for item in LIBRARY.items}
WATCHED_BY = {
    rule.code: [code.strip() for code in rule.source.split(",")] for rule in ALL_RULES
}  # fmt: skip


def resting_on(code: str, given: Iterable[tuple[str, Iterable[str]]]) -> list[str]:
    """Return the codes of the items or rules that rest on a source."""
    return [name for name, sources in given if code in sources]


@pytest.mark.parametrize("code", SEED)
def test_each_statement_has_an_item(code: str) -> None:
    assert resting_on(code, ASKED_BY.items())


@pytest.mark.parametrize("code", SEED)
def test_each_statement_has_a_rule_once_there_are_records_of_it(code: str) -> None:
    assert bool(resting_on(code, WATCHED_BY.items())) == (code not in WITHOUT_RULE)


def test_there_are_seventeen_statements() -> None:
    assert tuple(code for code in SOURCES if code.startswith("SEED-")) == SEED


def test_a_source_is_there_because_something_rests_on_it() -> None:
    used = {code for sources in (*ASKED_BY.values(), *WATCHED_BY.values()) for code in sources}
    assert used == set(SOURCES)

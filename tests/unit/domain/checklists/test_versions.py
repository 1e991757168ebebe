"""What is new, asked otherwise or retired in a version, and since when words hold."""

from dataclasses import replace

from tests.unit.domain.items import item
from vendor_tracker.domain.checklists.model import Checklist, Item, Section
from vendor_tracker.domain.checklists.versions import (
    ItemChange,
    compare,
    is_reworded,
    with_changes,
    with_since,
)
from vendor_tracker.domain.vocabulary import Severity


def version(number: str, *items: Item) -> Checklist:
    """Return one version of a checklist with these items."""
    return Checklist("TST", number, "A test", "", (Section("One", items),), ())


A, B, C = item("TST-01"), item("TST-02"), item("TST-03")
OTHER = replace(B, question="Is it otherwise?")


def test_a_version_is_compared_with_the_one_before() -> None:
    milder = replace(A, severity=Severity.minor)
    found = compare(version("1.0", A, B), version("1.1", milder, OTHER, C))
    assert found.new == (C,)
    assert [(one.old, one.new) for one in found.reworded] == [(B, OTHER)]
    assert [one.new for one in found.altered] == [milder]
    assert compare(version("1.0", A, B), version("1.1", A)).retired == (B,)
    assert compare(None, version("1.0", A)).new == (A,)


def test_words_hold_from_the_version_that_last_changed_them() -> None:
    published = [version("1.0", A, B), version("1.9", A, OTHER), version("1.10", A, OTHER, C)]
    since = {one.code: one.since for one in with_since(published).items}
    assert since == {"TST-01": "", "TST-02": "1.9", "TST-03": ""}
    assert with_since(published[:1]) == published[0]


def test_an_answer_is_to_the_words_of_its_version() -> None:
    asked = replace(B, since="1.9")
    assert is_reworded(asked, "1.0")
    assert not is_reworded(asked, "1.9")
    assert not is_reworded(asked, "1.10"), "ten comes after nine"
    assert not is_reworded(asked, ""), "nobody knows under which words it was given"
    assert not is_reworded(B, "1.0")


def test_only_what_an_answer_answers_makes_it_another_question() -> None:
    explained = replace(A, why="For another reason.", example="Another.", severity=Severity.minor)
    found = compare(version("1.0", A), version("1.1", explained))
    assert not found.reworded
    assert len(found.altered) == 1


def test_changes_of_an_organisation_are_laid_over_what_was_published() -> None:
    changes = {
        "TST-01": ItemChange("TST", "TST-01", is_retired=True),
        "TST-02": ItemChange("TST", "TST-02", severity=Severity.critical, months=24),
    }
    found = with_changes(version("1.0", A, B, C), changes)
    assert found is not None
    assert [one.code for one in found.items] == ["TST-02", "TST-03"]
    assert (found.items[0].severity, found.items[0].validity.months) == (Severity.critical, 24)
    assert found.items[1] == C
    assert with_changes(version("1.0", A), {"": ItemChange("TST", is_retired=True)}) is None
    assert with_changes(version("1.0", A), {}) == version("1.0", A)

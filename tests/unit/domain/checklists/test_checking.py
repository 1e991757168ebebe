"""What must hold across checklists and from one version to the next."""

from tests.unit.domain.checklists.texts import HEAD, ITEM, SECTION, TEXT
from vendor_tracker.domain.checklists.checking import check_library, check_successor, criticals
from vendor_tracker.domain.checklists.loading import parse_checklist
from vendor_tracker.domain.checklists.model import Checklist, Library
from vendor_tracker.domain.vocabulary import Gate


def checklist(*numbers: int, retired: str = "", version: str = "1.0") -> Checklist:
    """Return a checklist with items of these numbers."""
    head = HEAD.replace('"TST-09"', retired).replace('"1.0"', f'"{version}"')
    items = "".join(ITEM.format(code=f"TST-{number:02}") for number in numbers)
    return parse_checklist(head + SECTION.format(title="One") + items, "tst.toml")


def test_an_item_stands_in_one_checklist() -> None:
    twice = Library((checklist(1, 2), checklist(2, 3)))
    assert check_library(twice) == [
        "Two checklists have the code TST.",
        "TST-02 stands in two checklists.",
    ]


def test_at_most_twelve_critical_items_hold_up_a_gate() -> None:
    text = TEXT.split("\n[[sections]]")[0] + SECTION.format(title="One")
    text += "".join(ITEM.format(code=f"TST-{n}") for n in range(10, 23))
    critical = text.replace('"major"', '"critical"').replace('"always"', '"img"')
    # Each of them watched over by a rule: no item is asked, and none holds up a gate.
    assert criticals(Library((parse_checklist(critical, "tst.toml"),))) == {}
    critical = critical.replace('covered_by = "F07"\n', "")
    library = Library((parse_checklist(critical, "tst.toml"),))
    assert criticals(library) == {Gate.award: 13}
    (said,) = check_library(library)
    assert said == "Award has 13 critical items; at most 12 can stop a purchase."
    fewer = critical.replace('"critical"', '"minor"', 1)
    assert check_library(Library((parse_checklist(fewer, "tst.toml"),))) == []


def test_a_covering_rule_must_be_there_once_the_rules_are_known() -> None:
    library = Library((checklist(1),))
    assert check_library(library) == check_library(library, {"F07"}) == []
    assert check_library(library, {"F08"}) == [
        "TST-01 is covered by F07, and there is no such rule."
    ]


def test_a_new_version_may_add_and_retire() -> None:
    new = checklist(1, 3, retired='"TST-02"', version="1.1")
    assert check_successor(checklist(1, 2), new) == []


def test_an_item_may_not_vanish() -> None:
    assert check_successor(checklist(1, 2), checklist(1, version="1.1")) == [
        'TST 1.1: TST-02 is gone; list it under "retired".'
    ]


def test_a_retired_item_is_never_used_again() -> None:
    old = checklist(1, retired='"TST-02"')
    assert check_successor(old, checklist(1, 2, version="1.1")) == [
        "TST 1.1: TST-02 was retired and must not be used again."
    ]
    assert check_successor(old, checklist(1, version="1.1")) == [
        'TST 1.1: TST-02 must stay listed under "retired".'
    ]


def test_a_library_finds_its_items() -> None:
    library = Library((checklist(1, 2),))
    assert [item.code for item in library.of_gate(Gate.award)] == ["TST-01", "TST-02"]
    assert library.of_gate(Gate.pilot) == ()
    assert library.by_code["TST-02"] is library.items[1]
    assert library.by_checklist["TST"] is library.checklists[0]
    assert library != Library(library.checklists)
    assert len({library, library}) == 1

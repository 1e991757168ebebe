"""Checklists from elsewhere: OSCAL catalogues, lists by mapped columns, and what spoils them."""

import json
from typing import Any

import pytest

from tests.unit.domain.checklists.texts import TEXT
from vendor_tracker.domain.checklists.columns import (
    ColumnMap,
    TextRow,
    guessed,
    read_mapping,
    read_rows,
)
from vendor_tracker.domain.checklists.foreign import Wanted, flat, item_ids, next_version
from vendor_tracker.domain.checklists.loading import parse_checklist
from vendor_tracker.domain.checklists.oscal import read_oscal
from vendor_tracker.domain.checklists.places import ChecklistFault
from vendor_tracker.domain.checklists.writing import as_toml
from vendor_tracker.domain.vocabulary import AnswerKind, Gate, Severity

WANTED = Wanted("SEC")
COLUMNS = ColumnMap(text="Question", id="No", section="Area", answer="Type", options="Choices")


def control(number: str, **more: Any) -> dict[str, Any]:
    """Return a control as a catalogue holds it."""
    parts = [
        {"name": "statement", "prose": "- Keep a list\n- Look at it yearly"},
        {"name": "guidance", "title": "Why this control matters", "prose": "It matters."},
        {"name": "guidance", "title": "What this control measures", "prose": "A list."},
    ]
    label = {"name": "label", "value": number}
    given = {"id": f"ctl_{number}", "title": f"Control {number}", "props": [label]}
    return {**given, "parts": parts, **more}


def catalogue(*controls: dict[str, Any], **about: Any) -> str:
    """Return a catalogue with one group of these controls."""
    told = {"title": "SEC - Secure things - v2.1-x", "version": "v2.1-x", **about}
    group = {"title": "First", "controls": list(controls)}
    return json.dumps({"catalog": {"metadata": told, "groups": [group]}})


def row(number: int, *cells: str) -> TextRow:
    """Return a row of a list."""
    names = ("No", "Area", "Question", "Type", "Choices")
    return TextRow(number, dict(zip(names, cells, strict=False)))


def test_controls_become_items_of_an_own_checklist() -> None:
    found = read_oscal(catalogue(control("1.1"), control("1.2")), "sec.json", WANTED)
    assert (found.code, found.version, found.title) == ("SEC", "2.1", "Secure things")
    assert found.origin.startswith("Secure things, v2.1-x")
    first = found.items[0]
    assert (first.code, first.ref, first.section) == ("SEC-01", "1.1", "First")
    assert first.question == "Control 1.1: Keep a list; Look at it yearly"
    assert (first.why, first.counts, first.ask) == ("It matters.", "A list.", first.question)
    assert (first.gate, first.severity) == (Gate.award, Severity.major)


def test_a_control_keeps_its_id_in_the_next_version() -> None:
    old = read_oscal(catalogue(control("1.1"), control("1.2")), "sec.json", WANTED)
    new = read_oscal(catalogue(control("1.0"), control("1.2")), "sec.json", WANTED, old)
    assert [(one.ref, one.code) for one in new.items] == [("1.0", "SEC-03"), ("1.2", "SEC-02")]


def test_a_list_without_ids_keeps_those_of_the_same_words() -> None:
    first = [row(2, "", "A", "Is it on?"), row(3, "", "A", "Who?"), row(4, "", "B", "Who?")]
    old = read_rows(first, COLUMNS, "q.csv", WANTED)
    again = read_rows(first, COLUMNS, "q.csv", WANTED, old)
    assert [one.code for one in again.items] == ["SEC-01", "SEC-02", "SEC-03"]
    moved = [row(2, "", "B", "WHO?"), row(3, "", "C", "Is it  on?"), row(4, "", "C", "When?")]
    new = read_rows(moved, COLUMNS, "q.csv", WANTED, old)
    assert [one.code for one in new.items] == ["SEC-03", "SEC-01", "SEC-04"]


@pytest.mark.parametrize(
    "text, words",
    [
        ("{", "sec.json, line 1: this is not JSON"),
        ("[" * 100_000, "sec.json: lists within lists go too deep."),
        ('{"catalog": ' + "9" * 10_000 + "}", "sec.json: a number in it is too long to be read."),
        ("[]", "no OSCAL catalogue"),
        ('{"catalog": []}', '"catalog" is missing'),
        ('{"catalog": {"metadata": {}, "groups": []}}', "holds no controls"),
        ('{"catalog": {"metadata": {}, "groups": [1]}}', '"groups" is not a list'),
        ('{"catalog": {"metadata": {}, "groups": [{"title": 1}]}}', 'a "title" is not text'),
        (catalogue(control("1.1", title="", parts=[])), 'control ctl_1.1: SEC-01 has an empty "q'),
    ],
)
def test_a_spoilt_catalogue_says_where_and_why(text: str, words: str) -> None:
    with pytest.raises(ChecklistFault) as caught:
        read_oscal(text, "sec.json", WANTED)
    assert len(caught.value.faults) == 1
    assert words in caught.value.faults[0]


def test_a_mapping_with_a_number_of_many_digits_is_refused_in_words() -> None:
    with pytest.raises(ChecklistFault, match="a number in it is too long"):
        read_mapping("code = " + "9" * 10_000, "q.toml")


def test_groups_within_groups_end_somewhere() -> None:
    group: dict[str, Any] = {"title": "deep", "controls": [control("1.1")]}
    for _ in range(40):
        group = {"title": "more", "groups": [group]}
    text = json.dumps({"catalog": {"metadata": {}, "groups": [group]}})
    with pytest.raises(ChecklistFault, match="go too deep"):
        read_oscal(text, "sec.json", WANTED)


def test_rows_become_items_by_their_columns() -> None:
    rows = [
        row(2, "", "Access"),
        row(3, "Q1", "", "Who signs in?", "Free text"),
        row(4, "Q2", "", "Is it encrypted?", "", "Yes; No"),
        row(5, "Q3", "Data", "Where is it kept?", "", "UK|EU | Elsewhere"),
    ]
    found = read_rows(rows, COLUMNS, "list.csv", WANTED)
    assert [(one.code, one.ref, one.section, one.kind) for one in found.items] == [
        ("SEC-01", "Q1", "Access", AnswerKind.text),
        ("SEC-02", "Q2", "Access", AnswerKind.yes_no),
        ("SEC-03", "Q3", "Data", AnswerKind.choice),
    ]
    assert found.items[2].options == ("UK", "EU", "Elsewhere")
    assert (found.title, found.version, found.origin) == ("list", "1.0", "list.csv")


def test_a_row_that_cannot_be_an_item_is_named() -> None:
    rows = [row(3, "Q1", "", "Who?", "haiku"), row(9, "Q2", "", "Which?", "choice", "one")]
    with pytest.raises(ChecklistFault) as caught:
        read_rows(rows, COLUMNS, "list.csv", WANTED)
    assert caught.value.faults[0].startswith("list.csv, row 3: “haiku” is no kind of answer")
    assert caught.value.faults[1].startswith("list.csv, row 9: SEC-02 asks to choose")
    with pytest.raises(ChecklistFault, match="no row has a question"):
        read_rows([row(3, "Q1")], COLUMNS, "list.csv", WANTED)


def test_a_mapping_says_which_column_is_which() -> None:
    columns, about = read_mapping('code = "SEC"\n[columns]\ntext = "Frage"', "map.toml")
    assert (columns.text, about) == ("Frage", {"code": "SEC"})
    for text, words in (
        ("columns = 1", "no table"),
        ("[columns]\ntxet = 'x'", '"txet" is not known'),
        ("colour = 'x'\n[columns]\n", '"colour" is not known'),
        ("[columns", "not TOML"),
    ):
        with pytest.raises(ChecklistFault, match=words):
            read_mapping(text, "map.toml")


def test_usual_headings_are_known() -> None:
    found = guessed(["Ref", "Category", "Requirement ", "Response type", "Evidence"])
    assert found == ColumnMap(
        text="Requirement ", id="Ref", section="Category", answer="Response type", counts="Evidence"
    )


def test_ids_and_versions_are_never_used_twice() -> None:
    old = parse_checklist(TEXT, "tst.toml")
    assert item_ids("TST", ["a", "b"], old) == ["TST-10", "TST-11"], "the ninth was retired"
    assert item_ids("TST", ["TST-01", "TST-20"], old) == ["TST-01", "TST-20"]
    assert (next_version(None), next_version(old)) == ("1.0", "1.1")


def test_a_list_of_points_becomes_a_sentence() -> None:
    assert flat("Do:\n- one;\n  >- two.\n\nThen rest") == "Do: one; two. Then rest"


def test_what_is_written_is_read_again() -> None:
    given = parse_checklist(TEXT.replace("Because it", 'A \\"\\u007f\\\\ ü\\n'), "tst.toml")
    assert parse_checklist(as_toml(given), "again") == given

"""Checklists from text: what is understood, and every fault with its line."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.checklists.spoilt import SPOILT
from tests.unit.domain.checklists.texts import ITEM, TEXT, line_of
from vendor_tracker.domain.checklists.loading import built_in, parse_checklist, read_library
from vendor_tracker.domain.checklists.model import Checklist, Validity
from vendor_tracker.domain.checklists.places import ChecklistFault
from vendor_tracker.domain.vocabulary import AnsweredBy, Discipline, Gate, ItemAbout, Severity

SECOND = line_of('id = "TST-02"')
REQUIRED = (
    "question", "why", "counts", "not_enough", "example", "about", "answered_by", "ask", "gate",
    "severity", "validity", "when", "sources", "discipline",
)  # fmt: skip


def faults_of(text: str) -> tuple[str, ...]:
    """Return what is said of a text that cannot be used."""
    with pytest.raises(ChecklistFault) as raised:
        parse_checklist(text, "tst.toml")
    assert str(raised.value) == "\n".join(raised.value.faults)
    return raised.value.faults


def spoil_second(old: str, new: str) -> str:
    """Return the text with one line of its second item replaced."""
    first, second, third = TEXT.split("\n[[sections.items]]\n")[1:]
    assert old in second
    parts = (TEXT[: TEXT.index("\n[[sections.items]]\n")], first, second.replace(old, new), third)
    return "\n[[sections.items]]\n".join(parts)


def test_a_checklist_is_read_whole() -> None:
    checklist = parse_checklist(TEXT, "tst.toml")
    assert (checklist.code, checklist.version, checklist.number) == ("TST", "1.0", (1, 0))
    assert checklist.retired == ("TST-09",)
    assert [item.code for item in checklist.items] == ["TST-01", "TST-02", "TST-03"]
    assert [section.title for section in checklist.sections] == ["First", "Second"]
    item = checklist.items[2]
    assert (item.checklist, item.section) == ("TST", "Second")
    assert (item.about, item.answered_by) == (ItemAbout.product, AnsweredBy.both)
    assert (item.gate, item.severity) == (Gate.award, Severity.major)
    assert item.discipline is Discipline.clinical
    assert item.validity == Validity(months=12)
    assert (item.sources, item.covered_by, item.is_covered) == (("SEED-1",), "F07", True)
    assert item.when.text == "always"


def test_a_validity_may_end_in_four_ways() -> None:
    given = 'validity = { version = true, contract = true, renewal = "06-30", months = 120 }'
    checklist = parse_checklist(spoil_second("validity = { months = 12 }", given), "tst.toml")
    whole = Validity(months=120, version=True, contract=True, renewal="06-30")
    assert checklist.items[1].validity == whole


def test_what_we_answer_ourselves_needs_no_question_to_the_supplier() -> None:
    text = TEXT.replace('"both"', '"us"').replace('ask = "Please tell us."\n', "")
    assert {item.ask for item in parse_checklist(text, "tst.toml").items} == {""}
    plain = TEXT.replace('covered_by = "F07"\n', "")
    assert not any(item.is_covered for item in parse_checklist(plain, "tst.toml").items)


@pytest.mark.parametrize("old, new, said", SPOILT)
def test_a_fault_is_told_with_its_line(old: str, new: str, said: str) -> None:
    offset = ITEM.format(code="TST-02").splitlines()[2:].index(old)
    assert faults_of(spoil_second(old, new)) == (f"tst.toml, line {SECOND + offset}: {said}",)


@pytest.mark.parametrize("key", REQUIRED)
def test_a_missing_key_is_told_at_its_item(key: str) -> None:
    text = TEXT.split("\n[[sections.items]]\n")
    text[2] = re.sub(rf"(?m)^{key} = .*\n", "", text[2])
    said = f'tst.toml, line {SECOND}: TST-02 has no "{key}".'
    assert faults_of("\n[[sections.items]]\n".join(text)) == (said,)


def test_an_item_without_an_id_is_told_by_its_place() -> None:
    text = TEXT.replace('id = "TST-02"\n', "")
    assert faults_of(text) == (f'tst.toml, line {SECOND - 1}: Item 2 has no "id".',)


def test_an_unknown_key_is_told_where_it_stands() -> None:
    (said,) = faults_of(TEXT + "note = 1\n")
    line = len(TEXT.splitlines()) + 1
    assert said.startswith(f'tst.toml, line {line}: TST-03 has a key "note" that is not known;')


def test_every_fault_of_a_file_is_told_at_once() -> None:
    text = TEXT.replace('gate = "award"', 'gate = "door"').replace("months = 12", "months = 500")
    assert len(faults_of(text)) == 6


@pytest.mark.parametrize(
    "old, new, said",
    [
        ('code = "TST"', 'code = "tst"', 'line 1: "code" must be two to six capital letters.'),
        ('version = "1.0"', 'version = "one"', 'line 2: "version" must be a number such as 1.0.'),
        ('title = "A test"', "title = 7", 'line 3: "title" must be text.'),
        ('intro = "What is tried here."\n', "", 'line 1: The checklist has no "intro".'),
        ('["TST-09"]', "[9]", 'line 5: "retired" must be a list of item ids.'),
        ("retired =", "retried =", 'line 5: "retried" is not known here; known: code, intro, '),
    ],
)
def test_a_fault_of_the_head_is_told(old: str, new: str, said: str) -> None:
    assert faults_of(TEXT.replace(old, new, 1))[0].startswith(f"tst.toml, {said}")


@pytest.mark.parametrize(
    "text, said",
    [
        ("code = \n", "line 1: this is not TOML: Invalid value."),
        ('code = "TST"\ncode = "TST"\n', "line 2: this is not TOML: Cannot overwrite a value."),
        ("code = " + "[" * 9000, "line 1: lists within lists go too deep."),
        ("code = " + "9" * 10_000, "line 1: a number in it is too long to be read."),
        (TEXT[: line_of("[[sections]]")], "line 1: "),
    ],
)
def test_what_is_no_checklist_is_refused(text: str, said: str) -> None:
    assert faults_of(text)[0].startswith(f"tst.toml, {said}")


def test_a_section_needs_a_title_and_items() -> None:
    untitled = TEXT.replace('title = "Second"\n', "")
    assert faults_of(untitled)[0].endswith('The section of this item has no "title".')
    (said,) = faults_of(TEXT + '\n[[sections]]\ntitle = "Third"\nhint = "?"\n')[1:]
    assert said.endswith("The section “Third” has no items.")


def test_items_written_in_one_line_are_found_by_their_id() -> None:
    text = TEXT[: TEXT.index("\n[[sections]]")] + (
        '[[sections]]\ntitle = "First"\nitems = [\n  { id = "TST-01", why = "w" },\n]\n'
    )
    assert all(said.startswith("tst.toml, line 9: TST-01 has no ") for said in faults_of(text))


def test_a_library_stands_in_the_order_in_which_people_meet_it() -> None:
    files = [(f"{code}.toml", TEXT.replace("TST", code)) for code in ("TST", "TRA", "CORE", "AAA")]
    library = read_library(files)
    assert [checklist.code for checklist in library.checklists] == ["CORE", "TRA", "AAA", "TST"]


def test_faults_of_several_files_are_told_together() -> None:
    with pytest.raises(ChecklistFault) as raised:
        read_library([("a.toml", "a ="), ("b.toml", "b =")])
    assert [said.split(",")[0] for said in raised.value.faults] == ["a.toml", "b.toml"]


def test_what_comes_with_the_program_can_be_read() -> None:
    read: list[Checklist] = [parse_checklist(text, name) for name, text in built_in()]
    assert {checklist.code.lower() + ".toml" for checklist in read} == {n for n, _ in built_in()}


WORDS = st.sampled_from(
    ["", "1", "true", '"x"', "[]", "[1]", "{}", '"award"', '["SEED-1"]', "{ months = -1 }", "nan"]
)


@given(st.data())
def test_whatever_stands_there_is_read_or_told(data: st.DataObject) -> None:
    lines = TEXT.splitlines()
    for _ in range(data.draw(st.integers(1, 3))):
        number = data.draw(st.integers(0, len(lines) - 1))
        key = lines[number].split(" = ")[0]
        lines[number] = data.draw(st.sampled_from(["", key, f"{key} = {data.draw(WORDS)}"]))
    faults: tuple[str, ...] = ("tst.toml, line 1: Nothing is wrong.",)
    try:
        parse_checklist("\n".join(lines), "tst.toml")
    except ChecklistFault as fault:
        faults = fault.faults
    assert faults
    for said in faults:
        assert re.match(r"tst\.toml, line \d+: .+\.$", said, re.DOTALL), said

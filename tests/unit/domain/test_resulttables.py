"""Tables of results by group, as suppliers write them."""

from contextlib import suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given as every
from hypothesis import strategies as st

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.resulttables import Given, ReadTable, Unit, read_results
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.suppression import Leaving
from vendor_tracker.domain.vocabulary import GroupAttribute

TODAY = date(2026, 10, 6)
PERCENT = Given(Unit.percent, "Sensitivity", GroupAttribute.age)
SHARES = replace(PERCENT, unit=Unit.share)
TABS = (
    "Age group\tn\tPositives\tSensitivity\t95% CI\n"
    "40-64 (ref)\t1,204\t220\t96.2%\t90.4-98.9\n"
    "80+\t310\t41\t91.1\t(82.0, 96.9)\n"
)


def read(text: str, given: Given = PERCENT) -> ReadTable:
    return read_results(text, given, TODAY)


def figures(table: ReadTable) -> list[tuple[str, ...]]:
    return [tuple(map(str, (one.subgroup, one.n, one.positives, one.estimate, one.low, one.high)))
            for one in table.results]  # fmt: skip


@pytest.mark.parametrize("row", ["80+,<5,3,50", "80+,400,<5,50", "80+,*,*,50", "80+,≤ 4,,50"])
def test_a_number_that_a_table_hides_keeps_its_figures_in(row: str) -> None:
    table = read(f"Age group,n,Positives,Sensitivity\n40-64 (ref),500,220,96\n{row}\n")
    few = table.results[1]
    assert (few.n, few.positives, few.estimate) == (None, None, Decimal(50))
    assert "is no number" in table.rows[1].notes[0]
    assert Leaving(table.results, Limits()).why_not(few) == "nobody has said how many were tested"


def test_a_table_from_a_spreadsheet_is_read_row_by_row() -> None:
    table = read(TABS)
    assert figures(table) == [
        ("40 to 64", "1204", "220", "96.2", "90.4", "98.9"),
        ("80 and over", "310", "41", "91.1", "82.0", "96.9"),
    ]
    assert [one.group_code for one in table.results] == ["40-64", "80+"]
    assert [one.is_reference for one in table.results] == [True, False]
    assert table.mistakes == ()


@pytest.mark.parametrize("separator", [";", ","])
def test_semicolons_and_commas_do_as_well(separator: str) -> None:
    rows = ["Group,Tested,Result,From,To", "Women,400,95.1,93,97", "Men,410,96,94,98"]
    text = "\n".join(row.replace(",", separator) for row in rows)
    table = read(text, replace(PERCENT, attribute=GroupAttribute.sex))
    assert [one.group_code for one in table.results] == ["F", "M"]
    assert table.results[0].low == Decimal(93)


def test_the_unit_is_said_once_and_a_sign_says_its_own() -> None:
    text = "Group\tResult\tLow\tHigh\n80+\t0.962\t0.904\t0.989\n40-64\t96.2%\t90.4%\t98.9%\n"
    first, second = read(text, SHARES).results
    assert (first.estimate, first.low) == (Decimal("96.2"), Decimal("90.4"))
    assert (second.estimate, second.high) == (Decimal("96.2"), Decimal("98.9"))
    (row,) = read("Group\tResult\n80+\t96.2\n", SHARES).mistakes
    assert "no share of one" in row.mistake
    assert any("1 or less" in note for note in read("Group\tResult\n80+\t0.96\n").notes)


@pytest.mark.parametrize(
    "cell", ["90.4-98.9", "90.4 – 98.9", "(90.4, 98.9)", "[90.4; 98.9]", "90.4 to 98.9%"]
)
def test_a_range_is_read_however_it_is_written(cell: str) -> None:
    (one,) = read(f"Group\tResult\t95% CI\n80+\t96.2\t{cell}\n").results
    assert (one.low, one.high) == (Decimal("90.4"), Decimal("98.9"))


def test_a_range_may_stand_behind_its_figure() -> None:
    (one,) = read("Group\tResult\n80+\t96.2% (90.4-98.9)\n").results
    assert (one.estimate, one.low, one.high) == tuple(map(Decimal, ("96.2", "90.4", "98.9")))


@pytest.mark.parametrize(
    "row, words",
    [
        ("80+\tabout 90\t\t\t", "is no figure"),
        ("80+\t120\t\t\t", "between 0 and 100"),
        ("80+\t96\t97-99\t\t", "below its range"),
        ("80+\t\t90-98.2\t\t", "a range, but no result"),
        ("80+\t96\tninety\t\t", "cannot be read as a range"),
        ("80+\t96\t\t20\t21", "more than were tested"),
        ("80+\t96\t\t2.5\t", "whole number"),
        ("\t96\t\t\t", "names no group"),
        ("80+\t96\t\t20\t2\tmore", "more cells than there are columns"),
    ],
)
def test_a_mistake_is_said_at_its_row_with_its_cause(row: str, words: str) -> None:
    table = read(f"Group\tResult\tCI\tn\tPositives\n40-64\t96\t94-98\t900\t90\n{row}\n")
    (mistake,) = table.mistakes
    assert mistake.number == 3
    assert words in mistake.mistake
    assert len(table.results) == 1


def test_a_group_that_stands_twice_is_kept_once() -> None:
    table = read("Group\tResult\n80+\t96\naged 80+\t91\n")
    assert "The same group stands in row 2" in table.mistakes[0].mistake


def test_what_nobody_knows_stays_unknown() -> None:
    (one,) = read("Group\tn\tResult\n80+\t<10\tn/a\n").results
    assert (one.n, one.estimate) == (None, None)
    assert "no number" in read("Group\tn\tResult\n80+\t<10\tn/a\n").rows[0].notes[0]


def test_groups_of_several_attributes_stand_in_one_table() -> None:
    text = "Characteristic\tSubgroup\tResult\nSex\tWomen\t95\nAge\t80+\t91\nShoe size\t44\t90\n"
    table = read(text, replace(PERCENT, attribute=None))
    assert [one.attribute for one in table.results] == [GroupAttribute.sex, GroupAttribute.age]
    assert "“Shoe size” is nothing that we tell groups apart by" in table.mistakes[0].mistake
    (row,) = read("Group\tResult\nWomen\t95\n", replace(PERCENT, attribute=None)).mistakes
    assert "Nobody has said what these groups are told apart by" in row.mistake


def test_between_two_lists_nothing_is_guessed() -> None:
    text = "Ethnicity\tResult\nA\t95\nX\t94\nKlingon\t93\n"
    table = read(text, replace(PERCENT, scheme="NHS_2001_16P1"))
    assert [one.group_code for one in table.results] == ["A", "99", ""]
    assert "hospitals write 99" in table.rows[1].notes[0]
    assert "kept as given" in table.rows[2].notes[0]
    unnamed = read(text)
    assert [one.scheme for one in unnamed.results] == ["", "", ""]


def test_the_row_for_everyone_is_no_group() -> None:
    (one,) = read("Group\tResult\nOverall\t95\n").results
    assert (one.subgroup, one.attribute) == ("", None)


@pytest.mark.parametrize(
    "text, words",
    [
        ("", "Paste the table"),
        ("Group\tResult\n", "Paste the table"),
        ("80+\t96\n40-64\t95\n", "first row must name the columns"),
        ('Group\tResult\n"80+\t96\n', "quotation mark is not closed"),
        ("Group\tResult\n" + "80+\t96\n" * 201, "at most 200 rows"),
        ("Group\tResult\n80\x00+\t96\n", "hidden control character"),
    ],
)
def test_what_is_no_table_is_refused(text: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read(text)


def test_columns_that_nobody_understood_are_named() -> None:
    notes = read("Group\tResult\tShoe size\n80+\t96\t44\n").notes
    assert "“Shoe size”" in notes[0]


@every(st.text(max_size=300))
def test_no_text_ends_in_anything_but_a_table_or_a_refusal(text: str) -> None:
    with suppress(Refused):
        table = read(f"Group\tn\tResult\tCI\n{text}")
        assert len(table.results) + len(table.mistakes) == len(table.rows)

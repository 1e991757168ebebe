"""Two cards side by side, field by field."""

from vendor_tracker.domain.cards.comparing import Differs, Piece, compare, numbers

HERE = {"hti.pur_use": "To mark scans", "hti.cau_limits": "Fails for children", "chai.Summary": "A"}
THERE = {
    "hti.pur_use": "To  mark\nscans",
    "hti.cau_limits": "Fails for adults",
    "chai.Security": "B",
}


def test_each_field_that_either_gives_is_compared() -> None:
    rows = compare(HERE, THERE)
    assert {row.field.code: row.how for row in rows} == {
        "hti.pur_use": Differs.same,
        "hti.cau_limits": Differs.changed,
        "chai.Summary": Differs.only_here,
        "chai.Security": Differs.only_there,
    }
    assert set(numbers(rows).values()) == {1}


def test_the_words_that_differ_are_marked() -> None:
    (row,) = [row for row in compare(HERE, THERE) if row.how is Differs.changed]
    assert row.here == (Piece("Fails for"), Piece("children", is_marked=True))
    assert row.there == (Piece("Fails for"), Piece("adults", is_marked=True))


def test_two_texts_with_little_in_common_are_not_marked() -> None:
    row = compare(
        {"hti.pur_use": "To mark the scans of adults"},
        {"hti.pur_use": "It writes letters for clinics at night"},
    )[0]
    assert row.how is Differs.changed
    assert [piece.is_marked for piece in (*row.here, *row.there)] == [False, False]


def test_figures_are_shown_as_people_write_them() -> None:
    code = "chai.KeyMetrics.SafetyReliability.Results"
    text = 'Time: {"estimate":3.5,"lower":3,"upper":4,"level":95,"unit":"minutes"}\nOdd: {"a":1}'
    row = compare({code: text}, {})[0]
    assert row.here[0].text == 'Time: 3.5 minutes (95% range 3 to 4 minutes)\nOdd: {"a":1}'


def test_long_texts_are_not_marked() -> None:
    row = compare({"hti.pur_use": "a " * 3_000}, {"hti.pur_use": "b " * 3_000})[0]
    assert [piece.is_marked for piece in (*row.here, *row.there)] == [False, False]

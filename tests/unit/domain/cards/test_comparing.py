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


def test_long_texts_are_not_marked() -> None:
    row = compare({"hti.pur_use": "a " * 3_000}, {"hti.pur_use": "b " * 3_000})[0]
    assert [piece.is_marked for piece in (*row.here, *row.there)] == [False, False]

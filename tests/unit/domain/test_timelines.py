"""The line of a contract: its days in their places, none over another."""

from datetime import date, timedelta

from vendor_tracker.domain.timelines import Point, Term, draw

FIRST = date(2026, 1, 1)
TODAY = date(2026, 10, 6)


def points(*days: int) -> list[Point]:
    """Return a point on each of these days after the first."""
    return [Point(FIRST + timedelta(days=n), f"Day {n}") for n in days]


def test_one_day_alone_is_no_line() -> None:
    assert draw([], Term(), TODAY) is None
    assert draw(points(5), Term(), TODAY) is None
    assert draw(points(5, 5), Term(), TODAY) is None


def test_days_are_numbered_in_order_from_end_to_end() -> None:
    line = draw(points(1000, 0, 500), Term(), TODAY)
    assert line is not None
    assert [(mark.number, mark.at, mark.row) for mark in line.marks] == [
        (1, 2.0, 0),
        (2, 50.0, 0),
        (3, 98.0, 0),
    ]
    assert (line.rows, line.term, line.extension) == (1, None, None)


def test_days_near_each_other_stand_in_rows() -> None:
    line = draw(points(0, 1, 2, 500, 501, 1000), Term(), TODAY)
    assert line is not None
    assert [mark.row for mark in line.marks] == [0, 1, 2, 0, 1, 0]
    assert line.rows == 3


def test_term_extension_and_today_lie_where_they_belong() -> None:
    end, most = FIRST + timedelta(days=500), FIRST + timedelta(days=1000)
    line = draw(points(0, 500, 1000), Term(FIRST, end, most), FIRST + timedelta(days=250))
    assert line is not None
    assert (line.term, line.extension, line.today) == ((2.0, 50.0), (50.0, 98.0), 26.0)
    assert [year for year, _ in line.years] == [2027, 2028]
    later = draw(points(0, 500), Term(end, FIRST), most)
    assert later is not None
    assert (later.term, later.today) == (None, None)


def test_a_long_contract_names_few_enough_years() -> None:
    line = draw(points(0, 365 * 40), Term(), TODAY)
    assert line is not None
    assert len(line.years) <= 8

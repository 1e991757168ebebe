"""Days in order and by month, ratings that fall due, and what a warning says."""

from datetime import date

import pytest

from vendor_tracker.domain import calendars
from vendor_tracker.domain.calendars import Day, DayKind, Warned
from vendor_tracker.domain.vocabulary import Renewal

TODAY = date(2026, 10, 6)
BANDS = (30, 90, 180)


def day(on: date, kind: DayKind = DayKind.ends, detail: str = "") -> Day:
    """Return a day of a contract."""
    return Day(on, kind, "CON-1", "Licence", detail)


def warned(on: date, renewal: Renewal = Renewal.unknown, **more: object) -> Warned:
    """Return a day for notice of a contract that ends in June."""
    given: dict[str, object] = {"kind": DayKind.notice, "then_on": date(2027, 6, 30), **more}
    return Warned(on=on, reference="CON-1", title="Licence", renewal=renewal, **given)  # type: ignore[arg-type]


def test_months_hold_their_days_and_renewals_come_first() -> None:
    first, second = date(2026, 10, 31), date(2026, 12, 1)
    months = calendars.by_month(
        [day(second), day(first, DayKind.promise), day(first, DayKind.notice)]
    )
    assert [month.first for month in months] == [date(2026, 10, 1), date(2026, 12, 1)]
    assert [one.kind for one in months[0].days] == [DayKind.notice, DayKind.promise]
    assert calendars.by_month([]) == []


@pytest.mark.parametrize(
    "rated, begins, ends, due",
    [
        (None, None, date(2027, 1, 1), None),
        (None, date(2026, 2, 1), None, date(2027, 2, 1)),
        (date(2026, 5, 1), date(2025, 2, 1), None, date(2027, 5, 1)),
        (date(2026, 5, 1), date(2025, 2, 1), date(2027, 5, 1), date(2027, 5, 1)),
        # A contract that ends sooner is rated at its end, once.
        (date(2026, 5, 1), date(2025, 2, 1), date(2027, 4, 30), date(2027, 4, 30)),
        (date(2027, 4, 30), date(2025, 2, 1), date(2027, 4, 30), None),
        (date(2028, 2, 29), None, None, date(2029, 2, 28)),
    ],
)
def test_a_measure_is_rated_a_year_on_or_at_the_end(
    rated: date | None, begins: date | None, ends: date | None, due: date | None
) -> None:
    assert calendars.rating_due(rated, begins, ends) == due


def test_a_day_on_which_offices_are_closed_says_when_they_were_open() -> None:
    assert calendars.closed_words(date(2026, 10, 30)) == ""
    saturday = "A Saturday: the working day before is Friday 30 October 2026"
    assert calendars.closed_words(date(2026, 10, 31)) == saturday
    # Christmas on a Friday; Boxing Day is kept on the Monday after.
    before = "the working day before is Thursday 24 December 2026"
    assert calendars.closed_words(date(2026, 12, 28)) == f"A bank holiday: {before}"
    assert calendars.last_working_day(date(2026, 12, 24)) == date(2026, 12, 24)


@pytest.mark.parametrize(
    "on, said",
    [
        (date(2026, 10, 5), "Passed"),
        (date(2026, 10, 6), "Within 30 days"),
        (date(2026, 11, 5), "Within 30 days"),
        (date(2026, 11, 6), "Within 90 days"),
        (date(2027, 1, 4), "Within 90 days"),
        (date(2027, 1, 5), "Within 180 days"),
    ],
)
def test_a_warning_says_how_near_its_day_is(on: date, said: str) -> None:
    assert calendars.band_words(on, TODAY, BANDS) == said


@pytest.mark.parametrize(
    "renewal, outcome",
    [
        (Renewal.rolls_on, "it renews by itself after 30 June 2027"),
        (Renewal.ends, "it ends on 30 June 2027, and a new agreement is needed to go on"),
        (Renewal.option, "it ends on 30 June 2027 unless it is extended, to 1 July 2028 at most"),
        (
            Renewal.unknown,
            "its term ends on 30 June 2027, and nobody recorded whether it renews by itself",
        ),
    ],
)
def test_a_warning_says_what_happens_if_nobody_acts(renewal: Renewal, outcome: str) -> None:
    most = date(2028, 7, 1)
    near = warned(TODAY, renewal, extends_to=most)
    assert near.says(TODAY) == f"Without notice, {outcome}."
    passed = warned(date(2026, 10, 5), renewal, extends_to=most)
    assert passed.says(TODAY) == f"The notice date passed yesterday: {outcome}."


def test_a_break_and_an_end_without_notice_are_told_apart() -> None:
    broken = warned(date(2026, 11, 1), kind=DayKind.break_notice, then_on=date(2026, 12, 1))
    assert "ended early on 1 December 2026 if notice is given by then" in broken.says(TODAY)
    assert "can no longer be used" in broken.says(date(2026, 11, 2))
    end = warned(date(2027, 1, 31), kind=DayKind.ends, then_on=date(2027, 1, 31))
    assert end.says(TODAY).endswith("No notice date is recorded.")
    renewed = warned(date(2026, 1, 31), Renewal.rolls_on, kind=DayKind.ends)
    assert "its new dates are not recorded" in renewed.says(TODAY)
    unknown = warned(TODAY, Renewal.ends, then_on=None)
    assert "on a day that is not recorded" in unknown.says(TODAY)


def test_days_of_one_record_are_told_apart() -> None:
    first, second = date(2026, 11, 2), date(2027, 11, 2)
    tags = {
        day(on, kind, detail).tag
        for on in (first, second)
        for kind in (DayKind.break_point, DayKind.break_notice, DayKind.rating)
        for detail in ("",)
    } | {day(on, DayKind.publish, code).tag for on in (first, second) for code in ("UK7", "UK9 x")}
    assert len(tags) == 10
    # What has one day only keeps its name when the day moves.
    assert day(first).tag == day(second).tag == ".ends"
    assert day(first, DayKind.promise).tag == ""

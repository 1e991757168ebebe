"""The rows of a contract: days to leave, notices, measures and how they were rated."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from vendor_tracker.domain.contracts import ContractPart, Terms
from vendor_tracker.domain.errors import Refused, RefusedMany
from vendor_tracker.domain.vocabulary import NoticeKind, Rating

_TO_COME = "This day is still to come. Enter it once it has happened."
Wrong = Iterator[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class BreakRow:
    """A day on which the contract may be ended early."""

    breaks_on: date | None
    notice_by: date | None = None
    terms: str = ""


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice that the law asks for."""

    kind: NoticeKind | None
    due_on: date | None = None
    published_on: date | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class KpiRow:
    """A measure, with the number that it keeps while the contract lives."""

    place: int | None
    name: str
    target: str = ""
    consequence: str = ""


@dataclass(frozen=True, slots=True)
class RatingRow:
    """How well one measure was met."""

    place: int | None
    rated_on: date | None
    rating: Rating | None
    actual: str = ""
    published_on: date | None = None


ContractRow = BreakRow | NoticeRow | KpiRow | RatingRow


@dataclass(frozen=True, slots=True)
class ContractRows:
    """All rows of a contract, in the order in which they were written."""

    breaks: tuple[BreakRow, ...] = ()
    notices: tuple[NoticeRow, ...] = ()
    measures: tuple[KpiRow, ...] = ()
    ratings: tuple[RatingRow, ...] = ()

    def of(self, part: ContractPart) -> tuple[ContractRow, ...]:
        """Return the rows of one part; a part of single fields has none."""
        rows: tuple[ContractRow, ...] = getattr(self, part.value, ())
        return rows

    def last_rating(self, place: int | None) -> RatingRow | None:
        """Return how a measure was rated last."""
        found = [row for row in self.ratings if row.place == place and row.rated_on]
        return max(found, key=lambda row: row.rated_on or date.min, default=None)


def check_rows(
    part: ContractPart, rows: Sequence[Any], before: ContractRows, terms: Terms, today: date
) -> None:
    """Refuse rows that say nothing or cannot be right, each at its box."""
    found = [
        Refused(words, field=f"rows-{place}-{box}")
        for place, row in enumerate(rows)
        for box, words in (*_wrong(row, before, terms, today), *_again(row, rows[:place]))
    ]
    if part is ContractPart.measures:
        found += _rated_and_gone(rows, before)
    if found:
        raise RefusedMany(tuple(found))


def numbered(rows: Iterable[KpiRow], before: ContractRows) -> list[KpiRow]:
    """Give each new measure a number that no measure ever had while anything tells of it."""
    measured, rated = (
        [row.place or 0 for row in part] for part in (before.measures, before.ratings)
    )
    following = max([*measured, *rated], default=0) + 1
    found = []
    for row in rows:
        if row.place is None:
            row, following = replace(row, place=following), following + 1
        found.append(row)
    return found


def _wrong(row: ContractRow, before: ContractRows, terms: Terms, today: date) -> Wrong:
    if isinstance(row, BreakRow):
        yield from _wrong_break(row, terms)
    elif isinstance(row, NoticeRow):
        yield from _wrong_notice(row, today)
    elif isinstance(row, KpiRow):
        yield from _wrong_kpi(row, before)
    else:
        yield from _wrong_rating(row, before, terms, today)


def _wrong_break(row: BreakRow, terms: Terms) -> Wrong:
    start = terms.get("starts_on")
    end = max((d for d in (terms.get("ends_on"), terms.get("extends_to")) if d), default=None)
    if row.breaks_on is None:
        yield "breaks_on", "Enter the day on which the contract may be ended."
        return
    if start and row.breaks_on < start:
        yield "breaks_on", "This day lies before the contract starts."
    if end and row.breaks_on > end:
        yield "breaks_on", "This day lies after the contract ends."
    if row.notice_by and row.notice_by > row.breaks_on:
        yield "notice_by", "Notice must be given on or before the day itself."


def _wrong_notice(row: NoticeRow, today: date) -> Wrong:
    if row.kind is None:
        yield "kind", "Choose which notice it is."
    if row.published_on and row.published_on > today:
        yield "published_on", _TO_COME
    if row.link and not row.link.lower().startswith(("https://", "http://")):
        yield "link", "Enter an address that begins with https://"


def _wrong_kpi(row: KpiRow, before: ContractRows) -> Wrong:
    if not row.name:
        yield "name", "Say what is measured."
    if row.place is not None and row.place not in [one.place for one in before.measures]:
        yield "name", "This measure is not in the contract any more. Open the page again."


def _wrong_rating(row: RatingRow, before: ContractRows, terms: Terms, today: date) -> Wrong:
    if row.place not in [one.place for one in before.measures]:
        yield "place", "Choose one of the measures of this contract."
    if row.rating is None:
        yield "rating", "Choose one of the five words."
    if row.rating is Rating.other and not row.actual:
        yield "actual", "“Other” says nothing by itself. Say how it was."
    yield from _wrong_rating_days(row, terms.get("starts_on"), today)


def _wrong_rating_days(row: RatingRow, start: date | None, today: date) -> Wrong:
    if row.rated_on is None:
        yield "rated_on", "Enter the day of the rating."
    elif row.rated_on > today:
        yield "rated_on", _TO_COME
    elif start and row.rated_on < start:
        yield "rated_on", "This day lies before the contract starts."
    if row.published_on and row.published_on > today:
        yield "published_on", _TO_COME
    elif row.published_on and row.rated_on and row.published_on < row.rated_on:
        yield "published_on", "It was published before it was rated. Check both days."


def _again(row: ContractRow, earlier: Sequence[Any]) -> Wrong:
    """Yield that a row tells again what one above it told."""
    if isinstance(row, BreakRow) and row.breaks_on in [one.breaks_on for one in earlier]:
        yield "breaks_on", "This day stands above already."
    if isinstance(row, NoticeRow) and row in earlier:
        yield "kind", "This notice stands above already."
    if isinstance(row, KpiRow) and row.name.casefold() in [one.name.casefold() for one in earlier]:
        yield "name", "This measure stands above already."
    if isinstance(row, RatingRow) and (row.place, row.rated_on) in [
        (one.place, one.rated_on) for one in earlier
    ]:
        yield "rated_on", "This measure was rated on this day already."


def _rated_and_gone(rows: Sequence[KpiRow], before: ContractRows) -> list[Refused]:
    """Refuse to take a measure away from under its ratings."""
    kept = [row.place for row in rows]
    rated = {row.place for row in before.ratings}
    return [
        Refused(
            f"“{row.name}” has been rated, so it stays. Take its ratings away first if it was "
            "entered by mistake."
        )
        for row in before.measures
        if row.place in rated and row.place not in kept
    ]

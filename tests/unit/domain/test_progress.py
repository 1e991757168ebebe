"""How far items are: what is set aside leaves the sum, what is not known is not answered."""

from datetime import date

from vendor_tracker.domain.assessing import Reading
from vendor_tracker.domain.checklists.loading import built_in, read_library
from vendor_tracker.domain.facts import AnswerFacts
from vendor_tracker.domain.progress import Progress, progress
from vendor_tracker.domain.vocabulary import ReviewState
from vendor_tracker.domain.worth import Standing

ITEM = read_library(built_in()).by_code["CORE-01"]


def reading(
    standing: Standing, review: ReviewState | None = None, until: date | None = None
) -> Reading:
    """Return an item that stands so."""
    answer = None if standing is Standing.unanswered else AnswerFacts(ITEM.code, review=review)
    return Reading(ITEM, answer, standing, until)


def test_nothing_asked_is_nothing_left() -> None:
    assert progress([]) == Progress()
    assert progress([reading(Standing.not_applicable)]) == Progress()


def test_each_bar_counts_what_it_says() -> None:
    far = progress([
        reading(Standing.met, ReviewState.accepted, date(2027, 3, 1)),
        reading(Standing.met, ReviewState.to_review, date(2027, 1, 31)),
        reading(Standing.met),
        reading(Standing.partly, ReviewState.accepted),
        reading(Standing.not_known),
        reading(Standing.unanswered),
        reading(Standing.no_reason, ReviewState.to_review),
        reading(Standing.not_applicable, ReviewState.accepted),
    ])  # fmt: skip
    assert far == Progress(
        asked=7, answered=5, reviewed=2, met=3, holds_until=date(2027, 1, 31)
    )  # fmt: skip
    assert far.left == 4

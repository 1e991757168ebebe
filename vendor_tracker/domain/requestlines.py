"""One question of a request as it was sent, and what became of it."""

from dataclasses import dataclass
from datetime import date

from vendor_tracker.domain.vocabulary import AnswerKind, RequestReview, Severity

# Where the supplier can still answer.
WITH_THEM = (RequestReview.waiting, RequestReview.returned)


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One question as it was sent, and what became of it."""

    code: str
    checklist: str
    checklist_version: str
    section: str
    ask: str
    counts: str
    kind: AnswerKind
    options: tuple[str, ...]
    severity: Severity | None
    former: str
    value: str
    words: str
    is_same: bool
    confidential: bool
    confidential_reason: str
    confidential_until: date | None
    answered_on: date | None
    answered_by: str
    review: RequestReview
    review_reason: str
    reviewed_on: date | None

    @property
    def is_with_them(self) -> bool:
        """Tell whether the supplier can still answer it."""
        return self.review in WITH_THEM

    @property
    def is_to_review(self) -> bool:
        """Tell whether we have to look at its answer."""
        return self.review is RequestReview.to_review

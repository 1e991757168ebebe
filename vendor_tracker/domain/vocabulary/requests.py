"""Words about what suppliers are asked, and about work that goes on by itself."""

from vendor_tracker.domain.vocabulary.coded import Coded


class RequestState(Coded):
    """How far a request to a supplier has come."""

    draft = "draft", "Draft", "Not sent yet; the questions can still change"
    sent = "sent", "Sent", "With the supplier"
    answered = "answered", "Answered", "The supplier has handed it in; we have to look"
    closed = "closed", "Closed", "Every answer is accepted or given up"
    withdrawn = "withdrawn", "Withdrawn", "We no longer ask"


class RequestReview(Coded):
    """Where one answer of a supplier stands with us."""

    waiting = "waiting", "Waiting for the supplier", "Not answered yet"
    to_review = "to_review", "To review", "Answered; nobody has looked at it yet"
    accepted = "accepted", "Accepted", "It stands as the supplier's word"
    returned = "returned", "Returned", "We ask for a better answer, and say why"
    rejected = "rejected", "Rejected", "We do not take it, and say why"


class RegisterState(Coded):
    """Whether a register is published."""

    proposed = "proposed", "Waiting for approval", "A second person has to look at it"
    published = "published", "Published", "Frozen, and kept for ever"
    declined = "declined", "Declined", "The second person said no, and why"


class JobState(Coded):
    """How far a long piece of work has come."""

    queued = "queued", "Waiting to start", "It starts when the one before is done"
    running = "running", "Running", "You may leave this page"
    done = "done", "Done", "It ended well"
    failed = "failed", "Not done", "Nothing was changed"
    cancelled = "cancelled", "Cancelled", "Somebody stopped it; nothing was changed"

"""Words about waivers: why a gap is let stand, and how the waiver fares."""

from vendor_tracker.domain.vocabulary.coded import Coded


class WaiverReason(Coded):
    """Why a gap may stand for a while."""

    accepted = "accepted", "Accepted for now", "We know the risk and carry it until the end date"
    controlled = "controlled", "Controlled in another way", "Something else keeps it safe; say what"
    rule_does_not_fit = (
        "rule_does_not_fit",
        "The rule does not fit here",
        "It asks for something that cannot matter for this product; it counts on the rules page",
    )


class WaiverState(Coded):
    """How a waiver fares today; worked out from its dates, never stored."""

    asked = "asked", "Asked for", "It waits for a second person"
    holds = "holds", "Holds", "Agreed, in date, and the facts are the same"
    refused = "refused", "Refused", "A second person said no"
    withdrawn = "withdrawn", "Withdrawn", "Taken back by us"
    ended = "ended", "Ended", "Its end date has passed"
    void = "void", "Void", "The facts it was agreed for have changed"

"""Words about the gates a product passes and what is decided there."""

from vendor_tracker.domain.vocabulary.coded import Coded


class Gate(Coded):
    """A point where somebody decides whether a product goes on."""

    shortlist = "shortlist", "Shortlist", "Is it worth a close look?"
    pilot = "pilot", "Pilot", "Do we try it?"
    award = "award", "Award", "Do we buy it?"
    go_live = "go_live", "Go-live", "Is it safe to start using it?"
    review = "review", "Review", "Does it still earn its place?"


class Outcome(Coded):
    """What was decided at a gate."""

    go_on = "go_on", "Go on", "The gate is passed"
    go_on_with_conditions = (
        "go_on_with_conditions",
        "Go on with conditions",
        "The gate is passed, and named things must follow",
    )
    wait = "wait", "Wait", "Not yet; the question comes back"
    stop = "stop", "Stop", "The product goes no further"

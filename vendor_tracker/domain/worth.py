"""What an answer to an item can be worth; worked out each day, never stored."""

from collections.abc import Mapping

from vendor_tracker.domain.vocabulary import AnswerState, Coded


class Standing(Coded):
    """What an item's answer is worth today; worked out, never stored."""

    met = "met", "Met", "Shown by live evidence"
    lapsed = "lapsed", "Lapsed", "It was met, and its date has passed"
    other_version = "other_version", "Other version", "It was met for another version"
    not_shown = "not_shown", "Met, not shown", "Answered as met, and nothing shows it"
    their_word = "their_word", "Their word only", "The supplier says so and shows nothing"
    partly = "partly", "Partly", "Some of it is shown"
    not_met = "not_met", "Not met", "We know that it is not so"
    not_known = "not_known", "Not known", "We have asked or looked, and do not know"
    proposed = "proposed", "Proposed", "Copied from elsewhere, and not confirmed here"
    unanswered = "unanswered", "Not answered", "Nobody has answered it yet"
    reworded = "reworded", "Question changed", "It was answered when it asked something else"
    no_reason = "no_reason", "Not applicable, no reason", "Set aside without saying why"
    to_agree = (
        "to_agree",
        "Not applicable, to be agreed",
        "It is set aside, and no reviewer has agreed yet",
    )
    not_applicable = "not_applicable", "Not applicable", "It cannot matter here"


# To the question as it is asked now, nobody has said anything that counts.
NOT_STARTED = frozenset(
    {Standing.unanswered, Standing.proposed, Standing.reworded, Standing.not_known}
)
# Answered, and yet it does not hold.
SHORT = frozenset(
    {
        Standing.lapsed,
        Standing.other_version,
        Standing.their_word,
        Standing.partly,
        Standing.not_met,
        Standing.to_agree,
    }
)
# Answered as met, with evidence: the days to come may still change what it is worth.
MET_ONCE = frozenset({Standing.met, Standing.other_version})
AS_ANSWERED: Mapping[AnswerState, Standing] = {
    AnswerState.asserted_only: Standing.their_word,
    AnswerState.partly: Standing.partly,
    AnswerState.not_met: Standing.not_met,
    AnswerState.not_known: Standing.not_known,
    AnswerState.proposed: Standing.proposed,
}

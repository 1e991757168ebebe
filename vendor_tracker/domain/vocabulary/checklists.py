"""Words about the questions of a checklist."""

from vendor_tracker.domain.vocabulary.coded import Coded


class AnswerKind(Coded):
    """What a question asks for, beside whether it is met."""

    state = "state", "Met or not", "Nothing beside it"
    yes_no = "yes_no", "Yes or no", "The supplier's own yes or no is kept as well"
    choice = "choice", "One of a list", "One of the options given"
    text = "text", "Text", "A few words"
    number = "number", "Number", "A figure"
    day = "day", "Day", "A date"

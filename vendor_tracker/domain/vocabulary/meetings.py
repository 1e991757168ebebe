"""Words about meetings, and about who promised what."""

from vendor_tracker.domain.vocabulary.coded import Coded


class MeetingKind(Coded):
    """What a meeting was for."""

    review = "review", "Review", "How things are going"
    demonstration = "demonstration", "Demonstration", "The supplier showed the product"
    challenge = "challenge", "Challenge debate", "We looked for problems before deciding"
    price = "price", "Price", "Prices and terms"
    incident = "incident", "Incident", "Something went wrong"
    other = "other", "Other", "Anything else"


class Side(Coded):
    """Which side made a promise."""

    ours = "ours", "Ours", "We promised it to the supplier"
    theirs = "theirs", "Theirs", "The supplier promised it to us"


class LineKind(Coded):
    """What one logged line is."""

    statement = "statement", "Statement", "Something they said or showed about the product"
    price = "price", "Price", "What something costs"
    their_promise = "their_promise", "Their promise", "Something they will do"
    our_promise = "our_promise", "Our promise", "Something we will do"
    question = "question", "Question", "Something we want them to answer"
    document = "document", "Document", "A file or link they gave us"

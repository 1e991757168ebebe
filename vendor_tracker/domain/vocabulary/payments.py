"""Words about payments."""

from vendor_tracker.domain.vocabulary.coded import Coded


class PaymentState(Coded):
    """Whether anybody has said what a payment was for."""

    explained = "explained", "Explained", "It was paid for a cost line here"
    dismissed = "dismissed", "Belongs to no line", "Somebody said why it belongs to no line of ours"
    unexplained = "unexplained", "Not explained yet", "Nobody has said what it was paid for"

"""Words about disclosure forms and model cards."""

from vendor_tracker.domain.vocabulary.coded import Coded


class CardSource(Coded):
    """How a card came to us."""

    by_hand = "by_hand", "Filled in by hand", "Typed in from what the supplier told or sent us"
    form = "form", "The supplier's form", "Read from our Excel form, filled in by the supplier"
    chai = "chai", "CHAI model card", "Read from an Applied Model Card file"

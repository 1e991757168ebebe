"""Words about how sure an amount is."""

from vendor_tracker.domain.vocabulary.coded import Coded


class Doubt(Coded):
    """How sure an amount is; it stands beside the amount wherever it is handed out."""

    exact = "exact", "Exact", "Every line that belongs to it has a figure"
    at_least = "at_least", "At least", "Some lines have no figure yet: it is this or more"
    none_known = (
        "none_known",
        "None known",
        "None was found; what nobody asked about may still be hidden",
    )
    not_known = "not_known", "Not known", "Nobody has given a figure; the cell is empty, never 0"
    nil = "nil", "Supplier says nil", "The supplier says there is no such cost; the amount is 0"
    left_out = "left_out", "Left out", "It rests on confidential lines that a public copy omits"

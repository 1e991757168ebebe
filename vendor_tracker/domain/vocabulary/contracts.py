"""Words about contracts."""

from vendor_tracker.domain.vocabulary.coded import Coded


class ProcurementRoute(Coded):
    """How the contract was, or will be, let."""

    open = "open", "Open competition", "Any supplier could bid"
    framework = "framework", "Framework", "Called off from an agreement made for many buyers"
    direct_award = "direct_award", "Direct award", "Given to one supplier without competition"
    below_threshold = "below_threshold", "Below threshold", "Small enough for simpler rules"
    part_of_service = (
        "part_of_service",
        "Part of a wider service",
        "Comes with a health service contract",
    )
    other = "other", "Other", "Another route"
    unknown = "unknown", "Not known", "Nobody has checked yet"

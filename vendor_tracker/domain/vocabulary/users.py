"""Words about what people may do here."""

from vendor_tracker.domain.vocabulary.coded import Coded


class Role(Coded):
    """What a member of an organisation may do."""

    reader = "reader", "Reader", "May see everything and download the register"
    officer = "officer", "Officer", "May also log, change and bring in records"
    reviewer = "reviewer", "Reviewer", "May also judge claims and record decisions"
    administrator = "administrator", "Administrator", "May also manage people and settings"

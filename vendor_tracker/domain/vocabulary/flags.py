"""Words about how much a gap matters."""

from vendor_tracker.domain.vocabulary.coded import Coded


class Severity(Coded):
    """How much a gap matters."""

    critical = "critical", "Critical", "A reviewer would stop this purchase for it alone"
    major = "major", "Major", "It needs an owner and a date"
    minor = "minor", "Minor", "Worth mending when you are there"

    @property
    def rank(self) -> int:
        """Return 0 for the worst, so that sorting puts it first."""
        return _RANKS[self]


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}

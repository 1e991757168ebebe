"""What cost lines add up to, and which share of it was hidden, in words."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from vendor_tracker.domain.money import ZERO, Money
from vendor_tracker.domain.wording import listed

# No hidden cost was found: what nobody asked about may still be hidden, so never 0%.
NONE_KNOWN = "none known"


@dataclass(frozen=True, slots=True)
class CostSummary:
    """What the cost lines add up to; every amount is net and borne by us.

    What we pay each year and what we pay once are never added together.
    """

    year: Money = ZERO
    one_off: Money = ZERO
    hidden_year: Money = ZERO
    hidden_one_off: Money = ZERO
    # Foreseeable by us alone, and noticed only after the award.
    foreseen_late_year: Money = ZERO
    foreseen_late_one_off: Money = ZERO
    lines: int = 0
    unknown: int = 0
    hidden_unknown: int = 0
    # Whether there is a figure to show: nought only when every line of its kind says nil.
    year_known: bool = False
    one_off_known: bool = False

    @property
    def shares(self) -> list[tuple[str, str]]:
        """Return which part was hidden of the yearly and of the one-off cost, where any was.

        It is never "at least" so much: a line without a figure may add to what is not hidden.
        """
        parts = (
            (self.hidden_year, self.year, "yearly"),
            (self.hidden_one_off, self.one_off, "one-off"),
        )
        return [(_share(hidden, total), kind) for hidden, total, kind in parts if hidden > 0]

    @property
    def share_words(self) -> str:
        """Return the hidden share in words; what nobody has told is never a share of nothing."""
        shares = [f"{share} {kind}" for share, kind in self.shares]
        if self.lines == self.unknown or (self.hidden_unknown and not shares):
            return "not known"
        if not shares:
            return NONE_KNOWN
        more = f", {self.hidden_unknown:,} more not known" if self.hidden_unknown else ""
        return f"{listed(shares)}{more}"


def _share(hidden: Money, total: Money) -> str:
    """Return a share as people read it: `22%`, `under 1%`."""
    percent = hidden * 100 / total
    whole = percent.quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return "under 1%" if whole == 0 else f"{whole}%"

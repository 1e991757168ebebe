"""Whether finance has settled the VAT of a cost."""

from decimal import Decimal

from vendor_tracker.domain.vocabulary import VatRecoverable


def is_open(rate: Decimal | None, recoverable: VatRecoverable) -> bool:
    """Tell whether nobody knows how much VAT is lost; a rate of nought leaves nothing to ask."""
    if rate == 0 or recoverable is VatRecoverable.yes:
        return False
    return rate is None or recoverable is VatRecoverable.unclear

"""Whether a contract is worth more than a sum that the law sets including VAT."""

from collections.abc import Iterable
from decimal import Decimal

from vendor_tracker.domain.contractfacts import ContractFacts
from vendor_tracker.domain.vocabulary import Known

# No rate of VAT is higher; a contract says its value without it.
_WITH_VAT = Decimal("1.2")


def any_exceeds(contracts: Iterable[ContractFacts], sum_with_vat: int) -> Known:
    """Tell whether any contract is worth more; between net and gross nobody can say."""
    values = [contract.value_total for contract in contracts]
    known = [value for value in values if value is not None]
    if any(value > sum_with_vat for value in known):
        return Known.yes
    if not known or len(known) < len(values):
        return Known.unknown
    return Known.no if max(known) * _WITH_VAT <= sum_with_vat else Known.unknown

"""Whether a contract is worth more than a sum including VAT, where contracts say it without."""

from decimal import Decimal

import pytest

from vendor_tracker.domain.contractfacts import ContractFacts
from vendor_tracker.domain.contractvalues import any_exceeds
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import Known

SUM = Limits().kpi_contract_pounds


def found(*values: str | None) -> Known:
    """Return what is known of contracts with these values net of VAT."""
    contracts = [
        ContractFacts(f"CON-{number}", value_total=None if one is None else Decimal(one))
        for number, one in enumerate(values)
    ]
    return any_exceeds(contracts, SUM)


@pytest.mark.parametrize(
    "net, known",
    [
        ("5000000.01", Known.yes),
        ("5000000", Known.unknown),
        ("4166666.67", Known.unknown),
        ("4166666.66", Known.no),
        ("4166666", Known.no),
        ("0", Known.no),
    ],
)
def test_between_net_and_gross_nobody_can_say(net: str, known: Known) -> None:
    assert found(net) is known


def test_one_large_contract_is_enough_and_one_without_a_value_leaves_it_open() -> None:
    assert found("100", None, "5000000.01") is Known.yes
    assert found("100", None) is Known.unknown
    assert found(None) is Known.unknown
    assert found() is Known.unknown

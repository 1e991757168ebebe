"""Whether a contract is worth more than a sum including VAT, where contracts say it without."""

from dataclasses import replace
from decimal import Decimal

import pytest

from vendor_tracker.domain.contractfacts import ContractFacts
from vendor_tracker.domain.contractvalues import against_the_act, any_exceeds, exceeds
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import Authority, Known

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


def test_the_value_with_vat_goes_before_what_is_reckoned() -> None:
    contract = ContractFacts("CON-1", value_total=Decimal(4_500_000))
    assert exceeds(contract, SUM) is Known.unknown
    assert exceeds(replace(contract, value_with_vat=Decimal(5_000_000)), SUM) is Known.no
    assert exceeds(replace(contract, value_with_vat=Decimal("5000000.01")), SUM) is Known.yes


def test_the_kind_of_authority_tells_which_sum_holds() -> None:
    contract = ContractFacts("CON-1", value_with_vat=Decimal(150_000))
    ours = against_the_act(contract, Limits())
    assert [(line.pounds, line.is_above) for line in ours] == [
        (Decimal(135_018), Known.yes),
        (Decimal(663_540), Known.no),
        (Decimal(5_000_000), Known.no),
    ]
    others = against_the_act(contract, Limits(authority=Authority.other))
    assert (others[0].pounds, others[0].words) == (Decimal(207_720), "not above")

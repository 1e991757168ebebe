"""What a contract is worth beside the sums that the law sets including VAT."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import Authority, Known

# No rate of VAT is higher; where a contract says its value without it, it lies in between.
MOST_VAT = Decimal("1.2")


class Valued(Protocol):
    """Anything that says what a contract is worth in all, without and with VAT."""

    @property
    def value_total(self) -> Decimal | None:
        """Return its value net of VAT."""

    @property
    def value_with_vat(self) -> Decimal | None:
        """Return its value with VAT."""


@dataclass(frozen=True, slots=True)
class ThresholdLine:
    """One sum of the law, and on which side of it a contract lies."""

    label: str
    pounds: Decimal
    is_above: Known
    follows: str

    @property
    def words(self) -> str:
        """Return on which side it lies, as people say it."""
        return {
            Known.yes: "above",
            Known.no: "not above",
            Known.unknown: "cannot be told until the value with VAT is entered",
        }[self.is_above]


def exceeds(contract: Valued, sum_with_vat: int) -> Known:
    """Tell whether one contract is worth more; between net and gross nobody can say."""
    if contract.value_with_vat is not None:
        return Known.yes if contract.value_with_vat > sum_with_vat else Known.no
    net = contract.value_total
    if net is None:
        return Known.unknown
    if net > sum_with_vat:
        return Known.yes
    return Known.no if net * MOST_VAT <= sum_with_vat else Known.unknown


def any_exceeds(contracts: Iterable[Valued], sum_with_vat: int) -> Known:
    """Tell whether any contract is worth more."""
    found = {exceeds(contract, sum_with_vat) for contract in contracts}
    if Known.yes in found:
        return Known.yes
    return Known.no if found == {Known.no} else Known.unknown


def threshold_of(limits: Limits) -> int:
    """Return the sum above which the full rules hold for an authority of our kind."""
    if limits.authority is Authority.central:
        return limits.central_threshold_pounds
    return limits.other_threshold_pounds


def against_the_act(contract: Valued, limits: Limits) -> tuple[ThresholdLine, ...]:
    """Return each sum of the law that may matter for software, and where the contract lies."""
    sums = (
        (
            f"Goods and services bought by {limits.authority.label}",
            threshold_of(limits),
            "the full rules of the Procurement Act hold above it",
        ),
        (
            "Light-touch services to people",
            limits.light_touch_pounds,
            "rarely software; simpler rules up to it",
        ),
        (
            "Published measures of performance",
            limits.kpi_contract_pounds,
            "at least three measures, rated and published each year, above it",
        ),
    )
    return tuple(
        ThresholdLine(label, Decimal(pounds), exceeds(contract, pounds), follows)
        for label, pounds, follows in sums
    )

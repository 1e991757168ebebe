"""Which notices of the Procurement Act 2023 one contract needs, and why it needs no others."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Protocol

from vendor_tracker.domain.contractrows import NoticeRow
from vendor_tracker.domain.contractvalues import exceeds
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import (
    Known,
    KpiExempt,
    NoticeKind,
    ProcurementRoute,
    Regime,
)
from vendor_tracker.domain.wording import day

_AFTER_ITS_END = timedelta(days=30)
_COMPETED = (ProcurementRoute.open, ProcurementRoute.framework)
_OTHER_RULES: dict[Regime, str] = {
    Regime.provider_selection: "the Provider Selection Regime has notices of its own",
    Regime.earlier: "it began under the regulations of 2015, which have notices of their own",
}
Need = tuple[Known, str]


class Terms(Protocol):
    """What of a contract decides about its notices."""

    @property
    def regime(self) -> Regime:
        """Return the law of the purchase."""

    @property
    def route(self) -> ProcurementRoute:
        """Return how it was let."""

    @property
    def ends_on(self) -> date | None:
        """Return its last day."""

    @property
    def value_total(self) -> Decimal | None:
        """Return its value net of VAT."""

    @property
    def value_with_vat(self) -> Decimal | None:
        """Return its value with VAT."""

    @property
    def kpi_exempt(self) -> KpiExempt | None:
        """Return why it needs no published measures."""


@dataclass(frozen=True, slots=True)
class PlannedNotice:
    """One notice: whether this contract needs it, why, and how far it has come."""

    kind: NoticeKind
    is_needed: Known
    because: str
    due_on: date | None = None
    published_on: date | None = None
    link: str = ""

    @property
    def is_needless(self) -> bool:
        """Tell whether the law does not ask for it here, and nobody published or planned it."""
        return self.is_needed is Known.no and self.published_on is None and self.due_on is None

    def is_late(self, on: date) -> bool:
        """Tell whether it should have been published by now."""
        return self.published_on is None and self.due_on is not None and self.due_on < on

    def words(self, on: date) -> str:
        """Return how it stands, as people say it."""
        if self.published_on is not None:
            return f"published on {day(self.published_on)}"
        if self.due_on is not None:
            return f"{'late: it was due' if self.is_late(on) else 'due'} on {day(self.due_on)}"
        return {
            Known.yes: "needed, no day set",
            Known.no: f"not needed because {self.because}",
            Known.unknown: "not known yet",
        }[self.is_needed]


def notice_plan(
    contract: Terms, rows: Iterable[NoticeRow], limits: Limits
) -> tuple[PlannedNotice, ...]:
    """Return the notices of a contract in their order, those that were entered among them."""
    entered = [row for row in rows if row.kind is not None]
    found: list[PlannedNotice] = []
    for kind, (is_needed, because) in _needs(contract, limits):
        due = contract.ends_on and contract.ends_on + _AFTER_ITS_END
        told = [row for row in entered if row.kind is kind]
        if not told and kind is NoticeKind.UK11 and is_needed is Known.yes:
            found.append(PlannedNotice(kind, is_needed, because, due))
        elif not told:
            found.append(PlannedNotice(kind, is_needed, because))
        found += [_entered(row, kind, is_needed, because) for row in told]
    planned = {one.kind for one in found}
    found += [
        _entered(row, row.kind, Known.yes, "you entered it")
        for row in entered
        if row.kind is not None and row.kind not in planned
    ]
    return tuple(sorted(found, key=lambda one: int(one.kind.value[2:])))


def _entered(row: NoticeRow, kind: NoticeKind, is_needed: Known, because: str) -> PlannedNotice:
    return PlannedNotice(kind, is_needed, because, row.due_on, row.published_on, row.link)


def _needs(contract: Terms, limits: Limits) -> Iterator[tuple[NoticeKind, Need]]:
    """Yield each notice that a contract for software may need, and why."""
    if contract.regime in _OTHER_RULES:
        for kind in (NoticeKind.UK4, NoticeKind.UK6, NoticeKind.UK7):
            yield kind, (Known.no, _OTHER_RULES[contract.regime])
        return
    if contract.regime is Regime.below:
        yield NoticeKind.UK4, (Known.unknown, "below the thresholds only if it is advertised")
        yield NoticeKind.UK7, (Known.unknown, "small contracts above a set sum publish it too")
        return
    is_known = contract.regime is not Regime.unknown
    certain = Known.yes if is_known else Known.unknown
    yield NoticeKind.UK2, (Known.unknown, "needed if you spoke with the market before the tender")
    yield NoticeKind.UK4, _tender(contract.route, certain)
    yield NoticeKind.UK5, _transparency(contract.route, certain)
    yield NoticeKind.UK6, (certain, "published before the contract is signed")
    yield NoticeKind.UK7, (certain, "published after the contract is signed")
    yield NoticeKind.UK9, _performance(contract, limits)
    yield NoticeKind.UK10, (Known.unknown, "needed before certain changes of the contract")
    yield NoticeKind.UK11, (certain, "published within 30 days of the end of the contract")


def _tender(route: ProcurementRoute, certain: Known) -> Need:
    if route is ProcurementRoute.open:
        return certain, "bids are invited"
    if route is ProcurementRoute.direct_award:
        return Known.no, "it is given without competition"
    if route is ProcurementRoute.framework:
        return Known.no, "the framework was advertised by those who made it"
    return Known.unknown, "that depends on how it was let"


def _transparency(route: ProcurementRoute, certain: Known) -> Need:
    if route is ProcurementRoute.direct_award:
        return certain, "it is given without competition, and this comes before"
    if route in _COMPETED:
        return Known.no, "it is only for contracts given without competition"
    return Known.unknown, "that depends on how it was let"


def _performance(contract: Terms, limits: Limits) -> Need:
    if contract.kpi_exempt is not None:
        return Known.no, f"measures need not be published: {contract.kpi_exempt.label.lower()}"
    above = exceeds(contract, limits.kpi_contract_pounds)
    sums = f"£{limits.kpi_contract_pounds:,} with VAT"
    return above, {
        Known.yes: f"it is worth more than {sums}: measures are rated and published each year",
        Known.no: f"it is not worth more than {sums}",
        Known.unknown: f"that depends on whether it is worth more than {sums}",
    }[above]

"""Which notices a contract needs, and why it needs no others."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from vendor_tracker.domain.contractrows import NoticeRow
from vendor_tracker.domain.noticeplans import PlannedNotice, notice_plan
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import (
    Known,
    KpiExempt,
    NoticeKind,
    ProcurementRoute,
    Regime,
)

TODAY = date(2026, 10, 6)
UK = NoticeKind


@dataclass(frozen=True)
class Terms:
    """A contract let by direct award under the Act."""

    regime: Regime = Regime.procurement_act
    route: ProcurementRoute = ProcurementRoute.direct_award
    ends_on: date | None = date(2027, 3, 31)
    value_total: Decimal | None = Decimal(90_000)
    value_with_vat: Decimal | None = None
    kpi_exempt: KpiExempt | None = None


def plan(*rows: NoticeRow, **terms: object) -> dict[NoticeKind, PlannedNotice]:
    """Return the plan by notice."""
    return {one.kind: one for one in notice_plan(Terms(**terms), rows, Limits())}  # type: ignore[arg-type]


def test_a_direct_award_needs_transparency_award_details_and_an_end() -> None:
    found = plan()
    needed = [kind for kind, one in found.items() if one.is_needed is Known.yes]
    assert needed == [UK.UK5, UK.UK6, UK.UK7, UK.UK11]
    assert found[UK.UK4].words(TODAY) == "not needed because it is given without competition"
    assert found[UK.UK9].is_needed is Known.no
    assert found[UK.UK11].due_on == date(2027, 4, 30)


@pytest.mark.parametrize(
    "route, tender, transparency",
    [
        (ProcurementRoute.open, Known.yes, Known.no),
        (ProcurementRoute.framework, Known.no, Known.no),
        (ProcurementRoute.unknown, Known.unknown, Known.unknown),
    ],
)
def test_other_routes_need_others(
    route: ProcurementRoute, tender: Known, transparency: Known
) -> None:
    found = plan(route=route)
    assert (found[UK.UK4].is_needed, found[UK.UK5].is_needed) == (tender, transparency)


def test_other_laws_need_none_of_them() -> None:
    for regime in (Regime.provider_selection, Regime.earlier):
        assert {one.is_needed for one in plan(regime=regime).values()} == {Known.no}
    assert {one.is_needed for one in plan(regime=Regime.below).values()} == {Known.unknown}
    assert Known.yes not in {one.is_needed for one in plan(regime=Regime.unknown).values()}


def test_performance_follows_the_value_with_vat_and_the_exception() -> None:
    large = Decimal("5000000.01")
    assert plan(value_with_vat=large)[UK.UK9].is_needed is Known.yes
    assert plan(value_with_vat=Decimal(5_000_000))[UK.UK9].is_needed is Known.no
    assert plan(value_total=None)[UK.UK9].is_needed is Known.unknown
    exempt = plan(value_with_vat=large, kpi_exempt=KpiExempt.framework)[UK.UK9]
    assert "it is a framework" in exempt.words(TODAY)


def test_what_was_entered_tells_how_far_it_has_come() -> None:
    found = plan(
        NoticeRow(UK.UK6, date(2026, 5, 1), date(2026, 4, 30)),
        NoticeRow(UK.UK7, date(2026, 10, 5)),
        NoticeRow(UK.UK9, TODAY),
        NoticeRow(UK.UK13),
    )
    assert found[UK.UK6].words(TODAY) == "published on 30 April 2026"
    assert found[UK.UK7].words(TODAY) == "late: it was due on 5 October 2026"
    assert found[UK.UK9].words(TODAY) == "due on 6 October 2026"
    assert found[UK.UK13].words(TODAY) == "needed, no day set"
    assert list(found)[-1] is UK.UK13


def test_what_is_not_needed_is_needless_until_somebody_plans_or_publishes_it() -> None:
    assert plan()[UK.UK4].is_needless
    assert not plan()[UK.UK6].is_needless
    assert not plan(NoticeRow(UK.UK4, TODAY))[UK.UK4].is_needless
    assert not plan(NoticeRow(UK.UK4, published_on=TODAY))[UK.UK4].is_needless

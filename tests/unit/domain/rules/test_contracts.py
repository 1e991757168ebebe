"""Rules about contracts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from vendor_tracker.domain.contractfacts import ContractFacts
from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.facts import CostFacts, DecisionFacts, PromiseFacts
from vendor_tracker.domain.gaps import Action, Gap
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import (
    Bearer,
    CostCategory,
    Gate,
    Known,
    KpiExempt,
    Outcome,
    Side,
    Stage,
)

Find = Callable[..., tuple[Gap, ...]]
Recheck = Callable[..., date | None]
TODAY = date(2026, 10, 6)
ONE_DAY = timedelta(days=1)
AGREED = ContractFacts("CON-1", "Licence", exit_price=Decimal(0), rise_cap=Decimal(4))
BARE = ContractFacts("CON-1", "Licence")
LARGE = ContractFacts(
    "CON-1", "Licence", value_with_vat=Decimal("5000000.01"), signed_on=date(2026, 1, 15), kpis=3
)


DECIDED = DecisionFacts("DEC-1", Gate.award, decided_on=date(2026, 1, 9), outcome=Outcome.go_on)


def bought(*contracts: ContractFacts, **facts: object) -> ProductDossier:
    """Return a product in use that was decided on, with these contracts."""
    known = {"stage": Stage.live, "contracts": contracts, "decisions": (DECIDED,), **facts}
    return ProductDossier("PRD-7", **known)  # type: ignore[arg-type]


def weighed(planned_on: date | None, **facts: object) -> ProductDossier:
    """Return a product that is being weighed up."""
    decisions = (DecisionFacts("DEC-1", Gate.award, planned_on),) if planned_on else ()
    return bought(**{"stage": Stage.evaluating, "decisions": decisions, **facts})


def test_f37_says_which_of_the_two_is_missing(find: Find) -> None:
    assert not find("F37", bought(AGREED))
    (both,) = find("F37", bought(BARE))
    assert both.says == (
        "Nothing says what leaving costs and nothing limits by how much prices may rise."
    )
    (cap,) = find("F37", bought(replace(AGREED, rise_cap=None)))
    assert cap.says == "Nothing limits by how much prices may rise."
    (leaving,) = find("F37", bought(replace(AGREED, exit_price=None)))
    assert leaving.says == "Nothing says what leaving costs."
    places = [one.value for one in both.remedies if one.action is Action.contract_part]
    assert places == ["leaving", "changes"]


def test_f37_takes_the_answers_of_cost_lines(find: Find) -> None:
    leaving = CostFacts("COST-1", CostCategory.K26, nil_on=TODAY)
    licence = CostFacts("COST-2", CostCategory.K01, unit_price=Decimal(9), rise_cap=Decimal(3))
    own = CostFacts("COST-3", CostCategory.K15, unit_price=Decimal(9))
    assert not find("F37", bought(BARE, costs=(leaving, licence, own)))
    assert find("F37", bought(BARE, costs=(leaving, replace(licence, rise_cap=None))))
    assert find("F37", bought(BARE, costs=(replace(leaving, nil_on=None), licence)))
    theirs = replace(licence, rise_cap=None, bearer=Bearer.supplier)
    assert find("F37", bought(BARE, costs=(leaving, theirs)))


def test_f37_speaks_once_there_is_a_contract_or_the_award_is_near(
    find: Find, recheck: Recheck
) -> None:
    assert not find("F37", weighed(None))
    far = TODAY + timedelta(days=Limits().days_before_award + 1)
    assert not find("F37", weighed(far))
    assert recheck("F37", weighed(far)) == TODAY + ONE_DAY
    (gap,) = find("F37", weighed(far), TODAY + ONE_DAY)
    assert Action.add_contract in [one.action for one in gap.remedies]
    assert find("F37", weighed(None, contracts=(BARE,)))
    assert find("F37", bought())


def test_f37_leaves_what_came_to_us_bought_to_its_checklist(find: Find) -> None:
    assert not find("F37", bought(decisions=()))
    assert not find("F37", bought(BARE, decisions=()))
    assert find("F37", bought(replace(BARE, rise_cap=Decimal(3)), decisions=()))


def test_f37_lets_a_contract_speak_until_it_ends(find: Find, recheck: Recheck) -> None:
    ending = bought(replace(AGREED, ends_on=TODAY))
    assert not find("F37", ending)
    assert recheck("F37", ending) == TODAY + ONE_DAY
    assert find("F37", ending, TODAY + ONE_DAY)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"kpis": 0, "value_with_vat": Decimal(5_000_000)},
        {"kpis": 0, "value_with_vat": None, "value_total": Decimal(4_900_000)},
        {"kpis": 0, "kpi_exempt": KpiExempt.framework},
        {"kpis": 0, "ends_on": TODAY - ONE_DAY},
    ],
)
def test_f56_is_silent_for(find: Find, changes: dict[str, object]) -> None:
    assert not find("F56", bought(replace(LARGE, **changes)))  # type: ignore[arg-type]


def test_f56_asks_for_three_measures(find: Find) -> None:
    (gap,) = find("F56", bought(replace(LARGE, kpis=2)))
    assert gap.says == (
        "CON-1 Licence is worth more than £5,000,000 with VAT: it has 2 measures of performance, "
        "and needs 3."
    )
    assert [one.value for one in gap.remedies] == ["measures", "duty"]


def test_f56_waits_twelve_months_for_a_rating(find: Find, recheck: Recheck) -> None:
    last_day = date(2027, 1, 15)
    assert not find("F56", bought(LARGE), last_day)
    assert recheck("F56", bought(LARGE)) == last_day + ONE_DAY
    (gap,) = find("F56", bought(LARGE), last_day + ONE_DAY)
    assert gap.says.endswith("nobody has rated it.")
    rated = bought(replace(LARGE, rated_on=date(2026, 6, 30)))
    assert not find("F56", rated, date(2027, 6, 30))
    (late,) = find("F56", rated, date(2027, 7, 1))
    assert late.says.endswith("it was last rated on 30 June 2026.")


def test_f56_says_nothing_of_ratings_while_nobody_knows_when_it_began(find: Find) -> None:
    assert not find("F56", bought(replace(LARGE, signed_on=None)), date(2036, 1, 1))


def test_f39_leads_to_the_promises_of_the_contract(find: Find) -> None:
    spoken = PromiseFacts("PRM-1", Side.theirs, "Results", meeting="MTG-1", in_contract=Known.no)
    (gap,) = find("F39", bought(BARE, promises=(spoken,)))
    first = gap.remedies[0]
    assert (first.action, first.reference, first.value) == (
        Action.contract_part, "CON-1", "promises",
    )  # fmt: skip
    (alone,) = find("F39", bought(promises=(spoken,)))
    assert alone.remedies[0].action is Action.edit

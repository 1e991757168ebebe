"""Rules about working with a supplier."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from vendor_tracker.domain.contractfacts import ContractFacts
from vendor_tracker.domain.dossier import (
    ProductDossier,
    SupplierDossier,
    SupplierProductFacts,
)
from vendor_tracker.domain.facts import (
    DecisionFacts,
    MeetingFacts,
    PromiseFacts,
    QuestionFacts,
)
from vendor_tracker.domain.gaps import Gap
from vendor_tracker.domain.vocabulary import Gate, Known, Outcome, Side, Stage

Find = Callable[..., tuple[Gap, ...]]
Recheck = Callable[..., date | None]
TODAY = date(2026, 10, 6)
LIVE = SupplierProductFacts("PRD-4", "Ward Note Scribe", Stage.live, next_gate=Gate.review)
WATCHED = SupplierProductFacts("PRD-5", stage=Stage.watching, next_gate=Gate.shortlist)


def supplier(*products: SupplierProductFacts, **facts: object) -> SupplierDossier:
    """Return a supplier with these products, by default one live one."""
    return SupplierDossier("SUP-1", products=products or (LIVE,), **facts)  # type: ignore[arg-type]


def product(planned_on: date | None = None, **facts: object) -> ProductDossier:
    """Return a product that is being weighed up."""
    decisions = (DecisionFacts("DEC-1", Gate.award, planned_on),) if planned_on else ()
    stage = Stage.evaluating
    return ProductDossier("PRD-7", stage=stage, decisions=decisions, **facts)  # type: ignore[arg-type]


def test_f38_a_question_is_late_after_20_working_days(find: Find, recheck: Recheck) -> None:
    asked = product(questions=(QuestionFacts("QUE-1", "Which groups?", date(2026, 9, 8)),))
    assert not find("F38", asked)
    assert recheck("F38", asked) == date(2026, 10, 7)
    (gap,) = find("F38", asked, date(2026, 10, 7))
    assert gap.says == "Asked on 8 September 2026, no answer yet: “Which groups?”"


def test_f38_is_silent_when_answered_or_not_yet_asked(find: Find) -> None:
    asked_on = date(2026, 1, 5)
    answered = QuestionFacts("QUE-1", asked_on=asked_on, answered_on=date(2026, 9, 1))
    assert not find("F38", product(questions=(answered, QuestionFacts("QUE-2"))))


def test_a_question_or_promise_that_names_a_product_is_not_the_suppliers(find: Find) -> None:
    old, named = date(2026, 1, 5), ((1, ""), (2, "PRD-4"))
    asked = tuple(QuestionFacts(f"QUE-{n}", "Why", old, product=p) for n, p in named)
    owed = tuple(PromiseFacts(f"PRM-{n}", Side.theirs, due_on=old, product=p) for n, p in named)
    dossier = supplier(questions=asked, promises=owed)
    assert [gap.key for gap in find("F38", dossier)] == ["QUE-1"]
    assert [gap.key for gap in find("F39", dossier)] == ["PRM-1"]


def test_f39_a_promise_is_late_the_day_after_it_was_due(find: Find, recheck: Recheck) -> None:
    owed = product(promises=(PromiseFacts("PRM-31", Side.theirs, "Results", due_on=TODAY),))
    assert not find("F39", owed)
    assert recheck("F39", owed) == TODAY + timedelta(days=1)
    (gap,) = find("F39", owed, TODAY + timedelta(days=1))
    assert gap.says == "They promised: “Results”; it was due on 6 October 2026."


@pytest.mark.parametrize(
    "promise",
    [
        PromiseFacts("PRM-1", Side.ours, due_on=date(2026, 1, 1)),
        PromiseFacts("PRM-1", Side.theirs, due_on=date(2026, 1, 1), done_on=date(2026, 2, 1)),
        PromiseFacts("PRM-1", Side.theirs),
    ],
)
def test_f39_is_silent_for_ours_done_or_undated(find: Find, promise: PromiseFacts) -> None:
    assert not find("F39", product(promises=(promise,)))


def test_f39_a_spoken_promise_should_reach_the_contract(find: Find, recheck: Recheck) -> None:
    spoken = (PromiseFacts("PRM-1", Side.theirs, "Free training", meeting="MTG-2"),)
    near, far = (product(TODAY + timedelta(days=n), promises=spoken) for n in (42, 43))
    assert find("F39", near)[0].says.endswith("nobody has noted that it is in the contract.")
    assert not find("F39", far)
    assert recheck("F39", far) == TODAY + timedelta(days=1)
    written = PromiseFacts("PRM-1", Side.theirs, meeting="MTG-2", in_contract=Known.yes)
    assert not find("F39", product(TODAY, promises=(written,)))


def test_f39_leaves_what_was_promised_after_the_contract_was_agreed(find: Find) -> None:
    award = DecisionFacts("DEC-1", Gate.award, None, date(2026, 7, 16), Outcome.go_on)
    contract = ContractFacts("CON-1", signed_on=date(2026, 7, 20))

    def found(promised_on: date | None, *contracts: ContractFacts) -> list[str]:
        spoken = PromiseFacts("PRM-1", Side.theirs, meeting="MTG-1", promised_on=promised_on)
        known = {"stage": Stage.contracted, "decisions": (award,), "promises": (spoken,)}
        bought = ProductDossier("PRD-7", contracts=contracts, **known)  # type: ignore[arg-type]
        return [gap.key for gap in find("F39", bought)]

    assert found(None) == found(date(2026, 7, 16)) == ["PRM-1"]
    assert found(date(2026, 7, 17)) == []
    # What was said between the choice and the signing still belongs into what was signed.
    assert found(date(2026, 7, 20), contract) == ["PRM-1"]
    assert found(date(2026, 7, 21), contract) == []


def test_f39_wants_what_no_product_names_in_the_next_contract_too(find: Find) -> None:
    spoken = PromiseFacts(
        "PRM-1", Side.theirs, meeting="MTG-1", promised_on=TODAY - timedelta(days=2)
    )
    bought = SupplierProductFacts("PRD-7", stage=Stage.live, award_on=date(2026, 1, 9))
    weighed = SupplierProductFacts(
        "PRD-8", stage=Stage.evaluating, next_gate=Gate.award, planned_on=TODAY + timedelta(days=9)
    )
    assert not find("F39", supplier(bought, promises=(spoken,)))
    assert [gap.key for gap in find("F39", supplier(bought, weighed, promises=(spoken,)))]


def test_f39_still_misses_it_in_the_contract_once_the_award_is_recorded(find: Find) -> None:
    spoken = PromiseFacts("PRM-1", Side.theirs, "Results", meeting="MTG-1")
    award = DecisionFacts("DEC-1", Gate.award, None, date(2026, 9, 1), Outcome.go_on)
    for stage in (Stage.evaluating, Stage.contracted, Stage.live):
        bought = ProductDossier("PRD-7", stage=stage, decisions=(award,), promises=(spoken,))
        assert [gap.key for gap in find("F39", bought)] == ["PRM-1"]
    chosen = SupplierProductFacts(
        "PRD-7", stage=Stage.evaluating, next_gate=Gate.award, award_on=date(2026, 9, 1)
    )
    assert [gap.key for gap in find("F39", supplier(chosen, promises=(spoken,)))] == ["PRM-1"]
    assert not find("F39", supplier(replace(chosen, award_on=None), promises=(spoken,)))


def test_f40_more_than_90_days_without_a_meeting(find: Find, recheck: Recheck) -> None:
    met = supplier(meetings=(MeetingFacts("MTG-1", TODAY - timedelta(days=90)),))
    assert not find("F40", met)
    assert recheck("F40", met) == TODAY + timedelta(days=1)
    (gap,) = find("F40", met, TODAY + timedelta(days=1))
    assert gap.says == "We last met on 8 July 2026, and Ward Note Scribe is in use."


def test_f40_stays_known_at_the_start_while_all_that_is_in_use_is_in_catch_up(find: Find) -> None:
    ends = TODAY + timedelta(days=30)
    quiet = SupplierProductFacts("PRD-4", stage=Stage.live, catch_up_on=ends, next_gate=Gate.review)
    weighed = SupplierProductFacts("PRD-8", stage=Stage.evaluating, next_gate=Gate.award)
    (gap,) = find("F40", supplier(quiet, weighed))
    assert gap.known_at_start
    (gap,) = find("F40", supplier(quiet, weighed), ends)
    assert not gap.known_at_start
    (gap,) = find("F40", supplier(quiet, LIVE))
    assert not gap.known_at_start


def test_f40_counts_from_going_live_and_ignores_products_not_in_use(find: Find) -> None:
    fresh = SupplierProductFacts("PRD-4", stage=Stage.live, arrived_on=TODAY, next_gate=Gate.review)
    assert not find("F40", supplier(fresh))
    assert find("F40", supplier())
    bought = SupplierProductFacts("PRD-4", stage=Stage.contracted, next_gate=Gate.go_live)
    assert not find("F40", supplier(bought))


@pytest.mark.parametrize(
    "owner, hours, words",
    [
        ("", None, "No relationship owner is named."),
        ("Contracts lead", None, "is not known"),
        ("Contracts lead", Decimal(0), "with no hours for it"),
    ],
)
def test_f41_a_supplier_needs_an_owner_with_hours(
    find: Find, owner: str, hours: Decimal | None, words: str
) -> None:
    (gap,) = find("F41", supplier(owner=owner, owner_hours=hours))
    assert words in gap.says
    assert gap.set_up


def test_f41_is_silent_with_an_owner_or_for_a_supplier_only_watched(find: Find) -> None:
    assert not find("F41", supplier(owner="Contracts lead", owner_hours=Decimal("0.5")))
    assert not find("F41", supplier(WATCHED))


def test_gaps_of_a_supplier_are_known_at_the_start_while_all_its_products_catch_up(
    find: Find,
) -> None:
    quiet = SupplierProductFacts(
        "PRD-4", stage=Stage.live, catch_up_on=date(2026, 12, 7), next_gate=Gate.review
    )
    assert find("F41", supplier(quiet))[0].known_at_start
    assert not find("F41", supplier(quiet, LIVE))[0].known_at_start
    assert not find("F41", supplier(quiet), date(2026, 12, 7))[0].known_at_start

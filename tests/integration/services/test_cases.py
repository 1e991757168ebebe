"""Business cases: one for each product, written part by part, and what the rules read of them."""

import dataclasses
from datetime import date
from decimal import Decimal

import pytest

from tests.factories import make_product
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.benefits import BenefitRow, Measured
from vendor_tracker.domain.cases import (
    ApprovalRow,
    CasePart,
    CaseRow,
    CriterionRow,
    OptionRow,
    OutcomeRow,
    RiskRow,
    TimeRow,
    WorryRow,
)
from vendor_tracker.domain.errors import Conflict, Refused, RefusedMany
from vendor_tracker.domain.productfacts import CaseFacts
from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import (
    BenefitKind,
    CaseNeed,
    CriterionKind,
    Known,
    Likelihood,
)
from vendor_tracker.services import cases, registers
from vendor_tracker.storage.dossiers import load_product_dossiers
from vendor_tracker.storage.queries.cases import find_product_case, get_case
from vendor_tracker.storage.queries.histories import get_history
from vendor_tracker.storage.queries.registers.benefits import list_benefits
from vendor_tracker.storage.queries.registers.cases import list_cases
from vendor_tracker.storage.references import id_of

OUTCOME = OutcomeRow("Treated within an hour, of 100", Decimal(61), Decimal(80), date(2027, 6, 1))
RADIOLOGIST = TimeRow("Radiologist", Decimal("6.5"), Decimal(5))
NIGHTS = BenefitRow(
    BenefitKind.money, "Locum nights saved", "nights", date(2026, 9, 30), Decimal(40),
    worth=Decimal(450), source="Finance",
)  # fmt: skip
ROWS: dict[CasePart, tuple[CaseRow, ...]] = {
    CasePart.options: (OptionRow("Nothing new", Known.no, "Costs nothing, helps nobody"),),
    CasePart.outcomes: (OUTCOME,),
    CasePart.benefits: (NIGHTS,),
    CasePart.time: (RADIOLOGIST,),
    CasePart.worries: (WorryRow("Alerts all night", "Ward", "Only bleeds ring"),),
    CasePart.risks: (RiskRow("It misses a bleed", Likelihood.low, "Harm", "Lead"),),
    CasePart.criteria: (CriterionRow(CriterionKind.stop, "Two missed bleeds", date(2027, 1, 4)),),
    CasePart.approvals: (ApprovalRow("Finance board", date(2026, 9, 1)),),
}


def begun(actor: Actor) -> tuple[str, str]:
    """Begin the case of a new product; return both references."""
    product = make_product(actor)
    return product, cases.add_case(actor, product, need="Scans wait too long.")


def test_a_case_is_written_part_by_part_and_read_again(any_actor: Actor) -> None:
    product, ref = begun(any_actor)
    for part, rows in ROWS.items():
        cases.save_rows(any_actor, ref, part, version=None, rows=rows)
    cases.save_recalls(
        any_actor, ref, version=None, extra_recalls=Decimal(14), recalls_source="Study of 2025",
        capacity_owner="CT lead", stress_plan="A letter the same day",
    )  # fmt: skip
    case = get_case(any_actor, ref)
    assert {part: case.parts.of(part) for part in ROWS} == ROWS
    assert (case.product, case.extra_recalls) == (product, Decimal(14))
    assert find_product_case(any_actor, product) == case


def test_rules_read_what_a_case_says(any_actor: Actor) -> None:
    product, ref = begun(any_actor)
    key = id_of(any_actor.organisation_id, Kind.PRODUCT, product)

    def read() -> CaseFacts | None:
        return load_product_dossiers(any_actor.organisation_id, [key])[key].case

    assert read() == get_case(any_actor, ref).facts
    no_day = (OutcomeRow("Treated within an hour", Decimal(61), Decimal(80)),)
    cases.save_rows(any_actor, ref, CasePart.outcomes, version=None, rows=no_day)
    assert read() == get_case(any_actor, ref).facts
    for part, rows in ROWS.items():
        cases.save_rows(any_actor, ref, part, version=None, rows=rows)
    assert read() == get_case(any_actor, ref).facts
    cases.archive_case(any_actor, ref, version=None, reason="Written twice")
    assert read() is None


def test_a_product_has_one_case(any_actor: Actor) -> None:
    product, ref = begun(any_actor)
    with pytest.raises(Refused, match=f"has a case already: {ref}"):
        cases.add_case(any_actor, product, need="Again")
    cases.archive_case(any_actor, ref, version=1, reason="Written twice")
    with pytest.raises(Refused, match="put away"):
        cases.save_rows(any_actor, ref, CasePart.time, version=None, rows=[])
    other = cases.add_case(any_actor, product, need="Again")
    with pytest.raises(Refused, match=f"has a case already: {other}"):
        cases.restore_case(any_actor, ref, version=2)
    cases.archive_case(any_actor, other, version=1, reason="The first was better")
    cases.restore_case(any_actor, ref, version=2)
    found = find_product_case(any_actor, product)
    assert found is not None
    assert found.reference == ref


def test_a_case_that_moved_on_is_not_written_over(any_actor: Actor) -> None:
    _, ref = begun(any_actor)
    cases.save_rows(any_actor, ref, CasePart.time, version=1, rows=[RADIOLOGIST])
    with pytest.raises(Conflict):
        cases.save_rows(any_actor, ref, CasePart.risks, version=1, rows=[])
    # What is saved as it stands moves nothing.
    cases.save_rows(any_actor, ref, CasePart.time, version=2, rows=[RADIOLOGIST])
    assert get_case(any_actor, ref).version == 2


@pytest.mark.parametrize(
    "part, row, field, words",
    [
        (CasePart.options, OptionRow("", weighed="Cheap"), "name", "what the option is"),
        (CasePart.time, TimeRow("Nurse", Decimal(-1)), "hours_now", "between 0 and 10,000"),
        (CasePart.time, TimeRow("Nurse", None, Decimal(10_001)), "hours_after", "between 0"),
        (CasePart.benefits, dataclasses.replace(NIGHTS, planned=Decimal(0)), "planned", "above 0"),
        (CasePart.outcomes, OutcomeRow("Hours", Decimal(4), Decimal(4)), "target", "aim for"),
        (
            CasePart.approvals,
            ApprovalRow("Board", date(2026, 10, 7)),
            "approved_on",
            "still to come",
        ),
    ],
)
def test_a_row_that_cannot_be_right_is_refused_at_its_box(
    actor: Actor, part: CasePart, row: CaseRow, field: str, words: str
) -> None:
    _, ref = begun(actor)
    with pytest.raises(RefusedMany, match=words) as refused:
        cases.save_rows(actor, ref, part, version=None, rows=[row])
    assert [one.field for one in refused.value.refusals] == [f"rows-0-{field}"]
    assert get_case(actor, ref).version == 1


@pytest.mark.parametrize(
    "extra, source, field",
    [("-0.1", "Study", "extra_recalls"), ("1000.1", "Study", "extra_recalls"),
     ("14", " ", "recalls_source")],
)  # fmt: skip
def test_an_estimate_that_cannot_be_is_refused(
    actor: Actor, extra: str, source: str, field: str
) -> None:
    _, ref = begun(actor)
    with pytest.raises(Refused) as refused:
        cases.save_recalls(
            actor, ref, version=None, extra_recalls=Decimal(extra), recalls_source=source,
            capacity_owner="", stress_plan="",
        )  # fmt: skip
    assert refused.value.field == field


def test_what_was_measured_is_entered_beside_the_plan(any_actor: Actor) -> None:
    product, ref = begun(any_actor)
    later = dataclasses.replace(NIGHTS, due_on=date(2027, 9, 30))
    cases.save_rows(any_actor, ref, CasePart.benefits, version=1, rows=[later, NIGHTS])
    told = [Measured(0, Decimal(31), "Rota of September")]
    cases.measure_benefits(any_actor, ref, version=2, measured=told)
    first, second = get_case(any_actor, ref).parts.benefits
    assert (first.actual, first.source) == (Decimal(31), "Rota of September")
    assert second == later
    key = id_of(any_actor.organisation_id, Kind.PRODUCT, product)
    dossier = load_product_dossiers(any_actor.organisation_id, [key])[key]
    assert dossier.case is not None
    assert set(dossier.case.benefits) == {first.facts, second.facts}
    with pytest.raises(Conflict):
        cases.measure_benefits(any_actor, ref, version=2, measured=told)


def test_what_was_measured_is_refused_where_it_cannot_be(actor: Actor) -> None:
    _, ref = begun(actor)
    later = dataclasses.replace(NIGHTS, due_on=date(2026, 10, 7))
    cases.save_rows(actor, ref, CasePart.benefits, version=1, rows=[NIGHTS, later])
    with pytest.raises(RefusedMany, match="still to come") as refused:
        cases.measure_benefits(actor, ref, version=2, measured=[Measured(1, Decimal(3))])
    assert refused.value.refusals[0].field == "rows-1-actual"
    with pytest.raises(Refused, match="not in the case any more"):
        cases.measure_benefits(actor, ref, version=2, measured=[Measured(2, Decimal(3))])
    # Without words of where it comes from, what stood there stays.
    cases.measure_benefits(actor, ref, version=2, measured=[Measured(0, Decimal(3))])
    assert get_case(actor, ref).parts.benefits[0].source == "Finance"


def test_a_need_is_one_sentence_at_least(actor: Actor) -> None:
    _, ref = begun(actor)
    with pytest.raises(Refused, match="one sentence"):
        cases.save_need(
            actor, ref, version=1, need_kind=CaseNeed.safety, need=" ", need_number="",
            strategies="",
        )  # fmt: skip


def test_the_history_of_a_case_reads_in_words(actor: Actor) -> None:
    _, ref = begun(actor)
    cases.save_rows(actor, ref, CasePart.time, version=None, rows=[RADIOLOGIST])
    told = str(get_history(actor, ref))
    assert "Time of staff" in told
    assert "role Radiologist, hours now 6.5, hours after 5" in told


def test_the_register_tells_each_part_in_a_cell(any_actor: Actor) -> None:
    product, ref = begun(any_actor)
    for part, rows in ROWS.items():
        cases.save_rows(any_actor, ref, part, version=None, rows=rows)
    other = cases.add_case(any_actor, make_product(any_actor), need="Letters pile up.")
    first, second = list_cases(any_actor, registers.scope_of(any_actor))
    assert (first["reference"], first["product"]) == (ref, product)
    assert first["options"] == "Nothing new (uses no AI, Costs nothing, helps nobody)"
    assert first["outcomes"] == (
        "Treated within an hour, of 100 (61 now, 80 aimed for, by 1 June 2027)"
    )
    assert first["time"] == "Radiologist (6.5 to 5 hours)"
    assert first["hours_more"] == Decimal("-1.5")
    assert first["criteria"] == "Stop: Two missed bleeds (4 January 2027)"
    assert (second["reference"], second["need"]) == (other, "Letters pile up.")
    assert (second["hours_more"], second["options"]) == (None, "")


def test_the_register_has_a_row_for_each_benefit_and_day(any_actor: Actor) -> None:
    product, ref = begun(any_actor)
    later = dataclasses.replace(NIGHTS, due_on=date(2027, 9, 30), worth=None)
    measured = dataclasses.replace(NIGHTS, actual=Decimal(31))
    cases.save_rows(any_actor, ref, CasePart.benefits, version=None, rows=[measured, later])
    first, second = list_benefits(any_actor, registers.scope_of(any_actor))
    assert (first["case"], first["product"], first["name"]) == (ref, product, NIGHTS.name)
    assert (first["share"], first["planned_worth"]) == (Decimal("0.775"), Decimal(18000))
    assert first["actual_worth"] == Decimal(13950)
    assert (second["actual"], second["share"], second["planned_worth"]) == (None, None, None)
    (case,) = list_cases(any_actor, registers.scope_of(any_actor))
    assert case["benefits"] == (
        "Locum nights saved (31 of 40 nights, by 30 September 2026); "
        "Locum nights saved (not known of 40 nights, by 30 September 2027)"
    )
    assert not list(list_benefits(any_actor, registers.scope_of(any_actor, public=True)))

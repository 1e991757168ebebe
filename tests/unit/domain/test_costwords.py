"""The reason for the status of a cost line."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from vendor_tracker.domain.costs import Award
from vendor_tracker.domain.costwords import total_words, why
from vendor_tracker.domain.facts import (
    CostFacts,
)
from vendor_tracker.domain.vocabulary import Charge, CostCategory, DisclosedBy

TODAY = date(2026, 10, 6)
PASSED, PLANNED = Award(True, date(2026, 7, 14)), Award(False, planned_on=date(2026, 11, 13))
BLANK = CostFacts("COST-9", CostCategory.K11)
TOLD = replace(
    BLANK,
    quantity=Decimal(1),
    unit_price=Decimal(100),
    disclosed_by=DisclosedBy.supplier,
    disclosed_on=date(2026, 8, 3),
)
ASKED = date(2026, 7, 1)
FOUND = replace(TOLD, disclosed_by=DisclosedBy.us)


@pytest.mark.parametrize(
    "line, award, words",
    [
        (BLANK, PASSED, "Nobody has asked the supplier, so it is not known."),
        (
            replace(BLANK, asked_on=date(2026, 9, 29)),
            PASSED,
            "Asked on 29 September 2026; no answer for 5 working days.",
        ),
        (
            TOLD,
            PASSED,
            "The supplier told us on 3 August 2026, after the award of 14 July 2026.",
        ),
        (TOLD, PLANNED, "The supplier told us on 3 August 2026, and the award is still to come."),
        (FOUND, PASSED, "We found it on 3 August 2026, after the award of 14 July 2026."),
        (
            replace(FOUND, asked_on=ASKED),
            PLANNED,
            "We found it on 3 August 2026, though the supplier was asked on 1 July 2026.",
        ),
        (
            replace(BLANK, nil_on=ASKED),
            PASSED,
            "The supplier said on 1 July 2026 that there is no such cost.",
        ),
        (
            replace(TOLD, nil_on=ASKED),
            PASSED,
            "The supplier said on 1 July 2026 that there is no such cost, and there is one.",
        ),
        (replace(TOLD, disclosed_by=None), PASSED, "It is not noted who told us of it first."),
        (replace(TOLD, disclosed_on=None), PASSED, "It is not noted when we learned of it."),
        (TOLD, Award(True), "The day of the award is not known."),
        (TOLD, Award(False), "No award is planned, so there is no “before” yet."),
    ],
)
def test_the_reason_names_its_days(line: CostFacts, award: Award, words: str) -> None:
    assert why(line, award, TODAY) == words


def test_a_total_is_never_nought_for_not_known() -> None:
    once = replace(TOLD, charge=Charge.one_off)
    assert total_words([], Charge.yearly) == "not known"
    assert total_words([BLANK], Charge.yearly) == "not known"
    assert total_words([BLANK, TOLD, once], Charge.yearly) == "at least £100"
    assert total_words([BLANK, TOLD, once], Charge.one_off) == "£100"
    assert total_words([replace(BLANK, nil_on=ASKED)], Charge.yearly) == "£0"
    assert total_words([replace(BLANK, nil_on=ASKED), BLANK], Charge.yearly) == "not known"

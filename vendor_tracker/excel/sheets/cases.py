"""The columns of business cases, its parts told in a cell each, and of their benefits."""

from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import BenefitKind, CaseNeed
from vendor_tracker.excel.sheet import CellKind, Column, Sheet
from vendor_tracker.excel.sheets.columns import coded, day, number, told, worked_out_reference

CASES = Sheet(
    "Business cases",
    (
        worked_out_reference("Reference", "reference", Kind.CASE),
        worked_out_reference("Product", "product", Kind.PRODUCT),
        told("Product: name", "product_name"),
        coded("It is to help with", "need_kind", CaseNeed, read_only=True),
        told("The need", "need"),
        told("Today’s number", "need_number"),
        told("Plans that it serves", "strategies"),
        told("Options compared", "options", "Each with whether it uses AI."),
        told("What gets better for patients", "outcomes"),
        told("Benefits", "benefits", "Each as measured of its plan, with its day."),
        told("Time of staff by role", "time"),
        number(
            "Hours a week more",
            "hours_more",
            read_only=True,
            note="Over all roles with both figures; below nought where it saves time.",
        ),
        number("More recalls for each 1,000 cases", "extra_recalls", read_only=True),
        told("Where the estimate comes from", "recalls_source"),
        told("Who has the capacity for them", "capacity_owner"),
        told("What softens the worry of patients", "stress_plan"),
        told("What staff think and worry about", "worries"),
        told("What may go wrong", "risks"),
        told("When we go on or stop", "criteria"),
        told("Approved by", "approvals"),
    ),
    "BusinessCases",
)

BENEFITS = Sheet(
    "Benefits",
    (
        worked_out_reference("Case", "case", Kind.CASE),
        worked_out_reference("Product", "product", Kind.PRODUCT),
        told("Product: name", "product_name"),
        told("Benefit", "name"),
        coded("Made of", "kind", BenefitKind, read_only=True),
        told("Counted in", "unit"),
        day("Up to", "due_on", read_only=True),
        number("Planned", "planned", read_only=True),
        number("Measured", "actual", read_only=True, note="Empty while nobody has measured it."),
        Column(
            "Of the plan",
            "share",
            kind=CellKind.PERCENT,
            read_only=True,
            note="How much of the plan came about.",
        ),
        number(
            "One is worth (£)",
            "worth",
            read_only=True,
            note="In pounds of today; empty where it cannot be told in money.",
        ),
        number("Plan is worth (£)", "planned_worth", read_only=True),
        number("Measured is worth (£)", "actual_worth", read_only=True),
        told("Where it comes from", "source"),
    ),
    "Benefits",
)

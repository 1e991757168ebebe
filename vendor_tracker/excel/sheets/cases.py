"""The columns of business cases: one row for each, its parts counted or told in a cell."""

from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import CaseNeed
from vendor_tracker.excel.sheet import Sheet
from vendor_tracker.excel.sheets.columns import coded, number, told, worked_out_reference

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
        told("What staff are worried about", "worries"),
        told("What may go wrong", "risks"),
        told("When we go on or stop", "criteria"),
        told("Approved by", "approvals"),
    ),
    "BusinessCases",
)

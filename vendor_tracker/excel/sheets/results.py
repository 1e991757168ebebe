"""The columns of results by group: each group beside the one that it is compared with."""

from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import GroupAttribute, Verdict
from vendor_tracker.excel.sheet import CellKind, Column, Sheet, Tone
from vendor_tracker.excel.sheets.columns import (
    coded,
    name_of,
    number,
    told,
    worked_out_reference,
)

_TONES = {
    Verdict.meets.label: Tone.GOOD,
    Verdict.cannot_tell.label: Tone.WARNING,
    Verdict.not_shown.label: Tone.BAD,
    Verdict.fails.label: Tone.BAD,
    Verdict.not_checkable.label: Tone.WARNING,
}

GROUP_RESULTS = Sheet(
    "Group results",
    (
        worked_out_reference("Claim", "claim", Kind.CLAIM),
        worked_out_reference("Product", "product", Kind.PRODUCT),
        name_of("Product: name", "product_name"),
        name_of("Measure", "metric"),
        coded("Told apart by", "attribute", GroupAttribute, read_only=True),
        told("List of groups", "scheme", "With its edition."),
        told("Group", "subgroup"),
        told(
            "Figures left out",
            "left_out",
            "Those of a few people, or of nobody knows how many, could tell who they are. Where "
            "the others would give a group away, the next smallest is left out with it.",
        ),
        number("Tested", "n", read_only=True),
        number("With the condition", "positives", read_only=True),
        number("Result", "estimate", read_only=True),
        number("Range from", "low", read_only=True),
        number("Range to", "high", read_only=True),
        Column(
            "Range worked out by us",
            "derived",
            kind=CellKind.YESNO,
            read_only=True,
            note="From the number tested, as no range was given.",
        ),
        told("Compared with", "against", "The group marked as the reference, or everyone tested."),
        number("Worse by", "gap", read_only=True, note="Below nought it does better."),
        number("Limit for the gap", "gap_limit", read_only=True),
        Column(
            "Limit is ours for this claim",
            "limit_is_ours",
            kind=CellKind.YESNO,
            read_only=True,
            note="Else it is the number in the rules.",
        ),
        coded("Verdict", "verdict", Verdict, read_only=True, tones=_TONES),
        told("Why", "says"),
    ),
    "GroupResults",
)

"""The columns of claims, of the bars they are held against and of the results behind them."""

from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.reviewing import VerdictState
from vendor_tracker.domain.vocabulary import (
    BarAbout,
    ClaimKind,
    Direction,
    GroupAttribute,
    SetBy,
    Strength,
    TestData,
    Tester,
)
from vendor_tracker.excel.sheet import CellKind, Column, Sheet, Tone
from vendor_tracker.excel.sheets import subjects
from vendor_tracker.excel.sheets.columns import (
    coded,
    confidential,
    day,
    name_of,
    number,
    own_reference,
    refers,
    replies,
    row_version,
    told,
    worked_out_reference,
)

_VERDICTS = {
    "Meets our bar": Tone.GOOD,
    "Cannot tell": Tone.WARNING,
    "Not shown": Tone.BAD,
    "Fails our bar": Tone.BAD,
    "Not checkable": Tone.WARNING,
    "No bar of ours": Tone.QUIET,
}
_STATES = {
    VerdictState.current.label: Tone.GOOD,
    VerdictState.waiting.label: Tone.WARNING,
    VerdictState.out_of_date.label: Tone.WARNING,
}
_WHO_CHOSE = "Who chose it: us, the supplier, both, a national body, or nobody can say."

CLAIMS = Sheet(
    "Claims",
    (
        own_reference(Kind.CLAIM),
        *subjects.product(),
        *subjects.supplier(),
        coded("Kind", "kind", ClaimKind, note="What it is about; empty means not sorted yet."),
        Column("Statement", "statement", must=True, note="In their words, as it was made."),
        Column("Said by", "said_by"),
        Column("Said where", "said_where", note="A document can be read again; a talk cannot."),
        subjects.meeting(),
        day("Said on", "said_on"),
        *subjects.version(),
        Column("Measure", "metric", note="What is counted, such as sensitivity."),
        coded("Measure chosen by", "metric_set_by", SetBy, note=_WHO_CHOSE),
        coded("Which way is better", "direction", Direction),
        Column("People and place", "population", note="On whom and where it was tested."),
        Column("Groups compared", "groups"),
        coded("Groups chosen by", "groups_set_by", SetBy, note=_WHO_CHOSE),
        Column("Form", "form", note="In which form it was disclosed, such as a model card."),
        coded("Form chosen by", "form_set_by", SetBy, note=_WHO_CHOSE),
        coded("How well shown", "strength", Strength),
        Column("The case relies on it", "relied_on", kind=CellKind.YESNO),
        Column(
            "Says groups do not differ",
            "says_no_difference",
            kind=CellKind.YESNO,
            note="They say that it works as well for every group.",
        ),
        Column("Against our bar", "verdict_ours", read_only=True, tones=_VERDICTS),
        told(
            "Reviewer's verdict",
            "reviewer_verdict",
            note="The newest one, in the same words, or “Not assessed”.",
        ),
        coded(
            "Reviewer's verdict: state",
            "reviewer_state",
            VerdictState,
            read_only=True,
            tones=_STATES,
            note="A verdict that waits or is out of date does not count; the figures stand then.",
        ),
        told("Reviewer's reason", "reviewer_reason"),
        number("Our bar", "our_bar", read_only=True),
        Column("Against their bar", "verdict_theirs", read_only=True),
        number("Their bar", "their_bar", read_only=True),
        number("Result", "estimate", read_only=True, note="Newest, for everyone tested."),
        number("Range from", "low", read_only=True),
        number("Range to", "high", read_only=True),
        Column("Can be checked", "checkable", kind=CellKind.YESNO, read_only=True),
        Column("Still missing", "missing", read_only=True),
        worked_out_reference("Evidence", "evidence", Kind.EVIDENCE),
        replies(),
        *confidential(),
        row_version(),
    ),
    "Claims",
    Kind.CLAIM,
)

_CLAIM = refers("Claim", "claim", Kind.CLAIM, must=True)
_PRODUCT = (
    worked_out_reference("Product", "product", Kind.PRODUCT),
    name_of("Product: name", "product_name"),
    name_of("Measure", "metric"),
)

THRESHOLDS = Sheet(
    "Thresholds",
    (
        _CLAIM,
        *_PRODUCT,
        coded("Limits", "about", BarAbout, note="The figure itself, or the gap between groups."),
        coded("Set by", "set_by", SetBy, must=True, note=_WHO_CHOSE),
        Column("Bar", "value", kind=CellKind.NUMBER, must=True, note="The figure to reach."),
        day("Set on", "set_on"),
        Column("Source", "source"),
        Column("Why this bar", "why"),
        number("People who set it", "people", note="How many people agreed on it."),
        Column("A clinician was among them", "has_clinician", kind=CellKind.YESNO),
        Column("Verdict", "verdict", read_only=True, note="The overall result against this bar."),
    ),
    "Thresholds",
    Kind.CLAIM,
)

RESULTS = Sheet(
    "Results",
    (
        _CLAIM,
        *_PRODUCT,
        Column("Group", "subgroup", note="Empty means everyone tested."),
        number("Tested", "n", note="How many people or cases."),
        number("With the condition", "positives"),
        number("Result", "estimate", note="A percentage as 96.2, not 0.962."),
        number("Range from", "low", note="Low end of the 95% range."),
        number("Range to", "high", note="High end of the 95% range."),
        day("Tested on", "tested_on"),
        Column("Tested by", "tested_by"),
        coded("Who tested", "tester", Tester),
        coded("Data of the test", "data", TestData),
        coded("Told apart by", "attribute", GroupAttribute, note="What the group is a part of."),
        Column("List of groups", "scheme", note="Which list of groups it stands in, if any."),
        Column("Code in that list", "group_code"),
        Column(
            "Others are compared with it",
            "is_reference",
            kind=CellKind.YESNO,
            note="Yes for the one group of each kind that the others are held against.",
        ),
    ),
    "Results",
    Kind.CLAIM,
)

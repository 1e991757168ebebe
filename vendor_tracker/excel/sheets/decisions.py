"""The columns of decisions at gates."""

from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import Gate, Outcome
from vendor_tracker.excel.sheet import CellKind, Column, Sheet, Tone
from vendor_tracker.excel.sheets import subjects
from vendor_tracker.excel.sheets.columns import coded, day, number, own_reference, row_version

_FROZEN = "As it stood when the decision was recorded."

DECISIONS = Sheet(
    "Decisions",
    (
        own_reference(Kind.DECISION),
        *subjects.product(must=True),
        coded("Gate", "gate", Gate, must=True),
        day("Planned on", "planned_on"),
        day("Decided on", "decided_on", note="Decide on the page: it keeps the counts of the day."),
        coded("Outcome", "outcome", Outcome, tones={Outcome.stop.label: Tone.BAD}),
        Column("Reason", "reason"),
        Column("Conditions", "conditions"),
        Column(
            "Kept as",
            "promises",
            kind=CellKind.REFERENCE,
            link=True,
            refers_to=(Kind.PROMISE,),
            many=True,
            read_only=True,
            note="The promises of ours that the conditions became.",
        ),
        number("Conditions still open", "conditions_open", read_only=True),
        Column("Decided by", "decided_by"),
        number("Critical gaps then", "critical", read_only=True, note=_FROZEN),
        number("Major gaps then", "major", read_only=True, note=_FROZEN),
        number("Minor gaps then", "minor", read_only=True, note=_FROZEN),
        number("Waived gaps then", "waived", read_only=True, note=_FROZEN),
        number("Items asked then", "items_asked", read_only=True, note=_FROZEN),
        number("Items met then", "items_met", read_only=True, note=_FROZEN),
        row_version(),
    ),
    "Decisions",
    Kind.DECISION,
)

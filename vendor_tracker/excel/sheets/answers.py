"""The columns of answers: a row for each item that applies, also where nobody has answered."""

from collections.abc import Mapping

from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import AnswerState, Gate, ReviewState, Severity
from vendor_tracker.domain.worth import Standing
from vendor_tracker.excel.sheet import CellKind, Column, Sheet, Tone
from vendor_tracker.excel.sheets.columns import (
    SEVERITY_TONES,
    coded,
    day,
    told,
    worked_out_reference,
)

_STANDING_TONES: Mapping[str, Tone] = {
    Standing.met.label: Tone.GOOD,
    Standing.lapsed.label: Tone.BAD,
    Standing.other_version.label: Tone.BAD,
    Standing.not_shown.label: Tone.WARNING,
    Standing.their_word.label: Tone.WARNING,
    Standing.partly.label: Tone.WARNING,
    Standing.not_met.label: Tone.BAD,
    Standing.no_reason.label: Tone.WARNING,
    Standing.to_agree.label: Tone.WARNING,
    Standing.reworded.label: Tone.WARNING,
    Standing.unanswered.label: Tone.NOTE,
    Standing.proposed.label: Tone.NOTE,
    Standing.not_known.label: Tone.NOTE,
    Standing.not_applicable.label: Tone.QUIET,
}
_REVIEW_TONES = {
    ReviewState.returned.label: Tone.WARNING,
    ReviewState.accepted.label: Tone.GOOD,
}
_COUNTED = (
    "The gate of this product that counts the item today. Empty: set aside, watched over by a "
    "rule of its own, or asked at a later gate."
)
_WHOSE = "What is about a supplier or about us is answered once, and shown at each product."
_HOLDS = "The last day on which it stands as met, if nothing changes."

ANSWERS = Sheet(
    "Answers",
    (
        Column(
            "Reference",
            "reference",
            kind=CellKind.REFERENCE,
            link=True,
            read_only=True,
            note="Whom the item is asked of, and the item, such as PRD-3/CORE-01.",
        ),
        # A workbook holds only so many links: those to the items matter more.
        worked_out_reference("About", "about", Kind.PRODUCT, Kind.SUPPLIER, link=False),
        told("About: name", "about_name"),
        coded("Gate", "gate", Gate, read_only=True),
        coded("Counted for", "counted_for", Gate, read_only=True, note=_COUNTED),
        told("Checklist", "checklist"),
        told("Section", "section"),
        told("Item", "item"),
        told("Question", "question"),
        coded("Severity", "severity", Severity, read_only=True, tones=SEVERITY_TONES),
        coded(
            "Stands today as",
            "standing",
            Standing,
            read_only=True,
            tones=_STANDING_TONES,
            note="What the answer is worth today, with its evidence and their two clocks.",
        ),
        coded("Answer", "answer", AnswerState, read_only=True, note="As somebody gave it."),
        told("Given as", "value", "Yes or no, a choice, words, a figure or a day, if asked for."),
        told("Note", "note"),
        told("Reason", "reason", "Why it does not apply, or differs from the supplier’s answer."),
        told("Whose answer", "whose", _WHOSE),
        day("Answered on", "answered_on", read_only=True),
        told("Answered by", "answered_by"),
        worked_out_reference("Product version", "product_version", Kind.VERSION),
        told("Product version: name", "product_version_name", "The version that was judged then."),
        coded("Review", "review", ReviewState, read_only=True, tones=_REVIEW_TONES),
        day("Reviewed on", "reviewed_on", read_only=True),
        told("Reviewed by", "reviewed_by"),
        told("Returned because", "return_reason"),
        told("Assigned to", "assigned_to"),
        day("Due on", "due_on", read_only=True),
        worked_out_reference("Evidence", "evidence", Kind.EVIDENCE),
        day("Holds until", "holds_until", read_only=True, note=_HOLDS),
        told("Covered by rule", "covered_by", "This rule raises the gap; no gate counts the item."),
        worked_out_reference("Flag", "flag", Kind.FLAG),
    ),
    "Answers",
)

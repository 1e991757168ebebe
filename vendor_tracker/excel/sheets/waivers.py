"""The columns of waivers: gaps that two people let stand until a day."""

from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import Discipline, Severity, WaiverReason, WaiverState
from vendor_tracker.excel.sheet import Sheet, Tone
from vendor_tracker.excel.sheets.columns import (
    SEVERITY_TONES,
    coded,
    day,
    told,
    worked_out_reference,
)

_STATE_TONES = {
    WaiverState.asked.label: Tone.NOTE,
    WaiverState.holds.label: Tone.GOOD,
    WaiverState.refused.label: Tone.QUIET,
    WaiverState.withdrawn.label: Tone.QUIET,
    WaiverState.ended.label: Tone.WARNING,
    WaiverState.void.label: Tone.BAD,
}

WAIVERS = Sheet(
    "Waivers",
    (
        worked_out_reference("Reference", "reference", Kind.WAIVER),
        worked_out_reference("Flag", "flag", Kind.FLAG),
        worked_out_reference("About", "about", Kind.PRODUCT, Kind.SUPPLIER),
        told("About: name", "about_name"),
        told("What is missing", "says", "As the flag said it when the waiver was asked for."),
        told("Rule in words", "rule_title"),
        coded("Severity", "severity", Severity, read_only=True, tones=SEVERITY_TONES),
        coded("Skill that agrees", "discipline", Discipline, read_only=True),
        coded("Kind of reason", "reason_kind", WaiverReason, read_only=True),
        told("Reason", "reason"),
        told("Asked by", "asked_by"),
        day("Asked on", "asked_on", read_only=True),
        told("Agreed by", "agreed_by"),
        told("Refused by", "refused_by"),
        day("Decided on", "decided_on", read_only=True),
        told("What they said", "decision_note"),
        day("Ends", "ends_on", read_only=True, note="The last day on which the gap may stand."),
        coded("State today", "state", WaiverState, read_only=True, tones=_STATE_TONES),
        day("Withdrawn on", "withdrawn_on", read_only=True),
        day("Void since", "void_on", read_only=True),
        told("Void because", "void_why", "What differs from the facts it was given for."),
    ),
    "Waivers",
)

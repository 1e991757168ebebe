"""The columns of open flags; the program works all of them out."""

from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import Discipline, Gate, Severity
from vendor_tracker.excel.sheet import Sheet
from vendor_tracker.excel.sheets.columns import (
    SEVERITY_TONES,
    coded,
    day,
    number,
    told,
    worked_out_reference,
    yes_no,
)

FLAGS = Sheet(
    "Flags",
    (
        worked_out_reference("Reference", "reference", Kind.FLAG),
        coded("Severity", "severity", Severity, read_only=True, tones=SEVERITY_TONES),
        worked_out_reference("About", "about", Kind.PRODUCT, Kind.SUPPLIER),
        told("About: name", "about_name"),
        told("What is missing", "says"),
        told("What closes it", "closes"),
        coded("Gate", "gate", Gate, read_only=True),
        day("Open since", "opened_on", read_only=True),
        day("Closed on", "closed_on", read_only=True),
        yes_no("Known at start", "known_at_start", "Counted apart until its first review."),
        yes_no("Set-up", "set_up", "Something to fill in once, not a doubt about the product."),
        told("Has it", "owner", "Who of us is to settle it."),
        day("Due on", "due_on", read_only=True),
        day("Waits for the supplier until", "waiting_until", read_only=True),
        worked_out_reference("Waived by", "waived_by", Kind.WAIVER),
        coded("Skill that agrees", "discipline", Discipline, read_only=True),
        worked_out_reference("Rests on", "rests_on", *Kind),
        told("Rule", "rule_code"),
        number("Rule version", "rule_version", read_only=True),
        told("Rule in words", "rule_title"),
        told("Source", "rule_source", "Where the rule comes from."),
        number("Notes", "notes", read_only=True),
        told("Last note", "last_note", "What people wrote about it; it changes nothing."),
    ),
    "Flags",
)

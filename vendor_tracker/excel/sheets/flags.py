"""The columns of open flags; the program works all of them out."""

from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import Gate, Severity
from vendor_tracker.excel.sheet import CellKind, Column, Sheet, Tone
from vendor_tracker.excel.sheets.columns import coded, day, number, worked_out_reference

SEVERITY_TONES = {
    Severity.critical.label: Tone.BAD,
    Severity.major.label: Tone.WARNING,
    Severity.minor.label: Tone.NOTE,
}


def _told(title: str, key: str, note: str | None = None) -> Column:
    return Column(title, key, read_only=True, note=note)


def _yes_no(title: str, key: str, note: str) -> Column:
    return Column(title, key, kind=CellKind.YESNO, read_only=True, note=note)


FLAGS = Sheet(
    "Flags",
    (
        worked_out_reference("Reference", "reference", Kind.FLAG),
        coded("Severity", "severity", Severity, read_only=True, tones=SEVERITY_TONES),
        worked_out_reference("About", "about", Kind.PRODUCT, Kind.SUPPLIER),
        _told("About: name", "about_name"),
        _told("What is missing", "says"),
        _told("What closes it", "closes"),
        coded("Gate", "gate", Gate, read_only=True),
        day("Open since", "opened_on", read_only=True),
        day("Closed on", "closed_on", read_only=True),
        _yes_no("Known at start", "known_at_start", "Counted apart until its first review."),
        _yes_no("Set-up", "set_up", "Something to fill in once, not a doubt about the product."),
        worked_out_reference("Rests on", "rests_on", *Kind),
        _told("Rule", "rule_code"),
        number("Rule version", "rule_version", read_only=True),
        _told("Rule in words", "rule_title"),
        _told("Source", "rule_source", "Where the rule comes from."),
        number("Notes", "notes", read_only=True),
        _told("Last note", "last_note", "What people wrote about it; it changes nothing."),
    ),
    "Flags",
)

"""The columns of the overview: a row for each product in play."""

from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import Gate, Stage
from vendor_tracker.excel.sheet import CellKind, Column, Sheet, Tone
from vendor_tracker.excel.sheets.columns import (
    amount,
    coded,
    day,
    number,
    worked_out_reference,
)

_COUNTED = "Empty until the first review of what arrived in use: nobody has checked it yet."


def _told(title: str, key: str, note: str | None = None) -> Column:
    return Column(title, key, read_only=True, note=note)


OVERVIEW = Sheet(
    "Overview",
    (
        worked_out_reference("Reference", "reference", Kind.PRODUCT),
        _told("Product", "name"),
        _told("Suppliers", "suppliers"),
        _told("Looked after by", "owner", "Who of us looks after the suppliers."),
        _told("Accountable", "accountable", "Who of us answers for its use."),
        coded("Stage", "stage", Stage, read_only=True),
        coded("Next decision", "next_gate", Gate, read_only=True),
        day("Planned on", "planned_on", read_only=True),
        _told("Where it stands", "readiness", "The sentence that opens the product's page."),
        number("Critical gaps", "critical", read_only=True, note=_COUNTED),
        number("Major gaps", "major", read_only=True, note=_COUNTED),
        number("Known at start", "known_at_start", read_only=True),
        *amount("Cost a year", "cost_year", note="Net, of the lines that we pay."),
        *amount("Of it hidden", "hidden_year"),
        *amount("Cost once", "cost_one_off", note="Net, of the lines that we pay."),
        *amount("Of it hidden, once", "hidden_one_off"),
        number("Cost lines not known", "costs_unknown", read_only=True),
        Column(
            "Costs complete",
            "costs_complete",
            kind=CellKind.YESNO,
            read_only=True,
            note="Yes: each cost line has a figure, and watching and errors are among them.",
            tones={"No": Tone.WARNING},
        ),
        day("Contract ends", "contract_ends_on", read_only=True),
        day("Notice by", "notice_by", read_only=True),
        _told("Next step", "next_step"),
        _told("Why", "next_step_reason"),
        day("Gaps checked on", "checked_on", read_only=True),
    ),
    "Overview",
)

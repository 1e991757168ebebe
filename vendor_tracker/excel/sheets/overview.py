"""The columns of the overview: a row for each product in play."""

from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import Gate, Stage
from vendor_tracker.excel.sheet import CellKind, Column, Sheet, Tone
from vendor_tracker.excel.sheets.columns import (
    amount,
    coded,
    day,
    number,
    told,
    worked_out_reference,
)

_COUNTED = "Empty until the first review of what arrived in use: nobody has checked it yet."

_SHOWN = "The strongest evidence of any claim, on a ladder from 0 to 7. A DTAC form is none."
_WAIVED = "Gaps that two people let stand until a day; no other figure counts them."
_ASKED = "Items of the checklists that the next decision asks for."
_TO_REVIEW = "Answers about this product that no reviewer has looked at."

OVERVIEW = Sheet(
    "Overview",
    (
        worked_out_reference("Reference", "reference", Kind.PRODUCT),
        told("Product", "name"),
        told("Suppliers", "suppliers"),
        told("Looked after by", "owner", "Who of us looks after the suppliers."),
        told("Accountable", "accountable", "Who of us answers for its use."),
        coded("Stage", "stage", Stage, read_only=True),
        coded("Next decision", "next_gate", Gate, read_only=True),
        day("Planned on", "planned_on", read_only=True),
        told("Where it stands", "readiness", "The sentence that opens the product's page."),
        number("Critical gaps", "critical", read_only=True, note=_COUNTED),
        number("Major gaps", "major", read_only=True, note=_COUNTED),
        number("Known at start", "known_at_start", read_only=True),
        number("Waived gaps", "waived", read_only=True, note=_WAIVED),
        number("Items asked", "items_asked", read_only=True, note=_ASKED),
        number("Items met", "items_met", read_only=True, note="Of these, shown by live evidence."),
        told("Shown to work", "shown_to_work", _SHOWN),
        told("DTAC", "dtac_form", "The newest DTAC form; it does not show that a product works."),
        number("Answers to review", "to_review", read_only=True, note=_TO_REVIEW),
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
        told("Next step", "next_step"),
        told("Why", "next_step_reason"),
        day("Gaps checked on", "checked_on", read_only=True),
    ),
    "Overview",
)

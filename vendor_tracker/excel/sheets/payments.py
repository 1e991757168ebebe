"""The columns of payments: what a register shows, and what a list of them may fill."""

from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import PaymentState
from vendor_tracker.excel.sheet import CellKind, Column, Sheet, Tone
from vendor_tracker.excel.sheets.columns import (
    amount,
    coded,
    day,
    name_of,
    refers,
    told,
    worked_out_reference,
)

_STATE_TONES = {
    PaymentState.explained.label: Tone.GOOD,
    PaymentState.dismissed.label: Tone.QUIET,
    PaymentState.unexplained.label: Tone.WARNING,
}

PAYMENTS = Sheet(
    "Payments",
    (
        worked_out_reference("Reference", "reference", Kind.PAYMENT),
        worked_out_reference("Supplier", "supplier", Kind.SUPPLIER),
        name_of("Supplier: name", "supplier_name"),
        day("Paid on", "paid_on", read_only=True),
        *amount("Amount", "amount", note="With the VAT on it; less than nothing: it came back."),
        told("What for", "what_for"),
        told("Invoice", "invoice"),
        coded("Explained", "state", PaymentState, read_only=True, tones=_STATE_TONES),
        worked_out_reference("Explained by", "cost", Kind.COST),
        told("Belongs to no line because", "dismissed_reason"),
        told("Read from", "source", "The file and the row that it came from."),
    ),
    "Payments",
)

# What a mapping may fill; the register shows payments and takes none back.
PAID = Sheet(
    "Payments",
    (
        refers("Supplier", "supplier", Kind.SUPPLIER),
        day("Paid on", "paid_on"),
        Column("Amount (£)", "amount", kind=CellKind.MONEY, signed=True),
        Column("What for", "what_for"),
        Column("Invoice", "invoice"),
    ),
    "Paid",
    Kind.PAYMENT,
)

"""The columns of what suppliers were asked in one go, and of what they say to our records."""

from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import RequestReview, RequestState
from vendor_tracker.excel.sheet import CellKind, Column, Sheet, Tone
from vendor_tracker.excel.sheets.columns import (
    coded,
    day,
    number,
    told,
    worked_out_reference,
    yes_no,
)

_TONES = {
    RequestReview.to_review.label: Tone.NOTE,
    RequestReview.accepted.label: Tone.GOOD,
    RequestReview.returned.label: Tone.WARNING,
    RequestReview.rejected.label: Tone.QUIET,
}

REQUESTS = Sheet(
    "Requests",
    (
        worked_out_reference("Request", "request", Kind.REQUEST),
        told("Request: title", "title"),
        coded("Request: state", "state", RequestState, read_only=True),
        worked_out_reference("Supplier", "supplier", Kind.SUPPLIER),
        told("Supplier: name", "supplier_name"),
        worked_out_reference("Product", "product", Kind.PRODUCT),
        told("Product: name", "product_name"),
        day("Sent on", "sent_on", read_only=True),
        day("Answers by", "due_on", read_only=True),
        told("Item", "item", "As in the checklist; K and two digits is a kind of cost."),
        told("Checklist version", "checklist_version", "The words stayed as they were sent."),
        told("Question", "ask"),
        told("Answer", "value"),
        told("In their words", "words"),
        told("Answered by", "answered_by"),
        day("Answered on", "answered_on", read_only=True),
        number(
            "Working days waited",
            "waited",
            read_only=True,
            note="From the day it was sent to the answer, or to today.",
        ),
        yes_no("Confirmed what we held", "is_same", "Yes: they said the same as before."),
        coded("Where it stands", "review", RequestReview, read_only=True, tones=_TONES),
        told("Why it was returned or not taken", "review_reason"),
        yes_no("Marked confidential", "confidential", "By the supplier, with the reason beside."),
        told("Confidential because", "confidential_reason"),
    ),
    "Requests",
)

REPLIES = Sheet(
    "Replies",
    (
        Column(
            "About", "about", kind=CellKind.REFERENCE, link=True, read_only=True,
            refers_to=(Kind.CLAIM, Kind.COST, Kind.PROMISE),
            note="The record to which the supplier says something.",
        ),
        worked_out_reference("Supplier", "supplier", Kind.SUPPLIER),
        told("Supplier: name", "supplier_name"),
        told("What they say to it", "text"),
        told("Who said it", "said_by"),
        Column("When", "said_at", kind=CellKind.DATETIME, read_only=True),
    ),
    "Replies",
)  # fmt: skip

"""The columns of cards: what each version discloses, counted."""

from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import CardSource
from vendor_tracker.excel.sheet import Sheet
from vendor_tracker.excel.sheets.columns import (
    coded,
    day,
    number,
    told,
    worked_out_reference,
    yes_no,
)

CARDS = Sheet(
    "Cards",
    (
        worked_out_reference("Reference", "reference", Kind.CARD),
        worked_out_reference("Product", "product", Kind.PRODUCT),
        told("Product: name", "product_name"),
        worked_out_reference("Product version", "product_version", Kind.VERSION),
        told("Product version: name", "product_version_name"),
        coded("How it came", "source", CardSource, read_only=True),
        told("Edition", "edition", "Of the model card, as its file says."),
        day("Received on", "received_on", read_only=True),
        number(
            "Of 31 answered",
            "given",
            read_only=True,
            note="31-field disclosure form (US origin, voluntary in the UK).",
        ),
        number("Left blank", "blank", read_only=True),
        number("Says “None”", "none", read_only=True),
        number("Says “N/A”", "not_applicable", read_only=True),
        told("Fields not answered", "unsaid"),
        number("Parts of the model card answered", "parts_given", read_only=True),
        number("Of how many parts", "parts_total", read_only=True),
        told("Parts not answered", "parts_unsaid"),
        yes_no(
            "No bias known beside steps against it",
            "denies_bias",
            "It says “None” under known biases, and tells at length what was done against bias.",
        ),
        number("Claims taken from it", "claims", read_only=True),
        worked_out_reference("Evidence", "evidence", Kind.EVIDENCE),
    ),
    "Cards",
)

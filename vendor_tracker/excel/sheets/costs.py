"""The columns of cost lines."""

from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import (
    Bearer,
    Charge,
    CostCategory,
    CostStatus,
    DisclosedBy,
    DriverKind,
    Known,
    VatRecoverable,
)
from vendor_tracker.excel.sheet import CellKind, Column, Sheet, Tone
from vendor_tracker.excel.sheets import subjects
from vendor_tracker.excel.sheets.columns import (
    amount,
    coded,
    confidential,
    day,
    name_of,
    number,
    own_reference,
    replies,
    row_version,
    told,
    worked_out_reference,
    yes_no,
)

_STATUS_TONES = {
    CostStatus.late.label: Tone.BAD,
    CostStatus.found_by_us.label: Tone.BAD,
    CostStatus.nil_contradicted.label: Tone.BAD,
    CostStatus.waiting.label: Tone.WARNING,
    CostStatus.timing_not_known.label: Tone.WARNING,
    CostStatus.before_award.label: Tone.GOOD,
}

COSTS = Sheet(
    "Costs",
    (
        own_reference(Kind.COST),
        *subjects.supplier(must=True),
        *subjects.product(),
        coded("Category", "category", CostCategory, note="What it is for; empty: not sorted yet."),
        Column("Description", "description"),
        coded("Charged", "charge", Charge),
        number("Quantity", "quantity"),
        Column("Unit", "unit", note="What is counted, such as scans or users."),
        coded(
            "Follows",
            "driver",
            DriverKind,
            note="What the quantity follows, as entered for the product. Empty: it is typed.",
        ),
        number("How many for each", "per_driver", note="Empty: 1 for each."),
        number("Price per unit (£)", "unit_price", note="Net of VAT. Empty: not known."),
        Column(
            "Whose time",
            "staff_role",
            note="A role of the sheet Staff rates; the price is then what an hour of it costs.",
        ),
        Column(
            "Prices by volume (£)",
            "tiers",
            note="Such as: up to 10000: 1.20; beyond: 0.90. Empty: one price for each.",
        ),
        number("Least a year (£)", "minimum", note="To pay even if nobody uses it."),
        number("Most a year (£)", "most", note="To pay however much it is used."),
        Column(
            "Money", "currency", note="In which the price was told, such as EUR. Empty: pounds."
        ),
        number("Price in that money", "currency_price", note="Empty where it is in pounds."),
        number("Pounds for one of it", "currency_rate", note="Such as 0.86 for a euro."),
        day("Rate of", "currency_rate_on", note="The day on which this rate held."),
        *amount("Amount", "amount", note="What it comes to, net, to the penny."),
        number("VAT rate (%)", "vat_rate", note="20 for 20%. Empty: not stated."),
        coded("VAT comes back", "vat_recoverable", VatRecoverable),
        number(
            "VAT heading", "vat_heading", note="Of bought-in services, such as 14. Empty: none."
        ),
        number("Lowest price (£)", "low_price", note="Per unit, net, if nobody is sure of it."),
        number("Highest price (£)", "high_price", note="Per unit, net, if nobody is sure of it."),
        number(
            "May rise by (% a year)", "rise_cap", note="The limit in the contract. Empty: none."
        ),
        Column("VAT note", "vat_note", note="What finance says of it."),
        number(
            "Rises by (% a year)", "rise_percent", note="As the contract sets. Empty: as prices do."
        ),
        coded("Paid by", "bearer", Bearer, tones={Bearer.unknown.label: Tone.WARNING}),
        coded("In the contract", "in_contract", Known),
        coded("Disclosed by", "disclosed_by", DisclosedBy, note="Who first brought it to light."),
        day("Disclosed on", "disclosed_on"),
        Column("Disclosed in", "disclosed_in", note="The document or talk."),
        day("Asked on", "asked_on", note="When we asked the supplier about it."),
        day("Said nil on", "nil_on", note="When the supplier said there is no such cost."),
        Column(
            "Does not apply because",
            "not_applicable",
            note="Why there is no such cost here, as we ourselves found. Empty: it may arise.",
        ),
        day("Starts on", "starts_on"),
        day("Ends on", "ends_on"),
        subjects.meeting(),
        coded("How it came to light", "status", CostStatus, read_only=True, tones=_STATUS_TONES),
        Column(
            "Hidden",
            "hidden",
            kind=CellKind.YESNO,
            read_only=True,
            note="Yes: the supplier could have told us in time, and did not. Empty: not known.",
            tones={"Yes": Tone.BAD},
        ),
        worked_out_reference("Evidence", "evidence", Kind.EVIDENCE),
        replies(),
        *confidential(),
        row_version(),
    ),
    "Costs",
    Kind.COST,
)

DRIVERS = Sheet(
    "Cost drivers",
    (
        worked_out_reference("Product", "product", Kind.PRODUCT),
        name_of("Product: name", "product_name"),
        coded("What costs follow", "kind", DriverKind, read_only=True),
        number("In a year", "quantity", read_only=True),
        told("Who says so", "source"),
    ),
    "Drivers",
)

STAFF_RATES = Sheet(
    "Staff rates",
    (
        Column("Role", "role", kind=CellKind.REFERENCE, read_only=True, note="Whose time it is."),
        day("From", "valid_from", read_only=True),
        *amount("Pay for an hour", "pay"),
        number("Added to pay (%)", "on_costs", read_only=True, note="For pension and insurance."),
        number("An hour costs (£)", "price", read_only=True, note="Pay with what is added to it."),
        yes_no("Holds now", "is_in_force", "No: a newer one followed it."),
        told("Who says so", "source"),
    ),
    "StaffRates",
)

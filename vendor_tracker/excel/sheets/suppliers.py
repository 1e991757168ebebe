"""The columns of suppliers."""

from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import SupplierSize
from vendor_tracker.excel.sheet import CellKind, Column, Sheet
from vendor_tracker.excel.sheets.columns import (
    coded,
    day,
    name_of,
    number,
    own_reference,
    refers,
    row_version,
)

_COUNTED = "Of the supplier itself; empty while no product of it is in play."

SUPPLIERS = Sheet(
    "Suppliers",
    (
        own_reference(Kind.SUPPLIER),
        Column("Name", "name", must=True, note="The name it trades under."),
        Column("Legal name", "legal_name"),
        Column("Other names", "aliases", many=True, note="Several are parted by semicolons."),
        Column("Company number", "company_number", kind=CellKind.REFERENCE),
        Column("Country", "country"),
        Column("Website", "website", kind=CellKind.URL),
        coded("Size", "size", SupplierSize, note="By the number of people it employs."),
        refers("Parent company", "parent", Kind.SUPPLIER),
        name_of("Parent company: name", "parent_name"),
        Column("Looked after by", "owner", note="Who of us looks after the relationship."),
        number("Hours a month", "owner_hours", note="Our hours for this supplier each month."),
        Column(
            "References elsewhere",
            "references",
            many=True,
            note="Written as list: value, such as LEI: 5493001. Parted by semicolons.",
        ),
        Column("Note", "note"),
        number("Products", "products", read_only=True),
        number("Critical gaps", "critical", read_only=True, note=_COUNTED),
        number("Major gaps", "major", read_only=True, note=_COUNTED),
        number("Minor gaps", "minor", read_only=True, note=_COUNTED),
        number("Promises late", "promises_late", read_only=True),
        day("Oldest open question", "oldest_question_on", read_only=True),
        day("Last met", "last_met_on", read_only=True),
        day("Notice by", "notice_by", read_only=True),
        row_version(),
    ),
    "Suppliers",
    Kind.SUPPLIER,
)

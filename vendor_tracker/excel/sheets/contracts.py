"""The columns of contracts."""

from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import ProcurementRoute
from vendor_tracker.excel.sheet import CellKind, Column, Sheet
from vendor_tracker.excel.sheets.columns import (
    coded,
    day,
    doubt,
    name_of,
    own_reference,
    refers_to_many,
    row_version,
)

CONTRACTS = Sheet(
    "Contracts",
    (
        own_reference(Kind.CONTRACT),
        Column("Title", "title", must=True),
        refers_to_many("Suppliers", "suppliers", Kind.SUPPLIER),
        name_of("Suppliers: names", "supplier_names"),
        refers_to_many("Products", "products", Kind.PRODUCT),
        name_of("Products: names", "product_names"),
        day("Starts on", "starts_on"),
        day("Ends on", "ends_on"),
        day("Notice by", "notice_by", note="The last day to give notice."),
        Column("Value a year", "value_year", kind=CellKind.MONEY, note="Net. Empty: not known."),
        doubt("Value a year", "value_year"),
        Column("Value in all", "value_total", kind=CellKind.MONEY, note="Net. Empty: not known."),
        doubt("Value in all", "value_total"),
        coded("Route", "route", ProcurementRoute, note="How it was, or will be, let."),
        Column("Looked after by", "owner"),
        row_version(),
    ),
    "Contracts",
    Kind.CONTRACT,
)

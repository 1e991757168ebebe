"""The columns of product versions."""

from vendor_tracker.domain.references import Kind
from vendor_tracker.excel.sheet import Column, Sheet
from vendor_tracker.excel.sheets.columns import day, name_of, own_reference, refers, row_version

VERSIONS = Sheet(
    "Versions",
    (
        own_reference(Kind.VERSION),
        refers("Product", "product", Kind.PRODUCT, must=True),
        name_of("Product: name", "product_name"),
        Column("Version", "name", must=True, note="As the supplier writes it, such as 2.1."),
        day("Released on", "released_on"),
        day("In use from", "in_use_from", note="The day from which we use it."),
        Column("What changed", "changes"),
        row_version(),
    ),
    "Versions",
    Kind.VERSION,
)

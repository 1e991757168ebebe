"""Whose a record is: the columns that name a supplier, a product and a meeting."""

from vendor_tracker.domain.references import Kind
from vendor_tracker.excel.sheet import Column
from vendor_tracker.excel.sheets.columns import name_of, refers


def supplier(*, must: bool = False) -> tuple[Column, Column]:
    """Return the supplier of a record, by reference and by name."""
    return (
        refers("Supplier", "supplier", Kind.SUPPLIER, must=must),
        name_of("Supplier: name", "supplier_name"),
    )


def product(*, must: bool = False) -> tuple[Column, Column]:
    """Return the product of a record, by reference and by name."""
    return (
        refers("Product", "product", Kind.PRODUCT, must=must),
        name_of("Product: name", "product_name"),
    )


def meeting() -> Column:
    """Return the meeting in which something came up."""
    return refers("Meeting", "meeting", Kind.MEETING)


def version() -> tuple[Column, Column]:
    """Return the version that a record is about."""
    return (
        refers("Product version", "product_version", Kind.VERSION),
        name_of("Product version: name", "product_version_name"),
    )

"""Suppliers: their list, their form, and the page of one with all that belongs to it."""

from vendor_tracker.storage.queries.suppliers.lists import (
    GAPS,
    SORTS,
    SupplierDetail,
    SupplierRow,
    Unowned,
    get_supplier,
    list_supplier_choices,
    list_suppliers,
    list_unowned,
)
from vendor_tracker.storage.queries.suppliers.pages import (
    SupplierHead,
    SupplierPage,
    get_supplier_page,
)

__all__ = [
    "GAPS",
    "SORTS",
    "SupplierDetail",
    "SupplierHead",
    "SupplierPage",
    "SupplierRow",
    "Unowned",
    "get_supplier",
    "get_supplier_page",
    "list_supplier_choices",
    "list_suppliers",
    "list_unowned",
]

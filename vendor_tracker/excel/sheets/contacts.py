"""The columns of people at suppliers."""

from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import ContactKind
from vendor_tracker.excel.sheet import CellKind, Column, Sheet
from vendor_tracker.excel.sheets.columns import name_of, own_reference, row_version

_KINDS = ", ".join(kind.label for kind in ContactKind)

CONTACTS = Sheet(
    "Contacts",
    (
        own_reference(Kind.CONTACT),
        Column("Name", "name", must=True),
        Column("Job title", "job_title"),
        Column("E-mail", "email"),
        Column("Phone", "phone", kind=CellKind.REFERENCE),
        Column(
            "Contact for",
            "suppliers",
            many=True,
            must=True,
            refers_to=(Kind.SUPPLIER,),
            coded=ContactKind,
            choices=(),
            note=f"Written as SUP-3: Technical; SUP-3: Safety. Words: {_KINDS}.",
        ),
        name_of("Suppliers", "supplier_names"),
        row_version(),
    ),
    "Contacts",
    Kind.CONTACT,
)

"""From rows to the frozen facts that rules read: a few statements for every 500 subjects."""

from vendor_tracker.storage.dossiers.products import load_product_dossiers
from vendor_tracker.storage.dossiers.rows import CHUNK, chunks, products_of, suppliers_of
from vendor_tracker.storage.dossiers.suppliers import load_supplier_dossiers

__all__ = [
    "CHUNK",
    "chunks",
    "load_product_dossiers",
    "load_supplier_dossiers",
    "products_of",
    "suppliers_of",
]

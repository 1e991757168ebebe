"""Bring lists in: look first, then all or nothing, as a batch that can be undone."""

from vendor_tracker.services.imports.batches import apply, preview
from vendor_tracker.services.imports.sources import ListFile
from vendor_tracker.services.imports.undos import undo

__all__ = ["ListFile", "apply", "preview", "undo"]

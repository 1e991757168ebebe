"""Bring lists in: look first, then all or nothing, as a batch that can be undone."""

from vendor_tracker.services.imports.batches import RowsRefused, Undecided, apply, preview
from vendor_tracker.services.imports.sources import ListFile
from vendor_tracker.services.imports.undos import CannotUndo, undo

__all__ = ["CannotUndo", "ListFile", "RowsRefused", "Undecided", "apply", "preview", "undo"]

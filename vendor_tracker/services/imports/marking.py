"""Give a list back with the cells marked that need another look."""

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.imports import ImportReport
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.services.imports.sources import ListFile


def marked(actor: Actor, source: ListFile, report: ImportReport) -> bytes:
    """Return the list as a workbook, its bad cells marked and the reason beside each."""
    # What writes workbooks takes long to load, and is needed for this alone.
    from vendor_tracker.excel.marking import Mark, mark

    actor.must(Permission.IMPORT)
    if not report.problems:
        raise Refused("Every cell of this list can be taken: there is nothing to mark.")
    marks = [
        Mark(one.sheet, one.row, one.letter, one.column, one.value, one.reason)
        for one in report.problems
    ]
    return mark(source.path, source.name, marks)

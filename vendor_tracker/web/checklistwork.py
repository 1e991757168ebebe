"""What the pages of own checklists share: files that wait, and what is said of them."""

from dataclasses import fields
from typing import Any

from flask import request, url_for

from vendor_tracker import clock
from vendor_tracker.domain.checklists.columns import COLUMN_WORDS, ColumnMap
from vendor_tracker.domain.checklists.foreign import Wanted
from vendor_tracker.domain.checklists.places import ChecklistFault
from vendor_tracker.domain.errors import Refused
from vendor_tracker.services import checklistfiles
from vendor_tracker.services.checklistfiles import ChecklistFile
from vendor_tracker.storage.queries.ownchecklists import Change, Used
from vendor_tracker.web import importwork
from vendor_tracker.web.forms.ownchecklists import BringForm
from vendor_tracker.web.navigation import Place, crumbs

_MOST_FAULTS = 50
# What the address of a preview says of the file that waits.
_SAID = ("list", "code", "gate", "title")
_COLUMNS = tuple(field.name for field in fields(ColumnMap))


def keep(form: BringForm) -> str:
    """Keep what was sent until it is published; return where it is looked at."""
    if not form.file.data:
        raise Refused("Choose the file that holds the checklist.", field="file")
    name = form.file.data.filename or "checklist"
    token = importwork.store().keep(
        form.file.data.stream, name, importwork.owner(), at=clock.now(), mapping=None
    )
    said: dict[str, Any] = {"list": token, "code": (form.code.data or "").upper()}
    if form.gate.data:
        said["gate"] = form.gate.data.value
    kind = checklistfiles.kind_of(_waiting(token, Wanted("")))
    if kind == checklistfiles.LIST:
        return url_for("library.choose_columns", **said)
    return url_for("library.preview_version", **said)


def waiting() -> ChecklistFile:
    """Return the file that the address names, with what it says of it."""
    said = {name: request.args.get(name, "").strip() for name in _SAID[1:]}
    found = _waiting(request.args.get("list", ""), Wanted(**said))
    columns = {name: request.args.get(f"in-{name}", "") for name in _COLUMNS}
    if not any(columns.values()):
        return found
    return ChecklistFile(found.path, found.name, found.wanted, ColumnMap(**columns))


def forget() -> None:
    """Remove the file that the address names, once it was published."""
    importwork.store().forget(request.args.get("list", ""))


def here() -> str:
    """Return the address of this preview, with all that is said of the file."""
    return url_for("library.preview_version", **kept())


def kept() -> dict[str, Any]:
    """Return what the address says of the file, to be said again."""
    names = (*_SAID, *(f"in-{name}" for name in _COLUMNS))
    return {name: request.args[name] for name in names if request.args.get(name)}


def chosen(guess: ColumnMap) -> list[tuple[str, str, str]]:
    """Return each column to be found: its name, its words, the heading chosen for it."""
    return [
        (name, words, request.args.get(f"in-{name}") or getattr(guess, name))
        for name, (words, _) in COLUMN_WORDS.items()
    ]


def told(fault: ChecklistFault | Refused) -> list[str]:
    """Return what is wrong with a file, in sentences that say where."""
    if isinstance(fault, Refused):
        return [fault.message]
    more = len(fault.faults) - _MOST_FAULTS
    return [*fault.faults[:_MOST_FAULTS], *([f"And {more:,} more."] if more > 0 else [])]


def trail(used: Used | None = None) -> list[Place]:
    """Return the trail that leads to a page about all checklists, or about one."""
    found = crumbs(
        ("Checklists", url_for("checklists.list_checklists")),
        ("All checklists", url_for("library.list_all")),
    )
    if used is not None:
        to = url_for("library.show_used", code=used.checklist.code)
        found.append(Place(used.checklist.title, to))
    return found


def change_words(change: Change) -> str:
    """Say what a change did."""
    if not change.item:
        return "Taken out of use" if change.is_retired else "Used again"
    if change.is_retired:
        return "No longer asked"
    said = []
    if change.severity is not None:
        said.append(change.severity.label.lower())
    if change.months is not None:
        said.append(f"holds for {change.months} months")
    return f"Asked as {', '.join(said)}" if said else "Asked as it was published"


def _waiting(token: str, wanted: Wanted) -> ChecklistFile:
    upload = importwork.store().find(token, importwork.owner(), at=clock.now())
    return ChecklistFile(upload.path, upload.name, wanted)

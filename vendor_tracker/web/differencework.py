"""What the page of differences reads of the address and the form, and how it is parted."""

from typing import Any

from flask import request, url_for

from vendor_tracker.domain.differences import Choices, Difference, FieldState, choices_from
from vendor_tracker.domain.imports import ImportReport

PREFIX = "choice-"
_AT_ONCE, _MOST_CONFLICTS = 100, 200
# What the address says of a register that comes back, beside which file it is.
NAMES = ("leave", "copies")


def chosen() -> Choices:
    """Return what was chosen on the page."""
    sides = {
        name.removeprefix(PREFIX): side
        for name, side in request.form.items()
        if name.startswith(PREFIX)
    }
    return choices_from(
        {
            "fields": sides,
            "conflicts": request.form.get("conflicts"),
            "copies": request.args.get("copies"),
            "leaves_out": request.args.get("leave") == "1",
        }
    )


def parts_of(report: ImportReport) -> dict[str, Any]:
    """Return what the page shows: a stretch of what is ready, what moved, and what is asked."""
    ready = [one for one in report.differences if one.state is FieldState.CHANGED]
    moved = [one for one in report.differences if one.state is FieldState.MOVED]
    page = _page(len(ready))
    return {
        "ready_count": len(ready),
        "ready": _by_sheet(ready[(page - 1) * _AT_ONCE : page * _AT_ONCE]),
        "moved": moved[:_AT_ONCE],
        "moved_count": len(moved),
        "conflicts": report.conflicts[:_MOST_CONFLICTS],
        "previous": here(page=page - 1) if page > 1 else None,
        "next": here(page=page + 1) if page * _AT_ONCE < len(ready) else None,
        "leaves": here(leave=1),
        "keeps_first": here(copies="first"),
        "makes_new": here(copies="new"),
    }


def here(**changed: Any) -> str:
    """Return the address of this page with something changed."""
    kept = {name: request.args[name] for name in ("list", *NAMES) if request.args.get(name)}
    return url_for("imports.preview_import", **(kept | changed))


def _by_sheet(ready: list[Difference]) -> list[tuple[str, list[Difference]]]:
    sheets = dict.fromkeys(one.sheet for one in ready)
    return [(sheet, [one for one in ready if one.sheet == sheet]) for sheet in sheets]


def _page(count: int) -> int:
    text = request.args.get("page", "")
    wanted = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
    return max(1, min(wanted, -(-count // _AT_ONCE) or 1))

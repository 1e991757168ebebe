"""Hand out what differs between two registers as a sheet."""

from collections.abc import Iterator
from typing import IO, Any

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.registercompare import Comparison
from vendor_tracker.excel.about import About
from vendor_tracker.excel.properties import Properties
from vendor_tracker.excel.sheets.comparison import COMPARISON
from vendor_tracker.excel.workbook import write_workbook

_NOTHING = {"heading": "", "before": "", "after": "", "who": "", "at": None}


def write_comparison(
    actor: Actor, out: IO[bytes], first: str, second: str, found: Comparison
) -> None:
    """Write a comparison as a workbook: a row for each cell, and for each row on one side."""
    actor.must(Permission.VIEW)
    title = f"{first} and {second}"
    facts = [
        ("Organisation", actor.organisation_name),
        ("Made by", actor.name),
        ("Made at", clock.now()),
        *(("Noticed", notice) for notice in found.notices),
    ]
    about = About(f"What differs between {title}", facts)
    properties = Properties(about.title, clock.now(), subject=actor.organisation_name)
    write_workbook(out, about, [(COMPARISON, list(_rows(found)))], properties)


def _rows(found: Comparison) -> Iterator[dict[str, Any]]:
    for word, rows, side in (
        ("Added", found.added, "after"),
        ("Closed", found.closed, "before"),
    ):
        for one in rows:
            told = {"what": word, "sheet": one.sheet, "reference": one.reference}
            yield {**_NOTHING, **told, side: one.words}
    for cell in found.changed:
        yield {
            "what": "Changed",
            "sheet": cell.sheet,
            "reference": cell.reference,
            "heading": cell.heading,
            "before": cell.before,
            "after": cell.after,
            "who": cell.who,
            "at": cell.at,
        }

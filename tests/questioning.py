"""Requests to suppliers, and workbooks filled in as a supplier would."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook, load_workbook

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.requests import Given
from vendor_tracker.services import requests

SAID_BY = "Sales desk (example)"


def make_request(
    actor: Actor,
    *,
    supplier: str = "SUP-1",
    product: str | None = "PRD-1",
    items: Sequence[str] = ("K04", "K06"),
    title: str = "Costs before the award",
    answered: Sequence[Given] = (),
) -> str:
    """Send a request, and take these answers of the supplier."""
    ref = requests.start_request(
        actor, supplier=supplier, product=product, title=title, items=items, why="We compare."
    )
    requests.send_request(actor, ref, version=None)
    if answered:
        requests.hand_in(actor, ref, answered, said_by=SAID_BY)
    return ref


def filled_in(content: bytes, said: Mapping[str, Mapping[str, Any]]) -> io.BytesIO:
    """Return a workbook with cells of these rows filled in, by id and heading."""
    book = load_workbook(io.BytesIO(content))
    for sheet in book.worksheets:
        places: dict[Any, Any] = {cell.value: cell.column for cell in sheet[1]}
        if "Id" not in places:
            continue
        for row in range(2, sheet.max_row + 1):
            for heading, value in said.get(str(sheet.cell(row, places["Id"]).value), {}).items():
                sheet.cell(row, places[heading]).value = value
    return _saved(book)


def turned_round(content: io.BytesIO) -> io.BytesIO:
    """Return a workbook with its sheets and the rows in them in the other order."""
    book, turned = load_workbook(content), Workbook()
    turned.remove(turned.worksheets[0])
    for sheet in reversed(book.worksheets):
        rows = list(sheet.iter_rows(values_only=True))
        made = turned.create_sheet(sheet.title)
        for row in [rows[0], *reversed(rows[1:])]:
            made.append(row)
    return _saved(turned)


def _saved(book: Workbook) -> io.BytesIO:
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    return out

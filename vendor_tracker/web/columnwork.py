"""What the pages on the columns and names of a list read from what was sent."""

import re
from typing import Any

from flask import request, url_for

from vendor_tracker import clock
from vendor_tracker.domain.mappings import DAY_FIRST, MONTH_FIRST
from vendor_tracker.services.imports.wizards import Chosen
from vendor_tracker.web import importwork
from vendor_tracker.web.forms.imports import UploadForm

# Rows for what is the same in all rows of the list.
CONSTANTS = 3
_ORDERS = {DAY_FIRST: DAY_FIRST, MONTH_FIRST: MONTH_FIRST}


def chosen(*, by_name: bool, title: str) -> Chosen:
    """Return what was said of the columns."""
    targets = {at: target for at, target in _numbered("column") if target}
    dates = {at: order for at, order in _numbered("dates") if order in _ORDERS}
    values = dict(_numbered("value"))
    constants = [
        (target, values[at].strip())
        for at, target in _numbered("constant")
        if target and values.get(at, "").strip()
    ]
    return Chosen(targets, dates, constants, by_name, title)


def names() -> tuple[dict[str, tuple[str, ...]], dict[str, str], dict[str, str]]:
    """Return what was said of names: cells that are several, spellings of one, and parents."""
    splits: dict[str, tuple[str, ...]] = {}
    same: dict[str, str] = {}
    parents: dict[str, str] = {}
    for at, text in _numbered("several"):
        parts = tuple(p.strip() for p in request.form.getlist(f"part-{at}") if p.strip())
        is_split = request.form.get(f"split-{at}") == "several" and parts
        splits[text] = parts if is_split else (text,)
    for at, name in _numbered("name"):
        like, means = request.form.get(f"like-{at}", ""), request.form.get(f"means-{at}")
        if means == "parent":
            parents[name] = like
        else:
            same[name] = like if means == "same" else name
    return splits, same, parents


def _numbered(kind: str) -> list[tuple[int, str]]:
    """Return the answers of fields such as `column-3`, by their number."""
    found = []
    for name, value in request.form.items():
        number = re.fullmatch(rf"{kind}-([0-9]{{1,3}})", name)
        if number is not None:
            found.append((int(number[1]), value))
    return found


def remap(text: str) -> None:
    """Keep another mapping with the list that the address names."""
    importwork.store().remap(importwork.token(), importwork.owner(), text, at=clock.now())


def preview_of() -> str:
    """Return the address of what the list would change, read by its mapping."""
    return url_for("imports.preview_import", list=importwork.token())


def here() -> str:
    """Return the address of the columns, with the part of the file that they are of."""
    names = ("list", "sheet", "header_row")
    kept: dict[str, Any] = {name: request.args[name] for name in names if request.args.get(name)}
    return url_for("importcolumns.choose_columns", **kept)


def first_page(token: str, form: UploadForm) -> str:
    """Return where a list goes first: somebody's own without a mapping to its columns."""
    name = (form.file.data.filename or "").lower()
    is_own = not form.mapping.data and not name.endswith(".xlsx")
    page = "importcolumns.show_columns" if is_own else "imports.preview_import"
    return url_for(page, list=token)

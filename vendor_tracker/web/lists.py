"""The state of a list in its address: filters, order, page."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import request, url_for

from vendor_tracker.storage.queries.paging import Asked, Page

_IN_FULL = 1_000
# Which page of a list is shown; a download has them all.
_PLACE = ("after", "before")


def asked(sorts: Sequence[str], default: str | None = None) -> Asked:
    """Return where in the list the address says the reader is; unknown orders are ignored."""
    given = request.args.get("sort", "")
    descending = given.startswith("-")
    name = given.lstrip("-")
    if name not in sorts:
        name, descending = default or sorts[0], False
    return Asked(name, descending, request.args.get("after", ""), request.args.get("before", ""))


def in_full(sorts: Sequence[str], after: str) -> Asked:
    """Return the order the address asks for, in pages as long as a download can take them."""
    return replace(asked(sorts), after=after, before="", size=_IN_FULL)


def here(**changes: Any) -> str:
    """Return the address of this page with some of its arguments changed; None removes one."""
    values: dict[str, Any] = dict(request.args.items())
    values.update(changes)
    kept = {key: value for key, value in values.items() if value not in (None, "")}
    return url_for(str(request.endpoint), **(request.view_args or {}), **kept)


def there(endpoint: str, **more: Any) -> str:
    """Return the address of another view of the same rows: same filters, same order."""
    kept = {name: value for name, value in request.args.items() if name not in _PLACE and value}
    return url_for(endpoint, **(kept | more))


def chips(words: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the filters in use in words, each with the address that takes it away."""
    start = {"after": None, "before": None}
    return [(text, here(**{name: None}, **start)) for name, text in words.items() if text]


def column(label: str, name: str, place: Asked, **more: Any) -> dict[str, Any]:
    """Return a heading that sorts the list by its column."""
    is_sorted = place.sort == name
    turned = f"-{name}" if is_sorted and not place.descending else name
    direction = "descending" if place.descending else "ascending"
    return {
        "label": label,
        "href": here(sort=turned, after=None, before=None),
        "direction": direction if is_sorted else None,
        **more,
    }


def neighbours(page: Page[Any]) -> dict[str, str | None]:
    """Return the addresses of the pages before and after this one."""
    return {
        "previous": here(before=page.before, after=None) if page.before else None,
        "next": here(after=page.after, before=None) if page.after else None,
    }

"""Requests that no page of ours would send: they are refused before anything is read."""

from collections.abc import Iterator

from flask import Flask, abort, request

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_OURS = frozenset({"same-origin", "none"})


def init_app(app: Flask) -> None:
    """Look at each request first."""
    app.before_request(_refuse_other_sites)
    app.before_request(_refuse_empty_characters)
    app.before_request(_refuse_other_names)


def _refuse_other_sites() -> None:
    """Refuse what a page of another site sends, beside the token in each form.

    We tell browsers to send no referrer, so that is nothing to go by; this header they add alone.
    """
    sent_from = request.headers.get("Sec-Fetch-Site", "none")
    if request.method not in _SAFE and sent_from not in _OURS:
        abort(400)


def _refuse_empty_characters() -> None:
    """Refuse an address with a character that PostgreSQL cannot even look for."""
    if any("\0" in text for text in _texts_of_address()):
        abort(400)


def _refuse_other_names() -> None:
    """Refuse fields of names that none of ours has: their numbers could not be counted."""
    if not all(name.isascii() for name in (*request.form, *request.files)):
        abort(400)


def _texts_of_address() -> Iterator[str]:
    yield request.path
    for name, values in request.args.lists():
        yield name
        yield from values

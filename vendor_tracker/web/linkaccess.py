"""Who comes by a link: nothing is shown before it is known where the link leads, and still may."""

from typing import Any

from flask import Flask, abort, current_app, g, render_template, request
from flask.typing import ResponseReturnValue

from vendor_tracker.config import Settings
from vendor_tracker.domain.errors import NotFound, Refused
from vendor_tracker.domain.requestlinks import LinkState
from vendor_tracker.services import requestlinks
from vendor_tracker.storage.queries.requestlinks import OpenedLink

PATH = "/answer"
_READING = frozenset({"GET", "HEAD", "OPTIONS"})


def init_app(app: Flask) -> None:
    """Look at the link before each page."""
    app.before_request(_check)
    app.context_processor(_context)


def answer_lost(app: Flask) -> None:
    """Say the same of every address that leads nowhere, whatever it looks like."""
    app.register_error_handler(NotFound, lambda _error: lost())
    app.register_error_handler(404, lambda _error: lost())
    app.register_error_handler(requestlinks.Ended, _ended)


def current_link() -> OpenedLink:
    """Return the link by which somebody came."""
    link: OpenedLink | None = g.get("link")
    if link is None:
        abort(404)
    return link


def current_token() -> str:
    """Return the token in the address of this page."""
    return str(g.get("link_token", ""))


def address_of(settings: Settings, token: str) -> str:
    """Return the address that opens a link."""
    return f"{settings.links_address}{PATH}/{token}/"


def lost() -> ResponseReturnValue:
    """Answer an address that leads nowhere."""
    return _standing("invalid"), 404


def _check() -> ResponseReturnValue | None:
    if request.endpoint in (None, "static"):
        return None
    g.link_token = (request.view_args or {}).pop("token", "")
    try:
        link = requestlinks.open_link(g.link_token, request.remote_addr or "")
    except Refused as refusal:
        return _standing("guessed", refusal.message), 429, {"Retry-After": "300"}
    if link is None:
        return lost()
    if not link.state.shows:
        return _standing(link.state.value, link=link), 410
    g.link = link
    if request.method not in _READING and link.state is not LinkState.open:
        return _standing(link.state.value, link=link), 409
    return None


def _ended(error: Refused) -> ResponseReturnValue:
    """Answer what was sent just as its link ended."""
    return _standing("ended", error.message), 409


def _standing(state: str, message: str = "", link: OpenedLink | None = None) -> str:
    return render_template("supplierlinks/gone.html", state=state, message=message, gone=link)


def _context() -> dict[str, Any]:
    settings: Settings = current_app.extensions["settings"]
    return {
        "link": g.get("link"),
        "token": g.get("link_token", ""),
        "demo": settings.demonstration,
        "footer_links": [],
        "breadcrumbs": [],
    }

"""What went wrong, in plain words: what happened, what was kept, what to do next."""

import errno
import logging

from flask import Flask, g, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge, SecurityError

from vendor_tracker.domain.errors import Conflict, Forbidden, NotFound, Refused
from vendor_tracker.services import databases
from vendor_tracker.services.transaction import Busy, Full
from vendor_tracker.web import logs, navigation

_log = logging.getLogger("vendor_tracker")

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})
KNOWN = frozenset({400, 403, 404, 405, 409, 413, 422, 500, 503, 507})


def init_app(app: Flask) -> None:
    """Answer each kind of error with its own page."""
    app.register_error_handler(NotFound, lambda _error: page(404))
    app.register_error_handler(Forbidden, lambda _error: page(403))
    app.register_error_handler(Refused, refused)
    app.register_error_handler(Conflict, conflict)
    app.register_error_handler(Busy, busy)
    app.register_error_handler(Full, lambda _error: page(507))
    app.register_error_handler(CSRFError, lambda _error: page(400))
    app.register_error_handler(RequestEntityTooLarge, lambda _error: page(413))
    app.register_error_handler(SecurityError, unknown_host)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(Exception, unexpected)


def page(status: int, **values: object) -> ResponseReturnValue:
    """Return the page of this status; it needs no database."""
    # A page that is not found looks the same whether or not the reader belongs there.
    words: dict[str, object] = {"footer_links": navigation.open_links()}
    words |= {"request_id": logs.request_id(), "back": request.path, **values}
    return render_template(f"errors/{status}.html", **words), status


def refused(error: Refused) -> ResponseReturnValue:
    """Show a refusal that no form caught."""
    return page(422, message=error.message)


def conflict(error: Conflict) -> ResponseReturnValue:
    """Show both versions side by side, the reader's own text kept for a second try."""
    form = g.get("form")
    rows = [] if form is None else form.against(error.stored)
    kept = [] if form is None else form.kept(error.stored.get("version"))
    # Whoever presses a button twice meets what the first press saved.
    reader = getattr(g.get("actor"), "user_id", None)
    is_own = reader is not None and error.changed_by_id == reader
    return page(409, conflict=error, rows=rows, kept=kept, is_own=is_own)


def busy(error: Busy) -> ResponseReturnValue:
    """Ask to try again when the database was locked for too long."""
    answer = make_response(page(503, message=str(error)))
    answer.headers["Retry-After"] = "5"
    return answer


def unknown_host(_error: SecurityError) -> ResponseReturnValue:
    """Answer a request for a host that is not ours; without a host no page has links."""
    words = "This address is not served here. Ask your administrator for the right one.\n"
    return words, 400, {"Content-Type": "text/plain; charset=utf-8"}


def http_error(error: HTTPException) -> ResponseReturnValue:
    """Show a page of our own for every status that has one."""
    if error.code is not None and error.code < 400:
        return error
    return page(error.code if error.code in KNOWN else 400)


def unexpected(error: Exception) -> ResponseReturnValue:
    """Log what nobody foresaw, and give the reader its number."""
    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        return page(507)
    _log.exception("unexpected error", extra={"fields": {"request": logs.request_id()}})
    if databases.why_unreachable(error):
        return busy(Busy("The database cannot be reached at the moment."))
    return page(500)

"""One line of JSON for each request: what was asked, by whom, how it ended; no content."""

import json
import logging
import time
import traceback
import uuid

from flask import Flask, Response, g, request

_log = logging.getLogger("vendor_tracker")


class JsonLines(logging.Formatter):
    """Write each log record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line; line breaks inside values are escaped."""
        line = {
            "at": self.formatTime(record),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info and record.exc_info[1]:
            line["error"] = _trace(record.exc_info[1])
        return json.dumps(line)


def init_app(app: Flask) -> None:
    """Number each request and write a line when it is answered."""
    app.before_request(_begin)
    app.after_request(_end)


def write_to_stream(*, quiet: bool = False) -> None:
    """Send log lines to standard error; quietly, only what went wrong."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    for log in (_log, logging.getLogger("waitress")):
        log.addHandler(handler)
        log.setLevel(logging.WARNING if quiet else logging.INFO)


def request_id() -> str:
    """Return the number of this request, which an error page shows."""
    return str(g.get("request_id", "none"))


def _trace(error: BaseException) -> list[str]:
    """Return where an error came from, its causes after it; messages may hold what people typed."""
    found: list[str] = []
    cause: BaseException | None = error
    while cause is not None:
        found.append(type(cause).__name__)
        frames = traceback.extract_tb(cause.__traceback__)
        found += [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        cause = cause.__cause__ or cause.__context__
    return found


def _begin() -> None:
    g.request_id = uuid.uuid4().hex[:12]
    g.began_at = time.perf_counter()


def _end(response: Response) -> Response:
    response.headers["X-Request-Id"] = request_id()
    if request.endpoint != "static":
        actor = g.get("actor")
        fields = {
            "request": request_id(),
            "method": request.method,
            "endpoint": request.endpoint,
            "status": response.status_code,
            "ms": round((time.perf_counter() - g.get("began_at", time.perf_counter())) * 1000, 1),
            "user": None if actor is None else actor.user_id,
        }
        _log.info("request", extra={"fields": fields})
    return response

"""Files that a page offers: due days, messages, evidence."""

from datetime import date
from typing import IO

from flask import Response, current_app, send_file

from vendor_tracker.domain.links import path_of
from vendor_tracker.files.calendar import due_ics
from vendor_tracker.files.names import disposition
from vendor_tracker.web.auth import current_actor

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# A browser that opens a download in a window of ours may do nothing at all there.
_SANDBOX = "sandbox; default-src 'none'"


def due_file(ref: str, title: str, on: date, words: str) -> Response:
    """Offer a due day as a file for calendars."""
    actor = current_actor()
    settings = current_app.extensions["settings"]
    url = f"{settings.base_url}{path_of(actor.organisation_code, ref)}"
    uid = f"{ref}.{actor.organisation_code}@vendor-tracker"
    return offer(due_ics(uid, title, on, words, url), "text/calendar", f"{ref}.ics")


def word_file(content: bytes, name: str) -> Response:
    """Offer a Word document."""
    return offer(content, _DOCX, name)


def offer(content: bytes, media_type: str, name: str) -> Response:
    """Offer bytes as a download that cannot act as a page of ours."""
    answer = Response(content, mimetype=media_type)
    return _as_download(answer, name)


def offer_stored(stream: IO[bytes], media_type: str, name: str) -> Response:
    """Offer a stored file as a download that cannot act as a page of ours."""
    return _as_download(send_file(stream, mimetype=media_type), name)


def _as_download(answer: Response, name: str) -> Response:
    answer.headers["Content-Disposition"] = disposition(name)
    answer.headers["Content-Security-Policy"] = _SANDBOX
    return answer

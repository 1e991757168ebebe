"""What the pages of imports share: lists that wait, and what the address says of them."""

from typing import Any

from flask import current_app, request, url_for

from vendor_tracker import clock
from vendor_tracker.config import Settings
from vendor_tracker.domain.errors import Refused
from vendor_tracker.files.uploads import Owner, UploadStore
from vendor_tracker.services.imports import ListFile
from vendor_tracker.web import differencework
from vendor_tracker.web.auth import current_actor
from vendor_tracker.web.forms.imports import UploadForm

_MB = 1024 * 1024
# About a thousand rows: some seconds of work. A blank register alone has half of what it may.
_LONG, _LONG_REGISTER = 100_000, 200_000


def keep(form: UploadForm) -> str:
    """Keep what was sent until it is applied, and return its token."""
    if not form.file.data:
        raise Refused("Choose the file that holds the list.", field="file")
    return store().keep(
        form.file.data.stream,
        form.file.data.filename or "list",
        owner(),
        at=clock.now(),
        mapping=form.mapping_text(),
    )


def waiting() -> ListFile:
    """Return the list that the address names, with the part of it to be read."""
    upload = store().find(token(), owner(), at=clock.now())
    sheet = request.args.get("sheet", "").strip()
    chosen = differencework.chosen()
    part = sheet or None, _header_row()
    return ListFile(upload.path, upload.name, *part, upload.mapping_text, chosen)


def still_waits() -> bool:
    """Tell whether the list that the address names can be read again."""
    try:
        store().find(token(), owner(), at=clock.now())
    except Refused:
        return False
    return True


def forget() -> None:
    """Remove the list that the address names, once it was applied."""
    store().forget(token())


def token() -> str:
    """Return by which name the list of this address waits."""
    return request.args.get("list", "")


def is_long(source: ListFile) -> bool:
    """Tell whether a list takes longer than somebody should have to wait for a page."""
    most = _LONG_REGISTER if source.mapping_text is None else _LONG
    return source.path.stat().st_size > most


def here() -> str:
    """Return the address of this preview, with the part of the file that is read."""
    names = ("list", "sheet", "header_row", *differencework.NAMES)
    kept: dict[str, Any] = {name: request.args[name] for name in names if request.args.get(name)}
    return url_for("imports.preview_import", **kept)


def _header_row() -> int | None:
    text = request.args.get("header_row", "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit()) or len(text) > 5:
        raise Refused("Enter the number of the row of the headings, or 0 if there are none.")
    return int(text)


def store() -> UploadStore:
    """Return where lists wait."""
    settings: Settings = current_app.extensions["settings"]
    return UploadStore(settings.uploads, settings.upload_limit_mb * _MB)


def owner() -> Owner:
    """Return who may see the lists of this person."""
    actor = current_actor()
    return Owner(actor.user_id, actor.organisation_code)

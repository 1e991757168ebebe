"""Workbooks that suppliers sent back: kept until they are taken over, and taken over."""

from flask import current_app, request

from vendor_tracker import clock
from vendor_tracker.config import Settings
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.requestplans import ReturnedFile
from vendor_tracker.files.uploads import Owner, UploadStore
from vendor_tracker.services import requestfiles, requests
from vendor_tracker.web.auth import current_actor
from vendor_tracker.web.forms.requests import ReturnedForm, TakeForm

_MB = 1024 * 1024


def keep(form: ReturnedForm) -> str:
    """Keep what was sent until it is taken over, and return its token."""
    if not form.file.data:
        raise Refused("Choose the workbook that the supplier sent back.", field="file")
    given = form.file.data
    name = given.filename or "answers.xlsx"
    return _waiting().keep(given.stream, name, _owner(), at=clock.now(), mapping=None)


def waiting_file() -> ReturnedFile:
    """Return the workbook that the address names."""
    upload = _waiting().find(request.args.get("file", ""), _owner(), at=clock.now())
    return requestfiles.read_returned(upload.path, upload.name)


def take(ref: str, form: TakeForm) -> int:
    """Take over the answers that were shown; refuse when they are no longer the same."""
    actor = current_actor()
    plan = requestfiles.plan_answers(actor, ref, waiting_file())
    if plan.fingerprint != str(form.fingerprint.data or ""):
        raise Refused("Something changed since you looked. Look again, then take it over.")
    taken = requests.hand_in(
        actor, ref, plan.taken, said_by=str(form.said_by.data or ""), said_on=form.said_on.data
    )
    _waiting().forget(request.args.get("file", ""))
    return taken


def _waiting() -> UploadStore:
    settings: Settings = current_app.extensions["settings"]
    return UploadStore(settings.uploads, settings.upload_limit_mb * _MB)


def _owner() -> Owner:
    actor = current_actor()
    return Owner(actor.user_id, actor.organisation_code)

"""What the pages of results by group share: reading a table from a box or from a file."""

from typing import Any

from flask import current_app

from vendor_tracker import clock
from vendor_tracker.config import Settings
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.resulttables import ReadTable, read_results
from vendor_tracker.domain.verdicts import overall_result
from vendor_tracker.domain.wording import count
from vendor_tracker.files.uploads import Owner, UploadStore
from vendor_tracker.services import results
from vendor_tracker.storage.queries.claims import ClaimDetail
from vendor_tracker.web.auth import current_actor
from vendor_tracker.web.forms.results import PasteForm, unit_of

_MB = 1024 * 1024


def first_values(claim: ClaimDetail) -> dict[str, Any]:
    """Return what the form of a table begins with: what is known of the test already."""
    found: dict[str, Any] = {"version": claim.version, "unit": unit_of(claim.facts)}
    whole = overall_result(claim.facts)
    if whole is not None:
        found |= {
            "tested_on": whole.tested_on,
            "tested_by": whole.tested_by,
            "tester": whole.tester,
            "on_data": whole.data,
        }
    return found


def read(form: PasteForm, claim: ClaimDetail) -> ReadTable:
    """Read the table that was sent; a file goes before the box, and its text takes its place."""
    if form.file.data:
        form.text.data = _text_of(form)
    given = form.given(claim.facts.metric)
    try:
        return read_results(str(form.text.data or ""), given, clock.today())
    except Refused as refusal:
        raise Refused(refusal.message, field=refusal.field or "text") from refusal


def again(form: PasteForm) -> list[tuple[str, str]]:
    """Return all that was sent, to be sent again when it is kept; a file became text."""
    sent = form.kept(form.version.data)
    return [*(pair for pair in sent if pair[0] != "text"), ("text", str(form.text.data or ""))]


def kept_words(table: ReadTable, ref: str) -> str:
    """Say what was kept of a table, and what was not."""
    words = f"{count(len(table.results), 'result')} kept with {ref}."
    left = len(table.mistakes)
    return f"{words} {count(left, 'row')} left out." if left else words


def at_own_field(refusal: Refused) -> Refused:
    """Return a refusal about one of the bars of a claim at the box of this form."""
    field = (refusal.field or "").removeprefix("our_bar_").removeprefix("their_bar_")
    return Refused(refusal.message, field=field)


def _text_of(form: PasteForm) -> str:
    """Return the table of the file that was sent; the file itself is not kept."""
    settings: Settings = current_app.extensions["settings"]
    store, actor = UploadStore(settings.uploads, settings.upload_limit_mb * _MB), current_actor()
    owner, at = Owner(actor.user_id, actor.organisation_code), clock.now()
    sent = form.file.data
    token = store.keep(sent.stream, sent.filename or "table", owner, at=at, mapping=None)
    try:
        found = store.find(token, owner, at=at)
        return results.text_of_file(found.path, found.name)
    except Refused as refusal:
        raise Refused(refusal.message, field="file") from refusal
    finally:
        store.forget(token)

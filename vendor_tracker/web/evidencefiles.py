"""What the pages of evidence do with files: take them, notice twins, say why one is not given."""

from dataclasses import dataclass

from flask import current_app, request

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.vocabulary import ScanState
from vendor_tracker.domain.wording import day
from vendor_tracker.files.store import EvidenceStore, Missing
from vendor_tracker.services import evidence, evidence_files
from vendor_tracker.storage.queries.evidence import EvidenceRow
from vendor_tracker.storage.queries.evidencefiles import EvidenceFile, list_same_content
from vendor_tracker.web import carrying
from vendor_tracker.web.auth import current_actor
from vendor_tracker.web.forms.evidence import DocumentForm

KEEP_BOTH = "both"
_HELD = (
    "The virus scanner has not looked at it yet ({words}). The file is kept, is looked at again "
    "every hour, and is given out as soon as it is found clean."
)
_INFECTED = (
    "The virus scanner found “{words}” in it. The file is kept as it came and never given out. "
    "Tell your security team, and replace it with a clean one."
)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a file is not given out, as a heading and what to do."""

    title: str
    words: str


class Twin(Refused):
    """The same content is here already, and nobody said yet what to do about it."""


def store() -> EvidenceStore:
    """Return the evidence store of this installation."""
    found: EvidenceStore = current_app.extensions["evidence"]
    return found


def problem_of(file: EvidenceFile | None) -> Problem | None:
    """Return why a file cannot be given out, or None when it is whole and may be."""
    if file is None:
        return None
    if file.scan is ScanState.held:
        return Problem("The file is held.", _HELD.format(words=file.scan_words or "no answer"))
    if file.scan is ScanState.infected:
        return Problem("The file holds a virus.", _INFECTED.format(words=file.scan_words))
    try:
        store().open_file(current_actor().organisation_code, file.sha256).close()
    except Missing as refusal:
        return Problem("The stored file is missing.", refusal.message)
    except Refused as refusal:
        title = "The stored file is not the one that was uploaded."
        return Problem(title, refusal.message)
    return None


def note_of(row: EvidenceRow) -> str | None:
    """Return what a list says of a file that is not given out, or None."""
    if row.sha256 is None:
        return None
    if row.scan is ScanState.held:
        return "File held for the virus scanner"
    if row.scan is ScanState.infected:
        return "File holds a virus"
    if not store().seems_whole(current_actor().organisation_code, row.sha256):
        return "File missing, or not the one that was uploaded"
    return None


def received_with(form: DocumentForm) -> evidence_files.Received | None:
    """Return the file of a form, sent now or before; refuse a twin until somebody chose.

    The form carries what was received, so that whatever else is wrong, the file is not lost.
    """
    received = _received(form)
    if received is None:
        return None
    form.carried.data = carrying.token_of(received)
    form.carried_name = received.file.file_name
    form.twins = list_same_content(current_actor(), received.file.sha256)
    if form.twins and request.form.get("same") != KEEP_BOTH:
        first = form.twins[0]
        raise Twin(
            f"The same file is {first.reference}, “{first.title}”, added on "
            f"{day(first.added_at.date())}. Nothing was saved yet.",
            field="file",
        )
    return received


def chosen_twin(form: DocumentForm) -> str | None:
    """Return the evidence with the same file that somebody chose instead of a second one."""
    chosen = request.form.get("same", "")
    if not form.carried.data or chosen in ("", KEEP_BOTH):
        return None
    received = carrying.carried(str(form.carried.data), store())
    twins = list_same_content(current_actor(), received.file.sha256)
    return next((twin.reference for twin in twins if twin.reference == chosen), None)


def _received(form: DocumentForm) -> evidence_files.Received | None:
    given = form.file.data
    evidence.check_dates(form.issued_on.data, form.expires_on.data)
    if not given:
        token = str(form.carried.data or "")
        form.carried.data = ""
        return carrying.carried(token, store()) if token else None
    form.carried.data = ""
    extensions = current_app.extensions
    try:
        return evidence_files.receive(
            current_actor(),
            store(),
            given.stream,
            given.filename or "",
            quota_mb=extensions["settings"].evidence_quota_mb,
            inspector=extensions["inspector"],
        )
    except Refused as refusal:
        raise Refused(refusal.message, field="file") from refusal

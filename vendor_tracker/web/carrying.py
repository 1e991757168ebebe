"""A file that was sent with a form that has to be shown again: it need not be sent twice."""

from typing import Any

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.vocabulary import ScanState
from vendor_tracker.files.mail import MailHead, read_mail
from vendor_tracker.files.scanner import Scan
from vendor_tracker.files.store import EvidenceStore, StoredFile
from vendor_tracker.services.evidence_files import Received
from vendor_tracker.web.auth import current_actor

# Well within the day after which a file that no record names leaves the store.
_SECONDS = 6 * 3600
_GONE = "The file you chose is no longer at hand. Choose it again."


def token_of(received: Received) -> str:
    """Return what a hidden field carries for a file, for this person alone."""
    file, scan = received.file, received.scan
    return str(
        _serializer().dumps(
            [
                *(file.sha256, file.size, file.media_type, file.file_name),
                *(scan.state.value, scan.words, received.nhs_numbers, received.quota_mb),
            ]
        )
    )


def carried(token: str, store: EvidenceStore) -> Received:
    """Return the file that a hidden field carries; refuse one that is not ours or too old."""
    try:
        given: list[Any] = _serializer().loads(token, max_age=_SECONDS)
    except BadData as error:
        raise Refused(_GONE, field="file") from error
    *about, state, words, numbers, quota = given
    file = StoredFile(*about)
    try:
        with store.open_file(current_actor().organisation_code, file.sha256) as stream:
            is_mail = file.media_type == "message/rfc822"
            mail = read_mail(stream) if is_mail else MailHead()
    except Refused as refusal:
        raise Refused(_GONE, field="file") from refusal
    return Received(file, mail, quota, Scan(ScanState(state), words), numbers)


def _serializer() -> URLSafeTimedSerializer:
    actor = current_actor()
    salt = f"evidence file {actor.organisation_code} {actor.user_id}"
    return URLSafeTimedSerializer(str(current_app.config["SECRET_KEY"]), salt=salt)

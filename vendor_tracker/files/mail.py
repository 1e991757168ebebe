"""Who wrote a saved mail, about what and when; the mail itself is never shown."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.policy import default
from typing import IO, TypeVar

from vendor_tracker.files.names import plain_line

LONGEST_HEADERS = 1 << 18
LONGEST_HEADER = 4_000

_Read = TypeVar("_Read")

# All that the standard parser is known to raise on headers made to break it.
_BROKEN = (
    ArithmeticError,
    AttributeError,
    LookupError,
    MessageError,
    RecursionError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class MailHead:
    """What is read from a saved mail; nothing where the mail does not say."""

    subject: str | None = None
    sender: str | None = None
    sent_at: datetime | None = None


def read_mail(stream: IO[bytes]) -> MailHead:
    """Read subject, sender and date of a saved mail; a broken one leaves them out."""
    stream.seek(0)
    head = stream.read(LONGEST_HEADERS).removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    try:
        mail = BytesHeaderParser(policy=default).parsebytes(head)
    except _BROKEN:
        return MailHead()
    return MailHead(
        subject=_attempt(lambda: _text(mail, "subject")),
        sender=_attempt(lambda: _text(mail, "from")),
        sent_at=_attempt(lambda: _instant(mail)),
    )


def _attempt(read: Callable[[], _Read | None]) -> _Read | None:
    try:
        return read()
    except _BROKEN:
        return None


def _header(mail: EmailMessage, name: str) -> object:
    """Return the parsed header, unless it is so long that parsing it would hold others up."""
    for found, value in mail.raw_items():
        if found.lower() == name:
            return mail[name] if len(value) <= LONGEST_HEADER else None
    return None


def _text(mail: EmailMessage, name: str) -> str | None:
    header = _header(mail, name)
    return None if header is None else plain_line(str(header)) or None


def _instant(mail: EmailMessage) -> datetime | None:
    moment = getattr(_header(mail, "date"), "datetime", None)
    if not isinstance(moment, datetime):
        return None
    # "-0000" means: in UTC, the zone of the sender is not told.
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC)

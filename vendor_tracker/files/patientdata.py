"""Notice numbers in a file that look like NHS numbers, so that nobody keeps them unawares."""

import email
import email.policy
import re
import zipfile
from collections.abc import Iterable, Iterator
from email.errors import MessageError
from typing import IO

from vendor_tracker.files.contents import PIECE, UNREADABLE_ARCHIVE
from vendor_tracker.files.pdftext import read_pdf

_GAP = "[ \u00a0\u2009-]"
# Never a part of a longer figure, such as an account number or a decimal.
_NUMBER = re.compile(
    rf"(?<!\d)(?<!\d[.-])(?:(\d{{3}}){_GAP}(\d{{3}}){_GAP}(\d{{4}})|(\d{{10}}))(?!\d|[.-]\d)"
)
_WEIGHTS = range(10, 1, -1)
# How many plain ones must be there before they are more than chance: one in eleven passes.
_FEWEST_PLAIN = 2
_MOST_READ = 100_000_000
_OVERLAP = 40
_OFFICE = "application/vnd.openxmlformats-officedocument."
_BREAKS = re.compile(rb"</(?:w:p|a:p|si|c|row|w:tab|w:br|w:tc)>|<(?:w:tab|w:br|a:br)/>")
_TAGS = re.compile(rb"<[^>]*>")
_BROKEN_MAIL = (AttributeError, LookupError, MessageError, RecursionError, TypeError, ValueError)


def count_numbers(stream: IO[bytes], media_type: str) -> int:
    """Return how many different NHS numbers a file seems to hold; 0 when it may be chance."""
    spaced: set[str] = set()
    plain: set[str] = set()
    for text in _texts(stream, media_type):
        for found in _NUMBER.finditer(text):
            number = found[4] or found[1] + found[2] + found[3]
            if is_valid(number):
                (plain if found[4] else spaced).add(number)
    stream.seek(0)
    if spaced or len(plain) >= _FEWEST_PLAIN:
        return len(spaced | plain)
    return 0


def is_valid(number: str) -> bool:
    """Tell whether ten digits carry the check digit of an NHS number (modulus 11)."""
    if len(set(number)) == 1:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    check = (11 - total % 11) % 11
    return check == int(number[9])


def _texts(stream: IO[bytes], media_type: str) -> Iterable[str]:
    stream.seek(0)
    if media_type == "application/pdf":
        return [read_pdf(stream)]
    if media_type.startswith(_OFFICE):
        return _office(stream)
    if media_type == "message/rfc822":
        return _mail(stream.read())
    if media_type.startswith("text/"):
        return [_decoded(stream.read())]
    if media_type == "application/vnd.ms-outlook":
        # Its texts are in two bytes for each letter, between other things.
        return [stream.read().replace(b"\0", b"").decode("latin-1")]
    return []


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    return content.decode("utf-8", "replace")


def _mail(content: bytes) -> Iterator[str]:
    try:
        parts = list(email.message_from_bytes(content, policy=email.policy.default).walk())
    except _BROKEN_MAIL:
        yield _decoded(content)
        return
    for part in parts:
        if part.get_content_maintype() == "text":
            payload = part.get_payload(decode=True)
            yield _decoded(payload) if isinstance(payload, bytes) else ""


def _office(stream: IO[bytes]) -> Iterator[str]:
    """Yield the texts of a Word, Excel or PowerPoint file, without what marks them up."""
    left = _MOST_READ
    try:
        with zipfile.ZipFile(stream) as archive:
            for part in archive.infolist():
                if not part.filename.endswith(".xml"):
                    continue
                with archive.open(part) as inside:
                    for text in _unmarked(inside, left):
                        left -= len(text)
                        yield text
    except UNREADABLE_ARCHIVE:
        return


def _unmarked(inside: IO[bytes], most: int) -> Iterator[str]:
    rest, before, seen = b"", "", 0
    while (piece := inside.read(PIECE)) and seen < most:
        seen += len(piece)
        whole = rest + piece
        cut = whole.rfind(b">") + 1
        # A text that never ends is no document; what was read of it is let go.
        rest = whole[cut:][-_MOST_READ // 10 :]
        text = _TAGS.sub(b"", _BREAKS.sub(b"\n", whole[:cut])).decode("utf-8", "replace")
        yield before + text
        before = text[-_OVERLAP:]

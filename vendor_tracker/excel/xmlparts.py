"""Read the XML parts of a workbook as a stream; a document type is refused at sight."""

from collections.abc import Callable
from typing import IO, Protocol
from xml.parsers import expat

from vendor_tracker.domain.errors import Refused

_CHUNK = 64 * 1024

DAMAGED = "This workbook is damaged and cannot be read in full. Save it again in Excel."
_WITH_DOCTYPE = (
    "This workbook declares a document type, which no list needs and some attacks use. "
    "Open it in Excel and save it again."
)

Attributes = dict[str, str]


class Handler(Protocol):
    """What is told of each element and text, by local name."""

    def start(self, name: str, attributes: Attributes) -> None:
        """Begin an element."""

    def end(self, name: str) -> None:
        """End an element."""

    def text(self, text: str) -> None:
        """Take a piece of text."""


class _RootSeen(Exception):
    """The root element began, so no document type can follow."""


def parse(stream: IO[bytes], handler: Handler) -> None:
    """Send a part's elements to a handler; names come without their namespace."""

    def start(name: str, attributes: Attributes) -> None:
        handler.start(name.rpartition(" ")[2], attributes)

    parser = _parser(start)
    parser.EndElementHandler = lambda name: handler.end(name.rpartition(" ")[2])
    parser.CharacterDataHandler = handler.text
    _feed(parser, stream)


def refuse_doctype(stream: IO[bytes]) -> None:
    """Refuse a part with a document type, reading no further than its first element."""

    def stop(*_: object) -> None:
        raise _RootSeen

    try:
        _feed(_parser(stop), stream)
    except _RootSeen:
        return


def _parser(start: Callable[[str, Attributes], None]) -> expat.XMLParserType:
    def refuse(*_: object) -> None:
        raise Refused(_WITH_DOCTYPE)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = start
    return parser


def _feed(parser: expat.XMLParserType, stream: IO[bytes]) -> None:
    try:
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Refused(DAMAGED) from error

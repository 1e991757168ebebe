"""Read a model card from XML: no document type, bounded in size and depth, told in words."""

from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

from vendor_tracker.domain.cards.chai import CODES, EDITIONS, METRICS, ROOT
from vendor_tracker.domain.cards.measures import written
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.texts import storable
from vendor_tracker.files.contents import refusal

MOST_BYTES = 2 * 1024 * 1024
_DEEPEST = 12
_MOST_ELEMENTS = 5_000
# Parts that hold several short texts in a row.
_LISTS = {"Keyword": "Keywords", "EHR": "EHRCompatibility"}
_STANDS_TWICE = "StakeholdersConsulted"


@dataclass(frozen=True, slots=True)
class ReadCard:
    """A model card as it was read: its edition, its texts by code, and what was left out."""

    edition: str
    fields: dict[str, str]
    left_out: tuple[str, ...] = ()


def read_card(stream: IO[bytes]) -> ReadCard:
    """Read a CHAI Applied Model Card; refuse, in one sentence with place and cause, all else."""
    stream.seek(0)
    content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise refusal(
            f"This file is larger than {MOST_BYTES // (1024 * 1024)} MB, which no model card is. "
            "Nothing was saved."
        )
    if not content.strip():
        raise refusal("This file is empty. Check it, and choose it again.")
    reader = _Reader()
    try:
        reader.parser.Parse(content, True)
    except expat.ExpatError as error:
        raise refusal(
            f"This file is not sound XML: line {error.lineno}, character {error.offset + 1}: "
            f"{expat.ErrorString(error.code)}. Ask the supplier for the card again. "
            "Nothing was saved."
        ) from error
    except (LookupError, ValueError) as error:
        raise refusal(
            "This file is written in a way that no model card is. Ask the supplier for it as XML "
            "in UTF-8. Nothing was saved."
        ) from error
    return reader.finished()


def check_card(stream: IO[bytes]) -> None:
    """Refuse XML that is no model card; other XML is not kept as evidence."""
    read_card(stream)
    stream.seek(0)


@dataclass(slots=True)
class _Reader:
    """Collects the texts of a card while it is read."""

    parser: expat.XMLParserType = field(init=False)
    edition: str = ""
    namespace: str = ""
    elements: int = 0
    # Local names from the root down; an element of another kind of document is None.
    path: list[str | None] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    label: str = ""
    found: dict[str, list[str]] = field(default_factory=dict)
    left_out: dict[str, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Listen to a new parser."""
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse_type
        self.parser.EntityDeclHandler = self._refuse_type
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self.text.append

    def finished(self) -> ReadCard:
        """Return the card, with every text in the form in which it may be stored."""
        fields = {code: _joined(code, parts) for code, parts in self.found.items()}
        return ReadCard(
            self.edition,
            {code: text for code, text in fields.items() if text},
            tuple(self.left_out),
        )

    def _refuse_type(self, *_: object) -> None:
        raise refusal(
            f"Line {self.parser.CurrentLineNumber}: this file declares a document type, which no "
            "model card needs and some attacks use. Ask the supplier for a card without one. "
            "Nothing was saved."
        )

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        self.elements += 1
        if not self.path:
            self._begin(namespace, local)
        if len(self.path) >= _DEEPEST or self.elements > _MOST_ELEMENTS:
            what = "is nested deeper" if len(self.path) >= _DEEPEST else "has more parts"
            raise refusal(
                f"Line {self.parser.CurrentLineNumber}: this file {what} than any model card is. "
                "Nothing was saved."
            )
        self.path.append(local if namespace == self.namespace else None)
        self.text.clear()

    def _begin(self, namespace: str, local: str) -> None:
        line = self.parser.CurrentLineNumber
        if local != ROOT:
            raise refusal(
                f"Line {line}: this file begins with “{local[:60]}”, so it is no model card. A "
                f"CHAI model card begins with “{ROOT}”. Nothing was saved."
            )
        if namespace not in EDITIONS:
            known = " and ".join(EDITIONS.values())
            raise refusal(
                f"Line {line}: this card is of an edition that is not known here "
                f"(“{namespace[:80] or 'none named'}”). Editions {known} can be read. "
                "Nothing was saved."
            )
        self.namespace, self.edition = namespace, EDITIONS[namespace]

    def _end(self, _name: str) -> None:
        text = "".join(self.text).strip()
        self.text.clear()
        if text and None not in self.path:
            self._take([one for one in self.path if one is not None], text)
        self.path.pop()

    def _take(self, path: list[str], text: str) -> None:
        leaf = path[-1]
        if leaf == "Label":
            self.label = text
            return
        if leaf == "ValueJson":
            text, self.label = written(self.label or "No name", text), ""
        code = _code_of(path)
        if code in CODES:
            self.found.setdefault(code, []).append(text)
        else:
            self.left_out.setdefault(leaf[:60])


def _code_of(path: list[str]) -> str:
    """Return the code of the part in which a text stands."""
    leaf = path[-1]
    if len(path) > 3 and path[1] == "KeyMetrics" and path[2] in METRICS:
        inner = "Results" if path[3] in ("Result", "Results") else path[3]
        return f"chai.KeyMetrics.{path[2]}.{inner}"
    if leaf == _STANDS_TWICE and path[1:2] == ["Resources"]:
        return f"chai.Resources.{leaf}"
    return f"chai.{_LISTS.get(leaf, leaf)}"


def _joined(code: str, parts: list[str]) -> str:
    apart = "\n" if code.endswith(".Results") else ", " if code[5:] in _LISTS.values() else "\n\n"
    name = code.removeprefix("chai.")
    try:
        return storable(apart.join(part.strip("\u200b\ufeff \t\n") for part in parts))
    except Refused as refused:
        raise refusal(f"{name}: {refused.message} Nothing was saved.") from refused

"""Read the parts of a workbook that all sheets share: names, links, texts and formats."""

from dataclasses import dataclass

from vendor_tracker.domain.errors import Refused
from vendor_tracker.excel.formats import Shown, shown_as
from vendor_tracker.excel.text import unescape_units
from vendor_tracker.excel.xmlparts import DAMAGED, Attributes

_RELATION_ID = " id"
_LINKED_ELSEWHERE = (
    "This workbook takes content from other files. In Excel choose Data, Edit links, "
    "Break link, then save it again."
)


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet as the workbook lists it."""

    name: str
    relation: str
    hidden: bool


class WorkbookHandler:
    """Collects the sheets and the first day that dates are counted from."""

    def __init__(self) -> None:
        self.sheets: list[SheetEntry] = []
        self.from_1904 = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Note a sheet or the date setting."""
        if name == "workbookPr":
            self.from_1904 = attributes.get("date1904", "0").lower() in {"1", "true"}
        elif name == "sheet":
            relation = next((v for k, v in attributes.items() if k.endswith(_RELATION_ID)), "")
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append(SheetEntry(attributes.get("name", ""), relation, hidden))

    def end(self, name: str) -> None:
        """Nothing is collected at the end of an element."""

    def text(self, text: str) -> None:
        """No text is collected."""


class RelationsHandler:
    """Collects (type, target) by id; refuses content that comes from elsewhere."""

    def __init__(self) -> None:
        self.targets: dict[str, tuple[str, str]] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        """Note a relation."""
        if name != "Relationship":
            return
        kind = attributes.get("Type", "").rpartition("/")[2]
        outside = attributes.get("TargetMode", "").lower() == "external"
        if kind.startswith("externalLink") or (outside and kind != "hyperlink"):
            raise Refused(_LINKED_ELSEWHERE)
        self.targets[attributes.get("Id", "")] = (kind, attributes.get("Target", ""))

    def end(self, name: str) -> None:
        """Nothing is collected at the end of an element."""

    def text(self, text: str) -> None:
        """No text is collected."""


class StringsHandler:
    """Collects the shared texts; signs that only tell how to say a word are left out."""

    def __init__(self, longest: int) -> None:
        self.strings: list[str] = []
        self._longest = longest
        self._pieces: list[str] = []
        self._length = 0
        self._in_text = self._in_reading = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Begin a text or a piece of one."""
        if name == "si":
            self._pieces, self._length = [], 0
        elif name == "rPh":
            self._in_reading = True
        elif name == "t":
            self._in_text = not self._in_reading

    def end(self, name: str) -> None:
        """Keep a text when it is complete."""
        if name == "t":
            self._in_text = False
        elif name == "rPh":
            self._in_reading = False
        elif name == "si":
            self.strings.append(unescape_units("".join(self._pieces)))

    def text(self, text: str) -> None:
        """Take a piece of a text."""
        if self._in_text:
            self._length += len(text)
            refuse_long_text(self._length, self._longest)
            self._pieces.append(text)


class StylesHandler:
    """Collects for each cell style whether it shows a date."""

    def __init__(self) -> None:
        self.shown: list[Shown] = []
        self._codes: dict[int, str] = {}
        self._in_cells = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Note a number format or a cell style."""
        try:
            if name == "numFmt":
                self._codes[int(attributes["numFmtId"])] = attributes["formatCode"]
            elif name == "cellXfs":
                self._in_cells = True
            elif name == "xf" and self._in_cells:
                number = int(attributes.get("numFmtId", "0"))
                self.shown.append(shown_as(number, self._codes.get(number)))
        except (KeyError, ValueError) as error:
            raise Refused(DAMAGED) from error

    def end(self, name: str) -> None:
        """Leave the list of cell styles."""
        if name == "cellXfs":
            self._in_cells = False

    def text(self, text: str) -> None:
        """No text is collected."""


def refuse_long_text(length: int, longest: int) -> None:
    """Refuse a text longer than Excel itself can keep in a cell."""
    # Twice as long allows for signs written as _x000D_.
    if length > longest * 2:
        raise Refused(
            f"A cell of this workbook holds more than {longest:,} characters. "
            "Shorten the text and save the workbook again."
        )

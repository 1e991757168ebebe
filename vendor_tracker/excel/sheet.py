"""What a sheet is: a title and its columns, without any looks."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import Coded
from vendor_tracker.excel.text import excel_safe


class CellKind(StrEnum):
    """What the cells of a column hold, and so how they are stored and shown."""

    TEXT = "text"
    REFERENCE = "reference"
    CHOICE = "choice"
    DATE = "date"
    DATETIME = "datetime"
    MONEY = "money"
    NUMBER = "number"
    # A share as Excel has it: 0.25 is shown as 25%.
    PERCENT = "percent"
    YESNO = "yesno"
    URL = "url"


class Tone(StrEnum):
    """The colour that goes with a word; the word alone always says the same."""

    BAD = "bad"
    WARNING = "warning"
    NOTE = "note"
    GOOD = "good"
    QUIET = "quiet"


YES, NO = "Yes", "No"

# A column is made no wider than this many characters; longer text wraps.
WIDEST = 60
WRAPPED = frozenset({CellKind.TEXT, CellKind.URL})
# Numbers and dates too wide for their column are shown as ####, text never is.
KINDS_THAT_NEED_ROOM = frozenset({
    CellKind.DATE, CellKind.DATETIME, CellKind.MONEY, CellKind.NUMBER, CellKind.PERCENT,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, the field that fills it, and how it behaves.

    Without a width the column fits its content. `choices` are the words of a drop-down,
    `tones` colour some of them, `note` is shown when a cell of the column is chosen.

    The rest says what a cell means when the sheet comes back (`excel.meaning` reads it):
    `coded` turns words into members, `refers_to` names the kinds of record a reference may
    be of, `many` that several stand in one cell, `must` that no row may leave it empty,
    `signed` that an amount may be less than nothing.

    `total` says what stands below the last row: "sum", or one total over another ("a/b").
    """

    title: str
    key: str
    width: int | None = None
    kind: CellKind = CellKind.TEXT
    choices: tuple[str, ...] | None = None
    note: str | None = None
    read_only: bool = False
    link: bool = False
    hidden: bool = False
    tones: Mapping[str, Tone] | None = None
    coded: type[Coded] | None = None
    refers_to: tuple[Kind, ...] = ()
    many: bool = False
    must: bool = False
    signed: bool = False
    total: str = ""

    def __post_init__(self) -> None:
        """Refuse a column that would make a damaged table."""
        if not self.title.strip() or any(c in self.title for c in "\r\n\t"):
            raise ValueError(f"Not a column heading: {self.title!r}")
        excel_safe(self.title)
        object.__setattr__(self, "kind", CellKind(self.kind))
        if self.coded is not None and self.choices is None:
            object.__setattr__(self, "choices", tuple(member.label for member in self.coded))
        if self.kind is CellKind.YESNO and self.choices is None:
            object.__setattr__(self, "choices", (YES, NO))
        if (self.kind is CellKind.CHOICE) and not self.choices:
            raise ValueError(f"Column {self.title!r} offers no choices")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the workbook: its title, its columns, and the name of its table.

    `record` is the kind of record that a row is, or is a part of; without one the sheet is
    worked out by the program and never read.
    """

    title: str
    columns: tuple[Column, ...]
    name: str
    record: Kind | None = None

    def __post_init__(self) -> None:
        """Refuse a sheet that Excel would have to repair."""
        titles = [column.title.casefold() for column in self.columns]
        if not titles or len(set(titles)) != len(titles):
            raise ValueError(f"Sheet {self.title!r} needs columns with different headings")

"""What the rows of a list say, before anything is compared with what is stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any

from vendor_tracker.domain.differences import Choices, Difference, Missing
from vendor_tracker.domain.imports import Lookalike, Place, Problem, RowState, Several
from vendor_tracker.domain.mappings import Settled
from vendor_tracker.domain.references import Kind
from vendor_tracker.excel.cells import words_of
from vendor_tracker.excel.tables import BadCell, Value

_temporary = count(1)
# The list of a key that is no list: the record is found again by its name.
NAMESAKES = ""


@dataclass(slots=True)
class Stored:
    """A record as it is stored, with the rows that belong to it by the name of their table."""

    kind: Kind
    id: int
    number: int
    version: int
    columns: dict[str, Any]
    children: dict[str, list[dict[str, Any]]]

    @property
    def put_away_by_person(self) -> bool:
        """Tell whether somebody archived it, rather than an undo."""
        return self.columns["archived_at"] is not None and not self.columns["archived_by_undo"]

    @property
    def put_away_by_undo(self) -> bool:
        """Tell whether undoing an import archived it."""
        return self.columns["archived_at"] is not None and bool(self.columns["archived_by_undo"])


@dataclass(frozen=True, slots=True)
class Origin:
    """The cell that a field was read from: the letter of its column, and all that it showed."""

    field: str
    letter: str
    raw: str
    row: int


@dataclass(slots=True)
class PartRow:
    """A row that belongs to a record of another sheet: a bar or a result of a claim."""

    place: Place
    table: str
    values: dict[str, Any]
    cells: Mapping[str, tuple[str, str]]
    state: RowState = RowState.UNCHANGED


@dataclass(slots=True, eq=False)
class Draft:
    """One record as a row describes it; empty cells are not among its values.

    Until it is written, a new record goes by a number below nought.
    """

    kind: Kind
    place: Place
    values: dict[str, Any]
    # Heading and raw text of the cell behind each field, for errors.
    cells: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    origins: list[Origin] = field(default_factory=list)
    reference: str | None = None
    label: str | None = None
    version: int | None = None
    # The fields that differed before anybody chose, where not all of them stay so.
    shown: tuple[str, ...] | None = None
    # Fields that cannot be taken and were left out, as somebody chose.
    dropped: set[str] = field(default_factory=set)
    # Lists elsewhere by which the record is found again.
    keys: tuple[tuple[str, str], ...] = ()
    # Columns whose children this row adds to rather than replaces.
    adds: frozenset[str] = frozenset()
    parts: list[PartRow] = field(default_factory=list)
    more_places: list[Place] = field(default_factory=list)
    stored: Stored | None = None
    state: RowState = RowState.NEW
    columns: dict[str, Any] = field(default_factory=dict)
    children: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    moved: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    temporary: int = field(default_factory=lambda: -next(_temporary))

    @property
    def id(self) -> int:
        """Return the private key of the record, or the one it goes by until it is written."""
        return self.stored.id if self.stored else self.temporary


@dataclass(slots=True)
class Reading:
    """All that was read from a file, and what went wrong on the way."""

    drafts: list[Draft] = field(default_factory=list)
    rows: dict[Place, RowState | None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    # Rows with a day that Excel counts, such as 41852, and one of them as it was read.
    serial_rows: list[int] = field(default_factory=list)
    serial: tuple[str, date] | None = None
    labels: dict[tuple[Kind, str], Draft] = field(default_factory=dict)
    several: dict[str, Several] = field(default_factory=dict)
    lookalikes: list[Lookalike] = field(default_factory=list)
    # What a person settled about names; None for a register, whose names are our own.
    settled: Settled | None = None
    # Of a register: what differs, what was chosen, what is left out, and what is not in the file.
    differences: list[Difference] = field(default_factory=list)
    choices: Choices = field(default_factory=Choices)
    left_out: list[Problem] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    is_register: bool = False
    # Rows that name the record of another row, and the last link of the chain that it tells.
    copied: int = 0
    chain_seq: int | None = None
    # The mapping by which it was read, its title, and what names lists with these headings.
    mapping_text: str | None = None
    title: str = ""
    headings_hash: str = ""

    def of_kind(self, kind: Kind) -> list[Draft]:
        """Return the drafts of one kind, in the order of the file."""
        return [draft for draft in self.drafts if draft.kind is kind]

    def refuse(self, draft: "Draft | PartRow", key: str, reason: str) -> None:
        """Note that a row cannot be taken as it stands, at the cell of a field."""
        column, value = draft.cells.get(key, ("", ""))
        place = draft.place
        origins = draft.origins if isinstance(draft, Draft) else []
        letter = next((one.letter for one in origins if one.field == key), "")
        problem = Problem(place.sheet, place.row, column, value, reason, letter)
        known = isinstance(draft, Draft) and bool(draft.reference) and key in draft.values
        if known and self.choices.leaves_out:
            assert isinstance(draft, Draft), "only what is known can do without a field"
            self.left_out.append(problem)
            draft.dropped.add(key)
            return
        self.problems.append(problem)
        draft.state = RowState.ERROR


def raw_text(value: Value) -> str:
    """Return what a cell showed, short enough for a line of a report."""
    text = whole_text(value)
    return text if len(text) <= 200 else f"{text[:199]}…"


def whole_text(value: Value) -> str:
    """Return all that a cell showed."""
    if value is None:
        return ""
    return value.raw if isinstance(value, BadCell) else words_of(value)

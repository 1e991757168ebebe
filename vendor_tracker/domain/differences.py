"""What a register that comes back says otherwise: field by field, against then and now."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from vendor_tracker.domain.errors import Refused


class FieldState(StrEnum):
    """What became of one field since the register went out."""

    UNCHANGED = "unchanged"
    # Only in the file.
    CHANGED = "changed"
    # Only here; the file still has what went out.
    MOVED = "moved"
    # In both, and not to the same.
    CONFLICT = "conflict"


class Side(StrEnum):
    """Whose value stays where both sides changed one field."""

    MINE = "mine"
    THEIRS = "theirs"
    SKIP = "skip"


class Copies(StrEnum):
    """What a row is that names the record of another row, and says something else."""

    ASK = "ask"
    FIRST = "first"
    NEW = "new"


def state_of(base: object, theirs: object, mine: object) -> FieldState:
    """Compare a field as it went out, as it is here now, and as it stands in the file."""
    if mine == theirs:
        return FieldState.UNCHANGED
    if mine == base:
        return FieldState.MOVED
    return FieldState.CHANGED if theirs == base else FieldState.CONFLICT


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person chose for a register that comes back.

    `fields` holds the side for single fields, by reference and field as in `CST-9:unit`;
    `conflicts` that for all others. `leaves_out` takes the rest without what is not allowed.
    """

    conflicts: Side | None = None
    fields: Mapping[str, Side] = field(default_factory=dict)
    copies: Copies = Copies.ASK
    leaves_out: bool = False

    def side(self, name: str) -> Side | None:
        """Return whose value stays in a field, None if nobody chose."""
        return self.fields.get(name, self.conflicts)

    def as_body(self) -> dict[str, Any]:
        """Return the choices as a job keeps them."""
        return {
            "conflicts": self.conflicts and self.conflicts.value,
            "fields": {name: side.value for name, side in self.fields.items()},
            "copies": self.copies.value,
            "leaves_out": self.leaves_out,
        }


UNDECIDED = Choices()


def choices_from(body: Mapping[str, Any]) -> Choices:
    """Return choices as they were kept, or sent by a page; refuse what is none."""
    try:
        return Choices(
            Side(body["conflicts"]) if body.get("conflicts") else None,
            {name: Side(side) for name, side in body.get("fields", {}).items()},
            Copies(body.get("copies") or Copies.ASK),
            bool(body.get("leaves_out")),
        )
    except ValueError as error:
        raise Refused("Choose one of the answers that the page offers.") from error


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that differs: in words as it went out, as it is here now, and as in the file.

    `who` and `at` tell who changed it here meanwhile. `side` is whose value stays.
    """

    reference: str
    what: str
    sheet: str
    row: int
    key: str
    heading: str
    state: FieldState
    base: str
    theirs: str
    mine: str
    who: str = ""
    at: datetime | None = None
    side: Side | None = None

    @property
    def name(self) -> str:
        """Return what names the field among the choices."""
        return f"{self.reference}:{self.key}"

    @property
    def is_open(self) -> bool:
        """Tell whether a person has to choose first."""
        return self.state is FieldState.CONFLICT and self.side is None


@dataclass(frozen=True, slots=True)
class Missing:
    """Rows that are here and not on a sheet of the file; they stay as they are."""

    sheet: str
    references: tuple[str, ...]

"""What an organisation may change: a number, a day, or one of a few words."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from vendor_tracker.domain import wording
from vendor_tracker.domain.vocabulary import Coded

# A number, a day, or one of a few words.
Value = int | date | Coded


@dataclass(frozen=True, slots=True)
class Setting:
    """One changeable number, day or choice: what it is, its bounds, where it comes from."""

    key: str
    label: str
    unit: str
    default: Value
    least: int
    most: int
    source: str

    @property
    def is_day(self) -> bool:
        """Tell whether it is a day rather than a number."""
        return isinstance(self.default, date)

    @property
    def choices(self) -> tuple[Coded, ...]:
        """Return the words it may be; none for a number or a day."""
        return tuple(type(self.default)) if isinstance(self.default, Coded) else ()

    def words(self, value: Value) -> str:
        """Return a value in words, such as `30 days` or `24 February 2026`."""
        if isinstance(value, date):
            return wording.day(value)
        if isinstance(value, Coded):
            return value.label
        return f"{value:,} {self.unit}".strip()

    def read(self, stored: str) -> Value:
        """Return a stored value as what it is."""
        return read_value(self.default, stored)


def read_value(default: Value, stored: str) -> Value:
    """Return a stored value as what its default is."""
    if isinstance(default, date):
        return date.fromisoformat(stored)
    return type(default)(stored)


def limit(default: int, label: str, unit: str, bounds: tuple[int, int], source: str) -> Any:
    """Return a number that may be changed between these bounds."""
    words = {"label": label, "unit": unit, "bounds": bounds, "source": source}
    return field(default=default, metadata=words)


def day(default: str, label: str, source: str) -> Any:
    """Return a day that may be changed."""
    return field(
        default=date.fromisoformat(default),
        metadata={"label": label, "unit": "", "bounds": (0, 0), "source": source},
    )


def choice(default: Coded, label: str, source: str) -> Any:
    """Return one of a few words, which may be changed."""
    return field(
        default=default,
        metadata={"label": label, "unit": "", "bounds": (0, 0), "source": source},
    )

"""Give every coded value a label for pages and a one-line hint."""

from enum import StrEnum
from typing import Self


class Coded(StrEnum):
    """A stored value with the words people see: compare members, never labels."""

    label: str
    hint: str

    # Equal to its stored value, so of the same hash; and that of `Enum` is far slower.
    __hash__ = str.__hash__

    def __new__(cls, value: str, label: str = "", hint: str = "") -> Self:
        """Make a member that is its stored value and carries its words."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.hint = hint
        return member

    @classmethod
    def of_label(cls, text: str) -> Self | None:
        """Find the member whose label or stored value a person typed, in any case."""
        wanted = " ".join(text.split()).casefold()
        for member in cls:
            if wanted in (str(member).casefold(), member.label.casefold()):
                return member
        return None

"""What a checklist is made of: items in sections, and all checklists as one library."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from vendor_tracker.domain.checklists.expressions import Expression
from vendor_tracker.domain.vocabulary import (
    AnsweredBy,
    AnswerKind,
    Discipline,
    Gate,
    ItemAbout,
    Severity,
)


@dataclass(frozen=True, slots=True)
class Validity:
    """How long an answer holds; whichever comes first."""

    months: int | None = None
    # Lapses when the version that it was given for is no longer the one we judge.
    version: bool = False
    # Holds for as long as the contract does.
    contract: bool = False
    # The day of each year on which it lapses, such as `06-30`.
    renewal: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One question, with everything that somebody who answers or judges it needs."""

    code: str
    checklist: str
    section: str
    question: str
    why: str
    counts: str
    not_enough: str
    example: str
    about: ItemAbout
    answered_by: AnsweredBy
    # The question in a letter to the supplier; empty where only we can answer.
    ask: str
    gate: Gate
    severity: Severity
    validity: Validity
    when: Expression
    sources: tuple[str, ...]
    # The rule that already raises this gap; empty where the checklist itself must.
    covered_by: str
    # Who has to agree if it is waived.
    discipline: Discipline
    # What is asked beside whether it is met, and the words to choose from.
    kind: AnswerKind = AnswerKind.state
    options: tuple[str, ...] = ()
    # What it is called where it comes from, such as 1.1; empty for our own.
    ref: str = ""
    # The version from which it asks what it asks now; empty where it never asked otherwise.
    since: str = ""

    @property
    def words(self) -> tuple[object, ...]:
        """Return what an answer answers: when this changes, the answer is to another question."""
        return (self.question, self.counts, self.not_enough, self.kind, self.options)

    @property
    def is_covered(self) -> bool:
        """Tell whether a rule of its own already watches over this item."""
        return bool(self.covered_by)


@dataclass(frozen=True, slots=True)
class Section:
    """Items that stand together on one page."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """One published version of a checklist."""

    code: str
    version: str
    title: str
    intro: str
    sections: tuple[Section, ...]
    # Codes of items that stood in an earlier version: never given to another question.
    retired: tuple[str, ...]
    # Where an own checklist comes from; empty for those of the program.
    origin: str = ""

    @property
    def items(self) -> tuple[Item, ...]:
        """Return the items of every section, in their order."""
        return tuple(item for section in self.sections for item in section.items)

    @property
    def number(self) -> tuple[int, ...]:
        """Return the version as numbers, so that 1.10 comes after 1.9."""
        return version_number(self.version)


def version_number(version: str) -> tuple[int, ...]:
    """Return a version as numbers, so that 1.10 comes after 1.9."""
    return tuple(int(part) for part in version.split("."))


@dataclass(frozen=True, eq=False)
class Library:
    """All checklists in force; one object that thousands of dossiers share.

    Two libraries are the same only if they are one object: that makes it a cheap key.
    """

    checklists: tuple[Checklist, ...]
    # Every version that was published, word for word, by code and version.
    published: Mapping[tuple[str, str], Checklist] = field(default_factory=dict)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Return every item, checklist by checklist."""
        return tuple(item for checklist in self.checklists for item in checklist.items)

    @cached_property
    def by_code(self) -> Mapping[str, Item]:
        """Return the items by their codes."""
        return MappingProxyType({item.code: item for item in self.items})

    @cached_property
    def by_checklist(self) -> Mapping[str, Checklist]:
        """Return the checklists by their codes."""
        return MappingProxyType({checklist.code: checklist for checklist in self.checklists})

    @cached_property
    def by_gate(self) -> Mapping[Gate, tuple[Item, ...]]:
        """Return the items of each gate, in their order."""
        return MappingProxyType(
            {gate: tuple(item for item in self.items if item.gate is gate) for gate in Gate}
        )

    def of_gate(self, gate: Gate) -> tuple[Item, ...]:
        """Return the items that a gate asks for."""
        return self.by_gate[gate]


EMPTY_LIBRARY = Library(())

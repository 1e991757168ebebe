"""What bringing a list in would do, or has done: counts, errors in words, first rows."""

from dataclasses import asdict, dataclass
from enum import StrEnum

from vendor_tracker.domain.differences import Difference, FieldState, Missing
from vendor_tracker.domain.references import Kind

WORDS: dict[Kind, tuple[str, str]] = {
    Kind.SUPPLIER: ("supplier", "suppliers"),
    Kind.CONTACT: ("contact", "contacts"),
    Kind.PRODUCT: ("product", "products"),
    Kind.VERSION: ("version", "versions"),
    Kind.CONTRACT: ("contract", "contracts"),
    Kind.MEETING: ("meeting", "meetings"),
    Kind.CLAIM: ("claim", "claims"),
    Kind.COST: ("cost", "costs"),
    Kind.PAYMENT: ("payment", "payments"),
    Kind.PROMISE: ("promise", "promises"),
    Kind.QUESTION: ("question", "questions"),
    Kind.EVIDENCE: ("piece of evidence", "pieces of evidence"),
    Kind.DECISION: ("decision", "decisions"),
}


class RowState(StrEnum):
    """What becomes of a row or a record of a list."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the file: the sheet and the number of the row."""

    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell or a row that cannot be taken as it stands, and why."""

    sheet: str
    row: int
    column: str
    value: str
    reason: str
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Several:
    """A cell that may name several suppliers, and which; it is taken as one until it is said."""

    text: str
    parts: tuple[str, ...]
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A new supplier whose name is like another's; `where` is its reference or its row."""

    name: str
    rows: tuple[int, ...]
    like: str
    where: str


@dataclass(frozen=True, slots=True)
class KindCounts:
    """How many records of one kind are new, changed and unchanged."""

    kind: Kind
    new: int = 0
    changed: int = 0
    unchanged: int = 0

    @property
    def words(self) -> str:
        """Return the kind in words."""
        return WORDS[self.kind][1]


@dataclass(frozen=True, slots=True)
class Raised:
    """What the list raises: flags that open, those known at start, products in catch-up."""

    critical: int = 0
    major: int = 0
    minor: int = 0
    known_at_start: int = 0
    catch_up: int = 0

    @property
    def flags(self) -> int:
        """Return how many flags open and count at once."""
        return self.critical + self.major + self.minor


@dataclass(frozen=True, slots=True)
class Sample:
    """One row of the preview."""

    place: Place
    state: RowState
    words: str
    changes: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Rows read and what each becomes; `fingerprint` names exactly this outcome.

    Every data row is counted once: rows = new + changed + unchanged + skipped + bad.
    `reference` is the batch when the list was applied.
    """

    file_name: str
    fingerprint: str
    rows: int
    new: int
    changed: int
    unchanged: int
    skipped: int
    bad: int
    records: tuple[KindCounts, ...]
    problems: tuple[Problem, ...]
    notices: tuple[str, ...]
    samples: tuple[Sample, ...]
    raised: Raised | None = None
    reference: str | None = None
    several: tuple[Several, ...] = ()
    lookalikes: tuple[Lookalike, ...] = ()
    is_register: bool = False
    copied: int = 0
    differences: tuple[Difference, ...] = ()
    left_out: tuple[Problem, ...] = ()
    missing: tuple[Missing, ...] = ()

    @property
    def conflicts(self) -> tuple[Difference, ...]:
        """Return the fields that were changed on both sides."""
        return tuple(one for one in self.differences if one.state is FieldState.CONFLICT)

    @property
    def open_conflicts(self) -> int:
        """Return how many conflicts nobody has decided yet."""
        return sum(one.is_open for one in self.differences)

    @property
    def changes_nothing(self) -> bool:
        """Tell whether applying it would leave everything as it is."""
        return not any(count.new or count.changed for count in self.records)


def as_json(report: ImportReport) -> dict[str, object]:
    """Return a report as scripts read it."""
    return {
        "file": report.file_name,
        "batch": report.reference,
        "rows": report.rows,
        "new": report.new,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "skipped": report.skipped,
        "records": {
            one.words: {"new": one.new, "changed": one.changed, "unchanged": one.unchanged}
            for one in report.records
        },
        "errors": [asdict(one) for one in report.problems],
        "notices": list(report.notices),
        "several_suppliers": [asdict(one) for one in report.several],
        "alike": [asdict(one) for one in report.lookalikes],
        "differences": [_difference_as_json(one) for one in report.differences],
        "left_out": [asdict(one) for one in report.left_out],
        "not_in_the_file": [asdict(one) for one in report.missing],
        "raises": report.raised and _raised_as_json(report.raised),
        "fingerprint": report.fingerprint,
    }


def _difference_as_json(one: Difference) -> dict[str, object]:
    told = {**asdict(one), "name": one.name, "at": one.at and one.at.isoformat()}
    return {**told, "state": one.state.value, "side": one.side and one.side.value}


def _raised_as_json(raised: Raised) -> dict[str, object]:
    counts = ("critical", "major", "minor", "known_at_start")
    return {
        "flags": {name: getattr(raised, name) for name in counts},
        "catch_up": raised.catch_up,
    }

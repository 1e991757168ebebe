"""Count what is asked of the database, so that no page asks more as its list grows."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import event

from vendor_tracker.storage.db import Database

# What opens and closes a transaction or sets a mode reads nothing.
_FRAME = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "PRAGMA", "SET ", "SHOW ")


@dataclass
class Counted:
    """The statements that were sent while counting, in order."""

    statements: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        """Return how many there were."""
        return len(self.statements)

    def __str__(self) -> str:
        """Show each statement, for the message of a test that fails."""
        return "\n\n".join(f"{n}. {text}" for n, text in enumerate(self.statements, 1))


@contextmanager
def counted(database: Database) -> Iterator[Counted]:
    """Count the statements sent to this database inside the context."""
    found = Counted()

    def note(*args: object) -> None:
        text = str(args[2]).lstrip()
        if not text.upper().startswith(_FRAME):
            found.statements.append(text)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(database.engine, "before_cursor_execute", note)

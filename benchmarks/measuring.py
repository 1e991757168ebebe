"""Take times in turn, and count the statements behind them."""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event

from vendor_tracker.storage.db import Database


@dataclass(slots=True)
class Case:
    """One measured thing, with the goal it is held against."""

    name: str
    goal: str
    times: list[float] = field(default_factory=list)
    note: str = ""

    @property
    def median(self) -> float:
        """Return the median time in seconds."""
        return statistics.median(self.times)

    def line(self) -> str:
        """Return the case as one line of the table."""
        low, high = min(self.times) * 1000, max(self.times) * 1000
        figure = f"{self.median * 1000:,.1f} ({low:,.1f} to {high:,.1f})"
        return f"| {self.name} | {figure} | {self.goal} | {self.note} |"


def timed(case: Case, act: Callable[[], Any], rounds: int = 5) -> Any:
    """Do something several times, and keep each time."""
    answer = None
    for _ in range(rounds):
        begun = time.perf_counter()
        answer = act()
        case.times.append(time.perf_counter() - begun)
    return answer


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """Hold the statements that reach the database inside this context."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        statements.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(database.engine, "before_cursor_execute", note)

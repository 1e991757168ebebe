"""Take times in turn, and count the statements behind them."""

import os
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
    # Time of this process's own work; other programs on the machine lengthen it less.
    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    note: str = ""

    @property
    def median(self) -> float:
        """Return the median processor time in seconds."""
        return statistics.median(self.cpu)

    def line(self) -> str:
        """Return the case as one line of the table."""
        low, high = min(self.cpu) * 1000, max(self.cpu) * 1000
        cpu = f"{self.median * 1000:,.1f} ({low:,.1f} to {high:,.1f})"
        wall = f"{statistics.median(self.wall) * 1000:,.1f}"
        return f"| {self.name} | {cpu} | {wall} | {len(self.cpu)} | {self.goal} | {self.note} |"


def timed(case: Case, act: Callable[[], Any], rounds: int = 5) -> Any:
    """Do something several times, and keep each time; what it starts counts as its own."""
    answer = None
    for _ in range(rounds):
        cpu, wall = _processor_time(), time.perf_counter()
        answer = act()
        case.cpu.append(_processor_time() - cpu)
        case.wall.append(time.perf_counter() - wall)
    return answer


def _processor_time() -> float:
    spent = os.times()
    return time.process_time() + spent.children_user + spent.children_system


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

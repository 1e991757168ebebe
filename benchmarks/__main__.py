"""`make bench`: run every suite, print one table, and keep it in docs/performance.md."""

import importlib
import os
import platform
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

SUITES = ("startup", "flags", "busy", "queue", "pages", "imports", "registers", "costs")
_KEPT = Path(__file__).parents[1] / "docs" / "performance.md"
_ABOUT = """\
# Speed

Measured on {day} by `make bench`: Python {python}, {machine} with {processors} processors,
embedded database. Load of the machine at the start: {load}.

Each line gives milliseconds of processor time, the median and in brackets the least and the
most, then the median by the clock, which includes waiting for the disk and for whatever else
the machine did. What is compared was taken in turn. Tests hold numbers of statements, never
times.

Data is made from a fixed seed: for each product two claims and three costs, for every three
products one supplier with a meeting. Two of three products are known to be devices used in care,
looked up in the register, with a signed data protection assessment and an approved safety case, as
the law asks; of the third nobody has said anything yet. Pages are asked for in one process,
without a network, by somebody who is signed in. "Much known" is one product
among 1,000 of which every item of the checklists is answered, with 40 claims and 200 results by
group.

| What | CPU ms | Clock ms | Runs | Goal, ms | |
|---|---|---|---|---|---|
"""


def main(names: list[str]) -> None:
    """Run the suites named, or all of them; only a full run is kept."""
    about, lines = _about(), []
    print(about, end="")
    for line in _lines(names or SUITES):
        print(line, flush=True)
        lines.append(line)
    if not names:
        _KEPT.write_text(about + "\n".join(lines) + "\n", encoding="utf-8")


def _lines(names: list[str] | tuple[str, ...]) -> Iterator[str]:
    for name in names:
        for case in importlib.import_module(f"benchmarks.{name}").run():
            yield case.line()


def _about() -> str:
    return _ABOUT.format(
        day=datetime.now(UTC).date().isoformat(),
        python=platform.python_version(),
        machine=platform.machine(),
        processors=os.cpu_count(),
        load=f"{os.getloadavg()[0]:.1f}",
    )


if __name__ == "__main__":
    main(sys.argv[1:])

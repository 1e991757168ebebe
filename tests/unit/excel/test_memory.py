"""Writing takes the same memory for a thousand rows as for thirty thousand."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
# What the goal allows between 1,000 and 100,000 rows.
MOST_MEGABYTES = 8
MOST_OVER_IDLE = 64


def grown(rows: int) -> float:
    """Return how many megabytes writing so many rows takes over a process at rest."""
    command = [sys.executable, "-m", "benchmarks.widesheet", str(rows)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return float(done.stdout)


def test_memory_is_flat() -> None:
    few, many = grown(1_000), grown(30_000)
    assert many - few <= MOST_MEGABYTES
    assert many <= MOST_OVER_IDLE

"""A public list of devices brought in by a mapping, looked at first and then applied."""

import csv
import os
import random
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.data import organisation
from benchmarks.measuring import Case, timed
from vendor_tracker.services.imports import ListFile, apply, preview

_ROWS = 1_430
_MAPPING = Path(__file__).parent / "devices.toml"


def run() -> list[Case]:
    """Measure a made list of the size of the FDA's; and a real one, if one is named.

    BENCH_LIST and BENCH_MAPPING name a list and its mapping.
    """
    with TemporaryDirectory() as folder:
        made = Path(folder) / "devices.csv"
        _write(made)
        cases = _measure("Made list", made, _MAPPING)
        if "BENCH_LIST" in os.environ:
            given, mapping = Path(os.environ["BENCH_LIST"]), Path(os.environ["BENCH_MAPPING"])
            cases += _measure("List given", given, mapping)
        return cases


def _measure(name: str, path: Path, mapping: Path) -> list[Case]:
    source = ListFile(path, path.name, None, None, mapping.read_text(encoding="utf-8"))
    looked, applied = Case(f"{name}, looked at", "-"), Case(f"{name}, applied", "10,000")
    for _ in range(3):
        with organisation(10) as (_, actor):
            timed(looked, partial(preview, actor, source), 1)
            report = timed(applied, partial(apply, actor, source), 1)
            assert not report.problems
    applied.note = looked.note = f"{report.rows:,} rows, {report.new:,} new"
    return [looked, applied]


def _write(path: Path) -> None:
    chance = random.Random(_ROWS)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Date", "Number", "Device", "Company", "Panel", "Code"])
        for number in range(_ROWS):
            maker = f"Maker {chance.randrange(_ROWS // 2)} (example)"
            day = f"{chance.randrange(1, 13):02}/{chance.randrange(1, 29):02}/2025"
            writer.writerow([day, f"K{number:06}", f"Device {number}", maker, "Radiology", "QIH"])

"""Write docs/sample-register.xlsx: the register of the demonstration, the same each time."""

import re
import sys
import tempfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from vendor_tracker import clock, config
from vendor_tracker.domain.actor import Actor
from vendor_tracker.services import databases, registers
from vendor_tracker.services.demonstrations import CODE, loading
from vendor_tracker.storage.queries.users import find_person_actor

SAMPLE = Path(__file__).resolve().parents[1] / "docs" / "sample-register.xlsx"
# The demonstration counts its days back from here.
MADE_AT = datetime(2026, 10, 6, 9, 30, tzinfo=UTC)
_HASH = re.compile(rb"\b[0-9a-f]{64}\b")
_OFFICER = "officer@northmoor.example"


def write_sample(path: Path) -> None:
    """Tell the demonstration's story on a fixed day, and write its register."""
    with tempfile.TemporaryDirectory() as folder, clock.set_to(MADE_AT):
        settings = config.load({"VENDOR_TRACKER_INSTANCE": folder})
        loading.load(settings, lambda _step: None)
        with databases.at_hand(settings) as database, database.opened():
            # Without an address of its own, a reference in the file leads nowhere.
            registers.export_register(_officer(), path, base_url="")


def is_alike(one: Path, other: Path) -> bool:
    """Tell whether two registers differ in nothing but the head of the salted audit chain."""
    return _parts(one) == _parts(other)


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as book:
        return {name: _HASH.sub(b"", book.read(name)) for name in book.namelist()}


def _write() -> str:
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / SAMPLE.name
        write_sample(made)
        if SAMPLE.exists() and is_alike(made, SAMPLE):
            return "is as it was"
        SAMPLE.write_bytes(made.read_bytes())
        return "was written"


def _officer() -> Actor:
    actor = find_person_actor(_OFFICER, CODE, clock.today())
    assert actor is not None
    return actor


if __name__ == "__main__":
    sys.stdout.write(f"{SAMPLE} {_write()}\n")

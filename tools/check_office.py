"""Open every kind of workbook in LibreOffice: to PDF, and to a workbook again."""

import math
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook

from tests import samples
from vendor_tracker.services import organisations, registers
from vendor_tracker.storage import migrate
from vendor_tracker.storage.db import Database

BUILD = Path(__file__).resolve().parents[1] / "build" / "office"
_ADDRESS = "http://127.0.0.1:8000"
_SECONDS = 180
_SMALLEST_PDF = 5_000
_MISSING = """\
LibreOffice was not found. It is needed for this check alone; install its spreadsheet part:
  Debian, Ubuntu: apt-get install libreoffice-calc-nogui
  macOS:          brew install --cask libreoffice
  Windows:        winget install TheDocumentFoundation.LibreOffice"""


def main() -> int:
    """Write the workbooks, let LibreOffice read them, and compare what it read."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        print(_MISSING, file=sys.stderr)
        return 1
    shutil.rmtree(BUILD, ignore_errors=True)
    BUILD.mkdir(parents=True)
    problems = []
    with tempfile.TemporaryDirectory() as home:
        for path in write_workbooks(Path(home) / "check.sqlite"):
            found = [*check(office, Path(home), path)]
            print(f"{path.name}: {'; '.join(found) or 'opens, prints and comes back the same'}")
            problems += found
    return 1 if problems else 0


def write_workbooks(database_file: Path) -> list[Path]:
    """Write one workbook of each kind from a small organisation."""
    database = Database(f"sqlite:///{database_file}")
    migrate.upgrade(database)
    with database.opened():
        actor = organisations.add_organisation(code="check", name="Check Trust (example)")
        samples.fill(actor)
        kinds: dict[str, dict[str, Any]] = {
            "register": {},
            "public": {"public": True},
            "blank": {"empty": True},
        }
        for name, wanted in kinds.items():
            registers.export_register(actor, BUILD / f"{name}.xlsx", base_url=_ADDRESS, **wanted)
        registers.export_list(
            actor, BUILD / "list.xlsx", "Products", ["PRD-2", "PRD-1"], base_url=_ADDRESS
        )
    database.dispose()
    return [BUILD / f"{name}.xlsx" for name in (*kinds, "list")]


def check(office: str, home: Path, path: Path) -> Iterator[str]:
    """Yield what went wrong with one workbook."""
    printed = convert(office, home, path, "pdf", BUILD)
    if printed is None or printed.stat().st_size < _SMALLEST_PDF:
        yield "not printed"
    else:
        take_pictures(printed)
    again = convert(office, home, path, "xlsx", BUILD / "again")
    if again is None:
        yield "not saved again"
        return
    before, after = openpyxl.load_workbook(path), openpyxl.load_workbook(again)
    yield from differences(before, after)
    yield from missing_charts(before, after)
    # What formulas come to: ours, and what LibreOffice works out itself.
    yield from differences(*(openpyxl.load_workbook(one, data_only=True) for one in (path, again)))


def missing_charts(before: Workbook, after: Workbook) -> Iterator[str]:
    """Yield each sheet of which LibreOffice did not keep every chart."""
    for title in before.sheetnames:
        pages: list[Any] = [before[title], after[title]] if title in after.sheetnames else []
        wanted, kept = (len(page._charts) for page in pages) if pages else (0, 0)
        if wanted != kept:
            yield f"{title}: {wanted} charts became {kept}"


def take_pictures(printed: Path) -> None:
    """Make a picture of each page, where poppler's pdftoppm is installed."""
    painter = shutil.which("pdftoppm")
    if painter is not None:
        pages = str(printed.with_suffix(""))
        subprocess.run([painter, "-r", "60", "-png", str(printed), pages], check=True)


def convert(office: str, home: Path, path: Path, kind: str, folder: Path) -> Path | None:
    """Let LibreOffice convert a file; return what it made."""
    made = folder / f"{path.stem}.{kind}"
    command = [
        office, f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless",
        "--convert-to", kind, "--outdir", str(folder), str(path),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False, text=True)
    if done.returncode or "Error" in done.stderr or not made.exists():
        print(done.stdout, done.stderr, file=sys.stderr)
        return None
    return made


def differences(before: Workbook, after: Workbook) -> Iterator[str]:
    """Yield each cell that LibreOffice read as something else, and each formula not ours."""
    if before.sheetnames != after.sheetnames:
        yield f"other sheets: {after.sheetnames}"
        return
    for name in before.sheetnames:
        cells: Iterator[Any] = (cell for row in before[name].iter_rows() for cell in row)
        for cell in cells:
            other: Any = after[name][cell.coordinate]
            is_ours = cell.data_type == "f"
            if (other.data_type == "f") != is_ours or not is_same(cell.value, other.value):
                yield f"{name} {cell.coordinate}: {cell.value!r} became {other.value!r}"


def is_same(value: Any, other: Any) -> bool:
    """Tell whether two values are the same; numbers may differ in their last digit."""
    if isinstance(value, float) and isinstance(other, float | int):
        return math.isclose(value, other, rel_tol=1e-12)
    return bool(value == other)


if __name__ == "__main__":
    sys.exit(main())

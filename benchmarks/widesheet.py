"""One sheet of twenty columns, written in three ways: ours, by the library alone, and by hand.

`python -m benchmarks.widesheet ROWS` writes it in a process of its own and prints how many
megabytes that took over the process at rest.
"""

import importlib
import os
import resource
import sys
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from vendor_tracker.excel.about import About
from vendor_tracker.excel.looks import FORMATS
from vendor_tracker.excel.properties import Properties
from vendor_tracker.excel.sheet import CellKind, Column, Sheet, Tone
from vendor_tracker.excel.workbook import write_workbook

_STAGES = ("Watching", "Evaluating", "Piloting", "Live", "Retired")
_RISKS = ("Low", "Medium", "High")
_KINDS = ("Imaging", "Decisions", "Scribe", "Pathology", "Monitoring", "Scheduling")
_NOTE = "evidence covers adult sites only & the cohort <see annex> is not described there"
_DAYS = [date(2024, 1, 1) + timedelta(days=n) for n in range(1_500)]
_MOMENTS = [datetime(2025, 1, 1, 9, tzinfo=UTC) + timedelta(minutes=37 * n) for n in range(2_000)]
_PRICES = [Decimal(n * 1_733 % 9_000_000) / 100 for n in range(5_000)]

_FIRST, _MIDNIGHT = date(1899, 12, 30).toordinal(), datetime(1899, 12, 30, tzinfo=UTC)
_AT_ONCE = 500

_D, _M, _N = CellKind.DATE, CellKind.MONEY, CellKind.NUMBER
_RISK_TONES = {"High": Tone.BAD, "Medium": Tone.WARNING, "Low": Tone.GOOD}
COLUMNS = (
    Column("Reference", "reference", kind=CellKind.REFERENCE),
    Column("Supplier", "supplier"),
    Column("Product", "product"),
    Column("Category", "category", kind=CellKind.CHOICE, choices=_KINDS),
    Column("Stage", "stage", kind=CellKind.CHOICE, choices=_STAGES),
    Column("Owner", "owner"),
    Column("Owner e-mail", "email"),
    Column("Page", "page"),
    Column("Signed", "signed", kind=_D),
    Column("Review", "review", kind=_D),
    Column("Updated", "updated", kind=CellKind.DATETIME),
    Column("Cost a year", "cost", kind=_M),
    Column("Hidden", "hidden", kind=_M),
    Column("In all", "total", kind=_M),
    Column("Gaps", "gaps", kind=_N),
    Column("Answers", "answers", kind=_N),
    Column("In use", "used", kind=CellKind.YESNO),
    Column("Risk", "risk", kind=CellKind.CHOICE, choices=_RISKS, tones=_RISK_TONES),
    Column("Note", "note"),
    Column("Closed", "closed", kind=_D),
)
SHEET = Sheet("Register", COLUMNS, "Register")


def rows(count: int) -> Iterator[dict[str, Any]]:
    """Yield rows of mixed columns, three of four with an empty last one."""
    for n in range(count):
        cost, hidden = _PRICES[n * 7 % 5_000], _PRICES[n * 13 % 5_000]
        yield {
            "reference": f"PRD-{n + 1}", "supplier": f"Supplier {n % 3001} Health (example)",
            "product": f"Product {n} diagnostics suite", "category": _KINDS[n % 6],
            "stage": _STAGES[n % 5], "owner": f"Owner {n % 211}",
            "email": f"owner{n % 211}@trust{n % 97}.example.org",
            "page": f"https://maker{n % 3001}.example.org/{n}/statement-v{n % 9}.pdf",
            "signed": _DAYS[n % 1_500], "review": _DAYS[n * 3 % 1_500],
            "updated": _MOMENTS[n % 2_000], "cost": cost, "hidden": hidden, "total": cost + hidden,
            "gaps": n % 12, "answers": n * 7 % 101, "used": n % 3 == 0, "risk": _RISKS[n % 3],
            "note": f"{n}: {_NOTE[n % 40:]}", "closed": None if n % 4 else _DAYS[n * 11 % 1_500],
        }  # fmt: skip


def ours(count: int, out: IO[bytes]) -> None:
    """Write the sheet with all features, as the register is written."""
    at = Properties("Register", _MOMENTS[0])
    write_workbook(out, About("Register"), [(SHEET, rows(count))], at)


def by_library(count: int, out: IO[bytes]) -> None:
    """Write the same cells and formats with openpyxl alone, in its quickest mode."""
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet("Register")
    head = [WriteOnlyCell(page, value=column.title) for column in COLUMNS]
    for cell in head:
        cell.font = Font(bold=True)
    page.append(head)
    looks: dict[str, Any] = {}
    for column in COLUMNS:
        cell = WriteOnlyCell(page)
        cell.number_format = FORMATS.get(column.kind, "@")
        looks[column.key] = cell._style  # type: ignore[attr-defined]
    for row in rows(count):
        cells: list[Any] = []
        for key, value in row.items():
            plain = value.replace(tzinfo=None) if key == "updated" else value
            cell = WriteOnlyCell(page, value=("Yes" if plain else "No") if key == "used" else plain)
            cell._style = looks[key]  # type: ignore[attr-defined]
            cells.append(cell if value is not None else None)
        page.append(cells)
    book.save(out)


def _row_by_hand(n: int, values: Iterable[Any]) -> str:
    """Return one row as somebody would type it who knows what every column holds."""
    (
        reference, supplier, product, category, stage, owner, email, page, signed, review, at,
        cost, hidden, total, gaps, answers, is_used, risk, note, closed_on,
    ) = values  # fmt: skip
    signed, review = signed.toordinal() - _FIRST, review.toordinal() - _FIRST
    passed = at - _MIDNIGHT
    moment = passed.days + passed.seconds / 86_400
    used = "Yes" if is_used else "No"
    note = note.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    closed = ""
    if closed_on is not None:
        closed = f'<c r="T{n}" s="2"><v>{closed_on.toordinal() - _FIRST}</v></c>'
    return (
        f'<row r="{n}">'
        f'<c r="A{n}" s="1" t="inlineStr"><is><t>{reference}</t></is></c>'
        f'<c r="B{n}" s="1" t="inlineStr"><is><t>{supplier}</t></is></c>'
        f'<c r="C{n}" s="1" t="inlineStr"><is><t>{product}</t></is></c>'
        f'<c r="D{n}" s="1" t="inlineStr"><is><t>{category}</t></is></c>'
        f'<c r="E{n}" s="1" t="inlineStr"><is><t>{stage}</t></is></c>'
        f'<c r="F{n}" s="1" t="inlineStr"><is><t>{owner}</t></is></c>'
        f'<c r="G{n}" s="1" t="inlineStr"><is><t>{email}</t></is></c>'
        f'<c r="H{n}" s="1" t="inlineStr"><is><t>{page}</t></is></c>'
        f'<c r="I{n}" s="2"><v>{signed}</v></c>'
        f'<c r="J{n}" s="2"><v>{review}</v></c>'
        f'<c r="K{n}" s="2"><v>{moment}</v></c>'
        f'<c r="L{n}" s="2"><v>{cost}</v></c>'
        f'<c r="M{n}" s="2"><v>{hidden}</v></c>'
        f'<c r="N{n}" s="2"><v>{total}</v></c>'
        f'<c r="O{n}" s="2"><v>{gaps}</v></c>'
        f'<c r="P{n}" s="2"><v>{answers}</v></c>'
        f'<c r="Q{n}" s="1" t="inlineStr"><is><t>{used}</t></is></c>'
        f'<c r="R{n}" s="1" t="inlineStr"><is><t>{risk}</t></is></c>'
        f'<c r="S{n}" s="1" t="inlineStr"><is><t>{note}</t></is></c>'
        f"{closed}</row>"
    )


def by_hand(count: int, out: IO[bytes]) -> None:
    """Write the same cells as plain Python can at best: one text for each row, and no features."""
    name = "xl/worksheets/sheet1.xml"
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target,
        target.open(name, "w") as part,
    ):
        part.write(b"<worksheet><sheetData>")
        kept = []
        for n, row in enumerate(rows(count), 2):
            kept.append(_row_by_hand(n, row.values()))
            if len(kept) == _AT_ONCE:
                part.write("".join(kept).encode())
                kept.clear()
        part.write("".join(kept).encode() + b"</sheetData></worksheet>")


def main(count: int) -> None:
    """Write the sheet to nowhere, and print what memory that took over the imports alone."""
    # What the library needs is loaded when the first workbook is written.
    importlib.import_module("vendor_tracker.excel.assembly")
    at_rest = _peak()
    with Path(os.devnull).open("wb") as out:
        ours(count, out)
    print(_peak() - at_rest)


def _peak() -> float:
    """Return the most memory that this process has held, in megabytes."""
    status = Path("/proc/self/status")
    if status.exists():
        # Not what the system says of resources used: that begins with what its parent held.
        (line,) = (one for one in status.read_text().splitlines() if one.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]))

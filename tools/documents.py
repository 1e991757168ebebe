"""Write the documents made from the program itself: docs/checklists.md, register.md, rules.md."""

import sys
from collections.abc import Iterator
from pathlib import Path

from tools.checklistsdocument import checklists_document
from tools.rulesdocument import rules_document
from vendor_tracker.domain.vocabulary import Doubt
from vendor_tracker.excel.sheet import CellKind, Column, Sheet
from vendor_tracker.excel.sheets import ALL_SHEETS

DOCS = Path(__file__).resolve().parents[1] / "docs"

_HEAD = """\
# The register

One Excel workbook with everything that is recorded: from the page **Register**, or by

    vendor-tracker export register.xlsx --organisation CODE
    vendor-tracker export public.xlsx --organisation CODE --public
    vendor-tracker export blank.xlsx --organisation CODE --empty

The first sheet, **About**, says who made it and when, which rows were left out, which version of
each rule was in force, the last link of the audit chain, and what every word means. Each further
sheet is an Excel table with filters. References come first, dates are dates, amounts are numbers.
Grey columns are worked out by the program and are not taken over when the file comes back.

**Less than everything**: choose sheets, their columns, order and rows on the page, and keep the
choice under a name for everybody. Four come with the program: Board register, Renewals, Money,
Every item to answer. `PRD-7` alone gives all that names this product, its suppliers and every item
of its checklists. The same comes as CSV (one file for each sheet, in a zip) and as JSON:

    vendor-tracker register export board.xlsx --organisation CODE --choice "Board register"
    vendor-tracker register export costs.zip --organisation CODE --sheet Costs --sheet Payments
    vendor-tracker register export one.json --organisation CODE --about PRD-7
    vendor-tracker register check --organisation CODE

In CSV alone, text that a spreadsheet would take for a formula begins with an apostrophe; in a
workbook it is text by itself. JSON has the codes behind the words, and figures as text, so that no
digit is lost.

**Answers** has those that somebody gave, or was asked to give, each once. Items that nobody has
answered are counted on Overview and Flags; choose every item to have a row for each.

**Charts** behind the first sheet draw what the sheets after it hold: whole-life costs, their years,
kinds of cost, benefits, cost against evidence. Each follows its cells, says in words what it shows,
and tells bars apart by pattern too. Cost summary, Costs by kind and Whole life end in a row of
**totals**: live sums of the rows that a filter leaves. A chart is missing where its columns are.

Before it goes out, the register is **looked over**: dates in the wrong order, figures that cannot
be, claims shown as tested with no evidence behind them, and what readers will miss. Whatever is
found, it can be had; the first sheet then says that it is not complete, and why.

A **public copy** leaves out whatever is marked confidential, the flags that rest on it, and the
people at suppliers. Sums that rest on confidential lines are left out as well.

A **blank register** has the same sheets with drop-downs and two examples each. Rows whose first
cell begins with `EXAMPLE-` are left out when it comes back. For a new row leave the reference
empty, or write `NEW-1` to name the row in other sheets of the same file.

A register that **comes back** shows each field that differs before anything is saved: what only the
file changed, what only changed here, and conflicts, where both did; for each conflict you say whose
value stays. An empty cell leaves the value, `(clear)` empties it, a row left out deletes nothing,
and a copied row is asked about.

    vendor-tracker import register.xlsx --conflicts theirs --choose SUP-3:country=mine
    vendor-tracker import register.xlsx --copies first --leave-out --apply

A **published register** was frozen by one person and approved by another. The hash over its cells
and the last link of the audit chain stand on its first sheet; any two can be compared.

    vendor-tracker register verify board.xlsx --organisation CODE

An empty cell means not known, never nought. Beside each amount stands how sure it is:
"""

_WORDS = {
    CellKind.TEXT: "text",
    CellKind.REFERENCE: "text",
    CellKind.CHOICE: "one of a list",
    CellKind.DATE: "date",
    CellKind.DATETIME: "date and time",
    CellKind.MONEY: "pounds",
    CellKind.NUMBER: "number",
    CellKind.PERCENT: "percentage",
    CellKind.YESNO: "Yes or No",
    CellKind.URL: "web address",
}
_NO_BAR = str.maketrans({"|": "\\|"})
_LONG_LIST = 8


def register_document() -> str:
    """Return the description of every sheet and column of the register."""
    lines = [_HEAD, *[f"- **{doubt.label}**: {doubt.hint}." for doubt in Doubt], ""]
    for sheet in ALL_SHEETS:
        lines += _sheet(sheet)
    return "\n".join(lines)


DOCUMENTS = {
    "checklists.md": checklists_document,
    "register.md": register_document,
    "rules.md": rules_document,
}


def main() -> int:
    """Write each document; say which ones changed."""
    for name, made in DOCUMENTS.items():
        path, text = DOCS / name, made()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(f"{path} was written")
    return 0


def _sheet(sheet: Sheet) -> Iterator[str]:
    yield f"## {sheet.title}"
    yield ""
    if sheet.record is None:
        yield "Worked out by the program; nothing on it is taken over."
        yield ""
    yield "| Column | Holds | What to know |"
    yield "| --- | --- | --- |"
    for column in sheet.columns:
        name = f"**{column.title}**" if column.must else column.title
        yield f"| {name} | {_holds(column)} | {_notes(column)} |"
    yield ""


def _holds(column: Column) -> str:
    kinds = " or ".join(f"{kind.value}-…" for kind in column.refers_to[:5])
    holds = f"reference {kinds}" if kinds else _WORDS[column.kind]
    if len(column.refers_to) > len(kinds.split(" or ")):
        holds = "reference"
    return f"{holds}, several" if column.many else holds


def _notes(column: Column) -> str:
    notes = []
    if column.must:
        notes.append("Must be filled.")
    if column.read_only:
        notes.append("Worked out.")
    if column.note:
        notes.append(column.note)
    if column.choices and column.kind is CellKind.CHOICE and len(column.choices) <= _LONG_LIST:
        notes.append(f"{', '.join(column.choices)}.")
    return " ".join(notes).translate(_NO_BAR)


if __name__ == "__main__":
    sys.exit(main())

"""Read a register that comes back: its sheets and headings say what each cell means."""

from collections.abc import Mapping
from typing import Any

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.imports import Place, Problem, RowState
from vendor_tracker.domain.names import name_key
from vendor_tracker.domain.references import Kind, number_of, reference, split
from vendor_tracker.excel.meaning import NEW, is_example, meaning, pair
from vendor_tracker.excel.sheet import Column, Sheet
from vendor_tracker.excel.sheets import ALL_SHEETS, READ_SHEETS
from vendor_tracker.excel.sheets.claims import RESULTS, THRESHOLDS
from vendor_tracker.excel.tables import Row, Table, is_empty
from vendor_tracker.services.imports.drafts import Draft, PartRow, Reading, raw_text

_OWN, _VERSION, _CLAIM = "reference", "version", "claim"
PARTS = {THRESHOLDS.title: "claim_threshold", RESULTS.title: "claim_result"}
# Sheets that only tell; whatever stands there is left alone.
_TOLD = frozenset(
    {"about", "lists", *(name_key(one.title) for one in ALL_SHEETS if one.record is None)}
)


def is_register(tables: Mapping[str, Table]) -> bool:
    """Tell whether a workbook is a register of ours: sheets and headings that we know."""
    return any(_sheet_of(table) is not None for table in tables.values())


def read_register(tables: Mapping[str, Table]) -> Reading:
    """Read every sheet that is known; the order of the register is kept, whatever the file's."""
    reading = Reading()
    found = {
        sheet.title: (sheet, table) for table in tables.values() if (sheet := _sheet_of(table))
    }
    _note_others(tables, set(found), reading)
    for sheet in READ_SHEETS:
        if sheet.title in found:
            _read_sheet(reading, *found[sheet.title])
    return reading


def _sheet_of(table: Table) -> Sheet | None:
    title = name_key(table.sheet)
    sheet = next((one for one in READ_SHEETS if name_key(one.title) == title), None)
    if sheet is None:
        return None
    needed = {name_key(column.title) for column in sheet.columns if column.must}
    return sheet if needed <= {name_key(heading) for heading in table.header} else None


def _note_others(tables: Mapping[str, Table], found: set[str], reading: Reading) -> None:
    known = {name_key(title) for title in found} | _TOLD
    for title, table in tables.items():
        reading.notices += [f"{title}: {notice}" for notice in table.notices]
        if name_key(title) not in known and table.rows:
            reading.notices.append(
                f"Sheet “{title}” was not read: its title or its headings are not of the register"
            )


def _read_sheet(reading: Reading, sheet: Sheet, table: Table) -> None:
    columns, unknown = _columns_of(sheet, table)
    if unknown:
        words = ", ".join(f"“{heading}”" for heading in unknown)
        reading.notices.append(
            f"{sheet.title}: columns not read, because we do not know them: {words}"
        )
    named = [at for at, column in columns.items() if column.key in (_OWN, _CLAIM)]
    typed = [at for at, column in columns.items() if not column.read_only]
    for row in table.rows:
        place = Place(sheet.title, row.number)
        is_empty_row = all(is_empty(row.cells[at]) for at in typed)
        if is_empty_row or any(is_example(row.cells[at]) for at in named):
            reading.rows[place] = RowState.SKIPPED
        else:
            reading.rows[place] = None
            _read_row(reading, sheet, columns, row, place)


def _columns_of(sheet: Sheet, table: Table) -> tuple[dict[int, Column], list[str]]:
    by_title = {name_key(column.title): column for column in sheet.columns}
    columns: dict[int, Column] = {}
    unknown = []
    for at, heading in enumerate(table.header):
        column = by_title.get(name_key(heading))
        if column is not None:
            columns[at] = column
        elif heading:
            unknown.append(heading)
    return columns, unknown


def _read_row(
    reading: Reading, sheet: Sheet, columns: Mapping[int, Column], row: Row, place: Place
) -> None:
    values: dict[str, Any] = {}
    cells: dict[str, tuple[str, str]] = {}
    bad = False
    for at, column in columns.items():
        if column.read_only and column.key != _VERSION:
            continue
        raw = raw_text(row.cells[at])
        cells[column.key] = (column.title, raw)
        try:
            value = read_value(column, row.cells[at])
        except Refused as refusal:
            problem = Problem(place.sheet, place.row, column.title, raw, refusal.message)
            reading.problems.append(problem)
            bad = True
            continue
        if value is not None and value != ():
            values[column.key] = value
    if bad:
        reading.rows[place] = RowState.ERROR
    elif sheet.title in PARTS:
        _add_part(reading, sheet, place, values, cells)
    else:
        _add_draft(reading, sheet, place, values, cells)


def read_value(column: Column, value: Any) -> Any:
    """Return what a cell means; references elsewhere as pairs of list and value."""
    read = meaning(column, value)
    if column.key == "references" and isinstance(read, tuple):
        return tuple(pair(text) for text in read)
    return read


def _add_draft(
    reading: Reading,
    sheet: Sheet,
    place: Place,
    values: dict[str, Any],
    cells: Mapping[str, tuple[str, str]],
) -> None:
    kind = sheet.record
    assert kind is not None, "only sheets of records are read"
    own, version = values.pop(_OWN, None), values.pop(_VERSION, None)
    draft = Draft(kind, place, values, cells, version=None if version is None else int(version))
    label = _label(own)
    if label:
        draft.label = label
    elif own is not None and split(str(own)) is None:
        reading.refuse(draft, _OWN, f"“{own}” is not a reference. {_FOR_NEW}")
    elif own is not None:
        draft.reference = str(own)
    known = (
        reading.labels.setdefault((kind, str(draft.reference or label)), draft) if own else draft
    )
    if known is not draft:
        words = f"{own} stands in row {known.place.row} too. Keep one of the two rows."
        reading.refuse(draft, _OWN, words)
    _refuse_empty(reading, draft, sheet)
    reading.drafts.append(draft)


_FOR_NEW = "Leave the cell empty for a new row, or write NEW-1."


def _label(own: Any) -> str | None:
    text = str(own or "").strip().upper()
    return text if text.startswith(NEW) else None


def _refuse_empty(reading: Reading, draft: Draft, sheet: Sheet) -> None:
    """Refuse a new record without what each needs; a known one keeps what it has."""
    if draft.reference:
        return
    for column in sheet.columns:
        if column.must and column.key not in draft.values:
            reading.refuse(draft, column.key, f"{column.title} is needed for a new row.")


def _add_part(
    reading: Reading,
    sheet: Sheet,
    place: Place,
    values: dict[str, Any],
    cells: Mapping[str, tuple[str, str]],
) -> None:
    """Give a bar or a result to its claim, which may stand in the same file or be stored."""
    part = PartRow(place, PARTS[sheet.title], values, cells)
    missing = [one for one in sheet.columns if one.must and one.key not in values]
    for column in missing:
        reading.refuse(part, column.key, f"{column.title} is needed.")
    if missing:
        reading.rows[place] = RowState.ERROR
        return
    named = str(values.pop(_CLAIM))
    label = _label(named)
    claim = reading.labels.get((Kind.CLAIM, label or named))
    if claim is None and label is None and split(named) is not None:
        ref = reference(Kind.CLAIM, number_of(Kind.CLAIM, named))
        claim = Draft(Kind.CLAIM, place, {}, cells, reference=ref)
        reading.labels[(Kind.CLAIM, ref)] = claim
        reading.drafts.append(claim)
    if claim is None:
        words = f"No claim in this file or here goes by “{named}”. Write a reference such as CLM-3."
        reading.refuse(part, _CLAIM, words)
        reading.rows[place] = RowState.ERROR
        return
    claim.parts.append(part)

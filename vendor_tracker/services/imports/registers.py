"""Read a register that comes back: its sheets and headings say what each cell means."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from vendor_tracker.domain.differences import UNDECIDED, Choices, Copies
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.imports import Place, Problem, RowState
from vendor_tracker.domain.names import name_key
from vendor_tracker.domain.references import Kind, number_of, reference, split
from vendor_tracker.excel.meaning import NEW, is_clear, is_example, meaning, pair
from vendor_tracker.excel.sheet import Column, Sheet
from vendor_tracker.excel.sheets import ALL_SHEETS, READ_SHEETS
from vendor_tracker.excel.sheets.claims import RESULTS, THRESHOLDS
from vendor_tracker.excel.tables import Row, Table, is_empty
from vendor_tracker.services.imports.drafts import Draft, PartRow, Reading, raw_text

_OWN, _VERSION, _CLAIM = "reference", "version", "claim"
PARTS = {THRESHOLDS.title: "claim_threshold", RESULTS.title: "claim_result"}
# Sheets that only tell; whatever stands there is left alone.
_TOLD = frozenset(
    {"about", "charts", "lists", *(name_key(one.title) for one in ALL_SHEETS if one.record is None)}
)


def is_register(tables: Mapping[str, Table]) -> bool:
    """Tell whether a workbook is a register of ours: sheets and headings that we know."""
    return any(_sheet_of(table) is not None for table in tables.values())


def read_register(tables: Mapping[str, Table], choices: Choices = UNDECIDED) -> Reading:
    """Read every sheet that is known; the order of the register is kept, whatever the file's."""
    reading = Reading(choices=choices, is_register=True, chain_seq=whole_at(tables))
    found = {
        sheet.title: (sheet, table) for table in tables.values() if (sheet := _sheet_of(table))
    }
    _note_others(tables, set(found), reading)
    for sheet in READ_SHEETS:
        if sheet.title in found:
            _read_sheet(reading, *found[sheet.title])
    return reading


def whole_at(tables: Mapping[str, Table]) -> int | None:
    """Return up to which link of the chain a register holds all there was, None if not all."""
    about = next((one for one in tables.values() if name_key(one.sheet) == "about"), None)
    if about is None:
        return None
    said = {str(row.cells[0]): row.cells[1] for row in about.rows if len(row.cells) > 1}
    kind, filters = said.get("Kind"), str(said.get("Filters", ""))
    is_whole = kind == "Register" and filters.startswith("None") and "Only what names" not in said
    seq = said.get("Audit chain: last link")
    return int(seq) if is_whole and isinstance(seq, Decimal) else None


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
    bad: list[Problem] = []
    for at, column in columns.items():
        if column.read_only and column.key != _VERSION:
            continue
        raw = raw_text(row.cells[at])
        cells[column.key] = (column.title, raw)
        try:
            value = read_value(column, row.cells[at])
        except Refused as refusal:
            bad.append(Problem(place.sheet, place.row, column.title, raw, refusal.message))
            continue
        if (value is not None and value != ()) or is_clear(row.cells[at]):
            values[column.key] = value
    if bad and _does_without(reading, values, bad):
        reading.left_out += bad
    elif bad:
        reading.problems += bad
        reading.rows[place] = RowState.ERROR
        return
    if sheet.title in PARTS:
        _add_part(reading, sheet, place, values, cells)
    else:
        _add_draft(reading, sheet, place, values, cells)


def _does_without(reading: Reading, values: Mapping[str, Any], bad: Sequence[Problem]) -> bool:
    """Tell whether a row that is here already is taken without the cells that say nothing."""
    known = split(str(values.get(_OWN, ""))) is not None
    return reading.choices.leaves_out and known and all(one.column != "Row version" for one in bad)


def read_value(column: Column, value: Any) -> Any:
    """Return what a cell means; references elsewhere as pairs of list and value."""
    if is_clear(value):
        if column.must or column.key in (_OWN, _VERSION):
            raise Refused(f"{column.title} is needed, so it cannot be cleared.")
        return () if column.many else None
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
    if known is not draft and not _take_copy(reading, draft, known):
        return
    _refuse_empty(reading, draft, sheet)
    reading.drafts.append(draft)


def _take_copy(reading: Reading, draft: Draft, known: Draft) -> bool:
    """Tell whether a row that names the record of another is looked at by itself."""
    named = draft.reference or draft.label
    if draft.values == known.values:
        known.more_places.append(draft.place)
        reading.notices.append(
            f"{draft.place.sheet}: row {draft.place.row} says the same of {named} as row "
            f"{known.place.row}, and was read once"
        )
        return False
    words = f"{named} stands in row {known.place.row} too"
    if draft.reference is None or reading.choices.copies is Copies.ASK:
        reading.copied += draft.reference is not None
        reading.refuse(draft, _OWN, f"{words}. Keep one of the two rows.")
        reading.rows[draft.place] = RowState.ERROR
        return draft.reference is None
    elif reading.choices.copies is Copies.FIRST:
        sheet, row = draft.place.sheet, draft.place.row
        reading.left_out.append(Problem(sheet, row, "", named or "", f"{words}. That is taken."))
        reading.rows[draft.place] = RowState.SKIPPED
        return False
    else:
        draft.reference, draft.version = None, None
    return True


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

"""Read somebody's own list by a mapping: one row may say things about several records."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from vendor_tracker.domain.dates import day_of_serial, plausible, read_month_first
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.imports import Place, Problem, RowState
from vendor_tracker.domain.mappings import (
    BY_NAME,
    MONTH_FIRST,
    REFERENCES,
    ColumnMapping,
    Part,
    Source,
    read_mapping,
)
from vendor_tracker.domain.names import name_key, tidy
from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import SupplierRole
from vendor_tracker.domain.wording import day
from vendor_tracker.excel.addresses import column_number, letters
from vendor_tracker.excel.delimited import STRAY, repair_c1
from vendor_tracker.excel.sheet import CellKind, Column
from vendor_tracker.excel.tables import Row, Table, Value, is_empty
from vendor_tracker.services.imports.drafts import NAMESAKES, Draft, Reading, raw_text
from vendor_tracker.services.imports.joins import NAMED, SHEETS, keep
from vendor_tracker.services.imports.paid import sums_of
from vendor_tracker.services.imports.registers import read_value

_NOT_MAPPED = frozenset({"reference", "version"})
# Without these words a row says nothing about a record, whatever stands in its other columns.
_WORDS = {
    Kind.CONTACT: "name",
    Kind.VERSION: "name",
    Kind.CONTRACT: "title",
    Kind.CLAIM: "statement",
    Kind.MEETING: "held_on",
    Kind.PROMISE: "text",
    Kind.QUESTION: "text",
    Kind.EVIDENCE: "title",
}


@dataclass(frozen=True, slots=True)
class _Bound:
    """A field of a record and the column of the file that fills it."""

    source: Source
    column: Column
    at: int | None
    heading: str


def fields_of_records() -> dict[str, Collection[str]]:
    """Return the fields that a mapping may fill, by the name of the record."""
    return {
        name: [
            column.key
            for column in sheet.columns
            if not column.read_only and column.key not in _NOT_MAPPED
        ]
        for name, sheet in SHEETS.items()
    }


def mapping_from(text: str) -> ColumnMapping:
    """Read a mapping from TOML, or refuse it in words."""
    mapping = read_mapping(text, fields_of_records())
    for part in mapping.parts:
        if part.supplier_role not in SupplierRole._value2member_map_:
            known = ", ".join(role.value for role in SupplierRole)
            raise Refused(f"“{part.supplier_role}” is not a role of a supplier; known: {known}.")
    return mapping


def read_list(table: Table, mapping: ColumnMapping) -> Reading:
    """Read every data row; refuse the whole list when the mapping names what it does not have."""
    # What the reader says of control characters is said below, with what became of them.
    said = [notice for notice in table.notices if not notice.startswith(STRAY)]
    reading = Reading(notices=said)
    bound = {part.name: [_bind(table, part, one) for one in part.sources] for part in mapping.parts}
    _note_unused(table, bound, reading)
    shared: dict[tuple[Kind, Any], Draft] = {}
    repaired: list[int] = []
    spellings: set[str] = set()
    sums = sums_of(mapping)
    for row in table.rows:
        place = Place(table.sheet, row.number)
        fixed = Row(row.number, tuple(_repaired(value) for value in row.cells))
        if fixed.cells != row.cells:
            repaired.append(row.number)
        reading.rows[place] = None
        before = len(reading.problems)
        drafts = [_draft(reading, part, bound[part.name], fixed, place) for part in mapping.parts]
        found = [draft for draft in drafts if draft is not None]
        if len(reading.problems) > before:
            reading.rows[place] = RowState.ERROR
        elif not found:
            reading.rows[place] = RowState.SKIPPED
        elif not sums.is_total(found):
            spellings |= {one.cells["name"][1] for one in found if one.kind is Kind.SUPPLIER}
            keep(reading, mapping, found, shared)
    _note_reading(reading, repaired, spellings)
    _note_namesakes(reading)
    sums.settle(reading)
    return reading


def _bind(table: Table, part: Part, source: Source) -> _Bound:
    sheet = SHEETS[part.name]
    column = next(one for one in sheet.columns if one.key == source.field)
    if source.constant is not None:
        return _Bound(source, column, None, f"{column.title} (the same for all rows)")
    at = _position(table, source)
    return _Bound(source, column, at, table.header[at] or f"Column {letters(at + 1)}")


def _position(table: Table, source: Source) -> int:
    if source.letter is not None:
        at = column_number(source.letter) if source.letter.isalpha() else 0
        if not 1 <= at <= len(table.header):
            last = letters(len(table.header))
            raise Refused(f"The mapping names column {source.letter}; the list ends at {last}.")
        return at - 1
    wanted = name_key(str(source.column))
    found = [at for at, heading in enumerate(table.header) if name_key(heading) == wanted]
    if len(found) == 1:
        return found[0]
    headings = ", ".join(f"“{heading}”" for heading in table.header if heading)
    if not found:
        raise Refused(f"The list has no column “{source.column}”. Its columns: {headings}.")
    places = " and ".join(letters(at + 1) for at in found)
    raise Refused(
        f"The list has the heading “{source.column}” more than once, in {places}. "
        f'Say which by its letter: {{ letter = "{letters(found[0] + 1)}" }}.'
    )


def _note_unused(table: Table, bound: Mapping[str, list[_Bound]], reading: Reading) -> None:
    used = {one.at for many in bound.values() for one in many}
    left = [f"“{h}”" for at, h in enumerate(table.header) if at not in used and h]
    if left:
        reading.notices.append(f"Columns that the mapping does not use: {', '.join(left)}")


def _repaired(value: Value) -> Value:
    return repair_c1(value) if isinstance(value, str) else value


def _draft(
    reading: Reading, part: Part, bound: list[_Bound], row: Row, place: Place
) -> Draft | None:
    """Return what a row says about one record; None if none of its own cells says anything."""
    kind = SHEETS[part.name].record
    assert kind is not None, "only sheets of records are mapped"
    if _says_nothing(kind, bound, row):
        return None
    cells: dict[str, tuple[str, str]] = {}
    draft = Draft(kind, place, {}, cells)
    for one in bound:
        raw = one.source.constant if one.at is None else row.cells[one.at]
        cells.setdefault(one.column.key, (one.heading, raw_text(raw)))
        try:
            counted = _counted_day(reading, one, raw, row)
            _say(draft, part, one, _value(one, raw) if counted is None else counted)
        except Refused as refusal:
            problem = Problem(place.sheet, place.row, one.heading, raw_text(raw), refusal.message)
            reading.problems.append(problem)
    if kind in NAMED and isinstance(name := draft.values.get("name"), str):
        draft.values["name"] = tidy(name)
        if part.key == BY_NAME:
            draft.keys = ((NAMESAKES, draft.values["name"]),)
    return draft


def _says_nothing(kind: Kind, bound: list[_Bound], row: Row) -> bool:
    """Tell whether a row is silent about a record: its columns are empty, or its words are."""
    own = {one.column.key: row.cells[one.at] for one in bound if one.at is not None}
    words = _WORDS.get(kind)
    return bool(own) and (
        all(is_empty(value) for value in own.values())
        or (words in own and is_empty(own[str(words)]))
    )


def _say(draft: Draft, part: Part, bound: _Bound, value: Any) -> None:
    """Note what one cell says; an empty one says nothing."""
    if value in (None, (), ""):
        return
    scheme = bound.source.scheme
    if scheme is None:
        draft.values[bound.column.key] = value
        return
    draft.values[REFERENCES] = (*draft.values.get(REFERENCES, ()), (scheme, value))
    draft.adds = frozenset({REFERENCES})
    if scheme == part.key:
        draft.keys = ((scheme, value),)


def _counted_day(reading: Reading, bound: _Bound, raw: Value, row: Row) -> date | None:
    """Return the day that a number in a column of days stands for, and keep that it was one."""
    if bound.column.kind is not CellKind.DATE or not isinstance(raw, str | Decimal):
        return None
    counted = day_of_serial(str(raw))
    if counted is not None:
        reading.serial_rows.append(row.number)
        reading.serial = reading.serial or (str(raw), counted)
    return counted


def _value(bound: _Bound, raw: Value) -> Any:
    if bound.source.scheme is not None:
        return tidy(raw_text(raw))
    kind = bound.column.kind
    if isinstance(raw, str) and not is_empty(raw):
        raw = raw.strip()
        if kind is CellKind.NUMBER:
            raw = raw.removeprefix("£")
        if kind is CellKind.DATE and bound.source.dates == MONTH_FIRST:
            return read_month_first(raw)
    if isinstance(raw, date | datetime) and kind is CellKind.DATE:
        return plausible(raw.date() if isinstance(raw, datetime) else raw)
    return read_value(bound.column, raw)


def _note_namesakes(reading: Reading) -> None:
    """Note products of one name in one list: a name alone never makes two rows one product."""
    names = Counter(
        name_key(str(draft.values.get("name", "")))
        for draft in reading.of_kind(Kind.PRODUCT)
        if not draft.keys
    )
    rows = sum(count for count in names.values() if count > 1)
    if rows:
        reading.notices.append(
            f"{rows} rows share the name of their product with another row, and each is taken as a "
            f'product of its own. If rows of one name mean one product, write key = "{BY_NAME}" '
            "under [products] in the mapping"
        )


def _note_reading(reading: Reading, repaired: list[int], spellings: set[str]) -> None:
    suppliers = len(reading.of_kind(Kind.SUPPLIER))
    if len(spellings) > suppliers:
        reading.notices.append(
            f"{len(spellings)} spellings of suppliers read as {suppliers} names: letter case and "
            "spaces do not count"
        )
    if reading.serial is not None:
        raw, on = reading.serial
        rows = list(dict.fromkeys(reading.serial_rows))
        reading.notices.append(
            f"Days written as Excel counts them, such as {raw} for {day(on)}, in {_rows(rows)}"
        )
    if repaired:
        reading.notices.append(
            f"Control characters read as the signs that were meant, such as ™, in {_rows(repaired)}"
        )


def _rows(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:10]))
    more = f" and {len(numbers) - 10} more" if len(numbers) > 10 else ""
    return f"{'1 row' if len(numbers) == 1 else f'{len(numbers)} rows'}: {shown}{more}"

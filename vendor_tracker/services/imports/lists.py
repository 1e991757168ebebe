"""Read somebody's own list by a mapping: one row may say things about several records."""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.imports import Place, Problem, RowState
from vendor_tracker.domain.mappings import (
    BY_NAME,
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
from vendor_tracker.excel.tables import Row, Table, Value, is_empty
from vendor_tracker.services.imports.drafts import (
    NAMESAKES,
    Draft,
    Origin,
    Reading,
    raw_text,
    whole_text,
)
from vendor_tracker.services.imports.joins import NAMED, SHEETS, keep
from vendor_tracker.services.imports.listcells import Bound, Cells, short_heading, told
from vendor_tracker.services.imports.namings import named
from vendor_tracker.services.imports.paid import sums_of

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

# Other words than these are refused where they cannot be read.
_SPOKEN = frozenset({"name", "title", "statement", "text"})


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
    cells = Cells(reading, mapping.year_begins)
    reading.settled = mapping.settled
    for row in table.rows:
        place = Place(table.sheet, row.number)
        fixed = Row(row.number, tuple(_repaired(value) for value in row.cells))
        if fixed.cells != row.cells:
            repaired.append(row.number)
        reading.rows[place] = None
        before = len(reading.problems)
        found = [
            draft
            for part in mapping.parts
            for draft in _drafts(cells, part, bound[part.name], fixed, place)
        ]
        if len(reading.problems) > before:
            reading.rows[place] = RowState.ERROR
        elif not found:
            reading.rows[place] = RowState.SKIPPED
        elif not sums.is_total(found):
            spellings |= {one.cells["name"][1] for one in found if one.kind is Kind.SUPPLIER}
            keep(reading, mapping, found, shared)
    cells.tell()
    _note_reading(reading, repaired, spellings)
    _note_namesakes(reading)
    sums.settle(reading)
    return reading


def _bind(table: Table, part: Part, source: Source) -> Bound:
    sheet = SHEETS[part.name]
    column = next(one for one in sheet.columns if one.key == source.field)
    if source.constant is not None:
        return Bound(source, column, None, f"{column.title} (the same for all rows)")
    at = position_of(table, source)
    heading = short_heading(table.header[at]) or f"Column {letters(at + 1)}"
    return Bound(source, column, at, heading, sheet.record)


def position_of(table: Table, source: Source) -> int:
    """Return where a column stands in a list, counted from 0; refuse one that is not there."""
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


def _note_unused(table: Table, bound: Mapping[str, list[Bound]], reading: Reading) -> None:
    used = {one.at for many in bound.values() for one in many}
    left = [f"“{short_heading(h)}”" for at, h in enumerate(table.header) if at not in used and h]
    if left:
        reading.notices.append(f"Columns that the mapping does not use: {', '.join(left)}")


def _repaired(value: Value) -> Value:
    return repair_c1(value) if isinstance(value, str) else value


def _drafts(
    cells: Cells,
    part: Part,
    bound: list[Bound],
    row: Row,
    place: Place,
) -> list[Draft]:
    """Return what a row says about one kind of record: a cell may name several suppliers."""
    kind = SHEETS[part.name].record
    assert kind is not None, "only sheets of records are mapped"
    if _says_nothing(kind, bound, row):
        return []
    draft = Draft(kind, place, {}, {})
    _fill(cells, part, bound, row, draft)
    if _names_nobody(draft, _WORDS.get(kind, "name" if kind in NAMED else "")):
        return []
    name = draft.values.get("name")
    if kind not in NAMED or not isinstance(name, str):
        return [draft]
    draft.values["name"] = tidy(name)
    if part.key == BY_NAME:
        draft.keys = ((NAMESAKES, draft.values["name"]),)
    if kind is not Kind.SUPPLIER:
        return [draft]
    raw = next((one.raw for one in draft.origins if one.field == "name"), name)
    return named(cells.reading, draft, raw)


def _names_nobody(draft: Draft, word: str) -> bool:
    """Tell whether words that name nothing, such as N/A, stand where the name should."""
    typed = any(one.field == word and one.raw.strip() for one in draft.origins)
    return typed and word not in draft.values and word in _SPOKEN


def _fill(cells: Cells, part: Part, bound: list[Bound], row: Row, draft: Draft) -> None:
    """Fill a draft from the cells of its row; what cannot be meant becomes a problem."""
    heard: dict[str, tuple[str, str]] = {}
    draft.cells = heard
    for one in bound:
        raw = one.source.constant if one.at is None else row.cells[one.at]
        key, letter = one.column.key, "" if one.at is None else letters(one.at + 1)
        heard.setdefault(key, (one.heading, raw_text(raw)))
        if one.at is not None and raw is not None:
            draft.origins.append(Origin(key, letter, whole_text(raw), row.number))
        try:
            _say(draft, part, one, cells.value(one, raw, row.number))
        except Refused as refusal:
            place = draft.place
            said = (one.heading, raw_text(raw), refusal.message, letter)
            cells.reading.problems.append(Problem(place.sheet, place.row, *said))


def _says_nothing(kind: Kind, bound: list[Bound], row: Row) -> bool:
    """Tell whether a row is silent about a record: its columns are empty, or its words are."""
    own = {one.column.key: row.cells[one.at] for one in bound if one.at is not None}
    words = _WORDS.get(kind)
    return bool(own) and (
        all(is_empty(value) for value in own.values())
        or (words in own and is_empty(own[str(words)]))
    )


def _say(draft: Draft, part: Part, bound: Bound, value: Any) -> None:
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
            f"Days written as Excel counts them, such as {raw} for {day(on)}, in {told(rows)}"
        )
    if repaired:
        reading.notices.append(
            f"Control characters read as the signs that were meant, such as ™, in {told(repaired)}"
        )

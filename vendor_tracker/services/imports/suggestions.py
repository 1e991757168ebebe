"""Suggest how somebody's list may be read: as learned here before, else by its words and cells."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.celltexts import option_keys
from vendor_tracker.domain.columnguesses import Column, Guess, content_of, guess, stage_of
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.mappings import BY_NAME, REFERENCES, ColumnMapping, Part, Source
from vendor_tracker.domain.mappingtexts import text_of
from vendor_tracker.domain.names import name_key, tidy
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.vocabulary import Stage
from vendor_tracker.domain.wording import count
from vendor_tracker.excel.addresses import letters
from vendor_tracker.excel.merging import with_band
from vendor_tracker.excel.reader import Overview, look_over, read_table
from vendor_tracker.excel.sheet import CellKind
from vendor_tracker.excel.tables import Table
from vendor_tracker.services.imports import savedmappings
from vendor_tracker.services.imports.drafts import Reading, whole_text
from vendor_tracker.services.imports.joins import SHEETS
from vendor_tracker.services.imports.listcells import Bound, Cells, order_of
from vendor_tracker.services.imports.lists import mapping_from
from vendor_tracker.services.imports.sources import ListFile

_ORDER = ("suppliers", "products", "versions", "claims", "contracts", "payments")
_APART = 0.7
_BAD = 0.2
_LONGEST_HEADING = 60
_SHOWN = 3
_LONGEST_SAMPLE = 40


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A mapping that can be previewed at once, its text, and the list that it is for."""

    mapping: ColumnMapping
    text: str
    table: Table
    overview: Overview
    columns: tuple[Column, ...]
    learned: str | None = None


def suggest(actor: Actor, source: ListFile) -> Suggestion:
    """Return how a list may be read; what was learned here of such a list goes first."""
    actor.must(Permission.IMPORT)
    overview = look_over(source.path, source.sheet, name=source.name)
    table, band_row = _table(source, overview)
    columns = tuple(columns_of(table))
    known = savedmappings.learned(actor, table.header)
    if known is not None:
        mapping = mapping_from(known[1])
        return Suggestion(mapping, known[1], table, overview, columns, known[0])
    comments: dict[tuple[str, str], str] = {}
    mapping = ColumnMapping(
        parts=tuple(_parts(table, columns, comments)),
        text="",
        sheet=table.sheet if len(overview.sheets) > 1 or source.sheet else None,
        header_row=None if table.header_row == 1 else table.header_row,
        band_row=band_row,
        spreads_merged=overview.has_merged,
    )
    text = text_of(mapping, comments)
    return Suggestion(mapping, text, table, overview, columns)


def suggested_text(actor: Actor, source: ListFile) -> str:
    """Return a mapping to be read and used; refuse a list in which nothing is found."""
    found = suggest(actor, source)
    if not found.mapping.parts:
        headings = ", ".join(f"“{tidy(one)[:40]}”" for one in found.table.header if one)
        raise Refused(
            f"No column of this list was known by its heading or its cells: {headings}. Write a "
            "mapping, or choose the columns on the page."
        )
    return found.text


def columns_of(table: Table) -> list[Column]:
    """Return each column with what its cells say, in the order of the list."""
    found = []
    for at, heading in enumerate(table.header):
        texts = tuple(whole_text(row.cells[at]) for row in table.rows)
        found.append(Column(at, heading, texts, content_of(texts)))
    return found


def _table(source: ListFile, overview: Overview) -> tuple[Table, int | None]:
    """Return the table, and the row of a band where headings of one name need telling apart."""
    table = overview.table
    if source.header_row is not None:
        table = read_table(
            source.path,
            source.sheet or (table.sheet if overview.sheets else None),
            source.header_row,
            name=source.name,
            spreads_merged=True,
        )
    keys = Counter(name_key(heading) for heading in table.header if heading)
    band = table.above[-1] if table.above else None
    if band is None or max(keys.values(), default=0) < 2 or band.number != table.header_row - 1:
        return table, None
    return replace(table, header=with_band(table.header, band.cells)), band.number


def _parts(
    table: Table, columns: Sequence[Column], comments: dict[tuple[str, str], str]
) -> list[Part]:
    guesses = [one for one in guess(columns) if _is_readable(one)]
    by_name = _goes_by_name(guesses)
    if by_name:
        guesses = [one for one in guesses if f"{one.record}.{one.field}" in _OF_NAMES]
    sources: dict[str, list[Source]] = defaultdict(list)
    for one in guesses:
        sources[one.record].append(source_of(table, one, comments))
    _add_constants(sources, guesses, table)
    return [
        Part(name, tuple(sources[name]), BY_NAME if by_name and name == "products" else None)
        for name in _ORDER
        if sources.get(name)
    ]


_OF_NAMES = frozenset({"suppliers.name", "products.name"})


def _goes_by_name(guesses: Sequence[Guess]) -> bool:
    """Tell whether rows of one name mean one product: names recur, and nothing else tells."""
    if any(one.field == REFERENCES for one in guesses):
        return False
    names = [
        name_key(t) for one in guesses if _is(one, "products", "name") for t in one.column.said
    ]
    return bool(names) and len(set(names)) < _APART * len(names)


def _is_readable(one: Guess) -> bool:
    """Tell whether nearly all cells of a column can be read as the field that was guessed."""
    if one.scheme is not None or one.field == "stage":
        return one.field != "stage" or _stages_known(one.column)
    bound = bound_of(one.record, Source(one.field, dates=order_of(list(one.column.texts))[0]), 0)
    if bound.column.kind is CellKind.TEXT:
        return True
    cells, bad = Cells(Reading(), 4), 0
    for text in one.column.said:
        try:
            cells.value(bound, text, 0)
        except Refused:
            bad += 1
    return bad <= _BAD * len(one.column.said)


def bound_of(record: str, source: Source, at: int) -> Bound:
    """Return how a field is read from a column."""
    sheet = SHEETS[record]
    column = next(one for one in sheet.columns if one.key == source.field)
    return Bound(source, column, at, "", sheet.record)


def _stages_known(column: Column) -> bool:
    known = [bool(stage_of(head_of(text))) for text in set(column.said)]
    return sum(known) >= (1 - _BAD) * len(known)


def head_of(option: str) -> str:
    """Return an option without its letter and without what explains it."""
    return option_keys(option)[2]


def source_of(table: Table, one: Guess, comments: dict[tuple[str, str], str]) -> Source:
    """Return a column as the source of a field, with its options and the order of its days."""
    order, either, days = order_of(list(one.column.texts))
    where = column_named(table, one.column.at)
    source = replace(where, field=one.field, dates=order, scheme=one.scheme)
    if one.field == "stage":
        options = {head_of(text) for text in one.column.said}
        values = tuple((option, stage_of(option)) for option in sorted(options))
        source = replace(source, values=values)
    said = [] if where.letter is None else [f"“{tidy(one.column.heading)}”"]
    if days and either:
        said.append(f"{either:,} of {count(days, 'day')} could be read either way")
    shown = (tidy(text)[:_LONGEST_SAMPLE] for text in _first(one.column.said))
    comments[(one.record, one.field)] = ". ".join([*said, f"Such as {' | '.join(shown)}"])
    return source


def column_named(table: Table, at: int) -> Source:
    """Return a column by its heading where that says which, else by its letter."""
    heading = table.header[at]
    same = sum(name_key(one) == name_key(heading) for one in table.header)
    is_plain = heading == tidy(heading) and 0 < len(heading) <= _LONGEST_HEADING
    if table.header_row and same == 1 and is_plain:
        return Source("", column=heading)
    return Source("", letter=letters(at + 1))


def _first(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))[:_SHOWN]


def _add_constants(
    sources: dict[str, list[Source]], guesses: Sequence[Guess], table: Table
) -> None:
    """Add what records need and no column says, the same for all rows."""
    fields = {(one.record, one.field) for one in guesses}
    if "products" in sources and ("products", "stage") not in fields:
        sources["products"].append(Source("stage", constant=Stage.watching.label))
    if "versions" in sources:
        sources["versions"].insert(0, Source("name", constant="In use"))
    name = next((one for one in guesses if _is(one, "products", "name")), None)
    if "contracts" in sources and name is not None:
        title = column_named(table, name.column.at)
        sources["contracts"].insert(0, replace(title, field="title"))


def _is(one: Guess, record: str, field: str) -> bool:
    return (one.record, one.field) == (record, field)

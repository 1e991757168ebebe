"""Take from the sheets of the register what somebody chose: columns, rows, order, one record."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.references import Kind, is_reference, split
from vendor_tracker.domain.registers import RegisterChoice, RowFilter, SheetChoice
from vendor_tracker.excel.sheet import Column, Sheet
from vendor_tracker.excel.workbook import SheetRows
from vendor_tracker.storage.queries.registers.scope import SheetRow

_VERSION = "version"


@dataclass(frozen=True, slots=True)
class Pack:
    """One record, and for a product its suppliers: what a row names to be taken."""

    reference: str
    suppliers: frozenset[str] = frozenset()

    def filter(self, sheet: Sheet, rows: Iterable[SheetRow]) -> Iterator[SheetRow]:
        """Yield the rows that name the record; or, for a product, its suppliers and no product."""
        naming = [column.key for column in sheet.columns if column.refers_to]
        products = [c.key for c in sheet.columns if Kind.PRODUCT in c.refers_to]
        for row in rows:
            named = {name for key in naming for name in _named(row[key])}
            if self.reference in named or self._is_of_suppliers(row, named, products):
                yield row

    def _is_of_suppliers(self, row: SheetRow, named: set[str], products: Sequence[str]) -> bool:
        if self.suppliers.isdisjoint(named):
            return False
        kinds = (split(name) for key in products for name in _named(row[key]))
        return not any(found is not None and found[0] is Kind.PRODUCT for found in kinds)


def check_choice(choice: RegisterChoice, sheets: Mapping[str, Sheet], on: date) -> None:
    """Refuse in words a choice that names what is not there, or what could never be asked."""
    if choice.about and not is_reference(choice.about):
        raise Refused("Write a reference such as PRD-7.", field="about")
    for wanted in choice.sheets:
        if wanted.name not in sheets:
            raise Refused(f"There is no sheet “{wanted.name}”.", field="sheets")
        keys = {column.key for column in sheets[wanted.name].columns}
        for key in (
            *wanted.columns,
            *filter(None, [wanted.order]),
            *(f.column for f in wanted.filters),
        ):
            if key not in keys:
                raise Refused(f"There is no column “{key}” on {wanted.name}.", field="columns")
        for one in wanted.filters:
            one.check(on)


def chosen(sheet: Sheet, rows: Iterable[SheetRow], wanted: SheetChoice, on: date) -> SheetRows:
    """Return a sheet with the columns that were chosen, and its rows in the order chosen."""
    keys = {column.key for column in sheet.columns}
    for one in wanted.filters:
        if one.column in keys:
            rows = _taken(rows, one, on)
    if wanted.order in keys:
        rows = _ordered(rows, wanted.order, descending=wanted.descending)
    return replace(sheet, columns=columns_of(sheet, wanted.columns)), rows


def columns_of(sheet: Sheet, keys: Sequence[str]) -> tuple[Column, ...]:
    """Return these columns, those that bring a row home always among them; none means all."""
    by_key = {column.key: column for column in sheet.columns}
    wanted = [by_key[key] for key in keys if key in by_key]
    if not wanted:
        return sheet.columns
    first = sheet.columns[0]
    home = [by_key[_VERSION]] if _VERSION in by_key and by_key[_VERSION].hidden else []
    return tuple(dict.fromkeys([first, *(one for one in wanted if one not in home), *home]))


def filter_words(sheet: Sheet, wanted: SheetChoice) -> list[tuple[str, str]]:
    """Say which rows a sheet takes and how they are ordered, for whoever reads the register."""
    titles = {column.key: column.title for column in sheet.columns}
    said = [
        (
            f"Filter: {sheet.title}",
            f"{titles[f.column]} {f.test.label} {', '.join(f.words)}".strip(),
        )
        for f in wanted.filters
        if f.column in titles
    ]
    if wanted.order in titles:
        way = "from the last" if wanted.descending else "from the first"
        said.append((f"Order: {sheet.title}", f"{titles[wanted.order]}, {way}"))
    return said


def _taken(rows: Iterable[SheetRow], one: RowFilter, on: date) -> Iterator[SheetRow]:
    return (row for row in rows if one.takes(row[one.column], on))


def _ordered(rows: Iterable[SheetRow], key: str, *, descending: bool) -> list[SheetRow]:
    """Order the rows of one sheet, which has to hold them; what is empty comes last."""
    known: list[SheetRow] = []
    empty: list[SheetRow] = []
    for row in rows:
        (empty if row[key] in (None, "", ()) else known).append(row)
    rank: Callable[[SheetRow], Any] = lambda row: _rank(row[key])
    return [*sorted(known, key=rank, reverse=descending), *empty]


def _rank(value: object) -> tuple[int, Any]:
    """Return what orders values of one column, references by their number."""
    if isinstance(value, tuple):
        return _rank(value[0])
    if isinstance(value, datetime):
        return (1, value.timestamp())
    if isinstance(value, date):
        return (1, value.toordinal())
    if isinstance(value, (int, Decimal, float)):
        return (0, Decimal(value))
    place = getattr(value, "rank", None)
    found = split(str(value))
    if place is not None:
        return (0, place)
    return (
        (2, (found[0].value, found[1], ""))
        if found
        else (3, str(getattr(value, "label", value)).casefold())
    )


def _named(value: object) -> Iterator[str]:
    """Yield the references in a cell; those with a word behind them without it."""
    for part in value if isinstance(value, tuple) else (value,):
        if isinstance(part, str):
            yield part.partition(":")[0].partition("/")[0]

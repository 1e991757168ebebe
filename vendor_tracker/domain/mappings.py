"""A mapping: which column of somebody's list goes to which field of which record."""

import dataclasses
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from vendor_tracker.domain.dates import MONTHS
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.names import name_key, tidy

REFERENCES = "references"
DAY_FIRST, MONTH_FIRST = "day first", "month first"
# Finds a product again by its name; said by the person, for a name alone decides nothing.
BY_NAME = "name"
_DATES = (DAY_FIRST, MONTH_FIRST)
# Words of a record's part that are not fields: how to find the record again, and who it is.
_KEY, _ROLE = "key", "supplier_role"
_SOURCE = frozenset({"column", "letter", "constant", "dates", "values"})
_TOP = frozenset({"title", "sheet", "header_row", "band_row", "dates", "merged", "year_begins"})
# What a person settled about names: one cell that holds several, spellings of one, parents.
SPLITS, SAME, PARENTS = "splits", "same", "parents"
_SETTLED = frozenset({SPLITS, SAME, PARENTS})
SPREAD = "spread"
_APRIL = 4


@dataclass(frozen=True, slots=True)
class Source:
    """Where a field comes from: a column by its heading or letter, or the same for all rows."""

    field: str
    column: str | None = None
    letter: str | None = None
    constant: str | None = None
    dates: str = DAY_FIRST
    scheme: str | None = None
    # What an option of the list is called here; nothing where it says nothing.
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """What one row says about one kind of record, named as its sheet in the register."""

    name: str
    sources: tuple[Source, ...]
    key: str | None = None
    supplier_role: str = "developer"


@dataclass(frozen=True, slots=True)
class Settled:
    """What a person said about the names of suppliers in a list, by what the cell says."""

    splits: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    same: Mapping[str, str] = dataclasses.field(default_factory=dict)
    parents: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """The whole mapping of one list, and the text that it was read from."""

    parts: tuple[Part, ...]
    text: str
    title: str = ""
    sheet: str | None = None
    header_row: int | None = None
    # The row of a band above the headings, which tells headings of one name apart.
    band_row: int | None = None
    spreads_merged: bool = False
    year_begins: int = _APRIL
    settled: Settled = Settled()


def read_mapping(text: str, fields: Mapping[str, Collection[str]]) -> ColumnMapping:
    """Read a mapping from TOML; `fields` are those known of each record, by its name."""
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refused(f"The mapping cannot be read: {error}.") from error
    except RecursionError as error:
        raise Refused("The mapping cannot be read: lists within lists go too deep.") from error
    except ValueError as error:
        # Python reads no whole number of more than some thousand digits.
        raise Refused("The mapping cannot be read: a number in it is too long.") from error
    settled = {name: given.pop(name) for name in _SETTLED if name in given}
    parts = {name: value for name, value in given.items() if isinstance(value, dict)}
    _refuse_unknown(text, given, parts, fields)
    dates = _dates(text, given.get("dates", DAY_FIRST))
    found = tuple(_part(text, name, value, fields[name], dates) for name, value in parts.items())
    if not found:
        raise Refused(f"The mapping names no record. Begin a part with {_listed(fields, '[]')}.")
    return ColumnMapping(
        parts=found,
        text=text,
        title=_text(text, "title", given.get("title", "")),
        sheet=_text(text, "sheet", given["sheet"]) if "sheet" in given else None,
        header_row=_row(text, given, "header_row"),
        band_row=_row(text, given, "band_row"),
        spreads_merged=_merged(text, given.get("merged")),
        year_begins=_month(text, given.get("year_begins")),
        settled=_settled(text, settled),
    )


def _refuse_unknown(
    text: str,
    given: Mapping[str, Any],
    parts: Mapping[str, Any],
    fields: Mapping[str, Collection[str]],
) -> None:
    for name in given:
        if name in parts and name not in fields:
            raise _wrong(text, name, f"there is no record “{name}”; known: {_listed(fields)}")
        if name not in parts and name not in _TOP:
            raise _wrong(text, name, f"“{name}” is not known here; known: {_listed(_TOP)}")


def _part(
    text: str, name: str, given: Mapping[str, Any], known: Collection[str], dates: str
) -> Part:
    sources: list[Source] = []
    for field, value in given.items():
        where = f"{name}.{field}"
        if field in (_KEY, _ROLE):
            _text(text, where, value)
        elif field not in known:
            words = f"“{field}” is not a field of {name}; known: {_listed(known)}"
            raise _wrong(text, field, words)
        elif field == REFERENCES:
            sources += _references(text, where, value, dates)
        else:
            sources.append(_source(text, where, value, dates))
    schemes = [source.scheme for source in sources if source.scheme]
    key = given.get(_KEY) or (schemes[0] if len(schemes) == 1 else None)
    if key == BY_NAME:
        return Part(name, tuple(sources), BY_NAME, given.get(_ROLE, "developer"))
    if schemes and key not in schemes:
        words = f"say by which of them a record is found again: key = {_listed(schemes)}"
        raise _wrong(text, _KEY if _KEY in given else name, words)
    return Part(name, tuple(sources), key, given.get(_ROLE, "developer"))


def _references(text: str, where: str, given: Any, dates: str) -> list[Source]:
    if not isinstance(given, dict) or not given:
        words = 'write it as a part of lists, such as references = { FDA = "Number" }'
        raise _wrong(text, REFERENCES, words)
    return [
        replace(_source(text, f"{where}.{scheme}", value, dates), field=REFERENCES, scheme=scheme)
        for scheme, value in given.items()
    ]


def _source(text: str, where: str, value: Any, dates: str) -> Source:
    field = where.rpartition(".")[2]
    if isinstance(value, str):
        return Source(field, column=value, dates=dates)
    if not isinstance(value, dict):
        raise _wrong(text, where, f"{where} must be a heading in quotation marks")
    unknown = set(value) - _SOURCE
    if unknown:
        words = f"“{min(unknown)}” is not known in {where}; known: {_listed(_SOURCE)}"
        raise _wrong(text, min(unknown), words)
    if len({"column", "letter", "constant"} & set(value)) != 1:
        raise _wrong(text, where, f"{where} needs one of: column, letter, constant")
    return Source(
        field,
        column=_text(text, where, value["column"]) if "column" in value else None,
        letter=_text(text, where, value["letter"]) if "letter" in value else None,
        constant=str(value["constant"]) if "constant" in value else None,
        dates=_dates(text, value.get("dates", dates)),
        values=_values(text, where, value.get("values", {})),
    )


def _values(text: str, where: str, given: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(given, dict) or not all(isinstance(one, str) for one in given.values()):
        words = 'write values as a part of its own, such as values = { "c" = "Live" }'
        raise _wrong(text, "values" if "values" in text else where, words)
    return tuple((name_key(option), called) for option, called in given.items())


def _dates(text: str, value: Any) -> str:
    if value not in _DATES:
        raise _wrong(text, "dates", f"dates are “{DAY_FIRST}” or “{MONTH_FIRST}”, not “{value}”")
    return str(value)


def _row(text: str, given: Mapping[str, Any], name: str) -> int | None:
    value = given.get(name)
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 0):
        return value
    raise _wrong(text, name, f"{name} is the number of a row, or 0 for no headings")


def _merged(text: str, value: Any) -> bool:
    if value not in (None, SPREAD):
        words = f"merged is “{SPREAD}”: each of the merged cells says what the first says"
        raise _wrong(text, "merged", words)
    return value == SPREAD


def _month(text: str, value: Any) -> int:
    month = _APRIL if value is None else MONTHS.get(str(value).lower())
    if month is None:
        raise _wrong(text, "year_begins", "year_begins is the name of a month, such as April")
    return month


def _settled(text: str, given: Mapping[str, Any]) -> Settled:
    splits, same, parents = (given.get(name, {}) for name in (SPLITS, SAME, PARENTS))
    for name, table in ((SPLITS, splits), (SAME, same), (PARENTS, parents)):
        if not isinstance(table, dict):
            raise _wrong(text, name, f"{name} is a part of its own: [{name}]")
    for cell, names in splits.items():
        if not isinstance(names, list) or not names or not all(type(n) is str for n in names):
            raise _wrong(text, cell, f'“{cell}” needs a list of names, such as ["A", "B"]')
    for cell, name in (*same.items(), *parents.items()):
        _text(text, cell, name)
    return Settled(
        {name_key(cell): tuple(map(tidy, names)) for cell, names in splits.items()},
        {name_key(cell): tidy(name) for cell, name in same.items()},
        {name_key(cell): tidy(name) for cell, name in parents.items()},
    )


def _text(text: str, where: str, value: Any) -> str:
    if not isinstance(value, str):
        raise _wrong(text, where, f"{where} must be a text in quotation marks")
    return value


def _wrong(text: str, word: str, reason: str) -> Refused:
    """Return a refusal that names the line in which a word stands first."""
    word = word.rpartition(".")[2]
    lines = text.splitlines()
    line = next((n for n, words in enumerate(lines, 1) if word in words), 1)
    return Refused(f"Line {line} of the mapping: {reason}.")


def _listed(words: Collection[str], around: str = "") -> str:
    before, after = (around[0], around[1]) if around else ("", "")
    return ", ".join(f"{before}{word}{after}" for word in sorted(words))

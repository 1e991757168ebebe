"""Write a mapping as text, so that a person can read it, keep it and use it again."""

import calendar
import json
from collections.abc import Iterator, Mapping
from itertools import groupby

from vendor_tracker.domain.mappings import (
    BY_NAME,
    DAY_FIRST,
    PARENTS,
    REFERENCES,
    SAME,
    SPLITS,
    SPREAD,
    ColumnMapping,
    Part,
    Source,
)

# What is said beside a field, by record and field.
Comments = Mapping[tuple[str, str], str]
_DEVELOPER = "developer"
_APRIL = 4


def text_of(mapping: ColumnMapping, comments: Comments | None = None) -> str:
    """Return a mapping as TOML, as the pages and the command line read it."""
    lines = [*_head(mapping)]
    for part in mapping.parts:
        lines += ["", f"[{part.name}]", *_part(part, comments or {})]
    settled = mapping.settled
    for name, table in ((SPLITS, settled.splits), (SAME, settled.same), (PARENTS, settled.parents)):
        if table:
            lines += ["", f"[{name}]"]
            lines += [f"{_quoted(cell)} = {_value(said)}" for cell, said in table.items()]
    return "\n".join(lines).lstrip("\n") + "\n"


def _head(mapping: ColumnMapping) -> Iterator[str]:
    if mapping.title:
        yield f"title = {_quoted(mapping.title)}"
    if mapping.sheet:
        yield f"sheet = {_quoted(mapping.sheet)}"
    if mapping.header_row is not None:
        yield f"header_row = {mapping.header_row}"
    if mapping.band_row is not None:
        yield f"band_row = {mapping.band_row}"
    if mapping.spreads_merged:
        yield f"merged = {_quoted(SPREAD)}"
    if mapping.year_begins != _APRIL:
        yield f"year_begins = {_quoted(calendar.month_name[mapping.year_begins])}"


def _part(part: Part, comments: Comments) -> Iterator[str]:
    for field, sources in groupby(part.sources, key=lambda one: one.field):
        comment = " ".join(comments.get((part.name, field), "").split())
        if comment:
            yield f"# {comment}"
        if field == REFERENCES:
            inside = ", ".join(f"{_quoted(str(s.scheme))} = {_source(s)}" for s in sources)
            yield f"{REFERENCES} = {{ {inside} }}"
        else:
            yield from (f"{field} = {_source(source)}" for source in sources)
    schemes = [source.scheme for source in part.sources if source.scheme]
    if part.key is not None and (part.key == BY_NAME or len(schemes) > 1):
        yield f"key = {_quoted(part.key)}"
    if part.supplier_role != _DEVELOPER:
        yield f"supplier_role = {_quoted(part.supplier_role)}"


def _source(source: Source) -> str:
    said: dict[str, str] = {}
    for name in ("column", "letter", "constant"):
        value = getattr(source, name)
        if value is not None:
            said[name] = _quoted(value)
    if source.constant is None and source.dates != DAY_FIRST:
        said["dates"] = _quoted(source.dates)
    if source.values:
        pairs = ", ".join(f"{_quoted(option)} = {_quoted(name)}" for option, name in source.values)
        said["values"] = f"{{ {pairs} }}"
    if list(said) == ["column"]:
        return said["column"]
    return "{ " + ", ".join(f"{name} = {value}" for name, value in said.items()) + " }"


def _value(said: str | tuple[str, ...]) -> str:
    if isinstance(said, str):
        return _quoted(said)
    return f"[{', '.join(map(_quoted, said))}]"


def _quoted(text: str) -> str:
    # JSON escapes all that TOML must not hold, but for one control character.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")

"""Say column by column what somebody's list holds, and write it down as a mapping."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.columnguesses import Column, Content, Guess, scheme_of
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.mappings import BY_NAME, REFERENCES, ColumnMapping, Part, Source
from vendor_tracker.domain.mappingtexts import text_of
from vendor_tracker.domain.names import tidy
from vendor_tracker.excel.addresses import letters
from vendor_tracker.services.imports import savedmappings, suggestions
from vendor_tracker.services.imports.joins import SHEETS
from vendor_tracker.services.imports.listcells import order_of, short_heading
from vendor_tracker.services.imports.lists import mapping_from, position_of
from vendor_tracker.services.imports.namings import settled_with
from vendor_tracker.services.imports.sources import ListFile
from vendor_tracker.services.imports.suggestions import Suggestion

# What a column may be said to hold; a mapping may name more.
_FIELDS = {
    "suppliers": "name website country company_number size note",
    "products": "name references stage clinical_area intended_use not_for accountable esf_tier "
    "fact_care fact_dev fact_pd fact_gen fact_scr fact_adp fact_host fact_int fact_img fact_pat "
    "fact_third_party fact_auto",
    "versions": "name released_on in_use_from changes",
    "claims": "statement kind said_on said_by said_where population metric",
    "contracts": "title starts_on ends_on notice_by value_year value_total route framework",
    "costs": "description category charge quantity unit unit_price starts_on ends_on",
    "payments": "paid_on amount what_for invoice",
}
_SAMPLES = 3
_LONGEST_SAMPLE = 60


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """A column of a list with some of its cells, and the field that it is taken for."""

    at: int
    letter: str
    heading: str
    samples: tuple[str, ...]
    target: str
    has_days: bool
    dates: str
    either: int


@dataclass(frozen=True, slots=True)
class Shown:
    """All that there is to choose from, and what is suggested."""

    sheets: tuple[str, ...]
    hidden: tuple[str, ...]
    sheet: str
    header_row: int
    rows: int
    columns: tuple[ColumnShown, ...]
    constants: tuple[tuple[str, str], ...]
    by_name: bool
    has_merged: bool
    title: str
    learned: str | None


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person said: a target for each column, days, and what is the same for all rows."""

    targets: Mapping[int, str]
    dates: Mapping[int, str]
    constants: Sequence[tuple[str, str]] = ()
    by_name: bool = False
    title: str = ""


def targets() -> dict[str, list[tuple[str, str]]]:
    """Return the fields to choose from, with their titles, by the record they belong to."""
    found = {}
    for record, names in _FIELDS.items():
        titles = {column.key: column.title for column in SHEETS[record].columns}
        found[record] = [(f"{record}.{one}", titles[one]) for one in names.split()]
    return found


def show(actor: Actor, source: ListFile) -> Shown:
    """Return the columns of a list, as a mapping reads them or as one is suggested."""
    found = suggestions.suggest(actor, source)
    mapping = mapping_from(source.mapping_text) if source.mapping_text else found.mapping
    fields = _fields(found, mapping)
    return Shown(
        sheets=found.overview.sheets,
        hidden=found.overview.hidden,
        sheet=found.table.sheet,
        header_row=found.table.header_row,
        rows=len(found.table.rows),
        columns=tuple(_shown(one, fields) for one in found.columns),
        constants=tuple(
            (f"{part.name}.{one.field}", one.constant)
            for part in mapping.parts
            for one in part.sources
            if one.constant is not None
        ),
        by_name=any(part.key == BY_NAME for part in mapping.parts),
        has_merged=found.overview.has_merged,
        title=mapping.title,
        learned=None if source.mapping_text else found.learned,
    )


def _fields(found: Suggestion, mapping: ColumnMapping) -> dict[int, tuple[str, Source]]:
    """Return the field that each column fills; a column that is not there fills none."""
    fields = {}
    for part in mapping.parts:
        for one in part.sources:
            if one.constant is not None:
                continue
            try:
                fields[position_of(found.table, one)] = (f"{part.name}.{one.field}", one)
            except Refused:
                continue
    return fields


def _shown(column: Column, fields: Mapping[int, tuple[str, Source]]) -> ColumnShown:
    target, source = fields.get(column.at, ("", None))
    order, either, _ = order_of(list(column.texts))
    samples = (tidy(text) for text in dict.fromkeys(column.said))
    return ColumnShown(
        at=column.at,
        letter=letters(column.at + 1),
        heading=short_heading(column.heading),
        samples=tuple(_cut(text) for text in islice(samples, _SAMPLES)),
        target=target,
        has_days=column.content is Content.DAYS,
        dates=source.dates if source else order,
        either=either,
    )


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_SAMPLE else f"{text[: _LONGEST_SAMPLE - 1]}…"


def mapping_text(actor: Actor, source: ListFile, chosen: Chosen) -> str:
    """Return what a person chose as a mapping; kept under its title when it has one."""
    found = suggestions.suggest(actor, replace(source, mapping_text=None))
    before = mapping_from(source.mapping_text) if source.mapping_text else found.mapping
    sources = _sources(found, before, chosen)
    mapping = replace(
        found.mapping,
        parts=tuple(
            _part(record, sources[record], chosen) for record in _FIELDS if record in sources
        ),
        title=tidy(chosen.title),
        sheet=found.table.sheet if len(found.overview.sheets) > 1 or source.sheet else None,
        header_row=found.table.header_row,
        spreads_merged=found.overview.has_merged,
        settled=before.settled,
    )
    text = text_of(mapping)
    mapping_from(text)
    if mapping.title:
        savedmappings.save(actor, name=mapping.title, headings=found.table.header, text=text)
    return text


def _sources(found: Suggestion, before: ColumnMapping, chosen: Chosen) -> dict[str, list[Source]]:
    """Return what fills the fields of each record: columns, and what is the same for all rows."""
    kept = dict(_fields(found, before).values())
    sources: dict[str, list[Source]] = {}
    for at, target in sorted(chosen.targets.items()):
        record, field = _known(target)
        made = _source(found, at, record, field, chosen.dates.get(at))
        same = kept.get(target)
        values = same.values if same is not None and same.values else made.values
        _add(sources, record, replace(made, values=values))
    for target, value in chosen.constants:
        record, field = _known(target)
        _add(sources, record, Source(field, constant=value))
    if not sources:
        raise Refused("Say for at least one column what it holds.")
    return sources


def _add(sources: dict[str, list[Source]], record: str, made: Source) -> None:
    fields = {one.field for one in sources.setdefault(record, [])} - {REFERENCES}
    if made.field in fields:
        title = dict(targets()[record])[f"{record}.{made.field}"]
        raise Refused(f"“{title}” of {record} is filled twice. Leave one of the two out.")
    sources[record].append(made)


def _known(target: str) -> tuple[str, str]:
    record, _, field = target.partition(".")
    if field not in _FIELDS.get(record, "").split():
        raise Refused("Choose what each column holds from the list.")
    return record, field


def _source(found: Suggestion, at: int, record: str, field: str, dates: str | None) -> Source:
    if not 0 <= at < len(found.columns):
        raise Refused("The list has fewer columns than were chosen. Look at it again.")
    column = found.columns[at]
    scheme = scheme_of(column.heading) if field == REFERENCES else None
    source = suggestions.source_of(found.table, Guess(column, record, field, scheme), {})
    return replace(source, dates=dates or source.dates)


def _part(record: str, sources: list[Source], chosen: Chosen) -> Part:
    schemes = [one.scheme for one in sources if one.scheme]
    # References stand beside one another, as they are written in one line.
    ordered = tuple(sorted(sources, key=lambda one: one.field == REFERENCES))
    if schemes:
        return Part(record, ordered, schemes[0])
    return Part(record, ordered, BY_NAME if chosen.by_name and record == "products" else None)


def with_names(
    text: str,
    splits: dict[str, tuple[str, ...]],
    same: dict[str, str],
    parents: dict[str, str],
) -> str:
    """Return a mapping in which these names of suppliers are settled, too."""
    mapping = mapping_from(text)
    return text_of(replace(mapping, settled=settled_with(mapping.settled, splits, same, parents)))

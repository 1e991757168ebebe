"""Files of checklists, in and out: TOML, the template, OSCAL, and lists by mapped columns."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.checklists.columns import (
    ColumnMap,
    TextRow,
    guessed,
    read_mapping,
    read_rows,
)
from vendor_tracker.domain.checklists.foreign import Wanted, next_version
from vendor_tracker.domain.checklists.loading import parse_checklist
from vendor_tracker.domain.checklists.model import Checklist
from vendor_tracker.domain.checklists.oscal import read_oscal
from vendor_tracker.domain.checklists.places import ChecklistFault
from vendor_tracker.domain.checklists.writing import as_toml
from vendor_tracker.domain.errors import NotFound, Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.texts import storable
from vendor_tracker.storage.libraries import load_newest

TOML, OSCAL, TEMPLATE, LIST = "toml", "oscal", "template", "list"
_MOST_BYTES = 5_000_000
NOTHING_SAID = Wanted("")


@dataclass(frozen=True, slots=True)
class ChecklistFile:
    """A file that somebody brings, with what they say of it."""

    path: Path
    name: str
    wanted: Wanted = NOTHING_SAID
    columns: ColumnMap | None = None
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Headings:
    """What a list looks like before anybody says what its columns hold."""

    names: Sequence[str]
    guess: ColumnMap
    # The first rows, each cell as text.
    first: Sequence[Sequence[str]]
    rows: int


def kind_of(source: ChecklistFile) -> str:
    """Return what kind of file this is; refuse what no checklist comes in."""
    ending = source.name.rpartition(".")[2].casefold()
    if ending == "toml":
        return TOML
    if ending == "json":
        return OSCAL
    if ending in ("csv", "tsv", "txt"):
        return LIST
    if ending != "xlsx":
        raise Refused(
            f"{source.name} is no file that a checklist comes in. Choose one that ends in .toml, "
            ".xlsx, .json or .csv.",
            field="file",
        )
    from vendor_tracker.excel.checklists import is_template
    from vendor_tracker.excel.reader import read_workbook

    return TEMPLATE if is_template(read_workbook(source.path, name=source.name)) else LIST


def read_file(actor: Actor, source: ChecklistFile) -> Checklist:
    """Return the checklist in a file; raise ChecklistFault or Refused with what is wrong."""
    actor.must(Permission.ADMINISTER)
    kind = kind_of(source)
    if kind == TOML:
        return _checked(parse_checklist(_text(source), source.name))
    if kind == TEMPLATE:
        from vendor_tracker.excel.checklists import read_template

        return _checked(read_template(source.path, source.name))
    wanted = _with_code(source.wanted)
    old = load_newest(actor.organisation_id, wanted.code)
    if kind == OSCAL:
        return _checked(read_oscal(_text(source), source.name, wanted, old))
    return _checked(_of_list(source, wanted, old))


def read_headings(source: ChecklistFile) -> Headings:
    """Return the headings of a list, and a guess at what they hold."""
    names, rows = _rows(source)
    first = [[row.cells.get(name, "") for name in names] for row in rows[:3]]
    return Headings(names, guessed(names), first, len(rows))


def mapped(source: ChecklistFile, text: str, name: str) -> ChecklistFile:
    """Return a file with what a mapping says of it; what is said beside it stands first."""
    columns, about = read_mapping(text, name)
    said = {key: value for key, value in _said(source.wanted).items() if value}
    wanted = Wanted(**{"code": "", **about, **said})
    return replace(source, columns=columns, wanted=wanted)


def write_template(actor: Actor, code: str = "") -> bytes:
    """Return the workbook to fill in: blank, or with a checklist to make its next version."""
    actor.must(Permission.VIEW)
    from vendor_tracker.excel.about import About
    from vendor_tracker.excel.checklists import HEAD, ITEMS, head_row, item_rows, legend
    from vendor_tracker.excel.properties import Properties
    from vendor_tracker.excel.workbook import SheetRows, write_workbook

    old = load_newest(actor.organisation_id, code) if code else None
    if code and old is None:
        raise NotFound(code)
    heads: list[Mapping[str, object]] = []
    if old is not None:
        heads = [{**head_row(old), "version": next_version(old)}]
    title = f"{old.title}, to be changed" if old else "A checklist of your own"
    about = About(title, [("To use it", _HOW)], legend())
    parts: list[SheetRows] = [(HEAD, heads), (ITEMS, list(item_rows(old.items if old else ())))]
    out = io.BytesIO()
    write_workbook(out, about, parts, Properties(title, clock.now()))
    return out.getvalue()


_HOW = (
    "Fill in one row on the sheet Checklist and a row for each question on the sheet Items, save "
    "it, and bring it in under Checklists. Only id, section and question are needed; where a "
    "cell is empty it is about the product, answered by the supplier, asked for the award, major."
)


def _of_list(source: ChecklistFile, wanted: Wanted, old: Checklist | None) -> Checklist:
    names, rows = _rows(source)
    columns = source.columns or guessed(names)
    for heading in _said(columns).values():
        if heading and heading not in names:
            raise ChecklistFault([f"{source.name}: it has no column “{heading}”."])
    if wanted.version or old is None:
        return read_rows(rows, columns, source.name, wanted, old)
    same = read_rows(rows, columns, source.name, replace(wanted, version=old.version), old)
    if as_toml(replace(same, retired=old.retired)) == as_toml(old):
        return same
    return replace(same, version=next_version(old))


def _rows(source: ChecklistFile) -> tuple[list[str], list[TextRow]]:
    from vendor_tracker.excel.reader import read_table
    from vendor_tracker.excel.tables import BadCell

    table = read_table(source.path, source.sheet, name=source.name)
    names = [heading.strip() for heading in table.header]
    rows = []
    for row in table.rows:
        cells = {
            name: (value.raw if isinstance(value, BadCell) else str(value)).strip()
            for name, value in zip(names, row.cells, strict=False)
            if name and value is not None
        }
        rows.append(TextRow(row.number, cells))
    return [name for name in names if name], rows


def _with_code(wanted: Wanted) -> Wanted:
    code = wanted.code.strip().upper()
    if not (code.isascii() and code.isalpha() and 2 <= len(code) <= 6):
        raise Refused(
            "Give the checklist a code of two to six letters, such as MVSP. Its items are named "
            "by it.",
            field="code",
        )
    return replace(wanted, code=code)


def _text(source: ChecklistFile) -> str:
    content = source.path.read_bytes()
    if len(content) > _MOST_BYTES:
        raise ChecklistFault([f"{source.name}: at most 5 MB are read; this file is longer."])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ChecklistFault([f"{source.name}, line {line}: this is not text in UTF-8."]) from error


def _checked(checklist: Checklist) -> Checklist:
    """Return a checklist in the form in which it is stored; refuse what cannot be stored."""
    for item in checklist.items:
        for text in (item.question, item.why, item.counts, item.not_enough, item.example, item.ask):
            try:
                storable(text)
            except Refused as refusal:
                raise ChecklistFault([f"{item.code}: {refusal.message}"]) from refusal
    return checklist


def _said(given: Wanted | ColumnMap) -> dict[str, str]:
    return {name: str(value) for name, value in asdict(given).items()}

"""Check checklists before they are used, and list those that come with the program."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from vendor_tracker.cli import checklistimports, opening
from vendor_tracker.domain.checklists.checking import check_library, check_successor, criticals
from vendor_tracker.domain.checklists.loading import built_in, read_library
from vendor_tracker.domain.checklists.model import Checklist, Library
from vendor_tracker.domain.checklists.places import ChecklistFault
from vendor_tracker.domain.rules import RULES_BY_CODE
from vendor_tracker.domain.wording import count
from vendor_tracker.services import checklistuses

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("checklists")
def group() -> None:
    """Look after the checklists."""


group.add_command(checklistimports.import_)


@group.command(short_help="Prove that checklists can be used.")
@click.argument("files", nargs=-1, type=_FILE, metavar="[FILE...]")
@click.option(
    "--organisation", "code", help="Check all that this organisation uses, its own among them."
)
@click.pass_context
def check(context: click.Context, files: tuple[Path, ...], code: str | None) -> None:
    """Read checklists, those of the program unless FILE is given, and tell every fault."""
    if files and code is not None:
        raise click.UsageError("Give files or an organisation, not both.")
    try:
        library = _in_use(code) if code is not None else _read(files)
        faults = [*check_library(library, RULES_BY_CODE), *_against_built_in(library)]
    except ChecklistFault as fault:
        faults = list(fault.faults)
    for words in faults:
        click.echo(words, err=True)
    if faults:
        click.echo(f"{count(len(faults), 'fault')}.", err=True)
        context.exit(1)
    click.echo(_summary(library))
    if not files and code is None:
        click.echo("These are the program’s. With --organisation, all that are used there.")


def _read(files: tuple[Path, ...]) -> Library:
    return read_library(_texts(files) if files else built_in())


def _in_use(code: str) -> Library:
    with opening.opened():
        return checklistuses.library_in_use(opening.actor_of(code))


@group.command("list")
@click.option("--json", "as_json", is_flag=True, help="Every item with all it says, as JSON.")
def list_(as_json: bool) -> None:
    """List the checklists of the program, with their versions."""
    library = read_library(built_in())
    if as_json:
        told = [_told(checklist) for checklist in library.checklists]
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    wide = max(len(checklist.title) for checklist in library.checklists)
    for checklist in library.checklists:
        items = count(len(checklist.items), "item")
        click.echo(
            f"{checklist.code:<6}  {checklist.version:<5}  {checklist.title:<{wide}}  {items:>9}"
        )


def _texts(files: Iterable[Path]) -> Iterator[tuple[str, str]]:
    for file in files:
        try:
            yield file.name, file.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            raise ChecklistFault(
                [f"{file.name}, line {line}: this is not text in UTF-8."]
            ) from error


def _against_built_in(library: Library) -> Iterator[str]:
    ours = read_library(built_in()).by_checklist
    for checklist in library.checklists:
        old = ours.get(checklist.code)
        if old is not None and checklist.number > old.number:
            yield from check_successor(old, checklist)


def _summary(library: Library) -> str:
    found = criticals(library)
    sources = "" if any(one.origin for one in library.checklists) else "every source resolved, "
    most = max(found.values(), default=0)
    gates = ", ".join(f"{gate.label.lower()} {number}" for gate, number in found.items())
    return (
        f"{count(len(library.checklists), 'checklist')}, {count(len(library.items), 'item')}, "
        f"{sources}at most {most} critical per gate"
        f"{f' ({gates})' if gates else ''}."
    )


def _told(checklist: Checklist) -> dict[str, Any]:
    told = asdict(checklist)
    for section, given in zip(checklist.sections, told["sections"], strict=True):
        for item, fields in zip(section.items, given["items"], strict=True):
            # As it was written: how it was understood concerns nobody else.
            fields["when"] = item.when.text
    return told

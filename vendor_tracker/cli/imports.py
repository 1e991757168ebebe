"""Bring a list in from the command line: look first, then apply."""

import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

import click

from vendor_tracker.cli import cards, checklistimports, differences, opening
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.imports import ImportReport, as_json
from vendor_tracker.services import imports
from vendor_tracker.services.imports import ListFile, marking, savedmappings

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_NEW = click.Path(dir_okay=False, path_type=Path)
_SHOWN = 20


@click.command("import", short_help="Look at a list, or bring it in.")
@click.argument("file", type=_FILE)
@opening.organisation
@click.option("--mapping", type=_FILE, help="Which column goes where, in TOML.")
@click.option("--sheet", help="The sheet that holds the list, if there are several.")
@click.option("--header-row", type=click.IntRange(0), help="Row of the headings; 0 for none.")
@click.option("--saved", help="Read it by a mapping that is kept here under this name.")
@click.option("--suggest", is_flag=True, help="Write a mapping that fits; nothing else is done.")
@click.option("--marked", type=_NEW, help="Write the list with its bad cells marked to this file.")
@differences.options
@click.option("--apply", "applies", is_flag=True, help="Bring it in; without this, only look.")
@click.option("--json", "as_json_", is_flag=True, help="Report as JSON.")
@click.pass_context
def import_(
    context: click.Context,
    file: Path,
    *,
    code: str,
    mapping: Path | None,
    sheet: str | None,
    header_row: int | None,
    saved: str | None,
    suggest: bool,
    marked: Path | None,
    applies: bool,
    as_json_: bool,
    **chosen: Any,
) -> None:
    """Bring in FILE: a CSV or Excel list by a mapping, or a register of ours without one.

    A model card (.xml) and a checklist (.json) are brought in as their own commands do.
    """
    if _is_other(context, file, code=code, applies=applies, as_json_=as_json_):
        return
    choices = differences.choices(**chosen)
    source = ListFile(file, file.name, sheet, header_row, _text_of(mapping), choices)
    with opening.opened():
        actor = opening.actor_of(code)
        if suggest:
            click.echo(_suggested(actor, source), nl=False)
            return
        if saved is not None:
            source = replace(source, mapping_text=savedmappings.saved(actor, saved))
        report = _run(actor, source, applies=applies)
        if marked is not None:
            marked.write_bytes(marking.marked(actor, source, report))
    _say(report, applies=applies, as_json_=as_json_)
    if report.problems:
        click.echo(imports.RowsRefused(report).message, err=True)
        context.exit(1)
    if report.open_conflicts:
        click.echo(imports.Undecided(report).message, err=True)
        context.exit(1)


def _is_other(
    context: click.Context, file: Path, *, code: str, applies: bool, as_json_: bool
) -> bool:
    """Hand a file that is no list to the command that knows it."""
    kind = file.suffix.lower()
    if kind == ".xml":
        context.invoke(cards.import_card, file=file, code=code, applies=applies, as_json_=as_json_)
    elif kind == ".json":
        known = checklistimports.import_
        # Its items are named by a code, which such files are called by.
        named = re.match(r"[A-Za-z]{2,6}(?![A-Za-z])", file.stem)
        words = {"named": named[0].upper()} if named else {}
        context.invoke(known, file=file, code=code, applies=applies, as_json=as_json_, **words)
    return kind in (".xml", ".json")


def _say(report: ImportReport, *, applies: bool, as_json_: bool) -> None:
    if as_json_:
        click.echo(json.dumps(as_json(report), ensure_ascii=False))
    else:
        _tell(report, applies=applies)


def _suggested(actor: Actor, source: ListFile) -> str:
    # What reads workbooks takes long to load, and is needed for this alone.
    from vendor_tracker.services.imports import suggestions

    return suggestions.suggested_text(actor, source)


def _text_of(mapping: Path | None) -> str | None:
    if mapping is None:
        return None
    try:
        return mapping.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(f"{mapping.name} is not a text in UTF-8. Save the mapping again.") from error


def _run(actor: Actor, source: ListFile, *, applies: bool) -> ImportReport:
    with _bar("Bringing in" if applies else "Looking") as advance:
        if not applies:
            return imports.preview(actor, source, advance)
        try:
            return imports.apply(actor, source, advance=advance)
        except (imports.RowsRefused, imports.Undecided) as refused:
            return refused.report


@contextmanager
def _bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Hold a bar on a terminal; how much there is to do is known once the file was read."""
    stream: TextIO = sys.stderr
    with click.progressbar(length=1, label=label, file=stream, hidden=not stream.isatty()) as shown:

        def advance(done: int, total: int) -> None:
            shown.length = total
            shown.update(done)

        yield advance


def _tell(report: ImportReport, *, applies: bool) -> None:
    click.echo(
        f"{report.file_name}: {report.rows:,} rows: {report.new:,} new, {report.changed:,} "
        f"changed, {report.unchanged:,} unchanged, {report.skipped:,} skipped, "
        f"{report.bad:,} with errors"
    )
    for one in report.records:
        counts = f"{one.new:,} new, {one.changed:,} changed, {one.unchanged:,} unchanged"
        click.echo(f"  {one.words}: {counts}")
    for notice in report.notices:
        click.echo(f"  Note: {notice}")
    _tell_names(report)
    for problem in report.problems[:_SHOWN]:
        where = f"{problem.sheet}, row {problem.row}"
        where += f", {problem.column}" if problem.column else ""
        value = f" “{problem.value}”" if problem.value else ""
        click.echo(f"  {where}{value}: {problem.reason}")
    if len(report.problems) > _SHOWN:
        click.echo(f"  and {len(report.problems) - _SHOWN:,} more; --json lists them all")
    differences.tell(report)
    if not report.problems and not report.open_conflicts:
        _tell_outcome(report, applies=applies)


def _tell_names(report: ImportReport) -> None:
    """Tell which names may be several or another's; the mapping settles them."""
    for several in report.several[:_SHOWN]:
        rows = ", ".join(map(str, several.rows[:5]))
        names = ", ".join(f'"{name}"' for name in several.parts)
        click.echo(f"  Row {rows}: taken as one supplier. If several, write under [splits]:")
        click.echo(f'    "{several.text}" = [{names}]')
    for one in report.lookalikes[:_SHOWN]:
        click.echo(
            f"  “{one.name}” is taken as a new supplier; it is like “{one.like}” ({one.where}). "
            "If it is the same, say so under [same]; if its parent company, under [parents]"
        )
    more = max(len(report.several) - _SHOWN, 0) + max(len(report.lookalikes) - _SHOWN, 0)
    if more:
        click.echo(f"  and {more:,} more names to look at; --json lists them all")


def _tell_outcome(report: ImportReport, *, applies: bool) -> None:
    raised = report.raised
    if raised is not None and not report.changes_nothing:
        would = "It raises" if applies else "It would raise"
        click.echo(
            f"  {would} {raised.flags} flags ({raised.critical} critical), "
            f"{raised.known_at_start} known at start, {raised.catch_up} products in catch-up"
        )
    if report.changes_nothing:
        click.echo("Nothing changes: all of this is here already.")
    elif report.reference:
        click.echo(f"Brought in as {report.reference}.")
    else:
        click.echo("Nothing was changed. Add --apply to bring it in.")

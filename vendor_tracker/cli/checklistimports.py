"""Bring a checklist in from the command line: look first, then publish."""

import json
from pathlib import Path
from typing import Any

import click

from vendor_tracker.cli import opening
from vendor_tracker.domain.checklists.foreign import Wanted
from vendor_tracker.domain.checklists.places import ChecklistFault
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.vocabulary import Gate
from vendor_tracker.domain.wording import count, listed
from vendor_tracker.services import checklistfiles, ownchecklists
from vendor_tracker.services.checklistfiles import ChecklistFile
from vendor_tracker.services.ownchecklists import Publishing

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_GATES = click.Choice([gate.value for gate in Gate])


@click.command("import", short_help="Look at a checklist of your own, or publish it.")
@click.argument("file", type=_FILE)
@opening.organisation
@click.option("--code", "named", default="", help="Its code here, such as MVSP.")
@click.option("--gate", type=_GATES, help="The gate that asks it; else the award.")
@click.option("--mapping", type=_FILE, help="Which column holds what, in TOML; for a list.")
@click.option("--apply", "applies", is_flag=True, help="Publish it; without this, only look.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
@click.pass_context
def import_(
    context: click.Context,
    file: Path,
    *,
    code: str,
    named: str,
    gate: str | None,
    mapping: Path | None,
    applies: bool,
    as_json: bool,
) -> None:
    """Bring in FILE as a checklist: TOML, our template, OSCAL (JSON), or a list (CSV, Excel)."""
    source = ChecklistFile(file, file.name, Wanted(named, gate or ""))
    try:
        if mapping is not None:
            source = checklistfiles.mapped(source, _text_of(mapping), mapping.name)
        with opening.opened():
            actor = opening.actor_of(code)
            found = ownchecklists.look(actor, checklistfiles.read_file(actor, source))
            if applies:
                ownchecklists.publish(actor, found.checklist, agreed=found.fingerprint)
    except ChecklistFault as fault:
        for words in fault.faults:
            click.echo(words, err=True)
        click.echo(f"{count(len(fault.faults), 'fault')}. Nothing was stored.", err=True)
        context.exit(1)
    told = _told(found, applies=applies)
    click.echo(json.dumps(told, ensure_ascii=False) if as_json else _words(found, applies=applies))


def _text_of(mapping: Path) -> str:
    try:
        return mapping.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(f"{mapping.name} is not a text in UTF-8. Save the mapping again.") from error


def _told(found: Publishing, *, applies: bool) -> dict[str, Any]:
    made, difference = found.checklist, found.difference
    return {
        "code": made.code,
        "version": made.version,
        "title": made.title,
        "origin": made.origin,
        "sections": len(made.sections),
        "items": len(made.items),
        "before": found.before,
        "new": [item.code for item in difference.new],
        "reworded": [one.new.code for one in difference.reworded],
        "altered": [one.new.code for one in difference.altered],
        "retired": [item.code for item in difference.retired],
        "answers": {"stay": found.stay, "again": found.again, "out": found.out},
        "published": applies or found.is_published,
    }


def _words(found: Publishing, *, applies: bool) -> str:
    made, difference = found.checklist, found.difference
    lines = [
        f"{made.code} {made.version}, {made.title}: {count(len(made.items), 'item')} in "
        f"{count(len(made.sections), 'section')}."
    ]
    if found.before:
        parts = [
            f"{len(difference.new)} new",
            f"{len(difference.reworded)} asked in other words",
            f"{len(difference.altered)} otherwise changed",
            f"{len(difference.retired)} retired",
        ]
        lines.append(f"Against {made.code} {found.before}: {listed(parts)}.")
        lines.append(
            f"Answers: {found.stay} stay, {found.again} to be looked at again, "
            f"{found.out} no longer asked for."
        )
    if found.is_published:
        lines.append("Nothing changes: this version is published already.")
    elif applies:
        lines.append("Published.")
    else:
        lines.append("Nothing was changed. Add --apply to publish it.")
    return "\n".join(lines)

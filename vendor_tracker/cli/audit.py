"""Verify and hand out the audit chain."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from vendor_tracker.cli import opening, progress
from vendor_tracker.domain.errors import Refused
from vendor_tracker.files.writing import settle, temporary_file
from vendor_tracker.services import chains


@click.group("audit")
def group() -> None:
    """Prove that nobody rewrote the history."""


@group.command(short_help="Prove that every link holds.")
@opening.organisation
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
@click.pass_context
def verify(context: click.Context, code: str, as_json: bool) -> None:
    """Follow the organisation's chain and the system's from the first link to the last."""
    with opening.opened():
        actor = opening.actor_of(code)
        with progress.bar(chains.count(actor.organisation_id), "Following the chain") as move:
            found = [chains.verify(actor, move), chains.verify_system()]
    if as_json:
        click.echo(json.dumps([asdict(report) for report in found]))
    for report in found:
        if report.problem:
            click.echo(f"{report.chain}: {report.problem}", err=True)
        elif not as_json:
            click.echo(f"{report.chain}: holds, {report.events:,} links, head {report.head}")
    context.exit(1 if any(report.problem for report in found) else 0)


@group.command(short_help="Write every link to a file.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@opening.organisation
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def export(file: Path, code: str, as_json: bool) -> None:
    """Write every link of the chain with its snapshot to FILE, one JSON line each."""
    with opening.opened():
        actor = opening.actor_of(code)
        total = chains.count(actor.organisation_id)
        with progress.bar(total, "Writing the chain") as move:
            count = _write(file.absolute(), chains.export(actor), move)
    report = {"file": str(file), "links": count}
    click.echo(json.dumps(report) if as_json else f"{count:,} links written to {file}.")


def _write(file: Path, links: Iterable[Mapping[str, Any]], move: Callable[[int], None]) -> int:
    if not file.parent.is_dir():
        raise Refused(f"There is no folder {file.parent}. Nothing was written.")
    count = 0
    with temporary_file(file.parent) as stream:
        for link in links:
            stream.write(json.dumps(link, ensure_ascii=False).encode() + b"\n")
            count += 1
            move(1)
        settle(stream, file)
    return count

"""Verify and hand out the audit chain."""

import json
from dataclasses import asdict

import click

from vendor_tracker.cli import opening
from vendor_tracker.services import chains


@click.group("audit")
def group() -> None:
    """Prove that nobody rewrote the history."""


@group.command()
@click.option("--organisation", "code", required=True, help="Code of the organisation.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
@click.pass_context
def verify(context: click.Context, code: str, as_json: bool) -> None:
    """Follow the organisation's chain and the system's from the first link to the last."""
    with opening.opened():
        actor = opening.actor_of(code)
        total = chains.count(actor.organisation_id)
        with click.progressbar(length=total, label="Following the chain", file=_terminal()) as bar:
            found = [chains.verify(actor, bar.update), chains.verify_system()]
    if as_json:
        click.echo(json.dumps([asdict(report) for report in found]))
    for report in found if not as_json else ():
        words = report.problem or f"holds, {report.events} links, head {report.head}"
        click.echo(f"{report.chain}: {words}")
    context.exit(1 if any(report.problem for report in found) else 0)


@group.command()
@click.argument("file", type=click.File("w", lazy=False, atomic=True))
@click.option("--organisation", "code", required=True, help="Code of the organisation.")
def export(file: click.utils.LazyFile, code: str) -> None:
    """Write every link of the chain with its snapshot to FILE, one JSON line each."""
    count = 0
    with opening.opened():
        for link in chains.export(opening.actor_of(code)):
            file.write(json.dumps(link, ensure_ascii=False) + "\n")
            count += 1
    click.echo(f"{count} links written.", err=True)


def _terminal() -> object:
    return click.get_text_stream("stderr")

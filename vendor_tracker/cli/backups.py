"""Back an installation up, bring one back, and look it over."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from vendor_tracker.cli import opening
from vendor_tracker.files.manifests import Report
from vendor_tracker.services import backups, databases, doctors


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--check", is_flag=True, help="Read FILE back and prove it; an existing FILE is only checked."
)
def backup(file: Path, check: bool) -> None:
    """Write database, evidence and settings without secrets into FILE."""
    if not (check and file.exists()):
        with opening.opened() as settings:
            database = databases.open_database(settings)
            report = backups.write(settings, database, file, _progress)
        _say("Written", file, report)
    if check:
        _say("Checked, every byte is as it was written", file, backups.check(file))


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(file: Path) -> None:
    """Bring FILE back into an installation that holds nothing yet."""
    settings = opening.settings()
    report = backups.restore(settings, file, _progress)
    databases.prepare_folder(settings)
    _say("Restored", file, report)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
@click.pass_context
def doctor(context: click.Context, as_json: bool) -> None:
    """Look the installation over and say what is not well."""
    settings = opening.settings()
    database = opening.ready_database(settings)
    with database.opened():
        found = doctors.examine(settings, database)
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found]))
    for one in found if not as_json else ():
        click.echo(f"{'well ' if one.is_well else 'MEND '} {one.what}: {one.words}")
    context.exit(0 if all(one.is_well for one in found) else 1)


def _progress(step: str) -> None:
    stream = click.get_text_stream("stderr")
    if stream.isatty():
        click.echo(f"  {step}", err=True)


def _say(act: str, file: Path, report: Report) -> None:
    click.echo(f"{act}: {file}, {report.size:,} bytes, {len(report.evidence):,} evidence files.")
    for name in report.altered:
        click.echo(f"  Not as it was stored: {name}", err=True)

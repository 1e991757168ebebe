"""Back an installation up, bring one back, and look it over."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from vendor_tracker.cli import opening, progress
from vendor_tracker.domain.errors import Refused
from vendor_tracker.files.manifests import Report
from vendor_tracker.services import backups, databases, doctors


@click.command(short_help="Keep everything in one sealed file.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--check", is_flag=True, help="Read FILE back and prove it; an existing FILE is only checked."
)
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def backup(file: Path, check: bool, as_json: bool) -> None:
    """Write database, evidence and settings without secrets into FILE."""
    act = "Checked, every byte is as it was written"
    if check and file.exists():
        report = backups.check(file)
    else:
        report = _write(file)
        if check:
            progress.step("reading it back")
            report = backups.check(file)
        else:
            act = "Written"
    _say(act, file, report, as_json)


@click.command(short_help="Bring a backup back.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def restore(file: Path, as_json: bool) -> None:
    """Bring FILE back into an installation that holds nothing yet."""
    settings = opening.settings()
    report = backups.restore(settings, file, progress.step)
    databases.prepare_folder(settings)
    _say("Restored", file, report, as_json)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
@click.pass_context
def doctor(context: click.Context, as_json: bool) -> None:
    """Look the installation over and say what is not well."""
    settings = opening.settings()
    database = opening.ready_database(settings)
    with database.opened():
        found = doctors.examine(settings, database)
    database.dispose()
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found]))
    for one in found if not as_json else ():
        click.echo(f"{'well ' if one.is_well else 'MEND '} {one.what}: {one.words}")
    context.exit(0 if all(one.is_well for one in found) else 1)


def _write(file: Path) -> Report:
    settings = opening.settings()
    database = opening.ready_database(settings)
    try:
        return backups.write(settings, database, file, progress.step)
    finally:
        database.dispose()


def _say(act: str, file: Path, report: Report, as_json: bool) -> None:
    if as_json:
        summary = {
            "file": str(file),
            "bytes": report.size,
            "evidence": len(report.evidence),
            "altered": list(report.altered),
            "missing": list(report.missing),
            "revision": report.meta.get("revision"),
            "made_at": report.meta.get("made_at"),
            "rows": report.meta.get("rows", {}),
        }
        click.echo(json.dumps(summary))
    else:
        count = len(report.evidence)
        click.echo(f"{act}: {file}, {report.size:,} bytes, {count:,} evidence files.")
    words = _not_well(report)
    if words:
        raise Refused(" ".join(words))


def _not_well(report: Report) -> list[str]:
    """Return what is wrong with the evidence inside, a sentence for each kind."""
    found = []
    if report.altered:
        found.append(
            "Evidence was no longer as it had been stored when the backup was made: "
            f"{', '.join(report.altered)}."
        )
    if report.missing:
        found.append(
            "Evidence that records name was missing when the backup was made, and is not in it: "
            f"{', '.join(report.missing)}. Bring it back from an older backup, or add it again."
        )
    return found

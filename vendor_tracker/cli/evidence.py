"""Look after the files of evidence."""

import json
from dataclasses import asdict

import click

from vendor_tracker.cli import opening
from vendor_tracker.domain.errors import Refused
from vendor_tracker.files.scanner import scanner_of
from vendor_tracker.files.store import EvidenceStore
from vendor_tracker.services import evidence_files


@click.group("evidence")
def group() -> None:
    """Look after the files of evidence."""


@group.command(short_help="Ask the virus scanner about files.")
@click.option("--all", "everything", is_flag=True, help="Also files it has looked at before.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
@click.pass_context
def scan(context: click.Context, everything: bool, as_json: bool) -> None:
    """Ask the virus scanner about the files that wait for it; exit with 1 if any is infected."""
    with opening.opened() as settings:
        scanner = scanner_of(settings.clamav, settings.upload_limit_mb)
        if scanner is None:
            raise Refused(
                "No virus scanner is set up, so nothing was scanned. Name its socket in "
                "VENDOR_TRACKER_CLAMAV, such as /run/clamav/clamd.ctl."
            )
        found = evidence_files.scan_held(
            EvidenceStore(settings.evidence), scanner, everything=everything
        )
    if as_json:
        click.echo(json.dumps(asdict(found)))
    else:
        why = f" The scanner: {found.why_held}." if found.why_held else ""
        click.echo(f"{found.clean:,} clean, {found.infected:,} infected, {found.held:,} held.{why}")
    context.exit(1 if found.infected else 0)

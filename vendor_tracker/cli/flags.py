"""List open flags, look again at what is due, and prove that stored flags are right."""

import json
from dataclasses import asdict

import click

from vendor_tracker.cli import opening, progress
from vendor_tracker.services import lifesummaries, recheck
from vendor_tracker.storage.queries.openflags import list_open_flags

_JSON = click.option("--json", "as_json", is_flag=True, help="Report as JSON.")


@click.group("flags")
def group() -> None:
    """Look after the flags that the rules raise."""


@group.command("list")
@opening.organisation
@_JSON
def list_(code: str, as_json: bool) -> None:
    """List the open flags, the worst first."""
    with opening.opened():
        found = list_open_flags(opening.actor_of(code))
    if as_json:
        click.echo(json.dumps([asdict(flag) for flag in found], default=str, ensure_ascii=False))
        return
    for flag in found:
        apart = "known at start" if flag.known_at_start else ""
        apart = f"waived by {flag.waived_by}" if flag.waived_by else apart
        start = f" ({apart})" if apart else ""
        click.echo(
            f"{flag.reference}  {flag.severity.label:<8}  {flag.rule}  {flag.subject}  "
            f"{flag.says}{start}"
        )
    click.echo(f"{len(found):,} open.")


@group.command(short_help="Look again at what is due today.")
@opening.organisation
@click.option("--all", "everything", is_flag=True, help="Also what is not due yet.")
@_JSON
def refresh(code: str, everything: bool, as_json: bool) -> None:
    """Look again at what is due today; meant for a daily job where no server runs."""
    with opening.opened():
        actor = opening.actor_of(code)
        total = recheck.count_subjects(actor) if everything else recheck.count_due(actor)
        with progress.bar(total, "Looking again") as move:
            if everything:
                count = recheck.recheck_everything(actor, move)
            else:
                count = recheck.recheck_due(actor.organisation_id, move)
        lifesummaries.refresh_due(actor.organisation_id)
    words = f"{count:,} products and suppliers were looked at again."
    click.echo(json.dumps({"looked_at": count}) if as_json else words)


@group.command(short_help="Prove that the stored flags are right.")
@opening.organisation
@_JSON
@click.pass_context
def check(context: click.Context, code: str, as_json: bool) -> None:
    """Work out every flag anew and compare; exit with 1 if anything stored differs."""
    with opening.opened():
        actor = opening.actor_of(code)
        with progress.bar(recheck.count_subjects(actor), "Comparing") as move:
            report = recheck.check_flags(actor, move)
    if as_json:
        click.echo(json.dumps(asdict(report) | {"is_right": report.is_right}))
    for difference in report.differences:
        click.echo(f"{difference.subject}: {difference.what}", err=True)
    if not as_json:
        click.echo(
            f"{report.checked:,} products and suppliers compared; {len(report.differences):,} "
            f"differences; {len(report.waiting):,} wait to be looked at again."
        )
        for subject in report.waiting:
            click.echo(f"waits: {subject}")
    context.exit(0 if report.is_right else 1)

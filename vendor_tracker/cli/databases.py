"""Make an installation, and bring its database to the right revision."""

import json

import click

from vendor_tracker.cli import opening
from vendor_tracker.services import databases, installations


@click.group("db")
def group() -> None:
    """Look after the database."""


@group.command()
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def upgrade(as_json: bool) -> None:
    """Bring the database to the revision this program needs."""
    with databases.at_hand(opening.settings()) as database:
        before, after = databases.upgrade(database)
    _report(as_json, before, after, "The database is at revision {after}.")


@group.command()
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
@click.pass_context
def check(context: click.Context, as_json: bool) -> None:
    """Tell whether the database is at the revision this program needs."""
    with databases.at_hand(opening.settings()) as database:
        found, expected = databases.revisions(database)
    if as_json or found == expected:
        _report(as_json, found, expected, "The database is up to date.")
    else:
        click.echo(opening.why_not_ready(found, expected), err=True)
    context.exit(0 if found == expected else 1)


@click.command(short_help="Make an installation.")
@click.option("--code", prompt="Short code of your organisation, such as rht", help="Its code.")
@click.option("--name", prompt="Name of your organisation", help="Its name.")
@click.option("--email", prompt="E-mail address of the first administrator", help="Their address.")
@click.option("--person", prompt="Name of the first administrator", help="Their name.")
def init(code: str, name: str, email: str, person: str) -> None:
    """Make an installation: an empty organisation and its first administrator."""
    settings = opening.settings()
    databases.prepare_folder(settings)
    with databases.at_hand(settings) as database:
        databases.refuse_existing(database)
        databases.upgrade(database)
        with database.opened():
            token = installations.install(code=code, name=name, email=email, person=person)
    click.echo("The installation is ready. Start it with: vendor-tracker serve")
    click.echo("The first administrator sets a password here, once, within three days:")
    click.echo(f"{settings.base_url}/link/{token}")


def _report(as_json: bool, before: str | None, after: str, words: str) -> None:
    if as_json:
        click.echo(json.dumps({"found": before, "expected": after}))
    else:
        click.echo(words.format(before=before or "none", after=after))

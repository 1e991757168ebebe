"""Fill an instance with invented suppliers and products, and get ready to show it."""

from dataclasses import replace
from datetime import timedelta

import click

from vendor_tracker import clock
from vendor_tracker.cli import opening, progress
from vendor_tracker.config import Settings
from vendor_tracker.domain.wording import day
from vendor_tracker.services import databases
from vendor_tracker.services.demonstrations import loading

_OLD = timedelta(days=14)


@click.command()
@click.option("--instance-only", is_flag=True, help="Say nothing but the folder; for scripts.")
def load(instance_only: bool) -> None:
    """Fill the instance with the organisation of the demonstration; once."""
    settings = opening.settings()
    found = loading.loaded_on(settings)
    if found is None:
        loading.load(settings, progress.step)
    if instance_only:
        click.echo(settings.instance)
    elif found is not None:
        click.echo(f"The demonstration is there already. To begin anew, remove {settings.instance}")
    else:
        click.echo("The demonstration is loaded. Start it with: vendor-tracker demo")


def prepare(port: int) -> Settings:
    """Return the settings of a demonstration that is loaded and up to date."""
    given = opening.settings()
    made_on = loading.loaded_on(given)
    if made_on is None:
        click.echo("Loading the demonstration, once; this takes a few seconds.")
        loading.load(given, progress.step)
    elif clock.today() - made_on > _OLD:
        click.echo(
            f"This demonstration was loaded on {day(made_on)}; its days count from then. "
            f"To begin anew, remove {given.instance}"
        )
    # Nothing in it is anybody's own, so it is brought up to date without asking.
    with databases.at_hand(given) as database:
        found, expected = databases.revisions(database)
        if found != expected:
            databases.upgrade(database)
    # Read again: the secret was made with the folder.
    return replace(
        opening.settings(),
        demonstration=True,
        host="127.0.0.1",
        port=port,
        base_url=f"http://127.0.0.1:{port}",
        trusted_hosts=("127.0.0.1", "localhost"),
        proxy_hops=0,
    )

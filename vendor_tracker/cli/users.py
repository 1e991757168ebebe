"""Add people and end their access."""

from datetime import datetime

import click

from vendor_tracker.cli import opening
from vendor_tracker.domain.vocabulary import Discipline, Role
from vendor_tracker.services import users


@click.group("user")
def group() -> None:
    """Look after people and their roles."""


@group.command()
@click.argument("email")
@opening.organisation
@click.option("--name", required=True, help="The person's name.")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Last day of the role.")
def add(email: str, code: str, name: str, role: str, until: datetime | None) -> None:
    """Give a person a role, and print a link to set a password."""
    with opening.opened() as settings:
        token = users.add_user(
            opening.actor_of(code),
            email=email,
            name=name,
            role=Role(role),
            until=None if until is None else until.date(),
        )
    # The command line may always make a link, so there is one.
    click.echo("Hand this link to the person. It sets a password, once, within three days:")
    opening.say_link(settings, token)


@group.command()
@click.argument("email")
@opening.organisation
@click.option(
    "--discipline",
    "chosen",
    type=click.Choice([one.value for one in Discipline]),
    multiple=True,
    help="May be given several times; without it, none.",
)
def disciplines(email: str, code: str, chosen: tuple[str, ...]) -> None:
    """Say for which skills a person may agree to critical waivers."""
    with opening.opened():
        users.set_disciplines(opening.actor_of(code), email, map(Discipline, chosen))
    click.echo(f"{email} may agree to waivers as: {', '.join(chosen) or 'nothing'}.")


@group.command()
@click.argument("email")
@opening.organisation
def disable(email: str, code: str) -> None:
    """End a person's access at once: sessions, links and role."""
    with opening.opened():
        actor = opening.actor_of(code)
        users.disable_user(actor, email)
    click.echo(f"{email} has no access to {actor.organisation_code} any more.")

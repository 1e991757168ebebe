"""Fill an instance with the demonstration: wholly, or not at all."""

import os
import shutil
from collections.abc import Callable
from datetime import date

from vendor_tracker import clock
from vendor_tracker.config import DATABASE_NAME, Settings
from vendor_tracker.domain import examples
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.vocabulary import Discipline, Role
from vendor_tracker.files.store import EvidenceStore
from vendor_tracker.services import databases, lifesummaries, organisations, recheck, users
from vendor_tracker.services.demonstrations import CODE, NAME, ROLES
from vendor_tracker.services.demonstrations.telling import Teller
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage.queries.users import find_person_actor

_STAGING = ".loading"
_PEOPLE = {
    Role.officer: "Procurement officer (example)",
    Role.reviewer: "Clinical reviewer (example)",
    Role.administrator: "Administrator (example)",
}


def loaded_on(settings: Settings) -> date | None:
    """Return the day the demonstration was loaded; refuse what is not a demonstration's place."""
    if not settings.keeps_own_database:
        raise Refused(
            "A demonstration keeps an embedded database in its own folder. Take "
            "VENDOR_TRACKER_DATABASE_URL out of the settings to start one."
        )
    with databases.at_hand(settings) as database:
        if databases.holds_organisations(database, real=True):
            raise Refused(
                "This installation holds a real organisation; nothing was changed. Name another "
                "folder for the demonstration with VENDOR_TRACKER_INSTANCE."
            )
        return databases.first_day(database)


def load(settings: Settings, progress: Callable[[str], None]) -> None:
    """Fill an instance that holds nothing yet."""
    databases.prepare_folder(settings)
    if any(settings.evidence.iterdir()):
        raise Refused(
            f"{settings.evidence} is not empty, so this folder may belong to an installation; "
            "nothing was changed. Name another one with VENDOR_TRACKER_INSTANCE."
        )
    staged = settings.inside(settings.instance / _STAGING)
    # What an interrupted attempt left behind was never in use.
    shutil.rmtree(staged.instance, ignore_errors=True)
    databases.prepare_folder(staged)
    with databases.at_hand(staged, is_draft=True) as database:
        progress("making the database")
        databases.upgrade(database)
        with database.opened():
            progress("living through the story of each product")
            _tell(staged)
    _take_over(staged, settings)


def _tell(staged: Settings) -> None:
    people = _people()
    key = people[Role.officer].organisation_id
    Teller(people, EvidenceStore(staged.evidence)).tell(
        examples.acts(), lambda: recheck.recheck_due(key)
    )
    recheck.recheck_everything(people[Role.administrator])
    lifesummaries.refresh_due(key)


@transactional
def _people() -> dict[str, Actor]:
    """Make the organisation and one person for each role, without a password."""
    maker = organisations.add_organisation(code=CODE, name=NAME, is_example=True)
    found = {}
    for role in ROLES:
        email = f"{role.value}@northmoor.example"
        users.add_user(maker, email=email, name=_PEOPLE[role], role=role)
        if role is Role.reviewer:
            # Not finance, so that both sides of a waiver can be seen: agreed, and not theirs.
            users.set_disciplines(maker, email, set(Discipline) - {Discipline.finance})
        person = find_person_actor(email, CODE, clock.today())
        if person is not None:
            found[role.value] = person
    return found


def _take_over(staged: Settings, settings: Settings) -> None:
    """Give what was loaded its place; the database comes last, for it says that all is there."""
    with (staged.instance / DATABASE_NAME).open("rb") as draft:
        os.fsync(draft.fileno())
    settings.evidence.rmdir()
    os.replace(staged.evidence, settings.evidence)
    os.replace(staged.instance / DATABASE_NAME, settings.instance / DATABASE_NAME)
    shutil.rmtree(staged.instance)

"""People of an organisation, as actors; each is made when first asked for."""

from collections.abc import Iterable

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import Discipline, Role
from vendor_tracker.services import users
from vendor_tracker.storage.queries.users import find_person_actor


def person(
    actor: Actor, name: str, role: Role = Role.reviewer, skills: Iterable[Discipline] = ()
) -> Actor:
    """Return a person of this role here, with the skills to agree to waivers."""
    email = f"{name}@{actor.organisation_code}.example"
    users.add_user(actor, email=email, name=f"Example {name}", role=role)
    users.set_disciplines(actor, email, skills)
    found = find_person_actor(email, actor.organisation_code, clock.today())
    assert found is not None
    return found

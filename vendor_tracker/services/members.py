"""People of the organisation who can be given work, named by their e-mail address."""

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain import names
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission, may
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Membership, User


def id_of(actor: Actor, email: str, own: int | None, field: str) -> int | None:
    """Return the key of somebody who may log here, or nothing for an empty address.

    Whoever has the work already may keep it after leaving; nobody new may be given it then.
    """
    if not email.strip():
        return None
    found = session().execute(
        sa.select(User.id, Membership.role, Membership.until, User.disabled_at)
        .join(Membership, Membership.user_id == User.id)
        .where(
            Membership.organisation_id == actor.organisation_id,
            User.email_key == names.name_key(email),
        )
    ).first()  # fmt: skip
    if found is None:
        raise Refused("Nobody here has this address. Choose a name from the list.", field=field)
    if found.id == own:
        return own
    ended = found.until is not None and found.until < clock.today()
    if ended or found.disabled_at is not None:
        raise Refused("This person has left. Choose somebody else.", field=field)
    if not may(found.role, Permission.LOG):
        raise Refused("This person may only read. Choose somebody who may log.", field=field)
    return int(found.id)

"""Enter the demonstration in one of its roles; what it holds is loaded by its own command."""

import sqlalchemy as sa

from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.vocabulary import Role
from vendor_tracker.services import sessions
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Membership, Organisation, User

CODE = "demo"
NAME = "Northmoor Hospitals (example)"
ROLES = (Role.officer, Role.reviewer, Role.administrator)


@transactional
def enter(role: str) -> str:
    """Return the key of a new session for the example person in this role."""
    user = session().scalar(
        sa.select(User)
        .join(Membership, Membership.user_id == User.id)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(Organisation.code == CODE, Organisation.is_example, Membership.role == role)
        .order_by(User.id)
        if role in {member.value for member in ROLES}
        else sa.select(User).where(sa.false())
    )
    if user is None:
        raise NotFound(role)
    return sessions.start(user.id, user.email_key)

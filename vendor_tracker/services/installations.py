"""Begin a real installation: an empty organisation and its first administrator."""

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.vocabulary import Role
from vendor_tracker.services import organisations, users
from vendor_tracker.services.transaction import transactional


@transactional
def install(*, code: str, name: str, email: str, person: str) -> str:
    """Make the organisation and return the token by which its administrator sets a password."""
    if not name.strip():
        raise Refused("Enter the name of your organisation.", field="name")
    actor = organisations.add_organisation(code=code, name=name)
    return users.add_user(actor, email=email, name=person, role=Role.administrator)

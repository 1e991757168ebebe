"""Make organisations."""

import re

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import Role
from vendor_tracker.services import audit, checklists
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import ChainHead, Organisation, ReferenceCounter

_CODE = re.compile(r"[a-z][a-z0-9]{1,19}")
# Paths of the program itself; an organisation's code stands at the same place in an address.
RESERVED = frozenset({"account", "healthz", "readyz", "static", "link", "help", "about", "try"})


@transactional
def add_organisation(*, code: str, name: str, is_example: bool = False) -> Actor:
    """Make an empty organisation and return an administrator's actor for it."""
    folded = code.strip().lower()
    if not _CODE.fullmatch(folded) or folded in RESERVED:
        raise Refused(
            "The code must be 2 to 20 letters or digits, beginning with a letter, such as rht.",
            field="code",
        )
    if session().scalar(sa.select(Organisation.id).where(Organisation.code == folded)):
        raise Refused(f"There is already an organisation with the code {folded}.", field="code")
    row = Organisation(
        code=folded, name=name.strip(), is_example=is_example, created_at=clock.now()
    )
    session().add(row)
    session().flush()
    session().add(ChainHead(organisation_id=row.id, seq=0, hash=audit.FIRST_HASH))
    session().add_all(
        [ReferenceCounter(organisation_id=row.id, kind=kind.value, next=1) for kind in Kind]
    )
    checklists.publish_built_in(row.id)
    audit.record_system("Command line", "add organisation", folded)
    return Actor(None, "Command line", Role.administrator, row.id, folded, row.name, is_example)

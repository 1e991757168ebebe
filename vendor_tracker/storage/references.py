"""Numbers for references, and private keys for the references people give."""

import sqlalchemy as sa

from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.references import Kind, number_of
from vendor_tracker.storage import models
from vendor_tracker.storage.db import session


def reserve(organisation_id: int, kind: Kind, count: int = 1) -> int:
    """Take a block of numbers for a kind and return the first; gaps are allowed."""
    counter = models.ReferenceCounter
    taken = session().scalar(
        sa.update(counter)
        .where(counter.organisation_id == organisation_id, counter.kind == kind.value)
        .values(next=counter.next + count)
        .returning(counter.next)
    )
    if taken is None:
        session().execute(
            sa.insert(counter).values(
                organisation_id=organisation_id, kind=kind.value, next=count + 1
            )
        )
        return 1
    return int(taken) - count


def id_of(organisation_id: int, kind: Kind, reference: str) -> int:
    """Return the private key behind a reference; raise NotFound when there is none."""
    from vendor_tracker.storage.snapshots import PLANS

    table = PLANS[kind].model.__table__
    found = session().scalar(
        sa.select(table.c.id).where(
            table.c.organisation_id == organisation_id,
            table.c.number == number_of(kind, reference),
        )
    )
    if found is None:
        raise NotFound(reference)
    return int(found)

"""Mappings that an organisation has used: kept under a name, found again by the headings."""

import hashlib
import json
from collections.abc import Sequence

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.columnguesses import plain_heading
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.names import name_key, tidy
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.texts import storable
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import ImportMapping

_LONGEST = 120


def headings_hash(headings: Sequence[str]) -> str:
    """Return what names a kind of list: its headings, whatever their case, signs and spaces."""
    folded = [plain_heading(heading) for heading in headings]
    return hashlib.sha256(json.dumps(folded).encode()).hexdigest()


def learned(actor: Actor, headings: Sequence[str]) -> tuple[str, str] | None:
    """Return name and text of the mapping last used here for a list with these headings."""
    if not any(headings):
        return None
    row = session().scalar(
        sa.select(ImportMapping)
        .where(
            ImportMapping.organisation_id == actor.organisation_id,
            ImportMapping.headings_hash == headings_hash(headings),
        )
        .order_by(ImportMapping.used_at.desc(), ImportMapping.id.desc())
        .limit(1)
    )
    return None if row is None else (row.name, row.body)


def saved(actor: Actor, name: str) -> str:
    """Return the text of the mapping that is kept under a name."""
    row = _find(actor, name)
    if row is None:
        raise Refused(f"No mapping is kept here under the name “{tidy(name)}”.")
    return row.body


@transactional
def save(actor: Actor, *, name: str, headings: Sequence[str], text: str) -> str:
    """Keep a mapping under a name for everybody; the same name is kept anew."""
    actor.must(Permission.IMPORT)
    return keep(actor, name, headings_hash(headings), text)


def keep(actor: Actor, name: str, hashed: str, text: str) -> str:
    """Keep a mapping inside a write that is under way."""
    wanted = storable(tidy(name), "name")[:_LONGEST]
    if not wanted:
        raise Refused("Give the mapping a name.", field="name")
    row = _find(actor, wanted)
    if row is None:
        row = ImportMapping(organisation_id=actor.organisation_id)
        session().add(row)
    row.name, row.name_key = wanted, name_key(wanted)
    row.headings_hash, row.body = hashed, storable(text)
    row.used_at, row.used_by = clock.now(), actor.user_id
    session().flush()
    return wanted


def _find(actor: Actor, name: str) -> ImportMapping | None:
    return session().scalar(
        sa.select(ImportMapping).where(
            ImportMapping.organisation_id == actor.organisation_id,
            ImportMapping.name_key == name_key(name),
        )
    )

"""Registers that an organisation keeps under a name: saved, renamed and deleted."""

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound, Refused
from vendor_tracker.domain.names import name_key
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.registers import RegisterChoice, to_body
from vendor_tracker.domain.texts import storable
from vendor_tracker.services.registerrows import check_choice
from vendor_tracker.services.registers import SHEETS
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import RegisterChoice as Stored

MOST = 50
_LONGEST = 80


@transactional
def save_choice(actor: Actor, *, name: str, choice: RegisterChoice) -> str:
    """Keep a register under a name for everybody; the same name is kept anew."""
    actor.must(Permission.LOG)
    wanted = _named(name)
    if not choice.sheets:
        raise Refused("Choose at least one sheet.", field="sheets")
    check_choice(choice, SHEETS, clock.today())
    for word in (word for sheet in choice.sheets for one in sheet.filters for word in one.words):
        storable(word, "filters")
    row = _find(actor, wanted)
    if row is None:
        row = _added(actor)
    row.name, row.name_key, row.body = wanted, name_key(wanted), to_body(choice)
    row.saved_at, row.saved_by = clock.now(), actor.user_id
    return wanted


@transactional
def rename_choice(actor: Actor, *, name: str, to: str) -> str:
    """Give a register another name."""
    actor.must(Permission.LOG)
    wanted, row, other = _named(to, "to"), _find(actor, name), _find(actor, to)
    if row is None:
        raise NotFound(name)
    if other is not None and other is not row:
        raise Refused(f"There is a register called {other.name} already.", field="to")
    row.name, row.name_key = wanted, name_key(wanted)
    return wanted


@transactional
def delete_choice(actor: Actor, *, name: str) -> None:
    """Forget a register; the records that it showed stay."""
    actor.must(Permission.LOG)
    row = _find(actor, name)
    if row is None:
        raise NotFound(name)
    session().delete(row)


def _added(actor: Actor) -> Stored:
    count = sa.select(sa.func.count()).where(Stored.organisation_id == actor.organisation_id)
    if (session().scalar(count) or 0) >= MOST:
        words = f"{MOST} registers are kept here. Delete one that nobody needs."
        raise Refused(words, field="name")
    row = Stored(organisation_id=actor.organisation_id)
    session().add(row)
    return row


def _find(actor: Actor, name: str) -> Stored | None:
    rows = session().scalars(
        sa.select(Stored).where(Stored.organisation_id == actor.organisation_id)
    )
    wanted = name_key(name)
    return next((row for row in rows if row.name_key == wanted), None)


def _named(name: str, field: str = "name") -> str:
    wanted = storable(" ".join(name.split()), field)
    if not wanted:
        raise Refused("Give the register a name.", field=field)
    if len(wanted) > _LONGEST:
        raise Refused(f"Use at most {_LONGEST} letters.", field=field)
    return wanted

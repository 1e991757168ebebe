"""What stands behind a change of a checklist: who changed it meanwhile, and what was answered."""

from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.checklists.model import Library
from vendor_tracker.domain.checklists.versions import Difference
from vendor_tracker.domain.errors import Conflict
from vendor_tracker.storage.db import session
from vendor_tracker.storage.libraries import load_library
from vendor_tracker.storage.models import Answer
from vendor_tracker.storage.queries.ownchecklists import list_changes, version_of

_CHANGED = ("is_retired", "severity", "months")


def library_in_use(actor: Actor) -> Library:
    """Return every checklist as this organisation uses it."""
    return load_library(actor.organisation_id)


def must_be_unchanged(actor: Actor, code: str, item: str, version: int | None) -> None:
    """Raise Conflict if an item, or the whole, was changed since this version was read."""
    changes = list_changes(actor, code)
    if version is None or version_of(changes, item) == version:
        return
    last = next((one for one in changes if one.item == item), None)
    stored = {name: getattr(last, name) for name in _CHANGED} if last else {}
    stored["version"] = version_of(changes, item)
    raise Conflict(item or code, stored, last.by if last else "", last.by_id if last else None)


def count_answers(actor: Actor, code: str, difference: Difference) -> tuple[int, int, int]:
    """Return how many answers stay, must be looked at again, and are no longer asked for."""
    rows: Any = session().execute(
        sa.select(Answer.item_code, sa.func.count())
        .where(
            Answer.organisation_id == actor.organisation_id,
            Answer.archived_at.is_(None),
            Answer.state.is_not(None),
            Answer.item_code.startswith(f"{code}-"),
        )
        .group_by(Answer.item_code)
    )
    given = {row[0]: int(row[1]) for row in rows}
    again = sum(given.get(one.new.code, 0) for one in difference.reworded)
    out = sum(given.get(item.code, 0) for item in difference.retired)
    return sum(given.values()) - again - out, again, out

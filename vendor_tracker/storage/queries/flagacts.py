"""What people decided about a flag, write by write."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.wording import day
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Revision, User

_NOTHING: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class FlagAct:
    """One thing that somebody decided about a flag."""

    at: datetime
    by: str
    text: str


def list_flag_acts(actor: Actor, flag_id: int) -> list[FlagAct]:
    """Return who gave a flag to whom, set a day or had it wait; newest first."""
    rows = session().execute(
        sa.select(Revision.at_utc, User.name, Revision.snapshot)
        .outerjoin(User, User.id == Revision.by)
        .where(
            Revision.organisation_id == actor.organisation_id,
            Revision.kind == Kind.FLAG.value,
            Revision.record_id == flag_id,
        )
        .order_by(Revision.version)
    )
    writes = [(at, by or "Command line", snapshot) for at, by, snapshot in rows]
    names = _names([snapshot for _, _, snapshot in writes])
    # Nobody had it and no day was set before the first write.
    befores = [_NOTHING, *(snapshot for _, _, snapshot in writes)]
    acts = [
        FlagAct(at, by, f"{by}: {text}")
        for (at, by, after), before in zip(writes, befores, strict=False)
        for text in _differences(before, after, names)
    ]
    return acts[::-1]


def _differences(
    before: Mapping[str, Any], after: Mapping[str, Any], names: Mapping[int, str]
) -> list[str]:
    found = []
    if before.get("owner_id") != after["owner_id"]:
        owner = after["owner_id"]
        found.append("nobody has it any more." if owner is None else f"given to {names[owner]}.")
    if before.get("due_on") != after["due_on"]:
        due = after["due_on"]
        found.append(f"due on {_day(due)}." if due else "no longer due on a day.")
    if before.get("waiting_until") != after["waiting_until"]:
        until = after["waiting_until"]
        words = f"waiting for the supplier until {_day(until)}." if until else "no longer waiting."
        found.append(words)
    return found


def _day(text: str) -> str:
    return day(date.fromisoformat(text))


def _names(snapshots: Sequence[Mapping[str, Any]]) -> dict[int, str]:
    wanted = {one["owner_id"] for one in snapshots if one["owner_id"] is not None}
    if not wanted:
        return {}
    rows = session().execute(sa.select(User.id, User.name).where(User.id.in_(wanted)))
    return {row.id: row.name for row in rows}

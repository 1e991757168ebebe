"""Every checklist that was published here, and how this organisation uses each item."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.checklists.loading import library_of
from vendor_tracker.domain.checklists.model import Checklist, Item
from vendor_tracker.domain.checklists.versions import ItemChange
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.vocabulary import Severity
from vendor_tracker.storage.db import session
from vendor_tracker.storage.libraries import load_changes, load_newest, load_published
from vendor_tracker.storage.models import ChecklistChange, ChecklistVersion, User

_BY_PROGRAM, _BY_COMMAND = "the program", "the command line"


@dataclass(frozen=True, slots=True)
class Published:
    """One version as it was published: when, by whom and why."""

    version: str
    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Change:
    """How an item, or without one the whole, was put to use otherwise: when, by whom, why."""

    item: str
    is_retired: bool
    severity: Severity | None
    months: int | None
    reason: str
    at: datetime
    by: str
    by_id: int | None


@dataclass(frozen=True, slots=True)
class Used:
    """One checklist as it was published last, and how it is used here."""

    checklist: Checklist
    changes: Mapping[str, ItemChange]

    @property
    def is_used(self) -> bool:
        """Tell whether it is asked at all."""
        return "" not in self.changes or not self.changes[""].is_retired

    @property
    def asked(self) -> int:
        """Return how many of its items are asked here."""
        return sum(not self.of(item).is_retired for item in self.checklist.items)

    def of(self, item: Item) -> ItemChange:
        """Return how an item is used, as it was published where nobody changed it."""
        return self.changes.get(item.code, ItemChange(item.checklist, item.code))


@dataclass(frozen=True, slots=True)
class UsedPage:
    """One checklist with its versions and every change of it, the newest first."""

    used: Used
    versions: Sequence[Published]
    changes: Sequence[Change]

    def version_of(self, item: str) -> int:
        """Return the version of how an item is used here; without one, of the whole."""
        return version_of(self.changes, item)


def list_used(actor: Actor) -> list[Used]:
    """Return every checklist, in the order in which people meet them."""
    found = library_of(load_published(actor.organisation_id)).checklists
    return [Used(one, load_changes(actor.organisation_id, one.code)) for one in found]


def get_used(actor: Actor, code: str) -> UsedPage:
    """Return one checklist with all that happened to it; raise NotFound without one."""
    checklist = load_newest(actor.organisation_id, code)
    if checklist is None:
        raise NotFound(code)
    used = Used(checklist, load_changes(actor.organisation_id, code))
    return UsedPage(used, _versions(actor, code), list_changes(actor, code))


def get_item_used(actor: Actor, code: str, item: str) -> tuple[UsedPage, Item]:
    """Return an item as it was published, with its checklist; raise NotFound without one."""
    page = get_used(actor, code)
    found = next((one for one in page.used.checklist.items if one.code == item), None)
    if found is None:
        raise NotFound(item)
    return page, found


def _versions(actor: Actor, code: str) -> list[Published]:
    row = ChecklistVersion
    rows = session().execute(
        sa.select(row.version, row.published_at, row.is_own, User.name, row.reason)
        .outerjoin(User, User.id == row.published_by)
        .where(row.organisation_id == actor.organisation_id, row.code == code)
        .order_by(row.id.desc())
    )
    return [
        Published(version, at, (name or _BY_COMMAND) if is_own else _BY_PROGRAM, reason)
        for version, at, is_own, name, reason in rows
    ]


def version_of(changes: Sequence[Change], item: str) -> int:
    """Return 1 for what was never changed here, and one more for each change of it."""
    return 1 + sum(one.item == item for one in changes)


def list_changes(actor: Actor, code: str) -> list[Change]:
    """Return every change of a checklist and its items, the newest first."""
    row = ChecklistChange
    rows = session().execute(
        sa.select(
            row.item_code,
            row.is_retired,
            row.severity,
            row.months,
            row.reason,
            row.changed_at,
            sa.func.coalesce(User.name, _BY_COMMAND),
            row.changed_by,
        )
        .outerjoin(User, User.id == row.changed_by)
        .where(row.organisation_id == actor.organisation_id, row.checklist_code == code)
        .order_by(row.id.desc())
    )
    return [Change(*one) for one in rows]

"""Lists as somebody likes to see them: saved, renamed and deleted by that person alone."""

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound, Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.texts import storable
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import SavedView

MOST = 20
_LONGEST = 80


@transactional
def save_view(actor: Actor, *, page: str, name: str, query: str) -> None:
    """Keep the filters and the order of a list under a name; the same name is kept anew."""
    actor.must(Permission.VIEW)
    wanted = _named(name)
    own = _own(actor, page)
    if wanted not in own and len(own) >= MOST:
        raise Refused(f"You have {MOST} lists. Delete one that you no longer need.", field="name")
    if wanted in own:
        own[wanted].query = query
        return
    session().add(
        SavedView(
            organisation_id=actor.organisation_id,
            user_id=_person(actor),
            page=page,
            name=wanted,
            query=query,
            created_at=clock.now(),
        )
    )


@transactional
def rename_view(actor: Actor, *, page: str, name: str, to: str) -> None:
    """Give a list another name."""
    actor.must(Permission.VIEW)
    wanted, own = _named(to, "to"), _own(actor, page)
    if name not in own:
        raise NotFound(name)
    if wanted != name and wanted in own:
        raise Refused(f"You have a list called {wanted} already.", field="to")
    own[name].name = wanted


@transactional
def delete_view(actor: Actor, *, page: str, name: str) -> None:
    """Forget a list; what it showed stays."""
    actor.must(Permission.VIEW)
    own = _own(actor, page)
    if name not in own:
        raise NotFound(name)
    session().delete(own[name])


def _own(actor: Actor, page: str) -> dict[str, SavedView]:
    rows = session().scalars(
        sa.select(SavedView).where(
            SavedView.organisation_id == actor.organisation_id,
            SavedView.user_id == _person(actor),
            SavedView.page == page,
        )
    )
    return {row.name: row for row in rows}


def _person(actor: Actor) -> int:
    if actor.user_id is None:
        raise Refused("Lists are kept for people who sign in.")
    return actor.user_id


def _named(name: str, field: str = "name") -> str:
    wanted = storable(" ".join(name.split()), field)
    if not wanted:
        raise Refused("Give the list a name.", field=field)
    if len(wanted) > _LONGEST:
        raise Refused(f"Use at most {_LONGEST} letters.", field=field)
    return wanted

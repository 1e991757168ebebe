"""See to it that a form sent twice makes nothing twice."""

import re
from collections.abc import Callable, Sequence

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.services.transaction import current, transactional
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import FormNonce

# What our own forms carry; whoever made up another mark may send it twice.
_MARK = re.compile(r"[A-Za-z0-9_-]{1,64}")


@transactional
def make_once(actor: Actor, nonce: str, make: Callable[[], str]) -> tuple[str, bool]:
    """Make what a form asks for; return its reference, and whether it was made before."""
    before = spent(actor, nonce)
    if before:
        return before[0], True
    ref = make()
    made(actor, nonce, [ref])
    return ref, False


def spent(actor: Actor, nonce: str) -> list[str] | None:
    """Take a form's mark for this write; return what it made if it was already taken.

    A second write with the same mark waits here for the first one to end.
    """
    current()
    if not _MARK.fullmatch(nonce):
        return None
    opened = session()
    try:
        with opened.begin_nested():
            opened.add(
                FormNonce(
                    organisation_id=actor.organisation_id,
                    nonce=nonce,
                    sent_by=actor.user_id,
                    sent_at=clock.now(),
                    made=[],
                )
            )
            opened.flush()
    except IntegrityError:
        return list(_find(actor, nonce).made)
    return None


def made(actor: Actor, nonce: str, refs: Sequence[str], about: str = "") -> None:
    """Keep with the mark what came of the form."""
    if not _MARK.fullmatch(nonce):
        return
    row = _find(actor, nonce)
    row.made, row.about = list(refs), about
    session().flush()


def _find(actor: Actor, nonce: str) -> FormNonce:
    return (
        session()
        .scalars(
            sa.select(FormNonce)
            .where(FormNonce.organisation_id == actor.organisation_id, FormNonce.nonce == nonce)
            .execution_options(populate_existing=True)
        )
        .one()
    )

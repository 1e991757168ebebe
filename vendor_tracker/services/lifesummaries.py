"""The stored figures of whole lives: refreshed with each write, and once a day by a pass."""

from collections.abc import Callable, Iterable

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.gaps import About
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.services import settings
from vendor_tracker.services.standings import NO_LIFE, life_of_product
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage import statuses
from vendor_tracker.storage.db import Database
from vendor_tracker.storage.dossiers import load_product_dossiers
from vendor_tracker.storage.models import Organisation
from vendor_tracker.storage.statuses import Values

Progress = Callable[[int], None]


def run_all(database: Database) -> int:
    """Work out again what is older than today, in every organisation; return how many it was."""
    with database.opened() as opened:
        organisations = list(opened.scalars(sa.select(Organisation.id).order_by(Organisation.id)))
        return sum(refresh_due(key) for key in organisations)


def refresh_due(organisation_id: int, progress: Progress | None = None) -> int:
    """Work out again what is older than today, some hundreds at a time.

    A write has just done so for what it touched. The rest moves only by the day: with the rates
    in force, the financial year, or a number of the organisation that was changed.
    """
    total = 0
    while part := _refresh_part(organisation_id):
        total += part
        if progress is not None:
            progress(part)
    return total


def refresh_everything(actor: Actor, progress: Progress | None = None) -> int:
    """Work out all whole lives of an organisation again."""
    actor.must(Permission.ADMINISTER)
    _forget(actor.organisation_id)
    return refresh_due(actor.organisation_id, progress)


def count_priced(actor: Actor) -> int:
    """Count the products of which a whole life is kept, or will be."""
    return statuses.count_lives(actor.organisation_id, clock.today())


@transactional
def _refresh_part(organisation_id: int) -> int:
    ids = statuses.lives_due(organisation_id, clock.today())
    if ids:
        held = statuses.hold(About.product, organisation_id, ids)
        statuses.write(About.product, held, values_of(organisation_id, held))
    return len(ids)


@transactional
def _forget(organisation_id: int) -> None:
    statuses.forget_lives(organisation_id)


def values_of(organisation_id: int, ids: Iterable[int]) -> dict[int, Values]:
    """Work out what is stored of the whole lives of these products."""
    on = clock.today()
    limits = settings.limits(organisation_id, on)
    found = dict.fromkeys(ids, NO_LIFE)
    for key, product in load_product_dossiers(organisation_id, found, on).items():
        found[key] = life_of_product(product, on, limits)
    return found

"""The numbers of the rules as they hold for one organisation on one day."""

from datetime import date

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.settings import Limits, limits_from
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Setting


def limits(organisation_id: int, on: date | None = None) -> Limits:
    """Return the numbers that hold on a day; what was never set keeps its default."""
    rows = session().execute(
        sa.select(Setting.key, Setting.value)
        .where(
            Setting.organisation_id == organisation_id,
            Setting.valid_from <= (on or clock.today()),
        )
        .order_by(Setting.valid_from, Setting.id)
    )
    return limits_from({key: int(value) for key, value in rows})

"""The numbers of the rules, for statements that need one of them."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from vendor_tracker.storage.models import Setting


def setting_of(organisation_id: int, key: str, on: date) -> sa.ScalarSelect[Any]:
    """Return what an organisation set a number to, as a column; empty when it never did."""
    return (
        sa.select(Setting.value)
        .where(
            Setting.organisation_id == organisation_id,
            Setting.key == key,
            Setting.valid_from <= on,
        )
        .order_by(Setting.valid_from.desc(), Setting.id.desc())
        .limit(1)
        .scalar_subquery()
    )

"""Gaps that people set aside until a day, because the supplier has to act, from their flags."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.gaps import About
from vendor_tracker.storage import models
from vendor_tracker.storage.dossiers.rows import among, fetch

Waiting = dict[tuple[str, str], date]

_FLAG: Any = models.Flag.__table__.c

# A closed flag too: should its gap come back, it still waits, and there is no gap until then.
_WAITING = {
    about: among(
        _FLAG[f"{about}_id"], _FLAG.rule_code, _FLAG.key, _FLAG.waiting_until, sort=_FLAG.id
    ).where(_FLAG.waiting_until.is_not(None))
    for about in About
}

# Most often nothing waits anywhere: the statement for the subjects themselves tells.
SOME_WAIT = sa.exists().where(
    _FLAG.organisation_id == sa.bindparam("organisation_id"), _FLAG.waiting_until.is_not(None)
)


def load_waiting(about: About, organisation_id: int, ids: Sequence[int]) -> dict[int, Waiting]:
    """Return by subject the gaps that wait for the supplier, and until when."""
    found: dict[int, Waiting] = defaultdict(dict)
    for key, rule, gap, until in fetch(_WAITING[about], organisation_id, ids):
        found[key][rule, gap] = until
    return found

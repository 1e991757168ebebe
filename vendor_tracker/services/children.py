"""Replace the child rows of a record by what a person gave, touching only what differs."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from vendor_tracker.services.records import storable_fields
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models.base import Record


def replace(
    model: type[Any], parent: Record, key: str, wanted: Sequence[Mapping[str, Any]]
) -> bool:
    """Make these the children of a record; tell whether anything moved.

    The record's own snapshot carries its children, so that none of them is lost from history.
    """
    opened = session()
    stored = opened.scalars(
        sa.select(model)
        .where(model.organisation_id == parent.organisation_id, getattr(model, key) == parent.id)
        .order_by(model.id)
    ).all()
    left = [storable_fields(dict(row)) for row in wanted]
    moved = False
    for child in stored:
        same = next((row for row in left if _holds(child, row)), None)
        if same is None:
            opened.delete(child)
            moved = True
        else:
            left.remove(same)
    opened.flush()
    for row in left:
        opened.add(model(organisation_id=parent.organisation_id, **{key: parent.id}, **row))
        moved = True
    opened.flush()
    return moved


def _holds(child: Any, row: Mapping[str, Any]) -> bool:
    return all(getattr(child, name) == value for name, value in row.items())

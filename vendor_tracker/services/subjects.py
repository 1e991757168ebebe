"""Turn the references a person gave into the private keys that a row holds."""

from collections.abc import Mapping
from typing import Any

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound, Refused
from vendor_tracker.domain.references import Kind
from vendor_tracker.services import records
from vendor_tracker.storage.models.base import Record
from vendor_tracker.storage.snapshots import PLANS

_COLUMNS = {
    "product": (Kind.PRODUCT, "product_id"),
    "supplier": (Kind.SUPPLIER, "supplier_id"),
    "meeting": (Kind.MEETING, "meeting_id"),
    "product_version": (Kind.VERSION, "version_id"),
    "card": (Kind.CARD, "card_id"),
}


def columns(actor: Actor, given: Mapping[str, Any], row: Record | None = None) -> dict[str, Any]:
    """Return the columns for these fields, each reference replaced by its key.

    A row may keep a parent that was archived since, and may not take one that is.
    """
    found: dict[str, Any] = {}
    for name, value in given.items():
        if name not in _COLUMNS:
            text = value.strip() if type(value) is str else value
            # Columns that may be empty hold nothing rather than an empty text.
            found[name] = (text or None) if name == "confidential_reason" else text
            continue
        kind, column = _COLUMNS[name]
        found[column] = _id_of(actor, kind, value, name, getattr(row, column, None))
    return found


def _id_of(actor: Actor, kind: Kind, ref: str | None, field: str, own: int | None) -> int | None:
    if not ref:
        return None
    try:
        parent = records.find(actor, kind, PLANS[kind].model, ref)
    except NotFound as missing:
        raise Refused(f"There is no {ref} here. Check the reference.", field=field) from missing
    if parent.archived_at is not None and parent.id != own:
        raise Refused(f"{ref} is archived. Choose another, or bring it back first.", field=field)
    return int(parent.id)

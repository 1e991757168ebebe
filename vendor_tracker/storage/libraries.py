"""The checklists in force for an organisation, read from their published versions."""

import sqlalchemy as sa

from vendor_tracker.domain.checklists.loading import read_library
from vendor_tracker.domain.checklists.model import EMPTY_LIBRARY, Library
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import ChecklistVersion

_ROW = ChecklistVersion
# Code, version and digest of each checklist in force: what is published never changes.
_Key = tuple[tuple[str, str, str], ...]
_read: dict[_Key, Library] = {}


def load_library(organisation_id: int) -> Library:
    """Return the checklists in force: of each code the version published last."""
    rows = session().execute(
        sa.select(_ROW.code, _ROW.version, _ROW.sha256)
        .where(_ROW.organisation_id == organisation_id)
        .order_by(_ROW.id)
    )
    newest = {code: (code, version, digest) for code, version, digest in rows}
    if not newest:
        return EMPTY_LIBRARY
    key = tuple(newest.values())
    found = _read.get(key)
    if found is None:
        found = _read.setdefault(key, _from_bodies(organisation_id, key))
    return found


def _from_bodies(organisation_id: int, key: _Key) -> Library:
    bodies = {
        (code, version): body
        for code, version, body in session().execute(
            sa.select(_ROW.code, _ROW.version, _ROW.body).where(
                _ROW.organisation_id == organisation_id
            )
        )
    }
    return read_library((f"{code} {version}", bodies[code, version]) for code, version, _ in key)

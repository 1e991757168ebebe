"""Which evidence still shows something, said once for every way of reading it."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from vendor_tracker.domain.vocabulary import ScanState
from vendor_tracker.storage.models import StoredFile


def still_shows(evidence: Any) -> sa.ColumnElement[bool]:
    """Tell whether there is something to look at: no file was taken out, and none is infected.

    What is noted without a file or link, such as a letter in a drawer, still shows something;
    a note on its numbers without a file stays behind only where a file was taken out.
    """
    file = aliased(StoredFile)
    infected = sa.exists().where(
        file.organisation_id == evidence.organisation_id,
        file.id == evidence.file_id,
        file.scan == ScanState.infected,
    )
    was_taken_out = sa.and_(
        evidence.file_id.is_(None), evidence.link_url == "", evidence.numbers_reason != ""
    )
    return sa.not_(sa.or_(was_taken_out, sa.and_(evidence.file_id.is_not(None), infected)))

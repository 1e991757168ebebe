"""Files of evidence: those that stood there before, the same content, and what lapses when."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.dates import add_months
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.references import Kind, number_of, reference
from vendor_tracker.domain.vocabulary import ScanState
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Evidence, FormerFile, StoredFile, User

_MONTHS_AHEAD = 12


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file as it is stored, and what the scanner and the count of numbers found in it."""

    sha256: str
    size: int
    media_type: str
    name: str
    kept_at: datetime
    scan: ScanState
    scan_words: str
    nhs_numbers: int


@dataclass(frozen=True, slots=True)
class FormerDocument:
    """A file or link that stood there until another took its place; `place` counts from 1."""

    place: int
    file: EvidenceFile | None
    link_url: str
    issued_on: date | None
    expires_on: date | None
    form_version: str
    version_name: str
    replaced_at: datetime
    replaced_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class SameContent:
    """A piece of evidence that has the content of a file that somebody is about to add."""

    reference: str
    title: str
    added_at: datetime


def file_of(kept: Any, name: str) -> EvidenceFile | None:
    """Return a stored file under the name that evidence gives it."""
    if kept is None:
        return None
    return EvidenceFile(
        kept.sha256, kept.size, kept.media_type, name, kept.kept_at, kept.scan, kept.scan_words,
        kept.nhs_numbers,
    )  # fmt: skip


def list_former(actor: Actor, evidence_id: int) -> tuple[FormerDocument, ...]:
    """Return what stood there before, the first one first."""
    former = FormerFile
    rows = session().execute(
        sa.select(former, StoredFile, User.name)
        .outerjoin(StoredFile, StoredFile.id == former.file_id)
        .outerjoin(User, User.id == former.replaced_by)
        .where(former.organisation_id == actor.organisation_id, former.evidence_id == evidence_id)
        .order_by(former.id)
    )
    return tuple(
        FormerDocument(
            place, file_of(kept, row.file_name), row.link_url, row.issued_on, row.expires_on,
            row.form_version, row.version_name, row.replaced_at, who or "an import", row.reason,
        )
        for place, (row, kept, who) in enumerate(rows, 1)
    )  # fmt: skip


def get_former(actor: Actor, ref: str, place: int) -> EvidenceFile:
    """Return the file that stood under a reference at this place; raise NotFound without one."""
    key = session().scalar(
        sa.select(Evidence.id).where(
            Evidence.organisation_id == actor.organisation_id,
            Evidence.number == number_of(Kind.EVIDENCE, ref),
        )
    )
    former = () if key is None else list_former(actor, key)
    found = next((one.file for one in former if one.place == place), None)
    if found is None:
        raise NotFound(f"{ref}, former file {place}")
    return found


def list_same_content(actor: Actor, sha256: str) -> Sequence[SameContent]:
    """Return the live evidence that has a file of this content, the oldest first."""
    rows = session().execute(
        sa.select(Evidence.number, Evidence.title, Evidence.created_at)
        .join(StoredFile, StoredFile.id == Evidence.file_id)
        .where(
            Evidence.organisation_id == actor.organisation_id,
            StoredFile.sha256 == sha256,
            Evidence.archived_at.is_(None),
        )
        .order_by(Evidence.id)
    )
    return [SameContent(reference(Kind.EVIDENCE, row[0]), row[1], row[2]) for row in rows]


def list_holders(actor: Actor, sha256: str) -> list[str]:
    """Return all evidence that keeps this content, put away or not, today's file or a former."""
    file = sa.select(StoredFile.id).where(
        StoredFile.organisation_id == actor.organisation_id, StoredFile.sha256 == sha256
    )
    before = sa.select(FormerFile.evidence_id).where(
        FormerFile.organisation_id == actor.organisation_id, FormerFile.file_id.in_(file)
    )
    numbers = session().scalars(
        sa.select(Evidence.number)
        .where(
            Evidence.organisation_id == actor.organisation_id,
            sa.or_(Evidence.file_id.in_(file), Evidence.id.in_(before)),
        )
        .order_by(Evidence.number)
    )
    return [reference(Kind.EVIDENCE, number) for number in numbers]


def list_lapsing_months(actor: Actor, on: date) -> list[tuple[str, date, int]]:
    """Return each coming month in which evidence lapses: its code, its first day, how many."""
    rows = session().execute(
        sa.select(Evidence.expires_on, sa.func.count())
        .where(
            Evidence.organisation_id == actor.organisation_id,
            Evidence.archived_at.is_(None),
            Evidence.expires_on >= on,
            Evidence.expires_on < add_months(on.replace(day=1), _MONTHS_AHEAD),
        )
        .group_by(Evidence.expires_on)
    )
    months: Counter[date] = Counter()
    for day, count in rows:
        if day is not None:
            months[day.replace(day=1)] += count
    return [(first.isoformat()[:7], first, count) for first, count in sorted(months.items())]

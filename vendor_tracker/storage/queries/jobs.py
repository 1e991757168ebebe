"""Long work, as people see it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.references import Kind, number_of, reference
from vendor_tracker.domain.vocabulary import JobState
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Job, User
from vendor_tracker.storage.queries.paging import AnySelect, Asked, Page, count, fetch


@dataclass(frozen=True, slots=True)
class JobRow:
    """One piece of long work."""

    reference: str
    name: str
    state: JobState
    words: str
    by: str
    queued_at: datetime
    ended_at: datetime | None
    # What it was asked to read, and the batch that it made.
    asked: dict[str, Any]
    batch: str | None

    @property
    def is_under_way(self) -> bool:
        """Tell whether it has still to end."""
        return self.state in (JobState.queued, JobState.running)


def get_job(actor: Actor, ref: str) -> JobRow:
    """Return one piece of work; raise NotFound when there is none."""
    found = session().execute(_jobs(actor).where(Job.number == number_of(Kind.JOB, ref)))
    row = found.one_or_none()
    if row is None:
        raise NotFound(ref)
    return _row(row)


def list_jobs(actor: Actor, asked: Asked) -> Page[JobRow]:
    """Return the work of an organisation, the newest first."""
    statement = _jobs(actor)
    newest_first = Asked("number", True, asked.after, asked.before)
    rows, before, after = fetch(statement, [Job.__table__.c.number], newest_first)
    return Page([_row(row) for row in rows], count(statement), before, after)


def _jobs(actor: Actor) -> AnySelect:
    return (
        sa.select(Job, User.name)
        .outerjoin(User, User.id == Job.user_id)
        .where(Job.organisation_id == actor.organisation_id)
    )


def _row(row: Any) -> JobRow:
    job = row[0]
    return JobRow(
        reference(Kind.JOB, job.number), str(job.asked.get("name", "")), job.state, job.words,
        row[1] or "Command line", job.queued_at, job.ended_at, dict(job.asked),
        (job.result or {}).get("batch"),
    )  # fmt: skip

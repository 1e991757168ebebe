"""Long work: put it in line, carry it out, stop it, and begin again after a crash.

The row of a job is the only truth. Its work ends inside its own write, so that a job is done
exactly when what it made is there.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound, ProductError, Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind, number_of, reference
from vendor_tracker.domain.vocabulary import JobState
from vendor_tracker.services import failpoints
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage.db import Database, session
from vendor_tracker.storage.models import Job, Organisation
from vendor_tracker.storage.queries.users import find_actor, find_command_actor
from vendor_tracker.storage.references import reserve

# After this long without a sign of life whoever worked on a job is gone.
LOST_AFTER = timedelta(minutes=2)
_MOST_TRIES = 3
_UNDER_WAY = (JobState.queued, JobState.running)
_OUR_FAULT = "Something went wrong on our side. Nothing was changed."
_log = logging.getLogger("vendor_tracker")


class Stopped(ProductError):
    """Somebody stopped the work; nothing of it stays."""


@dataclass(slots=True)
class Progress:
    """How far the work of this process is; a write of its own must not tell others meanwhile."""

    done: int = 0
    total: int = 0
    stop: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """One job as whoever carries it out knows it."""

    id: int
    reference: str
    kind: str
    asked: dict[str, Any]
    attempt: int
    # Whoever asked, with the rights of today.
    actor: Actor
    progress: Progress = field(default_factory=Progress)

    def step(self, words: str, total: int = 0) -> None:
        """Say which step begins and how much there is to do; raise Stopped if nobody wants it."""
        self.progress.done, self.progress.total = 0, total
        _tell(self, words)
        self.advance(0)

    def advance(self, more: int = 1) -> None:
        """Say that so much more is done; raise Stopped if nobody wants it any longer."""
        self.progress.done += more
        if self.progress.stop:
            raise Stopped("Stopped before it was done. Nothing was changed.")

    def finish(self, result: dict[str, Any]) -> None:
        """Note inside the write of the work that it is done; refuse if another took it over."""
        if not _ended(self.id, self.attempt, JobState.done, {"result": result, "words": ""}):
            raise Stopped("Another process took this over.")
        failpoints.reach("job.finished")


Handler = Callable[[Task], None]
# What this process carries out at the moment, by organisation and reference.
_here: dict[tuple[int, str], Progress] = {}


def here(actor: Actor, ref: str) -> Progress | None:
    """Return how far a job is, if this process carries it out."""
    return _here.get((actor.organisation_id, ref))


@transactional
def queue(actor: Actor, kind: str, asked: dict[str, Any], words: str) -> str:
    """Put a piece of work in line and return its reference."""
    actor.must(Permission.IMPORT)
    row = Job(
        organisation_id=actor.organisation_id,
        number=reserve(actor.organisation_id, Kind.JOB),
        kind=kind,
        state=JobState.queued,
        asked=asked,
        words=words,
        user_id=actor.user_id,
        queued_at=clock.now(),
    )
    session().add(row)
    session().flush()
    return reference(Kind.JOB, row.number)


def stop(actor: Actor, ref: str) -> None:
    """Ask that a job ends; what is not done yet does not happen."""
    actor.must(Permission.IMPORT)
    progress = here(actor, ref)
    if progress is not None:
        # While it writes, nobody else can: it hears of the wish without the database.
        progress.stop = True
        return
    _ask_to_stop(actor, ref)


def work_off(database: Database, handlers: dict[str, Handler]) -> int:
    """Carry out all that waits, one after the other; return how many were ended."""
    count = 0
    with database.opened():
        _free_lost()
        while _take_and_do(handlers):
            count += 1
    return count


def _take_and_do(handlers: dict[str, Handler]) -> bool:
    taken = _take()
    if taken is None:
        return False
    key, attempt = taken
    task = _task(key)
    if task is None:
        words = "Whoever asked for this no longer belongs to the organisation. Nothing was changed."
        _end(key, attempt, JobState.failed, words)
    else:
        _carry_out(task, handlers)
    return True


def _carry_out(task: Task, handlers: dict[str, Handler]) -> None:
    place = (task.actor.organisation_id, task.reference)
    _here[place] = task.progress
    try:
        handlers[task.kind](task)
    except Stopped as stopped:
        _end(task.id, task.attempt, JobState.cancelled, str(stopped))
    except ProductError as refusal:
        _end(task.id, task.attempt, JobState.failed, str(refusal))
    except Exception:  # noqa: BLE001 - whatever it is, the next job must go on
        _log.exception("%s failed", task.reference)
        _end(task.id, task.attempt, JobState.failed, _OUR_FAULT)
    finally:
        _here.pop(place, None)


@transactional
def _take() -> tuple[int, int] | None:
    """Take the job that has waited longest; return its key, and which try this is."""
    row = (
        session()
        .scalars(
            sa.select(Job)
            .where(Job.state == JobState.queued)
            .order_by(Job.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        .first()
    )
    if row is None:
        return None
    row.state, row.attempts = JobState.running, row.attempts + 1
    row.started_at = row.seen_at = clock.now()
    return row.id, row.attempts


def _task(key: int) -> Task | None:
    row, code = (
        session()
        .execute(
            sa.select(Job, Organisation.code)
            .join(Organisation, Organisation.id == Job.organisation_id)
            .where(Job.id == key)
        )
        .one()
    )
    find = find_command_actor(code)
    actor = find if row.user_id is None else find_actor(row.user_id, code, clock.today())
    if actor is None:
        return None
    ref = reference(Kind.JOB, row.number)
    return Task(row.id, ref, row.kind, dict(row.asked), row.attempts, actor)


@transactional
def _tell(task: Task, words: str) -> None:
    row = session().get_one(Job, task.id, with_for_update=True, populate_existing=True)
    if row.attempts != task.attempt or row.state is not JobState.running:
        raise Stopped("Another process took this over.")
    row.words, row.seen_at = words, clock.now()
    if row.stop_asked_at is not None:
        task.progress.stop = True


@transactional
def _end(key: int, attempt: int, state: JobState, words: str) -> None:
    """End a job that came to nothing, unless another process goes on with it."""
    _ended(key, attempt, state, {"words": words})


def _ended(key: int, attempt: int, state: JobState, values: dict[str, Any]) -> bool:
    done = session().execute(
        sa.update(Job)
        .where(Job.id == key, Job.attempts == attempt, Job.state == JobState.running)
        .values(state=state, ended_at=clock.now(), **values)
        .returning(Job.id)
    )
    return done.first() is not None


@transactional
def _free_lost() -> None:
    """Put back in line what nobody works on any longer; after three tries it is given up."""
    lost = session().scalars(
        sa.select(Job)
        .where(Job.state == JobState.running, Job.seen_at < clock.now() - LOST_AFTER)
        .with_for_update(skip_locked=True)
    )
    for row in lost:
        if row.attempts < _MOST_TRIES and row.stop_asked_at is None:
            row.state = JobState.queued
            continue
        row.state, row.ended_at = JobState.failed, clock.now()
        row.words = "The program was stopped while this went on. Nothing was changed."


@transactional
def _ask_to_stop(actor: Actor, ref: str) -> None:
    row = _find(actor, ref)
    if row.state not in _UNDER_WAY:
        raise Refused("This has ended already.")
    row.stop_asked_at = clock.now()
    if row.state is JobState.queued:
        row.state, row.ended_at = JobState.cancelled, clock.now()
        row.words = "Stopped before it began. Nothing was changed."


def _find(actor: Actor, ref: str) -> Job:
    found = (
        session()
        .scalars(
            sa.select(Job)
            .where(
                Job.organisation_id == actor.organisation_id, Job.number == number_of(Kind.JOB, ref)
            )
            .execution_options(populate_existing=True)
        )
        .one_or_none()
    )
    if found is None:
        raise NotFound(ref)
    return found

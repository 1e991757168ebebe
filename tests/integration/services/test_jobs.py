"""Long work: done once, stopped with nothing left, and begun again after a crash."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests import factories
from tests.conftest import NOW
from tests.people import person
from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.vocabulary import JobState, Role
from vendor_tracker.files.uploads import Owner, UploadStore
from vendor_tracker.services import jobs, users
from vendor_tracker.services.imports import ListFile, longwork, preview
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage.db import Database, session
from vendor_tracker.storage.models import Batch, Job, Supplier
from vendor_tracker.storage.queries.jobs import JobRow, get_job

MAPPING = '[suppliers]\nname = "Company"\n'
PATIENCE = 60
# Carries out what waits, in a process of its own.
WORK = """
import sys
from datetime import datetime, timedelta, UTC
from pathlib import Path
from vendor_tracker import clock
from vendor_tracker.files.uploads import UploadStore
from vendor_tracker.services import jobs
from vendor_tracker.services.imports import longwork
from vendor_tracker.storage.db import Database

database = Database(sys.argv[1])
handlers = {"import": longwork.handler(UploadStore(Path(sys.argv[2]), 1_000_000))}
later = timedelta(minutes=int(sys.argv[3]))
with clock.set_to(datetime(2026, 10, 6, 9, 0, tzinfo=UTC) + later):
    jobs.work_off(database, handlers)
database.dispose()
"""


@pytest.fixture
def uploads(tmp_path: Path) -> UploadStore:
    """Return where lists wait."""
    return UploadStore(tmp_path / "uploads", 1_000_000)


@pytest.fixture
def officer(any_actor: Actor) -> Actor:
    """Return somebody who brings lists in."""
    return person(any_actor, "bringer", Role.officer)


def queued(officer: Actor, uploads: UploadStore, tmp_path: Path) -> str:
    """Have somebody bring a list of two suppliers in as long work."""
    path = tmp_path / "list.csv"
    path.write_text("Company\r\nFenwick (example)\r\nOrrin (example)\r\n")
    owner = Owner(officer.user_id, officer.organisation_code)
    with path.open("rb") as stream:
        token = uploads.keep(stream, path.name, owner, at=clock.now(), mapping=MAPPING)
    waiting = uploads.find(token, owner, at=clock.now())
    source = ListFile(waiting.path, waiting.name, None, None, waiting.mapping_text)
    ref = longwork.queue(officer, token, source, preview(officer, source).fingerprint)
    session().rollback()
    return ref


def work(database: Database, uploads: UploadStore) -> int:
    """Carry out what waits, as the program does beside the pages."""
    return jobs.work_off(database, {longwork.KIND: longwork.handler(uploads)})


def seen(actor: Actor, ref: str) -> JobRow:
    """Return a job as it is stored now."""
    session().rollback()
    session().expire_all()
    return get_job(actor, ref)


def held() -> tuple[int, int]:
    """Return how many suppliers and batches there are."""
    session().rollback()
    return tuple(
        session().scalar(sa.select(sa.func.count()).select_from(model)) or 0
        for model in (Supplier, Batch)
    )  # type: ignore[return-value]


def test_a_list_is_brought_in_while_nobody_waits(
    any_database: Database, officer: Actor, uploads: UploadStore, tmp_path: Path
) -> None:
    ref = queued(officer, uploads, tmp_path)
    assert (seen(officer, ref).state, held()) == (JobState.queued, (0, 0))
    assert work(any_database, uploads) == 1
    done = seen(officer, ref)
    assert (done.state, done.batch, held()) == (JobState.done, "BAT-1", (2, 1))
    assert done.ended_at == NOW
    assert work(any_database, uploads) == 0


def test_what_was_stopped_before_it_began_never_happens(
    any_database: Database, officer: Actor, uploads: UploadStore, tmp_path: Path
) -> None:
    ref = queued(officer, uploads, tmp_path)
    jobs.stop(officer, ref)
    assert work(any_database, uploads) == 0
    assert (seen(officer, ref).state, held()) == (JobState.cancelled, (0, 0))
    with pytest.raises(Refused, match="ended already"):
        jobs.stop(officer, ref)


def test_what_is_stopped_while_it_writes_leaves_nothing(
    any_database: Database, officer: Actor, uploads: UploadStore, tmp_path: Path
) -> None:
    ref = queued(officer, uploads, tmp_path)

    def bring_in(task: jobs.Task) -> None:
        task.progress.total = 2
        jobs.stop(officer, ref)
        longwork.handler(uploads)(task)

    jobs.work_off(any_database, {longwork.KIND: bring_in})
    stopped = seen(officer, ref)
    assert (stopped.state, held()) == (JobState.cancelled, (0, 0))
    assert stopped.words == "Stopped before it was done. Nothing was changed."


def test_a_list_that_cannot_be_taken_says_why(
    any_database: Database, officer: Actor, uploads: UploadStore, tmp_path: Path
) -> None:
    ref = queued(officer, uploads, tmp_path)
    factories.make_supplier(officer, name="Fenwick (example)")
    session().commit()
    work(any_database, uploads)
    failed = seen(officer, ref)
    assert failed.state is JobState.failed
    assert "changed since you looked" in failed.words


def test_a_fault_of_ours_ends_one_job_and_not_the_next(
    any_database: Database, officer: Actor, uploads: UploadStore, tmp_path: Path
) -> None:
    first, second = (jobs.queue(officer, kind, {}, "waits") for kind in ("broken", "fine"))
    jobs.work_off(any_database, {"broken": lambda task: task.asked["missing"], "fine": finish})
    assert seen(officer, first).words == "Something went wrong on our side. Nothing was changed."
    assert seen(officer, second).state is JobState.done


@transactional
def finish(task: jobs.Task) -> None:
    """End a job in a write of its own."""
    task.finish({})


def test_whoever_left_the_organisation_brings_nothing_in(
    any_database: Database, any_actor: Actor, officer: Actor, uploads: UploadStore, tmp_path: Path
) -> None:
    ref = queued(officer, uploads, tmp_path)
    users.disable_user(any_actor, "bringer@rht.example")
    session().commit()
    work(any_database, uploads)
    failed = seen(any_actor, ref)
    assert (failed.state, held()) == (JobState.failed, (0, 0))
    assert "no longer belongs" in failed.words


@pytest.mark.parametrize(
    "failpoint", ["job.finished", "write.before_commit:3", "write.after_commit:3"]
)
def test_a_job_cut_short_is_done_once_in_the_end(
    any_database: Database,
    officer: Actor,
    uploads: UploadStore,
    tmp_path: Path,
    failpoint: str,
) -> None:
    ref = queued(officer, uploads, tmp_path)
    session().commit()
    cut_short(any_database, uploads, failpoint)
    assert seen(officer, ref).state in (JobState.running, JobState.done)
    # Whoever comes too early leaves it alone: it may still be at work elsewhere.
    carry_on(any_database, uploads, minutes=1)
    carry_on(any_database, uploads, minutes=5)
    done = seen(officer, ref)
    assert (done.state, done.batch, held()) == (JobState.done, "BAT-1", (2, 1))


def test_what_fails_three_times_is_given_up(
    any_database: Database, officer: Actor, uploads: UploadStore, tmp_path: Path
) -> None:
    ref = queued(officer, uploads, tmp_path)
    lose()
    assert work(any_database, uploads) == 0
    assert (seen(officer, ref).state, held()) == (JobState.failed, (0, 0))


@transactional
def lose() -> None:
    """Have every job look as if its third worker was gone for an hour."""
    gone = NOW - timedelta(hours=1)
    session().execute(sa.update(Job).values(state=JobState.running, attempts=3, seen_at=gone))


def cut_short(database: Database, uploads: UploadStore, failpoint: str) -> None:
    """Begin the work in a process that ends at a place."""
    assert run(database, uploads, 0, failpoint) == -signal.SIGKILL


def carry_on(database: Database, uploads: UploadStore, *, minutes: int) -> None:
    """Carry out what waits, so many minutes later."""
    assert run(database, uploads, minutes, "") == 0


def run(database: Database, uploads: UploadStore, minutes: int, failpoint: str) -> int:
    """Work in a process of its own, and return how it ended."""
    address = database.url.render_as_string(hide_password=False)
    told = {"VENDOR_TRACKER_FAILPOINT": failpoint, "PYTHONPATH": str(Path.cwd())}
    done = subprocess.run(
        [sys.executable, "-c", WORK, address, str(uploads.root), str(minutes)],
        env=os.environ | told,
        timeout=PATIENCE,
        check=False,
    )
    return done.returncode

"""Look at what a list would do, and bring it in: all of it in one transaction, or nothing."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import PurePath

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.imports import ImportReport, Raised
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.services import failpoints, flags
from vendor_tracker.services.imports import origins, reports, savedmappings, sources
from vendor_tracker.services.imports.drafts import Reading
from vendor_tracker.services.imports.matches import Earlier
from vendor_tracker.services.imports.plans import plan
from vendor_tracker.services.imports.sources import ListFile
from vendor_tracker.services.imports.stores import Store
from vendor_tracker.services.imports.writes import Advance, Writer, nothing
from vendor_tracker.services.transaction import current, transactional
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Batch, Organisation
from vendor_tracker.storage.references import reserve

ACT = "import"
# Hears which batch was made, if any, before all of it is kept.
Ending = Callable[[str | None], None]
# Found again by their own names; of all others a batch keeps which row they came from.
_BY_NAME = frozenset({Kind.SUPPLIER})


class _Looked(Exception):
    """Ends a trial, so that nothing of it stays."""

    def __init__(self, report: ImportReport) -> None:
        super().__init__()
        self.report = report


class RowsRefused(Refused):
    """Some rows cannot be taken as they stand, so nothing was; the report says which and why."""

    def __init__(self, report: ImportReport) -> None:
        count = len(report.problems)
        words = "1 cell needs" if count == 1 else f"{count} cells or rows need"
        super().__init__(f"{words} another look, so nothing was brought in.")
        self.report = report


class Undecided(Refused):
    """Some fields were changed on both sides, and nobody has said whose value stays."""

    def __init__(self, report: ImportReport) -> None:
        count = report.open_conflicts
        words = "1 field was" if count == 1 else f"{count} fields were"
        super().__init__(
            f"{words} changed in the file and here. Choose for each whose value stays; nothing "
            "was brought in."
        )
        self.report = report


@dataclass(slots=True)
class _Read:
    """A list that was read before the write began."""

    name: str
    reading: Reading
    file_hash: str


def preview(actor: Actor, source: ListFile, advance: Advance = nothing) -> ImportReport:
    """Return exactly what applying a list would do; nothing is changed.

    It is found out by doing it, flags included, in a transaction that is given up.
    """
    actor.must(Permission.IMPORT)
    read = _Read(source.name, sources.read(source), source.hash())
    try:
        _try(actor, read, advance)
    except _Looked as looked:
        return looked.report
    raise AssertionError("a trial always ends by giving up")


def apply(
    actor: Actor,
    source: ListFile,
    expected: str | None = None,
    advance: Advance = nothing,
    ending: Ending | None = None,
) -> ImportReport:
    """Bring a list in as one batch that can be undone; a list that changes nothing makes none.

    `expected` is the fingerprint of the preview that somebody agreed to: if the outcome would
    now be another, nothing is done. `ending` is told inside the write what it made.
    """
    actor.must(Permission.IMPORT)
    read = _Read(source.name, sources.read(source), source.hash())
    report, before = _apply(actor, read, expected, advance, ending)
    return replace(report, raised=reports.difference(reports.open_flags(actor), before))


@transactional
def _try(actor: Actor, read: _Read, advance: Advance) -> None:
    report, store, reading = _plan(actor, read)
    raised = Raised()
    if not report.problems and not report.changes_nothing:
        before = reports.open_flags(actor)
        Writer(actor, reading, store, advance).write()
        session().flush()
        flags.refresh(current())
        session().flush()
        raised = reports.difference(reports.open_flags(actor), before)
    raise _Looked(replace(report, raised=raised))


@transactional
def _apply(
    actor: Actor, read: _Read, expected: str | None, advance: Advance, ending: Ending | None
) -> tuple[ImportReport, Raised]:
    report, before = _write(actor, read, expected, advance)
    if ending is not None:
        ending(report.reference)
    return report, before


def _write(
    actor: Actor, read: _Read, expected: str | None, advance: Advance
) -> tuple[ImportReport, Raised]:
    report, store, reading = _plan(actor, read)
    _refuse(report, expected)
    before = reports.open_flags(actor)
    if report.changes_nothing:
        return report, before
    batch = _new_batch(actor, read, report)
    current().batch_id = batch.id
    writer = Writer(actor, reading, store, advance)
    writer.write()
    batch.counts = {**batch.counts, "places": _places(reading, writer)}
    origins.keep(actor, batch.id, reading, writer)
    if reading.mapping_text is not None:
        name = reading.title or PurePath(read.name).stem
        savedmappings.keep(actor, name, reading.headings_hash, reading.mapping_text)
    failpoints.reach("import.written")
    return replace(report, reference=reference(Kind.BATCH, batch.number)), before


def _refuse(report: ImportReport, expected: str | None) -> None:
    if report.problems:
        raise RowsRefused(report)
    if report.open_conflicts:
        raise Undecided(report)
    if expected is not None and expected != report.fingerprint:
        raise Refused(
            "Something here was changed since you looked at what this list would do. Nothing was "
            "brought in. Look again."
        )


def _new_batch(actor: Actor, read: _Read, report: ImportReport) -> Batch:
    batch = Batch(
        organisation_id=actor.organisation_id,
        number=reserve(actor.organisation_id, Kind.BATCH),
        act=ACT,
        file_name=read.name,
        file_hash=read.file_hash,
        counts=reports.counts_of(report),
        at=clock.now(),
        by=actor.user_id,
    )
    session().add(batch)
    session().flush()
    return batch


def _plan(actor: Actor, read: _Read) -> tuple[ImportReport, Store, Reading]:
    """Plan inside the write, so that two imports of one list at once cannot both be new."""
    session().get_one(
        Organisation,
        actor.organisation_id,
        with_for_update={"key_share": True},
        populate_existing=True,
    )
    # A write that met a deadlock is tried again, from what was read and not from half a plan.
    reading = deepcopy(read.reading)
    store = plan(actor, reading, _earlier(actor, read.file_hash))
    return reports.report_of(read.name, reading, read.file_hash), store, reading


def _earlier(actor: Actor, file_hash: str) -> Earlier:
    """Return which record each row of the same file became before."""
    counts = session().scalars(
        sa.select(Batch.counts)
        .where(
            Batch.organisation_id == actor.organisation_id,
            Batch.act == ACT,
            Batch.file_hash == file_hash,
        )
        .order_by(Batch.id)
    )
    return {
        (Kind(kind), sheet, int(row)): number
        for one in counts
        for kind, sheets in one.get("places", {}).items()
        for sheet, rows in sheets.items()
        for row, number in rows.items()
    }


def _places(reading: Reading, writer: Writer) -> dict[str, dict[str, dict[str, int]]]:
    places: dict[str, dict[str, dict[str, int]]] = {}
    for draft in reading.drafts:
        if draft.kind in _BY_NAME or draft.keys or draft.reference:
            continue
        rows = places.setdefault(draft.kind.value, {}).setdefault(draft.place.sheet, {})
        rows[str(draft.place.row)] = writer.number_of(draft)
    return places

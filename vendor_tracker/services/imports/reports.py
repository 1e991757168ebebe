"""Tell what a list would do, or has done, in counts and words."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.figures import plain
from vendor_tracker.domain.imports import (
    WORDS,
    ImportReport,
    KindCounts,
    Place,
    Problem,
    Raised,
    RowState,
    Sample,
)
from vendor_tracker.domain.money import pounds
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.vocabulary import Severity
from vendor_tracker.domain.wording import day
from vendor_tracker.excel.cells import words_of
from vendor_tracker.services.imports.drafts import Draft, Reading
from vendor_tracker.services.imports.plans import ORDER
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Flag, ProductStatus

_SAMPLES = 20
_TITLES = ("name", "title", "statement", "text", "description", "held_on", "gate")
_HIDDEN = frozenset({"name_key", "sort_key", "esf_tier_set_on"})


def report_of(name: str, reading: Reading, file_hash: str) -> ImportReport:
    """Return the counts, errors and first rows of a list that was planned."""
    states = Counter(state for state in reading.rows.values())
    return ImportReport(
        file_name=name,
        fingerprint=_fingerprint(reading, file_hash),
        rows=len(reading.rows),
        new=states[RowState.NEW],
        changed=states[RowState.CHANGED],
        unchanged=states[RowState.UNCHANGED],
        skipped=states[RowState.SKIPPED],
        bad=states[RowState.ERROR],
        records=tuple(_kind_counts(reading)),
        problems=tuple(_in_order(reading)),
        notices=tuple(reading.notices),
        samples=tuple(_samples(reading)),
        several=tuple(reading.several.values()),
        lookalikes=tuple(reading.lookalikes),
        is_register=reading.is_register,
        copied=reading.copied,
        differences=tuple(reading.differences),
        left_out=tuple(reading.left_out),
        missing=tuple(reading.missing),
    )


def counts_of(report: ImportReport) -> dict[str, Any]:
    """Return what a batch keeps of its report."""
    return {
        "rows": report.rows,
        "new": report.new,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "skipped": report.skipped,
        "records": {
            one.kind.value: [one.new, one.changed, one.unchanged] for one in report.records
        },
        "notices": list(report.notices),
    }


def open_flags(actor: Actor) -> Raised:
    """Count the open flags of an organisation, and its products in catch-up, as they stand."""
    rows = session().execute(
        sa.select(Flag.severity, Flag.known_at_start, sa.func.count())
        .where(
            Flag.organisation_id == actor.organisation_id,
            Flag.closed_on.is_(None),
            Flag.waived_by.is_(None),
        )
        .group_by(Flag.severity, Flag.known_at_start)
    )
    found: Counter[Any] = Counter()
    for severity, known_at_start, count in rows:
        found["known" if known_at_start else severity] += count
    catch_up = session().scalar(
        sa.select(sa.func.count()).where(
            ProductStatus.organisation_id == actor.organisation_id,
            ProductStatus.catch_up.is_(True),
        )
    )
    return Raised(
        found[Severity.critical],
        found[Severity.major],
        found[Severity.minor],
        found["known"],
        catch_up or 0,
    )


def difference(after: Raised, before: Raised) -> Raised:
    """Return what was raised between two counts."""
    return Raised(
        after.critical - before.critical,
        after.major - before.major,
        after.minor - before.minor,
        after.known_at_start - before.known_at_start,
        after.catch_up - before.catch_up,
    )


def _kind_counts(reading: Reading) -> Iterator[KindCounts]:
    for kind in ORDER:
        states = Counter(draft.state for draft in reading.of_kind(kind))
        if states:
            three = (RowState.NEW, RowState.CHANGED, RowState.UNCHANGED)
            yield KindCounts(kind, *(states[state] for state in three))


def _fingerprint(reading: Reading, file_hash: str) -> str:
    """Name exactly this outcome: the file, and what it would do to what is stored now."""
    outcome = [
        (
            draft.kind.value,
            draft.place.sheet,
            draft.place.row,
            # Where somebody has to choose, what there is to choose from is agreed to.
            draft.state.value if draft.shown is None else "",
            [draft.stored.number, draft.stored.version] if draft.stored else None,
            sorted(draft.moved) if draft.shown is None else list(draft.shown),
        )
        for draft in reading.drafts
    ]
    return hashlib.sha256(json.dumps([file_hash, outcome]).encode()).hexdigest()


def _in_order(reading: Reading) -> list[Problem]:
    """Return the problems in the order of the file."""
    places = {place: number for number, place in enumerate(reading.rows)}
    return sorted(
        reading.problems, key=lambda one: places.get(Place(one.sheet, one.row), len(places))
    )


def _samples(reading: Reading) -> Iterator[Sample]:
    """Yield the first rows: what changes before what is new, and that before the rest."""
    order = (RowState.CHANGED, RowState.NEW, RowState.UNCHANGED)
    drafts = [draft for draft in reading.drafts if draft.state in order]
    drafts.sort(key=lambda draft: order.index(draft.state))
    for draft in drafts[:_SAMPLES]:
        yield Sample(draft.place, draft.state, _words(draft), tuple(_changes(draft)))


def _words(draft: Draft) -> str:
    columns = {**(draft.stored.columns if draft.stored else {}), **draft.columns}
    titles = (columns.get(name) for name in _TITLES)
    title = words_of(next((one for one in titles if one), ""))
    if draft.kind is Kind.PAYMENT:
        paid = f"of {pounds(columns['amount'])} on {day(columns['paid_on'])}"
        title = f"{paid}, {columns['what_for']}" if columns.get("what_for") else paid
    named = reference(draft.kind, draft.stored.number) if draft.stored else WORDS[draft.kind][0]
    short = title if len(title) <= 80 else f"{title[:79]}…"
    return f"{named} {short}".strip()


def _changes(draft: Draft) -> Iterator[tuple[str, str, str]]:
    if draft.state is not RowState.CHANGED:
        return
    for name, (before, after) in draft.moved.items():
        if name not in _HIDDEN:
            heading = draft.cells.get(name.removesuffix("_id"), (name.replace("_", " "), ""))[0]
            yield heading, _shown(before), _shown(after)


def _shown(value: Any) -> str:
    if value is None or value == "":
        return "nothing"
    if isinstance(value, list):
        return f"{len(value)}" if value else "nothing"
    if isinstance(value, dict):
        return "facts"
    if hasattr(value, "as_tuple"):
        return plain(value)
    text = words_of(value)
    return text if len(text) <= 80 else f"{text[:79]}…"

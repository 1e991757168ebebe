"""Rows of flags and of the stretches of time in which they were open."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.flags import Changes, StoredFlag, reconcile
from vendor_tracker.domain.gaps import About, Gap
from vendor_tracker.domain.heard import SupplierGap
from vendor_tracker.domain.references import Kind, number_of
from vendor_tracker.domain.vocabulary import Severity
from vendor_tracker.storage.db import session
from vendor_tracker.storage.dossiers import chunks
from vendor_tracker.storage.dossiers.rows import IS_SUPPLIER, LINK, among, fetch, name, tied
from vendor_tracker.storage.models import Flag, FlagPeriod
from vendor_tracker.storage.references import reserve
from vendor_tracker.storage.statuses import key_of
from vendor_tracker.storage.steps import remedies_as_json

_FLAG: Any = Flag.__table__
_PERIOD: Any = FlagPeriod.__table__
_STORED = (
    _FLAG.c.id,
    _FLAG.c.closed_on.is_(None),
    _FLAG.c.rule_code,
    _FLAG.c.rule_version,
    _FLAG.c.key,
    _FLAG.c.severity,
    _FLAG.c.says,
    _FLAG.c.fingerprint,
    _FLAG.c.known_at_start,
    _FLAG.c.set_up,
    _FLAG.c.discipline,
    _FLAG.c.waived_by,
)
_BY_SUBJECT = {about: among(_FLAG.c[key_of(about)], *_STORED, sort=_FLAG.c.id) for about in About}
_HEARD = among(
    LINK.product_id,
    _FLAG.c.id,
    _FLAG.c.gate,
    _FLAG.c.severity,
    _FLAG.c.set_up,
    sort=_FLAG.c.id,
    source=tied(LINK.supplier_id, _FLAG.c.supplier_id),
).where(_FLAG.c.closed_on.is_(None), _FLAG.c.waived_by.is_(None), IS_SUPPLIER)


@dataclass(slots=True)
class _Writing:
    """What is to be written of the flags of many subjects."""

    raised: list[dict[str, Any]] = field(default_factory=list)
    changed: list[dict[str, Any]] = field(default_factory=list)
    closed: list[int] = field(default_factory=list)
    # Flags whose open stretch ends, and flags with the severity at which a stretch begins.
    ended: list[int] = field(default_factory=list)
    begun: list[tuple[int, Severity]] = field(default_factory=list)


def compare(
    about: About, organisation_id: int, gaps: Mapping[int, tuple[Gap, ...]]
) -> dict[int, Changes]:
    """Return, for the subjects whose flags are not what was found, what has to happen."""
    stored: dict[int, list[Any]] = defaultdict(list)
    for part in chunks(gaps):
        for row in fetch(_BY_SUBJECT[about], organisation_id, part):
            stored[row[0]].append(row)
    found: dict[int, Changes] = {}
    for subject, own in gaps.items():
        rows = stored.get(subject, ())
        # Most often nothing is new: whole rows are told apart far quicker than their parts.
        as_open = {(row[3], row[5]): row[2:] for row in rows if row[2]}
        if as_open != {(gap.rule_code, gap.key): _as_stored(gap) for gap in own}:
            found[subject] = reconcile(own, [_stored(row) for row in rows])
    return {subject: changes for subject, changes in found.items() if changes}


def heard_gaps(organisation_id: int, product_ids: list[int]) -> dict[int, list[SupplierGap]]:
    """Return the open flags of the suppliers of products, each once for a product."""
    rows = {row[:2]: row for row in fetch(_HEARD, organisation_id, product_ids)}
    found: dict[int, list[SupplierGap]] = defaultdict(list)
    for product_id, _, *values in rows.values():
        found[product_id].append(_heard(values))
    return found


def find_id(organisation_id: int, number: int) -> int | None:
    """Return the private key of a flag, or None when there is none of this number."""
    return session().scalar(
        sa.select(Flag.id).where(Flag.organisation_id == organisation_id, Flag.number == number)
    )


def write(
    about: About, organisation_id: int, changes: Mapping[int, Changes], at: datetime, on: date
) -> None:
    """Raise, change, close and reopen flags; what was never open keeps no row."""
    writing = _Writing()
    for subject, wanted in changes.items():
        _collect(writing, about, subject, wanted, on)
    if writing.raised:
        _insert(organisation_id, writing)
    _update(writing.changed)
    for part in chunks(writing.closed):
        session().execute(sa.update(_FLAG).where(_FLAG.c.id.in_(part)).values(closed_on=on))
    _write_periods(organisation_id, writing, at)


def _collect(writing: _Writing, about: About, subject: int, changes: Changes, on: date) -> None:
    for gap in changes.to_raise:
        writing.raised.append({key_of(about): subject, "opened_on": on, **_columns(gap)})
    for flag, gap in changes.to_change:
        writing.changed.append({"flag_id": flag.id, **_columns(gap)})
        if flag.severity != gap.severity:
            writing.ended.append(flag.id)
            writing.begun.append((flag.id, gap.severity))
    for flag in changes.to_close:
        writing.closed.append(flag.id)
        writing.ended.append(flag.id)
    for flag, gap in changes.to_reopen:
        reopened = {"opened_on": on, "closed_on": None}
        writing.changed.append({"flag_id": flag.id, **_columns(gap), **reopened})
        writing.begun.append((flag.id, gap.severity))


def _insert(organisation_id: int, writing: _Writing) -> None:
    """Add new flags under numbers taken in one block.

    The counter of flags is locked after every row of derived values that this write needs, and
    before the head of the chain, by every write alike: whoever holds it waits for nobody who
    could be waiting for it.
    """
    first = reserve(organisation_id, Kind.FLAG, len(writing.raised))
    rows = [
        {"organisation_id": organisation_id, "number": number, **row}
        for number, row in enumerate(writing.raised, first)
    ]
    session().execute(sa.insert(_FLAG), rows)
    made = session().execute(
        sa.select(_FLAG.c.id, _FLAG.c.severity)
        .where(
            _FLAG.c.organisation_id == organisation_id,
            _FLAG.c.number.between(first, first + len(rows) - 1),
        )
        .order_by(_FLAG.c.id)
    )
    writing.begun.extend((key, severity) for key, severity in made)


def _update(rows: Iterable[dict[str, Any]]) -> None:
    by_columns: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_columns[tuple(row)].append(row)
    for names, alike in by_columns.items():
        session().connection().execute(_updating(names), alike)


@lru_cache(maxsize=64)
def _updating(names: tuple[str, ...]) -> sa.Update:
    """Return the statement that changes these columns of a flag, put together once."""
    return (
        sa.update(_FLAG)
        .where(_FLAG.c.id == sa.bindparam("flag_id"))
        .values({name: sa.bindparam(name) for name in names if name != "flag_id"})
    )


def _write_periods(organisation_id: int, writing: _Writing, at: datetime) -> None:
    for part in chunks(writing.ended):
        is_open = sa.and_(
            _PERIOD.c.organisation_id == organisation_id,
            _PERIOD.c.flag_id.in_(part),
            _PERIOD.c.closed_at.is_(None),
        )
        session().execute(sa.update(_PERIOD).where(is_open).values(closed_at=at))
    if writing.begun:
        rows = [
            {
                "organisation_id": organisation_id,
                "flag_id": key,
                "opened_at": at,
                "severity": severity,
            }
            for key, severity in writing.begun
        ]
        session().execute(sa.insert(_PERIOD), rows)


def _columns(gap: Gap) -> dict[str, Any]:
    return {
        "rule_code": gap.rule_code,
        "rule_version": gap.rule_version,
        "key": gap.key,
        "gate": gap.gate,
        "severity": gap.severity,
        "says": gap.says,
        "remedies": remedies_as_json(gap.remedies),
        "facts": [list(entry) for entry in gap.facts],
        "fingerprint": gap.fingerprint,
        "set_up": gap.set_up,
        "known_at_start": gap.known_at_start,
        "discipline": gap.discipline,
        "waived_by": number_of(Kind.WAIVER, gap.waived_by) if gap.waived_by else None,
    }


def _stored(row: Any) -> StoredFlag:
    _, key, is_open, *values, set_up, discipline, waiver = row
    return StoredFlag._make((key, *values, is_open, set_up, name("WVR", waiver), discipline))


def _as_stored(gap: Gap) -> tuple[Any, ...]:
    """Return a gap as the row of its flag would read, from whether it is open on."""
    return (
        True,
        gap.rule_code,
        gap.rule_version,
        gap.key,
        gap.severity,
        gap.says,
        gap.fingerprint,
        gap.known_at_start,
        gap.set_up,
        gap.discipline,
        number_of(Kind.WAIVER, gap.waived_by) if gap.waived_by else None,
    )


def _heard(values: list[Any]) -> SupplierGap:
    return SupplierGap(*values)

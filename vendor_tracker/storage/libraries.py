"""The checklists in force for an organisation, read from their published versions."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.checklists.loading import library_of, parse_checklist
from vendor_tracker.domain.checklists.model import EMPTY_LIBRARY, Checklist, Library
from vendor_tracker.domain.checklists.versions import ItemChange, with_changes, with_since
from vendor_tracker.domain.vocabulary import Severity
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import ChecklistChange, ChecklistVersion

_ROW = ChecklistVersion
_CHANGE = ChecklistChange
# Code, version and digest of a published checklist: what is published never changes.
Published = tuple[str, str, str]
_Key = tuple[tuple[Published, ...], tuple[ItemChange, ...]]
_MINE: sa.BindParameter[int] = sa.bindparam("organisation_id")
# One statement for both: the library stands behind every page.
_IN_FORCE: Any = sa.union_all(
    sa.select(
        sa.literal(0).label("is_change"),
        _ROW.id.label("key"),
        _ROW.code,
        _ROW.version,
        _ROW.sha256,
        sa.false(),
        sa.cast(sa.null(), sa.String),
        sa.cast(sa.null(), sa.Integer),
    ).where(_ROW.organisation_id == _MINE),
    sa.select(
        sa.literal(1),
        _CHANGE.id,
        _CHANGE.checklist_code,
        _CHANGE.item_code,
        sa.literal(""),
        _CHANGE.is_retired,
        sa.type_coerce(_CHANGE.severity, sa.String),
        _CHANGE.months,
    ).where(_CHANGE.organisation_id == _MINE),
).order_by("is_change", "key")
_read: dict[_Key, Library] = {}
_parsed: dict[Published, Checklist] = {}


def load_library(organisation_id: int) -> Library:
    """Return the checklists in force: the version published last, as it is used here."""
    key = _in_force(organisation_id)
    if not key[0]:
        return EMPTY_LIBRARY
    found = _read.get(key)
    if found is None:
        found = _read.setdefault(key, _from_bodies(organisation_id, *key))
    return found


def load_newest(organisation_id: int, code: str) -> Checklist | None:
    """Return what was published last under a code, used here or not; None without one."""
    versions = [one for one in list_published(organisation_id) if one[0] == code]
    if not versions:
        return None
    _parse(organisation_id, versions)
    return with_since([_parsed[one] for one in versions])


def load_published(organisation_id: int) -> list[Checklist]:
    """Return of each code what was published last, used here or not."""
    published = list_published(organisation_id)
    _parse(organisation_id, published)
    return list({one[0]: _parsed[one] for one in published}.values())


def list_published(organisation_id: int) -> tuple[Published, ...]:
    """Return every published version, the oldest first."""
    rows = session().execute(
        sa.select(_ROW.code, _ROW.version, _ROW.sha256)
        .where(_ROW.organisation_id == organisation_id)
        .order_by(_ROW.id)
    )
    return tuple((code, version, digest) for code, version, digest in rows)


def load_changes(organisation_id: int, code: str) -> dict[str, ItemChange]:
    """Return the change that counts of each item of a checklist; of the whole under no code."""
    changes = _in_force(organisation_id)[1]
    return {one.item: one for one in changes if one.checklist == code}


def _in_force(organisation_id: int) -> _Key:
    """Return what was published and what was changed here, in one look."""
    published: list[Published] = []
    newest: dict[tuple[str, str], ItemChange] = {}
    rows = session().connection().execute(_IN_FORCE, {"organisation_id": organisation_id})
    for is_change, _, code, name, digest, is_retired, severity, months in rows:
        if not is_change:
            published.append((code, name, digest))
            continue
        found = Severity(severity) if severity else None
        newest[code, name] = ItemChange(code, name, bool(is_retired), found, months)
    return tuple(published), tuple(newest.values())


def _from_bodies(
    organisation_id: int, published: tuple[Published, ...], changes: tuple[ItemChange, ...]
) -> Library:
    _parse(organisation_id, published)
    versions: dict[str, list[Checklist]] = {}
    for one in published:
        versions.setdefault(one[0], []).append(_parsed[one])
    by_code: dict[str, dict[str, ItemChange]] = {code: {} for code in versions}
    for change in changes:
        by_code.get(change.checklist, {})[change.item] = change
    used = (with_changes(with_since(given), by_code[code]) for code, given in versions.items())
    found = library_of(one for one in used if one is not None)
    return replace(found, published={one[:2]: _parsed[one] for one in published})


def _parse(organisation_id: int, published: Iterable[Published]) -> None:
    """Read those versions that were not read before."""
    missing = [one for one in published if one not in _parsed]
    if not missing:
        return
    rows = session().execute(
        sa.select(_ROW.code, _ROW.version, _ROW.sha256, _ROW.body).where(
            _ROW.organisation_id == organisation_id,
            _ROW.sha256.in_(sorted({digest for _, _, digest in missing})),
        )
    )
    for code, version, digest, body in rows:
        _parsed[code, version, digest] = parse_checklist(body, f"{code} {version}")

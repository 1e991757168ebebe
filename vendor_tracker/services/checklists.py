"""Publish checklists: a version is copied into the organisation and never changes again."""

from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.checklists.loading import built_in, parse_checklist
from vendor_tracker.domain.errors import ProductError
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage import statuses
from vendor_tracker.storage.db import Database, session
from vendor_tracker.storage.models import ChecklistVersion, Organisation


class AlteredChecklist(ProductError):
    """A checklist that was published differs from the file of the same version."""


def publish_built_in(organisation_id: int) -> None:
    """Publish what comes with the program and is not published yet.

    Raises AlteredChecklist if the file of a published version now reads otherwise.
    """
    published = _published(organisation_id)
    _refuse_altered(published)
    missing = [one for one in _files() if one[:2] not in published]
    if missing:
        _publish(organisation_id, missing)


def refuse_altered(database: Database) -> None:
    """Raise AlteredChecklist if any organisation published another text under a version of ours."""
    with database.opened() as opened:
        for key in opened.scalars(sa.select(Organisation.id).order_by(Organisation.id)):
            _refuse_altered(_published(key))


def _refuse_altered(published: Mapping[tuple[str, str], str]) -> None:
    for code, version, digest, _ in _files():
        if published.get((code, version), digest) != digest:
            raise AlteredChecklist(
                f"The checklist {code} {version} is not the one that was published here. "
                "Bring back its file, or give the new one a new version."
            )


@transactional
def _publish(organisation_id: int, files: list[tuple[str, str, str, str]]) -> None:
    # Another process may have been first.
    there = _published(organisation_id)
    rows = [
        {
            "organisation_id": organisation_id,
            "code": code,
            "version": version,
            "sha256": digest,
            "body": body,
            "published_at": clock.now(),
        }
        for code, version, digest, body in files
        if (code, version) not in there
    ]
    if rows:
        session().execute(sa.insert(ChecklistVersion), rows)
        statuses.make_all_due(organisation_id, clock.today())


def _published(organisation_id: int) -> dict[tuple[str, str], str]:
    rows = session().execute(
        sa.select(ChecklistVersion.code, ChecklistVersion.version, ChecklistVersion.sha256).where(
            ChecklistVersion.organisation_id == organisation_id
        )
    )
    return {(code, version): digest for code, version, digest in rows}


@lru_cache(maxsize=1)
def _files() -> tuple[tuple[str, str, str, str], ...]:
    """Return code, version, digest and text of each checklist that comes with the program."""
    found = []
    for name, text in built_in():
        checklist = parse_checklist(text, name)
        digest = sha256(text.encode()).hexdigest()
        found.append((checklist.code, checklist.version, digest, text))
    return tuple(found)

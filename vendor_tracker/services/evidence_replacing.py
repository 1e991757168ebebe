"""Put a newer document in the place of an older one, or take out what must not be kept."""

from datetime import date
from typing import TypedDict, Unpack

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound, Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.texts import storable
from vendor_tracker.domain.vocabulary import Known
from vendor_tracker.services import answers, records, subjects
from vendor_tracker.services.evidence import check, touch_all_of
from vendor_tracker.services.evidence_files import Received, columns_of
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    Answer,
    Evidence,
    EvidenceLink,
    FormerFile,
    ProductVersion,
    RequestFile,
    StoredFile,
)

_NO_MAIL = {"mail_subject": "", "mail_sender": "", "mail_sent_at": None}


class NewerDocument(TypedDict, total=False):
    """What a person says of the newer document; `product_version` is a reference."""

    link_url: str
    issuer: str
    issued_on: date | None
    expires_on: date | None
    product_version: str | None
    form_version: str
    scheme_version: str
    self_certified: Known


@transactional
def replace_document(
    actor: Actor,
    ref: str,
    *,
    version: int | None,
    received: Received | None = None,
    reason: str = "",
    **fields: Unpack[NewerDocument],
) -> str:
    """Put a newer file or link under a reference; the former one stays on its page.

    What it supports stays tied. Accepted answers go back to be looked at: what the reviewer saw
    is not what stands there now.
    """
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.EVIDENCE, Evidence, ref)
    records.must_be(Kind.EVIDENCE, row, version)
    columns = subjects.columns(actor, dict(fields), row)
    columns |= _document(actor, row, received, str(columns.pop("link_url", "") or ""))
    stored = {column.key: getattr(row, column.key) for column in Evidence.__table__.columns}
    check(stored | columns)
    _keep_former(actor, row, reason)
    records.change(actor, Kind.EVIDENCE, row, version=None, **columns)
    touch_all_of(actor, row)
    _look_again(actor, row)
    return ref


@transactional
def take_out(
    actor: Actor, ref: str, *, version: int | None, place: int | None = None, reason: str = ""
) -> str | None:
    """Take a file of a piece of evidence out for good; return its hash when nothing names it.

    `place` counts the files that stood there before, from 1; without one it is today's file.
    The record stays with its reference, so that the history says that a file was there.
    """
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.EVIDENCE, Evidence, ref)
    records.must_be(Kind.EVIDENCE, row, version)
    note = reason.strip() or "The file was taken out: it looked like patient data."
    key = _clear(actor, row, note) if place is None else _clear_former(actor, row, place, note)
    session().flush()
    return forget(actor, key)


def _clear(actor: Actor, row: Evidence, note: str) -> int:
    """Take today's file out of the record; return the private key of the file."""
    if row.file_id is None:
        raise Refused(f"{reference(Kind.EVIDENCE, row.number)} has no file. Nothing was changed.")
    key = row.file_id
    records.change(
        actor, Kind.EVIDENCE, row, version=None, file_id=None, file_name="",
        numbers_reason=note, **_NO_MAIL,
    )  # fmt: skip
    touch_all_of(actor, row)
    _look_again(actor, row)
    return key


def _clear_former(actor: Actor, row: Evidence, place: int, note: str) -> int:
    """Take a file that stood there before out of the record; return its private key."""
    found = session().scalars(
        sa.select(FormerFile)
        .where(
            FormerFile.organisation_id == actor.organisation_id, FormerFile.evidence_id == row.id
        )
        .order_by(FormerFile.id)
    )
    former = dict(enumerate(found, 1)).get(place)
    if former is None:
        raise NotFound(f"{reference(Kind.EVIDENCE, row.number)}, former file {place}")
    if former.file_id is None:
        raise Refused("That file was taken out already. Nothing was changed.")
    key = former.file_id
    former.file_id, former.file_name = None, ""
    former.reason = storable("; ".join(part for part in (former.reason, note) if part), "reason")
    session().flush()
    records.stamp(actor, Kind.EVIDENCE, row, "change")
    return key


@transactional
def keep_numbers(actor: Actor, ref: str, *, version: int | None, reason: str) -> None:
    """Say why a file is kept although numbers in it look like NHS numbers."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.EVIDENCE, Evidence, ref)
    if not reason.strip():
        raise Refused("Say why it may be kept, such as “They are invoice numbers”.", field="reason")
    records.change(
        actor, Kind.EVIDENCE, row, version=version, numbers_reason=reason.strip()
    )  # fmt: skip
    touch_all_of(actor, row)


def _document(
    actor: Actor, row: Evidence, received: Received | None, link: str
) -> dict[str, object]:
    """Return the columns of the newer document; refuse one that is the same or not there."""
    if row.archived_at is not None:
        raise Refused("It is archived. Bring it back first.", field="file")
    if received is None and not link:
        raise Refused("Choose the newer file, or enter its link.", field="file")
    found = columns_of(actor, received)
    if found and found["file_id"] == row.file_id:
        raise Refused("This is the file that is there already. Nothing was changed.", field="file")
    if received is None and link == row.link_url and row.file_id is None:
        raise Refused("This is the link that is there already.", field="link_url")
    nothing: dict[str, object] = {"file_id": None, "file_name": "", **_NO_MAIL}
    return {**nothing, **found, "link_url": link, "numbers_reason": ""}


def _keep_former(actor: Actor, row: Evidence, reason: str) -> None:
    """Keep what stood there, with its dates; nothing where there was neither file nor link."""
    if row.file_id is None and not row.link_url:
        return
    made_for = session().get(ProductVersion, row.version_id) if row.version_id else None
    session().add(
        FormerFile(
            organisation_id=actor.organisation_id,
            evidence_id=row.id,
            file_id=row.file_id,
            file_name=row.file_name,
            link_url=row.link_url,
            issued_on=row.issued_on,
            expires_on=row.expires_on,
            form_version=row.form_version,
            version_name=made_for.name if made_for else "",
            replaced_at=clock.now(),
            replaced_by=actor.user_id,
            reason=" ".join(reason.split()),
        )
    )
    session().flush()


def _look_again(actor: Actor, row: Evidence) -> None:
    """Have every accepted answer that rests on it looked at again."""
    found = session().scalars(
        sa.select(Answer)
        .join(EvidenceLink, EvidenceLink.answer_id == Answer.id)
        .where(
            EvidenceLink.organisation_id == actor.organisation_id,
            EvidenceLink.evidence_id == row.id,
            EvidenceLink.unlinked_at.is_(None),
            Answer.archived_at.is_(None),
        )
        .order_by(Answer.id)
    )
    for answer in found.all():
        answers.look_again(actor, answer)


def forget(actor: Actor, file_id: int) -> str | None:
    """Forget a file that nothing names any more, so that the store may let it go."""
    for model in (Evidence, FormerFile, RequestFile):
        named = sa.select(model.id).where(
            model.organisation_id == actor.organisation_id, model.file_id == file_id
        )
        if session().scalar(named.limit(1)) is not None:
            return None
    row = session().get_one(StoredFile, file_id)
    sha256 = row.sha256
    session().delete(row)
    return sha256

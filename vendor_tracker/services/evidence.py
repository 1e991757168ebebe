"""Keep evidence: its file or link, its dates, and what it supports."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import IO, Any, TypedDict, Unpack

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.plausible import must_not_follow, must_say_why
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.files.mail import MailHead, read_mail
from vendor_tracker.files.store import EvidenceStore, StoredFile
from vendor_tracker.services import records, subjects
from vendor_tracker.services.assessments import touch_answers_of_evidence
from vendor_tracker.services.makers import main_supplier
from vendor_tracker.services.transaction import touch_alone, transactional
from vendor_tracker.storage import models
from vendor_tracker.storage.db import Database, session
from vendor_tracker.storage.models import Evidence, Organisation, ProductVersion

_MB = 1024 * 1024
# How long a file may lie in the store before a record must name it.
_UNNAMED_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Received:
    """A file that lies in the store, and what a saved mail says about itself."""

    file: StoredFile
    mail: MailHead
    quota_mb: int


class EvidenceFields(TypedDict, total=False):
    """What a person may say about a piece of evidence; `product_version` is a reference."""

    supplier: str | None
    product: str | None
    meeting: str | None
    product_version: str | None
    kind: Any
    issuer: str
    issued_on: date | None
    expires_on: date | None
    link_url: str
    confidential: bool
    confidential_reason: str | None
    confidential_until: date | None


class EvidenceChanges(EvidenceFields, total=False):
    """What may be changed about a piece of evidence; what is not named stays."""

    title: str


def receive(
    actor: Actor, store: EvidenceStore, stream: IO[bytes], name: str, *, quota_mb: int
) -> Received:
    """Put a file into the store before the write begins; nothing refers to it yet."""
    actor.must(Permission.LOG)
    kept = store.keep(actor.organisation_code, stream, name)
    is_mail = kept.media_type == "message/rfc822"
    return Received(kept, read_mail(stream) if is_mail else MailHead(), quota_mb)


@transactional
def add_evidence(
    actor: Actor,
    *,
    title: str,
    received: Received | None = None,
    **fields: Unpack[EvidenceFields],
) -> str:
    """Add a piece of evidence and return its reference; its file or link may come later."""
    actor.must(Permission.LOG)
    columns = _with_maker(actor, subjects.columns(actor, {**fields, "title": title}))
    check(columns)
    row = records.add(actor, Kind.EVIDENCE, Evidence, **columns, **_file(actor, received))
    _touch(actor, row)
    return reference(Kind.EVIDENCE, row.number)


@transactional
def change_evidence(
    actor: Actor,
    ref: str,
    *,
    version: int | None,
    received: Received | None = None,
    **fields: Unpack[EvidenceChanges],
) -> str:
    """Change evidence as it was read at this version; what is not named stays.

    A file that is there is never replaced: newer content is a newer piece of evidence.
    """
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.EVIDENCE, Evidence, ref)
    records.must_be(Kind.EVIDENCE, row, version)
    if received is not None and row.file_id is not None:
        raise Refused(f"{ref} has its file. Add the new file as new evidence.", field="file")
    _touch(actor, row)
    columns = _with_maker(actor, subjects.columns(actor, fields, row))
    stored = {column.key: getattr(row, column.key) for column in Evidence.__table__.columns}
    check(stored | columns)
    records.change(actor, Kind.EVIDENCE, row, version=None, **columns, **_file(actor, received))
    _touch(actor, row)
    touch_answers_of_evidence(actor, row.id)
    return reference(Kind.EVIDENCE, row.number)


@transactional
def archive_evidence(actor: Actor, ref: str, *, version: int | None, reason: str) -> None:
    """Put evidence away; it supports nothing while it is archived."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.EVIDENCE, Evidence, ref)
    records.archive(actor, Kind.EVIDENCE, row, version=version, reason=reason)
    _touch(actor, row, _claimed_products(row))
    touch_answers_of_evidence(actor, row.id)


@transactional
def restore_evidence(actor: Actor, ref: str, *, version: int | None) -> None:
    """Bring archived evidence back."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.EVIDENCE, Evidence, ref)
    records.restore(actor, Kind.EVIDENCE, row, version=version)
    _touch(actor, row, _claimed_products(row))
    touch_answers_of_evidence(actor, row.id)


def _touch(actor: Actor, row: Evidence, others: Iterable[int | None] = ()) -> None:
    """Mark whose flags may differ: what shows one product is no matter of its supplier."""
    suppliers = [row.supplier_id] if row.product_id is None else []
    touch_alone(actor, products=[row.product_id, *others], suppliers=suppliers)


def _claimed_products(row: Evidence) -> Sequence[int | None]:
    """Return the products of the claims that a piece of evidence supports."""
    claim, link = models.Claim, models.EvidenceLink
    return session().scalars(
        sa.select(claim.product_id)
        .join(link, link.claim_id == claim.id)
        .where(
            link.organisation_id == row.organisation_id,
            link.evidence_id == row.id,
            link.unlinked_at.is_(None),
        )
    ).all()  # fmt: skip


def check_dates(issued_on: date | None, expires_on: date | None) -> None:
    """Refuse dates that contradict one another."""
    must_not_follow(clock.today(), issued_on, "The day it was issued", "issued_on")
    if issued_on and expires_on and expires_on < issued_on:
        raise Refused("It lapses before it was issued. Check both days.", field="expires_on")


def _with_maker(actor: Actor, columns: dict[str, Any]) -> dict[str, Any]:
    """Name the supplier of a product where only the product was given."""
    product_id = columns.get("product_id")
    if product_id is None or columns.get("supplier_id") is not None:
        return columns
    maker = main_supplier(actor, product_id)
    return {**columns, "supplier_id": maker.id if maker else None}


def check(columns: dict[str, Any]) -> None:
    """Refuse in words evidence that cannot be right, by the names of its columns."""
    if not columns["title"]:
        raise Refused("Say what it is, such as “Cyber Essentials certificate”.", field="title")
    supplier_id, product_id = columns.get("supplier_id"), columns.get("product_id")
    if supplier_id is None and product_id is None:
        raise Refused("Say which product or supplier it is about.", field="about")
    check_dates(columns.get("issued_on"), columns.get("expires_on"))
    must_say_why(bool(columns.get("confidential")), columns.get("confidential_reason"))
    link = columns.get("link_url") or ""
    if link and not link.lower().startswith(("https://", "http://")):
        raise Refused("Enter an address that begins with https://", field="link_url")
    _check_version(columns.get("version_id"), product_id)


def _check_version(version_id: int | None, product_id: int | None) -> None:
    if version_id is None:
        return
    version = session().get_one(ProductVersion, version_id)
    if version.product_id != product_id:
        raise Refused("That is a version of another product.", field="product_version")


def _file(actor: Actor, received: Received | None) -> dict[str, Any]:
    if received is None:
        return {}
    mail = received.mail
    found: dict[str, Any] = {
        "file_id": _stored(actor, received).id,
        "file_name": received.file.file_name,
        "mail_subject": mail.subject or "",
        "mail_sender": mail.sender or "",
    }
    sent_at: datetime | None = mail.sent_at
    return found | {"mail_sent_at": sent_at}


def sweep_all(database: Database, store: EvidenceStore) -> int:
    """Remove files that no record names, live or put away; return how many.

    An upload that ended before its record was saved leaves such a file.
    """
    before, removed = clock.now() - _UNNAMED_FOR, 0
    with database.opened() as opened:
        for key, code in opened.execute(sa.select(Organisation.id, Organisation.code)).all():
            mine = models.StoredFile.organisation_id == key
            known = set(opened.scalars(sa.select(models.StoredFile.sha256).where(mine)))
            removed += len(store.sweep(code, known, before))
    return removed


def _stored(actor: Actor, received: Received) -> models.StoredFile:
    """Return the row of a stored file, made when the quota leaves room for it.

    The organisation's row is locked first, so that two uploads at the edge cannot both fit.
    """
    opened = session()
    opened.get_one(
        Organisation,
        actor.organisation_id,
        with_for_update={"key_share": True},
        populate_existing=True,
    )
    mine = models.StoredFile.organisation_id == actor.organisation_id
    kept = received.file
    present = opened.scalar(
        sa.select(models.StoredFile).where(mine, models.StoredFile.sha256 == kept.sha256)
    )
    if present is not None:
        return present
    used = opened.scalar(
        sa.select(sa.func.coalesce(sa.func.sum(models.StoredFile.size), 0)).where(mine)
    )
    if int(used or 0) + kept.size > received.quota_mb * _MB:
        raise Refused(
            f"There is no room for this file: the {received.quota_mb:,} MB for evidence are used "
            "up. Nothing was saved. Ask the administrator for more room, or log a link instead.",
            field="file",
        )
    row = models.StoredFile(
        organisation_id=actor.organisation_id,
        sha256=kept.sha256,
        size=kept.size,
        media_type=kept.media_type,
        kept_at=clock.now(),
    )
    opened.add(row)
    opened.flush()
    return row

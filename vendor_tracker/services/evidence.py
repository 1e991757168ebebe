"""Keep evidence: its file or link, its dates, and what it supports."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypedDict, Unpack

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.plausible import must_not_follow, must_say_why
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.vocabulary import Known
from vendor_tracker.services import records, subjects
from vendor_tracker.services.assessments import touch_answers_of_evidence
from vendor_tracker.services.evidence_files import Received, columns_of
from vendor_tracker.services.makers import main_supplier
from vendor_tracker.services.transaction import touch_alone, transactional
from vendor_tracker.storage import models
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Evidence, ProductVersion

_LONGEST_EDITION = 40


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
    form_version: str
    scheme_version: str
    self_certified: Known
    confidential: bool
    confidential_reason: str | None
    confidential_until: date | None


class EvidenceChanges(EvidenceFields, total=False):
    """What may be changed about a piece of evidence; what is not named stays."""

    title: str


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
    row = records.add(actor, Kind.EVIDENCE, Evidence, **columns, **columns_of(actor, received))
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

    A file that is there stays: `replace_document` puts a newer one in its place.
    """
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.EVIDENCE, Evidence, ref)
    records.must_be(Kind.EVIDENCE, row, version)
    if received is not None and row.file_id is not None:
        raise Refused(f"{ref} has its file. Replace it with the newer one.", field="file")
    _touch(actor, row)
    columns = _with_maker(actor, subjects.columns(actor, fields, row))
    stored = {column.key: getattr(row, column.key) for column in Evidence.__table__.columns}
    check(stored | columns)
    records.change(
        actor, Kind.EVIDENCE, row, version=None, **columns, **columns_of(actor, received)
    )
    _touch(actor, row)
    touch_answers_of_evidence(actor, row.id)
    return reference(Kind.EVIDENCE, row.number)


@transactional
def archive_evidence(actor: Actor, ref: str, *, version: int | None, reason: str) -> None:
    """Put evidence away; it supports nothing while it is archived."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.EVIDENCE, Evidence, ref)
    records.archive(actor, Kind.EVIDENCE, row, version=version, reason=reason)
    touch_all_of(actor, row)


@transactional
def restore_evidence(actor: Actor, ref: str, *, version: int | None) -> None:
    """Bring archived evidence back."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.EVIDENCE, Evidence, ref)
    records.restore(actor, Kind.EVIDENCE, row, version=version)
    touch_all_of(actor, row)


def touch_all_of(actor: Actor, row: Evidence) -> None:
    """Mark all whose flags may differ when a piece of evidence comes, goes or is another."""
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
    for name in ("form_version", "scheme_version"):
        if len(columns.get(name) or "") > _LONGEST_EDITION:
            words = f"Use at most {_LONGEST_EDITION} characters, such as “2.0”."
            raise Refused(words, field=name)
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

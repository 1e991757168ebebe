"""Lists and pages of evidence, with both clocks read."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.clocks import Reading
from vendor_tracker.domain.dates import add_months
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.facts import (
    VersionFacts,
)
from vendor_tracker.domain.references import Kind, number_of, reference
from vendor_tracker.domain.vocabulary import EvidenceKind, Known, ScanState, SupplierRole
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    Evidence,
    Meeting,
    ProductSupplier,
    StoredFile,
    User,
)
from vendor_tracker.storage.queries.evidenceclocks import load_versions, read_both
from vendor_tracker.storage.queries.evidencefiles import (
    EvidenceFile,
    FormerDocument,
    file_of,
    list_former,
)
from vendor_tracker.storage.queries.evidencetargets import Target, list_targets
from vendor_tracker.storage.queries.meetings import of_subjects
from vendor_tracker.storage.queries.paging import Asked, Page, fetch, like
from vendor_tracker.storage.queries.subjects import (
    Subject,
    about,
    joined,
    product_of,
    supplier_of,
    written,
)
from vendor_tracker.storage.references import id_of
from vendor_tracker.storage.showing import still_shows

SORTS = ("newest", "expires")
STATES = ("lapsing", "lapsed", "")
_NO_DAY = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One piece of evidence in a list."""

    reference: str
    title: str
    kind: EvidenceKind
    issuer: str
    expires_on: date | None
    version_name: str
    has_content: bool
    sha256: str | None
    size: int
    scan: ScanState
    supplier: Subject | None
    product: Subject | None
    reading: Reading


@dataclass(frozen=True, slots=True)
class EvidenceDetail:
    """One piece of evidence with everything a person may change about it."""

    reference: str
    version: int
    title: str
    kind: EvidenceKind
    issuer: str
    issued_on: date | None
    expires_on: date | None
    link_url: str
    form_version: str
    scheme_version: str
    self_certified: Known
    numbers_reason: str
    confidential: bool
    confidential_reason: str | None
    confidential_until: date | None
    mail_subject: str
    mail_sender: str
    mail_sent_at: datetime | None
    file: EvidenceFile | None
    former: tuple[FormerDocument, ...]
    same_file: tuple[str, ...]
    supplier: Subject | None
    product: Subject | None
    product_version: str | None
    version_name: str
    judged_name: str
    meeting: str | None
    reading: Reading
    supports: tuple[Target, ...]
    logged_by: str
    logged_at: datetime
    is_archived: bool
    archived_reason: str | None
    # Its file was taken out, or is infected: whatever it was tied to is shown by others, if at all.
    shows_nothing: bool = False

    @property
    def asks_about_numbers(self) -> bool:
        """Tell whether its file looks like patient data and nobody said why it is kept."""
        return bool(self.file and self.file.nhs_numbers and not self.numbers_reason)

    @property
    def rest_on_it_alone(self) -> tuple[str, ...]:
        """Return what nothing else shows: these records stand bare once it lapses."""
        return tuple(one.reference for one in self.supports if one.holds and not one.others)


@dataclass(frozen=True, slots=True)
class EvidenceFilter:
    """Which evidence a list shows."""

    text: str = ""
    kind: EvidenceKind | None = None
    state: str = ""
    supplier: str = ""
    product: str = ""
    archived: bool = False
    # The first day of a month in which it lapses.
    lapses: date | None = None


def list_evidence(
    actor: Actor,
    wanted: EvidenceFilter,
    *,
    on: date,
    warning_days: int,
    asked: Asked | None = None,
) -> Page[EvidenceRow]:
    """Return one page of evidence with both clocks read."""
    columns: tuple[Any, ...] = (StoredFile.sha256, StoredFile.size, StoredFile.scan, *about())
    statement = joined(
        sa.select(
            Evidence.number, Evidence.title, Evidence.kind, Evidence.issuer, Evidence.expires_on,
            Evidence.version_id, Evidence.file_id, Evidence.link_url, Evidence.product_id,
            *columns,
        ),
        Evidence,
    ).outerjoin(StoredFile, StoredFile.id == Evidence.file_id).where(
        Evidence.organisation_id == actor.organisation_id,
        Evidence.archived_at.is_not(None) if wanted.archived else Evidence.archived_at.is_(None),
        *_of(actor, wanted),
        *_state(wanted, on, warning_days),
    )  # fmt: skip
    asked = asked or Asked(sort="newest")
    # Counted along with the rows, so that a list asks the database little.
    total = sa.select(sa.func.count()).select_from(statement.subquery()).scalar_subquery()
    counted = statement.add_columns(total.label("total"))
    rows, before, after = fetch(counted, _keys(asked.sort), _turned(asked))
    versions = load_versions(actor, {row.product_id for row in rows if row.version_id})
    shown = [_row(row, versions, on, warning_days) for row in rows]
    return Page(shown, rows[0].total if rows else 0, before, after)


def get_evidence(actor: Actor, ref: str, *, on: date, warning_days: int) -> EvidenceDetail:
    """Return one piece of evidence, archived or not; raise NotFound when there is none."""
    row = _found(actor, ref)
    if row is None:
        raise NotFound(ref)
    kept = row.Evidence
    versions = load_versions(actor, {kept.product_id} if kept.product_id else ())
    own, judged, reading = read_both(kept, versions.get(kept.product_id or 0, {}), on, warning_days)
    supports = list_targets(actor, kept, reading, on=on, warning_days=warning_days)
    if not row.shows:
        supports = tuple(replace(one, holds=False) for one in supports)
    return EvidenceDetail(
        reference(Kind.EVIDENCE, kept.number), kept.version, kept.title, kept.kind, kept.issuer,
        kept.issued_on, kept.expires_on, kept.link_url, kept.form_version, kept.scheme_version,
        kept.self_certified, kept.numbers_reason, kept.confidential, kept.confidential_reason,
        kept.confidential_until, kept.mail_subject, kept.mail_sender, kept.mail_sent_at,
        file_of(row.StoredFile, kept.file_name), list_former(actor, kept.id),
        list_same_file(actor, ref), supplier_of(row), product_of(row),
        own.reference if own else None, own.name if own else "", judged.name if judged else "",
        None if row.meeting is None else reference(Kind.MEETING, row.meeting),
        reading, supports, row.writer or "an import", kept.created_at,
        kept.archived_at is not None, kept.archived_reason, not row.shows,
    )  # fmt: skip


def _found(actor: Actor, ref: str) -> Any:
    return (
        session()
        .execute(
            written(
                sa.select(
                    Evidence, StoredFile, Meeting.number.label("meeting"),
                    User.name.label("writer"), still_shows(Evidence).label("shows"), *about(),
                ),
                Evidence,
            )
            .outerjoin(StoredFile, StoredFile.id == Evidence.file_id)
            .outerjoin(Meeting, Meeting.id == Evidence.meeting_id)
            .where(
                Evidence.organisation_id == actor.organisation_id,
                Evidence.number == number_of(Kind.EVIDENCE, ref),
            )
        )
        .first()
    )  # fmt: skip


def list_same_file(actor: Actor, ref: str) -> tuple[str, ...]:
    """Return the other live evidence that has the same file."""
    own = aliased(Evidence)
    rows = session().scalars(
        sa.select(Evidence.number)
        .join(own, own.file_id == Evidence.file_id)
        .where(
            Evidence.organisation_id == actor.organisation_id,
            own.organisation_id == actor.organisation_id,
            own.number == number_of(Kind.EVIDENCE, ref),
            Evidence.id != own.id,
            Evidence.archived_at.is_(None),
        )
        .order_by(Evidence.id)
    )
    return tuple(reference(Kind.EVIDENCE, number) for number in rows)


def _of(actor: Actor, wanted: EvidenceFilter) -> list[sa.ColumnElement[bool]]:
    found = of_subjects(actor, Evidence, wanted.supplier, "")
    if wanted.product:
        found.append(_about_product(actor, wanted.product))
    if wanted.kind is not None:
        found.append(Evidence.kind == wanted.kind)
    if wanted.lapses is not None:
        found.append(Evidence.expires_on >= wanted.lapses)
        found.append(Evidence.expires_on < add_months(wanted.lapses, 1))
    if wanted.text.strip():
        pattern = like(wanted.text.strip().lower())
        words = sa.func.lower(Evidence.title + " " + Evidence.issuer)
        found.append(words.like(pattern, escape="\\"))
    return found


def _about_product(actor: Actor, product: str) -> sa.ColumnElement[bool]:
    """Return the condition for evidence of a product, or of its suppliers as such."""
    product_id = id_of(actor.organisation_id, Kind.PRODUCT, product)
    suppliers = sa.select(ProductSupplier.supplier_id).where(
        ProductSupplier.organisation_id == actor.organisation_id,
        ProductSupplier.product_id == product_id,
        ProductSupplier.role != SupplierRole.former,
    )
    of_supplier = sa.and_(Evidence.product_id.is_(None), Evidence.supplier_id.in_(suppliers))
    return sa.or_(Evidence.product_id == product_id, of_supplier)


def _state(wanted: EvidenceFilter, on: date, warning_days: int) -> list[sa.ColumnElement[bool]]:
    if wanted.state == "lapsed":
        return [Evidence.expires_on < on]
    if wanted.state == "lapsing":
        return [Evidence.expires_on.between(on, on + timedelta(days=warning_days))]
    return []


def _keys(sort: str) -> list[Any]:
    if sort == "expires":
        day = sa.func.coalesce(Evidence.expires_on, sa.literal(_NO_DAY, sa.Date), type_=sa.Date)
        return [day, Evidence.id]
    return [Evidence.id]


def _turned(asked: Asked) -> Asked:
    """Return the newest first: the order of keys, read from its end."""
    if asked.sort != "newest":
        return asked
    return replace(asked, descending=not asked.descending)


def _row(
    row: Any, versions: dict[int, dict[int, VersionFacts]], on: date, warning_days: int
) -> EvidenceRow:
    own, _, reading = read_both(row, versions.get(row.product_id, {}), on, warning_days)
    return EvidenceRow(
        reference(Kind.EVIDENCE, row.number), row.title, row.kind, row.issuer, row.expires_on,
        own.name if own else "", bool(row.file_id or row.link_url), row.sha256, row.size or 0,
        row.scan or ScanState.not_scanned, supplier_of(row), product_of(row), reading,
    )  # fmt: skip

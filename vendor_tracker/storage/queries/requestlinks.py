"""Private links to requests: who opened one, which there are, and the files that came by them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from vendor_tracker.domain.actor import BY_LINK, Actor, Guest
from vendor_tracker.domain.references import Kind, number_of, reference
from vendor_tracker.domain.requestlines import WITH_THEM
from vendor_tracker.domain.requestlinks import LinkState, last_day, state_of
from vendor_tracker.domain.vocabulary import RequestState, Role, ScanState
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    Claim,
    Cost,
    Evidence,
    Organisation,
    RequestFile,
    RequestItem,
    RequestLink,
    StoredFile,
    SupplierRequest,
)

_LETTERS = 12
# Of a record that is marked so, a link shows nothing.
_MARKED: tuple[tuple[Kind, Any], ...] = ((Kind.CLAIM, Claim), (Kind.COST, Cost))


@dataclass(frozen=True, slots=True)
class OpenedLink:
    """A link as somebody opened it: whose request it leads to, and to how much of it."""

    key: str
    organisation_id: int
    organisation_code: str
    organisation_name: str
    is_example: bool
    request: str
    # Empty: the whole request.
    section: str
    made_for: str
    state: LinkState
    expires_at: datetime
    draft_at: datetime | None
    handed_in_at: datetime | None
    draft: Mapping[str, Any] = field(default_factory=dict)

    @property
    def last_day(self) -> date:
        """Return the last day on which it works."""
        return last_day(self.expires_at)

    @property
    def guest(self) -> Guest:
        """Return who answers by it, as the history names them."""
        name = f"{BY_LINK}, {self.made_for}" if self.made_for else BY_LINK
        return Guest(
            None, name, Role.reader, self.organisation_id, self.organisation_code,
            self.organisation_name, self.is_example,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One link in a list; its address is known only to whoever was shown it."""

    key: str
    section: str
    made_for: str
    made_at: datetime
    expires_at: datetime
    state: LinkState
    opened_at: datetime | None
    handed_in_at: datetime | None
    draft_at: datetime | None
    is_passed_on: bool
    begun: int

    @property
    def last_day(self) -> date:
        """Return the last day on which it works."""
        return last_day(self.expires_at)


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that the supplier sent, and the questions it answers."""

    key: str
    file_name: str
    title: str
    items: tuple[str, ...]
    sent_at: datetime
    size: int
    scan: ScanState
    evidence: str | None


def key_of(token_hash: str) -> str:
    """Return what names a link in a form, and opens nothing."""
    return token_hash[:_LETTERS]


def find_link(token_hash: str, now: datetime) -> OpenedLink | None:
    """Return the link of a token, whatever became of it; None where there never was one."""
    link, told, home = RequestLink, SupplierRequest, Organisation
    row = (
        session()
        .execute(
            sa.select(link, told.number, told.state, home, _waits(), _replaced())
            .join(told, told.id == link.request_id)
            .join(home, home.id == link.organisation_id)
            .where(link.token_hash == token_hash)
        )
        .first()
    )
    if row is None:
        return None
    found, number, state, home_row, waits, is_replaced = row
    return OpenedLink(
        key_of(found.token_hash), home_row.id, home_row.code, home_row.name, home_row.is_example,
        reference(Kind.REQUEST, number), found.section, found.made_for,
        _state(found, state, waits, is_replaced, now), found.expires_at, found.draft_at,
        found.handed_in_at, dict(found.draft),
    )  # fmt: skip


def list_links(actor: Actor, ref: str, now: datetime) -> list[LinkRow]:
    """Return the links of a request, those that work first, the newest on top."""
    rows = session().execute(
        sa.select(RequestLink, SupplierRequest.state, _waits(), _replaced())
        .join(SupplierRequest, SupplierRequest.id == RequestLink.request_id)
        .where(
            RequestLink.organisation_id == actor.organisation_id,
            SupplierRequest.number == number_of(Kind.REQUEST, ref),
        )
        .order_by(RequestLink.revoked_at.is_not(None), RequestLink.id.desc())
    )
    return [
        LinkRow(
            key_of(link.token_hash), link.section, link.made_for, link.made_at, link.expires_at,
            _state(link, state, waits, is_replaced, now), link.opened_at, link.handed_in_at,
            link.draft_at, link.parent_id is not None, len(link.draft),
        )
        for link, state, waits, is_replaced in rows
    ]  # fmt: skip


def list_passed_on(link: OpenedLink, now: datetime) -> dict[str, LinkRow]:
    """Return by section the links that work and were passed on from this one."""
    if link.section:
        return {}
    rows = list_links(link.guest, link.request, now)
    return {row.section: row for row in rows if row.is_passed_on and row.state.shows}


def list_files(actor: Actor, ref: str) -> list[SentFile]:
    """Return the files that came with a request, in their order."""
    rows = session().execute(
        sa.select(RequestFile, StoredFile.sha256, StoredFile.size, StoredFile.scan, Evidence.number)
        .join(SupplierRequest, SupplierRequest.id == RequestFile.request_id)
        .join(StoredFile, StoredFile.id == RequestFile.file_id)
        .outerjoin(Evidence, Evidence.id == RequestFile.evidence_id)
        .where(
            RequestFile.organisation_id == actor.organisation_id,
            SupplierRequest.number == number_of(Kind.REQUEST, ref),
        )
        .order_by(RequestFile.id)
    )
    return [
        SentFile(
            sha256[:_LETTERS], row.file_name, row.title or row.file_name, tuple(row.items),
            row.kept_at, size, scan, reference(Kind.EVIDENCE, number) if number else None,
        )
        for row, sha256, size, scan, number in rows
    ]  # fmt: skip


def list_confidential(actor: Actor) -> frozenset[str]:
    """Return the records that are marked confidential, of those that a supplier may answer."""
    found: set[str] = set()
    for kind, model in _MARKED:
        numbers = sa.select(model.number).where(
            model.organisation_id == actor.organisation_id, model.confidential
        )
        found |= {reference(kind, number) for number in session().scalars(numbers)}
    return frozenset(found)


def _waits() -> sa.ColumnElement[bool]:
    """Tell whether a question of a link is with the supplier."""
    return sa.exists().where(
        RequestItem.organisation_id == RequestLink.organisation_id,
        RequestItem.request_id == RequestLink.request_id,
        RequestItem.review.in_(WITH_THEM),
        sa.or_(RequestLink.section == "", RequestItem.section == RequestLink.section),
    )


def _replaced() -> sa.ColumnElement[bool]:
    """Tell whether a newer link leads to the same for the same people."""
    newer = aliased(RequestLink)
    return sa.exists().where(
        newer.organisation_id == RequestLink.organisation_id,
        newer.request_id == RequestLink.request_id,
        newer.section == RequestLink.section,
        newer.made_for == RequestLink.made_for,
        newer.revoked_at.is_(None),
        newer.id > RequestLink.id,
    )


def _state(
    link: RequestLink, request: RequestState, waits: bool, is_replaced: bool, now: datetime
) -> LinkState:
    return state_of(
        request, revoked_at=link.revoked_at, is_replaced=is_replaced,
        expires_at=link.expires_at, now=now, waits=waits,
    )  # fmt: skip

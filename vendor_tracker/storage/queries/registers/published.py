"""Registers that were proposed and published, and who changed what between two of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.references import Kind, number_of, reference, split
from vendor_tracker.domain.registers import RegisterChoice, of_body
from vendor_tracker.domain.vocabulary import RegisterState
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import PublishedRegister, Revision, StoredFile, User
from vendor_tracker.storage.snapshots import PLANS

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class PublishedPage:
    """One register with its frozen file."""

    reference: str
    version: int
    title: str
    edition: int | None
    state: RegisterState
    reason: str
    choice: RegisterChoice
    file_name: str
    sha256: str
    size: int
    content_hash: str
    as_of: datetime
    chain_seq: int
    chain_hash: str
    proposed_by: str
    proposed_by_id: int | None
    judged_by: str
    judged_at: datetime | None
    judged_words: str

    @property
    def name(self) -> str:
        """Return the title with the number it was published under."""
        return f"{self.title}, version {self.edition}" if self.edition else self.title


def list_published(actor: Actor) -> list[PublishedPage]:
    """Return every register that was proposed, the newest first."""
    return [_page(row) for row in session().execute(_select(actor))]


def get_published(actor: Actor, ref: str) -> PublishedPage:
    """Return one register that was proposed."""
    number = number_of(Kind.REGISTER, ref)
    row = session().execute(_select(actor).where(PublishedRegister.number == number)).first()
    if row is None:
        raise NotFound(ref)
    return _page(row)


def find_published(actor: Actor, content: str) -> PublishedPage | None:
    """Return the register whose cells have this hash; one that was published first of all."""
    rows = session().execute(_select(actor).where(PublishedRegister.content_hash == content))
    found = sorted(map(_page, rows), key=lambda one: one.state is not RegisterState.published)
    return found[0] if found else None


def last_changes(
    actor: Actor, references: Iterable[str], after: int, until: int | None
) -> dict[str, tuple[str, datetime]]:
    """Return who changed each record last between two links of the chain, and when."""
    by_kind: dict[Kind, set[int]] = {}
    for one in references:
        found = split(one)
        if found is not None and found[0] in PLANS:
            by_kind.setdefault(found[0], set()).add(found[1])
    changes: dict[str, tuple[str, datetime]] = {}
    for kind, numbers in by_kind.items():
        wanted = sorted(numbers)
        for start in range(0, len(wanted), _CHUNK):
            changes |= _changes(actor, kind, wanted[start : start + _CHUNK], (after, until))
    return changes


def _changes(
    actor: Actor, kind: Kind, numbers: list[int], between: tuple[int, int | None]
) -> Mapping[str, tuple[str, datetime]]:
    model: Any = PLANS[kind].model
    after, until = between
    statement = (
        sa.select(model.number, sa.func.coalesce(User.name, "The program"), Revision.at_utc)
        .join(Revision, sa.and_(Revision.record_id == model.id, Revision.kind == kind.value))
        .outerjoin(User, User.id == Revision.by)
        .where(
            Revision.organisation_id == actor.organisation_id,
            model.organisation_id == actor.organisation_id,
            model.number.in_(numbers),
            Revision.event_seq > after,
        )
        .order_by(Revision.event_seq)
    )
    if until is not None:
        statement = statement.where(Revision.event_seq <= until)
    rows = session().execute(statement)
    return {reference(kind, number): (who, at) for number, who, at in rows}


def _select(actor: Actor) -> Any:
    proposer, judge = aliased(User), aliased(User)
    return (
        sa.select(
            PublishedRegister,
            StoredFile.sha256,
            StoredFile.size,
            sa.func.coalesce(proposer.name, "Command line"),
            sa.func.coalesce(judge.name, ""),
        )
        .join(StoredFile, StoredFile.id == PublishedRegister.file_id)
        .outerjoin(proposer, proposer.id == PublishedRegister.created_by)
        .outerjoin(judge, judge.id == PublishedRegister.judged_by)
        .where(PublishedRegister.organisation_id == actor.organisation_id)
        .order_by(PublishedRegister.number.desc())
    )


def _page(found: Any) -> PublishedPage:
    row, sha256, size, proposed_by, judged_by = found
    return PublishedPage(
        reference=reference(Kind.REGISTER, row.number),
        version=row.version,
        title=row.title,
        edition=row.edition,
        state=row.state,
        reason=row.reason,
        choice=of_body(row.body),
        file_name=row.file_name,
        sha256=sha256,
        size=size,
        content_hash=row.content_hash,
        as_of=row.as_of,
        chain_seq=row.chain_seq,
        chain_hash=row.chain_hash,
        proposed_by=proposed_by,
        proposed_by_id=row.created_by,
        judged_by=judged_by,
        judged_at=row.judged_at,
        judged_words=row.judged_words,
    )

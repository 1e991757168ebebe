"""Prove that nobody rewrote the history: follow each chain from its first link to its head."""

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.services.audit import FIRST_HASH, chain_parts, link_hash, payload_hash
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    AuditEvent,
    ChainHead,
    Revision,
    SystemEvent,
    SystemHead,
)

_BATCH = 1_000


@dataclass(frozen=True, slots=True)
class ChainReport:
    """How far a chain holds; `problem` names the first link that does not."""

    chain: str
    events: int
    head: str
    problem: str | None = None


def verify(actor: Actor, progress: Callable[[int], None] | None = None) -> ChainReport:
    """Follow the chain of an organisation and compare each link with what is stored."""
    head = session().get_one(ChainHead, actor.organisation_id)
    previous, seq = FIRST_HASH, 0
    with closing(_links(actor.organisation_id)) as links:
        for event, revision in links:
            problem = _problem(actor, event, revision, seq + 1, previous)
            if problem:
                return ChainReport(actor.organisation_code, seq, previous, problem)
            previous, seq = event.hash, event.seq
            if progress:
                progress(1)
    return _against_head(actor.organisation_code, seq, previous, head.seq, head.hash)


def verify_system() -> ChainReport:
    """Follow the chain of sign-ins, people and organisations."""
    head = session().get_one(SystemHead, 1)
    previous, seq = FIRST_HASH, 0
    statement = sa.select(SystemEvent).order_by(SystemEvent.seq).execution_options(yield_per=_BATCH)
    with closing(session().scalars(statement)) as links:
        for event in links:
            problem = _system_problem(event, seq + 1, previous)
            if problem:
                return ChainReport("system", seq, previous, problem)
            previous, seq = event.hash, event.seq
    return _against_head("system", seq, previous, head.seq, head.hash)


def head_of(organisation_id: int) -> tuple[int, str]:
    """Return number and hash of the last link, to be printed in exports."""
    head = session().get_one(ChainHead, organisation_id)
    return head.seq, head.hash


def count(organisation_id: int) -> int:
    """Return how many links the chain of an organisation has."""
    return session().get_one(ChainHead, organisation_id).seq


def export(actor: Actor) -> Iterator[dict[str, Any]]:
    """Yield every link of the chain with the snapshot it vouches for."""
    for event, revision in _links(actor.organisation_id):
        yield {
            "seq": event.seq,
            "at_utc": event.at_utc.isoformat(),
            "actor": event.actor,
            "action": event.action,
            "subject": event.subject,
            "payload_hash": event.payload_hash,
            "previous_hash": event.previous_hash,
            "hash": event.hash,
            "version": None if revision is None else revision.version,
            "salt": None if revision is None else revision.salt,
            "snapshot": None if revision is None else revision.snapshot,
        }


def _links(organisation_id: int) -> Generator[tuple[AuditEvent, Revision | None], None, None]:
    statement = (
        sa.select(AuditEvent, Revision)
        .outerjoin(
            Revision,
            sa.and_(
                Revision.organisation_id == AuditEvent.organisation_id,
                Revision.event_seq == AuditEvent.seq,
            ),
        )
        .where(AuditEvent.organisation_id == organisation_id)
        .order_by(AuditEvent.seq)
        .execution_options(yield_per=_BATCH)
    )
    with session().execute(statement) as found:
        for event, revision in found:  # noqa: UP028 - rows become pairs
            yield event, revision


def _problem(
    actor: Actor, event: AuditEvent, revision: Revision | None, seq: int, previous: str
) -> str | None:
    if event.seq != seq or event.previous_hash != previous:
        return f"Link {seq} is missing or was moved."
    link = {
        name: getattr(event, name)
        for name in ("seq", "at_utc", "actor", "action", "subject", "payload_hash", "previous_hash")
    }
    if link_hash(chain_parts(actor.organisation_code, link)) != event.hash:
        return f"Link {event.seq} ({event.subject}) was changed."
    if revision is None:
        return f"The record kept for link {event.seq} ({event.subject}) is missing."
    if payload_hash(revision.salt, revision.snapshot) != event.payload_hash:
        kept = reference(Kind(revision.kind), revision.snapshot.get("number", 0))
        return f"The record kept for link {event.seq} ({kept}) was changed."
    return None


def _system_problem(event: SystemEvent, seq: int, previous: str) -> str | None:
    parts = [
        event.seq, event.at_utc.isoformat(), event.actor, event.action, event.subject,
        event.previous_hash,
    ]  # fmt: skip
    if event.seq != seq or event.previous_hash != previous:
        return f"Link {seq} is missing or was moved."
    return None if link_hash(parts) == event.hash else f"Link {event.seq} was changed."


def _against_head(name: str, seq: int, previous: str, head_seq: int, head_hash: str) -> ChainReport:
    if (seq, previous) != (head_seq, head_hash):
        problem = f"The chain ends at link {seq}, but its head says {head_seq}: links were cut off."
        return ChainReport(name, seq, previous, problem)
    return ChainReport(name, seq, previous)

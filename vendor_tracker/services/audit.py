"""Write history: the only place that makes revisions and links of the audit chain."""

import hashlib
import json
import secrets
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.services.transaction import Event, Work, current
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    AuditEvent,
    ChainHead,
    Revision,
    SystemEvent,
    SystemHead,
)
from vendor_tracker.storage.snapshots import Snapshot, canonical, load_snapshots

FIRST_HASH = "0" * 64


def record(actor: Actor, action: str, kind: Kind, record_id: int) -> None:
    """Mark one record as changed by this act; it is written down when the write ends."""
    events = current().events
    current().organisation_id = actor.organisation_id
    events.setdefault((kind, record_id), Event(actor, action, kind, record_id))


def record_system(actor: str, action: str, subject: str) -> None:
    """Write one link of the system's chain: sign-in, people and organisations."""
    opened = session()
    head = opened.get_one(SystemHead, 1, with_for_update=True, populate_existing=True)
    seq, at = head.seq + 1, clock.now()
    made = link_hash([seq, at.isoformat(), actor, action, subject, head.hash])
    opened.add(
        SystemEvent(
            seq=seq,
            at_utc=at,
            actor=actor,
            action=action,
            subject=subject,
            previous_hash=head.hash,
            hash=made,
        )
    )
    head.seq, head.hash = seq, made
    opened.flush()


def seal(work: Work) -> None:
    """End a write: store what every changed record now is, and chain the events."""
    if not work.events or work.organisation_id is None:
        return
    stored = _snapshots(work.organisation_id, work.events.values())
    opened = session()
    head = opened.get_one(
        ChainHead, work.organisation_id, with_for_update=True, populate_existing=True
    )
    seq, previous, at = head.seq, head.hash, clock.now()
    revisions: list[dict[str, Any]] = []
    events: list[dict[str, Any]] = []
    for key, event in work.events.items():
        snapshot = stored[key]
        seq += 1
        revision = _revision(work, event, snapshot, seq, at)
        link = _link(work.organisation_id, event, revision, snapshot.number, previous)
        previous = link["hash"]
        revisions.append(revision)
        events.append(link)
    opened.execute(sa.insert(Revision), revisions)
    opened.execute(sa.insert(AuditEvent), events)
    head.seq, head.hash = seq, previous


def payload_hash(salt: str, fields: dict[str, Any]) -> str:
    """Return the salted hash by which the chain vouches for a snapshot."""
    return hashlib.sha256((salt + canonical(fields)).encode()).hexdigest()


def link_hash(parts: Sequence[object]) -> str:
    """Return the hash of one link of a chain."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True).encode()).hexdigest()


def _snapshots(organisation_id: int, events: Any) -> dict[tuple[Kind, int], Snapshot]:
    ids: dict[Kind, list[int]] = defaultdict(list)
    for event in events:
        ids[event.kind].append(event.record_id)
    return {
        (kind, snapshot.record_id): snapshot
        for kind, wanted in ids.items()
        for snapshot in load_snapshots(organisation_id, kind, wanted)
    }


def _revision(
    work: Work, event: Event, snapshot: Snapshot, seq: int, at: datetime
) -> dict[str, Any]:
    return {
        "organisation_id": work.organisation_id,
        "kind": event.kind.value,
        "record_id": event.record_id,
        "version": snapshot.version,
        "at_utc": at,
        "by": event.actor.user_id,
        "action": event.action,
        "batch_id": work.batch_id,
        "event_seq": seq,
        "salt": secrets.token_hex(16),
        "snapshot": snapshot.fields,
    }


def _link(
    organisation_id: int, event: Event, revision: dict[str, Any], number: int, previous: str
) -> dict[str, Any]:
    link = {
        "organisation_id": organisation_id,
        "seq": revision["event_seq"],
        "at_utc": revision["at_utc"],
        "actor": event.actor.name,
        "action": event.action,
        "subject": reference(event.kind, number),
        "payload_hash": payload_hash(revision["salt"], revision["snapshot"]),
        "previous_hash": previous,
    }
    return link | {"hash": link_hash(chain_parts(event.actor.organisation_code, link))}


def chain_parts(code: str, link: dict[str, Any]) -> list[object]:
    """Return what the hash of a link is made from."""
    return [
        code,
        link["seq"],
        link["at_utc"].isoformat(),
        link["actor"],
        link["action"],
        link["subject"],
        link["payload_hash"],
        link["previous_hash"],
    ]

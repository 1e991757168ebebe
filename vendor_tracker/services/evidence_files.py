"""The files of evidence: received, counted against the quota, scanned, swept."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import IO, Any

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.vocabulary import ScanState
from vendor_tracker.files.inspection import Inspector
from vendor_tracker.files.mail import MailHead, read_mail
from vendor_tracker.files.scanner import NOT_SCANNED, Scan, Scanner
from vendor_tracker.files.store import EvidenceStore, StoredFile
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage import models
from vendor_tracker.storage.db import Database, session
from vendor_tracker.storage.models import Organisation
from vendor_tracker.storage.statuses import make_all_due

_MB = 1024 * 1024
_MAIL = "message/rfc822"
# How long a file may lie in the store before a record must name it.
_UNNAMED_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Received:
    """A file that lies in the store, what a saved mail says of itself, and what was found in it."""

    file: StoredFile
    mail: MailHead
    quota_mb: int
    scan: Scan = NOT_SCANNED
    nhs_numbers: int = 0


@dataclass(frozen=True, slots=True)
class Looked:
    """What became of files that waited for the scanner."""

    clean: int = 0
    infected: int = 0
    held: int = 0
    # Why the first of those that are held is.
    why_held: str = ""


def receive(
    actor: Actor,
    store: EvidenceStore,
    stream: IO[bytes],
    name: str,
    *,
    quota_mb: int,
    inspector: Inspector | None,
) -> Received:
    """Look into a file and put it into the store before the write begins; no record names it.

    Only files of our own making need no inspector.
    """
    actor.must(Permission.ANSWER)
    scan = inspector.scan(stream) if inspector else NOT_SCANNED
    kept = store.keep(actor.organisation_code, stream, name)
    numbers = inspector.count_numbers(store, actor.organisation_code, kept) if inspector else 0
    mail = read_mail(stream) if kept.media_type == _MAIL else MailHead()
    return Received(kept, mail, quota_mb, scan, numbers)


def columns_of(actor: Actor, received: Received | None) -> dict[str, Any]:
    """Return the columns of evidence that a received file fills."""
    if received is None:
        return {}
    mail = received.mail
    return {
        "file_id": _stored(actor, received).id,
        "file_name": received.file.file_name,
        "mail_subject": mail.subject or "",
        "mail_sender": mail.sender or "",
        "mail_sent_at": mail.sent_at,
    }


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


def scan_waiting(database: Database, store: EvidenceStore, scanner: Scanner | None) -> Looked:
    """Ask the scanner, where there is one, about the files that wait for it."""
    if scanner is None:
        return Looked()
    with database.opened():
        return scan_held(store, scanner)


def scan_held(store: EvidenceStore, scanner: Scanner, *, everything: bool = False) -> Looked:
    """Ask the scanner about the files that wait for it, or about every file; tell what it said.

    Those that came before there was a scanner wait for it too.
    """
    waiting = list(ScanState) if everything else [ScanState.held, ScanState.not_scanned]
    rows = session().execute(
        sa.select(models.StoredFile.id, models.StoredFile.sha256, Organisation.code)
        .join(Organisation, Organisation.id == models.StoredFile.organisation_id)
        .where(models.StoredFile.scan.in_(waiting))
        .order_by(models.StoredFile.id)
    ).all()  # fmt: skip
    session().rollback()
    counts, why_held = Counter[ScanState](), ""
    for key, sha256, code in rows:
        try:
            with store.open_file(code, sha256) as stream:
                scan = scanner.look(stream)
        except Refused:
            # Missing or altered: it is not given out, and the pages say so.
            continue
        counts[scan.state] += 1
        why_held = why_held or (scan.words if scan.state is ScanState.held else "")
        _note(key, scan)
    clean, infected = counts[ScanState.clean], counts[ScanState.infected]
    return Looked(clean, infected, counts[ScanState.held], why_held)


@transactional
def _note(key: int, scan: Scan) -> None:
    row = session().get_one(models.StoredFile, key)
    if scan.state is ScanState.held and row.scan is not ScanState.held:
        # The scanner is away: what it once said of the file stands.
        return
    _say(row, scan)


def _say(row: models.StoredFile, scan: Scan) -> None:
    """Note what the scanner said; what an infected file shows comes to nothing, or back."""
    if ScanState.infected in (row.scan, scan.state) and row.scan is not scan.state:
        make_all_due(row.organisation_id, clock.today())
    row.scan, row.scan_words, row.scanned_at = scan.state, scan.words, clock.now()


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
    row = opened.scalar(
        sa.select(models.StoredFile).where(mine, models.StoredFile.sha256 == kept.sha256)
    )
    if row is None:
        _must_fit(
            received, opened.scalar(sa.select(sa.func.sum(models.StoredFile.size)).where(mine))
        )
        row = models.StoredFile(
            organisation_id=actor.organisation_id,
            sha256=kept.sha256,
            size=kept.size,
            media_type=kept.media_type,
            kept_at=clock.now(),
        )
        opened.add(row)
    _found(row, received)
    opened.flush()
    return row


def _found(row: models.StoredFile, received: Received) -> None:
    """Note what was found in a file, unless less is known now than before."""
    row.nhs_numbers = max(row.nhs_numbers or 0, received.nhs_numbers)
    settled = row.scan in (ScanState.clean, ScanState.infected)
    if received.scan.state is ScanState.clean or (
        received.scan.state is ScanState.held and not settled
    ):
        _say(row, received.scan)


def _must_fit(received: Received, used: int | None) -> None:
    if int(used or 0) + received.file.size > received.quota_mb * _MB:
        raise Refused(
            f"There is no room for this file: the {received.quota_mb:,} MB for evidence are used "
            "up. Nothing was saved. Ask the administrator for more room, or log a link instead.",
            field="file",
        )
